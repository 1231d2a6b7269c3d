"""What argparse says of arguments, in the editor's language.

Owns the way by which its own phrases are exchanged: it asks gettext for them, which knows no words of ours.
"""

import argparse

from citystrategy.words.words import tool_words


def speak(language: str) -> None:
    """From now on argparse speaks a language: `kk`, `ru` or `en`. The words are read when it first does."""

    def phrase(text: str) -> str:
        phrases: dict[str, str] = tool_words(language).words["argparse"]
        return phrases.get(text, text)

    def counted(one: str, several: str, number: int) -> str:
        return phrase(one if number == 1 else several)

    argparse._ = phrase  # type: ignore[attr-defined]
    argparse.ngettext = counted  # type: ignore[attr-defined]
