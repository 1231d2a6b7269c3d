"""The normalised tables of the data package, each row from the published documents.

Owns which table holds what. Must not know how tables are written or described.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from citystrategy.method.assessment import VERDICTS
from citystrategy.outputs.documents import CitiesDocument, CityDocument, IndicatorDocument
from citystrategy.outputs.normal import (
    OWN,
    SET,
    SOURCE,
    TO_ACTUAL,
    TO_INDICATOR,
    TO_SOURCE,
    VALUE,
    YEAR,
    Cells,
    Field,
    ForeignKey,
    Table,
    both,
    forms,
    texts,
)
from citystrategy.outputs.records import MilestoneRecord, SourceRecord, TargetRecord
from citystrategy.outputs.ruled import conformity

Documents = Sequence[IndicatorDocument]


def tables(
    cities: CitiesDocument,
    sources: Iterable[SourceRecord],
    city_documents: Sequence[CityDocument],
    documents: Documents,
) -> tuple[Table, ...]:
    """All tables, each after those to which it refers."""
    return (
        _cities(cities),
        _sources(sources),
        _indicators(documents),
        _names(documents, "categories", "Ordered categories, the worst one first"),
        _names(documents, "methods", "Versions of definitions"),
        _baselines(documents),
        _targets(documents),
        _milestones(documents),
        _actuals(documents),
        _revisions(documents),
        _assessments(documents),
        _statuses(documents),
        conformity(city_documents),
    )


def _cities(cities: CitiesDocument) -> Table:
    fields = (
        Field("city", "string", "Stable name of the city"),
        *both("name", "Name"),
        Field("name_en", "string", "Name, in English"),
        Field("scope", "string", "Why the city is in scope: capital, republican, oblast-centre, semey"),
        Field("strategy", "string", "draft, demonstration or approved; empty where no strategy was found"),
    )
    rows = tuple([one.id, *texts(one.name), one.name.en, one.status, one.strategy] for one in cities.cities)
    return Table("cities", "The twenty cities of the order", fields, ("city",), (), rows)


def _sources(sources: Iterable[SourceRecord]) -> Table:
    fields = (
        Field("source", "string", "Stable name of the source"),
        Field("kind", "string", "official, or press that quotes it"),
        *both("title", "Publisher, title and period"),
        Field("url", "string", "Address"),
    )
    rows = tuple([one.id, one.kind, *texts(one.title), one.url] for one in sources)
    return Table("sources", "Where figures come from", fields, ("source",), (), rows)


def _indicators(documents: Documents) -> Table:
    fields = (
        *OWN,
        Field("direction", "string", "Strategic direction"),
        Field("recommended", "string", "Recommended indicator of paragraph 26 that it answers"),
        *both("name", "Name"),
        *both("definition", "What exactly is measured"),
        Field("kind", "string", "Kind of value"),
        *both("unit", "Unit"),
        Field("decimals", "integer", "Digits shown after the point"),
        Field("better", "string", "higher, lower, or within a range"),
        Field("tolerance", "number", "Difference from the path that still counts as on it"),
        Field("method", "string", "Version of the definition that the approved values follow"),
        Field("edition", "string", "Edition of an index or a ranking"),
        Field("territory", "string", "Territory that the values describe: city, oblast, country"),
        *both("information", "Source of information"),
        *both("collection", "Tool by which the data are collected"),
        *both("responsible", "Body that has to report the value"),
        Field("not_assessable", "string", "discontinued or unmeasurable, where it cannot be assessed"),
    )
    rows = tuple(
        [
            *(one.city.id, one.id, one.direction.id, one.recommended, *texts(one.name, one.definition)),
            *(one.kind, *texts(one.unit), one.decimals, one.better, one.tolerance, one.method, one.edition),
            *(one.territory, *texts(one.source, one.collection, one.responsible)),
            one.not_assessable.reason if one.not_assessable else None,
        ]
        for one in documents
    )
    own = ("city", "indicator")
    cities = ForeignKey(("city",), "cities")
    return Table("indicators", "Indicators of the strategies", fields, own, (cities,), rows)


def _names(documents: Documents, name: Literal["categories", "methods"], about: str) -> Table:
    fields = (
        *OWN,
        Field("number", "integer", "Place in the order, from 1"),
        Field("id", "string", "Name by which values refer to it"),
        *both("name", "What it is called"),
    )
    rows = tuple(
        [one.city.id, one.id, number, each.id, *texts(each.name)]
        for one in documents
        for number, each in enumerate(getattr(one, name), 1)
    )
    return Table(name, about, fields, ("city", "indicator", "number"), (TO_INDICATOR,), rows)


def _baselines(documents: Documents) -> Table:
    fields = (*OWN, YEAR, *VALUE, SOURCE, *both("absent", "Why there is no baseline value"))
    rows = tuple(
        [
            *(one.city.id, one.id, start.year, *forms(start.value)),
            start.source.id if start.source else None,
            *texts(start.absent),
        ]
        for one in documents
        if (start := one.baseline)
    )
    own, foreign = ("city", "indicator"), (TO_INDICATOR, TO_SOURCE)
    return Table("baselines", "Values from which indicators start", fields, own, foreign, rows)


def _set(one: IndicatorDocument, target: TargetRecord) -> Cells:
    decided = target.decision
    return [
        *(one.city.id, one.id, target.year, *forms(target.value), target.basis),
        *((decided.number, decided.date) if decided else (None, None)),
        target.source.id if target.source else None,
    ]


def _targets(documents: Documents) -> Table:
    rows = tuple(_set(one, target) for one in documents for target in one.targets)
    own, foreign = ("city", "indicator", "year"), (TO_INDICATOR, TO_SOURCE)
    about = "Values set by the plans in force"
    return Table("targets", about, (*OWN, YEAR, *VALUE, *SET, SOURCE), own, foreign, rows)


def _milestones(documents: Documents) -> Table:
    verdict = Field("verdict", "string", f"{', '.join(VERDICTS[:-1])} or {VERDICTS[-1]}")

    def row(one: IndicatorDocument, milestone: MilestoneRecord) -> Cells:
        return [*_set(one, milestone), milestone.verdict]

    rows = tuple(row(one, each) for one in documents for each in one.milestones)
    own, foreign = ("city", "indicator", "year"), (TO_INDICATOR, TO_SOURCE)
    about = "Verdicts on the value set for each year, as it was in force at the end of that year"
    return Table("milestones", about, (*OWN, YEAR, *VALUE, *SET, SOURCE, verdict), own, foreign, rows)


def _actuals(documents: Documents) -> Table:
    fields = (
        *(*OWN, YEAR, *VALUE, SOURCE),
        Field("date", "date", "Day on which the value was published"),
        Field("provisional", "boolean", "Whether the value is preliminary or calculated"),
        Field("comparable", "boolean", "Whether it follows the same definition as the approved values"),
        Field("method", "string", "Version of the definition that it follows"),
        Field("edition", "string", "Edition of the index or the ranking"),
        Field("field_size", "integer", "How many places the ranking has"),
        *both("break", "Why the series does not continue the values before"),
        *both("body", "Body that assessed an indicator in words"),
        *both("document", "Document with that assessment"),
        Field("document_url", "string", "Address of that document"),
        *both("note", "Note"),
    )
    rows = tuple(
        [
            *(one.city.id, one.id, each.year, *forms(each.value), each.source.id, each.date),
            *(each.provisional, each.comparable, each.method, each.edition, each.field_size),
            *texts(each.discontinuity),
            *(texts(each.finding.body, each.finding.document) if each.finding else [None] * 4),
            each.finding.url if each.finding else None,
            *texts(each.note),
        ]
        for one in documents
        for each in one.actuals
    )
    own, foreign = ("city", "indicator", "year"), (TO_INDICATOR, TO_SOURCE)
    return Table("actuals", "Observed values", fields, own, foreign, rows)


def _revisions(documents: Documents) -> Table:
    fields = (
        *(*OWN, YEAR, Field("number", "integer", "Place among the revisions of the value, from 1")),
        *(*VALUE, SOURCE),
        Field("date", "date", "Day on which the former value was published"),
        Field("replaced", "date", "Day on which it was replaced"),
        *both("reason", "Why it was replaced"),
    )
    rows = tuple(
        [
            *(one.city.id, one.id, actual.year, number, *forms(each.value), each.source.id),
            *(each.date, each.replaced, *texts(each.reason)),
        ]
        for one in documents
        for actual in one.actuals
        for number, each in enumerate(actual.revisions, 1)
    )
    own, foreign = ("city", "indicator", "year", "number"), (TO_ACTUAL, TO_SOURCE)
    return Table("revisions", "Observed values that were replaced", fields, own, foreign, rows)


def _assessments(documents: Documents) -> Table:
    fields = (
        *(*OWN, YEAR, Field("status", "string", "on-path, behind, far-behind or moving-away")),
        *VALUE,
        Field("milestone", "boolean", "Whether the expected value is a set one and not the calculated guide"),
        Field("difference", "number", "Observed value minus the expected one"),
        Field("attainment", "number", "Share of the planned change that was achieved"),
        Field("gap", "number", "Mean distance of the last values from the plan; less than 0 is worse"),
        Field("margin", "number", "Distance that still counts as on the path"),
        Field("lag_years", "number", "Years by which the values are behind the plan"),
        Field("movement", "string", "catching-up, keeping or falling-back; empty with fewer than six values"),
    )
    rows = tuple(
        [
            *(one.city.id, one.id, each.year, each.status, *forms(each.expected)),
            *(each.milestone, each.difference, each.attainment),
            *(each.gap, each.margin, each.lag_years, each.movement),
        ]
        for one in documents
        for each in one.assessments
    )
    own = ("city", "indicator", "year")
    about = "Statuses of all values that can be assessed; the value is the expected one"
    return Table("assessments", about, fields, own, (TO_INDICATOR, TO_ACTUAL), rows)


def _statuses(documents: Documents) -> Table:
    fields = (
        *(*OWN, Field("as_of", "date", "Day of the status")),
        Field("status", "string", "Status on that day"),
        Field("assessed", "string", "Status of the latest value that could be assessed"),
        Field("year", "integer", "Year of that value"),
        Field("reported", "boolean", "Whether the value of the latest year that is due is there"),
        Field("overdue_since", "date", "Due date of the first missing year"),
    )
    rows = tuple(_status(one) for one in documents)
    own = ("city", "indicator")
    return Table("statuses", "Where each indicator stands today", fields, own, (TO_INDICATOR,), rows)


def _status(one: IndicatorDocument) -> Cells:
    now = one.assessment
    return [
        *(one.city.id, one.id, one.as_of, now.status, now.assessed, now.year),
        *(now.reported, now.overdue_since),
    ]
