"""Seals the last edition of an approved strategy, or checks the seal.

    python scripts/seal.py astana            seal: writes editions/<number>.json and the seal
    python scripts/seal.py astana --check    only compare the files with the seal

The seal is the SHA-256 of editions/<number>.json, which holds everything approved. In strategy.yml
one line is added; every other byte stays. A sealed edition is never sealed again.
"""

import argparse
import locale
import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

try:
    from citystrategy.checks.checks import check
    from citystrategy.editing.change import BusyError, StaleError, locked, save, text_of
    from citystrategy.editing.sealing import StoredError, covered, sealing, stored_path
    from citystrategy.editions import seal
    from citystrategy.model import Edition, Strategy
    from citystrategy.model.tree import CityFolder, Tree
    from citystrategy.problems.problem import Problem, errors, nearest, sort
    from citystrategy.reading.load import load
    from citystrategy.words.words import Words, editors_language, words_in
except ModuleNotFoundError:
    import dev

    dev.again(__file__)


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Reads the arguments, seals or checks; 0 if all is well, 1 if not, 2 where it could not run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Kazakh is not in every console's own encoding.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("city", help="name of the city's folder in strategies/")
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    parser.add_argument("--lang", choices=("kk", "ru", "en"), help="language of the messages")
    chosen = parser.parse_args(arguments)
    words = words_in(chosen.lang or editors_language(os.environ, locale.getlocale()[0] or ""))
    tree, problems = load(root)
    strategy = next((folder for folder in tree.strategies if folder.city.slug == chosen.city), None)
    if strategy is None:
        near = nearest(chosen.city, (folder.city.slug for folder in tree.strategies))
        print(words("seal.city_unknown", city=chosen.city, nearest=near or "–"), file=sys.stderr)
        return 2
    if strategy.strategy is not None and not strategy.strategy.editions:
        print(words("seal.not_approved"), file=sys.stderr)
        return 1
    stopping = of_city(problems, tree, strategy)
    return checked(stopping, words) if chosen.check else sealed(root, strategy, stopping, words)


def of_city(problems: list[Problem], tree: Tree, folder: CityFolder) -> list[Problem]:
    """The errors of a city and of the registers."""
    others = tuple(f"{other.location}/" for other in tree.strategies if other is not folder)
    stopping = errors(sort(problems + check(tree)))
    return [problem for problem in stopping if not problem.path.startswith(others)]


def checked(problems: list[Problem], words: Words) -> int:
    """Tells whether the strategy fits its seal."""
    if problems:
        return refused(problems, words)
    print(words("seal.fits"))
    return 0


def refused(problems: Iterable[Problem], words: Words) -> int:
    """Prints what stands in the way."""
    for problem in problems:
        print(problem.render(words), file=sys.stderr)
    print(words("seal.refused"), file=sys.stderr)
    return 1


def sealed(root: Path, folder: CityFolder, problems: list[Problem], words: Words) -> int:
    """Seals the last edition, unless something stands in the way or it is sealed already."""
    about = folder.strategy
    last = about.edition if about else None
    path = folder.path("strategy.yml")
    wanted = None if last is None else (path, last.line, "seal-missing")
    hindering = [problem for problem in problems if (problem.path, problem.line, problem.code) != wanted]
    if hindering:
        return refused(hindering, words)
    if about is None or last is None or last.seal is not None:
        return checked([], words)
    return write(root, folder, about, last, words)


def write(root: Path, folder: CityFolder, about: Strategy, edition: Edition, words: Words) -> int:
    """Writes the edition's file and its seal, both or neither, and says what the seal covers."""
    try:
        with locked(root):
            text = text_of(root, folder.path("strategy.yml")) or ""
            stored = text_of(root, stored_path(folder, edition.number))
            save(root, sealing(folder, about, edition, text, stored))
    except StoredError as error:
        print(words("seal.stored", path=error.args[0]), file=sys.stderr)
        return 1
    except (BusyError, StaleError) as error:
        print(words("seal.unwritten", path=folder.location, reason=type(error).__name__), file=sys.stderr)
        return 2
    except OSError as error:
        print(words("seal.unwritten", path=error.filename, reason=error.strerror), file=sys.stderr)
        return 2
    print(covered(seal.of(folder, about), folder, edition, words))
    files = {"stored": stored_path(folder, edition.number), "strategy": folder.path("strategy.yml")}
    print(words("seal.written", **files))
    return 0


if __name__ == "__main__":
    sys.exit(main())
