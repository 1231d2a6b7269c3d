"""The method on cities whose true course is known: how often chance alone earns a warning."""

from math import sqrt
from random import Random

from citystrategy.method.assessment import assess
from citystrategy.method.plan import plan as plan_of
from test_monitoring import BOTH, indicator

CITIES, FIRST, LAST = 300, 2020, 2050
BIRTHS = 12_000
"""A year: a city of half a million."""
START, END = 8.0, 4.0
"""Deaths of infants per 1,000 births; the true course is the approved one."""


def deaths(random: Random, mean: float) -> int:
    """A draw of the Poisson distribution: arrivals within one unit of time."""
    found, time = 0, random.expovariate(mean)
    while time < 1:
        found, time = found + 1, time + random.expovariate(mean)
    return found


def courses() -> list[dict[int, float]]:
    """The yearly rates of cities that are truly on their path."""
    random = Random(2026)
    path = {
        year: START + (END - START) * (year - FIRST) / (LAST - FIRST) for year in range(FIRST + 1, LAST + 1)
    }
    return [
        {year: round(deaths(random, rate * BIRTHS / 1000) * 1000 / BIRTHS, 2) for year, rate in path.items()}
        for _ in range(CITIES)
    ]


def judged(error: float | None, since: int = FIRST + 1, alone: bool = False) -> tuple[float, float]:
    """Share of years with a warning, and of years in which the status changes, from a year on.

    Without an error it is estimated from the values; `alone`, each year is judged by its own value.
    """
    more = {} if error is None else {"standard_error": {"value": error, "ground": BOTH}}
    plan = plan_of(indicator([(FIRST, START), (LAST, END)], "lower", decimals=2, **more))
    warned = changed = years = 0
    for values in courses():
        before = None
        for year in range(since, LAST + 1):
            assessment = assess(plan, {year: values[year]} if alone else values, year)  # type: ignore[arg-type]
            assert assessment is not None
            warned += assessment.status != "on-path"
            changed += before is not None and assessment.status != before
            before, years = assessment.status, years + 1
    return warned / years, changed / years


def test_chance_seldom_warns() -> None:
    """One of twenty years, and the status seldom changes."""
    warned, changed = judged(error=sqrt(START * 1000 / BIRTHS))
    assert warned <= 0.05
    assert changed <= 0.07


def test_single_years_without_a_margin_warn_nearly_every_second_year() -> None:
    """What the mean and the margin are for: the true course is the plan, and yet."""
    warned, changed = judged(error=None, alone=True)
    assert 0.4 <= warned <= 0.5
    assert 0.4 <= changed <= 0.6


def test_an_estimated_error_does_nearly_as_well() -> None:
    """Once there are eight values to estimate it from."""
    warned, changed = judged(error=None, since=FIRST + 8)
    assert warned <= 0.07
    assert changed <= 0.07
