"""`compare`: what a change of the files means for readers, as text, as a comment or as a page.

Owns which two states of the files are compared, and in what form the answer is given. Must not know how
anything is compared (`facts/proposal.py`) nor laid out (`told.py`, `forms.py`).
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from citystrategy.checks.checks import check
from citystrategy.facts.proposal import TreeSide
from citystrategy.problems.problem import sort
from citystrategy.reading.load import load
from citystrategy.tools import revisions
from citystrategy.tools.command import DONE, UNABLE, Command, Desk
from citystrategy.tools.forms import FORMS
from citystrategy.tools.strategies import city_folders, named, names, unknown
from citystrategy.tools.told import Compared, told
from citystrategy.words.words import LANGUAGES, Words, words_in

SHORT = 7
"""Characters by which a commit is shown."""


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """The two revisions, and how the answer is given."""
    parser.add_argument("base", nargs="?", default="HEAD", help=words("compare.base"))
    parser.add_argument("head", nargs="?", help=words("compare.head"))
    parser.add_argument("--city", metavar="CITY", help=words("compare.city"))
    parser.add_argument("--format", choices=tuple(FORMS), default="text", help=words("compare.format"))
    parser.add_argument("--to", metavar="FILE", type=Path, help=words("compare.to"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Prints or writes the comparison."""
    words = desk.words
    try:
        compared = _compared(asked, desk)
    except revisions.NoGitError as error:
        desk.complain(words("compare.no_git", reason=error.args[0] or "git"))
        return UNABLE
    except revisions.RevisionError as error:
        desk.complain(words("compare.no_revision", revision=error.args[0]))
        return UNABLE
    by_name = names(compared.cities, (*compared.before.tree.cities, *compared.after.tree.cities))
    city = named(asked.city, by_name) if asked.city else None
    if asked.city and city is None:
        desk.complain(unknown(asked.city, by_name, words))
        return UNABLE
    answer = FORMS[asked.format](told(compared, city, words, reader(words)), words)
    if asked.to is None:
        desk.say(answer.rstrip("\n"))
    else:
        asked.to.parent.mkdir(parents=True, exist_ok=True)
        asked.to.write_text(answer, "utf-8", newline="\n")
        desk.say(words("tools.written", path=asked.to))
    return DONE


def reader(words: Words) -> Words:
    """The words of what the site says: English has none, so that Kazakh stands in it."""
    return words if words.language in LANGUAGES else words_in(LANGUAGES[0])


def _compared(asked: argparse.Namespace, desk: Desk) -> Compared:
    """Both states, read. Raises NoGitError, RevisionError, OSError."""
    root = desk.root
    base = revisions.commit(root, asked.base)
    head = revisions.commit(root, asked.head) if asked.head else None
    base = revisions.parted(root, base, head or "HEAD")
    with _lying(root, base) as old, _lying(root, head) as new:
        before, after = (_side(folder, desk.today) for folder in (old, new))
    names = f"{asked.base} ({base[:SHORT]})", f"{asked.head} ({head[:SHORT]})" if head else ""
    return Compared(before, after, names, tuple(revisions.changed(root, base, head)))


@contextmanager
def _lying(root: Path, commit: str | None) -> Iterator[Path]:
    """Where the files of a commit lie, or those of the working folder."""
    if commit is None:
        yield root
    else:
        with revisions.files_of(root, commit) as folder:
            yield folder


def _side(folder: Path, today: date) -> TreeSide:
    tree, problems = load(folder)
    return TreeSide(tree, tuple(sort(problems + check(tree, today))), today, city_folders(folder))


COMMAND = Command(arguments, run, writes=False)
