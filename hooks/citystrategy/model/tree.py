"""The tree of `strategies/` as a whole: the registers, and what lies in each city's folder.

Owns how the files belong together. Must not read them, nor judge what they say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from citystrategy.markdown.document import Heading, ParsedText
from citystrategy.model.actuals import Actuals
from citystrategy.model.benchmarks import Benchmark
from citystrategy.model.edition import Sealed
from citystrategy.model.indicators import Indicator
from citystrategy.model.methodology import Chapter, Methodology, Recommended
from citystrategy.model.profile import Profile
from citystrategy.model.registers import City, Redirect, Source
from citystrategy.model.strategy import Strategy

Referent = tuple[str, str, int | None]
"""Name, id and year of a reference."""


@dataclass(frozen=True)
class ChapterText:
    """One chapter in one language."""

    path: str
    id: str
    """Chapter of the methodology."""
    language: str
    content: str

    @cached_property
    def document(self) -> ParsedText:
        """The chapter as it is read, checked and published."""
        return ParsedText(self.content)

    def column(self, line: int, written: str) -> int:
        """The column in a line where something first stands, from 1; 0 where it is written otherwise."""
        return self.content.split("\n")[line - 1].find(written) + 1

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the chapter."""
        return self.document.headings


@dataclass(frozen=True)
class Guide(ChapterText):
    """A page about the site in one language; its settings stand before its text."""

    made: bool = False
    """Whether a template adds headings of its own, whose anchors nobody can know here."""


@dataclass(frozen=True)
class SealedEdition:
    """One edition as it was sealed: `editions/<number>.json`."""

    path: str
    number: int
    text: str
    """The file, whose digest is the seal."""
    content: Sealed | None
    """What it holds; None where it is no such file, which stops a build."""
    methodology: Methodology
    """Edition of the order that it follows, or the newest one."""


@dataclass(frozen=True)
class CityFolder:
    """Everything that lies in one city's folder."""

    city: City
    location: str
    """Path of the folder, relative to the project's root."""
    strategy: Strategy | None
    """`strategy.yml`; None only where that file has problems, which stop a build."""
    methodology: Methodology
    """Edition of the order that the strategy names, or the newest one."""
    indicators: tuple[Indicator, ...]
    broken_indicators: frozenset[str] | None
    """Ids of indicators that could not be read; None where the whole file could not."""
    broken_values: frozenset[str] | None
    """Ids of indicators and series with values that could not be read; None where a file could not."""
    actuals: tuple[tuple[str, Actuals], ...]
    """Path and observed values of each year, in order of year."""
    profile: Profile | None
    chapters: tuple[ChapterText, ...]
    broken_chapters: frozenset[str] = frozenset()
    """Names of files in `chapters/` that could not be read."""
    sealed: tuple[SealedEdition, ...] = ()
    """Sealed editions, in order of number."""

    @property
    def unapproved(self) -> str | None:
        """`draft` or `demonstration`; None where the strategy is approved."""
        return self.strategy.status if self.strategy and self.strategy.status != "approved" else None

    def path(self, name: str) -> str:
        """Path of a file of this folder."""
        return f"{self.location}/{name}"

    def indicator(self, identifier: str) -> Indicator | None:
        """The indicator of that id."""
        return next((indicator for indicator in self.indicators if indicator.id == identifier), None)

    def chapter(self, identifier: str, language: str) -> ChapterText | None:
        """A chapter in a language."""
        wanted = (identifier, language)
        return next((chapter for chapter in self.chapters if (chapter.id, chapter.language) == wanted), None)


@dataclass(frozen=True)
class ArchivedYear:
    """What the site said at the end of a year: files that are published as they are and never made again."""

    year: int
    path: str
    """Folder, from the root."""
    files: Mapping[str, bytes]
    """Content of each file by its name."""
    sums: Mapping[str, str]
    """SHA-256 that each file had when it was kept, by its name."""

    @property
    def cities(self) -> tuple[str, ...]:
        """The cities of which something was kept."""
        return tuple(name.removesuffix(".json") for name in self.files if name.endswith(".json"))


@dataclass(frozen=True)
class Tree:
    """All strategies with the registers they stand on."""

    cities: tuple[City, ...]
    sources: tuple[Source, ...]
    broken_sources: frozenset[str] | None
    """Ids of sources that could not be read; None where the whole file could not."""
    methodologies: tuple[Methodology, ...]
    """Editions of the order, the newest last."""
    strategies: tuple[CityFolder, ...]
    """Strategies, in the order of the register."""
    benchmarks: tuple[tuple[str, Benchmark], ...] = ()
    """Path and content of each benchmark, in order of name."""
    guides: tuple[Guide, ...] = ()
    """The pages about the site, in order of name."""
    pictures: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Width and height in pixels of each picture in `docs/images`, by its file."""
    redirects: tuple[Redirect, ...] = ()
    """Pages and sections that were renamed."""
    years: tuple[ArchivedYear, ...] = ()
    """What was kept of past years, the newest first."""

    @cached_property
    def former_anchors(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The anchors that sections had before, by address of the page and the anchor that they have now."""
        former: dict[str, dict[str, tuple[str, ...]]] = {}
        for redirect in self.redirects:
            page, _, anchor = redirect.old.partition("#")
            if anchor:
                sections = former.setdefault(page, {})
                now = redirect.new.partition("#")[2]
                sections[now] = (*sections.get(now, ()), anchor)
        return former

    @property
    def recommended(self) -> tuple[Recommended, ...]:
        """What any edition of the order recommends: the newest one's first, then what only others have."""
        by_id: dict[str, Recommended] = {}
        for order in reversed(self.methodologies):
            for recommended in order.recommended_indicators:
                by_id.setdefault(recommended.id, recommended)
        return tuple(by_id.values())

    @property
    def directions(self) -> tuple[Chapter, ...]:
        """The strategic directions of any edition of the order, in the same sequence."""
        by_id: dict[str, Chapter] = {}
        for order in reversed(self.methodologies):
            for direction in order.directions():
                by_id.setdefault(direction.id, direction)
        return tuple(by_id.values())


def referable(folder: CityFolder) -> set[Referent]:
    """Everything that a reference may name."""
    referents: set[Referent] = set()
    for indicator in folder.indicators:
        referents |= {("value", indicator.id, target.year) for target in indicator.targets}
        if indicator.baseline and indicator.baseline.value is not None:
            referents.add(("value", indicator.id, indicator.baseline.year))
    for _, year in folder.actuals:
        referents |= {("actual", actual.indicator, year.year) for actual in year.values}
    for series in folder.profile.series if folder.profile else ():
        referents |= {("profile", series.id, point.year) for point in series.values}
        referents.add(("series", series.id, None))
    for direction in folder.methodology.directions():
        referents |= {("targets", direction.id, None), ("sources", direction.id, None)}
    return referents
