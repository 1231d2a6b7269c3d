"""The catalogue: both formats say the same, nothing that a portal needs is missing, all of it is so."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from citystrategy import site as sites
from citystrategy.outputs import files
from citystrategy.outputs.binder import Binder
from citystrategy.outputs.catalogue import catalogue
from citystrategy.outputs.catalogue.distributions import Noted, noting
from citystrategy.outputs.catalogue.graph import Link, Literal, Resource, Text
from citystrategy.outputs.catalogue.jsonld import jsonld
from citystrategy.outputs.catalogue.turtle import turtle
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from conftest import demonstrated
from hypothesis import given
from hypothesis import strategies as st
from opendata_sample import LANGUAGES, TODAY, documents, indicators
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

# The library's reader of JSON-LD uses a class that the library itself calls old.
pytestmark = [demonstrated, pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")]
BASE = "https://x.example/strategies/"
SPDX, VCARD = Namespace("http://spdx.org/rdf/terms#"), Namespace("http://www.w3.org/2006/vcard/ns#")
ONE = {DCTERMS.identifier, DCTERMS.accessRights, DCTERMS.modified, DCTERMS.issued, DCTERMS.temporal}
"""What a dataset has at most once (DCAT-AP 3.0)."""
ONE_FILE = {DCAT.downloadURL, DCAT.mediaType, DCTERMS["format"], DCAT.byteSize, SPDX.checksum, DCTERMS.rights,
            DCTERMS.license}  # fmt: skip


def read(site: Path, ending: str = "ttl") -> Graph:
    """The catalogue of a built site, as if it stood at an address."""
    path = f"api/v1/catalogue.{ending}"
    form = {"ttl": "turtle", "jsonld": "json-ld"}[ending]
    return Graph().parse(data=(site / path).read_text("utf-8"), format=form, publicID=f"{BASE}{path}")


@pytest.fixture(scope="module")
def graph(site: Path) -> Graph:
    return read(site)


def file(site: Path, address: Node) -> Path:
    """The file of a built site that has an address."""
    path = site / str(address).removeprefix(BASE)
    return path / "index.html" if str(address).endswith("/") else path


def of(graph: Graph, kind: Node) -> list[Node]:
    return list(graph.subjects(RDF.type, kind))


def said(graph: Graph, subject: Node, name: Node) -> set[str]:
    """The languages in which something is told."""
    return {value.language for value in graph.objects(subject, name) if str(value).strip()}  # type: ignore[attr-defined]


def test_both_formats_say_the_same(kinds: Path) -> None:
    first, second = read(kinds), read(kinds, "jsonld")
    assert len(first) > 500
    assert isomorphic(first, second)


def test_nothing_that_is_mandatory_is_missing(published: Path) -> None:
    """The properties that DCAT-AP 3.0 asks of catalogues, datasets, distributions, agents and checksums."""
    graph = read(published)
    (top,) = of(graph, DCAT.Catalog)
    listed, datasets = set(graph.objects(top, DCAT.dataset)), of(graph, DCAT.Dataset)
    assert listed == set(datasets)
    for each in (top, *datasets):
        assert said(graph, each, DCTERMS.title) == said(graph, each, DCTERMS.description) == {*LANGUAGES}, (
            each
        )
        (publisher,) = graph.objects(each, DCTERMS.publisher)
        assert (publisher, RDF.type, FOAF.Agent) in graph
        assert said(graph, publisher, FOAF.name) == {*LANGUAGES}
        assert all(len(list(graph.objects(each, name))) <= 1 for name in ONE)
    distributions = of(graph, DCAT.Distribution)
    assert set(graph.objects(None, DCAT.distribution)) == set(distributions)
    for each in distributions:
        assert isinstance(each, URIRef)
        assert list(graph.objects(each, DCAT.accessURL))
        assert all(len(list(graph.objects(each, name))) <= 1 for name in ONE_FILE), each
    for each in of(graph, SPDX.Checksum):
        assert len(list(graph.objects(each, SPDX.algorithm))) == 1
        assert len(list(graph.objects(each, SPDX.checksumValue))) == 1


def test_what_is_referred_to_is_told(published: Path) -> None:
    """Every resource of the catalogue itself that is named is described, with its class."""
    graph = read(published)
    own = {value for value in graph.objects() if str(value).startswith(f"{BASE}api/v1/catalogue.ttl#")}
    assert own
    for each in own:
        assert (each, RDF.type, None) in graph, each
    for name, kind in ((DCTERMS.conformsTo, DCTERMS.Standard), (DCTERMS.license, DCTERMS.LicenseDocument)):
        assert all((each, RDF.type, kind) in graph for each in graph.objects(None, name))


def test_every_address_leads_to_the_very_file(published: Path) -> None:
    graph = read(published)
    for each in of(graph, DCAT.Distribution):
        for address in graph.objects(each, DCAT.accessURL):
            assert file(published, address).is_file(), address
        for address in graph.objects(each, DCAT.downloadURL):
            content = file(published, address).read_bytes()
            assert int(str(graph.value(each, DCAT.byteSize))) == len(content)
            checksum = graph.value(each, SPDX.checksum)
            assert str(graph.value(checksum, SPDX.checksumValue)) == sha256(content).hexdigest()
    for name in (DCAT.landingPage, DCTERMS.conformsTo, FOAF.homepage):
        for address in graph.objects(None, name):
            assert not str(address).startswith(BASE) or file(published, address).is_file(), address


def test_every_file_of_the_data_is_in_the_catalogue(published: Path) -> None:
    graph, api = read(published), published / "api/v1"
    named = {file(published, address) for address in graph.objects(None, DCAT.downloadURL)}
    there = {path for path in api.rglob("*") if path.suffix in (".csv", ".xlsx", ".zip")}
    there |= {path for path, _ in documents(published)}
    own = {*(api / "package").glob("*.csv"), api / "index.json"}
    assert {path for path in named if api in path.parents} == there - own | {api / "package/datapackage.json"}
    assert len(of(graph, DCAT.Dataset)) > len(list(indicators(published)))
    laws = set(published.glob("*/*.akn.xml"))
    assert laws and laws <= named


def test_a_demonstration_says_so_and_has_no_licence_of_data(graph: Graph) -> None:
    city = URIRef(f"{BASE}api/v1/catalogue.ttl#astana")
    for language in LANGUAGES:
        mark = words_in(language)("unapproved.demonstration.mark")
        titles = [str(title) for title in graph.objects(city, DCTERMS.title) if title.language == language]  # type: ignore[attr-defined]
        assert titles[0].endswith(f"({mark})")
        assert mark in map(str, graph.objects(city, DCAT.keyword))
    for each in graph.objects(city, DCAT.distribution):
        assert graph.value(each, DCTERMS.license) is None
        told = {str(text) for text in graph.objects(graph.value(each, DCTERMS.rights))}
        assert any(text.startswith(words_in("ru")("terms.observed")) for text in told)
    text = URIRef(f"{BASE}api/v1/catalogue.ttl#astana/text")
    assert graph.value(text, DCTERMS.issued) is None, "nobody decided on it"
    for each in graph.objects(text, DCAT.distribution):
        assert str(graph.value(each, DCTERMS.license)).endswith("CC_BY_4_0")


def test_an_approved_strategy_names_the_day_of_its_decision(approved_site: Path) -> None:
    graph = read(approved_site)
    text = URIRef(f"{BASE}api/v1/catalogue.ttl#sample-1/text")
    assert str(graph.value(text, DCTERMS.issued)) == "2026-04-01"
    assert graph.value(text, DCTERMS.issued).datatype == XSD.date  # type: ignore[union-attr]
    for each in graph.objects(text, DCAT.distribution):
        assert graph.value(each, DCTERMS.license) is None, "an official document is no object of copyright"
    assert not set(graph.objects(None, DCAT.keyword))


def test_no_contact_is_told_where_none_is_known(graph: Graph) -> None:
    assert not list(graph.objects(None, DCAT.contactPoint))


@pytest.mark.parametrize(
    ("contact", "name", "written"),
    [
        ("a@x.example", VCARD.hasEmail, "mailto:a@x.example"),
        ("mailto:a@x.example", VCARD.hasEmail, "mailto:a@x.example"),
        ("https://x.example/report", VCARD.hasURL, "https://x.example/report"),
    ],
)
def test_a_contact_is_an_address_for_mail_or_on_the_web(contact: str, name: Node, written: str) -> None:
    resource = Resource("dcat:Dataset", tuple(catalogue.contact_point(contact)), Link(f"{BASE}x"))
    found = Graph().parse(data=turtle([resource]), format="turtle")
    (point,) = found.objects(None, DCAT.contactPoint)
    assert [str(value) for value in found.objects(point, name)] == [written]


def test_the_catalogue_is_of_the_day(graph: Graph) -> None:
    (top,) = of(graph, DCAT.Catalog)
    assert str(graph.value(top, DCTERMS.modified)) == TODAY.isoformat()


def test_addresses_are_absolute_where_the_site_has_one(sample_tree: Path, tmp_path: Path) -> None:
    """As if a catalogue without an address were read there."""
    tree, _ = load(sample_tree)
    own = sites.make(sample_tree, tree, TODAY)
    told: list[set[Node]] = []
    for base in ("", BASE):
        noted: dict[str, Noted] = {}
        pdf = ("sample-1/strategy.ru.pdf", b"PDF")
        for _ in noting([*files.open_data(own, base, tmp_path, Binder()).files(), pdf], noted):
            pass
        written = dict(catalogue.files(own, base, "", noted))["api/v1/catalogue.ttl"].decode()
        assert bool(base) == ("<../../" not in written)
        graph = Graph().parse(data=written, format="turtle", publicID=f"{BASE}api/v1/catalogue.ttl")
        told.append({subject for subject in graph.subjects() if isinstance(subject, URIRef)})
        (text,) = graph.subjects(DCAT.downloadURL, URIRef(f"{BASE}{pdf[0]}"))
        assert (URIRef(f"{BASE}api/v1/catalogue.ttl#sample-1/text"), DCAT.distribution, text) in graph
        assert str(graph.value(text, DCAT.byteSize)) == "3"
    assert told[0] == told[1]


def values() -> Iterator[st.SearchStrategy[Text | Literal | Link]]:
    # A surrogate is no character, and stands in no file that was read.
    texts = st.text(st.characters(exclude_categories=["Cs"]))
    yield st.builds(Text, texts, st.sampled_from(LANGUAGES))
    yield st.builds(Literal, texts)
    yield st.builds(lambda tail: Link(f"https://x.example/{tail}"), st.text("ab<>\"{}|^`\\ '%é"))


@given(st.lists(st.one_of(*values()), max_size=5))
def test_no_text_breaks_out_of_a_format(told: list[Text | Literal | Link]) -> None:
    properties = tuple(("dct:title", value) for value in told)
    resource = Resource("dcat:Dataset", properties, Link("https://x.example/"))
    first = Graph().parse(data=turtle([resource]), format="turtle")
    second = Graph().parse(data=jsonld([resource]), format="json-ld")
    assert isomorphic(first, second)
    texts = {value.content for value in told if not isinstance(value, Link)}
    assert texts <= {str(value) for value in first.objects()}
