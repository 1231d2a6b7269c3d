"""What a chart shows: a few shapes, made with Altair, and the data of each indicator or series.

Owns the shapes and which points, lines and breaks go into them. A chart carries no words and its
colours are CSS variables of the page, so one drawing serves both languages and all schemes.
Must not know how a drawing is made or kept (`drawing`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from citystrategy.model import Indicator, Point, Range, Value
from citystrategy.monitoring.assessment import Observation
from citystrategy.monitoring.measure import ORDERED, bounds
from citystrategy.monitoring.plan import expected
from citystrategy.monitoring.progress import Progress

Row = dict[str, str | int | float]
Shape = Literal["path", "path-large", "steps", "steps-large"]
"""A path of numbers or of steps; as small as in a list of indicators, or as large as alone on a page."""

SIZES = {"": (320, 170), "-large": (600, 280)}
"""Pixels of the plot: the small one small enough for its numbers to stay readable on a phone."""
DATA = "values"
"""Name of the data set of a shape, into which the rows of an indicator are put."""
OBSERVED = ("actual", "provisional", "other", "revised")
"""Marks of observed values, in the order of the legend."""


@dataclass(frozen=True)
class Chart:
    """A shape with its data."""

    shape: Shape
    rows: list[Row]


def chart(item: Progress, large: bool = False) -> Chart | None:
    """The chart of an indicator; None where there is nothing to draw, as with a plan in words."""
    rows = [*_plan(item), *_observed(item)]
    if not rows:
        return None
    if item.indicator.kind in ORDERED:
        return Chart("steps-large" if large else "steps", rows)
    return Chart("path-large" if large else "path", rows)


def series(points: Sequence[Point]) -> Chart:
    """The chart of a series of the profile, interrupted at gaps and breaks."""
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
    return Chart("path-large", rows)


def height(indicator: Indicator, value: Value) -> tuple[float, float] | None:
    """Where a value stands on the axis, with both ends of a range; categories count from 1."""
    found = bounds(indicator, value)
    if found is None:
        return None
    first = 1 if indicator.kind == "categories" else 0
    return float(found[0]) + first, float(found[1]) + first


def _plan(item: Progress) -> Iterator[Row]:
    for point in item.points:
        at = height(item.indicator, point.value)
        if at is None:
            continue
        if isinstance(point.value, Range):
            yield {"kind": "range", "year": point.year, "value": at[0], "end": at[1]}
        else:
            yield {"kind": "approved", "year": point.year, "value": at[0]}
        if item.indicator.better != "within":
            yield {"kind": "guide", "year": point.year, "value": at[0], "segment": 0}
    if item.indicator.better == "within":
        yield from _corridor(item)


def _corridor(item: Progress) -> Iterator[Row]:
    """The lowest and the highest value that the path allows, between every two approved points."""
    for place, (before, after) in enumerate(pairwise(item.points)):
        wanted = bounds(item.indicator, after.value)
        start = expected(item.indicator, before, after, before.year)
        if wanted is None or start is None:
            continue
        for side, end, sign in (("low", wanted[0], 1), ("high", wanted[1], -1)):
            segment = f"{side}{place}"
            begin = float(end + sign * start)
            yield {"kind": "guide", "year": before.year, "value": begin, "segment": segment}
            yield {"kind": "guide", "year": after.year, "value": float(end), "segment": segment}


def _observed(item: Progress) -> Iterator[Row]:
    """Observed values, joined by a line only within a segment.

    A new one begins after a missing year, after a break and where the definition changes: nothing
    is interpolated.
    """
    segment, before = 0, None
    for one in item.observations:
        at = height(item.indicator, one.actual.value)
        if at is None:
            continue
        gap = before is not None and one.year != before.year + 1
        other = before is not None and one.method != before.method
        if gap or other or one.actual.discontinuity:
            segment += 1
        if one.actual.discontinuity:
            yield {"kind": "break", "year": one.year}
        for revision in one.actual.revisions:
            was = height(item.indicator, revision.value)
            if was is not None:
                yield {"kind": "revised", "year": one.year, "value": was[0]}
        yield {"kind": kind(one), "year": one.year, "value": at[0], "segment": segment}
        before = one


def kind(one: Observation) -> str:
    """How an observed value is drawn."""
    if not one.comparable:
        return "other"
    return "provisional" if one.actual.provisional else "actual"


def marks(item: Progress) -> tuple[str, ...]:
    """The marks that a chart has, as keys of `legend` in the strings, in the order of the legend."""
    found = [*_plan(item), *_observed(item)]
    kinds = {str(row["kind"]) for row in found}
    return tuple(one for one in ("approved", "range", "guide", *OBSERVED, "break") if one in kinds)


def shape(name: Shape) -> dict[str, Any]:
    """A chart as a Vega specification with an empty data set named `DATA`.

    Approved points are open diamonds, ranges bars, on a dashed guide; observed values filled
    circles on a solid line, provisional ones open circles, replaced ones open squares, values of
    another definition crosses; a break is a dotted vertical: told apart by form as well as by colour.
    """
    import altair
    import vl_convert

    steps, large = name.startswith("steps"), name.endswith("-large")
    width, height = SIZES["-large" if large else ""]

    def layer(*kinds: str) -> altair.Chart:
        condition = " || ".join(f"datum.kind === '{kind}'" for kind in kinds)
        return altair.Chart(altair.NamedData(name=DATA)).encode(x=x, y=y).transform_filter(condition)

    # The axes belong to all layers; `zero=False` since most indicators live far from nought.
    # Without a limit on labels Vega does not measure each text: half the time of a drawing.
    x = altair.X(
        "year:Q",
        scale=altair.Scale(nice=False, zero=False, padding=8),
        axis=altair.Axis(title=None, format="d", grid=False, tickMinStep=5, tickCount=8, labelLimit=0),
    )
    y = altair.Y(
        "value:Q",
        scale=altair.Scale(zero=False, nice=not steps, padding=8 if steps else 0),
        axis=altair.Axis(
            title=None,
            format="d" if steps else ",.6~f",
            tickCount=5,
            tickMinStep=1 if steps else 0,
            domain=False,
            ticks=False,
            labelLimit=0,
        ),
    )
    line: Mapping[str, Any] = {"interpolate": "step-after"} if steps else {}
    layers = (
        layer("break")
        .mark_rule(stroke="var(--chart-break)", strokeDash=[1, 3], strokeWidth=1.5)
        .encode(y=altair.Y()),
        layer("guide")
        .mark_line(stroke="var(--chart-guide)", strokeDash=[5, 4], strokeWidth=1.5, **line)
        .encode(detail="segment:N"),
        layer(*OBSERVED[:3])
        .mark_line(stroke="var(--chart-actual)", strokeWidth=2)
        .encode(detail="segment:N"),
        layer("range").mark_rule(stroke="var(--chart-approved)", strokeWidth=4).encode(y2="end:Q"),
        layer("approved").mark_point(
            shape="diamond", size=70, filled=False, stroke="var(--chart-approved)", strokeWidth=2
        ),
        layer("revised").mark_point(
            shape="square", size=30, filled=False, stroke="var(--chart-other)", strokeWidth=1.5
        ),
        layer("actual").mark_point(shape="circle", size=32, filled=True, fill="var(--chart-actual)"),
        layer("provisional").mark_point(
            shape="circle", size=40, filled=False, stroke="var(--chart-actual)", strokeWidth=2
        ),
        layer("other").mark_point(shape="cross", size=60, filled=True, fill="var(--chart-other)"),
    )
    chart = (
        altair.layer(*layers)
        .properties(width=width, height=height, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor="var(--chart-label)",
            gridColor="var(--chart-grid)",
            domainColor="var(--chart-grid)",
            tickColor="var(--chart-grid)",
            labelFontSize=12 if large else 11,
        )
    )
    return dict(vl_convert.vegalite_to_vega(chart.to_dict()))


def filled(empty: dict[str, Any], values: list[Row]) -> dict[str, Any]:
    """The specification of a chart: the empty shape with the rows of an indicator."""
    data = [{**one, "values": values} if one["name"] == DATA else one for one in empty["data"]]
    return {**empty, "data": data}
