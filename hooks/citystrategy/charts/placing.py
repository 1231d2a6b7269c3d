"""Puts labels into a drawing so that none covers another or leaves it, at any width and without a browser.

Owns that choice. A drawing keeps its height while it is stretched across, and labels keep their size: two
that are apart at both ends of a range of widths, on the same side of each other, are apart between.
Must not know what labels say. Lengths are in rem, places in percent of the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal, NamedTuple

from citystrategy.charts.lettering import width

ASCENT, DESCENT = 0.8, 0.25
"""Room of a line above and below its base, in em."""
GAP, NEAR = 0.25, 0.2
"""Least distance of two labels across; distance from a mark within which a label covers it."""
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Tier:
    """A layout: a height, and the narrowest and the widest drawing that has it."""

    narrowest: float
    widest: float
    height: float
    floor: float
    """How far down labels may reach."""
    is_wide: bool


class Box(NamedTuple):
    """What a label covers."""

    left: float
    top: float
    right: float
    bottom: float


Boxes = tuple[Box, Box]
"""What a label covers at both ends of a range of widths."""


@dataclass(frozen=True)
class Spot:
    """Where a label may stand: a point of the drawing, and how far from it the text begins."""

    x: float
    y: float
    dx: float
    dy: float
    anchor: Anchor


@dataclass(frozen=True)
class Label:
    """A text, what it says more where there is room, and where it may stand, the best place first."""

    key: str
    text: str
    more: str
    size: float
    """Height of its letters."""
    places: tuple[Spot, ...]
    only_wide: bool = False
    """Whether it is left out of the narrow layout anyway."""


@dataclass(frozen=True)
class Obstacle:
    """A point that a label had better not cover."""

    x: float
    y: float
    weight: float


def arranged(labels: Sequence[Label], tier: Tier, marks: Sequence[Obstacle] = ()) -> dict[int, Spot]:
    """Where the labels stand in a layout, by their number: each in the best place that those before leave.

    A label that finds none is left out.
    """
    spots: dict[int, Spot] = {}
    taken: list[Boxes] = []
    for number, label in enumerate(labels):
        if label.only_wide and not tier.is_wide:
            continue
        best = _best(label, tier, taken, marks)
        if best:
            spots[number], own = best
            taken.append(own)
    return spots


def _best(
    label: Label, tier: Tier, taken: Sequence[Boxes], marks: Sequence[Obstacle]
) -> tuple[Spot, Boxes] | None:
    """The free place that covers least, the earlier one where two are alike; and what is covered there."""
    best, least = None, inf
    for order, place in enumerate(label.places):
        # What comes later costs more already: so most places are never looked at.
        if least <= order / len(label.places):
            break
        own = boxes(label, place, tier)
        if _fits(own, tier, taken):
            cost = _covered(own, tier, marks) + order / len(label.places)
            if cost < least:
                best, least = (place, own), cost
    return best


def around(x: float, y: float, size: float, below: bool = False) -> tuple[Spot, ...]:
    """Places around a point, above it first, or below it."""
    above, under, beside = -0.55, ASCENT * size + 0.5, (ASCENT - DESCENT) * size / 2
    sides: tuple[tuple[float, Anchor], ...] = ((-0.3, "end"), (0.0, "middle"), (0.3, "start"))
    rows = (under, above) if below else (above, under)
    near = [Spot(x, y, dx, dy, anchor) for dy in rows for dx, anchor in sides]
    beyond = [Spot(x, y, place.dx, place.dy * 2.2, place.anchor) for place in near]
    return (*near, Spot(x, y, 0.7, beside, "start"), Spot(x, y, -0.7, beside, "end"), *beyond)


def boxes(label: Label, place: Spot, tier: Tier) -> Boxes:
    """What a label covers in the narrowest and in the widest drawing of a layout."""
    length = width(f"{label.text}{label.more}" if tier.is_wide else label.text) * label.size
    begin = {"start": 0.0, "middle": length / 2, "end": length}[place.anchor]
    left, base = place.dx - begin, place.y * tier.height / 100 + place.dy
    narrowest, widest = (
        Box(x + left, base - ASCENT * label.size, x + left + length, base + DESCENT * label.size)
        for x in (place.x * size / 100 for size in (tier.narrowest, tier.widest))
    )
    return narrowest, widest


def _fits(own: Boxes, tier: Tier, taken: Sequence[Boxes]) -> bool:
    """Whether a label leaves neither the drawing nor room to those before."""
    sizes = (tier.narrowest, tier.widest)
    inside = all(
        box.left >= 0 and box.right <= size and box.top >= 0 and box.bottom <= tier.floor
        for box, size in zip(own, sizes, strict=True)
    )
    return inside and all(apart(own, earlier) for earlier in taken)


def apart(own: Boxes, earlier: Boxes) -> bool:
    """Whether two labels are on the same side of each other at both ends of a range of widths."""
    (small, large), (smaller, larger) = own, earlier
    return (
        (small.right + GAP <= smaller.left and large.right + GAP <= larger.left)
        or (smaller.right + GAP <= small.left and larger.right + GAP <= large.left)
        or (small.bottom <= smaller.top and large.bottom <= larger.top)
        or (smaller.bottom <= small.top and larger.bottom <= large.top)
    )


def _covered(own: Boxes, tier: Tier, marks: Sequence[Obstacle]) -> float:
    """How much a label would cover of what it had better not."""
    covered, down = 0.0, 100 / tier.height
    for size, box in zip((tier.narrowest, tier.widest), own, strict=True):
        left, right = (box.left - NEAR) * 100 / size, (box.right + NEAR) * 100 / size
        top, bottom = (box.top - NEAR) * down, (box.bottom + NEAR) * down
        covered += sum(mark.weight for mark in marks if left < mark.x < right and top < mark.y < bottom)
    return covered / 2
