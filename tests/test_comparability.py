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
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from test_monitoring import BOTH, actual, indicator

PLAN = [(2020, 20.0), (2025, 30.0), (2050, 80.0)]
OTHER = {"kk": "басқа", "ru": "другое"}
TODAY = date(2026, 11, 22)


def entry(city: str, values: dict[int, float], better: str = "higher", **more: Any) -> CityEntry:
    one = indicator(PLAN, better, **more)
    return CityEntry(city, progress(timeline(one), {y: actual(v) for y, v in values.items()}, TODAY))


def places(found: Comparison) -> list[list[tuple[str, int | None]]]:
    return [[(row.entry.city, row.place) for row in ranking.rows] for ranking in found.rankings]


def reasons(found: Comparison) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {one.entry.city: (one.reasons, one.differing) for one in found.unranked}


def agreeing() -> list[CityEntry]:
    return [entry("a", {2024: 20, 2025: 25}), entry("b", {2025: 30}), entry("c", {2025: 28})]


def test_cities_that_agree_are_ranked() -> None:
    found = compare(agreeing())
    assert places(found) == [[("b", 1), ("c", 2), ("a", 3)]]
    assert found.rankings[0].year == 2025
    assert (found.unranked, found.differences) == ((), ())


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
    found = compare([*agreeing(), odd])
    assert places(found) == [[("b", 1), ("c", 2), ("a", 3)]]
    assert reasons(found) == {"odd": (("differs",), (trait,))}
    assert [one.trait for one in found.differences] == [trait]
    cities = [[entry.city for entry in variant] for variant in found.differences[0].variants]
    assert cities == [["a", "b", "c"], ["odd"]]


@pytest.mark.parametrize("territory", ["oblast", "country"])
def test_another_territory_is_not_ranked(territory: str) -> None:
    found = compare([*agreeing(), entry("odd", {2025: 99}, territory=territory)])
    assert reasons(found) == {"odd": ((territory,), ())}
    assert [one.trait for one in found.differences] == ["territory"]


def test_country_values_of_all_cities_are_not_ranked() -> None:
    found = compare(entry(city, {2025: 1}, territory="country") for city in "ab")
    assert places(found) == []
    assert set(reasons(found).values()) == {(("country",), ())}


def test_a_discontinued_indicator_is_listed_with_that_reason_alone() -> None:
    stopped = {"reason": "discontinued", "since": 2021, "explanation": BOTH}
    more = {"not_assessable": stopped, "baseline": None, "targets": (), "unit": OTHER}
    found = compare([*agreeing(), entry("odd", {2025: 3}, **more)])
    assert reasons(found) == {"odd": (("discontinued",), ())}
    assert found.differences == ()


def test_a_target_range_has_no_better_end() -> None:
    span = tuple({"year": y, "value": {"low": 1, "high": 2}, "basis": "illustrative"} for y in (2025, 2050))
    found = compare(entry(city, {2025: 1}, "within", targets=span) for city in "ab")
    assert places(found) == []
    assert {one for one, _ in reasons(found).values()} == {("range",)}


def test_line_breaks_in_a_definition_say_nothing() -> None:
    folded = {"kk": "мысал\n", "ru": "  пример"}
    assert len(compare([*agreeing(), entry("d", {2025: 1}, definition=folded)]).rankings[0].rows) == 4


def test_values_of_the_same_year_are_compared_and_the_others_stand_below() -> None:
    entries = [entry("a", {2022: 1, 2023: 9}), entry("b", {2022: 2}), entry("c", {2020: 5})]
    found = compare(entries)
    assert found.rankings[0].year == 2022
    assert places(found) == [[("b", 1), ("a", 2), ("c", None)]]
    rows = {row.entry.city: row for row in found.rankings[0].rows}
    assert rows["a"].observation and rows["a"].observation.actual.value == 1
    assert rows["a"].newest.year == 2023
    assert rows["c"].observation is None and rows["c"].newest.year == 2020


def test_without_a_common_year_nobody_is_ranked() -> None:
    found = compare([entry("a", {2022: 1}), entry("b", {2023: 2}), entry("c", {})])
    assert places(found) == []
    assert reasons(found) == {"a": (("alone",), ()), "b": (("alone",), ()), "c": (("no-values",), ())}


