"""The words of the large chart of an indicator in one language: what is named in it, and where there is room.

Owns which values are named, and in which order they choose a place (`charts/placing`). Must not know HTML.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil
from typing import Literal

from citystrategy.charts import charts, placing, plot, ticks
from citystrategy.charts.lettering import width
from citystrategy.charts.placing import Anchor, Label, Obstacle, Spot, Tier, around
from citystrategy.charts.plot import BOTTOM, TOP, Plot, PlotScale
from citystrategy.charts.rows import moment
from citystrategy.facts import sentences
from citystrategy.facts.values import points, sign, text, unit
from citystrategy.method.measure import ORDERED
from citystrategy.method.plan import ApprovedPoint
from citystrategy.method.progress import Progress
from citystrategy.model import Value
from citystrategy.words.words import Words, number

AXIS, SMALL, LARGE = 0.875, 0.9375, 1.0625
"""Height of the letters of an axis, of a label, and of that of the newest value, in rem."""
NARROW, MIDDLE, WIDEST = 18, 40, 75
"""Widths of a figure, in rem: the narrowest one, the one from which it is wide, and the widest one."""
LOW, HIGH, PAPER = 21, 29, 18
"""Heights of a narrow drawing, of a wide one, and of a wide one on paper, in rem."""
MOST = 6
"""Room in rem beyond which an axis of values is left without labels."""


Layout = Literal["both", "narrow", "wide"]


@dataclass(frozen=True)
class PlotLabel:
    """A label in its place; distances are in em of its own letters."""

    key: str
    text: str
    more: str
    """What it says more in a wide drawing."""
    x: str
    y: str
    dx: str
    dy: str
    anchor: str
    layout: Layout


@dataclass(frozen=True)
class PlotFacts:
    """The large chart of an indicator in one language."""

    plot: Plot
    values: tuple[tuple[str, str], ...]
    """Where the labels of the axis of values stand, and what they say."""
    room: int
    """Room beside the drawing that these labels take, in rem."""
    labels: tuple[PlotLabel, ...]


def plot_facts(
    progress: Progress,
    today: date,
    words: Words,
    day: Literal["today", "assessed"] = "today",
    low: int = LOW,
    high: int = HIGH,
) -> PlotFacts | None:
    """The large chart of an indicator; None where there is nothing to draw.

    `day` says what the day is; `low` and `high` are the heights of a narrow and of a wide drawing, in rem.
    """
    drawn = plot.plot(progress, today)
    if drawn is None:
        return None
    values = _axis(progress, drawn)
    room = ceil(max(width(label) for _, label in values) * AXIS + 0.5)
    if room > MOST:
        values, room = (), 0
    narrow = Tier(NARROW - room, MIDDLE - room, low, _floor(low), is_wide=False)
    wide = Tier(MIDDLE - room, WIDEST - room, high, _floor(high), is_wide=True)
    labels = tuple(_PlotWords(progress, drawn.scale, today, words, day).labels())
    marks = tuple(_marks(progress, drawn.scale, today))
    places = [placing.arranged(labels, tier, marks) for tier in (narrow, wide)]
    return PlotFacts(drawn, values, room, tuple(_placed(labels, *places)))


def _floor(height: float) -> float:
    """Where the labels of the years begin."""
    return height * BOTTOM / 100 + 0.5


def _placed(
    labels: Sequence[Label], narrow: Mapping[int, Spot], wide: Mapping[int, Spot]
) -> Iterator[PlotLabel]:
    """Each label once where it stands alike in both layouts, else once in each that has room for it."""
    for rank, label in enumerate(labels):
        small, large = narrow.get(rank), wide.get(rank)
        if small and small == large:
            yield _label(label, small, "both")
            continue
        if small:
            yield _label(label, small, "narrow")
        if large:
            yield _label(label, large, "wide")


def _axis(progress: Progress, drawn: Plot) -> tuple[tuple[str, str], ...]:
    """The labels of the axis; only the uppermost one has the percent sign."""
    digits = ticks.digits(value for _, value in drawn.values)
    labelled = [(y, number(float(value), digits)) for y, value in drawn.values]
    y, uppermost = labelled[-1]
    return (*labelled[:-1], (y, f"{uppermost}{sign(progress.indicator)}"))


def _label(label: Label, place: Spot, layout: Layout) -> PlotLabel:
    dx, dy = (f"{distance / label.size:.2f}em" for distance in (place.dx, place.dy))
    text = f"{label.text}{label.more}" if layout == "wide" else label.text
    more = label.more if layout == "both" else ""
    x, y = plot.percent(place.x), plot.percent(place.y)
    return PlotLabel(label.key, text, more, x, y, dx, dy, place.anchor, layout)


@dataclass(frozen=True)
class _PlotWords:
    """What is named in a drawing."""

    progress: Progress
    scale: PlotScale
    today: date
    words: Words
    day: str
    """What the day is: a key of `plot` in the words."""

    def labels(self) -> Iterator[Label]:
        """The labels, the most important one first."""
        steps = self.progress.indicator.kind in ORDERED
        yield from self._unit()
        yield from self._latest(steps)
        yield from self._today()
        if steps:
            yield from self._steps()
        else:
            yield from self._set()
            yield from self._difference()
        yield from self._missed()
        yield from self._breaks()
        yield from self._revised()
        yield from self._lines()

    def _at(self, year: float, value: Value) -> tuple[float, float] | None:
        """Where a value stands; of a range its upper end."""
        ends = charts.height(self.progress.indicator, value)
        return None if ends is None else (self.scale.across(year), self.scale.down(ends[1]))

    def _value(self, value: Value) -> str:
        indicator = self.progress.indicator
        return f"{text(indicator, value, self.words)}{sign(indicator)}"

    def _unit(self) -> Iterator[Label]:
        if (name := unit(self.progress.indicator, self.words)) and not sign(self.progress.indicator):
            yield Label("unit", name, "", AXIS, (Spot(0, 0, 0, AXIS, "start"),))

    def _latest(self, steps: bool) -> Iterator[Label]:
        latest = self.progress.latest
        at = self._at(latest.year, latest.actual.value) if latest else None
        if latest and at:
            key = "latest_step" if steps else "latest"
            sentence = self.words(f"plot.{key}", value=self._value(latest.actual.value), year=latest.year)
            yield Label("latest", sentence, "", LARGE, around(*at, LARGE))

    def _today(self) -> Iterator[Label]:
        x = self.scale.across(moment(self.today))
        name, more = self.words(f"plot.{self.day}"), f", {self.words.date(self.today)}"
        rows = (AXIS + 0.1, AXIS + 1.3)
        sides: tuple[tuple[float, Anchor], ...] = ((0.4, "start"), (-0.4, "end"))
        places = tuple(Spot(x, 0, dx, dy, anchor) for dy in rows for dx, anchor in sides)
        yield Label("today", name, more, SMALL, places)

    def _steps(self) -> Iterator[Label]:
        """The names of the steps, each on its level."""
        indicator = self.progress.indicator
        names = [category.name[self.words.language] for category in indicator.categories]
        named = enumerate(names, 1) if names else enumerate(map(self._value, (False, True)))
        for level, name in named:
            place = Spot(0, self.scale.down(level), 0.2, -0.35, "start")
            yield Label("step", name, "", AXIS, (place, *self._shifted(place)))

    def _shifted(self, place: Spot) -> Iterator[Spot]:
        """The same level further to the right."""
        yield Spot(100, place.y, -0.2, place.dy, "end")
        yield from (Spot(x, place.y, 0, place.dy, "middle") for x in (25, 50, 75))

    def _set(self) -> Iterator[Label]:
        """The last set value, the next one and that in force."""
        progress = self.progress
        last = progress.points[-1] if progress.points else None
        for point in dict.fromkeys((last, progress.next)):
            if point is not None:
                yield from self._point(point)
        if progress.in_force and progress.in_force not in (last, progress.next):
            yield from self._point(progress.in_force, only_wide=True)

    def _point(self, point: ApprovedPoint, only_wide: bool = False) -> Iterator[Label]:
        at = self._at(point.year, point.value)
        if at:
            more = f", {self.words(f'basis.{point.basis}')}"
            places = around(*at, SMALL, below=point.year != self.scale.last)
            yield Label("set", self._value(point.value), more, SMALL, places, only_wide)

    def _difference(self) -> Iterator[Label]:
        assessment = plot.newest(self.progress)
        if assessment is None or not assessment.difference or assessment.plan.indicator.better == "within":
            return
        own, wanted = (
            self._at(assessment.year, assessment.actual),
            self._at(assessment.year, assessment.expected),
        )
        if own and wanted:
            x, y = own[0], (own[1] + wanted[1]) / 2
            gap = f"{sentences.difference(assessment)}{points(assessment.plan.indicator, self.words)}"
            places = (Spot(x, y, 0.45, 0.3, "start"), Spot(x, y, -0.45, 0.3, "end"))
            yield Label("difference", gap, "", SMALL, places, only_wide=True)

    def _missed(self) -> Iterator[Label]:
        """The newest target that was missed."""
        for milestone in reversed(self.progress.milestones):
            if milestone.verdict == "missed" and milestone.actual is not None:
                at = self._at(milestone.target.year, milestone.actual)
                target, actual = self._value(milestone.target.value), self._value(milestone.actual)
                if at:
                    name = self.words("plot.missed", value=actual, target=target)
                    yield Label("missed", name, "", SMALL, around(*at, SMALL, below=True), only_wide=True)
                return

    def _breaks(self) -> Iterator[Label]:
        for observation in self.progress.observations:
            if observation.actual.discontinuity:
                x = self.scale.across(observation.year - 0.5)
                sides: tuple[tuple[float, Anchor], ...] = ((0.3, "start"), (-0.3, "end"))
                places = tuple(Spot(x, y, dx, -0.3, side) for y in (BOTTOM, TOP) for dx, side in sides)
                yield Label("odd", self.words("legend.break"), "", AXIS, places, only_wide=True)

    def _revised(self) -> Iterator[Label]:
        """The newest value that was replaced."""
        for observation in reversed(self.progress.observations):
            if observation.actual.revisions:
                at = self._at(observation.year, observation.actual.revisions[-1].value)
                if at:
                    name, places = self.words("legend.revised"), around(*at, AXIS, below=True)
                    yield Label("odd", name, "", AXIS, places, only_wide=True)
                return

    def _lines(self) -> Iterator[Label]:
        """The names of both lines."""
        plan, seen = self.progress.points, self.progress.observations
        ahead = [pair for pair in pairwise(plan) if pair[1].year > self.today.year]
        ends = [(self._at(a.year, a.value), self._at(b.year, b.value)) for a, b in ahead[::-1]]
        within = self.progress.indicator.better == "within"
        yield from self._named("corridor" if within else "path", ends)
        runs = [pair for pair in pairwise(seen) if pair[1].year == pair[0].year + 1]
        ends = [(self._at(a.year, a.actual.value), self._at(b.year, b.actual.value)) for a, b in runs]
        yield from self._named("seen", ends)

    def _named(
        self, key: str, ends: list[tuple[tuple[float, float] | None, tuple[float, float] | None]]
    ) -> Iterator[Label]:
        """The name of a line beside the middle of one of its pieces."""
        middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in ends if a and b]
        places = tuple(place for middle in middles[:12] for place in around(*middle, SMALL)[:6])
        yield Label(key, self.words(f"plot.{key}"), "", SMALL, places, only_wide=True)


def _marks(progress: Progress, scale: PlotScale, today: date) -> Iterator[Obstacle]:
    """What labels had better not cover: points, the lines between them, the line of today."""

    def at(year: int, value: Value) -> tuple[float, float] | None:
        ends = charts.height(progress.indicator, value)
        return None if ends is None else (scale.across(year), scale.down(ends[1]))

    yield from (Obstacle(scale.across(moment(today)), y, 0.5) for y in range(TOP, BOTTOM, 4))
    plan = [at(point.year, point.value) for point in progress.points]
    seen = [at(observation.year, observation.actual.value) for observation in progress.observations]
    for line in (plan, seen):
        yield from (Obstacle(*point, 2) for point in line if point)
        for a, b in pairwise(line):
            if a and b:
                parts = max(2, round((b[0] - a[0]) / 2))
                shares = [part / parts for part in range(1, parts)]
                yield from (
                    Obstacle(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, 0.5)
                    for share in shares
                )
