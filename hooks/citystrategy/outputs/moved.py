"""The pages that stand at the old addresses of renamed ones, and lead on.

Owns where they lie and where they lead. They are in no navigation and in no site map. Must not know HTML
or MkDocs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from citystrategy.addresses import Place
from citystrategy.addresses import page as page_address
from citystrategy.model.tree import Tree


@dataclass(frozen=True)
class MovedPage:
    """What stands at an old address in one language."""

    file: str
    """Path of the file in the site."""
    new: str
    """The new address relative to the old one."""
    whole: str
    """The whole new address; empty where that of the site is not known."""


def moved_pages(tree: Tree, base: str, language: str) -> Iterator[MovedPage]:
    """The old addresses of pages in a language; `base` is the address of the site, or empty."""
    for redirect in tree.redirects:
        if "#" not in redirect.old:
            page, mark, anchor = redirect.new.partition("#")
            file = f"{page_address(redirect.old, language)}index.html"
            there = page_address(page, language)
            whole = f"{base}{there}{mark}{anchor}" if base else ""
            yield MovedPage(file, f"{Place('', file).link(there)}{mark}{anchor}", whole)
