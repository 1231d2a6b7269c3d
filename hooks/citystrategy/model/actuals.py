"""The observed facts of one year: `strategies/<city>/actuals/<year>.yml`."""

import datetime
from typing import Annotated

from pydantic import Field

from citystrategy.model.base import Bilingual, Identifier, Model, Year


class Actual(Model):
    """One observed value."""

    indicator: Identifier
    """Indicator, an id of `indicators.yml`."""
    value: float
    """Observed value, in the indicator's unit."""
    source: Identifier
    """Source of the value, an id of `_sources.yml`."""
    date: datetime.date | None = None
    """Day on which the value was published."""
    provisional: bool = False
    """Whether the value is preliminary or calculated."""
    method: Identifier | None = None
    """Version of the definition, where it is not the one of the approved values."""
    discontinuity: Bilingual | None = Field(default=None, alias="break")
    """Why the series does not continue the values before (a recount after a census)."""
    field_size: Annotated[int, Field(ge=1)] | None = None
    """How many places a ranking has."""
    note: Bilingual | None = None
    """Note for the reader."""


class Actuals(Model):
    """The observed facts of one year: `actuals/<year>.yml`."""

    year: Year
    """Year that the values describe."""
    values: tuple[Actual, ...]
    """Observed values."""
