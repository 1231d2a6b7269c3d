"""What the docstring under each field says, given to the field, from where the schemas of documents have it.

Owns that step, which looks into the source of every model. Reading files does without it: it would take a
tenth of the time of a check.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise

from citystrategy.model.base import Model


def describe() -> None:
    """Gives the fields of all models their words."""
    for model in _models(Model):
        owners = [owner for owner in model.__mro__ if issubclass(owner, Model)]
        for name, field in model.model_fields.items():
            said = (_said(owner.__module__).get((owner.__name__, name)) for owner in owners)
            field.description = next(filter(None, said), None)
        if model.__pydantic_complete__:
            model.model_rebuild(force=True)


def _models(model: type[Model]) -> Iterator[type[Model]]:
    for inner in model.__subclasses__():
        yield inner
        yield from _models(inner)


@cache
def _said(module: str) -> dict[tuple[str, str], str]:
    """The docstrings under the fields of a module's classes, by class and field."""
    return {
        (owner.name, field.target.id): cleandoc(text.value.value)
        for owner in ast.parse(getsource(sys.modules[module])).body
        if isinstance(owner, ast.ClassDef)
        for field, text in pairwise(owner.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
        if isinstance(text.value.value, str)
    }
