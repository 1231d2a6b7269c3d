"""What a city owes and what is due next, as one list in order of day, in one language.

Owns what is said of each value and of a city that owes nothing. Which values are due and when is decided in
`method.duty`, who owes them in `calendar`. Must not know where the list is printed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from citystrategy.facts.calendar import CityCalendar
from citystrategy.facts.values import titled
from citystrategy.method.duty import Duty
from citystrategy.method.progress import Progress
from citystrategy.words.alphabet import alphabetical
from citystrategy.words.words import Words


@dataclass(frozen=True)
class DueValue:
    """A value that is overdue or due next."""

    year: int
    """Year that it describes."""
    day: date
    overdue: bool
    indicator: str
    """Name of the indicator with its unit."""
    said: str
    """The year of the value, and until or since when."""
    body: str
    """Who has to give it; empty where nobody has to."""


@dataclass(frozen=True)
class CityDues:
    """What one city owes and what is due next."""

    city: str
    notes: tuple[str, ...]
    """What has to be known of all of it: that nobody owes it, or that nothing is overdue or due."""
    values: tuple[DueValue, ...]
    """In order of day."""


def of_cities(calendars: Iterable[CityCalendar], words: Words) -> list[CityDues]:
    """The lists of several cities: the one that has owed longest first, then by name."""
    named = alphabetical(calendars, words.language, lambda calendar: calendar.city.name[words.language])
    by_age = sorted(named, key=lambda calendar: calendar.since or date.max)
    return [of_city(calendar, words) for calendar in by_age]


def of_city(calendar: CityCalendar, words: Words) -> CityDues:
    """The list of one city."""
    owed = [(debt.progress, duty) for debt in calendar.owed for duty in debt.duties]
    coming = [(coming.progress, coming.duty) for coming in calendar.coming]
    # Overdue comes first of itself: its days have passed.
    in_order = sorted([*owed, *coming], key=lambda due: due[1].due)
    return CityDues(
        city=calendar.city.name[words.language],
        notes=tuple(_notes(calendar, words)),
        values=tuple(_value(progress, duty, bool(calendar.mark), words) for progress, duty in in_order),
    )


def _notes(calendar: CityCalendar, words: Words) -> list[str]:
    if calendar.mark:
        return [words(f"unapproved.{calendar.mark}.sentence"), words("calendar.not_owed")]
    notes = [] if calendar.overdue else [words("calendar.overdue_none")]
    return notes if calendar.coming else [*notes, words("dues.nothing_next")]


def _value(progress: Progress, duty: Duty, unapproved: bool, words: Words) -> DueValue:
    key = "calendar.year_overdue" if duty.overdue else "monitoring.due_text"
    return DueValue(
        year=duty.year,
        day=duty.due,
        overdue=duty.overdue,
        indicator=titled(progress.indicator, words),
        said=words(key, year=duty.year, date=duty.due),
        body="" if unapproved else progress.indicator.responsible[words.language],
    )
