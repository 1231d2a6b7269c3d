"""From a draft to an approved edition, and from one edition to the next: what the files become, sealed.

Owns which lines of `strategy.yml` and `indicators.yml` an approval changes. Must not ask anybody, nor
judge what was answered: the check does, on the tree as it would be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citystrategy.editing.change import Change, joined, text_of, tree_after
from citystrategy.editing.sealing import sealing, stored_path
from citystrategy.editing.yaml_text import appended, with_every, with_key, without_key
from citystrategy.model.tree import CityFolder


@dataclass(frozen=True)
class Requisites:
    """What an edition rests on, as content of YAML by the keys of the model."""

    edition: Mapping[str, Any]
    """Keys of `Edition` but `number` and `seal`."""
    steps: Sequence[Mapping[str, Any]] = ()
    """Steps of the approval that do not stand there yet."""
    declarations: Sequence[Mapping[str, Any]] = ()
    """Declarations that do not stand there yet."""


def change(root: Path, folder: CityFolder, given: Requisites) -> Change:
    """All files of the new edition with its seal. Raises OSError, StoredError, PlaceError.

    The content is sealed as it would be read back, so that the check then finds the same.
    """
    written = _written(root, folder, given)
    path, number = folder.path("strategy.yml"), _next(folder)
    tree, _ = tree_after(root, written)
    later = next(other for other in tree.strategies if other.city.slug == folder.city.slug)
    about = later.strategy
    if about is None or about.edition is None or about.edition.number != number:
        return written  # the check says why it cannot be read
    stored = text_of(root, stored_path(folder, number))
    sealed = sealing(later, about, about.edition, written.after[path] or "", stored)
    return Change({**sealed.before, **written.before}, {**written.after, **sealed.after})


def _next(folder: CityFolder) -> int:
    return len(folder.strategy.editions) + 1 if folder.strategy else 1


def _written(root: Path, folder: CityFolder, given: Requisites) -> Change:
    """The files of the new edition without its seal."""
    return joined(_strategy(root, folder, given), _indicators(root, folder))


def _strategy(root: Path, folder: CityFolder, given: Requisites) -> Change:
    path = folder.path("strategy.yml")
    before = text_of(root, path)
    text = with_key(before or "", (), "status", "approved")
    if folder.strategy and folder.strategy.written:
        text = without_key(text, (), "written")
    text = appended(text, ("editions",), {"number": _next(folder), **given.edition})
    for step in given.steps:
        text = appended(text, ("approval",), step)
    for declaration in given.declarations:
        text = appended(text, ("declarations",), declaration)
    return Change({path: before}, {path: text})


def _indicators(root: Path, folder: CityFolder) -> Change:
    """The targets of an approved strategy are approved."""
    path = folder.path("indicators.yml")
    before = text_of(root, path)
    return Change({path: before}, {path: with_every(before or "", "basis", "approved")})
