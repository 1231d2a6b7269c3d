"""What a published document says of a city, its strategy, the decisions, and sources.

Owns the form of these parts (version 1) and how they are filled.
"""

import datetime
from collections.abc import Mapping
from typing import Literal

from citystrategy.facts.bilingual import bilingual
from citystrategy.model import (
    Bilingual,
    City,
    CityName,
    Decision,
    Indicator,
    Signatory,
    Source,
    Strategy,
    Versions,
)
from citystrategy.model.tree import CityFolder
from citystrategy.outputs.api.record import Record


class SourceRecord(Record, as_in=Source):
    """Where a figure or a statement comes from."""

    id: str
    kind: Literal["official", "press"]
    title: Bilingual
    url: str


Sources = Mapping[str, Source]
"""The register of sources, by id."""


class DecisionRecord(Record, as_in=Decision):
    """The decision by which a value was approved."""

    body: Bilingual
    """Body that decided."""
    number: str
    date: datetime.date
    url: str


def decision_record(decision: Decision, maslikhat: Bilingual) -> DecisionRecord:
    """A decision; `maslikhat` is the body where the decision names none."""
    return DecisionRecord.of(decision, body=decision.body or maslikhat)


class SignatoryRecord(Record, as_in=Signatory):
    """Who signed a decision."""

    office: Bilingual
    name: Bilingual


class VersionsRecord(Record, as_in=Versions):
    """The texts of a decision in the two languages, which are of equal force."""

    kk: str | None
    ru: str | None


class RequisitesRecord(DecisionRecord):
    """The decision in force with all that is known of it."""

    registration: str | None
    session: str | None
    convocation: str | None
    signatories: tuple[SignatoryRecord, ...]
    versions: VersionsRecord


def _requisites(decision: Decision, maslikhat: Bilingual) -> RequisitesRecord:
    return RequisitesRecord.of(
        decision, body=decision.body or maslikhat, versions=decision.versions or Versions()
    )


StrategyStatus = Literal["draft", "demonstration", "approved"]


class StrategyRecord(Record, as_in=Strategy):
    """What the strategy is: only an approved one has approved values."""

    status: StrategyStatus
    """Whether it is a draft, a demonstration that nobody approved, or approved by decision."""
    notice: Bilingual | None
    """What a reader has to be told where it is not approved."""
    title: Bilingual
    edition: int | None
    """Number of the edition in force."""
    decision: RequisitesRecord | None
    """Decision in force."""


def strategy_record(folder: CityFolder, today: datetime.date) -> StrategyRecord:
    """What the strategy of a city is on a day."""
    about = folder.strategy
    assert about is not None, "a build with a broken strategy.yml has stopped"
    notice = None
    if about.status != "approved":
        notice = bilingual(lambda words: words(f"unapproved.{about.status}.notice"))
    edition = about.in_force(today)
    decision = about.decision_of(edition) if edition else None
    return StrategyRecord.of(
        about,
        notice=notice,
        edition=edition.number if edition else None,
        decision=_requisites(decision, folder.city.maslikhat) if decision else None,
    )


class CityRecord(Record, as_in=City):
    """A city."""

    id: str
    """Stable name of the city."""
    name: CityName


def city_record(folder: CityFolder) -> CityRecord:
    """The city of a strategy."""
    return CityRecord(id=folder.city.slug, name=folder.city.name)


class DirectionRecord(Record):
    """A strategic direction."""

    id: str
    """Stable name of the direction."""
    title: Bilingual
    """Title in the order."""


def direction_record(folder: CityFolder, indicator: Indicator) -> DirectionRecord:
    """The direction of an indicator."""
    chapters = folder.methodology.chapters
    title = next(chapter.title for chapter in chapters if chapter.id == indicator.direction)
    return DirectionRecord(id=indicator.direction, title=title)
