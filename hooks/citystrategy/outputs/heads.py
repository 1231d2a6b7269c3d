"""The head of a page: its description, its addresses in both languages, what a shared link shows.

Owns which facts describe which page. Must not know HTML or MkDocs.
"""

from dataclasses import dataclass
from functools import partial

from citystrategy.addresses import Place
from citystrategy.addresses import page as page_address
from citystrategy.facts import editions, heads
from citystrategy.facts.comparison import overview
from citystrategy.method.standing import Standing
from citystrategy.model.tree import CityFolder
from citystrategy.outputs import chapters, pictures
from citystrategy.outputs.frame import ShownPage
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words

OF_CITY = ("calendar", "profile", "conformity", "editions")
"""Pages of a city that are described by what they hold."""
OF_ALL = ("archives", "calendars", "comparisons", "conformity-table", "search", "terms")
"""The same pages of the whole site."""


@dataclass(frozen=True)
class Head:
    """What the head of a page holds beside its title."""

    description: str
    address: str
    """Whole address of the page; empty where the site's is not known."""
    alternates: tuple[tuple[str, str], ...]
    """Languages, `x-default` last, with the address of the same page in each."""
    picture: str
    """Whole address of the picture beside a shared link; empty where the site's is not known."""


def head(site: Site, base: str, page: ShownPage, standing: Standing | None, words: Words) -> Head:
    """The head of a page; `base` is the address of the site, or empty."""
    place = Place(base, f"{page.url}index.html")
    path = page.url.removeprefix(page_address("", words.language))
    languages = {code: place.link(page_address(path, code)) for code in LANGUAGES}
    return Head(
        description=description(site, page, standing, words),
        address=f"{base}{page.url}" if base else "",
        alternates=(*languages.items(), ("x-default", languages[LANGUAGES[0]])),
        picture=f"{base}{_picture(page, standing, words)}" if base else "",
    )


def _picture(page: ShownPage, standing: Standing | None, words: Words) -> str:
    slug = standing.folder.city.slug if standing else ""
    return pictures.path(words.language, slug, page.meta.get("indicator", ""))


def description(site: Site, page: ShownPage, standing: Standing | None, words: Words) -> str:
    """What a page says of itself in a sentence or two."""
    kind = str(page.meta.get("template", "")).removesuffix(".html")
    if standing is not None:
        return _of_city(site, kind, page, standing, words)
    if kind == "comparison":
        recommended = next(
            recommended for recommended in site.tree.recommended if recommended.id == page.meta["recommended"]
        )
        compared = site.comparisons[recommended.id]
        return heads.comparison(overview(recommended, compared, site.tree, words), words)
    if kind in OF_ALL:
        return words(f"head.{kind}")
    name = page.url.removeprefix(page_address("", words.language)).strip("/")
    texts = (
        guide.document for guide in site.tree.guides if (guide.id, guide.language) == (name, words.language)
    )
    return next(
        (described for described in map(heads.guide, texts) if described), f"{words('site.description')}."
    )


def _of_city(site: Site, kind: str, page: ShownPage, standing: Standing, words: Words) -> str:
    folder, number = standing.folder, page.meta.get("edition", 0)
    if kind == "indicator":
        return heads.indicator(standing, standing.of_indicator(page.meta["indicator"]), words)
    described = {
        "city": partial(heads.city, standing, words),
        "monitoring": partial(heads.monitoring, standing, words),
        "both": partial(heads.both, folder, page.meta.get("chapter", ""), words),
        "edition": partial(_edition, folder, number, words),
        "changes": partial(heads.changes, folder, number, words),
    } | {template: partial(heads.of_city, template, folder, words) for template in OF_CITY}
    if kind in described:
        return described[kind]()
    name = page.url.rstrip("/").rpartition("/")[2]
    text = folder.chapter(name, words.language)
    if text is None:
        return f"{words('site.description')}."
    return heads.chapter(folder, text, chapters.opening(standing, name, words), words)


def _edition(folder: CityFolder, number: int, words: Words) -> str:
    published = next(
        published for published in editions.editions(folder) if published.edition.number == number
    )
    return heads.edition(folder, published, words)
