"""What a document refers to, and what it says of itself to programs that know no Akoma Ntoso.

Owns `references` and `proprietary`. Must not know the text.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from citystrategy.facts import terms, unapproved
from citystrategy.outputs.law.elements import SITE, add
from citystrategy.outputs.law.history import decisions
from citystrategy.outputs.law.identity import COUNTRY, Identity, source_eid
from citystrategy.outputs.law.source import LawTexts

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the demonstrations' texts (LICENSE-content.md)."""


def references(meta: Element, identity: Identity, texts: LawTexts, cited: Iterable[str]) -> None:
    """What the document names: decisions, bodies, the order, its indicators, the sources that it cites."""
    words, city = texts.words, identity.folder.city
    folder = texts.standing.folder
    element = add(meta, "references", SITE)
    ontology = f"/akn/ontology/{{}}/{COUNTRY}.{{}}"
    for eid, tag, href, shown in decisions(identity, texts):
        add(element, tag, {"eId": eid, "href": href, "showAs": shown})
    add(element, "TLCOrganization", {"eId": "site", "href": texts.link(""), "showAs": words("site.title")})
    if identity.edition:
        decision = identity.decision
        shown = ((decision and decision.body) or city.maslikhat)[words.language]
        maslikhat = ontology.format("organization", f"maslikhat.{city.slug}")
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
        named = {"eId": source_eid(name), "name": "source", "href": str(source.url)}
        add(element, "TLCReference", {**named, "showAs": source.title[words.language]})


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
    rights = terms.of_data((identity.folder,), texts.words)
    add(element, "dcterms:rights", {"xml:lang": identity.language}, rights)
    if identity.status == "demonstration":
        add(element, "dcterms:license", text=LICENCE)
