"""The texts of a whole strategy in one language, and what their marks mean in a document of law.

Owns where links lead and on which page a part can be read. Must not know XML.
"""

from collections.abc import Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import Environment

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.markdown.links import published
from citystrategy.markdown.publish import TITLE
from citystrategy.method.standing import Standing
from citystrategy.outputs.law.identity import Identity
from citystrategy.outputs.pages import pages
from citystrategy.outputs.texts import Texts
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, words_in


@dataclass
class WholeText:
    """Stands for the page of all chapters: the file."""

    url: str = ""
    meta: dict[str, Any] = field(default_factory=dict)


def law_texts(
    site: Site, place: Place, identity: Identity, templates: Environment, known: Set[str]
) -> "LawTexts":
    """The texts of an identity; `place` is its file in the site, `templates` those of its language.

    `known` has the sources of all pages, as `known_pages` gives them.
    """
    words = words_in(identity.language)

    def address_of(uri: str) -> str | None:
        """The address of the page of a source; None where there is none."""
        path = addresses.page(published(uri), words.language)
        return place.link(path) if uri.removesuffix(".md") in known else None

    slug = identity.folder.city.slug
    return LawTexts(site, WholeText(), f"{slug}/index.md", words, templates, address_of, identity, place)


def known_pages(site: Site) -> frozenset[str]:
    """The sources of all pages, without language and ending; there are as many in each language."""
    ending = f".{LANGUAGES[0]}.md"
    made = (path.removesuffix(ending) for path in pages(site) if path.endswith(ending))
    return frozenset((*made, *(guide.id for guide in site.tree.guides)))


@dataclass
class LawTexts(Texts):
    """The chapters of an edition, or of what is not approved as they are today."""

    identity: Identity
    place: Place
    """The file in the site."""

    of_edition = True

    @cached_property
    def standing(self) -> Standing:
        """The strategy as the edition has it."""
        edition = self.identity.edition
        if edition is None:
            return self.site.standings[self.slug]
        return self.site.editions[f"{self.slug}/editions/{edition.number}"]

    def page_of(self, chapter: str, anchor: str) -> str:
        """Where a part of a chapter can be read: for good in an edition, as it is today in any other text.

        `anchor` is its address on the page on which all chapters stand.
        """
        if self.identity.edition:
            return self.link(self.whole, anchor)
        own = TITLE if anchor == chapter else anchor.removeprefix(f"{chapter}-")
        return self.link(f"{self.slug}/{chapter}/", own)

    @property
    def whole(self) -> str:
        """The page of the whole edition, or the city's."""
        edition = self.identity.edition
        return f"{self.slug}/editions/{edition.number}/" if edition else f"{self.slug}/"

    def link(self, path: str, anchor: str = "") -> str:
        """The address of a page in the language of the document."""
        address = self.place.link(addresses.page(path, self.words.language))
        return f"{address}#{anchor}" if anchor else address
