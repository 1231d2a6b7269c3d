"""On which terms what is taken from the site may be used.

Owns which terms belong to what; LICENSE-content.md sets them, the words are those of `terms`. What nobody
declared is said to be not declared. Must not know which file or page it is.
"""

from collections.abc import Iterable

from citystrategy.facts.bilingual import bilingual
from citystrategy.model import Bilingual
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words

STATUSES = ("approved", "draft", "demonstration")


def of_data(folders: Iterable[CityFolder], words: Words) -> str:
    """The terms of observed values and of the strategies to which they belong."""
    return " ".join(filter(None, (words("terms.observed"), of_strategies(folders, words))))


def of_strategies(folders: Iterable[CityFolder], words: Words) -> str:
    """The terms of strategies, each status once; nothing where there are none."""
    there = {folder.strategy.status for folder in folders if folder.strategy}
    return " ".join(words(f"terms.{status}") for status in STATUSES if status in there)


def in_both(folders: Iterable[CityFolder]) -> Bilingual:
    """The terms of data in both languages."""
    of = tuple(folders)
    return bilingual(lambda words: of_data(of, words))
