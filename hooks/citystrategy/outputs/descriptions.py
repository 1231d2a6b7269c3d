"""What search engines are told of a page: the way to it, the site, an approved strategy, the data.

Owns which page is described as what (schema.org). Drafts and demonstrations are no legislation. Must not
know HTML.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.method.standing import Standing
from citystrategy.outputs.dataset import Description, dataset
from citystrategy.outputs.frame import ShownPage, Way
from citystrategy.outputs.law.elements import MEDIA_TYPE
from citystrategy.outputs.law.identity import Identity
from citystrategy.site import Site
from citystrategy.words.words import Words

VOCABULARY = "https://schema.org"


def descriptions(
    site: Site, base: str, page: ShownPage, standing: Standing | None, ways: Iterable[Way], words: Words
) -> Iterator[Description]:
    """All descriptions of a page; `ways` lead to it, `base` is the address of the site, or empty."""
    place, template = Place(base, f"{page.url}index.html"), page.meta.get("template", "")
    if page.url == addresses.page("", words.language):
        yield _website(place, words)
    links = tuple(ways)
    if links:
        yield _path(links, place)
    if standing is not None and template == "city.html":
        yield from _legislation(standing, site.today, place, words)
    if standing is not None and template == "edition.html":
        former = site.editions[f"{standing.folder.city.slug}/editions/{page.meta['edition']}"]
        yield from _legislation(former, site.today, place, words, page.meta["edition"])
    data = dataset(site, template, standing, page.meta.get("indicator", ""), place, words)
    if data:
        yield data


def _website(place: Place, words: Words) -> Description:
    return {
        "@context": VOCABULARY,
        "@type": "WebSite",
        "name": words("site.title"),
        "description": f"{words('site.description')}.",
        "url": place.link(addresses.page("", words.language)),
        "inLanguage": words.language,
    }


def _path(ways: tuple[Way, ...], place: Place) -> Description:
    steps = [
        {"@type": "ListItem", "position": position, "name": way.title, "item": place.link(way.address)}
        for position, way in enumerate(ways, 1)
    ]
    return {"@context": VOCABULARY, "@type": "BreadcrumbList", "itemListElement": steps}


def _legislation(
    standing: Standing, today: date, place: Place, words: Words, number: int = 0
) -> Iterator[Description]:
    """An edition with its decision; without a number the one in force, or the first one until it is."""
    folder, language = standing.folder, words.language
    about, city = folder.strategy, folder.city
    if about is None or about.status != "approved" or not about.editions:
        return
    in_force = about.in_force(today)
    numbered = (edition for edition in about.editions if edition.number == number)
    edition = next(numbered, in_force or about.editions[0])
    decision = about.decision_of(edition)
    if decision is None:
        return
    body = decision.body or city.maslikhat
    identity = Identity(folder, language, edition, today)
    path = f"{city.slug}/editions/{number}/" if number else f"{city.slug}/"
    yield {
        "@context": VOCABULARY,
        "@type": "Legislation",
        "name": about.title[language],
        "url": place.link(addresses.page(path, language)),
        "identifier": identity.expression,
        "exampleOfWork": {"@type": "Legislation", "identifier": identity.work},
        "inLanguage": language,
        "legislationIdentifier": decision.number,
        "legislationDate": decision.date.isoformat(),
        "legislationDateVersion": edition.date.isoformat(),
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": body[language]},
        "legislationJurisdiction": {"@type": "City", "name": city.name[language]},
        "legislationLegalForce": f"{VOCABULARY}/{'InForce' if edition == in_force else 'NotInForce'}",
        "encoding": _law_file(addresses.law(city.slug, language, edition.number), place, language),
        "sameAs": (decision.versions and decision.versions[language]) or decision.url,
    }


def _law_file(path: str, place: Place, language: str) -> Description:
    """The text as Akoma Ntoso, which is no official publication."""
    return {
        "@type": "LegislationObject",
        "encodingFormat": MEDIA_TYPE,
        "contentUrl": place.link(path),
        "inLanguage": language,
        "legislationLegalValue": f"{VOCABULARY}/UnofficialLegalValue",
    }