def test_one_citys_two_indicators_are_no_comparison() -> None:
    assert places(compare([entry("a", {2025: 1}), entry("a", {2025: 2})])) == []


def test_values_of_another_definition_than_the_plans_are_not_compared() -> None:
    methods = {"methods": ({"id": "new", "name": OTHER}, {"id": "old", "name": BOTH}), "method": "new"}
    plan = timeline(indicator(PLAN, "higher", **methods))
    odd = CityEntry("odd", progress(plan, {2025: actual(99, "old")}, TODAY))
    alike = [entry(city, {2025: value}, **methods) for city, value in (("a", 1), ("b", 2))]
    found = compare([odd, *alike])
    assert places(found) == [[("b", 1), ("a", 2)]]
    assert reasons(found) == {"odd": (("other-method",), ())}


def test_another_edition_of_an_index_has_no_place() -> None:
    one = timeline(indicator([(2020, 90.0), (2050, 1.0)], "lower", kind="rank", decimals=0))

    def ranked(city: str, value: int, edition: str) -> CityEntry:
        observed = actual(value).model_copy(update={"edition": edition})
        return CityEntry(city, progress(one, {2025: observed}, TODAY))

    found = compare([ranked("a", 50, "11"), ranked("b", 40, "11"), ranked("c", 1, "12")])
    assert places(found) == [[("b", 1), ("a", 2), ("c", None)]]
    assert found.rankings[0].edition == "11"


def test_equal_values_share_a_place_and_the_next_one_is_left_out() -> None:
    values = {"a": 25, "b": 30, "c": 25.04, "d": 20}
    found = compare(entry(city, {2025: value}) for city, value in values.items())
    # 25 and 25.04 look the same with the one digit that is shown.
    assert places(found) == [[("b", 1), ("a", 2), ("c", 2), ("d", 4)]]


def test_cities_that_agree_in_groups_are_ranked_in_groups() -> None:
    others = [entry(city, {2024: 1, 2025: value}, unit=OTHER) for city, value in (("x", 1), ("y", 2))]
    found = compare([*others, *agreeing()])
    assert places(found) == [[("b", 1), ("c", 2), ("a", 3)], [("y", 1), ("x", 2)]]


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
    found = compare(entries)
    assert compare(mixed) == found
    shown = [row.entry.city for one in found.rankings for row in one.rows]
    assert sorted(shown + [one.entry.city for one in found.unranked]) == sorted(one.city for one in entries)
    assert all(one.reasons for one in found.unranked)
    for ranking in found.rankings:
        values = [row.observation.actual.value for row in ranking.rows if row.observation]
        sign = 1 if better == "higher" else -1
        expected = [1 + sum(sign * (other - value) > 0 for other in values) for value in values]  # type: ignore[operator]
        assert [row.place for row in ranking.rows if row.place] == expected == sorted(expected)
        assert len(expected) > 1


def test_the_demonstrations() -> None:
    tree, _ = load(ROOT)
    found = comparison.comparisons(tree, [standing_on(one, TODAY) for one in tree.strategies])
    assert len(found) == 12
    # The complexity of exports is known of the country only, and Doing Business has ended.
    assert {one for one, _ in reasons(found["economic-complexity"]).values()} == {("country",)}
    assert {one for one, _ in reasons(found["doing-business"]).values()} == {("discontinued",)}
    life = found["life-expectancy"]
    assert places(life) == [[("almaty", 1), ("astana", 2)]]
    assert reasons(life)["semey"] == (("oblast", "differs"), ("definition",))
    assert {one.trait for one in found["waste-recycling"].differences} == {"definition", "method"}
    assert found["waste-recycling"].rankings == ()


def test_yes_and_no_have_no_distance_to_draw() -> None:
    targets = tuple({"year": year, "value": True, "basis": "illustrative"} for year in (2025, 2050))
    more = {"kind": "yes-no", "targets": targets, "baseline": {"absent": BOTH}}
    plan = timeline(indicator(PLAN, "higher", **more))
    values = {"a": True, "b": False}
    found = compare(
        CityEntry(city, progress(plan, {2025: actual(0).model_copy(update={"value": value})}, TODAY))
        for city, value in values.items()
    )
    assert places(found) == [[("a", 1), ("b", 2)]]
    assert dot_plot(found.rankings[0], ()) is None
