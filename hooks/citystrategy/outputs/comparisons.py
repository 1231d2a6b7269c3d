"""The published document that puts the cities beside each other in one recommended indicator.

Owns its form (version 1). Must not know where the values come from.
"""

from typing import Literal

from citystrategy.method.comparability import Reason, Trait
from citystrategy.model import Bilingual, CityName
from citystrategy.outputs.records import (
    Document,
    NamedRecord,
    PageLinks,
    PointRecord,
    PublishedValue,
    Record,
    SourceRecord,
)


class RankedCity(Record):
    """A city in a ranking."""

    city: str
    """City."""
    indicator: str
    """Indicator of the city that answers the recommended one."""
    place: int | None
    """Place from 1, shared by equal values; null without a value of the compared year."""
    value: PublishedValue | None
    """Value of the compared year."""
    latest: PointRecord
    """Newest value."""
    document: str
    """Document of the indicator."""


class RankingRecord(Record):
    """Cities whose indicators agree in definition, unit and version, by their values of one year."""

    year: int
    """Year for which they are compared."""
    edition: str | None
    """Edition of the index or the ranking that the values are from."""
    cities: tuple[RankedCity, ...]
    """Cities, the best one first; those without a place last."""


class UnrankedCity(Record):
    """A city that is in no ranking."""

    city: str
    """City."""
    indicator: str
    """Indicator of the city."""
    reasons: tuple[Reason, ...]
    """Why it is not ranked."""
    differing: tuple[Trait, ...]
    """In what its indicator differs from the ranked ones."""
    document: str
    """Document of the indicator."""


class BenchmarkPlaceRecord(Record):
    """What one of the world's best cities has in an edition."""

    city: CityName
    """Name of the city."""
    value: PublishedValue
    """Place in a ranking, or value in the benchmark's unit."""
    note: Bilingual | None
    """Note for the reader."""


class BenchmarkEditionRecord(Record):
    """One edition of a ranking or of a set of values."""

    edition: str
    """What the publisher calls it."""
    year: int
    """Year of the edition."""
    field_size: int | None
    """How many cities the ranking has."""
    source: SourceRecord
    """Source."""
    note: Bilingual | None
    """Note for the reader."""
    places: tuple[BenchmarkPlaceRecord, ...]
    """Cities, the best one first."""


class BenchmarkRecord(Record):
    """A ranking or a set of values of the world's best cities."""

    id: str
    """Stable name of the benchmark."""
    title: Bilingual
    """Title."""
    kind: Literal["number", "percent", "index", "rank"]
    """Kind of value."""
    unit: Bilingual
    """Unit of the values."""
    better: Literal["higher", "lower"]
    """Which way is better."""
    editions: tuple[BenchmarkEditionRecord, ...]
    """Editions, the oldest one first."""


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
