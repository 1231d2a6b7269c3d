"""The tables behind references as plain data for sheets of paper.

Owns their columns and cells, which are those of the pages (`overrides/tables`). Must not know how they look.
"""

from collections.abc import Mapping
from typing import Any

from citystrategy.facts.remarks import in_line, of_point
from citystrategy.facts.values import text, written
from citystrategy.markdown.nodes import lengths
from citystrategy.method.plan import ApprovedPoint
from citystrategy.model import Indicator, Source
from citystrategy.outputs.chapters import SeriesTable, TargetsTable
from citystrategy.words.words import Words, number

Table = dict[str, Any]
"""`caption`, `head`, `numbers` (which columns hold numbers), `lengths` of the longest cells, `rows` of texts,
`notes` below, `sources`."""


def sheet_table(
    name: str, table: TargetsTable | SeriesTable, caption: str, sources: Mapping[str, Source], words: Words
) -> Table:
    """The table of a reference of this name."""
    if isinstance(table, SeriesTable):
        made = _series(table, sources, words)
    elif name == "sources":
        made = _sources(table, words)
    else:
        made = _targets(table, words)
    measured = lengths([[len(cell) for cell in row] for row in (made["head"], *made["rows"])])
    whole = ". ".join(part for part in (caption, made["caption"]) if part)
    return made | {"caption": whole, "lengths": measured}


def _targets(table: TargetsTable, words: Words) -> Table:
    head = [words("table.indicator"), words("table.unit"), words("monitoring.baseline")]
    legend = words("table.legend_approved" if table.approved else "table.legend")
    return {
        "caption": words("table.targets", direction=table.direction.title[words.language]),
        "head": [*head, *map(str, table.years)],
        "numbers": [False, False, False, *(True for _ in table.years)],
        "rows": [_line(indicator, start, targets, words) for indicator, start, targets in table.lines],
        "notes": [legend, *(_why_not(indicator, words) for indicator, _, _ in table.lines)],
        "sources": [],
    }


def _line(
    indicator: Indicator,
    start: ApprovedPoint | None,
    targets: tuple[ApprovedPoint | None, ...],
    words: Words,
) -> list[str]:
    named = [indicator.name[words.language], written(indicator.unit, words)]
    if indicator.not_assessable:
        return [*named, words("status.not-assessable"), *("" for _ in targets)]
    begun = f"{text(indicator, start.value, words)} ({start.year})" if start else words("table.absent")
    return [*named, begun, *(_target(indicator, target, words) for target in targets)]


def _why_not(indicator: Indicator, words: Words) -> str:
    """Why an indicator cannot be assessed; nothing where it can."""
    if indicator.not_assessable is None:
        return ""
    return f"{indicator.name[words.language]}: {indicator.not_assessable.explanation[words.language]}"


def _target(indicator: Indicator, target: ApprovedPoint | None, words: Words) -> str:
    if target is None:
        return ""
    return text(indicator, target.value, words) + ("°" if target.basis == "announced" else "")


def _sources(table: TargetsTable, words: Words) -> Table:
    columns = [words(f"monitoring.{key}") for key in ("information", "collection", "responsible")]
    return {
        "caption": words("table.sources", direction=table.direction.title[words.language]),
        "head": [words("table.indicator"), *columns],
        "numbers": [False] * 4,
        "rows": [
            [
                written(told, words)
                for told in (indicator.name, indicator.source, indicator.collection, indicator.responsible)
            ]
            for indicator, _, _ in table.lines
        ],
        "notes": [],
        "sources": [],
    }


def _series(table: SeriesTable, sources: Mapping[str, Source], words: Words) -> Table:
    series, code = table.series, words.language
    title = words("table.series", name=table.title[code], unit=series.unit[code])
    if series.territory != "city":
        title = f"{title} ({words(f'monitoring.territory.{series.territory}')})"
    columns = [words(f"monitoring.{key}") for key in ("year", "actual", "note", "source")]
    return {
        "caption": title,
        "head": columns,
        "numbers": [False, True, False, False],
        "rows": [
            [
                str(point.year),
                number(point.value, series.decimals),
                in_line(of_point(point, words)),
                str(table.places[point.source]),
            ]
            for point in series.values
        ],
        "notes": [series.note[code]] if series.note else [],
        "sources": [{"title": sources[name].title[code], "url": sources[name].url} for name in table.places],
    }
