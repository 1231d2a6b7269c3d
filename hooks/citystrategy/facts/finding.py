"""What the newest value of an indicator says against the plan, in one sentence: the title of its chart.

Owns that sentence for every kind of indicator and every state of its data. It claims no more than one value
shows: the status, which rests on several, stands beside it. Must not know where it stands.
"""

from datetime import date

from citystrategy.facts import sentences
from citystrategy.facts.digits import deciding
from citystrategy.facts.values import points, text, told
from citystrategy.method.assessment import Assessment, Observation
from citystrategy.method.measure import ORDERED, measure
from citystrategy.method.plan import due_years
from citystrategy.method.progress import Progress
from citystrategy.words.words import Words, number


def finding(item: Progress, today: date, words: Words) -> str:
    """The finding, and the years since the newest value that have none although they were due."""
    said = _newest(item, words)
    absent = missing_since(item, today)
    return f"{said}; {_absent(absent, words)}" if absent else said


def missing_since(item: Progress, today: date) -> tuple[int, ...]:
    """Years after the newest value whose due date has passed, owed or not; none without a value."""
    latest = item.latest
    if latest is None:
        return ()
    return tuple(year for year in due_years(item.plan, today) if year > latest.year)


def _absent(years: tuple[int, ...], words: Words) -> str:
    if len(years) == 1:
        return words("finding.missing_one", year=years[0])
    return words("finding.missing", years=years_listed(years, words))


def years_listed(years: tuple[int, ...], words: Words) -> str:
    """Two years or more: as a span where none between them is left out."""
    consecutive = len(years) > 2 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]}–{years[-1]}" if consecutive else words.listed(years)


def _newest(item: Progress, words: Words) -> str:
    latest, gone = item.latest, item.indicator.not_assessable
    if gone is not None:
        return _not_assessable(item, words)
    if latest is None:
        return words("finding.no-data")
    one = item.assessment if item.assessment and item.assessment.year == latest.year else None
    if one is not None and one.plan.indicator.kind == "narrative":
        return words("finding.narrative", year=one.year, status=text(one.plan.indicator, one.actual, words))
    return _of_value(item, latest, _place(item, latest, one, words), words)


def _of_value(item: Progress, latest: Observation, place: str, words: Words) -> str:
    """A value with its year, and what is said of it."""
    value = told(item.indicator, latest.actual.value, words)
    key = "provisional" if latest.actual.provisional else "value"
    return words(f"finding.{key}", year=latest.year, value=value, place=place)


def _not_assessable(item: Progress, words: Words) -> str:
    gone, latest = item.indicator.not_assessable, item.latest
    assert gone is not None, "asked before"
    key = "discontinued_since" if gone.since else gone.reason
    said = words(f"monitoring.{key}", year=gone.since)
    if latest is None:
        return said
    value = told(item.indicator, latest.actual.value, words)
    return f"{said}; {words('finding.last', year=latest.year, value=value)}"


def _place(item: Progress, latest: Observation, one: Assessment | None, words: Words) -> str:
    """Where the newest value lies with regard to what was set."""
    if not latest.comparable:
        edition = latest.method == item.indicator.method and latest.actual.edition
        return words("finding.other-edition" if edition else "finding.not-comparable")
    if one is None:
        start = item.points[0] if item.points else None
        baseline = start is not None and start.basis == "baseline" and start.year == latest.year
        return words("finding.baseline" if baseline else "monitoring.nothing_to_compare")
    indicator = one.plan.indicator
    if indicator.kind in ORDERED:
        return _step(one, words)
    return _in_range(one, words) if indicator.better == "within" else _beside(one, words)


def _step(one: Assessment, words: Words) -> str:
    """A step against the one that is in force."""
    indicator, set_for = one.plan.indicator, one.after if one.is_milestone else one.before
    own, wanted = (measure(indicator, each, set_for.value) for each in (one.actual, set_for.value))
    if own is None or wanted is None:
        return words("monitoring.nothing_to_compare")
    key = "same" if own == wanted else "better" if own > wanted else "worse"
    value = text(indicator, set_for.value, words)
    form = "step" if one.is_milestone else "now"
    return words(f"finding.{form}-{key}", year=set_for.year, value=value)


def _in_range(one: Assessment, words: Words) -> str:
    """A value against the range or the level that was set for the next year."""
    if one.difference:
        gap = sentences.difference(one)
        return words("finding.away", year=one.after.year, gap=gap, points=points(one.plan.indicator, words))
    return words("finding.inside", year=one.after.year)


def _beside(one: Assessment, words: Words) -> str:
    """A number above or below the set value of its year, or the calculated line."""
    indicator, difference = one.plan.indicator, one.difference or 0.0
    line = "set" if one.is_milestone else "line"
    if not difference:
        return words(f"finding.on_{line}")
    side = "above" if difference > 0 else "below"
    if indicator.kind == "rank":
        side = "better" if difference < 0 else "worse"
    gap = number(abs(difference), deciding(indicator, difference, one.tolerance))
    said = words(f"finding.{side}_{line}", gap=gap, points=points(indicator, words))
    return words("finding.lower", place=said) if indicator.better == "lower" else said
