"""What a comparison tells, in blocks that every form lays out: headings, lines, words out and in.

Owns the order: what the check says, then each city, sources, other files. Must not know a form.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from citystrategy.editing.change import COPIED
from citystrategy.editions.difference import Piece
from citystrategy.facts.editions import ValueChange
from citystrategy.facts.proposal import CityProposal, SectionChange, TreeSide, city, shared
from citystrategy.model import Source
from citystrategy.problems.problem import Problem, errors
from citystrategy.problems.report import PLACES
from citystrategy.words.words import LANGUAGES, Words


@dataclass(frozen=True)
class Compared:
    """Two states of the files."""

    before: TreeSide
    after: TreeSide
    names: tuple[str, str]
    """What either is called; empty for the working folder."""
    paths: tuple[str, ...]
    """Every path that differs, from the root."""

    @cached_property
    def known(self) -> frozenset[str]:
        """The cities that have a folder on a side."""
        return self.before.folders | self.after.folders

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """The same in the order of the register; those that it does not have come last."""
        order = [place.slug for side in (self.after, self.before) for place in side.tree.cities]
        return tuple(slug for slug in dict.fromkeys([*order, *sorted(self.known)]) if slug in self.known)


Kind = Literal["plain", "strong", "out", "in"]


@dataclass(frozen=True)
class Span:
    """Some words of a line."""

    kind: Kind
    text: str


Line = tuple[Span, ...]


@dataclass(frozen=True)
class ToldPart:
    """A heading with what stands under it."""

    level: int
    title: str
    lines: tuple[Line, ...] = ()
    long: bool = False
    """Whether it is one of many that may be left out where there is little room: a section of a text."""


def told(compared: Compared, only: str | None, words: Words, reader: Words) -> list[ToldPart]:
    """All that a comparison tells; of one city, where one is named. `reader` has the site's words."""
    slugs = [slug for slug in compared.cities if only in (None, slug)]
    cities = [proposal for slug in slugs if (proposal := _city(compared, slug, reader)) is not None]
    appeared, gone = (
        [problem for problem in problems if only is None or _concerns(problem, only)]
        for problems in _problems(compared)
    )
    blocks = [
        *_listed(2, words("compare.appeared"), (_problem(problem, words) for problem in appeared)),
        *_listed(2, words("compare.gone"), (_problem(problem, words) for problem in gone)),
    ]
    for proposal in cities:
        blocks += _of_city(proposal, words)
    changes = shared(compared.before, compared.after, reader)
    blocks += _listed(2, words("compare.shared"), (_value(change, words) for change in changes))
    blocks += _sources(compared, words, reader)
    anything = bool(blocks)
    blocks += _others(compared, words)
    return [_summary(compared, cities, appeared, gone, words, anything), *blocks]


def _city(compared: Compared, slug: str, reader: Words) -> CityProposal | None:
    proposal = city(slug, compared.before, compared.after, reader)
    return None if proposal is None or proposal.empty else proposal


def _summary(
    compared: Compared,
    cities: list[CityProposal],
    appeared: list[Problem],
    gone: list[Problem],
    words: Words,
    anything: bool,
) -> ToldPart:
    """The title, and all that changes in a few lines."""
    names = [name or words("compare.working") for name in compared.names]
    day = compared.after.today
    as_of = words("compare.as_of", date=day if words.language in LANGUAGES else day.isoformat())
    lines = [_plain(f"{names[0]} → {names[1]}. {as_of}")]
    if not anything:
        lines.append(_plain(words("compare.nothing")))
    for side, problems in (("compare.errors_appeared", appeared), ("compare.errors_gone", gone)):
        stopping = sum(1 for _ in errors(problems))
        if problems:
            lines.append(_plain(words(side, errors=stopping, warnings=len(problems) - stopping)))
    for proposal in cities:
        lines.append((Span("strong", f"{proposal.name}:"), Span("plain", _counted(proposal, words))))
    return ToldPart(1, words("compare.title"), tuple(lines))


def _counted(proposal: CityProposal, words: Words) -> str:
    """How much of what changes in a city."""
    if proposal.kind != "changed":
        return words(f"compare.city_{proposal.kind}")
    counts = {
        "sections": len(proposal.sections),
        "only_kk": proposal.only("kk"),
        "only_ru": proposal.only("ru"),
        "values": len(proposal.planned) + len(proposal.observed),
        "indicators": len(proposal.added) + len(proposal.removed),
        "statuses": len(proposal.statuses),
    }
    said = [words(f"compare.counts.{name}", number=number) for name, number in counts.items() if number]
    return f"{'; '.join(said)}." if said else words("compare.other_changes")


