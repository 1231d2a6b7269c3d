"""The arithmetic of a status in words: from which values it follows, how, and at which pace.

Owns those sentences. Must not know where on a page they stand.
"""

from collections.abc import Iterator
from typing import Literal

from citystrategy.facts.digits import apart, deciding, telling, whole
from citystrategy.facts.values import basis, calculated, points, sign, text, told
from citystrategy.method.assessment import Assessment, Observation
from citystrategy.method.measure import ORDERED, bounds
from citystrategy.method.position import NEAR, SEVERAL
from citystrategy.method.progress import Progress
from citystrategy.model import Indicator, Value
from citystrategy.words.words import Words, number, signed


def arithmetic(progress: Progress, words: Words) -> Iterator[str]:
    """The sentences beside a status."""
    if progress.indicator.not_assessable:
        yield progress.indicator.not_assessable.explanation[words.language]
        return
    latest = progress.latest
    if latest is None:
        yield words("arithmetic.no-data")
        return
    if progress.overdue_since:
        overdue = {"year": progress.missing[0], "date": progress.overdue_since}
        yield words("arithmetic.overdue", **overdue)
    if progress.status == "no-current-value":
        yield words("arithmetic.no-current-value")
    if not latest.comparable:
        yield not_comparable(progress, latest, words)
    if progress.assessment is None:
        if latest.comparable:
            yield words("arithmetic.before-plan")
        return
    yield from explanation(progress, progress.assessment, words)


def not_comparable(progress: Progress, latest: Observation, words: Words) -> str:
    """Which definition the value follows, or from which edition of the index it is, and which the plan."""
    indicator, actual = progress.indicator, latest.actual
    if latest.method == indicator.method and actual.edition:
        return words("arithmetic.other-edition", edition=actual.edition, plan=indicator.edition or "")
    observed, planned = (
        method_name(indicator, version, words) for version in (latest.method, indicator.method)
    )
    return words("arithmetic.not-comparable", method=observed, plan=planned)


def explanation(progress: Progress, assessment: Assessment, words: Words) -> Iterator[str]:
    """The sentences of one of an indicator's assessments, and what makes it one to read with care."""
    yield from derivation(assessment, words)
    yield from breaks(progress, assessment, words)


def derivation(assessment: Assessment, words: Words) -> Iterator[str]:
    """The sentences from which one assessment can be recomputed."""
    indicator = assessment.plan.indicator
    if indicator.kind == "narrative":
        yield from _narrative(assessment, words)
        return
    kind = "steps" if indicator.kind in ORDERED else indicator.better
    yield _comparison(assessment, kind, words)
    if kind != "steps":
        allowed = number(assessment.tolerance, whole(assessment.tolerance, indicator.decimals))
        yield words(f"arithmetic.{kind}", tolerance=allowed, points=points(indicator, words))
    elif indicator.kind == "categories":
        order = ", ".join(category.name[words.language] for category in indicator.categories)
        yield words("arithmetic.categories", order=order)
    if kind != "steps":
        yield from _position(assessment, words)
    elif assessment.status != "on-path":
        yield below(assessment, words)


def _comparison(assessment: Assessment, kind: str, words: Words) -> str:
    """What was set for the year, what was observed, and the difference."""
    indicator = assessment.plan.indicator
    shown: dict[str, object] = {
        "year": assessment.year,
        "unit": sign(indicator),
        "actual": text(indicator, assessment.actual, words),
        "expected": calculated(indicator, assessment.expected, words),
        "difference": difference(assessment),
        "points": points(indicator, words),
        "before_value": text(indicator, assessment.before.value, words),
        "before_year": assessment.before.year,
        "before_basis": basis(assessment.before, words),
        "after_value": text(indicator, assessment.after.value, words),
        "after_year": assessment.after.year,
        "after_basis": basis(assessment.after, words),
    }
    form = {"within": "_range", "steps": "_steps"}.get(kind, "")
    return words(f"arithmetic.{'milestone' if assessment.is_milestone else 'between'}{form}", **shown)


