"""Keeps what was found about a city, so that what did not change is not checked again.

Owns a folder of results, each named by everything it was found from: the city's files, the
register of cities, the order and this program itself. Must not know what a check does.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from citystrategy.problems.problem import Problem


@dataclass(frozen=True)
class Memory:
    """Kept results for the trees under one root."""

    root: Path
    """The project's root."""
    folder: Path
    """Where results are kept; it may be deleted at any time."""

    def problems(self, city: str, find: Callable[[], list[Problem]]) -> list[Problem]:
        """The problems of a city's folder: those kept, or those that `find` finds now."""
        kept = self.folder / f"{self.key(city)}.json"
        if kept.is_file():
            return [_problem(**one) for one in json.loads(kept.read_text("utf-8"))]
        problems = find()
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".unfinished")
        unfinished.write_text(json.dumps([asdict(one) for one in problems]), "utf-8")
        unfinished.replace(kept)
        return problems

    def key(self, city: str) -> str:
        """A name made of everything that a city's problems are found from."""
        strategies = self.root / "strategies"
        files = [strategies / "_cities.yml", *_below(strategies / "_methodology")]
        files += _below(self.root / city)
        return hashlib.sha256((_program() + _digest(files)).encode()).hexdigest()[:32]


@cache
def _program() -> str:
    """This package's files and the libraries whose behaviour decides what is found."""
    own = _digest(path for path in _below(Path(__file__).parent.parent) if path.suffix in (".py", ".yml"))
    return " ".join([own, *(version(name) for name in ("markdown", "pydantic", "PyYAML"))])


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        found.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        found.update(content)
    return found.hexdigest()


def _problem(arguments: list[tuple[str, str | int]], **data: str | int) -> Problem:
    return Problem(arguments=tuple((name, value) for name, value in arguments), **data)  # type: ignore[arg-type]
