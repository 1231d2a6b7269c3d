"""All data in one ZIP archive, the same bytes for the same content, with a text that explains it.

Owns what lies in the archive and the form of its entries. Nothing is in it that is not published on its own;
workbooks are not: they hold the same again.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping

from citystrategy import addresses
from citystrategy.facts import terms, unapproved
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words, words_in

LEVEL = 6
MODE = 0o644 << 16
"""A file that all may read, as archives write it."""
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that the format knows: the day of the data stands in the files."""
WHOLE = (f"{addresses.ALL}.", f"{addresses.PACKAGE}/", f"{addresses.API}/schema/", addresses.CITIES)
"""What the addresses of the files in the archive begin with."""


def content(site: Site, base: str, published: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is to lie in the archive of what is published, files by their path in the site.

    `base` is the address of the site with a slash at its end, or empty where that is not known.
    """
    found = {f"README.{code}.txt": readme(site, base, words_in(code)).encode() for code in LANGUAGES}
    for path, file in sorted(published.items()):
        if path.startswith(WHOLE):
            found[path.removeprefix(f"{addresses.API}/")] = file
    return found


def archive(content: Mapping[str, bytes]) -> bytes:
    """An archive of files by their names in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as file_of_all:
        for name, file in content.items():
            entry = zipfile.ZipInfo(name, BEGINNING)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, MODE
            file_of_all.writestr(entry, file)
    return made.getvalue()


def readme(site: Site, base: str, words: Words) -> str:
    """What the archive holds, of which day, what is not approved, and on which terms."""
    return "\n\n".join(_paragraphs(site, base, words)) + "\n"


def _paragraphs(site: Site, base: str, words: Words) -> Iterator[str]:
    yield words("data.of_all")
    yield words("data.archive.about", date=site.today)
    yield from unapproved.listed(site.tree.strategies, words)
    yield f"{words('data.readme.terms')}. {terms.of_data(site.tree.strategies, words)}"
    parts = ("json", "csv", "package", "cities", "schema", "metadata")
    yield "\n".join(f"- {words(f'data.archive.files.{part}')}" for part in parts)
    if base:
        yield f"{words('data.readme.address')}: {base}{addresses.page('data/', words.language)}"
