"""Tables as CSV: for a spreadsheet with Kazakh or Russian settings, or for programs.

Owns how cells are written: a spreadsheet there expects semicolons and decimal commas, and knows
UTF-8 by its mark; programs expect RFC 4180. No text can become a formula in either.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from citystrategy.outputs.table import Cell

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
