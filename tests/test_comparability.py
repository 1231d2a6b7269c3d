"""Comparability: who is ranked, who is not and why, and what the chart of a ranking shows."""

import random
from datetime import date
from typing import Any

import pytest
from citystrategy.charts.dots import dot_plot
from citystrategy.facts import comparison
from citystrategy.method.comparability import CityEntry, Comparison, compare
from citystrategy.method.plan import timeline
from citystrategy.method.progress import progress
from citystrategy.method.standing import standing_on
from citystrategy.reading.load import load
from conftest import ROOT, demonstrated
from hypothesis import given
from hypothesis import strategies as st
from test_monitoring import BOTH, actual, indicator

PLAN = [(2020, 20.0), (2025, 30.0), (2050, 80.0)]
OTHER = {"kk": "басқа", "ru": "другое"}
TODAY = date(2026, 11, 22)


def entry(city: str, values: dict[int, float], better: str = "higher", **more: Any) -> CityEntry:
    one = indicator(PLAN, better, **more)
    return CityEntry(city, progress(timeline(one), {y: actual(v) for y, v in values.items()}, TODAY))


def places(comparison: Comparison) -> list[list[tuple[str, int | None]]]:
    return [[(row.entry.city, row.place) for row in ranking.rows] for ranking in comparison.rankings]


def reasons(comparison: Comparison) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {unranked.entry.city: (unranked.reasons, unranked.differing) for unranked in comparison.unranked}


def agreeing() -> list[CityEntry]:
    return [entry("a", {2024: 20, 2025: 25}), entry("b", {2025: 30}), entry("c", {2025: 28})]


def test_cities_that_agree_are_ranked() -> None:
    comparison = compare(agreeing())
    assert places(comparison) == [[("b", 1), ("c", 2), ("a", 3)]]
    assert comparison.rankings[0].year == 2025
    assert (comparison.unranked, comparison.differences) == ((), ())


def test_lower_is_better() -> None:
    entries = [entry("a", {2025: 25}, "lower"), entry("b", {2025: 30}, "lower")]
    assert places(compare(entries)) == [[("a", 1), ("b", 2)]]


@pytest.mark.parametrize(
    ("more", "trait"),
    [
        ({"kind": "percent"}, "kind"),
        ({"definition": OTHER}, "definition"),
        ({"unit": OTHER}, "unit"),
        ({"decimals": 2}, "decimals"),
        ({"better": "lower"}, "better"),
        ({"methods": ({"id": "new", "name": OTHER},), "method": "new"}, "method"),
    ],
)
def test_each_single_difference_removes_the_place_and_is_told(more: dict[str, Any], trait: str) -> None:
    better = more.pop("better", "higher") if "better" in more else "higher"
    odd = entry("odd", {2025: 99}, better, **more)
    comparison = compare([*agreeing(), odd])
    assert places(comparison) == [[("b", 1), ("c", 2), ("a", 3)]]
    assert reasons(comparison) == {"odd": (("differs",), (trait,))}
    assert [difference.trait for difference in comparison.differences] == [trait]
    cities = [[entry.city for entry in variant] for variant in comparison.differences[0].variants]
    assert cities == [["a", "b", "c"], ["odd"]]


@pytest.mark.parametrize("territory", ["oblast", "country"])
def test_another_territory_is_not_ranked(territory: str) -> None:
    comparison = compare([*agreeing(), entry("odd", {2025: 99}, territory=territory)])
    assert reasons(comparison) == {"odd": ((territory,), ())}
    assert [difference.trait for difference in comparison.differences] == ["territory"]


def test_country_values_of_all_cities_are_not_ranked() -> None:
    comparison = compare(entry(city, {2025: 1}, territory="country") for city in "ab")
    assert places(comparison) == []
    assert set(reasons(comparison).values()) == {(("country",), ())}


def test_a_discontinued_indicator_is_listed_with_that_reason_alone() -> None:
    stopped = {"reason": "discontinued", "since": 2021, "explanation": BOTH}
    more = {"not_assessable": stopped, "baseline": None, "targets": (), "unit": OTHER}
    comparison = compare([*agreeing(), entry("odd", {2025: 3}, **more)])
    assert reasons(comparison) == {"odd": (("discontinued",), ())}
    assert comparison.differences == ()


def test_a_target_range_has_no_better_end() -> None:
    span = tuple({"year": y, "value": {"low": 1, "high": 2}, "basis": "illustrative"} for y in (2025, 2050))
    comparison = compare(entry(city, {2025: 1}, "within", targets=span) for city in "ab")
    assert places(comparison) == []
    assert {why for why, _ in reasons(comparison).values()} == {("range",)}


def test_line_breaks_in_a_definition_say_nothing() -> None:
    folded = {"kk": "мысал\n", "ru": "  пример"}
    assert len(compare([*agreeing(), entry("d", {2025: 1}, definition=folded)]).rankings[0].rows) == 4


def test_values_of_the_same_year_are_compared_and_the_others_stand_below() -> None:
    entries = [entry("a", {2022: 1, 2023: 9}), entry("b", {2022: 2}), entry("c", {2020: 5})]
    comparison = compare(entries)
    assert comparison.rankings[0].year == 2022
    assert places(comparison) == [[("b", 1), ("a", 2), ("c", None)]]
    rows = {row.entry.city: row for row in comparison.rankings[0].rows}
    assert rows["a"].observation and rows["a"].observation.actual.value == 1
    assert rows["a"].newest.year == 2023
    assert rows["c"].observation is None and rows["c"].newest.year == 2020


