"""The page of a city: which indicators stand first on it, and how those of each chapter stand.

Owns the rule by which indicators are chosen, so that nobody chooses by hand. Must not know HTML, nor how
a status is found.
"""

from dataclasses import dataclass
from datetime import date

from citystrategy.method.assessment import Status
from citystrategy.method.progress import Progress, count
from citystrategy.method.standing import Standing
from citystrategy.model.methodology import Chapter

NEWEST = 3
"""Indicators that stand first."""


@dataclass(frozen=True)
class ChapterEntry:
    """A chapter in the contents of the strategy."""

    chapter: Chapter
    statuses: tuple[tuple[Status, int], ...]
    """The statuses that the city's own indicators of the chapter have, each with its number."""


def newest(standing: Standing) -> tuple[Progress, ...]:
    """The city's own indicators whose last values describe the latest years.

    Of values of the same year those published last come first, then those that the strategy names first.
    """
    own = [
        progress
        for progress in standing.progress
        if progress.latest
        and progress.indicator.territory == "city"
        and not progress.indicator.not_assessable
    ]
    return tuple(sorted(own, key=_recency, reverse=True)[:NEWEST])


def _recency(progress: Progress) -> tuple[int, date]:
    """Year of the last value and the day on which it was published, where that is known."""
    latest = progress.latest
    assert latest is not None, "only indicators with values are asked"
    return latest.year, latest.actual.date or date.min


def contents(standing: Standing) -> tuple[ChapterEntry, ...]:
    """The chapters in their order, each with the statuses of its indicators."""
    return tuple(
        ChapterEntry(chapter, count(standing.of_direction(chapter.id)).occurring)
        for chapter in standing.folder.methodology.chapters
    )
