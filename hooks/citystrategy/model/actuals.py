"""The observed facts of one year: `strategies/<city>/actuals/<year>.yml`."""

import datetime
from typing import Annotated

from pydantic import Field

from citystrategy.model.base import Address, Bilingual, Identifier, Model, SourceId, Word, Year
from citystrategy.model.values import Value


class Revision(Model):
    """A value that stood here before and was replaced."""

    value: Value
    """Value before the revision."""
    source: SourceId
    """Source of that value."""
    date: datetime.date | None = None
    """Day on which that value was published."""
    replaced: datetime.date
    """Day on which it was replaced."""
    reason: Bilingual
    """Why it was replaced."""


class Finding(Model):
    """Who assessed an indicator that is set in words, and where it is written."""

    body: Bilingual
    """Body that assessed it."""
    document: Bilingual
    """Document with the assessment."""
    url: Address
    """Address of the document."""


class Actual(Model):
    """One observed value."""

    indicator: Identifier
    """Indicator, an id of `indicators.yml`."""
    value: Value
    """Observed value, in the indicator's unit; of an indicator in words, the status that a body gave it."""
    source: SourceId
    """Source of the value."""
    date: datetime.date | None = None
    """Day on which the value was published."""
    provisional: bool = False
    """Whether the value is preliminary or calculated."""
    method: Identifier | None = None
    """Version of the definition, where it is not the one of the approved values."""
    discontinuity: Bilingual | None = Field(default=None, alias="break")
    """Why the series does not continue the values before (a recount after a census)."""
    edition: Word | None = None
    """Edition of the index or the ranking that the value is from."""
    field_size: Annotated[int, Field(ge=1)] | None = None
    """How many places a ranking has."""
    finding: Finding | None = None
    """Who assessed it; only of an indicator in words."""
    note: Bilingual | None = None
    """Note for the reader."""
    revisions: tuple[Revision, ...] = ()
    """Values that stood here before, in the order in which they were replaced."""


class Receipt(Model):
    """How values of this file were received: who sent them, who entered and who checked them."""

    date: datetime.date
    """Day on which it was signed."""
    body: Bilingual
    """Body that gave the values."""
    letter: Word | None = None
    """Number of the body's letter."""
    letter_date: datetime.date | None = None
    """Date of the letter."""
    filled_by: Word
    """Who entered the values: office and name. No page shows it."""
    checked_by: Word
    """Who compared them with their sources: office and name. No page shows it."""


class Actuals(Model):
    """The observed facts of one year: `actuals/<year>.yml`."""

    year: Year
    """Year that the values describe."""
    values: tuple[Actual, ...]
    """Observed values."""
    received: tuple[Receipt, ...] = ()
    """How they were received, the earliest first."""
