"""How far a strategy meets the order, rule by rule.

Owns the kinds of rules; the rules themselves are data of the methodology. What a machine can
decide is decided; what only a person can judge counts as declared, never as checked. Must not
know words or pages.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, get_args

from citystrategy.model import ApprovalStep, Declaration, Indicator, Step
from citystrategy.model.methodology import Methodology, Rule
from citystrategy.problems.problem import Arguments, Problem, nearest
from citystrategy.reading.load import CityStrategy
from citystrategy.strings import LANGUAGES, number

Status = Literal["checked", "present", "declared", "absent", "missing", "not-applicable"]

STATUSES: tuple[Status, ...] = get_args(Status)
"""Decided by this program; there, but its content was not looked at; declared by somebody; said by the
strategy itself not to be available; not there; of no concern to this city."""
STEPS: tuple[Step, ...] = get_args(Step)


@dataclass(frozen=True)
class Finding:
    """What was found on one rule."""

    rule: Rule
    status: Status
    reason: str
    """Key of `conformity.reasons` in the strings."""
    arguments: tuple[tuple[str, str | int], ...] = ()
    places: tuple[str, ...] = ()
    """Where it stands, as addresses below the city's: `vision/#growth-reserve`."""
    declaration: Declaration | None = field(default=None, compare=False)


Kind = Callable[[CityStrategy, Rule], Finding]


def findings(strategy: CityStrategy) -> tuple[Finding, ...]:
    """What was found on every rule of the strategy's methodology, in its order."""
    return tuple(KINDS[rule.kind](strategy, rule) for rule in strategy.methodology.rules)


def counts(found: tuple[Finding, ...]) -> dict[Status, int]:
    """How many rules have each status."""
    return {status: sum(one.status == status for one in found) for status in STATUSES}


def conformity(strategy: CityStrategy) -> Iterator[Problem]:
    """What an approved strategy lacks of the order is said; declarations name rules to declare."""
    if strategy.strategy is None:
        return
    path = strategy.path("strategy.yml")
    declarable = [rule.id for rule in strategy.methodology.rules if rule.kind == "statement"]
    for declaration in strategy.strategy.declarations:
        if declaration.rule not in declarable:
            near = nearest(declaration.rule, declarable)
            line = declaration.line
            yield Problem.at(path, line, "declaration-unknown", rule=declaration.rule, nearest=near)
    if strategy.strategy.status == "approved":
        yield from lacking(strategy)


def lacking(strategy: CityStrategy) -> Iterator[Problem]:
    """The obligatory rules that a strategy does not meet, whatever its status."""
    for one in findings(strategy):
        if one.status == "missing" and one.rule.level == "must":
            place, paragraph = strategy.path("strategy.yml"), one.rule.paragraph
            yield Problem.at(place, 1, "conformity-missing", rule=one.rule.id, paragraph=paragraph)


def known_rules(methodology: Methodology) -> Iterator[Problem]:
    """A rule has the arguments that its kind needs, and they name what the methodology knows."""
    path = f"strategies/_methodology/{methodology.edition}.yml"
    sections = {section.id for chapter in methodology.chapters for section in chapter.sections}
    known = {
        "chapters": {chapter.id for chapter in methodology.chapters},
        "sections": sections,
        "series": {series.id for series in methodology.profile_series},
    }
    for rule in methodology.rules:
        for argument in NEEDS.get(rule.kind, ()):
            if not getattr(rule, argument):
                yield Problem.at(path, rule.line, "rule-argument-missing", id=rule.id, argument=argument)
        named = {"chapters": rule.chapters, "sections": rule.sections, "series": (rule.series,)}
        for argument, names in named.items():
            for name in names:
                if name is not None and name not in known[argument]:
                    arguments: Arguments = {"id": rule.id, "argument": argument, "name": name}
                    near = nearest(name, known[argument])
                    yield Problem.at(path, rule.line, "rule-argument-unknown", nearest=near, **arguments)


def _checked(rule: Rule, reason: str, *places: str, **arguments: str | int) -> Finding:
    return Finding(rule, "checked", reason, tuple(arguments.items()), places)


def _present(rule: Rule, reason: str, *places: str) -> Finding:
    return Finding(rule, "present", reason, (), places)


def _missing(rule: Rule, reason: str, *places: str, **arguments: str | int) -> Finding:
    return Finding(rule, "missing", reason, tuple(arguments.items()), places)


def scope(strategy: CityStrategy, rule: Rule) -> Finding:
    """The city stands in the register of the twenty cities."""
    return _checked(rule, "scope")


