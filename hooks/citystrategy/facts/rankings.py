"""The tables of a comparison in words: rankings, and the cities that are in none.

Owns the cells of those tables, so that templates need no arithmetic. Must not know HTML, nor what may
be compared with what (`comparability`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from citystrategy.charts.dots import DotPlot, Dots, dot_plot, former
from citystrategy.facts.differences import reasons
from citystrategy.facts.indicator import ApprovedValue
from citystrategy.facts.remarks import Kind, remarks
from citystrategy.facts.values import basis, sign, text
from citystrategy.method.assessment import Observation
from citystrategy.method.comparability import (
    CityEntry,
    Comparison,
    PlacedCity,
    Ranking,
    Unranked,
)
from citystrategy.model import City
from citystrategy.words.alphabet import alphabetical
from citystrategy.words.words import Words

DISTINGUISHING: tuple[Kind, ...] = ("provisional", "edition", "field-size", "other-method", "break")
"""The remarks that a table of several cities has room for: by which its values may differ."""

MARKS = ("actual", "provisional", "former", "approved", "apart")
"""Marks of the chart, in the order of the legend."""


@dataclass(frozen=True)
class RankingRow:
    """A city in a table."""

    city: City
    entry: CityEntry
    place: int | None
    value: str
    """Value of the compared year, or an empty string."""
    compared_year: int
    """The year of that value; 0 without one."""
    former: str
    """Value of the year before the compared one, or an empty string."""
    former_year: int
    newest: str
    """Newest value, or an empty string."""
    newest_year: int
    status: str
    """Key of `status` in the words: how the value of the compared year was assessed, or an empty string."""
    target: ApprovedValue | None
    """Target in force on the day of the page."""
    reasons: tuple[str, ...]
    """Why the city is not ranked: the reasons in one line, and an explanation where there is one."""
    remarks: tuple[str, ...]
    """What a reader has to know of the values, each in a few words."""
    sources: tuple[int, ...]
    """Numbers of the sources in the page's list, from 1."""
    dots: Dots | None
    """What is drawn of it on the axis of its table."""

    def without(self, common: Sequence[str]) -> "RankingRow":
        """The row without remarks that are said of the whole table."""
        return replace(self, remarks=tuple(remark for remark in self.remarks if remark not in common))


@dataclass(frozen=True)
class RankingTable:
    """A ranking in one language, or the cities that are in none."""

    heading: str
    """The year, the edition where there is one, and the group where there are several."""
    year: int
    """The compared year; 0 of the cities that are in no ranking."""
    unit: str
    """Unit of the values, or an empty string where each city has its own."""
    better: str
    """Which way is better, `higher` or `lower`, or an empty string."""
    lines: tuple[RankingRow, ...]
    plot: DotPlot | None
    """The axis of its values."""
    summary: str
    """The best and the worst value in a sentence, or an empty string."""
    remarks: tuple[str, ...]
    """What has to be known of every value; it is not repeated in the lines."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The marks that are drawn, as keys of `comparison.legend` in the words."""
        drawn = [line.dots for line in self.lines if line.dots]
        kinds = {dots.kind for dots in drawn}
        kinds |= {"former"} if any(dots.former for dots in drawn) else set()
        kinds |= {"approved"} if any(dots.in_force for dots in drawn) else set()
        return tuple(mark for mark in MARKS if mark in kinds)

    @property
    def is_remarked(self) -> bool:
        """Whether there is something to know of any value."""
        return any(line.reasons or line.remarks for line in self.lines)


