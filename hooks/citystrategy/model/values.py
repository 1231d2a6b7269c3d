"""What a value of an indicator may be: a number, yes or no, a category, a range, or words.

Owns the forms a value is written in. Which form fits which kind of indicator is a check.
"""

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from citystrategy.model.base import Bilingual, Identifier, Model


class Range(Model):
    """A target that is met by every value from `low` to `high`, both included."""

    low: float
    """Lowest value that meets the target, in the indicator's unit."""
    high: float
    """Highest value that meets the target, in the indicator's unit."""


def _form(value: Any) -> str:
    """Which form a written value has, so that a fault in it is told by that form alone."""
    if isinstance(value, bool):
        return "yes-or-no"
    if isinstance(value, str):
        # "77,3" is a number written with a comma, and is told so.
        return "name" if value[:1].isalpha() else "number"
    if isinstance(value, dict):
        return "words" if value.keys() & {"kk", "ru"} else "range"
    if isinstance(value, Range):
        return "range"
    return "words" if isinstance(value, Bilingual) else "number"


FORMS = ("number", "yes-or-no", "name", "range", "words")
"""The forms of a value. pydantic puts the form's name into the place of a fault; files do not have it."""

Value = Annotated[
    Annotated[float, Tag("number")]
    | Annotated[bool, Tag("yes-or-no")]
    | Annotated[Identifier, Tag("name")]
    | Annotated[Range, Tag("range")]
    | Annotated[Bilingual, Tag("words")],
    Discriminator(_form),
]
"""A number; true or false; the name of a category or of a finding; a range; or words in two languages."""
