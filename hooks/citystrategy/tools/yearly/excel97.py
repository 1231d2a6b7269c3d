"""Sheets of a workbook of Excel 97 (.xls), read by xlrd: of formulas only what they gave is known."""

import io

import xlrd  # type: ignore[import-untyped]
from xlrd.sheet import Sheet  # type: ignore[import-untyped]

from citystrategy.tools.yearly.excel import is_percent
from citystrategy.tools.yearly.grid import Grid, Returned, SheetCell, UnopenedError, plain


def read(content: bytes) -> Returned:
    """The sheets of a file. Raises whatever xlrd makes of a damaged one."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise UnopenedError("password") from error
        raise
    return Returned(tuple(_grid(book, sheet) for sheet in book.sheets()))


def _grid(book: xlrd.Book, sheet: Sheet) -> Grid:
    grid = Grid(sheet.name)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            grid.put(row + 1, column + 1, _cell(book, sheet, row, column))
    # xlrd counts from 0 and names the row and the column after the last one.
    grid.merged = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    grid.hidden = {row + 1 for row, about in sheet.rowinfo_map.items() if about.hidden}
    grid.comments = [(row + 1, column + 1) for row, column in sheet.cell_note_map]
    return grid


def _cell(book: xlrd.Book, sheet: Sheet, row: int, column: int) -> SheetCell:
    there = sheet.cell(row, column)
    if there.ctype == xlrd.XL_CELL_DATE:
        return SheetCell(plain(xlrd.xldate_as_datetime(there.value, book.datemode)))
    if there.ctype == xlrd.XL_CELL_BOOLEAN:
        return SheetCell(bool(there.value))
    if there.ctype == xlrd.XL_CELL_ERROR:
        return SheetCell(xlrd.error_text_from_code.get(there.value, "#?"), fault=True)
    if there.ctype == xlrd.XL_CELL_NUMBER:
        shown = book.format_map[book.xf_list[there.xf_index].format_key].format_str
        return SheetCell(float(there.value), is_percent(shown))
    return SheetCell(str(there.value))
