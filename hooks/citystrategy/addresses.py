"""The stable addresses of all open data, and how one file names another.

Owns the tree under `api/v1/`. What lies there keeps its address; a change that would break a
reader's program goes under `api/v2/`. Must not know what the files hold.
"""

import posixpath
from dataclasses import dataclass
from uuid import UUID, uuid5

from citystrategy.words.words import LANGUAGES

API = "api/v1"
PACKAGE = f"{API}/package"
INDEX = f"{API}/index.json"
CITIES = f"{API}/cities.json"
CATALOGUE = f"{API}/catalogue"
"""The catalogue of all datasets, without the ending."""
ALL = f"{API}/all"
"""All cities together, without the ending."""
YEARS = "archive"
"""The folder of what was kept of past years."""


def city(slug: str) -> str:
    """The files of a city, without the ending."""
    return f"{API}/cities/{slug}"


def indicator(slug: str, identifier: str) -> str:
    """The files of an indicator, without the ending."""
    return f"{API}/cities/{slug}/indicators/{identifier}"


def comparison(recommended: str) -> str:
    """The document that puts the cities beside each other in one recommended indicator."""
    return f"{API}/comparison/{recommended}.json"


def document(slug: str, language: str) -> str:
    """A strategy as one PDF in a language, with its monitoring."""
    return f"{slug}/strategy.{language}.pdf"


def schema(document: str) -> str:
    """The JSON Schema of a kind of document."""
    return f"{API}/schema/{document}.json"


def table_schema(language: str, worded: bool) -> str:
    """What the columns of a table for people are; in one with values in words their types differ."""
    return f"{API}/schema/table-{'words' if worded else 'numbers'}.{language}.json"


def page(path: str, language: str) -> str:
    """A page in a language; the first language has no folder of its own."""
    return path if language == LANGUAGES[0] else f"{language}/{path}"


def law(slug: str, language: str, edition: int = 0) -> str:
    """The text of a strategy as Akoma Ntoso: that of an edition, or of a draft as it is today."""
    return f"{slug}/editions/{edition}.{language}.akn.xml" if edition else f"{slug}/text.{language}.akn.xml"


def year_end(year: int, slug: str, language: str) -> str:
    """The page that says how a city stood at the end of a year; it is never made again."""
    return page(f"{YEARS}/{year}/{slug}/", language)


def year_end_file(year: int, name: str) -> str:
    """A file that was kept at the end of a year."""
    return f"{YEARS}/{year}/{name}"


BOTH = "-".join(LANGUAGES)
"""The last folder of a page on which a chapter stands in both languages."""


NAMESPACE = UUID("a3a5b9d3-2320-4570-95a5-ccfbc714f544")
"""Drawn once. With another one every reader's program would take everything for new."""


def identifier(*parts: str | int) -> UUID:
    """The identifier of something told, the same for the same parts in every build and at every address."""
    return uuid5(NAMESPACE, "/".join(str(part) for part in parts))


@dataclass(frozen=True)
class Place:
    """From where one file names another."""

    base: str
    """Address of the site, with a slash at the end; empty where it has none that is known."""
    here: str = ""
    """Path of the naming file in the site."""

    def at(self, here: str) -> "Place":
        """The same site, seen from another file."""
        return Place(self.base, here)

    def link(self, there: str) -> str:
        """The address of a file: absolute where the site's is known, otherwise relative."""
        if self.base:
            return f"{self.base}{there}"
        folder = there.endswith("/") or not there
        written = posixpath.relpath(there or ".", posixpath.dirname(self.here) or ".")
        return f"{written}/" if folder else written
