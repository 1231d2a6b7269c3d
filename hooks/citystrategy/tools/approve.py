"""`approve CITY`: from a draft to its first sealed edition, and from one edition to the next.

Owns the order of the steps: what stands in the way is told before anything is asked, what is answered is
looked at at once, and everything is written together or not at all. What is asked is known by `approving`.
"""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from citystrategy.checks.checks import check
from citystrategy.editing import given
from citystrategy.editing.approved import Requisites, change
from citystrategy.editing.change import Change, problems_after, tree_after
from citystrategy.editing.sealing import StoredError, covered
from citystrategy.editing.yaml_marks import PlaceError
from citystrategy.editions import seal
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.problems.codes import UNWRITTEN
from citystrategy.problems.problem import Problem, errors, sort
from citystrategy.reading.load import load
from citystrategy.tools.approving.answers import Answers, Question, flat
from citystrategy.tools.approving.decided import decided
from citystrategy.tools.approving.questions import Questions
from citystrategy.tools.command import DONE, REFUSED, UNABLE, Command, Desk
from citystrategy.tools.strategies import city_named
from citystrategy.words.words import Words

CORRECTION = "technical-correction"
CHANGED = ("seal-text", "seal-value")
"""Codes that tell how the files differ from the last sealed edition: the next one is made of it."""
MENDED = (*CHANGED, "target-basis")
"""Codes of what the new edition mends by itself."""
LARGEST = 1_000_000
"""Bytes that a file of answers may have."""
MOST = 10_000
"""Answers that it may give: a few lines that name one another would be millions."""


class AnswersError(Exception):
    """A file of answers that cannot be read. The reason is the first argument."""


