"""The annual monitoring report of a city in one language: everything that it says, in order.

Owns which facts belong to a year and what stands beside what. Every sentence, status and value is that of the
pages; a format lays out what is made here and adds nothing. Must not know any format.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from citystrategy.facts import calendar, dues, requisites, unapproved
from citystrategy.facts.city import CityOverview, Counted, overview
from citystrategy.facts.dues import DueValue
from citystrategy.facts.report_indicator import ReportIndicator, report_indicator
from citystrategy.facts.requisites import Requisite
from citystrategy.method.progress import count
from citystrategy.method.standing import Standing, standing_on
from citystrategy.model import Source
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import NO_BREAK_SPACE, Words


@dataclass(frozen=True)
class ReportStatus:
    """How many indicators have a status."""

    key: str
    name: str
    number: int


@dataclass(frozen=True)
class ReportGroup:
    """The indicators of one direction."""

    title: str
    indicators: tuple[ReportIndicator, ...]


@dataclass(frozen=True)
class ReportBoard:
    """Which verdicts the targets of each direction got, by year."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Direction, then the verdicts of each year in words, or an empty string."""


@dataclass(frozen=True)
class ReportChanges:
    """What happened of one kind: a title and sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """A report in one language."""

    language: str
    title: str
    strategy: str
    """Title of the strategy."""
    named: str
    """What the report is called outside of itself: with its city, and that the strategy is not approved."""
    notice: str
    """That nobody approved the strategy, in a sentence for every page; empty where it is approved."""
    requisites: tuple[Requisite, ...]
    lead: str
    counts: tuple[str, ...]
    statuses: tuple[ReportStatus, ...]
    board: ReportBoard | None
    groups: tuple[ReportGroup, ...]
    """Without directions that have no indicator."""
    overdue: tuple[DueValue, ...]
    overdue_notes: tuple[str, ...]
    changed_lead: str
    changed: tuple[ReportChanges, ...]
    closing: tuple[str, ...]
    """Lines to sign."""


def first_year(folder: CityFolder) -> int | None:
    """The first year of which a report can be made; None where there is nothing to report at all.

    Of an approved strategy it is that of the decision: before it there was nothing to follow.
    """
    about = folder.strategy
    if about and about.status == "approved" and about.editions:
        return about.editions[0].date.year
    years = [year.year for _, year in folder.actuals if year.values]
    for indicator in folder.indicators:
        years += [target.year for target in indicator.targets]
        if indicator.baseline and indicator.baseline.year:
            years.append(indicator.baseline.year)
    return min(years, default=None)


def standing_of(folder: CityFolder, year: int, today: date) -> Standing:
    """Where a strategy stands after a year: by values up to it as they are known now.

    Due dates count as they had passed at the end of the year after, or today if that is earlier. Of what is
    due within the year itself the next value would be due by then, which the report does not know.
    """
    known = tuple((path, values) for path, values in folder.actuals if values.year <= year)
    early, late = (
        standing_on(replace(folder, actuals=known), min(today, date(end, 12, 31))) for end in (year, year + 1)
    )
    progress = tuple(
        sooner if sooner.indicator.due and not sooner.indicator.due.years_after else later
        for sooner, later in zip(early.progress, late.progress, strict=True)
    )
    return replace(late, progress=progress, counts=count(progress))


def report(folder: CityFolder, year: int, today: date, sources: Mapping[str, Source], words: Words) -> Report:
    """The report on a year, as of today."""
    standing = standing_of(folder, year, today)
    city, about = folder.city.name[words.language], folder.strategy
    owed = dues.of_city(calendar.of_city(standing), words)
    overdue = tuple(value for value in owed.values if value.overdue and value.year <= year)
    shown = overview(standing, words)
    named = unapproved.marked(words("report.named", city=city, year=year), folder, words)
    return Report(
        language=words.language,
        title=words("report.title", year=year),
        strategy=about.title[words.language] if about else city,
        named=named,
        notice=words(f"unapproved.{folder.unapproved}.notice") if folder.unapproved else "",
        requisites=tuple(_requisites(standing, year, today, words)),
        lead=words("monitoring.lead", date=standing.today),
        counts=tuple(_counts(standing, year, words)),
        statuses=statuses(standing, words),
        board=_board(shown, words),
        groups=tuple(groups(standing, year, sources, words)),
        overdue=overdue,
        overdue_notes=_notes(folder, overdue, words),
        changed_lead=words("happened.lead", year=shown.first_year, date=shown.since),
        changed=tuple(
            ReportChanges(
                words(f"happened.kinds.{happened.kind}"),
                tuple(f"{told.title}. {told.sentence}" for told in happened.told),
            )
            for happened in shown.happened
        ),
        closing=(words("report.prepared"), words("report.checked")),
    )


def _requisites(standing: Standing, year: int, today: date, words: Words) -> Iterator[Requisite]:
    """What the report is about, and what it is based on."""
    folder, language = standing.folder, words.language
    about = folder.strategy
    yield Requisite(words("home.city"), folder.city.name[language])
    yield Requisite(words("report.year"), str(year))
    if about:
        edition = about.in_force(standing.today) or about.edition
        yield from requisites.of_strategy(about, edition, folder, words)
    yield requisites.of_order(folder, words)
    yield Requisite(words("data.readme.day"), words("data.readme.day_text", date=today))
    if standing.today != today:
        yield Requisite(words("report.due"), words("data.readme.day_text", date=standing.today))
    yield Requisite(words("report.digest"), f"sha256:{digest(folder, year)}")


def digest(folder: CityFolder, year: int) -> str:
    """The SHA-256 of the observed values up to a year, in one form: two reports of the same data share it."""
    values = [
        (actuals.year, [actual.model_dump(mode="json") for actual in actuals.values])
        for _, actuals in folder.actuals
        if actuals.year <= year
    ]
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _notes(folder: CityFolder, overdue: Collection[DueValue], words: Words) -> tuple[str, ...]:
    """That nobody owes anything, or that nothing is overdue."""
    if folder.unapproved:
        return (words("calendar.not_owed"),)
    return () if overdue else (words("calendar.overdue_none"),)


def _counts(standing: Standing, year: int, words: Words) -> Iterator[str]:
    with_value = sum(
        any(observation.year == year for observation in progress.observations)
        for progress in standing.progress
    )
    total = len(standing.progress)
    yield words("report.with_value", year=year, number=with_value, total=total)
    yield from reported(standing, words)


def reported(standing: Standing, words: Words) -> Iterator[str]:
    """How many indicators have values, and how many are overdue."""
    counts = standing.counts
    told = words("monitoring.reported_text", reported=counts.reported, total=counts.total)
    yield f"{told} {words('monitoring.reported_note')}"
    if counts.elsewhere:
        yield words("monitoring.elsewhere", number=counts.elsewhere)
    if counts.overdue:
        yield words("monitoring.overdue_count", number=counts.overdue)


def statuses(standing: Standing, words: Words) -> tuple[ReportStatus, ...]:
    """The statuses that indicators have."""
    return tuple(
        ReportStatus(key, words(f"status.{key}"), number) for key, number in standing.counts.occurring
    )


def _board(shown: CityOverview, words: Words) -> ReportBoard | None:
    if not shown.years:
        return None
    rows = (
        (row.direction.title[words.language], *(_verdicts(cell, words) for cell in row.cells))
        for row in shown.rows
    )
    head = (words("indicator.direction"), *(str(year.year) for year in shown.years))
    return ReportBoard(head, tuple(rows))


def _verdicts(counted: Counted, words: Words) -> str:
    """The verdicts of a cell, each with its number."""
    dash = f"{NO_BREAK_SPACE}–{NO_BREAK_SPACE}"
    return ", ".join(f"{words(f'verdict.{verdict}')}{dash}{number}" for verdict, number in counted)


def groups(
    standing: Standing, year: int | None, sources: Mapping[str, Source], words: Words
) -> Iterator[ReportGroup]:
    """The indicators of each direction that has any; with None for no year, as they are today."""
    for direction in standing.folder.methodology.directions():
        shown = tuple(
            report_indicator(progress, standing, year, sources, words)
            for progress in standing.of_direction(direction.id)
        )
        if shown:
            yield ReportGroup(direction.title[words.language], shown)
