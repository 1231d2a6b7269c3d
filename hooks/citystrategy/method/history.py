"""What was known when: statuses as they stood at the end of each earlier year.

Owns the step from recorded dates to the values known on a day, so that a later revision never
rewrites history. Must not know words, pages or files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from citystrategy.method.plan import Timeline
from citystrategy.method.progress import Progress, progress
from citystrategy.model import Actual


@dataclass(frozen=True)
class Known:
    """Where an indicator stood on a past day, by what was known on that day."""

    day: date
    progress: Progress
    undated: int
    """Values of years up to that day left out, since no date says when they became known."""

    @property
    def unknown(self) -> bool:
        """Whether nobody can say: what looks absent may have been known, and no date was recorded."""
        return self.undated > 0 and (not self.progress.observations or bool(self.progress.missing))


@dataclass(frozen=True)
class Version:
    """A value as it stood from a day until it was replaced."""

    actual: Actual
    since: date | None
    """Day from which the value was known; None where no date was recorded."""


def versions(actual: Actual) -> Iterator[Version]:
    """The values that stood in one place, the first one first."""
    since = actual.revisions[0].date if actual.revisions else actual.date
    for place, revision in enumerate(actual.revisions):
        then = {"value": revision.value, "source": revision.source, "date": revision.date}
        yield Version(actual.model_copy(update={**then, "revisions": actual.revisions[:place]}), since)
        since = revision.replaced
    yield Version(actual, since)


def known(actual: Actual, day: date) -> Actual | None:
    """A value as it was known at the end of a day; None where it was not, or no date says so."""
    dated = [version for version in versions(actual) if version.since is not None and version.since <= day]
    return dated[-1].actual if dated else None


def history(timeline: Timeline, actuals: Mapping[int, Actual], today: date) -> tuple[Known, ...]:
    """The standing at the end of each past year from the first recorded date on; none without dates."""
    dates = [version.since for actual in actuals.values() for version in versions(actual) if version.since]
    years = range(min(dates).year, today.year) if dates else range(0)
    return tuple(as_of(timeline, actuals, date(year, 12, 31)) for year in years)


def as_of(timeline: Timeline, actuals: Mapping[int, Actual], day: date) -> Known:
    """Where an indicator stood on a day: by the values known then, and the plans in force until then."""
    by_year = {year: known(actual, day) for year, actual in actuals.items() if year <= day.year}
    undated = sum(
        next(versions(actuals[year])).since is None for year, actual in by_year.items() if actual is None
    )
    values = {year: actual for year, actual in by_year.items() if actual is not None}
    return Known(day, progress(timeline, values, day), undated)
