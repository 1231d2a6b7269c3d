"""A city's indicators together: the board of milestones, what stands in it, and what changed in a year.

Owns the rows of that part of the monitoring page. Must not know HTML, nor how
verdicts are found (`method.board`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from citystrategy.facts import receipts
from citystrategy.facts.happened import Happened, of_a_year
from citystrategy.facts.values import titled, told
from citystrategy.method.assessment import VERDICTS, Milestone, Verdict
from citystrategy.method.board import board
from citystrategy.method.happened import year_before
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model.methodology import Chapter
from citystrategy.words.words import Words

Counted = tuple[tuple[Verdict, int], ...]
"""Verdicts that occur, each with its number."""


@dataclass(frozen=True)
class BoardRow:
    """The verdicts of one direction."""

    direction: Chapter
    cells: tuple[Counted, ...]
    """One for each year of the board; empty where the direction has no target for it."""


@dataclass(frozen=True)
class MilestoneEntry:
    """The verdict on the target of one indicator."""

    progress: Progress
    title: str
    """Name of the indicator with its unit."""
    verdict: Verdict
    target: str
    actual: str
    """Observed value of that very year, or an empty string."""


@dataclass(frozen=True)
class MilestoneYear:
    """What a year of the board is made of."""

    year: int
    counts: Counted
    directions: tuple[tuple[Chapter, tuple[MilestoneEntry, ...]], ...]


@dataclass(frozen=True)
class CityOverview:
    """The indicators of a city together, in one language."""

    years: tuple[MilestoneYear, ...]
    rows: tuple[BoardRow, ...]
    verdicts: tuple[Verdict, ...]
    """Verdicts that occur, in the order of the legend."""
    happened: tuple[Happened, ...]
    received: tuple[str, ...]
    """How the values of that time were received."""
    since: date
    """Day from which revisions and missed due dates count as new."""
    first_year: int
    """Year from which values count as new."""


def overview(standing: Standing, words: Words) -> CityOverview:
    """The board and the changes of a city."""
    directions = [
        (chapter, standing.of_direction(chapter.id)) for chapter in standing.folder.methodology.directions()
    ]
    years = tuple(
        MilestoneYear(cell.year, cell.occurring, tuple(_entries(cell.year, directions, words)))
        for cell in board(standing.progress)
    )
    occurring = {verdict for year in years for verdict, _ in year.counts}
    return CityOverview(
        years=years,
        rows=tuple(_row(chapter, items, years) for chapter, items in directions if board(items)),
        verdicts=tuple(verdict for verdict in VERDICTS if verdict in occurring),
        happened=tuple(of_a_year(standing, words)),
        received=tuple(receipts.of_a_year(standing.folder, standing.today, words)),
        since=year_before(standing.today),
        first_year=standing.today.year - 1,
    )


def _row(direction: Chapter, items: Sequence[Progress], years: Sequence[MilestoneYear]) -> BoardRow:
    cells = {cell.year: cell.occurring for cell in board(items)}
    return BoardRow(direction, tuple(cells.get(year.year, ()) for year in years))


def _entries(
    year: int, directions: Sequence[tuple[Chapter, Sequence[Progress]]], words: Words
) -> list[tuple[Chapter, tuple[MilestoneEntry, ...]]]:
    """The verdicts of a year by direction, in the order of the strategy."""
    by_direction = []
    for chapter, items in directions:
        entries = tuple(
            _entry(progress, milestone, words)
            for progress in items
            if not progress.indicator.not_assessable
            for milestone in progress.milestones
            if milestone.target.year == year
        )
        if entries:
            by_direction.append((chapter, entries))
    return by_direction


def _entry(progress: Progress, milestone: Milestone, words: Words) -> MilestoneEntry:
    indicator, actual = milestone.plan.indicator, milestone.actual
    return MilestoneEntry(
        progress=progress,
        title=titled(progress.indicator, words),
        verdict=milestone.verdict,
        target=told(indicator, milestone.target.value, words),
        actual="" if actual is None else told(indicator, actual, words),
    )


def published_as(standings: Iterable[Standing], language: str) -> dict[str, list[str]]:
    """The names of the cities whose strategies are approved, drafts and demonstrations."""
    published: dict[str, list[str]] = {"approved": [], "draft": [], "demonstration": []}
    for standing in standings:
        about = standing.folder.strategy
        if about is not None:
            published[about.status].append(standing.folder.city.name[language])
    return published
