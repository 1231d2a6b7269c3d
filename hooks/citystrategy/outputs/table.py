"""The table of values as spreadsheets have it: one row for each year of an indicator.

Owns the columns and what stands in each. Numbers stay numbers and dates dates; how a format writes
them is not known here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from citystrategy.facts import values
from citystrategy.facts.remarks import remarks
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.method.years import Year, years
from citystrategy.model import Bilingual, Indicator, Range, Source, Value
from citystrategy.words.words import Words

MORE_DIGITS = 2
"""Digits that a calculated value has beyond those of its indicator: see `pages.values.places`."""

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """A column; its title and its meaning are under `data.columns` in the words."""

    id: str
    form: Literal["text", "year", "value", "calculated", "date"]
    width: int
    """Width in a workbook, in characters."""


COLUMNS = (
    Column("city_id", "text", 12),
    Column("city", "text", 14),
    Column("strategy", "text", 26),
    Column("indicator_id", "text", 24),
    Column("indicator", "text", 40),
    Column("unit", "text", 16),
    Column("year", "year", 8),
    Column("target", "value", 14),
    Column("target_low", "value", 12),
    Column("target_high", "value", 12),
    Column("basis", "text", 30),
    Column("target_source", "text", 30),
    Column("guide", "calculated", 14),
    Column("guide_low", "calculated", 12),
    Column("guide_high", "calculated", 12),
    Column("actual", "value", 14),
    Column("provisional", "text", 12),
    Column("comparable", "text", 12),
    Column("status", "text", 20),
    Column("verdict", "text", 20),
    Column("source", "text", 50),
    Column("source_url", "text", 40),
    Column("published", "date", 12),
    Column("note", "text", 60),
)


@dataclass(frozen=True)
class Row:
    """One year of an indicator."""

    cells: tuple[Cell, ...]
    """In the order of the columns."""
    decimals: int
    """Digits that its values show after the comma."""


def titles(words: Words) -> tuple[str, ...]:
    """The titles of the columns in a language."""
    return tuple(words(f"data.columns.{column.id}.title") for column in COLUMNS)


def rows(standing: Standing, item: Progress, sources: Mapping[str, Source], words: Words) -> Iterator[Row]:
    """The rows of an indicator in a language."""
    one, language, about = item.indicator, words.language, standing.strategy.strategy
    head: tuple[Cell, ...] = (
        standing.strategy.city.slug,
        standing.strategy.city.name[language],
        words(f"strategy.statuses.{about.status}") if about else None,
        one.id,
        one.name[language],
        one.unit[language],
    )
    for year in years(item):
        cells = (*head, year.year, *_planned(one, year, sources, words))
        yield Row((*cells, *_observed(item, year, sources, words)), one.decimals)


def _planned(one: Indicator, year: Year, sources: Mapping[str, Source], words: Words) -> tuple[Cell, ...]:
    point, guided = year.point, year.guide
    return (
        *_value(one, point.value if point else None, words),
        values.basis(point, words) if point else None,
        sources[point.source].title[words.language] if point and point.source else None,
        *_value(one, guided, words, calculated=True),
    )


def _observed(item: Progress, year: Year, sources: Mapping[str, Source], words: Words) -> tuple[Cell, ...]:
    status = words(f"status.{year.assessment.status}") if year.assessment else None
    verdict = words(f"verdict.{year.verdict}") if year.verdict else None
    seen = year.observation
    if seen is None:
        return (None, None, None, status, verdict, None, None, None, None)
    source = sources[seen.actual.source]
    return (
        _value(item.indicator, seen.actual.value, words)[0],
        _yes(seen.actual.provisional, words),
        _yes(seen.comparable, words),
        status,
        verdict,
        source.title[words.language],
        source.url,
        seen.actual.date,
        "; ".join(remarks(item.indicator, seen, words)) or None,
    )


def _value(
    one: Indicator, value: Value | None, words: Words, calculated: bool = False
) -> tuple[Cell, Cell, Cell]:
    """A value in its three columns: the value itself, or the ends of a range."""
    if value is None:
        return None, None, None
    if isinstance(value, Range):
        return None, _number(one, value.low, calculated), _number(one, value.high, calculated)
    if isinstance(value, bool | str | Bilingual):
        return values.text(one, value, words), None, None
    return _number(one, value, calculated), None, None


def _number(one: Indicator, value: float, calculated: bool) -> float:
    """A number as written; a calculated one with the digits that the page may show."""
    shown = round(value, one.decimals + MORE_DIGITS) if calculated else value
    return int(shown) if float(shown).is_integer() else shown


def _yes(value: bool, words: Words) -> str:
    return words("value.affirmative" if value else "value.negative")
