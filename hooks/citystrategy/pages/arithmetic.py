"""The arithmetic of a status in words: from which values it follows, how, and at which pace.

Owns those sentences. Must not know where on a page they stand.
"""

from collections.abc import Iterator

from citystrategy.model import Indicator, Value
from citystrategy.monitoring.assessment import NEAR, Assessment, Observation
from citystrategy.monitoring.measure import ORDERED, exact
from citystrategy.monitoring.progress import Progress
from citystrategy.pages.values import basis, calculated, places, points, sign, text
from citystrategy.strings import Strings, number, rounding, signed

MOST = 12
"""Digits after the comma beyond which a float tells nothing."""


def arithmetic(item: Progress, strings: Strings) -> Iterator[str]:
    """The sentences beside a status."""
    if item.indicator.not_assessable:
        yield item.indicator.not_assessable.explanation[strings.language]
        return
    latest = item.latest
    if latest is None:
        yield strings("arithmetic.no-data")
        return
    if item.status == "overdue" and item.overdue_since:
        overdue = {"year": item.missing[0], "date": strings.date(item.overdue_since)}
        yield strings("arithmetic.overdue", status=strings("status.overdue"), **overdue)
    if not latest.comparable:
        yield _not_comparable(item, latest, strings)
    if item.assessment is None:
        if latest.comparable:
            yield strings("arithmetic.before-plan")
        return
    yield from explanation(item, item.assessment, strings)


def _not_comparable(item: Progress, latest: Observation, strings: Strings) -> str:
    """Which definition the value follows, or from which edition of the index it is, and which the plan."""
    indicator, actual = item.indicator, latest.actual
    if latest.method == indicator.method and actual.edition:
        return strings("arithmetic.other-edition", edition=actual.edition, plan=indicator.edition or "")
    observed, planned = (method_name(indicator, one, strings) for one in (latest.method, indicator.method))
    return strings("arithmetic.not-comparable", method=observed, plan=planned)


def explanation(item: Progress, one: Assessment, strings: Strings) -> Iterator[str]:
    """The sentences of one of an indicator's assessments, and what makes it one to read with care."""
    yield from assessment(one, strings)
    yield from _breaks(item, one, strings)


def assessment(one: Assessment, strings: Strings) -> Iterator[str]:
    """The sentences from which one assessment can be recomputed."""
    indicator = one.plan.indicator
    if indicator.kind == "narrative":
        yield from _narrative(one, strings)
        return
    kind = "steps" if indicator.kind in ORDERED else indicator.better
    yield _comparison(one, kind, strings)
    if kind != "steps":
        allowed = number(one.tolerance, digits(one.tolerance, indicator.decimals))
        yield strings(f"arithmetic.{kind}", tolerance=allowed, points=points(indicator, strings))
    elif indicator.kind == "categories":
        order = ", ".join(category.name[strings.language] for category in indicator.categories)
        yield strings("arithmetic.categories", order=order)
    if one.status != "on-path":
        yield from _shortfall(one, strings)


def _comparison(one: Assessment, kind: str, strings: Strings) -> str:
    """What was set for the year, what was observed, and the difference."""
    indicator = one.plan.indicator
    shown: dict[str, object] = {
        "year": one.year,
        "unit": sign(indicator),
        "actual": text(indicator, one.actual, strings),
        "expected": calculated(indicator, one.expected, strings),
        "difference": _difference(one),
        "points": points(indicator, strings),
        "before_value": text(indicator, one.before.value, strings),
        "before_year": one.before.year,
        "before_basis": basis(one.before, strings),
        "after_value": text(indicator, one.after.value, strings),
        "after_year": one.after.year,
        "after_basis": basis(one.after, strings),
    }
    form = {"within": "_range", "steps": "_steps"}.get(kind, "")
    return strings(f"arithmetic.{'milestone' if one.is_milestone else 'between'}{form}", **shown)


def _difference(one: Assessment) -> str:
    if one.difference is None:
        return ""
    indicator = one.plan.indicator
    write = number if indicator.better == "within" else signed
    return write(one.difference, _deciding(indicator, one.difference, one.tolerance))


def _deciding(indicator: Indicator, difference: float, tolerance: float) -> int:
    """As many digits of a difference as show that it is none, or on which side of the tolerance it lies."""
    beyond = abs(exact(difference)) > exact(tolerance)
    for digits in range(places(indicator, difference), MOST):
        shown = abs(exact(float(rounding(difference, digits))))
        if (shown > exact(tolerance)) == beyond and bool(shown) == bool(difference):
            return digits
    return MOST


