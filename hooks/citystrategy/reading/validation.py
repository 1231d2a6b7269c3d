"""From data to the typed model: every fault that pydantic finds becomes a problem with a line.

Owns the translation of pydantic's errors. Must not know which file is which.
"""

import re
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from citystrategy.model import FORMS
from citystrategy.model.located import LocatedMapping, LocatedSequence
from citystrategy.model.walk import fields
from citystrategy.problems.problem import Problem, nearest
from citystrategy.reading.source import MOST, YamlFile, decimal_form

M = TypeVar("M", bound=BaseModel)

QUOTED_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LANGUAGE_FIELDS = ("kk", "ru")
TYPES = {
    "string_type": "text",
    "int_type": "whole-number",
    "int_from_float": "whole-number",
    "float_type": "number",
    "bool_type": "boolean",
    "date_type": "date",
    "date_from_datetime_inexact": "date",
    "tuple_type": "list",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}


@dataclass(frozen=True)
class Validated(Generic[M]):
    """What a file's data became."""

    content: M | None
    """The model without the faulty items, or None where nothing can be kept."""
    problems: list[Problem]
    dropped: frozenset[str]
    """The name of every faulty item (`id`, `slug` or `indicator`), so that nobody calls it unknown."""


def validate(document: YamlFile, kind: type[M]) -> Validated[M]:
    """The data of a file as a model of `kind`, and all problems found on the way."""
    try:
        return Validated(kind.model_validate(document.data), [], frozenset())
    except ValidationError as error:
        details = [_placed(detail) for detail in error.errors(include_url=False)[:MOST]]
    told = _without_misspelt(kind, details)
    problems = [
        _problem(document, kind, detail).in_column(document.place(detail["loc"])[1]) for detail in told
    ]
    faulty = {detail["loc"][:2] for detail in details}
    if not all(len(where) == 2 and isinstance(where[1], int) for where in faulty):
        return Validated(None, problems, frozenset())
    dropped = frozenset(_identifier(document.data[key][index]) for key, index in faulty)
    try:
        kept = kind.model_validate(_without(document.data, faulty))
    except ValidationError:
        return Validated(None, problems, dropped)
    return Validated(kept, problems, dropped)


def _without_misspelt(kind: type[BaseModel], details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The faults without the keys that are missing only because they are misspelt."""
    meant = {
        (*detail["loc"][:-1], nearest(str(detail["loc"][-1]), _fields(kind, detail["loc"][:-1])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    return [detail for detail in details if detail["type"] != "missing" or detail["loc"] not in meant]


def _placed(detail: ErrorDetails) -> ErrorDetails:
    """A fault at its place in the file, which knows nothing of the forms of a value."""
    where = detail["loc"]
    inner = [part for place, part in enumerate(where) if not (part in FORMS and where[place - 1] == "value")]
    return {**detail, "loc": tuple(inner)}


def _identifier(entry: Any) -> str:
    names = (entry.get(key) for key in ("id", "slug", "indicator")) if isinstance(entry, dict) else ()
    return str(next((name for name in names if name), ""))


def _without(data: LocatedMapping, faulty: set[tuple[Any, ...]]) -> LocatedMapping:
    kept = LocatedMapping(data)
    kept.line, kept.lines = data.line, data.lines
    for key in {where[0] for where in faulty}:
        items = [index for index in range(len(data[key])) if (key, index) not in faulty]
        kept[key] = LocatedSequence(data[key][index] for index in items)
        kept[key].lines = tuple(data[key].lines[index] for index in items)
    return kept


def _problem(document: YamlFile, kind: type[BaseModel], detail: ErrorDetails) -> Problem:
    where, fault = detail["loc"], detail["type"]
    field = str(where[-1]) if where else ""
    path, line = document.path, document.place(where)[0]
    if fault == "extra_forbidden":
        near = nearest(field, _fields(kind, where[:-1]))
        return Problem.at(path, line, "field-unknown", field=field, nearest=near)
    empty = fault == "string_too_short" or (detail["input"] is None and fault in TYPES)
    if empty and not where:
        return Problem.at(path, line, "file-empty")
    if empty or fault == "missing":
        code = "field-empty" if empty else "field-missing"
        code = "translation-missing" if field in LANGUAGE_FIELDS else code
        return Problem.at(path, line, code, field=field, parent=str(where[-2]) if len(where) > 1 else "")
    code, told = _unfit(detail)
    return Problem.at(path, line, code, field=field, **told)


def _unfit(detail: ErrorDetails) -> tuple[str, dict[str, str]]:
    """The code of what is wrong with a value that was given, and what its message tells of it."""
    fault, given = detail["type"], _written(detail["input"])
    told = {"given": given}
    if fault in TYPES:
        return _untyped(TYPES[fault], detail["input"], told)
    if fault == "literal_error":
        allowed = str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        return "field-choice", {**told, "allowed": allowed, "nearest": nearest(given, allowed.split(", "))}
    if fault == "string_pattern_mismatch":
        return _misformed(str(detail["ctx"]["pattern"])), told
    return "field-range", {**told, "limit": str(next(iter(detail.get("ctx", {}).values()), ""))}


def _misformed(pattern: str) -> str:
    """The code of a text that has not the form it needs."""
    if "http" in pattern:
        return "field-address"
    return "field-page" if "#" in pattern else "field-identifier"


def _untyped(wanted: str, value: Any, told: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The same of a value of another type than the one wanted."""
    if isinstance(value, bool) and wanted == "text":
        return "field-boolean-text", {}
    if wanted == "date" and QUOTED_DATE.fullmatch(told["given"]):
        return "field-quoted-date", told
    near = decimal_form(told["given"]) if isinstance(value, str) and "number" in wanted else ""
    if near and near == told["given"]:
        return "field-quoted-number", told
    return f"field-type-{wanted}", {**told, "nearest": near}


def _written(value: Any) -> str:
    """A value as its author wrote it, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{…}"
    return "[…]" if isinstance(value, list | tuple) else str(value)[:60]


def _fields(kind: type[BaseModel], where: tuple[str | int, ...]) -> list[str]:
    """The names of the keys that may stand at a place of a file."""
    for part in where:
        if isinstance(part, str):
            inner = next((form.inner for name, _, form in fields(kind) if name == part), None)
            if inner is None:
                return []
            kind = inner
    return [name for name, _, _ in fields(kind)]
