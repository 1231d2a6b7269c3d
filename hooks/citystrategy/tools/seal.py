"""`seal CITY`: seals the last edition of an approved strategy whose requisites were written by hand, or
compares the files with the seal that is there. What `approve` writes is sealed by it.

Owns that a sealed edition is never sealed again.
"""

import argparse

from citystrategy.checks.checks import check
from citystrategy.editing.change import save, text_of
from citystrategy.editing.sealing import StoredError, covered, sealing, stored_path
from citystrategy.editions import seal
from citystrategy.model import Edition, Strategy
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.problems.problem import Problem, errors, sort
from citystrategy.reading.load import load
from citystrategy.tools.command import DONE, REFUSED, Command, Desk
from citystrategy.tools.strategies import city_named
from citystrategy.words.words import Words


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """The city."""
    parser.add_argument("city", help=words("tools.city"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Seals the last edition, unless something stands in the way or it is sealed already."""
    tree, problems = load(desk.root)
    city = city_named(asked.city, (folder.city for folder in tree.strategies), desk)
    if city is None:
        return REFUSED
    folder = next(folder for folder in tree.strategies if folder.city.slug == city.slug)
    about = folder.strategy
    edition = about.edition if about else None
    if about is not None and edition is None:
        desk.complain(desk.words("seal.not_approved"))
        return REFUSED
    hindering = [
        problem for problem in of_city(problems, tree, folder, desk) if not _unsealed(problem, folder)
    ]
    if hindering or about is None or edition is None:
        desk.list(hindering)
        desk.complain(desk.words("seal.refused"))
        return REFUSED
    if edition.seal is not None:
        desk.say(desk.words("seal.fits"))
        return DONE
    return sealed(folder, about, edition, desk)


def of_city(problems: list[Problem], tree: Tree, folder: CityFolder, desk: Desk) -> list[Problem]:
    """The errors of a city and of the registers."""
    others = tuple(f"{other.location}/" for other in tree.strategies if other is not folder)
    stopping = errors(sort(problems + check(tree, desk.today)))
    return [problem for problem in stopping if not problem.path.startswith(others)]


def _unsealed(problem: Problem, folder: CityFolder) -> bool:
    """Whether a problem is that the last edition has no seal yet."""
    last = folder.strategy.edition if folder.strategy else None
    wanted = last and (folder.path("strategy.yml"), last.line, "seal-missing")
    return (problem.path, problem.line, problem.code) == wanted


def sealed(folder: CityFolder, about: Strategy, edition: Edition, desk: Desk) -> int:
    """Writes the edition's file and its seal, both or neither, and says what the seal covers."""
    text = text_of(desk.root, folder.path("strategy.yml")) or ""
    stored = text_of(desk.root, stored_path(folder, edition.number))
    try:
        change = sealing(folder, about, edition, text, stored)
    except StoredError as error:
        desk.complain(desk.words("seal.stored", path=error.args[0]))
        return REFUSED
    if not desk.dry_run:
        save(desk.root, change)
        desk.say(covered(seal.of(folder, about), folder, edition, desk.words))
    for path in change.paths:
        desk.say(desk.words("tools.would_write" if desk.dry_run else "tools.written", path=path))
    return DONE


COMMAND = Command(arguments, run)
