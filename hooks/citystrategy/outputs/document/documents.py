"""The documents of all strategies, made beside the build: each takes longer than a hundred pages.

Owns what of a city decides its document, which is the name under which the cache keeps it. Must not know
what stands in a document.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from citystrategy import addresses
from citystrategy.cache import Cache, maker, program
from citystrategy.facts.document import cited_sources
from citystrategy.method.standing import Standing, standing_on
from citystrategy.model import Source
from citystrategy.model.tree import ChapterText, CityFolder
from citystrategy.outputs.binder import Binder, Task
from citystrategy.outputs.document.content import content
from citystrategy.outputs.typesetting import press
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words, number, words_in

TEMPLATE = Path(__file__).parent / "document.typ"
MEGABYTE = 1_000_000
WEIGHT = 10_000
"""How long a document takes, in rows of a workbook: pages wait for it, so it comes first."""


@dataclass(frozen=True)
class Commission:
    """What a document is made of."""

    folder: CityFolder
    day: date
    sources: dict[str, Source]
    base: str
    """Address of the site, or empty."""
    language: str


@dataclass(frozen=True)
class Made:
    """What is told of a document."""

    path: str
    """Where it stands in the site."""
    length: int
    """Bytes."""
    sheets: int

    def told(self, words: Words) -> str:
        """How many sheets it has, and how large it is."""
        size = max(0.1, self.length / MEGABYTE)
        return words("document.size", sheets=self.sheets, size=number(size, 1))


def document(commission: Commission) -> tuple[bytes, int]:
    """The PDF of a strategy in one language, and how many sheets it has."""
    words = words_in(commission.language)
    slug, base = commission.folder.city.slug, commission.base
    address = f"{base}{addresses.page(f'{slug}/', commission.language)}" if base else ""
    standing = standing_on(commission.folder, commission.day)
    given = content(standing, commission.sources, base, address, words)
    return press.compact(press.pdf_anywhere(TEMPLATE, given))


class Documents:
    """The documents of a site, which the binder makes."""

    def __init__(self, site: Site, base: str, folder: Path, binder: Binder) -> None:
        self.binder = binder
        self.paths: list[str] = []
        self.told: dict[str, Made] = {}
        kept = Cache(folder, maker([*program(), *press.makers()], ("typst", "pikepdf", "pydantic", "PyYAML")))
        kept.sweep()
        for language in LANGUAGES:
            for slug, standing in site.standings.items():
                path = addresses.document(slug, language)
                commission = _commission(standing, site, base, language)
                self.paths.append(path)
                name = kept.name("document", *_inputs(commission, site.root))
                binder.want(path, kept, name, partial(Task, _bound, commission, WEIGHT))

    def get(self, slug: str, language: str) -> Made:
        """What is told of the document of a city in a language; waits for one that is not finished."""
        path = addresses.document(slug, language)
        if path not in self.told:
            sheets, content = _parted(self.binder.content(path))
            self.told[path] = Made(path, len(content), sheets)
        return self.told[path]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path and content of every document."""
        for path in self.paths:
            yield path, _parted(self.binder.content(path))[1]


def _bound(commission: Commission) -> bytes:
    """How many sheets a document has, in a line of its own, and the document. The work of a process."""
    content, sheets = document(commission)
    return b"%d\n%s" % (sheets, content)


def _parted(bound: bytes) -> tuple[int, bytes]:
    sheets, _, content = bound.partition(b"\n")
    return int(sheets), content


def _commission(standing: Standing, site: Site, base: str, language: str) -> Commission:
    """What a process of its own is given: of the chapters only what was read, not what was made of it."""
    folder = standing.folder
    chapters = tuple(ChapterText(text.path, text.id, text.language, text.content) for text in folder.chapters)
    sources = cited_sources(standing, site.sources, language)
    return Commission(replace(folder, chapters=chapters), site.today, sources, base, language)


def _inputs(commission: Commission, root: Path) -> Iterator[str]:
    """Everything that decides a document beside the program."""
    folder = commission.folder
    yield from (commission.language, commission.base, commission.day.isoformat())
    yield folder.city.model_dump_json()
    yield from (source.model_dump_json() for source in commission.sources.values())
    order = root / f"strategies/_methodology/{folder.methodology.edition}.yml"
    files = sorted(path for path in (root / folder.location).rglob("*") if path.is_file())
    for path in (order, *files):
        yield f"{path.relative_to(root).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"
