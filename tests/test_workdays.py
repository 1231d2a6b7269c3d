"""Days off and working days, against calendars as they were published; due dates never fall on a day off."""

from datetime import date, timedelta

import pytest
from citystrategy.model import Due
from citystrategy.workdays import holidays, working_day
from hypothesis import given
from hypothesis import strategies as st


def in_the_week(year: int) -> set[tuple[int, int]]:
    """The days off of a year that are no Saturdays and Sundays, as month and day."""
    return {(day.month, day.day) for day in holidays() if day.year == year and day.weekday() < 5}


def test_the_calendar_of_2026() -> None:
    """Nauryz on Saturday and Sunday takes two working days; no Day of the Constitution in this year."""
    assert in_the_week(2026) == {
        *[(1, 1), (1, 2), (1, 7), (3, 9), (3, 23), (3, 24), (3, 25), (5, 1), (5, 7), (5, 11), (5, 27)],
        *[(7, 6), (10, 26), (12, 16)],
    }


def test_a_day_of_rest_on_a_weekend_takes_no_other_day() -> None:
    assert date(2024, 1, 7).weekday() == 6
    assert date(2024, 1, 8) not in holidays()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 12, 1), date(2019, 12, 3)),  # Sunday and the First President's day, which moved to Monday
        (date(2022, 12, 1), date(2022, 12, 1)),  # no holiday any more
        (date(2025, 10, 25), date(2025, 10, 28)),
        (date(2026, 3, 21), date(2026, 3, 26)),
        (date(2026, 5, 1), date(2026, 5, 4)),
        (date(2026, 5, 27), date(2026, 5, 28)),
        (date(2026, 8, 30), date(2026, 8, 31)),
        (date(2027, 3, 15), date(2027, 3, 16)),
        (date(2028, 12, 30), date(2029, 1, 3)),  # into the next year
        (date(2026, 11, 25), date(2026, 11, 25)),
    ],
)
def test_where_a_day_moves(day: date, expected: date) -> None:
    assert working_day(day, holidays()) == expected


@given(st.integers(1, 12), st.integers(1, 31), st.integers(0, 5), st.integers(1900, 2100))
def test_a_due_date_is_a_working_day(month: int, day: int, after: int, year: int) -> None:
    due = Due(month=month, day=day, years_after=after)
    moved = due.date(year)
    assert moved.weekday() < 5
    assert moved not in holidays()
    first = date(year + after, month, 1)
    assert first <= moved <= first + timedelta(days=30 + 9)
