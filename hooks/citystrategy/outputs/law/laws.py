"""Which documents of law a site has, where they lie, and what pages say of them.

Owns the documents of one build, each made once. Must not know MkDocs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from jinja2 import Environment

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.model.tree import CityFolder
from citystrategy.outputs.frame import ShownPage
from citystrategy.outputs.law.document import LawDocument
from citystrategy.outputs.law.identity import Identity
from citystrategy.outputs.law.source import known_pages, law_texts
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, number

OF_TEXT = ("", "city.html", "both.html", "edition.html")
"""The templates of pages that show the text of a strategy or lead to it; a chapter has none of its own."""
LATEST = 0
"""Stands for the edition whose text stands in the chapters, or for a text that nobody approved."""


@dataclass(frozen=True)
class LawFile:
    """A document as pages name it."""

    path: str
    language: str
    kilobytes: str
    """Its size, as a reader writes it."""


@dataclass
class Laws:
    """The documents of one build."""

    site: Site
    base: str
    """Address of the site with a slash at its end, or empty where that is not known."""
    templates: Callable[[str], Environment]
    """The templates for what stands inside texts, by language."""
    documents: dict[str, LawDocument] = field(default_factory=dict)
    made: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def known(self) -> frozenset[str]:
        """The sources of all pages."""
        return known_pages(self.site)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path in the site and content of every document."""
        for standing in self.site.standings.values():
            folder = standing.folder
            for edition in editions(folder):
                for language in LANGUAGES:
                    path = addresses.law(folder.city.slug, language, edition)
                    yield path, self.file(folder, language, edition)

    def listed(self, folder: CityFolder, edition: int = LATEST) -> tuple[LawFile, ...]:
        """The documents of an edition, in each language."""
        edition = edition or editions(folder)[-1]
        return tuple(
            LawFile(
                addresses.law(folder.city.slug, language, edition),
                language,
                number(len(self.file(folder, language, edition)) / 1000, 0),
            )
            for language in LANGUAGES
        )

    def file(self, folder: CityFolder, language: str, edition: int) -> bytes:
        """The content of a document."""
        path = addresses.law(folder.city.slug, language, edition)
        if path not in self.made:
            self.made[path] = self.document(folder, language, edition).written()
        return self.made[path]

    def document(self, folder: CityFolder, language: str, edition: int) -> LawDocument:
        """A document, with the edition before it."""
        path = addresses.law(folder.city.slug, language, edition)
        if path not in self.documents:
            about = folder.strategy
            approved = next((one for one in about.editions if one.number == edition), None) if about else None
            identity = Identity(folder, language, approved, self.site.today)
            texts = law_texts(
                self.site, Place(self.base, path), identity, self.templates(language), self.known
            )
            before = self.document(folder, language, edition - 1) if edition > 1 else None
            self.documents[path] = LawDocument(identity, texts, before)
        return self.documents[path]


def law_path(page: ShownPage, folder: CityFolder, language: str) -> str:
    """The document with the text that a page shows or leads to; empty for a page of another kind."""
    kind = page.meta.get("template", "")
    if kind not in OF_TEXT:
        return ""
    edition = page.meta["edition"] if kind == "edition.html" else editions(folder)[-1]
    return addresses.law(folder.city.slug, language, edition)


def editions(folder: CityFolder) -> tuple[int, ...]:
    """The numbers of a strategy's editions; that of a text which nobody approved is 0."""
    return tuple(stored.number for stored in folder.sealed) or (LATEST,)
