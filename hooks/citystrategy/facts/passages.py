"""What a passage of a chapter says: its text with numbers in the place of references, and its sentences.

Owns which number stands behind a reference, and where a sentence ends. Must not know HTML.
"""

import re
from collections.abc import Iterator

from citystrategy.facts.values import text
from citystrategy.markdown import reference
from citystrategy.markdown.document import UNREAD, Part
from citystrategy.method.plan import plan
from citystrategy.method.standing import Standing
from citystrategy.model import Series
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words, number

SENTENCE_END = re.compile(r"(?:\w{3}|[^\w\s])[.!?…]+[»”)]*(?=\s+[«“(]?(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]|\d{4}\b))")
"""A point that ends a sentence and no abbreviation, such as «2050 ж. Астана» has: what stands before it is
longer than two letters, and a capital letter or a year follows."""
CELLS = " · "
"""Stands between the cells of a row."""


def said(view: Standing, part: Part, words: Words) -> str:
    """What a reader sees of a part of a chapter, in one line."""
    shown = seen(part)
    for mark in part.marks:
        if mark.kind == "reference":
            shown = shown.replace(" ".join(mark.written.split()), _referred(view, mark.written, words))
    return shown


def _referred(view: Standing, written: str, words: Words) -> str:
    """The number behind a reference; of a text that no check has seen, perhaps that there is none."""
    parsed = reference.parse(written)
    try:
        return referred_value(view, parsed.name, parsed.id, parsed.year or 0, words)
    except StopIteration:
        return words("edition.gone")


def seen(part: Part) -> str:
    """A part in one line without notes and code, references as written; points part the cells of a row."""
    written = part.text.replace(" | ", CELLS) if part.kind == "row" else part.text
    return " ".join(written.replace(UNREAD, "").split())


def sentences(passage: str) -> Iterator[str]:
    """The sentences of a passage, each with its point."""
    start = 0
    for end in SENTENCE_END.finditer(passage):
        yield passage[start : end.end()].strip()
        start = end.end()
    if passage[start:].strip():
        yield passage[start:].strip()


def referred_value(view: Standing, name: str, identifier: str, year: int, words: Words) -> str:
    """The number behind a reference such as `{{ value("life-expectancy", 2050) }}`, as text.

    Raises StopIteration where there is none.
    """
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


def series(folder: CityFolder, identifier: str) -> Series:
    """A series of the profile. Raises StopIteration for an unknown one."""
    known = folder.profile.series if folder.profile else ()
    return next(series for series in known if series.id == identifier)