def _arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("city", help=words("tools.city"))
    parser.add_argument("--correction", action="store_true", help=words("approve.correction"))
    parser.add_argument("--answers", type=Path, metavar="YAML", help=words("approve.answers"))
    parser.add_argument("--set", action="append", default=[], metavar="KEY=…", help=words("approve.set"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Asks, checks, writes and seals; a stop at any moment writes nothing."""
    try:
        return _approved(asked, desk)
    except KeyboardInterrupt:
        desk.complain(desk.words("approve.stopped"))
        return UNABLE
    except AnswersError as error:
        desk.complain(desk.words("approve.unreadable", path=asked.answers, reason=error.args[0]))
        return UNABLE
    except StoredError as error:
        desk.complain(desk.words("seal.stored", path=error.args[0]))
        return REFUSED
    except PlaceError:
        desk.complain(desk.words("approve.shape"))
        return REFUSED


def _approved(asked: argparse.Namespace, desk: Desk) -> int:
    answers = given_answers(asked, desk)
    tree, problems = load(desk.root)
    city = city_named(asked.city, (folder.city for folder in tree.strategies), desk)
    if city is None:
        return REFUSED
    folder = next(folder for folder in tree.strategies if folder.city.slug == city.slug)
    told = of_city(sort(problems + check(tree, desk.today)), folder)
    kind = kind_of(folder, asked.correction)
    if not ready(folder, kind, told, desk):
        return REFUSED
    if kind == CORRECTION and not as_decided(folder, tree, answers, desk):
        return REFUSED
    requisites = Questions(answers, folder, desk.words, desk.today).requisites(kind)
    wrong = answers.wrong + answers.unknown()
    if wrong:
        for sentence in wrong:
            desk.complain(sentence)
        desk.complain(desk.words("tools.refused"))
        return REFUSED
    made = change(desk.root, folder, requisites)
    return written(made, folder, answers, desk)


def kind_of(folder: CityFolder, correction: bool) -> str:
    """Which kind of edition is made: the first one is the approval."""
    if folder.strategy is None or not folder.strategy.editions:
        return "approval"
    return CORRECTION if correction else "amendment"


def of_city(problems: list[Problem], folder: CityFolder) -> list[Problem]:
    """The problems of a city's folder and of what all cities share."""
    own, shared = f"{folder.location}/", "strategies/_"
    return [problem for problem in problems if problem.path.startswith((own, shared))]


def ready(folder: CityFolder, kind: str, told: list[Problem], desk: Desk) -> bool:
    """Whether nothing stands in the way that no answer could mend; what does is told."""
    about = folder.strategy
    open_things = [problem for problem in told if problem.code in UNWRITTEN]
    stopping = [problem for problem in errors(told) if problem.code not in MENDED]
    if stopping or open_things:
        desk.list(stopping + open_things)
    elif about is None or about.status == "demonstration":
        desk.complain(desk.words("approve.demonstration"))
        return False
    elif kind != "approval" and not [problem for problem in told if problem.code in CHANGED]:
        desk.complain(desk.words("approve.unchanged"))
        return False
    else:
        stopping = on_trial(folder, kind, desk)
        if not stopping:
            return True
        desk.list(stopping)
    desk.complain(desk.words("approve.first"))
    return False


def as_decided(folder: CityFolder, tree: Tree, answers: Answers, desk: Desk) -> bool:
    """Whether a correction changes no value or figure but such as the decision has so."""
    changed = list(decided(folder, tree, desk.document_words))
    if not changed:
        return True
    desk.complain(desk.words("approve.decided"))
    for line in changed:
        desk.complain(f"  {line}")
    asked = f"{desk.words('approve.as_decided')} {desk.words('approve.yes_no')}"
    if answers.ask(Question("as_decided", asked, given.truth)) is False:
        desk.complain(desk.words("approve.amend"))
        return False
    return True


def on_trial(folder: CityFolder, kind: str, desk: Desk) -> list[Problem]:
    """What would stand in the way even with right requisites; of the order, what is missing is told."""
    trial = change(desk.root, folder, Requisites(_any_edition(folder, kind, desk.today)))
    told = of_city(problems_after(desk.root, trial, desk.today), folder)
    asked = {rule.id for rule in folder.methodology.rules if rule.kind in ("step", "statement")}
    lacking = [
        problem
        for problem in told
        if problem.code == "conformity-missing" and dict(problem.arguments)["rule"] not in asked
    ]
    if lacking and kind == "approval":
        desk.complain(desk.words("approve.lacking"))
        desk.list(lacking)
    return [problem for problem in errors(told) if problem.code != "approval-session"]


def _any_edition(folder: CityFolder, kind: str, today: date) -> dict[str, Any]:
    """An edition that is right in all that can be asked for."""
    editions = folder.strategy.editions if folder.strategy else ()
    body, both = folder.city.maslikhat, {"kk": "–", "ru": "–"}
    decision = {
        **{"body": {"kk": body.kk, "ru": body.ru}, "number": "–", "date": today},
        "url": "https://example.org/",
    }
    edition = {"kind": kind, "date": max([today, *(edition.date for edition in editions)])}
    edition |= {"reason": both} if kind == CORRECTION else {"decision": decision}
    return edition if kind == "approval" else {**edition, "changes": both}


def written(made: Change, folder: CityFolder, answers: Answers, desk: Desk) -> int:
    """Shows what is sealed, asks once more where somebody sits there, and writes."""
    tree, _ = tree_after(desk.root, made)
    later = next(other for other in tree.strategies if other.city.slug == folder.city.slug)
    about = later.strategy
    if answers.console and not desk.dry_run:
        sure = Question("write", desk.words("approve.sure"), given.truth)
        if not answers.ask(sure):
            desk.complain(desk.words("approve.stopped"))
            return REFUSED
    status = desk.write(made)
    if status == DONE and not desk.dry_run:
        if about and about.edition:
            desk.say(covered(seal.of(later, about), later, about.edition, desk.words))
        desk.say(desk.words("approve.done", city=folder.city.slug))
    return status


def given_answers(asked: argparse.Namespace, desk: Desk) -> Answers:
    """The answers of the file and of the options; with a file nothing is asked. Raises AnswersError."""
    answers = flat(_read(asked.answers)) if asked.answers else {}
    for pair in asked.set:
        key, _, answer = pair.partition("=")
        answers[key.strip()] = answer
    return Answers(desk, answers, console=asked.answers is None)


def _read(path: Path) -> Mapping[str, Any]:
    """A file of answers; every value is a text, whatever it looks like. Raises AnswersError, OSError."""
    try:
        if path.stat().st_size > LARGEST:
            raise AnswersError(f"> {LARGEST}")
        content = yaml.load(path.read_text("utf-8-sig"), yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        raise AnswersError(" ".join(str(error).split())[:200]) from None
    if not isinstance(content, Mapping):
        raise AnswersError("YAML")
    if _counted(content, {}) > MOST:
        raise AnswersError(f"> {MOST}")
    return content


def _counted(content: Any, known: dict[int, int]) -> int:
    """How many answers content holds; parts that are named again (`*name`) count each time."""
    if id(content) not in known:
        parts = content.values() if isinstance(content, Mapping) else content
        inner = () if isinstance(parts, str) else parts
        known[id(content)] = max(1, sum(_counted(part, known) for part in inner))
    return known[id(content)]


COMMAND = Command(_arguments, run)
