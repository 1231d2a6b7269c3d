"""`import FILE.csv`: a long table of observed values, shown row by row first and written on demand.

Owns what a table has to have, and rows that repeat or contradict each other. How a row is understood is in
`entries`. It also reads the tables that the site publishes: `package/actuals.csv` as a whole, and of
`all.kk.csv` and `all.ru.csv` the value, its source, its date and whether it is provisional.
"""

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from citystrategy.editing import observed
from citystrategy.editing.given import blank
from citystrategy.reading.load import load
from citystrategy.tools.command import DONE, REFUSED, Command, Desk
from citystrategy.tools.csv_table import TableError, rows_of_table, text_of_table
from citystrategy.tools.entries import COLUMNS, PLACE, Given, Reader, ValueRow, told
from citystrategy.words.words import LANGUAGES, Words, tool_words

NEEDED = (*PLACE, "value")
PUBLISHED = {
    "city_id": "city",
    "indicator_id": "indicator",
    "actual": "value",
    "source_url": "source",
    "published": "date",
}
"""Columns of the tables that the site publishes, and what they are here."""
OFTEN = 2
"""Seconds after which it is said again how far the reading is."""
SHOWN, MOST_TOLD = 5, 100
"""How many rows are named that have the same fault, and how many different faults."""
FORMULA = ("=", "+", "-", "@", "|")
"""Before these the published tables have an apostrophe."""


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """The arguments of the command."""
    parser.add_argument("file", type=Path, metavar="FILE.csv", help=words("importing.file"))
    parser.add_argument("--write", action="store_true", help=words("importing.write"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Shows what the table would change, or all that is wrong with it."""
    try:
        return _import(asked.file, desk if asked.write else replace(desk, dry_run=True))
    except TableError as error:
        desk.complain(desk.words(f"importing.{error.code}", path=asked.file, **error.arguments))
        return REFUSED


def _import(file: Path, desk: Desk) -> int:
    tree = load(desk.root)[0]
    reader = Reader(desk.root, tree, desk.words)
    known = heads()
    rows = list(_rows(text_of_table(file, known), known, desk))
    valued = [row for row in rows if not blank(row.cells.get("value"))]
    if not valued:
        raise TableError("empty")
    values, wrong = _understood(valued, reader, desk)
    if wrong:
        desk.complain(desk.words("importing.refused", count=wrong))
        return REFUSED
    changed = [value for value in values if any(value.changes)]
    for value in changed:
        for line in told(value, tree, desk.words):
            desk.say(line)
    new = sum(not value.stands for value in changed)
    counts = {"new": new, "changed": len(changed) - new, "same": len(values) - len(changed)}
    desk.say(desk.words("importing.counts", blank=len(rows) - len(valued), **counts))
    ended = desk.write(observed.change(desk.root, [value.entry for value in changed], desk.today))
    if desk.dry_run and changed and ended == DONE:
        desk.say(desk.words("importing.call"))
    return ended


def _rows(text: str, known: Mapping[str, str], desk: Desk) -> Iterator[ValueRow]:
    """The rows of a table by column, of which `known` has the heads. Raises TableError."""
    above, written, rows = rows_of_table(text, known)
    if any(line.strip() and not line.startswith("sep=") for line in text.splitlines()[:above]):
        desk.complain(desk.words("importing.above", number=above + 1))
    for head in written:
        if head and written.count(head) > 1:
            raise TableError("twice", head=head)
    columns = [known.get(head, "") for head in written]
    unread = [head for head, column in zip(written, columns, strict=True) if head and not column]
    if unread:
        desk.complain(desk.words("importing.ignored", heads=", ".join(unread)))
    absent = [column for column in NEEDED if column not in columns]
    if absent:
        titles = (desk.words(f"entries.columns.{column}") for column in absent)
        raise TableError("heads", absent=", ".join(titles), known=", ".join(absent))
    for number, cells in rows:
        row: dict[str, str] = {}
        for column, cell in zip(columns, cells, strict=False):
            if column and blank(row.get(column)):
                row[column] = cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
        beyond = any(not blank(cell) for cell in cells[len(columns) :])
        yield ValueRow({**row, "": "long"} if beyond else row, number)


def heads() -> dict[str, str]:
    """The column of each head: by its name, and by its title in each language, here and on the site."""
    known = {column: column for column in COLUMNS} | PUBLISHED | {"name": "value"}
    for language in (*LANGUAGES, "en"):
        words = tool_words(language)
        if language in LANGUAGES:
            titles = words.words["data"]["columns"]
            known |= {titles[name]["title"].casefold(): column for name, column in PUBLISHED.items()}
        known |= {words(f"entries.columns.{column}").casefold(): column for column in COLUMNS}
    return known


def _understood(rows: Sequence[ValueRow], reader: Reader, desk: Desk) -> tuple[list[Given], int]:
    """The values of the rows, and how many rows are wrong; what is wrong is told."""
    values: list[Given] = []
    first: dict[tuple[str, str, int], tuple[int, Given]] = {}
    told: dict[str, list[int]] = {}
    wrong, seen = 0, time.monotonic()
    for place, row in enumerate(rows):
        if time.monotonic() - seen > OFTEN:
            seen = time.monotonic()
            desk.complain(desk.words("importing.read", number=place, total=len(rows)))
        value, problems = reader.read(row), reader.problems
        if "" in row.cells:
            problems = [desk.words("importing.long")]
        elif value:
            entry = value.entry
            number, other = first.setdefault((entry.city, entry.indicator, entry.year), (row.number, value))
            if other is not value:
                code = "repeated" if other.entry == entry else "contradicts"
                problems = [desk.words(f"importing.{code}", first=number)]
            values.append(value)
        for problem in problems:
            told.setdefault(problem, []).append(row.number)
        wrong += bool(problems)
    _tell(told, desk)
    return values, wrong


def _tell(told: Mapping[str, Sequence[int]], desk: Desk) -> None:
    """What is wrong with which rows: the same is said once."""
    for problem, numbers in islice(told.items(), MOST_TOLD):
        named = ", ".join(map(str, numbers[:SHOWN]))
        if len(numbers) > SHOWN:
            named = desk.words("importing.several", numbers=named, total=len(numbers))
        key = "row" if len(numbers) == 1 else "rows"
        desk.complain(desk.words(f"importing.{key}", number=named, what=problem))
    if len(told) > MOST_TOLD:
        desk.complain(desk.words("importing.others", number=len(told) - MOST_TOLD))


COMMAND = Command(arguments, run)
