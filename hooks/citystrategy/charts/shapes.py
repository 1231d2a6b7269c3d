"""The shapes of charts, made with Altair: each is made once, and filled with the data of many.

Owns how marks, lines and axes look. A chart carries no words and its colours are CSS variables of
the page, so one drawing serves both languages and all schemes. Must not know what the rows stand for.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    # Loaded only where a shape is made: it takes a second.
    import altair

Row = dict[str, str | int | float]
Ticks = Mapping[str, list[float]]
"""The labelled values of an axis, `x` or `y`; of an axis that is not named, Vega chooses them."""
Shape = Literal["path", "path-large", "steps", "steps-large"]
"""A path of numbers or of steps, as small as in a list or as large as alone on a page."""

SIZES = {"": (320, 170), "-large": (600, 280)}
"""Pixels of the plot: the small one small enough for its numbers to stay readable on a phone."""
DATA = "values"
"""Name of the data set of a shape, into which the rows of a chart are put."""
MARKS: Mapping[str, Mapping[str, Any]] = {
    "approved": {"shape": "diamond", "size": 70, "stroke": "var(--chart-approved)", "strokeWidth": 2},
    "revised": {"shape": "square", "size": 30, "stroke": "var(--chart-other)", "strokeWidth": 1.5},
    "actual": {"shape": "circle", "size": 32, "filled": True, "fill": "var(--chart-actual)"},
    "provisional": {"shape": "circle", "size": 40, "stroke": "var(--chart-actual)", "strokeWidth": 2},
    "other": {"shape": "cross", "size": 60, "filled": True, "fill": "var(--chart-other)"},
}
"""How points are drawn, told apart by form as well as by colour; the later ones above the others."""


def shape(name: Shape) -> dict[str, Any]:
    """A chart as a Vega specification with an empty data set named `DATA`.

    Approved points are open diamonds, ranges bars, on a dashed guide; observed values filled
    circles on a solid line, provisional ones open circles, replaced ones open squares, values of
    another definition crosses; a break is a dotted vertical: told apart by form as well as by colour.
    """
    import altair

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
        axis=altair.Axis(title=None, format="d", grid=False, labelLimit=0, labelOverlap=False),
    )
    y = altair.Y(
        "value:Q",
        scale=altair.Scale(zero=False, nice=not steps, padding=8 if steps else 0),
        axis=altair.Axis(
            title=None,
            format="d" if steps else ",.6~f",
            tickCount=5,
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
        layer("actual", "provisional", "other")
        .mark_line(stroke="var(--chart-actual)", strokeWidth=2)
        .encode(detail="segment:N"),
        layer("range").mark_rule(stroke="var(--chart-approved)", strokeWidth=4).encode(y2="end:Q"),
        *(layer(kind).mark_point(**{"filled": False, **mark}) for kind, mark in MARKS.items()),
    )
    return _compiled(altair.layer(*layers).properties(width=width, height=height), 12 if large else 11)


def _compiled(chart: "altair.LayerChart | altair.FacetChart", size: int) -> dict[str, Any]:
    """A chart in the colours of the page, with labels of a size in pixels, as Vega."""
    import vl_convert

    plain = chart.properties(background="transparent").configure_view(stroke=None)
    plain = plain.configure_axis(
        labelColor="var(--chart-label)",
        gridColor="var(--chart-grid)",
        domainColor="var(--chart-grid)",
        tickColor="var(--chart-grid)",
        labelFontSize=size,
    )
    return dict(vl_convert.vegalite_to_vega(plain.to_dict()))


def filled(empty: dict[str, Any], values: list[Row], ticks: Ticks) -> dict[str, Any]:
    """The specification of a chart: the empty shape with the rows of an indicator and its labels."""
    data = [{**one, "values": values} if one["name"] == DATA else one for one in empty["data"]]
    axes = [_labelled(one, ticks[one["scale"]]) if one["scale"] in ticks else one for one in empty["axes"]]
    return {**empty, "data": data, "axes": axes}


def _labelled(axis: dict[str, Any], values: list[float]) -> dict[str, Any]:
    """An axis with its labels; Vega thins them out where they are more than the ticks it would make."""
    return {**axis, "values": values, "tickCount": len(values), "tickMinStep": None}
