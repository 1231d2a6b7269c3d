"""What a proposed change of the files means for readers of a city: words, values, statuses.

Owns the step from two trees to words, section by section and value by value. What could not be read on
one side is named and not compared, so that nothing seems to have gone. Must not know where the trees come
from, nor how the answer is laid out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from citystrategy.editions import difference
from citystrategy.editions.content import SectionPlace
from citystrategy.editions.difference import Piece, TextDifference
from citystrategy.facts.editions import ValueChange, shortened, text_change
from citystrategy.facts.proposed_values import TwoFolders, field_changes
from citystrategy.facts.values import titled
from citystrategy.method.standing import Standing, standing_on
from citystrategy.model import Benchmark, City, Source
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.problems.problem import Problem, errors
from citystrategy.words.words import LANGUAGES, Words


@dataclass(frozen=True)
class TreeSide:
    """The files as they are on one side."""

    tree: Tree
    problems: tuple[Problem, ...]
    today: date
    folders: frozenset[str]
    """The names of the cities' folders, whether or not they can be read."""

    def folder(self, slug: str) -> CityFolder | None:
        """The folder of a city, if it is there."""
        return next((folder for folder in self.tree.strategies if folder.city.slug == slug), None)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The register of sources, by id."""
        return {source.id: source for source in self.tree.sources}

    def standing(self, folder: CityFolder) -> Standing | None:
        """Where a city stands; None where errors, its own or those of all, leave no ground for it."""
        grounds = (f"{folder.location}/", "strategies/_")
        if any(problem.path.startswith(grounds) for problem in errors(self.problems)):
            return None
        return standing_on(folder, self.today)


@dataclass(frozen=True)
class SpokenChange:
    """What changed of a section in one language."""

    language: str
    pieces: tuple[Piece, ...]

    @property
    def out(self) -> int:
        """How many words went out."""
        return self._count("out")

    @property
    def into(self) -> int:
        """How many words came in."""
        return self._count("in")

    def _count(self, kind: str) -> int:
        return sum(len(piece.text.split()) for piece in self.pieces if piece.kind == kind)


@dataclass(frozen=True)
class SectionChange:
    """A section that does not say the same as before."""

    chapter: str
    section: str
    kind: Literal["changed", "added", "removed"]
    spoken: tuple[SpokenChange, ...]

    @property
    def only(self) -> str:
        """The language, where the section changed in one only; else empty."""
        return self.spoken[0].language if len(self.spoken) == 1 else ""


@dataclass(frozen=True)
class CityProposal:
    """What changes for readers of one city."""

    slug: str
    name: str
    kind: Literal["changed", "added", "removed", "unread"]
    """`unread` where the files of a side belong to no city that the register has, or cannot be read."""
    statuses: tuple[ValueChange, ...] = ()
    unassessed: bool = False
    """Whether errors on a side keep statuses from being compared."""
    observed: tuple[ValueChange, ...] = ()
    planned: tuple[ValueChange, ...] = ()
    described: tuple[ValueChange, ...] = ()
    """What `strategy.yml` and `profile.yml` say beside the plan."""
    added: tuple[str, ...] = ()
    """Names of indicators that were not there."""
    removed: tuple[str, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    moved: tuple[str, ...] = ()
    """Titles of chapters whose sections stand in another order."""
    unread: tuple[str, ...] = ()
    """Files that could not be read on a side and are not compared."""

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        parts = (self.statuses, self.observed, self.planned, self.described, self.added, self.removed)
        others = (self.sections, self.moved, self.unread)
        return self.kind == "changed" and not any(parts) and not any(others)

    def only(self, language: str) -> int:
        """How many sections changed in a language and not in the other."""
        return sum(section.only == language for section in self.sections)


def city(slug: str, before: TreeSide, after: TreeSide, words: Words) -> CityProposal | None:
    """What changes of a city, in kk or ru; None where it is on neither side."""
    old, new = before.folder(slug), after.folder(slug)
    if old is None or new is None:
        return _whole(slug, before, after, words)
    folders = TwoFolders(old, new, before.sources | after.sources, words)
    then, now = before.standing(old), after.standing(new)
    return CityProposal(
        slug,
        new.city.name[words.language],
        "changed",
        statuses=tuple(_statuses(then, now, words)) if then and now else (),
        unassessed=not (then and now),
        observed=tuple(folders.observed()),
        planned=tuple(folders.planned()),
        described=tuple(folders.described()),
        added=tuple(folders.only_in(new, old)),
        removed=tuple(folders.only_in(old, new)),
        sections=tuple(_sections(folders)),
        moved=tuple(_moved(folders)),
        unread=tuple(_unread(folders)),
    )


def shared(before: TreeSide, after: TreeSide, words: Words) -> Iterator[ValueChange]:
    """What changes in the register of cities and in the world's best cities, where both can be read."""
    old, new = ({city.slug: city for city in side.tree.cities} for side in (before, after))
    names = {slug: city.name[words.language] for slug, city in (old | new).items()}
    titles = {name: source.title[words.language] for name, source in (before.sources | after.sources).items()}
    for slug in dict.fromkeys((*new, *old)) if old and new else ():
        yield from field_changes(City, names[slug], (old.get(slug), new.get(slug)), titles, words)
    then, now = (dict(side.tree.benchmarks) for side in (before, after))
    for path in then.keys() & now.keys():
        name = now[path].title[words.language]
        yield from field_changes(Benchmark, name, (then[path], now[path]), titles, words)


