"""Which files and folders may lie under `strategies/`, before any of them is opened.

Owns the names, and the links, that keep a folder from being entered. Must not read what a file
holds; chapters and sealed editions are judged by those who know their names.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from citystrategy.problems.problem import Problem, nearest

TOP_FILES = ("_cities.yml", "_redirects.yml", "_sources.yml")
TOP_FOLDERS = ("_archive", "_benchmarks", "_data", "_methodology")
CITY_FILES = ("strategy.yml", "indicators.yml", "profile.yml")
CITY_FOLDERS = ("actuals", "chapters", "editions")
OF_YAML = ("actuals", "_benchmarks", "_methodology")
"""Folders that hold YAML files and nothing else."""


@dataclass(frozen=True)
class Layout:
    """What lies under `strategies/`."""

    problems: list[Problem]
    closed: frozenset[Path]
    """Files and folders that must not be opened: links, the unreadable, the unprintable."""
    meant: frozenset[Path]
    """What is not there, while something lies beside it under nearly its name, which is told."""

    def open(self, folder: Path) -> list[Path]:
        """What lies in a folder and may be opened, in order of name; nothing where it is closed."""
        if folder in self.closed or not folder.is_dir():
            return []
        return [path for path in sorted(folder.iterdir()) if path not in self.closed]

    def whole(self, folder: Path) -> bool:
        """Whether every folder below this one may be entered."""
        inner = (folder, *(folder / name for name in CITY_FOLDERS))
        return self.closed.isdisjoint(inner)


def layout(root: Path) -> Layout:
    """The layout of `root/strategies`."""
    surveyor = _Surveyor(root)
    surveyor.survey(root / "strategies")
    return Layout(surveyor.problems, frozenset(surveyor.closed), frozenset(surveyor.meant))


class _Surveyor:
    """Goes through the folders that are expected, and into no other."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.closed: set[Path] = set()
        self.meant: set[Path] = set()

    def report(self, path: Path, code: str, **arguments: str) -> None:
        name = path.relative_to(self.root).as_posix()
        self.problems.append(Problem.at(name, 1, code, **arguments))

    def close(self, path: Path, code: str, **arguments: str) -> None:
        self.report(path, code, **arguments)
        self.closed.add(path)

    def survey(self, top: Path) -> None:
        for path in self.entries(top):
            if not path.is_dir():
                self.expect(path, TOP_FILES)
            elif path.name == "_archive":
                self.years(path)
            elif path.name in TOP_FOLDERS:
                self.inside(path)
            elif path.name.startswith("_"):
                self.expect(path, TOP_FOLDERS)
            elif not path.name.startswith("."):
                self.city(path)

    def city(self, folder: Path) -> None:
        for path in self.entries(folder):
            if path.is_dir() and path.name in CITY_FOLDERS:
                self.inside(path)
            elif not (path.is_dir() and path.name in CITY_FILES):
                self.expect(path, CITY_FOLDERS if path.is_dir() else CITY_FILES)

    def years(self, folder: Path) -> None:
        """A folder for each year, with files in it."""
        for path in self.entries(folder):
            if path.is_dir() and re.fullmatch("20[0-9]{2}", path.name):
                for _ in self.entries(path):
                    pass
            else:
                self.expect(path, ())

    def inside(self, folder: Path) -> None:
        for path in self.entries(folder):
            if folder.name in OF_YAML and path.suffix != ".yml":
                self.expect(path, (f"{path.stem}.yml",))

    def expect(self, path: Path, names: Iterable[str]) -> None:
        """A name that nobody expects is an error, but for the hidden files of a system."""
        if path.name not in names and not path.name.startswith("."):
            near = nearest(path.name, names)
            self.report(path, "file-unknown", file=path.name, nearest=near)
            if near and not path.with_name(near).exists():
                self.meant.add(path.with_name(near))

    def entries(self, folder: Path) -> Iterator[Path]:
        """What lies in a folder and is no link, in order of name."""
        if folder.is_symlink():
            self.close(folder, "link")
            return
        try:
            paths = sorted(folder.iterdir()) if folder.is_dir() else []
        except OSError as error:
            self.close(folder, "unreadable", reason=error.strerror or "")
            return
        seen: set[str] = set()
        for path in paths:
            if not path.name.isprintable():
                self.report(folder, "name-characters", file=ascii(path.name).strip("'"))
                self.closed.add(path)
            elif path.is_symlink():
                self.close(path, "link")
            else:
                self.case(path, seen)
                yield path

    def case(self, path: Path, seen: set[str]) -> None:
        """Two names that differ only by case are one name on Windows and macOS."""
        folded = unicodedata.normalize("NFKC", path.name).casefold()
        if folded in seen:
            self.report(path, "name-case", file=path.name)
        seen.add(folded)
