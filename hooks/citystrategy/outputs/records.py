"""The parts of the published documents, each field with its meaning.

Owns their form, which is that of version 1: fields are added, never renamed or taken away. What a
field means is said once: where a record says what a file says, its words are those of the model.
Must not know where the values come from.
"""

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from citystrategy.method.assessment import Status, Verdict
from citystrategy.model import (
    Actual,
    Baseline,
    Bilingual,
    City,
    CityName,
    Decision,
    Due,
    Finding,
    Indicator,
    NotAssessable,
    Range,
    Revision,
    Signatory,
    Source,
    Strategy,
    Target,
    Versions,
)

PublishedValue = bool | int | float | str | Range | Bilingual
"""A number; true or false; the id of a category, or a status that a body gave; a range; words."""
Basis = Literal["baseline", "approved", "announced", "illustrative"]


class Record(BaseModel):
    """What every part of a document has in common: a field without words means what it means `as_in`."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    as_in: ClassVar[type[BaseModel] | None] = None

    def __init_subclass__(cls, as_in: type[BaseModel] | None = None) -> None:
        super().__init_subclass__()
        cls.as_in = as_in

    @classmethod
    def __pydantic_init_subclass__(cls, **arguments: object) -> None:
        """Gives each field that has no words those of the next class that has some; there must be one."""
        _, *others = kin(cls)
        for name, field in cls.model_fields.items():
            if not (name in cls.__annotations__ and field.description):
                said = (other.model_fields[name] for other in others if name in other.model_fields)
                field.description = next(said).description
        cls.model_rebuild(force=True)


def kin(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The classes that may say what a field means, in order: each one, then that `as_in` which it speaks."""
    for owner in model.__mro__:
        if issubclass(owner, BaseModel):
            yield owner
            if as_in := vars(owner).get("as_in"):
                yield from kin(as_in)


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


class SourceRecord(Record, as_in=Source):
    """Where a figure or a statement comes from."""

    id: str
    kind: Literal["official", "press"]
    title: Bilingual
    url: str


class DecisionRecord(Record, as_in=Decision):
    """The decision by which a value was approved."""

    body: Bilingual
    """Body that decided."""
    number: str
    date: datetime.date
    url: str


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


class StrategyRecord(Record, as_in=Strategy):
    """What the strategy is: only an approved one has approved values."""

    status: Literal["draft", "demonstration", "approved"]
    """Whether it is a draft, a demonstration that nobody approved, or approved by decision."""
    notice: Bilingual | None
    """What a reader has to be told where it is not approved."""
    title: Bilingual
    edition: int | None
    """Number of the edition in force."""
    decision: RequisitesRecord | None
    """Decision in force."""


class CityRecord(Record, as_in=City):
    """A city."""

    id: str
    """Stable name of the city."""
    name: CityName


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


class BaselineRecord(Record, as_in=Baseline):
    """The value from which an indicator starts, or why there is none."""

    year: int | None
    value: PublishedValue | None
    source: SourceRecord | None
    absent: Bilingual | None


class TargetRecord(Record, as_in=Target):
    """A value that the strategy sets for a year."""

    year: int
    value: PublishedValue
    basis: Basis
    decision: DecisionRecord | None
    """Decision that set the value."""
    source: SourceRecord | None


class MilestoneRecord(TargetRecord):
    """The verdict on a target, as it was in force at the end of its year."""

    verdict: Verdict
    """Whether it was met."""
    actual: PublishedValue | None
    """Observed value of that very year."""


class RevisionRecord(Record, as_in=Revision):
    """A value that stood here before and was replaced."""

    value: PublishedValue
    source: SourceRecord
    date: datetime.date | None
    replaced: datetime.date
    reason: Bilingual


class FindingRecord(Record, as_in=Finding):
    """Who assessed an indicator that is set in words, and where it is written."""

    body: Bilingual
    document: Bilingual
    url: str


class ActualRecord(PointRecord, as_in=Actual):
    """One observed value."""

    source: SourceRecord
    date: datetime.date | None
    provisional: bool
    comparable: bool
    """Whether it follows the same definition as the approved values."""
    method: str | None
    """Version of the definition that it follows, an id of `methods`."""
    edition: str | None
    field_size: int | None
    discontinuity: Bilingual | None = Field(serialization_alias="break")
    finding: FindingRecord | None
    note: Bilingual | None
    revisions: tuple[RevisionRecord, ...]


class NotAssessableRecord(Record, as_in=NotAssessable):
    """Why an indicator cannot be assessed."""

    reason: Literal["discontinued", "unmeasurable"]
    since: int | None
    explanation: Bilingual


class DueRecord(Record, as_in=Due):
    """When the value of a year has to be published."""

    month: int
    day: int
    years_after: int


class IndicatorSummary(Record, as_in=Indicator):
    """An indicator in the list of its city."""

    id: str
    """Stable name of the indicator in its city."""
    name: Bilingual
    direction: str
    recommended: str | None
    unit: Bilingual
    status: Status
    """Status on the day of the document."""
    latest: PointRecord | None
    """Newest observed value."""
    pages: PageLinks
    """Its page."""
    downloads: DownloadLinks
    """Its data."""
