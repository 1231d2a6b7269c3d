"""The published index of everything, and every kind of document by its name, with its JSON Schema.

Owns what documents there are.
"""

from typing import Any

from pydantic import Field

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.charts.plot import is_drawn
from citystrategy.facts import terms
from citystrategy.facts.bilingual import bilingual
from citystrategy.method.standing import Standing
from citystrategy.model import Bilingual
from citystrategy.outputs.api.city import CitiesDocument, CityDocument
from citystrategy.outputs.api.comparison import ComparisonDocument
from citystrategy.outputs.api.everything import ValuesDocument
from citystrategy.outputs.api.indicator import IndicatorDocument
from citystrategy.outputs.api.record import (
    Document,
    DownloadLinks,
    PageLinks,
    Record,
    download_links,
    page_links,
)
from citystrategy.outputs.api.strategy import CityRecord, StrategyStatus, strategy_record
from citystrategy.site import Site


class CatalogueCity(CityRecord):
    """What there is of one city."""

    strategy: StrategyStatus
    """Status of its strategy."""
    downloads: DownloadLinks
    """Files of the city."""
    indicators: dict[str, DownloadLinks]
    """Files of each indicator, by its name."""


def _catalogued(standing: Standing, place: Place) -> CatalogueCity:
    slug = standing.folder.city.slug
    return CatalogueCity(
        id=slug,
        name=standing.folder.city.name,
        strategy=strategy_record(standing.folder, standing.today).status,
        downloads=download_links(addresses.city(slug), place),
        indicators={
            progress.indicator.id: download_links(
                addresses.indicator(slug, progress.indicator.id), place, is_drawn(progress)
            )
            for progress in standing.progress
        },
    )


class AllDownloads(Record):
    """All cities together."""

    csv: PageLinks
    """Table of all values in each language."""
    xlsx: str
    """Excel workbook of all values."""
    json_file: str = Field(serialization_alias="json")
    """Document of all values."""
    archive: str = Field(serialization_alias="zip")
    """Archive of all data."""


class IndexDocument(Document):
    """Everything there is, with its addresses."""

    title: Bilingual
    """What this is."""
    pages: PageLinks
    """Page that explains it."""
    cities: str
    """Document with the register of cities."""
    catalogue: tuple[CatalogueCity, ...]
    """Files of each city that has a strategy."""
    everything: AllDownloads = Field(serialization_alias="all")
    """All values of all cities."""
    package: str
    """Frictionless data package: the same as normalised tables."""
    comparisons: dict[str, str]
    """Document of each recommended indicator over all cities, by its name."""
    schemas: dict[str, str]
    """JSON Schema of each kind of document."""


def index_document(site: Site, place: Place) -> IndexDocument:
    """The index of everything."""
    everything = PageLinks(kk=place.link(f"{addresses.ALL}.kk.csv"), ru=place.link(f"{addresses.ALL}.ru.csv"))
    return IndexDocument(
        schema_address=place.link(addresses.schema("index")),
        as_of=site.today,
        terms=terms.in_both(site.tree.strategies),
        title=bilingual(lambda words: words("data.title")),
        pages=page_links("data/", place),
        cities=place.link(addresses.CITIES),
        catalogue=tuple(_catalogued(standing, place) for standing in site.standings.values()),
        everything=AllDownloads(
            csv=everything,
            xlsx=place.link(f"{addresses.ALL}.xlsx"),
            json_file=place.link(f"{addresses.ALL}.json"),
            archive=place.link(f"{addresses.ALL}.zip"),
        ),
        package=place.link(f"{addresses.PACKAGE}/datapackage.json"),
        comparisons={name: place.link(addresses.comparison(name)) for name in site.comparisons},
        schemas={name: place.link(addresses.schema(name)) for name in DOCUMENTS},
    )


DOCUMENTS: dict[str, type[Document]] = {
    "index": IndexDocument,
    "cities": CitiesDocument,
    "city": CityDocument,
    "indicator": IndicatorDocument,
    "comparison": ComparisonDocument,
    "values": ValuesDocument,
}
"""Every kind of document by its name."""


DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str, identifier: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of document; `identifier` is its address, or empty."""
    made = DOCUMENTS[name].model_json_schema(by_alias=True, mode="serialization")
    own = {"$schema": DRAFT, "$id": identifier} if identifier else {"$schema": DRAFT}
    return {**own, **made}
