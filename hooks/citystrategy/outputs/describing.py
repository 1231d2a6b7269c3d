"""One indicator as a published document.

Owns the step from progress to records. Must not know files, formats or words: what a reader has to
be told comes from the words.
"""

from collections.abc import Mapping

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.method.assessment import Milestone, Observation
from citystrategy.method.measure import tolerance
from citystrategy.method.plan import ApprovedPoint, Plan
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Actual, Bilingual, Decision, Indicator, Source, Versions
from citystrategy.model.tree import CityStrategy
from citystrategy.outputs.documents import IndicatorDocument
from citystrategy.outputs.judging import assessed, current, plain, remembered
from citystrategy.outputs.records import (
    ActualRecord,
    BaselineRecord,
    CityRecord,
    DecisionRecord,
    DirectionRecord,
    DownloadLinks,
    DueRecord,
    FindingRecord,
    MilestoneRecord,
    NamedRecord,
    NotAssessableRecord,
    PageLinks,
    RequisitesRecord,
    RevisionRecord,
    SignatoryRecord,
    SourceRecord,
    StrategyRecord,
    TargetRecord,
    VersionsRecord,
)
from citystrategy.words.words import LANGUAGES, words_in

SourceRecords = Mapping[str, SourceRecord]


def indicator(standing: Standing, item: Progress, sources: SourceRecords, place: Place) -> IndicatorDocument:
    """The document of an indicator, whose links are written from `place`."""
    one, strategy = item.indicator, standing.strategy
    body = strategy.city.maslikhat
    path = f"{strategy.city.slug}/indicators/{one.id}/"
    return IndicatorDocument(
        schema_address=place.link(addresses.schema("indicator")),
        as_of=standing.today,
        id=one.id,
        city=city(strategy),
        strategy=strategy_of(strategy),
        pages=page_links(path, place),
        downloads=download_links(addresses.indicator(strategy.city.slug, one.id), place),
        direction=_direction(strategy, one),
        tolerance=float(tolerance(one)),
        categories=tuple(NamedRecord(id=each.id, name=each.name) for each in one.categories),
        methods=tuple(NamedRecord(id=each.id, name=each.name) for each in one.methods),
        due=DueRecord(**one.due.model_dump()) if one.due else None,
        not_assessable=_not_assessable(one),
        baseline=_baseline(one, sources),
        targets=tuple(_target(point, item.plan, body, sources) for point in item.plan.targets),
        actuals=tuple(_actual(each, sources) for each in item.observations),
        milestones=tuple(_milestone(each, body, sources) for each in item.milestones),
        assessments=tuple(map(assessed, item.assessments)),
        assessment=current(item, standing.today),
        history=tuple(remembered(known) for known in standing.histories[one.id]),
        **{name: getattr(one, name) for name in SAME},
    )


SAME = (
    "recommended",
    "name",
    "definition",
    "kind",
    "unit",
    "decimals",
    "better",
    "method",
    "edition",
    "territory",
    "source",
    "collection",
    "responsible",
)
"""What is published of an indicator as it is written."""


def source_record(source: Source) -> SourceRecord:
    """A source of the register."""
    return SourceRecord(id=source.id, kind=source.kind, title=source.title, url=source.url)


def city(strategy: CityStrategy) -> CityRecord:
    """The city of a strategy."""
    return CityRecord(id=strategy.city.slug, name=strategy.city.name)


def page_links(path: str, place: Place) -> PageLinks:
    """A page in both languages."""
    kazakh, russian = (place.link(addresses.page(path, code)) for code in LANGUAGES)
    return PageLinks(kk=kazakh, ru=russian)


def download_links(stem: str, place: Place) -> DownloadLinks:
    """The files of an indicator or of a city."""
    return DownloadLinks(
        json_file=place.link(f"{stem}.json"),
        csv=PageLinks(kk=place.link(f"{stem}.kk.csv"), ru=place.link(f"{stem}.ru.csv")),
        xlsx=place.link(f"{stem}.xlsx"),
    )


