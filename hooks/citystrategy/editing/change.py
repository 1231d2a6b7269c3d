"""A change of files: what would be written, what the check would then say, and the writing of it, whole.

Owns the lock of a checkout, and that of several files all are changed or none, whenever a program is
stopped. Must not know what the files mean.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from citystrategy.checks.checks import check
from citystrategy.model.tree import Tree
from citystrategy.problems.problem import Problem, sort
from citystrategy.reading.load import load

LOCK = ".strategies.lock"
JOURNAL = ".strategies.journal"
"""The folder of a change that is being written, from the root; whole once it has this name."""
LIST = "list.json"
"""The file of a journal that says what it changes: path, digest of the old text and of the new, and which of
both is wanted. A journal without its list is none. The texts lie beside it as `0.old`, `0.new`, `1.old` …"""
BACK = "back.json"
"""The list that takes the place of the other where a change cannot be written."""
WAITS = (0.05, 0.1, 0.2, 0.4)
"""Seconds between the tries to replace a file: on Windows whoever reads one keeps it, virus scanners too."""
PATIENCE = 10
"""Seconds that the check and the build wait for a tool that is writing."""
COPIED = ("strategies", "docs")
"""What the check reads."""


class BusyError(Exception):
    """Another tool is writing in this checkout."""


class StaleError(Exception):
    """A file is not as it was read. The path is the first argument."""


class UnreadableError(Exception):
    """A file that is to be changed cannot be read, or is written as no tool can change it.

    The path is the first argument; the check says what is wrong.
    """


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
def locked(root: Path, patience: float = 0) -> Iterator[None]:
    """Keeps other tools out while one reads and writes. Raises BusyError where one is at work, and OSError.

    A change that was stopped while it was written is brought to its end first. `patience` is in seconds.
    """
    from filelock import FileLock, Timeout  # The check seldom needs it.

    lock = FileLock(root / LOCK)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise BusyError from None
    try:
        finish(root)
        yield
    finally:
        lock.release()


def settled(root: Path) -> bool:
    """Whether no change is half-written, now that one that was stopped has been brought to its end."""
    try:
        if (root / JOURNAL / LIST).exists():
            with locked(root, PATIENCE):
                pass
    except (BusyError, OSError):
        return False
    return True


def problems_after(root: Path, change: Change, today: date) -> list[Problem]:
    """All problems that the tree would have with the change; nothing is written where it lies."""
    tree, problems = tree_after(root, change)
    return sort(problems + check(tree, today))


def tree_after(root: Path, change: Change) -> tuple[Tree, list[Problem]]:
    """The tree as it would be with the change, and its problems of form; nothing is written where it lies."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, symlinks=True)
        for path in change.paths:
            text = change.after[path]
            if text is None:
                (copy / path).unlink(missing_ok=True)
                _without_empty(copy / path)
            else:
                _put(copy / path, text)
        return load(copy)


def problems_now(root: Path, today: date) -> list[Problem]:
    """All problems of the tree as it lies there."""
    tree, problems = load(root)
    return sort(problems + check(tree, today))


def save(root: Path, change: Change) -> None:
    """Writes all files or none. Raises StaleError where one is not as it was read, and OSError.

    The texts first go into a folder beside; once it has its name, whoever comes next would finish what was
    begun (`finish`), so that a program may be stopped at any moment. What cannot be written is taken back.
    """
    for path in change.paths:
        if text_of(root, path) != change.before[path]:
            raise StaleError(path)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{JOURNAL}-", dir=root))
    try:
        prepare(unfinished, change)
        unfinished.rename(root / JOURNAL)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    try:
        finish(root)
    except OSError:
        (root / JOURNAL / BACK).replace(root / JOURNAL / LIST)
        finish(root)
        raise


def prepare(journal: Path, change: Change) -> None:
    """Writes all that a change takes into its journal: what comes after needs no room on the disk."""
    files = []
    for number, path in enumerate(change.paths):
        texts = {"old": change.before[path], "new": change.after[path]}
        for age, text in texts.items():
            if text is not None:
                _put(journal / f"{number}.{age}", text)
        files.append({"path": path, **{age: _digest(journal / f"{number}.{age}") for age in texts}})
    for name, wanted in ((BACK, "old"), (LIST, "new")):
        _put(journal / name, json.dumps({"wanted": wanted, "files": files}))


def finish(root: Path) -> None:
    """Brings a change that was begun to its end, and clears away one that never began. Raises OSError."""
    for folder in root.glob(f"{JOURNAL}-*"):
        shutil.rmtree(folder, ignore_errors=True)
    journal = root / JOURNAL
    if (journal / LIST).exists():
        listed = json.loads((journal / LIST).read_text("utf-8"))
        for number, digests in enumerate(listed["files"]):
            wanted = listed["wanted"]
            unwanted = digests["old" if wanted == "new" else "new"]
            _give(root / digests["path"], journal / f"{number}.{wanted}", digests[wanted], unwanted)
        # A stop within the clearing leaves nothing to finish.
        _again((journal / LIST).unlink)
    shutil.rmtree(journal, ignore_errors=True)


def _give(file: Path, text: Path, wanted: str | None, unwanted: str | None) -> None:
    """Puts a text in the place of a file, or takes the file away where none is wanted.

    A file that somebody has changed since is left as it is: theirs is never lost.
    """
    there = _digest(file)
    if there == wanted or there != unwanted:
        return
    if wanted is None:
        _again(file.unlink)
        _without_empty(file)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    if there is not None:
        text.chmod(file.stat().st_mode & 0o777)
    _again(lambda: text.replace(file))


def _without_empty(file: Path) -> None:
    """Takes away the folders that held nothing but a file that is gone: git knows no empty ones."""
    for folder in file.parents:
        try:
            folder.rmdir()
        except OSError:
            return


def _digest(file: Path) -> str | None:
    """What tells a file from any other; None where there is none."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None


def _again(act: Callable[[], object]) -> None:
    """Does what another program may hinder for a moment. Raises OSError."""
    for wait in (*WAITS, None):
        try:
            act()
            return
        except PermissionError:
            if wait is None:
                raise
            time.sleep(wait)


def _put(file: Path, text: str) -> None:
    """Writes a file that nobody reads yet, to the disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
