"""The XML of Akoma Ntoso as it is written: its namespaces, elements with their text, the file.

Owns how text is escaped and lines are broken. Must not know what a document says.
"""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from citystrategy.reading.characters import visible

NAMESPACES = {
    "xmlns": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0",
    "xmlns:adms": "http://www.w3.org/ns/adms#",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:foaf": "http://xmlns.com/foaf/0.1/",
}
MEDIA_TYPE = "application/akn+xml"
SITE = {"source": "#site"}
"""Says that a part of the metadata is the site's."""
PAGE = "foaf:page"
"""The attribute that says on which page of the site, and where on it, a part can be read."""
NOTE = "authorialNote"
RUNNING = {"p", "num", "heading", "crossHeading", "caption", "th", "td"}
"""Elements that stand on one line: in running text a space is a space."""


def add(parent: Element, tag: str, attributes: Mapping[str, str] | None = None, text: str = "") -> Element:
    """A new element at the end of another; empty attributes are left out."""
    kept = {name: visible(value) for name, value in (attributes or {}).items() if value}
    made = ElementTree.SubElement(parent, tag, kept)
    if text:
        write(made, text)
    return made


def write(parent: Element, text: str) -> None:
    """Text at the end of an element."""
    seen = visible(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + seen
    else:
        parent.text = (parent.text or "") + seen


def said(element: Element) -> str:
    """All that an element says without its notes, with single spaces."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _texts(child) if child.tag != NOTE else ()
        yield child.tail or ""


def file(root: Element) -> bytes:
    """A document as a file, an element a line where no text runs."""
    _break_lines(root, "\n")
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _break_lines(element: Element, ending: str) -> None:
    """Puts the children of an element on lines of their own."""
    if not len(element) or element.tag in RUNNING or element.text:
        return
    inner = f"{ending} "
    element.text = inner
    for child in element:
        _break_lines(child, inner)
        child.tail = inner
    element[-1].tail = ending
