"""The world's best cities, for comparison (paragraphs 10 and 21): `strategies/_benchmarks/<id>.yml`."""

from typing import Annotated, Literal

from pydantic import Field

from citystrategy.model.base import Bilingual, Decimals, Identifier, Model, SourceId, Word, Year
from citystrategy.model.registers import CityName


class BenchmarkPlace(Model):
    """What one city has in an edition."""

    city: CityName
    """Name of the city."""
    value: float
    """Place in a ranking, or value in the benchmark's unit."""
    note: Bilingual | None = None
    """Note for the reader."""


class BenchmarkEdition(Model):
    """One edition of a ranking or of a set of values."""

    edition: Word
    """What the publisher calls the edition."""
    year: Year
    """Year of the edition."""
    field_size: Annotated[int, Field(ge=1)] | None = None
    """How many cities the ranking has."""
    source: SourceId
    """Source."""
    note: Bilingual | None = None
    """Note for the reader."""
    places: tuple[BenchmarkPlace, ...]
    """Cities, the best one first."""


class Benchmark(Model):
    """A ranking or a set of values of the world's best cities."""

    id: Identifier
    """Name of the benchmark and of its file."""
    recommended: Identifier
    """Recommended indicator of paragraph 26 beside which it stands."""
    title: Bilingual
    """Title of the ranking."""
    about: Bilingual
    """What it compares and who publishes it."""
    kind: Literal["number", "percent", "index", "rank"]
    """Kind of value; a rank is a whole number, and lower is better."""
    unit: Bilingual
    """Unit of the values."""
    decimals: Decimals
    """Digits shown after the comma."""
    better: Literal["higher", "lower"]
    """Which way is better."""
    editions: tuple[BenchmarkEdition, ...]
    """Editions, the oldest one first."""
