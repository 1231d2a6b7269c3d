"""The page of the method: its numbers and examples are those of the code that assesses the cities."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from citystrategy.facts import examples, method, sentences
from citystrategy.markdown.parser import BRACES
from citystrategy.method import position
from citystrategy.method.assessment import STATUSES, VERDICTS
from citystrategy.model import Kind
from citystrategy.words.words import LANGUAGES, words_in

ROOT = Path(__file__).parent.parent
OVERRIDES = ROOT / "overrides"
KAZAKH, RUSSIAN = words_in("kk"), words_in("ru")


def text(code: str) -> str:
    return (ROOT / f"docs/method.{code}.md").read_text("utf-8")


def lines(shown: method.MethodPage) -> Iterator[method.MethodRow]:
    yield from (*shown.statuses, *shown.verdicts, *shown.kinds)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_part_and_number_of_the_page_is_known(code: str) -> None:
    shown = method.method(words_in(code))
    for braces in BRACES.finditer(text(code)):
        name = braces[0][2:-2].strip()
        assert name in shown.numbers or (OVERRIDES / f"method/{name}.html").is_file(), name
    used = {braces[0][2:-2].strip() for braces in BRACES.finditer(text(code))}
    assert used >= {path.stem for path in (OVERRIDES / "method").iterdir()}


def test_both_languages_have_the_same_parts() -> None:
    kazakh, russian = (
        re.findall(r"^(?:#+ .*(\{#[a-z-]+\})|(\{\{.*\}\}))$", text(code), re.M) for code in LANGUAGES
    )
    assert kazakh == russian
    assert len(kazakh) > 15


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_threshold_is_typed(code: str) -> None:
    """What the code decides is put in by the code."""
    for typed in ("60 %", "60 пайыз", "0,6", "0,05", "0,5"):
        assert typed not in text(code)
        assert typed not in str(words_in(code).words["method"])


def test_every_status_verdict_and_kind_has_an_example_of_itself() -> None:
    shown = method.method(KAZAKH)
    assert tuple(line.id for line in shown.statuses) == STATUSES
    assert tuple(line.id for line in shown.verdicts) == VERDICTS
    assert all(line.status == line.id for line in (*shown.statuses, *shown.verdicts))
    # A percentage and an index are assessed as numbers are; ranges and levels are of no kind of their own.
    kinds = {line.id for line in shown.kinds} - {"range", "held"} | {"percent", "index"}
    assert kinds == set(get_args(Kind))
    assert all(line.sentences for line in lines(shown))


def test_the_example_shows_every_mark_but_another_definition() -> None:
    item = examples.example()
    assert set(method.method(RUSSIAN).example.kinds) == {
        "approved",
        "guide",
        "actual",
        "provisional",
        "revised",
        "break",
    }
    assert item.gaps == (2017,)
    shown = method.method(RUSSIAN).plot
    assert shown and {label.text.split(",")[0] for label in shown.labels if label.key == "today"} == {
        "дата оценки"
    }
    assert item.pace is not None and item.pace.actual is not None


def test_the_revised_year_was_known_otherwise_then() -> None:
    known = {state.year: state for state in method.method(RUSSIAN).known}
    now = {assessment.year: assessment.status for assessment in examples.example().assessments}
    assert (known[2019].value, known[2019].status, now[2019]) == ("28,0", "on-path", "behind")


def test_the_page_follows_the_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    before = method.method(RUSSIAN)
    for module in (position, sentences, examples, method):
        monkeypatch.setattr(module, "NEAR", Fraction(1))
    after = method.method(RUSSIAN)
    assert (before.numbers["near"], after.numbers["near"]) == ("2", "1")
    assert all(line.status == line.id for line in after.statuses)
    told = [" ".join(shown.statuses[1].sentences) for shown in (before, after)]
    assert "Отставание от плана – 1,0" in told[0]
    assert "Отставание от плана – 0,5" in told[1]


def test_the_page_follows_the_rule_of_the_tolerance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(method, "tolerance", lambda one: Fraction(1, 10**one.decimals))
    assert method.numbers()["tolerance-tenths"] == "0,10"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_built_page_shows_them(site: Path, code: str) -> None:
    html = (site / ("" if code == "kk" else code) / "method/index.html").read_text("utf-8")
    words = words_in(code)
    shown = method.method(words)
    assert "{{" not in html
    assert "<svg" in html
    for line in lines(shown):
        for sentence in line.sentences:
            assert sentence.replace("&", "&amp;").replace("<", "&lt;") in html
    assert words("method.mark", date=words.date(examples.DAY)) in html
    assert all(f">{words(f'status.{status}')}<" in html for status in STATUSES)
    assert all(f">{words(f'verdict.{verdict}')}<" in html for verdict in VERDICTS)
    assert f"{shown.numbers['near']}" in html
