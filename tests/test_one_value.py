"""An observed value is the same in every output: on the page, in JSON, CSV, XLSX and the package."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from citystrategy.words.words import Words, words_in
from opendata_sample import COLUMN, LANGUAGES, indicators, read, rows, sheets
from page_tables import values
from test_opendata_formats import as_written, shown, spaced

Told = dict[str, Any]
"""What an output says of a value: `value` as a number or a text, and all that it says besides."""
NUMBERS = (int, float)


def is_number(value: Any) -> bool:
    return isinstance(value, NUMBERS) and not isinstance(value, bool)


def in_json(one: Any, each: Any, words: Words) -> Told:
    value = each["value"]
    return {
        "value": value if is_number(value) else shown(one, value, words.language),
        "source": each["source"]["title"][words.language],
        "address": each["source"]["url"],
        "published": each["date"] or "",
        "provisional": each["provisional"],
        "comparable": each["comparable"],
    }


def in_table(line: list[str], words: Words) -> Told:
    value, yes = line[COLUMN["actual"]], words("value.affirmative")
    return {
        "value": read(value) if value[-1:].isdigit() else value,
        "source": line[COLUMN["source"]],
        "address": line[COLUMN["source_url"]],
        "published": line[COLUMN["published"]],
        "provisional": line[COLUMN["provisional"]] == yes,
        "comparable": line[COLUMN["comparable"]] == yes,
    }


def in_package(one: Any, row: dict[str, str], sources: dict[str, dict[str, str]], words: Words) -> Told:
    source = sources[row["source"]]
    value: Any = float(row["value"]) if row["value"] else row["name"]
    if one["kind"] == "yes-no":
        value = bool(value)
    return {
        "value": value if is_number(value) else shown(one, value, words.language),
        "source": source[f"title_{words.language}"],
        "address": source["url"],
        "published": row["date"],
        "provisional": row["provisional"] == "true",
        "comparable": row["comparable"] == "true",
    }


def package(published: Path, name: str) -> list[dict[str, str]]:
    text = (published / f"api/v1/package/{name}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def on_page(path: Path, one: Any, words: Words) -> dict[int, tuple[str, str]]:
    """The observed value of each year on an indicator's page, and what stands below it."""
    html = (path.parent / one["pages"][words.language] / "index.html").read_text("utf-8")
    return {year: (row[1], below) for year, (row, below) in values(html, words("monitoring.guide")).items()}


def every(published: Path, words: Words) -> Iterator[tuple[Any, Any, dict[str, Told], tuple[str, str], str]]:
    """Every observed value as its document, tables and package tell it, as a page does, and its remarks."""
    observed = {
        (one["city"], one["indicator"], int(one["year"])): one for one in package(published, "actuals")
    }
    sources = {one["source"]: one for one in package(published, "sources")}
    for path, one in indicators(published):
        page = on_page(path, one, words)
        lines = {
            int(line[COLUMN["year"]]): line for line in rows(path.with_suffix(f".{words.language}.csv"))[1:]
        }
        book = sheets(path.with_suffix(".xlsx").read_bytes())[words("data.readme.values")][1:]
        sheet = {row[COLUMN["year"]]: [as_written(cell, words.language) for cell in row] for row in book}
        for each in one["actuals"]:
            row = observed.pop((one["city"]["id"], one["id"], each["year"]))
            told = {
                "JSON": in_json(one, each, words),
                "CSV": in_table(lines[each["year"]], words),
                "XLSX": in_table(sheet[each["year"]], words),
                "package": in_package(one, row, sources, words),
            }
            yield one, each, told, page[each["year"]], lines[each["year"]][COLUMN["note"]]
    assert not observed, "nothing is in the package that no document has"


def letters(text: str) -> str:
    """A text without the marks by which remarks are parted in a line, and which paragraphs do not need."""
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_is_the_same_wherever_it_is_told(published: Path, language: str) -> None:
    words, compared = words_in(language), 0
    for one, each, told, (value, below), remarks in every(published, words):
        where = (one["city"]["id"], one["id"], each["year"])
        first = told.pop("JSON")
        assert all(other == first for other in told.values()), (where, first, told)
        assert value == spaced(shown(one, each["value"], language)), where
        assert letters(below) == letters(remarks), where
        for said in (each["note"], each["break"], *(one["reason"] for one in each["revisions"])):
            assert not said or said[language] in remarks, where
        compared += 1
    assert compared > 50
