"""The seal of an edition: the content that is stored beside the strategy, and one line in `strategy.yml`.

Owns where both stand. What the seal covers is told by `editions/seal`; writing is told by `change`.
"""

from citystrategy.editing.change import Change
from citystrategy.editing.yaml_text import with_key
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
    sealed = with_seal(strategy, about.editions.index(edition), content.digest(text))
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


def with_seal(text: str, place: int, digest: str) -> str:
    """The text of `strategy.yml` with the seal of the edition at a place of its list, from 0."""
    return with_key(text, ("editions", place), "seal", digest)
