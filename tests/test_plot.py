"""The large chart of an indicator: what stands where, and what is said in it."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from citystrategy.charts.plot import BOTTOM, TOP, Plot, plot
from citystrategy.facts.plot_words import HIGH, LOW, MIDDLE, NARROW, PlotFacts, plot_facts
from citystrategy.method.plan import timeline
from citystrategy.method.progress import progress
from citystrategy.words.words import LANGUAGES, words_in
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from test_method_properties import ALL, DAYS, known_cases
from test_monitoring import BOTH, actual, indicator, revision

TODAY = date(2026, 7, 2)
PLAN = [(2020, 20.0), (2025, 30.0), (2030, 40.0), (2050, 80.0)]


def drawn(values: dict[int, Any], plan: list[tuple[int, Any]] = PLAN, **more: Any) -> Plot:
    chart = plot(progress(timeline(indicator(plan, **more)), values, TODAY), TODAY)
    assert chart
    return chart


def worded(values: dict[int, Any], code: str = "ru", plan: Any = PLAN, **more: Any) -> PlotFacts:
    assessed = progress(timeline(indicator(plan, **more)), values, TODAY)
    facts = plot_facts(assessed, TODAY, words_in(code))
    assert facts
    return facts


def said(facts: PlotFacts, layout: str) -> dict[str, list[str]]:
    """What a layout says, by key."""
    told: dict[str, list[str]] = {}
    for label in facts.labels:
        if label.layout in ("both", layout):
            more = label.more if layout == "wide" else ""
            told.setdefault(label.key, []).append(f"{label.text}{more}".replace("\u00a0", " "))
    return told


def test_the_axes_reach_over_all_that_is_drawn() -> None:
    chart = drawn({2012: actual(15), 2025: actual(31)})
    assert (chart.scale.first, chart.scale.last) == (2012, 2050)
    assert chart.values[0][1] <= 15 and chart.values[-1][1] >= 80
    assert (chart.values[0][0], chart.values[-1][0]) == (f"{BOTTOM}%", f"{TOP}%")
    assert [year.year for year in chart.years] == list(range(2015, 2051, 5))
    assert [year.year for year in chart.years if year.layout != "wide"] == [2020, 2030, 2040, 2050]
    assert [year.year for year in chart.years if not year.layout] == [2020, 2050]
    assert chart.years[-1].anchor == "end"


def test_years_that_were_due_and_have_no_value_are_shaded() -> None:
    chart = drawn({2022: actual(24), 2025: actual(31)})
    # 2021, and 2023 with 2024; the value of 2026 is not due yet.
    assert len(chart.gaps) == 2
    assert all(gap.owed for gap in chart.gaps)
    assert drawn({year: actual(20) for year in range(2021, 2026)}).gaps == ()
    gone = {"reason": "discontinued", "since": 2021, "explanation": BOTH}
    assert drawn({2019: actual(28)}, [], not_assessable=gone).gaps == ()


def test_what_no_day_owes_is_shaded_without_a_mark() -> None:
    unbound = replace(timeline(indicator(PLAN)), binding=False)
    chart = plot(progress(unbound, {2022: actual(24)}, TODAY), TODAY)
    assert chart and chart.gaps and not any(gap.owed for gap in chart.gaps)


def test_no_line_leads_over_a_gap_or_a_break() -> None:
    assert drawn({2021: actual(22), 2023: actual(24)}).seen == ()
    chart = drawn({2023: actual(24), 2024: actual(25, discontinuity=BOTH), 2025: actual(26)})
    assert len(chart.seen) == len(chart.breaks) == 1


def test_the_difference_leads_from_the_value_to_the_line() -> None:
    chart = drawn({2024: actual(29)})
    assert chart.difference
    seen, line = (float(place.rstrip("%")) for place in chart.difference[1:])
    assert seen == pytest.approx(chart.scale.down(29), abs=0.01)
    assert line == pytest.approx(chart.scale.down(28), abs=0.01)
    assert drawn({2024: actual(28)}).difference is None
    assert drawn({2018: actual(28)}).difference is None


@pytest.mark.parametrize(
    ("code", "latest", "today", "path"),
    [
        ("ru", "45,0 в 2025 году", "сегодня, 2 июля 2026 года", "расчетная линия, не утверждена"),
        ("kk", "2025 жылы 45,0", "бүгін, 2026 жылғы 2 шілде", "есептелген сызық, бекітілмеген"),
    ],
)
def test_what_is_named(code: str, latest: str, today: str, path: str) -> None:
    facts = worded({year: actual(20 + year - 2019) for year in range(2020, 2025)} | {2025: actual(45)}, code)
    wide, narrow = said(facts, "wide"), said(facts, "narrow")
    assert wide["latest"] == narrow["latest"] == [latest]
    assert wide["today"] == [today] and narrow["today"] == [today.split(",")[0]]
    assert wide["path"] == [path] and "path" not in narrow
    assert wide["difference"] == ["+15,0"] and "difference" not in narrow
    basis = words_in(code)("basis.illustrative")
    assert wide["set"] == [f"80,0, {basis}", f"40,0, {basis}", f"30,0, {basis}"]
    assert narrow["set"] == ["80,0", "40,0"]
    assert "unit" in wide


def test_odd_things_are_named() -> None:
    values = {2024: actual(25, discontinuity=BOTH), 2025: actual(26, revisions=(revision(60, None, TODAY),))}
    values[2026] = actual(45)
    wide = said(worded(values), "wide")
    assert wide["missed"] == ["не достигнуто: 26,0 вместо 30,0"]
    assert set(wide["odd"]) == {"разрыв ряда", "прежнее значение, пересмотрено"}


def test_only_the_uppermost_label_has_the_percent_sign() -> None:
    facts = worded({2025: actual(31)}, kind="percent")
    assert [text.endswith("%") for _, text in facts.values] == [False] * (len(facts.values) - 1) + [True]
    assert "unit" not in said(facts, "wide")


def test_steps_are_named_on_their_level() -> None:
    plan = [(2020, "low"), (2025, "middle"), (2050, "high")]
    facts = worded({2025: actual("low")}, plan=plan, kind="categories")
    assert len(said(facts, "wide")["step"]) == 3
    assert [text for _, text in facts.values] == ["1", "2", "3"]
    assert facts.plot.plan[0].count("H") == 2
    assert "set" not in said(facts, "wide")


def test_numbers_too_long_for_a_phone_take_no_room() -> None:
    facts = worded({2025: actual(1e15)}, plan=[(2020, 1e15), (2050, 9e15)])
    assert facts.values == () and facts.room == 0


@given(known_cases(*ALL), DAYS, st.sampled_from(LANGUAGES))
def test_every_standing_can_be_drawn(known: Any, day: date, code: str) -> None:
    case, values = known
    assessed = progress(timeline(case.indicator), values, day)
    facts = plot_facts(assessed, day, words_in(code))
    if facts is None:
        assert assessed.indicator.kind == "narrative" or not (assessed.points or assessed.observations)
        return
    for dot in facts.plot.dots:
        for place in (dot.x, dot.y):
            assert re.fullmatch(r"\d+(\.\d+)?%", place) and 0 <= float(place[:-1]) <= 100
    assert all("{" not in label.text + label.more and label.text for label in facts.labels)


def test_the_styles_have_the_widths_and_heights_that_labels_were_placed_for() -> None:
    styles = (ROOT / "overrides/assets/stylesheets/site.css").read_text("utf-8")
    assert f".plot {{ display: block; height: {LOW}rem;" in styles
    assert f"@container plotted (min-width: {MIDDLE}rem) {{ .plot {{ height: {HIGH}rem; }}" in styles
    assert f"@container plotted (max-width: {NARROW - 0.01:.2f}rem)" in styles
    for size, key in ((".9375", "text"), ("1.0625", ".latest"), (".875", ":is(.axis, .unit, .odd, .step)")):
        assert re.search(rf"\.plot {re.escape(key)} {{[^}}]*font-size: {re.escape(size)}rem", styles), key
