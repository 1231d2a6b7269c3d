"""The open data in every format: the same as on the pages, safe in a spreadsheet, repeatable."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import textwrap
import warnings
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from citystrategy.facts.values import cell
from citystrategy.outputs import binder, files, workbook
from citystrategy.outputs.sheets import titles
from citystrategy.outputs.tables import COLUMNS, for_programs, for_spreadsheets, harmless
from citystrategy.words.words import number, signed, words_in
from conftest import ROOT, demonstrated
from hypothesis import given
from hypothesis import strategies as st
from opendata_sample import (
    COLUMN,
    HOSTILE,
    LANGUAGES,
    TODAY,
    document,
    indicators,
    made,
    read,
    rows,
    sheets,
    write,
)
from page_tables import tables, text, values

pytestmark = demonstrated

# The same everywhere


def shown(one: Any, value: Any, language: str) -> str:
    """A value of a document as a cell of a page has to show it."""
    words = words_in(language)
    if value is None:
        return ""
    if isinstance(value, bool):
        return words("value.affirmative" if value else "value.negative")
    if isinstance(value, str):
        names = {each["id"]: each["name"][language] for each in one["categories"]}
        return names.get(value) or words(f"status.{value}")
    if isinstance(value, dict):
        if "kk" in value:
            return str(value[language])
        return cell(" – ".join(number(value[end], one["decimals"]) for end in ("low", "high")))
    return cell(number(value, one["decimals"]))


def page_rows(path: Path, one: Any, language: str) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """The set and the observed values by year on the page of the indicator whose document lies at a path."""
    html = (path.parent / one["pages"][language] / "index.html").read_text("utf-8")
    words = words_in(language)
    set_values = next((table for table in tables(html) if words("monitoring.approved") in table[0]), [])
    observed = {year: row for year, (row, _) in values(html, words("monitoring.guide")).items()}
    return {int(row[0]): row for row in set_values[1:]}, observed


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_and_documents_agree(published: Path, language: str) -> None:
    words, compared = words_in(language), 0
    for path, one in indicators(published):
        lines = {int(line[COLUMN["year"]]): line for line in rows(path.with_suffix(f".{language}.csv"))[1:]}
        actuals = {each["year"] for each in one["actuals"]}
        targets = {each["year"]: each for each in one["targets"]}
        if one["baseline"] and one["baseline"]["year"]:
            targets.setdefault(one["baseline"]["year"], one["baseline"])
        targets |= {each["year"]: each for each in one["milestones"]}
        verdicts = {each["year"]: each["verdict"] for each in one["milestones"]}
        assessed = {each["year"]: each for each in one["assessments"]}
        set_values, observed = page_rows(path, one, language)
        assert list(observed) == sorted(actuals, reverse=True), path
        assert set_values.keys() == targets.keys() and set_values.keys() | observed.keys() == lines.keys(), (
            path
        )
        for year, row in set_values.items():
            assert row[1] == spaced(shown(one, targets[year]["value"], language)), (path, year)
            assert row[2].startswith(lines[year][COLUMN["basis"]]), (path, year)
            assert bool(row[3]) == (year in actuals), (path, year)
            verdict = verdicts.get(year, "")
            assert (
                row[4] == lines[year][COLUMN["verdict"]] == (words(f"verdict.{verdict}") if verdict else "")
            )
        for year, row in observed.items():
            status = assessed[year]["status"] if year in assessed else ""
            assert row[3] == lines[year][COLUMN["status"]] == (words(f"status.{status}") if status else "")
            if row[2] and isinstance(assessed[year]["expected"], int | float):
                assert read(row[2]) == pytest.approx(
                    assessed[year]["expected"], abs=0.51 * 10.0 ** -(one["decimals"])
                )
                assert read(lines[year][COLUMN["guide"]]) == pytest.approx(
                    assessed[year]["expected"], abs=0.51 * 10.0 ** -(one["decimals"] + 2)
                )
            compared += 1
    assert compared > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_of_tables_and_documents_agree(published: Path, language: str) -> None:
    for path, one in indicators(published):
        lines = {int(line[COLUMN["year"]]): line for line in rows(path.with_suffix(f".{language}.csv"))[1:]}
        for each in one["targets"]:
            line = lines[each["year"]]
            if isinstance(each["value"], dict) and "low" in each["value"]:
                ends = (line[COLUMN["target_low"]], line[COLUMN["target_high"]])
                assert tuple(map(read, ends)) == (each["value"]["low"], each["value"]["high"])
            elif isinstance(each["value"], int | float) and not isinstance(each["value"], bool):
                milestone = next(one for one in one["milestones"] if one["year"] == each["year"])
                assert read(line[COLUMN["target"]]) == milestone["value"]


def as_written(cell: Any, language: str) -> str:
    """A cell of a workbook as the table for spreadsheets writes it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).replace(".", ",") if isinstance(cell, int | float) else harmless(cell)


