"""Does a value fit the kind of its indicator, and does the indicator say what its kind needs.

Owns what each kind asks for. Must not know years.
"""

from collections.abc import Iterator

from citystrategy.checks.repeated import repeated
from citystrategy.method.position import ASSESSED
from citystrategy.model import Bilingual, Indicator, Range, Value
from citystrategy.problems.problem import Arguments, Problem, nearest

RANGED = ("number", "percent", "index")
"""Kinds whose targets may be ranges."""


def form(path: str, indicator: Indicator) -> Iterator[Problem]:
    """What the kind of an indicator asks of the indicator itself."""
    named: Arguments = {"id": indicator.id, "kind": indicator.kind}
    if indicator.kind == "categories" and len(indicator.categories) < 2:
        yield Problem.at(path, indicator.line, "categories-missing", **named)
    if indicator.kind != "categories" and indicator.categories:
        yield Problem.at(path, indicator.line_of("categories"), "categories-unused", **named)
    yield from repeated(
        path, "id-repeated", ((category.id, category.line) for category in indicator.categories)
    )
    allowed = _better(indicator)
    if indicator.better not in allowed:
        line, choices = indicator.line_of("better"), ", ".join(allowed)
        yield Problem.at(path, line, "better-kind", better=indicator.better, allowed=choices, **named)
    # Nothing will be compared with an index that cannot be assessed.
    alone = indicator.not_assessable is None and not (indicator.edition or indicator.method)
    if indicator.kind == "index" and alone:
        yield Problem.at(path, indicator.line, "index-edition", **named)


def _better(indicator: Indicator) -> tuple[str, ...]:
    """The directions that make sense for a kind; categories stand in order, the worst one first."""
    if indicator.kind in ("categories", "narrative"):
        return ("higher",)
    if indicator.kind == "rank":
        return ("lower",)
    return ("higher", "lower") if indicator.kind == "yes-no" else ("higher", "lower", "within")


def fits(
    path: str, line: int, indicator: Indicator, year: int, value: Value, target: bool = False
) -> Iterator[Problem]:
    """A value has the form that its indicator's kind asks for; a target may be a range or words."""
    named: Arguments = {"id": indicator.id, "year": year, "value": _shown(value)}
    wanted = expected(indicator, target)
    if _form(value) not in wanted:
        names = ", ".join(wanted)
        yield Problem.at(path, line, "value-kind", kind=indicator.kind, allowed=names, **named)
    elif isinstance(value, str):
        known = (
            [category.id for category in indicator.categories] if indicator.kind == "categories" else ASSESSED
        )
        if value not in known:
            near, names = nearest(value, known), ", ".join(known)
            yield Problem.at(path, line, "category-unknown", nearest=near, allowed=names, **named)
    elif isinstance(value, Range):
        if value.low > value.high:
            yield Problem.at(path, value.line, "range-order", **named)
    elif indicator.kind == "rank" and isinstance(value, int | float) and not _is_rank(value):
        yield Problem.at(path, line, "rank-value", **named)


def expected(indicator: Indicator, target: bool) -> tuple[str, ...]:
    """The forms that a value may have, as an editor writes them."""
    if indicator.kind == "yes-no":
        return ("true", "false")
    if indicator.kind == "categories":
        return ("id",)
    if indicator.kind == "narrative":
        return ("kk, ru",) if target else ("id",)
    if target and indicator.better == "within" and indicator.kind in RANGED:
        return ("low, high", "123")
    return ("123",)


def _form(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Range):
        return "low, high"
    if isinstance(value, Bilingual):
        return "kk, ru"
    return "id" if isinstance(value, str) else "123"


def _shown(value: Value) -> str:
    if isinstance(value, Range):
        return f"{value.low:g}–{value.high:g}"
    if isinstance(value, Bilingual):
        return "kk, ru"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_rank(value: float) -> bool:
    return value >= 1 and value == int(value)
