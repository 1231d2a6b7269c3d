"""The row of an indicator: what stands where on the common axis of years, and what is left out."""

from datetime import date
from typing import Any

import pytest
from citystrategy.charts.rows import FIRST, LAST, RowChart, axis, moment, percent, row_chart
from citystrategy.method.plan import timeline
from citystrategy.method.progress import progress
from citystrategy.model import Range
from hypothesis import given
from hypothesis import strategies as st
from test_monitoring import BOTH, actual, indicator

TODAY = date(2026, 7, 2)
TARGETS = [(2020, 20.0), (2025, 30.0), (2050, 80.0)]


def row(values: dict[int, Any], targets: list[tuple[int, Any]] = TARGETS, better: str = "higher") -> RowChart:
    assessed = progress(timeline(indicator(targets, better)), values, TODAY)
    chart = row_chart(assessed, TODAY)
    assert chart
    return chart


def kinds(row: RowChart) -> list[str]:
    return [dot.kind for dot in row.dots]


def test_the_axis_and_today() -> None:
    assert [year for _, year in axis()] == list(range(2015, 2051, 5))
    assert moment(TODAY) == 2026
    assert percent(FIRST) < percent(2026) < percent(LAST)
    assert row({}).today == percent(2026)


def test_set_values_stand_on_one_line_and_the_last_value_is_marked() -> None:
    chart = row({2023: actual(24), 2024: actual(26), 2025: actual(31)})
    assert kinds(chart) == ["approved", "approved", "approved", "last"]
    assert len(chart.plan) == len(chart.seen) == 1
    assert chart.seen[0].count("L") == 2
    assert chart.verdicts == ((percent(2025), "met"),)
    low, high = (float(dot.y) for dot in (chart.dots[0], chart.dots[2]))
    assert high < low, "more is higher"


@pytest.mark.parametrize(
    ("values", "lines", "dots"),
    [
        ({2021: actual(22), 2023: actual(24)}, 0, ["actual", "last"]),
        ({2021: actual(22), 2022: actual(23), 2024: actual(26), 2025: actual(27)}, 2, ["last"]),
        ({2023: actual(24), 2024: actual(25, discontinuity=BOTH)}, 0, ["actual", "last"]),
        ({2023: actual(24), 2024: actual(25), 2025: actual(26, provisional=True)}, 1, ["provisional"]),
        ({FIRST - 2: actual(9), FIRST - 1: actual(9), 2025: actual(31)}, 0, ["last"]),
    ],
)
def test_no_line_leads_over_a_gap_or_a_break(values: dict[int, Any], lines: int, dots: list[str]) -> None:
    chart = row(values)
    assert len(chart.seen) == lines
    assert [kind for kind in kinds(chart) if kind != "approved"] == dots
    assert len(chart.breaks) == sum(one.discontinuity is not None for one in values.values())


def test_a_range_is_a_stroke() -> None:
    chart = row({2025: actual(4)}, [(2030, Range(low=3, high=5)), (2050, Range(low=2, high=4))], "within")
    assert [place for place, _, _ in chart.ranges] == [percent(2030), percent(2050)]
    assert all(float(high) < float(low) for _, high, low in chart.ranges)


def test_nothing_is_drawn_of_nothing() -> None:
    assessed = progress(timeline(indicator([], "higher")), {}, TODAY)
    assert row_chart(assessed, TODAY) is None


@given(st.dictionaries(st.integers(FIRST, 2026), st.integers(-1000, 1000), max_size=8), st.floats(-1e6, 1e6))
def test_every_mark_stands_within_its_row(values: dict[int, int], target: float) -> None:
    chart = row({year: actual(value) for year, value in values.items()}, [(2025, 1.0), (2050, target)])
    for dot in chart.dots:
        assert 0 <= float(dot.x.rstrip("%")) <= 100
        assert 0 <= float(dot.y) <= 60
