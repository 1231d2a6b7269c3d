"""Charts: what is drawn, without words, small, and kept by content."""

import re
from datetime import date
from pathlib import Path

import pytest
from citystrategy.charts import charts, drawing
from citystrategy.model import Actual
from citystrategy.monitoring.plan import timeline
from citystrategy.monitoring.progress import progress
from test_monitoring import BOTH, indicator

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


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("charts")


@pytest.fixture(scope="module")
def svg(cache: Path) -> str:
    actuals = {year: observed(value=20.123 + year % 7) for year in range(2010, 2024)}
    actuals[2024] = observed(provisional=True)
    actuals[2025] = observed(method="other")
    return drawing.draw({"one": chart(actuals)}, cache)["one"]


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
