"""`record`: one value as people write it, shown before and after; what stands there is never lost."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import opendata_sample
import pytest
import yaml
from citystrategy.tools.__main__ import main
from conftest import ROOT

EPOCH = "1795305600"
"""22 November 2026."""
YEAR = "strategies/sample-1/actuals/2025.yml"
REASON = ("--reason-kk", "Есеп түзетілді", "--reason-ru", "Расчет исправлен")


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def kinds_tree(tree: Path) -> Path:
    opendata_sample.of_every_kind(tree)
    return tree


def record(root: Path, indicator: str, year: int, value: str, *more: str) -> int:
    return main(["record", "sample-1", indicator, str(year), value, "--lang", "ru", *more], root)


def stands(root: Path, indicator: str, path: str = YEAR) -> dict[str, object]:
    values = yaml.safe_load((root / path).read_text("utf-8"))["values"]
    (value,) = (value for value in values if value["indicator"] == indicator)
    assert isinstance(value, dict)
    return value


def test_a_value_that_stands_there_changes_no_byte(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (tree / YEAR).read_bytes()
    value = str(stands(tree, "indicator-1")["value"]).replace(".", ",")
    assert record(tree, "indicator-1", 2025, value, "--source", "sample") == 0
    assert capsys.readouterr().out == "Это значение уже стоит; менять нечего.\n"
    assert (tree / YEAR).read_bytes() == text


def test_another_value_becomes_a_revision_with_its_reason(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, former = (tree / YEAR).read_text("utf-8"), stands(tree, "indicator-1")["value"]
    assert record(tree, "indicator-1", 2025, "51,30", "--source", "sample") == 1
    assert "--reason-kk и --reason-ru" in capsys.readouterr().err
    assert (tree / YEAR).read_text("utf-8") == text
    assert record(tree, "indicator-1", 2025, "51,30", "--source", "sample", *REASON, "--dry-run") == 0
    assert "Было бы записано" in capsys.readouterr().out
    assert (tree / YEAR).read_text("utf-8") == text
    assert record(tree, "indicator-1", 2025, "51,30", "--source", "sample", *REASON) == 0
    told = capsys.readouterr().out
    assert f"значение: {str(former).replace('.', ',')} → 51,30" in told
    assert "Прежнее значение останется среди исправлений." in told
    new = (tree / YEAR).read_text("utf-8")
    assert "value: 51.30\n" in new
    (revision,) = stands(tree, "indicator-1")["revisions"]  # type: ignore[misc]
    assert revision["value"] == former
    assert str(revision["replaced"]) == "2026-11-22"
    assert revision["reason"] == {"kk": REASON[1], "ru": REASON[3]}
    lines = new.splitlines()
    assert [line for line in text.splitlines() if line not in lines] == [f"  value: {former}"]


def test_what_belongs_to_the_value_goes_with_it_and_the_rest_stays(kinds_tree: Path) -> None:
    year = "strategies/sample-1/actuals/2023.yml"
    before = stands(kinds_tree, "versions", year)
    assert record(kinds_tree, "versions", 2023, "−0,32", *REASON, "--source", "sample") == 0
    after = stands(kinds_tree, "versions", year)
    assert after["value"] == -0.32
    assert before["date"] and before["provisional"]
    assert not {"date", "provisional"} & after.keys()
    assert after["break"] == before["break"]
    assert [revision["value"] for revision in after["revisions"]] == [-0.35, -0.31]  # type: ignore[attr-defined]
    assert after["revisions"][1]["date"] == before["date"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("indicator", "value", "content"),
    [
        ("yes-no", "Жоқ", False), ("yes-no", "нет", False), ("steps", "Жоғары", "high"),
        ("steps", "высокий", "high"),
        ("range", "-7,25", -7.25), ("range", "\u22127,25", -7.25), ("range", "1 007", 1007),
    ],
)  # fmt: skip
def test_each_kind_as_people_write_it(kinds_tree: Path, indicator: str, value: str, content: object) -> None:
    assert record(kinds_tree, indicator, 2025, value, "--source", "sample", *REASON) == 0
    assert stands(kinds_tree, indicator)["value"] == content


def test_a_finding_needs_its_body_and_document(kinds_tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = ("--source", "sample", "--body-kk", "Орган", "--body-ru", "Орган")
    assert record(kinds_tree, "words", 2024, "артта қалуда", *more) == 1
    assert "адрес документа" in capsys.readouterr().err
    more = (
        *more,
        "--document-kk",
        "Есеп",
        "--document-ru",
        "Отчет",
        "--document-url",
        "https://example.org/a",
    )
    assert record(kinds_tree, "words", 2024, "артта қалуда", *more) == 0
    assert stands(kinds_tree, "words", YEAR.replace("2025", "2024"))["value"] == "behind"


def test_all_that_is_wrong_is_told_at_once_with_what_is_nearest(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("--source", "sampel", "--date", "31.02.2026", "--note-kk", "Тек қазақша")
    assert record(tree, "indicator-1", 2025, "5 млн", *more) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 4
    assert "«единиц»" in told[0] and "«sample»" in told[1] and "«31.02.2026»" in told[2]
    assert "Примечание на русском" in told[3]
    assert main(["record", "Мысал-2", "x", "25", "1", "--lang", "kk"], tree) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == (
        "Қала: «Мысал-2» табылмады. Атын түзетіңіз: белгілі атаулар strategies/_cities.yml файлында тұр. "
        "Мүмкін, дұрысы – «sample-1»?"
    )


def test_a_first_value_needs_a_source_and_makes_the_file_of_its_year(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "strategies/sample-1/actuals/2026.yml"
    assert record(tree, "Примерный показатель 1", 2026, "50") == 1
    assert "укажите источник" in capsys.readouterr().err
    assert record(tree, "Примерный показатель 1", 2026, "50", "--source", "sample", "--provisional") == 0
    assert (tree / path).read_text("utf-8") == (
        "year: 2026\nvalues:\n  - indicator: indicator-1\n    value: 50\n    source: sample\n"
        "    provisional: true\n"
    )
    assert record(tree, "indicator-1", 2026, "50", "--provisional", "нет") == 0
    assert stands(tree, "indicator-1", path)["provisional"] is False


def test_what_the_check_refuses_is_not_written(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(tree, "indicator-1", 2030, "5", "--source", "sample") == 1
    told = capsys.readouterr()
    assert "[year-future]" in told.err and "Ничего не записано" in told.err
    assert not (tree / YEAR.replace("2025", "2030")).exists()


@pytest.mark.parametrize(
    "text", ["year: 2025\nvalues: [\n", "values: &a []\n", "year: 2025\nvalues: text\n", "- a\n"]
)
def test_a_file_that_cannot_be_read_is_left(
    tree: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / YEAR).write_text(text, "utf-8")
    assert record(tree, "indicator-1", 2025, "5", "--source", "sample") == 2
    assert "dev.py check" in capsys.readouterr().err
    assert (tree / YEAR).read_text("utf-8") == text


def test_as_a_program_on_an_old_console(tree: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from citystrategy.tools.__main__ import main;"
        "sys.exit(main(sys.argv[2:], Path(sys.argv[1])))"
    )
    arguments = ["record", "sample-1", "indicator-1", "2024", "5", "--lang", "kk"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONIOENCODING": "cp866"}
    command = [sys.executable, "-c", program, str(tree), *arguments]
    ended = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert ended.returncode == 1
    assert "түзетулердің арасында" in ended.stderr.decode("utf-8")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_option_is_explained(language: str, tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["record", "--help", "--lang", language], tree)
    assert "12 %;" in " ".join(capsys.readouterr().out.split())


def test_a_city_without_a_strategy_is_told_apart_from_none(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(tree / "strategies/sample-1")
    for city, said in ("Пример-1", "new-city"), ("sample-1", "new-city"), ("Чимкент", "не найдено"):
        assert main(["record", city, "population", "2025", "5", "--lang", "ru"], tree) == 1
        assert said in capsys.readouterr().err


def test_a_note_may_end_with_points(tree: Path) -> None:
    notes = ("--note-kk", "Деректер нақтылануда...", "--note-ru", "Данные уточняются...")
    assert record(tree, "indicator-1", 2025, str(stands(tree, "indicator-1")["value"]), *notes) == 0
    assert stands(tree, "indicator-1")["note"] == {"kk": notes[1], "ru": notes[3]}


def test_of_a_long_text_the_beginning_is_quoted(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(tree, "indicator-1", 2025, "x" * 5000) == 1
    assert 100 < len(capsys.readouterr().err) < 500


def test_an_option_is_given_once(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        record(tree, "indicator-1", 2026, "5", "--source", "sample", "--source", "other")
    assert "указан дважды" in capsys.readouterr().err
