"""What references in a chapter stand for where they are tables of the strategy's data; how a chapter begins.

Owns the rows of those tables. Must not know HTML, nor which number a reference is (`facts/passages`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from citystrategy.facts.passages import SENTENCE_END, referred_value, said, series
from citystrategy.markdown.reference import TABLES, Reference
from citystrategy.method.plan import ApprovedPoint
from citystrategy.method.standing import Standing
from citystrategy.model import Bilingual, Indicator, Series
from citystrategy.model.methodology import Chapter
from citystrategy.model.tree import CityFolder, Referent, referable
from citystrategy.words.words import Words


@dataclass(frozen=True)
class TargetsTable:
    """The indicators of a direction with their values, for a chapter."""

    direction: Chapter
    years: tuple[int, ...]
    """Years of the columns after the baseline."""
    lines: tuple[tuple[Indicator, ApprovedPoint | None, tuple[ApprovedPoint | None, ...]], ...]
    """Indicator, baseline and the target of each year."""
    approved: bool
    """Whether the values are those of an approved strategy."""


def targets_table(view: Standing, direction: str) -> TargetsTable:
    """The table behind `{{ targets("direction") }}`."""
    items = view.of_direction(direction)
    years = {point.year for progress in items for point in progress.points if point.basis != "baseline"}
    columns = tuple(sorted(years))
    lines = []
    for progress in items:
        by_year = {point.year: point for point in progress.points if point.basis != "baseline"}
        start = next((point for point in progress.points if point.basis == "baseline"), None)
        lines.append((progress.indicator, start, tuple(by_year.get(year) for year in columns)))
    chapters = view.folder.methodology.directions()
    chapter = next(chapter for chapter in chapters if chapter.id == direction)
    status = view.folder.strategy.status if view.folder.strategy else ""
    return TargetsTable(chapter, columns, tuple(lines), status == "approved")


@dataclass(frozen=True)
class SeriesTable:
    """A series of the profile, for a chapter."""

    series: Series
    title: Bilingual
    places: Mapping[str, int]
    """Number of each source in the list below the table, from 1."""


def series_table(folder: CityFolder, identifier: str) -> SeriesTable:
    """The table behind `{{ series("population") }}`."""
    referred = series(folder, identifier)
    names = dict.fromkeys(point.source for point in referred.values)
    places = {name: place for place, name in enumerate(names, 1)}
    return SeriesTable(referred, folder.methodology.series_title(identifier), places)


@dataclass(frozen=True)
class Referred:
    """What references in the chapters of a standing stand for."""

    standing: Standing
    words: Words

    @cached_property
    def referents(self) -> set[Referent]:
        """Everything that a reference may name."""
        return referable(self.standing.folder)

    def known(self, reference: Reference) -> bool:
        """Whether what a reference names is there: it may be gone where the text is a former edition's."""
        return (reference.name, reference.id, reference.year) in self.referents

    def number(self, reference: Reference) -> str:
        """The number behind a reference, as text; that it is gone."""
        if not self.known(reference) or reference.year is None:
            # Only in a former edition: a check has found all others.
            return self.words("edition.gone")
        return referred_value(self.standing, reference.name, reference.id, reference.year, self.words)

    def table(self, reference: Reference) -> TargetsTable | SeriesTable | None:
        """The table behind a reference; None where it stands for none."""
        if reference.name not in TABLES or not self.known(reference):
            return None
        if reference.name == "series":
            return series_table(self.standing.folder, reference.id)
        return targets_table(self.standing, reference.id)


def opening(view: Standing, chapter: str, words: Words) -> str:
    """The first sentence of a chapter as it stands there; empty where it has no paragraph."""
    written = view.folder.chapter(chapter, words.language)
    paragraphs = (
        block.parts[0]
        for section in (written.document.sections if written else ())
        for block in section.blocks
        if block.kind == "paragraph"
    )
    first = next(paragraphs, None)
    if first is None:
        return ""
    shown = said(view, first, words)
    end = SENTENCE_END.search(shown)
    return shown[: end.end()] if end else shown
