"""What stands beside each table so that programs know its columns: metadata of CSV on the Web (W3C, 2015).

Owns that format, and the metadata of the tables for people: it is beside each of them and names one of a few
descriptions of their columns. That of the package is in `package_csvw`. Must not know what is told.
"""

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.method.standing import Standing
from citystrategy.model import Bilingual, Indicator, Kind
from citystrategy.outputs.sheets import About
from citystrategy.outputs.tables import COLUMNS, TableColumn
from citystrategy.words.words import LANGUAGES, Words, words_in

CONTEXT = "http://www.w3.org/ns/csvw"
WORDED: Collection[Kind] = ("yes-no", "categories", "narrative")
"""Kinds of indicator whose values are words."""
KEY = ["city_id", "indicator_id", "year"]
MEASURE = "http://purl.org/linked-data/sdmx/2009"
PROPERTIES = {
    "city_id": f"{MEASURE}/dimension#refArea",
    "unit": f"{MEASURE}/attribute#unitMeasure",
    "year": f"{MEASURE}/dimension#refPeriod",
    "actual": f"{MEASURE}/measure#obsValue",
    "source_url": "dc:source",
    "published": "dc:issued",
    "terms": "dc:rights",
}
"""What some columns are called by vocabularies that others use."""
Description = dict[str, Any]


def text(content: Description) -> str:
    """A description as a file holds it."""
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n"


def schemas() -> Iterable[tuple[str, str]]:
    """The descriptions of the columns of tables for people, in each language: path in the site and text."""
    for code in LANGUAGES:
        for worded in (False, True):
            yield addresses.table_schema(code, worded), text(_schema(words_in(code), worded))


def _schema(words: Words, worded: bool) -> Description:
    others = (words_in(code) for code in LANGUAGES if code != words.language)
    every = (words, *others)
    return {
        "@context": CONTEXT,
        "columns": [_column(column, every, worded) for column in COLUMNS],
        "primaryKey": KEY,
    }


def _column(column: TableColumn, every: tuple[Words, ...], worded: bool) -> Description:
    """A column; a title in the language of the table stands first."""
    named = f"data.columns.{column.id}"
    described: Description = {
        "name": column.id,
        "titles": {words.language: words(f"{named}.title") for words in every},
        "dc:description": [said(words(f"{named}.about"), words.language) for words in every],
        "datatype": _datatype(column, worded),
    }
    if column.id in KEY:
        described["required"] = True
    if column.id in PROPERTIES:
        described["propertyUrl"] = PROPERTIES[column.id]
    return described


def _datatype(column: TableColumn, worded: bool) -> Description | str:
    """What stands in a column; an indicator in words has words where others have numbers."""
    if column.form == "date":
        return "date"
    if column.form == "year":
        return "integer"
    if column.form == "text" or (worded and not column.id.endswith(("_low", "_high"))):
        return "string"
    return {"base": "decimal", "format": {"decimalChar": ","}}


def worded(indicator: Indicator) -> bool:
    """Whether the values of an indicator are words."""
    return indicator.kind in WORDED


def any_worded(standing: Standing) -> bool:
    """Whether some values of a city are words."""
    return any(worded(progress.indicator) for progress in standing.progress)


def metadata(about: About, stem: str, code: str, worded: bool) -> Description:
    """The metadata of a table for people, which lies beside it."""
    path = f"{stem}.{code}.csv"
    here = Place("", f"{path}-metadata.json")
    return {
        "@context": [CONTEXT, {"@language": code}],
        "url": path.rpartition("/")[2],
        "lang": code,
        **told(about.title, about.status, about.terms, about.day),
        "dialect": {"encoding": "utf-8", "delimiter": ";", "lineTerminators": ["\r\n"]},
        "tableSchema": here.link(addresses.table_schema(code, worded)),
    }


def told(title: Bilingual, about: Bilingual, terms: Bilingual, day: date) -> Description:
    """What any table says of itself in both languages."""
    return {
        "dc:title": both(title),
        "dc:description": both(about),
        "dc:rights": both(terms),
        "dc:date": {"@value": day.isoformat(), "@type": "xsd:date"},
    }


def both(words: Bilingual) -> list[Description]:
    """A text in both languages."""
    return [said(words[code], code) for code in LANGUAGES]


def said(words: str, language: str) -> Description:
    """A text in a language."""
    return {"@value": words, "@language": language}
