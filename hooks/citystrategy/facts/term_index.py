"""The alphabetical index: what a paper one would list, with the places of each term.

Owns which places one term has, and under which letter it stands. What is listed and how it is called is
`findable`'s. Must not know HTML.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from citystrategy.facts.findable import KINDS, Findable
from citystrategy.model import City
from citystrategy.words.alphabet import ALPHABETS, alphabetical
from citystrategy.words.words import Words

OTHER = "A–Z"
"""Stands above the terms that begin with no letter of the language."""


@dataclass(frozen=True)
class TermPlace:
    """One place of a term."""

    label: str
    """The city, or the kind of page where it is of no city."""
    address: str
    """Relative to the home page of the language."""


@dataclass(frozen=True)
class TermPlaces:
    """The places of a term of one kind."""

    kind: str
    """One of `citystrategy.facts.findable.KINDS`."""
    places: tuple[TermPlace, ...]


@dataclass(frozen=True)
class Term:
    """A term of the index."""

    name: str
    kinds: tuple[TermPlaces, ...]


@dataclass(frozen=True)
class TermLetter:
    """The terms under one letter."""

    letter: str
    anchor: str
    terms: tuple[Term, ...]


def term_letters(places: Iterable[Findable], cities: Iterable[City], words: Words) -> tuple[TermLetter, ...]:
    """The whole index in the order of the language's alphabet; Latin letters and figures come first."""
    code = words.language
    names = {city.slug: city.name[code] for city in cities}
    listed = [place for place in places if place.term]
    above: dict[str, set[str]] = {}
    for place in listed:
        if place.kind == "chapter":
            above.setdefault(place.term, set()).update(place.above[:1])
    by_name: dict[str, list[Findable]] = {}
    for place in listed:
        by_name.setdefault(_name(place, above), []).append(place)
    terms = (Term(name, _kinds(found, names, words)) for name, found in by_name.items())
    ordered = alphabetical(terms, code, lambda term: term.name.lstrip("«"))
    grouped = groupby(ordered, lambda term: _letter(term.name.lstrip("«")[0], code))
    return tuple(TermLetter(letter, _anchor(letter), tuple(group)) for letter, group in grouped)


def _name(place: Findable, above: Mapping[str, set[str]]) -> str:
    """What a term is called: a heading that several chapters have is told apart by what it is a part of."""
    name = f"{place.term[0].upper()}{place.term[1:]}"
    several = place.kind == "chapter" and place.above and len(above[place.term]) > 1
    return f"{name} ({place.above[0]})" if several else name


def _kinds(places: Iterable[Findable], names: Mapping[str, str], words: Words) -> tuple[TermPlaces, ...]:
    by_kind: dict[str, list[TermPlace]] = {}
    for place in places:
        label = names.get(place.city) or words(f"search.kinds.{place.kind}")
        by_kind.setdefault(place.kind, []).append(TermPlace(label, place.address))
    return tuple(
        TermPlaces(kind, tuple(alphabetical(by_kind[kind], words.language, lambda place: place.label)))
        for kind in KINDS
        if kind in by_kind
    )


def _letter(sign: str, code: str) -> str:
    """The letter under which a name stands: in Russian «Ё» with «Е»."""
    letter = sign.lower()
    if code == "ru" and letter == "ё":
        letter = "е"
    return letter.upper() if letter in ALPHABETS[code] else OTHER


def _anchor(letter: str) -> str:
    return "latin" if letter == OTHER else f"letter-{ord(letter.lower()):x}"
