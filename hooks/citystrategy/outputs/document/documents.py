"""The documents of all strategies, in processes beside the build: each takes longer than a hundred pages.

Owns what of a city decides its document, which is the name under which the cache keeps it. Must not know
what stands in a document.
"""

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from citystrategy import addresses
from citystrategy.cache import Cache, maker, program
from citystrategy.facts.document import cited_sources
from citystrategy.method.standing import Standing, standing_on
from citystrategy.model import Source
from citystrategy.model.tree import ChapterText, CityFolder
from citystrategy.outputs.document.content import content
from citystrategy.outputs.typesetting import press
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words, number, words_in

TEMPLATE = Path(__file__).parent / "document.typ"
MEGABYTE = 1_000_000


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
    """A document."""

    path: str
    """Where it stands in the site."""
    content: bytes
    sheets: int

    def told(self, words: Words) -> str:
        """How many sheets it has, and how large it is."""
        size = max(0.1, len(self.content) / MEGABYTE)
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
    """The documents of a site; those that the cache lacks are begun at once."""

    def __init__(self, site: Site, base: str, folder: Path) -> None:
        made_by = maker([*program(), *press.makers()], ("typst", "pikepdf", "pydantic", "PyYAML"))
        self.kept = Cache(folder, made_by)
        self.kept.sweep()
        self.ready: dict[str, Made] = {}
        self.begun: dict[str, tuple[str, Future[tuple[bytes, int]]]] = {}
        wanted: dict[str, tuple[str, Commission]] = {}
        for language in LANGUAGES:
            for slug, standing in site.standings.items():
                path = addresses.document(slug, language)
                commission = _commission(standing, site, base, language)
                name = self.kept.name("document", *_inputs(commission, site.root))
                kept = self.kept.get(name)
                if kept is None:
                    wanted[path] = (name, commission)
                else:
                    self.ready[path] = _read(path, kept)
        self._begin(wanted)

    def _begin(self, wanted: dict[str, tuple[str, Commission]]) -> None:
        if not wanted:
            return
        # One core renders the pages meanwhile.
        workers = min(len(wanted), max(1, (os.cpu_count() or 1) - 1))
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        for path, (name, commission) in wanted.items():
            self.begun[path] = (name, pool.submit(document, commission))
        pool.shutdown(wait=False)

    def get(self, slug: str, language: str) -> Made:
        """The document of a city in a language; waits for one that is not finished."""
        path = addresses.document(slug, language)
        if path not in self.ready:
            name, future = self.begun.pop(path)
            made, sheets = future.result()
            self.kept.put(name, b"%d\n%s" % (sheets, made))
            self.ready[path] = Made(path, made, sheets)
        return self.ready[path]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path and content of every document."""
        for path in (*self.ready, *self.begun):
            slug, _, name = path.partition("/")
            yield path, self.get(slug, name.split(".")[1]).content


def _read(path: str, kept: bytes) -> Made:
    sheets, _, made = kept.partition(b"\n")
    return Made(path, made, int(sheets))


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
