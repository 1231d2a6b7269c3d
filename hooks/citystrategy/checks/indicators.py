"""The plan: every indicator has what paragraph 26 asks, and every direction has indicators."""

from collections.abc import Iterator
from itertools import pairwise

from citystrategy.checks.kinds import fits, form
from citystrategy.checks.repeated import repeated
from citystrategy.markdown.dialect import FRAME
from citystrategy.model import Indicator, Target
from citystrategy.model.tree import CityFolder
from citystrategy.problems.problem import Arguments, Problem, nearest


def indicators(folder: CityFolder) -> Iterator[Problem]:
    """Each indicator is known by one id of its own, belongs to a direction and has what paragraph 26 asks."""
    path = folder.path("indicators.yml")
    yield from repeated(
        path, "id-repeated", ((indicator.id, indicator.line) for indicator in folder.indicators)
    )
    directions = {chapter.id for chapter in folder.methodology.directions()}
    recommended = {asked.id for asked in folder.methodology.recommended_indicators}
    for indicator in folder.indicators:
        if indicator.id in FRAME | directions:
            yield Problem.at(path, indicator.line_of("id"), "id-reserved", id=indicator.id)
        if indicator.direction not in directions:
            near = nearest(indicator.direction, directions)
            arguments: Arguments = {"id": indicator.id, "direction": indicator.direction, "nearest": near}
            yield Problem.at(path, indicator.line, "direction-unknown", **arguments)
        if indicator.recommended and indicator.recommended not in recommended:
            near = nearest(indicator.recommended, recommended)
            arguments = {"id": indicator.id, "recommended": indicator.recommended, "nearest": near}
            yield Problem.at(path, indicator.line, "recommended-unknown", **arguments)
        yield from known_method(path, indicator.line, indicator, indicator.method)
        yield from form(path, indicator)
        if indicator.not_assessable is None:
            yield from values(folder, indicator)


def known_method(path: str, line: int, indicator: Indicator, name: str | None) -> Iterator[Problem]:
    """A version of the definition that is named is one of the indicator's."""
    known = [method.id for method in indicator.methods]
    if name is not None and name not in known:
        arguments: Arguments = {"id": indicator.id, "method": name, "nearest": nearest(name, known)}
        yield Problem.at(path, line, "method-unknown", **arguments)


def directions(folder: CityFolder) -> Iterator[Problem]:
    """Every strategic direction has indicators, and those recommended are thought of (paragraph 26)."""
    path = folder.path("indicators.yml")
    if folder.broken_indicators is None or folder.broken_indicators:
        return
    covered = {indicator.direction for indicator in folder.indicators}
    known = {chapter.id for chapter in folder.methodology.directions()}
    # A name that is wrong is a problem of its own; what it was meant to cover cannot be told.
    for chapter in folder.methodology.directions() if covered <= known else ():
        if chapter.id not in covered:
            yield Problem.at(path, 1, "direction-empty", direction=chapter.id)
    answered = {indicator.recommended for indicator in folder.indicators} - {None}
    recommended = {asked.id for asked in folder.methodology.recommended_indicators}
    for asked in folder.methodology.recommended_indicators if answered <= recommended else ():
        if asked.id not in answered:
            yield Problem.at(path, 1, "recommended-missing", id=asked.id, direction=asked.direction)


def values(folder: CityFolder, indicator: Indicator) -> Iterator[Problem]:
    """Baseline, interim values at most five years apart and the value for 2050 (paragraph 26)."""
    path = folder.path("indicators.yml")
    horizon, longest = folder.methodology.horizon, folder.methodology.longest_interval
    named: Arguments = {"id": indicator.id}
    yield from baseline(folder, indicator)
    if indicator.due is None:
        yield Problem.at(path, indicator.line, "due-missing", **named)
    years = [target.year for target in indicator.targets]
    if not years or max(years) < horizon:
        yield Problem.at(path, indicator.line, "target-final-missing", horizon=horizon, **named)
    first = indicator.baseline.year if indicator.baseline else None
    points = ([(first, indicator.line)] if first else []) + [
        (target.year, target.line) for target in indicator.targets
    ]
    disordered = [(before, after, line) for (before, _), (after, line) in pairwise(points) if after <= before]
    for before, after, line in disordered:
        yield Problem.at(path, line, "target-order", year=after, before=before, **named)
    for (before, _), (after, line) in pairwise(points) if not disordered else ():
        if after - before > longest:
            arguments: Arguments = {"year": after, "before": before, "longest": longest, **named}
            yield Problem.at(path, line, "target-gap", **arguments)
    for target in indicator.targets:
        yield from target_value(path, indicator, target, horizon)


def baseline(folder: CityFolder, indicator: Indicator) -> Iterator[Problem]:
    """A baseline is a year, a value and a source, or the reason why there is none."""
    path, start = folder.path("indicators.yml"), indicator.baseline
    if start is None:
        yield Problem.at(path, indicator.line, "baseline-missing", id=indicator.id)
        return
    parts = (start.year, start.value, start.source)
    whole, none = all(part is not None for part in parts), all(part is None for part in parts)
    if (start.absent is None and not whole) or (start.absent is not None and not none):
        yield Problem.at(path, start.line, "baseline-incomplete", id=indicator.id)
    if start.year is not None and start.value is not None:
        words = indicator.kind == "narrative"
        yield from fits(path, start.line, indicator, start.year, start.value, target=words)
    if start.absent is not None and folder.strategy and folder.strategy.status == "approved":
        yield Problem.at(path, start.line, "baseline-absent", id=indicator.id)


def target_value(path: str, indicator: Indicator, target: Target, horizon: int) -> Iterator[Problem]:
    """A target lies within the horizon, has a source if announced, and fits its kind."""
    named: Arguments = {"id": indicator.id, "year": target.year}
    if target.year > horizon:
        yield Problem.at(path, target.line, "target-beyond", horizon=horizon, **named)
    if target.basis == "announced" and target.source is None:
        yield Problem.at(path, target.line, "target-source", **named)
    yield from fits(path, target.line, indicator, target.year, target.value, target=True)
