"""What people and spreadsheets write is understood by the kind of the indicator, and nothing is guessed."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from citystrategy.editing import given
from citystrategy.editing.given import UnclearError
from citystrategy.model import Indicator
from citystrategy.words.words import NO_BREAK_SPACE, number, tool_words, words_in
from hypothesis import assume
from hypothesis import given as every
from hypothesis import strategies as st

BOTH = {"kk": "Мәтін", "ru": "Текст"}
STEPS = [
    {"id": "low", "name": {"kk": "Төмен деңгей", "ru": "Утверждён"}},
    {"id": "high", "name": {"kk": "Жоғары", "ru": "Высокий"}},
]


def indicator(kind: str, unit: dict[str, str] = BOTH) -> Indicator:
    data: dict[str, Any] = {
        **dict.fromkeys(("name", "definition", "source", "collection", "responsible"), BOTH),
        **{"id": "sample", "direction": "economy", "kind": kind, "unit": unit, "decimals": 1},
        "better": "higher",
        "categories": tuple(STEPS) if kind == "categories" else (),
    }
    return Indicator.model_validate(data)


NUMBER, PERCENT, RANK, YES_NO, CATEGORIES, NARRATIVE = map(
    indicator, ("number", "percent", "rank", "yes-no", "categories", "narrative")
)
TONS = indicator("number", {"kk": "мың тонна", "ru": "тыс. тонн"})


@pytest.mark.parametrize(
    ("written", "content"),
    [
        ("77,30", "77.30"), ("77.3", "77.3"), ("1 638 233", "1638233"), ("1\xa0638\u202f233,5", "1638233.5"),
        ("\u22120,369", "-0.369"), ("–5", "-5"),
        ("- 5", "-5"), ("+5", "5"), (" 5 ", "5"), ("007", "7"), ("-0", "0"),
        (5, "5"), (77.3, "77.3"), (0.1 + 0.2, "0.3"), (1430105.0, "1430105"), (0, "0"), (-0.0, "0"),
        (1e-7, "0.0000001"), (Decimal("1E+3"), "1000"),
    ],
)  # fmt: skip
def test_numbers_as_people_and_spreadsheets_write_them(written: object, content: str) -> None:
    assert str(f"{given.value(NUMBER, written):f}") == content


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"), (None, "empty"), ("  ", "empty"), ("–", "nothing"), ("н/д", "nothing"),
        ("12 5", "number"), ("10-15", "number"),
        ("1.234,5", "number"), ("1,234,567", "number"), ("77,3¹", "number"), ("77,3*", "number"),
        ("5..", "number"),
        (",5", "number"), ("=1+1", "number"), ("1:30", "number"), (True, "number"), (float("nan"), "number"),
        (float("inf"), "number"), ("#REF!", "number"), ("٣", "number"), ("1,4 млн", "unit"), ("77 %", "unit"),
        ("1e5", "power"), ("1,63824E+06", "power"),
        ("9" * 16, "large"), (1e15, "large"), ("0," + "1" * 30, "large"), (date(2025, 5, 1), "date"),
        (datetime(2025, 5, 1, 0, 0), "date"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_not_made_one(written: object, code: str) -> None:
    with pytest.raises(UnclearError) as raised:
        given.value(NUMBER, written)
    assert raised.value.code == code


def test_a_unit_may_stand_behind_where_it_is_the_indicators() -> None:
    assert given.value(PERCENT, "77,3 %") == given.value(PERCENT, "77,3%") == Decimal("77.3")
    assert given.value(PERCENT, "77,3 пайыз") == Decimal("77.3")
    assert given.value(TONS, "5 тыс. тонн") == given.value(TONS, "5 МЫҢ ТОННА") == Decimal(5)
    with pytest.raises(UnclearError, match="unit"):
        given.value(TONS, "5000 тонн")


@pytest.mark.parametrize("written", ["0", "1,5", "-1"])
def test_a_rank_is_a_whole_number_from_one(written: str) -> None:
    assert str(given.value(RANK, "12,0")) == str(given.value(RANK, 12.0)) == "12"
    with pytest.raises(UnclearError, match="rank"):
        given.value(RANK, written)


def test_yes_and_no() -> None:
    for written in ("Иә", "да", "ДА", "TRUE", "истина", True, "1", 1, 1.0):
        assert given.value(YES_NO, written) is True
    for written in ("Жоқ", " нет ", "False", "ЛОЖЬ", False, 0):
        assert given.value(YES_NO, written) is False
    for wrong in ("2", 0.5, "нез", "иә/жоқ"):
        with pytest.raises(UnclearError, match="yes_no"):
            given.value(YES_NO, wrong)


def test_categories_and_findings_by_name_in_either_language() -> None:
    for written in ("low", "төмен  деңгей", "утвержден", "УТВЕРЖДЁН", "«Утвержден»"):
        assert given.value(CATEGORIES, written) == "low"
    assert given.value(NARRATIVE, "Артта қалуда") == given.value(NARRATIVE, "behind") == "behind"
    with pytest.raises(UnclearError) as raised:
        given.value(CATEGORIES, "Высокии")
    assert raised.value.told(tool_words("kk")) == (
        "«Высокии» деген нұсқа жоқ. Мыналардың бірін жазыңыз: Төмен деңгей, Жоғары. "
        "Мүмкін, дұрысы – «Высокий»?"
    )
    with pytest.raises(UnclearError, match="choice"):
        given.value(NARRATIVE, "no-data")


@pytest.mark.parametrize(
    "written",
    [
        "2025-03-27", "27.03.2025", "27.3.2025", "27.03.2025 0:00:00", "2025-03-27 00:00:00",
        "2025-03-27T00:00:00", "27 марта 2025 года", "27 марта 2025 г.", "27 марта 2025",
        "2025 жылғы 27 наурыз", "2025 ж. 27 Наурыз", date(2025, 3, 27), datetime(2025, 3, 27, 1),
    ],
)  # fmt: skip
def test_days(written: object) -> None:
    assert given.day(written) == date(2025, 3, 27)


@pytest.mark.parametrize(
    "written",
    ["", None, "03/27/2025", "31.02.2025", "2025", 45743, "27 мартобря 2025", "27.03.25", "2025-03"],
)
def test_what_is_no_day(written: object) -> None:
    with pytest.raises(UnclearError, match="day"):
        given.day(written)


def test_the_site_writes_days_that_are_understood() -> None:
    for month in range(1, 13):
        for language in ("kk", "ru"):
            assert given.day(words_in(language).date(date(2025, month, 9))) == date(2025, month, 9)


def test_years_and_whole_numbers() -> None:
    for written in (2024, 2024.0, "2024", "2024 ж.", "2024 год", "2024,0"):
        assert given.year(written) == 2024
    for wrong in ("24", "2024-2025", "", None, date(2024, 1, 1), True, 2024.5):
        with pytest.raises(UnclearError, match="year"):
            given.year(wrong)
    assert given.whole("140") == 140
    with pytest.raises(UnclearError, match="whole"):
        given.whole("1,5")


@every(st.floats(-1e14, 1e14, allow_nan=False), st.integers(0, 6))
def test_numbers_of_the_site_come_back(amount: float, decimals: int) -> None:
    """A number copied from a page is the number that was shown."""
    shown = number(amount, decimals)
    assume(len(re.sub("[^0-9]", "", shown)) <= 15)
    content = given.value(NUMBER, shown)
    assert number(float(content), decimals) == shown


@every(
    st.one_of(
        st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.dates(), st.none(), st.decimals()
    )
)
def test_anything_is_understood_or_told(written: object) -> None:
    for asked in (NUMBER, PERCENT, RANK, YES_NO, CATEGORIES, NARRATIVE):
        try:
            content = given.value(asked, written)
        except UnclearError as unclear:
            for language in ("kk", "ru", "en"):
                assert NO_BREAK_SPACE not in unclear.told(tool_words(language))
        else:
            assert isinstance(content, bool | str | Decimal)
    for read in (given.day, given.year, given.whole, given.truth):
        try:
            read(written)
        except UnclearError as unclear:
            assert unclear.told(tool_words("ru"))
