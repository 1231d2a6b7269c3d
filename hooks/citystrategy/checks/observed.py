"""The facts: observed values and the profile belong to what is known, once a year."""

from collections.abc import Iterator
from itertools import pairwise

from citystrategy.checks.indicators import known_method
from citystrategy.checks.kinds import fits
from citystrategy.checks.repeated import repeated
from citystrategy.model import Actual, Indicator
from citystrategy.model.tree import CityFolder
from citystrategy.problems.problem import Arguments, Problem, nearest


def actuals(folder: CityFolder) -> Iterator[Problem]:
    """Observed values belong to known indicators, once a year (design: plan and facts apart)."""
    known = {indicator.id for indicator in folder.indicators}
    for path, year in folder.actuals:
        yield from repeated(
            path, "actual-repeated", ((actual.indicator, actual.line) for actual in year.values)
        )
        for actual in year.values:
            indicator = folder.indicator(actual.indicator)
            if indicator is None:
                broken = folder.broken_indicators
                if broken is not None and actual.indicator not in broken:
                    near = nearest(actual.indicator, known)
                    code = "indicator-unknown"
                    yield Problem.at(path, actual.line, code, id=actual.indicator, nearest=near)
                continue
            yield from known_method(path, actual.line, indicator, actual.method)
            yield from baseline_method(folder, year.year, indicator, actual)
            yield from observed(path, year.year, indicator, actual)


def baseline_method(folder: CityFolder, year: int, indicator: Indicator, actual: Actual) -> Iterator[Problem]:
    """The plan begins at a value of its own definition, else its path compares what differs (26)."""
    start, followed = indicator.baseline, actual.method
    known = {method.id for method in indicator.methods} - {indicator.method}
    if start is None or start.year != year or followed not in known:
        return
    named: Arguments = {
        "id": indicator.id,
        "year": year,
        "method": followed,
        "planned": indicator.method or "",
    }
    yield Problem.at(folder.path("indicators.yml"), start.line, "baseline-method", **named)


def observed(path: str, year: int, indicator: Indicator, actual: Actual) -> Iterator[Problem]:
    """An observed value fits its kind, and says what a reader needs to judge it."""
    named: Arguments = {"id": indicator.id, "year": year}
    yield from fits(path, actual.line_of("value"), indicator, year, actual.value)
    if indicator.kind == "rank" and (actual.edition is None or actual.field_size is None):
        yield Problem.at(path, actual.line, "rank-edition", **named)
    if indicator.kind == "narrative" and actual.finding is None:
        yield Problem.at(path, actual.line, "finding-missing", **named)
    published = [(actual.date, actual.line_of("date"))]
    published += [(revision.date, revision.line_of("date")) for revision in actual.revisions]
    for day, line in published:
        if day and day.year < year:
            yield Problem.at(path, line, "actual-date", date=day.isoformat(), **named)
    yield from revisions(path, year, indicator, actual)


def revisions(path: str, year: int, indicator: Indicator, actual: Actual) -> Iterator[Problem]:
    """Replaced values stand in the order in which they were replaced, and fit the kind."""
    for revision in actual.revisions:
        yield from fits(path, revision.line, indicator, year, revision.value)
    days = [actual.revisions[0].date] if actual.revisions else []
    days += [revision.replaced for revision in actual.revisions]
    pairs = zip(days, actual.revisions, strict=False)
    for before, revision in pairs:
        if before and revision.replaced < before:
            arguments: Arguments = {"id": indicator.id, "year": year, "before": before.isoformat()}
            arguments |= {"date": revision.replaced.isoformat()}
            yield Problem.at(path, revision.line_of("replaced"), "revision-order", **arguments)


def profile(folder: CityFolder) -> Iterator[Problem]:
    """The profile holds series that paragraph 18 knows, each once, in order of year."""
    if folder.profile is None:
        return
    path = folder.path("profile.yml")
    known = {series.id for series in folder.methodology.profile_series}
    yield from repeated(path, "id-repeated", ((series.id, series.line) for series in folder.profile.series))
    for series in folder.profile.series:
        if series.id not in known:
            near = nearest(series.id, known)
            yield Problem.at(path, series.line, "series-unknown", id=series.id, nearest=near)
        for before, after in pairwise(series.values):
            if after.year <= before.year:
                arguments: Arguments = {"id": series.id, "year": after.year, "before": before.year}
                yield Problem.at(path, after.line, "series-order", **arguments)
