"""The method of assessment: the status of one observed value, and the verdict on one target.

Owns the arithmetic between the plan and observed values, and nothing else. Must not know words,
pages or files, and has no clock: the day of the assessment is an argument. All arithmetic is exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, get_args

from citystrategy.model import Actual, Indicator, Value
from citystrategy.monitoring.measure import ORDERED, bounds, measure, tolerance
from citystrategy.monitoring.noise import Margin, Noise, noise
from citystrategy.monitoring.plan import ApprovedPoint, Plan, expected, guide

Assessed = Literal["on-path", "behind", "far-behind", "moving-away"]
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
Verdict = Literal["met", "missed", "not-comparable", "not-reported", "due", "not-due"]

ASSESSED: tuple[Assessed, ...] = get_args(Assessed)
"""The statuses that a value may have, the best one first; a body gives one where the plan is in words."""
STATUSES: tuple[Status, ...] = get_args(Status)
"""All statuses, in the order in which counts are shown."""
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""All verdicts, in the order in which they are shown."""

Movement = Literal["catching-up", "keeping", "falling-back"]
MOVEMENTS: tuple[Movement, ...] = get_args(Movement)
"""How the distance to the plan changes, the best way first."""

NEAR = Fraction(2)
"""Lag in years up to which a value that is not on the path is only "behind"."""
SEVERAL = 3
"""How many of the last values count, and how many "far behind" needs."""


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
    """Years by which the values are behind the plan (ahead: less than 0); None where none is planned."""
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
    steps = indicator.kind in ORDERED
    reach = [one for one in sorted(values, reverse=True) if _joined(one, year, ends)]
    start = _start(plan, before, values, year, ends)
    gaps = [] if indicator.kind == "narrative" else _gaps(plan, values, reach, plans or {})
    if indicator.kind == "narrative":
        status, position = _told(value), None
    else:
        # A wrong value has no distance, and where the newest one is wrong nothing is assessed.
        if not gaps or gaps[0][0] != year:
            return None
        position = _position(plan, neighbours, gaps, [] if steps else [(one, values[one]) for one in reach])
        status = _status(position, _worsening(position, values, start, after))
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
        gap=float(position.gap) if position and not steps else None,
        margin=position.margin.size if position else 0.0,
        noise=position.margin.noise if position else None,
        lag=None if position is None or position.lag is None else float(position.lag),
        start=start,
        movement=_movement(position) if position else None,
        earlier=None if position is None or position.earlier is None else float(position.earlier),
        tolerance=float(tolerance(indicator)),
    )


@dataclass(frozen=True)
class _Position:
    """Where the last values lie with regard to the plan, as exact measures of which the larger is better."""

    indicator: Indicator
    years: tuple[int, ...]
    gap: Fraction
    margin: Margin
    planned: Fraction
    """Planned improvement a year in the step of the last value; 0 where values are steps."""
    earlier: Fraction | None

    @property
    def lag(self) -> Fraction | None:
        """Years by which the plan is ahead of the values; None where it plans no improvement."""
        return -self.gap / self.planned if self.planned > 0 else None


def _joined(earlier: int, year: int, ends: frozenset[int]) -> bool:
    """Whether the value of a year may be compared with that of an earlier one, or is its own."""
    return earlier <= year and not any(earlier < end <= year for end in ends)


def _gaps(
    plan: Plan, values: Mapping[int, Value], reach: Sequence[int], plans: Mapping[int, Plan]
) -> list[tuple[int, Fraction]]:
    """Distances of the values after the baseline from the plan, each of its own year; the newest first."""
    found = []
    for year in reach:
        own = plans.get(year, plan)
        neighbours = own.around(year) if plan.around(year) else None
        if neighbours is None or not _same(own.indicator, plan.indicator):
            break
        at = expected(own.indicator, *neighbours, year)
        actual = measure(own.indicator, values[year], neighbours[1].value)
        if at is not None and actual is not None:
            found.append((year, actual - at))
    return found


def _same(one: Indicator, other: Indicator) -> bool:
    return (one.kind, one.better) == (other.kind, other.better)


def _position(
    plan: Plan,
    neighbours: tuple[ApprovedPoint, ApprovedPoint],
    gaps: Sequence[tuple[int, Fraction]],
    known: Sequence[tuple[int, Value]],
) -> _Position:
    """Where the last values lie; of steps only the last one counts. `known` is what tells the noise."""
    indicator = plan.indicator
    before, after = neighbours
    steps = indicator.kind in ORDERED
    window, others = (gaps[:1], []) if steps else (gaps[:SEVERAL], gaps[SEVERAL : 2 * SEVERAL])
    start, end = (measure(indicator, point.value, after.value) for point in neighbours)
    planned = Fraction(0)
    if start is not None and end is not None and not steps:
        planned = (end - start) / (after.year - before.year)
    full = len(window) == len(others) == SEVERAL
    return _Position(
        indicator=indicator,
        years=tuple(sorted(year for year, _ in window)),
        gap=_mean([gap for _, gap in window]),
        margin=Margin(tolerance(indicator), None if steps else noise(indicator, dict(known)), len(window)),
        planned=planned,
        earlier=_mean([gap for _, gap in others]) if full else None,
    )


def _mean(several: Sequence[Fraction]) -> Fraction:
    return sum(several, Fraction(0)) / len(several)


def _worsening(
    found: _Position, values: Mapping[int, Value], start: tuple[int, Value] | None, after: ApprovedPoint
) -> bool:
    """Whether the mean of the values is worse than the start by more than the margin."""
    then = measure(found.indicator, start[1], after.value) if start else None
    now = [measure(found.indicator, values[year], after.value) for year in found.years]
    known = [one for one in now if one is not None]
    return then is not None and bool(known) and found.margin.exceeded(_mean(known) - then)


def _status(found: _Position, worsening: bool) -> Assessed:
    """The status of a position; the method's paragraph 2."""
    if not found.margin.exceeded(found.gap):
        return "on-path"
    if found.lag is None or found.lag <= NEAR or len(found.years) < SEVERAL:
        return "behind"
    return "moving-away" if worsening else "far-behind"


def _movement(found: _Position) -> Movement | None:
    """Whether the distance to the plan grows or shrinks beyond the margin; the method's paragraph 3."""
    if found.earlier is None:
        return None
    change = found.gap - found.earlier
    if found.margin.exceeded(-abs(change)):
        return "catching-up" if change > 0 else "falling-back"
    return "keeping"


def _start(
    plan: Plan, before: ApprovedPoint, values: Mapping[int, Value], year: int, ends: frozenset[int]
) -> tuple[int, Value] | None:
    """What the values are held against to tell whether they move away: an observation or the baseline."""
    start = plan.start
    if before.year in values:
        found = before.year, values[before.year]
    elif start.basis == "baseline":
        found = start.year, start.value
    else:
        return None
    return found if _joined(found[0], year, ends) else None


def _attainment(
    indicator: Indicator, neighbours: tuple[ApprovedPoint, ApprovedPoint], value: Value, year: int
) -> float | None:
    """Share of the change planned since the point before that the value of the year reached."""
    before, after = neighbours
    if indicator.kind in (*ORDERED, "narrative"):
        return None
    at = expected(indicator, *neighbours, year)
    start, actual = (measure(indicator, one, after.value) for one in (before.value, value))
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
