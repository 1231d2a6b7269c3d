"""The catalogue as a whole: the datasets, and what they refer to – publisher, places, sources, terms.

Owns which resources there are, and the files. It is the last thing to be made: it tells size and checksum of
all others.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.facts.bilingual import bilingual
from citystrategy.facts.terms import in_both
from citystrategy.model import City, Source
from citystrategy.outputs.api.index import DOCUMENTS
from citystrategy.outputs.catalogue.datasets import Datasets
from citystrategy.outputs.catalogue.described import statuses
from citystrategy.outputs.catalogue.distributions import Files, Noted
from citystrategy.outputs.catalogue.graph import (
    Properties,
    Resource,
    flat,
    links,
    literal,
    parts,
    resource,
    texts,
)
from citystrategy.outputs.catalogue.jsonld import jsonld
from citystrategy.outputs.catalogue.names import (
    CC_BY,
    KAZAKHSTAN,
    LANGUAGE,
    LAW_STANDARD,
    PACKAGE_STANDARD,
    THEMES,
    own,
    place,
    source,
    terms,
)
from citystrategy.outputs.catalogue.turtle import turtle
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words


def files(site: Site, base: str, contact: str, noted: Mapping[str, Noted]) -> Iterator[tuple[str, bytes]]:
    """Path and content of the catalogue in each format.

    `base` is the address of the site with a slash at its end, or empty where that is not known, `contact`
    an address for mail or on the web, or empty; `noted` are all files that are published.
    """
    here = Files(noted, Place(base, f"{addresses.CATALOGUE}.ttl"))
    every = tuple(flat(resources(site, here, contact)))
    yield f"{addresses.CATALOGUE}.ttl", turtle(every).encode()
    yield f"{addresses.CATALOGUE}.jsonld", jsonld(every).encode()


def resources(site: Site, here: Files, contact: str) -> Iterator[Resource]:
    """The catalogue, its datasets, and what they refer to."""
    datasets = tuple(Datasets(site, here, tuple(contact_point(contact))).every())
    named = [each.link.address for each in datasets if each.link]
    yield resource(
        "dcat:Catalog",
        texts("dct:title", bilingual(lambda words: words("data.catalogue.title"))),
        texts("dct:description", bilingual(lambda words: words("data.catalogue.about"))),
        links("dct:publisher", here.address(own("publisher"))),
        links("foaf:homepage", here.address("")),
        links("dct:language", *LANGUAGE.values()),
        links("dct:spatial", KAZAKHSTAN),
        links("dcat:themeTaxonomy", THEMES),
        literal("dct:modified", site.today, "xsd:date"),
        links("dct:rights", here.address(terms(statuses(site.tree.strategies)))),
        links("dcat:dataset", *named),
        link=here.address(own("catalogue")),
    )
    yield from datasets
    yield from _referred(site, here)


def contact_point(address: str) -> Properties:
    """To whom to write: an address for mail, or on the web; nothing where there is none."""
    if not address:
        return
    written = address if ":" in address else f"mailto:{address}"
    how = "vcard:hasEmail" if written.startswith("mailto:") else "vcard:hasURL"
    name = texts("vcard:fn", bilingual(lambda words: words("site.title")))
    yield from parts("dcat:contactPoint", resource("vcard:Kind", name, links(how, written)))


def _referred(site: Site, here: Files) -> Iterator[Resource]:
    name = texts("foaf:name", bilingual(lambda words: words("site.title")))
    home = links("foaf:homepage", here.address(""))
    yield resource("foaf:Agent", name, home, link=here.address(own("publisher")))
    yield from (_place(standing.folder.city, here) for standing in site.standings.values())
    yield from (_source(each, here) for each in site.tree.sources)
    yield from _terms(site, here)
    yield from _standards(here)
    yield resource("dct:LicenseDocument", literal("dct:title", "CC BY 4.0"), link=CC_BY)


def _place(city: City, here: Files) -> Resource:
    where = city.coordinates
    point = f"POINT({where.longitude} {where.latitude})"
    return resource(
        "dct:Location",
        texts("skos:prefLabel", city.name),
        literal("dcat:centroid", point, "geo:wktLiteral"),
        link=here.address(place(city.slug)),
    )


def _source(told: Source, here: Files) -> Resource:
    unexamined = texts("rdfs:label", bilingual(lambda words: words("terms.unexamined")))
    return resource(
        "prov:Entity",
        texts("dct:title", told.title),
        links("foaf:page", told.url),
        parts("dct:rights", resource("dct:RightsStatement", unexamined)),
        link=here.address(source(told.id)),
    )


def _standards(here: Files) -> Iterator[Resource]:
    """What files conform to: the schemas of documents and of tables, and public standards."""
    own = [addresses.schema(kind) for kind in DOCUMENTS]
    own += [addresses.table_schema(code, worded) for code in LANGUAGES for worded in (False, True)]
    named = {here.address(path): path.rpartition("/")[2] for path in own}
    named |= {LAW_STANDARD: "Akoma Ntoso 3.0", PACKAGE_STANDARD: "Tabular Data Package"}
    for address, title in named.items():
        yield resource("dct:Standard", literal("dct:title", title), link=address)


def _terms(site: Site, here: Files) -> Iterator[Resource]:
    """The terms of every group of strategies that a dataset is about, and those of texts alone."""
    strategies = site.tree.strategies
    by_status = {folder.strategy.status: folder for folder in strategies if folder.strategy}
    groups = {
        terms(statuses(group)): group for group in (strategies, *((folder,) for folder in by_status.values()))
    }
    for path, folders in groups.items():
        said = texts("rdfs:label", in_both(folders))
        yield resource("dct:RightsStatement", said, link=here.address(path))
    for status in by_status:
        path = terms([status], observed=False)
        said = texts("rdfs:label", bilingual(partial(_of_text, status)))
        yield resource("dct:RightsStatement", said, link=here.address(path))


def _of_text(status: str, words: Words) -> str:
    return words(f"terms.{status}")
