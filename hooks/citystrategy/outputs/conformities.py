"""How far a strategy meets the order, as the published document of its city says it.

Owns the form of that part, which is that of version 1. Must not know where the values come from.
"""

import datetime
from typing import Literal

from citystrategy.checks.finding import Status
from citystrategy.model import Bilingual, Declaration
from citystrategy.outputs.records import PageLinks, Record


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


class ConformityRecord(Record):
    """How far the strategy meets the order, rule by rule."""

    methodology: datetime.date
    """Edition of the order by which it is held: the date of its last amendment."""
    pages: PageLinks
    """Page that shows it."""
    rules: tuple[RulingRecord, ...]
    """Every rule of that edition, in its order."""
