"""The ways that stand around the text of a page: the site's sections, a city's pages, what to read beside.

Owns which ways there are and which of them the reader is on. Must not know HTML or MkDocs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any, Literal, Protocol

from citystrategy.facts.editions import editions
from citystrategy.method.standing import Standing
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words

SECTIONS = ("cities", "compare", "calendar", "data", "method", "about")
"""The sections of the site, each with its own address but the first, which is the home page."""
OF_NO_GROUP = ("search.html", "terms.html")
"""Templates of pages that are of the whole site as its sections are."""
FIRST, LAST = date(2020, 1, 1), date(2050, 12, 31)
"""The time that the ruler in the header shows."""

Current = Literal["page", "true", ""]
"""As `aria-current` has it: this very page, one below it, or neither."""


class ShownPage(Protocol):
    """What is asked of a page."""

    meta: Any

    @property
    def url(self) -> str:
        """Its address, relative to the site's."""


class Listed(Protocol):
    """What is asked of an entry of the navigation, whose title is HTML already."""

    title: str
    url: str


@dataclass(frozen=True)
class Way:
    """A link with its place: where the reader is, it says so."""

    title: str
    address: str
    """Relative to the site's."""
    current: Current


def sections(here: str, root: str, standing: Standing | None, words: Words) -> Iterator[Way]:
    """The sections of the site; the pages of a city lie in that of the cities.

    `here` is the address of the page, `root` of its language's home page, both relative to the site's.
    """
    for name in SECTIONS:
        address = root if name == "cities" else f"{root}{name}/"
        below = standing is not None if name == "cities" else standing is None and here.startswith(address)
        yield Way(words(f"frame.sections.{name}"), address, _current(here, address, below))


def tabs(here: str, root: str, folder: CityFolder, words: Words) -> Iterator[Way]:
    """The pages of a city; its chapters are one of them, and editions where it has any."""
    home, chapters = f"{root}{folder.city.slug}/", folder.methodology.chapters
    place = here.removeprefix(home).split("/")[0]
    texts = {chapter.id for chapter in chapters}
    place = "text" if place in texts else "monitoring" if place == "indicators" else place or "overview"
    paths = {"overview": "", "text": f"{chapters[0].id}/"}
    names = ["overview", "monitoring", "text", "calendar", "profile", "conformity"]
    for name in [*names, "editions"] if editions(folder) else names:
        address = home + paths.get(name, f"{name}/")
        yield Way(words(f"frame.tabs.{name}"), address, _current(here, address, name == place))


def chapters(here: str, root: str, folder: CityFolder, words: Words) -> Iterator[Way]:
    """The chapters of a strategy, numbered."""
    for chapter in folder.methodology.chapters:
        address = f"{root}{folder.city.slug}/{chapter.id}/"
        title = f"{chapter.number}. {chapter.title[words.language]}"
        yield Way(title, address, _current(here, address, False))


def listed(here: str, entries: Iterable[Listed]) -> Iterator[Way]:
    """The pages of a section of the navigation."""
    for entry in entries:
        yield Way(unescape(entry.title), entry.url, _current(here, entry.url, False))


def path(
    here: str, home: Listed, ancestors: Iterable[Any], in_section: bool, words: Words
) -> tuple[Way, ...]:
    """The way from the home page to a page, without it; nothing where no page is above it.

    A section of the navigation has no page of its own: its first one stands for it. Its two
    groups are no step for a page that a section of the site is the way to (`in_section`). `ancestors` begin
    with the nearest.
    """
    groups = {words("site.cities"), words("site.about")} if in_section else set()
    above = [entry for entry in ancestors if entry.title not in groups][::-1]
    links = [(home.title, home.url), *((entry.title, _first(entry)) for entry in above)]
    return tuple(Way(unescape(title), url, _current(here, url, False)) for title, url in links if above)


def _first(above: Any) -> str:
    """The address of a page, or of the first one of a section."""
    return str((above.children[0] if above.children else above).url)


def ruler(today: date) -> str:
    """How much of the time is over, in percent, such as `22.3%`."""
    return f"{min(max((today - FIRST) / (LAST - FIRST), 0), 1):.1%}"


def _current(here: str, address: str, below: bool) -> Current:
    return "page" if here == address else "true" if below else ""
