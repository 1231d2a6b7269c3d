"""The chart of an indicator as one SVG of a fixed size, for paper: the drawing of its page in its colours.

Owns the size and the stretching of lines, for which not every renderer keeps the strokes. What stands where
is decided in `charts/plot` and `facts/plot_words`. Must not know which format takes it.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from citystrategy.facts.plot_words import PAPER, PlotFacts

REM = 16
"""Pixels."""
WIDTH = 60
"""Of a drawing with its axis, in rem: so its letters have 7 points where it is as wide as a sheet."""
STRETCHED = 1000
"""Width and height to which the lines of a plot are drawn."""


@dataclass(frozen=True)
class Fixed:
    """The measures of a drawing, in pixels."""

    left: int
    width: int
    height: int


def svg(shown: PlotFacts) -> str:
    """The drawing of an indicator."""
    fixed = Fixed(shown.room * REM, (WIDTH - shown.room) * REM, PAPER * REM)
    lines = {
        kind: [stretched(path, fixed) for path in paths]
        for kind, paths in (("plan", shown.plot.plan), ("seen", shown.plot.seen))
    }
    labels = [label for label in shown.labels if label.layout != "narrow"]
    return (
        templates()
        .get_template("chart.svg")
        .render(shown=shown, plot=shown.plot, fixed=fixed, lines=lines, labels=labels)
    )


def stretched(path: str, fixed: Fixed) -> str:
    """A path of absolute moves and lines in the drawing's own pixels."""
    across, down = fixed.width / STRETCHED, fixed.height / STRETCHED

    def both(match: re.Match[str]) -> str:
        return f"{match[1]}{float(match[2]) * across:.2f} {float(match[3]) * down:.2f}"

    path = re.sub(r"([ML])([\d.-]+) ([\d.-]+)", both, path)
    path = re.sub(r"H([\d.-]+)", lambda match: f"H{float(match[1]) * across:.2f}", path)
    return re.sub(r"V([\d.-]+)", lambda match: f"V{float(match[1]) * down:.2f}", path)


@cache
def templates() -> Environment:
    """The templates of reports; all of them escape what they are given."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
