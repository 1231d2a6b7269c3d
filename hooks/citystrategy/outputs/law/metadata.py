"""The metadata of a strategy's law: by which names it is known, its history, what it refers to, its status.

Owns what stands in `meta` but the changes themselves. Must not know the text.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from citystrategy.facts import unapproved
from citystrategy.model import Edition
from citystrategy.outputs.law.changes import Modification
from citystrategy.outputs.law.elements import MEDIA_TYPE, add
from citystrategy.outputs.law.front import decided
from citystrategy.outputs.law.identity import CODES, COUNTRY, SUBTYPE, Identity
from citystrategy.outputs.law.source import LawTexts

SITE = {"source": "#site"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the demonstrations' texts (LICENSE-content.md)."""


def identification(meta: Element, identity: Identity, texts: LawTexts, component: str) -> None:
    """Work, expression and manifestation of a part of the document."""
    element = add(meta, "identification", SITE)
    page = texts.link(f"{identity.folder.city.slug}/")
    maker = "#maslikhat" if identity.edition else "#site"
    work = _level(element, "FRBRWork", identity.work, component, {"page": page})
    named = "approval" if identity.edition else "writing"
    _made(work, identity.begun.isoformat(), named, maker, "#author")
    add(work, "FRBRcountry", {"value": COUNTRY})
    add(work, "FRBRsubtype", {"value": SUBTYPE})
    if identity.first:
        add(work, "FRBRnumber", {"value": identity.first.number})
    about = texts.standing.folder.strategy
    add(work, "FRBRname", {"value": about.title[identity.language] if about else ""})
    add(work, "FRBRprescriptive", {"value": "true" if identity.edition else "false"})
    add(work, "FRBRauthoritative", {"value": "false"})
    edition = identity.edition
    aliases = {"page": texts.link(texts.whole), "seal": (edition and edition.seal) or ""}
    expression = _level(element, "FRBRExpression", identity.expression, component, aliases)
    _made(expression, identity.day.isoformat(), "in-force" if edition else "publication", maker, "#author")
    if edition:
        add(expression, "FRBRversionNumber", {"value": str(edition.number)})
    add(expression, "FRBRauthoritative", {"value": "false"})
    add(expression, "FRBRlanguage", {"language": CODES[identity.language]})
    file = texts.place.link(texts.place.here)
    manifestation = _level(element, "FRBRManifestation", identity.manifestation, component, {"file": file})
    _made(manifestation, identity.today.isoformat(), "publication", "#site", "#editor")
    add(manifestation, "FRBRformat", {"value": MEDIA_TYPE})


def _level(parent: Element, tag: str, iri: str, component: str, aliases: dict[str, str]) -> Element:
    """One level of FRBR with its names; the file of a part is named by the part and the format."""
    element = add(parent, tag)
    stem, point, ending = iri.partition(".akn")
    add(element, "FRBRthis", {"value": f"{stem}/!{component}{point}{ending}"})
    add(element, "FRBRuri", {"value": iri})
    for name, address in aliases.items():
        if address:
            add(element, "FRBRalias", {"name": name, "value": address})
    return element


def _made(parent: Element, day: str, name: str, maker: str, role: str) -> None:
    add(parent, "FRBRdate", {"date": day, "name": name})
    add(parent, "FRBRauthor", {"href": maker, "as": role})


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
        add(lifecycle, "eventRef", {"eId": f"event_{event.number}", **day, "source": _source(event)})
    told = list(changed)
    if told:
        passive = add(add(meta, "analysis", SITE), "passiveModifications")
        before = identity.at(editions[edition.number - 2])
        for number, modification in enumerate(told, 1):
            _modification(passive, f"pmod_{number}", modification, before, _source(edition))
    group = add(add(meta, "temporalData", SITE), "temporalGroup", {"eId": "period_1"})
    ends = {"end": f"#event_{following.number}"} if following else {}
    add(group, "timeInterval", {"start": f"#event_{edition.number}", **ends, "refersTo": "#in-force"})


def _modification(parent: Element, eid: str, told: Modification, before: Identity, source: str) -> None:
    element = add(parent, "textualMod", {"type": told.kind, "eId": eid})
    add(element, "source", {"href": source})
    inside = {"pos": "inside"} if told.kind == "repeal" else {}
    add(element, "destination", {"href": f"#{told.after}", **inside})
    add(element, "force", {"period": "#period_1"})
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


def references(meta: Element, identity: Identity, texts: LawTexts, cited: Iterable[str]) -> None:
    """What the document names: decisions, bodies, the order, its indicators, the sources that it cites."""
    words, city = texts.words, identity.folder.city
    folder = texts.standing.folder
    element = add(meta, "references", SITE)
    ontology = f"/akn/ontology/{{}}/{COUNTRY}/{{}}"
    for eid, tag, href, shown in _history_named(identity, texts):
        add(element, tag, {"eId": eid, "href": href, "showAs": shown})
    add(element, "TLCOrganization", {"eId": "site", "href": texts.link(""), "showAs": words("site.title")})
    if identity.edition:
        decision = identity.decision
        shown = ((decision and decision.body) or city.maslikhat)[words.language]
        maslikhat = ontology.format("organization", f"maslikhat-{city.slug}")
        add(element, "TLCOrganization", {"eId": "maslikhat", "href": maslikhat, "showAs": shown})
        in_force = {"eId": "in-force", "href": ontology.format("concept", "in-force")}
        add(element, "TLCConcept", {**in_force, "showAs": words("edition.in_force")})
    place = ontology.format("location", city.slug)
    add(element, "TLCLocation", {"eId": "city", "href": place, "showAs": city.name[words.language]})
    for role in ("author", "editor"):
        shown = words(f"law.{role}")
        add(element, "TLCRole", {"eId": role, "href": ontology.format("role", role), "showAs": shown})
    order = folder.methodology.order
    shown = words(
        "strategy.methodology_text", number=order.number, date=order.date, edition=folder.methodology.edition
    )
    named = {"eId": "order", "name": "methodology", "href": str(order.url), "showAs": shown}
    add(element, "TLCReference", named)
    for name in cited:
        source = texts.site.sources[name]
        named = {"eId": f"source_{name}", "name": "source", "href": str(source.url)}
        add(element, "TLCReference", {**named, "showAs": source.title[words.language]})


def _history_named(identity: Identity, texts: LawTexts) -> Iterator[tuple[str, str, str, str]]:
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


def status(meta: Element, identity: Identity, texts: LawTexts) -> None:
    """What the document says of itself to programs that know no Akoma Ntoso: status, source, day, licence."""
    element = add(meta, "proprietary", SITE)
    add(element, "adms:status", text=identity.status)
    sentence = unapproved.sentence(identity.folder, texts.words)
    if sentence:
        add(element, "dcterms:description", {"xml:lang": identity.language}, sentence)
    add(element, "dcterms:publisher", {"xml:lang": identity.language}, texts.words("site.title"))
    add(element, "dcterms:source", text=texts.link(texts.whole))
    if identity.edition:
        path = f"{identity.folder.city.slug}/editions/{identity.edition.number}.json"
        add(element, "dcterms:source", text=texts.place.link(path))
    add(element, "dcterms:issued", text=identity.today.isoformat())
    if identity.status == "demonstration":
        add(element, "dcterms:license", text=LICENCE)
