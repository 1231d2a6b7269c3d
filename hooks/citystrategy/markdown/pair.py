"""A text in several languages, piece beside piece under one number.

Owns which passages stand in one row: those of one address, which parity keeps the same in all languages.
What only one of them has stands alone, where it stands there. Must not know which languages there are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from citystrategy.markdown.notes import Notes
from citystrategy.markdown.publish import Meaning, Passage, PublishedText, passages, written


@dataclass(frozen=True)
class PairRow:
    """A heading or a block in its languages."""

    id: str
    """Its address; empty where it says that nothing is written yet."""
    number: str
    """By what it is cited, or empty."""
    level: int
    """Level of a heading; 0 for a block."""
    wide: bool
    """Whether it is a table, which has room only below its counterpart."""
    sides: dict[str, str]
    """HTML by language."""
    former: tuple[str, ...] = ()
    """The addresses that a heading had before."""


@dataclass(frozen=True)
class Pair:
    """A text in its languages."""

    rows: tuple[PairRow, ...]
    notes: dict[str, str]
    """HTML of the notes by language; without those that cite none."""


def pair(texts: Mapping[str, tuple[PublishedText, Meaning]]) -> Pair:
    """A text by language, with what its marks stand for there."""
    notes = {language: Notes(before=f"{language}:") for language in texts}
    sides = {
        language: dict(_by_address(passages(text, meaning, notes[language])))
        for language, (text, meaning) in texts.items()
    }
    rows = tuple(_row(address, sides) for address in _merged(sides.values()))
    listed = {language: list(of.listed()) for language, of in notes.items()}
    return Pair(rows, {language: written(tokens) for language, tokens in listed.items() if tokens})


def _by_address(published: Iterable[Passage]) -> Iterator[tuple[str, Passage]]:
    """The passages by the address that they have in all languages; that a section is not written yet has none
    of its own."""
    section = ""
    for passage in published:
        section = passage.id if passage.level else section
        if passage.id or passage.unwritten:
            yield passage.id or f"{section} ", passage


def _row(address: str, sides: Mapping[str, Mapping[str, Passage]]) -> PairRow:
    by_language = {language: side[address] for language, side in sides.items() if address in side}
    first = next(iter(by_language.values()))
    html = {language: written(_tokens(passage)) for language, passage in by_language.items()}
    return PairRow(first.id, first.number, first.level, first.wide, html, first.former)


def _tokens(passage: Passage) -> list[Token]:
    """A heading is a line of text, whose element the page makes."""
    if not passage.level:
        return passage.tokens
    inline = Token("inline", "", 0)
    inline.children = passage.tokens
    return [inline]


def _merged(sides: Iterable[Iterable[str]]) -> list[str]:
    """All addresses, each behind the one that it follows where it stands."""
    merged: list[str] = []
    for side in sides:
        place = 0
        for address in side:
            if address not in merged:
                merged.insert(place, address)
            place = merged.index(address) + 1
    return merged