def _whole(slug: str, before: TreeSide, after: TreeSide, words: Words) -> CityProposal | None:
    """A city that comes or goes whole, or whose files nobody can read on a side."""
    there = before.folder(slug) or after.folder(slug)
    if slug not in before.folders | after.folders:
        return None
    name = there.city.name[words.language] if there else slug
    if slug not in before.folders:
        return CityProposal(slug, name, "added")
    return CityProposal(slug, name, "removed" if slug not in after.folders else "unread")


def _statuses(before: Standing, after: Standing, words: Words) -> Iterator[ValueChange]:
    """The statuses and the verdicts on targets that are not the same."""
    old = {progress.indicator.id: progress for progress in before.progress}
    for progress in after.progress:
        former = old.get(progress.indicator.id)
        if former is None:
            continue
        name = titled(progress.indicator, words)
        if former.status != progress.status:
            statuses = (words(f"status.{status}") for status in (former.status, progress.status))
            yield ValueChange(name, words("comparison.status"), *statuses)
        then = {milestone.target.year: milestone.verdict for milestone in former.milestones}
        for milestone in progress.milestones:
            verdict = then.get(milestone.target.year)
            if verdict and verdict != milestone.verdict:
                label = words("edition.keys.targets_value", item=milestone.target.year)
                verdicts = (words(f"verdict.{said}") for said in (verdict, milestone.verdict))
                yield ValueChange(name, label, *verdicts)


def _sections(folders: TwoFolders) -> Iterator[SectionChange]:
    """The sections that say something else, both languages of each together."""
    old, new = folders.contents
    by_section: dict[tuple[str, str], list[TextDifference]] = {}
    for changed in difference.texts(old, new):
        if not _unread_chapter(folders, changed.place):
            by_section.setdefault((changed.place.chapter, changed.place.section), []).append(changed)
    for several in by_section.values():
        spoken = {changed.place.language: text_change(changed, old, new) for changed in several}
        titled_in = spoken.get(folders.words.language) or next(iter(spoken.values()))
        yield SectionChange(
            titled_in.chapter,
            titled_in.section,
            _kind(several),
            tuple(
                SpokenChange(language, tuple(shortened(spoken[language].pieces)))
                for language in LANGUAGES
                if language in spoken
            ),
        )


def _unread_chapter(folders: TwoFolders, place: SectionPlace) -> bool:
    file = f"{place.chapter}.{place.language}.md"
    return any(file in folder.broken_chapters for folder in (folders.old, folders.new))


def _moved(folders: TwoFolders) -> Iterator[str]:
    """Chapters whose sections stand in another order."""
    old, new = folders.contents
    for name in dict.fromkeys(name for name, _ in difference.moved(old, new)):
        chapter = folders.new.chapter(name.split("-", 1)[-1], folders.words.language)
        yield chapter.headings[0].title if chapter and chapter.headings else name


def _unread(folders: TwoFolders) -> Iterator[str]:
    """The files that could not be read on a side and are not compared."""
    names = dict[str, None]()
    for folder in (folders.old, folders.new):
        if folder.strategy is None:
            names["strategy.yml"] = None
        if folder.broken_indicators is None:
            names["indicators.yml"] = None
        if folder.broken_values is None:
            names["actuals/"] = None
        names |= dict.fromkeys(f"chapters/{name}" for name in sorted(folder.broken_chapters))
    return (folders.new.path(name) for name in names)


def _kind(several: list[TextDifference]) -> Literal["changed", "added", "removed"]:
    if all(changed.before is None for changed in several):
        return "added"
    return "removed" if all(changed.after is None for changed in several) else "changed"
