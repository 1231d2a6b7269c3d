"""The workbook as an Excel file: grey locked cells, open ones with what they take, heads that stay.

Owns the form of the file. Must not know what a cell is about.
"""

import io
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from citystrategy.tools.yearly import form
from citystrategy.tools.yearly.filled import CellRule, Field, Filled, Page
from citystrategy.words.words import Words

INK, GREY, LINE, HEAD, OPEN_HEAD, REMARK = "#1A1A1A", "#EDEDED", "#BFBFBF", "#DADADA", "#C9DDF0", "#FCE4B6"
"""Colours of the sheets: text, locked cells, lines, headings, headings of open columns, what is unusual."""
TITLE, MESSAGE = 32, 255
"""How long the title and the text of a message about a cell may be."""
GUIDE_WIDTHS = (4, 110)
SCALE = 60
"""Percent in which sheets are printed: the grey and the open columns have a page of their own each."""
A4 = 9
LINE_HEIGHT, MOST_LINES = 14.5, 20
"""Height of a line of text in points, and of how many lines a row may be high."""


def workbook(book: Filled, words: Words) -> bytes:
    """The workbook as a file."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as file:
        file.set_properties({"title": book.title, "created": datetime(*book.day.timetuple()[:3])})
        _Writer(file, book, words).write()
    return made.getvalue()


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, file: xlsxwriter.Workbook, book: Filled, words: Words) -> None:
        self.file, self.book, self.words = file, book, words
        self.formats: dict[tuple[Any, ...], Format] = {}
        self.ranges: dict[str, str] = {}

    def write(self) -> None:
        self.guide()
        sheets = {
            page.key: self.file.add_worksheet(self.say(f"sheets.{page.key}")) for page in self.book.pages
        }
        self.hidden()
        for page in self.book.pages:
            self.fill(sheets[page.key], page)

    def say(self, key: str, **arguments: object) -> str:
        return self.words(f"workbook.{key}", **arguments)

    def format(self, **settings: Any) -> Format:
        """A format, made once."""
        key = tuple(sorted(settings.items()))
        if key not in self.formats:
            base = {"text_wrap": True, "valign": "top", "font_color": INK}
            self.formats[key] = self.file.add_format(base | settings)
        return self.formats[key]

    def guide(self) -> None:
        """The sheet of instructions."""
        sheet = self.file.add_worksheet(self.say("sheets.guide"))
        for column, width in enumerate(GUIDE_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, self.book.title, self.format(bold=True, font_size=14, text_wrap=False))
        sheet.write_string(1, 0, self.say("made", date=self.book.day), self.format(text_wrap=False))
        for number, step in enumerate(self.words.words["workbook"]["guide"], 1):
            sheet.write_number(number + 2, 0, number, self.format(bold=True))
            sheet.write_string(number + 2, 1, step, self.format())
            sheet.set_row(number + 2, LINE_HEIGHT * _lines(step, GUIDE_WIDTHS[1]) + 4)
        self.printed(sheet, form.KEYS)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.protect()

    def hidden(self) -> None:
        """The mark and the lists, in a sheet that no menu shows."""
        sheet = self.file.add_worksheet(form.MARK)
        for line, (name, text) in enumerate(self.book.mark):
            sheet.write_string(line, 0, name)
            sheet.write_string(line, 1, text)
        for place, (name, choices) in enumerate(self.book.lists.items(), 3):
            for line, choice in enumerate(choices):
                sheet.write_string(line, place, choice)
            ends = (xl_rowcol_to_cell(line, place, True, True) for line in (0, len(choices) - 1))
            self.ranges[name] = f"={form.MARK}!{':'.join(ends)}"
        sources = next(page for page in self.book.pages if page.key == "sources")
        place = [column.key for column in sources.columns].index(f"title_{self.book.language}")
        last = form.FIRST + len(sources.rows) - 2
        ends = (xl_rowcol_to_cell(line, place, True, True) for line in (form.FIRST - 1, last))
        self.ranges["sources"] = f"='{self.say('sheets.sources')}'!{':'.join(ends)}"
        sheet.very_hidden()
        sheet.protect()

    def fill(self, sheet: Worksheet, page: Page) -> None:
        """A sheet of rows."""
        sheet.set_row(form.KEYS - 1, None, None, {"hidden": True})
        sheet.write_string(
            form.ASKED - 1, 1, self.say(f"asks.{page.key}"), self.format(text_wrap=False, italic=True)
        )
        heads = [self.say(f"columns.{form.title(page.key, column)}") for column in page.columns]
        for place, column in enumerate(page.columns):
            hidden = {"hidden": True} if not column.width else {}
            sheet.set_column(place, place, column.width or 8, None, hidden)
            sheet.write_string(form.KEYS - 1, place, form.key(page.key, column))
            colour = OPEN_HEAD if column.open else HEAD
            heading = self.format(bold=True, bg_color=colour, border=1, border_color=LINE)
            sheet.write_string(form.HEADS - 1, place, heads[place], heading)
        sheet.set_row(form.HEADS - 1, _height(heads, page))
        for line, row in enumerate(page.rows, form.FIRST - 1):
            sheet.set_row(line, _height([cell.content for cell in row], page))
            for place, cell in enumerate(row):
                self.cell(sheet, line, place, cell)
        self.arranged(sheet, page)

    def arranged(self, sheet: Worksheet, page: Page) -> None:
        """Heads that stay, filters, protection and the printed form of a sheet."""
        keys = [column.key for column in page.columns]
        kept = keys.index("year") + 1 if "year" in keys else 2
        sheet.freeze_panes(form.HEADS, kept)
        if page.rows and page.key in ("values", "corrections"):
            sheet.autofilter(form.HEADS - 1, 0, form.HEADS - 1 + len(page.rows), len(keys) - 1)
        allowed = ("format_columns", "format_rows", "autofilter")
        sheet.protect("", dict.fromkeys(allowed, True))
        self.printed(sheet, form.HEADS)
        if page.key in ("values", "corrections"):
            sheet.set_print_scale(SCALE)
            sheet.repeat_columns(0, kept - 1)
            sheet.set_v_pagebreaks([keys.index("value")])
        else:
            sheet.fit_to_pages(1, 0)

    def printed(self, sheet: Worksheet, heads: int) -> None:
        """A4 across, with the workbook's title and the page's number below."""
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(heads - 1)
        sheet.set_footer(f"&L{self.book.title.replace('&', '&&')}&R&P / &N")

    def cell(self, sheet: Worksheet, line: int, place: int, cell: Field) -> None:
        """A cell with its content, its look and its rule."""
        look = self.look(cell)
        if cell.content is None:
            sheet.write_blank(line, place, None, look)
        elif isinstance(cell.content, date):
            sheet.write_datetime(line, place, datetime.combine(cell.content, time()), look)
        elif isinstance(cell.content, str):
            sheet.write_string(line, place, cell.content, look)
        else:
            sheet.write_number(line, place, cell.content, look)
        if cell.open and (cell.rule or cell.help):
            sheet.data_validation(line, place, line, place, self.rule(cell))
        if cell.ordinary:
            at = xl_rowcol_to_cell(line, place)
            low, high = cell.ordinary
            odd = f"=AND(ISNUMBER({at}),OR({at}<{low:.10g},{at}>{high:.10g}))"
            colour = self.format(bg_color=REMARK)
            sheet.conditional_format(
                line, place, line, place, {"type": "formula", "criteria": odd, "format": colour}
            )

    def look(self, cell: Field) -> Format:
        settings: dict[str, Any] = {"border": 1, "border_color": LINE, "locked": not cell.open}
        if not cell.open:
            settings["bg_color"] = GREY
        if cell.decimals is not None:
            settings["num_format"] = f"#,##0.{'0' * cell.decimals}" if cell.decimals else "#,##0"
            settings["align"] = "right"
        elif isinstance(cell.content, int | float):
            settings["align"] = "center"
        if cell.rule and cell.rule.kind == "day":
            settings |= {"num_format": "dd.mm.yyyy", "align": "center"}
        return self.format(**settings)

    def rule(self, cell: Field) -> Mapping[str, Any]:
        """What Excel lets stand in a cell, and what it says."""
        said = {"input_title": self.say("help_title")[:TITLE], "input_message": cell.help[:MESSAGE]}
        said |= {
            "error_title": self.say("wrong_title")[:TITLE],
            "error_message": (cell.help or "–")[:MESSAGE],
        }
        if not cell.help:
            said.pop("input_message"), said.pop("input_title")
        return {**(_bounds(cell.rule, self.ranges) if cell.rule else {"validate": "any"}), **said}


def _height(contents: Sequence[object], page: Page) -> float:
    """The height of a row in points: neither Excel nor LibreOffice finds it for a file made by a program."""
    lines = [
        _lines(str(content), column.width)
        for content, column in zip(contents, page.columns, strict=True)
        if content is not None and column.width
    ]
    return LINE_HEIGHT * min(max(lines, default=1), MOST_LINES) + 1


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column, words whole."""
    return sum(max(1, len(textwrap.wrap(line, max(4, round(width * 0.95))))) for line in text.split("\n"))


def _bounds(rule: CellRule, ranges: Mapping[str, str]) -> dict[str, Any]:
    """A rule as Excel states it."""
    if rule.kind == "list":
        return {"validate": "list", "source": ranges[rule.choices]}
    if rule.kind == "day":
        day = rule.low if isinstance(rule.low, date) else date(1900, 1, 1)
        first = f"=DATE({day.year},{day.month},{day.day})"
        return {"validate": "date", "criteria": "between", "minimum": first, "maximum": "=TODAY()"}
    kind = "integer" if rule.kind == "whole" else "decimal"
    if rule.high is not None:
        return {"validate": kind, "criteria": "between", "minimum": rule.low, "maximum": rule.high}
    low = rule.low if rule.low is not None else -1e15
    return {"validate": kind, "criteria": ">=", "value": low}
