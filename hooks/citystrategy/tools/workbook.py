"""`workbook make CITY YEAR` writes the Excel workbook of a year's round; `workbook read FILE` takes it in.

Owns what both say and where a workbook is put. The workbook itself is made and read in `yearly/`.
"""

import argparse
import os
import tempfile
from pathlib import Path

from citystrategy.method.standing import standing_on
from citystrategy.tools.command import DONE, REFUSED, UNABLE, Command, Desk
from citystrategy.tools.strategies import city_named, sound_tree
from citystrategy.tools.yearly.asked import round_of
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
    if path.exists():
        desk.complain(words("workbook.exists", path=path))
        return REFUSED
    language = words.language if words.language in LANGUAGES else LANGUAGES[0]
    # XlsxWriter and what it needs are loaded for this command only.
    from citystrategy.tools.yearly.filled import filled
    from citystrategy.tools.yearly.written import workbook

    told = tool_words(language)
    content = workbook(filled(asked, told), told)
    if not desk.dry_run:
        put(path, content)
    said = "would_make" if desk.dry_run else "made_file"
    open_rows = sum(row.actual is None for row in asked.values)
    desk.say(words(f"workbook.{said}", path=path, rows=open_rows, stands=len(asked.corrections)))
    return DONE


def put(path: Path, content: bytes) -> None:
    """Writes a new file whole or not at all. Raises OSError, also where there is one by now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    unfinished = Path(name)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(content)
        path.open("xb").close()  # another one that was made meanwhile is not replaced
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


COMMAND = Command(arguments, run)
