"""`due`: the list says what the calendar says, and letters ask those who owe for what they owe, once."""

import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from citystrategy.facts import calendar, letters
from citystrategy.method.standing import standing_on
from citystrategy.model.tree import Tree
from citystrategy.outputs.letters import document
from citystrategy.reading.load import load
from citystrategy.tools.__main__ import main
from citystrategy.tools.forms import escaped
from citystrategy.words.words import NO_BREAK_SPACE, words_in
from conftest import ROOT, demonstrated

DAY = date(2028, 11, 21)
EPOCH = "1858377600"
"""Some values of the approved sample are overdue on that day."""
BOTH = ("kk", "ru")


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def calendar_of(tree: Tree) -> calendar.CityCalendar:
    return calendar.of_city(standing_on(tree.strategies[0], DAY))


def test_the_list_has_all_that_is_overdue_before_what_is_next(
    sealed_tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owed = calendar_of(load(sealed_tree)[0])
    for language in BOTH:
        assert main(["due", "sample-1", "--lang", language], sealed_tree) == 0
        printed = capsys.readouterr().out
        lines = [line for line in printed.splitlines() if line[2:4].isdigit() and line[4] == "."]
        late = [line.startswith("!") for line in lines]
        assert sum(late) == owed.overdue > 10
        assert len(lines) == owed.overdue + len(owed.coming)
        assert late == sorted(late, reverse=True), "overdue first"
        days = [(line[8:12], line[5:7], line[2:4]) for line in lines]
        assert days == sorted(days)
        assert owed.debtors[0].body[language] in printed


def test_only_what_is_overdue(sealed_tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    owed = calendar_of(load(sealed_tree)[0])
    assert main(["due", "--overdue", "--format", "markdown", "--lang", "ru"], sealed_tree) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| **")]
    assert len(rows) == owed.overdue
    assert {row.count(" | ") for row in rows} == {3}


def test_nobody_owes_a_draft_anything(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--lang", "ru"], tree) == 0
    printed = capsys.readouterr().out
    assert words_in("ru")("calendar.not_owed") in printed
    assert "год – не позднее" in printed
    assert "!" not in printed
    assert "Ответственный" not in printed
    assert main(["due", "--overdue", "--letters", str(tree / "letters"), "--lang", "ru"], tree) == 0
    assert capsys.readouterr().out.splitlines() == ["Просроченных значений нет, поэтому писем не записано."]
    assert not (tree / "letters").exists()


def test_a_city_is_known_by_any_of_its_names(sealed_tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = set()
    for name in ("sample-1", "Мысал-1", "пример-1", " SAMPLE 1"):
        assert main(["due", name, "--lang", "kk"], sealed_tree) == 0
        printed.add(capsys.readouterr().out)
    assert len(printed) == 1


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_unknown_city_is_refused_with_the_nearest(
    language: str, sealed_tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["due", "sampel-1", "--lang", language], sealed_tree) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("sample-1") == 2
    assert len(said.err.splitlines()) == 1


def test_a_city_without_a_strategy_is_said_to_have_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "taraz", "--lang", "ru"], ROOT) == 1
    assert capsys.readouterr().err == "Тараз: стратегия не найдена.\n"


def test_errors_are_listed_instead(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "strategies/sample-1/actuals/2025.yml").write_text("year: [", "utf-8")
    assert main(["due", "--lang", "kk"], tree) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "actuals/2025.yml" in said.err
    assert "Traceback" not in said.err


def test_letters_are_written_once_for_each_body_and_language(
    sealed_tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owed, folder = calendar_of(load(sealed_tree)[0]), tmp_path / "new" / "letters"
    assert main(["due", "--letters", str(folder), "--lang", "kk"], sealed_tree) == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(
        f"2028-11-21-sample-1-{number}.{language}.docx"
        for number in range(1, len(owed.debtors) + 1)
        for language in BOTH
    )
    printed = capsys.readouterr().out
    assert all(name in printed for name in names)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    next(iter(before)).write_bytes(b"filled in by hand")
    assert main(["due", "--letters", str(folder), "--lang", "kk"], sealed_tree) == 1
    assert next(iter(before)).read_bytes() == b"filled in by hand"
    assert capsys.readouterr().err.count(".docx") == 1


@pytest.mark.parametrize("language", BOTH)
def test_a_letter_asks_for_all_that_is_owed_and_invents_nobody(language: str, sealed_tree: Path) -> None:
    tree, words = load(sealed_tree)[0], words_in(language)
    owed = calendar_of(tree)
    (letter,) = letters.letters(owed, words)
    written = docx.Document(io.BytesIO(document(letter, DAY)))
    asked, coming = written.tables
    assert len(asked.rows) - 1 == owed.overdue
    assert len(coming.rows) - 1 == owed.soon
    assert all(cell.text == "" for row in asked.rows[1:] for cell in row.cells[3:]), "room for the answer"
    text = " ".join(paragraph.text for paragraph in written.paragraphs)
    strategy = tree.strategies[0].strategy
    assert strategy is not None
    decision = strategy.decision
    assert decision is not None
    for fact in (strategy.title[language], decision.number, owed.debtors[0].body[language], words.date(DAY)):
        assert fact in text
    assert text.count("_" * 12) >= 4, "who signs and to whom it goes is filled in"
    heads = [row._tr.xpath("./w:trPr/w:tblHeader") for table in written.tables for row in table.rows[:1]]
    assert all(heads)
    with zipfile.ZipFile(io.BytesIO(document(letter, DAY))) as parts:
        assert f'w:lang w:val="{language}-' in parts.read("word/styles.xml").decode()
        # Names of the template's own styles apart, no word of English is left in it.
        assert b"python-docx" not in parts.read("docProps/core.xml")
    assert document(letter, DAY) == document(letter, DAY)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_day_that_is_none_is_refused(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    assert main(["due", "--lang", language]) == 2
    assert "«tomorrow»" in capsys.readouterr().err


def test_markdown_marks_nothing_of_a_name() -> None:
    told = escaped("a | <b> *c* # d, @somebody")
    assert told == "a \\| &lt;b\\> \\*c\\* \\# d, @\u2060somebody", "and calls nobody"


@demonstrated
def test_as_a_program_in_a_narrow_console(sealed_tree: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONIOENCODING": "cp866"}
    ran = subprocess.run(
        [sys.executable, "-m", "citystrategy.tools", "due", "semey", "--lang", "kk"],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.decode().startswith("Индикаторлардың мәндерін ұсыну мерзімдері")
    assert NO_BREAK_SPACE in ran.stdout.decode()
