"""The metadata of CSV on the Web beside the tables, read by a library: every table is as it is described."""

import csv
import io
import json
import logging
import warnings
from pathlib import Path
from typing import Any

import pytest
from citystrategy.words.words import words_in
from conftest import demonstrated
from csvw import CSVW
from csvw.metadata import NaturalLanguage, Table, TableGroup
from opendata_sample import COLUMN, HOSTILE, TODAY, document, rows

pytestmark = demonstrated


@pytest.fixture(autouse=True)
def titles_in_any_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library looks a column up by its titles without a language only; the standard does not."""
    monkeypatch.setattr(NaturalLanguage, "getfirst", lambda self, lang=None: next(iter(self.values()))[0])


def described(table: Path) -> Path:
    """The metadata of a table, where the standard has it sought: its own, or that of its folder."""
    own = table.with_name(f"{table.name}-metadata.json")
    return own if own.is_file() else table.with_name("csv-metadata.json")


def read(metadata: Path) -> Table | TableGroup:
    """What the library makes of metadata; of links to files it follows those with a scheme only."""
    content = json.loads(metadata.read_text("utf-8"))
    if "tableSchema" in content:
        content["tableSchema"] = json.loads((metadata.parent / content["tableSchema"]).read_text("utf-8"))
    kind = TableGroup if "tables" in content else Table
    return kind.from_file(metadata, data=content)


def faults(table: Table | TableGroup) -> list[str]:
    """Everything that the library finds wrong with tables: cells, keys, references."""
    log = logging.getLogger("csvw-faults")
    log.propagate, found = False, []
    handler = logging.Handler()
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    log.handlers = [handler]
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        for one in table.tables if isinstance(table, TableGroup) else [table]:
            for _ in one.iterdicts(log=log, strict=False):
                pass
            one.check_primary_key(log=log)
        if isinstance(table, TableGroup):
            table.check_referential_integrity(log=log, strict=True)
    return found + [str(warning.message) for warning in warned]


def test_every_table_is_as_its_metadata_says(published: Path) -> None:
    api = published / "api/v1"
    tables = sorted(api.rglob("*.csv"))
    assert len(tables) == len(list(api.rglob("*.csv-metadata.json"))) + len(
        list((api / "package").glob("*.csv"))
    )
    for metadata in sorted({described(table) for table in tables}):
        assert faults(read(metadata)) == [], metadata


def test_programs_find_the_metadata(address: str) -> None:
    found = CSVW(f"{address}/api/v1/package/actuals.csv", validate=True)
    assert found.warnings == []
    assert len(found.tables) == 13
    (table,) = CSVW(f"{address}/api/v1/cities/astana.ru.csv", validate=True).tables
    assert [column.name for column in table.tableSchema.columns] == list(COLUMN)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("indicators/indicator-2.ru.csv", ";2025;", ";в 2025;"),
        ("indicators/indicator-2.kk.csv", ";2025;", ";2024;"),
        ("indicators/indicator-2.ru.csv", "Код города", "Шифр города"),
        ("indicators/versions.ru.csv", ";2024-03-01;", ";01.03.2024;"),
        ("indicators/versions.ru.csv", ";-0,31;", ";минус;"),
    ],
)
def test_what_is_not_so_is_found(kinds: Path, tmp_path: Path, name: str, before: str, after: str) -> None:
    table = kinds / "api/v1/cities/sample-1" / name
    text = table.read_bytes().decode()
    assert before in text
    copied = tmp_path / table.name
    copied.write_bytes(text.replace(before, after, 1).encode())
    content = json.loads(described(table).read_text("utf-8"))
    schema = table.parent / content["tableSchema"]
    content["tableSchema"] = str(schema.resolve())
    described(copied).with_name(f"{copied.name}-metadata.json").write_text(json.dumps(content), "utf-8")
    with pytest.raises(ValueError) if "Шифр" in after else warnings.catch_warnings():
        assert faults(read(copied.with_name(f"{copied.name}-metadata.json")))


def test_numbers_are_numbers_and_words_are_words(kinds: Path) -> None:
    def values(name: str) -> list[Any]:
        table = kinds / f"api/v1/cities/sample-1/indicators/{name}.ru.csv"
        return [row["actual"] for row in read(described(table)).iterdicts() if row["actual"] is not None]

    assert float(values("versions")[-1]) == -0.31
    assert values("steps") == ["низкий"]
    named = rows(kinds / "api/v1/cities/sample-1/indicators/indicator-1.ru.csv")[1]
    assert named[COLUMN["indicator"]] == f"'{HOSTILE['ru']}"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_table_says_what_it_is(site: Path, language: str) -> None:
    """Title, status of the strategy, terms, day; each column its title and meaning; all in both languages."""
    words = words_in(language)

    def told(content: Any, key: str) -> str:
        return next(one["@value"] for one in content[key] if one["@language"] == language)

    for stem in ("cities/astana", "cities/astana/indicators/life-expectancy", "all"):
        for table in ("kk", "ru"):
            content = document(site, f"api/v1/{stem}.{table}.csv-metadata.json")
            assert told(content, "dc:title")
            assert told(content, "dc:rights").startswith(words("terms.observed"))
            assert content["dc:date"]["@value"] == TODAY.isoformat()
            status = words("data.readme.all_text" if stem == "all" else "unapproved.demonstration.notice")
            assert told(content, "dc:description") == status
    columns = document(site, f"api/v1/schema/table-words.{language}.json")["columns"]
    for column in columns:
        assert column["titles"][language] == words(f"data.columns.{column['name']}.title")
        assert told(column, "dc:description") == words(f"data.columns.{column['name']}.about")
    package = document(site, "api/v1/package/csv-metadata.json")
    assert words("unapproved.demonstration.listed", cities="Астана, Алматы, Семей") in told(
        package, "dc:description"
    )
    for one in package["tables"]:
        assert told(one, "dc:description") == words(f"data.tables.{one['url'].removesuffix('.csv')}")
        assert all(told(column, "dc:description") for column in one["tableSchema"]["columns"])


def test_the_last_columns_tell_day_and_terms(published: Path) -> None:
    """In each row of the table itself, for whoever has nothing but it."""
    for language in ("kk", "ru"):
        text = (published / f"api/v1/all.{language}.csv").read_text("utf-8-sig")
        _, *lines = csv.reader(io.StringIO(text, newline=""), delimiter=";")
        for line in lines:
            assert line[COLUMN["as_of"]] == TODAY.isoformat()
            terms = words_in(language)("terms.of_source") if line[COLUMN["actual"]] else ""
            assert line[COLUMN["terms"]] == terms
            assert line[COLUMN["strategy"]]
            assert bool(line[COLUMN["source"]]) == bool(line[COLUMN["actual"]])
