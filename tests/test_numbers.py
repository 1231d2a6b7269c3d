"""A number is what was written: YAML 1.2, decimal digits, halves away from zero, everywhere alike."""

from pathlib import Path
from typing import Any

import pytest
from citystrategy.checks.checks import check
from citystrategy.facts.values import calculated
from citystrategy.model import Range
from citystrategy.reading.load import load
from citystrategy.reading.source import read_yaml
from citystrategy.words.words import number, signed, words_in
from hypothesis import given
from hypothesis import strategies as st
from test_monitoring import indicator


def read(tmp_path: Path, text: str) -> tuple[Any, list[tuple[str, str]]]:
    (tmp_path / "x.yml").write_text(text, "utf-8")
    document, problems = read_yaml(tmp_path, tmp_path / "x.yml")
    told = [(problem.code, str(dict(problem.arguments).get("nearest", ""))) for problem in problems]
    return document.data if document else None, told


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0), ("10", 10), ("-6", -6), ("5.7", 5.7), ("0.50", 0.5), ("true", True), ("null", None),
        ("", None),
        ("no", "no"), ("yes", "yes"), ("Off", "Off"), ("on", "on"), ("2024-25", "2024-25"), ("5,7", "5,7"),
        ("'010'", "010"), ("1e3", "1e3"), ("0o17", "0o17"), ("~", None), ("1 638", "1 638"),
    ],
)  # fmt: skip
def test_scalars_of_yaml_1_2(tmp_path: Path, written: str, value: object) -> None:
    data, told = read(tmp_path, f"value: {written}\n")
    assert told == []
    assert data["value"] == value and type(data["value"]) is type(value)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("010", "10"), ("03750", "3750"), ("1:30", ""), ("0x1F", ""), ("1_5", ""), ("0b11", ""),
        (".5", "0.5"), ("5.", "5"), (".inf", ""), ("-.inf", ""), (".nan", ""), ("190:20:30.15", ""),
        ("1_000.5", ""),
        ("00", "0"), ("6.02e+23", ""), ("007.5", "7.5"),
    ],
)  # fmt: skip
def test_other_numbers_are_refused(tmp_path: Path, written: str, nearest: str) -> None:
    assert read(tmp_path, f"value: {written}\n")[1] == [("yaml-number", nearest)]


@pytest.mark.parametrize("written", ["2025-13-01", "2025-02-30", "2025-01-20T10:00:00Z"])
def test_other_dates_are_refused(tmp_path: Path, written: str) -> None:
    assert [code for code, _ in read(tmp_path, f"date: {written}\n")[1]] == ["yaml-value"]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("{year: 2021, value: 5,7, source: x}", "5.7"),
        ("{value: 5,7}", "5.7"),
        ("{value: 5, 7, source: x}", "5.7"),
        ("{value: -5,7}", "-5.7"),
        ("{value: 1 234,5, source: x}", "1234.5"),
        ("{value: 1\u00a0234,5}", "1234.5"),
    ],
)
def test_a_decimal_comma_in_braces(tmp_path: Path, written: str, right: str) -> None:
    assert read(tmp_path, f"values:\n  - {written}\n")[1] == [("yaml-number", right)]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (2.675, 2, "2,68"), (3.005, 2, "3,01"), (0.125, 2, "0,13"), (-0.125, 2, "\u22120,13"),
        (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (1638232.5, 0, "1\u00a0638\u00a0233"), (-0.04, 1, "0,0"),
        (1.005, 2, "1,01"),
    ],
)  # fmt: skip
def test_a_half_goes_away_from_zero(value: float, decimals: int, shown: str) -> None:
    assert number(value, decimals) == shown


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_what_has_no_more_digits_is_shown_as_it_is_written(digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    plain = number(value, decimals).replace("\u00a0", "").replace("\u2212", "-").replace(",", ".")
    assert float(plain) == value
    assert signed(value, decimals).lstrip("+") == number(value, decimals)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (20, "20,0"),
        (20.25, "20,25"),
        (20.125, "20,125"),
        (61 / 3, "20,333"),
        (Range(low=1, high=1.75), "1,00\u00a0–\u00a01,75"),
    ],
)
def test_a_calculated_value_has_up_to_two_digits_more(value: float | Range, written: str) -> None:
    """Of an indicator with one digit: as many as it takes to compute on with it."""
    assert calculated(indicator([(2020, 20.0), (2050, 80.0)]), value, words_in("ru")) == written


@pytest.mark.parametrize("declared", [True, False])
def test_a_percentage_beyond_a_hundred_is_warned_of_unless_it_is_declared(tree: Path, declared: bool) -> None:
    path = tree / "strategies/sample-1/indicators.yml"
    text = path.read_text("utf-8")
    own = "kind: percent\n  beyond_hundred: true\n" if declared else "kind: percent\n"
    changed = text.replace(
        "kind: number\n  unit:\n    kk: бірлік\n    ru: единиц\n",
        f"{own}  unit:\n    kk: '%'\n    ru: '%'\n",
        1,
    )
    path.write_text(changed.replace("value: 28", "value: 128", 1), "utf-8")
    codes = {problem.code for problem in check(load(tree)[0])}
    assert ("percent-range" in codes) is not declared
