"""The chart of an indicator at a fixed size, for paper and files: the drawing of its page, painted.

Owns the size on paper, and the templates that pages and files have in common. Must not know what takes it.
"""

from functools import cache

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from citystrategy.charts.painting import COLOURS, REM, painted
from citystrategy.facts.plot_words import PAPER, PlotFacts
from citystrategy.outputs.environment import OUTPUTS

WIDTH = 60
"""Of a drawing with its axis on paper, in rem: its letters have 7 points where it is as wide as a sheet."""


def paper(shown: PlotFacts) -> str:
    """The drawing of an indicator as an SVG for a sheet of paper."""
    width, left = WIDTH * REM, shown.room * REM
    return (
        templates()
        .get_template("drawings/paper.svg")
        .render(width=width, height=PAPER * REM, left=left, plot=plot(shown, width - left, PAPER * REM))
    )


def plot(shown: PlotFacts, width: float, height: float) -> Markup:
    """The drawing as a group of so many pixels; the labels of its axis stand left of it."""
    drawing = templates().get_template("drawings/plot.html").module.render(shown, "")  # type: ignore[attr-defined]
    return Markup(painted(drawing, width, height))


@cache
def templates() -> Environment:
    """The templates of drawings; all of them escape what they are given."""
    environment = Environment(
        loader=FileSystemLoader(OUTPUTS), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["colours"] = COLOURS
    return environment
