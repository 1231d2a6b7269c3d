"""One indicator in the annual report: the facts of its page, as plain texts.

Owns which of them a report needs. Must not know any format.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from citystrategy.facts.finding import finding
from citystrategy.facts.indicator import ApprovedValue, IndicatorFacts, YearRow, indicator_facts
from citystrategy.facts.plot_words import PAPER, PlotFacts, plot_facts
from citystrategy.facts.reckoning import Step, reckoning
from citystrategy.facts.remarks import in_line, remarks
from citystrategy.facts.values import titled, written
from citystrategy.method.plan import reported_years
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Source
from citystrategy.words.words import Words


@dataclass(frozen=True)
class ReportFigure:
    """A value with what it is."""

    kind: str
    """`actual` or `approved`."""
    label: str
    value: str
    """Empty where there is none."""
    note: str
    """Its year, and on what it rests."""


@dataclass(frozen=True)
class ReportStep:
    """A line of the reckoning."""

    kind: str
    text: str
    formula: str
    value: str
    """The number, or the status in words."""
    status: str
    """Key of the status that the line concludes, or an empty string."""


@dataclass(frozen=True)
class ReportSource:
    """Where values come from."""

    title: str
    url: str


@dataclass(frozen=True)
class ReportYear:
    """What was set for a year and observed in it."""

    year: int
    approved: str
    basis: str
    actual: str
    verdict: str
    """What came of it, in words, or an empty string."""
    remarks: str
    sources: tuple[int, ...]
    """Numbers in the list of the indicator's sources, from 1."""


@dataclass(frozen=True)
class ReportIndicator:
    """What the report says of one indicator."""

    id: str
    title: str
    """Name with its unit."""
    definition: str
    finding: str
    figures: tuple[ReportFigure, ...]
    actual: ReportFigure | None
    """Of the figures, the newest value."""
    approved: ReportFigure | None
    """Of the figures, the target in force, or the next one where none is yet."""
    status: str
    """Key of the status."""
    status_name: str
    notes: tuple[str, ...]
    """What belongs to the status and to the year's value."""
    remarks: str
    """What has to be known of the newest value."""
    plot: PlotFacts | None
    chart_text: str
    legend: tuple[str, ...]
    """Keys of the chart's signs, in the order of the legend."""
    scale: str
    steps: tuple[ReportStep, ...]
    pace: str
    responsible: str
    years: tuple[ReportYear, ...]
    sources: tuple[ReportSource, ...]


def report_indicator(
    progress: Progress, standing: Standing, year: int | None, sources: Mapping[str, Source], words: Words
) -> ReportIndicator:
    """An indicator of a standing that was made for the report on a year; with None for no year, of today."""
    shown, indicator = indicator_facts(progress, sources, words), progress.indicator
    latest = progress.latest
    figures = tuple(_figures(shown, words))
    plot = plot_facts(progress, standing.today, words, _day(standing, year), PAPER)
    return ReportIndicator(
        id=indicator.id,
        title=titled(indicator, words),
        definition=written(indicator.definition, words),
        finding=finding(progress, standing.today, words),
        figures=figures,
        actual=_first("actual", figures),
        approved=_first("approved", figures),
        status=progress.status,
        status_name=words(f"status.{progress.status}"),
        notes=tuple(_notes(progress, standing, year, words)),
        remarks=in_line(remarks(indicator, latest, words)) if latest else "",
        plot=plot,
        chart_text=shown.chart_text,
        legend=_legend(shown, plot),
        scale=_scale(shown, words),
        steps=tuple(_step(step, words) for step in reckoning(progress, words)),
        pace=shown.pace,
        responsible=written(indicator.responsible, words),
        years=tuple(_year(row, words) for row in shown.rows),
        sources=tuple(ReportSource(source.title[words.language], source.url) for source in shown.sources),
    )


def _day(standing: Standing, year: int | None) -> Literal["today", "assessed"]:
    """What the day in the chart is called: the report on a former year is not of today."""
    return "assessed" if year and standing.today == date(year + 1, 12, 31) else "today"


def _legend(shown: IndicatorFacts, plot: PlotFacts | None) -> tuple[str, ...]:
    return (*shown.kinds, "gap") if plot and plot.plot.gaps else shown.kinds


def _scale(shown: IndicatorFacts, words: Words) -> str:
    """What the numbers of the axis stand for where values are steps."""
    if not shown.steps:
        return ""
    return f"{words('indicator.scale')} {'; '.join(f'{place} – {name}' for place, name in shown.steps)}"


def _step(step: Step, words: Words) -> ReportStep:
    value = words(f"status.{step.status}") if step.status else step.value
    return ReportStep(step.kind, step.text, step.formula, value, step.status)


def _year(row: YearRow, words: Words) -> ReportYear:
    verdict = words(f"verdict.{row.verdict}") if row.verdict else ""
    return ReportYear(
        year=row.year,
        approved=row.approved,
        basis=row.basis,
        actual=row.actual,
        verdict=verdict or (words(f"status.{row.status}") if row.status else ""),
        remarks=in_line(row.remarks),
        sources=row.sources,
    )


def _first(kind: str, figures: Iterable[ReportFigure]) -> ReportFigure | None:
    return next((figure for figure in figures if figure.kind == kind and figure.value), None)


def _figures(shown: IndicatorFacts, words: Words) -> Iterator[ReportFigure]:
    """The newest value, the target in force and the next one; what is absent is shown as absent."""
    gone = shown.progress.indicator.not_assessable
    if shown.latest or not gone:
        note = words("monitoring.for_year", year=shown.latest_year) if shown.latest else ""
        yield ReportFigure("actual", words("monitoring.latest"), shown.latest, note)
    if not gone:
        yield _approved("monitoring.in_force", shown.in_force, words)
        yield _approved("monitoring.next", shown.next, words)


def _approved(label: str, approved: ApprovedValue | None, words: Words) -> ReportFigure:
    if approved is None:
        return ReportFigure("approved", words(label), "", "")
    note = f"{words('monitoring.for_year', year=approved.year)}, {approved.basis}"
    return ReportFigure("approved", words(label), approved.value, note)


def _notes(progress: Progress, standing: Standing, year: int | None, words: Words) -> Iterator[str]:
    """Of which year the status is, whose the values are, and why the value of the year is not there."""
    indicator, assessed = progress.indicator, progress.assessment
    if assessed and assessed.status == progress.status:
        yield words("monitoring.status_year", year=assessed.year)
    elif assessed:
        status = words(f"status.{assessed.status}")
        yield words("monitoring.last_assessed", status=status, year=assessed.year)
    if indicator.territory != "city":
        yield words(f"monitoring.territory.{indicator.territory}")
    observed = {observation.year for observation in progress.observations}
    if year and year not in observed and not indicator.not_assessable:
        yield _absent(progress, standing, year, words)


def _absent(progress: Progress, standing: Standing, year: int, words: Words) -> str:
    """That the year has no value, and until or since when it is due; nobody owes what is not approved."""
    rhythm = progress.indicator.due
    if rhythm is None or year not in reported_years(progress.points):
        return words("report.absent", year=year)
    owed = year in (*progress.missing, *progress.gaps)
    if owed:
        return words("indicator.duty_overdue", year=year, date=rhythm.date(year))
    if rhythm.date(year) >= standing.today:
        return f"{words('report.absent', year=year)}; {words('report.until', date=rhythm.date(year))}"
    return words("report.absent", year=year)
