"""One indicator in words: numbers as text, sentences and table rows for the page of monitoring.

Owns the step from progress to words, so that templates need no arithmetic. Must not know HTML.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citystrategy.charts import charts
from citystrategy.model import Indicator, Source
from citystrategy.monitoring.monitoring import NEAR, Assessment, Observation, Progress, around, guide
from citystrategy.strings import NO_BREAK_SPACE, Strings, number, signed


@dataclass(frozen=True)
class Row:
    """One year in the table of an indicator's values."""

    year: int
    approved: str
    basis: str
    """Key of `basis` in the strings, or an empty string."""
    guide: str
    """Value of the calculated line, where a value was observed between approved points."""
    actual: str
    remarks: tuple[str, ...]
    verdict: str
    """Key of `verdict` in the strings, or an empty string."""
    source: int
    """Number of the source in the card's list, from 1; 0 for none."""


@dataclass(frozen=True)
class Card:
    """One indicator as the monitoring page shows it."""

    progress: Progress
    unit: str
    arithmetic: tuple[str, ...]
    """Sentences that explain the status."""
    chart_text: str
    """What the chart shows, in a sentence."""
    rows: tuple[Row, ...]
    sources: tuple[Source, ...]
    latest: str
    latest_year: int
    missing_years: str
    kinds: tuple[str, ...]
    """Kinds of observed values in the chart: keys of `legend` in the strings."""
    due: str
    """When the next year's value is due, as a date."""


def card(item: Progress, sources: Mapping[str, Source], strings: Strings) -> Card:
    """An indicator in one language."""
    used = _used_sources(item, sources)
    places = {source.id: place for place, source in enumerate(used, 1)}
    latest = item.latest
    return Card(
        progress=item,
        unit=unit(item.indicator, strings),
        arithmetic=tuple(_arithmetic(item, strings)),
        chart_text=_chart_text(item, strings),
        rows=tuple(_rows(item, places, strings)),
        sources=used,
        latest=text(item.indicator, latest.actual.value) if latest else "",
        latest_year=latest.year if latest else 0,
        missing_years=", ".join(str(year) for year in item.missing),
        kinds=tuple(_kinds(item)),
        due=_next_due(item, strings),
    )


def _kinds(item: Progress) -> Iterator[str]:
    found = {charts.kind(one) for one in item.observations}
    return (kind for kind in ("actual", "provisional", "other") if kind in found)


def _next_due(item: Progress, strings: Strings) -> str:
    """The due date of the first year after the latest value or the baseline."""
    last = item.latest.year if item.latest else item.points[0].year if item.points else None
    if item.indicator.due is None or last is None:
        return ""
    year = (item.missing[-1] if item.missing else last) + 1
    return strings("monitoring.due_text", year=year, date=strings.date(item.indicator.due.date(year)))


def unit(indicator: Indicator, strings: Strings) -> str:
    """The unit as it stands in a heading, after a comma; an index and a rank need none."""
    return "" if indicator.kind in ("index", "rank") else indicator.unit[strings.language]


def sign(indicator: Indicator) -> str:
    """What follows a number inside a sentence: a percent sign or nothing.

    A word would have to agree with the number; the heading names the unit.
    """
    return f"{NO_BREAK_SPACE}%" if indicator.kind == "percent" else ""


def method_name(indicator: Indicator, identifier: str | None, strings: Strings) -> str:
    """What a version of the definition is called."""
    names = (one.name[strings.language] for one in indicator.methods if one.id == identifier)
    return next(names, "")


def text(indicator: Indicator, value: float) -> str:
    """A value with the indicator's digits."""
    return number(value, indicator.decimals)


