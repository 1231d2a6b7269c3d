"""The Frictionless data package: the published documents as normalised tables, in CSV with a description.

Owns which tables there are, their keys, and `datapackage.json`. Which columns a record has is in `columns`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from citystrategy.addresses import PACKAGE
from citystrategy.facts import terms, unapproved
from citystrategy.facts.bilingual import bilingual
from citystrategy.model import Source
from citystrategy.model.tree import CityFolder
from citystrategy.outputs import csvw
from citystrategy.outputs.api.assessment import AssessmentRecord, CurrentRecord
from citystrategy.outputs.api.city import CitiesDocument, CityDocument, RegisteredCity
from citystrategy.outputs.api.conformity import RulingRecord
from citystrategy.outputs.api.indicator import IndicatorDocument
from citystrategy.outputs.api.record import NamedRecord
from citystrategy.outputs.api.strategy import SourceRecord
from citystrategy.outputs.api.values import (
    ActualRecord,
    BaselineRecord,
    MilestoneRecord,
    RevisionRecord,
    TargetRecord,
)
from citystrategy.outputs.package_columns import Lead, PackageColumn, PackageTable, lead, said, table
from citystrategy.outputs.package_csvw import group
from citystrategy.words.words import LANGUAGES, Words

CITY = lead(0, "city", "string", "City")
OWN = (CITY, lead(1, "indicator", "string", "Indicator of the city"))
NUMBER = lead(2, "number", "integer", "Place in the order, from 1")
YEAR = lead(2, "year", "integer", "Year that the value describes")
REVISION = (*OWN, YEAR, lead(3, "number", "integer", "Place among the revisions of the value, from 1"))
STATUS = (*OWN, lead(2, "as_of", "date", "Day of the status"))
OF_STATUS = {"status", "assessed", "year", "reported", "overdue_since"}
ABOUT = {
    "cities": "The twenty cities of the order",
    "sources": "Where figures come from",
    "indicators": "Indicators of the strategies",
    "categories": "Ordered categories, the worst one first",
    "methods": "Versions of definitions",
    "baselines": "Values from which indicators start",
    "targets": "Values set by the plans in force",
    "milestones": "Verdicts on the value set for each year, as it was in force at the end of that year",
    "actuals": "Observed values",
    "revisions": "Observed values that were replaced",
    "assessments": "Statuses of all values that can be assessed; the value is the expected one",
    "statuses": "Where each indicator stands today",
    "conformity": "What was found on every rule of the order",
}
FOREIGN = {
    "cities": ("city",),
    "indicators": ("city", "indicator"),
    "sources": ("source",),
    "actuals": ("city", "indicator", "year"),
}
"""Tables to which others refer, by columns of the same name."""


def _places(ruling: RulingRecord) -> str | None:
    return " ".join(f"{place.page}#{place.anchor or ''}".rstrip("#") for place in ruling.places) or None


PLACES = PackageColumn(
    "places",
    "string",
    "Pages of the city, with anchors after #; of a missing one, what fails",
    said("places"),
    _places,
    filled=False,
)
Documents = Sequence[tuple[Lead, IndicatorDocument]]


def tables(
    cities: CitiesDocument,
    sources: Iterable[Source],
    city_documents: Sequence[CityDocument],
    documents: Sequence[IndicatorDocument],
) -> Iterator[PackageTable]:
    """All tables, each after those to which it refers."""
    scope = {"id": "city", "status": "scope"}
    rows = [((), city) for city in cities.cities]
    yield table("cities", (), RegisteredCity, rows, key=1, without={"document"}, names=scope)
    every = [((), SourceRecord.of(source)) for source in sources]
    yield table("sources", (), SourceRecord, every, key=1, names={"id": "source"})
    own = [((document.city.id, document.id), document) for document in documents]
    yield from _defined(own)
    yield from _planned(own)
    yield from _observed(own)
    yield from _assessed(own)
    rules = [
        ((document.city.id,), ruling) for document in city_documents for ruling in document.conformity.rules
    ]
    yield table("conformity", (CITY,), RulingRecord, rules, key=2, foreign=("cities",), more=(PLACES,))


def _defined(documents: Documents) -> Iterator[PackageTable]:
    without = {"schema_address", "as_of", "terms", "id", "city"}
    yield table(
        "indicators",
        OWN,
        IndicatorDocument,
        documents,
        key=2,
        foreign=("cities",),
        without=without,
        names={"source": "information"},
    )
    for name in ("categories", "methods"):
        rows = [
            ((*own, number), record)
            for own, document in documents
            for number, record in enumerate(getattr(document, name), 1)
        ]
        yield table(name, (*OWN, NUMBER), NamedRecord, rows, key=3, foreign=("indicators",))


def _planned(documents: Documents) -> Iterator[PackageTable]:
    foreign = ("indicators", "sources")
    starts = [(own, document.baseline) for own, document in documents if document.baseline]
    yield table("baselines", OWN, BaselineRecord, starts, key=2, foreign=foreign)
    targets = [(own, target) for own, document in documents for target in document.targets]
    yield table("targets", OWN, TargetRecord, targets, key=3, foreign=foreign)
    milestones = [(own, milestone) for own, document in documents for milestone in document.milestones]
    yield table("milestones", OWN, MilestoneRecord, milestones, key=3, foreign=foreign, without={"actual"})


def _observed(documents: Documents) -> Iterator[PackageTable]:
    actuals = [(own, actual) for own, document in documents for actual in document.actuals]
    yield table("actuals", OWN, ActualRecord, actuals, key=3, foreign=("indicators", "sources"))
    revisions = [
        ((*own, actual.year, number), revision)
        for own, actual in actuals
        for number, revision in enumerate(actual.revisions, 1)
    ]
    yield table("revisions", REVISION, RevisionRecord, revisions, key=4, foreign=("actuals", "sources"))


def _assessed(documents: Documents) -> Iterator[PackageTable]:
    assessments = [(own, assessment) for own, document in documents for assessment in document.assessments]
    yield table(
        "assessments",
        OWN,
        AssessmentRecord,
        assessments,
        key=3,
        foreign=("indicators", "actuals"),
        without={"actual", "tolerance", "standard_error", "within_chance"},
    )
    today = [((*own, document.as_of), document.assessment) for own, document in documents]
    others = CurrentRecord.model_fields.keys() - OF_STATUS
    yield table("statuses", STATUS, CurrentRecord, today, key=2, foreign=("indicators",), without=others)


def files(
    cities: CitiesDocument,
    sources: Iterable[Source],
    city_documents: Sequence[CityDocument],
    documents: Sequence[IndicatorDocument],
    strategies: Collection[CityFolder],
) -> Iterator[tuple[str, str]]:
    """Every file of the package: its path in the site and its text."""
    resources = list(tables(cities, sources, city_documents, documents))
    title = bilingual(lambda words: words("data.title"))
    about = bilingual(lambda words: " ".join(_about(strategies, words)))
    described = {
        "profile": "tabular-data-package",
        "name": "city-strategies",
        "title": " / ".join(title[code] for code in LANGUAGES),
        "description": " / ".join(about[code] for code in LANGUAGES),
        "version": "1",
        "created": f"{cities.as_of}T00:00:00Z",
        "resources": [_resource(resource) for resource in resources],
    }
    yield f"{PACKAGE}/datapackage.json", csvw.text(described)
    described = group(resources, references, title, about, cities.terms, cities.as_of)
    yield f"{PACKAGE}/csv-metadata.json", csvw.text(described)
    for resource in resources:
        yield f"{PACKAGE}/{resource.name}.csv", resource.content


def references(table: PackageTable) -> list[tuple[str, list[str]]]:
    """The tables to which one refers, and by which columns, whose names are the same in both."""
    return [(name, list(FOREIGN[name])) for name in table.foreign]


def _about(strategies: Collection[CityFolder], words: Words) -> Iterator[str]:
    """What the package holds, which of its strategies nobody approved, and on which terms it may be used."""
    yield f"{words('data.package_about')}."
    yield from unapproved.listed(strategies, words)
    yield terms.of_data(strategies, words)


def _resource(table: PackageTable) -> dict[str, Any]:
    keys = [column.name for column in table.columns[: table.key]]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "description": ABOUT[table.name],
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table.content.encode()),
        "schema": {
            "fields": [_field(column, column.name in keys) for column in table.columns],
            "missingValues": [""],
            "primaryKey": keys,
            "foreignKeys": [
                {"fields": names, "reference": {"resource": foreign, "fields": names}}
                for foreign, names in references(table)
            ],
        },
    }


def _field(column: PackageColumn, required: bool) -> dict[str, Any]:
    described = {"name": column.name, "type": column.type, "description": column.about}
    limits = ({"required": True} if required else {}) | ({"enum": column.choices} if column.choices else {})
    return {**described, "constraints": limits} if limits else described
