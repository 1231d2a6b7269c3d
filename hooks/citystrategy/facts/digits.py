"""How many digits after the comma a reader needs: so that a number shown never says other than the exact one.

Owns that choice. Must not know words, nor what stands around a number.
"""

from collections.abc import Callable
from fractions import Fraction

from citystrategy.facts.values import places
from citystrategy.method.measure import exact
from citystrategy.model import Indicator
from citystrategy.words.words import rounding

MOST = 12
"""Digits after the comma beyond which a float tells nothing."""


def deciding(indicator: Indicator, difference: float, tolerance: float) -> int:
    """As many digits of a difference as show that it is none, or on which side of the tolerance it lies."""
    return telling(difference, tolerance, places(indicator, difference))


def telling(value: float, limit: float, at_least: int) -> int:
    """The digits from which a value is seen to be none, or to lie beyond the limit or not."""
    size = exact(abs(value))

    def tells(shown: Fraction) -> bool:
        return (shown > exact(limit)) == (size > exact(limit)) and bool(shown) == bool(size)

    return _fewest(abs(value), tells, at_least)


def apart(difference: float, margin: float, at_least: int) -> int:
    """The digits from which a margin is seen on the same side of a difference as it lies."""
    size = exact(abs(difference))
    return _fewest(margin, lambda shown: (size > shown) == (size > exact(margin)), at_least)


def whole(value: float, at_least: int) -> int:
    """How many digits after the comma a tolerance needs to be shown whole."""
    written = f"{value:.10f}".rstrip("0")
    return max(at_least if value else 0, len(written.split(".")[1]))


def _fewest(value: float, tells: Callable[[Fraction], bool], at_least: int) -> int:
    """The fewest digits with which a number, rounded to them, tells what it has to."""
    tried = range(at_least, MOST)
    return next((digits for digits in tried if tells(exact(float(rounding(value, digits))))), MOST)
