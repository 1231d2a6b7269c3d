"""The files that editors write and the documents that the site publishes, explained key by key.

Owns which files and documents are explained, in which order. All of it is made from the classes, never
typed again; the words are those of `words/fields.<language>.yml`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from citystrategy.model import Actuals, Benchmark, Indicators, Profile, Redirects, Register, Sources, Strategy
from citystrategy.model.walk import Form, fields
from citystrategy.outputs.api.index import DOCUMENTS
from citystrategy.outputs.api.record import kin
from citystrategy.words.words import meanings

FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("strategies/<city>/strategy.yml", Strategy),
    ("strategies/<city>/indicators.yml", Indicators),
    ("strategies/<city>/actuals/<year>.yml", Actuals),
    ("strategies/<city>/profile.yml", Profile),
    ("strategies/_cities.yml", Register),
    ("strategies/_sources.yml", Sources),
    ("strategies/_redirects.yml", Redirects),
    ("strategies/_benchmarks/<id>.yml", Benchmark),
)
"""The files that editors write, and the model of each."""


@dataclass(frozen=True)
class Key:
    """One key of a file, with those above it, such as `targets[].year`; or of a part of a document."""

    name: str
    about: str
    form: str
    """Key of `formats.forms` in the words; empty where there are choices or a part."""
    part: str
    """Name of the part that stands here and has a table of its own, or an empty string."""
    many: bool
    """Whether a list of it stands here."""
    choices: tuple[str, ...]
    nullable: bool
    required: bool


@dataclass(frozen=True)
class FileGuide:
    """One kind of file."""

    path: str
    about: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class PartGuide:
    """A document or a part that occurs in documents."""

    name: str
    document: str
    """Name of the document; empty for a part."""
    about: str
    keys: tuple[Key, ...]


def files(language: str) -> list[FileGuide]:
    """All files that editors write, in a language."""
    return [
        FileGuide(path, meaning(model, "_", language), tuple(_of_file(model, "", language)))
        for path, model in FILES
    ]


def _of_file(model: type[BaseModel], above: str, language: str) -> Iterator[Key]:
    """The keys of a file with those of its parts, each under its own path."""
    for name, field, form in fields(model):
        path = f"{above}{name}{'[]' if form.many else ''}"
        plain = "list" if form.many else "keys"
        yield Key(
            name=path,
            about=meaning(model, name, language),
            form=plain if form.kind == "part" else "" if form.kind == "choice" else form.kind,
            part="",
            many=form.many,
            choices=form.choices,
            nullable=form.nullable,
            required=field.is_required(),
        )
        if form.inner is not None and form.kind in ("part", "value"):
            yield from _of_file(form.inner, f"{path}.", language)


@cache
def parts(language: str) -> tuple[PartGuide, ...]:
    """All documents, then the parts that occur in them, in order of first occurrence."""
    waiting: list[type[BaseModel]] = list(DOCUMENTS.values())
    names: dict[type[BaseModel], str] = {model: name for name, model in DOCUMENTS.items()}
    guides: dict[type[BaseModel], PartGuide] = {}
    while waiting:
        model = waiting.pop(0)
        if model not in guides:
            about, keys = meaning(model, "_", language), tuple(_of_part(model, language))
            guides[model] = PartGuide(model.__name__, names.get(model, ""), about, keys)
            waiting += [part for _, _, form in fields(model) if (part := _part(form)) is not None]
    return tuple(guides.values())


def _of_part(model: type[BaseModel], language: str) -> Iterator[Key]:
    for name, field, form in fields(model):
        part = _part(form)
        yield Key(
            name=name,
            about=meaning(model, name, language),
            form="" if part or form.choices else form.kind,
            part=part.__name__ if part else "",
            many=form.many,
            choices=form.choices,
            nullable=form.nullable,
            required=field.is_required(),
        )


def _part(form: Form) -> type[BaseModel] | None:
    """The part of a document that has a table of its own."""
    return form.inner if form.kind == "part" else None


def meaning(model: type[BaseModel], name: str, language: str) -> str:
    """What a key means (`_`: the class itself), by the words of the first class that says it."""
    described = (meanings(language).get(owner.__name__, {}) for owner in kin(model))
    return next(own[name] for own in described if name in own)
