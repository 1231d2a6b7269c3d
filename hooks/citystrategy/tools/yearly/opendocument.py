"""Sheets of an OpenDocument workbook (.ods), read from its XML: a percentage says there that it is one.

Libraries for this format give a number without its format, so that 17 % and 0.17 could not be told apart.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from citystrategy.tools.yearly.grid import Grid, Returned, SheetCell, UnopenedError, plain

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
MOST_CELLS = 500_000
"""How many cells may hold something; repeated ones take hardly any space in a file."""
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
GROUPS = (f"{TABLE}table-header-rows", f"{TABLE}table-row-group", f"{TABLE}table-rows")
FAULTS = ("#", "Err:")


def read(content: bytes) -> Returned:
    """The sheets of a file. Raises whatever the parser makes of a damaged one."""
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        root = ElementTree.fromstring(folder.read("content.xml"))
        macros = any(name.startswith(("Basic/", "Scripts/")) for name in folder.namelist())
    return Returned(tuple(_grid(table) for table in root.iter(f"{TABLE}table")), macros)


def _grid(table: Element) -> Grid:
    grid = Grid(table.get(f"{TABLE}name", ""))
    number = 1
    for row in _rows(table):
        repeated = _count(row, "number-rows-repeated")
        cells = list(_cells(row))
        for place in range(number, number + repeated if cells else number):
            if row.get(f"{TABLE}visibility", "visible") != "visible":
                grid.hidden.add(place)
            for column, element in cells:
                _take(grid, place, column, element)
                if len(grid.cells) > MOST_CELLS:
                    raise UnopenedError("cells", most=MOST_CELLS)
        number += repeated
    return grid


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, also those within groups and heads, and no table within a cell."""
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in GROUPS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row that hold something, with their columns."""
    column = 1
    for element in row:
        if element.tag not in CELLS:
            continue
        repeated = _count(element, "number-columns-repeated")
        if len(element) or element.get(f"{OFFICE}value-type") or element.get(f"{TABLE}formula"):
            if repeated > MOST_CELLS:
                raise UnopenedError("cells", most=MOST_CELLS)
            yield from ((place, element) for place in range(column, column + repeated))
        column += repeated


def _count(element: Element, name: str) -> int:
    return int(element.get(f"{TABLE}{name}", "1"))


def _take(grid: Grid, row: int, column: int, element: Element) -> None:
    grid.put(row, column, _cell(element))
    if element.find(f"{OFFICE}annotation") is not None:
        grid.comments.append((row, column))
    down, right = _count(element, "number-rows-spanned"), _count(element, "number-columns-spanned")
    if down > 1 or right > 1:
        grid.merged.append((row, column, row + down - 1, column + right - 1))


def _cell(element: Element) -> SheetCell:
    kind, formula = element.get(f"{OFFICE}value-type", ""), bool(element.get(f"{TABLE}formula"))
    shown = "\n".join(_text(part) for part in element.findall(f"{TEXT}p"))
    if element.get(f"{CALC}value-type") == "error" or (formula and shown.startswith(FAULTS)):
        return SheetCell(shown or "#?", formula=formula, fault=True)
    if kind in ("float", "percentage", "currency"):
        return SheetCell(float(element.get(f"{OFFICE}value", "")), kind == "percentage", formula)
    if kind == "date":
        written = element.get(f"{OFFICE}date-value", "")
        return SheetCell(plain(datetime.fromisoformat(written)), formula=formula)
    if kind == "boolean":
        return SheetCell(element.get(f"{OFFICE}boolean-value") == "true", formula=formula)
    return SheetCell(element.get(f"{OFFICE}string-value", shown), formula=formula)


def _text(element: Element) -> str:
    """The text of a paragraph; spaces, tabs and ends of lines have elements of their own."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            parts.append(" " * int(child.get(f"{TEXT}c", "1")))
        elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            parts.append("\t" if child.tag == f"{TEXT}tab" else "\n")
        elif not child.tag.startswith(OFFICE):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
