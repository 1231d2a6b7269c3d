"""Loads the tree of `strategies/` into the frozen model, with every problem of form on the way.

Owns where each file lies. Must not judge content: whatever can be read is kept, so that one
faulty file hides no problem of another.
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from citystrategy.markdown import dialect
from citystrategy.model import (
    Actuals,
    Benchmark,
    City,
    Indicators,
    Model,
    Profile,
    Redirects,
    Register,
    Sources,
    Strategy,
)
from citystrategy.model.methodology import Methodology
from citystrategy.model.tree import ArchivedYear, ChapterText, CityFolder, Guide, SealedEdition, Tree
from citystrategy.problems.problem import Problem, nearest
from citystrategy.reading import markup, source
from citystrategy.reading.layout import layout
from citystrategy.reading.sealed import read_sealed
from citystrategy.reading.validation import Validated, validate
from citystrategy.words.words import LANGUAGES

M = TypeVar("M", bound=Model)

SUMS = "SHA256SUMS"
"""The digests of what was kept of a year, beside it: as `sha256sum --check` reads them."""
GUIDE_FILE = re.compile(r"^(?P<id>[a-z0-9-]+)\.(?P<language>kk|ru)\.md$")
PICTURES = "images"
"""The folder of pictures for the README and the guides; only what a guide names is published."""
PNG = b"\x89PNG\r\n\x1a\n"
FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)

EDITION_FILE = re.compile(r"^(?P<number>[1-9]\d{0,3})\.json$")
CHAPTER_FILE = re.compile(r"^[0-9][0-9]-(?P<id>[a-z0-9-]+)\.(?P<language>[a-z]{2})\.md$")


Kept = dict[tuple[Path, type[Model]], tuple[bytes, Validated[Any], list[Problem]]]
"""What YAML files held when they were read, what became of it, and its problems."""


def load(root: Path, kept: Kept | None = None) -> tuple[Tree, list[Problem]]:
    """The tree under `root/strategies` and all problems of form in it. Raises nothing.

    `kept` is what an earlier call has read: what is the same is not read again.
    """
    loader = _Loader(root, kept)
    tree = loader.tree()
    return tree, loader.problems


def names(folder: Path) -> frozenset[str]:
    """The names of everything that lies in a folder."""
    return frozenset(path.name for path in folder.iterdir()) if folder.is_dir() else frozenset()


class _Loader:
    """Reads one tree, collecting problems on the way."""

    def __init__(self, root: Path, kept: Kept | None) -> None:
        self.root = root
        self.kept = kept
        self.folder = root / "strategies"
        self.layout = layout(root)
        self.problems: list[Problem] = list(self.layout.problems)

    def tree(self) -> Tree:
        register = self.read(self.folder / "_cities.yml", Register)
        sources = self.read(self.folder / "_sources.yml", Sources)
        redirects = self.redirects(self.folder / "_redirects.yml")
        editions = [self.read(path, Methodology).content for path in self.files("_methodology")]
        methodologies = tuple(edition for edition in editions if edition)
        if not editions and self.folder / "_methodology" not in self.layout.meant:
            self.report("strategies/_methodology", "file-missing")
        strategies = tuple(self.strategies(register, methodologies)) if methodologies else ()
        benchmarks = [(path, self.read(path, Benchmark).content) for path in self.files("_benchmarks")]
        return Tree(
            cities=register.content.cities if register.content else (),
            sources=sources.content.sources if sources.content else (),
            broken_sources=sources.dropped if sources.content else None,
            methodologies=methodologies,
            strategies=strategies,
            benchmarks=tuple(
                (path.relative_to(self.root).as_posix(), benchmark)
                for path, benchmark in benchmarks
                if benchmark
            ),
            guides=tuple(self.guides()),
            pictures=dict(self.pictures()),
            redirects=redirects.redirects if redirects else (),
            years=tuple(self.years()),
        )

    def years(self) -> Iterator[ArchivedYear]:
        """What was kept of past years, the newest first."""
        for folder in reversed(self.layout.open(self.folder / "_archive")):
            if not folder.is_dir() or not folder.name.isdecimal():
                continue
            paths = [path for path in self.layout.open(folder) if path.is_file()]
            files = {path.name: path.read_bytes() for path in paths}
            listed = files.pop(SUMS, b"").decode("utf-8", "replace").splitlines()
            sums = {name: digest for digest, _, name in (line.partition("  ") for line in listed)}
            yield ArchivedYear(int(folder.name), folder.relative_to(self.root).as_posix(), files, sums)

    def redirects(self, path: Path) -> Redirects | None:
        """What was renamed; where nothing was, there need be no such file."""
        return self.read(path, Redirects).content if path in self.layout.open(self.folder) else None

    def report(self, path: str, code: str, **arguments: str | int) -> None:
        self.problems.append(Problem.at(path, 1, code, **arguments))

    def files(self, folder: str) -> list[Path]:
        """The YAML files that lie in a folder, in order of name."""
        paths = self.layout.open(self.folder / folder)
        return [path for path in paths if path.suffix == ".yml"]

    def read(self, path: Path, kind: type[M]) -> Validated[M]:
        """One YAML file as a model, its problems noted."""
        nothing: Validated[M] = Validated(None, [], frozenset())
        if not path.exists() and not path.is_symlink():
            if path not in self.layout.meant:
                self.report(path.relative_to(self.root).as_posix(), "file-missing")
            return nothing
        if self.kept is None:
            validated, problems = self.read_anew(path, kind)
        else:
            validated, problems = self.read_once(path, kind, self.kept)
        self.problems += problems
        return validated

    def read_once(self, path: Path, kind: type[M], kept: Kept) -> tuple[Validated[M], list[Problem]]:
        """The same as it was read before, where the file holds the same."""
        try:
            held = path.read_bytes()
        except OSError:
            return self.read_anew(path, kind)
        there = kept.get((path, kind))
        if there is None or there[0] != held:
            there = kept[path, kind] = held, *self.read_anew(path, kind)
        return there[1], there[2]

    def read_anew(self, path: Path, kind: type[M]) -> tuple[Validated[M], list[Problem]]:
        """A file as a model, and its problems."""
        document, problems = source.read_yaml(self.root, path)
        if document is None:
            return Validated(None, [], frozenset()), problems
        validated = validate(document, kind)
        return validated, [*problems, *markup.values(document), *validated.problems]

    def strategies(
        self, register: Validated[Register], methodologies: tuple[Methodology, ...]
    ) -> Iterator[CityFolder]:
        folders = {path.name for path in self.layout.open(self.folder) if path.is_dir()}
        if register.content is None:
            return
        cities = register.content.cities
        known = {city.slug for city in cities} | register.dropped
        for name in sorted(folders - known):
            if not name.startswith(("_", ".")):
                near = nearest(name, known)
                self.report(f"strategies/{name}", "city-unknown", city=name, nearest=near)
        for city in cities:
            if city.slug in folders and self.layout.whole(self.folder / city.slug):
                yield self.strategy(city, methodologies)

    def strategy(self, city: City, methodologies: tuple[Methodology, ...]) -> CityFolder:
        folder = self.folder / city.slug
        about = self.read(folder / "strategy.yml", Strategy)
        strategy = None if about.dropped else about.content
        indicators = self.read(folder / "indicators.yml", Indicators)
        years = list(self.actuals(f"{city.slug}/actuals"))
        profile = self.read(folder / "profile.yml", Profile)
        broken = [validated.dropped for _, validated in years] + [profile.dropped]
        chapters = tuple(self.chapters(folder / "chapters"))
        methodology = self.methodology(city, strategy, methodologies)
        return CityFolder(
            city=city,
            location=f"strategies/{city.slug}",
            strategy=strategy,
            methodology=methodology,
            indicators=indicators.content.indicators if indicators.content else (),
            broken_indicators=indicators.dropped if indicators.content else None,
            broken_values=frozenset().union(*broken)
            if all(validated.content for _, validated in years)
            else None,
            actuals=tuple((path, validated.content) for path, validated in years if validated.content),
            profile=profile.content,
            chapters=chapters,
            broken_chapters=self.unread(folder / "chapters", chapters, methodology),
            sealed=self.sealed(folder / "editions", methodologies),
        )

    def unread(
        self, folder: Path, chapters: tuple[ChapterText, ...], methodology: Methodology
    ) -> frozenset[str]:
        """The names of the chapters that lie there and are not read, which is told already."""
        if folder in self.layout.meant:
            return frozenset(
                chapter.file_name(language) for chapter in methodology.chapters for language in LANGUAGES
            )
        return names(folder) - {chapter.path.rsplit("/", 1)[-1] for chapter in chapters}

    def methodology(
        self, city: City, strategy: Strategy | None, methodologies: tuple[Methodology, ...]
    ) -> Methodology:
        for methodology in methodologies:
            if strategy and methodology.edition == strategy.methodology:
                return methodology
        if strategy:
            path = f"strategies/{city.slug}/strategy.yml"
            self.no_edition(path, str(strategy.methodology), methodologies)
        return methodologies[-1]

    def no_edition(self, path: str, edition: str, methodologies: tuple[Methodology, ...]) -> None:
        known = ", ".join(str(methodology.edition) for methodology in methodologies)
        self.report(path, "methodology-unknown", edition=edition, editions=known)

    def actuals(self, folder: str) -> Iterator[tuple[str, Validated[Actuals]]]:
        for path in self.files(folder):
            read = self.read(path, Actuals)
            name = path.relative_to(self.root).as_posix()
            if read.content and path.stem != str(read.content.year):
                self.report(name, "actuals-year", year=read.content.year, file=path.name)
            yield name, read

    def chapters(self, folder: Path) -> Iterator[ChapterText]:
        for path in self.layout.open(folder):
            name = CHAPTER_FILE.match(path.name)
            text, problems = source.read_text(self.root, path)
            self.problems += problems
            if text is None:
                continue
            identifier = name["id"] if name else path.name
            language = name["language"] if name and name["language"] in LANGUAGES else ""
            if self.readable(text.path, text.content):
                yield ChapterText(text.path, identifier, language, text.content)

    def readable(self, path: str, text: str, line: int = 0) -> bool:
        """Whether a text can be parsed in good time; it is reported where not."""
        tangled = dialect.tangled(text)
        if tangled:
            limits = {"most": dialect.MOST_OPEN, "headings": dialect.MOST_HEADINGS}
            self.problems.append(Problem.at(path, line or tangled, "markup-tangled", **limits))
        return not tangled

    def guides(self) -> Iterator[Guide]:
        """The pages about the site; what else lies beside them would be published as it is."""
        folder = self.root / "docs"
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            name = GUIDE_FILE.match(path.name)
            if name is None:
                if not path.name.startswith(".") and not (path.is_dir() and path.name == PICTURES):
                    near = nearest(path.name, (guide.name for guide in folder.glob("*.??.md")))
                    shown = ascii(path.name).strip("'") if not path.name.isprintable() else path.name
                    self.report("docs", "file-unknown", file=shown, nearest=near)
                continue
            text, problems = source.read_text(self.root, path)
            self.problems += problems
            if text and self.readable(text.path, text.content):
                front = FRONT_MATTER.match(text.content)
                settings = front[0] if front else ""
                content = "\n" * settings.count("\n") + text.content[len(settings) :]
                yield Guide(text.path, name["id"], name["language"], content, "\ntemplate:" in settings)

    def pictures(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """The size of each picture of the guides; what is no picture is missed where it is named."""
        folder = self.root / "docs" / PICTURES
        for path in sorted(folder.glob("*.png")):
            head = self.head(path) if path.is_file() and not path.is_symlink() else b""
            if head[:8] == PNG and head[12:16] == b"IHDR":
                width, height = struct.unpack(">II", head[16:24])
                yield path.name, (width, height)

    def head(self, path: Path) -> bytes:
        """The bytes of a picture that tell its size; none, and a problem, where it cannot be read."""
        try:
            with path.open("rb") as file:
                return file.read(24)
        except OSError as error:
            reason = error.strerror or ""
            self.report(path.relative_to(self.root).as_posix(), "unreadable", reason=reason)
            return b""

    def sealed(self, folder: Path, methodologies: tuple[Methodology, ...]) -> tuple[SealedEdition, ...]:
        editions: list[SealedEdition] = []
        for path in self.layout.open(folder):
            name = EDITION_FILE.match(path.name)
            if name is None:
                self.report(path.relative_to(self.root).as_posix(), "edition-unknown", file=path.name)
                continue
            text, problems = source.read_text(self.root, path)
            self.problems += problems
            if text is None:
                continue
            content = read_sealed(text.content)
            if content and not all(self.readable(text.path, chapter, 1) for chapter in content.texts()):
                continue
            named = (
                methodology
                for methodology in methodologies
                if content and str(methodology.edition) == content.methodology
            )
            methodology = next(named, None)
            if content and not methodology:
                self.no_edition(text.path, content.methodology, methodologies)
            number = int(name["number"])
            editions.append(
                SealedEdition(text.path, number, text.content, content, methodology or methodologies[-1])
            )
        return tuple(sorted(editions, key=lambda edition: edition.number))
