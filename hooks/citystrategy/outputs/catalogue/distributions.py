"""Files and pages as distributions of a dataset: form, size, checksum, language, terms, description.

Owns what is told of a file. Must not know which datasets there are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.outputs.catalogue.graph import Properties, Resource, links, literal, parts, resource
from citystrategy.outputs.catalogue.names import AUTHORITY, FORMS, LANGUAGE, MEDIA, own
from citystrategy.words.words import LANGUAGES


@dataclass(frozen=True)
class Noted:
    """What is remembered of a file that was published."""

    size: int
    """Bytes."""
    digest: str
    """SHA-256 in hexadecimal."""


def noting(files: Iterable[tuple[str, bytes]], noted: dict[str, Noted]) -> Iterator[tuple[str, bytes]]:
    """Passes files on, path and content, and notes each."""
    for path, content in files:
        noted[path] = Noted(len(content), sha256(content).hexdigest())
        yield path, content


@dataclass(frozen=True)
class Files:
    """What is published, and from where it is named."""

    noted: Mapping[str, Noted]
    """The files by their path in the site."""
    place: Place

    def address(self, path: str) -> str:
        """The address of a file or page, as the catalogue writes it."""
        return self.place.link(path)

    def data(self, stem: str, kind: str, worded: bool, terms: Properties) -> Iterator[Resource]:
        """The tables, the workbook and the document of a dataset.

        `kind` is that of the document; `worded` where some values in the tables are words.
        """
        said = tuple(terms)
        for code in LANGUAGES:
            described = links("dct:conformsTo", self.address(addresses.table_schema(code, worded)))
            yield self.file(f"{stem}.{code}.csv", links("dct:language", LANGUAGE[code]), described, said)
        both = links("dct:language", *LANGUAGE.values())
        yield self.file(f"{stem}.xlsx", both, said)
        yield self.document(f"{stem}.json", kind, said)

    def document(self, path: str, kind: str, terms: Properties) -> Resource:
        """A JSON document of a kind."""
        described = links("dct:conformsTo", self.address(addresses.schema(kind)))
        return self.file(path, links("dct:language", *LANGUAGE.values()), described, terms)

    def file(self, path: str, *more: Properties) -> Resource:
        """A file that is downloaded."""
        noted, address = self.noted[path], self.address(path)
        checksum = resource(
            "spdx:Checksum",
            links("spdx:algorithm", "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            literal("spdx:checksumValue", noted.digest, "xsd:hexBinary"),
        )
        return resource(
            "dcat:Distribution",
            links("dcat:accessURL", address),
            links("dcat:downloadURL", address),
            _form(path),
            literal("dcat:byteSize", noted.size, "xsd:nonNegativeInteger"),
            parts("spdx:checksum", checksum),
            *more,
            link=self.address(own(path.removeprefix(f"{addresses.API}/"))),
        )

    def page(self, path: str, language: str, *more: Properties) -> Resource:
        """A page in a language, for which a dataset has no file or has them beside it."""
        shown = addresses.page(path, language)
        return resource(
            "dcat:Distribution",
            links("dcat:accessURL", self.address(shown)),
            _form(path),
            links("dct:language", LANGUAGE[language]),
            *more,
            link=self.address(own(f"pages/{shown}")),
        )


def _form(path: str) -> Properties:
    media, kind = next(form for end, form in FORMS.items() if path.endswith(end))
    yield from links("dcat:mediaType", f"{MEDIA}/{media}")
    yield from links("dct:format", f"{AUTHORITY}/file-type/{kind}")
    if kind == "ZIP":
        yield from links("dcat:packageFormat", f"{MEDIA}/{media}")
