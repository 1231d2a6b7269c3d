"""What a value that an edition changed is called, and the value itself, in the reader's words.

Owns the step from a key of the plan to words. Must not know which values changed.
"""

from collections.abc import Mapping

from citystrategy.editions.difference import Value
from citystrategy.facts.values import text
from citystrategy.model import Indicator
from citystrategy.words.words import LANGUAGES, Words, number

LISTS = ("targets", "categories", "methods")
"""Keys of an indicator whose items go by a year or a name of their own."""
ENDS = ("low", "high")
WORDS = {
    "kind": "comparison.kind",
    "better": "comparison.better",
    "territory": "comparison.territory",
    "basis": "basis",
    "reason": "comparison.reasons",
}
"""Where the words of a key with a fixed set of values stand in the words."""
NAMED = ("direction", "recommended", "source")
"""Keys that refer to something with a title."""


def label(key: tuple[str, ...], words: Words) -> str:
    """What a key of a strategy or of an indicator is called."""
    entry = key[1] if key[0] in LISTS and len(key) > 1 else ""
    parts = [key[0], *key[2 if entry else 1 :]]
    name = "_".join(part for part in parts if part not in (*LANGUAGES, *ENDS))
    called = words(f"edition.keys.{name}", item=entry)
    return f"{called} ({words(f'edition.keys.{key[-1]}')})" if key[-1] in ENDS else called


def written(
    key: tuple[str, ...],
    value: Value,
    indicator: Indicator | None,
    titles: Mapping[str, str],
    words: Words,
) -> str:
    """A value as a reader writes it; one that is no value of the indicator has the digits that it has."""
    if value is None:
        return ""
    if key == ("id",):  # which stands on one side only: the indicator came or went
        return words("edition.included")
    if key[-1] in WORDS:
        return words(f"{WORDS[key[-1]]}.{value}")
    if key[-1] in NAMED:
        return titles.get(str(value), str(value))
    own = indicator if indicator and key[0] in ("targets", "baseline") and "value" in key else None
    if isinstance(value, bool):
        return words("value.affirmative" if value else "value.negative")
    if isinstance(value, int | float):
        digits = len(str(value).partition(".")[2].rstrip("0"))
        return number(float(value), own.decimals if own else digits)
    return text(own, value, words) if own and own.kind == "categories" else str(value)
