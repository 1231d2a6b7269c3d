"""The ways around a page: each says where the reader is, in both languages, and one of them at most."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from citystrategy.method.standing import standing_on
from citystrategy.outputs import frame
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from conftest import ROOT, demonstrated

pytestmark = demonstrated

STRATEGIES = load(ROOT)[0].strategies
if not STRATEGIES:
    pytest.skip("the demonstrations were removed", allow_module_level=True)
STRATEGY = STRATEGIES[0]
STANDING = standing_on(STRATEGY, date(2026, 11, 28))
ROOTS = [("kk", ""), ("ru", "ru/")]


def current(ways: list[frame.Way]) -> list[tuple[str, str]]:
    return [(way.address, way.current) for way in ways if way.current]


@pytest.mark.parametrize(("language", "root"), ROOTS)
@pytest.mark.parametrize(
    ("here", "of_city", "section"),
    [
        ("", False, ("", "page")),
        ("compare/", False, ("compare/", "page")),
        ("compare/neet/", False, ("compare/", "true")),
        ("astana/calendar/", True, ("", "true")),
        ("editors/", False, None),
    ],
)
def test_sections(
    language: str, root: str, here: str, of_city: bool, section: tuple[str, str] | None
) -> None:
    standing = STANDING if of_city else None
    ways = list(frame.sections(root + here, root, standing, words_in(language)))
    assert current(ways) == ([] if section is None else [(root + section[0], section[1])])
    assert len({way.title for way in ways}) == len(frame.SECTIONS)


@pytest.mark.parametrize(("language", "root"), ROOTS)
@pytest.mark.parametrize(
    ("here", "tab"),
    [
        ("", ("", "page")),
        ("monitoring/", ("monitoring/", "page")),
        ("indicators/neet/", ("monitoring/", "true")),
        ("current-state/", ("current-state/", "page")),
        ("vision/", ("current-state/", "true")),
        ("conformity/", ("conformity/", "page")),
    ],
)
def test_tabs(language: str, root: str, here: str, tab: tuple[str, str]) -> None:
    home = f"{root}{STRATEGY.city.slug}/"
    ways = list(frame.tabs(home + here, root, STRATEGY, words_in(language)))
    assert current(ways) == [(home + tab[0], tab[1])]
    assert len(ways) == 6, "editions only where there are any"


def test_chapters_and_pages_about_the_site() -> None:
    ways = list(frame.chapters("ru/astana/vision/", "ru/", STRATEGY, words_in("ru")))
    assert current(ways) == [("ru/astana/vision/", "page")]
    assert [way.title.split(".")[0] for way in ways] == [str(number) for number in range(1, 11)]
    entries = [SimpleNamespace(title="A &amp; B", url="about/"), SimpleNamespace(title="C", url="method/")]
    assert list(frame.listed("method/", entries)) == [
        frame.Way("A & B", "about/", ""),
        frame.Way("C", "method/", "page"),
    ]


@pytest.mark.parametrize(
    ("in_section", "way"), [(True, ["", "compare/"]), (False, ["", "about/", "compare/"])]
)
def test_a_group_of_the_navigation_is_no_step_to_a_section_of_the_site(
    in_section: bool, way: list[str]
) -> None:
    words = words_in("kk")
    comparison = SimpleNamespace(title="Салыстыру", url="compare/", children=None)
    first = SimpleNamespace(title="Сайт туралы", url="about/", children=None)
    group = SimpleNamespace(title=words("site.about"), url="", children=[first, comparison])
    home = SimpleNamespace(title="Басты бет", url="")
    ways = frame.path("compare/neet/", home, [comparison, group], in_section, words)
    assert [step.address for step in ways] == way


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_page_stands_twice_in_the_navigation(site: Path, language: str) -> None:
    prefix = "" if language == "kk" else "ru/"
    for page in ("editors", "astana/vision"):
        html = (site / f"{prefix}{page}/index.html").read_text("utf-8")
        rail = re.search(r'<nav class="rail".*?</nav>', html, re.DOTALL)
        assert rail
        addresses = re.findall(r'href="([^#"]+)"', rail[0])
        assert len(addresses) > 8
        assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize(
    ("day", "shown"),
    [(date(2019, 1, 1), "0.0%"), (date(2035, 7, 2), "50.0%"), (date(2051, 1, 1), "100.0%")],
)
def test_the_ruler(day: date, shown: str) -> None:
    assert frame.ruler(day) == shown
