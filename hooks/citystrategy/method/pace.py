"""How fast an indicator moves: the planned change a year, the actual one, and the one still needed.

Owns that arithmetic (the method's paragraph 3). Only values that have a distance have a pace.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from citystrategy.method.assessment import Assessment
from citystrategy.method.measure import ORDERED, measure, tolerance
from citystrategy.method.plan import ApprovedPoint, Plan
from citystrategy.model import Indicator, Value


@dataclass(frozen=True)
class Pace:
    """Changes a year, in the indicator's unit; of a range, changes of the distance from it."""

    planned: float
    """Planned change a year between the approved points around the year."""
    actual: float | None
    """Observed change a year since `since`; None across a break, or where nothing was observed by then."""
    since: tuple[int, Value]
    """Year and value from which the actual change is counted."""
    needed: float | None
    """Change a year needed to reach `goal`; None where it is reached already."""
    goal: ApprovedPoint | None
    """The next target of the same definition after the year of the value; None after the last one."""


def pace(
    assessment: Assessment, current: Plan, values: Mapping[int, Value], ends: frozenset[int]
) -> Pace | None:
    """The pace behind an assessment; None where values have no distance.

    `current` is the plan in force today, `values` the observed values of its definition by year, and
    `ends` the years whose values do not continue those before.
    """
    indicator, before, after = assessment.plan.indicator, assessment.before, assessment.after
    if indicator.kind in (*ORDERED, "narrative"):
        return None
    since = _start(assessment, values)
    same = current.definition == assessment.plan.definition
    goal = next((point for point in current.targets if same and point.year > assessment.year), None)
    start, end = (_size(indicator, point.value, after) for point in (before, after))
    now, then = (_size(indicator, value, after) for value in (assessment.actual, since[1]))
    if start is None or end is None or now is None or then is None:
        return None
    broken = any(since[0] < year <= assessment.year for year in ends)
    # A target is no observation: from it nothing has moved yet.
    begun = since[0] in values or before.basis == "baseline"
    return Pace(
        planned=float((end - start) / (after.year - before.year)),
        actual=None if broken or not begun else float((now - then) / (assessment.year - since[0])),
        since=since,
        needed=_needed(current.indicator, assessment, goal),
        goal=goal,
    )


def _start(assessment: Assessment, values: Mapping[int, Value]) -> tuple[int, Value]:
    """The observed value of the point before, or the newest one before that; at last the point itself."""
    known = [year for year in values if year <= assessment.before.year and year >= assessment.plan.start.year]
    if assessment.before.basis == "baseline" or not known:
        return assessment.before.year, values.get(assessment.before.year, assessment.before.value)
    return max(known), values[max(known)]


def _needed(indicator: Indicator, assessment: Assessment, goal: ApprovedPoint | None) -> float | None:
    if goal is None:
        return None
    measured, wanted = (measure(indicator, value, goal.value) for value in (assessment.actual, goal.value))
    now, end = _size(indicator, assessment.actual, goal), _size(indicator, goal.value, goal)
    if measured is None or wanted is None or now is None or end is None:
        return None
    if measured - wanted >= -tolerance(indicator):
        return None
    return float((end - now) / (goal.year - assessment.year))


def _size(indicator: Indicator, value: Value, goal: ApprovedPoint) -> Fraction | None:
    """The number that a pace counts: the value itself, or its distance from the range."""
    measured = measure(indicator, value, goal.value)
    if measured is None or indicator.better == "higher":
        return measured
    return -measured
