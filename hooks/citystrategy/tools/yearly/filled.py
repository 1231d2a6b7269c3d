"""The workbook of a round in one language, cell by cell: what it says, what is open and what may stand there.

Owns which cells are open and what is asked of each. Must not know how a file is written.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from citystrategy.editing import given
from citystrategy.facts import values
from citystrategy.method.position import ASSESSED
from citystrategy.model import Indicator, Source, Value
from citystrategy.tools.yearly import form
from citystrategy.tools.yearly.asked import Asked, Round, meaning, plan_digest
from citystrategy.tools.yearly.form import Column
from citystrategy.tools.yearly.state import State, state_of
from citystrategy.words.words import Words

LAST = 3
"""How many of the last values are shown."""
FAR = 0.5
"""A value that differs from the last one by more than this part of it is coloured."""


@dataclass(frozen=True)
class CellRule:
    """What may stand in an open cell."""

    kind: Literal["number", "whole", "list", "day"]
    low: float | date | None = None
    high: float | None = None
    choices: str = ""
    """Name of a list of the book."""


@dataclass(frozen=True)
class Field:
    """One cell."""

    content: str | float | date | None = None
    open: bool = False
    rule: CellRule | None = None
    decimals: int | None = None
    """Digits after the comma of a number; None where it is a plain one."""
    help: str = ""
    """What is said when the cell is chosen, and when what is written does not fit."""
    ordinary: tuple[float, float] | None = None
    """Between what a number raises no question."""


@dataclass(frozen=True)
class Page:
    """One sheet of rows."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True)
class Filled:
    """A whole workbook in one language."""

    language: str
    title: str
    day: date
    pages: tuple[Page, ...]
    lists: Mapping[str, tuple[str, ...]]
    """What may be chosen, by name; `sources` is not among them, since it stands in its own sheet."""
    mark: tuple[tuple[str, str], ...]
    """What the hidden sheet says: of what the workbook was made and what stood in it."""


def filled(asked: Round, words: Words) -> Filled:
    """The workbook of a round."""
    desk = _Filling(asked, words)
    pages = (desk.values(), desk.corrections(), desk.sources(), desk.sign_off())
    title = words("workbook.title", city=asked.standing.folder.city.name[words.language], year=asked.year)
    return Filled(words.language, title, asked.standing.today, pages, desk.lists(), tuple(desk.mark(pages)))


def source_names(sources: tuple[Source, ...], language: str) -> dict[str, str]:
    """What each source is called in a list, by id: its title, and where two have one, its id besides."""
    titles = [" ".join(source.title[language].split()) for source in sources]
    return {
        source.id: title if titles.count(title) == 1 else f"{title} [{source.id}]"
        for source, title in zip(sources, titles, strict=True)
    }


def labels(indicator: Indicator, words: Words) -> dict[Any, str]:
    """What the values of an indicator that is no number are called, by value."""
    if indicator.kind == "yes-no":
        return {flag: values.text(indicator, flag, words) for flag in (True, False)}
    if indicator.kind == "categories":
        return {category.id: category.name[words.language] for category in indicator.categories}
    return {status: words(f"status.{status}") for status in ASSESSED} if indicator.kind == "narrative" else {}


def written_day(day: date) -> str:
    """A day as it stands in a narrow cell."""
    return f"{day:%d.%m.%Y}"