def difference(assessment: Assessment) -> str:
    """How far the value lies from the plan: with its sign, of a range the distance; empty without one."""
    if assessment.difference is None:
        return ""
    indicator = assessment.plan.indicator
    write = number if indicator.better == "within" else signed
    return write(assessment.difference, deciding(indicator, assessment.difference, assessment.tolerance))


def _position(assessment: Assessment, words: Words) -> Iterator[str]:
    """Where the last values lie with regard to the plan, and why that gives the status."""
    indicator, gap = assessment.plan.indicator, assessment.gap or 0.0
    if len(assessment.years) > 1:
        years = words.listed(assessment.years)
        yield words("arithmetic.mean", years=years, side=side(indicator, gap, assessment.margin, words))
    if gap < 0 and assessment.noise:
        yield _chance(assessment, words)
    if assessment.within_chance:
        yield words("arithmetic.chance" if assessment.margin > assessment.tolerance else "arithmetic.allowed")
    if assessment.status != "on-path":
        if assessment.lag is not None:
            yield words("arithmetic.lag", lag=lag(assessment.lag), near=number(float(NEAR), 0))
        yield from shortfall(assessment, words)
    if assessment.movement and assessment.earlier is not None:
        before = side(indicator, assessment.earlier, assessment.margin, words)
        yield words(f"arithmetic.{assessment.movement}", side=before)


def side(indicator: Indicator, gap: float, margin: float, words: Words, form: str = "arithmetic") -> str:
    """On which side of the plan a mean lies, and how far from it; `form` names the words."""
    which = "worse" if gap < 0 else "better" if gap > 0 else "same"
    shown = number(abs(gap), deciding(indicator, gap, margin))
    return words(f"{form}.{which}", gap=shown, points=points(indicator, words))


def _chance(assessment: Assessment, words: Words) -> str:
    """How much of a difference chance explains, and how that is known."""
    key, shown = chance(assessment, words)
    return words(f"arithmetic.{key}", **shown)


def chance(
    assessment: Assessment, words: Words
) -> tuple[Literal["declared", "estimated"], dict[str, object]]:
    """Whether the error of a yearly value is declared or estimated, and its numbers as text."""
    assert assessment.noise is not None, "only told where it is known"
    indicator = assessment.plan.indicator
    digits = max(indicator.decimals, 1)
    shown: dict[str, object] = {
        "error": number(float(assessment.noise.error), digits),
        "margin": number(assessment.margin, apart(assessment.gap or 0.0, assessment.margin, digits)),
        "points": points(indicator, words),
    }
    if assessment.noise.years is None:
        assert indicator.standard_error is not None, "what is not estimated is declared"
        return "declared", {"ground": indicator.standard_error.ground[words.language], **shown}
    first, last = assessment.noise.years
    return "estimated", {"first": first, "last": last, **shown}


def shortfall(assessment: Assessment, words: Words) -> Iterator[str]:
    """Why values that are not on the path have the status they have, beside their lag."""
    indicator, before, after = assessment.plan.indicator, assessment.before, assessment.after
    if assessment.lag is None:
        same = bounds(indicator, before.value) == bounds(indicator, after.value)
        held = same or indicator.better == "within"
        yield words("arithmetic.held" if held else "arithmetic.loosened")
        return
    if assessment.lag > NEAR and len(assessment.years) < SEVERAL:
        yield words("arithmetic.few")
    if assessment.status == "moving-away" and assessment.start:
        year, value = assessment.start
        yield words(
            "arithmetic.moving-away", year=year, value=text(indicator, value, words), unit=sign(indicator)
        )


def lag(years: float) -> str:
    """A lag in years, with the digits that show that there is one, and on which side of the line it is."""
    return number(years, telling(years, float(NEAR), 1))


