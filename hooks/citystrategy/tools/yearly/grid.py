"""A workbook that came back, whatever program saved it: sheets of cells, without a library's types.

Owns what is known of a cell. Must not know files, nor what a cell means.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

Place = tuple[int, int]
"""Row and column of a cell, from 1."""


class UnopenedError(Exception):
    """A file that cannot be read as a workbook: `code` is a key of `workbook.unopened` in the words."""

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = arguments


@dataclass(frozen=True)
class SheetCell:
    """A cell that holds something."""

    content: str | int | float | bool | date
    """What it holds; of a formula, what a program computed, an empty text where none did."""
    percent: bool = False
    """Whether a number is shown times a hundred, with a percent sign."""
    formula: bool = False
    fault: bool = False
    """Whether it holds an error such as #DIV/0!, whose name is the content."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be seen, and no formula that would give something."""
        return not self.formula and isinstance(self.content, str) and not self.content.strip()


@dataclass
class Grid:
    """One sheet."""

    name: str
    cells: dict[Place, SheetCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row and last column of cells that were made one."""
    hidden: set[int] = field(default_factory=set)
    """Rows that are not shown."""
    comments: list[Place] = field(default_factory=list)

    def text(self, row: int, column: int) -> str:
        """What a cell holds as text with single spaces; an empty text where there is nothing."""
        cell = self.cells.get((row, column))
        if cell is None:
            return ""
        content = cell.content
        if isinstance(content, float) and content.is_integer():
            content = int(content)
        return " ".join(str(content).split())

    def put(self, row: int, column: int, cell: SheetCell) -> None:
        """Keeps a cell unless it is empty."""
        if not cell.empty:
            self.cells[row, column] = cell


@dataclass(frozen=True)
class Returned:
    """A workbook that came back."""

    grids: tuple[Grid, ...]
    macros: bool = False


def plain(content: object) -> str | int | float | bool | date:
    """The content of a cell: a day that has a time keeps it as text, so that nothing is lost."""
    if isinstance(content, datetime):
        return content.date() if content.time() == time() else content.isoformat(" ")
    if isinstance(content, str | int | float | bool | date):
        return content
    return "" if content is None else str(content)


def letters(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def reference(place: Place) -> str:
    """The name of a cell, such as D7."""
    return f"{letters(place[1])}{place[0]}"
