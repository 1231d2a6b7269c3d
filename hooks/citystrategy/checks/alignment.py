"""Which block, item or row of one text corresponds to which of the other.

Owns the pairing of two sequences of which one has something more. Must not word or judge anything.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol, TypeVar

GAP = 1.0
"""What it costs to leave one without a counterpart."""
OTHER_KIND = 1.95
"""What it costs to pair two of different kinds: less than to leave both alone."""
SURE = 0.25
"""By how much the best pairing has to be better than the next one. Of all items and rows taken out of one
language of the demonstrations two in five are told so, and none wrongly."""
LARGEST = 4_000
"""Pairs to weigh at most; longer sequences are paired from their beginning."""
MARKS = re.compile(r"\d+|\[\^[^\[\]\s]+\]|[A-Za-z][A-Za-z-]+")
"""What stays the same in a translation: digits, footnotes, Latin names."""
BORROWED = re.compile(r"\b[а-яё]{5}", re.IGNORECASE)
"""How a word begins that may stand in both languages: names and borrowed words."""


class Alignable(Protocol):
    """A block, an item or a row."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def text(self) -> str:
        """What it says."""


T = TypeVar("T", bound=Alignable)


@dataclass(frozen=True)
class Likeness:
    """What of a text can be compared with its translation."""

    kind: str
    marks: frozenset[str]
    words: frozenset[str]
    length: int

    def cost(self, translation: "Likeness") -> float:
        """How unlike two texts are: 1.8 at most, or more where their kinds differ."""
        if self.kind != translation.kind:
            return OTHER_KIND
        together = self.marks | translation.marks
        shared = len(self.marks & translation.marks) / len(together) if together else 0.5
        shorter, longer = sorted((self.length, translation.length))
        borrowed = min(len(self.words & translation.words), 4)
        return (1 - shared) + 0.8 * (1 - shorter / longer) - 0.1 * borrowed


def align(ours: Sequence[T], theirs: Sequence[T]) -> list[tuple[T | None, T | None]]:
    """The cheapest pairing that keeps both orders; None where one has no counterpart."""
    pairs: list[tuple[T | None, T | None]] = []
    if len(ours) * len(theirs) > LARGEST:
        shorter = min(len(ours), len(theirs))
        pairs += zip(ours, theirs, strict=False)
        pairs += [(part, None) for part in ours[shorter:]]
        return pairs + [(None, part) for part in theirs[shorter:]]
    row, column = len(ours), len(theirs)
    steps = _steps([_likeness(part) for part in ours], [_likeness(part) for part in theirs])
    while row or column:
        step = steps[row][column]
        row, column = row - (step != "theirs"), column - (step != "ours")
        pairs.append((ours[row] if step != "theirs" else None, theirs[column] if step != "ours" else None))
    return pairs[::-1]


def surplus(longer: Sequence[T], shorter: Sequence[T]) -> T | None:
    """The one of `longer`, which has one more, that has no counterpart; None where that is not sure."""
    ours, theirs = ([_likeness(part) for part in side] for side in (longer, shorter))
    before = list(accumulate((our.cost(their) for our, their in zip(ours, theirs, strict=False)), initial=0))
    after = list(
        accumulate((our.cost(their) for our, their in zip(ours[:0:-1], theirs[::-1], strict=True)), initial=0)
    )[::-1]
    costs = [start + end for start, end in zip(before, after, strict=True)]
    best = min(range(len(costs)), key=costs.__getitem__)
    others = (cost for place, cost in enumerate(costs) if place != best)
    return longer[best] if min(others, default=SURE) - costs[best] >= SURE else None


def _likeness(part: Alignable) -> Likeness:
    marks, words = (frozenset(pattern.findall(part.text)) for pattern in (MARKS, BORROWED))
    return Likeness(part.kind, marks, words, len(part.text) + 1)


def _steps(ours: list[Likeness], theirs: list[Likeness]) -> list[list[str]]:
    """For each beginning of both: whether its last ones are a pair, or one of ours or theirs stands alone."""
    before = [column * GAP for column in range(len(theirs) + 1)]
    steps = [["theirs"] * (len(theirs) + 1)]
    for row, our in enumerate(ours, 1):
        costs, taken = [row * GAP], ["ours"]
        for column, their in enumerate(theirs, 1):
            choices = (
                (before[column - 1] + our.cost(their), "pair"),
                (before[column] + GAP, "ours"),
                (costs[-1] + GAP, "theirs"),
            )
            cost, step = min(choices, key=lambda choice: choice[0])
            costs.append(cost)
            taken.append(step)
        before = costs
        steps.append(taken)
    return steps
