"""The parts of the published documents, each field with its meaning.

Owns their form, which is that of version 1: fields are added, never renamed or taken away.
Must not know where the values come from.
"""

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from citystrategy.method.assessment import Status, Verdict
from citystrategy.model import Bilingual, CityName, Range

PublishedValue = bool | int | float | str | Range | Bilingual
"""A number; true or false; the id of a category, or a status that a body gave; a range; words."""
Basis = Literal["baseline", "approved", "announced", "illustrative"]


class Record(BaseModel):
    """What every part of a document has in common."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Document(Record):
    """What every document begins with."""

    schema_address: str = Field(serialization_alias="$schema")
    """Address of the JSON Schema of this document."""
    as_of: datetime.date
    """Day on which the statuses were computed."""


class PageLinks(Record):
    """The same thing in both languages."""

    kk: str
    """Address in Kazakh."""
    ru: str
    """Address in Russian."""


class DownloadLinks(Record):
    """The same data in other formats."""

    json_file: str = Field(serialization_alias="json")
    """JSON document."""
    csv: PageLinks
    """Table of values for spreadsheets: UTF-8, semicolons, decimal commas."""
    xlsx: str
    """Excel workbook with a sheet in each language."""


class SourceRecord(Record):
    """Where a figure or a statement comes from."""

    id: str
    """Name of the source."""
    kind: Literal["official", "press"]
    """Official document or statistics, or a publication that quotes them."""
    title: Bilingual
    """Publisher, title and period."""
    url: str
    """Address of the source."""


class DecisionRecord(Record):
    """The decision by which a value was approved."""

    body: Bilingual
    """Body that decided."""
    number: str
    """Number of the decision."""
    date: datetime.date
    """Date of the decision."""
    url: str
    """Address of the official publication."""


class SignatoryRecord(Record):
    """Who signed a decision."""

    office: Bilingual
    """Office, as the decision names it."""
    name: Bilingual
    """Name, as it stands below the decision."""


class VersionsRecord(Record):
    """The texts of a decision in the two languages, which are of equal force."""

    kk: str | None
    """Address of the Kazakh text; null where it is not known."""
    ru: str | None
    """Address of the Russian text; null where it is not known."""


class RequisitesRecord(DecisionRecord):
    """The decision in force with all that is known of it."""

    registration: str | None
    """Number in the register of legal acts."""
    session: str | None
    """Number of the session, as the decision writes it; null where it is not known."""
    convocation: str | None
    """Number of the maslikhat's convocation, as the decision writes it; null where it is not known."""
    signatories: tuple[SignatoryRecord, ...]
    """Who signed it; empty where that is not known."""
    versions: VersionsRecord
    """Its own texts in the two languages."""


class StrategyRecord(Record):
    """What the strategy is: only an approved one has approved values."""

    status: Literal["draft", "demonstration", "approved"]
    """Whether it is a draft, a demonstration that nobody approved, or approved by decision."""
    notice: Bilingual | None
    """What a reader has to be told where it is not approved."""
    title: Bilingual
    """Full title."""
    edition: int | None
    """Number of the edition in force."""
    decision: RequisitesRecord | None
    """Decision in force."""


class CityRecord(Record):
    """A city."""

    id: str
    """Stable name of the city."""
    name: CityName
    """Name."""


class DirectionRecord(Record):
    """A strategic direction."""

    id: str
    """Stable name of the direction."""
    title: Bilingual
    """Title in the order."""


class PointRecord(Record):
    """A value with its year."""

    year: int
    """Year that the value describes."""
    value: PublishedValue
    """Value, in the indicator's unit."""


class NamedRecord(Record):
    """A category, or a version of the definition."""

    id: str
    """Name by which values refer to it."""
    name: Bilingual
    """What it is called."""


class BaselineRecord(Record):
    """The value from which an indicator starts, or why there is none."""

    year: int | None
    """Year of the value."""
    value: PublishedValue | None
    """Value, in the indicator's unit."""
    source: SourceRecord | None
    """Source of the value."""
    absent: Bilingual | None
    """Why there is no baseline value."""


class TargetRecord(Record):
    """A value that the strategy sets for a year."""

    year: int
    """Year of the value."""
    value: PublishedValue
    """Value, in the indicator's unit."""
    basis: Basis
    """Approved by decision, announced in public, or only an illustration."""
    decision: DecisionRecord | None
    """Decision that set the value."""
    source: SourceRecord | None
    """Source of an announced value."""


class MilestoneRecord(TargetRecord):
    """The verdict on a target, as it was in force at the end of its year."""

    verdict: Verdict
    """Whether it was met."""
    actual: PublishedValue | None
    """Observed value of that very year."""


class RevisionRecord(Record):
    """A value that stood here before and was replaced."""

    value: PublishedValue
    """Value before the revision."""
    source: SourceRecord
    """Source of that value."""
    date: datetime.date | None
    """Day on which it was published."""
    replaced: datetime.date
    """Day on which it was replaced."""
    reason: Bilingual
    """Why it was replaced."""


class FindingRecord(Record):
    """Who assessed an indicator that is set in words, and where it is written."""

    body: Bilingual
    """Body that assessed it."""
    document: Bilingual
    """Document with the assessment."""
    url: str
    """Address of the document."""


class ActualRecord(Record):
    """One observed value."""

    year: int
    """Year that the value describes."""
    value: PublishedValue
    """Observed value, in the indicator's unit."""
    source: SourceRecord
    """Source of the value."""
    date: datetime.date | None
    """Day on which it was published, where that is known."""
    provisional: bool
    """Whether the value is preliminary or calculated."""
    comparable: bool
    """Whether it follows the same definition as the approved values."""
    method: str | None
    """Version of the definition that it follows, an id of `methods`."""
    edition: str | None
    """Edition of the index or the ranking."""
    field_size: int | None
    """How many places the ranking has."""
    discontinuity: Bilingual | None = Field(serialization_alias="break")
    """Why the series does not continue the values before."""
    finding: FindingRecord | None
    """Who assessed it; only of an indicator in words."""
    note: Bilingual | None
    """Note for the reader."""
    revisions: tuple[RevisionRecord, ...]
    """Values that stood here before, the first one first."""


class NotAssessableRecord(Record):
    """Why an indicator cannot be assessed."""

    reason: Literal["discontinued", "unmeasurable"]
    """Its publisher stopped it, or no measurable value was set."""
    since: int | None
    """Year in which it was discontinued."""
    explanation: Bilingual
    """What happened."""


class DueRecord(Record):
    """When the value of a year has to be published."""

    month: int
    """Month of the due date."""
    day: int
    """Day of the due date; where it is a day off, the next working day is meant."""
    years_after: int
    """How many years after the year it describes."""


class IndicatorSummary(Record):
    """An indicator in the list of its city."""

    id: str
    """Stable name of the indicator in its city."""
    name: Bilingual
    """Name."""
    direction: str
    """Strategic direction."""
    recommended: str | None
    """Recommended indicator of paragraph 26 that it answers."""
    unit: Bilingual
    """Unit."""
    status: Status
    """Status on the day of the document."""
    latest: PointRecord | None
    """Newest observed value."""
    pages: PageLinks
    """Its page."""
    downloads: DownloadLinks
    """Its data."""
