"""Files are changed all or none, whenever the program or the machine stops, and nobody's work is lost."""

import contextlib
import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from citystrategy.editing import change as changes
from citystrategy.editing.change import BusyError, Change, StaleError, locked, save, settled
from conftest import ROOT

OLD = {"a/one.yml": "old: бір\r\n", "a/two.yml": "old: екі\n", "gone.yml": "old: үш\n"}
NEW = {"a/one.yml": "new: бір\r\n", "a/two.yml": "new: екі\n", "b/c/made.yml": "new: төрт\n"}
CHANGE = Change({**OLD, "b/c/made.yml": None}, {**NEW, "gone.yml": None})


class Stopped(BaseException):
    """The machine is off."""


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "WAITS", (0, 0))


def put(root: Path, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="")


def held(root: Path) -> dict[str, str]:
    """All files but the lock."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes().decode()
        for file in sorted(root.rglob("*"))
        if file.is_file() and file.name != changes.LOCK
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, OLD)
    return tmp_path


class Machine:
    """Counts what is done with files, and breaks at the acts it is told to."""

    ACTS = ("mkdir", "rename", "replace", "unlink", "rmdir", "chmod", "fsync", "scandir", "open")

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, breaks: Callable[[int], BaseException | None]
    ) -> None:
        self.acts, self.breaks = 0, breaks
        for name in self.ACTS:
            monkeypatch.setattr(os, name, self.watched(getattr(os, name)))
        for name in ("open", "read_bytes"):
            monkeypatch.setattr(Path, name, self.watched(getattr(Path, name)))

    def watched(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def acted(*arguments: Any, **named: Any) -> Any:
            self.acts += 1
            if error := self.breaks(self.acts):
                raise error
            return act(*arguments, **named)

        return acted


def test_a_machine_may_stop_at_any_act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each act in turn nothing more is done, as if the program were killed; then the next one comes."""
    seen = []
    acts = last = 0
    while acts >= last:
        last += 1
        root = tmp_path / str(last)
        put(root, OLD)
        with monkeypatch.context() as patch:
            machine = Machine(patch, lambda act, last=last: Stopped() if act >= last else None)  # type: ignore[misc]
            with contextlib.suppress(Stopped):
                save(root, CHANGE)
        acts = machine.acts
        there = {path: text for path, text in held(root).items() if path in {**OLD, **NEW}}
        assert all(text in (OLD.get(path), NEW.get(path)) for path, text in there.items())
        assert settled(root)
        with locked(root):
            seen.append(held(root))
    assert all(tree in (OLD, NEW) for tree in seen)
    assert (seen[0], seen[-1], len(seen) > 30) == (OLD, NEW, True)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_what_the_system_refuses_once_changes_nothing_or_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    acts = last = 0
    while acts >= last:
        last += 1
        root = tmp_path / str(last)
        put(root, OLD)
        refused = False
        with monkeypatch.context() as patch:
            machine = Machine(patch, lambda act, last=last: OSError(code, "no") if act == last else None)  # type: ignore[misc]
            try:
                save(root, CHANGE)
            except OSError:
                refused = True
        acts = machine.acts
        with locked(root):
            assert held(root) == (OLD if refused else NEW), last


def held_open(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> None:
    """Another program holds a file: Windows neither replaces nor deletes it."""
    left = [times]
    for act in ("replace", "unlink"):
        done = getattr(os, act)

        def refused(first: Any, *others: Any, done: Any = done, **named: Any) -> Any:
            if Path([first, *others][-1]).name == name and left[0]:
                left[0] -= 1
                raise PermissionError(errno.EACCES, "in use", str(first))
            return done(first, *others, **named)

        monkeypatch.setattr(os, act, refused)


@pytest.mark.parametrize("name", ["one.yml", "two.yml", "gone.yml", "made.yml"])
def test_a_file_that_is_open_elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with monkeypatch.context() as patch:
        held_open(patch, name, 100)
        with pytest.raises(PermissionError):
            save(root, CHANGE)
    assert held(root) == OLD
    with monkeypatch.context() as patch:
        held_open(patch, name, 2)
        save(root, CHANGE)
    assert held(root) == NEW


def stopped(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that was stopped after its first file."""
    with monkeypatch.context() as patch:
        ends = iter((False, True))
        give = changes._give

        def giving(*arguments: Any) -> None:
            if next(ends):
                raise Stopped
            give(*arguments)

        patch.setattr(changes, "_give", giving)
        with pytest.raises(Stopped):
            save(root, CHANGE)
    assert held(root)["a/one.yml"] == NEW["a/one.yml"]
    assert held(root)["a/two.yml"] == OLD["a/two.yml"]


def test_what_somebody_wrote_since_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped(root, monkeypatch)
    put(root, {"a/two.yml": "mine\n"})
    assert settled(root)
    assert held(root) == {**NEW, "a/two.yml": "mine\n"}


def test_a_file_that_changed_since_it_was_read_is_not_written(root: Path) -> None:
    put(root, {"a/two.yml": "mine\n"})
    with pytest.raises(StaleError, match="two"):
        save(root, CHANGE)
    assert held(root) == {**OLD, "a/two.yml": "mine\n"}


HOLDER = """
import sys, time
from pathlib import Path
from citystrategy.editing.change import locked
with locked(Path(sys.argv[1])):
    print("locked", flush=True)
    time.sleep(30)
"""


def test_two_programs_do_not_write_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", HOLDER, str(root)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "locked\n"
        with pytest.raises(BusyError), locked(root):
            pass
        stopped(root, monkeypatch)
        monkeypatch.setattr(changes, "PATIENCE", 0.1)
        assert not settled(root)
        other.kill()
        other.wait()
    deadline = time.monotonic() + 5
    while not settled(root) and time.monotonic() < deadline:
        pass
    assert held(root) == NEW


def test_nothing_is_made_where_nothing_is_unfinished(root: Path) -> None:
    assert settled(root)
    assert not (root / changes.LOCK).exists()
