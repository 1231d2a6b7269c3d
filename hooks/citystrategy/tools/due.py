"""`due`: who owes what since when and what is due next, as text or Markdown, and letters to those who owe.

Owns the form of the list and the names of the letters. What is said is made in `facts`.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from citystrategy.facts import calendar, dues, letters
from citystrategy.facts.calendar import CityCalendar
from citystrategy.facts.dues import CityDues
from citystrategy.method.standing import standing_on
from citystrategy.model.tree import Tree
from citystrategy.tools.command import DONE, REFUSED, UNABLE, Command, Desk
from citystrategy.tools.forms import escaped
from citystrategy.tools.strategies import city_named, put_new, sound_tree
from citystrategy.words.words import LANGUAGES, Words, words_in


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """The arguments of the command."""
    parser.add_argument("city", nargs="?", metavar="CITY", help=words("due.city"))
    parser.add_argument("--format", choices=tuple(FORMS), default="text", help=words("due.format"))
    parser.add_argument("--overdue", action="store_true", help=words("due.overdue"))
    parser.add_argument("--letters", type=Path, metavar="FOLDER", help=words("due.letters"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Prints the list and writes the letters."""
    tree = sound_tree(desk)
    if tree is None:
        return UNABLE
    calendars = _calendars(asked.city, tree, desk)
    if calendars is None:
        return REFUSED
    words = desk.document_words
    told = dues.of_cities(calendars, words)
    if asked.overdue:
        told = [only for city in told if (only := _overdue(city)).values]
    if told or not asked.overdue:
        for line in FORMS[asked.format](told, desk, words):
            desk.say(line)
    return _write(calendars, asked.letters, desk) if asked.letters else DONE


def _calendars(named: str | None, tree: Tree, desk: Desk) -> list[CityCalendar] | None:
    """The calendars asked for; None where there is no such city or it has no strategy."""
    folders = tree.strategies
    if named is not None:
        city = city_named(named, tree.cities, desk)
        if city is None:
            return None
        folders = tuple(folder for folder in folders if folder.city.slug == city.slug)
        if not folders:
            desk.complain(desk.words("tools.without", city=city.name[desk.document_words.language]))
            return None
    return [calendar.of_city(standing_on(folder, desk.today)) for folder in folders]


def _overdue(city: CityDues) -> CityDues:
    return replace(city, values=tuple(value for value in city.values if value.overdue))


def plain(cities: Iterable[CityDues], desk: Desk, words: Words) -> Iterator[str]:
    """The list as text: an exclamation mark stands before what is overdue."""
    yield words("dues.title", date=desk.today)
    if not cities:
        yield words("dues.none")
    for city in cities:
        yield f"\n{city.city}"
        yield from (f"  {note}" for note in city.notes)
        for value in city.values:
            yield f"{'!' if value.overdue else ' '} {value.day:%d.%m.%Y}  {value.indicator}"
            yield f"    {value.said}"
            if value.body:
                yield f"    {words('calendar.body', body=value.body)}"


def markdown(cities: Iterable[CityDues], desk: Desk, words: Words) -> Iterator[str]:
    """The list as Markdown: a table for each city."""
    yield f"# {words('dues.title', date=desk.today)}"
    if not cities:
        yield f"\n{words('dues.none')}"
    for city in cities:
        yield f"\n## {escaped(city.city)}\n"
        yield from (f"{escaped(note)}\n" for note in city.notes)
        bodies = any(value.body for value in city.values)
        titles = ["monitoring.next_due", "home.indicator", "dues.value"]
        titles += ["monitoring.responsible"] if bodies else []
        if city.values:
            yield _line(words(title) for title in titles)
            yield _line("---" for _ in titles)
        for value in city.values:
            day = f"**{value.day:%d.%m.%Y}**" if value.overdue else f"{value.day:%d.%m.%Y}"
            cells = [day, escaped(value.indicator), escaped(value.said)]
            yield _line(cells + ([escaped(value.body)] if bodies else []))


FORMS = {"text": plain, "markdown": markdown}


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _write(calendars: Iterable[CityCalendar], folder: Path, desk: Desk) -> int:
    """Writes a letter for each body, city and language; none where a file of such a name is there."""
    from citystrategy.outputs.letters import document

    written = {
        folder / f"{desk.today}-{city.city.slug}-{number}.{language}.docx": letter
        for city in calendars
        for language in LANGUAGES
        for number, letter in enumerate(letters.letters(city, words_in(language)), 1)
    }
    if not written:
        desk.say(desk.words("due.nobody"))
        return DONE
    status = put_new({path: document(letter, desk.today) for path, letter in sorted(written.items())}, desk)
    for path, letter in sorted(written.items()) if status == DONE else ():
        desk.say(desk.words("due.letter", path=path.name, body=letter.body))
    return status


COMMAND = Command(arguments, run, writes=False)
