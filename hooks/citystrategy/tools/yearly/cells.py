"""What an officer wrote into one open cell, as a value of the row's state, or what is unclear about it.

Owns how percent cells, formulas, errors and days are met. What text means is `editing/given`'s. Must not know
where a cell lies.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from citystrategy.editing import given
from citystrategy.model import Indicator
from citystrategy.problems.problem import nearest
from citystrategy.tools.yearly.grid import SheetCell

ADDRESS = re.compile(r"https?://[^\s<>\"]+")
DIGITS = 15
"""How many digits of a number a spreadsheet keeps."""


class CellError(ValueError):
    """A cell that cannot be taken: `code` is a key of `workbook.wrong` in the words."""

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = arguments


@dataclass(frozen=True)
class Reading:
    """What it takes to read the cells of a row."""

    indicator: Indicator
    year: int
    today: date
    sources: Mapping[str, str]
    """Ids of sources by what they may be called, folded."""
    titles: tuple[str, ...]
    """What sources are called, for a hint."""

    def read(self, key: str, cell: SheetCell | None) -> Any:
        """The value of a column; None where nothing is written. Raises CellError, UnclearError."""
        if cell is None or cell.empty:
            return None
        if cell.fault:
            raise CellError("fault", value=cell.content)
        if cell.formula and given.blank(cell.content):
            raise CellError("uncomputed")
        readers = {
            "value": self.value,
            "date": self.day,
            "source": self.source,
            "provisional": lambda cell: given.truth(cell.content) or None,
            "method": self.method,
            "field_size": lambda cell: given.whole(cell.content),
            "document_url": address,
        }
        return readers.get(key, text)(cell)

    def value(self, cell: SheetCell) -> Any:
        """An observed value; of a share, what the cell shows."""
        content: object = cell.content
        if cell.percent and isinstance(content, int | float):
            shown = Decimal(f"{content:.{DIGITS}g}") * 100
            if self.indicator.kind != "percent":
                raise CellError("percent", value=f"{shown:f}", unit=self.indicator.unit)
            content = Decimal(f"{shown.normalize():f}")
        value = given.value(self.indicator, content)
        bounded = self.indicator.kind == "percent" and not self.indicator.beyond_hundred
        if bounded and isinstance(value, Decimal) and not 0 <= value <= 100:
            raise CellError("beyond", value=value)
        return value

    def day(self, cell: SheetCell) -> str:
        """The day of publication: not before the year began, nor to come."""
        day = given.day(cell.content)
        if day.year < self.year:
            raise CellError("early", date=day, year=self.year)
        if day > self.today:
            raise CellError("to_come", date=day)
        return day.isoformat()

    def source(self, cell: SheetCell) -> str:
        """The id of a source, by its title or itself."""
        written = text(cell)
        known = self.sources.get(folded(written))
        if known is None:
            raise CellError("source", value=written, nearest=nearest(written, self.titles) or "–")
        return known

    def method(self, cell: SheetCell) -> str:
        """The id of a version of the definition."""
        methods = self.indicator.methods
        return given.choice(cell.content, {method.id: (method.name.kk, method.name.ru) for method in methods})


def text(cell: SheetCell) -> str:
    """A text with single spaces. A spreadsheet makes dates of texts such as 3-5: they are refused."""
    if isinstance(cell.content, date):
        raise CellError("text_date", date=cell.content)
    return given.shown(cell.content)


def address(cell: SheetCell) -> str:
    """An address of the web. Raises CellError."""
    written = text(cell)
    if not ADDRESS.fullmatch(written):
        raise CellError("address", value=written)
    return written


def folded(name: str) -> str:
    """A title without what does not tell titles apart: case and spaces."""
    return " ".join(name.split()).casefold()
