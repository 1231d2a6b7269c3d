"""How far the making of a strategy met the order: its city, its years, its steps, its decision (3, 13 to 16).

Owns what `strategy.yml` and the register decide. Must not know chapters or indicators.
"""

from citystrategy.checks.finding import Finding, Status, checked, missing
from citystrategy.model import ApprovalStep, Step
from citystrategy.model.methodology import Rule
from citystrategy.model.tree import CityStrategy
from citystrategy.words.words import LANGUAGES


def scope(strategy: CityStrategy, rule: Rule) -> Finding:
    """The city stands in the register of the twenty cities."""
    return checked(rule, "scope", status=strategy.city.status)


def horizon(strategy: CityStrategy, rule: Rule) -> Finding:
    """The title of the strategy names the year to which it is written."""
    year, about = strategy.methodology.horizon, strategy.strategy
    named = about is not None and all(str(year) in about.title[code] for code in LANGUAGES)
    return checked(rule, "horizon", year=year) if named else missing(rule, "horizon-absent", year=year)


def step(strategy: CityStrategy, rule: Rule) -> Finding:
    """A step of the approval was taken, and not before those that it has to follow."""
    if rule.step is not None and not _applies(strategy, rule.step):
        return Finding(rule, "not-applicable", "step-republican")
    taken = _steps(strategy)
    this = taken.get(rule.step)
    if this is None:
        return missing(rule, "step-absent")
    before = [taken[name] for name in rule.after if name in taken and _applies(strategy, name)]
    later = next((one for one in before if one.date > this.date), None)
    if later is not None:
        days = {"date": this.date.isoformat(), "earlier": later.date.isoformat()}
        return missing(rule, "step-early", step=later.step, **days)
    return checked(rule, "step-after" if before else "step", date=this.date.isoformat())


def _applies(strategy: CityStrategy, name: Step) -> bool:
    """Only the capital and the republican cities agree with their neighbours (paragraph 15)."""
    return name != "adjacent-oblasts" or strategy.city.status in ("capital", "republican")


def _steps(strategy: CityStrategy) -> dict[Step | None, ApprovalStep]:
    return {one.step: one for one in strategy.strategy.approval} if strategy.strategy else {}


def decider(strategy: CityStrategy, rule: Rule) -> Finding:
    """The decision of the approval names the maslikhat of the register as the body that decided."""
    editions = strategy.strategy.editions if strategy.strategy else ()
    decision = editions[0].decision if editions else None
    if decision is None:
        return missing(rule, "decider-absent")
    if decision.body is None:
        return missing(rule, "decider-unnamed")
    right = (decision.body.kk, decision.body.ru) == (strategy.city.maslikhat.kk, strategy.city.maslikhat.ru)
    return checked(rule, "decider") if right else missing(rule, "decider-other")


def statement(strategy: CityStrategy, rule: Rule) -> Finding:
    """What only a person can judge is declared, with who and when."""
    declarations = strategy.strategy.declarations if strategy.strategy else ()
    found = next((one for one in declarations if one.rule == rule.id), None)
    if found is None:
        return missing(rule, "statement-absent")
    status: Status = "declared" if found.applies else "not-applicable"
    return Finding(rule, status, "statement", declaration=found)
