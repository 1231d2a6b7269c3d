"""The profile of a city as its page shows it: every series that the methodology names, with its values.

Owns the step from series to words, so that templates need no arithmetic. Must not know HTML.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from citystrategy.charts import charts
from citystrategy.facts.remarks import of_point
from citystrategy.model import Series, Source
from citystrategy.model.methodology import ProfileSeries
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words, number


@dataclass(frozen=True)
class SeriesRow:
    """One year of a series."""

    year: int
    value: str
    remarks: tuple[str, ...]
    source: int
    """Number of the source in the page's list, from 1."""


@dataclass(frozen=True)
class SeriesSection:
    """A series that the methodology names."""

    about: ProfileSeries
    series: Series | None
    """None where the profile does not have it."""
    summary: str
    """First and last value, breaks and missing years, in sentences: the chart's alternative."""
    rows: tuple[SeriesRow, ...]
    kinds: tuple[str, ...]
    """Marks of the chart, as keys of `legend` in the words; empty where one value needs no chart."""


@dataclass(frozen=True)
class ProfilePage:
    """The profile of a city in one language."""

    sections: tuple[SeriesSection, ...]
    sources: tuple[Source, ...]
    """The sources of all values, in the order of their numbers."""


def profile(folder: CityFolder, sources: Mapping[str, Source], words: Words) -> ProfilePage:
    """The profile of a city, with the series that are absent (paragraph 18)."""
    present = (
        {series.id: series for series in folder.profile.series if series.values} if folder.profile else {}
    )
    listed = [(about, present.get(about.id)) for about in folder.methodology.profile_series]
    used = dict.fromkeys(point.source for _, series in listed if series for point in series.values)
    places = {name: place for place, name in enumerate(used, 1)}
    return ProfilePage(
        sections=tuple(_section(about, series, places, words) for about, series in listed),
        sources=tuple(sources[name] for name in used),
    )


def _section(
    about: ProfileSeries, series: Series | None, places: Mapping[str, int], words: Words
) -> SeriesSection:
    if series is None:
        return SeriesSection(about, None, "", (), ())
    drawn = charts.series(series)
    return SeriesSection(
        about=about,
        series=series,
        summary=" ".join(_summary(series, words)),
        rows=tuple(
            SeriesRow(
                point.year,
                number(point.value, series.decimals),
                of_point(point, words),
                places[point.source],
            )
            for point in series.values
        ),
        kinds=charts.kinds(drawn.rows) if drawn else (),
    )


def _summary(series: Series, words: Words) -> Iterator[str]:
    """What the values show, without judging them."""
    first, last = series.values[0], series.values[-1]
    values = [number(point.value, series.decimals) for point in (first, last)]
    if first is last:
        yield words("profile.one", year=first.year, value=values[0])
        return
    yield words(
        "profile.values",
        number=len(series.values),
        first_year=first.year,
        last_year=last.year,
        first=values[0],
        last=values[1],
    )
    for point in series.values:
        if point.discontinuity:
            yield words("profile.break", year=point.year, reason=point.discontinuity[words.language])
    missing = list(_missing(series))
    if missing:
        yield words("profile.missing", years=", ".join(missing))


def _missing(series: Series) -> Iterator[str]:
    """The years without a value between the first and the last one, those in a row as a range."""
    for before, after in pairwise(series.values):
        if after.year == before.year + 2:
            yield str(before.year + 1)
        elif after.year > before.year + 2:
            yield f"{before.year + 1}–{after.year - 1}"
