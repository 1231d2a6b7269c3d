"""What is told in both languages at once, as documents for programs carry it."""

from collections.abc import Callable

from citystrategy.model import Bilingual
from citystrategy.words.words import LANGUAGES, Words, words_in


def bilingual(say: Callable[[Words], str]) -> Bilingual:
    """The same said in both languages."""
    return Bilingual(**{code: say(words_in(code)) for code in LANGUAGES})
