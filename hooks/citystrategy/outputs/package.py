"""The Frictionless data package: normalised tables as CSV with a description of each column.

Owns `datapackage.json` and how tables are written there. Which tables there are is in `tables`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from citystrategy.addresses import PACKAGE
from citystrategy.outputs.delimited import for_programs
from citystrategy.outputs.documents import CitiesDocument, CityDocument, IndicatorDocument
from citystrategy.outputs.normal import Table
from citystrategy.outputs.records import SourceRecord
from citystrategy.outputs.tables import tables
from citystrategy.words.words import LANGUAGES, words_in


def files(
    cities: CitiesDocument,
    sources: Iterable[SourceRecord],
    city_documents: Sequence[CityDocument],
    documents: Sequence[IndicatorDocument],
) -> Iterator[tuple[str, str]]:
    """Every file of the package: its path in the site and its text."""
    found = tables(cities, sources, city_documents, documents)
    written = {table.name: _table(table) for table in found}
    resources = [_resource(table, written[table.name]) for table in found]
    titles = (words_in(code)("data.title") for code in LANGUAGES)
    about = (" ".join(_about(cities, code)) for code in LANGUAGES)
    described = {
        "profile": "tabular-data-package",
        "name": "city-strategies",
        "title": " / ".join(titles),
        "description": " / ".join(about),
        "version": "1",
        "created": f"{cities.as_of}T00:00:00Z",
        "resources": resources,
    }
    yield f"{PACKAGE}/datapackage.json", f"{json.dumps(described, ensure_ascii=False, indent=2)}\n"
    for name, content in written.items():
        yield f"{PACKAGE}/{name}.csv", content


def _about(cities: CitiesDocument, language: str) -> Iterator[str]:
    """What the package holds, and which of its strategies nobody approved."""
    words = words_in(language)
    yield f"{words('data.package_about')}."
    for status in ("demonstration", "draft"):
        names = [one.name[language] for one in cities.cities if one.strategy == status]
        if names:
            yield words(f"unapproved.{status}.listed", cities=", ".join(names))


def _table(table: Table) -> str:
    head = [field.name for field in table.fields]
    return for_programs([head, *table.rows])


def _resource(table: Table, content: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "description": table.about,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content.encode()),
        "schema": {
            "fields": [_field(field.name, field.type, field.about, table) for field in table.fields],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": list(foreign.fields),
                    "reference": {"resource": foreign.table, "fields": list(foreign.fields)},
                }
                for foreign in table.foreign
            ],
        },
    }


def _field(name: str, kind: str, about: str, table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {"name": name, "type": kind, "description": about}
    return {**described, "constraints": {"required": True}} if name in table.key else described
