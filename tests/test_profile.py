"""The profile of a city: its series as charts and tables, interrupted where they have to be."""

import re
from pathlib import Path
from typing import Any

import pytest
from citystrategy.charts import charts, drawing
from citystrategy.facts.profile import profile
from citystrategy.model import Point, Series
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from conftest import ROOT, demonstrated
from page_tables import tables, text

pytestmark = demonstrated

TREE, _ = load(ROOT)
SOURCES = {source.id: source for source in TREE.sources}
BROKEN = {"kk": "Қайта есептелді.", "ru": "Пересчитано."}


def points(*found: Any) -> tuple[Point, ...]:
    """Points of years and values; a third part makes a break."""
    made = []
    for year, value, *broken in found:
        more = {"break": BROKEN} if broken else {}
        made.append(Point.model_validate({"year": year, "value": value, "source": "s", **more}))
    return tuple(made)


def series(*found: Any) -> Series:
    both = {"kk": "x", "ru": "x"}
    about = {"id": "population", "unit": both, "decimals": 0, "territory": "city"}
    return Series.model_validate({**about, "values": points(*found)})


def segments(*found: Any) -> dict[object, object]:
    drawn = charts.series(series(*found))
    assert drawn
    return {row["year"]: row["segment"] for row in drawn.rows if "segment" in row}


def test_neighbouring_years_are_joined() -> None:
    assert segments((2020, 1.0), (2021, 2.0), (2022, 3.0)) == {2020: 0, 2021: 0, 2022: 0}


def test_a_gap_is_not_drawn_through() -> None:
    assert segments((2020, 1.0), (2022, 2.0), (2023, 3.0)) == {2020: 0, 2022: 1, 2023: 1}


def test_a_break_is_not_drawn_through_and_is_marked(tmp_path: Path) -> None:
    found = ((2020, 1.0), (2021, 2.0), (2022, 9.0, "break"), (2023, 10.0))
    assert segments(*found) == {2020: 0, 2021: 0, 2022: 1, 2023: 1}
    drawn = charts.series(series(*found))
    assert drawn and [row["year"] for row in drawn.rows if row["kind"] == "break"] == [2022]
    svg = drawing.draw({"one": drawn}, tmp_path)["one"]
    lines = re.findall(r'<path[^>]* d="([^"]+)"', svg)
    # Two lines, each through its own two years: none goes from 2021 to 2022.
    joined = [line for line in lines if re.fullmatch(r"M[\d.,-]+L[\d.,-]+", line)]
    assert len(joined) == 2
    assert 'stroke="var(--chart-break)"' in svg and 'stroke-dasharray="1,3"' in svg


def test_a_single_value_needs_no_chart() -> None:
    assert charts.series(series((2020, 1.0))) is None


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_series_of_the_methodology_is_shown_or_told_absent(language: str) -> None:
    for folder in TREE.strategies:
        page = profile(folder, SOURCES, words_in(language))
        assert [section.about for section in page.sections] == list(folder.methodology.profile_series)
        own = folder.profile.series if folder.profile else ()
        assert {section.series.id for section in page.sections if section.series} == {one.id for one in own}
        numbers = {row.source for section in page.sections for row in section.rows}
        assert numbers == set(range(1, len(page.sources) + 1))


@pytest.mark.parametrize(
    ("language", "sentence", "missing", "absent"),
    [
        (
            "",
            "2022 жылы қатар үзіледі. 2021 жылғы халық санағынан",
            "Мәні жоқ жылдар: 2023.",
            "бұл қатар жоқ",
        ),
        (
            "ru/",
            "В 2022 году ряд прерывается. После переписи 2021",
            "Годы без значений: 2023.",
            "ряда в профиле",
        ),
    ],
)
def test_the_page_tells_breaks_gaps_and_what_is_absent(
    site: Path, language: str, sentence: str, missing: str, absent: str
) -> None:
    html = (site / f"{language}astana/profile/index.html").read_text("utf-8")
    said = text(html)
    assert sentence in said and missing in said and absent in said
    population = tables(html)[0]
    assert population[1][:2] == ["2015", "852 803"]
    assert [row[0] for row in population[1:] if row[0]] == [str(year) for year in range(2015, 2027)]
    places = {row[2] for table in tables(html) for row in table[1:] if row[0]}
    assert places == {str(number) for number in range(1, len(places) + 1)}
    assert html.count("<svg") >= 5
    assert f'href="{"../" if language else ""}' in html


@pytest.mark.parametrize(
    ("language", "words"),
    [("", "қаланың емес, елдің мәндері"), ("ru/", "значения по стране, а не по городу")],
)
def test_a_series_of_the_country_says_so(site: Path, language: str, words: str) -> None:
    html = (site / f"{language}astana/profile/index.html").read_text("utf-8")
    section = re.search(r"<section class=\"sec[^>]* id=\"maternal-mortality\">.*?</section>", html, re.DOTALL)
    assert section and words in section[0]
    assert words not in re.sub(re.escape(section[0]), "", html)


@pytest.mark.parametrize("language", ["", "ru/"])
@pytest.mark.parametrize("slug", [folder.city.slug for folder in TREE.strategies])
def test_the_profile_is_one_click_from_the_city(site: Path, slug: str, language: str) -> None:
    html = (site / f"{language}{slug}/index.html").read_text("utf-8")
    assert html.count('href="profile/"') >= 2  # from the text and from the navigation
