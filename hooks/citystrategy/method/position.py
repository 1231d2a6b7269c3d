"""Where the last values lie with regard to the plan, and the status that follows (the method's paragraph 2).

Owns the gap, its margin, the lag, the movement and the status. Must not know single values' differences,
verdicts or words. All arithmetic is exact; a larger measure is the better one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from citystrategy.method.measure import ORDERED, measure, tolerance
from citystrategy.method.noise import Margin, noise
from citystrategy.method.plan import ApprovedPoint, Plan, expected
from citystrategy.model import Indicator, Value

Assessed = Literal["on-path", "behind", "far-behind", "moving-away"]
ASSESSED: tuple[Assessed, ...] = get_args(Assessed)
"""The statuses that a value may have, the best one first; a body gives one where the plan is in words."""
Movement = Literal["catching-up", "keeping", "falling-back"]
"""How the distance to the plan changes."""

NEAR = Fraction(2)
"""Lag in years up to which a value that is not on the path is only "behind"."""
SEVERAL = 3
"""How many of the last values count, and how many "far behind" needs."""


@dataclass(frozen=True)
class Position:
    """Where the last values lie with regard to the plan."""

    years: tuple[int, ...]
    """The years whose values count, in order: at most `SEVERAL`, of steps only the last one."""
    gap: Fraction
    """Mean distance of these values from the plan, each against its own year: less than 0 is worse."""
    margin: Margin
    planned: Fraction
    """Planned improvement a year in the step of the last value; 0 where values are steps."""
    start: tuple[int, Value] | None
    """Year and value with which "moving away" is told: an observation or the baseline, never a target."""
    worsening: Fraction | None
    """Mean of the values minus the start; None without a start."""
    earlier: Fraction | None
    """Gap of the three values before; None with fewer."""

    @property
    def lag(self) -> Fraction | None:
        """Years by which the plan is ahead of the values; None where it plans no improvement."""
        return -self.gap / self.planned if self.planned > 0 else None

    @property
    def status(self) -> Assessed:
        """The status of the last value."""
        if not self.margin.exceeded(self.gap):
            return "on-path"
        if self.lag is None or self.lag <= NEAR or len(self.years) < SEVERAL:
            return "behind"
        away = self.worsening is not None and self.margin.exceeded(self.worsening)
        return "moving-away" if away else "far-behind"

    @property
    def movement(self) -> Movement | None:
        """Whether the gap grows or shrinks beyond the margin; the method's paragraph 3."""
        if self.earlier is None:
            return None
        change = self.gap - self.earlier
        if self.margin.exceeded(-abs(change)):
            return "catching-up" if change > 0 else "falling-back"
        return "keeping"


def locate(
    plan: Plan, values: Mapping[int, Value], year: int, ends: frozenset[int], plans: Mapping[int, Plan]
) -> Position | None:
    """Where the values up to a year lie; None outside the plan, and where that year has no distance.

    For the arguments see `assess`.
    """
    neighbours = plan.around(year)
    reach = {
        earlier: values[earlier] for earlier in sorted(values, reverse=True) if _joined(earlier, year, ends)
    }
    gaps = _gaps(plan, reach, plans)
    if neighbours is None or not gaps or gaps[0][0] != year:
        return None
    indicator, (before, after) = plan.indicator, neighbours
    steps = indicator.kind in ORDERED
    window, others = (gaps[:1], []) if steps else (gaps[:SEVERAL], gaps[SEVERAL : 2 * SEVERAL])
    years = tuple(sorted(counted for counted, _ in window))
    start = _start(plan, before, values, year, ends)
    return Position(
        years=years,
        gap=_mean([gap for _, gap in window]),
        margin=Margin(tolerance(indicator), None if steps else noise(indicator, reach), len(window)),
        planned=Fraction(0) if steps else _planned(indicator, before, after),
        start=start,
        worsening=_worsening(indicator, [values[counted] for counted in years], start, after),
        earlier=_mean([gap for _, gap in others]) if len(others) == SEVERAL else None,
    )


def _joined(earlier: int, year: int, ends: frozenset[int]) -> bool:
    """Whether the value of a year may be compared with that of an earlier one, or is its own."""
    return earlier <= year and not any(earlier < end <= year for end in ends)


def _gaps(plan: Plan, reach: Mapping[int, Value], plans: Mapping[int, Plan]) -> list[tuple[int, Fraction]]:
    """Distances of the values after the baseline from the plan, each of its own year; the newest first."""
    gaps = []
    for year, value in reach.items():
        own = plans.get(year, plan)
        neighbours = own.around(year) if plan.around(year) else None
        if neighbours is None or not _same(own.indicator, plan.indicator):
            break
        at = expected(own.indicator, *neighbours, year)
        actual = measure(own.indicator, value, neighbours[1].value)
        if at is not None and actual is not None:
            gaps.append((year, actual - at))
    return gaps


def _same(first: Indicator, second: Indicator) -> bool:
    return (first.kind, first.better) == (second.kind, second.better)


def _mean(several: Sequence[Fraction]) -> Fraction:
    return sum(several, Fraction(0)) / len(several)


def _planned(indicator: Indicator, before: ApprovedPoint, after: ApprovedPoint) -> Fraction:
    start, end = (measure(indicator, point.value, after.value) for point in (before, after))
    return Fraction(0) if start is None or end is None else (end - start) / (after.year - before.year)


def _worsening(
    indicator: Indicator, values: Sequence[Value], start: tuple[int, Value] | None, after: ApprovedPoint
) -> Fraction | None:
    """How much better the mean of the values is than the start."""
    then = measure(indicator, start[1], after.value) if start else None
    now = [
        measured
        for measured in (measure(indicator, value, after.value) for value in values)
        if measured is not None
    ]
    return None if then is None or not now else _mean(now) - then


def _start(
    plan: Plan, before: ApprovedPoint, values: Mapping[int, Value], year: int, ends: frozenset[int]
) -> tuple[int, Value] | None:
    """What the values are held against to tell whether they move away: an observation or the baseline."""
    if before.year in values:
        start = before.year, values[before.year]
    elif plan.start.basis == "baseline":
        start = plan.start.year, plan.start.value
    else:
        return None
    return start if _joined(start[0], year, ends) else None
