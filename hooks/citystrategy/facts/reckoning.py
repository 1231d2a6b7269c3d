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


def reckoning(progress: Progress, words: Words) -> Iterator[Step]:
    """The steps to the status of an indicator, the last one being the status itself."""
    assessment, latest = progress.assessment, progress.latest
    if progress.indicator.not_assessable or latest is None:
        yield from (Step("reason", sentence) for sentence in sentences.arithmetic(progress, words))
        yield Step("conclusion", words("reckoning.status"), status=progress.status)
        return
    if assessment is not None:
        yield from _assessed(assessment, words)
        yield from (Step("reason", sentence) for sentence in sentences.breaks(progress, assessment, words))
        yield Step(
            "conclusion", words("reckoning.conclusion", year=assessment.year), status=assessment.status
        )
    if not latest.comparable:
        yield Step("reason", sentences.not_comparable(progress, latest, words))
    elif assessment is None:
        yield Step("reason", words("arithmetic.before-plan"))
    if progress.overdue_since:
        sentence = words("arithmetic.overdue", year=progress.missing[0], date=progress.overdue_since)
        yield Step("overdue", sentence)
    if progress.status == "no-current-value":
        yield Step("conclusion", words("arithmetic.no-current-value"), status=progress.status)
    elif assessment is None or assessment.year != latest.year:
        yield Step("conclusion", words("reckoning.status"), status=progress.status)


def _assessed(assessment: Assessment, words: Words) -> Iterator[Step]:
    indicator = assessment.plan.indicator
    if indicator.kind == "narrative":
        yield from (Step("reason", sentence) for sentence in sentences.derivation(assessment, words))
        return
    yield from _set(assessment, words)
    yield Step(
        "observed",
        words("reckoning.observed", year=assessment.year),
        _told(assessment, assessment.actual, words),
    )
    if indicator.kind in ORDERED:
        yield from (Step("reason", sentence) for sentence in [*sentences.derivation(assessment, words)][1:])
        return
    yield _difference(assessment, words)
    yield from _position(assessment, words)


def _set(assessment: Assessment, words: Words) -> Iterator[Step]:
    """What was set around the year, and what follows from it for the year itself."""
    if assessment.is_milestone:
        yield _point(assessment, assessment.after, words)
        return
    yield _point(assessment, assessment.before, words)
    yield _point(assessment, assessment.after, words)
    indicator = assessment.plan.indicator
    if indicator.kind in ORDERED:
        yield Step(
            "reason", words("reckoning.in_force", after=assessment.after.year, before=assessment.before.year)
        )
        return
    key = "allowed" if indicator.better == "within" else "calculated"
    expected = f"{calculated(indicator, assessment.expected, words)}{sign(indicator)}"
    yield Step(
        "calculated", words(f"reckoning.{key}", year=assessment.year), expected, _formula(assessment, words)
    )


def _point(assessment: Assessment, point: ApprovedPoint, words: Words) -> Step:
    key = "baseline" if point.basis == "baseline" else "set"
    sentence = words(f"reckoning.{key}", year=point.year, basis=basis(point, words))
    return Step("set", sentence, _told(assessment, point.value, words))


def _told(assessment: Assessment, value: object, words: Words) -> str:
    indicator = assessment.plan.indicator
    return f"{text(indicator, value, words)}{sign(indicator)}"  # type: ignore[arg-type]


def _formula(assessment: Assessment, words: Words) -> str:
    """The straight line between two set values; of a range there is none that is short."""
    indicator, before, after = assessment.plan.indicator, assessment.before, assessment.after
    if indicator.better == "within" or before.value == after.value:
        return ""
    start, end = (_term(text(indicator, point.value, words)) for point in (before, after))
    share = f"{assessment.year - before.year}\u2009⁄\u2009{after.year - before.year}"
    return f"{start} + ({end} {MINUS} {start}) × {share}"


def _term(written: str) -> str:
    """A number within a formula: a negative one in brackets."""
    return f"({written})" if written.startswith(MINUS) else written


def _difference(assessment: Assessment, words: Words) -> Step:
    indicator = assessment.plan.indicator
    allowed = number(assessment.tolerance, whole(assessment.tolerance, indicator.decimals))
    shown = {"tolerance": allowed, "points": points(indicator, words), "year": assessment.after.year}
    sentence = words(f"reckoning.difference_{indicator.better}", **shown)
    return Step("difference", sentence, f"{sentences.difference(assessment)}{points(indicator, words)}")


def _position(assessment: Assessment, words: Words) -> Iterator[Step]:
    """Where the last values lie with regard to the plan, and why that gives the status."""
    indicator, gap = assessment.plan.indicator, assessment.gap or 0.0
    unit = points(indicator, words)
    if len(assessment.years) > 1:
        sentence = words("reckoning.mean", years=words.listed(assessment.years))
        yield Step("mean", sentence, sentences.side(indicator, gap, assessment.margin, words, "reckoning"))
    if gap < 0 and assessment.noise:
        key, shown = sentences.chance(assessment, words)
        yield Step("margin", words(f"reckoning.{key}", **shown), f"{shown['margin']}{unit}")
    if assessment.within_chance:
        yield Step(
            "reason",
            words("arithmetic.chance" if assessment.margin > assessment.tolerance else "arithmetic.allowed"),
        )
    if assessment.status != "on-path":
        if assessment.lag is not None:
            sentence = words("reckoning.lag", near=number(float(NEAR), 0))
            yield Step("lag", sentence, sentences.lag(assessment.lag))
        yield from (Step("reason", sentence) for sentence in sentences.shortfall(assessment, words))
    if assessment.movement and assessment.earlier is not None:
        before = sentences.side(indicator, assessment.earlier, assessment.margin, words)
        yield Step("reason", words(f"arithmetic.{assessment.movement}", side=before))
