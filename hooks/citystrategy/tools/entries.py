"""A row of a table, or the arguments of `record`, as an observed value: understood, told before and after.

Owns which columns there are, and what is kept of the value that stands there. What is wrong comes back as
sentences, all of a row at once. Must not know where rows come from, nor write anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from citystrategy.editing import given
from citystrategy.editing.given import UnclearError, blank
from citystrategy.editing.observed import Entry, Item, same, standing
from citystrategy.editing.sources import PATH as SOURCES
from citystrategy.model import Actual, Indicator
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.problems.problem import Both, nearest
from citystrategy.words.words import MINUS, NO_BREAK_SPACE, Words

PLACE = ("city", "indicator", "year")
PLAIN = ("value", "source", "date", "provisional", "method", "edition", "field_size")
PAIRS = ("break", "body", "document", "note", "reason")
"""Columns that are there in both languages, as `note_kk` and `note_ru`."""
PAIRED = tuple(f"{name}_{language}" for name in PAIRS for language in ("kk", "ru"))
COLUMNS = (*PLACE, *PLAIN, *PAIRED, "document_url")
"""Names of all columns, as in `actuals.csv` of the published data package."""
FIELDS = tuple(
    field.alias or name
    for name, field in Actual.model_fields.items()
    if name not in ("indicator", "revisions")
)
"""Keys of `Actual`, in their order."""
OF_THE_VALUE = ("date", "provisional", "finding")
"""What belongs to one value only, and does not outlive it."""


@dataclass(frozen=True)
class ValueRow:
    """What somebody gives of one value: texts by column."""

    cells: Mapping[str, str]
    number: int = 0
    """ValueRow of a table, from 1; 0 where it is none."""


@dataclass(frozen=True)
class Given:
    """A value that was understood, beside what stands there."""

    entry: Entry
    city: Both
    indicator: Indicator
    stands: Item
    """Keys of `Actual` that stand there; none where nothing does."""

    @property
    def changes(self) -> Iterator[tuple[str, Any, Any]]:
        """Keys that change, with what stands there and what is given; None where nothing is."""
        for key in FIELDS:
            before, after = self.stands.get(key), self.entry.fields.get(key)
            if not (before is None and after is None) and not same(before, after):
                yield key, before, after


@dataclass
class Reader:
    """Understands rows by the tree that they are for."""

    root: Path
    tree: Tree
    words: Words
    problems: list[str] = field(default_factory=list)
    """What was wrong with the row that was read last."""
    years: dict[str, Mapping[str, tuple[int, Item]]] = field(default_factory=dict)

    def read(self, row: ValueRow) -> Given | None:
        """A row as a value; None where `problems` say why not. Raises UnreadableError, OSError."""
        self.problems = []
        cities = {folder.city.slug: folder.city.name for folder in self.tree.strategies}
        slug = self._of(row, "city", self._city, {slug: (name.kk, name.ru) for slug, name in cities.items()})
        folder = next((folder for folder in self.tree.strategies if folder.city.slug == slug), None)
        year = self._of(row, "year", given.year)
        indicator = self._indicator(row, folder) if folder else None
        if folder is None or indicator is None or year is None:
            self._fields(row, indicator)
            return None
        return self._beside(row, folder, indicator, year)

    def _city(self, written: str, begun: Mapping[str, Both]) -> str:
        """A city that has a strategy, by its slug or its name. Raises UnclearError."""
        others = {
            city.slug: (city.name.kk, city.name.ru) for city in self.tree.cities if city.slug not in begun
        }
        try:
            slug = given.choice(written, others)
        except UnclearError:
            return _named(written, begun, "strategies/_cities.yml")
        raise UnclearError("not_begun", city=others[slug])

    def _indicator(self, row: ValueRow, folder: CityFolder) -> Indicator | None:
        known = {indicator.id: (indicator.name.kk, indicator.name.ru) for indicator in folder.indicators}
        named = self._of(row, "indicator", _named, known, folder.path("indicators.yml"))
        return folder.indicator(named) if named else None

    def _beside(self, row: ValueRow, folder: CityFolder, indicator: Indicator, year: int) -> Given | None:
        """The value with what is kept of the one that stands there."""
        path = Entry(folder.city.slug, indicator.id, year, {}).path
        if path not in self.years:
            self.years[path] = standing(self.root, path)
        stands = self.years[path].get(indicator.id, (0, {}))[1]
        fields, reason = self._fields(row, indicator), self._pair(row, "reason")
        changed = "value" in fields and "value" in stands and not same(stands["value"], fields["value"])
        if (changed or not stands) and "source" not in fields and blank(row.cells.get("source")):
            self._say("source", self.words("entries.missing"))
        if changed and reason is None:
            told = content(indicator, "value", stands["value"], self.words)
            self.problems.append(self.words("entries.reason", value=told))
        if self.problems:
            return None
        kept = {key: stands[key] for key in FIELDS if key in stands and not (changed and key in OF_THE_VALUE)}
        merged = {**kept, **fields}
        for key, usual in (("provisional", False), ("method", indicator.method)):
            if key not in stands and merged.get(key) == usual:
                merged.pop(key, None)
        ordered = {key: merged[key] for key in FIELDS if key in merged}
        entry = Entry(folder.city.slug, indicator.id, year, ordered, reason if changed else None)
        return Given(entry, (folder.city.name.kk, folder.city.name.ru), indicator, stands)

    def _fields(self, row: ValueRow, indicator: Indicator | None) -> dict[str, Any]:
        """The keys that a row gives; of one whose indicator is not known, what can be told all the same."""
        sources = {source.id: (source.title.kk, source.title.ru) for source in self.tree.sources}
        addresses = {source.url: source.id for source in self.tree.sources}
        fields: dict[str, Any] = {}
        if indicator:
            fields["value"] = self._of(row, "value", lambda text: given.value(indicator, text))
            methods = {method.id: (method.name.kk, method.name.ru) for method in indicator.methods}
            fields["method"] = self._optional(row, "method", _named, methods, "indicators.yml")
        fields["source"] = self._optional(
            row, "source", lambda text: addresses.get(text) or _named(text, sources, SOURCES)
        )
        fields["date"] = self._optional(row, "date", given.day)
        fields["provisional"] = self._optional(row, "provisional", given.truth)
        fields["edition"] = self._optional(row, "edition", given.text)
        fields["field_size"] = self._optional(row, "field_size", given.whole)
        fields |= {"break": self._pair(row, "break"), "note": self._pair(row, "note")}
        fields["finding"] = self._finding(row)
        return {key: value for key, value in fields.items() if value is not None}

    def _finding(self, row: ValueRow) -> dict[str, Any] | None:
        """Who assessed an indicator that is set in words: all of it or nothing."""
        body, document = self._pair(row, "body"), self._pair(row, "document")
        url = given.text(row.cells.get("document_url"))
        if body and document and url:
            return {"body": body, "document": document, "url": url}
        if body or document or url:
            self._say("document_url", self.words("entries.finding"))
        return None

    def _pair(self, row: ValueRow, name: str) -> dict[str, str] | None:
        """A text in both languages, or nothing."""
        both = {language: given.text(row.cells.get(f"{name}_{language}")) for language in ("kk", "ru")}
        if any(both.values()) and not all(both.values()):
            absent = next(language for language, text in both.items() if not text)
            self._say(f"{name}_{absent}", self.words("entries.both"))
        return both if all(both.values()) else None

    def _optional(self, row: ValueRow, column: str, read: Any, *more: Any) -> Any:
        return None if blank(row.cells.get(column)) else self._of(row, column, read, *more)

    def _of(self, row: ValueRow, column: str, read: Any, *more: Any) -> Any:
        """What a cell says; None where it cannot be understood."""
        try:
            return read(row.cells.get(column, ""), *more)
        except UnclearError as unclear:
            self._say(column, unclear.told(self.words))
            return None

    def _say(self, column: str, what: str) -> None:
        self.problems.append(f"{self.words(f'entries.columns.{column}')}: {what}")


def _named(written: str, known: Mapping[str, Both], where: str) -> str:
    """One of many things by its id or its name. Raises UnclearError with the nearest, and the file of all."""
    try:
        return given.choice(written, known)
    except UnclearError:
        text = given.shown(written)
        if not text:
            raise UnclearError("empty") from None
        names = {name: name for name in known} | {
            name: identifier for identifier, both in known.items() for name in both
        }
        near = names.get(nearest(text, names), "")
        raise UnclearError("unknown", value=text, where=where, nearest=near) from None


def told(value: Given, tree: Tree, words: Words) -> Iterator[str]:
    """What a value changes, as lines for an editor; nothing where it stands there already."""
    changes = list(value.changes)
    if not changes:
        return
    side, titles = words.language != "kk", {source.id: source.title for source in tree.sources}
    name = value.indicator.name
    yield f"{value.city[side]} – {(name.kk, name.ru)[side]}, {value.entry.year}"
    for key, before, after in changes:
        old, new = (
            "–" if said is None else content(value.indicator, key, said, words) for said in (before, after)
        )
        title = titles.get(after) if key == "source" else None
        new += f" ({(title.kk, title.ru)[side]})" if title else ""
        label = words(f"entries.fields.{key}")
        yield f"    {label}: {old} → {new}" if value.stands else f"    {label}: {new}"
    if value.entry.reason:
        yield f"    {words('entries.kept')}"


def content(indicator: Indicator, key: str, said: Any, words: Words) -> str:
    """What stands under a key, as an editor reads it."""
    if isinstance(said, bool):
        return words("entries.yes" if said else "entries.no")
    if isinstance(said, int | float | Decimal):
        return _number(Decimal(str(said)))
    if isinstance(said, date):
        return f"{said:%d.%m.%Y}"
    if isinstance(said, Mapping):
        return " / ".join(content(indicator, "", part, words) for part in said.values())
    if key == "value":
        return str(given.names(indicator).get(said, (said, said))[words.language != "kk"])
    return str(said)


def _number(number: Decimal) -> str:
    """A number with the digits that it has."""
    return f"{number:,f}".replace(",", NO_BREAK_SPACE).replace(".", ",").replace("-", MINUS)
