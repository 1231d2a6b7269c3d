"""Values that can hardly be meant: told before they are published.

Owns what is plausible of a number beside its neighbours. Must not know whether a value is good.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TypeGuard

from citystrategy.method.measure import exact
from citystrategy.model import Actual, City, Indicator, Range, Series, Value
from citystrategy.model.tree import CityFolder
from citystrategy.problems.problem import Arguments, Problem

TIMES = 8
"""How many times a value differs from both neighbours where a digit too many or a lost comma is likely."""
FREE = ("number", "percent", "index")
"""Kinds whose better direction the author chooses."""
FEW = 3
"""Values that have to agree on a sign before another one is remarkable."""
PERCENT = ("%", "пайыз", "процент")


def plausible(folder: CityFolder) -> Iterator[Problem]:
    """The plan, the observed values and the profile of a strategy, and how many people its city has."""
    path = folder.path("indicators.yml")
    for indicator in folder.indicators:
        yield from plan(path, indicator)
        yield from observed(folder, indicator)
        yield from planned(folder, indicator)
    for series in folder.profile.series if folder.profile else ():
        numbers = {point.year: point.value for point in series.values}
        for point in series.values:
            far = _leaps(numbers, point.year) or _alone(numbers, point.year)
            if point.discontinuity is None and far:
                place = folder.path("profile.yml"), point.line_of("value")
                yield _unlikely(*place, series.id, point.year, point.value)
        yield from population(folder.city, series)


def population(city: City, series: Series) -> Iterator[Problem]:
    """The register's population of a city beside the profile's."""
    people = city.population
    if (series.id, series.territory) == ("population", "city"):
        year, numbers = people.date.year, {point.year: point.value for point in series.values}
        if _leaps({**numbers, year: people.value}, year):
            yield _unlikely("strategies/_cities.yml", people.line_of("value"), city.slug, year, people.value)


def plan(path: str, indicator: Indicator) -> Iterator[Problem]:
    """What an indicator says of its unit, its direction and the digits of its values."""
    if indicator.kind == "percent":
        for language in ("kk", "ru"):
            if not any(word in indicator.unit[language].casefold() for word in PERCENT):
                line = indicator.unit.line_of(language)
                yield Problem.at(path, line, "unit-percent", id=indicator.id, unit=indicator.unit[language])
    start = indicator.baseline
    written = (
        [(start.value, start.line_of("value"), start.year or 0)] if start and start.value is not None else []
    )
    written += [(target.value, target.line_of("value"), target.year) for target in indicator.targets]
    for value, line, year in written:
        yield from _digits(path, indicator, value, line, year)
        yield from _percent(path, indicator, value, line, year)
    yield from _direction(path, indicator, [value for value, _, _ in written])


def _digits(path: str, indicator: Indicator, value: Value, line: int, year: int) -> Iterator[Problem]:
    """An approved value is shown with all its digits."""
    if _is_number(value) and (exact(float(value)) * 10**indicator.decimals).denominator != 1:
        given: Arguments = {
            "id": indicator.id,
            "year": year,
            "value": as_written(value),
            "decimals": indicator.decimals,
        }
        yield Problem.at(path, line, "value-digits", **given)


def _percent(path: str, indicator: Indicator, value: Value, line: int, year: int) -> Iterator[Problem]:
    bound = indicator.kind == "percent" and not indicator.beyond_hundred
    if bound and _is_number(value) and not 0 <= float(value) <= 100:
        yield Problem.at(path, line, "percent-range", id=indicator.id, year=year, value=as_written(value))


def _direction(path: str, indicator: Indicator, values: list[Value]) -> Iterator[Problem]:
    """Where every target lies to the worse side of the one before, the direction is most likely reversed."""
    numbers = [float(value) for value in values if _is_number(value)]
    if len(numbers) < FEW or len(numbers) != len(values) or indicator.kind not in FREE:
        return
    steps = [after - before for before, after in pairwise(numbers)]
    sign = {"higher": 1, "lower": -1}.get(indicator.better, 0)
    if sign and all(sign * step <= 0 for step in steps) and any(steps):
        opposite = "lower" if indicator.better == "higher" else "higher"
        arguments: Arguments = {"id": indicator.id, "better": indicator.better, "nearest": opposite}
        yield Problem.at(path, indicator.line_of("better"), "better-targets", **arguments)


def observed(folder: CityFolder, indicator: Indicator) -> Iterator[Problem]:
    """The observed values of an indicator, each beside the others."""
    actuals = {
        year.year: (path, actual)
        for path, year in folder.actuals
        for actual in year.values
        if actual.indicator == indicator.id and _is_number(actual.value)
    }
    numbers = {year: float(actual.value) for year, (_, actual) in actuals.items() if _is_number(actual.value)}
    for year, (path, actual) in actuals.items():
        line = actual.line_of("value")
        yield from _percent(path, indicator, actual.value, line, year)
        if indicator.kind == "rank" and actual.field_size is not None and numbers[year] > actual.field_size:
            size: Arguments = {
                "id": indicator.id,
                "year": year,
                "value": as_written(actual.value),
                "size": actual.field_size,
            }
            yield Problem.at(path, line, "rank-beyond", **size)
        planned = _of_plan(indicator, actual)
        beside = {year: value for year, value, _ in _approved(indicator) if planned} | numbers
        far = _leaps(beside, year) or _turns(indicator, numbers, year)
        if actual.discontinuity is None and (far or (planned and _stands_out(beside, year))):
            yield _unlikely(path, line, indicator.id, year, numbers[year])


def planned(folder: CityFolder, indicator: Indicator) -> Iterator[Problem]:
    """The baseline and the targets, each beside the others and the observed values of other years."""
    path = folder.path("indicators.yml")
    numbers = {
        year.year: float(actual.value)
        for _, year in folder.actuals
        for actual in year.values
        if actual.indicator == indicator.id and _of_plan(indicator, actual) and _is_number(actual.value)
    }
    numbers |= {year: value for year, value, _ in _approved(indicator)}
    for year, value, line in _approved(indicator):
        if _leaps(numbers, year) or _turns(indicator, numbers, year) or _stands_out(numbers, year):
            yield _unlikely(path, line, indicator.id, year, value)


def _stands_out(numbers: Mapping[int, float], year: int) -> bool:
    """Whether a value is farther from all others than these are from each other."""
    others = [value for other_year, value in numbers.items() if other_year != year]
    low, high = min(others, default=0.0), max(others, default=0.0)
    return len(others) >= FEW and max(numbers[year] - high, low - numbers[year]) > high - low > 0


def _approved(indicator: Indicator) -> list[tuple[int, float, int]]:
    """The years, the numbers and the lines of the baseline and the targets."""
    start = indicator.baseline
    points = [(start.year, start.value, start.line_of("value"))] if start and start.year else []
    points += [(target.year, target.value, target.line_of("value")) for target in indicator.targets]
    return [(year, float(value), line) for year, value, line in points if _is_number(value)]


def _of_plan(indicator: Indicator, actual: Actual) -> bool:
    return actual.method in (None, indicator.method)


def _unlikely(path: str, line: int, name: str, year: int, value: float) -> Problem:
    return Problem.at(path, line, "value-unlikely", id=name, year=year, value=as_written(value))


def as_written(value: Value) -> str:
    """A value as its author wrote it: 140, not 140.0."""
    return str(value).removesuffix(".0")


def _leaps(numbers: Mapping[int, float], year: int) -> bool:
    """Whether a value is many times as large or as small as each of its neighbours."""
    near = [
        neighbour for neighbour in (_before(numbers, year), _after(numbers, year)) if neighbour is not None
    ]
    own = abs(numbers[year])
    return bool(near) and all(
        abs(neighbour) > 0 and own > 0 and not 1 / TIMES < own / abs(neighbour) < TIMES for neighbour in near
    )


def _before(numbers: Mapping[int, float], year: int) -> float | None:
    years = [earlier for earlier in numbers if earlier < year]
    return numbers[max(years)] if years else None


def _after(numbers: Mapping[int, float], year: int) -> float | None:
    years = [later for later in numbers if later > year]
    return numbers[min(years)] if years else None


def _turns(indicator: Indicator, numbers: Mapping[int, float], year: int) -> bool:
    """Whether a value has a sign that no other value and no target has."""
    targets = {target.year: float(target.value) for target in indicator.targets if _is_number(target.value)}
    return _alone({**targets, **numbers}, year)


def _alone(numbers: Mapping[int, float], year: int) -> bool:
    """Whether a number has a sign that no other one has."""
    others = [value for other_year, value in numbers.items() if other_year != year]
    own = numbers[year]
    return len(others) >= FEW and own != 0 and all(value * own < 0 for value in others)


def _is_number(value: Value | None) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool | Range)
