"""All files of the open data: which there are, and how each is made from the others.

Owns the whole tree under `api/`. What is small is made at once; workbooks and pictures of charts are wanted
from the binder. Must not know MkDocs.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.cache import Cache
from citystrategy.charts import pictures
from citystrategy.charts.plot import is_drawn
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.outputs import archive, chart_pictures, csvw, feed, icalendar, package, search
from citystrategy.outputs.api.city import CitiesDocument, CityDocument, cities_document, city_document
from citystrategy.outputs.api.comparison import comparison_document
from citystrategy.outputs.api.everything import values_document
from citystrategy.outputs.api.index import DOCUMENTS, index_document, schema
from citystrategy.outputs.api.indicator import IndicatorDocument, indicator_document
from citystrategy.outputs.api.record import Document
from citystrategy.outputs.binder import Binder, Task, made_by
from citystrategy.outputs.sheets import About, book, rows, titles
from citystrategy.outputs.tables import MARK, TableRow, for_spreadsheets
from citystrategy.outputs.workbook import Book, workbook
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, words_in

PICTURE = 400
"""How long a picture takes, in rows of a workbook."""
Tables = dict[str, tuple[TableRow, ...]]
"""Rows by language."""


@dataclass(frozen=True)
class OpenData:
    """The files of one build."""

    base: str
    """Address of the site with a slash at its end, or empty where that is not known."""
    ready: Mapping[str, bytes]
    """Content of every file that is made at once, by its path in the site."""
    bound: Sequence[str]
    """Paths of the files that the binder makes."""
    binder: Binder
    kept: Cache

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file: its path in the site and its content. Waits for what takes long."""
        yield from self.ready.items()
        for path in self.bound:
            content = self.binder.content(path)
            if path.endswith(".svg"):
                drawn, picture = pictures.parted(content)
                yield path, drawn
                yield f"{path.removesuffix('.svg')}.png", picture
            else:
                yield path, content
        self.kept.sweep()


def open_data(site: Site, base: str, folder: Path, binder: Binder) -> OpenData:
    """Makes the files, but for those that the binder is asked for; `folder` keeps them for the next build.

    `base` is the address of the site with a slash at its end, or empty where that is not known.
    """
    maker = _Maker(site, Place(base), Cache(folder, made_by()), binder)
    for standing in site.standings.values():
        maker.city(standing)
    maker.whole()
    return OpenData(base, maker.ready, maker.bound, binder, maker.kept)


