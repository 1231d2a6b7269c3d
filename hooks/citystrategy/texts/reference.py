"""References from a chapter's text into the data: `{{ value("life-expectancy", 2050) }}`.

Owns the little grammar that authors use instead of typing numbers and tables, and the footnotes
that name sources. Must not know how a number or a table is shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from citystrategy.texts import outline

BRACES = re.compile(r"\{\{([^{}\n]*)\}\}")
CALL = re.compile(r'^\s*(?P<name>[a-z_]+)\(\s*"(?P<id>[^"]*)"\s*(?:,\s*(?P<year>\d{4})\s*)?\)\s*$')
FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\](?!:)")
FOOTNOTE_DEFINITION = re.compile(r"^\[\^([^\[\]\s]+)\]:")

VALUES = ("value", "actual", "profile")
"""References to one number, written inside a sentence; they take an id and a year."""
TABLES = ("targets", "sources", "series")
"""References to a table, standing on a line of their own; they take an id."""


@dataclass(frozen=True)
class Reference:
    """One reference as written."""

    line: int
    written: str
    """The whole text between and with the braces."""
    name: str
    """One of `VALUES` or `TABLES`; empty where the form is not understood."""
    id: str
    year: int | None
    column: int = 1
    """Column of the first brace, from 1."""


def references(text: str) -> Iterator[Reference]:
    """All references of a text, with their lines."""
    for line_number, line in outline.lines(text):
        for braces in BRACES.finditer(line):
            yield replace(parse(braces[0], line_number), column=braces.start() + 1)


def parse(written: str, line: int = 0) -> Reference:
    """One reference, such as `{{ value("life-expectancy", 2050) }}`."""
    call = CALL.match(written[2:-2])
    if call is None:
        return Reference(line, written, "", "", None)
    year = int(call["year"]) if call["year"] else None
    needs_year = call["name"] in VALUES
    known = needs_year or call["name"] in TABLES
    name = call["name"] if known and needs_year == (year is not None) else ""
    return Reference(line, written, name, call["id"], year)


def citations(text: str) -> dict[str, int]:
    """The footnotes that a text uses but does not define, each with the line of its first use."""
    used: dict[str, int] = {}
    defined: set[str] = set()
    for line_number, line in outline.lines(text):
        definition = FOOTNOTE_DEFINITION.match(line)
        if definition:
            defined.add(definition[1])
        for footnote in FOOTNOTE.finditer(line):
            used.setdefault(footnote[1], line_number)
    return {name: line for name, line in used.items() if name not in defined}
