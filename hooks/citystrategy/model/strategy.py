"""What a strategy is and how far its approval has come: `strategies/<city>/strategy.yml`."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from citystrategy.model.base import Address, Bilingual, Identifier, Model, Word


class Signatory(Model):
    """Who signed a decision."""

    office: Bilingual
    """Office, as the decision names it."""
    name: Bilingual
    """Name, as it stands below the decision."""


class Versions(Model):
    """The texts of a decision in the two languages, which are of equal force."""

    kk: Address | None = None
    """Address of the Kazakh text."""
    ru: Address | None = None
    """Address of the Russian text."""

    def __getitem__(self, language: str) -> str | None:
        """The address of the text in `kk` or `ru`; None where it is not known."""
        return self.kk if language == "kk" else self.ru


class Decision(Model):
    """The decision by which an edition of a strategy was approved (paragraph 16)."""

    body: Bilingual | None = None
    """Body that decided, as the decision names it: the maslikhat of the register."""
    number: Word
    """Number of the decision."""
    date: datetime.date
    """Date of the decision."""
    registration: Word | None = None
    """Number in the register of legal acts, where the decision was registered."""
    url: Address
    """Address of the official publication."""
    session: Word | None = None
    """Number of the session at which it was decided, as the decision writes it."""
    convocation: Word | None = None
    """Number of the maslikhat's convocation, as the decision writes it."""
    signatories: tuple[Signatory, ...] = ()
    """Who signed the decision."""
    versions: Versions | None = None
    """The decision's own texts in the two languages."""


class Edition(Model):
    """One edition of an approved strategy: what was decided, when, and its seal."""

    number: Annotated[int, Field(ge=1)]
    """Number of the edition: 1, 2 and so on."""
    kind: Literal["approval", "amendment", "technical-correction"]
    """The first approval, an amendment by decision, or the correction of a slip without one."""
    date: datetime.date
    """Day from which the edition is in force."""
    decision: Decision | None = None
    """Decision by which the edition was approved; a technical correction has none."""
    reason: Bilingual | None = None
    """Reason of a technical correction."""
    changes: Bilingual | None = None
    """What changed since the edition before."""
    seal: Word | None = None
    """Digest of the approved content, written by the commands `approve` and `seal`."""


Step = Literal["hearings", "central-body", "adjacent-oblasts", "administration", "proposal", "maslikhat"]
"""The steps of the approval (paragraphs 14 to 16): which one follows which is said by the rules."""


class ApprovalStep(Model):
    """A step of the approval that was taken (paragraphs 14 to 16)."""

    step: Step
    """Which step."""
    date: datetime.date
    """Day on which it was taken; the last day of hearings."""
    document: Bilingual
    """Document that shows it."""
    url: Address | None = None
    """Address of the document."""


class Declaration(Model):
    """A statement on something that only a person can judge."""

    rule: Identifier
    """Rule of the methodology, of the kind `statement`."""
    applies: bool = True
    """False where the rule does not apply to this strategy."""
    by: Bilingual
    """Who declares it: body and office."""
    date: datetime.date
    """Day of the declaration."""
    statement: Bilingual
    """What is declared, or why the rule does not apply."""


class Strategy(Model):
    """What the strategy is and how far its approval has come: `strategy.yml`."""

    status: Literal["draft", "demonstration", "approved"]
    """`approved` needs an edition with a decision; a demonstration and a draft must not have one."""
    methodology: datetime.date
    """Edition of the order that the strategy follows: a file of `_methodology/`."""
    title: Bilingual
    """Full title of the strategy."""
    summary: Bilingual
    """Two or three sentences for the city's page."""
    written: datetime.date | None = None
    """Day on which a draft or a demonstration was written: targets for years before it get no verdict."""
    editions: tuple[Edition, ...] = ()
    """Editions of an approved strategy, the first one first."""
    approval: tuple[ApprovalStep, ...] = ()
    """Steps of the approval that were taken."""
    declarations: tuple[Declaration, ...] = ()
    """Statements on what only a person can judge."""

    @property
    def edition(self) -> Edition | None:
        """The last edition, whose text stands in the chapters; it may come into force on a later day."""
        return self.editions[-1] if self.editions else None

    def in_force(self, day: datetime.date) -> Edition | None:
        """The edition in force on a day, if any is."""
        return next((edition for edition in reversed(self.editions) if edition.date <= day), None)

    @property
    def decision(self) -> Decision | None:
        """The last decision: that of the last edition, or of the one which it corrects."""
        return self.decision_of(self.editions[-1]) if self.editions else None

    def decision_of(self, edition: Edition) -> Decision | None:
        """The decision on which an edition rests: its own, or that of the edition which it corrects."""
        upto = [
            earlier.decision
            for earlier in self.editions
            if earlier.decision and earlier.number <= edition.number
        ]
        return upto[-1] if upto else None
