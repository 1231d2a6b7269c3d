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


def arithmetic(item: Progress, words: Words) -> Iterator[str]:
    """The sentences beside a status."""
    if item.indicator.not_assessable:
        yield item.indicator.not_assessable.explanation[words.language]
        return
    latest = item.latest
    if latest is None:
        yield words("arithmetic.no-data")
        return
    if item.overdue_since:
        overdue = {"year": item.missing[0], "date": item.overdue_since}
        yield words("arithmetic.overdue", **overdue)
    if item.status == "no-current-value":
        yield words("arithmetic.no-current-value")
    if not latest.comparable:
        yield not_comparable(item, latest, words)
    if item.assessment is None:
        if latest.comparable:
            yield words("arithmetic.before-plan")
        return
    yield from explanation(item, item.assessment, words)


def not_comparable(item: Progress, latest: Observation, words: Words) -> str:
    """Which definition the value follows, or from which edition of the index it is, and which the plan."""
    indicator, actual = item.indicator, latest.actual
    if latest.method == indicator.method and actual.edition:
        return words("arithmetic.other-edition", edition=actual.edition, plan=indicator.edition or "")
    observed, planned = (method_name(indicator, one, words) for one in (latest.method, indicator.method))
    return words("arithmetic.not-comparable", method=observed, plan=planned)


def explanation(item: Progress, one: Assessment, words: Words) -> Iterator[str]:
    """The sentences of one of an indicator's assessments, and what makes it one to read with care."""
    yield from assessment(one, words)
    yield from breaks(item, one, words)


def assessment(one: Assessment, words: Words) -> Iterator[str]:
    """The sentences from which one assessment can be recomputed."""
    indicator = one.plan.indicator
    if indicator.kind == "narrative":
        yield from _narrative(one, words)
        return
    kind = "steps" if indicator.kind in ORDERED else indicator.better
    yield _comparison(one, kind, words)
    if kind != "steps":
        allowed = number(one.tolerance, whole(one.tolerance, indicator.decimals))
        yield words(f"arithmetic.{kind}", tolerance=allowed, points=points(indicator, words))
    elif indicator.kind == "categories":
        order = ", ".join(category.name[words.language] for category in indicator.categories)
        yield words("arithmetic.categories", order=order)
    if kind != "steps":
        yield from _position(one, words)
    elif one.status != "on-path":
        yield below(one, words)


def _comparison(one: Assessment, kind: str, words: Words) -> str:
    """What was set for the year, what was observed, and the difference."""
    indicator = one.plan.indicator
    shown: dict[str, object] = {
        "year": one.year,
        "unit": sign(indicator),
        "actual": text(indicator, one.actual, words),
        "expected": calculated(indicator, one.expected, words),
        "difference": difference(one),
        "points": points(indicator, words),
        "before_value": text(indicator, one.before.value, words),
        "before_year": one.before.year,
        "before_basis": basis(one.before, words),
        "after_value": text(indicator, one.after.value, words),
        "after_year": one.after.year,
        "after_basis": basis(one.after, words),
    }
    form = {"within": "_range", "steps": "_steps"}.get(kind, "")
    return words(f"arithmetic.{'milestone' if one.is_milestone else 'between'}{form}", **shown)


def difference(one: Assessment) -> str:
    """How far the value lies from the plan: with its sign, of a range the distance; empty without one."""
    if one.difference is None:
        return ""
    indicator = one.plan.indicator
    write = number if indicator.better == "within" else signed
    return write(one.difference, deciding(indicator, one.difference, one.tolerance))


def _position(one: Assessment, words: Words) -> Iterator[str]:
    """Where the last values lie with regard to the plan, and why that gives the status."""
    indicator, gap = one.plan.indicator, one.gap or 0.0
    if len(one.years) > 1:
        years = words.listed(one.years)
        yield words("arithmetic.mean", years=years, side=side(indicator, gap, one.margin, words))
    if gap < 0 and one.noise:
        yield _chance(one, words)
    if one.within_chance:
        yield words("arithmetic.chance" if one.margin > one.tolerance else "arithmetic.allowed")
    if one.status != "on-path":
        if one.lag is not None:
            yield words("arithmetic.lag", lag=lag(one.lag), near=number(float(NEAR), 0))
        yield from shortfall(one, words)
    if one.movement and one.earlier is not None:
        before = side(indicator, one.earlier, one.margin, words)
        yield words(f"arithmetic.{one.movement}", side=before)


def side(indicator: Indicator, gap: float, margin: float, words: Words, form: str = "arithmetic") -> str:
    """On which side of the plan a mean lies, and how far from it; `form` names the words."""
    which = "worse" if gap < 0 else "better" if gap > 0 else "same"
    shown = number(abs(gap), deciding(indicator, gap, margin))
    return words(f"{form}.{which}", gap=shown, points=points(indicator, words))


def _chance(one: Assessment, words: Words) -> str:
    """How much of a difference chance explains, and how that is known."""
    key, shown = chance(one, words)
    return words(f"arithmetic.{key}", **shown)


