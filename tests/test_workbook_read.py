"""`workbook read`: what an officer wrote is taken, whatever saved it; the unclear is named and refused."""

import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import workbook_trees as trees
import yaml
from citystrategy.checks.checks import check
from citystrategy.problems.problem import errors
from citystrategy.reading.load import load
from citystrategy.tools.__main__ import main
from citystrategy.tools.yearly import form, opened
from opendata_sample import write
from openpyxl.comments import Comment
from workbook_trees import CITY, SOURCE, YEAR, Hands

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LANGUAGES = ("kk", "ru")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with the workbook of its round in both languages."""
    root = tmp_path_factory.mktemp("ground")
    trees.tree(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", trees.EPOCH)
        for language in LANGUAGES:
            out = str(root / f"{language}.xlsx")
            assert (
                main(["workbook", "make", "sample-1", str(YEAR), "--lang", language, "--out", out], root) == 0
            )
    assert list(errors([*load(root)[1], *check(load(root)[0], date(2026, 11, 22))])) == []
    return root


@pytest.fixture
def root(ground: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree of one's own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", trees.EPOCH)
    shutil.copytree(ground, tmp_path / "root")
    return tmp_path / "root"


def hands(root: Path, language: str = "ru") -> Hands:
    return Hands(root / f"{language}.xlsx")


def read(root: Path, path: Path, *more: str, language: str = "ru") -> int:
    return main(["workbook", "read", str(path), "--lang", language, *more], root)


def taken(root: Path, filled: Hands) -> int:
    """Reads a filled workbook."""
    return read(root, filled.save(root / "filled.xlsx"))


def value(root: Path, indicator: str, year: int = YEAR) -> dict[str, Any] | None:
    """What the file of a year says of an indicator."""
    said = yaml.safe_load((root / CITY / f"actuals/{year}.yml").read_text("utf-8"))
    return next((item for item in said["values"] if item["indicator"] == indicator), None)


def refused(root: Path, filled: Hands, capsys: Capture, *said: str) -> None:
    """A workbook is refused with words, and no file changes."""
    before = trees.bytes_of(root)
    capsys.readouterr()
    assert taken(root, filled) == 1
    told = capsys.readouterr().err
    (root / "told").write_text(told, "utf-8")
    for part in said:
        assert part in told, told
    assert trees.bytes_of(root) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untouched_workbook_changes_nothing(root: Path, language: str, capsys: Capture) -> None:
    before = trees.bytes_of(root)
    assert read(root, root / f"{language}.xlsx", language=language) == 0
    assert trees.bytes_of(root) == before
    assert capsys.readouterr().err == ""
    assert read(root, hands(root, language).save(root / "saved.xlsx"), language=language) == 0
    assert trees.bytes_of(root) == before
    assert capsys.readouterr().err == ""


Written = tuple[str, int, Any, dict[str, Any], Any]
"""Indicator, year, what is written, in other cells, and what is meant or said."""


@pytest.mark.parametrize(
    "values",
    [
        [
            ("amount", 2025, 1312.75, {}, 1312.75),
            ("amount", 2023, "1 238,5", {}, 1238.5),
            ("amount", 2022, "1\u00a0238", {}, 1238),
            ("amount", 2021, "1212,5 тенге", {}, 1212.5),
            ("share", 2025, "17,3 %", {}, 17.3),
            ("place", 2025, "5", {"edition": 38, "field_size": "76"}, 5),
            ("answer", 2025, "нет", {}, False),
            ("steps", 2025, "высокий", {}, "high"),
            ("index", 2025, "\u22120,369", {"method": "Новая"}, -0.369),
        ],
        [
            ("share", 2025, 17, {}, 17),
            ("place", 2025, 5, {"edition": "SCI 11", "field_size": 76}, 5),
            ("answer", 2025, "ИӘ", {}, True),
            ("steps", 2025, "Жоғары ", {}, "high"),
        ],
        [("answer", 2025, True, {}, True), ("share", 2025, 100, {}, 100)],
    ],
)
def test_a_value_is_taken_as_it_is_written(root: Path, values: list[Written]) -> None:
    filled = hands(root).sign()
    for indicator, year, written, others, _ in values:
        filled.write(indicator, written, year, **others)
    assert taken(root, filled) == 0
    for indicator, year, _, others, meant in values:
        said = value(root, indicator, year)
        assert said is not None and said["value"] == meant and type(said["value"]) is type(meant)
        assert said["source"] == "sample"
        assert said.get("edition") == (str(others["edition"]) if "edition" in others else None)
        assert said.get("method") == ("new" if "method" in others else None)


def test_all_that_belongs_to_a_value_is_taken(root: Path) -> None:
    finding = {
        "body_kk": "Орган", "body_ru": "Орган Р", "document_kk": "Құжат", "document_ru": "Документ",
        "document_url": "https://example.org/1",
    }  # fmt: skip
    filled = hands(root).write("words", "отстает", date=date(2026, 2, 3), provisional="да", **finding)
    filled.write("share", 18, note_kk="Ескертпе\nекінші", note_ru="Примечание")
    assert taken(root, filled.sign()) == 0
    assert value(root, "words") == {
        "indicator": "words", "value": "behind", "source": "sample", "date": date(2026, 2, 3),
        "provisional": True,
        "finding": {
            "body": {"kk": "Орган", "ru": "Орган Р"}, "document": {"kk": "Құжат", "ru": "Документ"},
            "url": "https://example.org/1",
        },
    }  # fmt: skip
    said = value(root, "share")
    assert said is not None and said["note"] == {"kk": "Ескертпе екінші", "ru": "Примечание"}
    assert list(errors(load(root)[1])) == []


def test_percent_cells_mean_what_they_show(root: Path, capsys: Capture) -> None:
    filled = hands(root).write("share", 0.173).sign()
    filled.cell("values", "share", "value").number_format = "0.0%"
    assert taken(root, filled) == 0
    said = value(root, "share")
    assert said is not None and said["value"] == 17.3
    filled = hands(root).write("amount", 0.17).sign()
    filled.cell("values", "amount", "value").number_format = "0%"
    refused(root, filled, capsys, "17", "тенге")
    filled = hands(root).write("amount", 0.17).sign()
    filled.cell("values", "amount", "value").number_format = '0.00" %"'
    assert taken(root, filled) == 0, "a sign that is only text changes nothing"
    assert (value(root, "amount") or {})["value"] == 0.17


@pytest.mark.parametrize(
    "values",
    [
        [
            ("amount", 2025, "около 17", {}, "около 17"),
            ("amount", 2023, date(2026, 5, 3), {}, "03.05.2026"),
            ("amount", 2022, datetime(2026, 5, 3, 12, 30), {}, "2026-05-03 12:30"),
            ("amount", 2021, "17 км", {}, "тенге"),
            ("share", 2025, 170, {}, "170"),
            ("place", 2025, 5.5, {"edition": "SCI 11", "field_size": 76}, "5.5"),
            ("answer", 2025, "возможно", {}, "возможно"),
            ("steps", 2025, "высокйй", {}, "высокий"),
        ],
        [
            ("amount", 2025, True, {}, "true"),
            ("amount", 2023, "–", {}, "–"),
            ("amount", 2022, "#DIV/0!", {}, "#DIV/0!"),
            ("share", 2025, -1, {}, "-1"),
            ("place", 2025, 0, {"edition": "SCI 11", "field_size": 76}, "0"),
        ],
        [
            ("amount", 2025, 1300, {"source": "Вымышленный истoчник"}, SOURCE),
            ("amount", 2023, 1300, {"source": None}, "«Источник» пуста"),
            ("amount", 2022, 1300, {"date": date(2021, 12, 31)}, "31.12.2021"),
            ("amount", 2021, 1300, {"date": date(2026, 11, 23)}, "23.11.2026"),
            ("share", 2025, 17, {"date": "вчера"}, "вчера"),
            ("answer", 2025, "нет", {"note_kk": "Тек қазақша"}, "Примечание на русском"),
            ("steps", 2025, "низкий", {"note_kk": date(2026, 1, 1), "note_ru": "Да"}, "01.01.2026"),
            ("index", 2025, 0.5, {"method": "Позапрошлая"}, "Позапрошлая"),
            ("place", 2025, 5, {"edition": "SCI 11", "field_size": 4}, "(4)"),
        ],
        [
            ("amount", 2025, 1300, {"provisional": "может быть"}, "может быть"),
            ("amount", 2023, 1300, {"field_size": 5}, "«Число мест в рейтинге» не заполняется"),
            ("amount", 2022, 1300, {"method": "Новая"}, "«Другое определение» не заполняется"),
            ("place", 2025, 5, {"field_size": 76}, "Выпуск"),
            ("words", 2025, "отстает", {"document_url": "example.org"}, "example.org"),
        ],
        [
            ("place", 2025, 5, {"edition": "SCI 11"}, "Число мест в рейтинге"),
            ("words", 2025, "отстает", {"body_kk": "Орган"}, "Кто оценил, на русском"),
        ],
    ],
)
def test_what_cannot_be_meant_is_named_with_its_cell(
    root: Path, capsys: Capture, values: list[Written]
) -> None:
    filled = hands(root).sign()
    for indicator, year, written, others, _ in values:
        filled.write(indicator, written, year, **others)
    refused(root, filled, capsys)
    told = [line for line in (root / "told").read_text("utf-8").splitlines() if "Значения, " in line]
    for indicator, year, _, _, said in values:
        row = filled.cell("values", indicator, "value", year).row
        of_row = [line for line in told if re.search(rf"Значения, [A-Z]+{row}:", line)]
        assert any(said in line for line in of_row), (indicator, year, of_row)
        assert len(of_row) == 1 or indicator == "words", of_row


def test_all_mistakes_are_told_at_once_and_nothing_is_written(root: Path, capsys: Capture) -> None:
    filled = hands(root).write("amount", "много").write("share", 170).write("answer", "нет").sign()
    filled.cell("values", "steps", "source").value = SOURCE
    refused(root, filled, capsys, "много", "170", "«Значение» пуста", "Ошибок: 3")


def test_a_source_without_a_value_asks_for_the_value(root: Path, capsys: Capture) -> None:
    filled = hands(root).sign()
    filled.cell("values", "steps", "source").value = SOURCE
    refused(root, filled, capsys, "Значение")


def test_the_same_file_read_twice_changes_nothing_more(root: Path, capsys: Capture) -> None:
    new = ("официальный", "Жаңа дереккөз", "Новый источник", "https://example.org/new")
    filled = hands(root).write("amount", 1305, source="Новый источник").new_source(*new).sign()
    filled.correct("share", 2024, value=18, source=SOURCE, reason_kk="Нақтыланды", reason_ru="Уточнено")
    assert taken(root, filled) == 0
    before = trees.bytes_of(root)
    assert read(root, root / "filled.xlsx") == 0
    assert trees.bytes_of(root) == before
    assert "Менять нечего" in capsys.readouterr().out


def test_a_new_source_is_registered_with_an_id_of_its_own(root: Path, capsys: Capture) -> None:
    new = ("официальный", "Жаңа дереккөз", "Новый источник", "https://www.stat.gov.kz/1")
    other = ("ресми", "Екінші дереккөз", "Второй источник", "https://stat.gov.kz/2")
    unused = ("официальный", "Артық", "Лишний", "https://example.org/3")
    filled = hands(root).new_source(*new).new_source(*other, line=1).new_source(*unused, line=2).sign()
    filled.write("amount", 1305, source="Новый  источник").write("share", 5, source="Екінші дереккөз")
    assert taken(root, filled) == 0
    assert "не выбран" in capsys.readouterr().err
    sources = yaml.safe_load((root / "strategies/_sources.yml").read_text("utf-8"))["sources"]
    assert [source["id"] for source in sources[1:]] == [
        "official-stat-gov-kz-2025",
        "official-stat-gov-kz-2025-2",
    ]
    assert (value(root, "share") or {})["source"] == "official-stat-gov-kz-2025-2"


def test_a_hidden_id_that_came_with_a_copied_row_is_no_source_lost(root: Path, capsys: Capture) -> None:
    new = ("официальный", "Жаңа", "Новый источник", "https://example.org/new")
    filled = hands(root).new_source(*new).write("amount", 1305, source="Новый источник").sign()
    sheet = filled.sheet("sources")
    line = next(row for row in range(form.FIRST, 1000) if sheet.cell(row, 4).value == "Новый источник")
    sheet.cell(line, 1).value = "sample"
    assert taken(root, filled) == 0
    assert (value(root, "amount") or {})["source"] == "official-example-org-2025"


def test_a_hidden_id_that_was_changed_is_told(root: Path, capsys: Capture) -> None:
    filled = hands(root).write("amount", 1305).sign()
    filled.cell("sources", "sample", "id").value = "simple"
    before = (root / "strategies/_sources.yml").read_bytes()
    assert taken(root, filled) == 0
    assert "Кода «simple»" in capsys.readouterr().err
    assert (value(root, "amount") or {})["source"] == "sample"
    assert (root / "strategies/_sources.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ((None, "Жаңа", "Новый", "https://example.org"), "Вид"),
        (("официальный", "Жаңа", "Новый", "example.org"), "example.org"),
        (("официальный", None, "Новый", "https://example.org"), "Название на казахском"),
        (("важный", "Жаңа", "Новый", "https://example.org"), "важный"),
    ],
)
def test_a_new_source_is_whole(root: Path, capsys: Capture, new: tuple[Any, ...], said: str) -> None:
    filled = hands(root).write("amount", 1305, source="Новый").new_source(*new).sign()
    refused(root, filled, capsys, "Источники, ", said, "Ошибок: 1")


def test_a_correction_keeps_what_stood_there_with_the_reason(root: Path) -> None:
    path = root / CITY / "actuals/2024.yml"
    before = path.read_text("utf-8")
    filled = hands(root).correct(
        "amount", 2024, value=1260, source=SOURCE, date=date(2026, 5, 5), reason_kk="Қате", reason_ru="Ошибка"
    )
    assert taken(root, filled.sign()) == 0
    said = value(root, "amount", 2024)
    assert said is not None and (said["value"], said["date"]) == (1260, date(2026, 5, 5))
    assert said["revisions"] == [
        {
            "value": 1250.5, "source": "sample", "date": date(2025, 3, 1), "replaced": date(2026, 11, 22),
            "reason": {"kk": "Қате", "ru": "Ошибка"},
        }
    ]  # fmt: skip
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in before.splitlines() if "amount" not in line and line not in lines] == []


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ({"value": 5}, ("Источник", "Причина исправления на казахском", "Причина исправления на русском")),
        ({"value": 5, "source": SOURCE, "reason_kk": "Қате"}, ("Причина исправления на русском",)),
        ({"reason_kk": "Қате", "reason_ru": "Ошибка", "source": SOURCE}, ("Новое значение",)),
        (
            {"value": 1250.5, "source": SOURCE, "reason_kk": "Қ", "reason_ru": "О"},
            ("совпадает с опубликованным",),
        ),
    ],
)
def test_a_correction_is_whole(
    root: Path, capsys: Capture, contents: dict[str, Any], said: tuple[str, ...]
) -> None:
    refused(root, hands(root).correct("amount", 2024, **contents).sign(), capsys, "Исправления, ", *said)


def test_a_published_value_is_corrected_only_where_a_reason_is_asked_for(root: Path, capsys: Capture) -> None:
    filled = hands(root).sign()
    filled.cell("values", "indicator-1", "value").value = 99
    refused(root, filled, capsys, "уже опубликовано", "Исправления")


def test_values_are_entered_over_a_signature_which_is_kept(root: Path, capsys: Capture) -> None:
    filled = hands(root).write("amount", 1305).sign(checked_by=None)
    refused(root, filled, capsys, "Подпись, C5", "Кто проверил")
    filled = hands(root).write("amount", 1305).write("amount", 1210, year=2023).sign()
    body = str(filled.sheet("sign_off").cell(7, 1).value)
    filled.cell("sign_off", body, "given").value = "15-2/1234"
    filled.cell("sign_off", body, "letter_date").value = "10.11.2026"
    other = str(filled.sheet("sign_off").cell(8, 1).value)
    filled.cell("sign_off", other, "given").value = "7"
    assert taken(root, filled) == 0
    assert "Другое управление" in capsys.readouterr().err, "a letter that is not kept is told"
    for year in (2023, 2025):
        said = yaml.safe_load((root / CITY / f"actuals/{year}.yml").read_text("utf-8"))
        assert said["received"] == [
            {
                "date": date(2026, 11, 20), "body": {"kk": "Мысал басқармасы", "ru": "Примерное управление"},
                "letter": "15-2/1234", "letter_date": date(2026, 11, 10), "filled_by": "Маман А.",
                "checked_by": "Басшы Б.",
            }
        ]  # fmt: skip
    assert list(errors(load(root)[1])) == []


def test_a_dry_run_shows_and_writes_nothing(root: Path, capsys: Capture) -> None:
    before = trees.bytes_of(root)
    path = hands(root).write("amount", 1234.5).sign().save(root / "filled.xlsx")
    for language in (*LANGUAGES, "en"):
        assert read(root, path, "--dry-run", language=language) == 0
        told = capsys.readouterr().out
        assert "1\\xa0234,5" in told or "1 234,5" in told, told
        assert trees.bytes_of(root) == before


def moved_columns(filled: Hands) -> None:
    """The columns in another order."""
    sheet = filled.sheet("values")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for number, row in enumerate(rows, 1):
        for place, content in enumerate(reversed(row), 1):
            sheet.cell(number, place).value = content
    sheet.protection.sheet = False


def moved_rows(filled: Hands) -> None:
    """The rows in another order, and sheets with other names."""
    sheet = filled.sheet("values")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=form.FIRST)]
    for number, row in enumerate(reversed(rows), form.FIRST):
        for place, content in enumerate(row, 1):
            sheet.cell(number, place).value = content
    for number, renamed in enumerate(filled.book.worksheets):
        renamed.title = f"Лист{number}"


def without_keys(filled: Hands) -> None:
    for key in form.SHEETS:
        filled.sheet(key).delete_rows(1)


def shifted(filled: Hands) -> None:
    sheet = filled.sheet("values")
    sheet.insert_rows(1, 3)
    sheet.insert_cols(1, 2)


@pytest.mark.parametrize("change", [moved_columns, moved_rows, without_keys, shifted])
def test_sheets_columns_and_rows_may_move(
    root: Path, change: Callable[[Hands], None], capsys: Capture
) -> None:
    assert taken(root, hands(root).write("amount", 1305).write("share", 16).sign().do(change)) == 0
    assert (value(root, "amount") or {})["value"] == 1305
    assert (value(root, "share") or {})["value"] == 16
    assert capsys.readouterr().err == ""


def test_hidden_rows_are_read_and_told(root: Path, capsys: Capture) -> None:
    filled = hands(root).write("amount", 1305).sign()
    filled.sheet("values").row_dimensions[filled.cell("values", "amount", "value").row].hidden = True
    assert taken(root, filled) == 0
    assert "скрыта" in capsys.readouterr().out
    assert (value(root, "amount") or {})["value"] == 1305


def extra_sheet(filled: Hands) -> None:
    filled.book.create_sheet("Черновик")["A1"] = 5


def last_row(filled: Hands) -> None:
    """Cells of all that lies between would take gigabytes."""
    filled.sheet("values")["AZ1048576"] = "."


def comment(filled: Hands) -> None:
    filled.cell("values", "amount", "value").comment = Comment("Уточнить", "А.")


def beside(filled: Hands) -> None:
    filled.sheet("values")["AZ7"] = "важно"


def without_note(filled: Hands) -> None:
    sheet = filled.sheet("values")
    sheet.delete_cols(sheet.max_column)


def without_a_row(filled: Hands) -> None:
    filled.sheet("values").delete_rows(filled.cell("values", "steps", "value").row)


def line_below(filled: Hands) -> None:
    filled.sheet("values").cell(200, 2).value = "Итого"


def test_what_is_not_read_is_told(root: Path, capsys: Capture) -> None:
    filled = hands(root).write("amount", 1305).sign()
    for change in (extra_sheet, comment, beside, without_a_row, line_below, last_row):
        change(filled)
    assert taken(root, filled) == 0
    told = capsys.readouterr().err
    for said in ("Черновик", "Примечания к ячейкам", "AZ7", "убранных из книги: 1", "B200"):
        assert said in told
    assert (value(root, "amount") or {})["value"] == 1305


def test_a_column_that_is_gone_changes_nothing(root: Path, capsys: Capture) -> None:
    noted = hands(root).write("amount", 1305, note_kk="Ескертпе", note_ru="Примечание").sign()
    assert taken(root, noted) == 0
    (root / "ru.xlsx").unlink()
    assert main(["workbook", "make", "sample-1", str(YEAR), "--lang", "ru", "--out", "ru.xlsx"], root) == 0
    filled = hands(root).do(without_note).sign()
    filled.cell("values", "amount", "provisional").value = "да"
    capsys.readouterr()
    assert taken(root, filled) == 0
    assert "Примечание на русском" in capsys.readouterr().err
    said = value(root, "amount")
    assert said is not None and said["note"]["ru"] == "Примечание" and said["provisional"] is True


def without_indicator(filled: Hands) -> None:
    filled.sheet("values").delete_cols(1)


def second_sheet(filled: Hands) -> None:
    filled.book.copy_worksheet(filled.sheet("values"))


def second_column(filled: Hands) -> None:
    sheet = filled.sheet("values")
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 60).value = filled.sheet("values").cell(row, 11).value


def second_row(filled: Hands) -> None:
    sheet, row = filled.sheet("values"), filled.cell("values", "amount", "value").row
    for column in range(1, sheet.max_column + 1):
        sheet.cell(300, column).value = sheet.cell(row, column).value
    sheet.cell(300, filled.cell("values", "amount", "value").column).value = 7


def merged(filled: Hands) -> None:
    cell = filled.cell("values", "amount", "value")
    filled.sheet("values").merge_cells(
        start_row=cell.row, end_row=cell.row + 1, start_column=cell.column, end_column=cell.column
    )


def unknown_row(filled: Hands) -> None:
    filled.cell("values", "amount", "indicator").value = "amuont"


def other_year(filled: Hands) -> None:
    filled.cell("values", "amount", "year").value = 2019


def changed_grey(filled: Hands) -> None:
    filled.cell("values", "amount", "unit").value = "тыс. тенге"


def formula(filled: Hands) -> None:
    filled.cell("values", "amount", "value").value = "=1302+3"


def without_keys_and_heads(filled: Hands) -> None:
    filled.sheet("values").delete_rows(1, 3)


def without_values(filled: Hands) -> None:
    del filled.book[filled.sheet("values").title]


def without_sign_off(filled: Hands) -> None:
    del filled.book[filled.sheet("sign_off").title]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without_indicator, "Код"),
        (second_sheet, "повторяет"),
        (second_column, "«Значение» есть еще раз"),
        (second_row, "уже указан в строке"),
        (merged, "объединены"),
        (unknown_row, "нет кода индикатора"),
        (other_year, "нет кода индикатора"),
        (changed_grey, "тенге"),
        (formula, "Формула не вычислена"),
        (without_sign_off, "Подпись"),
        (without_keys_and_heads, "Столбцы этого листа не распознаны"),
        (without_values, "Листа «Значения» нет"),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(
    root: Path, change: Callable[[Hands], None], said: str, capsys: Capture
) -> None:
    refused(root, hands(root).write("amount", 1305).sign().do(change), capsys, said)


def test_a_formula_gives_what_its_program_computed(root: Path, capsys: Capture) -> None:
    path = hands(root).write("amount", "=1302+3").write("share", "=1/0").sign().save(root / "filled.xlsx")
    computed = root / "computed.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(computed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            content = content.replace(b"<f>1302+3</f><v/>", b"<f>1302+3</f><v>1305</v>")
            content = content.replace(b"<f>1302+3</f><v></v>", b"<f>1302+3</f><v>1305</v>")
            new.writestr(
                name,
                content.replace(b"<f>1/0</f><v/>", b"<f>1/0</f><v>17</v>").replace(
                    b"<f>1/0</f><v></v>", b"<f>1/0</f><v>17</v>"
                ),
            )
    assert read(root, computed) == 0, capsys.readouterr().err
    assert (value(root, "amount") or {})["value"] == 1305
    assert (value(root, "share") or {})["value"] == 17


def test_macros_are_not_run_and_told(root: Path, capsys: Capture) -> None:
    path = hands(root).write("amount", 1305).sign().save(root / "filled.xlsm")
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/vbaProject.bin", b"\0" * 100)
    assert read(root, path) == 0
    assert "Макросы" in capsys.readouterr().err


def test_what_changed_meanwhile_is_told(root: Path, capsys: Capture) -> None:
    path = root / CITY / "actuals/2025.yml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}- {{indicator: amount, value: 1304, source: sample}}\n", "utf-8", newline="\n")
    refused(root, hands(root).write("amount", 1305).sign(), capsys, "записали другое")
    assert taken(root, hands(root).write("amount", 1304).write("share", 16).sign()) == 0, (
        "the same is no change"
    )
    assert "amount" not in capsys.readouterr().out


def test_a_changed_plan_is_met_row_by_row(root: Path, capsys: Capture) -> None:
    path = root / CITY / "indicators.yml"
    plan = yaml.safe_load(path.read_text("utf-8"))
    for item in plan["indicators"]:
        if item["id"] == "amount":
            item["unit"] = {"kk": "мың теңге", "ru": "тыс. тенге"}
    write(path, plan)
    refused(root, hands(root).write("amount", 1305).sign(), capsys, "Стратегия изменилась", "единица")
    assert taken(root, hands(root).write("share", 16).sign()) == 0
    plan["indicators"] = [item for item in plan["indicators"] if item["id"] != "steps"]
    write(path, plan)
    filled = hands(root).write("steps", "низкий").sign()
    cells = ", ".join(filled.cell("values", "steps", column).coordinate for column in ("value", "source"))
    refused(root, filled, capsys, f"в стратегии больше нет, и принять написанное некуда: {cells}. ")


def without_amount(root: Path) -> None:
    """`amount` leaves the plan, and the values that stand for it."""
    path = root / CITY / "indicators.yml"
    plan = yaml.safe_load(path.read_text("utf-8"))
    write(path, {"indicators": [item for item in plan["indicators"] if item["id"] != "amount"]})
    path = root / CITY / "actuals/2024.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "amount" not in line), "utf-8", newline="\n")


def test_what_stood_of_an_indicator_that_left_the_plan_is_not_changed_without_a_word(
    root: Path, capsys: Capture
) -> None:
    out = str(root / "old.xlsx")
    assert main(["workbook", "make", "sample-1", "2024", "--lang", "ru", "--out", out], root) == 0
    without_amount(root)
    filled = Hands(root / "old.xlsx").write("steps", "низкий", 2024).sign()
    row = filled.cell("values", "amount", "value", 2024).row
    assert taken(root, filled) == 0
    told = capsys.readouterr().err
    assert f"больше нет, строки не прочитаны: {row}, " in told and "убранных" not in told
    for column, written in (("value", 1251), ("date", None), ("provisional", "да")):
        filled = Hands(root / "old.xlsx").sign()
        filled.cell("values", "amount", column, 2024).value = written
        place = filled.cell("values", "amount", column, 2024).coordinate
        refused(root, filled, capsys, f"Значения, {place}", "в стратегии больше нет")


def test_a_preliminary_value_that_is_called_final_is_asked_for(root: Path, capsys: Capture) -> None:
    refused(
        root,
        hands(root).correct("share", 2024, provisional="нет").sign(),
        capsys,
        "Исправления, ",
        "значение",
    )
    assert taken(root, hands(root).correct("amount", 2024, provisional="нет").sign()) == 0


def test_a_workbook_of_another_city_is_refused(root: Path, capsys: Capture) -> None:
    filled = hands(root)
    filled.book[form.MARK]["B1"] = "atlantis"
    refused(root, filled, capsys, "atlantis", "sample-1")


@pytest.mark.parametrize("mark", ["deleted", "year", "row"])
def test_a_workbook_without_its_mark_is_refused(root: Path, capsys: Capture, mark: str) -> None:
    filled = hands(root).write("amount", 1305).sign()
    if mark == "deleted":
        del filled.book[form.MARK]
    else:
        filled.book[form.MARK]["B2" if mark == "year" else "B9"] = "{" if mark == "row" else "летом"
    refused(root, filled, capsys, "workbook make")


def plain_text(path: Path) -> None:
    path.write_text("a;b", "utf-8")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20000])


def protected(path: Path) -> None:
    path.write_bytes(opened.OLE + b"\0" * 600 + opened.ENCRYPTED)


def old_and_damaged(path: Path) -> None:
    path.write_bytes(opened.OLE + b"\xff" * 2000)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "")
        file.writestr("xl/workbook.xml", b"0" * (opened.MOST_UNPACKED + 1))


def lying_bomb(path: Path) -> None:
    """A folder that understates how much it holds."""
    bomb(path)
    size = struct.pack("<L", opened.MOST_UNPACKED + 1)
    path.write_bytes(path.read_bytes().replace(size, struct.pack("<L", 100)))


def entities(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>')


def gigantic(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"PK")
        file.truncate(opened.MOST_BYTES + 1)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def a_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<a/>")


def endless(path: Path) -> None:
    """An OpenDocument table of a thousand million filled cells."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    cell = '<t:table-cell t:number-columns-repeated="1000000" o:value-type="float" o:value="1"/>'
    content = (
        f'<o:a xmlns:o="{name}:office:1.0" xmlns:t="{name}:table:1.0"><t:table t:name="a">'
        f'<t:table-row t:number-rows-repeated="1000">{cell}</t:table-row></t:table></o:a>'
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", opened.OPENDOCUMENT)
        file.writestr("content.xml", content)


def strict(path: Path) -> None:
    """A workbook as Excel saves «Strict Open XML»."""
    with zipfile.ZipFile(path) as folder:
        parts = {name: folder.read(name) for name in folder.namelist()}
    main_part = parts["xl/workbook.xml"].replace(b"http://schemas.openxmlformats.org/", opened.STRICT)
    with zipfile.ZipFile(path, "w") as folder:
        for name, content in parts.items():
            folder.writestr(name, main_part if name == "xl/workbook.xml" else content)


def locked_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", opened.OPENDOCUMENT)
        file.writestr("META-INF/manifest.xml", "<a><encryption-data/></a>")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (plain_text, "не книга"), (cut, "поврежден"), (protected, "паролем"), (old_and_damaged, "поврежден"),
        (bomb, "велик"), (lying_bomb, "поврежден"), (entities, "поврежден"), (gigantic, "велик"),
        (nothing, "пуст"), (a_document, "не книга"), (endless, "ячеек"), (locked_zip, "паролем"),
        (strict, "Strict Open XML"),
        (Path.unlink, "нет"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_named(
    root: Path, capsys: Capture, damage: Callable[[Path], None], said: str
) -> None:
    path, before = root / "ru.xlsx", trees.bytes_of(root)
    damage(path)
    assert read(root, path) == 1
    told = capsys.readouterr().err
    assert said in told and str(path) in told and "Traceback" not in told
    assert trees.bytes_of(root) == before


def converted(path: Path, kind: str) -> Path:
    profile = path.parent / "profile"
    command = [str(OFFICE), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(path.parent / "out"), str(path)], check=True, capture_output=True
    )
    return path.parent / "out" / f"{path.stem}.{kind}"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saves_says_the_same(root: Path, kind: str, capsys: Capture) -> None:
    untouched = converted(root / "ru.xlsx", kind)
    before = trees.bytes_of(root)
    assert read(root, untouched) == 0
    assert trees.bytes_of(root) == before and capsys.readouterr().err == ""
    filled = hands(root).write("share", 0.173, date=date(2026, 3, 1)).write("amount", "=1302+3").sign()
    filled.cell("values", "share", "value").number_format = "0.0%"
    filled.write("answer", "нет", note_kk="Екі  бос орын", note_ru="Два\nабзаца")
    assert read(root, converted(filled.save(root / "filled.xlsx"), kind)) == 0, capsys.readouterr().err
    assert (value(root, "share") or {})["value"] == 17.3
    assert (value(root, "share") or {})["date"] == date(2026, 3, 1)
    assert (value(root, "amount") or {})["value"] == 1305
    assert (value(root, "answer") or {})["note"] == {"kk": "Екі бос орын", "ru": "Два абзаца"}


def test_the_limits_leave_room_for_a_real_round(root: Path) -> None:
    path = root / "ru.xlsx"
    with zipfile.ZipFile(path) as folder:
        unpacked = sum(info.file_size for info in folder.infolist())
    assert path.stat().st_size * 20 < opened.MOST_BYTES and unpacked * 20 < opened.MOST_UNPACKED
    assert openpyxl.load_workbook(path).sheetnames[0] == "Памятка"
