"""How far the figures of a strategy are what the order asks: target indicators and the profile's series.

Owns what values decide. Must not know chapters or the approval.
"""

from itertools import pairwise

from citystrategy.checks.ruling import Ruling, checked, missing
from citystrategy.model import Indicator
from citystrategy.model.methodology import Rule
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import number


def indicators(folder: CityFolder, rule: Rule) -> Ruling:
    """Every target indicator has what the criterion asks; the reason says how many have it."""
    lacking = [indicator.id for indicator in folder.indicators if not _has(folder, indicator, rule.criterion)]
    arguments = {"total": len(folder.indicators), "number": len(folder.indicators) - len(lacking)}
    if rule.criterion == "interim":
        arguments["years"] = folder.methodology.longest_interval
    reason = f"indicators-{rule.criterion}"
    if lacking or not folder.indicators:
        places = (f"monitoring/#{name}" for name in lacking)
        return missing(rule, reason, *places, **arguments)
    return checked(rule, reason, "monitoring/", **arguments)


def _has(folder: CityFolder, indicator: Indicator, criterion: str | None) -> bool:
    """Whether an indicator has what a criterion asks; one that nobody measures fulfils nothing."""
    if indicator.not_assessable is not None:
        return False
    years = sorted(target.year for target in indicator.targets)
    begin = indicator.baseline
    start = [begin.year] if begin and begin.year is not None and begin.value is not None else []
    if criterion == "measurable":
        return True
    if criterion == "dynamics":
        return len({*start, *years}) > 1
    if criterion == "interim":
        longest = folder.methodology.longest_interval
        return len(years) > 1 and all(after - before <= longest for before, after in pairwise(start + years))
    return bool(years)


def indicator_target(folder: CityFolder, rule: Rule) -> Ruling:
    """One indicator has a target for the horizon."""
    indicator = folder.indicator(rule.indicator or "")
    horizon = folder.methodology.horizon
    years = [target.year for target in indicator.targets] if indicator else []
    if indicator is None or indicator.not_assessable is not None or horizon not in years:
        return missing(rule, "target-absent", year=horizon)
    value = next(target.value for target in indicator.targets if target.year == horizon)
    link = f"indicators/{indicator.id}/"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return checked(rule, "target-set", link, year=horizon)
    return checked(rule, "target", link, year=horizon, value=number(value, indicator.decimals))


def recommended_indicators(folder: CityFolder, rule: Rule) -> Ruling:
    """The indicators that paragraph 26 recommends for a direction are answered."""
    wanted = [
        recommended.id
        for recommended in folder.methodology.recommended_indicators
        if recommended.direction in rule.chapters
    ]
    able = [indicator for indicator in folder.indicators if indicator.not_assessable is None]
    answered = {indicator.recommended: indicator.id for indicator in able if indicator.recommended}
    places = [f"monitoring/#{answered[name]}" for name in wanted if name in answered]
    arguments = {"number": len(places), "total": len(wanted)}
    if len(places) < len(wanted):
        return missing(rule, "recommended", **arguments)
    return checked(rule, "recommended", *places, **arguments)


def series(folder: CityFolder, rule: Rule) -> Ruling:
    """A profile series describes the city itself and has as many years as the order names."""
    known = folder.profile.series if folder.profile else ()
    own = next((series for series in known if series.id == rule.series), None)
    if own is None or not own.values:
        return missing(rule, "series-absent")
    years = _unbroken([point.year for point in own.values])
    counted = {"number": years, "last": max(point.year for point in own.values)}
    if own.territory != "city":
        return missing(rule, f"series-{own.territory}", **counted)
    if rule.years is None:
        return checked(rule, "series-any", **counted)
    if years < rule.years:
        return missing(rule, "series-short", total=rule.years, **counted)
    return checked(rule, "series", total=rule.years, **counted)


def _unbroken(years: list[int]) -> int:
    """How many years in a row end with the newest one."""
    return next((count for count in range(1, len(years) + 1) if max(years) - count not in years), 0)
