"""References of the texts into the data, and the sources that everything names."""

from collections.abc import Iterator

from citystrategy.checks.referents import referable
from citystrategy.markdown.document import Document
from citystrategy.markdown.reference import TABLES, Reference
from citystrategy.model import Indicator
from citystrategy.problems.problem import Arguments, Problem, nearest
from citystrategy.reading.load import CityStrategy, Tree


def references(strategy: CityStrategy) -> Iterator[Problem]:
    """References of the text into the data have the right form and lead somewhere."""
    known = referable(strategy)
    for text in strategy.chapters:
        for one in text.document.references:
            column = text.column(one.line, one.written)
            if not one.name:
                yield Problem.at(text.path, one.line, "reference-form", written=one.written).in_column(column)
            elif one.name in TABLES and not one.alone:
                yield Problem.at(text.path, one.line, "reference-place", written=one.written).in_column(
                    column
                )
            elif (one.name, one.id, one.year) not in known:
                if _unreadable(strategy, one):
                    continue
                ids = {identifier for name, identifier, _ in known if name == one.name}
                near = "" if one.id in ids else nearest(one.id, ids)
                code = "reference-year" if one.id in ids else "reference-unknown"
                arguments: Arguments = {"written": one.written, "id": one.id, "year": one.year or 0}
                yield Problem.at(text.path, one.line, code, nearest=near, **arguments).in_column(column)


def _unreadable(strategy: CityStrategy, one: Reference) -> bool:
    """Whether what a reference names may stand in something that could not be read."""
    if one.name in ("profile", "series") and strategy.profile is None:
        return True
    if one.name in ("actual", "profile", "series"):
        broken, misnamed = strategy.broken_values, _misnamed(strategy, one.year)
        return broken is None or one.id in broken or one.id in misnamed
    return strategy.broken_indicators is None or one.id in strategy.broken_indicators


def _misnamed(strategy: CityStrategy, year: int | None) -> set[str]:
    """The indicators that the unknown names among a year's values most likely mean."""
    known = {indicator.id for indicator in strategy.indicators}
    names = {one.indicator for _, values in strategy.actuals if values.year == year for one in values.values}
    return {nearest(name, known) for name in names - known}


def known_source(path: str, line: int, name: str | None, sources: set[str]) -> Iterator[Problem]:
    """A source that is named stands in the register of sources."""
    if name is not None and name not in sources:
        yield Problem.at(path, line, "source-unknown", source=name, nearest=nearest(name, sources))


def named_sources(tree: Tree, sources: set[str]) -> Iterator[Problem]:
    """Every source that a city, a value or a footnote names is known."""
    for city in tree.cities:
        population = city.population
        yield from known_source("strategies/_cities.yml", population.line, population.source, sources)
    for path, benchmark in tree.benchmarks:
        for edition in benchmark.editions:
            yield from known_source(path, edition.line, edition.source, sources)
    for strategy in tree.strategies:
        for path, line, name in _sources_of(strategy):
            yield from known_source(path, line, name, sources)


def _of_plan(path: str, indicator: Indicator) -> Iterator[tuple[str, int, str | None]]:
    """Path, line and name of the sources of an indicator's baseline and targets."""
    if indicator.baseline:
        yield path, indicator.baseline.line, indicator.baseline.source
    for target in indicator.targets:
        yield path, target.line, target.source


def _sources_of(strategy: CityStrategy) -> Iterator[tuple[str, int, str | None]]:
    """Path, line and name of every source in a strategy."""
    path = strategy.path("indicators.yml")
    for indicator in strategy.indicators:
        yield from _of_plan(path, indicator)
    # A former edition stays published, with the sources that only it names.
    for stored in strategy.sealed:
        for indicator in stored.content.indicators.values() if stored.content else ():
            yield from ((stored.path, 1, name) for _, _, name in _of_plan(stored.path, indicator))
        for written in stored.content.texts() if stored.content else ():
            yield from ((stored.path, 1, name) for name in Document(written).citations)
    for path, year in strategy.actuals:
        for actual in year.values:
            yield path, actual.line, actual.source
            for revision in actual.revisions:
                yield path, revision.line, revision.source
    for series in strategy.profile.series if strategy.profile else ():
        for point in series.values:
            yield strategy.path("profile.yml"), point.line, point.source
    for text in strategy.chapters:
        for name, line in text.document.citations.items():
            yield text.path, line, name
