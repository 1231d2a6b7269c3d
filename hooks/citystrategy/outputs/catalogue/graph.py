"""What a catalogue is made of, before it is written in a format: resources, their properties, and values.

Owns these forms and the prefixes of the vocabularies. Must not know a format, nor what is told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from citystrategy.model import Bilingual
from citystrategy.words.words import LANGUAGES

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FORBIDDEN = {ord(character): f"%{ord(character):02X}" for character in '<>"{}|^`\\ '}
"""What may not stand in an address in Turtle."""


@dataclass(frozen=True)
class Text:
    """A text in a language."""

    content: str
    language: str


@dataclass(frozen=True)
class Literal:
    """A value of a type, such as `xsd:date`; without one, a plain text."""

    content: str
    type: str = ""


@dataclass(frozen=True)
class Link:
    """The address of a resource, absolute or relative to the file."""

    address: str

    @property
    def written(self) -> str:
        """The address with what no format allows escaped."""
        return self.address.translate(FORBIDDEN)


@dataclass(frozen=True)
class Resource:
    """Something that is told of."""

    type: str
    """Its class, with the prefix."""
    properties: tuple[tuple[str, "Value"], ...]
    """Names, with prefixes, and values, in order; a name may come again."""
    link: Link | None = None
    """Its address; a part that stands within another need not have one."""


Value = Text | Literal | Link | Resource
Property = tuple[str, Value]


Properties = Iterable[Property]


def texts(name: str, said: Bilingual) -> Iterator[Property]:
    """A text in both languages."""
    return ((name, Text(said[code], code)) for code in LANGUAGES)


def links(name: str, *addresses: str) -> Iterator[Property]:
    """Links to other resources."""
    return ((name, Link(address)) for address in addresses)


def literal(name: str, content: object, type: str = "") -> Iterator[Property]:
    """A value of a type; nothing where there is none."""
    if content is not None:
        yield name, Literal(str(content), type)


def parts(name: str, *resources: Resource) -> Iterator[Property]:
    """Resources within this one."""
    return ((name, each) for each in resources)


def resource(type: str, *properties: Properties, link: str = "") -> Resource:
    """A resource with its properties; one without an address is a part of another."""
    return Resource(type, tuple(chain.from_iterable(properties)), Link(link) if link else None)


def flat(resources: Iterable[Resource]) -> Iterator[Resource]:
    """The resources, each followed by those that stand within it and have an address of their own."""
    for each in resources:
        within: list[Resource] = []
        told: list[Property] = []
        for name, value in each.properties:
            if isinstance(value, Resource) and value.link:
                within.append(value)
                told.append((name, value.link))
            else:
                told.append((name, value))
        yield replace(each, properties=tuple(told))
        yield from flat(within)
