"""The axis of a comparison: whole places, few labels, every value within it; and the year before."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from citystrategy.charts import ticks
from citystrategy.charts.dots import LEFT, RIGHT, Dots, dot_plot
from citystrategy.method.comparability import CityEntry, compare
from citystrategy.method.plan import timeline
from citystrategy.method.progress import progress
from citystrategy.model import Range
from hypothesis import given
from hypothesis import strategies as st
from test_monitoring import BOTH, actual, indicator

TODAY = date(2026, 7, 2)
TARGETS = [(2020, 20.0), (2025, 30.0), (2050, 80.0)]


def entry(city: str, values: dict[int, Any], better: str = "higher", **more: Any) -> CityEntry:
    targets = more.pop("targets", TARGETS)
    return CityEntry(city, progress(timeline(indicator(targets, better, **more)), values, TODAY))


def drawn(*entries: CityEntry) -> tuple[list[str], dict[str, Dots]]:
    """The labels of the axis, and what is drawn of each city."""
    comparison = compare(entries)
    plot = dot_plot(comparison.rankings[0], [unranked.entry for unranked in comparison.unranked])
    assert plot
    return [label for _, label in plot.labels], {city: dots for (city, _), dots in plot.cities.items()}


def test_values_in_force_and_former_ones_stand_beside() -> None:
    labels, cities = drawn(
        entry("a", {2024: actual(24), 2025: actual(26)}), entry("b", {2023: actual(21), 2025: actual(40)})
    )
    assert labels == ["20", "25", "30", "35", "40"]
    assert cities["b"].seen == f"{RIGHT:.2f}%"
    assert cities["a"].former < cities["a"].seen < cities["a"].in_force == cities["b"].in_force
    assert cities["a"].planned and cities["a"].moved
    assert cities["b"].former == cities["b"].moved == "", "2023 is not the year before"


@pytest.mark.parametrize(
    "last", [actual(26, discontinuity=BOTH), actual(26, method="other")], ids=["break", "definition"]
)
def test_what_cannot_be_held_against_each_other_is_not_joined(last: Any) -> None:
    _, cities = drawn(
        entry("a", {2023: actual(25), 2024: actual(24), 2025: last}),
        entry("b", {2023: actual(25), 2024: actual(26), 2025: actual(40)}),
        entry("c", {2023: actual(25), 2024: actual(26), 2025: actual(41)}),
    )
    assert cities["a"].former == cities["a"].moved == ""


def test_a_range_in_force_is_told_and_not_drawn() -> None:
    targets = [(2020, 20.0), (2025, Range(low=25, high=30)), (2050, Range(low=25, high=30))]
    _, cities = drawn(
        entry("a", {2025: actual(24)}),
        entry("b", {2025: actual(26)}),
        entry("c", {2025: actual(27)}, "within", targets=targets),
    )
    assert cities["c"].kind == "apart" and cities["c"].in_force == cities["c"].planned == ""


@pytest.mark.parametrize(("kind", "shown"), [("number", {"a", "b", "c"}), ("index", {"a", "b"})])
def test_another_index_has_another_axis(kind: str, shown: set[str]) -> None:
    other = {"kk": "Басқа.", "ru": "Другое."}
    _, cities = drawn(
        entry("a", {2025: actual(24)}, kind=kind),
        entry("b", {2025: actual(26)}, kind=kind),
        entry("c", {2025: actual(27)}, kind=kind, definition=other),
    )
    assert set(cities) == shown


def test_steps_have_no_axis() -> None:
    scale = [(2020, "low"), (2030, "high")]
    two = [entry(city, {2025: actual("middle")}, targets=scale, kind="categories") for city in "ab"]
    assert dot_plot(compare(two).rankings[0], []) is None


@pytest.mark.parametrize("places", [(1, 1), (1, 2), (3, 5), (46, 50), (57, 64), (1, 12), (258, 534)])
def test_a_rank_has_whole_places_from_the_first(places: tuple[int, int]) -> None:
    first, last = places
    values = [{2025: actual(place)} for place in places]
    targets = [(2020, last), (2025, last), (2050, first)]
    two = [
        entry(city, one, "lower", targets=targets, kind="rank", decimals=0)
        for city, one in zip("ab", values, strict=True)
    ]
    labels, _ = drawn(*two)
    assert all(label.isdecimal() and int(label) > 0 for label in labels)
    assert int(labels[0]) <= first and last <= int(labels[-1])


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.integers(0, 4))
def test_an_axis_has_few_labels_and_reaches_over_its_values(one: float, other: float, decimals: int) -> None:
    low, high = sorted((one, other))
    labels = ticks.axis(low, high, decimals)
    assert 2 <= len(labels) <= ticks.MOST + 1
    assert labels[0] <= low and high <= labels[-1]
    assert len({after - before for before, after in pairwise(labels)}) == 1
    assert all((value * 10**decimals).denominator == 1 for value in labels)
    assert labels == sorted(set(labels)) and all(isinstance(value, Fraction) for value in labels)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20), st.floats(-1e6, 1e6))
def test_every_mark_stands_within_its_row(values: list[float], target: float) -> None:
    targets = [(2020, 1.0), (2025, target), (2050, target)]
    _, cities = drawn(
        *(entry(f"c{place}", {2025: actual(one)}, targets=targets) for place, one in enumerate(values))
    )
    for dots in cities.values():
        for x in (dots.seen, dots.in_force):
            assert LEFT <= float(x.rstrip("%")) <= RIGHT
