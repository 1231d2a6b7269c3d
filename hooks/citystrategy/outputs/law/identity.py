"""By which names a strategy is known as law: the document, its editions and languages, their parts.

Owns the IRIs of the Akoma Ntoso Naming Convention 1.0 and the names of parts (eId). Must not know where the
site shows them.
"""

import re
from dataclasses import dataclass
from datetime import date

from citystrategy.model import Decision, Edition
from citystrategy.model.tree import CityFolder

COUNTRY = "kz"
SUBTYPE = "strategy"
CODES = {"kk": "kaz", "ru": "rus"}
"""Languages as ISO 639-2 names them."""
MAIN, ANNEX = "main", "annex_1"
"""The parts of a document: its text, and the table of its indicators."""


@dataclass(frozen=True)
class Identity:
    """One text of a strategy: an edition of it in one language, or what is not approved as it is today."""

    folder: CityFolder
    language: str
    edition: Edition | None
    """None for a draft or a demonstration."""
    today: date

    @property
    def kind(self) -> str:
        """`act` for what was approved by decision, `doc` for a text that nobody approved."""
        return "act" if self.edition else "doc"

    @property
    def status(self) -> str:
        """`approved`, `draft` or `demonstration`."""
        return self.folder.unapproved or "approved"

    @property
    def decision(self) -> Decision | None:
        """The decision on which the edition rests."""
        about = self.folder.strategy
        return about.decision_of(self.edition) if about and self.edition else None

    @property
    def first(self) -> Decision | None:
        """The decision that first approved the strategy."""
        about = self.folder.strategy
        return about.editions[0].decision if about and self.edition else None

    @property
    def begun(self) -> date:
        """The day of the first approval; without one that on which the text was written, if it is known."""
        about = self.folder.strategy
        return self.first.date if self.first else (about and about.written) or self.today

    @property
    def day(self) -> date:
        """The day from which the edition is in force; of what is not approved the day of the build."""
        return self.edition.date if self.edition else self.today

    @property
    def subtype(self) -> str:
        """What it is; a text that nobody approved says so."""
        return SUBTYPE if self.edition else f"{SUBTYPE}-{self.status}"

    @property
    def work(self) -> str:
        """The strategy, whatever its editions and languages."""
        return f"/akn/{COUNTRY}/{self.kind}/{self.subtype}/{self.begun}/{self.folder.city.slug}"

    @property
    def expression(self) -> str:
        """An edition in one language; the second one of a day says so."""
        about, edition = self.folder.strategy, self.edition
        editions = about.editions if about and edition else ()
        of_day = [other.number for other in editions if edition and other.date == edition.date]
        version = f";{edition.number}" if edition and edition.number != of_day[0] else ""
        return f"{self.work}/{CODES[self.language]}@{self.day}{version}"

    @property
    def manifestation(self) -> str:
        """The file of an edition in one language."""
        return f"{self.expression}.akn"

    def at(self, edition: Edition) -> "Identity":
        """The same strategy in another edition."""
        return Identity(self.folder, self.language, edition, self.today)

    def part(self, eid: str) -> str:
        """A part of the edition from outside of it."""
        return f"{self.expression}/!{MAIN}#{eid}"


def numbered(short: str, number: str, above: str = "") -> str:
    """The name of a part with a number: `chp_6__sec_6-2` for section 6.2 of chapter 6."""
    name = f"{short}_{re.sub(r'[^0-9A-Za-z]+', '-', number).strip('-')}"
    return f"{above}__{name}" if above else name


def source_eid(name: str) -> str:
    """The name of a registered source among the references."""
    return f"source_{name}"


def indicator(identifier: str, row: str = "") -> str:
    """The name of an indicator in the annex, or of a row of its table."""
    name = f"att_1__hcontainer_{identifier}"
    return f"{name}__tr_{row}" if row else name
