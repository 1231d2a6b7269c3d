"""Values of every kind as exact measures, of which the larger one is the better one.

Owns what makes a number, a place in a ranking, yes or no, a category and a range comparable with a
target. Must not know years. A value that does not fit its indicator's kind has no measure.
"""

from fractions import Fraction
from functools import cache

from citystrategy.model import Bilingual, Indicator, Range, Value

ORDERED = ("yes-no", "categories")
"""Kinds whose values are steps: they have an order, but no distance."""


@cache
def exact(value: float) -> Fraction:
    """A number as it was written, so that ties are ties."""
    return Fraction(repr(value))


def tolerance(indicator: Indicator) -> Fraction:
    """τ: the declared tolerance or half of the last digit shown; none between steps."""
    if indicator.kind in ORDERED:
        return Fraction(0)
    if indicator.tolerance is not None:
        return exact(indicator.tolerance)
    return Fraction(1, 2 * 10**indicator.decimals)


def bounds(indicator: Indicator, value: Value) -> tuple[Fraction, Fraction] | None:
    """Lowest and highest number that a value stands for; None where it stands for no number.

    Yes is 1 and no is 0; a category is its place among the others, from 0.
    """
    if isinstance(value, bool):
        number = int(value) if indicator.kind == "yes-no" else None
    elif isinstance(value, str):
        names = [category.id for category in indicator.categories]
        number = names.index(value) if indicator.kind == "categories" and value in names else None
    elif isinstance(value, Range):
        return exact(value.low), exact(value.high)
    elif isinstance(value, Bilingual) or indicator.kind in (*ORDERED, "narrative"):
        number = None
    else:
        return exact(value), exact(value)
    return None if number is None else (Fraction(number), Fraction(number))


def measure(indicator: Indicator, value: Value, target: Value) -> Fraction | None:
    """How good a value is with regard to a target; larger is better.

    Where the targets are ranges it is the distance from the target, with a minus: 0 inside it, and
    of a range the distance of its farther end.
    """
    own, wanted = bounds(indicator, value), bounds(indicator, target)
    if own is None or wanted is None:
        return None
    if indicator.better == "within":
        return -max(wanted[0] - own[0], own[1] - wanted[1], Fraction(0))
    return own[0] if indicator.better == "higher" else -own[0]
