"""The alphabets of both languages: in which order a list of names stands.

Owns the order of letters, which is not that of their codes: «Әулиеата» stands after «Астана», not after
«Ясная». Must not know what is listed.
"""

from collections.abc import Callable, Iterable
from sys import maxunicode
from typing import TypeVar

ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
}
"""Small letters; Russian dictionaries take «ё» for «е»."""
PLACES = {
    language: {letter: place for place, letter in enumerate(letters)}
    for language, letters in ALPHABETS.items()
}
PLACES["ru"]["ё"] = PLACES["ru"]["е"]

Listed = TypeVar("Listed")


def alphabetical(listed: Iterable[Listed], language: str, name: Callable[[Listed], str]) -> list[Listed]:
    """What is listed in the order of the names; a sign that is no letter stands before all letters."""
    places = PLACES[language]

    def place(entry: Listed) -> list[int]:
        return [places.get(sign, ord(sign) - maxunicode) for sign in name(entry).lower()]

    return sorted(listed, key=place)
