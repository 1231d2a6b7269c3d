"""`archive`: keeps what the site says at the end of a year, once, as files that are never made again.

Owns which years can be kept. What is kept is made in `outputs/year_end`.
"""

import argparse
from datetime import date

from citystrategy.editing.change import Change
from citystrategy.outputs import year_end
from citystrategy.tools.command import REFUSED, Command, Desk
from citystrategy.tools.strategies import sound_tree
from citystrategy.words.words import Words

FOLDER = "strategies/_archive"
UNTIL = (1, 31)
"""Month and day of the next year after which the files no longer say what the site said at the year's end."""


def _arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("year", metavar="YEAR", help=words("archive.year"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Keeps all cities of a year together, or none."""
    words, last = desk.words, desk.today.year - 1
    if not (asked.year.isascii() and asked.year.isdigit() and len(asked.year) == 4):
        desk.complain(words("report.not_year", given=asked.year, year=asked.year, example=last))
        return REFUSED
    year = int(asked.year)
    if desk.today <= date(year, 12, 31):
        desk.complain(words("archive.to_come", year=year, last=last))
        return REFUSED
    if desk.today > date(year + 1, *UNTIL):
        desk.complain(words("archive.late", year=year))
        return REFUSED
    if (desk.root / FOLDER / str(year)).exists():
        desk.complain(words("archive.there", year=year, folder=f"{FOLDER}/{year}"))
        return REFUSED
    tree = sound_tree(desk)
    if tree is None:
        return REFUSED
    if not tree.strategies:
        desk.complain(words("archive.none"))
        return REFUSED
    kept = year_end.kept(tree, year, desk.today)
    texts = {f"{FOLDER}/{year}/{name}": text for name, text in kept.items()}
    return desk.write(Change(dict.fromkeys(texts), texts))


COMMAND = Command(_arguments, run)
