"""The seal of an edition: the content that is stored beside the strategy, and one line in `strategy.yml`.

Owns where the line goes. What the seal covers is told by `editions/seal`; writing is told by `change`.
"""

import yaml

from citystrategy.editing.change import Change
from citystrategy.editions import content, seal
from citystrategy.model import Edition, Strategy
from citystrategy.model.edition import Content
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words


class StoredError(Exception):
    """A stored edition is there already with another content. Its path is the first argument."""


def sealing(
    folder: CityFolder, about: Strategy, edition: Edition, strategy: str, stored: str | None
) -> Change:
    """The edition's file and its seal, from the texts of `strategy.yml` and of that file as they are.

    Raises StoredError where another content is stored under its number.
    """
    text = content.canonical(seal.of(folder, about))
    place = stored_path(folder, edition.number)
    if stored not in (None, text):
        raise StoredError(place)
    path = folder.path("strategy.yml")
    sealed = with_seal(strategy, edition.number, content.digest(text))
    return Change({place: stored, path: strategy}, {place: text, path: sealed})


def stored_path(folder: CityFolder, number: int) -> str:
    """Where an edition is stored, from the root."""
    return folder.path(f"editions/{number}.json")


def covered(made: Content, folder: CityFolder, edition: Edition, words: Words) -> str:
    """What the seal covers and what it does not, in words."""
    return words(
        "seal.covers",
        city=folder.city.slug,
        number=edition.number,
        chapters=len(made.chapters),
        sections=len(content.by_place(made)),
        indicators=len(made.indicators),
        targets=sum(len(indicator.targets) for indicator in made.indicators.values()),
        digest=content.digest(content.canonical(made)),
    )


def with_seal(text: str, number: int, digest: str) -> str:
    """The text of strategy.yml with the seal of an edition after its number, all else as it was.

    No YAML library writes a file back byte for byte; the place comes from the parser's marks.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None, "a strategy that could be read"
    editions = next(value for key, value in root.value if key.value == "editions")
    for edition in editions.value:
        key, value = next((key, value) for key, value in edition.value if key.value == "number")
        if int(value.value) == number:
            return _inserted(text, digest, key.start_mark.column, value.end_mark.index, edition.flow_style)
    raise ValueError(f"no edition {number}")


def _inserted(text: str, digest: str, column: int, end: int, in_braces: bool) -> str:
    """The text with the seal after the place `end`, on a line of its own unless in braces."""
    if in_braces:
        return f"{text[:end]}, seal: '{digest}'{text[end:]}"
    newline = "\r\n" if "\r\n" in text else "\n"
    text = text if "\n" in text[end:] else text + newline
    start = text.index("\n", end) + 1
    return f"{text[:start]}{' ' * column}seal: {digest}{newline}{text[start:]}"
