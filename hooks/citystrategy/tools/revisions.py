"""The files of a git revision in a folder of their own, as anybody may have written them.

Owns the calls of git. A revision is looked at and never executed: its files are written by their contents,
a link becomes one that leads nowhere, and what is too large to be read is not copied.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from citystrategy.editing.change import COPIED
from citystrategy.reading.source import LARGEST

LINK = "120000"
"""How git marks a link."""


class NoGitError(Exception):
    """There is no git, or the folder is no repository. What git said of it is the first argument."""


class RevisionError(Exception):
    """There is no such revision. Its name is the first argument."""


@dataclass(frozen=True)
class Blob:
    """One file of a revision."""

    path: str
    mode: str
    digest: str
    size: int


def commit(root: Path, revision: str) -> str:
    """The whole name of the commit that a revision means. Raises NoGitError, RevisionError."""
    _git(root, "rev-parse", "--git-dir")
    try:
        asked = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except NoGitError:
        raise RevisionError(revision) from None
    return asked.decode("ascii").strip()


def parted(root: Path, base: str, head: str) -> str:
    """The commit at which head parted from base: what base did since is no change of head's."""
    try:
        return _git(root, "merge-base", base, head).decode("ascii").strip()
    except NoGitError:
        return base  # a shallow clone may not reach so far


@contextmanager
def files_of(root: Path, name: str) -> Iterator[Path]:
    """A folder with what the check reads of a commit. Raises NoGitError, OSError."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        blobs = [blob for blob in _listed(root, name) if _harmless(blob.path)]
        for blob, content in _contents(root, blobs):
            _put(Path(folder) / blob.path, blob, content)
        yield Path(folder)


def changed(root: Path, base: str, head: str | None) -> list[str]:
    """The paths that differ between two commits, or between one and the working folder."""
    ends = [base] if head is None else [base, head]
    how = ("--name-only", "--no-ext-diff", "--no-renames", "-z", "--relative")
    named = _git(root, "diff", *how, *ends, "--")
    if head is None:
        named += _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    return sorted({path.decode("utf-8", "surrogateescape") for path in named.split(b"\0") if path})


def _listed(root: Path, name: str) -> Iterator[Blob]:
    for entry in _git(root, "ls-tree", "-r", "-z", "-l", name, "--", *COPIED).split(b"\0"):
        if entry:
            about, path = entry.split(b"\t", 1)
            mode, kind, digest, size = about.decode("ascii").split()
            if kind == "blob":
                yield Blob(path.decode("utf-8", "surrogateescape"), mode, digest, int(size))


def _harmless(path: str) -> bool:
    """Whether a path of a repository stays below the folder into which it is written, on this system."""
    parts = path.split("/")
    return Path(path).parts == tuple(parts) and ".." not in parts


def _contents(root: Path, blobs: list[Blob]) -> Iterator[tuple[Blob, bytes]]:
    """Each file with what it holds; of one that is too large to be read, as many zeros as tell it."""
    small = [blob for blob in blobs if blob.size <= LARGEST]
    asked = "".join(f"{blob.digest}\n" for blob in small).encode("ascii")
    told = _git(root, "cat-file", "--batch", given=asked) if small else b""
    place = 0
    for blob in small:
        start = told.index(b"\n", place) + 1
        yield blob, told[start : start + blob.size]
        place = start + blob.size + 1
    yield from ((blob, bytes(LARGEST + 1)) for blob in blobs if blob.size > LARGEST)


def _put(file: Path, blob: Blob, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if blob.mode != LINK:
        file.write_bytes(content)
        return
    try:
        file.symlink_to("nowhere")
    except OSError:  # Windows lets not everybody make links
        file.write_bytes(b"")


def _git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What git answers. Raises NoGitError."""
    program = shutil.which("git")
    if program is None:
        raise NoGitError("")
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    asked = subprocess.run(
        [program, "-c", "core.quotePath=false", *arguments],
        cwd=root,
        env=environment,
        input=given,
        stdin=None if given is not None else subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if asked.returncode:
        raise NoGitError(asked.stderr.decode("utf-8", "replace").strip())
    return asked.stdout