@dataclass(frozen=True)
class _Filling:
    """Fills the sheets."""

    asked: Round
    words: Words

    def say(self, key: str, **arguments: object) -> str:
        return self.words(f"workbook.{key}", **arguments)

    @property
    def names(self) -> dict[str, str]:
        return source_names(self.asked.sources, self.words.language)

    def page(self, key: str, rows: tuple[Asked, ...]) -> Page:
        columns = form.columns(key, self.asked.standing.folder.indicators)
        cells = tuple(
            tuple(self.cell(key, column, row, state_of(row.actual)) for column in columns) for row in rows
        )
        return Page(key, columns, cells)

    def values(self) -> Page:
        return self.page("values", self.asked.values)

    def corrections(self) -> Page:
        return self.page("corrections", self.asked.corrections)

    def cell(self, sheet: str, column: Column, row: Asked, state: State) -> Field:
        """A cell of a row about a value. A value that stands is corrected in the sheet for it."""
        if not column.open:
            return self.about(column, row)
        if not form.applies(column, row.indicator):
            return Field()
        stands = state if sheet == "values" else {}
        content = self.shown(row.indicator, column.key, stands.get(column.key))
        if sheet == "values" and column.key == "value" and row.actual:
            return Field(content, decimals=self.digits(row.indicator))
        return self.open(column, row, content)

    def about(self, column: Column, row: Asked) -> Field:
        indicator, language = row.indicator, self.words.language
        said: dict[str, str | float] = {
            "indicator": indicator.id,
            "name": indicator.name[language],
            "year": row.year,
            "definition": indicator.definition[language],
            "unit": indicator.unit[language],
            "responsible": indicator.responsible[language],
        }
        if column.key in said:
            return Field(said[column.key])
        worded = {
            "how": self.how,
            "last": self.last,
            "planned": self.planned,
            "due": self.due,
            "stands": self.stands,
            "standing_source": self.standing_source,
        }
        return Field(worded[column.key](row))

    def how(self, row: Asked) -> str:
        """How the value is written, and which way is better."""
        indicator = row.indicator
        kind = "beyond" if indicator.kind == "percent" and indicator.beyond_hundred else indicator.kind
        asked = self.say(f"how.{kind}", decimals=indicator.decimals)
        if not values.is_number(indicator):
            return asked
        return f"{asked} {self.say(f'better.{indicator.better}')}"

    def last(self, row: Asked) -> str:
        """The last values before the year, the newest first."""
        before = [there for there in row.progress.observations if there.year < row.year][-LAST:]
        return self.listed(row.indicator, [(there.year, there.actual.value) for there in reversed(before)])

    def planned(self, row: Asked) -> str:
        """The baseline or target of the year, else those around it."""
        points = row.progress.points
        own = [point for point in points if point.year == row.year]
        around = row.progress.plan.around(row.year) or ()
        return self.listed(row.indicator, [(point.year, point.value) for point in own or around])

    def listed(self, indicator: Indicator, pairs: list[tuple[int, Value]]) -> str:
        sign = values.sign(indicator)
        return "; ".join(
            f"{year}: {values.text(indicator, value, self.words)}{sign}" for year, value in pairs
        )

    def due(self, row: Asked) -> str:
        """Whether the value stands, is overdue, or by when it is due; a draft owes nothing."""
        if row.actual:
            return self.say("due.stands")
        rhythm = row.indicator.due
        if rhythm is None:
            return self.say("due.none")
        day = rhythm.date(row.year)
        owed = {*row.progress.gaps, *row.progress.missing}
        came = "passed" if row.year in owed else "unowed"
        said = came if day < self.asked.standing.today else "coming"
        return self.say(f"due.{said}", day=written_day(day))

    def stands(self, row: Asked) -> str:
        actual = row.actual
        return (
            f"{values.text(row.indicator, actual.value, self.words)}{values.sign(row.indicator)}"
            if actual
            else ""
        )

    def standing_source(self, row: Asked) -> str:
        return self.names.get(row.actual.source, row.actual.source) if row.actual else ""

    def digits(self, indicator: Indicator) -> int | None:
        return indicator.decimals if values.is_number(indicator) else None

    def shown(self, indicator: Indicator, key: str, value: Any) -> str | float | date | None:
        """What a cell shows of a value of the state."""
        if value is None or key == "date":
            return date.fromisoformat(value) if value else None
        called: dict[str, dict[Any, str]] = {
            "value": labels(indicator, self.words),
            "source": self.names,
            "provisional": {True: self.words("value.affirmative")},
            "method": {method.id: method.name[self.words.language] for method in indicator.methods},
        }
        name: str | float = called.get(key, {}).get(value, value)
        return name

    def open(self, column: Column, row: Asked, content: Any) -> Field:
        """An open cell with what may stand in it."""
        indicator = row.indicator
        if column.key == "value":
            return self.value_cell(row, content)
        rules = {
            "date": CellRule("day", low=date(row.year, 1, 1)),
            "source": CellRule("list", choices="sources"),
            "provisional": CellRule("list", choices="yes_no"),
            "method": CellRule("list", choices=f"method {indicator.id}"),
            "field_size": CellRule("whole", low=1),
        }
        helped = column.key in (*rules, "edition")
        text = self.say(f"help.{column.key}", year=row.year) if helped else ""
        return Field(content, True, rules.get(column.key), help=text)

    def value_cell(self, row: Asked, content: Any) -> Field:
        indicator = row.indicator
        if not values.is_number(indicator):
            choices = "yes_no" if indicator.kind == "yes-no" else f"value {indicator.id}"
            choices = "assessed" if indicator.kind == "narrative" else choices
            return Field(content, True, CellRule("list", choices=choices), help=self.how(row))
        rule = CellRule("number")
        if indicator.kind == "rank":
            rule = CellRule("whole", low=1)
        elif indicator.kind == "percent" and not indicator.beyond_hundred:
            rule = CellRule("number", low=0, high=100)
        return Field(content, True, rule, indicator.decimals, self.how(row), self.ordinary(row))

    def ordinary(self, row: Asked) -> tuple[float, float] | None:
        """The bounds beyond which a number differs by half from the last one before its year."""
        before = [there for there in row.progress.observations if there.year < row.year]
        value = before[-1].actual.value if before else None
        if not isinstance(value, int | float) or not value:
            return None
        ends = (value * (1 - FAR), value * (1 + FAR))
        return min(ends), max(ends)

    def sources(self) -> Page:
        """The register, and empty rows for new sources."""
        kinds = {kind: self.say(f"source_kinds.{kind}") for kind in form.SOURCE_KINDS}
        there = [
            (source.id, kinds[source.kind], source.title.kk, source.title.ru, source.url)
            for source in self.asked.sources
        ]
        rows = [tuple(Field(text) for text in row) for row in there]
        rule, text = CellRule("list", choices="source_kinds"), self.say("help.kind")
        empty = (Field(), Field(None, True, rule, help=text), *(Field(None, True) for _ in range(3)))
        return Page("sources", form.SOURCES, (*rows, *[empty] * form.NEW_SOURCES))

    def sign_off(self) -> Page:
        """Who filled in and checked, and the letter of each body."""
        day = CellRule("day", low=date(self.asked.year, 1, 1))
        rows = [
            (
                Field(item),
                Field(self.say(f"signed.{item}")),
                Field(None, True, day if item == "date" else None, help=self.say(f"help.{item}")),
                Field(),
            )
            for item in form.SIGNED
        ]
        dated = self.say("help.letter_date")
        rows += [
            (
                Field(key),
                Field(self.say("signed.letter", body=body[self.words.language])),
                Field(None, True, help=self.say("help.letter")),
                Field(None, True, day, help=dated),
            )
            for key, body in self.asked.bodies.items()
        ]
        return Page("sign_off", form.SIGN_OFF, tuple(rows))

    def lists(self) -> dict[str, tuple[str, ...]]:
        """All that may be chosen."""
        indicators = {
            row.indicator.id: row.indicator for row in (*self.asked.values, *self.asked.corrections)
        }
        lists = {
            "yes_no": (self.words("value.affirmative"), self.words("value.negative")),
            "source_kinds": tuple(self.say(f"source_kinds.{kind}") for kind in form.SOURCE_KINDS),
            "assessed": tuple(self.words(f"status.{status}") for status in ASSESSED),
        }
        for indicator in indicators.values():
            if indicator.kind == "categories":
                lists[f"value {indicator.id}"] = tuple(labels(indicator, self.words).values())
            if indicator.methods:
                names = tuple(method.name[self.words.language] for method in indicator.methods)
                lists[f"method {indicator.id}"] = names
        return lists

    def mark(self, pages: tuple[Page, ...]) -> Iterator[tuple[str, str]]:
        """Of what the workbook is made: the mark by which it is known again, and what stood in each row."""
        asked = self.asked
        yield from {
            "city": asked.city,
            "year": str(asked.year),
            "language": self.words.language,
            "edition": str(asked.edition),
            "plan": plan_digest(asked.standing),
            "made": asked.standing.today.isoformat(),
        }.items()
        for page, rows in zip(pages, (asked.values, asked.corrections), strict=False):
            for row, cells in zip(rows, page.rows, strict=True):
                locked = {
                    column.key: cell.content
                    for column, cell in zip(page.columns, cells, strict=True)
                    if not cell.open and column.key != "value"
                }
                opened = {
                    column.key: given.shown(cell.content)
                    for column, cell in zip(page.columns, cells, strict=True)
                    if column.open and cell.content is not None
                }
                content = {
                    "sheet": page.key,
                    "indicator": row.indicator.id,
                    "year": row.year,
                    "meaning": meaning(row.indicator),
                    "stands": state_of(row.actual),
                    "locked": locked,
                    "open": opened,
                }
                yield "row", json.dumps(content, ensure_ascii=False)
