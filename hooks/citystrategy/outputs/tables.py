"""Tables: the columns and rows of the one for people, and CSV for spreadsheets or for programs.

Owns how cells are written: a spreadsheet with Kazakh or Russian settings expects semicolons and decimal
commas, and knows UTF-8 by its mark; programs expect RFC 4180. No text can become a formula in either. Must
not know what is told, nor import what does: the processes that write workbooks load this module first.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Cell = str | int | float | date | None


@dataclass(frozen=True)
class TableColumn:
    """A column; its title and its meaning are under `data.columns` in the words."""

    id: str
    form: Literal["text", "year", "value", "calculated", "date"]
    width: int
    """Width in a workbook, in characters."""


COLUMNS = (
    TableColumn("city_id", "text", 12),
    TableColumn("city", "text", 14),
    TableColumn("strategy", "text", 26),
    TableColumn("indicator_id", "text", 24),
    TableColumn("indicator", "text", 40),
    TableColumn("unit", "text", 16),
    TableColumn("year", "year", 8),
    TableColumn("target", "value", 14),
    TableColumn("target_low", "value", 12),
    TableColumn("target_high", "value", 12),
    TableColumn("basis", "text", 30),
    TableColumn("target_source", "text", 30),
    TableColumn("guide", "calculated", 14),
    TableColumn("guide_low", "calculated", 12),
    TableColumn("guide_high", "calculated", 12),
    TableColumn("actual", "value", 14),
    TableColumn("provisional", "text", 12),
    TableColumn("comparable", "text", 12),
    TableColumn("status", "text", 20),
    TableColumn("verdict", "text", 20),
    TableColumn("source", "text", 50),
    TableColumn("source_url", "text", 40),
    TableColumn("published", "date", 12),
    TableColumn("note", "text", 60),
    TableColumn("as_of", "date", 12),
    TableColumn("terms", "text", 24),
)


@dataclass(frozen=True)
class TableRow:
    """One year of an indicator."""

    cells: tuple[Cell, ...]
    """In the order of the columns."""
    decimals: int
    """Digits that its values show after the comma."""


MARK = "\ufeff"
"""By this a spreadsheet knows UTF-8."""
FORMULA = ("=", "+", "-", "@", "|", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With these, or their wide forms, a spreadsheet takes a text for a formula."""


def for_spreadsheets(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows with semicolons and decimal commas; the mark of UTF-8 belongs before the first one."""
    return _written(([_local(cell) for cell in row] for row in rows), ";")


def for_programs(rows: Iterable[Sequence[Cell | bool]]) -> str:
    """Rows with commas and decimal points."""
    return _written(([_plain(cell) for cell in row] for row in rows), ",")


def _written(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _local(cell: Cell) -> str:
    return decimal(cell).replace(".", ",") if isinstance(cell, int | float) else _plain(cell)


def _plain(cell: Cell | bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, date):
        return cell.isoformat()
    return decimal(cell) if isinstance(cell, int | float) else harmless(cell)


def decimal(value: float) -> str:
    """A number with all its digits and no exponent."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    shown = repr(value)
    return f"{value:.12f}".rstrip("0") if "e" in shown else shown


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that looks like it gets an apostrophe before it."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text