def strategy_of(strategy: CityStrategy) -> StrategyRecord:
    """What the strategy of a city is."""
    about = strategy.strategy
    assert about is not None, "a build with a broken strategy.yml has stopped"
    notice = None
    if about.status != "approved":
        kazakh, russian = (words_in(code)(f"unapproved.{about.status}.notice") for code in LANGUAGES)
        notice = Bilingual(kk=kazakh, ru=russian)
    decision = about.decision
    return StrategyRecord(
        status=about.status,
        notice=notice,
        title=about.title,
        edition=about.edition.number if about.edition else None,
        decision=_requisites(decision, strategy.city.maslikhat) if decision else None,
    )


def _decision(one: Decision, maslikhat: Bilingual) -> DecisionRecord:
    return DecisionRecord(body=one.body or maslikhat, number=one.number, date=one.date, url=one.url)


def _requisites(one: Decision, maslikhat: Bilingual) -> RequisitesRecord:
    versions = one.versions or Versions()
    return RequisitesRecord(
        **dict(_decision(one, maslikhat)),
        registration=one.registration,
        session=one.session,
        convocation=one.convocation,
        signatories=tuple(SignatoryRecord(office=each.office, name=each.name) for each in one.signatories),
        versions=VersionsRecord(kk=versions.kk, ru=versions.ru),
    )


def _direction(strategy: CityStrategy, one: Indicator) -> DirectionRecord:
    chapters = strategy.methodology.chapters
    title = next(chapter.title for chapter in chapters if chapter.id == one.direction)
    return DirectionRecord(id=one.direction, title=title)


def _not_assessable(one: Indicator) -> NotAssessableRecord | None:
    why = one.not_assessable
    if why is None:
        return None
    return NotAssessableRecord(reason=why.reason, since=why.since, explanation=why.explanation)


def _baseline(one: Indicator, sources: SourceRecords) -> BaselineRecord | None:
    start = one.baseline
    if start is None:
        return None
    return BaselineRecord(
        year=start.year,
        value=None if start.value is None else plain(start.value),
        source=sources[start.source] if start.source else None,
        absent=start.absent,
    )


def _target(point: ApprovedPoint, plan: Plan, body: Bilingual, sources: SourceRecords) -> TargetRecord:
    decided = point.decision if point.basis == "approved" else None
    return TargetRecord(
        year=point.year,
        value=plain(point.value),
        basis=point.basis,
        decision=_decision(decided, body) if decided else None,
        source=sources[point.source] if point.source else None,
    )


def _milestone(one: Milestone, body: Bilingual, sources: SourceRecords) -> MilestoneRecord:
    target = _target(one.target, one.plan, body, sources)
    actual = None if one.actual is None else plain(one.actual)
    parts = {name: getattr(target, name) for name in type(target).model_fields}
    return MilestoneRecord(**parts, verdict=one.verdict, actual=actual)


def _actual(one: Observation, sources: SourceRecords) -> ActualRecord:
    actual, found = one.actual, one.actual.finding
    return ActualRecord(
        year=one.year,
        value=plain(actual.value),
        source=sources[actual.source],
        date=actual.date,
        provisional=actual.provisional,
        comparable=one.comparable,
        method=one.method,
        edition=actual.edition,
        field_size=actual.field_size,
        discontinuity=actual.discontinuity,
        finding=None
        if found is None
        else FindingRecord(body=found.body, document=found.document, url=found.url),
        note=actual.note,
        revisions=_revisions(actual, sources),
    )


def _revisions(actual: Actual, sources: SourceRecords) -> tuple[RevisionRecord, ...]:
    return tuple(
        RevisionRecord(
            value=plain(one.value),
            source=sources[one.source],
            date=one.date,
            replaced=one.replaced,
            reason=one.reason,
        )
        for one in actual.revisions
    )
