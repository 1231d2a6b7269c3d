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
from citystrategy.outputs.tables import Cell, for_programs

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


@dataclass(frozen=True)
class PackageColumn:
    """A column, and how its cell is read from a record."""

    name: str
    type: str
    about: str
    read: Callable[[Any], Cell | bool]
    choices: tuple[str, ...] = ()


def columns(
    record: type[BaseModel], without: Collection[str] = (), names: Mapping[str, str] = MappingProxyType({})
) -> Iterator[PackageColumn]:
    """The columns of a record; `names` are those that differ from its own. Lists have tables of their own."""
    for name, field in record.model_fields.items():
        if name not in without:
            called = names.get(name) or field.serialization_alias or name
            about = (field.description or "").rstrip(".")
            for column in _of_form(form(field.annotation), called, about):
                yield _inside(name, column)


def _of_form(form: Form, name: str, about: str) -> Iterator[PackageColumn]:
    """The columns of a field, read from its value."""
    if form.many:
        return
    if form.kind == "value":
        yield from _of_value(about)
    elif form.kind == "bilingual" and form.inner:
        for code in form.inner.model_fields:
            yield PackageColumn(f"{name}_{code}", "string", f"{about}, in {TONGUES[code]}", attrgetter(code))
    elif form.kind == "part" and form.inner:
        told = {key: called.format(name) for key, called in PARTS.get(form.inner, {}).items()}
        for column in columns(form.inner, form.inner.model_fields.keys() - told.keys(), told):
            yield replace(column, about=about) if "id" in told else column
    else:
        yield PackageColumn(name, TYPES[form.kind], about, lambda value: value, form.choices)


def _inside(name: str, column: PackageColumn) -> PackageColumn:
    """The column of a field, read from the record in which it stands."""

    def read(record: BaseModel) -> Cell | bool:
        value = getattr(record, name)
        return None if value is None else column.read(value)

    return replace(column, read=read)


def _of_value(about: str) -> Iterator[PackageColumn]:
    """A value of an indicator in a column for each of its forms."""
    yield PackageColumn("value", "number", f"{about}. Here if it is a number; 1 is yes, 0 is no", _number)
    yield PackageColumn("low", "number", "Lowest value of a range", _part(Range, "low"))
    yield PackageColumn("high", "number", "Highest value of a range", _part(Range, "high"))
    about = "Id of a category, or the status that a body gave an indicator in words"
    yield PackageColumn("name", "string", about, lambda value: value if isinstance(value, str) else None)
    for code in ("kk", "ru"):
        yield PackageColumn(
            f"text_{code}", "string", f"Value in words, in {TONGUES[code]}", _part(Bilingual, code)
        )


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
    return PackageColumn(name, kind, about, lambda cells: cells[place])


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
