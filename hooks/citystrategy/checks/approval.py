"""Nothing looks approved that is not, and nothing approved changes unnoticed (paragraph 16).

Owns what editions need: their order, their decisions, their seals. Must not know how a content is
written down or compared (`content`, `difference`).
"""

from collections.abc import Iterator
from itertools import pairwise

from citystrategy.checks.seals import differences
from citystrategy.editions import content
from citystrategy.model import Edition, Strategy
from citystrategy.model.tree import CityFolder, SealedEdition
from citystrategy.problems.problem import Arguments, Problem


def approval(folder: CityFolder) -> Iterator[Problem]:
    """An approved strategy has editions with decision and seal; no other strategy has any."""
    about = folder.strategy
    if about is None:
        return
    path, approved = folder.path("strategy.yml"), about.status == "approved"
    yield from bases(folder, approved)
    if approved and not about.editions:
        yield Problem.at(path, about.line, "decision-missing")
    if not approved and about.editions:
        yield Problem.at(path, about.editions[0].line, "decision-unexpected", status=about.status)
        return
    yield from deciders(folder, path, about)
    yield from steps(path, about)
    wrong = list(order(path, about))
    yield from wrong
    if wrong:
        return
    for edition in about.editions:
        yield from seals(folder, edition)
    known = {edition.number for edition in about.editions}
    for stored in folder.sealed:
        if stored.number not in known:
            yield Problem.at(stored.path, 1, "edition-unknown", file=stored.path.rsplit("/", 1)[-1])


def deciders(folder: CityFolder, path: str, about: Strategy) -> Iterator[Problem]:
    """The maslikhat of the register decides: for most cities that of the oblast (paragraph 16)."""
    right = folder.city.maslikhat
    for decision in (edition.decision for edition in about.editions):
        body = decision.body if decision else None
        if decision and body and (body.kk, body.ru) != (right.kk, right.ru):
            told: Arguments = {"body": (body.kk, body.ru), "maslikhat": (right.kk, right.ru)}
            yield Problem.at(path, decision.line_of("body"), "decision-body", **told)


def steps(path: str, about: Strategy) -> Iterator[Problem]:
    """The session took place on the day of the decision, and every other step before it (14 to 16)."""
    first = next((edition.decision for edition in about.editions if edition.decision), None)
    if first is None:
        return
    for step in about.approval:
        named = {"step": step.step, "date": step.date.isoformat(), "decision": first.date.isoformat()}
        if step.step == "maslikhat" and step.date != first.date:
            yield Problem.at(path, step.line_of("date"), "approval-session", **named)
        elif step.date > first.date:
            yield Problem.at(path, step.line_of("date"), "approval-late", **named)


def bases(folder: CityFolder, approved: bool) -> Iterator[Problem]:
    """The targets of an approved strategy are approved, and those of no other."""
    path = folder.path("indicators.yml")
    for indicator in folder.indicators:
        for target in indicator.targets:
            if (target.basis == "approved") != approved:
                yield Problem.at(
                    path, target.line, "target-basis", id=indicator.id, year=target.year, basis=target.basis
                )


def order(path: str, about: Strategy) -> Iterator[Problem]:
    """Editions are numbered from 1 and follow each other in time; the first one is the approval."""
    for expected, edition in enumerate(about.editions, 1):
        number = edition.number
        if number != expected:
            yield Problem.at(path, edition.line, "edition-order", number=number, expected=expected)
        if (edition.kind == "approval") != (expected == 1):
            line = edition.line_of("kind")
            yield Problem.at(path, line, "edition-kind", number=number, kind=edition.kind)
        if expected > 1 and edition.changes is None:
            yield Problem.at(path, edition.line, "edition-changes", number=number)
        yield from requisites(path, edition)
    for before, after in pairwise(about.editions):
        yield from _later(path, after, before.date.isoformat())


def _later(path: str, edition: Edition, before: str) -> Iterator[Problem]:
    if edition.date.isoformat() < before:
        date = edition.date.isoformat()
        line = edition.line_of("date")
        yield Problem.at(path, line, "edition-date", number=edition.number, date=date, before=before)


def requisites(path: str, edition: Edition) -> Iterator[Problem]:
    """An edition rests on a decision; a technical correction on a reason, and on no decision."""
    number, decision = edition.number, edition.decision
    if edition.kind == "technical-correction":
        if decision is not None or edition.reason is None:
            yield Problem.at(path, edition.line, "edition-correction", number=number)
    elif decision is None:
        yield Problem.at(path, edition.line, "decision-missing")
    if decision is not None:
        yield from _later(path, edition, decision.date.isoformat())


def seals(folder: CityFolder, edition: Edition) -> Iterator[Problem]:
    """An edition is sealed, its stored text fits the seal, and the last one fits the files."""
    path, number = folder.path("strategy.yml"), edition.number
    stored = next((sealed for sealed in folder.sealed if sealed.number == number), None)
    if edition.seal is None:
        yield Problem.at(path, edition.line, "seal-missing", number=number, city=folder.city.slug)
        return
    if stored is None:
        file = f"editions/{number}.json"
        yield Problem.at(path, edition.line_of("seal"), "edition-missing", number=number, file=file)
        return
    if stored.content is None:
        yield Problem.at(stored.path, 1, "edition-unreadable", number=number)
        return
    whole = list(fitting(folder, edition, stored))
    yield from whole
    if folder.strategy and edition == folder.strategy.edition and not whole:
        yield from differences(folder, stored)


def fitting(folder: CityFolder, edition: Edition, stored: SealedEdition) -> Iterator[Problem]:
    """The stored text of an edition fits its seal; where not, the parts that were changed."""
    if stored.content is None:
        return
    parts = content.broken(stored.content)
    if stored.content.city != folder.city.slug:
        parts.append("city")
    for part in parts:
        line = _line(stored.text, part)
        yield Problem.at(stored.path, line, "seal-broken", number=edition.number, part=part)
    if not parts and content.digest(stored.text) != edition.seal:
        path, line = folder.path("strategy.yml"), edition.line_of("seal")
        part = stored.path.rsplit("/", 1)[-1]
        yield Problem.at(path, line, "seal-broken", number=edition.number, part=part)


def _line(text: str, part: str) -> int:
    """The line of a stored edition on which a part begins."""
    name = part.rsplit("#", 1)[-1]
    lines = enumerate(text.split("\n"), 1)
    return next((line for line, written in lines if f'"{name}"' in written), 1)