class _Maker:
    """Collects the files of one build."""

    def __init__(self, site: Site, place: Place, kept: Cache, binder: Binder) -> None:
        self.site, self.place, self.kept, self.binder = site, place, kept, binder
        self.bound: list[str] = []
        self.ready: dict[str, bytes] = {}
        self.tables: dict[tuple[str, str], Tables] = {}
        self.lines: dict[str, list[str]] = {code: [] for code in LANGUAGES}
        self.cities: list[str] = []
        self.city_documents: list[CityDocument] = []
        self.documents: list[IndicatorDocument] = []

    def city(self, standing: Standing) -> None:
        """The files of a city and of its indicators."""
        slug = standing.folder.city.slug
        stem = addresses.city(slug)
        names: list[str] = []
        lines: dict[str, list[str]] = {code: [] for code in LANGUAGES}
        for progress in standing.progress:
            names.append(self.indicator(standing, progress, lines))
        about, worded = About.of_city(standing, self.place), csvw.any_worded(standing)
        for code in LANGUAGES:
            self.table(stem, code, "".join(lines[code]), about, worded)
            self.lines[code] += lines[code]
        place = self.place.at(f"{stem}.json")
        document = city_document(standing, self.site.rulings[slug], self.site.sources, place)
        self.city_documents.append(document)
        written = self.document(f"{stem}.json", document)
        name = self.kept.name(written, *names)
        self.workbook(stem, name, lambda: book(about, self.of_city(standing)))
        self.cities.append(name)

    def indicator(self, standing: Standing, progress: Progress, lines: dict[str, list[str]]) -> str:
        """The files of an indicator, whose lines are added to those of the city; the key of their content."""
        stem = addresses.indicator(standing.folder.city.slug, progress.indicator.id)
        document = indicator_document(standing, progress, self.site.sources, self.place.at(f"{stem}.json"))
        self.documents.append(document)
        name = self.kept.name(self.document(f"{stem}.json", document))
        about, worded = About.of_indicator(standing, progress, self.place), csvw.worded(progress.indicator)
        for code in LANGUAGES:
            text = self.kept.text(
                self.kept.name("lines", code, name),
                lambda code=code: for_spreadsheets(  # type: ignore[misc]
                    row.cells for row in self.rows(standing, progress)[code]
                ),
            )
            lines[code].append(text)
            self.table(stem, code, text, about, worded)
        self.workbook(stem, name, lambda: book(about, self.rows(standing, progress)))
        if is_drawn(progress):
            for code in LANGUAGES:
                self.picture(stem, name, standing, progress, code)
        return name

    def whole(self) -> None:
        """The files of all cities together, and those that explain the others."""
        about = About.of_all(self.site, self.place)
        worded = any(map(csvw.any_worded, self.site.standings.values()))
        for code in LANGUAGES:
            self.table(addresses.ALL, code, "".join(self.lines[code]), about, worded)
        name = self.kept.name(str(self.site.today), self.place.base, *self.cities)
        self.workbook(addresses.ALL, name, lambda: book(about, self.of_all()))
        cities = cities_document(self.site, self.place.at(addresses.CITIES))
        self.document(addresses.CITIES, cities)
        path = f"{addresses.ALL}.json"
        self.document(path, values_document(self.site, self.documents, self.place.at(path)))
        self.document(addresses.INDEX, index_document(self.site, self.place.at(addresses.INDEX)))
        for recommended in self.site.tree.recommended:
            path = addresses.comparison(recommended.id)
            self.document(path, comparison_document(self.site, recommended, self.place.at(path)))
        for kind in DOCUMENTS:
            path = addresses.schema(kind)
            identifier = self.place.link(path) if self.place.base else ""
            self.ready[path] = _json(schema(kind, identifier))
        self.ready |= {path: text.encode() for path, text in csvw.schemas()}
        self.package(cities)
        self.archive()
        self.ready |= dict(icalendar.files(self.site, self.place.base))
        self.ready |= dict(feed.files(self.site, self.place.base))
        self.ready |= dict(search.files(self.site, self.kept))

    def package(self, cities: CitiesDocument) -> None:
        """The data package, kept as one text."""
        sources = self.site.sources.values()
        name = self.kept.name(
            "package",
            cities.model_dump_json(),
            *(source.model_dump_json() for source in sources),
            *self.cities,
        )
        kept = self.kept.text(
            name,
            lambda: json.dumps(
                dict(
                    package.files(
                        cities, sources, self.city_documents, self.documents, self.site.tree.strategies
                    )
                )
            ),
        )
        self.ready |= {path: content.encode() for path, content in json.loads(kept).items()}

    def archive(self) -> None:
        """The archive of all data."""
        content = archive.content(self.site, self.place.base, self.ready)
        name = self.kept.name("archive", *(sha256(file).hexdigest() for file in content.values()))
        kept = self.kept.get(name)
        if kept is None:
            kept = archive.archive(content)
            self.kept.put(name, kept)
        self.ready[f"{addresses.ALL}.zip"] = kept

    def workbook(self, stem: str, name: str, make: Callable[[], Book]) -> None:
        """Wants a workbook whose content has a name."""

        def task() -> Task:
            made = make()
            return Task(workbook, made, sum(len(sheet.rows) for sheet in made.sheets))

        self.want(f"{stem}.xlsx", self.kept.name("workbook", name), task)

    def picture(self, stem: str, name: str, standing: Standing, progress: Progress, code: str) -> None:
        """Wants the chart of an indicator, whose content has a name, as a picture in a language."""

        def task() -> Task:
            drawn = chart_pictures.drawn(standing, progress, self.site.sources, words_in(code), self.place)
            return Task(pictures.both, drawn, PICTURE)

        self.want(f"{stem}.{code}.svg", self.kept.name("picture", code, self.place.base, name), task)

    def want(self, path: str, name: str, task: Callable[[], Task]) -> None:
        """Wants a file of the binder."""
        self.bound.append(path)
        self.binder.want(path, self.kept, name, task)

    def document(self, path: str, document: Document) -> str:
        """Adds a document; its text."""
        written = document.model_dump_json(by_alias=True, indent=2)
        self.ready[path] = f"{written}\n".encode()
        return written

    def table(self, stem: str, code: str, lines: str, about: About, worded: bool) -> None:
        """Adds a table in a language with its metadata; `worded` where some of its values are words."""
        head = for_spreadsheets([titles(words_in(code))])
        self.ready[f"{stem}.{code}.csv"] = f"{MARK}{head}{lines}".encode()
        described = csvw.metadata(about, stem, code, worded)
        self.ready[f"{stem}.{code}.csv-metadata.json"] = csvw.text(described).encode()

    def rows(self, standing: Standing, progress: Progress) -> Tables:
        """The rows of an indicator, made once."""
        name = (standing.folder.city.slug, progress.indicator.id)
        if name not in self.tables:
            self.tables[name] = {
                code: tuple(rows(standing, progress, self.site.sources, words_in(code))) for code in LANGUAGES
            }
        return self.tables[name]

    def of_city(self, standing: Standing) -> Tables:
        """The rows of a city."""
        parts = [self.rows(standing, progress) for progress in standing.progress]
        return {code: tuple(row for part in parts for row in part[code]) for code in LANGUAGES}

    def of_all(self) -> Tables:
        """The rows of all cities."""
        parts = [self.of_city(standing) for standing in self.site.standings.values()]
        return {code: tuple(row for part in parts for row in part[code]) for code in LANGUAGES}


def _json(content: object) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()
