"""How what is taken from the site says of itself that nobody approved its strategy.

Owns where the mark and the sentence stand in a text; titles and citations travel without the page's
band. Must not know which file or page it is.
"""

from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words


def marked(title: str, folder: CityFolder, words: Words) -> str:
    """A title with the mark of a draft or a demonstration behind it."""
    status = folder.unapproved
    return f"{title} ({words(f'unapproved.{status}.mark')})" if status else title


def told(text: str, folder: CityFolder, words: Words) -> str:
    """A text with the sentence that the strategy is not approved behind it, where it is not."""
    return " ".join(filter(None, (text, sentence(folder, words))))


def sentence(folder: CityFolder, words: Words) -> str:
    """That the strategy is a draft or a demonstration; nothing of an approved one."""
    status = folder.unapproved
    return words(f"unapproved.{status}.sentence") if status else ""
