"""How far an indicator has come: the method of assessment, nothing else.

Owns the arithmetic between approved points and observed values. Approved points are law; the
straight line between them is a guide, calculated and not approved. Must not know words, pages or
files, and has no clock: the day of the assessment is an argument. All arithmetic is exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from citystrategy.model import Actual, Indicator

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
Verdict = Literal["met", "missed", "not-comparable", "not-reported", "not-due"]

STATUSES: tuple[Status, ...] = (
    "on-path",
    "behind",
    "far-behind",
    "moving-away",
    "overdue",
    "not-comparable",
    "no-data",
    "not-assessable",
)
"""All statuses, in the order in which counts are shown."""

NEAR = Fraction(6, 10)
"""Share of the planned change from which a value that is not on the path is only "behind"."""


@dataclass(frozen=True)
class ApprovedPoint:
    """A point of the plan: the baseline or a target."""

    year: int
    value: float
    basis: Literal["baseline", "approved", "announced", "illustrative"]
    source: str | None


@dataclass(frozen=True)
class Observation:
    """One observed value and whether it can be held against the plan."""

    year: int
    actual: Actual
    comparable: bool
    """False where the value follows another definition than the plan."""
    method: str | None
    """Version of the definition that the value follows."""


@dataclass(frozen=True)
class Assessment:
    """The status of one observed value, with everything it was computed from."""

    status: Status
    year: int
    actual: float
    expected: float
    """Value of the guide line in that year; in a milestone year the approved value itself."""
    before: ApprovedPoint
    """Approved point before that year."""
    after: ApprovedPoint
    """Approved point of that year or the next one."""
    attainment: float | None
    """Actual change since the point before, divided by the planned one; None for a held level."""
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
    actual: float | None


@dataclass(frozen=True)
class Progress:
    """Where an indicator stands on one day."""

    indicator: Indicator
    points: tuple[ApprovedPoint, ...]
    observations: tuple[Observation, ...]
    """Observed values, in order of year."""
    status: Status
    assessment: Assessment | None
    """Assessment of the latest value that can be assessed, which may be older than the status."""
    milestones: tuple[Milestone, ...]
    in_force: ApprovedPoint | None
    """Target of the latest year that has come."""
    next: ApprovedPoint | None
    """Target of the next year to come."""
    missing: tuple[int, ...]
    """Years whose values are overdue."""
    overdue_since: date | None
    reported: bool
    """Whether the value of the latest year that is due is there."""

    @property
    def latest(self) -> Observation | None:
        """The newest observed value."""
        return self.observations[-1] if self.observations else None


def exact(value: float) -> Fraction:
    """A number as it was written, so that ties are ties."""
    return Fraction(repr(value))


def tolerance(indicator: Indicator) -> Fraction:
    """τ: the declared tolerance or half of the last digit shown."""
    if indicator.tolerance is not None:
        return exact(indicator.tolerance)
    return Fraction(1, 2 * 10**indicator.decimals)


def approved_points(indicator: Indicator) -> tuple[ApprovedPoint, ...]:
    """The baseline, where there is one, and the targets, in order of year."""
    points = [
        ApprovedPoint(target.year, target.value, target.basis, target.source) for target in indicator.targets
    ]
    start = indicator.baseline
    if start and start.year is not None and start.value is not None:
        points.insert(0, ApprovedPoint(start.year, start.value, "baseline", start.source))
    return tuple(points)


def around(points: Sequence[ApprovedPoint], year: int) -> tuple[ApprovedPoint, ApprovedPoint] | None:
    """The approved points before and after a year (the year's own is "after"), if both exist."""
    for before, after in pairwise(points):
        if before.year < year <= after.year:
            return before, after
    return None


def guide(before: ApprovedPoint, after: ApprovedPoint, year: int) -> Fraction:
    """E(y): the straight line between two approved points. Calculated, not approved."""
    share = Fraction(year - before.year, after.year - before.year)
    return exact(before.value) + share * (exact(after.value) - exact(before.value))


def assess(
    indicator: Indicator,
    points: Sequence[ApprovedPoint],
    values: Mapping[int, float],
    year: int,
) -> Assessment | None:
    """The status of the value of one year; None outside the plan or without a value.

    `values` holds the comparable observed values by year.
    """
    neighbours = around(points, year)
    if neighbours is None or year not in values:
        return None
    before, after = neighbours
    allowed = tolerance(indicator)
    better = 1 if indicator.better == "higher" else -1
    actual, expected = exact(values[year]), guide(before, after, year)
    start = exact(before.value)
    planned = expected - start
    attainment = (actual - start) / planned if abs(planned) > allowed else None
    reference = exact(values.get(before.year, points[0].value))
    status: Status
    if better * (actual - expected) >= -allowed:
        status = "on-path"
    elif attainment is None:
        status = "behind"
    elif better * (actual - reference) < -allowed:
        status = "moving-away"
    else:
        status = "behind" if attainment >= NEAR else "far-behind"
    return Assessment(
        status=status,
        year=year,
        actual=values[year],
        expected=float(expected),
        before=before,
        after=after,
        attainment=None if attainment is None else float(attainment),
        tolerance=float(allowed),
    )


def verdict(
    indicator: Indicator, target: ApprovedPoint, observed: Observation | None, today: date
) -> Verdict:
    """Whether a target was met, by the value of that very year."""
    if observed is not None:
        if not observed.comparable:
            return "not-comparable"
        better = 1 if indicator.better == "higher" else -1
        ahead = better * (exact(observed.actual.value) - exact(target.value))
        return "met" if ahead >= -tolerance(indicator) else "missed"
    due = indicator.due.date(target.year) if indicator.due else date(target.year + 1, 12, 31)
    return "not-reported" if today > due else "not-due"


def due_years(indicator: Indicator, points: Sequence[ApprovedPoint], today: date) -> list[int]:
    """The years of the plan after its first point whose values were due before today."""
    if indicator.due is None or not points:
        return []
    years = range(points[0].year + 1, points[-1].year + 1)
    return [year for year in years if indicator.due.date(year) < today]


def progress(indicator: Indicator, actuals: Mapping[int, Actual], today: date) -> Progress:
    """Where the indicator stands on a day, from its observed values by year."""
    points = approved_points(indicator)
    observations = tuple(
        Observation(
            year,
            actual,
            comparable=actual.method in (None, indicator.method),
            method=actual.method or indicator.method,
        )
        for year, actual in sorted(actuals.items())
    )
    by_year = {observation.year: observation for observation in observations}
    values = {one.year: one.actual.value for one in observations if one.comparable}
    assessments = (assess(indicator, points, values, year) for year in sorted(values, reverse=True))
    assessment = next((one for one in assessments if one), None)
    due = due_years(indicator, points, today)
    latest = observations[-1].year if observations else None
    missing = tuple(year for year in due if latest is not None and year > latest)
    targets = [point for point in points if point.basis != "baseline"]
    return Progress(
        indicator=indicator,
        points=points,
        observations=observations,
        status=_status(indicator, observations, assessment, bool(missing)),
        assessment=assessment,
        milestones=tuple(_milestones(indicator, targets, by_year, today)),
        in_force=next((one for one in reversed(targets) if one.year <= today.year), None),
        next=next((one for one in targets if one.year > today.year), None),
        missing=missing,
        overdue_since=indicator.due.date(missing[0]) if indicator.due and missing else None,
        reported=bool(due) and latest is not None and latest >= due[-1],
    )


def _status(
    indicator: Indicator,
    observations: tuple[Observation, ...],
    assessment: Assessment | None,
    overdue: bool,
) -> Status:
    if indicator.not_assessable is not None:
        return "not-assessable"
    if not observations:
        return "no-data"
    if overdue:
        return "overdue"
    if not observations[-1].comparable:
        return "not-comparable"
    if assessment is None or assessment.year != observations[-1].year:
        return "not-assessable"
    return assessment.status


def _milestones(
    indicator: Indicator,
    targets: Sequence[ApprovedPoint],
    observed: Mapping[int, Observation],
    today: date,
) -> Iterator[Milestone]:
    for target in targets:
        observation = observed.get(target.year)
        yield Milestone(
            target,
            verdict(indicator, target, observation, today),
            observation.actual.value if observation else None,
        )


@dataclass(frozen=True)
class Counts:
    """How a city's indicators stand, counted and never averaged."""

    total: int
    """Indicators of the strategy."""
    reported: int
    """Those whose value of the latest due year is there."""
    by_status: tuple[tuple[Status, int], ...]
    """Every status with its number, also where that is zero."""
    last_known: tuple[tuple[Status, int], ...]
    """The statuses by the latest value that could be assessed, also where a newer one is overdue."""


def count(items: Sequence[Progress]) -> Counts:
    """The counts of a city's indicators; the statuses add up to the total."""
    known = [item.assessment.status for item in items if item.assessment]
    return Counts(
        total=len(items),
        reported=sum(item.reported for item in items),
        by_status=_tally([item.status for item in items]),
        last_known=_tally(known),
    )


def _tally(found: Sequence[Status]) -> tuple[tuple[Status, int], ...]:
    return tuple((status, found.count(status)) for status in STATUSES)
