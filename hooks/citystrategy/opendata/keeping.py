"""Keeps files that take long to make, and makes those that are missing beside the build.

Owns the cache folder, which holds what the last build used and nothing else, and the process that
writes workbooks while the pages are rendered. Must not know what is in a file.
"""

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from citystrategy.opendata.workbook import Book, workbook

FEW = 2000
"""Rows up to which a process of its own costs more than it brings."""


def key(*parts: str) -> str:
    """A name made of the content that makes a file, this program and the library that writes it."""
    found = hashlib.sha256(_maker().encode())
    for part in parts:
        found.update(f"{len(part)}\0{part}".encode())
    return found.hexdigest()[:32]


@cache
def _maker() -> str:
    package = Path(__file__).parent.parent
    files = sorted(path for path in package.rglob("*") if path.suffix in (".py", ".yml"))
    code = hashlib.sha256(b"\0".join(path.read_bytes() for path in files))
    return f"{code.hexdigest()} {version('xlsxwriter')}"


class Keeper:
    """The cache of one build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def text(self, name: str, make: Callable[[], str]) -> str:
        """The text kept under a name, or the one that is made now."""
        self.used.add(name)
        kept = self.folder / name
        if kept.is_file():
            return kept.read_bytes().decode()
        made = make()
        self.store(name, made.encode())
        return made

    def content(self, name: str) -> bytes | None:
        """What is kept under a name; None where there is nothing."""
        self.used.add(name)
        kept = self.folder / name
        return kept.read_bytes() if kept.is_file() else None

    def store(self, name: str, content: bytes) -> None:
        """Keeps a file, whole or not at all."""
        unfinished = self.folder / f"{name}.{os.getpid()}"
        unfinished.write_bytes(content)
        unfinished.replace(self.folder / name)

    def forget(self) -> None:
        """Deletes what this build did not use: statuses depend on the day, so old files pile up."""
        for path in self.folder.iterdir():
            if path.name not in self.used:
                path.unlink(missing_ok=True)


class Binder:
    """Makes the workbooks that the cache lacks, beside the build where they are many."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self.ready: dict[str, bytes] = {}
        self.wanted: dict[str, tuple[str, Book]] = {}
        self.begun: dict[str, tuple[str, Future[bytes]]] = {}

    def want(self, path: str, name: str, make: Callable[[], Book]) -> None:
        """Takes the workbook for a path from the cache, or notes that it has to be made."""
        kept = self.keeper.content(f"{name}.xlsx")
        if kept is None:
            self.wanted[path] = (f"{name}.xlsx", make())
        else:
            self.ready[path] = kept

    def begin(self) -> None:
        """Starts the work."""
        if sum(len(sheet.rows) for _, book in self.wanted.values() for sheet in book.sheets) <= FEW:
            return
        # One core renders the pages meanwhile.
        workers = max(1, (os.cpu_count() or 1) - 1)
        pool = ProcessPoolExecutor(min(workers, len(self.wanted)), mp_context=get_context("spawn"))
        # The largest first, so that no worker is left alone with it at the end.
        order = sorted(self.wanted.items(), key=lambda one: -sum(len(each.rows) for each in one[1][1].sheets))
        self.begun = {path: (name, pool.submit(workbook, book)) for path, (name, book) in order}
        self.wanted = {}
        pool.shutdown(wait=False)

    def finish(self) -> dict[str, bytes]:
        """All workbooks by their path; waits for those that are not finished."""
        made = {path: (name, workbook(book)) for path, (name, book) in self.wanted.items()}
        made |= {path: (name, future.result()) for path, (name, future) in self.begun.items()}
        self.wanted, self.begun = {}, {}
        for path, (name, content) in made.items():
            self.keeper.store(name, content)
            self.ready[path] = content
        return self.ready
