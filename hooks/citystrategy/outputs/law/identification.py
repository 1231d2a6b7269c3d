"""By which names a document says that it is known: work, expression and manifestation (FRBR).

Owns `identification`. Must not know how the names are made (`identity`).
"""

from xml.etree.ElementTree import Element

from citystrategy.outputs.law.elements import MEDIA_TYPE, SITE, add
from citystrategy.outputs.law.identity import CODES, COUNTRY, Identity
from citystrategy.outputs.law.source import LawTexts


def identification(meta: Element, identity: Identity, texts: LawTexts, component: str) -> None:
    """Work, expression and manifestation of a part of the document."""
    element = add(meta, "identification", SITE)
    page = texts.link(f"{identity.folder.city.slug}/")
    maker = "#maslikhat" if identity.edition else "#site"
    work = _level(element, "FRBRWork", identity.work, component, {"page": page})
    named = "approval" if identity.edition else "writing"
    _made(work, identity.begun.isoformat(), named, maker, "#author")
    add(work, "FRBRcountry", {"value": COUNTRY})
    add(work, "FRBRsubtype", {"value": identity.subtype})
    if identity.first:
        add(work, "FRBRnumber", {"value": identity.first.number})
    about = texts.standing.folder.strategy
    for name in (identity.folder.city.slug, about.title[identity.language] if about else ""):
        add(work, "FRBRname", {"value": name})
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
