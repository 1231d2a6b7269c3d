"""Tables as Excel workbooks, the same bytes for the same content.

Owns the form of a workbook: a sheet of explanations in both languages, then the values in each.
Cells are typed as what they are, so that no text becomes a formula. Must not know what is told.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from citystrategy.outputs.tables import COLUMNS, Cell, TableColumn, TableRow

HEIGHT = 32
"""Height of the row of titles, in points: two lines."""
WIDTHS = (34, 62, 34, 62)
"""Widths of the columns of the explanations: a name and a text in each language."""


@dataclass(frozen=True)
class Sheet:
    """The values in one language."""

    name: str
    titles: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Book:
    """What a workbook holds."""

    title: str
    day: date
    """Day of the content, which stands as the day on which the file was made."""
    explained: str
    """Name of the sheet of explanations."""
    explanations: tuple[tuple[str, str, str, str], ...]
    """Name and text in each of both languages; a row without texts is a heading."""
    sheets: tuple[Sheet, ...]


def workbook(book: Book) -> bytes:
    """A workbook as a file."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as file:
        file.set_properties({"title": book.title, "created": datetime(*book.day.timetuple()[:3])})
        bold = file.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _explain(file.add_worksheet(book.explained), book.explanations, bold, file)
        formats = _formats(file, book)
        for sheet in book.sheets:
            _fill(file.add_worksheet(sheet.name), sheet, bold, formats)
    return made.getvalue()


def _explain(
    sheet: Worksheet,
    explanations: Sequence[tuple[str, str, str, str]],
    bold: Format,
    file: xlsxwriter.Workbook,
) -> None:
    wrapped = file.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    for line, texts in enumerate(explanations):
        heading = not (texts[1] or texts[3])
        for place, text in enumerate(texts):
            sheet.write_string(line, place, text, bold if heading or place % 2 == 0 else wrapped)


def _formats(file: xlsxwriter.Workbook, book: Book) -> dict[int | str, Format]:
    """The format of numbers by their digits, and that of dates."""
    digits = {row.decimals for sheet in book.sheets for row in sheet.rows}
    most = max(digits, default=0) + 8
    formats: dict[int | str, Format] = {
        count: file.add_format({"num_format": f"#,##0.{'0' * count}" if count else "#,##0"})
        for count in range(most)
    }
    return formats | {"date": file.add_format({"num_format": "yyyy-mm-dd"})}


def _fill(sheet: Worksheet, content: Sheet, bold: Format, formats: dict[int | str, Format]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, HEIGHT)
    for place, (column, title) in enumerate(zip(COLUMNS, content.titles, strict=True)):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, title, bold)
    for line, row in enumerate(content.rows, 1):
        for place, (column, cell) in enumerate(zip(COLUMNS, row.cells, strict=True)):
            _write(sheet, line, place, cell, column, row.decimals, formats)
    sheet.autofilter(0, 0, len(content.rows), len(COLUMNS) - 1)


def _write(
    sheet: Worksheet,
    line: int,
    place: int,
    cell: Cell,
    column: TableColumn,
    decimals: int,
    formats: dict[int | str, Format],
) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(line, place, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(line, place, cell, formats["date"])
    elif column.form == "year":
        sheet.write_number(line, place, cell)
    else:
        shown = _digits(cell) if column.form == "calculated" else decimals
        sheet.write_number(line, place, cell, formats[max(shown, decimals)])


def _digits(value: float) -> int:
    """How many digits a number has after the comma."""
    return len(repr(value).partition(".")[2]) if isinstance(value, float) else 0
