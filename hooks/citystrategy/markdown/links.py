"""Addresses in texts: which may be followed, and which page of the site one means.

Owns the schemes of the web that a link may have. Must not know which pages there are.
"""

import html
import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

SCHEMES = ("http", "https", "mailto")
PAGE = re.compile(r"(?:\.\./|[a-z0-9-]+/)*[A-Za-z0-9._-]+\.md")
SPACE = re.compile(r"[\s\x00-\x20\x7f-\xa0]+")
PATH = re.compile(r"[/?#]")


class LinkTarget(NamedTuple):
    """What a link inside the site leads to."""

    page: str
    """The page's source relative to the root of all pages, such as `astana/vision.md`."""
    anchor: str
    """A heading on it, or an empty string."""


def outside(address: str) -> bool:
    """Whether a link leads to the web or to a mailbox; such an address needs no page of the site."""
    scheme, colon, rest = PATH.split(_plain(address), maxsplit=1)[0].partition(":")
    if not colon or scheme not in SCHEMES:
        return False
    return bool(rest) if scheme == "mailto" else bool(_host(address))


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def inside(address: str, page: str) -> LinkTarget | None:
    """The page that a link on `page` means, such as `vision.md#goal`; None where it has another form."""
    path, _, anchor = unquote(address).partition("#")
    if not path:
        return LinkTarget(page, anchor) if anchor else None
    way = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return LinkTarget(way, anchor) if PAGE.fullmatch(path) and not way.startswith("..") else None


def published(page: str) -> str:
    """The address of a page by its source: `astana/vision/` for `astana/vision.md`."""
    folder, _, name = page.removesuffix(".md").rpartition("/")
    return "".join(f"{part}/" for part in (folder, "" if name == "index" else name) if part)


def _plain(address: str) -> str:
    """An address without what browsers overlook in it."""
    return SPACE.sub("", html.unescape(address)).casefold()


def picture_file(written: str, language: str) -> str:
    """The file of a picture in a language, by what a text names: `workbook.png` is `workbook.kk.png`."""
    return f"{written.removesuffix('.png')}.{language}.png"