def chapters(strategy: CityStrategy, rule: Rule) -> Finding:
    """The chapters are there in both languages."""
    absent = [name for name in rule.chapters if not all(strategy.chapter(name, code) for code in LANGUAGES)]
    if absent:
        return _missing(rule, "chapters-absent", names=_chapter_numbers(strategy, absent))
    return _present(rule, "chapters", *(f"{name}/" for name in rule.chapters))


def _chapter_numbers(strategy: CityStrategy, names: list[str]) -> str:
    numbers = (str(one.number) for one in strategy.methodology.chapters if one.id in names)
    return ", ".join(numbers)


def sections(strategy: CityStrategy, rule: Rule) -> Finding:
    """The sections are there in both languages, and not empty."""
    return _sections(strategy, rule, rule.chapters)


def each_direction(strategy: CityStrategy, rule: Rule) -> Finding:
    """Every direction has the sections."""
    return _sections(strategy, rule, tuple(one.id for one in strategy.methodology.directions()))


def _sections(strategy: CityStrategy, rule: Rule, names: tuple[str, ...]) -> Finding:
    wanted = [(name, section) for name in names for section in rule.sections]
    places = [f"{name}/#{section}" for name, section in wanted]
    absent = [
        place
        for place, (name, section) in zip(places, wanted, strict=True)
        if not all(_filled(strategy, name, section, code) for code in LANGUAGES)
    ]
    if absent:
        return _missing(rule, "sections-absent", number=len(absent))
    pairs = zip(places, wanted, strict=True)
    unavailable = [place for place, (name, section) in pairs if _absent(strategy, name, section)]
    if unavailable:
        return Finding(rule, "absent", "said-absent", (), tuple(unavailable))
    return _present(rule, "sections", *places)


def _filled(strategy: CityStrategy, name: str, section: str, language: str) -> bool:
    text = strategy.chapter(name, language)
    found = (one for one in text.headings if one.anchor == section) if text else iter(())
    return any(not heading.empty for heading in found)


def _absent(strategy: CityStrategy, name: str, section: str) -> bool:
    """Whether the author marked the section as one that only says that something is not available."""
    texts = (strategy.chapter(name, code) for code in LANGUAGES)
    return any(
        one.anchor == section and one.absences for text in texts if text for one in text.document.sections
    )


def cited_section(strategy: CityStrategy, rule: Rule) -> Finding:
    """The section is there and names its sources: a figure without one shows nothing."""
    finding = sections(strategy, rule)
    if finding.status != "present":
        return finding
    for name in rule.chapters:
        for section in rule.sections:
            if not all(_cited(strategy, name, section, code) for code in LANGUAGES):
                return _missing(rule, "sources-absent", f"{name}/#{section}")
    return _present(rule, "cited", *finding.places)


def _cited(strategy: CityStrategy, name: str, section: str, language: str) -> bool:
    """Whether a footnote stands in the section."""
    text = strategy.chapter(name, language)
    if text is None:
        return False
    start = next(one for one in text.headings if one.anchor == section)
    after = (one.line for one in text.headings if one.line > start.line and one.level <= start.level)
    end = next(after, start.line + len(text.content))
    return any(start.line <= line < end for line in text.document.cited)


def indicators(strategy: CityStrategy, rule: Rule) -> Finding:
    """Every target indicator has what the criterion asks."""
    lacking = [one.id for one in strategy.indicators if not _has(strategy, one, rule.criterion)]
    arguments = {"total": len(strategy.indicators), "number": len(strategy.indicators) - len(lacking)}
    if lacking or not strategy.indicators:
        places = (f"monitoring/#{name}" for name in lacking)
        return _missing(rule, "indicators", *places, **arguments)
    return _checked(rule, "indicators", "monitoring/", **arguments)


def _has(strategy: CityStrategy, indicator: Indicator, criterion: str | None) -> bool:
    reason = indicator.not_assessable.reason if indicator.not_assessable else None
    if criterion == "measurable":
        return reason is None
    years = [target.year for target in indicator.targets]
    if criterion == "interim":
        start = indicator.baseline.year if indicator.baseline else None
        points = sorted([start, *years] if start else years)
        longest = strategy.methodology.longest_interval
        return len(years) > 1 and all(after - before <= longest for before, after in pairwise(points))
    return bool(years)


def indicator_target(strategy: CityStrategy, rule: Rule) -> Finding:
    """One indicator has a target for the horizon."""
    indicator = strategy.indicator(rule.indicator or "")
    horizon = strategy.methodology.horizon
    if indicator is None or horizon not in [target.year for target in indicator.targets]:
        return _missing(rule, "target-absent", year=horizon)
    value = next(target.value for target in indicator.targets if target.year == horizon)
    link = f"indicators/{indicator.id}/"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _checked(rule, "target-set", link, year=horizon)
    return _checked(rule, "target", link, year=horizon, value=number(value, indicator.decimals))


