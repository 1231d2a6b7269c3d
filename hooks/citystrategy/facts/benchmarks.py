"""The world's best cities of a ranking, its editions side by side (paragraphs 10 and 21).

Owns the order of the columns and which of their cities are joined by a line: the same city in editions of
neighbouring years, never over a year without an edition. Must not know HTML.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from citystrategy.model import Benchmark, BenchmarkEdition, BenchmarkPlace
from citystrategy.words.words import number


@dataclass(frozen=True)
class EditionCell:
    """A city in the column of an edition."""

    place: BenchmarkPlace
    shown: str
    """Its place or value; cities that share a place have the same one."""
    line: str
    """How far down the next column the same city stands, in percent of a row's height, or an empty string."""


@dataclass(frozen=True)
class BenchmarkTable:
    """A ranking with its newest edition first."""

    benchmark: Benchmark
    editions: tuple[BenchmarkEdition, ...]
    rows: tuple[tuple[EditionCell | None, ...], ...]
    """The cities of each row, one of each edition that has so many."""
    missing: str
    """The years between two editions that have none here, such as `2020–2023`, or an empty string."""

    @property
    def joined(self) -> bool:
        """Whether any city is joined by a line."""
        return any(cell.line for row in self.rows for cell in row if cell)


def benchmark_table(benchmark: Benchmark) -> BenchmarkTable:
    """The editions of a ranking side by side."""
    editions = tuple(sorted(benchmark.editions, key=lambda edition: edition.year, reverse=True))
    columns = [
        list(_column(benchmark, *both)) for both in zip_longest(editions, editions[1:]) if both[0] is not None
    ]
    years = [edition.year for edition in reversed(editions)]
    gaps = [(before + 1, after - 1) for before, after in pairwise(years) if after > before + 1]
    missing = (str(first) if first == last else f"{first}–{last}" for first, last in gaps)
    return BenchmarkTable(benchmark, editions, tuple(zip_longest(*columns)), ", ".join(missing))


def _column(
    benchmark: Benchmark, edition: BenchmarkEdition, earlier: BenchmarkEdition | None
) -> Iterator[EditionCell]:
    """The cities of an edition, each with the way to its place in the edition of the year before."""
    adjacent = earlier is not None and earlier.year == edition.year - 1
    rows = {place.city.en: row for row, place in enumerate(earlier.places)} if earlier and adjacent else {}
    for row, place in enumerate(edition.places):
        to = rows.get(place.city.en)
        line = "" if to is None else f"{50 + 100 * (to - row)}%"
        yield EditionCell(place, number(place.value, benchmark.decimals), line)
