"""The duty calendar as its pages show it: what each city owes, to be given by whom, and what is due next.

Owns the grouping by responsible body and by month, and what can be said in numbers. Which values are
due and when is decided in `method.duty`. Must not know HTML or files.
"""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from citystrategy.method.duty import Duty, duties
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Bilingual, City


@dataclass(frozen=True)
class Owed:
    """An indicator with the values that are overdue."""

    progress: Progress
    duties: tuple[Duty, ...]
    """At least one, the oldest first."""

    @property
    def years(self) -> str:
        """The years whose values are overdue, with commas between."""
        return ", ".join(str(duty.year) for duty in self.duties)


@dataclass(frozen=True)
class Debtor:
    """A responsible body with the indicators whose values it owes."""

    body: Bilingual
    owed: tuple[Owed, ...]
    """The one that has waited longest first."""


@dataclass(frozen=True)
class Coming:
    """A value of a city that is due on a day to come."""

    city: City
    progress: Progress
    duty: Duty


@dataclass(frozen=True)
class Month:
    """What is due in one month."""

    first: date
    """The first day of the month."""
    coming: tuple[Coming, ...]
    """In order of day, then of city."""


@dataclass(frozen=True)
class CityCalendar:
    """What one city owes and what is due next."""

    standing: Standing
    debtors: tuple[Debtor, ...]
    """The body that has owed longest first."""
    coming: tuple[Coming, ...]
    """The next value of each indicator, in order of day."""
    free: tuple[Progress, ...]
    """Indicators that owe nothing: discontinued, not measurable, without a due date, or all reported."""

    @property
    def city(self) -> City:
        """The city."""
        return self.standing.folder.city

    @property
    def mark(self) -> str:
        """What says that the strategy is not approved: its status; empty where it is."""
        strategy = self.standing.folder.strategy
        return "" if strategy is None or strategy.status == "approved" else strategy.status

    @property
    def dated(self) -> bool:
        """Whether anything is overdue or due next."""
        return bool(self.debtors or self.coming)

    @property
    def owed(self) -> tuple[Owed, ...]:
        """All indicators with overdue values."""
        return tuple(debt for debtor in self.debtors for debt in debtor.owed)

    @property
    def overdue(self) -> int:
        """How many values are overdue."""
        return sum(len(debt.duties) for debt in self.owed)

    @property
    def since(self) -> date | None:
        """The oldest due date that has passed."""
        return min((debt.duties[0].due for debt in self.owed), default=None)

    @property
    def months(self) -> tuple[Month, ...]:
        """What is due within twelve months, by month."""
        return tuple(_months(self.coming, self.standing.today))

    @property
    def soon(self) -> int:
        """How many values are due within twelve months."""
        return sum(len(month.coming) for month in self.months)

    @property
    def later(self) -> tuple[Coming, ...]:
        """What is due after that."""
        return _later(self.coming, self.standing.today)


@dataclass(frozen=True)
class Calendar:
    """The duty calendars of all cities."""

    cities: tuple[CityCalendar, ...]
    without: tuple[City, ...]
    """Cities of the register that have no strategy."""
    months: tuple[Month, ...]
    """What is due within twelve months in any city, by month."""
    later: tuple[Coming, ...]
    """What is due after that."""

    @property
    def overdue(self) -> int:
        """How many values are overdue in all cities."""
        return sum(city.overdue for city in self.cities)

    @property
    def unapproved(self) -> bool:
        """Whether any strategy is not approved."""
        return any(city.mark for city in self.cities)

    @property
    def dated(self) -> bool:
        """Whether anything is overdue or due next."""
        return any(city.dated for city in self.cities)

    @property
    def behind(self) -> int:
        """How many indicators have overdue values."""
        return sum(len(city.owed) for city in self.cities)

    @property
    def soon(self) -> int:
        """How many values are due within twelve months."""
        return sum(len(month.coming) for month in self.months)


def of_all(standings: Iterable[Standing], register: Iterable[City], today: date) -> Calendar:
    """The calendar of every city that has a strategy, and the cities that have none."""
    cities = tuple(of_city(standing) for standing in standings)
    having = {city_calendar.city.slug for city_calendar in cities}
    coming = sorted(
        (value for city_calendar in cities for value in city_calendar.coming),
        key=lambda value: value.duty.due,
    )
    return Calendar(
        cities=cities,
        without=tuple(city for city in register if city.slug not in having),
        months=tuple(_months(coming, today)),
        later=_later(coming, today),
    )


def of_city(standing: Standing) -> CityCalendar:
    """The calendar of one city, on the day of its standing."""
    city = standing.folder.city
    by_indicator = [(progress, duties(progress, standing.today)) for progress in standing.progress]
    owed = [(progress, tuple(duty for duty in due if duty.overdue)) for progress, due in by_indicator]
    coming = [
        Coming(city, progress, duty) for progress, due in by_indicator for duty in due if not duty.overdue
    ]
    return CityCalendar(
        standing=standing,
        debtors=_debtors([Owed(progress, due) for progress, due in owed if due]),
        coming=tuple(sorted(coming, key=lambda value: value.duty.due)),
        free=tuple(progress for progress, due in by_indicator if not due),
    )


def _debtors(owed: Iterable[Owed]) -> tuple[Debtor, ...]:
    """Overdue indicators by the body that owes them, the oldest first in both."""
    bodies: dict[tuple[str, str], list[Owed]] = {}
    for debt in sorted(owed, key=lambda debt: debt.duties[0].due):
        body = debt.progress.indicator.responsible
        bodies.setdefault((body.kk, body.ru), []).append(debt)
    return tuple(Debtor(debts[0].progress.indicator.responsible, tuple(debts)) for debts in bodies.values())


def _months(coming: Iterable[Coming], today: date) -> Iterator[Month]:
    """What is due within twelve months, by month; `coming` is in order of day."""
    last = year_after(today)
    soon = (value for value in coming if value.duty.due <= last)
    for first, values in groupby(soon, key=lambda value: value.duty.due.replace(day=1)):
        yield Month(first, tuple(values))


def _later(coming: Iterable[Coming], today: date) -> tuple[Coming, ...]:
    last = year_after(today)
    return tuple(value for value in coming if value.duty.due > last)


def year_after(day: date) -> date:
    """The same day a year later; of 29 February the 28th."""
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last))
