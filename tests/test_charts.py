"""Charts: what is drawn, without words, small, and kept by content."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from citystrategy.charts import charts, drawing, ticks
from citystrategy.method.plan import timeline
from citystrategy.method.progress import progress
from citystrategy.model import Actual, Indicator
from test_monitoring import BOTH, actual, indicator, revision

REVISIONS = (revision(22, None, date(2023, 1, 1)), revision(23, None, date(2024, 1, 1)))
PLAN = [(2020, 20.0), (2025, 30.0), (2030, 40.0), (2050, 80.0)]


def observed(**more: object) -> Actual:
    return Actual.model_validate({"indicator": "one", "value": 25, "source": "s", **more})


def chart(actuals: dict[int, Actual]) -> charts.Chart:
    found = charts.chart(progress(timeline(indicator(PLAN, "higher")), actuals, date(2026, 1, 1)))
    assert found
    return found


def observed_rows(actuals: dict[int, Actual]) -> list[charts.Row]:
    return [row for row in chart(actuals).rows if row["kind"] in charts.OBSERVED]


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
    one = timeline(indicator(PLAN, "higher", kind="index", edition="2021"))
    actuals = {2021: observed(), 2022: observed(edition="2022"), 2023: observed(edition="2022")}
    found = charts.chart(progress(one, actuals, date(2026, 1, 1)))
    assert found
    rows = [row for row in found.rows if row["kind"] in charts.OBSERVED]
    assert [(row["kind"], row["segment"]) for row in rows] == [("actual", 0), ("other", 1), ("other", 1)]


def test_a_break_is_marked_in_its_year() -> None:
    rows = chart({2020: observed(), 2021: observed(**{"break": BOTH})}).rows
    assert [row["year"] for row in rows if row["kind"] == "break"] == [2021]


def test_replaced_values_are_marked_and_not_joined() -> None:
    rows = chart({2021: observed(revisions=REVISIONS)}).rows
    found = [row for row in rows if row["kind"] == "revised"]
    assert [(row["year"], row["value"]) for row in found] == [(2021, 22), (2021, 23)]
    assert all("segment" not in row for row in found)


def test_values_of_years_to_come_are_not_drawn() -> None:
    assert [row["year"] for row in observed_rows({2025: observed(), 2027: observed()})] == [2025]


def of(one: Indicator, actuals: dict[int, Actual] | None = None, large: bool = False) -> charts.Chart:
    found = charts.chart(progress(timeline(one), actuals or {}, date(2026, 1, 1)))
    assert found
    return charts.large(found) if large else found


def test_a_range_is_a_bar_inside_a_corridor() -> None:
    reach = {"low": 40, "high": 60}
    found = of(indicator([(2020, 10), (2030, reach), (2040, reach)], "within"))
    assert found.shape == "path"
    assert [row for row in found.rows if row["kind"] == "range"] == [
        {"kind": "range", "year": year, "value": 40, "end": 60} for year in (2030, 2040)
    ]
    guides: dict[object, list[object]] = {}
    for row in found.rows:
        if row["kind"] == "guide":
            guides.setdefault(row["segment"], []).append((row["year"], row["value"]))
    # As far from the range on both sides as the baseline is; then the range itself.
    assert guides == {
        "low0": [(2020, 10), (2030, 40)],
        "high0": [(2020, 90), (2030, 60)],
        "low1": [(2030, 40), (2040, 40)],
        "high1": [(2030, 60), (2040, 60)],
    }


def test_steps_have_their_own_shape_and_places_on_the_axis() -> None:
    scale = indicator([(2020, "low"), (2030, "high")], "higher", kind="categories")
    found = of(scale, {2021: actual("middle")})
    assert found.shape == "steps"
    assert [row["value"] for row in found.rows if row["kind"] == "approved"] == [1, 3]
    assert [row["value"] for row in found.rows if row["kind"] == "actual"] == [2]
    answer = of(indicator([(2020, False), (2030, True)], "higher", kind="yes-no"))
    assert [row["value"] for row in answer.rows if row["kind"] == "approved"] == [0, 1]


def test_words_have_no_chart() -> None:
    one = indicator([(2020, "words"), (2030, "words")], "higher", kind="narrative")
    item = progress(timeline(one), {2021: actual("behind")}, date(2026, 1, 1))
    assert charts.chart(item) is None
    assert charts.marks(item) == ()


def test_the_legend_names_the_marks_that_are_there() -> None:
    actuals = {2020: observed(), 2021: observed(provisional=True), 2022: observed(method="other")}
    actuals[2023] = observed(revisions=REVISIONS, **{"break": BOTH})
    item = progress(timeline(indicator(PLAN, "higher")), actuals, date(2026, 1, 1))
    assert charts.marks(item) == ("approved", "guide", *charts.OBSERVED, "break")
    drawn = {str(row["kind"]) for row in chart(actuals).rows}
    assert drawn == set(charts.marks(item))


def test_large_and_small_show_the_same() -> None:
    one = indicator(PLAN, "higher")
    small, large = (of(one, {2021: observed()}, size) for size in (False, True))
    assert small.rows == large.rows
    assert (small.shape, large.shape) == ("path", "path-large")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("charts")


@pytest.fixture(scope="module")
def svg(cache: Path) -> str:
    actuals = {year: observed(value=20.123 + year % 7) for year in range(2010, 2024)}
    actuals[2024] = observed(provisional=True)
    actuals[2025] = observed(method="other")
    assert len(actuals) == 16
    return drawing.draw({"one": chart(actuals)}, cache)["one"]


def test_no_words(svg: str) -> None:
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert texts
    assert all(re.fullmatch(r"[\d\u00a0,\u2212]+", text) for text in texts)
    assert "aria-" not in svg
    assert "title" not in svg


EVERYTHING = {year: observed(value=20.123 + year % 7) for year in range(2006, 2026)}
"""Twenty values with every mark there is."""
EVERYTHING |= {2012: observed(**{"break": BOTH}), 2020: observed(value=24.321, revisions=REVISIONS)}
EVERYTHING |= {2024: observed(value=28, provisional=True), 2025: observed(value=29, method="other")}


@pytest.fixture(scope="module")
def shapes(cache: Path) -> dict[str, str]:
    """Every shape of an indicator, drawn with twenty values."""
    reach = {"low": 40, "high": 60}
    within = indicator([(2020, 10), *((year, reach) for year in range(2025, 2051, 5))], "within")
    scale = indicator([(2005, "low"), (2030, "high")], "higher", kind="categories")
    values = {year: actual(("low", "middle", "high")[year % 3]) for year in range(2006, 2026)}
    wanted = {"path": of(indicator(PLAN, "higher"), EVERYTHING), "within": of(within, EVERYTHING)}
    plain = {year: observed(value=20.123 + year % 7) for year in range(2006, 2026)}
    wanted |= {"plain": of(indicator(PLAN, "higher"), plain)}
    wanted |= {"path-large": of(indicator(PLAN, "higher"), EVERYTHING, large=True)}
    wanted |= {"steps": of(scale, values), "steps-large": of(scale, values, large=True)}
    return drawing.draw(wanted, cache)


NAMES = ("plain", "path", "within", "path-large", "steps", "steps-large")


@pytest.mark.parametrize("name", NAMES)
def test_no_shape_carries_words(shapes: dict[str, str], name: str) -> None:
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", shapes[name])
    assert texts
    assert all(re.fullmatch(r"[\d\u00a0,\u2212]+", text) for text in texts)


@pytest.mark.parametrize("name", NAMES)
def test_small(shapes: dict[str, str], name: str) -> None:
    assert len(shapes[name].encode()) < (5000 if name in ("plain", "steps") else 6000)


def test_steps_are_drawn_as_steps(shapes: dict[str, str]) -> None:
    """The guide of steps keeps the last step until the next year: it has a corner."""
    lines = re.findall(
        r'<path [^>]*d="(M[^"]+)"[^>]*stroke-dasharray|stroke-dasharray="5,4"[^>]*d="(M[^"]+)"',
        shapes["steps"],
    )
    corners = [next(filter(None, found)) for found in lines if re.search(r"[HVL].*[HVL]", "".join(found))]
    assert corners


def test_a_drawing_of_everything_has_every_form(shapes: dict[str, str]) -> None:
    colours = set(re.findall(r'(?:fill|stroke)="var\(--chart-([a-z]+)\)"', shapes["path"]))
    assert colours >= {"actual", "approved", "guide", "other", "break", "label", "grid"}
    forms = {re.sub(r"[\d.,-]", "", form) for form in re.findall(r' d="(M[^"]+)"', shapes["path"])}
    # Lines, and the marks: diamond, square, circle, cross.
    assert len(forms) >= 5


def test_colours_come_from_the_page(svg: str) -> None:
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none"}
    assert colours
    assert all(colour.startswith("var(--chart-") for colour in colours)


def test_kinds_are_told_apart_by_form(svg: str) -> None:
    """Diamonds, filled and open circles, a cross, a dashed and a solid line."""
    assert "stroke-dasharray" in svg
    shapes = {re.sub(r"[\d.,-]", "", shape) for shape in re.findall(r' d="(M[^"]+)"', svg)}
    assert len(shapes) >= 4


def test_kept_by_content(cache: Path, svg: str, monkeypatch: pytest.MonkeyPatch) -> None:
    actuals = {2021: observed()}
    first = drawing.draw({"two": chart(actuals)}, cache)
    made: list[object] = []
    monkeypatch.setattr(drawing, "convert", lambda one: made.append(one) or svg)
    assert drawing.draw({"again": chart(actuals)}, cache)["again"] == first["two"]
    assert made == []
    drawing.draw({"other": chart({2021: observed(value=26)})}, cache)
    assert len(made) == 1


def test_several_processes_draw_the_same(cache: Path, tmp_path: Path) -> None:
    wanted = {str(value): chart({2021: observed(value=value)}) for value in range(20)}
    several = drawing.draw(wanted, tmp_path / "several", workers=2)
    assert several == drawing.draw(wanted, tmp_path / "one", workers=1)
    assert len(set(several.values())) == 20


def labels(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


@pytest.mark.parametrize("places", [(1, 1), (1, 2), (3, 5), (3, 6), (57, 61), (57, 64), (57, 65), (1, 12)])
def test_a_rank_axis_has_no_halves(tmp_path: Path, places: tuple[int, int]) -> None:
    one = indicator([(2020, places[0]), (2030, places[1])], "lower", kind="rank", decimals=0)
    drawn = drawing.draw({"one": of(one)}, tmp_path)["one"]
    assert all(label.isdecimal() for label in labels(drawn))


def test_steps_are_labelled_once(tmp_path: Path) -> None:
    answer = of(indicator([(2020, False), (2030, True)], "higher", kind="yes-no"))
    found = labels(drawing.draw({"one": answer}, tmp_path)["one"])
    assert [label for label in found if len(label) == 1] == ["0", "1"]


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
    tmp_path: Path, first: int, last: int, labelled: list[int]
) -> None:
    assert ticks.years(first, last) == labelled
    drawn = of(indicator([(first, 20.0), (last, 30.0)], "higher"))
    svg = drawing.draw({"one": drawn}, tmp_path)["one"]
    found = re.findall(r'<text[^>]*transform="translate\(([\d.]+),[\d.]+\)"[^>]*>(\d{4})</text>', svg)
    assert [int(label) for _, label in found] == labelled
    # Four digits of 11 pixels are 25 wide.
    assert all(float(after) - float(before) > 30 for (before, _), (after, _) in pairwise(found))


def test_no_label_is_finer_than_the_values() -> None:
    assert ticks.values(4.39, 4.41, 2) == [4.39, 4.4, 4.41]
    assert ticks.values(0.28, 0.29, 2) == [0.28, 0.29]
    assert ticks.values(3, 11, 0) is None
