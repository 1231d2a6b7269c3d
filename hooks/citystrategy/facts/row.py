"""One indicator as a row of the monitoring page: its card, its place on the common axis, what is due next.

Owns what such a row holds. Must not know HTML.
"""

from dataclasses import dataclass

from citystrategy.charts import charts
from citystrategy.charts.rows import RowChart, row_chart
from citystrategy.facts.cards import Card
from citystrategy.method.duty import Duty, duties
from citystrategy.method.standing import Standing


@dataclass(frozen=True)
class IndicatorRow:
    """A row of the monitoring page."""

    card: Card
    chart: RowChart | None
    due: Duty | None
    """The value that is due next."""

    @classmethod
    def of(cls, standing: Standing, card: Card) -> "IndicatorRow":
        """The row of an indicator on the day of a standing."""
        item, today = card.progress, standing.today
        coming = (one for one in duties(item, today) if not one.overdue)
        drawn = None if item.indicator.not_assessable else row_chart(item, charts.chart(item), today)
        return cls(card, drawn, next(coming, None))