@dataclass(frozen=True)
class Tables:
    """Makes the tables of one page, which share language, cities and the numbers of sources."""

    words: Words
    cities: Mapping[str, City]
    places: Mapping[str, int]
    """Number of each source in the page's list, from 1."""

    def names(self, slugs: Iterable[str]) -> str:
        """The cities' names, each once, in alphabetical order."""
        language = self.words.language
        names = {self.cities[slug].name[language] for slug in slugs}
        return ", ".join(alphabetical(names, language, str))

    def rankings(self, comparison: Comparison) -> Iterator[RankingTable]:
        """The rankings as tables."""
        several = len(comparison.rankings) > 1
        for number, ranking in enumerate(comparison.rankings, 1):
            heading = [self.words("comparison.ranking", year=ranking.year)]
            if ranking.edition:
                heading.append(self.words("remarks.edition", edition=ranking.edition))
            if several:
                heading.append(self.words("comparison.group", number=number))
            others = [unranked.entry for unranked in comparison.unranked] if number == 1 else []
            yield self.ranking(ranking, ", ".join(heading), dot_plot(ranking, others))

    def ranking(self, ranking: Ranking, heading: str, plot: DotPlot | None) -> RankingTable:
        """A ranking as a table."""
        first = ranking.rows[0].entry.indicator
        lines = [self.ranked(row, ranking.year, plot) for row in ranking.rows]
        common = tuple(remark for remark in lines[0].remarks if all(remark in line.remarks for line in lines))
        return RankingTable(
            heading=heading,
            year=ranking.year,
            unit=first.unit[self.words.language],
            better=first.better,
            lines=tuple(line.without(common) for line in lines),
            plot=plot,
            summary=self.summary(ranking),
            remarks=tuple(remark for remark in common if remark not in heading),
        )

    def unranked(self, comparison: Comparison, plot: DotPlot | None) -> RankingTable | None:
        """The cities that are in no ranking, on the axis of the first one if any of them fits on it."""
        lines = tuple(self.outside(unranked, plot) for unranked in comparison.unranked)
        if not lines:
            return None
        units = {line.entry.indicator.unit[self.words.language] for line in lines}
        return RankingTable(
            heading=self.words("comparison.unranked"),
            year=0,
            unit=units.pop() if len(units) == 1 else "",
            better="",
            lines=lines,
            plot=plot if any(line.dots for line in lines) else None,
            summary="",
            remarks=(),
        )

    def ranked(self, row: PlacedCity, year: int, plot: DotPlot | None) -> RankingRow:
        """A city of a ranking."""
        reasons = [] if row.observation else [self.words("comparison.no_value", year=year)]
        shown = [observation for observation in (row.observation, row.newest) if observation]
        return self.line(row.entry, row.observation, row.newest, shown, reasons, row.place, plot)

    def outside(self, unranked: Unranked, plot: DotPlot | None) -> RankingRow:
        """A city that is in no ranking, with the reasons."""
        latest = unranked.entry.progress.latest
        shown = [latest] if latest else []
        return self.line(unranked.entry, None, latest, shown, reasons(unranked, self.words), None, plot)

    def line(
        self,
        entry: CityEntry,
        compared: Observation | None,
        newest: Observation | None,
        shown: Sequence[Observation],
        reasons: Iterable[str],
        place: int | None,
        plot: DotPlot | None,
    ) -> RankingRow:
        """A city of either table."""
        assessed = {assessment.year: assessment.status for assessment in entry.progress.assessments}
        before = former(entry, compared) if compared else None
        value, was, now = (
            text(entry.indicator, observation.actual.value, self.words) if observation else ""
            for observation in (compared, before, newest)
        )
        return RankingRow(
            city=self.cities[entry.city],
            entry=entry,
            place=place,
            value=value,
            compared_year=compared.year if compared else 0,
            former=was,
            former_year=before.year if before else 0,
            newest=now,
            newest_year=newest.year if newest else 0,
            status=assessed.get(compared.year, "") if compared else "",
            target=self.target(entry),
            reasons=tuple(reasons),
            remarks=tuple(self.remarks(entry, {observation.year: observation for observation in shown})),
            sources=tuple(dict.fromkeys(self.places[observation.actual.source] for observation in shown)),
            dots=plot.cities.get((entry.city, entry.indicator.id)) if plot else None,
        )

    def target(self, entry: CityEntry) -> ApprovedValue | None:
        """The target in force, with its year and on what it rests."""
        progress = entry.progress
        if progress.in_force is None:
            return None
        value = text(entry.indicator, progress.in_force.value, self.words)
        return ApprovedValue(value, progress.in_force.year, basis(progress.in_force, self.words))

    def remarks(self, entry: CityEntry, shown: Mapping[int, Observation]) -> Iterator[str]:
        """The marks of values, with the year where there are several."""
        for year, observation in shown.items():
            for mark in remarks(entry.indicator, observation, self.words, DISTINGUISHING):
                yield f"{year}: {mark}" if len(shown) > 1 else mark

    def summary(self, ranking: Ranking) -> str:
        """The best and the worst value with their cities."""
        placed = [row for row in ranking.rows if row.place is not None]
        best = [row for row in placed if row.place == 1]
        worst = [row for row in placed if row.place == placed[-1].place]
        indicator = placed[0].entry.indicator
        arguments = {"year": ranking.year, "number": len(placed), "unit": sign(indicator)}
        for name, rows in (("best", best), ("worst", worst)):
            assert rows[0].observation is not None, "a place is given for a value"
            arguments[name] = text(indicator, rows[0].observation.actual.value, self.words)
            arguments[f"{name}_cities"] = self.names(row.entry.city for row in rows)
        key = "equal" if best == worst else indicator.better
        return self.words(f"comparison.summary.{key}", **arguments)