def _used_sources(item: Progress, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    names = [point.source for point in item.points]
    names += [one.actual.source for one in item.observations]
    return tuple(sources[name] for name in dict.fromkeys(names) if name)


def _rows(item: Progress, places: Mapping[str, int], strings: Strings) -> Iterator[Row]:
    points = {point.year: point for point in item.points}
    observed = {one.year: one for one in item.observations}
    verdicts = {milestone.target.year: milestone.verdict for milestone in item.milestones}
    for year in sorted(points.keys() | observed.keys()):
        point, one = points.get(year), observed.get(year)
        source = (one.actual.source if one else None) or (point.source if point else None)
        yield Row(
            year=year,
            approved=text(item.indicator, point.value) if point else "",
            basis=point.basis if point else "",
            guide=_guide(item, year) if one and not point else "",
            actual=text(item.indicator, one.actual.value) if one else "",
            remarks=tuple(_remarks(item.indicator, one, strings)) if one else (),
            verdict=verdicts.get(year, ""),
            source=places[source] if source else 0,
        )


def _guide(item: Progress, year: int) -> str:
    neighbours = around(item.points, year)
    return text(item.indicator, float(guide(*neighbours, year))) if neighbours else ""


def _remarks(indicator: Indicator, one: Observation, strings: Strings) -> Iterator[str]:
    actual, language = one.actual, strings.language
    if actual.provisional:
        yield strings("monitoring.provisional")
    if actual.field_size:
        yield strings("monitoring.field_size", size=actual.field_size)
    if not one.comparable:
        yield strings("monitoring.other_method", method=method_name(indicator, one.method, strings))
    if actual.discontinuity:
        yield f"{strings('monitoring.break')}: {actual.discontinuity[language]}"
    if actual.note:
        yield actual.note[language]


def _arithmetic(item: Progress, strings: Strings) -> Iterator[str]:
    """The sentences beside a status: from which values it follows, and how."""
    if item.indicator.not_assessable:
        yield item.indicator.not_assessable.explanation[strings.language]
        return
    latest = item.latest
    if latest is None:
        yield strings("arithmetic.no-data")
        return
    if not latest.comparable:
        observed = method_name(item.indicator, latest.method, strings)
        planned = method_name(item.indicator, item.indicator.method, strings)
        yield strings("arithmetic.not-comparable", method=observed, plan=planned)
    if item.assessment is None:
        if latest.comparable:
            yield strings("arithmetic.before-plan")
        return
    yield from _comparison(item.indicator, item.assessment, strings)


def _comparison(indicator: Indicator, one: Assessment, strings: Strings) -> Iterator[str]:
    digits = indicator.decimals
    shown = {
        "year": one.year,
        "unit": sign(indicator),
        "actual": text(indicator, one.actual),
        "expected": text(indicator, one.expected),
        "difference": signed(one.actual - one.expected, digits),
    }
    if one.is_milestone:
        yield strings("arithmetic.milestone", **shown)
    else:
        before, after = one.before, one.after
        yield strings(
            "arithmetic.between",
            before_value=text(indicator, before.value),
            before_year=before.year,
            after_value=text(indicator, after.value),
            after_year=after.year,
            **shown,
        )
    allowed = number(one.tolerance, _digits(one.tolerance, digits))
    yield strings(f"arithmetic.{indicator.better}", tolerance=allowed, unit=shown["unit"])
    if one.status == "on-path":
        return
    if one.attainment is None:
        yield strings("arithmetic.held")
        return
    if one.status == "moving-away":
        yield strings("arithmetic.moving-away")
        return
    share = number(one.attainment * 100, 0)
    near = number(float(NEAR * 100), 0)
    yield strings("arithmetic.attainment", before_year=one.before.year, share=share, near=near)


def _digits(value: float, at_least: int) -> int:
    """How many digits after the comma a tolerance needs to be shown whole."""
    written = f"{value:.10f}".rstrip("0")
    return max(at_least if value else 0, len(written.split(".")[1]))


def _chart_text(item: Progress, strings: Strings) -> str:
    plan = strings("monitoring.chart_no_plan")
    if item.points:
        first, last = item.points[0], item.points[-1]
        plan = strings(
            "monitoring.chart_plan",
            first_value=text(item.indicator, first.value),
            first_year=first.year,
            last_value=text(item.indicator, last.value),
            last_year=last.year,
            unit=sign(item.indicator),
        )
    return strings("monitoring.chart_text", plan=plan, observed=_observed_text(item, strings))


def _observed_text(item: Progress, strings: Strings) -> str:
    if not item.observations:
        return strings("monitoring.chart_observed_none")
    first, last = item.observations[0], item.observations[-1]
    value = text(item.indicator, last.actual.value)
    if first == last:
        return strings("monitoring.chart_observed_one", value=value, year=last.year)
    return strings("monitoring.chart_observed", first_year=first.year, last_year=last.year, value=value)
