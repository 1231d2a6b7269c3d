"""What of a workbook that came back is where: its mark, its sheets by their keys, columns and rows.

Owns that renamed sheets and moved columns and rows are known again, and that whatever is not read is told.
Must not judge what the cells say.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from citystrategy.tools.yearly import form
from citystrategy.tools.yearly.grid import Grid, Place, Returned, SheetCell, letters, reference
from citystrategy.words.words import LANGUAGES, tool_words

NEAR_TOP = 20
"""Within how many rows the keys or the headings of a sheet are looked for."""
ENOUGH = 3
"""How many headings make a row that of the headings, where the keys are gone."""
SHOWN = 5
"""How many cells a remark names."""


@dataclass(frozen=True)
class CellRemark:
    """Something about one place: `code` is a key of `workbook.wrong` or `workbook.noticed` in the words."""

    sheet: str
    """Name of the sheet, as it stands in the file."""
    cell: str
    """Name of the cell; empty where the whole sheet is meant."""
    code: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Origin:
    """Of what the workbook was made."""

    city: str
    year: int
    language: str
    edition: int
    plan: str
    rows: Mapping[tuple[str, str, int], Mapping[str, Any]]
    """What the mark says of each row, by sheet, indicator and year."""


@dataclass(frozen=True)
class Row:
    """A row of a sheet with its cells by key of column."""

    number: int
    cells: Mapping[str, SheetCell]
    places: Mapping[str, Place]
    hidden: bool


@dataclass(frozen=True)
class Table:
    """A sheet that was known again."""

    key: str
    grid: Grid
    columns: Mapping[str, int]
    """Number of each column, by its key."""
    rows: tuple[Row, ...]
    titles: Mapping[str, str]
    """The headings, in the language of the workbook."""


@dataclass
class Found:
    """The sheets that were known again, what is wrong with their form, and what was not read."""

    tables: dict[str, Table] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    """Keys of sheets that have their names, but nothing by which their columns are known."""
    wrong: list[CellRemark] = field(default_factory=list)
    noticed: list[CellRemark] = field(default_factory=list)


def mark_of(returned: Returned) -> Origin | None:
    """The mark of a workbook; None where it has none that can be read."""
    said: dict[str, str] = {}
    rows: dict[tuple[str, str, int], Mapping[str, Any]] = {}
    for grid in returned.grids:
        if grid.text(1, 1) != "city" or grid.text(2, 1) != "year":
            continue
        for row in sorted({row for row, _ in grid.cells}):
            name, cell = grid.text(row, 1), grid.cells.get((row, 2))
            if name == "row" and cell and isinstance(cell.content, str):
                content = _content(cell.content)
                if content is None:
                    return None
                rows[content["sheet"], content["indicator"], content["year"]] = content
            elif name:
                said[name] = grid.text(row, 2)
    whole = said.get("year", "").isdecimal() and said.get("edition", "").isdecimal()
    if not whole or said.get("language") not in LANGUAGES or not rows:
        return None
    return Origin(
        said.get("city", ""),
        int(said["year"]),
        said["language"],
        int(said["edition"]),
        said.get("plan", ""),
        rows,
    )


def _content(text: str) -> dict[str, Any] | None:
    """What a row of the mark says; None where somebody changed it."""
    try:
        content = json.loads(text)
        str(content["sheet"]), str(content["indicator"]), int(content["year"]), str(content["meaning"])
        dict(content["stands"]), dict(content["locked"]), dict(content["open"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return dict(content)


def found(returned: Returned, language: str) -> Found:
    """The sheets of a workbook whose mark was read."""
    result, own = Found(), {tool_words(language)(f"workbook.sheets.{key}"): key for key in form.SHEETS}
    for grid in returned.grids:
        if grid.text(1, 1) == "city" and grid.text(2, 1) == "year":
            continue
        headed = _by_keys(grid) or _by_headings(grid, language)
        if headed is None:
            if grid.name in own:
                result.unread.add(own[grid.name])
                result.wrong.append(CellRemark(grid.name, "", "sheet_unknown"))
            elif grid.cells and not _is_guide(grid, language):
                result.noticed.append(CellRemark(grid.name, "", "sheet"))
            continue
        key, top = headed
        if key in result.tables:
            first = result.tables[key].grid.name
            result.wrong.append(CellRemark(grid.name, "", "sheet_twice", {"first": first}))
            continue
        result.tables[key] = _table(key, grid, top, language, result)
    return result


def _is_guide(grid: Grid, language: str) -> bool:
    steps = tool_words(language).words["workbook"]["guide"]
    return any(step.split() == grid.text(row, 2).split() for row in range(1, NEAR_TOP) for step in steps[:1])


def _by_keys(grid: Grid) -> tuple[str, int] | None:
    """Which sheet it is and in which row its keys stand."""
    names = {f"{key}." for key in form.SHEETS}
    for row, column in sorted(place for place in grid.cells if place[0] <= NEAR_TOP):
        sheet, dot, name = grid.text(row, column).partition(".")
        if f"{sheet}{dot}" in names and name in {column.key for column in form.SHEETS[sheet]}:
            return sheet, row
    return None


def _by_headings(grid: Grid, language: str) -> tuple[str, int] | None:
    """The same where the row of keys is gone, by the headings."""
    best: tuple[int, str, int] = (0, "", 0)
    for row in range(1, NEAR_TOP + 1):
        there = {grid.text(row, column) for at, column in grid.cells if at == row}
        for key in form.SHEETS:
            best = max(best, (len(there & set(_titles(key, language).values())), key, row))
    return (best[1], best[2]) if best[0] >= ENOUGH else None


def _titles(key: str, language: str) -> dict[str, str]:
    words = tool_words(language)
    return {column.key: words(f"workbook.columns.{form.title(key, column)}") for column in form.SHEETS[key]}


def _table(key: str, grid: Grid, top: int, language: str, result: Found) -> Table:
    titles = _titles(key, language)
    known = {form.key(key, column): column.key for column in form.SHEETS[key]}
    known |= {title: name for name, title in titles.items()}
    columns: dict[str, int] = {}
    for column in sorted(column for row, column in grid.cells if row == top):
        name = known.get(grid.text(top, column))
        if name in columns:
            places = {"first": letters(columns[name]), "title": titles[name]}
            result.wrong.append(CellRemark(grid.name, reference((top, column)), "column_twice", places))
        elif name:
            columns[name] = column
    rows = tuple(_rows(grid, columns, top, titles))
    table = Table(key, grid, columns, rows, titles)
    result.wrong += _formed(table, top)
    result.noticed += _beside(table, top)
    return table


def _rows(grid: Grid, columns: Mapping[str, int], top: int, titles: Mapping[str, str]) -> Iterator[Row]:
    """The rows below the keys that hold something, but for the headings and what stands above them."""
    heads = next((row for row in range(top, top + NEAR_TOP) if _is_heading(grid, columns, row, titles)), top)
    for number in sorted({row for row, _ in grid.cells if row > heads}):
        places = {name: (number, column) for name, column in columns.items()}
        cells = {name: grid.cells[place] for name, place in places.items() if place in grid.cells}
        if cells:
            yield Row(number, cells, places, number in grid.hidden)


def _is_heading(grid: Grid, columns: Mapping[str, int], row: int, titles: Mapping[str, str]) -> bool:
    return sum(grid.text(row, column) == titles[name] for name, column in columns.items()) >= 2


def _formed(table: Table, top: int) -> Iterator[CellRemark]:
    """What of a sheet's form keeps it from being read: a column that is needed, cells made one."""
    grid, needed = table.grid, {"values": ("indicator", "year"), "corrections": ("indicator", "year")}
    for name in (*needed.get(table.key, ()), *(("item", "given") if table.key == "sign_off" else ())):
        if name not in table.columns:
            yield CellRemark(grid.name, "", "column_gone", {"title": table.titles[name]})
    open_columns = {
        table.columns[column.key]
        for column in form.SHEETS[table.key]
        if column.open and column.key in table.columns
    }
    for first_row, first, last_row, last in grid.merged:
        if last_row > top and any(first <= column <= last for column in open_columns):
            cell, other = reference((first_row, first)), reference((last_row, last))
            yield CellRemark(grid.name, cell, "merged", {"area": f"{cell}:{other}"})


def _beside(table: Table, top: int) -> Iterator[CellRemark]:
    """What is not read: comments, and cells beside the columns."""
    grid = table.grid
    if grid.comments:
        yield CellRemark(grid.name, "", "comments", {"cells": listed(sorted(grid.comments))})
    read = set(table.columns.values())
    beside = [place for place in sorted(grid.cells) if place[0] > top and place[1] not in read]
    if beside:
        yield CellRemark(grid.name, "", "beside", {"cells": listed(beside)})


def listed(places: Sequence[Place]) -> str:
    """The names of cells, the first few of many."""
    names = ", ".join(reference(place) for place in places[:SHOWN])
    return f"{names} …" if len(places) > SHOWN else names
