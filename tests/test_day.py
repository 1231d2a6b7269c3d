"""The day of the site is the day in Astana, and what is no day is said."""

from datetime import date
from pathlib import Path

import pytest
import sample
from citystrategy import day
from conftest import build


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        ("0", date(1970, 1, 1)),
        ("1782846000", date(2026, 7, 1)),  # 19:00 of 30 June in Greenwich, midnight in Astana
        ("1782845999", date(2026, 6, 30)),
        ("1795305600", date(2026, 11, 22)),
        ("253370746799", date(9998, 12, 31)),
    ],
)
def test_the_day_is_that_of_astana(epoch: str, expected: date) -> None:
    assert day.today({"SOURCE_DATE_EPOCH": epoch}) == expected


@pytest.mark.parametrize("epoch", ["", " ", "now", "-1", "1e9", "٣", "9" * 30, "253370746800"])
def test_what_is_no_time_is_refused(epoch: str) -> None:
    with pytest.raises(ValueError, match="^" + epoch.replace("-", r"\-") + "$"):
        day.today({"SOURCE_DATE_EPOCH": epoch})


def test_a_build_says_what_is_wrong_with_its_day(tmp_path: Path) -> None:
    sample.project(tmp_path / "project", cities=1)
    built = build(tmp_path / "project", SOURCE_DATE_EPOCH="")
    assert built.returncode == 1
    assert "SOURCE_DATE_EPOCH" in built.stdout + built.stderr
    assert "Traceback" not in built.stderr


def test_values_of_years_to_come_stop_a_build(tmp_path: Path) -> None:
    """A tree of today built for a day two years ago is told what did not exist then, and does not crash."""
    sample.project(tmp_path / "project", cities=1)
    built = build(tmp_path / "project", SOURCE_DATE_EPOCH="1717200000")
    assert built.returncode == 1
    assert "[year-future]" in built.stderr
    assert "Traceback" not in built.stderr
