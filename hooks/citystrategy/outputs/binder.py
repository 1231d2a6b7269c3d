"""Makes workbooks and pictures beside the build: they take long.

Owns the processes that write them while the pages are rendered. Must not know what is in a file.
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


@cache
def made_by() -> str:
    """What makes the files of the open data."""
    drawn = (*PACKAGE.glob("outputs/drawings/*"), *PACKAGE.glob("charts/fonts/*.ttf"))
    libraries = ("xlsxwriter", "pydantic", "PyYAML", "vl-convert-python", "uharfbuzz", "pillow")
    return maker((*program(), *sorted(drawn)), libraries)


class Binder:
    """Makes the files that the cache lacks, beside the build where they are many."""

    def __init__(self, kept: Cache) -> None:
        self.kept = kept
        self.ready: dict[str, bytes] = {}
        self.wanted: dict[str, tuple[str, Task]] = {}
        self.begun: dict[str, tuple[str, Future[bytes]]] = {}

    def want(self, path: str, name: str, task: Callable[[], Task]) -> None:
        """Takes the file for a path from the cache, or notes that it has to be made."""
        kept = self.kept.get(name)
        if kept is None:
            self.wanted[path] = (name, task())
        else:
            self.ready[path] = kept

    def begin(self) -> None:
        """Starts the work."""
        if sum(task.weight for _, task in self.wanted.values()) <= FEW:
            return
        # One core renders the pages meanwhile.
        workers = max(1, (os.cpu_count() or 1) - 1)
        pool = ProcessPoolExecutor(min(workers, len(self.wanted)), mp_context=get_context("spawn"))
        # The largest first, so that no worker is left alone with it at the end.
        largest = sorted(self.wanted, key=lambda path: -self.wanted[path][1].weight)
        for path in largest:
            name, task = self.wanted[path]
            self.begun[path] = (name, pool.submit(task.make, task.content))
        self.wanted = {}
        pool.shutdown(wait=False)

    def finish(self) -> dict[str, bytes]:
        """All files by their path; waits for those that are not finished."""
        made = {path: (name, task.make(task.content)) for path, (name, task) in self.wanted.items()}
        made |= {path: (name, future.result()) for path, (name, future) in self.begun.items()}
        self.wanted, self.begun = {}, {}
        for path, (name, content) in made.items():
            self.kept.put(name, content)
            self.ready[path] = content
        return self.ready
