"""How what is taken from the site says of itself that nobody approved its strategy.

Owns where the mark and the sentence stand in a text; titles and citations travel without the page's
band. Must not know which file or page it is.
"""

from collections.abc import Collection, Iterator

from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words


def marked(title: str, folder: CityFolder, words: Words) -> str:
    """A title with the mark of a draft or a demonstration behind it."""
    status = folder.unapproved
    return f"{title} ({words(f'unapproved.{status}.mark')})" if status else title


def told(text: str, folder: CityFolder, words: Words) -> str:
    """A text with the sentence that the strategy is not approved behind it, where it is not."""
    return " ".join(filter(None, (text, sentence(folder, words))))


def listed(folders: Collection[CityFolder], words: Words) -> Iterator[str]:
    """Which strategies are demonstrations and which are drafts, a sentence for each of the two."""
    for status in ("demonstration", "draft"):
        names = [folder.city.name[words.language] for folder in folders if folder.unapproved == status]
        if names:
            yield words(f"unapproved.{status}.listed", cities=", ".join(names))


def sentence(folder: CityFolder, words: Words) -> str:
    """That the strategy is a draft or a demonstration; nothing of an approved one."""
    status = folder.unapproved
    return words(f"unapproved.{status}.sentence") if status else ""
