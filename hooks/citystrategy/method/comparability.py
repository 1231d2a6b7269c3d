"""Which cities' values of one recommended indicator may be held against each other, and their places.

Owns what has to agree before cities are ranked, the year for which they are, and the reasons why one
is not. Values are never averaged or converted. Must not know words, pages or files.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from citystrategy.method.assessment import Observation
from citystrategy.method.measure import ORDERED, bounds
from citystrategy.method.progress import Progress
from citystrategy.model import Bilingual, Indicator

Trait = Literal["territory", "kind", "definition", "unit", "decimals", "better", "method", "categories"]
"""What has to agree before values of two cities are ranked."""
TRAITS: tuple[Trait, ...] = get_args(Trait)

Reason = Literal[
    "discontinued",
    "unmeasurable",
    "oblast",
    "country",
    "words",
    "range",
    "differs",
    "no-values",
    "other-method",
    "alone",
]
"""Why a city is not ranked. `alone`: in no year another city has a value that agrees with its own."""


@dataclass(frozen=True)
class CityEntry:
    """A city's indicator that answers the recommended one."""

    city: str
    """Slug of the city."""
    progress: Progress

    @property
    def indicator(self) -> Indicator:
        """The indicator, as the plan in force defines it."""
        return self.progress.indicator


@dataclass(frozen=True)
class PlacedCity:
    """A city in a ranking."""

    entry: CityEntry
    observation: Observation | None
    """Value of the compared year; None where the city has none, or one of another edition."""
    newest: Observation
    """Newest value that follows the city's own definition; may be of the compared year."""
    place: int | None
    """Place from 1, shared by equal values; None without a value of the compared year."""


@dataclass(frozen=True)
class Ranking:
    """Cities whose indicators agree in every trait, by their values of one year."""

    year: int
    """The latest year for which at least two of them have a value."""
    edition: str | None
    """Edition of the index or the ranking that these values are from."""
    rows: tuple[PlacedCity, ...]
    """The best one first; those without a place last."""


@dataclass(frozen=True)
class Unranked:
    """A city that is in no ranking."""

    entry: CityEntry
    reasons: tuple[Reason, ...]
    """Why not; at least one."""
    differing: tuple[Trait, ...]
    """In what its indicator differs from the ranked ones, or from the others where none is ranked."""


@dataclass(frozen=True)
class Difference:
    """A trait in which the cities' indicators do not agree."""

    trait: Trait
    variants: tuple[tuple[CityEntry, ...], ...]
    """The cities, those that agree together."""


@dataclass(frozen=True)
class Comparison:
    """One recommended indicator over all cities that have it."""

    entries: tuple[CityEntry, ...]
    rankings: tuple[Ranking, ...]
    """The one with the most places first; several where cities agree in groups."""
    unranked: tuple[Unranked, ...]
    differences: tuple[Difference, ...]


def compare(unordered: Iterable[CityEntry]) -> Comparison:
    """The comparison of the cities' indicators, whatever their order."""
    entries = tuple(sorted(unordered, key=lambda entry: (entry.city, entry.indicator.id)))
    eligible = [entry for entry in entries if not list(_barred(entry.indicator))]
    groups = _groups(eligible, TRAITS)
    ranked = [(group, ranking) for group in groups for ranking in [_ranking(group)] if ranking]
    # A stable sort: of rankings as long as each other, the one with the first city comes first.
    ranked.sort(key=lambda pair: (-_placed(pair[1]), -pair[1].year))
    shown = {id(row.entry) for _, ranking in ranked for row in ranking.rows}
    standard = ranked[0][0] if ranked else _largest(groups)
    return Comparison(
        entries=entries,
        rankings=tuple(ranking for _, ranking in ranked),
        unranked=tuple(_unranked(entry, standard, eligible) for entry in entries if id(entry) not in shown),
        differences=tuple(_differences(entries)),
    )


def trait(indicator: Indicator, name: Trait) -> Hashable:
    """A trait in a form that is equal where two indicators agree in it."""
    if name == "definition":
        return _words(indicator.definition)
    if name == "unit":
        return _words(indicator.unit)
    if name == "method":
        # An id is chosen by each city for itself; what the version counts is what has to agree.
        return next(
            (_words(method.name) for method in indicator.methods if method.id == indicator.method), None
        )
    if name == "categories":
        return tuple(_words(category.name) for category in indicator.categories)
    return str(getattr(indicator, name))


def _words(text: Bilingual) -> tuple[str, ...]:
    """A text in both languages; how its lines are broken says nothing."""
    return tuple(" ".join(written.split()) for written in (text.kk, text.ru))


