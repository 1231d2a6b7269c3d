"""The plan of an indicator: its approved points, the guide between them, and which plan was in force when.

Approved points are law; the straight line between them is a guide, calculated and not approved.
Must not know observed values.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from citystrategy.method.measure import ORDERED, bounds, measure
from citystrategy.model import Decision, Indicator, Range, Value


@dataclass(frozen=True)
class ApprovedPoint:
    """A point of the plan: the baseline or a target."""

    year: int
    value: Value
    basis: Literal["baseline", "approved", "announced", "illustrative"]
    source: str | None
    decision: Decision | None = None
    """The decision that first set the value as it is now; None for a draft and a demonstration."""


Definition = tuple[str | None, str | None]
"""Version of the definition and edition of the index: values are comparable where both agree."""


@dataclass(frozen=True)
class Plan:
    """An indicator as one edition of the strategy sets it."""

    indicator: Indicator
    points: tuple[ApprovedPoint, ...]
    """The baseline, where there is one, and the targets, in order of year."""
    since: date = date.min
    """Day from which the plan is in force."""
    decision: Decision | None = None
    """Decision by which it was approved; None for a draft and a demonstration."""

    def around(self, year: int) -> tuple[ApprovedPoint, ApprovedPoint] | None:
        """The approved points before and after a year (the year's own is "after"), if both exist."""
        for before, after in pairwise(self.points):
            if before.year < year <= after.year:
                return before, after
        return None

    def target(self, year: int) -> ApprovedPoint | None:
        """The target of a year."""
        return next((target for target in self.targets if target.year == year), None)

    def after(self, earlier: "Plan | None") -> "Plan":
        """This plan with the decision of each point: the earlier one where the point was the same then."""
        kept = {(point.year, point.basis): point for point in earlier.points} if earlier else {}
        points = []
        for point in self.points:
            before = kept.get((point.year, point.basis))
            same = before is not None and before.value == point.value
            points.append(replace(point, decision=before.decision if before and same else self.decision))
        return replace(self, points=tuple(points))

    @property
    def definition(self) -> Definition:
        """What values have to follow to be compared with this plan; only of an index the edition too."""
        return self.indicator.method, self.indicator.edition if self.indicator.kind == "index" else None

    @property
    def start(self) -> ApprovedPoint:
        """The baseline, or the first target where there is none. Raises IndexError for an empty plan."""
        return next((point for point in self.points if point.basis == "baseline"), self.points[0])

    @property
    def targets(self) -> tuple[ApprovedPoint, ...]:
        """The points without the baseline."""
        return tuple(point for point in self.points if point.basis != "baseline")


@dataclass(frozen=True)
class Timeline:
    """The plans of an indicator, the first one first, and the day on which each came into force."""

    plans: tuple[Plan, ...]
    binding: bool = True
    """Whether anybody owes the values: not of a draft, nor of a demonstration."""
    judged_from: int = 0
    """First year whose target gets a verdict: that in which a draft or a demonstration was written, or in
    which a decision that is not yet in force will be."""

    def in_force(self, day: date) -> Plan:
        """The plan in force on a day; before the first one, the first one."""
        return next((plan for plan in reversed(self.plans) if plan.since <= day), self.plans[0])

    def owed(self, year: int) -> bool:
        """Whether the value of a year is owed: its due date lies after the decision that first set values."""
        due = self.plans[-1].indicator.due
        return self.binding and (due is None or due.date(year) >= self.plans[0].since)

    def of_year(self, year: int, today: date) -> Plan:
        """The plan by which the value of a year is judged: the one in force at its end, or today's."""
        return self.in_force(min(date(year, 12, 31), today))


def plan(indicator: Indicator, since: date = date.min, decision: Decision | None = None) -> Plan:
    """The plan of an indicator."""
    points = [
        ApprovedPoint(target.year, target.value, target.basis, target.source) for target in indicator.targets
    ]
    start = indicator.baseline
    if start and start.year is not None and start.value is not None:
        points.insert(0, ApprovedPoint(start.year, start.value, "baseline", start.source))
    # Stable: a target of the baseline's own year stays behind it. A check asks for this order anyway.
    return Plan(indicator, tuple(sorted(points, key=lambda point: point.year)), since, decision)


def timeline(indicator: Indicator) -> Timeline:
    """The timeline of an indicator that has one plan only."""
    return Timeline((plan(indicator),))


def expected(indicator: Indicator, before: ApprovedPoint, after: ApprovedPoint, year: int) -> Fraction | None:
    """E(y) as a measure: linear between two approved points, the last step where values are steps."""
    start, end = (measure(indicator, point.value, after.value) for point in (before, after))
    if start is None or end is None:
        return None
    if indicator.kind in ORDERED:
        return end if year == after.year else start
    return start + Fraction(year - before.year, after.year - before.year) * (end - start)


def guide(plan: Plan, year: int) -> Value | None:
    """The value that the guide has in a year; None outside the plan. Calculated, not approved.

    Where targets are ranges it is the range that the path still allows.
    """
    neighbours = plan.around(year)
    if neighbours is None:
        return None
    before, after = neighbours
    indicator, at = plan.indicator, expected(plan.indicator, *neighbours, year)
    if year == after.year or at is None:
        return after.value
    if indicator.kind in ORDERED:
        return before.value
    wanted = bounds(indicator, after.value)
    if indicator.better == "within" and wanted:
        return Range(low=float(wanted[0] + at), high=float(wanted[1] - at))
    return float(at if indicator.better == "higher" else -at)


def due_years(plan: Plan, today: date) -> list[int]:
    """The years of the plan, without that of the baseline, whose values were due before a day."""
    due = plan.indicator.due
    if due is None or not plan.points or plan.indicator.not_assessable:
        return []
    return [year for year in reported_years(plan.points) if due.date(year) < today]


def reported_years(points: Sequence[ApprovedPoint]) -> range:
    """The years of a plan for which a value has to be reported."""
    first = points[0].year + (points[0].basis == "baseline")
    return range(first, points[-1].year + 1)
