"""What a chart of an indicator shows: one shape, made with Altair, and the data of each indicator.

Owns the shape and which points, lines and breaks go into it. A chart carries no words and its
colours are CSS variables of the page, so one drawing serves both languages and all schemes.
Must not know how a drawing is made or kept (`drawing`).
"""

from collections.abc import Iterator
from typing import Any

from citystrategy.monitoring.monitoring import Observation, Progress

Row = dict[str, str | int | float]

WIDTH, HEIGHT = 320, 170
"""Pixels of the plot: small enough for its numbers to stay readable on a phone."""
DATA = "values"
"""Name of the data set of the shape, into which the rows of an indicator are put."""


def rows(progress: Progress) -> list[Row]:
    """The rows of an indicator's chart: approved points and observed values.

    Observed values are joined by a line only within a segment: a new one begins after a missing
    year, after a break and where the definition changes. Nothing is interpolated.
    """
    plan: list[Row] = [
        {"kind": "approved", "year": point.year, "value": point.value, "segment": 0}
        for point in progress.points
    ]
    return plan + list(_observed(progress))


def _observed(progress: Progress) -> Iterator[Row]:
    segment, before = 0, None
    for one in progress.observations:
        gap = before is not None and one.year != before.year + 1
        other = before is not None and one.method != before.method
        if gap or other or one.actual.discontinuity:
            segment += 1
        yield {"kind": kind(one), "year": one.year, "value": one.actual.value, "segment": segment}
        before = one


def kind(one: Observation) -> str:
    """How an observed value is drawn."""
    if not one.comparable:
        return "other"
    return "provisional" if one.actual.provisional else "actual"


def shape() -> dict[str, Any]:
    """The chart as a Vega specification with an empty data set named `DATA`.

    Approved points are open diamonds on a dashed guide line, observed values filled circles on a
    solid line, provisional ones open circles, values of another definition crosses: told apart
    by form as well as by colour.
    """
    import altair
    import vl_convert

    def layer(kinds: tuple[str, ...]) -> altair.Chart:
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
        scale=altair.Scale(zero=False, nice=True),
        axis=altair.Axis(title=None, format=",.6~f", tickCount=5, domain=False, ticks=False, labelLimit=0),
    )
    observed = ("actual", "provisional", "other")
    layers = (
        layer(("approved",)).mark_line(stroke="var(--chart-guide)", strokeDash=[5, 4], strokeWidth=1.5),
        layer(observed).mark_line(stroke="var(--chart-actual)", strokeWidth=2).encode(detail="segment:N"),
        layer(("approved",)).mark_point(
            shape="diamond", size=70, filled=False, stroke="var(--chart-approved)", strokeWidth=2
        ),
        layer(("actual",)).mark_point(shape="circle", size=32, filled=True, fill="var(--chart-actual)"),
        layer(("provisional",)).mark_point(
            shape="circle", size=40, filled=False, stroke="var(--chart-actual)", strokeWidth=2
        ),
        layer(("other",)).mark_point(shape="cross", size=60, filled=True, fill="var(--chart-other)"),
    )
    chart = (
        altair.layer(*layers)
        .properties(width=WIDTH, height=HEIGHT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor="var(--chart-label)",
            gridColor="var(--chart-grid)",
            domainColor="var(--chart-grid)",
            tickColor="var(--chart-grid)",
            labelFontSize=11,
        )
    )
    return dict(vl_convert.vegalite_to_vega(chart.to_dict()))


def filled(empty: dict[str, Any], values: list[Row]) -> dict[str, Any]:
    """The specification of a chart: the empty shape with the rows of an indicator."""
    data = [{**one, "values": values} if one["name"] == DATA else one for one in empty["data"]]
    return {**empty, "data": data}
