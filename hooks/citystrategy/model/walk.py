"""What may stand in a field of a model, read from its annotation: the one walk over fields.

Owns the kinds of content that the documentation tells apart. Must not know words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from citystrategy.model.base import Bilingual, SourceId
from citystrategy.model.registers import CityName
from citystrategy.model.values import Range

PLAIN = {str: "text", int: "whole-number", float: "number", bool: "boolean", date: "date"}
TEXTS = (Bilingual, CityName)


@dataclass(frozen=True)
class Form:
    """What stands in a field."""

    kind: str
    """`text`, `source` (its id), `whole-number`, `number`, `boolean`, `date`, `bilingual`, `value`, `choice`
    or `part`."""
    inner: type[BaseModel] | None
    """The model that stands in it, on its own or in a list: of a part, a text, or a value that is a range."""
    many: bool
    """Whether a list or a mapping of it stands there."""
    choices: tuple[str, ...]
    """What may be written, where that is a choice."""
    nullable: bool
    """Whether null may stand there."""


def fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo, Form]]:
    """Key, field and form of everything that a model holds; the key as files and documents write it."""
    for name, field in model.model_fields.items():
        yield field.serialization_alias or field.alias or name, field, form(field.rebuild_annotation())


def form(annotation: Any) -> Form:
    """What an annotation such as `Baseline | None` or `tuple[Target, ...]` allows."""
    bare, nullable = _bare(annotation)
    many = get_origin(bare) in (tuple, dict)
    element = _bare(get_args(bare)[get_origin(bare) is dict])[0] if many else bare
    if Range in _types(element):
        return Form("value", Range, many, (), nullable)
    if get_origin(element) is Literal:
        return Form("choice", None, many, get_args(element), nullable)
    if isinstance(element, type) and issubclass(element, BaseModel):
        return Form("bilingual" if element in TEXTS else "part", element, many, (), nullable)
    kind = "source" if SourceId in _types(annotation) else PLAIN[element]
    return Form(kind, None, many, (), nullable)


def _bare(annotation: Any) -> tuple[Any, bool]:
    """An annotation without its constraints and the possibility of absence, and whether it has that."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (UnionType, Union):
        present = [option for option in get_args(annotation) if option is not NoneType]
        if len(present) == 1:
            return _bare(present[0])[0], True
        return annotation, NoneType in get_args(annotation)
    return annotation, False


def _types(annotation: Any) -> set[Any]:
    """Every type inside an annotation."""
    return {annotation}.union(
        *(_types(argument) for argument in get_args(annotation) if not isinstance(argument, str))
    )
