"""What changed, as Atom feeds (RFC 4287), of all cities and of each, in each language.

Owns the format. What happened and when is told by `facts.happened`. Must not know MkDocs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from citystrategy.addresses import Place, identifier, page
from citystrategy.facts import terms, unapproved
from citystrategy.facts.happened import FeedEntry, entries, undated
from citystrategy.reading.characters import visible
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words, words_in

NEWEST = 100
"""How many entries a feed has at most."""
ATOM = "http://www.w3.org/2005/Atom"


def files(site: Site, base: str = "") -> Iterator[tuple[str, bytes]]:
    """Path below the site and content of every feed.

    `base` is the address of the site with a slash at its end, or empty where that is not known;
    then links are relative.
    """
    for language in LANGUAGES:
        words = words_in(language)
        every: list[FeedEntry] = []
        left_out = 0
        for slug, standing in site.standings.items():
            own, lost = entries(standing, site.sources, words), undated(standing)
            name = standing.folder.city.name[language]
            title = unapproved.marked(words("feed.title_of", city=name), standing.folder, words)
            rights = terms.of_data([standing.folder], words)
            feed = Feed(title, page(f"{slug}/", language), rights, words, site.today)
            yield feed.path, feed.write(own, lost, base)
            every += own
            left_out += lost
        rights = terms.of_data((standing.folder for standing in site.standings.values()), words)
        feed = Feed(words("feed.title"), page("", language), rights, words, site.today)
        yield feed.path, feed.write(every, left_out, base)


@dataclass(frozen=True)
class Feed:
    """The document of a feed."""

    title: str
    folder: str
    """Folder below the site in which the feed lies; the page about it lies there too."""
    rights: str
    """On which terms what it tells may be used."""
    words: Words
    today: date

    @property
    def path(self) -> str:
        """Path of the feed below the site."""
        return f"{self.folder}feed.xml"

    def write(self, entries: Iterable[FeedEntry], left_out: int, base: str) -> bytes:
        """The newest entries as XML; `left_out` values could not be dated."""
        newest = sorted(entries, key=lambda entry: entry.day, reverse=True)[:NEWEST]
        feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": self.words.language})
        _text(feed, "id", identifier("feed", self.words.language, self.folder).urn)
        _text(feed, "title", self.title)
        _text(feed, "subtitle", self.subtitle(left_out))
        _text(feed, "rights", self.rights)
        _text(feed, "updated", _moment(newest[0].day if newest else self.today))
        _text(ElementTree.SubElement(feed, "author"), "name", self.words("site.title"))
        place = Place(base, self.path)
        here = {"rel": "self", "type": "application/atom+xml", "href": place.link(self.path)}
        ElementTree.SubElement(feed, "link", here)
        self._link(feed, self.folder, place)
        for entry in newest:
            self._entry(feed, entry, place)
        ElementTree.indent(feed)
        xml: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
        return xml + b"\n"

    def subtitle(self, left_out: int) -> str:
        """What the feed tells of, and how many values it cannot tell of."""
        about = self.words("feed.about")
        return f"{about} {self.words('feed.undated', count=left_out)}" if left_out else about

    def _entry(self, feed: ElementTree.Element, entry: FeedEntry, place: Place) -> None:
        element = ElementTree.SubElement(feed, "entry")
        _text(element, "id", entry.id.urn)
        _text(element, "title", entry.title)
        _text(element, "updated", _moment(entry.day))
        kind = {"term": entry.kind, "label": self.words(f"feed.kinds.{entry.kind}")}
        ElementTree.SubElement(element, "category", kind)
        self._link(element, entry.path, place)
        _text(element, "summary", entry.summary)

    def _link(self, parent: ElementTree.Element, path: str, place: Place) -> None:
        """The page that a reader opens."""
        alternate = {"rel": "alternate", "type": "text/html", "hreflang": self.words.language}
        ElementTree.SubElement(parent, "link", {**alternate, "href": place.link(path)})


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = visible(text)


def _moment(day: date) -> str:
    """A day as the format wants it: the hour is not recorded, midnight of Greenwich stands for it."""
    return f"{day.isoformat()}T00:00:00Z"
