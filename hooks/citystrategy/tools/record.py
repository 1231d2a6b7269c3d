"""`record CITY INDICATOR YEAR VALUE`: one observed value, as an editor gives it.

Owns its options: one for each column of a table. How they are understood is in `entries`.
"""

import argparse

from citystrategy.editing import observed
from citystrategy.reading.load import load
from citystrategy.tools.command import DONE, REFUSED, Command, Desk
from citystrategy.tools.entries import COLUMNS, Reader, ValueRow, told
from citystrategy.words.words import Words

FIRST = ("city", "indicator", "year", "value")


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """A place for each of the first columns, and an option for each of the others."""
    for column in FIRST:
        about = words("record.value" if column == "value" else f"entries.columns.{column}")
        parser.add_argument(column, metavar=column.upper(), help=about)
    for column in COLUMNS:
        if column not in FIRST:
            option = parser.add_argument(
                f"--{column.replace('_', '-')}",
                metavar=column.upper(),
                help=words(f"entries.columns.{column}"),
            )
            if column == "provisional":  # Alone it says yes.
                option.nargs, option.const = "?", "true"


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Shows what changes, and writes it where the check has nothing against it."""
    tree = load(desk.root)[0]
    reader = Reader(desk.root, tree, desk.words)
    given = {column: getattr(asked, column) for column in COLUMNS}
    value = reader.read(ValueRow({column: text for column, text in given.items() if text is not None}))
    for problem in reader.problems:
        desk.complain(problem)
    if value is None:
        return REFUSED
    lines = [*told(value, tree, desk.words)]
    if not lines:
        desk.say(desk.words("record.same"))
        return DONE
    for line in lines:
        desk.say(line)
    return desk.write(observed.change(desk.root, [value.entry], desk.today))


COMMAND = Command(arguments, run)