def below(assessment: Assessment, words: Words) -> str:
    """Why a step that was not taken is behind."""
    if assessment.expected == assessment.before.value or assessment.start is None:
        return words("arithmetic.held")
    year, value = assessment.start
    indicator = assessment.plan.indicator
    then, now = (bounds(indicator, step) for step in (value, assessment.actual))
    better = indicator.better == "higher"
    worse = then is not None and now is not None and (now < then if better else now > then)
    key = "arithmetic.stepped-back" if worse else "arithmetic.below"
    return words(key, year=year, value=text(indicator, value, words))


def _narrative(assessment: Assessment, words: Words) -> Iterator[str]:
    indicator, target = assessment.plan.indicator, assessment.after
    value = text(indicator, target.value, words)
    yield words("arithmetic.narrative_set", value=value, year=target.year, basis=basis(target, words))
    status = text(indicator, assessment.actual, words)
    yield words("arithmetic.narrative", year=assessment.year, status=status)


def breaks(progress: Progress, assessment: Assessment, words: Words) -> Iterator[str]:
    """A break between the point before and the value, which makes the comparison one to read with care."""
    for observation in progress.observations:
        year = observation.year
        if observation.actual.discontinuity and assessment.before.year < year <= assessment.year:
            yield words("arithmetic.break", year=year)


def pace(progress: Progress, words: Words) -> str:
    """How fast it moved, how fast it should have, and how fast it has to now; empty without a pace."""
    pace, assessment = progress.pace, progress.assessment
    if pace is None or assessment is None:
        return ""
    indicator = assessment.plan.indicator
    form = "range" if indicator.better == "within" else "value"
    shown: dict[str, object] = {
        "planned": _rate(indicator, pace.planned),
        "before_year": assessment.before.year,
        "after_year": assessment.after.year,
        "since": pace.since[0],
        "year": assessment.year,
        "unit": sign(indicator),
        "points": points(indicator, words),
    }
    parts = [words(f"pace.planned_{form}", **shown)]
    if pace.actual is not None:
        parts.append(words("pace.actual", actual=_rate(indicator, pace.actual), **shown))
    elif any(
        observation.actual.discontinuity and observation.year > pace.since[0]
        for observation in progress.observations
    ):
        parts.append(words("pace.broken", **shown))
    if pace.goal is not None:
        goal = {"goal_year": pace.goal.year, "goal": text(indicator, pace.goal.value, words)}
        key = "pace.reached" if pace.needed is None else "pace.needed"
        needed = "" if pace.needed is None else _rate(indicator, pace.needed)
        parts.append(words(key, needed=needed, **goal, **shown))
    return f"{'; '.join(parts)}."


def _rate(indicator: Indicator, value: float) -> str:
    """A change a year; a small one with one digit more than the values have."""
    return signed(value, indicator.decimals + (abs(value) < 100))


def method_name(indicator: Indicator, identifier: str | None, words: Words) -> str:
    """What a version of the definition is called."""
    names = (method.name[words.language] for method in indicator.methods if method.id == identifier)
    return next(names, "")


def chart_text(progress: Progress, words: Words) -> str:
    """What the chart of an indicator shows, in a sentence."""
    plan = words("monitoring.chart_no_plan")
    if progress.points:
        first, last = progress.points[0], progress.points[-1]
        plan = words(
            "monitoring.chart_plan",
            first_value=told(progress.indicator, first.value, words),
            first_year=first.year,
            last_value=told(progress.indicator, last.value, words),
            last_year=last.year,
        )
    return words("monitoring.chart_text", plan=plan, observed=_observed(progress, words))


def _observed(progress: Progress, words: Words) -> str:
    if not progress.observations:
        return words("monitoring.chart_observed_none")
    first, last = progress.observations[0], progress.observations[-1]
    value: Value = last.actual.value
    shown = {"value": told(progress.indicator, value, words), "last_year": last.year, "year": last.year}
    if first == last:
        return words("monitoring.chart_observed_one", **shown)
    breaks = [
        str(observation.year) for observation in progress.observations if observation.actual.discontinuity
    ]
    sentence = words("monitoring.chart_observed", first_year=first.year, **shown)
    return f"{sentence} {words('monitoring.chart_breaks', years=', '.join(breaks))}" if breaks else sentence
