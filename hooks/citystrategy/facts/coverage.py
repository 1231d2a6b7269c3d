"""Which years the values of indicators describe, and when they last changed, as far as that is recorded."""

import datetime
from collections.abc import Iterable

from citystrategy.method.progress import Progress


def years(indicators: Iterable[Progress]) -> tuple[int, int] | None:
    """The first and the last year with an observed or a set value; None without any."""
    found: list[int] = []
    for progress in indicators:
        found += [observation.year for observation in progress.observations]
        found += [point.year for point in progress.points]
    return (min(found), max(found)) if found else None


def changed(indicators: Iterable[Progress]) -> datetime.date | None:
    """The last recorded day on which a value was published or replaced; None where none is recorded."""
    found = [
        day
        for progress in indicators
        for observation in progress.observations
        for day in (observation.actual.date, *(each.replaced for each in observation.actual.revisions))
        if day
    ]
    return max(found, default=None)
