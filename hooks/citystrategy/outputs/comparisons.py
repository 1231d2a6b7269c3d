"""The published document that puts the cities beside each other in one recommended indicator.

Owns its form (version 1). Must not know where the values come from.
"""

from typing import Literal

from citystrategy.method.comparability import Reason, Trait
from citystrategy.model import Benchmark, BenchmarkEdition, BenchmarkPlace, Bilingual, CityName
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
