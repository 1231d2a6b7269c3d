"""The comparison of a recommended indicator as its page shows it, and the list of all of them.

Owns what stands on those pages. Must not know HTML, how a table's cells are worded (`rankings`), nor
what may be compared with what (`comparability`).
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from citystrategy.facts.benchmarks import BenchmarkTable, benchmark_table
from citystrategy.facts.differences import variants
from citystrategy.facts.rankings import RankingTable, Tables
from citystrategy.method.comparability import CityEntry, Comparison, compare
from citystrategy.method.standing import Standing
from citystrategy.model import Source
from citystrategy.model.methodology import Chapter, Recommended
from citystrategy.model.tree import Tree
from citystrategy.words.words import Words


@dataclass(frozen=True)
class ComparisonPage:
    """The comparison of one recommended indicator in one language."""

    recommended: Recommended
    title: str
    unapproved: tuple[tuple[str, str], ...]
    """Key of `unapproved` in the words, and the cities whose strategy has that status."""
    rankings: tuple[RankingTable, ...]
    unranked: RankingTable | None
    named: bool
    """Whether the cities' indicators have different names, so that each row needs its own."""
    differences: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Key of `comparison.traits` in the words, and its variants with the names of their cities."""
    without: str
    """Cities whose strategy has no such indicator, or an empty string."""
    unpublished: str
    """Cities without a strategy, or an empty string."""
    sources: tuple[Source, ...]
    """Sources of the values, in the order of their numbers."""
    benchmarks: tuple[BenchmarkTable, ...]
    """The world's best cities, to be shown beside it (paragraphs 10 and 21)."""


State = Literal["ranked", "apart", "silent", "absent"]
"""Cities have places; they have values without places; they have no values; no city has the indicator."""


@dataclass(frozen=True)
class ComparisonOverview:
    """A recommended indicator in the list of all."""

    recommended: Recommended
    title: str
    cities: int
    """Cities that have it."""
    reporting: int
    """Those of them that have a value."""
    ranked: int
    """Those of them that have a place."""
    years: str
    """Years for which they are compared."""
    benchmarks: int
    """Rankings of the world's best cities beside it."""

    @property
    def state(self) -> State:
        """How far its cities can be compared."""
        if self.ranked:
            return "ranked"
        return "apart" if self.reporting else "silent" if self.cities else "absent"


def comparisons(tree: Tree, standings: Iterable[Standing]) -> dict[str, Comparison]:
    """The comparison of every indicator that an edition of the order recommends, by its id."""
    by_recommended: dict[str, list[CityEntry]] = {recommended.id: [] for recommended in tree.recommended}
    for standing in standings:
        for progress in standing.progress:
            if progress.indicator.recommended in by_recommended:
                by_recommended[progress.indicator.recommended].append(
                    CityEntry(standing.folder.city.slug, progress)
                )
    return {name: compare(entries) for name, entries in by_recommended.items()}


def title(recommended: Recommended, language: str) -> str:
    """The order's words for the indicator, as a heading begins."""
    words = recommended.title[language]
    return words[0].upper() + words[1:]


@dataclass(frozen=True)
class ComparisonList:
    """All recommended indicators in one language."""

    directions: tuple[tuple[Chapter, tuple[ComparisonOverview, ...]], ...]
    """By direction, in the order of the order; directions without any are left out."""
    ranked: int
    """Indicators of which cities have places."""
    total: int


def overviews(tree: Tree, comparisons: Mapping[str, Comparison], words: Words) -> ComparisonList:
    """The recommended indicators, and how many of them can be compared."""
    listed = [
        overview(recommended, comparisons[recommended.id], tree, words) for recommended in tree.recommended
    ]
    directions = [
        (direction, tuple(overview for overview in listed if overview.recommended.direction == direction.id))
        for direction in tree.directions
    ]
    return ComparisonList(
        directions=tuple((direction, of_direction) for direction, of_direction in directions if of_direction),
        ranked=sum(overview.state == "ranked" for overview in listed),
        total=len(listed),
    )


def compared(tree: Tree, comparisons: Mapping[str, Comparison], words: Words) -> list[ComparisonOverview]:
    """The recommended indicators by which cities have places, or the world's best are shown."""
    directions = overviews(tree, comparisons, words).directions
    listed = (overview for _, of_direction in directions for overview in of_direction)
    return [overview for overview in listed if overview.ranked or overview.benchmarks]


def overview(
    recommended: Recommended, comparison: Comparison, tree: Tree, words: Words
) -> ComparisonOverview:
    """What the list of all says of an indicator."""
    ranked = {
        row.entry.city for ranking in comparison.rankings for row in ranking.rows if row.place is not None
    }
    return ComparisonOverview(
        recommended=recommended,
        title=title(recommended, words.language),
        cities=len({entry.city for entry in comparison.entries}),
        reporting=len({entry.city for entry in comparison.entries if entry.progress.observations}),
        ranked=len(ranked),
        years=", ".join(str(ranking.year) for ranking in comparison.rankings),
        benchmarks=sum(benchmark.recommended == recommended.id for _, benchmark in tree.benchmarks),
    )


def page(
    tree: Tree,
    comparisons: Mapping[str, Comparison],
    identifier: str,
    sources: Mapping[str, Source],
    words: Words,
) -> ComparisonPage:
    """The comparison of one recommended indicator. Raises StopIteration for an unknown one."""
    recommended = next(recommended for recommended in tree.recommended if recommended.id == identifier)
    comparison = comparisons[identifier]
    listed = list(dict.fromkeys(_sources(comparison)))
    places = {name: place for place, name in enumerate(listed, 1)}
    tables = Tables(words, {city.slug: city for city in tree.cities}, places)
    having = {entry.city for entry in comparison.entries}
    published = {folder.city.slug for folder in tree.strategies}
    rankings = tuple(tables.rankings(comparison))
    names = {(entry.indicator.name.kk, entry.indicator.name.ru) for entry in comparison.entries}
    return ComparisonPage(
        recommended=recommended,
        title=title(recommended, words.language),
        unapproved=tuple(_unapproved(tree, having, tables)),
        rankings=rankings,
        unranked=tables.unranked(comparison, rankings[0].plot if rankings else None),
        named=len(names) > 1,
        differences=tuple(
            (
                difference.trait,
                tuple((wording, tables.names(cities)) for wording, cities in variants(difference, words)),
            )
            for difference in comparison.differences
        ),
        without=tables.names(city.slug for city in tree.cities if city.slug in published - having),
        unpublished=tables.names(city.slug for city in tree.cities if city.slug not in published),
        sources=tuple(sources[name] for name in listed),
        benchmarks=tuple(
            benchmark_table(benchmark)
            for _, benchmark in tree.benchmarks
            if benchmark.recommended == identifier
        ),
    )


def _unapproved(tree: Tree, having: Set[str], tables: Tables) -> Iterator[tuple[str, str]]:
    """The strategies that nobody has approved: nothing of them may look approved."""
    about = [(folder.city.slug, folder.strategy.status) for folder in tree.strategies if folder.strategy]
    for status in ("demonstration", "draft"):
        cities = [slug for slug, own in about if own == status and slug in having]
        if cities:
            yield status, tables.names(cities)


def _sources(comparison: Comparison) -> Iterator[str]:
    """The sources of the values that the page shows, in the order of its tables."""
    for ranking in comparison.rankings:
        for row in ranking.rows:
            yield from (
                observation.actual.source for observation in (row.observation, row.newest) if observation
            )
    for unranked in comparison.unranked:
        latest = unranked.entry.progress.latest
        if latest:
            yield latest.actual.source
