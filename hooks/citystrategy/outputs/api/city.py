"""The published documents of one city and of all cities of the register.

Owns their form (version 1) and how they are filled: which document lists what.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Literal

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.charts.plot import is_drawn
from citystrategy.checks.ruling import Ruling
from citystrategy.facts import terms
from citystrategy.method.assessment import Status
from citystrategy.method.progress import Counts, Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Bilingual, City, Receipt
from citystrategy.model.tree import CityFolder
from citystrategy.outputs.api.conformity import ConformityRecord, conformity_record
from citystrategy.outputs.api.indicator import IndicatorDocument
from citystrategy.outputs.api.record import (
    Document,
    DownloadLinks,
    PageLinks,
    PointRecord,
    Record,
    download_links,
    page_links,
    point,
)
from citystrategy.outputs.api.strategy import (
    CityRecord,
    SourceRecord,
    Sources,
    StrategyRecord,
    StrategyStatus,
    city_record,
    strategy_record,
)
from citystrategy.site import Site


class CountRecord(Record):
    """How often a status occurs."""

    status: Status
    """Status."""
    number: int
    """Number of indicators."""


class CountsRecord(Record):
    """How a city's indicators stand, counted and never averaged."""

    total: int
    """Indicators of the strategy whose values are those of the city itself."""
    reported: int
    """Those whose value of the latest due year is there."""
    by_status: tuple[CountRecord, ...]
    """Every status with its number; they add up to the total."""
    overdue: int
    """Those with an overdue value, whatever their status."""
    last_known: tuple[CountRecord, ...]
    """The statuses by the latest value that could be assessed, also where it is no current one."""
    elsewhere: int
    """Indicators left out, since their values are those of the oblast or of the country."""


def _counts(counts: Counts) -> CountsRecord:
    return CountsRecord.of(counts, by_status=_each(counts.by_status), last_known=_each(counts.last_known))


def _each(counted: Iterable[tuple[Status, int]]) -> tuple[CountRecord, ...]:
    return tuple(CountRecord(status=status, number=number) for status, number in counted)


class IndicatorSummary(Record, as_in=IndicatorDocument):
    """An indicator in the list of its city."""

    id: str
    name: Bilingual
    direction: str
    recommended: str | None
    unit: Bilingual
    status: Status
    """Status on the day of the document."""
    latest: PointRecord | None
    """Newest observed value."""
    latest_source: SourceRecord | None
    """Source of the newest observed value."""
    pages: PageLinks
    downloads: DownloadLinks
    """Its data."""


def _summary(slug: str, progress: Progress, sources: Sources, place: Place) -> IndicatorSummary:
    indicator, latest = progress.indicator, progress.latest
    return IndicatorSummary.of(
        indicator,
        status=progress.status,
        latest=point(latest.year, latest.actual.value) if latest else None,
        latest_source=SourceRecord.of(sources[latest.actual.source]) if latest else None,
        pages=page_links(f"{slug}/indicators/{indicator.id}/", place),
        downloads=download_links(addresses.indicator(slug, indicator.id), place, is_drawn(progress)),
    )


class ReceiptRecord(Record, as_in=Receipt):
    """How values of a year were received, without the names of those who entered and checked them."""

    year: int
    """Year that the values describe."""
    date: datetime.date
    body: Bilingual
    letter: str | None
    letter_date: datetime.date | None


def _received(folder: CityFolder, today: datetime.date) -> Iterator[ReceiptRecord]:
    for _, year in folder.actuals:
        for receipt in year.received:
            if receipt.date <= today:
                yield ReceiptRecord.of(receipt, year=year.year)


class CityDocument(Document):
    """One city: its strategy, its counts, its indicators, and how far it meets the order."""

    city: CityRecord
    """City."""
    strategy: StrategyRecord
    """Its strategy."""
    pages: PageLinks
    """Pages of its monitoring."""
    downloads: DownloadLinks
    """All its indicators in other formats."""
    counts: CountsRecord
    """Its indicators, counted."""
    indicators: tuple[IndicatorSummary, ...]
    """Its indicators."""
    received: tuple[ReceiptRecord, ...]
    """How values were received, by year."""
    conformity: ConformityRecord
    """How far its strategy meets the order."""


def city_document(
    standing: Standing, rulings: tuple[Ruling, ...], sources: Sources, place: Place
) -> CityDocument:
    """The document of a city, with what was found on the rules of the order."""
    folder = standing.folder
    slug = folder.city.slug
    return CityDocument(
        schema_address=place.link(addresses.schema("city")),
        as_of=standing.today,
        terms=terms.in_both([folder]),
        city=city_record(folder),
        strategy=strategy_record(folder, standing.today),
        pages=page_links(f"{slug}/monitoring/", place),
        downloads=download_links(addresses.city(slug), place),
        counts=_counts(standing.counts),
        indicators=tuple(_summary(slug, progress, sources, place) for progress in standing.progress),
        received=tuple(_received(folder, standing.today)),
        conformity=conformity_record(folder, rulings, place),
    )


class RegisteredCity(CityRecord, as_in=City):
    """A city of the register, with or without a published strategy."""

    status: Literal["capital", "republican", "oblast-centre", "semey"]
    strategy: StrategyStatus | None
    """Status of its strategy; null where none was found."""
    document: str | None
    """Address of its document."""


class CitiesDocument(Document):
    """The twenty cities of paragraph 3."""

    cities: tuple[RegisteredCity, ...]
    """Cities, in the order of the register."""


def cities_document(site: Site, place: Place) -> CitiesDocument:
    """The register of cities, each with its document where it has a strategy."""
    status = {
        slug: standing.folder.strategy.status
        for slug, standing in site.standings.items()
        if standing.folder.strategy
    }
    return CitiesDocument(
        schema_address=place.link(addresses.schema("cities")),
        as_of=site.today,
        terms=terms.in_both(site.tree.strategies),
        cities=tuple(
            RegisteredCity.of(
                city,
                id=city.slug,
                strategy=status.get(city.slug),
                document=place.link(f"{addresses.city(city.slug)}.json") if city.slug in status else None,
            )
            for city in site.tree.cities
        ),
    )