def test_workbooks_and_tables_agree(published: Path) -> None:
    stems = [path.with_suffix("") for path in (published / "api/v1").rglob("*.xlsx")]
    assert len(stems) > 10
    for stem in stems:
        found = sheets(stem.with_suffix(".xlsx").read_bytes())
        assert len(found) == 3
        for language in LANGUAGES:
            sheet = found[words_in(language)("data.readme.values")]
            table = rows(stem.parent / f"{stem.name}.{language}.csv")
            assert list(sheet[0]) == table[0] == list(titles(words_in(language)))
            assert [[as_written(cell, language) for cell in row] for row in sheet] == table, stem


def test_a_city_and_all_hold_the_rows_of_their_indicators(published: Path) -> None:
    index = document(published, "api/v1/index.json")
    api = published / "api/v1"
    for language in LANGUAGES:
        everything = []
        for city in index["catalogue"]:
            own = []
            for links in city["indicators"].values():
                own += rows(api / links["csv"][language])[1:]
            assert rows(api / city["downloads"]["csv"][language])[1:] == own
            everything += own
        assert rows(api / index["all"]["csv"][language])[1:] == everything
        assert len(everything) > 50


def test_counts_and_statuses_of_a_city(site: Path) -> None:
    for slug in ("astana", "almaty", "semey"):
        city = document(site, f"api/v1/cities/{slug}.json")
        counts = city["counts"]
        assert counts["total"] + counts["elsewhere"] == len(city["indicators"])
        assert sum(one["number"] for one in city["counts"]["by_status"]) == city["counts"]["total"]
        for one in city["indicators"]:
            own = document(site, f"api/v1/cities/{slug}/indicators/{one['id']}.json")
            assert own["assessment"]["status"] == one["status"]
            html = (site / slug / "indicators" / one["id"] / "index.html").read_text("utf-8")
            assert f'class="status status--{one["status"]}"' in html


WRITTEN = {"higher": signed, "lower": signed, "within": number}


def test_the_arithmetic_of_a_document_is_that_of_the_page(published: Path) -> None:
    differences = paces = 0
    for path, one in indicators(published):
        said = text((path.parent / one["pages"]["ru"] / "index.html").read_text("utf-8"))
        for each in one["assessments"]:
            lag = each["lag_years"]
            if lag is not None and each["status"] != "on-path":
                assert any(f"Отставание от плана – {number(lag, count)}" in said for count in range(1, 5)), (
                    path
                )
            if each["difference"] is not None:
                digits, write = range(one["decimals"], one["decimals"] + 4), WRITTEN[one["better"]]
                assert any(spaced(write(each["difference"], count)) in said for count in digits), (path, each)
                differences += 1
        pace = one["assessment"]["pace"]
        if pace:
            for change in filter(None, (pace["planned"], pace["actual"], pace["needed"])):
                digits = range(one["decimals"], one["decimals"] + 4)
                assert any(spaced(signed(change, each)) in said for each in digits), (path, change)
            paces += 1
        overdue = one["assessment"]["overdue_since"]
        assert (overdue is not None) == bool(one["assessment"]["missing"])
        if overdue:
            assert spaced(words_in("ru").date(date.fromisoformat(overdue))) in said
    assert differences > 10 and paces > 5


# Spreadsheets


def test_a_table_opens_in_excel(published: Path) -> None:
    for path in (published / "api/v1").rglob("*.kk.csv"):
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        lines = content.decode().split("\r\n")
        assert lines[-1] == "" and "\n" not in "".join(lines)
        assert {len(row) for row in rows(path)} == {len(COLUMNS)}
        assert "Нақты мән" in lines[0] and "Қала" in lines[0]


