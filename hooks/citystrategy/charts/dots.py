"""The chart of a comparison: the cities of a table on one axis of values, which stands in its head.

Owns which values are drawn and where they stand in percent across, so that one drawing serves every width.
Must not know HTML, nor which cities may be ranked (`comparability`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from citystrategy.charts import ticks
from citystrategy.charts.charts import height, kind
from citystrategy.method.assessment import Observation
from citystrategy.method.comparability import CityEntry, Ranking, Trait, edition, trait
from citystrategy.method.measure import ORDERED
from citystrategy.words.words import number

LEFT, RIGHT = 5, 95
"""Where the first and the last label of the axis stand, in percent of the width."""
SCALED: tuple[Trait, ...] = ("kind", "unit")
"""In what indicators agree whose values can stand on one axis; ranks and indexes, in the definition too."""


@dataclass(frozen=True)
class Dots:
    """What is drawn of one city: places across, such as `43.21%`, or empty strings."""

    seen: str
    """The observed value."""
    kind: str
    """How it is drawn: `actual`, `provisional`, or `apart` where the city has no place."""
    former: str
    """The value of the year before."""
    in_force: str
    planned: str
    """Path from the observed value to the one in force, on a width of 1000."""
    moved: str
    """Path from the value of the year before to the observed one."""


@dataclass(frozen=True)
class DotPlot:
    """The axis and what stands on it."""

    labels: tuple[tuple[str, str], ...]
    """Where the labels of the axis stand, and what they say."""
    grid: str
    """Path of the lines below them, on a width of 1000 and a height of 1."""
    cities: Mapping[tuple[str, str], Dots]
    """By city and indicator."""


@dataclass(frozen=True)
class _Marks:
    """The values of one city."""

    entry: CityEntry
    seen: float
    kind: str
    former: float | None
    in_force: float | None

    def values(self) -> Iterator[float]:
        yield from (value for value in (self.seen, self.former, self.in_force) if value is not None)


@dataclass(frozen=True)
class _ValueAxis:
    """The axis of values."""

    low: float
    high: float

    def across(self, value: float) -> float:
        """Where a value stands, in percent of the width."""
        return LEFT + (RIGHT - LEFT) * (value - self.low) / (self.high - self.low)

    def percent(self, value: float | None) -> str:
        """Where a value stands, if there is one."""
        return "" if value is None else percent(self.across(value))

    def path(self, *ends: float | None) -> str:
        """A line between two values, if there are both."""
        start, end = (None if value is None else f"{self.across(value) * 10:.0f}" for value in ends)
        return f"M{start} .5H{end}" if start and end and start != end else ""


def dot_plot(ranking: Ranking, others: Iterable[CityEntry]) -> DotPlot | None:
    """A ranking on an axis, and those other cities that fit on it; None where values have no distance."""
    first = ranking.rows[0].entry.indicator
    if first.kind in ORDERED:
        return None
    marks = [*_ranked(ranking), *_apart(ranking, others)]
    values = [value for city_marks in marks for value in city_marks.values()]
    labels = ticks.axis(min(values), max(values), first.decimals, lowest=1 if first.kind == "rank" else None)
    scale = _ValueAxis(float(labels[0]), float(labels[-1]))
    digits = ticks.digits(labels)
    return DotPlot(
        labels=tuple((percent(scale.across(float(value))), number(float(value), digits)) for value in labels),
        grid="".join(f"M{scale.across(float(value)) * 10:.0f} 0V1" for value in labels),
        cities={
            (city_marks.entry.city, city_marks.entry.indicator.id): _dots(city_marks, scale)
            for city_marks in marks
        },
    )


def former(entry: CityEntry, shown: Observation) -> Observation | None:
    """The value of the year before, where the two can be held against each other."""
    if shown.actual.discontinuity:
        return None
    for observation in entry.progress.observations:
        same = (observation.method, edition(entry, observation)) == (shown.method, edition(entry, shown))
        if observation.year == shown.year - 1 and same:
            return observation
    return None


def _ranked(ranking: Ranking) -> Iterator[_Marks]:
    for row in ranking.rows:
        shown = row.observation or row.newest
        drawn = kind(shown) if row.observation else "apart"
        yield from _marks(row.entry, shown, drawn, former(row.entry, shown) if row.observation else None)


def _apart(ranking: Ranking, others: Iterable[CityEntry]) -> Iterator[_Marks]:
    standard = ranking.rows[0].entry.indicator
    scaled = (*SCALED, "definition") if standard.kind in ("rank", "index") else SCALED
    for entry in others:
        agrees = all(trait(entry.indicator, name) == trait(standard, name) for name in scaled)
        if agrees and entry.progress.latest:
            yield from _marks(entry, entry.progress.latest, "apart", None)


def _marks(entry: CityEntry, seen: Observation, drawn: str, before: Observation | None) -> Iterator[_Marks]:
    """The marks of a city; none where its value has no place on an axis."""
    aim, indicator = entry.progress.in_force, entry.indicator
    ends = height(indicator, aim.value) if aim else None
    at = height(indicator, seen.actual.value)
    was = height(indicator, before.actual.value) if before else None
    if at:
        # A range in force has two ends, and is told in words.
        in_force = ends[0] if ends and ends[0] == ends[1] else None
        yield _Marks(entry, at[0], drawn, was[0] if was else None, in_force)


def _dots(marks: _Marks, scale: _ValueAxis) -> Dots:
    """The marks of a city, each in its place."""
    return Dots(
        seen=percent(scale.across(marks.seen)),
        kind=marks.kind,
        former=scale.percent(marks.former),
        in_force=scale.percent(marks.in_force),
        planned=scale.path(marks.seen, marks.in_force),
        moved=scale.path(marks.former, marks.seen),
    )


def percent(across: float) -> str:
    """A place across, such as `43.21%`."""
    return f"{across:.2f}%"
