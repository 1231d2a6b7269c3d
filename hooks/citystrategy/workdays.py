"""Which days are off in Kazakhstan, and the working day to which a date on a day off moves.

Owns `holidays.yml`. Must not know what is due.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SATURDAY = 5
DAY = timedelta(days=1)
YEARS = range(2019, 2107)
"""From the year of the order to the last one in which a value can be due; before it only weekends are off."""


@dataclass(frozen=True)
class Yearly:
    """A holiday that has its place in the calendar."""

    month: int
    day: int
    since: int = YEARS[0]
    """The first year of `YEARS` in which it is celebrated."""
    until: int = YEARS[-1]
    """The last one."""

    def days(self) -> Iterator[date]:
        """Its day in each year."""
        for year in range(self.since, self.until + 1):
            yield date(year, self.month, self.day)


def working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the first working day after it where it is off."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += DAY
    return day


@cache
def holidays() -> frozenset[date]:
    """All days off of `YEARS` that are off whatever weekday they are."""
    path = Path(__file__).parent / "holidays.yml"
    data: dict[str, list[Any]] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    celebrated, resting = (
        {day for holiday in data[kind] for day in Yearly(**holiday).days()} for kind in ("yearly", "resting")
    )
    return with_transfers(celebrated, {*celebrated, *resting, *data["once"]})


def with_transfers(celebrated: Collection[date], off: set[date]) -> frozenset[date]:
    """Days off, with the next working day after each holiday that falls on a weekend (article 5)."""
    for day in sorted(celebrated):
        if day.weekday() >= SATURDAY:
            off.add(working_day(day, off))
    return frozenset(off)
