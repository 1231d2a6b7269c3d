"""What references in a chapter stand for: numbers and tables of the strategy's data; how a chapter begins.

Owns the rows of those tables, and where a first sentence ends. Must not know HTML, nor how a reference is
written (`reference`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from citystrategy.facts.values import text
from citystrategy.markdown import reference
from citystrategy.markdown.document import UNREAD
from citystrategy.method.plan import ApprovedPoint, plan
from citystrategy.method.standing import Standing
from citystrategy.model import Bilingual, Indicator, Series
from citystrategy.model.methodology import Chapter
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words, number

SENTENCE_END = re.compile(r"(?:\w{3}|[^\w\s])[.!?…]+[»”)]*(?=\s+[«“(]?(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]|\d{4}\b))")
"""A point that ends a sentence and no abbreviation, such as «2050 ж. Астана» has: what stands before it is
longer than two letters, and a capital letter or a year follows."""


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


def series(folder: CityFolder, identifier: str) -> Series:
    """A series of the profile. Raises StopIteration for an unknown one."""
    known = folder.profile.series if folder.profile else ()
    return next(series for series in known if series.id == identifier)


def referred_value(view: Standing, name: str, identifier: str, year: int, words: Words) -> str:
    """The number behind a reference such as `{{ value("life-expectancy", 2050) }}`, as text."""
    folder = view.folder
    if name == "profile":
        referred = series(folder, identifier)
        return number(next(point.value for point in referred.values if point.year == year), referred.decimals)
    # The text's own plan, be it in force already or not.
    indicator = next(indicator for indicator in folder.indicators if indicator.id == identifier)
    if name == "value":
        value = next(point.value for point in plan(indicator).points if point.year == year)
    else:
        observed = (actual for _, all_of in folder.actuals if all_of.year == year for actual in all_of.values)
        value = next(actual.value for actual in observed if actual.indicator == identifier)
    return text(indicator, value, words)


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
    shown = " ".join(first.text.replace(UNREAD, "").split())
    for mark in first.marks:
        if mark.kind == "reference":
            parsed = reference.parse(mark.written)
            number_of = referred_value(view, parsed.name, parsed.id, parsed.year or 0, words)
            shown = shown.replace(" ".join(mark.written.split()), number_of)
    end = SENTENCE_END.search(shown)
    return shown[: end.end()] if end else shown
