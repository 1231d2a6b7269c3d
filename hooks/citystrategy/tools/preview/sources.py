"""The files that a preview shows: whether any was saved, and what they say now.

Owns what is kept from one reading to the next: texts that are the same are parsed once, cities that are the
same are checked once. Must not know pages.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from citystrategy.checks import checks
from citystrategy.editing.change import COPIED
from citystrategy.model.tree import ChapterText, CityFolder, Tree
from citystrategy.problems.problem import Problem, errors, sort
from citystrategy.reading.load import Kept, load

Stamp = frozenset[tuple[str, int, int]]
"""Path, time of the last change and size of every file."""
T = TypeVar("T", bound=ChapterText)


@dataclass(frozen=True)
class ReadNow:
    """The files as they are."""

    tree: Tree
    problems: tuple[Problem, ...]
    whole: bool
    """Whether every file could be read: what is missing of the tree would seem to have gone."""


@dataclass
class SavedFiles:
    """The files below a root."""

    root: Path
    files: Kept = field(default_factory=dict)
    texts: dict[tuple[str, str], ChapterText] = field(default_factory=dict)
    checked: dict[str, tuple[CityFolder, list[Problem]]] = field(default_factory=dict)

    def stamp(self) -> Stamp:
        """What tells one state of the files from another, without opening any."""
        return frozenset(entry for name in COPIED for entry in _entries(self.root / name))

    def read(self, today: date) -> ReadNow:
        """All files, checked."""
        tree, form = load(self.root, self.files)
        tree = self._with_kept_texts(tree)
        problems = checks.check(tree, today, self._city)
        return ReadNow(tree, tuple(sort([*form, *problems])), not any(errors(form)))

    def _with_kept_texts(self, tree: Tree) -> Tree:
        """The tree with the texts of the last reading where they are the same: those are parsed already."""
        former, self.texts = self.texts, {}

        def kept(text: T) -> T:
            there = former.get((text.path, text.content), text)
            same = there if type(there) is type(text) else text
            self.texts[text.path, text.content] = same
            return same

        strategies = (
            replace(folder, chapters=tuple(map(kept, folder.chapters))) for folder in tree.strategies
        )
        return replace(tree, strategies=tuple(strategies), guides=tuple(map(kept, tree.guides)))

    def _city(self, folder: CityFolder) -> list[Problem]:
        """The problems of a strategy, which depend on nothing but its folder."""
        there = self.checked.get(folder.city.slug)
        if there is None or there[0] != folder:
            there = self.checked[folder.city.slug] = folder, checks.city(folder)
        return there[1]


def _entries(folder: Path) -> Iterator[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _entries(Path(entry.path))
                else:
                    about = entry.stat(follow_symlinks=False)
                    yield entry.path, about.st_mtime_ns, about.st_size
    except OSError:
        return  # what goes while it is looked at is looked at again