@pytest.mark.parametrize("text", ["=1+1", "+7", "-5", "@sum", "\t=1", "\r=1", " =1", "\u00a0=1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    for written, delimiter in ((for_spreadsheets([["a", text]]), ";"), (for_programs([["a", text]]), ",")):
        ((_, cell),) = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)
        assert cell == f"'{text}"


@given(st.lists(st.lists(st.text(), min_size=2), min_size=1))
def test_no_cell_begins_a_formula(table: list[list[str]]) -> None:
    for row in csv.reader(io.StringIO(for_spreadsheets(table), newline=""), delimiter=";"):
        assert not any(cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@given(st.one_of(st.integers(-(10**12), 10**12), st.floats(-1e12, 1e12).map(lambda one: round(one, 6))))
def test_numbers_stay_numbers(value: float) -> None:
    written = for_spreadsheets([["", value]]).strip().partition(";")[2]
    assert re.fullmatch(r"-?\d+(,\d+)?", written)
    assert read(written) == pytest.approx(value, abs=1e-9)


def test_hostile_words_are_text_in_a_workbook(kinds: Path) -> None:
    content = (kinds / "api/v1/cities/sample-1/indicators/indicator-1.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            if name.startswith("xl/worksheets/"):
                assert "<f>" not in file.read(name).decode()
    found = sheets(content)
    assert found["Значения"][1][COLUMN["indicator"]] == HOSTILE["ru"]
    table = rows(kinds / "api/v1/cities/sample-1/indicators/indicator-1.ru.csv")
    assert table[1][COLUMN["indicator"]] == f"'{HOSTILE['ru']}"
    assert table[1][COLUMN["unit"]] == "'-единица"


def test_a_workbook_explains_itself_in_both_languages(site: Path) -> None:
    content = (site / "api/v1/cities/astana/indicators/life-expectancy.xlsx").read_bytes()
    first, *_ = sheets(content).values()
    told = [str(cell) for row in first for cell in row if cell]
    for language in LANGUAGES:
        words = words_in(language)
        assert words("unapproved.demonstration.notice") in told
        assert words("data.readme.day_text", date=TODAY) in told
        for column in COLUMNS:
            assert words(f"data.columns.{column.id}.title") in told
            assert words(f"data.columns.{column.id}.about") in told


def test_a_workbook_is_ready_to_work_with(site: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(site / "api/v1/all.xlsx")
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:Z{sheet.max_row}"
        formats = {row[COLUMN["actual"]].number_format for row in sheet.iter_rows(min_row=2)}
        assert {"#,##0", "#,##0.0", "#,##0.000"} <= formats
    assert book.properties.created.date() == TODAY


# Repeatable and quick


def test_the_same_bytes_each_time(sample_tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "root"
    shutil.copytree(sample_tree, root)
    first = made(root, tmp_path / "one")
    assert made(root, tmp_path / "two") == first

    def never(book: object) -> bytes:
        raise AssertionError("nothing is made anew")

    monkeypatch.setattr(files, "workbook", never)
    monkeypatch.setattr(files.pictures, "both", never)
    assert made(root, tmp_path / "one") == first


def test_many_are_made_beside_the_build_as_they_are_alone(
    sample_tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = made(sample_tree, tmp_path / "one")
    monkeypatch.setattr(binder, "FEW", 0)
    assert made(sample_tree, tmp_path / "two") == alone


def test_a_process_that_writes_workbooks_loads_nothing_but_their_form() -> None:
    """What the model, the facts and pydantic take to load is spent in each process."""
    told = "import sys, citystrategy.outputs.workbook; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], cwd=ROOT / "hooks", capture_output=True, check=True)
    loaded = set(run.stdout.decode().split())
    own = {one.removeprefix("citystrategy.") for one in loaded if one.startswith("citystrategy.")}
    assert own == {"outputs", "outputs.tables", "outputs.workbook"}
    assert not loaded & {"pydantic", "yaml", "markdown_it", "altair"}


def test_only_what_changed_is_made_anew(sample_tree: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(sample_tree, root)
    before = made(root, tmp_path / "kept")
    names = {path.name for path in (tmp_path / "kept").iterdir()}
    path = root / "strategies/sample-1/actuals/2025.yml"
    year = yaml.safe_load(path.read_text("utf-8"))
    year["values"][0]["value"] = 41.7
    write(path, year)
    after = made(root, tmp_path / "kept")
    changed = {name for name in before if before[name] != after[name] and name.startswith("api/v1/cities/")}
    stem = f"api/v1/cities/sample-1/indicators/{year['values'][0]['indicator']}"
    assert {f"{stem}.json", f"{stem}.kk.csv", f"{stem}.xlsx", "api/v1/cities/sample-1.xlsx"} <= changed
    assert not any("/indicators/" in name and not name.startswith(f"{stem}.") for name in changed)
    assert "41,7" in after[f"{stem}.kk.csv"].decode()
    kept = {path.name for path in (tmp_path / "kept").iterdir()}
    assert names < kept, "the old ones are swept out by age, not by what one build needs"


def test_a_workbook_tells_its_own_day_and_no_other() -> None:
    book = workbook.Book("", date(2020, 2, 29), "x", (), (workbook.Sheet("y", titles(words_in("ru")), ()),))
    content = workbook.workbook(book)
    assert len(sheets(content)["y"]) == 1
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = file.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\d", told)) == {"2020-02-29"}


def programs(language: str) -> dict[str, str]:
    """The programs of the page about the data, by what they are in."""
    page = (ROOT / f"docs/data.{language}.md").read_text("utf-8")
    written = [textwrap.dedent(block) for block in re.findall(r"(?:^    .+\n)+", page, re.MULTILINE)]
    return dict(zip(("pandas", "R", "Power Query", "Python"), written, strict=True))


def test_both_languages_give_the_same_programs() -> None:
    assert programs("kk") == programs("ru")


def life_expectancy(site: Path) -> list[tuple[int, float]]:
    """What the programs are to tell."""
    one = document(site, "api/v1/cities/astana/indicators/life-expectancy.json")
    return [(each["year"], each["value"]) for each in one["actuals"]]


def told(output: str) -> list[tuple[int, float]]:
    """The table that a program printed."""
    head, *lines = (line.split() for line in output.splitlines())
    assert head == ["year", "value"]
    return [(int(year), float(value)) for year, value in lines]


def test_the_programs_in_python_run_as_written(
    site: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(programs("ru")["pandas"], {"SITE": address})
    assert told(capsys.readouterr().out) == life_expectancy(site)
    exec(programs("ru")["Python"], {"SITE": address})
    assert capsys.readouterr().out == f"on-path {life_expectancy(site)[-1][1]}\n"


@pytest.mark.skipif(not shutil.which("Rscript"), reason="scripts/dev.py found no R")
def test_the_program_in_r_runs_as_written(site: Path, address: str) -> None:
    program = f"SITE <- '{address}'\n{programs('ru')['R']}"
    command = ["Rscript", "--vanilla", "-e", program]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    assert told(run.stdout) == life_expectancy(site)


def test_the_query_names_what_the_file_has(site: Path) -> None:
    """Nothing but Excel runs Power Query, so what it is told of the file is held against the file."""
    query = programs("ru")["Power Query"]
    path, delimiter, encoding = re.findall(
        r'SITE & "/(.+?)"\), \[Delimiter = "(.)", Encoding = (\d+)\]', query
    )[0]
    assert encoding == "65001", "UTF-8 as Windows numbers it"
    with (site / path).open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter=delimiter))
    assert len(table[0]) > 10
    typed = dict(re.findall(r'\{"(\w+)", ([\w. ]+)\}', query))
    assert typed == {"year": "Int64.Type", "value": "type number"}
    assert '"en-US"' in query, "the numbers have points"
    wanted = dict(re.findall(r'\[(\w+)\] = "([\w-]+)"', query))
    chosen = re.findall(r'SelectColumns\(\w+, \{"(\w+)", "(\w+)"\}', query)[0]
    rows_wanted = [row for row in table if wanted.items() <= row.items()]
    found = [tuple(row[name] for name in chosen) for row in rows_wanted]
    assert [(int(year), float(value)) for year, value in found] == life_expectancy(site)
    steps = re.findall(r"^    (\w+) =", query, re.MULTILINE)
    assert all(query.count(step) > 1 for step in steps), "each step is used by the next"
    assert query.count("(") == query.count(")") and query.count("{") == query.count("}")


def test_numbers_and_words_of_the_package_stand_apart(published: Path) -> None:
    """A program that reads a table without settings finds numbers where numbers are promised."""
    folder = published / "api/v1/package"
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    checked = 0
    for resource in described["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        for field in resource["schema"]["fields"]:
            if field["type"] in ("number", "integer"):
                found = [row[field["name"]] for row in table if row[field["name"]]]
                assert all(re.fullmatch(r"-?\d+(\.\d+)?", one) for one in found), field["name"]
                checked += len(found)
    assert checked > 100
