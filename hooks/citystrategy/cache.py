"""The one store of what takes long to make, between builds.

Owns the form of an entry: the SHA-256 of its name and content, a line feed, the content. A name is made
of everything that makes the content, program and libraries included. An entry that does not fit its
digest is as good as none and is made anew, as is everything where the folder cannot be used: a cache is
never needed. Nothing of it is ever executed. Safe for builds at the same time.
"""

import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

OLDEST = 30 * 24 * 3600
"""Seconds after which an entry that no build used is swept out."""
LOG = logging.getLogger(__name__)
DAY = 24 * 3600
PACKAGE = Path(__file__).parent


def maker(files: Iterable[Path], libraries: Iterable[str]) -> str:
    """What makes some content, as a digest: program files and the versions of installed libraries."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(b"\0".join([path.relative_to(PACKAGE).as_posix().encode(), path.read_bytes(), b""]))
    for library in sorted(libraries):
        digest.update(f"{library} {version(library)}\0".encode())
    return digest.hexdigest()


def program() -> list[Path]:
    """Every file of the program that can change what it makes."""
    return sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".yml"))


class Cache:
    """The entries of one kind, in a folder."""

    def __init__(
        self, folder: Path, made_by: str, sound: Callable[[bytes], bool] = lambda content: True
    ) -> None:
        self.folder = folder
        self.made_by = made_by
        self.sound = sound
        """Whether content may be used at all; asked for what is read, not for what was made now."""
        self.told = False
        """Whether it was said that nothing can be kept."""

    def name(self, *parts: str) -> str:
        """The name of an entry that is made from these texts."""
        digest = hashlib.sha256(self.made_by.encode())
        for part in parts:
            digest.update(f"{len(part)}\0{part}".encode())
        return digest.hexdigest()[:32]

    def holds(self, name: str) -> bool:
        """Whether there is an entry under a name; whether it can be trusted is seen when it is read."""
        return (self.folder / name).is_file()

    def get(self, name: str) -> bytes | None:
        """The content under a name; None where there is none that can be trusted."""
        path = self.folder / name
        try:
            digest, _, content = path.read_bytes().partition(b"\n")
            if digest != _digest(name, content) or not self.sound(content):
                return None
            if time.time() - path.stat().st_mtime > DAY:
                os.utime(path)
        except OSError:
            return None
        return content

    def put(self, name: str, content: bytes) -> None:
        """Keeps content under a name, whole or not at all."""
        unfinished = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
                unfinished = Path(file.name)
                file.write(b"\n".join([_digest(name, content), content]))
            unfinished.replace(self.folder / name)
        except OSError as error:
            self.tell(error)
            if unfinished is not None:
                unfinished.unlink(missing_ok=True)

    def tell(self, error: OSError) -> None:
        """Says once that nothing can be kept: the next build takes longer, and is as right."""
        if not self.told:
            LOG.warning("Nothing can be kept in %s for the next build: %s", self.folder, error.strerror)
        self.told = True

    def text(self, name: str, make: Callable[[], str]) -> str:
        """The text kept under a name, or the one that is made now and kept."""
        kept = self.get(name)
        if kept is not None:
            return kept.decode()
        made = make()
        self.put(name, made.encode())
        return made

    def sweep(self) -> None:
        """Deletes what no build used for a month."""
        try:
            for path in self.folder.iterdir():
                if time.time() - path.stat().st_mtime > OLDEST:
                    path.unlink(missing_ok=True)
        except OSError:
            return  # another build sweeps too, or there is no folder


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).hexdigest().encode()
