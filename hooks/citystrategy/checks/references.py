"""References of the texts into the data, and the sources that everything names."""

import re
from collections.abc import Iterator, Mapping, Set

from citystrategy.markdown.document import ParsedText
from citystrategy.markdown.reference import TABLES, Reference
from citystrategy.model import Indicator
from citystrategy.model.tree import CityFolder, Referent, Tree, referable
from citystrategy.problems.problem import Arguments, Problem, nearest

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def references(folder: CityFolder) -> Iterator[Problem]:
    """References of the text into the data have the right form and lead somewhere."""
    known = referable(folder)
    for text in folder.chapters:
        for reference in text.document.references:
            problem = _wrong(folder, text.path, reference, known)
            if problem:
                yield problem.in_column(text.column(reference.line, reference.written))


def _wrong(folder: CityFolder, path: str, reference: Reference, known: Set[Referent]) -> Problem | None:
    """What is wrong with a reference: its form, its place, or that it leads nowhere."""
    line, written = reference.line, reference.written
    if not reference.name:
        return Problem.at(path, line, "reference-form", written=written)
    if reference.name in TABLES and not reference.alone:
        return Problem.at(path, line, "reference-place", written=written)
    if (reference.name, reference.id, reference.year) in known or _unreadable(folder, reference):
        return None
    ids = {identifier for name, identifier, _ in known if name == reference.name}
    near = "" if reference.id in ids else nearest(reference.id, ids)
    code = "reference-year" if reference.id in ids else "reference-unknown"
    arguments: Arguments = {"written": written, "id": reference.id, "year": reference.year or 0}
    return Problem.at(path, line, code, nearest=near, **arguments)


def _unreadable(folder: CityFolder, reference: Reference) -> bool:
    """Whether what a reference names may stand in something that could not be read."""
    if reference.name in ("profile", "series") and folder.profile is None:
        return True
    if reference.name in ("actual", "profile", "series"):
        broken, misnamed = folder.broken_values, _misnamed(folder, reference.year)
        return broken is None or reference.id in broken or reference.id in misnamed
    return folder.broken_indicators is None or reference.id in folder.broken_indicators


def _misnamed(folder: CityFolder, year: int | None) -> set[str]:
    """The indicators that the unknown names among a year's values most likely mean."""
    known = {indicator.id for indicator in folder.indicators}
    names = {
        actual.indicator for _, values in folder.actuals if values.year == year for actual in values.values
    }
    return {nearest(name, known) for name in names - known}


def known_source(
    path: str, line: int, name: str | None, known: Mapping[str, str], year: int | None = None
) -> Iterator[Problem]:
    """A source that is named stands in the register: `known` has its title by its id.

    Where it does not, only a source is suggested that can hold a value of the year.
    """
    if name is not None and name not in known:
        likely = [
            identifier for identifier, title in known.items() if _may_mean(name, year, identifier, title)
        ]
        yield Problem.at(path, line, "source-unknown", source=name, nearest=nearest(name, likely))


def _may_mean(name: str, year: int | None, source: str, title: str) -> bool:
    """Whether a source names the same years as the unknown one, and none before the value's alone."""
    written, own = set(YEAR.findall(name)), set(YEAR.findall(source))
    if written and own and written != own:
        return False
    told = [int(digits) for digits in YEAR.findall(f"{source} {title}")]
    return year is None or not told or max(told) >= year


def named_sources(tree: Tree, broken: Set[str] = frozenset()) -> Iterator[Problem]:
    """Every source that a city, a value or a footnote names is known; of `broken` ones only the id is."""
    known = dict.fromkeys(broken, "") | {
        source.id: f"{source.title.kk} {source.title.ru}" for source in tree.sources
    }
    for city in tree.cities:
        population = city.population
        yield from known_source("strategies/_cities.yml", population.line, population.source, known)
    for path, benchmark in tree.benchmarks:
        for edition in benchmark.editions:
            yield from known_source(path, edition.line, edition.source, known)
    for folder in tree.strategies:
        for path, line, name, year in _sources_of(folder):
            yield from known_source(path, line, name, known, year)


Named = tuple[str, int, str | None, int | None]
"""Path, line and name of a source, and the year of the value that it has to hold, where it is one."""


def _of_plan(path: str, indicator: Indicator) -> Iterator[Named]:
    """The sources of an indicator's baseline and targets; a target is announced before its year."""
    if indicator.baseline:
        yield path, indicator.baseline.line, indicator.baseline.source, indicator.baseline.year
    for target in indicator.targets:
        yield path, target.line, target.source, None


def _sources_of(folder: CityFolder) -> Iterator[Named]:
    """Every source in a strategy."""
    path = folder.path("indicators.yml")
    for indicator in folder.indicators:
        yield from _of_plan(path, indicator)
    # A former edition stays published, with the sources that only it names.
    for stored in folder.sealed:
        for indicator in stored.content.indicators.values() if stored.content else ():
            yield from ((stored.path, 1, name, year) for _, _, name, year in _of_plan(stored.path, indicator))
        for written in stored.content.texts() if stored.content else ():
            yield from ((stored.path, 1, name, None) for name in ParsedText(written).citations)
    for path, year in folder.actuals:
        for actual in year.values:
            yield path, actual.line, actual.source, year.year
            for revision in actual.revisions:
                yield path, revision.line, revision.source, year.year
    for series in folder.profile.series if folder.profile else ():
        for point in series.values:
            yield folder.path("profile.yml"), point.line, point.source, point.year
    for text in folder.chapters:
        for name, line in text.document.citations.items():
            yield text.path, line, name, None
