"""What a chart shows: which points, lines and breaks of an indicator or a series go into it.

Must not know how the shapes are drawn (`shapes`), nor how a drawing is made or kept (`drawing`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citystrategy.charts import ticks
from citystrategy.charts.shapes import Row, Ticks
from citystrategy.method.assessment import Observation
from citystrategy.method.measure import bounds
from citystrategy.method.plan import expected
from citystrategy.method.progress import Progress
from citystrategy.model import Indicator, Range, Series, Value

OBSERVED = ("actual", "provisional", "other", "revised")
"""Marks of observed values, in the order of the legend."""
CALCULATED = ("guide", "corridor")
"""What is calculated between approved points: a line, or an area by its corners."""


@dataclass(frozen=True)
class Chart:
    """What is drawn, and how its axes are labelled."""

    rows: list[Row]
    ticks: Ticks


def content(progress: Progress) -> list[Row]:
    """The points, lines and breaks of an indicator; none of a plan in words."""
    return [*_plan(progress), *_observed(progress)]


def series(shown: Series) -> Chart | None:
    """The chart of a series of the profile, interrupted at gaps and breaks; None of a single value."""
    points = shown.values
    if len(points) < 2:
        return None
    rows, segment = list[Row](), 0
    for before, point in pairwise((None, *points)):
        if point is None:
            continue
        if before and (point.year != before.year + 1 or point.discontinuity):
            segment += 1
        if point.discontinuity:
            rows.append({"kind": "break", "year": point.year})
        kind = "provisional" if point.provisional else "actual"
        rows.append({"kind": kind, "year": point.year, "value": point.value, "segment": segment})
    return Chart(rows, _of_years(rows, shown.decimals))


def _of_years(rows: Sequence[Row], decimals: int) -> Ticks:
    """The labels of a chart over years."""
    drawn = [int(row["year"]) for row in rows]
    years = [float(year) for year in ticks.years(min(drawn), max(drawn))]
    return {"x": years, **_of_values(rows, decimals)}


def _of_values(rows: Sequence[Row], decimals: int) -> Ticks:
    """The labels of the axis of values; none where Vega's own do."""
    drawn = [float(row[key]) for row in rows for key in ("value", "end") if key in row]
    labelled = ticks.values(min(drawn), max(drawn), decimals)
    return {} if labelled is None else {"y": labelled}


def height(indicator: Indicator, value: Value) -> tuple[float, float] | None:
    """Where a value stands on the axis, with both ends of a range; categories count from 1."""
    ends = bounds(indicator, value)
    if ends is None:
        return None
    first = 1 if indicator.kind == "categories" else 0
    return float(ends[0]) + first, float(ends[1]) + first


def _plan(progress: Progress) -> Iterator[Row]:
    for point in progress.points:
        at = height(progress.indicator, point.value)
        if at is None:
            continue
        if isinstance(point.value, Range):
            yield {"kind": "range", "year": point.year, "value": at[0], "end": at[1]}
        else:
            yield {"kind": "approved", "year": point.year, "value": at[0]}
        if progress.indicator.better != "within":
            yield {"kind": "guide", "year": point.year, "value": at[0], "segment": 0}
    if progress.indicator.better == "within":
        yield from _corridor(progress)


def _corridor(progress: Progress) -> Iterator[Row]:
    """What the path allows between every two approved points: its four corners in turn."""
    for place, (before, after) in enumerate(pairwise(progress.points)):
        wanted = bounds(progress.indicator, after.value)
        start = expected(progress.indicator, before, after, before.year)
        if wanted is None or start is None:
            continue
        low, high = wanted
        corners = ((before, low + start), (after, low), (after, high), (before, high - start))
        for point, value in corners:
            yield {"kind": "corridor", "year": point.year, "value": float(value), "segment": place}


def _observed(progress: Progress) -> Iterator[Row]:
    """Observed values, joined by a line only within a segment.

    A new one begins after a missing year, after a break and where the definition changes: nothing
    is interpolated.
    """
    segment, before = 0, None
    for observation in progress.observations:
        at = height(progress.indicator, observation.actual.value)
        if at is None:
            continue
        gap = before is not None and observation.year != before.year + 1
        redefined = before is not None and (observation.method, observation.edition) != (
            before.method,
            before.edition,
        )
        if gap or redefined or observation.actual.discontinuity:
            segment += 1
        if observation.actual.discontinuity:
            yield {"kind": "break", "year": observation.year}
        for revision in observation.actual.revisions:
            was = height(progress.indicator, revision.value)
            if was is not None:
                yield {"kind": "revised", "year": observation.year, "value": was[0]}
        yield {"kind": kind(observation), "year": observation.year, "value": at[0], "segment": segment}
        before = observation


def kind(observation: Observation) -> str:
    """How an observed value is drawn."""
    if not observation.comparable:
        return "other"
    return "provisional" if observation.actual.provisional else "actual"


def marks(progress: Progress) -> tuple[str, ...]:
    """The marks that a chart has, as keys of `legend` in the words, in the order of the legend."""
    return kinds(content(progress))


def kinds(rows: Sequence[Row]) -> tuple[str, ...]:
    """The kinds of marks among rows, in the order of the legend."""
    drawn = {str(row["kind"]) for row in rows}
    return tuple(
        mark for mark in ("approved", "range", "guide", "corridor", *OBSERVED, "break") if mark in drawn
    )
