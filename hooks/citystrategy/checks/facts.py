"""One fact, one number: what the profile and the observed values both tell of a city, they tell alike.

Owns which series and indicator tell the same. Must not know which of two values is right.
"""

from collections.abc import Iterator

from citystrategy.checks.plausible import as_written
from citystrategy.model import Actual, Indicator, Series
from citystrategy.model.tree import CityFolder
from citystrategy.problems.problem import Arguments, Problem
from citystrategy.words.words import rounding


def facts(folder: CityFolder) -> Iterator[Problem]:
    """A value that stands in both, by the same definition, is the same: otherwise told at both places."""
    for series in folder.profile.series if folder.profile else ():
        for indicator in folder.indicators:
            if _same(series, indicator):
                yield from _differing(folder, series, indicator)


def _same(series: Series, indicator: Indicator) -> bool:
    """Whether a series and an indicator count the same, in the same unit, of the same territory."""
    named = series.id in (indicator.id, indicator.recommended)
    alike = (series.unit.kk, series.unit.ru) == (indicator.unit.kk, indicator.unit.ru)
    return named and alike and series.territory == indicator.territory


def _differing(folder: CityFolder, series: Series, indicator: Indicator) -> Iterator[Problem]:
    points = {point.year: point for point in series.values}
    digits = min(series.decimals, indicator.decimals)
    for path, year in folder.actuals:
        for actual in year.values:
            point = points.get(year.year)
            if point is None or not _of_plan(actual, indicator) or not isinstance(actual.value, int | float):
                continue
            if rounding(actual.value, digits) != rounding(point.value, digits):
                told: Arguments = {"id": series.id, "year": year.year}
                there = (path, actual.line_of("value"), as_written(actual.value))
                here = (folder.path("profile.yml"), point.line_of("value"), as_written(point.value))
                for (file, line, value), (other_file, other_line, given) in ((there, here), (here, there)):
                    place: Arguments = {"other": f"{other_file}:{other_line}", "given": given, "value": value}
                    yield Problem.at(file, line, "fact-differs", **told, **place)


def _of_plan(actual: Actual, indicator: Indicator) -> bool:
    """Whether a value is one of the indicator, by the definition of its plan."""
    return actual.indicator == indicator.id and actual.method in (None, indicator.method)