def recommended_indicators(strategy: CityStrategy, rule: Rule) -> Finding:
    """The indicators that paragraph 26 recommends for a direction are answered."""
    wanted = [one.id for one in strategy.methodology.recommended_indicators if one.direction in rule.chapters]
    able = [one for one in strategy.indicators if one.not_assessable is None]
    answered = {one.recommended: one.id for one in able if one.recommended}
    places = [f"monitoring/#{answered[name]}" for name in wanted if name in answered]
    arguments = {"number": len(places), "total": len(wanted)}
    if len(places) < len(wanted):
        return _missing(rule, "recommended", **arguments)
    return _checked(rule, "recommended", *places, **arguments)


def series(strategy: CityStrategy, rule: Rule) -> Finding:
    """A profile series describes the city itself, with as many years as the order asks, if it does."""
    found = [one for one in strategy.profile.series if one.id == rule.series] if strategy.profile else []
    if not found:
        return _missing(rule, "series-absent")
    years, wanted = _unbroken([point.year for point in found[0].values]), rule.years or 1
    arguments: dict[str, str | int] = {"number": years, "total": wanted}
    if found[0].territory != "city":
        return _missing(rule, f"series-{found[0].territory}", **arguments)
    if years < wanted:
        return _missing(rule, "series-short", **arguments)
    return _checked(rule, "series" if rule.years else "series-there", **arguments)


def _unbroken(years: list[int]) -> int:
    """How many years in a row end with the newest one."""
    return next((count for count in range(1, len(years) + 1) if max(years) - count not in years), 0)


def step(strategy: CityStrategy, rule: Rule) -> Finding:
    """A step of the approval was taken."""
    if rule.step == "adjacent-oblasts" and strategy.city.status not in ("capital", "republican"):
        return Finding(rule, "not-applicable", "step-republican")
    taken = _steps(strategy).get(rule.step)
    if taken is None:
        return _missing(rule, "step-absent")
    return _checked(rule, "step", date=taken.date.isoformat())


def _steps(strategy: CityStrategy) -> dict[Step | None, ApprovalStep]:
    return {one.step: one for one in strategy.strategy.approval} if strategy.strategy else {}


AFTER: dict[Step, tuple[Step, ...]] = {
    "hearings": (),
    "central-body": ("hearings",),
    "adjacent-oblasts": ("hearings",),
    "administration": ("central-body",),
    "maslikhat": ("central-body", "adjacent-oblasts", "administration"),
}
"""The steps that have to come before each; between the two agreements of paragraph 15 there is no order."""


def steps_in_order(strategy: CityStrategy, rule: Rule) -> Finding:
    """All steps that apply were taken, none before one that has to come first (paragraphs 14 to 16)."""
    taken = _steps(strategy)
    republican = strategy.city.status in ("capital", "republican")
    wanted = [name for name in STEPS if republican or name != "adjacent-oblasts"]
    known = {name: taken[name].date for name in wanted if name in taken}
    if len(known) < len(wanted):
        return _missing(rule, "steps-absent", number=len(known), total=len(wanted))
    early = any(known[first] > known[step] for step in known for first in AFTER[step] if first in known)
    return _missing(rule, "steps-order") if early else _checked(rule, "steps")


def statement(strategy: CityStrategy, rule: Rule) -> Finding:
    """What only a person can judge is declared, with who and when."""
    declarations = strategy.strategy.declarations if strategy.strategy else ()
    found = next((one for one in declarations if one.rule == rule.id), None)
    if found is None:
        return _missing(rule, "statement-absent")
    status: Status = "declared" if found.applies else "not-applicable"
    return Finding(rule, status, "statement", declaration=found)


NEEDS = {
    "chapters": ("chapters",),
    "sections": ("chapters", "sections"),
    "cited-section": ("chapters", "sections"),
    "each-direction": ("sections",),
    "indicators": ("criterion",),
    "indicator-target": ("indicator",),
    "recommended-indicators": ("chapters",),
    "series": ("series",),
    "step": ("step",),
}
"""The arguments that each kind of rule needs."""

KINDS: dict[str, Kind] = {
    "scope": scope,
    "chapters": chapters,
    "sections": sections,
    "cited-section": cited_section,
    "each-direction": each_direction,
    "indicators": indicators,
    "indicator-target": indicator_target,
    "recommended-indicators": recommended_indicators,
    "series": series,
    "step": step,
    "steps-in-order": steps_in_order,
    "statement": statement,
}
"""How each kind of rule is decided."""
