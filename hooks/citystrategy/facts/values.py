"""Values in words: numbers with their digits, yes and no, categories, ranges, and on what they rest.

Owns how a value of any kind is written in a language. Must not know what is said about it.
"""

import math
import re

from citystrategy.checks.unwritten import BLANK
from citystrategy.method.plan import ApprovedPoint
from citystrategy.model import Bilingual, Indicator, Range, Value
from citystrategy.words.words import MINUS, NO_BREAK_SPACE, Words, number


def text(indicator: Indicator, value: Value, words: Words) -> str:
    """A value as a reader sees it, without its unit."""
    if isinstance(value, bool):
        return words("value.affirmative" if value else "value.negative")
    if isinstance(value, str):
        return _named(indicator, value, words)
    if isinstance(value, Bilingual):
        return value[words.language]
    if isinstance(value, Range):
        low, high = (number(end, indicator.decimals) for end in (value.low, value.high))
        return low if low == high else f"{low}{NO_BREAK_SPACE}–{NO_BREAK_SPACE}{high}"
    return number(value, indicator.decimals)


def cell(written: str) -> str:
    """Numbers as they stand in a cell of a table: a spreadsheet takes only the hyphen for a minus sign."""
    return re.sub(rf"{MINUS}(?=\d)", "-", written)


def calculated(indicator: Indicator, value: Value, words: Words) -> str:
    """A calculated value, with the digits that it takes to compute on with it."""
    ends = (value.low, value.high) if isinstance(value, Range) else (value,)
    most = max((places(indicator, end) for end in ends if isinstance(end, int | float)), default=0)
    return text(indicator.model_copy(update={"decimals": most}), value, words)


def places(indicator: Indicator, value: float) -> int:
    """The indicator's digits after the comma, or up to two more where they say more."""
    shown = range(indicator.decimals, indicator.decimals + 2)
    return next((digits for digits in shown if math.isclose(round(value, digits), value)), shown.stop)


def told(indicator: Indicator, value: Value, words: Words) -> str:
    """A value inside a sentence: a number with its sign, words between quotation marks."""
    written = text(indicator, value, words)
    return f"{written}{sign(indicator)}" if is_number(indicator) else f"«{written}»"


def _named(indicator: Indicator, value: str, words: Words) -> str:
    """The name of a category, or of the status that a body gave."""
    if indicator.kind == "narrative":
        return words(f"status.{value}")
    names = (category.name[words.language] for category in indicator.categories if category.id == value)
    return next(names, value)


def is_number(indicator: Indicator) -> bool:
    """Whether the values of an indicator are numbers."""
    return indicator.kind in ("number", "percent", "index", "rank")


def written(text: Bilingual, words: Words) -> str:
    """A text of an indicator, or that it is not written yet: a begun strategy has blanks."""
    return words("table.unwritten") if is_blank(text) else text[words.language]


def is_blank(text: Bilingual) -> bool:
    """Whether a text is still a blank of a begun strategy."""
    return BLANK in (text.kk, text.ru)


def unit(indicator: Indicator, words: Words) -> str:
    """The unit as it stands in a heading, after a comma; only a number or a share needs one."""
    unknown = indicator.not_assessable is not None and indicator.not_assessable.reason == "unmeasurable"
    counted = indicator.kind in ("number", "percent") and not unknown
    return indicator.unit[words.language] if counted and not is_blank(indicator.unit) else ""


def titled(indicator: Indicator, words: Words) -> str:
    """The name of an indicator with its unit, as a heading has it."""
    name, counted = indicator.name[words.language], unit(indicator, words)
    return f"{name}, {counted}" if counted else name


def sign(indicator: Indicator) -> str:
    """What follows a number inside a sentence: a percent sign or nothing.

    A word would have to agree with the number; the heading names the unit.
    """
    return f"{NO_BREAK_SPACE}%" if indicator.kind == "percent" else ""


def points(indicator: Indicator, words: Words) -> str:
    """What follows a difference of two values: percentage points, or nothing."""
    return f"{NO_BREAK_SPACE}{words('value.points')}" if indicator.kind == "percent" else ""


def basis(point: ApprovedPoint, words: Words) -> str:
    """On what an approved point rests: the decision, or the mark that there is none."""
    if point.basis == "approved" and point.decision:
        return words("basis.decision", number=point.decision.number, date=point.decision.date)
    return words(f"basis.{point.basis}")
