"""The published JSON documents: one class for each kind, from which their JSON Schema is made.

Owns their form (version 1). Must not know where the values come from.
"""

from typing import Any, Literal

from pydantic import Field

from citystrategy.model import Bilingual, City, Indicator
from citystrategy.model.indicators import Kind
from citystrategy.outputs.comparisons import ComparisonDocument
from citystrategy.outputs.conformities import ConformityRecord
from citystrategy.outputs.records import (
    ActualRecord,
    BaselineRecord,
    CityRecord,
    DirectionRecord,
    Document,
    DownloadLinks,
    DueRecord,
    IndicatorSummary,
    MilestoneRecord,
    NamedRecord,
    NotAssessableRecord,
    PageLinks,
    Record,
    StrategyRecord,
    TargetRecord,
)
from citystrategy.outputs.results import AssessmentRecord, CountsRecord, CurrentRecord, HistoryRecord

DRAFT = "https://json-schema.org/draft/2020-12/schema"


class IndicatorDocument(Document, as_in=Indicator):
    """One indicator of one city: its definition, its plan, what was observed, and its status."""

    id: str
    """Stable name of the indicator in its city."""
    city: CityRecord
    """City."""
    strategy: StrategyRecord
    """Strategy that sets the values, and whether it is approved at all."""
    pages: PageLinks
    """Pages that show it."""
    downloads: DownloadLinks
    """The same in other formats."""
    direction: DirectionRecord
    recommended: str | None
    name: Bilingual
    definition: Bilingual
    kind: Kind
    unit: Bilingual
    decimals: int
    better: Literal["higher", "lower", "within"]
    tolerance: float
    """Difference from the path that still counts as on it, in the unit."""
    categories: tuple[NamedRecord, ...]
    methods: tuple[NamedRecord, ...]
    method: str | None
    edition: str | None
    territory: Literal["city", "oblast", "country"]
    source: Bilingual
    collection: Bilingual
    responsible: Bilingual
    due: DueRecord | None
    not_assessable: NotAssessableRecord | None
    """Set where it cannot be assessed."""
    baseline: BaselineRecord | None
    targets: tuple[TargetRecord, ...]
    """Values set by the plan in force, in order of year."""
    actuals: tuple[ActualRecord, ...]
    """Observed values, in order of year."""
    milestones: tuple[MilestoneRecord, ...]
    """Verdict on the value set for each year."""
    assessments: tuple[AssessmentRecord, ...]
    """Status of every value that can be assessed, in order of year."""
    assessment: CurrentRecord
    """Where it stands on the day of the document."""
    history: tuple[HistoryRecord, ...]
    """Where it stood at the end of earlier years, by what was known then."""


class CityDocument(Document):
    """One city: its strategy, its counts, its indicators, and how far it meets the order."""

    city: CityRecord
    """City."""
    strategy: StrategyRecord
    """Its strategy."""
    pages: PageLinks
    """Pages of its monitoring."""
    downloads: DownloadLinks
    """All its indicators in other formats."""
    counts: CountsRecord
    """Its indicators, counted."""
    indicators: tuple[IndicatorSummary, ...]
    """Its indicators."""
    conformity: ConformityRecord
    """How far its strategy meets the order."""


class RegisteredCity(CityRecord, as_in=City):
    """A city of the register, with or without a published strategy."""

    status: Literal["capital", "republican", "oblast-centre", "semey"]
    strategy: Literal["draft", "demonstration", "approved"] | None
    """Status of its strategy; null where none was found."""
    document: str | None
    """Address of its document."""


class CitiesDocument(Document):
    """The twenty cities of paragraph 3."""

    cities: tuple[RegisteredCity, ...]
    """Cities, in the order of the register."""


class CatalogueCity(CityRecord):
    """What there is of one city."""

    downloads: DownloadLinks
    """Files of the city."""
    indicators: dict[str, DownloadLinks]
    """Files of each indicator, by its name."""


class AllDownloads(Record):
    """All cities together."""

    csv: PageLinks
    """Table of all values in each language."""
    xlsx: str
    """Excel workbook of all values."""


class IndexDocument(Document):
    """Everything there is, with its addresses."""

    title: Bilingual
    """What this is."""
    pages: PageLinks
    """Page that explains it."""
    cities: str
    """Document with the register of cities."""
    catalogue: tuple[CatalogueCity, ...]
    """Files of each city that has a strategy."""
    everything: AllDownloads = Field(serialization_alias="all")
    """All values of all cities."""
    package: str
    """Frictionless data package: the same as normalised tables."""
    comparisons: dict[str, str]
    """Document of each recommended indicator over all cities, by its name."""
    schemas: dict[str, str]
    """JSON Schema of each kind of document."""


DOCUMENTS: dict[str, type[Document]] = {
    "index": IndexDocument,
    "cities": CitiesDocument,
    "city": CityDocument,
    "indicator": IndicatorDocument,
    "comparison": ComparisonDocument,
}
"""Every kind of document by its name."""


def schema(name: str, identifier: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of document; `identifier` is its address, or empty."""
    made = DOCUMENTS[name].model_json_schema(by_alias=True, mode="serialization")
    own = {"$schema": DRAFT, "$id": identifier} if identifier else {"$schema": DRAFT}
    return {**own, **made}
