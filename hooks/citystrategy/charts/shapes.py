"""The shape of the charts of the profile, made with Altair once and filled with the data of many series.

Owns how marks, lines and axes look. A chart carries no words and its colours are CSS variables of
the page, so one drawing serves both languages and all schemes. Must not know what the rows stand for.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Loaded only where a shape is made: it takes a second.
    import altair

Row = dict[str, str | int | float]
Ticks = Mapping[str, list[float]]
"""The labelled values of an axis, `x` or `y`; of an axis that is not named, Vega chooses them."""

WIDTH, HEIGHT = 320, 170
"""Pixels of the plot: small enough for its numbers to stay readable on a phone."""
DATA = "values"
"""Name of the data set of a shape, into which the rows of a chart are put."""
MARKS: Mapping[str, Mapping[str, Any]] = {
    "actual": {"shape": "circle", "size": 32, "filled": True, "fill": "var(--chart-actual)"},
    "provisional": {"shape": "circle", "size": 40, "stroke": "var(--chart-actual)", "strokeWidth": 2},
}
"""How points are drawn, told apart by form; the later ones above the others."""


def shape() -> dict[str, Any]:
    """A chart as a Vega specification with an empty data set named `DATA`.

    Values are filled circles on a solid line, provisional ones open circles; a break is a dotted vertical.
    """
    import altair

    def layer(*kinds: str) -> altair.Chart:
        condition = " || ".join(f"datum.kind === '{kind}'" for kind in kinds)
        return altair.Chart(altair.NamedData(name=DATA)).encode(x=x, y=y).transform_filter(condition)

    # The axes belong to all layers; `zero=False` since most series live far from nought.
    # Without a limit on labels Vega does not measure each text: half the time of a drawing.
    x = altair.X(
        "year:Q",
        scale=altair.Scale(nice=False, zero=False, padding=8),
        axis=altair.Axis(title=None, format="d", grid=False, labelLimit=0, labelOverlap=False),
    )
    y = altair.Y(
        "value:Q",
        scale=altair.Scale(zero=False, nice=True),
        axis=altair.Axis(title=None, format=",.6~f", tickCount=5, domain=False, ticks=False, labelLimit=0),
    )
    layers = (
        layer("break")
        .mark_rule(stroke="var(--chart-break)", strokeDash=[1, 3], strokeWidth=1.5)
        .encode(y=altair.Y()),
        layer("actual", "provisional")
        .mark_line(stroke="var(--chart-actual)", strokeWidth=2)
        .encode(detail="segment:N"),
        *(layer(kind).mark_point(**{"filled": False, **mark}) for kind, mark in MARKS.items()),
    )
    return _compiled(altair.layer(*layers).properties(width=WIDTH, height=HEIGHT))


def _compiled(chart: "altair.LayerChart | altair.FacetChart") -> dict[str, Any]:
    """A chart in the colours of the page, as Vega."""
    import vl_convert

    plain = chart.properties(background="transparent").configure_view(stroke=None)
    plain = plain.configure_axis(
        labelColor="var(--chart-label)",
        gridColor="var(--chart-grid)",
        domainColor="var(--chart-grid)",
        tickColor="var(--chart-grid)",
        labelFontSize=11,
    )
    return dict(vl_convert.vegalite_to_vega(plain.to_dict()))


def filled(empty: dict[str, Any], values: list[Row], ticks: Ticks) -> dict[str, Any]:
    """The specification of a chart: the empty shape with the rows of a series and its labels."""
    data = [
        {**dataset, "values": values} if dataset["name"] == DATA else dataset for dataset in empty["data"]
    ]
    axes = [
        _labelled(axis, ticks[axis["scale"]]) if axis["scale"] in ticks else axis for axis in empty["axes"]
    ]
    return {**empty, "data": data, "axes": axes}


def _labelled(axis: dict[str, Any], values: list[float]) -> dict[str, Any]:
    """An axis with its labels; Vega thins them out where they are more than the ticks it would make."""
    return {**axis, "values": values, "tickCount": len(values), "tickMinStep": None}
