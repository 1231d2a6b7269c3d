"""`workbook make`: the workbook asks for what is missing, locks what is decided, and is known again."""

import json
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from citystrategy.tools.__main__ import main
from citystrategy.tools.yearly import form
from conftest import ROOT, demonstrated
from openpyxl.worksheet.worksheet import Worksheet

pytestmark = demonstrated

EPOCH = "1795305600"
"""22 November 2026."""


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def made(root: Path, city: str, year: int, language: str = "ru") -> openpyxl.Workbook:
    path = root / f"{city}-{year}-{language}.xlsx"
    assert main(["workbook", "make", city, str(year), "--lang", language, "--out", str(path)], root) == 0
    return openpyxl.load_workbook(BytesIO(path.read_bytes()))


def keys(sheet: Worksheet) -> list[str]:
    return [str(cell.value).partition(".")[2] for cell in sheet[form.KEYS]]


@pytest.fixture(scope="module")
def astana(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    root = tmp_path_factory.mktemp("astana")
    shutil.copytree(ROOT / "strategies", root / "strategies")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return made(root, "astana", 2025)


def test_what_is_missing_is_asked_for_and_what_stands_is_shown(astana: openpyxl.Workbook) -> None:
    sheet = astana["Значения"]
    titles = keys(sheet)
    rows = {
        (row[0].value, row[titles.index("year")].value): dict(zip(titles, row, strict=True))
        for row in sheet.iter_rows(min_row=form.FIRST)
    }
    assert ("doing-business", 2025) not in rows, "what cannot be assessed is not asked for"
    assert ("neet", 2022) in rows, "an earlier year that is missing"
    assert ("life-expectancy", 2024) not in rows, "an earlier year that is there"
    wanted, there = rows["infant-mortality", 2025], rows["life-expectancy", 2025]
    assert wanted["value"].value is None and not wanted["value"].protection.locked
    assert wanted["last"].value == "2024: 4,39" and wanted["planned"].value == "2025: 4,30"
    assert there["value"].value is not None and there["value"].protection.locked
    assert not there["note_kk"].protection.locked
    assert wanted["name"].protection.locked and wanted["name"].fill.fgColor.rgb == "FFEDEDED"


def test_only_what_has_a_meaning_for_a_kind_is_open(astana: openpyxl.Workbook) -> None:
    sheet = astana["Значения"]
    titles = keys(sheet)
    for row in sheet.iter_rows(min_row=form.FIRST):
        cells = dict(zip(titles, row, strict=True))
        assert cells["field_size"].protection.locked == (cells["unit"].value != "место")
    assert "body_kk" not in titles, "no indicator in words"


def test_open_cells_say_what_they_take(astana: openpyxl.Workbook) -> None:
    sheet = astana["Значения"]
    titles = keys(sheet)
    taken = {}
    for validation in sheet.data_validations.dataValidation:
        for place in validation.cells:
            cell = sheet.cell(place.min_row, place.min_col)
            taken[sheet.cell(cell.row, 1).value, titles[cell.column - 1]] = validation
            assert validation.error and len(validation.error) <= 255
    assert taken["neet", "value"].type == "decimal" and taken["neet", "value"].formula2 == "100"
    assert taken["smart-city-rank", "value"].type == "whole"
    assert taken["open-annual-report", "value"].type == taken["neet", "source"].type == "list"
    assert taken["neet", "date"].formula2 == "TODAY()"
    rows = astana[form.MARK]
    choices = {cell.value for row in rows.iter_rows(min_col=4) for cell in row if cell.value}
    assert {"да", "нет", "официальный", "повышенный"} <= choices


def test_the_mark_says_of_what_it_was_made(astana: openpyxl.Workbook) -> None:
    sheet = astana[form.MARK]
    assert sheet.sheet_state == "veryHidden"
    pairs = [(row[0].value, row[1].value) for row in sheet.iter_rows() if row[0].value]
    mark = dict(pairs)
    assert (mark["city"], mark["year"], mark["language"], mark["edition"]) == ("astana", "2025", "ru", "0")
    rows = [json.loads(text) for name, text in pairs if name == "row"]
    standing = next(row for row in rows if row["indicator"] == "life-expectancy" and row["year"] == 2024)
    assert standing["stands"]["value"] == 78.52 and standing["stands"]["date"] == "2025-03-27"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_language_has_all_sheets_and_the_same_bytes_each_time(tree: Path, language: str) -> None:
    book = made(tree, "sample-1", 2025, language)
    assert len(book.sheetnames) == 6
    for sheet in book.worksheets[1:5]:
        assert sheet.protection.sheet and sheet.freeze_panes and sheet.row_dimensions[form.KEYS].hidden
        assert sheet.print_title_rows and sheet.page_setup.orientation == "landscape"
    path = tree / f"sample-1-2025-{language}.xlsx"
    before = path.read_bytes()
    path.unlink()
    made(tree, "sample-1", 2025, language)
    assert path.read_bytes() == before


def test_nothing_is_written_over(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "sample-1-2025.xlsx").write_bytes(b"of somebody")
    assert main(["workbook", "make", "sample-1", "2025", "--lang", "kk"], tree) == 1
    assert "үстінен жазылмайды" in capsys.readouterr().err
    assert (tree / "sample-1-2025.xlsx").read_bytes() == b"of somebody"
    assert [path.name for path in tree.iterdir() if path.name.startswith(".sample")] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["sample", "2025"], "sample-1"),
        (["sample-1", "1999"], "2026"),
        (["sample-1", "2027"], "2026"),
        (["sample-1"], "workbook make"),
        (["sample-1", "next"], "workbook make"),
    ],
)
def test_what_cannot_be_made_is_said(
    tree: Path, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    for language in ("kk", "ru", "en"):
        assert main(["workbook", "make", *asked, "--lang", language], tree) in (1, 2)
        assert said in capsys.readouterr().err
    assert not list(tree.glob("*.xlsx"))


def test_a_dry_run_writes_nothing(tree: Path) -> None:
    assert main(["workbook", "make", "sample-1", "2025", "--dry-run"], tree) == 0
    assert not list(tree.glob("*.xlsx"))


def test_it_runs_as_a_program(tree: Path) -> None:
    for name in ("hooks", "scripts"):
        (tree / name).symlink_to(ROOT / name)
    code = (
        "import sys; sys.path.insert(0, 'hooks'); from pathlib import Path;"
        "from citystrategy.tools.__main__ import main; sys.exit(main(sys.argv[1:], Path.cwd()))"
    )
    called = [sys.executable, "-c", code, "workbook", "make", "sample-1", "2025", "--lang", "kk"]
    done = subprocess.run(called, cwd=tree, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "sample-1-2025.xlsx" in done.stdout and (tree / "sample-1-2025.xlsx").exists()


def test_only_what_somebody_owes_is_called_late(astana: openpyxl.Workbook, approved_tree: Path) -> None:
    """A value of a demonstration would be due."""

    def told(book: openpyxl.Workbook) -> set[str]:
        sheet = book["Значения"]
        place = keys(sheet).index("due")
        return {str(row[place].value).split(" ")[1] for row in sheet.iter_rows(min_row=form.FIRST)}

    assert "условный:" in told(astana)
    assert "истек" not in told(astana)
    (approved_tree / "strategies/sample-1/actuals/2025.yml").unlink()
    assert "истек" in told(made(approved_tree, "sample-1", 2025))
