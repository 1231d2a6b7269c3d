"""The published document that puts the cities beside each other in one recommended indicator.

Owns its form (version 1) and how it is filled. What may be ranked is decided in `comparability`.
"""

from typing import Literal

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.facts import terms
from citystrategy.method.comparability import (
    CityEntry,
    Comparison,
    PlacedCity,
    Ranking,
    Reason,
    Trait,
    Unranked,
)
from citystrategy.model import Benchmark, BenchmarkEdition, BenchmarkPlace, Bilingual, CityName
from citystrategy.model.methodology import Recommended
from citystrategy.outputs.api.record import (
    Document,
    NamedRecord,
    PageLinks,
    PointRecord,
    PublishedValue,
    Record,
    page_links,
    point,
)
from citystrategy.outputs.api.strategy import SourceRecord, StrategyStatus, strategy_record
from citystrategy.site import Site


class RankedCity(Record):
    """A city in a ranking."""

    city: str
    """City."""
    indicator: str
    """Indicator of the city that answers the recommended one."""
    strategy: StrategyStatus
    """Status of the city's strategy."""
    place: int | None
    """Place from 1, shared by equal values; null without a value of the compared year."""
    value: PublishedValue | None
    """Value of the compared year."""
    latest: PointRecord
    """Newest value."""
    sources: tuple[SourceRecord, ...]
    """Where the two values come from."""
    document: str
    """Document of the indicator."""


def _ranked(row: PlacedCity, site: Site, place: Place) -> RankedCity:
    entry, seen = row.entry, row.observation
    names = dict.fromkeys(value.actual.source for value in (seen, row.newest) if value)
    return RankedCity(
        city=entry.city,
        indicator=entry.indicator.id,
        strategy=_status(entry, site),
        place=row.place,
        value=seen.actual.value if seen else None,
        latest=point(row.newest.year, row.newest.actual.value),
        sources=tuple(SourceRecord.of(site.sources[name]) for name in names),
        document=_document(entry, place),
    )


class RankingRecord(Record):
    """Cities whose indicators agree in definition, unit and version, by their values of one year."""

    year: int
    """Year for which they are compared."""
    edition: str | None
    """Edition of the index or the ranking that the values are from."""
    cities: tuple[RankedCity, ...]
    """Cities, the best one first; those without a place last."""


def _ranking(ranking: Ranking, site: Site, place: Place) -> RankingRecord:
    return RankingRecord.of(ranking, cities=tuple(_ranked(row, site, place) for row in ranking.rows))


class UnrankedCity(Record):
    """A city that is in no ranking."""

    city: str
    """City."""
    indicator: str
    """Indicator of the city."""
    strategy: StrategyStatus
    """Status of the city's strategy."""
    reasons: tuple[Reason, ...]
    """Why it is not ranked."""
    differing: tuple[Trait, ...]
    """In what its indicator differs from the ranked ones."""
    document: str
    """Document of the indicator."""


def _unranked(unranked: Unranked, site: Site, place: Place) -> UnrankedCity:
    entry = unranked.entry
    return UnrankedCity.of(
        unranked,
        city=entry.city,
        indicator=entry.indicator.id,
        strategy=_status(entry, site),
        document=_document(entry, place),
    )


def _status(entry: CityEntry, site: Site) -> StrategyStatus:
    """The status of a city's strategy."""
    standing = site.standings[entry.city]
    return strategy_record(standing.folder, standing.today).status


class BenchmarkPlaceRecord(Record, as_in=BenchmarkPlace):
    """What one of the world's best cities has in an edition."""

    city: CityName
    value: PublishedValue
    note: Bilingual | None


class BenchmarkEditionRecord(Record, as_in=BenchmarkEdition):
    """One edition of a ranking or of a set of values."""

    edition: str
    year: int
    field_size: int | None
    source: SourceRecord
    note: Bilingual | None
    places: tuple[BenchmarkPlaceRecord, ...]


class BenchmarkRecord(Record, as_in=Benchmark):
    """A ranking or a set of values of the world's best cities."""

    id: str
    """Stable name of the benchmark."""
    title: Bilingual
    kind: Literal["number", "percent", "index", "rank"]
    unit: Bilingual
    better: Literal["higher", "lower"]
    editions: tuple[BenchmarkEditionRecord, ...]


def _benchmark(benchmark: Benchmark, site: Site) -> BenchmarkRecord:
    editions = (
        BenchmarkEditionRecord.of(edition, source=site.sources[edition.source])
        for edition in benchmark.editions
    )
    return BenchmarkRecord.of(benchmark, editions=tuple(editions))


class ComparisonDocument(Document):
    """One recommended indicator over all cities that have it, ranked only where they can be."""

    recommended: NamedRecord
    """Recommended indicator of paragraph 26, in the order's words."""
    pages: PageLinks
    """Pages that show it."""
    rankings: tuple[RankingRecord, ...]
    """Cities that can be held against each other; several where they agree in groups."""
    unranked: tuple[UnrankedCity, ...]
    """Cities that have the indicator but are not ranked."""
    benchmarks: tuple[BenchmarkRecord, ...]
    """The world's best cities, to be shown beside it."""


def comparison_document(site: Site, recommended: Recommended, place: Place) -> ComparisonDocument:
    """The document of a recommended indicator."""
    comparison: Comparison = site.comparisons[recommended.id]
    return ComparisonDocument(
        schema_address=place.link(addresses.schema("comparison")),
        as_of=site.today,
        terms=terms.in_both(site.tree.strategies),
        recommended=NamedRecord(id=recommended.id, name=recommended.title),
        pages=page_links(f"compare/{recommended.id}/", place),
        rankings=tuple(_ranking(ranking, site, place) for ranking in comparison.rankings),
        unranked=tuple(_unranked(unranked, site, place) for unranked in comparison.unranked),
        benchmarks=tuple(
            _benchmark(benchmark, site)
            for _, benchmark in site.tree.benchmarks
            if benchmark.recommended == recommended.id
        ),
    )


def _document(entry: CityEntry, place: Place) -> str:
    return place.link(f"{addresses.indicator(entry.city, entry.indicator.id)}.json")
