"""The pictures of the guides: only those that a guide names are published.

Owns where they stand. Must not know how they are made (`scripts/guide_pictures.py`).
"""

import posixpath
from collections.abc import Iterator

from citystrategy.markdown.links import picture_file
from citystrategy.site import Site

FOLDER = "images"
"""The folder of the site, and of `docs/`, that holds them."""


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and content of each."""
    for file in sorted(_named(site)):
        yield f"{FOLDER}/{file}", (site.root / "docs" / FOLDER / file).read_bytes()


def address(file: str, page: str) -> str:
    """Where a picture stands, relative to a page."""
    return posixpath.relpath(f"{FOLDER}/{file}", page or ".")


def _named(site: Site) -> set[str]:
    return {
        picture_file(mark.written, guide.language)
        for guide in site.tree.guides
        for part in guide.document.parts
        for mark in part.marks
        if mark.kind == "picture"
    }
