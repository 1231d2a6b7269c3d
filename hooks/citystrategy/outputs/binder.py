"""Makes what takes long beside the build: workbooks, pictures, documents.

Owns the processes that make it while the pages are rendered. Must not know what is in a file.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import Any

from citystrategy.cache import PACKAGE, Cache, maker, program

FEW = 2000
"""Weight up to which a process of its own costs more than it brings."""


@dataclass(frozen=True)
class Task:
    """A file that is to be made, by a function that another process can call."""

    make: Callable[[Any], bytes]
    content: Any
    weight: int
    """How long it takes, in rows of a workbook."""


@dataclass(frozen=True)
class Wanted:
    """A file that the build wants, and how it comes about where it is not kept."""

    kept: Cache
    name: str
    """Of its entry."""
    task: Callable[[], Task]


@cache
def made_by() -> str:
    """What makes the files of the open data."""
    drawn = (*PACKAGE.glob("outputs/drawings/*"), *PACKAGE.glob("charts/fonts/*.ttf"))
    libraries = ("xlsxwriter", "pydantic", "PyYAML", "vl-convert-python", "uharfbuzz", "pillow")
    return maker((*program(), *sorted(drawn)), libraries)


class Binder:
    """Makes the files of one build that are not kept, beside it where they are many."""

    def __init__(self) -> None:
        self.wanted: dict[str, Wanted] = {}
        self.begun: dict[str, Future[bytes]] = {}
        self.made: dict[str, bytes] = {}
        """What was made in this build: the cache may be of no use."""

    def want(self, path: str, kept: Cache, name: str, task: Callable[[], Task]) -> None:
        """Wants a file at a path of the site, kept under a name."""
        self.wanted[path] = Wanted(kept, name, task)

    def begin(self) -> None:
        """Starts the work: what takes longest first, so that no process is left alone with it at the end."""
        missing = {path: file.task() for path, file in self.wanted.items() if not file.kept.holds(file.name)}
        if sum(task.weight for task in missing.values()) <= FEW:
            return
        workers = min(os.cpu_count() or 1, len(missing))
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_step_back)
        for path, task in sorted(missing.items(), key=lambda item: -item[1].weight):
            self.begun[path] = pool.submit(task.make, task.content)
        pool.shutdown(wait=False)

    def content(self, path: str) -> bytes:
        """A file; waits for one that is not finished, and makes one that nobody has begun."""
        if path in self.made:
            return self.made[path]
        file, begun = self.wanted[path], self.begun.pop(path, None)
        if begun is not None:
            made = begun.result()
        elif (kept := file.kept.get(file.name)) is not None:
            return kept
        else:
            task = file.task()
            made = task.make(task.content)
        file.kept.put(file.name, made)
        self.made[path] = made
        return made


def _step_back() -> None:
    """Leaves the cores to the pages as long as these are rendered. Windows has no such thing."""
    if hasattr(os, "nice"):
        os.nice(10)
