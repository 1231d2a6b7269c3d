"""The structure of the published documents as the site documents it: made from their classes.

Owns the walk over the fields. The words are those of `strings/documents.<language>.yml`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel

from citystrategy.model import Bilingual, CityName, Range
from citystrategy.opendata.documents import DOCUMENTS

FORMS: dict[Any, str] = {
    str: "text",
    int: "whole-number",
    float: "number",
    bool: "boolean",
    date: "date",
    Bilingual: "bilingual",
    CityName: "bilingual",
}
"""Keys of `formats.forms` in the strings."""


@dataclass(frozen=True)
class Key:
    """One key of a document or of a part of one."""

    name: str
    about: str
    form: str
    """Key of `formats.forms` in the strings; empty where there are choices or a part."""
    part: str
    """Name of the part that stands here, or an empty string."""
    many: bool
    """Whether a list of it stands here."""
    choices: tuple[str, ...]
    nullable: bool


@dataclass(frozen=True)
class Part:
    """A document or a part that occurs in documents."""

    name: str
    document: str
    """Name of the document; empty for a part."""
    about: str
    keys: tuple[Key, ...]


@cache
def words(language: str) -> dict[str, dict[str, str]]:
    """The descriptions of classes and keys in a language."""
    path = Path(__file__).parent.parent / "strings" / f"documents.{language}.yml"
    return dict(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))


@cache
def parts(language: str) -> tuple[Part, ...]:
    """All documents, then the parts that occur in them, in order of first occurrence."""
    waiting: list[type[BaseModel]] = list(DOCUMENTS.values())
    names: dict[type[BaseModel], str] = {model: name for name, model in DOCUMENTS.items()}
    about, found = words(language), dict[type[BaseModel], Part]()
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            own = about[model.__name__]["_"]
            keys = tuple(_keys(model, language))
            found[model] = Part(model.__name__, names.get(model, ""), own, keys)
            waiting += [inner for field in model.model_fields.values() if (inner := _part(field.annotation))]
    return tuple(found.values())


def _keys(model: type[BaseModel], language: str) -> Iterator[Key]:
    for name, field in model.model_fields.items():
        written = field.serialization_alias or name
        inner = _part(field.annotation)
        bare = _bare(field.annotation)
        element = _element(bare)
        choices = tuple(get_args(element)) if get_origin(element) is Literal else ()
        yield Key(
            name=written,
            about=_about(model, written, language),
            form="" if inner or choices else "value" if Range in get_args(element) else FORMS[element],
            part=inner.__name__ if inner else "",
            many=get_origin(bare) in (tuple, dict),
            choices=choices,
            nullable=NoneType in get_args(field.annotation),
        )


def _about(model: type[BaseModel], name: str, language: str) -> str:
    """The description of a key, of the class itself or of the one from which it has it."""
    described = (words(language).get(one.__name__, {}) for one in model.__mro__)
    return next(own[name] for own in described if name in own)


def _bare(annotation: Any) -> Any:
    """An annotation without the possibility of absence."""
    if get_origin(annotation) in (UnionType, Union):
        forms = [one for one in get_args(annotation) if one is not NoneType]
        return forms[0] if len(forms) == 1 else annotation
    return annotation


def _element(bare: Any) -> Any:
    """What a list or a mapping holds; anything else itself."""
    if get_origin(bare) is dict:
        return get_args(bare)[1]
    return get_args(bare)[0] if get_origin(bare) is tuple else bare


def _part(annotation: Any) -> type[BaseModel] | None:
    """The part that stands in a field, on its own or in a list."""
    element = _element(_bare(annotation))
    inside = isinstance(element, type) and issubclass(element, BaseModel) and element not in FORMS
    return element if inside else None
