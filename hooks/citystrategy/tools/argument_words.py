"""What argparse says of arguments, in the editor's language.

Owns the way by which its own phrases are exchanged: it asks gettext for them, which knows no words of ours.
"""

import argparse

from citystrategy.words.words import Words


def speak(words: Words) -> None:
    """From now on argparse speaks the language of the words."""
    phrases: dict[str, str] = words.words["argparse"]

    def phrase(text: str) -> str:
        return phrases.get(text, text)

    def counted(one: str, several: str, number: int) -> str:
        return phrase(one if number == 1 else several)

    argparse._ = phrase  # type: ignore[attr-defined]
    argparse.ngettext = counted  # type: ignore[attr-defined]
