"""A strategy's indicators side by side: verdicts by milestone year.

Owns that counting. Nothing is averaged into a score. Must not know words or pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from citystrategy.method.assessment import VERDICTS, Verdict
from citystrategy.method.progress import Progress


@dataclass(frozen=True)
class Cell:
    """The verdicts of one milestone year."""

    year: int
    counts: tuple[tuple[Verdict, int], ...]
    """Every verdict with its number, also where that is zero."""

    @property
    def occurring(self) -> tuple[tuple[Verdict, int], ...]:
        """The verdicts that occur, each with its number."""
        return tuple((verdict, number) for verdict, number in self.counts if number)


def board(items: Sequence[Progress]) -> tuple[Cell, ...]:
    """The verdicts of each milestone year, counted, in order of year."""
    verdicts: dict[int, list[Verdict]] = {}
    for progress in items:
        for milestone in progress.milestones if not progress.indicator.not_assessable else ():
            verdicts.setdefault(milestone.target.year, []).append(milestone.verdict)
    return tuple(
        Cell(year, tuple((verdict, verdicts[year].count(verdict)) for verdict in VERDICTS))
        for year in sorted(verdicts)
    )
