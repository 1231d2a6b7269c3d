"""References from a text into the data: `{{ value("life-expectancy", 2050) }}`.

Owns the little grammar that authors use instead of typing numbers and tables. Must not know where in
a text a reference stands, nor how a number or a table is shown.
"""

import re
from dataclasses import dataclass

CALL = re.compile(r'^\s*(?P<name>[a-z_]+)\(\s*"(?P<id>[^"]*)"\s*(?:,\s*(?P<year>\d{4})\s*)?\)\s*$', re.ASCII)

VALUES = ("value", "actual", "profile")
"""References to one number, written inside a sentence; they take an id and a year."""
TABLES = ("targets", "sources", "series")
"""References to a table, alone in a paragraph; they take an id."""

WIDE = ("targets", "sources")
"""Those that have no room beside another text."""


@dataclass(frozen=True)
class Reference:
    """One reference as written."""

    written: str
    """The whole text between and with the braces."""
    name: str
    """One of `VALUES` or `TABLES`; empty where the form is not understood."""
    id: str
    year: int | None
    line: int = 0
    """Line of the file, from 1."""
    alone: bool = False
    """Whether it is all that its paragraph holds, so that a table can stand there."""


def parse(written: str, line: int = 0, alone: bool = False) -> Reference:
    """One reference, such as `{{ value("life-expectancy", 2050) }}`."""
    call = CALL.match(written[2:-2])
    if call is None:
        return Reference(written, "", "", None, line, alone)
    year = int(call["year"]) if call["year"] else None
    needs_year = call["name"] in VALUES
    known = needs_year or call["name"] in TABLES
    name = call["name"] if known and needs_year == (year is not None) else ""
    return Reference(written, name, call["id"], year, line, alone)
