"""Observed values as they are written into `actuals/<year>.yml`.

Owns that a value which stands there is never overwritten: another one makes it a revision, with a reason.
Must not judge values; the check does, on the tree as it would be (`change.problems_after`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from citystrategy.editing.change import Change, UnreadableError, text_of
from citystrategy.editing.yaml_marks import PlaceError
from citystrategy.editing.yaml_text import appended, blank, with_key, without_key
from citystrategy.reading.source import read_yaml

KEPT = ("value", "source", "date")
"""What a revision keeps of the value that stood there."""


class ReasonError(Exception):
    """A value that stands there would change without a reason. The entry is the first argument."""


@dataclass(frozen=True)
class Entry:
    """One observed value that somebody gives."""

    city: str
    """Name of the city's folder."""
    indicator: str
    year: int
    fields: Mapping[str, Any]
    """Keys of `Actual` but `indicator` and `revisions`, in their order, as plain YAML content; a number is a
    Decimal with the digits that were written. A key that is absent or None is not to stand there."""
    reason: Mapping[str, str] | None = None
    """Why it replaces the value that stands there, in kk and ru."""

    @property
    def path(self) -> str:
        """The file of its year."""
        return f"strategies/{self.city}/actuals/{self.year}.yml"


Item = Mapping[str, Any]
"""A value as a file holds it: keys of `Actual`."""


def change(root: Path, entries: Iterable[Entry], today: date) -> Change:
    """What the files become with the entries, at most one of an indicator and a year.

    One that stands there already changes no byte. Raises ReasonError, UnreadableError, OSError.
    """
    before: dict[str, str | None] = {}
    after: dict[str, str | None] = {}
    there: dict[str, Mapping[str, tuple[int, Item]]] = {}
    for entry in sorted(entries, key=lambda entry: entry.path):
        path = entry.path
        if path not in before:
            there[path] = standing(root, path)
            before[path] = after[path] = text_of(root, path)
        try:
            after[path] = entered(after[path], there[path].get(entry.indicator), entry, today)
        except PlaceError:
            raise UnreadableError(path) from None
    return Change(before, after)


def standing(root: Path, path: str) -> Mapping[str, tuple[int, Item]]:
    """The values that a year's file holds, by indicator, with the number of each from 0.

    Raises UnreadableError.
    """
    if not (root / path).exists():
        return {}
    document, _ = read_yaml(root, root / path)
    data = document.data if document else None
    values = data.get("values") if isinstance(data, dict) else None
    if document is None or not isinstance(data, dict | None) or not isinstance(values, list | tuple | None):
        raise UnreadableError(path)
    numbered = enumerate(values or ())
    return {str(item.get("indicator")): (number, item) for number, item in numbered if isinstance(item, dict)}


def entered(text: str | None, there: tuple[int, Item] | None, entry: Entry, today: date) -> str:
    """The text of a year's file with an entry. Raises ReasonError."""
    given = {key: value for key, value in entry.fields.items() if value is not None}
    item = {"indicator": entry.indicator, **given}
    if text is None or blank(text):
        text = with_key(text or "", (), "year", entry.year)
    if there is None:
        return appended(text, ("values",), item)
    number, stands = there
    place = ("values", number)
    replaced = not same(stands.get("value"), given.get("value"))
    if replaced and entry.reason is None:
        raise ReasonError(entry)
    for key, value in given.items():
        if key not in stands or not same(stands[key], value):
            text = with_key(text, place, key, value)
    for key in stands:
        if key not in item and key != "revisions":
            text = without_key(text, place, key)
    return revised(text, place, stands, entry, today) if replaced else text


def revised(
    text: str, place: tuple[str | int, ...], stands: Mapping[str, Any], entry: Entry, today: date
) -> str:
    """The text with the value that stood there put among its revisions."""
    former = {key: _exact(stands[key]) for key in KEPT if key in stands}
    return appended(text, (*place, "revisions"), {**former, "replaced": today, "reason": entry.reason})


def same(stands: Any, given: Any) -> bool:
    """Whether what stands in a file says the same as what is given."""
    if isinstance(stands, dict) and isinstance(given, Mapping):
        return stands.keys() == given.keys() and all(same(stands[key], given[key]) for key in stands)
    if isinstance(stands, bool) or isinstance(given, bool):
        return stands is given
    return bool(_exact(stands) == _exact(given))


def _exact(value: Any) -> Any:
    """A number as the decimal that was written."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(str(value)) if number else value
