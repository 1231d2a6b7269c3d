"""What all tables of the data package are made of: columns with their types, keys, forms of values.

Owns the columns that several tables share. Must not know what is told in which table.
"""

from dataclasses import dataclass
from typing import Literal

from citystrategy.model import Bilingual, Range
from citystrategy.outputs.records import PublishedValue
from citystrategy.outputs.table import Cell

Cells = list[Cell | bool]


@dataclass(frozen=True)
class Field:
    """A column."""

    name: str
    type: Literal["string", "integer", "number", "boolean", "date"]
    about: str


@dataclass(frozen=True)
class ForeignKey:
    """Columns that refer to those of another table, which are named alike."""

    fields: tuple[str, ...]
    table: str


@dataclass(frozen=True)
class Table:
    """A table of the package."""

    name: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    foreign: tuple[ForeignKey, ...]
    rows: tuple[Cells, ...]


def both(name: str, about: str) -> tuple[Field, Field]:
    """A text in both languages."""
    kazakh = Field(f"{name}_kk", "string", f"{about}, in Kazakh")
    return kazakh, Field(f"{name}_ru", "string", f"{about}, in Russian")


OWN = (Field("city", "string", "City"), Field("indicator", "string", "Indicator of the city"))
YEAR = Field("year", "integer", "Year that the value describes")
VALUE = (
    Field("value", "number", "Number, in the unit of the indicator; 1 for yes and 0 for no"),
    Field("low", "number", "Lowest value of a range"),
    Field("high", "number", "Highest value of a range"),
    Field("name", "string", "Id of a category, or the status that a body gave an indicator in words"),
    *both("text", "Value in words"),
)
SET = (
    Field("basis", "string", "approved, announced or illustrative (nobody approved it)"),
    Field("decision", "string", "Number of the decision that set the value"),
    Field("decision_date", "date", "Date of that decision"),
)
SOURCE = Field("source", "string", "Source of the value")
TO_INDICATOR = ForeignKey(("city", "indicator"), "indicators")
TO_SOURCE = ForeignKey(("source",), "sources")
TO_ACTUAL = ForeignKey(("city", "indicator", "year"), "actuals")


def forms(value: PublishedValue | None) -> Cells:
    """A value in the columns of all its forms."""
    if isinstance(value, Range):
        return [None, value.low, value.high, None, None, None]
    if isinstance(value, Bilingual):
        return [None, None, None, None, value.kk, value.ru]
    if isinstance(value, str):
        return [None, None, None, value, None, None]
    return [int(value) if isinstance(value, bool) else value, None, None, None, None, None]


def texts(*written: Bilingual | None) -> Cells:
    """Texts in both languages."""
    return [text[code] if text else None for text in written for code in ("kk", "ru")]