def chance(one: Assessment, words: Words) -> tuple[Literal["declared", "estimated"], dict[str, object]]:
    """Whether the error of a yearly value is declared or estimated, and its numbers as text."""
    assert one.noise is not None, "only told where it is known"
    indicator = one.plan.indicator
    digits = max(indicator.decimals, 1)
    shown: dict[str, object] = {
        "error": number(float(one.noise.error), digits),
        "margin": number(one.margin, apart(one.gap or 0.0, one.margin, digits)),
        "points": points(indicator, words),
    }
    if one.noise.years is None:
        assert indicator.standard_error is not None, "what is not estimated is declared"
        return "declared", {"ground": indicator.standard_error.ground[words.language], **shown}
    first, last = one.noise.years
    return "estimated", {"first": first, "last": last, **shown}


def shortfall(one: Assessment, words: Words) -> Iterator[str]:
    """Why values that are not on the path have the status they have, beside their lag."""
    if one.lag is None:
        same = bounds(one.plan.indicator, one.before.value) == bounds(one.plan.indicator, one.after.value)
        held = same or one.plan.indicator.better == "within"
        yield words("arithmetic.held" if held else "arithmetic.loosened")
        return
    if one.lag > NEAR and len(one.years) < SEVERAL:
        yield words("arithmetic.few")
    if one.status == "moving-away" and one.start:
        year, value = one.start
        indicator = one.plan.indicator
        yield words(
            "arithmetic.moving-away", year=year, value=text(indicator, value, words), unit=sign(indicator)
        )


def lag(years: float) -> str:
    """A lag in years, with the digits that show that there is one, and on which side of the line it is."""
    return number(years, telling(years, float(NEAR), 1))


def below(one: Assessment, words: Words) -> str:
    """Why a step that was not taken is behind."""
    if one.expected == one.before.value or one.start is None:
        return words("arithmetic.held")
    year, value = one.start
    indicator = one.plan.indicator
    then, now = (bounds(indicator, each) for each in (value, one.actual))
    better = indicator.better == "higher"
    worse = then is not None and now is not None and (now < then if better else now > then)
    key = "arithmetic.stepped-back" if worse else "arithmetic.below"
    return words(key, year=year, value=text(indicator, value, words))


def _narrative(one: Assessment, words: Words) -> Iterator[str]:
    set_for = {"year": one.after.year, "basis": basis(one.after, words)}
    yield words("arithmetic.narrative_set", value=text(one.plan.indicator, one.after.value, words), **set_for)
    yield words("arithmetic.narrative", year=one.year, status=text(one.plan.indicator, one.actual, words))


def breaks(item: Progress, one: Assessment, words: Words) -> Iterator[str]:
    """A break between the point before and the value, which makes the comparison one to read with care."""
    for observed in item.observations:
        if observed.actual.discontinuity and one.before.year < observed.year <= one.year:
            yield words("arithmetic.break", year=observed.year)


def pace(item: Progress, words: Words) -> str:
    """How fast it moved, how fast it should have, and how fast it has to now; empty without a pace."""
    found, one = item.pace, item.assessment
    if found is None or one is None:
        return ""
    indicator = one.plan.indicator
    form = "range" if indicator.better == "within" else "value"
    shown: dict[str, object] = {
        "planned": _rate(indicator, found.planned),
        "before_year": one.before.year,
        "after_year": one.after.year,
        "since": found.since[0],
        "year": one.year,
        "unit": sign(indicator),
        "points": points(indicator, words),
    }
    parts = [words(f"pace.planned_{form}", **shown)]
    if found.actual is not None:
        parts.append(words("pace.actual", actual=_rate(indicator, found.actual), **shown))
    elif any(seen.actual.discontinuity and seen.year > found.since[0] for seen in item.observations):
        parts.append(words("pace.broken", **shown))
    if found.goal is not None:
        goal = {"goal_year": found.goal.year, "goal": text(indicator, found.goal.value, words)}
        key = "pace.reached" if found.needed is None else "pace.needed"
        needed = "" if found.needed is None else _rate(indicator, found.needed)
        parts.append(words(key, needed=needed, **goal, **shown))
    return f"{'; '.join(parts)}."


def _rate(indicator: Indicator, value: float) -> str:
    """A change a year; a small one with one digit more than the values have."""
    return signed(value, indicator.decimals + (abs(value) < 100))


def method_name(indicator: Indicator, identifier: str | None, words: Words) -> str:
    """What a version of the definition is called."""
    names = (one.name[words.language] for one in indicator.methods if one.id == identifier)
    return next(names, "")


def chart_text(item: Progress, words: Words) -> str:
    """What the chart of an indicator shows, in a sentence."""
    plan = words("monitoring.chart_no_plan")
    if item.points:
        first, last = item.points[0], item.points[-1]
        plan = words(
            "monitoring.chart_plan",
            first_value=told(item.indicator, first.value, words),
            first_year=first.year,
            last_value=told(item.indicator, last.value, words),
            last_year=last.year,
        )
    return words("monitoring.chart_text", plan=plan, observed=_observed(item, words))


def _observed(item: Progress, words: Words) -> str:
    if not item.observations:
        return words("monitoring.chart_observed_none")
    first, last = item.observations[0], item.observations[-1]
    value: Value = last.actual.value
    shown = {"value": told(item.indicator, value, words), "last_year": last.year, "year": last.year}
    if first == last:
        return words("monitoring.chart_observed_one", **shown)
    breaks = [str(one.year) for one in item.observations if one.actual.discontinuity]
    said = words("monitoring.chart_observed", first_year=first.year, **shown)
    return f"{said} {words('monitoring.chart_breaks', years=', '.join(breaks))}" if breaks else said