def _barred(indicator: Indicator) -> Iterator[Reason]:
    """Why an indicator cannot be ranked, whatever the other cities have."""
    if indicator.not_assessable:
        yield indicator.not_assessable.reason
        return
    if indicator.territory != "city":
        yield indicator.territory
    if indicator.kind == "narrative":
        yield "words"
    if indicator.better == "within":
        yield "range"


def _groups(entries: Sequence[CityEntry], traits: Sequence[Trait]) -> list[tuple[CityEntry, ...]]:
    """The entries, those together that agree in every one of the traits."""
    groups: dict[Hashable, list[CityEntry]] = {}
    for entry in entries:
        groups.setdefault(tuple(trait(entry.indicator, name) for name in traits), []).append(entry)
    return [tuple(group) for group in groups.values()]


def _largest(groups: Sequence[tuple[CityEntry, ...]]) -> tuple[CityEntry, ...]:
    """The group with the most entries; none where two are as large as each other."""
    first, *others = sorted(groups, key=len, reverse=True) or [()]
    return () if others and len(others[0]) == len(first) else first


def _observations(entry: CityEntry) -> list[Observation]:
    """The values that follow the city's own definition and that can be put in an order."""
    values = (observation for observation in entry.progress.observations if observation.comparable)
    return [
        observation for observation in values if bounds(entry.indicator, observation.actual.value) is not None
    ]


def edition(entry: CityEntry, observation: Observation) -> str | None:
    """The edition of the index or the ranking that a value is from."""
    return observation.actual.edition or entry.indicator.edition


def _ranking(group: Sequence[CityEntry]) -> Ranking | None:
    """The ranking of cities that agree; None where no two of them have a value of the same year."""
    values: dict[tuple[int, str], dict[int, Observation]] = {}
    for place, entry in enumerate(group):
        for observation in _observations(entry):
            values.setdefault((observation.year, edition(entry, observation) or ""), {})[place] = observation
    shared = {
        key: places for key, places in values.items() if len({group[place].city for place in places}) > 1
    }
    if not shared:
        return None
    year, issue = max(shared, key=lambda key: (key[0], len(shared[key]), key[1]))
    rows = list(_rows(group, shared[year, issue]))
    rows.sort(key=lambda row: (row.place is None, row.place or 0, row.entry.city, row.entry.indicator.id))
    return Ranking(year, issue or None, tuple(rows))


def _rows(group: Sequence[CityEntry], compared: dict[int, Observation]) -> Iterator[PlacedCity]:
    """The cities of a group that have a value, with the places of those that have one to compare."""
    goodness = {
        place: _goodness(group[place].indicator, observation) for place, observation in compared.items()
    }
    for place, entry in enumerate(group):
        own = _observations(entry)
        if place in goodness:
            better = sum(rival > goodness[place] for rival in goodness.values())
            yield PlacedCity(entry, compared[place], own[-1], better + 1)
        elif own:
            yield PlacedCity(entry, None, own[-1], None)


def _goodness(indicator: Indicator, observation: Observation) -> Fraction:
    """What is larger for the better value. Values that look the same on the page are the same."""
    low = bounds(indicator, observation.actual.value)
    assert low is not None, "only values that can be put in an order are compared"
    shown = low[0] if indicator.kind in ORDERED else round(Fraction(float(low[0])), indicator.decimals)
    return shown if indicator.better == "higher" else -shown


def _placed(ranking: Ranking) -> int:
    return sum(row.place is not None for row in ranking.rows)


def _unranked(entry: CityEntry, standard: Sequence[CityEntry], eligible: Sequence[CityEntry]) -> Unranked:
    """Why a city is in no ranking. The standard is a group that agrees; without one, all others are."""
    reasons, differing = list(_barred(entry.indicator)), tuple[Trait, ...]()
    if entry.indicator.not_assessable is None:
        differing = tuple(_differing(entry, standard or eligible))
    if differing:
        reasons.append("differs")
    if not entry.progress.observations and entry.indicator.not_assessable is None:
        reasons.append("no-values")
    elif entry.progress.observations and not any(
        observation.comparable for observation in entry.progress.observations
    ):
        reasons.append("other-method")
    return Unranked(entry, tuple(reasons) or ("alone",), differing)


def _differing(entry: CityEntry, others: Sequence[CityEntry]) -> Iterator[Trait]:
    for name in TRAITS:
        # Another territory than the city's own is a reason of its own.
        own = trait(entry.indicator, name)
        if name != "territory" and any(trait(peer.indicator, name) != own for peer in others):
            yield name


def _differences(entries: Sequence[CityEntry]) -> Iterator[Difference]:
    """The traits in which the indicators do not agree; a discontinued one has nothing to compare."""
    current = [entry for entry in entries if entry.indicator.not_assessable is None]
    for name in TRAITS:
        variants = _groups(current, [name])
        if len(variants) > 1:
            yield Difference(name, tuple(variants))
