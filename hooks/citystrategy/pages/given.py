"""What every template is given: words, the form of numbers, and the data of each kind of page.

Owns the names by which templates ask. Must not know HTML or MkDocs.
"""

from collections.abc import Callable
from typing import Any, Protocol

from citystrategy.monitoring.progress import Progress
from citystrategy.monitoring.standing import Standing
from citystrategy.opendata import dataset, dictionary
from citystrategy.opendata.addresses import Place
from citystrategy.opendata.news import undated
from citystrategy.pages import (
    calendar,
    cards,
    comparison,
    formats,
    indicator,
    overview,
    profile,
    publication,
    rulings,
    values,
)
from citystrategy.pages.site import Site
from citystrategy.pages.wall import POLICY
from citystrategy.problems.codes import codes
from citystrategy.reading.load import CityStrategy
from citystrategy.strings import LANGUAGES, Strings, number


class Page(Protocol):
    """What is asked of a page."""

    url: str
    meta: Any


def given(site: Site, base: str, words: Strings) -> dict[str, object]:
    """The names that templates of one language know; `base` is the address of the site, or empty."""
    code = words.language
    card = _cards(site, words)
    return {
        "t": words,
        "policy": POLICY,
        "root": "" if code == LANGUAGES[0] else f"{code}/",
        "language": code,
        "site": site,
        "number": number,
        "value": lambda indicator, written: values.text(indicator, written, words),
        "card": card,
        "published_as": lambda: overview.published_as(site.standings.values(), code),
        "overview": lambda standing: overview.overview(standing, words),
        "indicator_page": lambda standing, name: indicator.indicator_page(
            standing, card(standing.of_indicator(name)), site.sources, site.peers, words
        ),
        "comparisons": lambda: comparison.overviews(site.tree, site.comparisons, words),
        "comparison": lambda name: comparison.page(site.tree, site.comparisons, name, site.sources, words),
        "profile": lambda standing: profile.profile(standing.strategy, site.sources, words),
        "calendar": lambda: calendar.of_all(site.standings.values(), site.tree.cities, site.today),
        "city_calendar": calendar.of_city,
        "undated": undated,
        "formats": lambda: formats.files(code),
        "published": lambda: dictionary.parts(code),
        "dataset": lambda page, standing: _described(site, base, page, standing, words),
        "catalogue": lambda: codes().values(),
        "editions": publication.editions,
        "changes": lambda strategy, number: publication.changes(strategy, number, site.sources, words),
        "target_history": lambda strategy: publication.history(strategy, code),
        "rulings": lambda strategy: _rulings(site, strategy, words),
        "all_rulings": lambda: rulings.orders(_rulings(site, one, words) for one in site.tree.strategies),
    }


def _rulings(site: Site, strategy: CityStrategy, words: Strings) -> rulings.Rulings:
    return rulings.rulings(strategy, site.findings[strategy.city.slug], words)


def _cards(site: Site, words: Strings) -> Callable[[Progress], cards.Card]:
    """The cards of one language, each made once: for the list of a city and for the page of its own."""
    made: dict[int, cards.Card] = {}

    def card(item: Progress) -> cards.Card:
        # The site keeps its items as long as it lasts, so their identities stay their own.
        if id(item) not in made:
            made[id(item)] = cards.card(item, site.sources, words)
        return made[id(item)]

    return card


def _described(
    site: Site, base: str, page: Page, standing: Standing | None, words: Strings
) -> dataset.Description | None:
    """The data behind a page, for search engines."""
    place, about = Place(base, f"{page.url}index.html"), page.meta
    template, name = about.get("template", ""), about.get("indicator", "")
    return dataset.dataset(site, template, standing, name, place, words)
