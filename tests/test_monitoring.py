"""The method of assessment: worked cases, and properties that hold for every plan and value."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from citystrategy.model import Actual, Indicator
from citystrategy.monitoring.assessment import STATUSES, assess
from citystrategy.monitoring.plan import plan as plan_of
from citystrategy.monitoring.plan import timeline
from citystrategy.monitoring.progress import count, progress
from hypothesis import assume, given
from hypothesis import strategies as st

WORKED = yaml.safe_load((Path(__file__).parent / "worked.yml").read_text("utf-8"))
ORDER = ("moving-away", "far-behind", "behind", "on-path")
"""Statuses from the worst to the best."""
BOTH = {"kk": "мысал", "ru": "пример"}


def indicator(plan: list[tuple[int, float]], better: str, baseline: bool = True, **more: Any) -> Indicator:
    start, *rest = plan
    targets = rest if baseline else plan
    return Indicator.model_validate(
        {
            "id": "one",
            "direction": "environment",
            **dict.fromkeys(("name", "definition", "unit", "source", "collection", "responsible"), BOTH),
            "kind": "number",
            "decimals": 1,
            "better": better,
            "baseline": {"year": start[0], "value": start[1], "source": "s"}
            if baseline
            else {"absent": BOTH},
            "targets": tuple({"year": y, "value": v, "basis": "illustrative"} for y, v in targets),
            "due": {"month": 7, "day": 1, "years_after": 1},
            **more,
        }
    )


def actual(value: float, method: str | None = None) -> Actual:
    return Actual.model_validate({"indicator": "one", "value": value, "source": "s", "method": method})


@pytest.mark.parametrize("case", WORKED, ids=lambda case: case["name"])
def test_worked(case: dict[str, Any]) -> None:
    more = {"tolerance": case["tolerance"]} if "tolerance" in case else {}
    plan = [tuple(point) for point in case["plan"]]
    one = indicator(plan, case["better"], not case.get("no_baseline"), **more)
    other = case.get("other_method", [])
    values = {y: actual(v, "other" if y in other else None) for y, v in case["actuals"].items()}
    last = max(case["actuals"], default=2025)
    found = progress(timeline(one), values, case.get("today", date(last + 1, 8, 1)))
    assert found.status == case["status"]
    if "expected" in case:
        assert found.assessment and found.assessment.expected == case["expected"]
    if "attainment" in case:
        assert found.assessment and found.assessment.attainment == case["attainment"]
    if "missing" in case:
        assert list(found.missing) == case["missing"]


@pytest.mark.parametrize(
    ("value", "today", "verdict"),
    [
        (30, date(2025, 12, 31), "met"),
        (29.95, date(2025, 12, 31), "met"),
        (29.9, date(2025, 12, 31), "missed"),
        (None, date(2024, 12, 31), "not-due"),
        (None, date(2025, 1, 1), "due"),
        (None, date(2026, 7, 1), "due"),
        (None, date(2026, 7, 2), "not-reported"),
    ],
)
def test_milestone(value: float | None, today: date, verdict: str) -> None:
    one = indicator([(2020, 20), (2025, 30), (2050, 80)], "higher")
    values = {} if value is None else {2025: actual(value)}
    found = progress(timeline(one), values, today)
    assert found.milestones[0].verdict == verdict
    assert found.milestones[1].verdict == "not-due"


def test_milestone_of_another_definition() -> None:
    one = indicator([(2020, 20), (2025, 30)], "higher")
    found = progress(timeline(one), {2025: actual(40, "other")}, date(2026, 1, 1))
    assert found.milestones[0].verdict == "not-comparable"


def test_not_assessable_needs_no_plan() -> None:
    reason = {"reason": "discontinued", "since": 2021, "explanation": BOTH}
    one = indicator([(2020, 1)], "higher", not_assessable=reason, baseline=None, targets=())
    found = progress(timeline(one), {}, date(2026, 1, 1))
    assert found.status == "not-assessable"
    assert found.points == ()


def test_counts_add_up() -> None:
    plan = [(2020, 20.0), (2050, 80.0)]
    items = [
        progress(timeline(indicator(plan, "higher")), values, date(2026, 8, 1))
        for values in ({}, {2025: actual(31)}, {2025: actual(25)}, {2022: actual(25)})
    ]
    counts = count(items)
    assert (counts.total, counts.reported) == (4, 2)
    assert sum(number for _, number in counts.by_status) == counts.total
    assert dict(counts.by_status)["overdue"] == 1
    assert sum(number for _, number in counts.last_known) == 3


# Properties

VALUES = st.integers(-10_000, 10_000).map(lambda tenths: tenths / 10)
PLANS = st.lists(VALUES, min_size=2, max_size=7).map(lambda v: [(2020 + 5 * i, x) for i, x in enumerate(v)])
BETTER = st.sampled_from(["higher", "lower"])
TOLERANCES = st.sampled_from([None, 0.0, 0.5, 3.0])


def status(one: Indicator, values: dict[int, float], year: int) -> str | None:
    found = assess(plan_of(one), values, year)
    return found.status if found else None


def build(plan: list[tuple[int, float]], better: str, tolerance: float | None) -> Indicator:
    return indicator(plan, better, **({} if tolerance is None else {"tolerance": tolerance}))


@given(PLANS, BETTER, TOLERANCES, VALUES, VALUES, st.integers(2021, 2050))
def test_never_worsens_when_the_actual_improves(
    plan: Any, better: str, tolerance: float | None, first: float, second: float, year: int
) -> None:
    one = build(plan, better, tolerance)
    worse, improved = sorted((first, second), reverse=better == "lower")
    before, after = status(one, {year: worse}, year), status(one, {year: improved}, year)
    assume(before is not None and after is not None)
    assert ORDER.index(str(before)) <= ORDER.index(str(after))


@given(PLANS, BETTER, TOLERANCES, st.dictionaries(st.integers(2019, 2051), VALUES), st.integers(2019, 2051))
def test_mirror(plan: Any, better: str, tolerance: float | None, values: Any, year: int) -> None:
    """Other signs and the other direction change nothing."""
    mirrored = [(y, -v) for y, v in plan]
    other = "lower" if better == "higher" else "higher"
    assert status(build(plan, better, tolerance), values, year) == status(
        build(mirrored, other, tolerance), {y: -v for y, v in values.items()}, year
    )


@given(PLANS, BETTER, st.sampled_from([0.0, 0.5, 3.0]), VALUES, st.integers(2021, 2050), st.integers(1, 1000))
def test_scale(plan: Any, better: str, tolerance: float, value: float, year: int, scale: int) -> None:
    """Another unit, with the tolerance in it, changes nothing."""
    # Tenths times a whole number, divided exactly: the scaled plan is the same plan.
    scaled = [(y, round(v * 10) * scale / 10) for y, v in plan]
    one, other = build(plan, better, tolerance), build(scaled, better, tolerance * scale)
    observed = round(value * 10) * scale / 10
    assert status(one, {year: value}, year) == status(other, {year: observed}, year)


@given(
    PLANS,
    BETTER,
    TOLERANCES,
    st.dictionaries(st.integers(1900, 2100), st.floats(allow_nan=False, allow_infinity=False), max_size=6),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_no_input_raises(plan: Any, better: str, tolerance: float | None, values: Any, day: date) -> None:
    found = progress(
        timeline(build(plan, better, tolerance)), {year: actual(value) for year, value in values.items()}, day
    )
    assert found.status in STATUSES
    if found.reported:
        assert values
        assert found.missing == ()


@given(PLANS, BETTER, TOLERANCES)
def test_the_plan_itself_is_on_the_path(plan: Any, better: str, tolerance: float | None) -> None:
    one = build(plan, better, tolerance)
    for year, value in plan[1:]:
        assert status(one, {year: value}, year) == "on-path"
