"""The chart of one indicator, alone on its page: what stands where, in percent across and down.

One drawing serves every width: lines are stretched, marks and words keep their size. The data are those of
the row of the monitoring page (`charts`); words come by language (`facts/plot_words`). Must not know HTML.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from math import ceil

from citystrategy.charts import charts, ticks
from citystrategy.charts.rows import JUDGED, SEEN, moment
from citystrategy.charts.shapes import Row
from citystrategy.method.assessment import Assessment, Verdict
from citystrategy.method.measure import ORDERED
from citystrategy.method.plan import due_years
from citystrategy.method.progress import Progress

LEFT, RIGHT, TOP, BOTTOM = 2, 98, 14, 86
"""Where the first and the last year, the highest and the lowest label stand, in percent."""
FEW = 16
"""Up to this many observed values each has its mark; beyond it those that a line does not show."""


@dataclass(frozen=True)
class PlotScale:
    """Which years and values the drawing shows."""

    first: float
    last: float
    low: float
    high: float

    def across(self, year: float) -> float:
        """Where a year stands, in percent of the width."""
        return LEFT + (RIGHT - LEFT) * (year - self.first) / (self.last - self.first)

    def down(self, value: float | Fraction) -> float:
        """Where a value stands, in percent of the height."""
        return BOTTOM - (BOTTOM - TOP) * (float(value) - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class PlotYear:
    """A labelled year."""

    x: str
    year: int
    anchor: str
    layout: str
    """`wide` where a narrow drawing has no room for it, `between` where the narrowest has none."""


@dataclass(frozen=True)
class PlotDot:
    """A point: `approved`, `revised`, or an observed value."""

    x: str
    y: str
    kind: str


@dataclass(frozen=True)
class PlotGap:
    """Years that were due and have no value."""

    x: str
    width: str
    middle: str
    owed: bool


@dataclass(frozen=True)
class Plot:
    """A drawing; its lines are stretched across a width and a height of 1000."""

    scale: PlotScale
    values: tuple[tuple[str, Fraction], ...]
    """Where the labelled values stand."""
    years: tuple[PlotYear, ...]
    today: str
    """Empty where the day lies outside."""
    gaps: tuple[PlotGap, ...]
    plan: tuple[str, ...]
    seen: tuple[str, ...]
    ranges: tuple[tuple[str, str, str], ...]
    dots: tuple[PlotDot, ...]
    breaks: tuple[str, ...]
    difference: tuple[str, str, str] | None
    """From the newest value to the calculated line, where they differ."""
    verdicts: tuple[tuple[str, Verdict], ...]


def plot(progress: Progress, today: date) -> Plot | None:
    """The drawing of an indicator; None where it has nothing to draw."""
    rows = charts.content(progress)
    values = _heights(rows)
    if not values:
        return None
    labels = _labels(progress, values)
    scale = _scale(rows, labels, today)
    seen = [row for row in rows if row["kind"] in SEEN]
    return Plot(
        scale=scale,
        values=tuple((percent(scale.down(value)), value) for value in labels),
        years=tuple(_years(scale)),
        today=percent(scale.across(moment(today))) if moment(today) <= scale.last else "",
        gaps=tuple(_gaps(progress, scale, today)),
        plan=tuple(
            _paths(
                scale,
                [row for row in rows if row["kind"] in charts.CALCULATED],
                progress.indicator.kind in ORDERED,
            )
        ),
        seen=tuple(_paths(scale, seen, steps=False)),
        ranges=tuple(_ranges(scale, rows)),
        dots=tuple(_dots(scale, rows, seen)),
        breaks=tuple(percent(scale.across(int(row["year"]) - 0.5)) for row in rows if row["kind"] == "break"),
        difference=_difference(progress, scale),
        verdicts=tuple(
            (percent(scale.across(milestone.target.year)), milestone.verdict)
            for milestone in progress.milestones
            if milestone.verdict in JUDGED
        ),
    )


def is_drawn(progress: Progress) -> bool:
    """Whether an indicator has anything to draw."""
    return bool(_heights(charts.content(progress)))


def _heights(rows: Iterable[Row]) -> list[float]:
    return [float(row[key]) for row in rows for key in ("value", "end") if key in row]


def percent(place: float) -> str:
    """A place such as `43.2%`."""
    return f"{place:.2f}".rstrip("0").rstrip(".") + "%"


def _labels(progress: Progress, values: Sequence[float]) -> list[Fraction]:
    """The labelled values, of which the first and the last bound the drawing."""
    indicator = progress.indicator
    if indicator.kind not in ORDERED:
        lowest = 1 if indicator.kind == "rank" else None
        return ticks.axis(min(values), max(values), indicator.decimals, lowest=lowest)
    first, last = (0, 1) if indicator.kind == "yes-no" else (1, len(indicator.categories))
    return ticks.axis(min(first, *values), max(last, *values), 0)


def _scale(rows: Iterable[Row], labels: Sequence[Fraction], today: date) -> PlotScale:
    years = [int(row["year"]) for row in rows]
    last = max(max(years), ceil(moment(today)))
    return PlotScale(min(*years, last - 1), last, float(labels[0]), float(labels[-1]))


def _years(scale: PlotScale) -> Iterator[PlotYear]:
    first, last = round(scale.first), round(scale.last)
    few, many = ticks.rhythm(last - first)
    ends = (ceil(first / few) * few, last // few * few)
    for year in range(ceil(first / many) * many, last + 1, many):
        x = scale.across(year)
        anchor = "start" if x < 4 else "end" if x > 96 else "middle"
        layout = "wide" if year % few else "" if year in ends else "between"
        yield PlotYear(percent(x), year, anchor, layout)


def _gaps(progress: Progress, scale: PlotScale, today: date) -> Iterator[PlotGap]:
    """Neighbouring years together; nobody owes what is shown of a draft."""
    seen, owed = (
        {observation.year for observation in progress.observations},
        {*progress.gaps, *progress.missing},
    )
    absent = [year for year in due_years(progress.plan, today) if year not in seen]
    for _, group in groupby(enumerate(absent), key=lambda pair: (pair[1] - pair[0], pair[1] in owed)):
        years = [year for _, year in group]
        left, right = scale.across(max(years[0] - 0.5, scale.first)), scale.across(years[-1] + 0.5)
        yield PlotGap(percent(left), percent(right - left), percent((left + right) / 2), years[0] in owed)


def _paths(scale: PlotScale, rows: Sequence[Row], steps: bool) -> Iterator[str]:
    """A path for each segment of several points."""
    for _, segment in groupby(rows, key=lambda row: row["segment"]):
        corners = list(segment)
        points = [
            (
                f"{scale.across(int(row['year'])) * 10:.0f}",
                f"{scale.down(float(row['value'])) * 10:.1f}".removesuffix(".0"),
            )
            for row in corners
        ]
        if len(points) > 1:
            (x, y), *others = points
            closing = "Z" if corners[0]["kind"] == "corridor" else ""
            yield f"M{x} {y}{''.join(f'H{x}V{y}' if steps else f'L{x} {y}' for x, y in others)}{closing}"


def _ranges(scale: PlotScale, rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        if row["kind"] == "range":
            high, low = (percent(scale.down(float(row[key]))) for key in ("end", "value"))
            yield percent(scale.across(int(row["year"]))), high, low


def _dots(scale: PlotScale, rows: Iterable[Row], seen: Sequence[Row]) -> Iterator[PlotDot]:
    for row in rows:
        if row["kind"] in ("approved", "revised"):
            yield _dot(scale, row, str(row["kind"]))
    sizes = {key: len(list(segment)) for key, segment in groupby(seen, key=lambda row: row["segment"])}
    for place, row in enumerate(seen):
        last = place == len(seen) - 1
        if last or len(seen) <= FEW or row["kind"] != "actual" or sizes[row["segment"]] == 1:
            yield _dot(scale, row, "last" if last and row["kind"] == "actual" else str(row["kind"]))


def _dot(scale: PlotScale, row: Row, kind: str) -> PlotDot:
    return PlotDot(percent(scale.across(int(row["year"]))), percent(scale.down(float(row["value"]))), kind)


def newest(progress: Progress) -> Assessment | None:
    """The assessment of the newest value; None where it has none."""
    assessment, latest = progress.assessment, progress.latest
    return assessment if assessment and latest and assessment.year == latest.year else None


def _difference(progress: Progress, scale: PlotScale) -> tuple[str, str, str] | None:
    assessment = newest(progress)
    if assessment is None or not assessment.difference or not isinstance(assessment.expected, int | float):
        return None
    if assessment.plan.indicator.better == "within" or isinstance(assessment.actual, bool):
        return None
    seen = scale.down(float(assessment.expected) + assessment.difference)
    return (
        percent(scale.across(assessment.year)),
        percent(seen),
        percent(scale.down(float(assessment.expected))),
    )
