"""Values in words: numbers with their digits, yes and no, categories, ranges, and on what they rest.

Owns how a value of any kind is written in a language. Must not know what is said about it.
"""

from citystrategy.model import Bilingual, Indicator, Range, Value
from citystrategy.monitoring.plan import ApprovedPoint, Plan
from citystrategy.strings import NO_BREAK_SPACE, Strings, number


def text(indicator: Indicator, value: Value, strings: Strings) -> str:
    """A value as a reader sees it, without its unit."""
    if isinstance(value, bool):
        return strings("value.affirmative" if value else "value.negative")
    if isinstance(value, str):
        return _named(indicator, value, strings)
    if isinstance(value, Bilingual):
        return value[strings.language]
    if isinstance(value, Range):
        low, high = (number(end, indicator.decimals) for end in (value.low, value.high))
        return low if low == high else f"{low}{NO_BREAK_SPACE}–{NO_BREAK_SPACE}{high}"
    return number(value, indicator.decimals)


def _named(indicator: Indicator, value: str, strings: Strings) -> str:
    """The name of a category, or of the status that a body gave."""
    if indicator.kind == "narrative":
        return strings(f"status.{value}")
    names = (one.name[strings.language] for one in indicator.categories if one.id == value)
    return next(names, value)


def is_number(indicator: Indicator) -> bool:
    """Whether the values of an indicator are numbers."""
    return indicator.kind in ("number", "percent", "index", "rank")


def unit(indicator: Indicator, strings: Strings) -> str:
    """The unit as it stands in a heading, after a comma; only a number or a share needs one."""
    return indicator.unit[strings.language] if indicator.kind in ("number", "percent") else ""


def sign(indicator: Indicator) -> str:
    """What follows a number inside a sentence: a percent sign or nothing.

    A word would have to agree with the number; the heading names the unit.
    """
    return f"{NO_BREAK_SPACE}%" if indicator.kind == "percent" else ""


def basis(point: ApprovedPoint, plan: Plan, strings: Strings) -> str:
    """On what an approved point rests: the decision, or the mark that there is none."""
    if point.basis == "approved" and plan.decision:
        day = strings.date(plan.decision.date)
        return strings("basis.decision", number=plan.decision.number, date=day)
    return strings(f"basis.{point.basis}")
