"""What stands around the body of a strategy's law: its title and status, on what it rests, who signed it.

Owns the preface, the preamble and the conclusions. Must not know the body.
"""

from xml.etree.ElementTree import Element

from citystrategy.facts import unapproved
from citystrategy.outputs.law.elements import add, write
from citystrategy.outputs.law.identity import Identity
from citystrategy.outputs.law.source import LawTexts
from citystrategy.words.words import Words

CITATION = "preamble__cits__cit_1"


def preface(document: Element, identity: Identity, texts: LawTexts) -> None:
    """Title, status and city; number and date only where there is a decision."""
    words, folder = texts.words, texts.standing.folder
    about = folder.strategy
    assert about is not None, "checked before any page"
    element = add(document, "preface", {"eId": "preface"})
    title = add(element, "longTitle", {"eId": "preface__longTitle"})
    add(add(title, "p"), "docTitle", text=about.title[words.language])
    add(add(element, "p"), "docStatus", text=words(f"strategy.statuses.{identity.status}"))
    if folder.unapproved:
        add(element, "p", text=unapproved.sentence(folder, words))
    add(add(element, "p"), "docJurisdiction", text=folder.city.name[words.language])
    decision = identity.decision
    if decision:
        line = add(element, "p")
        add(line, "docDate", {"date": decision.date.isoformat()}, words.date(decision.date))
        write(line, ", ")
        add(line, "docNumber", text=f"№\u00a0{decision.number}")


def preamble(document: Element, identity: Identity, texts: LawTexts) -> None:
    """The order by which the strategy is written, and the decision on it, or that there is none."""
    words, folder = texts.words, texts.standing.folder
    element = add(document, "preamble", {"eId": "preamble"})
    order = folder.methodology.order
    rests = add(add(element, "citations", {"eId": "preamble__cits"}), "citation", {"eId": CITATION})
    line = add(rests, "p", text=f"{words('strategy.methodology')}: ")
    cited = words(
        "strategy.methodology_text",
        number=order.number,
        date=order.date,
        edition=folder.methodology.edition,
    )
    add(line, "ref", {"href": str(order.url)}, cited)
    decision = identity.decision
    tag = "formula" if decision else "container"
    made = add(element, tag, {"name": "decision", "eId": f"preamble__{tag}_1"})
    line = add(made, "p", text=f"{words('strategy.decision')}: ")
    if decision:
        add(line, "ref", {"href": str(decision.url)}, decided(identity, words))
    else:
        write(line, words("strategy.no_decision"))


def decided(identity: Identity, words: Words) -> str:
    """The decision of an edition in words."""
    decision = identity.decision
    assert decision is not None, "only of an approved strategy"
    body = (decision.body or identity.folder.city.maslikhat)[words.language]
    return words("edition.decision_text", body=body, number=decision.number, date=decision.date)


def conclusions(document: Element, identity: Identity, words: Words) -> None:
    """Who signed the decision, where that is known."""
    decision = identity.decision
    if decision and decision.signatories:
        element = add(document, "conclusions", {"eId": "conclusions"})
        for signatory in decision.signatories:
            office, name = signatory.office[words.language], signatory.name[words.language]
            add(add(element, "p"), "signature", text=f"{office} – {name}")
