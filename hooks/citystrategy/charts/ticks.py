"""Where the axes of a chart are labelled.

Owns the choice of years and of values. Must not know how labels are drawn, nor what the values mean.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, floor

NEAREST = 0.1
"""Share of the axis that two labelled years need between them, to stay apart on a small chart."""
STEPS = (1, 2, 5, 10, 20, 50)
"""Years from one label to the next."""
FEW = 7
"""Up to this many of the smallest differences each is labelled; beyond it Vega's own ticks are coarser."""
NARROW, WIDE = 4, 11
"""Most steps between labelled years on a narrow and on a wide drawing."""
MOST = 5
"""Steps of an axis that is as narrow as a phone."""


def years(first: int, last: int) -> list[int]:
    """The labelled years: the first and the last always, every one where they are few."""
    apart = (last - first) * NEAREST
    step = next((step for step in STEPS if step >= apart), STEPS[-1])
    between = range(first - first % step + step, last, step)
    inner = [year for year in between if first + apart <= year <= last - apart]
    return [first, *inner, last] if last > first else [first]


def rhythm(length: int) -> tuple[int, int]:
    """Years from one label to the next on an axis of that many: on a narrow drawing, and on a wide one."""
    few = next((step for step in STEPS if length / step <= NARROW), STEPS[-1])
    return few, next(step for step in STEPS if few % step == 0 and (length / step <= WIDE or step == few))


def values(low: float, high: float, decimals: int) -> list[float] | None:
    """The labelled values where halves of the values' last digit would be labelled otherwise; else None."""
    scale = 10**decimals
    if round((high - low) * scale) > FEW:
        return None
    # Rounded before: 0.29 times 100 is less than 29.
    first, last = (round(end * scale, 6) for end in (low, high))
    return [label / scale for label in range(ceil(first), floor(last) + 1)] or None


def axis(low: float, high: float, decimals: int, lowest: int | None = None) -> list[Fraction]:
    """The labelled values of an axis that reaches from the first of them to the last, at least two.

    No label is finer than the values; none is below `lowest`, such as place 1.
    """
    for step in _steps(decimals):
        first, last = floor(Fraction(low) / step), ceil(Fraction(high) / step)
        if first == last:
            first, last = first - 1, last + 1
        if last - first <= MOST:
            break
    labelled = [step * place for place in range(first, last + 1)]
    if lowest is None or labelled[0] >= lowest or low < lowest:
        return labelled
    return [Fraction(lowest), *(value for value in labelled if value > lowest)]


def _steps(decimals: int) -> Iterator[Fraction]:
    """1, 2, 5, 10, 20, 50 … of the last digit."""
    step = Fraction(1, 10**decimals)
    while True:
        yield from (step, 2 * step, 5 * step)
        step *= 10


def digits(labels: Iterable[Fraction]) -> int:
    """Digits after the comma that all labels of an axis need."""
    return max(next(count for count in range(20) if (label * 10**count).denominator == 1) for label in labels)
