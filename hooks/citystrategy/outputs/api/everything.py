"""The published document of all values of all cities: what each indicator sets and what was observed.

Owns its form (version 1) and how it is filled. Statuses with their arithmetic are in the documents of the
indicators, from whose parts this one is made.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.facts import terms
from citystrategy.method.assessment import Status
from citystrategy.model import Bilingual, Kind
from citystrategy.outputs.api.indicator import IndicatorDocument
from citystrategy.outputs.api.record import Document, PageLinks, Record, page_links
from citystrategy.outputs.api.strategy import CityRecord, StrategyRecord, strategy_record
from citystrategy.outputs.api.values import ActualRecord, BaselineRecord, TargetRecord
from citystrategy.site import Site


class IndicatorValues(Record, as_in=IndicatorDocument):
    """The values of an indicator."""

    id: str
    name: Bilingual
    recommended: str | None
    kind: Kind
    unit: Bilingual
    decimals: int
    better: Literal["higher", "lower", "within"]
    territory: Literal["city", "oblast", "country"]
    pages: PageLinks
    baseline: BaselineRecord | None
    targets: tuple[TargetRecord, ...]
    actuals: tuple[ActualRecord, ...]
    status: Status
    """Status on the day of the document."""


def _values(document: IndicatorDocument, place: Place) -> IndicatorValues:
    return IndicatorValues.of(
        document,
        status=document.assessment.status,
        pages=page_links(f"{document.city.id}/indicators/{document.id}/", place),
    )


class CityValues(CityRecord):
    """The values of all indicators of a city."""

    strategy: StrategyRecord
    """Its strategy."""
    indicators: tuple[IndicatorValues, ...]
    """Its indicators."""


class ValuesDocument(Document):
    """All values of all cities in one document."""

    pages: PageLinks
    """Page that explains it."""
    cities: tuple[CityValues, ...]
    """Cities that have a strategy."""


def values_document(site: Site, documents: Iterable[IndicatorDocument], place: Place) -> ValuesDocument:
    """The document of all values, from the documents of the indicators."""
    return ValuesDocument(
        schema_address=place.link(addresses.schema("values")),
        as_of=site.today,
        terms=terms.in_both(site.tree.strategies),
        pages=page_links("data/", place),
        cities=tuple(_cities(site, documents, place)),
    )


def _cities(site: Site, documents: Iterable[IndicatorDocument], place: Place) -> Iterator[CityValues]:
    """Every city, one whose strategy has no indicators yet too."""
    values: dict[str, list[IndicatorValues]] = {}
    for document in documents:
        values.setdefault(document.city.id, []).append(_values(document, place))
    for slug, standing in site.standings.items():
        yield CityValues(
            id=slug,
            name=standing.folder.city.name,
            strategy=strategy_record(standing.folder, site.today),
            indicators=tuple(values.get(slug, ())),
        )
