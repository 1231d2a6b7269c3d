"""Which day it is for the whole country: the one in Astana, wherever the site is built.

Owns the clock. Everything else is told the day.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone

ASTANA = timezone(timedelta(hours=5))
"""The one time of Kazakhstan since 1 March 2024; without the system's table of zones, which Windows lacks."""
LATEST = 253_370_746_799
"""Seconds since 1970 of the end of the year 9998 in Astana: a calendar looks a year ahead of the day."""


def today(environment: Mapping[str, str]) -> date:
    """The day in Astana, now or at SOURCE_DATE_EPOCH. Raises ValueError where no time stands there."""
    if "SOURCE_DATE_EPOCH" not in environment:
        return datetime.now(ASTANA).date()
    given = environment["SOURCE_DATE_EPOCH"]
    if not (given.isascii() and given.isdigit()) or int(given) > LATEST:
        raise ValueError(given)
    return datetime.fromtimestamp(int(given), UTC).astimezone(ASTANA).date()
