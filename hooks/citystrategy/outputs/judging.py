"""Statuses, pace, duties and history as parts of a published document.

Owns the step from the method's results to records. Must not know words, files or formats.
"""

from datetime import date

from citystrategy.method.assessment import Assessment
from citystrategy.method.duty import duties
from citystrategy.method.history import Known
from citystrategy.method.pace import Pace
from citystrategy.method.progress import Progress
from citystrategy.model import Value
from citystrategy.outputs.records import PointRecord, PublishedValue
from citystrategy.outputs.results import (
    AssessmentRecord,
    CurrentRecord,
    DutyRecord,
    HistoryRecord,
    PaceRecord,
)


def plain(value: Value) -> PublishedValue:
    """A value as it is published: a whole number without a comma."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def point(year: int, value: Value) -> PointRecord:
    """A value with its year."""
    return PointRecord(year=year, value=plain(value))


def assessed(one: Assessment) -> AssessmentRecord:
    """The status of one observed value."""
    return AssessmentRecord(
        year=one.year,
        status=one.status,
        actual=plain(one.actual),
        expected=plain(one.expected),
        milestone=one.is_milestone,
        before=point(one.before.year, one.before.value),
        after=point(one.after.year, one.after.value),
        difference=one.difference,
        attainment=one.attainment,
        reference=point(*one.start) if one.start else None,
        tolerance=one.tolerance,
        years=one.years,
        gap=one.gap,
        margin=one.margin,
        standard_error=float(one.noise.error) if one.noise else None,
        within_chance=one.within_chance,
        lag_years=one.lag,
        movement=one.movement,
        start=point(*one.start) if one.start else None,
    )


def _pace(one: Pace) -> PaceRecord:
    return PaceRecord(
        planned=one.planned,
        actual=one.actual,
        since=point(*one.since),
        needed=one.needed,
        goal=point(one.goal.year, one.goal.value) if one.goal else None,
    )


def current(item: Progress, today: date) -> CurrentRecord:
    """Where an indicator stands on a day."""
    one = item.assessment
    return CurrentRecord(
        status=item.status,
        assessed=one.status if one else None,
        year=one.year if one else None,
        actual=plain(one.actual) if one else None,
        expected=plain(one.expected) if one else None,
        before=point(one.before.year, one.before.value) if one else None,
        after=point(one.after.year, one.after.value) if one else None,
        difference=one.difference if one else None,
        attainment=one.attainment if one else None,
        years=one.years if one else (),
        gap=one.gap if one else None,
        margin=one.margin if one else None,
        standard_error=float(one.noise.error) if one and one.noise else None,
        within_chance=one.within_chance if one else None,
        lag_years=one.lag if one else None,
        movement=one.movement if one else None,
        start=point(*one.start) if one and one.start else None,
        pace=_pace(item.pace) if item.pace else None,
        reported=item.reported,
        overdue_since=item.overdue_since,
        missing=item.missing,
        gaps=item.gaps,
        duties=tuple(
            DutyRecord(year=duty.year, due=duty.due, overdue=duty.overdue) for duty in duties(item, today)
        ),
    )


def remembered(known: Known) -> HistoryRecord:
    """Where an indicator stood at the end of a past year."""
    item, one = known.progress, known.progress.assessment
    return HistoryRecord(
        day=known.day,
        status="unknown" if known.unknown else item.status,
        assessed=one.status if one else None,
        year=one.year if one else None,
        actual=plain(one.actual) if one else None,
        expected=plain(one.expected) if one else None,
        undated=known.undated,
    )
