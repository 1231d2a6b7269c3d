"""The form of the workbook: its sheets, their columns, and by what they are known again when it comes back.

Owns the keys in the hidden first row of each sheet, so that sheets may be renamed and columns and rows
moved. Must not know words, values or a library.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citystrategy.model import Indicator

KEYS, ASKED, HEADS, FIRST = 1, 2, 3, 4
"""Rows of a sheet, from 1: the hidden keys, what is asked for, the headings, the first one of content."""
MARK = "citystrategy"
"""The hidden sheet that says of what the workbook was made."""
SOURCE_KINDS = ("official", "press")
NEW_SOURCES = 40
"""Empty rows for new sources."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet."""

    key: str
    """What stands in the hidden first row, after the name of the sheet."""
    width: int
    """Width in letters; 0 where it is hidden."""
    open: bool = False
    """Whether officers write into it."""
    kinds: frozenset[str] = frozenset()
    """Kinds of indicator that need it; all where none is named."""


RANKED = frozenset({"rank", "index"})
ASSESSED = frozenset({"narrative"})
DETAILS = (
    Column("edition", 13, True, RANKED),
    Column("field_size", 12, True, frozenset({"rank"})),
    Column("body_kk", 24, True, ASSESSED),
    Column("body_ru", 24, True, ASSESSED),
    Column("document_kk", 24, True, ASSESSED),
    Column("document_ru", 24, True, ASSESSED),
    Column("document_url", 24, True, ASSESSED),
)
VALUES = (
    Column("indicator", 0),
    Column("name", 26),
    Column("year", 7),
    Column("definition", 38),
    Column("unit", 10),
    Column("how", 20),
    Column("last", 18),
    Column("planned", 18),
    Column("due", 16),
    Column("responsible", 22),
    Column("value", 12, True),
    Column("date", 14, True),
    Column("source", 24, True),
    Column("provisional", 10, True),
    Column("method", 16, True),
    *DETAILS,
    Column("note_kk", 19, True),
    Column("note_ru", 19, True),
)
CORRECTIONS = (
    Column("indicator", 0),
    Column("name", 26),
    Column("year", 7),
    Column("unit", 10),
    Column("stands", 16),
    Column("standing_source", 30),
    Column("value", 12, True),
    Column("date", 14, True),
    Column("source", 24, True),
    Column("provisional", 10, True),
    *DETAILS,
    Column("reason_kk", 27, True),
    Column("reason_ru", 27, True),
)
SOURCES = (
    Column("id", 0),
    Column("kind", 22, True),
    Column("title_kk", 52, True),
    Column("title_ru", 52, True),
    Column("url", 52, True),
)
SIGN_OFF = (
    Column("item", 0),
    Column("label", 52),
    Column("given", 40, True),
    Column("letter_date", 16, True),
)
SHEETS: Mapping[str, tuple[Column, ...]] = {
    "values": VALUES,
    "corrections": CORRECTIONS,
    "sources": SOURCES,
    "sign_off": SIGN_OFF,
}
"""The sheets with rows to be read, in the order of the workbook; one of instructions stands before them."""
SIGNED = ("filled_by", "checked_by", "date")
"""What is signed; after it a row for the letter of each body (`asked.body_key`)."""


def columns(sheet: str, indicators: Iterable[Indicator]) -> tuple[Column, ...]:
    """The columns of a sheet that a strategy's indicators need."""
    there = tuple(indicators)
    kinds = {indicator.kind for indicator in there}
    needed = [column for column in SHEETS[sheet] if not column.kinds or column.kinds & kinds]
    versions = any(indicator.methods for indicator in there)
    return tuple(column for column in needed if column.key != "method" or versions)


def applies(column: Column, indicator: Indicator) -> bool:
    """Whether an open column means anything for an indicator."""
    if column.key == "method":
        return bool(indicator.methods)
    return not column.kinds or indicator.kind in column.kinds


def title(sheet: str, column: Column) -> str:
    """The key of a column's heading in `workbook.columns` of the words."""
    return "new_value" if sheet == "corrections" and column.key == "value" else column.key


def key(sheet: str, column: Column) -> str:
    """What the hidden first row of a sheet has above a column."""
    return f"{sheet}.{column.key}"
