"""The history of a strategy as its law tells it: editions as events, what one changed, when it is in force.

Owns `lifecycle`, `analysis` and `temporalData`, and what they refer to. Must not know what changed.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from citystrategy.model import Edition
from citystrategy.outputs.law.changes import Modification
from citystrategy.outputs.law.elements import SITE, add
from citystrategy.outputs.law.front import decided
from citystrategy.outputs.law.identity import Identity
from citystrategy.outputs.law.source import LawTexts


def history(meta: Element, identity: Identity, changed: Iterable[Modification]) -> None:
    """The editions as events, what this one changed, and when it is in force; nothing without a decision."""
    edition, editions = identity.edition, _editions(identity)
    if edition is None:
        return
    following = next((later for later in editions if later.number == edition.number + 1), None)
    lifecycle = add(meta, "lifecycle", SITE)
    for event in editions[: edition.number + bool(following)]:
        kind = "generation" if event.number == 1 else "amendment"
        day = {"date": event.date.isoformat(), "type": kind}
        add(lifecycle, "eventRef", {"eId": f"eref_{event.number}", **day, "source": _source(event)})
    told = list(changed)
    if told:
        passive = add(add(meta, "analysis", SITE), "passiveModifications")
        before = identity.at(editions[edition.number - 2])
        for number, modification in enumerate(told, 1):
            _modification(passive, f"textualMod_{number}", modification, before, _source(edition))
    group = add(add(meta, "temporalData", SITE), "temporalGroup", {"eId": "tmpg_1"})
    ends = {"end": f"#eref_{following.number}"} if following else {}
    add(group, "timeInterval", {"start": f"#eref_{edition.number}", **ends, "refersTo": "#in-force"})


def _modification(parent: Element, eid: str, told: Modification, before: Identity, source: str) -> None:
    element = add(parent, "textualMod", {"type": told.kind, "eId": eid})
    add(element, "source", {"href": source})
    inside = {"pos": "inside"} if told.kind == "repeal" else {}
    add(element, "destination", {"href": f"#{told.after}", **inside})
    add(element, "force", {"period": "#tmpg_1"})
    if told.before:
        add(element, "old", {"href": before.part(told.before)})
    if told.kind != "repeal":
        add(element, "new", {"href": f"#{told.after}"})


def _editions(identity: Identity) -> tuple[Edition, ...]:
    about = identity.folder.strategy
    return about.editions if about else ()


def _source(edition: Edition) -> str:
    """What made an edition: its decision, or a correction without one."""
    return f"#{'decision' if edition.decision else 'correction'}_{edition.number}"


def decisions(identity: Identity, texts: LawTexts) -> Iterator[tuple[str, str, str, str]]:
    """The decisions and corrections of all editions: eId, element, address, words."""
    words = texts.words
    for edition in _editions(identity) if identity.edition else ():
        if edition.decision:
            tag = "original" if edition.number == 1 else "passiveRef"
            shown = decided(identity.at(edition), words)
            yield f"decision_{edition.number}", tag, str(edition.decision.url), shown
        else:
            page = texts.link(f"{identity.folder.city.slug}/editions/{edition.number}/")
            shown = edition.reason[words.language] if edition.reason else ""
            yield f"correction_{edition.number}", "TLCEvent", page, shown
