"""How far the making of a strategy met the order: its city, its years, its steps, its decision (3, 13 to 16).

Owns what `strategy.yml` and the register decide. Must not know chapters or indicators.
"""

from citystrategy.checks.ruling import Ruling, Status, checked, missing
from citystrategy.model import ApprovalStep, Step
from citystrategy.model.methodology import Rule
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import LANGUAGES


def scope(folder: CityFolder, rule: Rule) -> Ruling:
    """The city stands in the register of the twenty cities."""
    return checked(rule, "scope", status=folder.city.status)


def horizon(folder: CityFolder, rule: Rule) -> Ruling:
    """The title of the strategy names the year to which it is written."""
    year, about = folder.methodology.horizon, folder.strategy
    named = about is not None and all(str(year) in about.title[code] for code in LANGUAGES)
    return checked(rule, "horizon", year=year) if named else missing(rule, "horizon-absent", year=year)


def step(folder: CityFolder, rule: Rule) -> Ruling:
    """A step of the approval was taken, and not before those that it has to follow."""
    if rule.step is not None and not _applies(folder, rule.step):
        return Ruling(rule, "not-applicable", "step-republican")
    taken = _steps(folder)
    own = taken.get(rule.step)
    if own is None:
        return missing(rule, "step-absent")
    before = [taken[name] for name in rule.after if name in taken and _applies(folder, name)]
    later = next((former for former in before if former.date > own.date), None)
    if later is not None:
        days = {"date": own.date.isoformat(), "earlier": later.date.isoformat()}
        return missing(rule, "step-early", step=later.step, **days)
    return checked(rule, "step-after" if before else "step", date=own.date.isoformat())


def _applies(folder: CityFolder, name: Step) -> bool:
    """Only the capital and the republican cities agree with their neighbours (paragraph 15)."""
    return name != "adjacent-oblasts" or folder.city.status in ("capital", "republican")


def _steps(folder: CityFolder) -> dict[Step | None, ApprovalStep]:
    return {step.step: step for step in folder.strategy.approval} if folder.strategy else {}


def decider(folder: CityFolder, rule: Rule) -> Ruling:
    """The decision of the approval names the maslikhat of the register as the body that decided."""
    editions = folder.strategy.editions if folder.strategy else ()
    decision = editions[0].decision if editions else None
    if decision is None:
        return missing(rule, "decider-absent")
    if decision.body is None:
        return missing(rule, "decider-unnamed")
    right = (decision.body.kk, decision.body.ru) == (folder.city.maslikhat.kk, folder.city.maslikhat.ru)
    return checked(rule, "decider") if right else missing(rule, "decider-other")


def statement(folder: CityFolder, rule: Rule) -> Ruling:
    """What only a person can judge is declared, with who and when."""
    declarations = folder.strategy.declarations if folder.strategy else ()
    declaration = next((declaration for declaration in declarations if declaration.rule == rule.id), None)
    if declaration is None:
        return missing(rule, "statement-absent")
    status: Status = "declared" if declaration.applies else "not-applicable"
    return Ruling(rule, status, "statement", declaration=declaration)
