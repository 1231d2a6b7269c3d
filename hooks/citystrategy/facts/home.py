"""What the home page shows of all cities: where they lie, which values are new, and what is due next.

Owns the map's projection and where its names stand. Must not know HTML.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, islice
from math import cos, radians, sin, sqrt

from citystrategy.facts.calendar import Calendar, Coming
from citystrategy.facts.values import titled, told
from citystrategy.method.happened import happenings
from citystrategy.method.standing import Standing
from citystrategy.model import City, Coordinates
from citystrategy.words.alphabet import alphabetical
from citystrategy.words.words import Words

WIDTH, HEIGHT = 1000, 590
"""Size of the drawing that holds the outline of the country."""
PARALLELS, MERIDIAN = (46, 48), 67
SCALE, EAST, SOUTH = 2165.05, 503.2, -1701.3
"""The conic projection of Albers in which the outline is drawn (`overrides/partials/outline.html`), in units
of the drawing: fitted to it, within 2.4 units for every city of the register."""
LETTER, LINE, AWAY = (9.5, 22), (22, 40), 13
"""Width of a letter and height of a line of the names, those of cities with a strategy second: they are
large enough for a phone; and their distance from the point."""
NEWEST = 7
"""New values that are listed."""
DAYS = 5
"""Days on which values are due next that are listed."""


@dataclass(frozen=True)
class MapPlace:
    """A city on the map, in units of the drawing."""

    city: City
    published: bool
    x: float
    y: float
    name_x: float
    name_y: float
    anchor: str
    """`start`, `middle` or `end`: which part of the name stands at its point."""


def map_places(cities: Iterable[City], published: Mapping[str, Standing], language: str) -> list[MapPlace]:
    """Every city with its name where it covers no other; those with a strategy choose first."""
    points = {city.slug: (city, *projected(city.coordinates)) for city in cities}
    marks = {slug: (x - 8, y - 8, x + 8, y + 8) for slug, (_, x, y) in points.items()}
    names: list[Box] = []
    places = []
    for slug in sorted(points, key=lambda slug: slug not in published):
        city, x, y = points[slug]
        size = slug in published
        width = LETTER[size] * len(city.name[language])
        options = list(_beside(x, y, width, LINE[size]))
        taken = [*names, *(mark for neighbour, mark in marks.items() if neighbour != slug)]
        place = next(
            (option for option in options if _inside(option[3]) and not _covers(option[3], taken)), options[0]
        )
        names.append(place[3])
        places.append(MapPlace(city, slug in published, x, y, *place[:3]))
    return alphabetical(places, language, lambda place: place.city.name[language])


def projected(place: Coordinates) -> tuple[float, float]:
    """A place of the map: x to the east, y to the south, from its upper left corner (Snyder 1987, p. 101)."""
    first, second = (radians(parallel) for parallel in PARALLELS)
    n = (sin(first) + sin(second)) / 2
    radius = sqrt(cos(first) ** 2 + 2 * n * sin(first) - 2 * n * sin(radians(place.latitude))) / n
    angle = n * radians(place.longitude - MERIDIAN)
    return round(SCALE * radius * sin(angle) + EAST, 1), round(SCALE * radius * cos(angle) + SOUTH, 1)


Box = tuple[float, float, float, float]


def _beside(x: float, y: float, width: float, line: float) -> Iterator[tuple[float, float, str, Box]]:
    """Where a name may stand: right, left, below, above."""
    for name_x, name_y, anchor, left in (
        (x + AWAY, y + 6, "start", x + AWAY),
        (x - AWAY, y + 6, "end", x - AWAY - width),
        (x, y + AWAY + 14, "middle", x - width / 2),
        (x, y - AWAY, "middle", x - width / 2),
    ):
        box = (left, name_y - line + 4, left + width, name_y + 6)
        yield round(name_x, 1), round(name_y, 1), anchor, box


def _inside(box: Box) -> bool:
    return box[0] >= 0 and box[2] <= WIDTH


def _covers(box: Box, taken: Iterable[Box]) -> bool:
    return any(
        box[0] < covered[2] and covered[0] < box[2] and box[1] < covered[3] and covered[1] < box[3]
        for covered in taken
    )


@dataclass(frozen=True)
class NewValue:
    """A value with the day on which it was published."""

    day: date
    city: City
    indicator: str
    """Id of the indicator."""
    title: str
    value: str
    year: int


def new_values(standings: Iterable[Standing], words: Words) -> list[NewValue]:
    """The values published last, the newest first; those without a recorded day cannot be among them."""
    values = [
        NewValue(
            happening.day,
            standing.folder.city,
            progress.indicator.id,
            titled(progress.indicator, words),
            told(progress.indicator, happening.actual.value, words),
            happening.year,
        )
        for standing in standings
        for progress in standing.progress
        for happening in happenings(progress, standing.today)
        if happening.kind == "value"
        and happening.day is not None
        and happening.actual is not None
        and happening.day <= standing.today
    ]
    return sorted(values, key=lambda value: (value.day, value.year), reverse=True)[:NEWEST]


@dataclass(frozen=True)
class DueDay:
    """A day on which values are due."""

    day: date
    values: int
    cities: tuple[tuple[City, int], ...]
    """Whose they are, each with its number."""


def next_days(calendar: Calendar) -> list[DueDay]:
    """The next days on which values are due."""
    coming = chain(*(month.coming for month in calendar.months), calendar.later)
    return [_due_day(day, values) for day, values in islice(groupby(coming, _day), DAYS)]


def _day(coming: Coming) -> date:
    return coming.duty.due


def _due_day(day: date, coming: Iterable[Coming]) -> DueDay:
    due = [value.city for value in coming]
    cities = {city.slug: city for city in due}
    counts = Counter(city.slug for city in due)
    return DueDay(day, len(due), tuple((cities[slug], number) for slug, number in counts.items()))
