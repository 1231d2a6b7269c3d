"""`report`: the monitoring report of a city on one year, as one file.

Owns which years can be reported on, and that no file with other content is written over.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

from citystrategy.facts import report
from citystrategy.model import Source
from citystrategy.model.tree import CityFolder
from citystrategy.tools.command import REFUSED, UNABLE, Command, Desk
from citystrategy.tools.strategies import city_named, put_new, sound_tree
from citystrategy.words.words import Words

FORMATS = ("pdf", "docx", "html", "csv")


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """The arguments of the command."""
    parser.add_argument("city", metavar="CITY", help=words("tools.city"))
    parser.add_argument("year", metavar="YEAR", help=words("report.year"))
    parser.add_argument("--format", choices=FORMATS, help=words("report.format"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=words("report.out"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Writes the report."""
    tree = sound_tree(desk)
    if tree is None:
        return UNABLE
    city = city_named(asked.city, tree.cities, desk)
    if city is None:
        return REFUSED
    language = desk.document_words.language
    folder = next((folder for folder in tree.strategies if folder.city.slug == city.slug), None)
    if folder is None:
        desk.complain(desk.words("tools.without", city=city.name[language]))
        return REFUSED
    year = _year(asked.year, folder, desk)
    if year is None:
        return REFUSED
    form = asked.format or _form(asked.out)
    path = asked.out or Path(f"{city.slug}-{year}.{language}.{form}")
    content = _content(form, folder, year, {source.id: source for source in tree.sources}, desk)
    if content is None:
        return UNABLE
    return put_new({path: content}, desk)


def _form(path: Path | None) -> str:
    """The format that a file's name says; the first one where it says none."""
    ending = path.suffix.removeprefix(".").lower() if path else ""
    return ending if ending in FORMATS else FORMATS[0]


def _year(given: str, folder: CityFolder, desk: Desk) -> int | None:
    """The year asked for; None, and why, where there is no report on it."""
    words, first = desk.words, report.first_year(folder)
    name = folder.city.name[desk.document_words.language]
    if not (given.isascii() and given.isdigit() and len(given) == 4):
        desk.complain(words("report.not_year", year=given, example=desk.today.year - 1))
        return None
    year = int(given)
    if year > desk.today.year:
        desk.complain(words("report.to_come", year=year, last=desk.today.year))
    elif first is None:
        desk.complain(words("report.nothing", city=name))
    elif year < first:
        desk.complain(words("report.before", city=name, first=first))
    else:
        return year
    return None


def _content(
    form: str, folder: CityFolder, year: int, sources: Mapping[str, Source], desk: Desk
) -> bytes | None:
    """The bytes of the file; each format's library is imported where it is asked for."""
    words = desk.document_words
    if form == "csv":
        from citystrategy.outputs.report import table

        return table.csv(report.standing_of(folder, year, desk.today), sources, words)
    made = report.report(folder, year, desk.today, sources, words)
    if form == "docx":
        from citystrategy.outputs.report import word

        return word.docx(made, desk.today, words)
    if form == "html":
        from citystrategy.outputs.report import page

        return page.html(made, words)
    from citystrategy.outputs.report import typeset
    from citystrategy.outputs.typesetting import press

    try:
        return typeset.pdf(made, words)
    except press.LetterError as error:
        desk.complain(desk.words("report.letters", reason=error))
        return None


COMMAND = Command(arguments, run, writes=False)
