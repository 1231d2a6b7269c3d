"""How far a strategy meets the order, as the published document of its city says it.

Owns the form of that part (version 1) and how it is filled. Must not know how a rule is decided (`checks`).
"""

import datetime
from typing import Literal

from citystrategy.addresses import Place
from citystrategy.checks.ruling import Ruling, Status
from citystrategy.facts.conformity import reason
from citystrategy.model import Bilingual, Declaration
from citystrategy.model.tree import CityFolder
from citystrategy.outputs.api.record import PageLinks, Record, page_links
from citystrategy.words.words import LANGUAGES, words_in


class DeclarationRecord(Record, as_in=Declaration):
    """A statement on what only a person can judge."""

    by: Bilingual
    date: datetime.date
    statement: Bilingual


class RulePlaceRecord(Record):
    """A place in the strategy."""

    page: str
    """Name of the page in the city, the same in both languages."""
    anchor: str | None
    """Name of the place on that page: a section, an indicator; null where the whole page is meant."""
    pages: PageLinks
    """The place in each language."""


def _place(slug: str, address: str, place: Place) -> RulePlaceRecord:
    page, _, anchor = address.partition("/#")
    links = page_links(f"{slug}/{address}", place)
    return RulePlaceRecord(page=page.rstrip("/"), anchor=anchor or None, pages=links)


class RulingRecord(Record):
    """What was found on one rule of the order."""

    rule: str
    """Stable name of the rule."""
    paragraph: str
    """Paragraph of the order."""
    level: Literal["must", "recommended"]
    """Obligatory or recommended."""
    asks: Bilingual
    """What is asked."""
    verdict: Status
    """Decided by the program; there, its content not looked at; declared; said not to be available; not
    there; of no concern to this city."""
    reason: Bilingual
    """What decided it."""
    declaration: DeclarationRecord | None
    """Who declared it, and when; null where nobody did."""
    places: tuple[RulePlaceRecord, ...]
    """Where it stands; of a missing one, what fails."""


def _ruling(slug: str, ruling: Ruling, place: Place) -> RulingRecord:
    kazakh, russian = (reason(ruling, words_in(code)) for code in LANGUAGES)
    return RulingRecord.of(
        ruling.rule,
        rule=ruling.rule.id,
        verdict=ruling.status,
        reason=Bilingual(kk=kazakh, ru=russian),
        declaration=ruling.declaration,
        places=tuple(_place(slug, address, place) for address in ruling.places),
    )


class ConformityRecord(Record):
    """How far the strategy meets the order, rule by rule."""

    methodology: datetime.date
    """Edition of the order by which it is held: the date of its last amendment."""
    pages: PageLinks
    """Page that shows it."""
    rules: tuple[RulingRecord, ...]
    """Every rule of that edition, in its order."""


def conformity_record(folder: CityFolder, rulings: tuple[Ruling, ...], place: Place) -> ConformityRecord:
    """What was found on a strategy, whose links are written from `place`."""
    slug = folder.city.slug
    return ConformityRecord(
        methodology=folder.methodology.edition,
        pages=page_links(f"{slug}/conformity/", place),
        rules=tuple(_ruling(slug, ruling, place) for ruling in rulings),
    )
