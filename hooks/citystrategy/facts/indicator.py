"""One indicator in one language, as every page of it shows it: values as text, table rows, sentences.

Owns the step from progress to words, so that templates need no arithmetic. Must not know HTML.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citystrategy.charts import charts
from citystrategy.facts import sentences
from citystrategy.facts.remarks import remarks
from citystrategy.facts.values import basis, calculated, is_number, text, unit
from citystrategy.method.plan import ApprovedPoint
from citystrategy.method.progress import Progress
from citystrategy.method.years import years
from citystrategy.model import Source
from citystrategy.words.words import Words


@dataclass(frozen=True)
class ApprovedValue:
    """An approved value as text, and on what it rests."""

    value: str
    year: int
    basis: str


@dataclass(frozen=True)
class YearRow:
    """One year in the table of an indicator's values."""

    year: int
    approved: str
    basis: str
    """On what kind of ground the approved value rests, or an empty string."""
    guide: str
    """Value of the calculated line, where a value was observed between approved points."""
    actual: str
    remarks: tuple[str, ...]
    verdict: str
    """Key of `verdict` in the words, or an empty string."""
    status: str
    """Key of `status` in the words: the assessment of the value, or an empty string."""
    sources: tuple[int, ...]
    """Sources of the approved and of the observed value: numbers in the list under the table, from 1."""


@dataclass(frozen=True)
class IndicatorFacts:
    """What is said of one indicator in one language."""

    progress: Progress
    unit: str
    """Unit as it stands in the heading, or an empty string."""
    numeric: bool
    """Whether the values are numbers."""
    arithmetic: tuple[str, ...]
    """Sentences that explain the status."""
    pace: str
    """How fast it moves, in a sentence, or an empty string."""
    chart_text: str
    """What the chart shows, in a sentence."""
    rows: tuple[YearRow, ...]
    sources: tuple[Source, ...]
    latest: str
    latest_year: int
    in_force: ApprovedValue | None
    """Target of the latest year that has come."""
    next: ApprovedValue | None
    """Target of the next year to come."""
    missing_years: str
    kinds: tuple[str, ...]
    """Kinds of marks of observed values in the chart: keys of `legend` in the words."""
    steps: tuple[tuple[int, str], ...]
    """What the numbers of the chart's axis stand for where values are steps."""


def indicator_facts(progress: Progress, sources: Mapping[str, Source], words: Words) -> IndicatorFacts:
    """An indicator in one language."""
    used = used_sources(progress, sources)
    latest = progress.latest
    return IndicatorFacts(
        progress=progress,
        unit=unit(progress.indicator, words),
        numeric=is_number(progress.indicator),
        arithmetic=tuple(sentences.arithmetic(progress, words)),
        pace=sentences.pace(progress, words),
        chart_text=sentences.chart_text(progress, words),
        rows=tuple(rows(progress, {source.id: place for place, source in enumerate(used, 1)}, words)),
        sources=used,
        latest=text(progress.indicator, latest.actual.value, words) if latest else "",
        latest_year=latest.year if latest else 0,
        in_force=_approved(progress.in_force, progress, words),
        next=_approved(progress.next, progress, words),
        missing_years=", ".join(str(year) for year in (*progress.gaps, *progress.missing)),
        kinds=charts.marks(progress),
        steps=_steps(progress, words),
    )


def _approved(point: ApprovedPoint | None, progress: Progress, words: Words) -> ApprovedValue | None:
    if point is None:
        return None
    return ApprovedValue(text(progress.indicator, point.value, words), point.year, basis(point, words))


def _steps(progress: Progress, words: Words) -> tuple[tuple[int, str], ...]:
    """The names of an ordered scale with their places on the axis, the lowest first."""
    if progress.indicator.kind == "yes-no":
        return (0, words("value.negative")), (1, words("value.affirmative"))
    names = (category.name[words.language] for category in progress.indicator.categories)
    return tuple(enumerate(names, 1))


def used_sources(progress: Progress, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources of an indicator's approved and observed values, each once."""
    names = [point.source for point in progress.points]
    names += [milestone.target.source for milestone in progress.milestones]
    for observation in progress.observations:
        names += [observation.actual.source, *(revision.source for revision in observation.actual.revisions)]
    return tuple(sources[name] for name in dict.fromkeys(names) if name)


def rows(progress: Progress, places: Mapping[str, int], words: Words) -> Iterator[YearRow]:
    """The table of every approved and observed value, by year."""
    indicator = progress.indicator
    for year in years(progress):
        point, actual = year.point, year.observation.actual if year.observation else None
        names = dict.fromkeys((point.source if point else None, actual.source if actual else None))
        yield YearRow(
            year=year.year,
            approved=text(indicator, point.value, words) if point else "",
            basis=words(f"basis.{point.basis}") if point else "",
            guide=calculated(indicator, year.guide, words) if year.guide is not None else "",
            actual=text(indicator, actual.value, words) if actual else "",
            remarks=remarks(indicator, year.observation, words) if year.observation else (),
            verdict=year.verdict,
            status=year.assessment.status if year.assessment else "",
            sources=tuple(places[name] for name in names if name),
        )
