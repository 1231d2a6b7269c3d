"""What a published document says of how an indicator stands: statuses, pace, duties, history.

Owns the form of these parts (version 1) and how the method's results fill them.
"""

import datetime
from datetime import date
from typing import Literal

from citystrategy.method.assessment import Assessment, Status
from citystrategy.method.duty import duties
from citystrategy.method.history import Known
from citystrategy.method.position import Assessed, Movement
from citystrategy.method.progress import Progress
from citystrategy.outputs.api.record import PointRecord, PublishedValue, Record, point


class AssessmentRecord(Record):
    """The status of one observed value, with everything it was computed from."""

    year: int
    """Year of the value."""
    status: Assessed
    """Status of the value."""
    actual: PublishedValue
    """Observed value."""
    expected: PublishedValue
    """Approved value of the year; between approved years the calculated guide, which nobody approved."""
    milestone: bool
    """Whether the year is one for which a value was set."""
    before: PointRecord
    """Approved value before that year."""
    after: PointRecord
    """Approved value of that year or of the next one that has one."""
    difference: float | None
    """Observed value minus the expected one; of a range, the distance from it."""
    attainment: float | None
    """Share of the planned change since `before` that was achieved; 1 is the path itself."""
    reference: PointRecord | None
    """Value with which "moving away" is told."""
    tolerance: float
    """Declared tolerance, or half of the last digit shown."""
    years: tuple[int, ...]
    """Years of the values in the mean, at most three."""
    gap: float | None
    """Mean distance of these values from the plan, each against its own year; less than 0 is worse."""
    margin: float
    """Distance that still counts as on the path: the tolerance, or what chance explains."""
    standard_error: float | None
    """Standard error of one yearly value, declared or estimated; null where it is not known."""
    within_chance: bool
    """Whether the values are worse than the plan, but by no more than the margin."""
    lag_years: float | None
    """Years by which the values are behind the plan (ahead: less than 0); null where none is planned."""
    movement: Movement | None
    """How the gap changed against that of the three values before; null with fewer values."""
    start: PointRecord | None
    """Value with which "moving away" is told: observed, or the baseline."""


def assessment_record(assessment: Assessment) -> AssessmentRecord:
    """The status of one observed value."""
    start = point(*assessment.start) if assessment.start else None
    return AssessmentRecord.of(
        assessment,
        milestone=assessment.is_milestone,
        reference=start,
        start=start,
        standard_error=float(assessment.noise.error) if assessment.noise else None,
        lag_years=assessment.lag,
    )


class PaceRecord(Record):
    """How fast the indicator moves, in its unit a year."""

    planned: float
    """Planned change a year."""
    actual: float | None
    """Observed change a year; null across a break, or where nothing was observed in the year of `since`."""
    since: PointRecord
    """From which value the observed change is counted."""
    needed: float | None
    """Change a year that is needed to reach `goal`; null where it is reached."""
    goal: PointRecord | None
    """The next value set."""


class DutyRecord(Record):
    """A value that has to be reported."""

    year: int
    """Year that the value describes."""
    due: datetime.date
    """Last day on which it may be reported, a working day."""
    overdue: bool
    """Whether that day has passed."""


class CurrentRecord(Record, as_in=AssessmentRecord):
    """Where the indicator stands on the day of the document."""

    status: Status
    """Status by the latest value; `no-current-value` after two missed due dates in a row."""
    assessed: Assessed | None
    """Status of the latest value that could be assessed."""
    year: int | None
    """Year of that value."""
    actual: PublishedValue | None
    """That value."""
    expected: PublishedValue | None
    """What it was held against."""
    before: PointRecord | None
    after: PointRecord | None
    difference: float | None
    attainment: float | None
    years: tuple[int, ...]
    gap: float | None
    margin: float | None
    standard_error: float | None
    within_chance: bool | None
    lag_years: float | None
    movement: Movement | None
    start: PointRecord | None
    pace: PaceRecord | None
    """How fast the indicator moves."""
    reported: bool
    """Whether the value of the latest year that is due is there."""
    overdue_since: datetime.date | None
    """Due date of the first missing year."""
    missing: tuple[int, ...]
    """Years after the newest value whose values are overdue."""
    gaps: tuple[int, ...]
    """Years before the newest value whose values were never given."""
    duties: tuple[DutyRecord, ...]
    """What is overdue, and what is due next."""


def current_record(progress: Progress, today: date) -> CurrentRecord:
    """Where an indicator stands on a day."""
    latest = dict(assessment_record(progress.assessment)) if progress.assessment else {"years": ()}
    others = CurrentRecord.model_fields.keys() & AssessmentRecord.model_fields.keys() - {"status"}
    pace = progress.pace
    return CurrentRecord.of(
        progress,
        **{name: latest.get(name) for name in others},
        assessed=latest.get("status"),
        pace=PaceRecord.of(pace, since=point(*pace.since)) if pace else None,
        duties=duties(progress, today),
    )


Remembered = Literal[Status, "unknown"]
"""A status on a past day, or that nobody can say."""


class HistoryRecord(Record, as_in=CurrentRecord):
    """Where the indicator stood at the end of a year, by what was known then."""

    day: datetime.date
    """Last day of that year."""
    status: Remembered
    """Status on that day; `unknown` where values may have been known whose day was not recorded."""
    assessed: Assessed | None
    """Status of the latest value that could be assessed then."""
    year: int | None
    actual: PublishedValue | None
    """That value, as it was known then."""
    expected: PublishedValue | None
    undated: int
    """Values left out, since no date says when they became known."""


def history_record(known: Known) -> HistoryRecord:
    """Where an indicator stood at the end of a past year."""
    progress, latest = known.progress, known.progress.assessment
    return HistoryRecord(
        day=known.day,
        status="unknown" if known.unknown else progress.status,
        assessed=latest.status if latest else None,
        year=latest.year if latest else None,
        actual=latest.actual if latest else None,
        expected=latest.expected if latest else None,
        undated=known.undated,
    )
