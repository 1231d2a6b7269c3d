"""Where the axes of a chart are labelled.

Owns the choice of years and of values. Must not know how labels are drawn, nor what the values mean.
"""

from math import ceil, floor

NEAREST = 0.1
"""Share of the axis that two labelled years need between them, to stay apart on a small chart."""
STEPS = (1, 2, 5, 10, 20, 50)
"""Years from one label to the next."""
FEW = 7
"""Up to this many of the smallest differences each is labelled; beyond it Vega's own ticks are coarser."""


def years(first: int, last: int) -> list[int]:
    """The labelled years: the first and the last always, every one where they are few."""
    apart = (last - first) * NEAREST
    step = next((one for one in STEPS if one >= apart), STEPS[-1])
    between = range(first - first % step + step, last, step)
    inner = [year for year in between if first + apart <= year <= last - apart]
    return [first, *inner, last] if last > first else [first]


def values(low: float, high: float, decimals: int) -> list[float] | None:
    """The labelled values where halves of the values' last digit would be labelled otherwise; else None."""
    scale = 10**decimals
    if round((high - low) * scale) > FEW:
        return None
    # Rounded before: 0.29 times 100 is less than 29.
    first, last = (round(one * scale, 6) for one in (low, high))
    return [one / scale for one in range(ceil(first), floor(last) + 1)] or None
