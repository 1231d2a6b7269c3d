"""Where a strategy stands on one day: the progress of all its indicators, counted.

Owns the step from the files of observed values to each indicator's progress. Must not know words
or pages.
"""

from dataclasses import dataclass
from datetime import date

from citystrategy.model import Actual
from citystrategy.monitoring.monitoring import Counts, Progress, count, progress
from citystrategy.reading.load import CityStrategy


@dataclass(frozen=True)
class Standing:
    """Where all indicators of a strategy stand on one day."""

    strategy: CityStrategy
    progress: tuple[Progress, ...]
    counts: Counts

    def of_direction(self, direction: str) -> list[Progress]:
        """The indicators of one direction."""
        return [item for item in self.progress if item.indicator.direction == direction]


def standing_on(strategy: CityStrategy, today: date) -> Standing:
    """The standing of a strategy on a day."""
    actuals: dict[str, dict[int, Actual]] = {}
    for _, year in strategy.actuals:
        for actual in year.values:
            actuals.setdefault(actual.indicator, {})[year.year] = actual
    items = tuple(progress(one, actuals.get(one.id, {}), today) for one in strategy.indicators)
    return Standing(strategy, items, count(items))
