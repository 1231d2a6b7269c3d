"""Charts: what is drawn, without words, small, and kept by content."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from citystrategy.charts import charts, drawing, ticks
from citystrategy.method.plan import timeline
from citystrategy.method.progress import progress
from citystrategy.model import Actual, Indicator, Series
from test_monitoring import BOTH, actual, indicator, revision

REVISIONS = (revision(22, None, date(2023, 1, 1)), revision(23, None, date(2024, 1, 1)))
PLAN = [(2020, 20.0), (2025, 30.0), (2030, 40.0), (2050, 80.0)]


def observed(**more: object) -> Actual:
    return Actual.model_validate({"indicator": "one", "value": 25, "source": "s", **more})


def content(actuals: dict[int, Actual]) -> list[charts.Row]:
    return of(indicator(PLAN, "higher"), actuals)


def observed_rows(actuals: dict[int, Actual]) -> list[charts.Row]:
    return [row for row in content(actuals) if row["kind"] in charts.OBSERVED]


def segments(actuals: dict[int, Actual]) -> list[object]:
    return [row["segment"] for row in observed_rows(actuals)]


def test_neighbouring_years_are_joined() -> None:
    assert segments({2020: observed(), 2021: observed(), 2022: observed()}) == [0, 0, 0]


def test_a_gap_is_not_drawn_through() -> None:
    assert segments({2020: observed(), 2022: observed(), 2023: observed()}) == [0, 1, 1]


def test_a_break_is_not_drawn_through() -> None:
    assert segments({2020: observed(), 2021: observed(**{"break": BOTH}), 2022: observed()}) == [0, 1, 1]


def test_another_definition_is_not_drawn_through_and_marked() -> None:
    actuals = {2020: observed(), 2021: observed(method="other"), 2022: observed(provisional=True)}
    assert segments(actuals) == [0, 1, 2]
    kinds = [row["kind"] for row in observed_rows(actuals)]
    assert kinds == ["actual", "other", "provisional"]


def test_another_edition_of_an_index_is_not_drawn_through_and_marked() -> None:
    plans = timeline(indicator(PLAN, "higher", kind="index", edition="2021"))
    actuals = {2021: observed(), 2022: observed(edition="2022"), 2023: observed(edition="2022")}
    drawn = charts.content(progress(plans, actuals, date(2026, 1, 1)))
    rows = [row for row in drawn if row["kind"] in charts.OBSERVED]
    assert [(row["kind"], row["segment"]) for row in rows] == [("actual", 0), ("other", 1), ("other", 1)]


def test_a_break_is_marked_in_its_year() -> None:
    rows = content({2020: observed(), 2021: observed(**{"break": BOTH})})
    assert [row["year"] for row in rows if row["kind"] == "break"] == [2021]


def test_replaced_values_are_marked_and_not_joined() -> None:
    rows = content({2021: observed(revisions=REVISIONS)})
    found = [row for row in rows if row["kind"] == "revised"]
    assert [(row["year"], row["value"]) for row in found] == [(2021, 22), (2021, 23)]
    assert all("segment" not in row for row in found)


def test_values_of_years_to_come_are_not_drawn() -> None:
    assert [row["year"] for row in observed_rows({2025: observed(), 2027: observed()})] == [2025]


def of(indicator: Indicator, actuals: dict[int, Actual] | None = None) -> list[charts.Row]:
    return charts.content(progress(timeline(indicator), actuals or {}, date(2026, 1, 1)))


def test_a_range_is_a_bar_inside_a_corridor() -> None:
    reach = {"low": 40, "high": 60}
    drawn = of(indicator([(2020, 10), (2030, reach), (2040, reach)], "within"))
    assert [row for row in drawn if row["kind"] == "range"] == [
        {"kind": "range", "year": year, "value": 40, "end": 60} for year in (2030, 2040)
    ]
    corners: dict[object, list[object]] = {}
    for row in drawn:
        if row["kind"] == "corridor":
            corners.setdefault(row["segment"], []).append((row["year"], row["value"]))
    # As far from the range on both sides as the baseline is; then the range itself.
    assert corners == {
        0: [(2020, 10), (2030, 40), (2030, 60), (2020, 90)],
        1: [(2030, 40), (2040, 40), (2040, 60), (2030, 60)],
    }


def test_steps_have_places_on_the_axis() -> None:
    scale = indicator([(2020, "low"), (2030, "high")], "higher", kind="categories")
    drawn = of(scale, {2021: actual("middle")})
    assert [row["value"] for row in drawn if row["kind"] == "approved"] == [1, 3]
    assert [row["value"] for row in drawn if row["kind"] == "actual"] == [2]
    answer = of(indicator([(2020, False), (2030, True)], "higher", kind="yes-no"))
    assert [row["value"] for row in answer if row["kind"] == "approved"] == [0, 1]


def test_words_are_not_drawn() -> None:
    one = indicator([(2020, "words"), (2030, "words")], "higher", kind="narrative")
    assessed = progress(timeline(one), {2021: actual("behind")}, date(2026, 1, 1))
    assert charts.content(assessed) == []
    assert charts.marks(assessed) == ()


def test_the_legend_names_the_marks_that_are_there() -> None:
    actuals = {2020: observed(), 2021: observed(provisional=True), 2022: observed(method="other")}
    actuals[2023] = observed(revisions=REVISIONS, **{"break": BOTH})
    assessed = progress(timeline(indicator(PLAN, "higher")), actuals, date(2026, 1, 1))
    assert charts.marks(assessed) == ("approved", "guide", *charts.OBSERVED, "break")
    drawn = {str(row["kind"]) for row in content(actuals)}
    assert drawn == set(charts.marks(assessed))


def series(*values: float, **marked: object) -> charts.Chart:
    """Values of years from 2006; the marks belong to the last one."""
    points = [{"year": 2006 + place, "value": value, "source": "s"} for place, value in enumerate(values)]
    points[-1] |= marked
    about = {"id": "population", "unit": BOTH, "decimals": 3, "territory": "city"}
    chart = charts.series(Series.model_validate({**about, "values": tuple(points)}))
    assert chart
    return chart


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("charts")


TWENTY = [20.123 + year % 7 for year in range(20)]


@pytest.fixture(scope="module")
def svg(cache: Path) -> str:
    return drawing.draw({"one": series(*TWENTY, provisional=True, **{"break": BOTH})}, cache)["one"]


def test_no_words(svg: str) -> None:
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert texts
    assert all(re.fullmatch(r"[\d\u00a0,\u2212]+", text) for text in texts)
    assert "aria-" not in svg
    assert "title" not in svg


def test_small(svg: str) -> None:
    assert len(svg.encode()) < 5000


def test_colours_come_from_the_page(svg: str) -> None:
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none"}
    assert {colour for colour in colours if not colour.startswith("var(--chart-")} == set()
    assert {re.sub(r"var\(--chart-|\)", "", colour) for colour in colours} == {
        "actual",
        "break",
        "label",
        "grid",
    }


def test_kinds_are_told_apart_by_form(svg: str) -> None:
    """A filled circle and an open one, a solid line and a dotted one."""
    assert "stroke-dasharray" in svg
    assert 'fill="var(--chart-actual)"' in svg and 'stroke="var(--chart-actual)"' in svg


def test_kept_by_content(cache: Path, svg: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawing.draw({"two": series(1, 2)}, cache)
    made: list[object] = []
    monkeypatch.setattr(drawing, "convert", lambda one: made.append(one) or svg)
    assert drawing.draw({"again": series(1, 2)}, cache)["again"] == first["two"]
    assert made == []
    drawing.draw({"other": series(1, 3)}, cache)
    assert len(made) == 1


def test_several_processes_draw_the_same(tmp_path: Path) -> None:
    wanted = {str(value): series(0, value) for value in range(1, 21)}
    several = drawing.draw(wanted, tmp_path / "several", workers=2)
    assert several == drawing.draw(wanted, tmp_path / "one", workers=1)
    assert len(set(several.values())) == 20


@pytest.mark.parametrize(
    ("first", "last", "labelled"),
    [
        (2021, 2021, [2021]),
        (2021, 2022, [2021, 2022]),
        (2015, 2024, list(range(2015, 2025))),
        (2013, 2025, [2013, *range(2016, 2024, 2), 2025]),
        (2006, 2050, [2006, *range(2015, 2050, 5), 2050]),
        (2022, 2050, [2022, *range(2025, 2051, 5)]),
        (2015, 2025, list(range(2015, 2026))),
        (2005, 2050, list(range(2005, 2051, 5))),
    ],
)
def test_first_and_last_year_are_labelled_and_all_where_few(
    first: int, last: int, labelled: list[int]
) -> None:
    assert ticks.years(first, last) == labelled


def test_labelled_years_do_not_touch(tmp_path: Path) -> None:
    for count in (2, 10, 13, 20):
        svg = drawing.draw({"one": series(*TWENTY[:count])}, tmp_path)["one"]
        matches = re.findall(r'<text[^>]*transform="translate\(([\d.]+),[\d.]+\)"[^>]*>(\d{4})</text>', svg)
        assert len(matches) > 1
        # Four digits of 11 pixels are 25 wide.
        assert all(float(after) - float(before) > 30 for (before, _), (after, _) in pairwise(matches))


def test_no_label_is_finer_than_the_values() -> None:
    assert ticks.values(4.39, 4.41, 2) == [4.39, 4.4, 4.41]
    assert ticks.values(0.28, 0.29, 2) == [0.28, 0.29]
    assert ticks.values(3, 11, 0) is None
