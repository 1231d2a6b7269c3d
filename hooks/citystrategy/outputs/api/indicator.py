"""The published document of one indicator: its definition, and the parts with its values and its standing.

Owns its form (version 1) and how it is filled. Must not know files or formats.
"""

from typing import Literal

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.charts.plot import is_drawn
from citystrategy.facts import terms
from citystrategy.method.measure import tolerance
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Bilingual, Due, Indicator, NotAssessable
from citystrategy.model.indicators import Kind
from citystrategy.outputs.api.assessment import (
    AssessmentRecord,
    CurrentRecord,
    HistoryRecord,
    assessment_record,
    current_record,
    history_record,
)
from citystrategy.outputs.api.record import (
    Document,
    DownloadLinks,
    NamedRecord,
    PageLinks,
    Record,
    download_links,
    page_links,
)
from citystrategy.outputs.api.strategy import (
    CityRecord,
    DirectionRecord,
    Sources,
    StrategyRecord,
    city_record,
    direction_record,
    strategy_record,
)
from citystrategy.outputs.api.values import (
    ActualRecord,
    BaselineRecord,
    MilestoneRecord,
    TargetRecord,
    actual_record,
    baseline_record,
    milestone_record,
    target_record,
)


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


def indicator_document(
    standing: Standing, progress: Progress, sources: Sources, place: Place
) -> IndicatorDocument:
    """The document of an indicator, whose links are written from `place`."""
    indicator, strategy = progress.indicator, standing.folder
    slug, body = strategy.city.slug, strategy.city.maslikhat
    return IndicatorDocument.of(
        indicator,
        schema_address=place.link(addresses.schema("indicator")),
        as_of=standing.today,
        terms=terms.in_both([strategy]),
        city=city_record(strategy),
        strategy=strategy_record(strategy, standing.today),
        pages=page_links(f"{slug}/indicators/{indicator.id}/", place),
        downloads=download_links(addresses.indicator(slug, indicator.id), place, is_drawn(progress)),
        direction=direction_record(strategy, indicator),
        tolerance=float(tolerance(indicator)),
        baseline=baseline_record(indicator.baseline, sources) if indicator.baseline else None,
        targets=tuple(target_record(point, body, sources) for point in progress.plan.targets),
        actuals=tuple(actual_record(observation, sources) for observation in progress.observations),
        milestones=tuple(milestone_record(milestone, body, sources) for milestone in progress.milestones),
        assessments=tuple(map(assessment_record, progress.assessments)),
        assessment=current_record(progress, standing.today),
        history=tuple(map(history_record, standing.histories[indicator.id])),
    )
