"""The method of assessment: everything about one observed value, and the verdict on one target.

Owns that whole; where the last values lie with regard to the plan is `position`. Must not know words,
pages or files, and has no clock: the day of the assessment is an argument. All arithmetic is exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from citystrategy.method.measure import ORDERED, bounds, measure, tolerance
from citystrategy.method.noise import Noise
from citystrategy.method.plan import ApprovedPoint, Plan, expected, guide
from citystrategy.method.position import ASSESSED, Assessed, Movement, locate
from citystrategy.model import Actual, Indicator, Value

Status = Literal[
    "on-path",
    "behind",
    "far-behind",
    "moving-away",
    "no-current-value",
    "not-comparable",
    "no-data",
    "not-assessable",
]
Verdict = Literal["met", "missed", "not-comparable", "not-reported", "due", "not-due", "before-plan"]

STATUSES: tuple[Status, ...] = get_args(Status)
"""All statuses, in the order in which counts are shown."""
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""All verdicts, in the order in which they are shown."""


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
    years: tuple[int, ...]
    """The years whose values count, in order: at most the last three, never across a break."""
    gap: float | None
    """Mean distance of these values from the plan, each against its own year: less than 0 is worse."""
    margin: float
    """Distance that still counts as on the path: the tolerance, or what chance explains."""
    noise: Noise | None
    """How much a yearly value differs by chance, where that is known."""
    lag: float | None
    """Years behind the plan, less than 0 ahead of it; None where no improvement is planned."""
    start: tuple[int, Value] | None
    """Year and value with which "moving away" is told: what was observed in the year of the last milestone,
    or the baseline; None where neither is there or a break parts it from the value. Never a target."""
    movement: Movement | None
    """How the gap changed against that of the three values before; None with fewer values."""
    earlier: float | None
    """Gap of the three values before."""
    tolerance: float

    @property
    def within_chance(self) -> bool:
        """Whether the values are worse than the plan, but by no more than the margin."""
        return self.gap is not None and self.gap < 0 and self.status == ASSESSED[0]

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
    plan: Plan,
    values: Mapping[int, Value],
    year: int,
    ends: frozenset[int] = frozenset(),
    plans: Mapping[int, Plan] | None = None,
) -> Assessment | None:
    """The status of the value of one year; None outside the plan, without a value, or of the wrong kind.

    `values` holds the observed values by year that follow the plan's definition, `ends` the years at which
    comparison begins anew (a break, another definition), and `plans` the plan of each year, where it was
    another one.
    """
    neighbours = plan.around(year)
    if neighbours is None or year not in values:
        return None
    indicator, value = plan.indicator, values[year]
    before, after = neighbours
    position = locate(plan, values, year, ends, plans or {})
    status = _told(value) if indicator.kind == "narrative" else position.status if position else None
    if status is None:
        return None
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
        attainment=_attainment(indicator, neighbours, value, year),
        years=position.years if position else (year,),
        gap=float(position.gap) if position and indicator.kind not in ORDERED else None,
        margin=position.margin.size if position else 0.0,
        noise=position.margin.noise if position else None,
        lag=None if position is None or position.lag is None else float(position.lag),
        start=position.start if position else None,
        movement=position.movement if position else None,
        earlier=None if position is None or position.earlier is None else float(position.earlier),
        tolerance=float(tolerance(indicator)),
    )


def _attainment(
    indicator: Indicator, neighbours: tuple[ApprovedPoint, ApprovedPoint], value: Value, year: int
) -> float | None:
    """Share of the change planned since the point before that the value of the year reached."""
    before, after = neighbours
    if indicator.kind in (*ORDERED, "narrative"):
        return None
    at = expected(indicator, *neighbours, year)
    start, actual = measure(indicator, before.value, after.value), measure(indicator, value, after.value)
    if at is None or start is None or actual is None or abs(at - start) <= tolerance(indicator):
        return None
    return float((actual - start) / (at - start))


def _told(value: Value) -> Assessed | None:
    """The status that a named body gave."""
    return next((status for status in ASSESSED if status == value), None)


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
