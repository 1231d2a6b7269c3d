"""Days and years that have not come: nothing is told as done or observed before it was.

Owns which days a tree names. Must not know what happened on them.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from citystrategy.model import Actual, Strategy
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.problems.problem import Arguments, Problem


def days(tree: Tree, today: date) -> Iterator[Problem]:
    """No value is of a year to come, and nothing was published, decided or written on a day to come."""
    for city in tree.cities:
        counted = [(city.population.date, city.population.line_of("date"))]
        yield from _to_come("strategies/_cities.yml", counted, today)
    for folder in tree.strategies:
        yield from _of_strategy(folder, today)


def _of_strategy(folder: CityFolder, today: date) -> Iterator[Problem]:
    if folder.strategy:
        yield from _to_come(folder.path("strategy.yml"), _told(folder.strategy), today)
    for indicator in folder.indicators:
        start = indicator.baseline
        if start and start.year and start.year > today.year:
            known: Arguments = {"year": start.year, "date": today.isoformat()}
            yield Problem.at(folder.path("indicators.yml"), start.line_of("year"), "year-future", **known)
    for path, year in folder.actuals:
        if year.year > today.year:
            yield Problem.at(
                path, year.line_of("year"), "year-future", year=year.year, date=today.isoformat()
            )
            continue
        for actual in year.values:
            yield from _dates(path, actual, today)
        for receipt in year.received:
            signed = [(receipt.date, receipt.line_of("date"))]
            letter = [(receipt.letter_date, receipt.line_of("letter_date"))]
            yield from _to_come(path, [*signed, *letter], today)
    for series in folder.profile.series if folder.profile else ():
        for point in series.values:
            if point.year > today.year:
                arguments: Arguments = {"year": point.year, "date": today.isoformat()}
                yield Problem.at(folder.path("profile.yml"), point.line, "year-future", **arguments)


def _told(about: Strategy) -> Iterator[tuple[date | None, int]]:
    """The days on which something is said to have been done, each with its line."""
    yield about.written, about.line_of("written")
    decisions = (edition.decision for edition in about.editions)
    for done in (*decisions, *about.approval, *about.declarations):
        if done is not None:
            yield done.date, done.line_of("date")


def _dates(path: str, actual: Actual, today: date) -> Iterator[Problem]:
    written = [(actual.date, actual.line_of("date"))]
    written += [(revision.date, revision.line_of("date")) for revision in actual.revisions]
    written += [(revision.replaced, revision.line_of("replaced")) for revision in actual.revisions]
    yield from _to_come(path, written, today)


def _to_come(path: str, written: Iterable[tuple[date | None, int]], today: date) -> Iterator[Problem]:
    for day, line in written:
        if day is not None and day > today:
            yield Problem.at(path, line, "date-future", given=day.isoformat(), date=today.isoformat())
