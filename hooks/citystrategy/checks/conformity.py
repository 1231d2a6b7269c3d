"""How far a strategy meets the order, rule by rule.

Owns the list of kinds of rules; the rules themselves are data of the methodology, and how a kind is
decided stands in `contents`, `figures` and `procedure`. What a machine can decide is decided; what
only a person can judge counts as declared, never as checked. Must not know words or pages.
"""

from collections.abc import Callable, Iterator

from citystrategy.checks import contents, figures, procedure
from citystrategy.checks.ruling import STATUSES, Ruling, Status
from citystrategy.model.methodology import Methodology, Rule
from citystrategy.model.tree import CityFolder
from citystrategy.problems.problem import Arguments, Problem, nearest

Kind = Callable[[CityFolder, Rule], Ruling]


def rulings(folder: CityFolder) -> tuple[Ruling, ...]:
    """What was found on every rule of the strategy's methodology, in its order."""
    return tuple(KINDS[rule.kind](folder, rule) for rule in folder.methodology.rules)


def counts(rulings: tuple[Ruling, ...]) -> dict[Status, int]:
    """How many rules have each status."""
    return {status: sum(ruling.status == status for ruling in rulings) for status in STATUSES}


def conformity(folder: CityFolder) -> Iterator[Problem]:
    """What an approved strategy lacks of the order is said; declarations name rules to declare."""
    if folder.strategy is None:
        return
    path = folder.path("strategy.yml")
    declarable = [rule.id for rule in folder.methodology.rules if rule.kind == "statement"]
    for declaration in folder.strategy.declarations:
        if declaration.rule not in declarable:
            near = nearest(declaration.rule, declarable)
            line = declaration.line
            yield Problem.at(path, line, "declaration-unknown", rule=declaration.rule, nearest=near)
    if folder.strategy.status == "approved":
        yield from lacking(folder)


def lacking(folder: CityFolder) -> Iterator[Problem]:
    """The obligatory rules that a strategy does not meet, whatever its status."""
    for ruling in rulings(folder):
        rule = ruling.rule
        if ruling.status == "missing" and rule.level == "must" and not _told(folder, ruling):
            path, line = folder.path("strategy.yml"), _line(folder, ruling)
            asks = (rule.asks.kk, rule.asks.ru)
            told: Arguments = {"rule": rule.id, "asks": asks, "paragraph": rule.paragraph}
            yield Problem.at(path, line, "conformity-missing", **told)


def _told(folder: CityFolder, ruling: Ruling) -> bool:
    """Whether the check of the approval tells it at its place: another body, a step after the decision."""
    if ruling.reason == "step-early" and folder.strategy:
        first = next((edition.decision for edition in folder.strategy.editions if edition.decision), None)
        return first is not None and str(dict(ruling.arguments)["earlier"]) > first.date.isoformat()
    return ruling.reason == "decider-other"


def _line(folder: CityFolder, ruling: Ruling) -> int:
    """The line of `strategy.yml` that a rule about steps or declarations concerns, or the first one."""
    about, rule = folder.strategy, ruling.rule
    if about is None or rule.kind not in ("step", "statement"):
        return 1
    taken = next((step.line_of("date") for step in about.approval if step.step == rule.step), 0)
    return taken or about.line_of("approval" if rule.kind == "step" else "declarations")


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
    "scope": procedure.scope,
    "horizon": procedure.horizon,
    "chapters": contents.chapters,
    "sections": contents.sections,
    "cited-section": contents.cited_section,
    "each-direction": contents.each_direction,
    "indicators": figures.indicators,
    "indicator-target": figures.indicator_target,
    "recommended-indicators": figures.recommended_indicators,
    "series": figures.series,
    "step": procedure.step,
    "decider": procedure.decider,
    "statement": procedure.statement,
}
"""How each kind of rule is decided."""
