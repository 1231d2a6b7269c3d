"""What was found on the rules of the order, as a part of a city's published document.

Owns the step from findings to records. Must not know how a rule is decided (`checks`).
"""

from citystrategy.checks.finding import Finding
from citystrategy.model import Bilingual
from citystrategy.opendata.addresses import Place
from citystrategy.opendata.conformities import (
    ConformityRecord,
    DeclarationRecord,
    RulePlaceRecord,
    RulingRecord,
)
from citystrategy.opendata.describing import page_links
from citystrategy.pages.rulings import reason
from citystrategy.reading.load import CityStrategy
from citystrategy.strings import LANGUAGES, strings


def conformity(strategy: CityStrategy, found: tuple[Finding, ...], place: Place) -> ConformityRecord:
    """What was found on a strategy, whose links are written from `place`."""
    slug = strategy.city.slug
    return ConformityRecord(
        methodology=strategy.methodology.edition,
        pages=page_links(f"{slug}/conformity/", place),
        rules=tuple(_ruling(slug, one, place) for one in found),
    )


def _ruling(slug: str, one: Finding, place: Place) -> RulingRecord:
    kazakh, russian = (reason(one, strings(code)) for code in LANGUAGES)
    return RulingRecord(
        rule=one.rule.id,
        paragraph=one.rule.paragraph,
        level=one.rule.level,
        asks=one.rule.asks,
        verdict=one.status,
        reason=Bilingual(kk=kazakh, ru=russian),
        declaration=_declaration(one),
        places=tuple(_place(slug, each, place) for each in one.places),
    )


def _place(slug: str, address: str, place: Place) -> RulePlaceRecord:
    page, _, anchor = address.partition("/#")
    links = page_links(f"{slug}/{address}", place)
    return RulePlaceRecord(page=page.rstrip("/"), anchor=anchor or None, pages=links)


def _declaration(one: Finding) -> DeclarationRecord | None:
    found = one.declaration
    if found is None:
        return None
    return DeclarationRecord(by=found.by, date=found.date, statement=found.statement)
