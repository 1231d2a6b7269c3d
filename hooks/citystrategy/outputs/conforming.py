"""What was found on the rules of the order, as a part of a city's published document.

Owns the step from findings to records. Must not know how a rule is decided (`checks`).
"""

from citystrategy.addresses import Place
from citystrategy.checks.finding import Finding
from citystrategy.facts.conformity import reason
from citystrategy.model import Bilingual
from citystrategy.model.tree import CityStrategy
from citystrategy.outputs.conformities import (
    ConformityRecord,
    DeclarationRecord,
    RulePlaceRecord,
    RulingRecord,
)
from citystrategy.outputs.describing import page_links
from citystrategy.words.words import LANGUAGES, words_in


def conformity(strategy: CityStrategy, found: tuple[Finding, ...], place: Place) -> ConformityRecord:
    """What was found on a strategy, whose links are written from `place`."""
    slug = strategy.city.slug
    return ConformityRecord(
        methodology=strategy.methodology.edition,
        pages=page_links(f"{slug}/conformity/", place),
        rules=tuple(_ruling(slug, one, place) for one in found),
    )


def _ruling(slug: str, one: Finding, place: Place) -> RulingRecord:
    kazakh, russian = (reason(one, words_in(code)) for code in LANGUAGES)
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
