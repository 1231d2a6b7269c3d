"""The file formats as the site documents them: made from the model, never typed again.

Owns the walk over the model's fields. The words are those of `strings/fields.<language>.yml`.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from citystrategy.model import Actuals, Benchmark, Indicators, Profile, Range, Register, Sources, Strategy

FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("strategies/<city>/strategy.yml", Strategy),
    ("strategies/<city>/indicators.yml", Indicators),
    ("strategies/<city>/actuals/<year>.yml", Actuals),
    ("strategies/<city>/profile.yml", Profile),
    ("strategies/_cities.yml", Register),
    ("strategies/_sources.yml", Sources),
    ("strategies/_benchmarks/<id>.yml", Benchmark),
)
"""The files that editors write, and the model of each."""

FORMS = {str: "text", int: "whole-number", float: "number", bool: "boolean"}


@dataclass(frozen=True)
class Key:
    """One key of a file."""

    path: str
    """Key with those above it, such as `targets[].year`."""
    about: str
    form: str
    """Key of `formats.forms` in the strings; empty for a choice."""
    choices: tuple[str, ...]
    required: bool


@dataclass(frozen=True)
class FileFormat:
    """One kind of file."""

    path: str
    about: str
    keys: tuple[Key, ...]


@cache
def words(language: str) -> dict[str, dict[str, str]]:
    """The descriptions of classes and fields in a language."""
    path = Path(__file__).parent.parent / "strings" / f"fields.{language}.yml"
    return dict(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))


def files(language: str) -> list[FileFormat]:
    """All file formats in a language."""
    about = words(language)
    return [
        FileFormat(path, about[model.__name__]["_"], tuple(_keys(model, "", language)))
        for path, model in FILES
    ]


def _keys(model: type[BaseModel], prefix: str, language: str) -> list[Key]:
    found: list[Key] = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        inner, many = _inner(field.annotation)
        inner = Range if Range in _models(field.annotation) else inner
        path = f"{prefix}{key}{'[]' if many else ''}"
        found.append(
            Key(
                path=path,
                about=words(language)[model.__name__][key],
                form=_form(field, inner, many),
                choices=_choices(field.annotation),
                required=field.is_required(),
            )
        )
        if inner is not None and inner.__name__ not in ("Bilingual", "CityName"):
            found += _keys(inner, f"{path}.", language)
    return found


def _inner(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model inside an annotation, and whether it stands in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    for argument in get_args(annotation):
        model, _ = _inner(argument)
        if model is not None:
            return model, get_origin(annotation) is tuple
    return None, False


def _models(annotation: Any) -> set[Any]:
    """Every type inside an annotation; a value of several forms has a range among them."""
    return {annotation}.union(*(_models(one) for one in get_args(annotation) if not isinstance(one, str)))


def _choices(annotation: Any) -> tuple[str, ...]:
    return tuple(get_args(annotation)) if get_origin(annotation) is Literal else ()


def _form(field: FieldInfo, inner: type[BaseModel] | None, many: bool) -> str:
    if Range in _models(field.annotation):
        return "value"
    if inner is not None:
        return "list" if many else "bilingual" if inner.__name__ in ("Bilingual", "CityName") else "keys"
    plain: Any = field.annotation
    if get_origin(plain) in (UnionType, Union):
        plain = next(one for one in get_args(plain) if one is not NoneType)
    while get_args(plain) and get_origin(plain) is not Literal:
        plain = get_args(plain)[0]
    return FORMS.get(plain, "" if get_origin(plain) is Literal else "date")
