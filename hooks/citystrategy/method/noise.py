"""How far values may lie from the plan by chance: the error of one yearly value, and the margin of a mean.

Owns that statistics (the method's paragraph 2) and nothing of plans. All comparisons are exact: the margin
is a square root, so squares are compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import median

from citystrategy.method.measure import bounds, exact
from citystrategy.model import Indicator, Value

QUANTILE = Fraction(1645, 1000)
"""Standard errors beyond which chance goes in one case of twenty, on one side (the normal distribution)."""
SPREAD = Fraction(12106, 10000)
"""Standard error as a multiple of the median distance from the mean of both neighbours: 1.4826·√(2/3)."""
ENOUGH = 8
"""Comparable values from which a standard error is estimated."""


@dataclass(frozen=True)
class Noise:
    """By how much one yearly value differs by chance."""

    error: Fraction
    """Standard error, in the indicator's unit."""
    years: tuple[int, int] | None
    """First and last year of the values from which it was estimated; None where it is declared."""


@dataclass(frozen=True)
class Margin:
    """How far the mean of some values may lie from the plan and still count as on it."""

    tolerance: Fraction
    """τ, in the indicator's unit."""
    noise: Noise | None
    number: int
    """How many values the mean is of."""

    @property
    def size(self) -> float:
        """max(τ, 1.645·s/√n), in the indicator's unit."""
        error = float(QUANTILE * self.noise.error) / sqrt(self.number) if self.noise else 0.0
        return max(float(self.tolerance), error)

    def exceeded(self, difference: Fraction) -> bool:
        """Whether a difference lies below the margin: worse, and by more than it."""
        if difference >= -self.tolerance:
            return False
        return self.noise is None or difference**2 * self.number > (QUANTILE * self.noise.error) ** 2


def noise(indicator: Indicator, values: Mapping[int, Value]) -> Noise | None:
    """The declared error of a yearly value, or one estimated from comparable values; None without either."""
    if indicator.standard_error is not None:
        return Noise(exact(indicator.standard_error.value), None)
    numbers = {year: ends[0] for year, value in values.items() if (ends := bounds(indicator, value))}
    if len(numbers) < ENOUGH:
        return None
    distances = [
        abs(number - (numbers[year - 1] + numbers[year + 1]) / 2)
        for year, number in numbers.items()
        if year - 1 in numbers and year + 1 in numbers
    ]
    if not distances:
        return None
    return Noise(SPREAD * median(distances), (min(numbers), max(numbers)))
