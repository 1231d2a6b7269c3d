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
    import yaml
    from citystrategy.checks.checks import check
    from citystrategy.editions import content, seal
    from citystrategy.model import Edition
    from citystrategy.model.edition import Content
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
    return write(root, folder, last, seal.of(folder, about), words)


def write(root: Path, folder: CityFolder, edition: Edition, made: Content, words: Words) -> int:
    """Writes the edition's file and its seal, and says what the seal covers."""
    text = content.canonical(made)
    stored = folder.path(f"editions/{edition.number}.json")
    if (root / stored).exists() and (root / stored).read_text("utf-8") != text:
        print(words("seal.stored", path=stored), file=sys.stderr)
        return 1
    path = root / folder.path("strategy.yml")
    with path.open(encoding="utf-8", newline="") as file:
        before = file.read()
    after = with_seal(before, edition.number, content.digest(text))
    told = covered(made, folder, edition, content.digest(text), stored, words)
    try:
        both(root / stored, text, path, after)
    except OSError as error:
        print(words("seal.unwritten", path=error.filename, reason=error.strerror), file=sys.stderr)
        return 2
    print(told)
    return 0


def both(stored: Path, text: str, path: Path, after: str) -> None:
    """Writes the edition and then its seal, or neither. Raises OSError where that cannot be done."""
    existed = stored.exists()
    stored.parent.mkdir(exist_ok=True)
    try:
        whole(stored, text)
        whole(path, after)
    except OSError:
        if not existed:
            stored.unlink(missing_ok=True)
        raise


def whole(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_text(text, "utf-8", newline="")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def covered(
    made: Content, folder: CityFolder, edition: Edition, digest: str, stored: str, words: Words
) -> str:
    """What the seal covers and what it does not, in words."""
    return words(
        "seal.covers",
        city=folder.city.slug,
        number=edition.number,
        chapters=len(made.chapters),
        sections=len(content.by_place(made)),
        indicators=len(made.indicators),
        targets=sum(len(indicator.targets) for indicator in made.indicators.values()),
        digest=digest,
        stored=stored,
        strategy=folder.path("strategy.yml"),
    )


def with_seal(text: str, number: int, digest: str) -> str:
    """The text of strategy.yml with the seal of an edition after its number, all else as it was.

    No YAML library writes a file back byte for byte; the place comes from the parser's marks.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    editions = next(value for key, value in root.value if key.value == "editions")
    for edition in editions.value:
        key, value = next((key, value) for key, value in edition.value if key.value == "number")
        if int(value.value) == number:
            return _inserted(text, digest, key.start_mark.column, value.end_mark.index, edition.flow_style)
    raise ValueError(f"no edition {number}")


def _inserted(text: str, digest: str, column: int, end: int, in_braces: bool) -> str:
    """The text with the seal after the place `end`, on a line of its own unless in braces."""
    if in_braces:
        return f"{text[:end]}, seal: '{digest}'{text[end:]}"
    newline = "\r\n" if "\r\n" in text else "\n"
    text = text if "\n" in text[end:] else text + newline
    start = text.index("\n", end) + 1
    return f"{text[:start]}{' ' * column}seal: {digest}{newline}{text[start:]}"


if __name__ == "__main__":
    sys.exit(main())
