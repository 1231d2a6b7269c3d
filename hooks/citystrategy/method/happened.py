"""What happened to an indicator: values, their revisions, what followed from them, missed due dates.

Owns the one list of that, from which the page of a city takes a year's and a feed takes what is dated.
Must not know words or pages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, get_args

from citystrategy.method.assessment import Milestone
from citystrategy.method.duty import duties
from citystrategy.method.history import versions
from citystrategy.method.position import ASSESSED
from citystrategy.method.progress import Progress
from citystrategy.model import Actual

Kind = Literal["value", "verdict", "worsened", "improved", "revision", "overdue"]
"""What may have happened; `worsened` and `improved` are about the status."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which a reader is told."""


DATED: tuple[Kind, ...] = ("revision", "overdue")
"""Kinds that count by their day and not by the year of the value."""


@dataclass(frozen=True)
class Happening:
    """Something that happened to an indicator."""

    kind: Kind
    progress: Progress
    year: int
    """Year of the value that it concerns."""
    day: date | None = None
    """Day on which it happened; None where no date was recorded, or where it follows from a value."""
    actual: Actual | None = None
    """The value, or the one that a revision put in the place of another."""
    milestone: Milestone | None = None
    """The target on which a verdict was given."""


def happenings(progress: Progress, today: date) -> Iterator[Happening]:
    """Everything that happened to an indicator until a day, by kind and then by year."""
    for observation in progress.observations:
        first, *later = versions(observation.actual)
        yield Happening("value", progress, observation.year, first.since, first.actual)
        for version in later:
            yield Happening("revision", progress, observation.year, version.since, version.actual)
    for milestone in progress.milestones:
        if milestone.verdict in ("met", "missed"):
            yield Happening("verdict", progress, milestone.target.year, milestone=milestone)
    for before, after in pairwise(progress.assessments):
        was, became = (ASSESSED.index(assessment.status) for assessment in (before, after))
        if was != became:
            yield Happening("improved" if became < was else "worsened", progress, after.year)
    for duty in duties(progress, today):
        if duty.overdue:
            yield Happening("overdue", progress, duty.year, duty.due + timedelta(days=1))


def of_a_year(items: Sequence[Progress], today: date) -> Iterator[Happening]:
    """What happened since the year before last: values of last year and this one, and what follows from them.

    Values stand as they are now. A revision and an overdue value count where their day lies within the
    twelve months before.
    """
    since = year_before(today)
    for progress in items:
        latest = {observation.year: observation.actual for observation in progress.observations}
        for happening in happenings(progress, today):
            if happening.kind in DATED:
                if happening.day and since < happening.day <= today:
                    yield happening
            elif happening.year >= today.year - 1:
                yield replace(happening, actual=latest.get(happening.year))


def year_before(day: date) -> date:
    """The same day a year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
