"""A change of files: what would be written, what the check would then say, and the writing of it, whole.

Owns the lock of a checkout, and that of several files all are changed or none, whenever a program is
stopped. Must not know what the files mean.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from citystrategy.checks.checks import check
from citystrategy.problems.problem import Problem, sort
from citystrategy.reading.load import load

LOCK = ".strategies.lock"
JOURNAL = ".strategies.journal"
"""The folder of a change that is being written, from the root; whole once it has this name."""
LIST = "list.json"
"""The file of a journal that says which paths its numbered files are for, and which go."""
COPIED = ("strategies", "docs")
"""What the check reads."""


class BusyError(Exception):
    """Another tool is writing in this checkout."""


class StaleError(Exception):
    """A file is not as it was read. The path is the first argument."""


@dataclass(frozen=True)
class Change:
    """New texts of files, by path from the root with forward slashes. Texts have the newlines of the file."""

    before: Mapping[str, str | None]
    """What each file held when it was read; None where there was none."""
    after: Mapping[str, str | None]
    """What each is to hold; None where it is to go."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that change, in order of name."""
        return tuple(sorted(path for path, text in self.after.items() if text != self.before[path]))


def joined(*changes: Change) -> Change:
    """Several changes of different files as one."""
    before = {path: text for change in changes for path, text in change.before.items()}
    after = {path: text for change in changes for path, text in change.after.items()}
    return Change(before, after)


def text_of(root: Path, path: str) -> str | None:
    """A file's text, its newlines as they are; None where there is no file. Raises OSError, UnicodeError."""
    file = root / path
    if not file.exists():
        return None
    with file.open(encoding="utf-8", newline="") as opened:
        return opened.read()


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keeps other tools out while one reads and writes. Raises BusyError where one is at work.

    A change that was stopped while it was written is brought to its end first.
    """
    lock = FileLock(root / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError from None
    try:
        finish(root)
        yield
    finally:
        lock.release()


def problems_after(root: Path, change: Change, today: date) -> list[Problem]:
    """All problems that the tree would have with the change; nothing is written where it lies."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, symlinks=True)
        for path in change.paths:
            text = change.after[path]
            if text is None:
                (copy / path).unlink(missing_ok=True)
            else:
                _put(copy / path, text)
        tree, problems = load(copy)
        return sort(problems + check(tree, today))


def problems_now(root: Path, today: date) -> list[Problem]:
    """All problems of the tree as it lies there."""
    tree, problems = load(root)
    return sort(problems + check(tree, today))


def save(root: Path, change: Change) -> None:
    """Writes all files or none. Raises StaleError where one is not as it was read, and OSError.

    The new texts first go into a folder beside; once it has its name, whoever comes next would finish
    what was begun (`finish`), so that a program may be stopped at any moment.
    """
    for path in change.paths:
        if text_of(root, path) != change.before[path]:
            raise StaleError(path)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{JOURNAL}-", dir=root))
    try:
        for number, path in enumerate(change.paths):
            text = change.after[path]
            if text is not None:
                _put(unfinished / str(number), text)
        _put(unfinished / LIST, json.dumps([(path, change.after[path] is None) for path in change.paths]))
        unfinished.rename(root / JOURNAL)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    try:
        finish(root)
    except OSError:
        _take_back(root, change)
        raise


def finish(root: Path) -> None:
    """Brings a change that was begun to its end, and clears away one that never began. Raises OSError."""
    for folder in root.glob(f"{JOURNAL}-*"):
        shutil.rmtree(folder, ignore_errors=True)
    journal = root / JOURNAL
    if (journal / LIST).is_file():
        for number, (path, goes) in enumerate(json.loads((journal / LIST).read_text("utf-8"))):
            file, new = root / path, journal / str(number)
            if goes:
                file.unlink(missing_ok=True)
            elif new.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                if file.exists():
                    new.chmod(file.stat().st_mode & 0o777)
                new.replace(file)
        # Without its list a journal is none: a stop within the clearing leaves nothing to finish.
        (journal / LIST).unlink()
    shutil.rmtree(journal, ignore_errors=True)


def _take_back(root: Path, change: Change) -> None:
    """Gives all files of a change that could not be written what they held before."""
    (root / JOURNAL / LIST).unlink(missing_ok=True)
    shutil.rmtree(root / JOURNAL, ignore_errors=True)
    for path in change.paths:
        text = change.before[path]
        if text is None:
            (root / path).unlink(missing_ok=True)
        elif text_of(root, path) != text:
            _put(root / path, text)


def _put(file: Path, text: str) -> None:
    """Writes a file that nobody reads yet, to the disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
