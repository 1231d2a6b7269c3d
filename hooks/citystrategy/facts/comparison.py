"""The comparison of a recommended indicator as its page shows it, and the list of all of them.

Owns what stands on those pages. Must not know HTML, how a table's cells are worded (`rankings`), nor
what may be compared with what (`comparability`).
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from citystrategy.facts.rankings import RankingTable, Tables, Variant
from citystrategy.method.comparability import CityEntry, Comparison, compare
from citystrategy.method.standing import Standing
from citystrategy.model import Benchmark, Source
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
    differences: tuple[tuple[str, tuple[Variant, ...]], ...]
    """Key of `comparison.traits` in the words, and its variants."""
    without: str
    """Cities whose strategy has no such indicator, or an empty string."""
    unpublished: str
    """Cities without a strategy, or an empty string."""
    sources: tuple[Source, ...]
    """Sources of the values, in the order of their numbers."""
    benchmarks: tuple[Benchmark, ...]
    """The world's best cities, to be shown beside it (paragraphs 10 and 21)."""


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


def comparisons(tree: Tree, standings: Iterable[Standing]) -> dict[str, Comparison]:
    """The comparison of every indicator that an edition of the order recommends, by its id."""
    found: dict[str, list[CityEntry]] = {one.id: [] for one in tree.recommended}
    for standing in standings:
        for item in standing.progress:
            if item.indicator.recommended in found:
                found[item.indicator.recommended].append(CityEntry(standing.folder.city.slug, item))
    return {name: compare(entries) for name, entries in found.items()}


def title(recommended: Recommended, language: str) -> str:
    """The order's words for the indicator, as a heading begins."""
    words = recommended.title[language]
    return words[0].upper() + words[1:]


def overviews(
    tree: Tree, found: Mapping[str, Comparison], words: Words
) -> Iterator[tuple[Chapter, tuple[ComparisonOverview, ...]]]:
    """The recommended indicators by direction, in the order of the order."""
    for direction in tree.directions:
        listed = [one for one in tree.recommended if one.direction == direction.id]
        yield direction, tuple(_overview(one, found[one.id], tree, words) for one in listed)


def compared(tree: Tree, found: Mapping[str, Comparison], words: Words) -> list[ComparisonOverview]:
    """The recommended indicators by which cities have places, or the world's best are shown."""
    listed = (one for _, each in overviews(tree, found, words) for one in each)
    return [one for one in listed if one.ranked or one.benchmarks]


def _overview(
    recommended: Recommended, comparison: Comparison, tree: Tree, words: Words
) -> ComparisonOverview:
    ranked = {row.entry.city for one in comparison.rankings for row in one.rows if row.place is not None}
    return ComparisonOverview(
        recommended=recommended,
        title=title(recommended, words.language),
        cities=len({one.city for one in comparison.entries}),
        reporting=len({one.city for one in comparison.entries if one.item.observations}),
        ranked=len(ranked),
        years=", ".join(str(one.year) for one in comparison.rankings),
        benchmarks=sum(one.recommended == recommended.id for _, one in tree.benchmarks),
    )


def page(
    tree: Tree,
    found: Mapping[str, Comparison],
    identifier: str,
    sources: Mapping[str, Source],
    words: Words,
) -> ComparisonPage:
    """The comparison of one recommended indicator. Raises StopIteration for an unknown one."""
    recommended = next(one for one in tree.recommended if one.id == identifier)
    comparison = found[identifier]
    listed = list(dict.fromkeys(_sources(comparison)))
    places = {name: place for place, name in enumerate(listed, 1)}
    tables = Tables(words, {city.slug: city for city in tree.cities}, places)
    having = {entry.city for entry in comparison.entries}
    published = {one.city.slug for one in tree.strategies}
    rankings = tuple(tables.rankings(comparison))
    names = {(one.indicator.name.kk, one.indicator.name.ru) for one in comparison.entries}
    return ComparisonPage(
        recommended=recommended,
        title=title(recommended, words.language),
        unapproved=tuple(_unapproved(tree, having, tables)),
        rankings=rankings,
        unranked=tables.unranked(comparison, rankings[0].plot if rankings else None),
        named=len(names) > 1,
        differences=tuple((one.trait, tuple(tables.variants(one))) for one in comparison.differences),
        without=tables.names(city.slug for city in tree.cities if city.slug in published - having),
        unpublished=tables.names(city.slug for city in tree.cities if city.slug not in published),
        sources=tuple(sources[name] for name in listed),
        benchmarks=tuple(one for _, one in tree.benchmarks if one.recommended == identifier),
    )


def _unapproved(tree: Tree, having: Set[str], tables: Tables) -> Iterator[tuple[str, str]]:
    """The strategies that nobody has approved: nothing of them may look approved."""
    about = [(one.city.slug, one.strategy.status) for one in tree.strategies if one.strategy]
    for status in ("demonstration", "draft"):
        cities = [slug for slug, own in about if own == status and slug in having]
        if cities:
            yield status, tables.names(cities)


def _sources(comparison: Comparison) -> Iterator[str]:
    """The sources of the values that the page shows, in the order of its tables."""
    for ranking in comparison.rankings:
        for row in ranking.rows:
            yield from (one.actual.source for one in (row.observation, row.newest) if one)
    for unranked in comparison.unranked:
        latest = unranked.entry.item.latest
        if latest:
            yield latest.actual.source
