"""`new-city SLUG`: begins a city's strategy, in both languages, by the newest edition of the order.

Owns that nothing that lies there is overwritten. Must not know what stands in the files (`skeleton`).
"""

import argparse

from citystrategy.editing import skeleton
from citystrategy.editing.change import Change, problems_now
from citystrategy.problems.codes import UNWRITTEN
from citystrategy.problems.problem import sort
from citystrategy.reading.load import load
from citystrategy.tools.command import DONE, REFUSED, Command, Desk
from citystrategy.tools.strategies import city_named
from citystrategy.words.words import LANGUAGES, Words, tool_words


def _arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("city", help=words("tools.city"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Writes the files of the strategy, and says what is to be done next."""
    tree, problems = load(desk.root)
    city = city_named(asked.city, tree.cities, desk)
    if city is None or not tree.methodologies:
        if not tree.methodologies:
            desk.list(sort(problems))
        return REFUSED
    folder = f"strategies/{city.slug}"
    if (desk.root / folder).exists():
        desk.complain(desk.words("new_city.exists", folder=folder))
        return REFUSED
    words = {language: tool_words(language) for language in LANGUAGES}
    own = desk.document_words.language
    made = skeleton.files(city, tree.methodologies[-1], desk.today, words, own)
    after: dict[str, str | None] = {f"{folder}/{name}": text for name, text in made.items()}
    change = Change(dict.fromkeys(after), after)
    status = desk.write(change, quiet=UNWRITTEN)
    if status == DONE and not desk.dry_run:
        _next(city.slug, desk)
    return status


def _next(slug: str, desk: Desk) -> None:
    """Says how much is still to be written, and which command lists it."""
    problems = problems_now(desk.root, desk.today)
    own = [problem for problem in problems if problem.path.startswith(f"strategies/{slug}/")]
    files = sum(problem.code in UNWRITTEN for problem in own)
    desk.say(desk.words("new_city.next", city=slug, number=files))


COMMAND = Command(_arguments, run)
