"""Which values are due when, and since when they are overdue.

Owns the calendar of one indicator. Must not know words or pages.
"""

from dataclasses import dataclass
from datetime import date

from citystrategy.method.plan import reported_years
from citystrategy.method.progress import Progress


@dataclass(frozen=True)
class Duty:
    """A value that has to be reported."""

    year: int
    """Year that the value describes."""
    due: date
    """Last day on which it may be reported, a working day."""
    overdue: bool


def next_duty(progress: Progress, today: date) -> Duty | None:
    """The value that is due next; None where nothing is."""
    return next((duty for duty in duties(progress, today) if not duty.overdue), None)


def duties(progress: Progress, today: date) -> tuple[Duty, ...]:
    """The values overdue on a day, and the next one to come, in order of year.

    An indicator that cannot be assessed, or has no due date, owes nothing.
    """
    rhythm = progress.indicator.due
    if rhythm is None or not progress.points or progress.indicator.not_assessable:
        return ()
    owed = sorted({*progress.gaps, *progress.missing})
    overdue = tuple(Duty(year, rhythm.date(year), overdue=True) for year in owed)
    observed = {observation.year for observation in progress.observations}
    coming = (year for year in reported_years(progress.points) if rhythm.date(year) >= today)
    following = next((year for year in coming if year not in observed), None)
    if following is None:
        return overdue
    return (*overdue, Duty(following, rhythm.date(following), overdue=False))
