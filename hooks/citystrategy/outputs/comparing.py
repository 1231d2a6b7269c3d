"""A recommended indicator over all cities as a published document.

Owns the step from a comparison to records. What may be ranked is decided in `comparability`. Must
not know words or files.
"""

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.method.comparability import Comparison, Ranking, Row
from citystrategy.model import Benchmark
from citystrategy.model.methodology import Recommended
from citystrategy.outputs.comparisons import (
    BenchmarkEditionRecord,
    BenchmarkPlaceRecord,
    BenchmarkRecord,
    ComparisonDocument,
    RankedCity,
    RankingRecord,
    UnrankedCity,
)
from citystrategy.outputs.describing import SourceRecords, page_links
from citystrategy.outputs.judging import plain, point
from citystrategy.outputs.records import NamedRecord
from citystrategy.site import Site


def comparison_document(
    site: Site, recommended: Recommended, sources: SourceRecords, place: Place
) -> ComparisonDocument:
    """The document of a recommended indicator."""
    found: Comparison = site.comparisons[recommended.id]
    return ComparisonDocument(
        schema_address=place.link(addresses.schema("comparison")),
        as_of=site.today,
        recommended=NamedRecord(id=recommended.id, name=recommended.title),
        pages=page_links(f"compare/{recommended.id}/", place),
        rankings=tuple(_ranking(one, place) for one in found.rankings),
        unranked=tuple(
            UnrankedCity(
                city=one.entry.city,
                indicator=one.entry.indicator.id,
                reasons=one.reasons,
                differing=one.differing,
                document=_document(one.entry.city, one.entry.indicator.id, place),
            )
            for one in found.unranked
        ),
        benchmarks=tuple(
            _benchmark(one, sources) for _, one in site.tree.benchmarks if one.recommended == recommended.id
        ),
    )


def _document(city: str, indicator: str, place: Place) -> str:
    return place.link(f"{addresses.indicator(city, indicator)}.json")


def _ranking(ranking: Ranking, place: Place) -> RankingRecord:
    cities = tuple(_ranked(row, place) for row in ranking.rows)
    return RankingRecord(year=ranking.year, edition=ranking.edition, cities=cities)


def _ranked(row: Row, place: Place) -> RankedCity:
    return RankedCity(
        city=row.entry.city,
        indicator=row.entry.indicator.id,
        place=row.place,
        value=plain(row.observation.actual.value) if row.observation else None,
        latest=point(row.newest.year, row.newest.actual.value),
        document=_document(row.entry.city, row.entry.indicator.id, place),
    )


def _benchmark(one: Benchmark, sources: SourceRecords) -> BenchmarkRecord:
    return BenchmarkRecord(
        id=one.id,
        title=one.title,
        kind=one.kind,
        unit=one.unit,
        better=one.better,
        editions=tuple(
            BenchmarkEditionRecord(
                edition=edition.edition,
                year=edition.year,
                field_size=edition.field_size,
                source=sources[edition.source],
                note=edition.note,
                places=tuple(
                    BenchmarkPlaceRecord(city=each.city, value=plain(each.value), note=each.note)
                    for each in edition.places
                ),
            )
            for edition in one.editions
        ),
    )
