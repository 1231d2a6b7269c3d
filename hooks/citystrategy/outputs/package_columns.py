"""Records of the published documents as a table: the fields of their class as typed columns.

Owns how a field of each form becomes columns; names, types and meanings are the class's own, so that a
new field has its column by itself. Must not know which tables there are.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from citystrategy.model import Bilingual, Range
from citystrategy.model.walk import Form, form
from citystrategy.outputs.api.conformity import DeclarationRecord
from citystrategy.outputs.api.indicator import NotAssessableRecord
from citystrategy.outputs.api.record import PublishedValue, Record
from citystrategy.outputs.api.strategy import DecisionRecord, DirectionRecord, SourceRecord
from citystrategy.outputs.api.values import FindingRecord
from citystrategy.outputs.field_guide import meaning
from citystrategy.outputs.tables import Cell, for_programs
from citystrategy.words.words import LANGUAGES, words_in

TYPES = {
    "text": "string",
    "choice": "string",
    "whole-number": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
}
"""The type of a column by the form of its field."""
PARTS: dict[type[BaseModel], dict[str, str]] = {
    SourceRecord: {"id": "{}"},
    DirectionRecord: {"id": "{}"},
    DecisionRecord: {"number": "{}", "date": "{}_date"},
    NotAssessableRecord: {"reason": "{}"},
    FindingRecord: {"body": "body", "document": "document", "url": "document_url"},
    DeclarationRecord: {"by": "declared_by", "date": "declared", "statement": "statement"},
}
"""What is told of a part, and the column's name, in which `{}` is the name of the field; no other part is."""
TONGUES = {"kk": "Kazakh", "ru": "Russian", "en": "English"}


Meaning = Mapping[str, str]
"""What a column means, by language."""


@dataclass(frozen=True)
class PackageColumn:
    """A column, and how its cell is read from a record."""

    name: str
    type: str
    about: str
    """What it means, in English."""
    meaning: Meaning
    read: Callable[[Any], Cell | bool]
    choices: tuple[str, ...] = ()
    filled: bool = True
    """Whether there is a cell in every row."""


def columns(
    record: type[BaseModel], without: Collection[str] = (), names: Mapping[str, str] = MappingProxyType({})
) -> Iterator[PackageColumn]:
    """The columns of a record; `names` are those that differ from its own. Lists have tables of their own."""
    for name, field in record.model_fields.items():
        if name not in without:
            called = names.get(name) or field.serialization_alias or name
            about = (field.description or "").rstrip(".")
            key = field.serialization_alias or name
            told = {code: meaning(record, key, code).rstrip(".") for code in LANGUAGES}
            shape = form(field.annotation)
            for column in _of_form(shape, called, about, told):
                inside = _inside(name, column)
                yield replace(inside, filled=column.filled and not shape.nullable)


def _of_form(form: Form, name: str, about: str, told: Meaning) -> Iterator[PackageColumn]:
    """The columns of a field, read from its value."""
    if form.many:
        return
    if form.kind == "value":
        yield from (replace(column, filled=False) for column in _of_value(about, told))
    elif form.kind == "bilingual" and form.inner:
        for code in form.inner.model_fields:
            own = {
                language: f"{words}, {words_in(language)(f'data.tongues.{code}')}"
                for language, words in told.items()
            }
            written = f"{about}, in {TONGUES[code]}"
            yield PackageColumn(f"{name}_{code}", "string", written, own, attrgetter(code))
    elif form.kind == "part" and form.inner:
        names = {key: called.format(name) for key, called in PARTS.get(form.inner, {}).items()}
        for column in columns(form.inner, form.inner.model_fields.keys() - names.keys(), names):
            yield replace(column, about=about, meaning=told) if "id" in names else column
    else:
        yield PackageColumn(name, TYPES[form.kind], about, told, lambda value: value, form.choices)


def _inside(name: str, column: PackageColumn) -> PackageColumn:
    """The column of a field, read from the record in which it stands."""

    def read(record: BaseModel) -> Cell | bool:
        value = getattr(record, name)
        return None if value is None else column.read(value)

    return replace(column, read=read)


def _of_value(about: str, told: Meaning) -> Iterator[PackageColumn]:
    """A value of an indicator in a column for each of its forms."""
    here = {
        language: f"{words}. {own}"
        for (language, words), own in zip(told.items(), said("value").values(), strict=True)
    }
    about = f"{about}. Here if it is a number; 1 is yes, 0 is no"
    yield PackageColumn("value", "number", about, here, _number)
    yield PackageColumn("low", "number", "Lowest value of a range", said("low"), _part(Range, "low"))
    yield PackageColumn("high", "number", "Highest value of a range", said("high"), _part(Range, "high"))
    about = "Id of a category, or the status that a body gave an indicator in words"
    yield PackageColumn(
        "name", "string", about, said("name"), lambda value: value if isinstance(value, str) else None
    )
    for code in ("kk", "ru"):
        name, about = f"text_{code}", f"Value in words, in {TONGUES[code]}"
        yield PackageColumn(name, "string", about, said(name), _part(Bilingual, code))


def said(column: str) -> Meaning:
    """What a column means that no field stands behind, in the words of `data.cells`."""
    return {code: words_in(code)(f"data.cells.{column}") for code in LANGUAGES}


def _number(value: PublishedValue) -> Cell:
    """A number; yes or no as one."""
    return int(value) if isinstance(value, bool) else value if isinstance(value, int | float) else None


def _part(kind: type[Range | Bilingual], name: str) -> Callable[[PublishedValue], Cell]:
    """Reads a part of a value of one kind, and nothing of others."""
    return lambda value: getattr(value, name) if isinstance(value, kind) else None


Lead = tuple[Cell, ...]
"""The cells before those of a record: what it belongs to."""


def lead(place: int, name: str, kind: str, about: str) -> PackageColumn:
    """A column of the cells before those of a record."""
    return PackageColumn(name, kind, about, said(name), lambda cells: cells[place])


@dataclass(frozen=True)
class PackageTable:
    """A table of the package."""

    name: str
    key: int
    """How many of the first columns are its key."""
    foreign: tuple[str, ...]
    """Tables to which it refers."""
    columns: tuple[PackageColumn, ...]
    content: str


def table(
    name: str,
    before: tuple[PackageColumn, ...],
    record: type[Record],
    rows: Iterable[tuple[Lead, Record]],
    *,
    key: int,
    foreign: tuple[str, ...] = (),
    without: Collection[str] = (),
    names: Mapping[str, str] = MappingProxyType({}),
    more: tuple[PackageColumn, ...] = (),
) -> PackageTable:
    """A table of records, each after the cells of what it belongs to."""
    own = (*columns(record, without, names), *more)
    head = [column.name for column in (*before, *own)]
    cells = (
        [*(column.read(cells) for column in before), *(column.read(entry) for column in own)]
        for cells, entry in rows
    )
    return PackageTable(name, key, foreign, (*before, *own), for_programs([head, *cells]))
