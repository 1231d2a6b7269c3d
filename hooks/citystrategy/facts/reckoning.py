"""How a status follows from the values, step by step: each a sentence, a number, and the formula behind it.

Owns the order of the steps and what each of them says. The same reasons in running sentences are in
`sentences`, from which this takes what has no number. Must not know HTML.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from citystrategy.facts import sentences
from citystrategy.facts.digits import whole
from citystrategy.facts.values import basis, calculated, points, sign, text
from citystrategy.method.assessment import Assessment
from citystrategy.method.measure import ORDERED
from citystrategy.method.plan import ApprovedPoint
from citystrategy.method.position import NEAR
from citystrategy.method.progress import Progress
from citystrategy.words.words import MINUS, Words, number

Kind = Literal[
    "set", "calculated", "observed", "difference", "mean", "margin", "lag", "reason", "conclusion", "overdue"
]


@dataclass(frozen=True)
class Step:
    """One line of the reckoning."""

    kind: Kind
    text: str
    value: str = ""
    """The number that the line brings, or an empty string."""
    formula: str = ""
    """How a calculated number comes about, or an empty string."""
    status: str = ""
    """Of a conclusion: key of `status` in the words."""


def reckoning(item: Progress, words: Words) -> Iterator[Step]:
    """The steps to the status of an indicator, the last one being the status itself."""
    one, latest = item.assessment, item.latest
    if item.indicator.not_assessable or latest is None:
        yield from (Step("reason", said) for said in sentences.arithmetic(item, words))
        yield Step("conclusion", words("reckoning.status"), status=item.status)
        return
    if one is not None:
        yield from _assessed(one, words)
        yield from (Step("reason", said) for said in sentences.breaks(item, one, words))
        yield Step("conclusion", words("reckoning.conclusion", year=one.year), status=one.status)
    if not latest.comparable:
        yield Step("reason", sentences.not_comparable(item, latest, words))
    elif one is None:
        yield Step("reason", words("arithmetic.before-plan"))
    if item.overdue_since:
        said = words("arithmetic.overdue", year=item.missing[0], date=item.overdue_since)
        yield Step("overdue", said)
    if item.status == "no-current-value":
        yield Step("conclusion", words("arithmetic.no-current-value"), status=item.status)
    elif one is None or one.year != latest.year:
        yield Step("conclusion", words("reckoning.status"), status=item.status)


def _assessed(one: Assessment, words: Words) -> Iterator[Step]:
    indicator = one.plan.indicator
    if indicator.kind == "narrative":
        yield from (Step("reason", said) for said in sentences.assessment(one, words))
        return
    yield from _set(one, words)
    yield Step("observed", words("reckoning.observed", year=one.year), _told(one, one.actual, words))
    if indicator.kind in ORDERED:
        yield from (Step("reason", said) for said in [*sentences.assessment(one, words)][1:])
        return
    yield _difference(one, words)
    yield from _position(one, words)


def _set(one: Assessment, words: Words) -> Iterator[Step]:
    """What was set around the year, and what follows from it for the year itself."""
    if one.is_milestone:
        yield _point(one, one.after, words)
        return
    yield _point(one, one.before, words)
    yield _point(one, one.after, words)
    indicator = one.plan.indicator
    if indicator.kind in ORDERED:
        yield Step("reason", words("reckoning.in_force", after=one.after.year, before=one.before.year))
        return
    key = "allowed" if indicator.better == "within" else "calculated"
    expected = f"{calculated(indicator, one.expected, words)}{sign(indicator)}"
    yield Step("calculated", words(f"reckoning.{key}", year=one.year), expected, _formula(one, words))


def _point(one: Assessment, point: ApprovedPoint, words: Words) -> Step:
    key = "baseline" if point.basis == "baseline" else "set"
    said = words(f"reckoning.{key}", year=point.year, basis=basis(point, words))
    return Step("set", said, _told(one, point.value, words))


def _told(one: Assessment, value: object, words: Words) -> str:
    indicator = one.plan.indicator
    return f"{text(indicator, value, words)}{sign(indicator)}"  # type: ignore[arg-type]


def _formula(one: Assessment, words: Words) -> str:
    """The straight line between two set values; of a range there is none that is short."""
    indicator, before, after = one.plan.indicator, one.before, one.after
    if indicator.better == "within" or before.value == after.value:
        return ""
    start, end = (_term(text(indicator, point.value, words)) for point in (before, after))
    share = f"{one.year - before.year}\u2009⁄\u2009{after.year - before.year}"
    return f"{start} + ({end} {MINUS} {start}) × {share}"


def _term(written: str) -> str:
    """A number within a formula: a negative one in brackets."""
    return f"({written})" if written.startswith(MINUS) else written


def _difference(one: Assessment, words: Words) -> Step:
    indicator = one.plan.indicator
    allowed = number(one.tolerance, whole(one.tolerance, indicator.decimals))
    shown = {"tolerance": allowed, "points": points(indicator, words), "year": one.after.year}
    said = words(f"reckoning.difference_{indicator.better}", **shown)
    return Step("difference", said, f"{sentences.difference(one)}{points(indicator, words)}")


def _position(one: Assessment, words: Words) -> Iterator[Step]:
    """Where the last values lie with regard to the plan, and why that gives the status."""
    indicator, gap = one.plan.indicator, one.gap or 0.0
    unit = points(indicator, words)
    if len(one.years) > 1:
        said = words("reckoning.mean", years=words.listed(one.years))
        yield Step("mean", said, sentences.side(indicator, gap, one.margin, words, "reckoning"))
    if gap < 0 and one.noise:
        key, shown = sentences.chance(one, words)
        yield Step("margin", words(f"reckoning.{key}", **shown), f"{shown['margin']}{unit}")
    if one.within_chance:
        yield Step(
            "reason", words("arithmetic.chance" if one.margin > one.tolerance else "arithmetic.allowed")
        )
    if one.status != "on-path":
        if one.lag is not None:
            said = words("reckoning.lag", near=number(float(NEAR), 0))
            yield Step("lag", said, sentences.lag(one.lag))
        yield from (Step("reason", said) for said in sentences.shortfall(one, words))
    if one.movement and one.earlier is not None:
        before = sentences.side(indicator, one.earlier, one.margin, words)
        yield Step("reason", words(f"arithmetic.{one.movement}", side=before))
