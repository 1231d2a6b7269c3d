"""`workbook make CITY YEAR` writes the Excel workbook of a year's round; `workbook read FILE` takes it in.

Owns what both say and where a workbook is put. The workbook itself is made and read in `yearly/`.
"""

import argparse
from pathlib import Path

from citystrategy.editing import observed, sources
from citystrategy.editing.change import UnreadableError, joined
from citystrategy.editing.receipts import with_receipts
from citystrategy.editing.yaml_marks import PlaceError
from citystrategy.method.standing import standing_on
from citystrategy.problems.problem import visible
from citystrategy.tools.command import DONE, REFUSED, UNABLE, Command, Desk
from citystrategy.tools.strategies import city_named, put_new, sound_tree
from citystrategy.tools.yearly import told
from citystrategy.tools.yearly.asked import round_of
from citystrategy.tools.yearly.filled import filled
from citystrategy.tools.yearly.found import CellRemark, found, mark_of
from citystrategy.tools.yearly.grid import UnopenedError
from citystrategy.tools.yearly.opened import opened
from citystrategy.tools.yearly.signed import Signed, signed
from citystrategy.tools.yearly.understood import Understood, understood
from citystrategy.tools.yearly.written import workbook
from citystrategy.words.words import LANGUAGES, Words, tool_words


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """What may be asked."""
    parser.add_argument("action", choices=("make", "read"), help=words("workbook.action"))
    parser.add_argument("what", nargs="+", metavar="CITY YEAR | FILE", help=words("workbook.what"))
    parser.add_argument("--out", type=Path, help=words("workbook.out"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Makes or reads a workbook."""
    if asked.action == "make" and len(asked.what) == 2 and asked.what[1].isdecimal():
        return make(asked.what[0], int(asked.what[1]), asked.out, desk)
    if asked.action == "read" and len(asked.what) == 1 and asked.out is None:
        return read(Path(asked.what[0]), desk)
    desk.complain(desk.words("workbook.usage"))
    return UNABLE


def make(city: str, year: int, out: Path | None, desk: Desk) -> int:
    """Makes the workbook of a city's round."""
    words = desk.words
    tree = sound_tree(desk)
    if tree is None:
        return UNABLE
    named = city_named(city, (folder.city for folder in tree.strategies), desk)
    folder = next((folder for folder in tree.strategies if folder.city == named), None)
    if folder is None:
        return REFUSED
    if not 2000 <= year <= desk.today.year:
        desk.complain(words("workbook.year_wrong", year=year, last=desk.today.year))
        return REFUSED
    asked = round_of(tree, standing_on(folder, desk.today), year)
    if not asked.values:
        desk.say(words("workbook.nothing_asked", year=year))
        return DONE
    path = out or Path(f"{folder.city.slug}-{year}.xlsx")
    path = path if path.is_absolute() else desk.root / path
    language = words.language if words.language in LANGUAGES else LANGUAGES[0]
    content = workbook(filled(asked, tool_words(language)), tool_words(language))
    status = put_new({path: content}, desk)
    if status == DONE:
        open_rows = sum(row.actual is None for row in asked.values)
        desk.say(words("workbook.asked", rows=open_rows, stands=len(asked.corrections)))
    return status


def read(path: Path, desk: Desk) -> int:
    """Takes in what a workbook says: shows it, and writes it where all is right."""
    words = desk.words
    path = path if path.is_absolute() or path.exists() else desk.root / path
    if not path.is_file():
        desk.complain(words("workbook.absent", path=path))
        return REFUSED
    try:
        returned = opened(path)
    except UnopenedError as error:
        desk.complain(words(f"workbook.unopened.{error.code}", path=path, **error.arguments))
        return REFUSED
    mark = mark_of(returned)
    if mark is None:
        desk.complain(words("workbook.unmarked", path=path))
        return REFUSED
    tree = sound_tree(desk)
    if tree is None:
        return UNABLE
    folder = next((folder for folder in tree.strategies if folder.city.slug == mark.city), None)
    if folder is None:
        known = ", ".join(folder.city.slug for folder in tree.strategies)
        desk.complain(words("workbook.other_city", city=mark.city, known=known))
        return REFUSED
    desk.say(words("workbook.of", city=folder.city.name[told.readers(words).language], year=mark.year))
    asked = round_of(tree, standing_on(folder, desk.today), mark.year)
    sheets = found(returned, mark.language)
    said = understood(asked, mark, sheets)
    signature = signed(asked, sheets.tables.get("sign_off"), said.taken)
    return take(said, signature, returned.macros, desk)


def take(said: Understood, signature: Signed, macros: bool, desk: Desk) -> int:
    """Shows row by row what changes and what is wrong, and writes it where nothing is."""
    words = desk.words
    for taken in said.taken:
        for line in told.change(taken, said.titles, words):
            desk.say(visible(line))
    for source in said.sources:
        desk.say(visible(words("workbook.new_source", id=source["id"], url=source["url"])))
    # Of a sign-off that nothing can be written under yet, nothing is said.
    signed_so = [] if said.wrong else signature.noticed
    noticed = [*said.noticed, *signed_so, *([CellRemark("", "", "macros")] if macros else [])]
    for remark in noticed:
        desk.complain(words("workbook.note", said=told.remark(remark, words, "noticed")))
    wrong = [*said.wrong, *signature.wrong]
    for remark in wrong:
        desk.complain(words("workbook.fault", said=told.remark(remark, words, "wrong")))
    if wrong:
        desk.complain(words("workbook.refused", count=len(wrong)))
        return REFUSED
    if not said.taken:
        desk.say(words("tools.nothing"))
        return DONE
    try:
        values = observed.change(desk.root, [taken.entry for taken in said.taken], desk.today)
        values = with_receipts(values, signature.receipts)
        change = joined(values, sources.change(desk.root, said.sources))
    except (PlaceError, UnreadableError) as error:
        desk.complain(words("workbook.unwritable", place=error.args[0]))
        return REFUSED
    return desk.write(change)


COMMAND = Command(arguments, run)