def _of_city(proposal: CityProposal, words: Words) -> Iterator[ToldPart]:
    """What changes in a city."""
    if proposal.kind != "changed":
        yield ToldPart(2, proposal.name, (_plain(words(f"compare.city_{proposal.kind}")),))
        return
    yield ToldPart(2, proposal.name)
    notes = [words("compare.unassessed")] if proposal.unassessed else []
    notes += [words("compare.unread", path=path) for path in proposal.unread]
    yield from _listed(3, words("compare.not_compared"), map(_plain, notes))
    for key, values in (
        ("statuses", proposal.statuses),
        ("observed", proposal.observed),
        ("planned", proposal.planned),
        ("described", proposal.described),
    ):
        yield from _listed(3, words(f"compare.{key}"), (_value(change, words) for change in values))
    yield from _listed(3, words("compare.added"), ((Span("in", name),) for name in proposal.added))
    yield from _listed(3, words("compare.removed"), ((Span("out", name),) for name in proposal.removed))
    yield from _listed(3, words("compare.moved"), map(_plain, proposal.moved))
    if proposal.sections:
        yield ToldPart(3, words("compare.texts"))
    yield from (_section(section, words) for section in proposal.sections)


def _section(section: SectionChange, words: Words) -> ToldPart:
    """A section with its words out and in, a line for each language."""
    title = ": ".join(part for part in (section.chapter, section.section) if part)
    lines: list[Line] = []
    if section.only:
        lines.append(_plain(words(f"compare.only.{section.only}")))
    for spoken in section.spoken:
        head = words(f"compare.spoken.{spoken.language}", into=spoken.into, out=spoken.out)
        lines.append((Span("strong", head), *(_piece(piece) for piece in spoken.pieces)))
    return ToldPart(4, f"{title} ({words(f'compare.section.{section.kind}')})", tuple(lines), long=True)


def _piece(piece: Piece) -> Span:
    return Span("plain" if piece.kind == "same" else piece.kind, piece.text)


def _value(change: ValueChange, words: Words) -> Line:
    none = words("compare.none")
    name = f"{change.name}. {change.label}:" if change.name else f"{change.label}:"
    return (
        Span("strong", name),
        Span("out", change.before) if change.before else Span("plain", none),
        Span("plain", "→"),
        Span("in", change.after) if change.after else Span("plain", none),
    )


def _problems(compared: Compared) -> tuple[list[Problem], list[Problem]]:
    """The problems that appear and those that go, wherever their lines have moved to."""
    sides = [Counter(map(_known_by, side.problems)) for side in (compared.before, compared.after)]
    appeared, gone = sides[1] - sides[0], sides[0] - sides[1]
    return list(_taken(compared.after, appeared)), list(_taken(compared.before, gone))


def _known_by(problem: Problem) -> tuple[object, ...]:
    """What a problem says but for its place, which moves without the problem changing."""
    return problem.path, problem.code, tuple(pair for pair in problem.arguments if pair[0] not in PLACES)


def _taken(side: TreeSide, wanted: Counter[tuple[object, ...]]) -> Iterator[Problem]:
    for problem in side.problems:
        known = _known_by(problem)
        if wanted[known] > 0:
            wanted[known] -= 1
            yield problem


def _concerns(problem: Problem, slug: str) -> bool:
    """Whether a problem lies in a city's folder, or in none of any city."""
    parts = problem.path.split("/")
    return len(parts) < 2 or parts[1].startswith("_") or parts[1] == slug


def _problem(problem: Problem, words: Words) -> Line:
    place = f"{problem.path}:{problem.line}"
    said = f"{words.problem(problem.severity)}: {problem.message(words)}"
    return Span("strong", place), Span("plain", said)


def _sources(compared: Compared, words: Words, reader: Words) -> Iterator[ToldPart]:
    """The sources that come, go or are described anew."""
    if None in (compared.before.tree.broken_sources, compared.after.tree.broken_sources):
        return
    old, new = compared.before.sources, compared.after.sources
    came = [source for name, source in new.items() if name not in old]
    went = [source for name, source in old.items() if name not in new]
    changed = [new[name] for name in new if name in old and _differ(new[name], old[name])]
    groups: tuple[tuple[str, Kind, list[Source]], ...] = (
        ("sources_in", "in", came),
        ("sources_out", "out", went),
        ("sources_changed", "plain", changed),
    )
    for key, kind, sources in groups:
        lines = ((Span(kind, source.title[reader.language]), *_plain(source.url)) for source in sources)
        yield from _listed(2, words(f"compare.{key}"), lines)


def _differ(one: Source, other: Source) -> bool:
    return one.model_dump() != other.model_dump()


def _others(compared: Compared, words: Words) -> Iterator[ToldPart]:
    """The files that differ and are told of nowhere above; of the program only how many."""
    told_of = [f"strategies/{slug}/" for slug in compared.known]
    others = [path for path in compared.paths if not path.startswith((*told_of, "strategies/_sources.yml"))]
    named = [path for path in others if path.startswith(tuple(f"{folder}/" for folder in COPIED))]
    lines = [*map(_plain, named)]
    if len(others) > len(named):
        lines.append(_plain(words("compare.program", number=len(others) - len(named))))
    yield from _listed(2, words("compare.others"), lines)


def _listed(level: int, title: str, lines: Iterable[Line]) -> Iterator[ToldPart]:
    """A block, where it has lines."""
    several = tuple(lines)
    if several:
        yield ToldPart(level, title, several)


def _plain(text: str) -> Line:
    return (Span("plain", text),)
