"""What the catalogue calls things by: addresses of its own resources, and those of public vocabularies.

Owns the addresses of everything that is told, which stay, and which vocabulary's entry stands for what here.
"""

from collections.abc import Collection

from citystrategy import addresses

AUTHORITY = "http://publications.europa.eu/resource/authority"
KAZAKHSTAN = f"{AUTHORITY}/country/KAZ"
PUBLIC = f"{AUTHORITY}/access-right/PUBLIC"
THEMES = f"{AUTHORITY}/data-theme"
LANGUAGE = {"kk": f"{AUTHORITY}/language/KAZ", "ru": f"{AUTHORITY}/language/RUS"}
CC_BY = f"{AUTHORITY}/licence/CC_BY_4_0"
LAW_STANDARD = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
PACKAGE_STANDARD = "https://specs.frictionlessdata.io/tabular-data-package/"
MEDIA = "https://www.iana.org/assignments/media-types"
COMMON = ("GOVE", "REGI")
"""Themes of every dataset: the public sector; regions and cities."""
THEME = {
    "creative-economy": "ECON",
    "human-development": "SOCI",
    "environment": "ENVI",
    "smart-city": "TECH",
}
"""The theme of a direction of the order, beyond the common ones."""
FORMS = {
    ".csv": ("text/csv", "CSV"),
    ".json": ("application/json", "JSON"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ".zip": ("application/zip", "ZIP"),
    ".pdf": ("application/pdf", "PDF"),
    ".akn.xml": ("application/akn+xml", "XML"),
    "/": ("text/html", "HTML"),
}
"""Media type, and file type of the European vocabulary, by the end of an address."""


def own(name: str) -> str:
    """The path of a resource of the catalogue; the Turtle file is where its name leads to."""
    return f"{addresses.CATALOGUE}.ttl#{name}"


def place(slug: str) -> str:
    """A city as a place."""
    return own(f"places/{slug}")


def source(name: str) -> str:
    """A source of values."""
    return own(f"sources/{name}")


def terms(statuses: Collection[str], observed: bool = True) -> str:
    """The terms of data, or of texts alone, of strategies that have these statuses."""
    return own("-".join(("terms/data" if observed else "terms/text", *sorted(statuses))))


def theme(direction: str = "") -> list[str]:
    """The themes of an indicator by its direction, or those of all."""
    there = (*COMMON, *filter(None, (THEME.get(direction),)))
    return [f"{THEMES}/{name}" for name in there]
