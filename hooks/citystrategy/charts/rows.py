"""The chart of an indicator as one row of many on a common axis of years.

Owns where its points and lines stand: in percent across and in pixels down, so that one drawing serves
every width and its strokes keep theirs. The data are those of the large chart (`charts`); Altair is not
used here, since it draws for one width. Must not know HTML.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from citystrategy.charts import charts
from citystrategy.charts.shapes import Row
from citystrategy.method.assessment import Verdict
from citystrategy.method.measure import ORDERED
from citystrategy.method.progress import Progress

FIRST, LAST = 2013, 2050
"""Years at the ends of the axis; values before it are left out."""
LEFT, RIGHT = 1.6, 98.2
"""Where they stand, in percent of the width."""
TOP, BOTTOM = 8, 44
"""Where the highest and the lowest value stand, in pixels."""
SEEN = ("actual", "provisional", "other")
JUDGED: tuple[Verdict, ...] = ("met", "missed", "not-reported", "not-comparable")
"""Verdicts that are shown below the values."""


@dataclass(frozen=True)
class Dot:
    """A point of a row."""

    x: str
    y: str
    kind: str
    """`approved`, `actual`, `provisional` or `other`; `last` for the newest comparable value."""


@dataclass(frozen=True)
class RowChart:
    """A drawing 60 pixels high; lines are stretched across a width of 1000."""

    today: str
    plan: tuple[str, ...]
    """Paths of the calculated line."""
    seen: tuple[str, ...]
    """Paths of observed values, none over a gap or a break."""
    ranges: tuple[tuple[str, str, str], ...]
    """Place across, upper and lower end of every target that is a range."""
    dots: tuple[Dot, ...]
    breaks: tuple[str, ...]
    verdicts: tuple[tuple[str, Verdict], ...]


def row_chart(progress: Progress, today: date) -> RowChart | None:
    """The row of an indicator; None where it has no chart."""
    rows = [row for row in charts.content(progress) if int(row["year"]) >= FIRST]
    values = [float(row[key]) for row in rows for key in ("value", "end") if key in row]
    if not values:
        return None
    scale = _Scale(min(values), max(values))
    seen = [row for row in rows if row["kind"] in SEEN]
    return RowChart(
        today=percent(moment(today)),
        plan=tuple(
            scale.paths(
                [row for row in rows if row["kind"] in charts.CALCULATED], progress.indicator.kind in ORDERED
            )
        ),
        seen=tuple(scale.paths(seen, steps=False)),
        ranges=tuple(
            (percent(int(row["year"])), scale.down(float(row["end"])), scale.down(float(row["value"])))
            for row in rows
            if row["kind"] == "range"
        ),
        dots=tuple(scale.dots([row for row in rows if row["kind"] == "approved"], seen)),
        breaks=tuple(percent(int(row["year"]) - 0.5) for row in rows if row["kind"] == "break"),
        verdicts=tuple(
            (percent(milestone.target.year), milestone.verdict)
            for milestone in progress.milestones
            if milestone.verdict in JUDGED
        ),
    )


def axis() -> tuple[tuple[str, int], ...]:
    """Where the years of the axis stand."""
    return tuple((percent(year), year) for year in range(2015, LAST + 1, 5))


def moment(day: date) -> float:
    """A day as a year and its fraction; the middle of a year is where its value stands."""
    return day.year + (day.timetuple().tm_yday - 183) / 366


def percent(year: float) -> str:
    """Where a year stands across, such as `43.21%`."""
    return f"{_across(year):.2f}%"


def _across(year: float) -> float:
    return LEFT + (RIGHT - LEFT) * (year - FIRST) / (LAST - FIRST)


@dataclass(frozen=True)
class _Scale:
    """The axis of values of one row."""

    low: float
    high: float

    def down(self, value: float) -> str:
        """Where a value stands, in pixels from above."""
        if self.high == self.low:
            return f"{(TOP + BOTTOM) / 2:g}"
        return f"{BOTTOM - (BOTTOM - TOP) * (value - self.low) / (self.high - self.low):.1f}"

    def paths(self, rows: Sequence[Row], steps: bool) -> Iterator[str]:
        """A path for each segment of several points."""
        for _, segment in groupby(rows, key=lambda row: row["segment"]):
            corners = list(segment)
            points = [
                (f"{_across(int(row['year'])) * 10:.0f}", self.down(float(row["value"]))) for row in corners
            ]
            if len(points) > 1:
                (x, y), *others = points
                lines = (f"H{x}V{y}" if steps else f"L{x} {y}" for x, y in others)
                closing = "Z" if corners[0]["kind"] == "corridor" else ""
                yield f"M{x} {y}{''.join(lines)}{closing}"

    def dots(self, approved: Iterable[Row], seen: Sequence[Row]) -> Iterator[Dot]:
        """The set values; of the observed ones the last, those without a neighbour and the odd ones."""
        for row in approved:
            yield self.dot(row, "approved")
        sizes = {key: len(list(segment)) for key, segment in groupby(seen, key=lambda row: row["segment"])}
        for place, row in enumerate(seen):
            last = place == len(seen) - 1
            if last or row["kind"] != "actual" or sizes[row["segment"]] == 1:
                yield self.dot(row, "last" if last and row["kind"] == "actual" else str(row["kind"]))

    def dot(self, row: Row, kind: str) -> Dot:
        """A point in a row."""
        return Dot(percent(int(row["year"])), self.down(float(row["value"])), kind)
