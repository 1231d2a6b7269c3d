"""Sheets of an Excel workbook (.xlsx, .xlsm), read by openpyxl: what cells hold, and what formulas gave."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from citystrategy.tools.yearly.grid import Grid, Place, Returned, SheetCell, plain

QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What in a number format stands as it is."""


def read(content: bytes) -> Returned:
    """The sheets of a file. Raises whatever openpyxl makes of a damaged one."""
    written = _loaded(content)
    formulas = any(cell.data_type == "f" for sheet in written.worksheets for cell in _cells(sheet))
    computed = _loaded(content, data_only=True) if formulas else written
    pairs = zip(written.worksheets, computed.worksheets, strict=True)
    return Returned(tuple(_grid(sheet, values) for sheet, values in pairs), macros=_has_macros(content))


def _loaded(content: bytes, data_only: bool = False) -> openpyxl.Workbook:
    """A workbook with its formulas, or with what they gave."""
    with warnings.catch_warnings():
        # It warns of what it leaves out; nothing of that is read here.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only, keep_links=False)


def _has_macros(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return any(name.endswith("vbaProject.bin") for name in folder.namelist())


def _cells(sheet: Worksheet) -> Iterator[Cell | MergedCell]:
    """The cells that the file has, by rows. `iter_rows` would make all of those before the last one: of a
    sheet in whose last row something stands, tens of millions."""
    there: dict[Place, Cell | MergedCell] = sheet._cells
    for place in sorted(there):
        yield there[place]


def _grid(sheet: Worksheet, values: Worksheet) -> Grid:
    grid = Grid(sheet.title)
    for cell in _cells(sheet):
        if cell.comment:
            grid.comments.append((int(cell.row or 0), int(cell.column or 0)))
        if cell.value is None:
            continue
        formula = cell.data_type == "f"
        there = values.cell(cell.row, cell.column) if formula else cell
        content = plain(there.value)
        percent = isinstance(content, int | float) and is_percent(cell.number_format)
        fault = there.data_type == "e"
        grid.put(cell.row, cell.column, SheetCell(content, percent, formula, fault))
    grid.merged = [(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells]
    grid.hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    return grid


def is_percent(number_format: str | None) -> bool:
    """Whether a number format shows a number times a hundred."""
    return "%" in QUOTED.sub("", number_format or "")
