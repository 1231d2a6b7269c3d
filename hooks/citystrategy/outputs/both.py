"""A chapter in both languages side by side: which texts stand there, and the ways to each alone.

Owns that page's texts and addresses. Must not know MkDocs, nor how two texts are put beside each other
(`markdown/pair`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from citystrategy.markdown.links import outside
from citystrategy.markdown.pair import Pair, pair
from citystrategy.outputs.texts import Texts
from citystrategy.words.words import words_in


@dataclass(frozen=True)
class OneLanguage:
    """The way to a chapter in one of its languages."""

    language: str
    title: str
    """In that language."""
    address: str


@dataclass(frozen=True)
class BothLanguages:
    """A chapter in both languages."""

    text: Pair
    ways: tuple[OneLanguage, ...]


def both_languages(texts: Mapping[str, Texts], kept: dict[str, Pair]) -> BothLanguages:
    """The chapter that the texts are about, by language; it exists in all of them.

    Without links into the site a chapter is the same below each language's address: it is made once.
    """
    ways = tuple(
        OneLanguage(code, words_in(code)("chapter.only"), text.address_of(text.uri) or "")
        for code, text in texts.items()
    )
    sides = {code: (text.chapter(), text) for code, text in texts.items()}
    uri = next(iter(texts.values())).uri
    if uri in kept:
        return BothLanguages(kept[uri], ways)
    text = pair(sides)
    if all(outside(link) for chapter, _ in sides.values() for link in chapter.document.links):
        kept[uri] = text
    return BothLanguages(text, ways)
