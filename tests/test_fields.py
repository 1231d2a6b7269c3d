"""What a field means is said once in each language, by the class that owns it."""

import itertools
from collections.abc import Iterator

import pytest
from citystrategy.model.walk import fields
from citystrategy.outputs import field_guide
from citystrategy.outputs.api.index import DOCUMENTS
from citystrategy.outputs.api.record import kin
from citystrategy.words.words import LANGUAGES, meanings
from pydantic import BaseModel


def classes() -> set[type[BaseModel]]:
    """Every class that an editor writes or a document holds."""
    waiting = [*(model for _, model in field_guide.FILES), *DOCUMENTS.values()]
    kept: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop()
        if model not in kept:
            kept.add(model)
            waiting += [form.inner for _, _, form in fields(model) if form.inner]
    return kept


def described(model: type[BaseModel]) -> dict[str, str | None]:
    """What each key of a class means, in English."""
    return {key: field.description for key, field, _ in fields(model)}


def sayings() -> Iterator[tuple[type[BaseModel], str, list[type[BaseModel]]]]:
    """Every key of every class, with the classes that have words for it, the nearest first."""
    words = meanings(LANGUAGES[0])
    for model in classes():
        for key in ("_", *described(model)):
            yield model, key, [owner for owner in kin(model) if key in words.get(owner.__name__, {})]


def test_all_words_are_used_and_none_is_missing() -> None:
    used = {(owners[0].__name__, key) for _, key, owners in sayings()}
    for language in LANGUAGES:
        said = meanings(language)
        assert {(name, key) for name, own in said.items() for key in own} == used
        assert all(text.strip() for own in said.values() for text in own.values())


def test_all_languages_have_a_meaning_from_the_same_class() -> None:
    for model, key, (owner, *_) in sayings():
        if key != "_":
            assert described(model)[key] and described(model)[key] == described(owner)[key], (model, key)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_nothing_is_said_twice(language: str) -> None:
    differing = 0
    for model, key, owners in sayings():
        for near, far in itertools.pairwise(dict.fromkeys(owners)):
            if key != "_" or language != "en":
                said = described if language == "en" else lambda one: meanings(language)[one.__name__]
                assert said(near)[key] != said(far)[key], (model, near, far, key)
                differing += 1
    assert differing > 10
