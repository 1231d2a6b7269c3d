"""The guides: every example in them is valid, the same in both languages, and every code is known."""

import re
from pathlib import Path
from typing import Any

import guide_pictures
import pytest
import yaml
from citystrategy.checks import kinds, observed
from citystrategy.markdown import dialect
from citystrategy.markdown.document import ParsedText
from citystrategy.markdown.links import picture_file
from citystrategy.markdown.publish import PublishedText, publish
from citystrategy.model import Actual, Actuals, Benchmark, Bilingual, Indicator, Redirects, Source, Strategy
from citystrategy.reading.load import load
from citystrategy.reading.source import read_yaml
from citystrategy.words.words import LANGUAGES
from pydantic import BaseModel, ValidationError
from test_chapter import Bare
from test_monitoring import BOTH, indicator

ROOT = Path(__file__).parent.parent
GUIDES = ("editors", "monitoring-staff", "new-city", "new-edition", "operators", "formats")
NAMED = {
    "smart-city-rank": indicator([(2020, 80), (2030, 50)], "lower", kind="rank", decimals=0),
    "centre-renewal": indicator([(2020, "words"), (2030, "words")], "higher", kind="narrative"),
}
"""Indicators of other kinds than numbers that the examples name."""


def examples(guide: str, code: str) -> list[str]:
    text = (ROOT / f"docs/{guide}.{code}.md").read_text("utf-8")
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.M | re.S)


class Pictured(Bare):
    """A text with one picture."""

    def picture(self, name: str) -> tuple[str, int, int] | None:
        return f"../images/{picture_file(name, 'kk')}", 8, 6


ALL = [
    pytest.param(text, id=f"{guide}-{code}-{place}")
    for guide in GUIDES
    for code in LANGUAGES
    for place, text in enumerate(examples(guide, code))
]


def parsed(folder: Path, text: str) -> Any:
    """The data of an example, as the program reads it from a file."""
    whole = f"items:\n{text}" if text.lstrip().startswith("- ") else text
    (folder / "example.yml").write_text(whole, "utf-8")
    document, problems = read_yaml(folder, folder / "example.yml")
    assert problems == []
    assert document is not None
    return document.data


def fits(model: type[BaseModel], data: Any) -> Any:
    """A part of a file as its model; what an example leaves out does not count."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = [detail for detail in error.errors() if detail["type"] != "missing"]
        assert wrong == []
        return None


def check_indicator(data: dict[str, Any]) -> None:
    """The keys that depend on the kind, put into an indicator that has all others."""
    whole = {key: value for key, value in indicator([(2020, 1.0)]).model_dump().items() if key != "targets"}
    more = {"baseline": {"absent": BOTH}, "targets": (), "categories": ()}
    made = Indicator.model_validate({**whole, **more, **data})
    problems = list(kinds.form("x", made))
    for target in made.targets:
        problems += kinds.fits("x", 1, made, target.year, target.value, target=True)
    if made.baseline and made.baseline.year and made.baseline.value is not None:
        problems += kinds.fits("x", 1, made, made.baseline.year, made.baseline.value)
    assert problems == []


def check_actual(year: int, actual: Actual) -> None:
    known = NAMED.get(actual.indicator, indicator([(2020, 1.0), (2030, 2.0)]))
    assert list(observed.observed("x", year, known, actual)) == []


def test_there_are_examples() -> None:
    assert len(ALL) >= 2 * 15


@pytest.mark.parametrize("text", ALL)
def test_every_example_is_valid(text: str, tmp_path: Path) -> None:
    data = parsed(tmp_path, text)
    for item in data.get("items", ()):
        if "indicator" in item:
            check_actual(2025, fits(Actual, item))
        else:
            assert fits(Source, item) is not None
    if "values" in data:
        year = fits(Actuals, data)
        for one in year.values:
            check_actual(year.year, one)
    elif "places" in str(data):
        assert fits(Benchmark, data) is not None
    elif "redirects" in data:
        assert fits(Redirects, data) is not None
    elif data.keys() & Indicator.model_fields.keys() - {"name"}:
        check_indicator(dict(data))
    elif data.keys() == {"name"}:
        assert fits(Bilingual, data["name"]) is not None
    elif "items" not in data:
        fits(Strategy, data)


@pytest.mark.parametrize("guide", GUIDES)
def test_examples_are_the_same_in_both_languages(guide: str) -> None:
    kazakh, russian = ([yaml.safe_load(text) for text in examples(guide, code)] for code in LANGUAGES)
    assert kazakh == russian


@pytest.mark.parametrize("guide", GUIDES)
def test_the_same_headings_in_both_languages(guide: str) -> None:
    kazakh, russian = (
        re.findall(r"^(#+) .*(\{#[a-z-]+\})$", (ROOT / f"docs/{guide}.{code}.md").read_text("utf-8"), re.M)
        for code in LANGUAGES
    )
    assert kazakh == russian


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_is_known(code: str) -> None:
    formats, staff = (
        (ROOT / f"docs/{guide}.{code}.md").read_text("utf-8") for guide in ("formats", "monitoring-staff")
    )
    for kind in ("number", "percent", "index", "rank", "yes-no", "categories", "narrative"):
        assert f"`{kind}`" in formats
        assert f"`{kind}`" in staff


def test_pictures_weigh_little() -> None:
    heavy = {path.name for path in (ROOT / "docs/images").glob("*.??.png") if path.stat().st_size > 60_000}
    assert not heavy


def test_every_picture_is_named_by_a_guide_and_has_its_words() -> None:
    tree = load(ROOT)[0]
    named = {
        picture_file(mark.written, guide.language)
        for guide in tree.guides
        for part in guide.document.parts
        for mark in part.marks
        if mark.kind == "picture"
    }
    assert named == {*tree.pictures} - {"site.png"}
    assert named == {f"{name}.{code}.png" for name in guide_pictures.SHOTS for code in LANGUAGES}


def test_a_picture_has_its_size_and_its_words(tmp_path: Path) -> None:
    text = ParsedText("# A\n\n![What it *shows*](check.png)\n")
    assert not list(dialect.faults(text, code=True))
    html = publish([PublishedText(text)], Pictured()).html
    picture = '<img src="../images/check.kk.png" alt="What it shows" width="8" height="6" loading="lazy" />'
    assert picture in html


@pytest.mark.parametrize(
    "written",
    [
        "![](a.png)",
        "![a](../a.png)",
        "![a](a.svg)",
        '![a](a.png "t")',
        "a ![a](a.png)",
        "![a](https://e.org/a.png)",
    ],
)
def test_a_picture_of_another_form_is_refused(written: str) -> None:
    faults = dialect.faults(ParsedText(f"# A\n\n{written}\n"), code=True)
    assert "markup-image" in {fault.code for fault in faults}


def test_a_picture_that_cannot_be_read_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refused(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name == "check.kk.png":
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refused)
    tree, problems = load(ROOT)
    (problem,) = [problem for problem in problems if problem.path.endswith(".png")]
    assert (problem.path, problem.code) == ("docs/images/check.kk.png", "unreadable")
    assert "check.kk.png" not in tree.pictures
