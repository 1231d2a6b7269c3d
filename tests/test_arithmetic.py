"""The sentences beside a status: they say why it is this one, and never contradict it."""

from datetime import date
from typing import Any

import pytest
from citystrategy.facts import sentences
from citystrategy.method.plan import timeline
from citystrategy.method.progress import Progress, progress
from citystrategy.words.words import LANGUAGES, words_in
from hypothesis import given
from hypothesis import strategies as st
from test_method_properties import ALL, DAYS, known_cases
from test_monitoring import actual, indicator


def item(plan: list[tuple[int, Any]], year: int, value: Any, better: str = "higher", **more: Any) -> Progress:
    one = indicator(plan, better, **more)
    return progress(timeline(one), {year: actual(value)}, date(year + 1, 6, 30))


def three(plan: list[tuple[int, Any]], *values: float) -> Progress:
    """The values of 2023, 2024 and 2025."""
    known = {2023 + place: actual(value) for place, value in enumerate(values)}
    return progress(timeline(indicator(plan)), known, date(2026, 6, 30))


CASES = {
    "held": item([(2020, 20), (2025, 20)], 2023, 19),
    "held range": item([(2020, 20), (2025, {"low": 10, "high": 30})], 2023, 50, "within"),
    "held step": item([(2020, True), (2025, True)], 2023, False, kind="yes-no"),
    "step in force": item([(2020, "middle"), (2025, "high")], 2023, "low", kind="categories"),
    "nearly held": item([(2020, 20), (2025, 20.2)], 2021, 15),
    "a looser plan, moving away": item([(2020, 20), (2025, 30), (2030, 20)], 2030, 5),
    "step missed": item([(2020, True), (2025, False)], 2025, True, "lower", kind="yes-no"),
    "far behind": three([(2020, 20), (2050, 80)], 22, 23.5, 25),
    "hardly far behind": three([(2020, 0), (2050, 3000)], 100, 200, 299.4),
    "barely behind": three([(2020, 0), (2050, 3000)], 100, 200, 300),
    "far, by one value": item([(2020, 20), (2050, 80)], 2025, 25),
    "moving away": three([(2020, 20), (2050, 80)], 18, 18, 18),
}


@pytest.mark.parametrize(
    ("name", "key", "numbers"),
    [
        ("held", "held", {}),
        ("held range", "held", {}),
        ("held step", "held", {}),
        ("step in force", "held", {}),
        ("nearly held", "lag", {"lag": "126,0", "near": 2}),
        ("a looser plan, moving away", "loosened", {}),
        ("step missed", "below", {"year": 2020, "value": "да"}),
        ("far behind", "lag", {"lag": "2,3", "near": 2}),
        ("hardly far behind", "lag", {"lag": "2,002", "near": 2}),
        ("barely behind", "lag", {"lag": "2,0", "near": 2}),
        ("far, by one value", "few", {}),
        ("moving away", "moving-away", {"year": 2020, "value": "20,0", "unit": ""}),
    ],
)
def test_why_a_value_is_not_on_the_path(name: str, key: str, numbers: dict[str, Any]) -> None:
    words = words_in("ru")
    assert words(f"arithmetic.{key}", **numbers) in tuple(sentences.arithmetic(CASES[name], words))


def test_a_plan_that_allows_the_worse() -> None:
    """Better than the value of the last milestone year, and yet worse than a plan that was loosened."""
    one = indicator([(2020, 20), (2025, 30), (2030, 20)])
    assessed = progress(timeline(one), {2025: actual(3), 2030: actual(5)}, date(2031, 6, 30))
    assert assessed.status == "behind"
    assert words_in("ru")("arithmetic.loosened") in tuple(sentences.arithmetic(assessed, words_in("ru")))


@given(known_cases(*ALL), DAYS, st.sampled_from(LANGUAGES))
def test_every_standing_can_be_told(known: Any, day: date, code: str) -> None:
    case, values = known
    assessed = progress(timeline(case.indicator), values, day)
    told = tuple(sentences.arithmetic(assessed, words_in(code)))
    assert told
    assert all(told)
    assert "{" not in " ".join(
        (*told, sentences.pace(assessed, words_in(code)), sentences.chart_text(assessed, words_in(code)))
    )
    assert bool(sentences.pace(assessed, words_in(code))) == (assessed.pace is not None)


@pytest.mark.parametrize(
    ("value", "told"),
    [(9.94999, "\u22120,05001"), (9.9, "\u22120,1"), (9.95, "\u22120,05"), (10.00001, "+0,00001")],
)
def test_a_difference_that_decides_is_shown_with_enough_digits(value: float, told: str) -> None:
    """Half of the last digit is allowed: the reader sees on which side of it the value lies."""
    found = item([(2020, 20), (2025, 10)], 2025, value, decimals=1)
    assert f" {told}" in " ".join(sentences.arithmetic(found, words_in("kk"))).replace("\u00a0", " ")
