"""Changes to the data of a YAML file: values of another kind or far out, fields and items more or less.

Owns the operators on data. Must not know what the program makes of it.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from opendata_sample import write

from mutations.places import GIVEN, Change, Unfit, file, named, read

WRONG: tuple[Any, ...] = (
    None, True, "", "мәтін", 0, -1, 1.5, 5.55555, 10**30, 1e300, float("nan"), [], {}, [1], {"kk": "а"},
    date(2026, 2, 28), date(1, 1, 1), date(9999, 12, 31),
)  # fmt: skip
"""Values that hardly any field may have."""


def _slot(data: Any, chance: random.Random) -> tuple[Any, Any]:
    """A place in data, as its container and key; rare keys are as likely as frequent ones."""
    while isinstance(data, (dict, list)) and data:
        key = chance.choice(list(data)) if isinstance(data, dict) else chance.randrange(len(data))
        if not (isinstance(data[key], (dict, list)) and data[key]) or chance.random() < 0.2:
            return data, key
        data = data[key]
    raise Unfit


def _lists(data: Any, name: Any = "") -> Iterator[tuple[Any, list[Any]]]:
    """Every list of mappings in data, with its key."""
    if isinstance(data, list) and data and all(isinstance(entry, dict) for entry in data):
        yield name, data
    for key, inner in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(inner, (dict, list)):
            yield from _lists(inner, key)


def _list(data: Any, chance: random.Random) -> tuple[Any, list[Any]]:
    """A list of mappings in data, with its key; each key is as likely as another."""
    by_key: dict[Any, list[list[Any]]] = {}
    for name, items in _lists(data) if isinstance(data, (dict, list)) else ():
        by_key.setdefault(name, []).append(items)
    if not by_key:
        raise Unfit
    name = chance.choice(list(by_key))
    return name, chance.choice(by_key[name])


def _in_data(change: Callable[[Any, random.Random, Path], str]) -> Change:
    """An operator on the data of one file."""

    def changed(root: Path, chance: random.Random) -> str:
        path = file(root, chance, ".yml")
        data = read(path)
        told = change(data, chance, root)
        write(path, data)
        return f"{named(root, path)}: {told}"[:300]

    changed.__name__ = change.__name__
    return changed


def wrong(data: Any, chance: random.Random, root: Path) -> str:
    """A value of another type, or far out."""
    inside, key = _slot(data, chance)
    inside[key] = chance.choice(WRONG)
    return f"{key} = {inside[key]!r}"


def likely(data: Any, chance: random.Random, root: Path) -> str:
    """A value like the one that stands there."""
    inside, key = _slot(data, chance)
    was = inside[key]
    inside[key] = _like(was, key, chance, root)
    return f"{key}: {was!r} → {inside[key]!r}"


def _like(was: Any, key: Any, chance: random.Random, root: Path) -> Any:
    if isinstance(was, bool):
        return not was
    if isinstance(was, int) and 1900 <= was <= 2100:
        return chance.choice(
            (was - 1, was + 1, was - 5, was + 5, 1900, 1991, 2025, 2026, 2027, 2050, 2051, 2100)
        )
    if isinstance(was, (int, float)):
        return chance.choice(
            (0, -was, was + 1, was * 10, was / 10, round(was + 0.25, 2), was + 0.005, 1e15, 100, 3)
        )
    if isinstance(was, date):
        shift = timedelta(days=chance.choice((-4000, -365, -31, -1, 1, 31, 365, 4000)))
        return was + shift if date(1, 1, 1) - was < shift < date.max - was else was
    if isinstance(was, str):
        return chance.choice([*GIVEN["texts"], *_alike(key, chance, root) * len(GIVEN["texts"])][:200])
    raise Unfit


def _alike(key: Any, chance: random.Random, root: Path) -> list[str]:
    """Texts that stand under the same key in some file."""
    alike: set[str] = set()

    def look(data: Any) -> None:
        for name, inner in data.items() if isinstance(data, dict) else enumerate(data):
            if isinstance(inner, (dict, list)):
                look(inner)
            elif name == key and isinstance(inner, str):
                alike.add(inner)

    data = read(file(root, chance, ".yml"))
    look(data if isinstance(data, (dict, list)) else {})
    return sorted(alike)[:20]


def without(data: Any, chance: random.Random, root: Path) -> str:
    """A key or an item less."""
    inside, key = _slot(data, chance)
    del inside[key]
    return str(key)


def twice(data: Any, chance: random.Random, root: Path) -> str:
    """An item once more, perhaps with another name."""
    _, items = _list(data, chance)
    copy = dict(chance.choice(items))
    for key in ("id", "slug", "indicator", "year", "number"):
        if key in copy and chance.random() < 0.6:
            copy[key] = (
                f"{copy[key]}-2" if isinstance(copy[key], str) else copy[key] + chance.choice((-1, 1, 5))
            )
    items.insert(chance.randrange(len(items) + 1), copy)
    return str(copy)


def moved(data: Any, chance: random.Random, root: Path) -> str:
    """Two items in each other's place, or a value from one in the other."""
    _, items = _list(data, chance)
    if len(items) < 2:
        raise Unfit
    first, second = chance.sample(range(len(items)), 2)
    if chance.random() < 0.5:
        items[first], items[second] = items[second], items[first]
        return f"{first} ↔ {second}"
    key = chance.choice(list(items[first]))
    items[second][key] = items[first][key]
    return f"{key} of {first} → {second}"


def field(data: Any, chance: random.Random, root: Path) -> str:
    """A field of an item that it had not, or with another value."""
    name, items = _list(data, chance)
    if name not in GIVEN["fields"]:
        raise Unfit
    key, value = chance.choice(GIVEN["fields"][name])
    chance.choice(items)[key] = value
    return f"{key} = {value}"


def words(data: Any, chance: random.Random, root: Path) -> str:
    """A text in both languages that is another one in both."""
    pairs: list[dict[str, Any]] = []

    def look(data: Any) -> None:
        if isinstance(data, dict) and {"kk", "ru"} <= data.keys():
            pairs.append(data)
        for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
            look(inner)

    look(data)
    if not pairs:
        raise Unfit
    text = chance.choice(pairs)
    text |= chance.choice(GIVEN["pairs"])
    return str(text)


OF_DATA: dict[Change, int] = {
    _in_data(wrong): 5,
    _in_data(likely): 30,
    _in_data(without): 5,
    _in_data(twice): 8,
    _in_data(moved): 8,
    _in_data(field): 24,
    _in_data(words): 8,
}
"""Every operator, and how often it is taken."""
