"""What argparse says of arguments, in the editor's language.

Owns the way by which its own phrases are exchanged: it asks gettext for them, which knows no words of ours.
"""

import argparse
from collections.abc import Sequence
from typing import Any

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


class Once(argparse.Action):
    """An option that may be given once: of two sources, say, the first would be lost without a word."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Keeps the value. Raises ArgumentError where there is one already."""
        there = getattr(namespace, self.dest, self.default)
        if self.option_strings and there is not None and there != self.default:
            raise argparse.ArgumentError(self, argparse._("given twice; leave one"))  # type: ignore[attr-defined]
        setattr(namespace, self.dest, values)
