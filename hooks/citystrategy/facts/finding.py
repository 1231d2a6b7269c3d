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


def finding(progress: Progress, today: date, words: Words) -> str:
    """The finding, and the years since the newest value that have none although they were due."""
    sentence = _newest(progress, words)
    absent = missing_since(progress, today)
    return f"{sentence}; {_absent(absent, words)}" if absent else sentence


def missing_since(progress: Progress, today: date) -> tuple[int, ...]:
    """Years after the newest value whose due date has passed, owed or not; none without a value."""
    latest = progress.latest
    if latest is None:
        return ()
    return tuple(year for year in due_years(progress.plan, today) if year > latest.year)


def _absent(years: tuple[int, ...], words: Words) -> str:
    if len(years) == 1:
        return words("finding.missing_one", year=years[0])
    return words("finding.missing", years=years_listed(years, words))


def years_listed(years: tuple[int, ...], words: Words) -> str:
    """Two years or more: as a span where none between them is left out."""
    consecutive = len(years) > 2 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]}–{years[-1]}" if consecutive else words.listed(years)


def _newest(progress: Progress, words: Words) -> str:
    latest, gone = progress.latest, progress.indicator.not_assessable
    if gone is not None:
        return _not_assessable(progress, words)
    if latest is None:
        return words("finding.no-data")
    assessment = (
        progress.assessment if progress.assessment and progress.assessment.year == latest.year else None
    )
    if assessment is not None and assessment.plan.indicator.kind == "narrative":
        status = text(assessment.plan.indicator, assessment.actual, words)
        return words("finding.narrative", year=latest.year, status=status)
    return _of_value(progress, latest, _place(progress, latest, assessment, words), words)


def _of_value(progress: Progress, latest: Observation, place: str, words: Words) -> str:
    """A value with its year, and what is said of it."""
    value = told(progress.indicator, latest.actual.value, words)
    key = "provisional" if latest.actual.provisional else "value"
    return words(f"finding.{key}", year=latest.year, value=value, place=place)


def _not_assessable(progress: Progress, words: Words) -> str:
    gone, latest = progress.indicator.not_assessable, progress.latest
    assert gone is not None, "asked before"
    key = "discontinued_since" if gone.since else gone.reason
    sentence = words(f"monitoring.{key}", year=gone.since)
    if latest is None:
        return sentence
    value = told(progress.indicator, latest.actual.value, words)
    return f"{sentence}; {words('finding.last', year=latest.year, value=value)}"


def _place(progress: Progress, latest: Observation, assessment: Assessment | None, words: Words) -> str:
    """Where the newest value lies with regard to what was set."""
    if not latest.comparable:
        edition = latest.method == progress.indicator.method and latest.actual.edition
        return words("finding.other-edition" if edition else "finding.not-comparable")
    if assessment is None:
        start = progress.points[0] if progress.points else None
        baseline = start is not None and start.basis == "baseline" and start.year == latest.year
        return words("finding.baseline" if baseline else "monitoring.nothing_to_compare")
    indicator = assessment.plan.indicator
    if indicator.kind in ORDERED:
        return _step(assessment, words)
    return _in_range(assessment, words) if indicator.better == "within" else _beside(assessment, words)


def _step(assessment: Assessment, words: Words) -> str:
    """A step against the one that is in force."""
    indicator = assessment.plan.indicator
    set_for = assessment.after if assessment.is_milestone else assessment.before
    own, wanted = (measure(indicator, value, set_for.value) for value in (assessment.actual, set_for.value))
    if own is None or wanted is None:
        return words("monitoring.nothing_to_compare")
    key = "same" if own == wanted else "better" if own > wanted else "worse"
    value = text(indicator, set_for.value, words)
    form = "step" if assessment.is_milestone else "now"
    return words(f"finding.{form}-{key}", year=set_for.year, value=value)


def _in_range(assessment: Assessment, words: Words) -> str:
    """A value against the range or the level that was set for the next year."""
    year = assessment.after.year
    if assessment.difference:
        unit = points(assessment.plan.indicator, words)
        return words("finding.away", year=year, gap=sentences.difference(assessment), points=unit)
    return words("finding.inside", year=year)


def _beside(assessment: Assessment, words: Words) -> str:
    """A number above or below the set value of its year, or the calculated line."""
    indicator, difference = assessment.plan.indicator, assessment.difference or 0.0
    line = "set" if assessment.is_milestone else "line"
    if not difference:
        return words(f"finding.on_{line}")
    side = "above" if difference > 0 else "below"
    if indicator.kind == "rank":
        side = "better" if difference < 0 else "worse"
    gap = number(abs(difference), deciding(indicator, difference, assessment.tolerance))
    sentence = words(f"finding.{side}_{line}", gap=gap, points=points(indicator, words))
    return words("finding.lower", place=sentence) if indicator.better == "lower" else sentence
