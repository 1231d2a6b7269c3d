"""Makes workbooks beside the build: they take long.

Owns the process that writes them while the pages are rendered. Must not know what is in a file.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

from citystrategy.cache import Cache, maker, program
from citystrategy.outputs.workbook import Book, workbook

FEW = 2000
"""Rows up to which a process of its own costs more than it brings."""


@cache
def made_by() -> str:
    """What makes the files of the open data."""
    return maker(program(), ("xlsxwriter", "pydantic", "PyYAML"))


class Binder:
    """Makes the workbooks that the cache lacks, beside the build where they are many."""

    def __init__(self, kept: Cache) -> None:
        self.kept = kept
        self.ready: dict[str, bytes] = {}
        self.wanted: dict[str, tuple[str, Book]] = {}
        self.begun: dict[str, tuple[str, Future[bytes]]] = {}

    def want(self, path: str, name: str, make: Callable[[], Book]) -> None:
        """Takes the workbook for a path from the cache, or notes that it has to be made."""
        name = self.kept.name("workbook", name)
        kept = self.kept.get(name)
        if kept is None:
            self.wanted[path] = (name, make())
        else:
            self.ready[path] = kept

    def begin(self) -> None:
        """Starts the work."""
        if sum(_rows(book) for _, book in self.wanted.values()) <= FEW:
            return
        # One core renders the pages meanwhile.
        workers = max(1, (os.cpu_count() or 1) - 1)
        pool = ProcessPoolExecutor(min(workers, len(self.wanted)), mp_context=get_context("spawn"))
        # The largest first, so that no worker is left alone with it at the end.
        largest = sorted(self.wanted, key=lambda path: -_rows(self.wanted[path][1]))
        for path in largest:
            name, book = self.wanted[path]
            self.begun[path] = (name, pool.submit(workbook, book))
        self.wanted = {}
        pool.shutdown(wait=False)

    def finish(self) -> dict[str, bytes]:
        """All workbooks by their path; waits for those that are not finished."""
        made = {path: (name, workbook(book)) for path, (name, book) in self.wanted.items()}
        made |= {path: (name, future.result()) for path, (name, future) in self.begun.items()}
        self.wanted, self.begun = {}, {}
        for path, (name, content) in made.items():
            self.kept.put(name, content)
            self.ready[path] = content
        return self.ready


def _rows(book: Book) -> int:
    """How many rows a workbook has."""
    return sum(len(sheet.rows) for sheet in book.sheets)
