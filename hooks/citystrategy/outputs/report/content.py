"""What every format of the annual report is laid out from: the report as plain data, its charts and titles.

Owns the titles that all formats share. What a report says is made in `facts.report`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from citystrategy.facts.report import Report
from citystrategy.facts.report_indicator import ReportIndicator
from citystrategy.outputs import plots
from citystrategy.words.words import NO_BREAK_SPACE, Words

TITLES = {
    "page": "report.page",
    "about": "report.about",
    "counts": "monitoring.counts",
    "count": "report.count",
    "status": "monitoring.status",
    "board": "board.title",
    "summary": "report.summary",
    "indicator": "home.indicator",
    "actual": "monitoring.latest",
    "set": "monitoring.in_force",
    "overdue": "calendar.overdue",
    "due": "dues.value",
    "responsible": "monitoring.responsible",
    "happened": "happened.title",
    "nothing": "happened.nothing",
    "indicators": "monitoring.indicators",
    "arithmetic": "indicator.arithmetic",
    "value": "letter.value",
    "source": "monitoring.source",
    "absent": "table.absent",
    "note": "monitoring.note",
}
"""Titles of parts and columns, and where they stand in the words."""


SIGNS = {
    "approved": "◇",
    "range": "┃",
    "guide": "– –",
    "corridor": "▤",
    "actual": "●",
    "provisional": "○",
    "other": "+",
    "revised": "□",
    "break": "┊",
    "gap": "▒",
}
"""How the signs of charts are shown in a legend of letters."""


def titles(words: Words) -> dict[str, str]:
    """The titles in a language."""
    return {name: words(key) for name, key in TITLES.items()}


def legends(report: Report, words: Words) -> dict[str, str]:
    """The legend of each indicator's chart, by its id."""
    return legends_of(_indicators(report), words)


def legends_of(indicators: Iterable[ReportIndicator], words: Words) -> dict[str, str]:
    """The legend of each indicator's chart, by its id: its signs, and the names of steps."""
    return {
        shown.id: f"{'; '.join(_sign(key, words) for key in shown.legend)}. {shown.scale}".strip()
        for shown in indicators
    }


def _sign(key: str, words: Words) -> str:
    return f"{SIGNS[key]}{NO_BREAK_SPACE}{words(f'legend.{key}')}"


def content(report: Report) -> dict[str, Any]:
    """The report as plain data, without its charts."""
    groups = tuple(
        replace(group, indicators=tuple(replace(shown, plot=None) for shown in group.indicators))
        for group in report.groups
    )
    return asdict(replace(report, groups=groups))


def charts(report: Report) -> dict[str, str]:
    """The drawing of each indicator that has one, by its id."""
    return charts_of(_indicators(report))


def charts_of(indicators: Iterable[ReportIndicator]) -> dict[str, str]:
    """The drawing of each indicator that has one, by its id."""
    return {shown.id: plots.paper(shown.plot) for shown in indicators if shown.plot}


def _indicators(report: Report) -> Iterator[ReportIndicator]:
    return (shown for group in report.groups for shown in group.indicators)
