"""The documents above a single indicator: a city, all cities, and the index of everything.

Owns which document lists what. Must not know formats.
"""

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.checks.finding import Finding
from citystrategy.method.progress import Counts, Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Bilingual
from citystrategy.outputs.conforming import conformity
from citystrategy.outputs.describing import city, download_links, page_links, strategy_of
from citystrategy.outputs.documents import (
    DOCUMENTS,
    AllDownloads,
    CatalogueCity,
    CitiesDocument,
    CityDocument,
    IndexDocument,
    RegisteredCity,
)
from citystrategy.outputs.judging import point
from citystrategy.outputs.records import (
    IndicatorSummary,
    PageLinks,
)
from citystrategy.outputs.results import CountRecord, CountsRecord
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, words_in


def city_document(standing: Standing, found: tuple[Finding, ...], place: Place) -> CityDocument:
    """The document of a city, with what was found on the rules of the order."""
    strategy = standing.strategy
    slug = strategy.city.slug
    return CityDocument(
        schema_address=place.link(addresses.schema("city")),
        as_of=standing.today,
        city=city(strategy),
        strategy=strategy_of(strategy),
        pages=page_links(f"{slug}/monitoring/", place),
        downloads=download_links(addresses.city(slug), place),
        counts=_counts(standing.counts),
        indicators=tuple(_summary(slug, item, place) for item in standing.progress),
        conformity=conformity(strategy, found, place),
    )


def _counts(counts: Counts) -> CountsRecord:
    return CountsRecord(
        total=counts.total,
        elsewhere=counts.elsewhere,
        reported=counts.reported,
        by_status=tuple(CountRecord(status=status, number=number) for status, number in counts.by_status),
        overdue=counts.overdue,
        last_known=tuple(CountRecord(status=status, number=number) for status, number in counts.last_known),
    )


def _summary(slug: str, item: Progress, place: Place) -> IndicatorSummary:
    one, latest = item.indicator, item.latest
    return IndicatorSummary(
        id=one.id,
        name=one.name,
        direction=one.direction,
        recommended=one.recommended,
        unit=one.unit,
        status=item.status,
        latest=point(latest.year, latest.actual.value) if latest else None,
        pages=page_links(f"{slug}/indicators/{one.id}/", place),
        downloads=download_links(addresses.indicator(slug, one.id), place),
    )


def cities_document(site: Site, place: Place) -> CitiesDocument:
    """The register of cities, each with its document where it has a strategy."""
    status = {
        slug: one.strategy.strategy.status for slug, one in site.standings.items() if one.strategy.strategy
    }
    return CitiesDocument(
        schema_address=place.link(addresses.schema("cities")),
        as_of=site.today,
        cities=tuple(
            RegisteredCity(
                id=one.slug,
                name=one.name,
                status=one.status,
                strategy=status.get(one.slug),
                document=place.link(f"{addresses.city(one.slug)}.json") if one.slug in status else None,
            )
            for one in site.tree.cities
        ),
    )


def index_document(site: Site, place: Place) -> IndexDocument:
    """The index of everything."""
    kazakh, russian = (words_in(code)("data.title") for code in LANGUAGES)
    everything = PageLinks(kk=place.link(f"{addresses.ALL}.kk.csv"), ru=place.link(f"{addresses.ALL}.ru.csv"))
    return IndexDocument(
        schema_address=place.link(addresses.schema("index")),
        as_of=site.today,
        title=Bilingual(kk=kazakh, ru=russian),
        pages=page_links("data/", place),
        cities=place.link(addresses.CITIES),
        catalogue=tuple(_catalogued(one, place) for one in site.standings.values()),
        everything=AllDownloads(csv=everything, xlsx=place.link(f"{addresses.ALL}.xlsx")),
        package=place.link(f"{addresses.PACKAGE}/datapackage.json"),
        comparisons={name: place.link(addresses.comparison(name)) for name in site.comparisons},
        schemas={name: place.link(addresses.schema(name)) for name in DOCUMENTS},
    )


def _catalogued(standing: Standing, place: Place) -> CatalogueCity:
    slug = standing.strategy.city.slug
    return CatalogueCity(
        id=slug,
        name=standing.strategy.city.name,
        downloads=download_links(addresses.city(slug), place),
        indicators={
            item.indicator.id: download_links(addresses.indicator(slug, item.indicator.id), place)
            for item in standing.progress
        },
    )