def _shortfall(one: Assessment, strings: Strings) -> Iterator[str]:
    """Why a value that is not on the path has the status it has."""
    year, value = one.reference or (one.before.year, one.before.value)
    reference = {
        "year": year,
        "value": text(one.plan.indicator, value, strings),
        "unit": sign(one.plan.indicator),
    }
    if one.status == "moving-away":
        yield strings("arithmetic.moving-away", **reference)
    elif one.plan.indicator.kind in ORDERED and one.expected != one.before.value and one.reference:
        yield strings("arithmetic.below", **reference)
    elif one.attainment is None:
        still = one.expected == one.before.value or one.plan.indicator.better == "within"
        yield strings("arithmetic.held" if still else "arithmetic.nearly-held")
    elif one.attainment > 1:
        yield strings("arithmetic.loosened")
    else:
        share, near = number(_share(one, one.attainment), 0), number(float(NEAR * 100), 0)
        yield strings("arithmetic.attainment", before_year=one.before.year, share=share, near=near)


def _share(one: Assessment, attainment: float) -> int:
    """A share in percent, rounded, but never to the other side of the line that decides."""
    share = round(attainment * 100)
    return share - 1 if one.status == "far-behind" and share >= NEAR * 100 else share


def _narrative(one: Assessment, strings: Strings) -> Iterator[str]:
    set_for = {"year": one.after.year, "basis": basis(one.after, strings)}
    yield strings(
        "arithmetic.narrative_set", value=text(one.plan.indicator, one.after.value, strings), **set_for
    )
    yield strings("arithmetic.narrative", year=one.year, status=text(one.plan.indicator, one.actual, strings))


def _breaks(item: Progress, one: Assessment, strings: Strings) -> Iterator[str]:
    """A break between the point before and the value, which makes the comparison one to read with care."""
    for observed in item.observations:
        if observed.actual.discontinuity and one.before.year < observed.year <= one.year:
            yield strings("arithmetic.break", year=observed.year)


def pace(item: Progress, strings: Strings) -> str:
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
        "points": points(indicator, strings),
    }
    parts = [strings(f"pace.planned_{form}", **shown)]
    if found.actual is not None:
        parts.append(strings("pace.actual", actual=_rate(indicator, found.actual), **shown))
    elif any(seen.actual.discontinuity and seen.year > found.since[0] for seen in item.observations):
        parts.append(strings("pace.broken", **shown))
    if found.goal is not None:
        goal = {"goal_year": found.goal.year, "goal": text(indicator, found.goal.value, strings)}
        key = "pace.reached" if found.needed is None else "pace.needed"
        needed = "" if found.needed is None else _rate(indicator, found.needed)
        parts.append(strings(key, needed=needed, **goal, **shown))
    return f"{'; '.join(parts)}."


def _rate(indicator: Indicator, value: float) -> str:
    """A change a year; a small one with one digit more than the values have."""
    return signed(value, indicator.decimals + (abs(value) < 100))


def method_name(indicator: Indicator, identifier: str | None, strings: Strings) -> str:
    """What a version of the definition is called."""
    names = (one.name[strings.language] for one in indicator.methods if one.id == identifier)
    return next(names, "")


def digits(value: float, at_least: int) -> int:
    """How many digits after the comma a tolerance needs to be shown whole."""
    written = f"{value:.10f}".rstrip("0")
    return max(at_least if value else 0, len(written.split(".")[1]))


def chart_text(item: Progress, strings: Strings) -> str:
    """What the chart of an indicator shows, in a sentence."""
    plan = strings("monitoring.chart_no_plan")
    if item.points:
        first, last = item.points[0], item.points[-1]
        plan = strings(
            "monitoring.chart_plan",
            first_value=text(item.indicator, first.value, strings),
            first_year=first.year,
            last_value=text(item.indicator, last.value, strings),
            last_year=last.year,
            unit=sign(item.indicator),
        )
    return strings("monitoring.chart_text", plan=plan, observed=_observed(item, strings))


def _observed(item: Progress, strings: Strings) -> str:
    if not item.observations:
        return strings("monitoring.chart_observed_none")
    first, last = item.observations[0], item.observations[-1]
    value: Value = last.actual.value
    shown = {"value": text(item.indicator, value, strings), "last_year": last.year, "year": last.year}
    if first == last:
        return strings("monitoring.chart_observed_one", **shown)
    breaks = [str(one.year) for one in item.observations if one.actual.discontinuity]
    said = strings("monitoring.chart_observed", first_year=first.year, **shown)
    return f"{said} {strings('monitoring.chart_breaks', years=', '.join(breaks))}" if breaks else said
