"""`import`: a table is shown row by row first, all that is wrong at once, and written only as a whole."""

from pathlib import Path

import opendata_sample
import pytest
from citystrategy.tools.__main__ import main
from citystrategy.words.words import tool_words
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

EPOCH = "1795305600"
HEAD = "city;indicator;year;value;source;reason_kk;reason_ru"
NEW = "sample-1;indicator-1;2026;50,5;sample;;"
OTHER = "Мысал-1;Мысал көрсеткіш 2;2025;1 000,25;sample;Түзету;Правка"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "strategies/sample-1/actuals").iterdir()}


def imported(root: Path, content: str | bytes, *more: str, language: str = "ru") -> int:
    raw = content if isinstance(content, bytes) else content.encode()
    (root / "table.csv").write_bytes(raw)
    return main(["import", str(root / "table.csv"), "--lang", language, *more], root)


def test_it_is_shown_first_and_written_on_demand(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(tree)
    table = "\n".join((HEAD, NEW, OTHER, "sample-1;indicator-3;2026;;;;"))
    assert imported(tree, table) == 0
    told = capsys.readouterr().out
    assert "Новых значений: 1, изменений: 1, без изменений: 0, строк без значения: 1." in told
    assert "→ 1 000,25" in told.replace("\xa0", " ")
    assert "--write" in told
    assert files(tree) == before
    assert imported(tree, table, "--write", "--dry-run") == 0
    assert files(tree) == before
    assert imported(tree, table, "--write") == 0
    after = files(tree)
    assert {name for name in after if after[name] != before.get(name)} == {"2025.yml", "2026.yml"}
    assert b"value: 50.5\n" in after["2026.yml"]
    assert imported(tree, table, "--write") == 0
    assert files(tree) == after


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "cp866", "koi8-r"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_as_spreadsheets_save_it(tree: Path, encoding: str, delimiter: str) -> None:
    rows = ("Значение;Год;ГОРОД;Источник; индикатор ", '"50,5";2026;Пример-1;sample;Примерный показатель 1')
    table = "\r\n".join(rows).replace(";", delimiter)
    assert imported(tree, table.encode(encoding), "--write") == 0
    assert b"value: 50.5\n" in files(tree)["2026.yml"]


def test_heads_of_each_language_are_known_and_a_line_for_excel(tree: Path) -> None:
    for language in ("kk", "ru", "en"):
        words = tool_words(language)
        heads = [words(f"entries.columns.{name}") for name in HEAD.split(";")]
        assert imported(tree, "\n".join(("sep=;", ";".join(heads), NEW)), "--write") == 0
    assert b"value: 50.5\n" in files(tree)["2026.yml"]


def test_all_that_is_wrong_in_all_rows_is_told(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(tree)
    rows = (
        HEAD, NEW, "sample-2;indicator-1;2026;5;sample;;", "", "sample-1;indicator-1;2026;50,50;sample;;",
        "sample-1;indicator-1;2026;51;sample;;", "sample-1;indicator-2;2025;1;sample;;",
        "sample-1;indicator-2;20;1 0;sampl;;", "sample-1;indicator-2;2026;5;sample;a;b;c",
    )  # fmt: skip
    assert imported(tree, "\n".join(rows), "--write") == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told[:-1]] == [
        "Строка 3", "Строка 5", "Строка 6", "Строка 7", "Строка 8", "Строка 8", "Строка 8", "Строка 9",
    ]  # fmt: skip
    assert "в строке 2" in told[1] and "то же" in told[1]
    assert "в строке 2" in told[2] and "другое" in told[2]
    assert "reason_kk" in told[3]
    assert told[-1].startswith("Строк с ошибками: 6.")
    assert files(tree) == before


@pytest.mark.parametrize("encoding", ["cp866", "koi8-r"])
def test_an_encoding_that_no_head_tells_is_named_as_the_cause(
    tree: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(tree, f"{HEAD}\nПример-1;indicator-1;2026;50,5;sample;;".encode(encoding)) == 1
    assert "кодировка файла старая" in capsys.readouterr().err


def test_a_title_may_stand_above_the_heads(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = "Значения индикаторов, Пример-1;;;;;;\n;;;;;;\n"
    assert imported(tree, f"{title}{HEAD}\n{NEW}\nsample-1;indicator-2;2026;x;sample;;") == 1
    told = capsys.readouterr().err
    assert "таблица начинается со строки 3." in told and "Строка 5: " in told
    assert imported(tree, f"{title}{HEAD}\n{NEW}", "--write") == 0
    assert b"value: 50.5\n" in files(tree)["2026.yml"]


def test_the_same_fault_of_many_rows_is_told_once(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"sample-1;indicator-1;{2026 + number};5;no-such;;" for number in range(300)]
    assert imported(tree, "\n".join((HEAD, *rows))) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2 and "Строки 2, 3, 4, 5, 6 и другие (всего 300): " in told[0]
    assert "«no-such»" in told[0] and "strategies/_sources.yml" in told[0]
    rows = [f"sample-1;indicator-1;2026;word {number};sample;;" for number in range(300)]
    monkeypatch.setattr("citystrategy.tools.importing.OFTEN", 0)
    assert imported(tree, "\n".join((HEAD, *rows))) == 1
    told = capsys.readouterr().err.splitlines()
    assert "Чтение строк: 299 из 300." in told, "it is said how far the reading is"
    told = [line for line in told if "Чтение" not in line]
    assert len(told) == 102 and "их 200" in told[100]


def test_what_the_check_refuses_is_not_written(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(tree)
    assert imported(tree, "\n".join((HEAD, NEW, "sample-1;indicator-1;2031;5;sample;;")), "--write") == 1
    assert "[year-future]" in capsys.readouterr().err
    assert files(tree) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04\x00\x00\xff", "Excel"), (b"\xff\xfea", "кодировка"), (b"\x98\x98", "кодировка"),
        (b"", "нет столбцов"), (b"a;b\n1;2\n", "нет столбцов"), (HEAD.encode(), "ни одной строки"),
        (f'{HEAD}\n"open'.encode(), "строка 2"),
        (f"{HEAD}\n".encode() + b"1;" * 8_000_000, "больше 10"),
        (f"{HEAD}\n".encode() + b"x\n" * 60_000, "больше 10"),
        (f"{HEAD}\n{'x' * 200_000}".encode(), "строка 2"), (f"{HEAD};city\n{NEW}".encode(), "«city»"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_told(
    tree: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(tree, content) == (1 if said else 0)
    assert said in capsys.readouterr().err
    assert main(["import", str(tree / "none.csv"), "--lang", "kk"], tree) == 1
    assert "мұндай файл жоқ" in capsys.readouterr().err


def test_the_tables_of_the_site_change_nothing(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They say what the files say: whoever works on them in a spreadsheet can bring them back."""
    opendata_sample.of_every_kind(tree)
    before = files(tree)
    made = opendata_sample.made(tree, tmp_path / "cache")
    for name in ("all.kk.csv", "all.ru.csv", "package/actuals.csv"):
        (content,) = (content for path, content in made.items() if path.endswith(f"/{name}"))
        assert imported(tree, content, "--write", language="ru") == 0, (name, capsys.readouterr())
        told = capsys.readouterr().out
        assert "Новых значений: 0, изменений: 0" in told, (name, told)
    assert files(tree) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@example(b"city;value\rindicator;year")
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_told_in_words(tree: Path, content: bytes) -> None:
    before = files(tree)
    assert imported(tree, content, "--write") == 1
    assert imported(tree, f"{HEAD}\n".encode() + content, "--write") in (0, 1)
    assert files(tree) == before


def test_columns_that_are_not_read_are_said_and_none_may_be_there_twice(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(tree, f"{HEAD};colour\n{NEW};red") == 0
    assert "colour" in capsys.readouterr().err
    before = files(tree)
    assert imported(tree, f"{HEAD};Value\n{NEW};5", "--write") == 1
    assert "«value»" in capsys.readouterr().err
    assert files(tree) == before


def test_lines_may_end_as_on_old_macs(tree: Path) -> None:
    assert imported(tree, f"{HEAD}\r{NEW}\r", "--write") == 0
    assert b"value: 50.5\n" in files(tree)["2026.yml"]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_open_quotation_mark_is_told_with_its_row(
    tree: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(tree, f'{HEAD}\n{NEW}\nsample-1;"indicator-2;2026;5;sample;;', language=language) == 1
    told = capsys.readouterr().err.replace(str(tree), "")
    assert "3" in told and "data" not in told, told
