"""Where a change may be made: the files of a tree, of which every folder is as likely as another.

Owns the draw of a file. Must not know what is changed in it.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

GIVEN = yaml.safe_load((Path(__file__).parent / "given.yml").read_text("utf-8"))
"""What is put into files."""
Change = Callable[[Path, random.Random], str]


class Unfit(Exception):  # noqa: N818 - no error: the next change is tried
    """There is nothing here that could be changed so."""


def files(root: Path, *endings: str) -> list[Path]:
    """The files of the tree with such endings; the order itself only now and then is among them."""
    paths = sorted(path for path in (root / "strategies").rglob("*") if path.is_file())
    return [path for path in paths if path.suffix in endings]


def file(root: Path, chance: random.Random, *endings: str) -> Path:
    """A file; each folder is as likely as another."""
    folders: dict[Path, list[Path]] = {}
    for path in files(root, *endings):
        if path.parent.name != "_methodology" or chance.random() < 0.1:
            folders.setdefault(path.parent, []).append(path)
    if not folders:
        raise Unfit
    return chance.choice(folders[chance.choice(list(folders))])


def named(root: Path, path: Path) -> str:
    """The path of a file below `strategies/`."""
    return path.relative_to(root / "strategies").as_posix()


def read(path: Path) -> Any:
    """The data of a YAML or JSON file."""
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
