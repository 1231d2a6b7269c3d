"""The profile of the city (paragraph 18): `strategies/<city>/profile.yml`."""

from typing import Literal

from pydantic import Field

from citystrategy.model.base import Bilingual, Decimals, Identifier, Model, SourceId, Year


class Point(Model):
    """One value of a profile series."""

    year: Year
    """Year that the value describes."""
    value: float
    """Value, in the series' unit."""
    source: SourceId
    """Source of the value."""
    provisional: bool = False
    """Whether the value is preliminary or calculated."""
    discontinuity: Bilingual | None = Field(default=None, alias="break")
    """Why the series does not continue the values before."""
    note: Bilingual | None = None
    """Note for the reader."""


class Series(Model):
    """One of the series of paragraph 18."""

    id: Identifier
    """Series, an id of `profile_series` in the methodology."""
    unit: Bilingual
    """Unit of the values."""
    decimals: Decimals
    """Digits shown after the comma."""
    territory: Literal["city", "oblast", "country"]
    """Territory that the values describe."""
    note: Bilingual | None = None
    """Note for the reader."""
    values: tuple[Point, ...]
    """Values, in order of year."""


class Profile(Model):
    """The profile of the city, ten years where they exist (paragraph 18): `profile.yml`."""

    series: tuple[Series, ...]
    """The series that exist."""
