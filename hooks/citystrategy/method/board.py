"""A strategy's indicators side by side: verdicts by milestone year, and what changed in a year.

Owns that counting and comparing. Nothing is averaged into a score. Must not know words or pages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from citystrategy.method.assessment import VERDICTS, Verdict
from citystrategy.method.position import ASSESSED
from citystrategy.method.progress import Progress


@dataclass(frozen=True)
class Cell:
    """The verdicts of one milestone year."""

    year: int
    counts: tuple[tuple[Verdict, int], ...]
    """Every verdict with its number, also where that is zero."""


def board(items: Sequence[Progress]) -> tuple[Cell, ...]:
    """The verdicts of each milestone year, counted, in order of year."""
    found: dict[int, list[Verdict]] = {}
    for item in items:
        for milestone in item.milestones if not item.indicator.not_assessable else ():
            found.setdefault(milestone.target.year, []).append(milestone.verdict)
    return tuple(
        Cell(year, tuple((verdict, found[year].count(verdict)) for verdict in VERDICTS))
        for year in sorted(found)
    )


Happened = Literal["value", "improved", "worsened", "verdict", "revision", "overdue"]
"""What may have happened to an indicator; `improved` and `worsened` are about its status."""


@dataclass(frozen=True)
class Change:
    """Something that happened to an indicator."""

    happened: Happened
    item: Progress
    year: int
    """Year of the value that it concerns."""


def changes(items: Sequence[Progress], today: date) -> Iterator[Change]:
    """What changed since the year before last: values of last year and this one, and what follows from them.

    A revision and an overdue value count where their day lies within the twelve months before.
    """
    since = year_before(today)
    for item in items:
        yield from _of_values(item, today.year - 1)
        for one in item.observations:
            if any(since < revision.replaced <= today for revision in one.actual.revisions):
                yield Change("revision", item, one.year)
        due = item.indicator.due
        newly = [year for year in item.missing if due and due.date(year) >= since]
        if newly:
            yield Change("overdue", item, newly[0])


def _of_values(item: Progress, first: int) -> Iterator[Change]:
    """The new values, the status they changed, and the targets on which they decided."""
    for one in item.observations:
        if one.year >= first:
            yield Change("value", item, one.year)
    for milestone in item.milestones:
        if milestone.target.year >= first and milestone.verdict in ("met", "missed"):
            yield Change("verdict", item, milestone.target.year)
    if len(item.assessments) > 1 and item.assessments[-1].year >= first:
        before, after = (ASSESSED.index(one.status) for one in item.assessments[-2:])
        if before != after:
            moved: Happened = "improved" if after < before else "worsened"
            yield Change(moved, item, item.assessments[-1].year)


def year_before(day: date) -> date:
    """The same day a year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
