"""Checks the strategies and lists every problem with file, line and what to do.

    python scripts/check.py [--city CITY …] [--lang kk|ru|en] [--format text|json|github|gitlab|sarif]
                            [--strict-order]

Builds nothing. It ends with status 1 where there are errors, with 0 where there are only warnings
or nothing, and with 2 where it could not run. What is lacking against the order is a warning; with
--strict-order, for authors before the approval, it makes the status 1. Call it from any folder, with
the environment's Python; `python scripts/dev.py check` makes the environment first.
"""

import argparse
import gc
import locale
import os
import sys
from collections.abc import Collection
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))
# None is used, and looking for them takes longer than reading a city.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

OF_THE_ORDER = (
    *("conformity-missing", "recommended-missing", "direction-empty"),
    *("baseline-absent", "target-gap", "target-final-missing"),
)
"""Codes of what a strategy lacks of the order."""

try:
    from citystrategy.checks.checks import check
    from citystrategy.checks.conformity import lacking
    from citystrategy.editing.change import settled
    from citystrategy.model.tree import Tree
    from citystrategy.problems.problem import Problem, errors, sort, visible
    from citystrategy.problems.report import REPORTERS
    from citystrategy.reading.load import load
    from citystrategy.tools.argument_words import speak
    from citystrategy.tools.strategies import city_folders, named, names, unknown
    from citystrategy.words.words import LANGUAGES, Words, asked_language, tool_words, words_in
except ModuleNotFoundError:
    import dev

    dev.again(__file__)


def refuse(message: str) -> NoReturn:
    """Ends a program that cannot run."""
    print(visible(message), file=sys.stderr)
    sys.exit(2)


def arguments(words: Words) -> argparse.Namespace:
    """What is asked for. A wrong argument ends the program with status 2."""
    speak(words.language)
    parser = argparse.ArgumentParser(prog="python scripts/dev.py check", description=words("check.about"))
    city, languages = words("check.city"), (*LANGUAGES, "en")
    parser.add_argument("--city", nargs="+", action="extend", default=[], metavar="CITY", help=city)
    parser.add_argument("--lang", choices=languages, help=words("check.lang"))
    parser.add_argument("--strict-order", action="store_true", help=words("check.strict"))
    parser.add_argument("--format", choices=tuple(REPORTERS), default="text", help=words("check.format"))
    return parser.parse_args()


def asked_folders(given: Collection[str], tree: Tree, words: Words) -> list[str]:
    """The folders of the cities asked for. Ends the program where there is no such city."""
    by_name = names(city_folders(ROOT), tree.cities)
    folders = []
    for city in given:
        folder = named(city, by_name)
        if folder is None:
            refuse(unknown(city, by_name, tool_words(words.language)))
        folders.append(folder)
    return folders


def problems(given: Collection[str], strict: bool, words: Words) -> list[Problem]:
    """All problems of the tree; with cities named, those of their folders and of what all share.

    `strict` adds what drafts lack of the order.
    """
    if not (ROOT / "strategies").is_dir():
        refuse(words("check.no_folder", folder=ROOT / "strategies"))
    tree, problems = load(ROOT)
    cities = asked_folders(given, tree, words)
    problems += check(tree)
    for strategy in tree.strategies if strict else ():
        if strategy.strategy and strategy.strategy.status == "draft":
            problems += lacking(strategy)
    return sort(problem for problem in problems if not cities or concerns(problem, cities))


def concerns(problem: Problem, cities: Collection[str]) -> bool:
    """Whether a problem lies in one of the cities' folders, or in none of any city."""
    parts = problem.path.split("/")
    return len(parts) < 2 or parts[1].startswith("_") or parts[1] in cities


def write(report: str) -> None:
    """Prints a report. A reader that has closed the pipe wants no more of it."""
    try:
        print(report, end="", flush=True)
    except BrokenPipeError:
        # Python flushes once more at its end: into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> int:
    """Checks and prints the report; the status to end with."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Kazakh is not in every system's own encoding, nor is a file's name always text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # A short program that makes many small things and throws none away.
    gc.disable()
    words = words_in(asked_language(sys.argv[1:], os.environ, locale.getlocale()[0] or ""))
    asked = arguments(words)
    if not settled(ROOT):
        refuse(words("check.unfinished"))
    try:
        told = problems(asked.city, asked.strict_order, words)
        write(REPORTERS[asked.format](told, words))
    except OSError as error:
        refuse(words("check.failed", reason=error))
    lacking = asked.strict_order and any(problem.code in OF_THE_ORDER for problem in told)
    return 1 if lacking or any(errors(told)) else 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    # Taking a hundred thousand objects apart one by one would be a tenth of the whole time.
    os._exit(status)
