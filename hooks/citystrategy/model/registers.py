"""The registers that all cities share: `_cities.yml`, `_sources.yml` and `_redirects.yml`."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from citystrategy.model.base import Address, Bilingual, Identifier, Model, PageAddress, SourceId, Word


class CityName(Bilingual):
    """A city's name in three languages."""

    en: Word
    """English name, for developers and for addresses."""


class Coordinates(Model):
    """Where the city lies, to a tenth of a degree: for a map, not for measuring."""

    latitude: Annotated[float, Field(ge=40, le=56)]
    """Degrees north."""
    longitude: Annotated[float, Field(ge=46, le=88)]
    """Degrees east."""


class CityPopulation(Model):
    """The newest population figure of a city."""

    value: Annotated[int, Field(gt=0)]
    """Persons."""
    date: datetime.date
    """The day the figure describes."""
    source: SourceId
    """Source."""
    territory: Literal["city", "city-administration", "city-proper", "not-stated"]
    """Which territory the figure counts."""


class City(Model):
    """One of the twenty cities of paragraph 3."""

    slug: Identifier
    """Name of the city's folder and of its address on the site."""
    name: CityName
    """Name of the city."""
    status: Literal["capital", "republican", "oblast-centre", "semey"]
    """Why the city is in scope (paragraph 3)."""
    oblast: Bilingual | None
    """Oblast, or null for the capital and the republican cities."""
    maslikhat: Bilingual
    """The maslikhat that approves the strategy (paragraph 16)."""
    coordinates: Coordinates
    """Place on the map."""
    population: CityPopulation
    """Newest population figure."""


class Register(Model):
    """The register of cities: `strategies/_cities.yml`."""

    cities: tuple[City, ...]
    """The cities, in the order in which the site lists them."""


class Source(Model):
    """Where a figure or a statement comes from."""

    id: Identifier
    """Name by which values and footnotes refer to the source."""
    kind: Literal["official", "press"]
    """Official document or statistics, or a publication that quotes them."""
    title: Bilingual
    """Publisher, title and period."""
    url: Address
    """Address of the source."""


class Sources(Model):
    """The register of sources: `strategies/_sources.yml`."""

    sources: tuple[Source, ...]
    """All sources."""


class Redirect(Model):
    """A page or a section that was renamed."""

    old: PageAddress
    """Address under which it was published."""
    new: PageAddress
    """Address that it has now."""


class Redirects(Model):
    """The addresses that were renamed: `strategies/_redirects.yml`."""

    redirects: tuple[Redirect, ...]
    """All that were renamed."""
