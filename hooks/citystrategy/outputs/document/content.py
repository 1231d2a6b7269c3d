"""A strategy's document as plain data: what `document.typ` lays out.

Owns which parts it has and their titles. Must not know how they look.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from citystrategy.facts.document import strategy_document
from citystrategy.markdown.nodes import nodes
from citystrategy.markdown.publish import PublishedText
from citystrategy.method.standing import Standing
from citystrategy.model import Source
from citystrategy.outputs.document.meaning import SheetMeaning
from citystrategy.outputs.report.content import charts_of, legends_of
from citystrategy.words.words import Words

TITLES = {
    "page": "report.page",
    "contents": "report.contents",
    "requisites": "document.requisites",
    "annex": "document.annex",
    "status": "monitoring.status",
    "count": "report.count",
    "absent": "table.absent",
    "year": "monitoring.year",
    "set": "monitoring.approved",
    "actual": "monitoring.actual",
    "verdict": "monitoring.verdict",
    "note": "monitoring.note",
    "source": "monitoring.source",
    "responsible": "monitoring.responsible",
    "sources": "document.sources",
}
"""Titles of parts and columns, and where they stand in the words."""


def content(
    standing: Standing, sources: Mapping[str, Source], base: str, address: str, words: Words
) -> dict[str, Any]:
    """The document of a strategy; `base` and `address` are those of the site and of its page, or empty."""
    document = strategy_document(standing, sources, address, words)
    indicators = [indicator for group in document.groups for indicator in group.indicators]
    groups = tuple(
        replace(group, indicators=tuple(replace(indicator, plot=None) for indicator in group.indicators))
        for group in document.groups
    )
    texts = tuple(_texts(standing, words.language))
    laid, notes = nodes(texts, SheetMeaning(standing, sources, base, words))
    return {
        **asdict(replace(document, groups=groups)),
        "words": {name: words(key) for name, key in TITLES.items()},
        "charts": charts_of(indicators),
        "legends": legends_of(indicators, words),
        "chapters": [[asdict(passage) for passage in passages] for passages in laid],
        "notes": notes,
        "known": {passage.id: True for passages in laid for passage in passages if passage.id},
    }


def _texts(standing: Standing, language: str) -> list[PublishedText]:
    """The chapters in the order of the methodology."""
    folder = standing.folder
    chapters = ((chapter, folder.chapter(chapter.id, language)) for chapter in folder.methodology.chapters)
    return [
        PublishedText(text.document, chapter.id, chapter=chapter.number) for chapter, text in chapters if text
    ]
