"""What differs between two contents: sections with what they say, values old and new, words.

Owns the comparison. Must not know where a content comes from nor how a difference is shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from citystrategy.editions.content import SectionPlace, data, wording
from citystrategy.markdown.wording import Wording
from citystrategy.model.edition import Content

LONGEST = 2000
"""Words on one side beyond which two texts are not compared word by word: it takes their square."""

NAMES = ("year", "id", "slug", "number", "step", "rule", "replaced")
"""The fields by which the items of a list are known, the first that an item has."""

Value = str | float | bool | None


@dataclass(frozen=True)
class TextDifference:
    """A section that does not say the same."""

    place: SectionPlace
    before: tuple[Wording, ...] | None
    """What it said, or None where there was no such section."""
    after: tuple[Wording, ...] | None


@dataclass(frozen=True)
class ValueDifference:
    """A value that is not the same."""

    indicator: str
    """Id of the indicator; empty for the strategy's title and methodology."""
    key: tuple[str, ...]
    """Keys down to the value, such as `targets`, `2030`, `value`."""
    before: Value
    """The value, or None where there was none."""
    after: Value


def texts(before: Content, after: Content) -> Iterator[TextDifference]:
    """The sections that say something else, in the order of the chapters."""
    old, new = wording(before), wording(after)
    places = dict.fromkeys((*new, *old))
    for place in places:
        if old.get(place) != new.get(place):
            yield TextDifference(place, old.get(place), new.get(place))


def moved(before: Content, after: Content) -> Iterator[tuple[str, str]]:
    """Chapter and language where the same sections stand in another order."""
    for name in before.chapters.keys() & after.chapters.keys():
        for language in ("kk", "ru"):
            old = [section.anchor for section in before.chapters[name].sections(language)]
            new = [section.anchor for section in after.chapters[name].sections(language)]
            if old != new and sorted(old) == sorted(new):
                yield name, language


def values(before: Content, after: Content) -> Iterator[ValueDifference]:
    """The values that differ: of the strategy, then of each indicator."""
    old, new = data(before), data(after)
    about = [{name: plain[name] for name in ("title", "methodology")} for plain in (old, new)]
    yield from _values("", *about)
    for name in dict.fromkeys((*new["indicators"], *old["indicators"])):
        yield from _values(name, old["indicators"].get(name, {}), new["indicators"].get(name, {}))


def fields(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[ValueDifference]:
    """The values that differ between two parts of files as plain data, under a name."""
    yield from _values(name, before, after)


def _values(name: str, before: Any, after: Any) -> Iterator[ValueDifference]:
    old, new = dict(_flat(before, ())), dict(_flat(after, ()))
    for key in dict.fromkeys((*new, *old)):
        if old.get(key) != new.get(key):
            yield ValueDifference(name, key, old.get(key), new.get(key))
    for field in before.keys() & after.keys():
        names, others = _names(before[field]), _names(after[field])
        if names != others and sorted(names) == sorted(others):
            yield ValueDifference(name, (field,), ", ".join(names), ", ".join(others))


def _flat(value: Any, key: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Value]]:
    """Every scalar with the keys down to it; an item of a list goes by its year or its id."""
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from _flat(entry, (*key, name))
    elif isinstance(value, list):
        for name, entry in zip(_names(value), value, strict=True):
            inner = {field: part for field, part in entry.items() if field != _named_by(entry)}
            yield from _flat(inner, (*key, name))
    else:
        yield key, value


def _names(value: Any) -> list[str]:
    """The year, the id or another name of every item of a list, or its place; nothing for anything else."""
    if not isinstance(value, list):
        return []
    names: list[str] = []
    for place, entry in enumerate(value, 1):
        name = str(entry.get(_named_by(entry), place))
        names.append(f"{name} ({place})" if name in names else name)
    return names


def _named_by(entry: Mapping[str, Any]) -> str:
    """The field by which an item of a list is known; empty where it has none."""
    return next((field for field in NAMES if field in entry), "")


@dataclass(frozen=True)
class Piece:
    """Some words that stand in both texts, in the old one only, or in the new one only."""

    kind: Literal["same", "out", "in"]
    text: str


def words(before: str, after: str) -> Iterator[Piece]:
    """The words of two texts, what they share and what went out and in."""
    old, new = before.split(), after.split()
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    yield from _piece("same", old[:start])
    yield from _compared(old[start : len(old) - end], new[start : len(new) - end])
    yield from _piece("same", old[len(old) - end :])


def _shared(old: list[str], new: list[str]) -> int:
    """How many words two texts share at their beginning."""
    pairs = zip(old, new, strict=False)
    return next(
        (place for place, (before, after) in enumerate(pairs) if before != after), min(len(old), len(new))
    )


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    if max(len(old), len(new)) > LONGEST:
        yield from _piece("out", old)
        yield from _piece("in", new)
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from _piece("same", old[a:b])
        else:
            yield from _piece("out", old[a:b])
            yield from _piece("in", new[c:d])


def _piece(kind: Literal["same", "out", "in"], words: list[str]) -> Iterator[Piece]:
    if words:
        yield Piece(kind, " ".join(words))
