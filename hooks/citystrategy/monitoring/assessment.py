"""The method of assessment: the status of one observed value, and the verdict on one target.

Owns the arithmetic between the plan and observed values, and nothing else. Must not know words,
pages or files, and has no clock: the day of the assessment is an argument. All arithmetic is exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, get_args

from citystrategy.model import Actual, Indicator, Value
from citystrategy.monitoring.measure import ORDERED, bounds, measure, tolerance
from citystrategy.monitoring.plan import ApprovedPoint, Plan, expected, guide

Assessed = Literal["on-path", "behind", "far-behind", "moving-away"]
Status = Literal[
    "on-path",
    "behind",
    "far-behind",
    "moving-away",
    "overdue",
    "not-comparable",
    "no-data",
    "not-assessable",
]
Verdict = Literal["met", "missed", "not-comparable", "not-reported", "due", "not-due"]

ASSESSED: tuple[Assessed, ...] = get_args(Assessed)
"""The statuses that a value may have, the best one first; a body gives one where the plan is in words."""
STATUSES: tuple[Status, ...] = get_args(Status)
"""All statuses, in the order in which counts are shown."""
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""All verdicts, in the order in which they are shown."""

NEAR = Fraction(6, 10)
"""Share of the planned change from which a value that is not on the path is only "behind"."""


@dataclass(frozen=True)
class Observation:
    """One observed value and whether it can be held against the plan."""

    year: int
    actual: Actual
    comparable: bool
    """False where the value follows another definition than the plan."""
    method: str | None
    """Version of the definition that the value follows."""
    edition: str | None = None
    """Edition of the index that the value is from; None of other kinds."""


@dataclass(frozen=True)
class Assessment:
    """The status of one observed value, with everything it was computed from."""

    status: Assessed
    year: int
    actual: Value
    plan: Plan
    """The plan that was in force in that year."""
    expected: Value
    """Value of the guide in that year; in a milestone year the approved value itself."""
    before: ApprovedPoint
    """Approved point before that year."""
    after: ApprovedPoint
    """Approved point of that year or the next one."""
    difference: float | None
    """Actual minus expected; of a range, the distance from it; None where values have no distance."""
    attainment: float | None
    """Actual change since the point before, divided by the planned one; None for a held level."""
    reference: tuple[int, Value] | None
    """Year and value with which "moving away" is told: what was observed in the year of the last milestone,
    or the baseline; None where neither is there or a break parts it from the value. Never a target."""
    tolerance: float

    @property
    def is_milestone(self) -> bool:
        """Whether the year is one for which a value was set."""
        return self.year == self.after.year


@dataclass(frozen=True)
class Milestone:
    """The verdict on one target."""

    target: ApprovedPoint
    verdict: Verdict
    actual: Value | None
    plan: Plan
    """The plan that was in force in that year, or is today."""


def assess(
    plan: Plan, values: Mapping[int, Value], year: int, breaks: frozenset[int] = frozenset()
) -> Assessment | None:
    """The status of the value of one year; None outside the plan, without a value, or of the wrong kind.

    `values` holds the comparable observed values by year, `breaks` the years whose values do not continue
    those before.
    """
    neighbours = plan.around(year)
    if neighbours is None or year not in values:
        return None
    indicator, value = plan.indicator, values[year]
    before, after = neighbours
    reference = _reference(plan, before, values, year, breaks)
    if indicator.kind == "narrative":
        judged: tuple[Assessed, Fraction | None] | None = _told(value)
    else:
        judged = _judged(indicator, neighbours, value, reference, year)
    if judged is None:
        return None
    status, attainment = judged
    at = guide(plan, year)
    return Assessment(
        status=status,
        year=year,
        actual=value,
        plan=plan,
        expected=after.value if at is None else at,
        before=before,
        after=after,
        difference=_difference(indicator, value, at, after.value),
        attainment=None if attainment is None else float(attainment),
        reference=reference,
        tolerance=float(tolerance(indicator)),
    )


def _reference(
    plan: Plan, before: ApprovedPoint, values: Mapping[int, Value], year: int, breaks: frozenset[int]
) -> tuple[int, Value] | None:
    """What the value is held against to tell whether it moves away: an observation or the baseline."""
    start = plan.start
    if before.year in values:
        found = before.year, values[before.year]
    elif start.basis == "baseline":
        found = start.year, start.value
    else:
        return None
    return None if any(found[0] < each <= year for each in breaks) else found


def _judged(
    indicator: Indicator,
    neighbours: tuple[ApprovedPoint, ApprovedPoint],
    value: Value,
    reference: tuple[int, Value] | None,
    year: int,
) -> tuple[Assessed, Fraction | None] | None:
    """Status and attainment of a value; the method's paragraph 2."""
    before, after = neighbours
    allowed, wanted = tolerance(indicator), expected(indicator, *neighbours, year)
    start, actual = (measure(indicator, one, after.value) for one in (before.value, value))
    then = measure(indicator, reference[1], after.value) if reference else None
    if wanted is None or start is None or actual is None:
        return None
    planned = wanted - start
    steps, held = indicator.kind in ORDERED, abs(planned) <= allowed
    attainment = None if held or steps else (actual - start) / planned
    if actual - wanted >= -allowed:
        return "on-path", attainment
    if held:
        return "behind", None
    if then is not None and actual - then < -allowed:
        return "moving-away", attainment
    return ("behind" if attainment is None or attainment >= NEAR else "far-behind"), attainment


def _told(value: Value) -> tuple[Assessed, None] | None:
    """The status that a named body gave."""
    return next(((status, None) for status in ASSESSED if status == value), None)


def _difference(indicator: Indicator, value: Value, at: Value | None, target: Value) -> float | None:
    own, wanted = bounds(indicator, value), bounds(indicator, at) if at is not None else None
    if own is None or wanted is None or indicator.kind in ORDERED:
        return None
    if indicator.better == "within":
        return float(-(measure(indicator, value, target) or 0))
    return float(own[0] - wanted[0])


def verdict(plan: Plan, target: ApprovedPoint, observed: Observation | None, today: date) -> Verdict:
    """Whether a target was met, by the value of that very year."""
    indicator = plan.indicator
    if observed is not None:
        if not observed.comparable:
            return "not-comparable"
        return "met" if _met(indicator, observed.actual.value, target.value) else "missed"
    due = indicator.due.date(target.year) if indicator.due else date(target.year + 1, 12, 31)
    if today > due:
        return "not-reported"
    return "due" if target.year <= today.year else "not-due"


def _met(indicator: Indicator, value: Value, target: Value) -> bool:
    if indicator.kind == "narrative":
        return value == ASSESSED[0]
    actual, wanted = measure(indicator, value, target), measure(indicator, target, target)
    return actual is not None and wanted is not None and actual - wanted >= -tolerance(indicator)