def test_without_a_common_year_nobody_is_ranked() -> None:
    comparison = compare([entry("a", {2022: 1}), entry("b", {2023: 2}), entry("c", {})])
    assert places(comparison) == []
    assert reasons(comparison) == {"a": (("alone",), ()), "b": (("alone",), ()), "c": (("no-values",), ())}


def test_one_citys_two_indicators_are_no_comparison() -> None:
    assert places(compare([entry("a", {2025: 1}), entry("a", {2025: 2})])) == []


def test_values_of_another_definition_than_the_plans_are_not_compared() -> None:
    methods = {"methods": ({"id": "new", "name": OTHER}, {"id": "old", "name": BOTH}), "method": "new"}
    plan = timeline(indicator(PLAN, "higher", **methods))
    odd = CityEntry("odd", progress(plan, {2025: actual(99, "old")}, TODAY))
    alike = [entry(city, {2025: value}, **methods) for city, value in (("a", 1), ("b", 2))]
    comparison = compare([odd, *alike])
    assert places(comparison) == [[("b", 1), ("a", 2)]]
    assert reasons(comparison) == {"odd": (("other-method",), ())}


def test_another_edition_of_an_index_has_no_place() -> None:
    plans = timeline(indicator([(2020, 90.0), (2050, 1.0)], "lower", kind="rank", decimals=0))

    def ranked(city: str, value: int, edition: str) -> CityEntry:
        observed = actual(value).model_copy(update={"edition": edition})
        return CityEntry(city, progress(plans, {2025: observed}, TODAY))

    comparison = compare([ranked("a", 50, "11"), ranked("b", 40, "11"), ranked("c", 1, "12")])
    assert places(comparison) == [[("b", 1), ("a", 2), ("c", None)]]
    assert comparison.rankings[0].edition == "11"


def test_equal_values_share_a_place_and_the_next_one_is_left_out() -> None:
    values = {"a": 25, "b": 30, "c": 25.04, "d": 20}
    comparison = compare(entry(city, {2025: value}) for city, value in values.items())
    # 25 and 25.04 look the same with the one digit that is shown.
    assert places(comparison) == [[("b", 1), ("a", 2), ("c", 2), ("d", 4)]]


def test_cities_that_agree_in_groups_are_ranked_in_groups() -> None:
    others = [entry(city, {2024: 1, 2025: value}, unit=OTHER) for city, value in (("x", 1), ("y", 2))]
    comparison = compare([*others, *agreeing()])
    assert places(comparison) == [[("b", 1), ("c", 2), ("a", 3)], [("y", 1), ("x", 2)]]


CITIES = st.lists(
    st.tuples(
        st.dictionaries(st.integers(2023, 2025), st.integers(0, 4).map(float), max_size=3),
        st.sampled_from(["city", "city", "city", "oblast"]),
        st.sampled_from([BOTH, BOTH, OTHER]),
    ),
    max_size=7,
)


@given(CITIES, st.sampled_from(["higher", "lower"]), st.randoms())
def test_the_order_of_the_cities_changes_nothing(
    cities: list[tuple[dict[int, float], str, dict[str, str]]], better: str, chance: random.Random
) -> None:
    entries = [
        entry(f"c{place}", values, better, territory=territory, unit=unit)
        for place, (values, territory, unit) in enumerate(cities)
    ]
    mixed = list(entries)
    chance.shuffle(mixed)
    comparison = compare(entries)
    assert compare(mixed) == comparison
    shown = [row.entry.city for ranking in comparison.rankings for row in ranking.rows]
    assert sorted(shown + [unranked.entry.city for unranked in comparison.unranked]) == sorted(
        entry.city for entry in entries
    )
    assert all(unranked.reasons for unranked in comparison.unranked)
    for ranking in comparison.rankings:
        values = [row.observation.actual.value for row in ranking.rows if row.observation]
        sign = 1 if better == "higher" else -1
        expected = [1 + sum(sign * (other - value) > 0 for other in values) for value in values]  # type: ignore[operator]
        assert [row.place for row in ranking.rows if row.place] == expected == sorted(expected)
        assert len(expected) > 1


@demonstrated
def test_the_demonstrations() -> None:
    tree, _ = load(ROOT)
    by_recommended = comparison.comparisons(tree, [standing_on(folder, TODAY) for folder in tree.strategies])
    assert len(by_recommended) == 12
    # The complexity of exports is known of the country only, and Doing Business has ended.
    assert {why for why, _ in reasons(by_recommended["economic-complexity"]).values()} == {("country",)}
    assert {why for why, _ in reasons(by_recommended["doing-business"]).values()} == {("discontinued",)}
    life = by_recommended["life-expectancy"]
    assert places(life) == [[("almaty", 1), ("astana", 2)]]
    assert reasons(life)["semey"] == (("oblast", "differs"), ("definition",))
    assert {difference.trait for difference in by_recommended["waste-recycling"].differences} == {
        "definition",
        "method",
    }
    assert by_recommended["waste-recycling"].rankings == ()


def test_yes_and_no_have_no_distance_to_draw() -> None:
    targets = tuple({"year": year, "value": True, "basis": "illustrative"} for year in (2025, 2050))
    more = {"kind": "yes-no", "targets": targets, "baseline": {"absent": BOTH}}
    plan = timeline(indicator(PLAN, "higher", **more))
    values = {"a": True, "b": False}
    comparison = compare(
        CityEntry(city, progress(plan, {2025: actual(0).model_copy(update={"value": value})}, TODAY))
        for city, value in values.items()
    )
    assert places(comparison) == [[("a", 1), ("b", 2)]]
    assert dot_plot(comparison.rankings[0], ()) is None
