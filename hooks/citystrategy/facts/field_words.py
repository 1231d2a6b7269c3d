"""What a key of a file is called and what stands under it, in the reader's words.

Owns the step from a key to the words of `words/fields.<language>.yml`. Must not know which values changed.
"""

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel

from citystrategy.editions.difference import Value
from citystrategy.model.walk import fields
from citystrategy.words.words import LANGUAGES, SENTENCE_END, Words, meanings, number

CHOICES = {
    "status": ("strategy.statuses",),
    "kind": ("edition.kinds",),
    "territory": ("comparison.territory", "strategy.territory"),
}
"""Where the words of a key with a fixed set of values stand in the words."""
CALLED = {"status": "strategy.status"}
"""Keys whose meaning in the words of the files is a rule rather than a name."""


def field_label(kind: type[BaseModel], key: tuple[str, ...], words: Words) -> str:
    """What a key of a file is called: what it means, the item that it belongs to, and its language."""
    said, items = "", []
    for part in key:
        forms = {name: form for name, _, form in fields(kind)}
        if part not in forms:
            items.append(_item(part, words))
            continue
        if part not in LANGUAGES:
            said = _meaning(kind, part, words.language) or said
        kind = forms[part].inner or kind
    if key[-1] in CALLED:
        said = words(CALLED[key[-1]])
    beside = [*items, *(words(f"edition.languages.{part}") for part in key[-1:] if part in LANGUAGES)]
    return ", ".join([SENTENCE_END.split(said)[0].rstrip("."), *beside])


def _item(name: str, words: Words) -> str:
    """An item of a list: a step of the approval by its name, any other by what it is known by."""
    steps: dict[str, str] = words.words["conformity"]["steps"]
    return steps.get(name, name)


def _meaning(kind: type[BaseModel], key: str, language: str) -> str:
    """What a key means, by the class that says it."""
    said = meanings(language)
    owners = (said.get(owner.__name__, {}) for owner in kind.__mro__)
    return next((own[key] for own in owners if key in own), "")


def field_value(key: tuple[str, ...], value: Value, titles: Mapping[str, str], words: Words) -> str:
    """What stands under a key, as a reader writes it; empty where nothing does."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return words("value.affirmative" if value else "value.negative")
    if isinstance(value, int | float):
        return number(float(value), len(str(value).partition(".")[2].rstrip("0")))
    if key[-1] == "source":
        return titles.get(value, value)
    for section in CHOICES.get(key[-1], ()):
        if (said := _said(words, f"{section}.{value}")) is not None:
            return said
    try:
        return words.date(date.fromisoformat(value))
    except ValueError:
        return value


def _said(words: Words, key: str) -> str | None:
    """The text under a dotted key, if there is one."""
    try:
        return words(key)
    except KeyError:
        return None
