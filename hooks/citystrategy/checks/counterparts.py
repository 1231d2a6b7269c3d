"""What stands in a section and has to stand in the other language's: notes, links, references, figures.

Owns the comparison of two sections whose blocks agree. Must not know how a number is written
(`figures`), nor how sections correspond (`parity`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from citystrategy.markdown import document, reference
from citystrategy.markdown.document import Part, TextSection
from citystrategy.model import Bilingual
from citystrategy.model.tree import Referent
from citystrategy.problems.problem import Problem
from citystrategy.words.figures import ROMAN, Figure, figures, mentions
from citystrategy.words.words import LANGUAGES

NAMES = {
    "parity-footnote": "footnote",
    "parity-link": "address",
    "parity-reference": "written",
    "parity-number": "figure",
    "parity-unit": "unit",
}
"""What the message of each code calls the thing that is missing."""
FIGURE = re.compile(f"[0-9]|{ROMAN.pattern}")


@dataclass(frozen=True)
class CountedFigure:
    """Something in a section that has to stand in the other language too."""

    value: str
    """What has to be equal."""
    written: str
    """What the author sees."""
    part: int
    """In which part of the section it stands."""
    line: int


class Side:
    """One section of one of the two texts."""

    def __init__(self, path: str, section: TextSection) -> None:
        self.path = path
        self.section = section
        self.parts = list(section.parts())

    @cached_property
    def text(self) -> str:
        """Everything that the section says."""
        return "\n".join(part.text for part in self.parts)

    def place(self, line: int) -> str:
        """A line of this text, to be named in a problem of the other."""
        return f"{self.path}:{line}"

    def marks(self, kind: str) -> Iterator[tuple[int, document.Mark]]:
        """The marks of a kind, each with its part."""
        for number, part in enumerate(self.parts):
            yield from ((number, mark) for mark in part.marks if mark.kind == kind)

    @cached_property
    def counted(self) -> list[tuple[Figure, int, int]]:
        """The figures of the section, each with its part and its line."""
        return list(self._count())

    def _count(self) -> Iterator[tuple[Figure, int, int]]:
        for number, part in enumerate(self.parts):
            for figure in figures(part.text):
                yield figure, number, part.line_at(figure.place)


def texts(path: str, both: Bilingual) -> Iterator[Problem]:
    """The figures and units of one language of a bilingual text that the other lacks."""
    for problem in _differing(path, both) if _has_figures(both) else ():
        arguments = dict(problem.arguments)
        written = arguments.get("figure") or arguments["unit"]
        yield Problem.at(path, problem.line, "parity-text", written=written, other=arguments["other"])


def unit(path: str, both: Bilingual) -> Iterator[Problem]:
    """The unit of an indicator or a series, as it stands behind each of its figures."""
    if not _has_figures(both) and any(_differing(path, both, "1 ")):
        place = f"{path}:{both.line_of('kk')}"
        yield Problem.at(path, both.line_of("ru"), "parity-text", written=both["ru"], other=place)


def _has_figures(both: Bilingual) -> bool:
    return any(FIGURE.search(both[language]) for language in LANGUAGES)


def _differing(path: str, both: Bilingual, before: str = "") -> Iterator[Problem]:
    here, there = (Side(path, TextSection("", 1, _plain(both, language, before))) for language in LANGUAGES)
    yield from unmatched("parity-number", here, there, numbers(here), numbers(there))
    yield from units(here, there)


def _plain(both: Bilingual, language: str, before: str) -> Part:
    line = both.line_of(language)
    return Part(tuple((line, written) for written in f"{before}{both[language]}".split("\n")))


def contents(here: Side, there: Side, known: set[Referent]) -> Iterator[Problem]:
    """What one section says and the other does not."""
    yield from unmatched("parity-footnote", here, there, footnotes(here), footnotes(there))
    yield from unmatched("parity-link", here, there, links(here), links(there))
    yield from references(here, there, known)
    yield from unmatched("parity-number", here, there, numbers(here), numbers(there))
    yield from units(here, there)


def footnotes(side: Side) -> list[CountedFigure]:
    """The footnotes that a section uses."""
    return [
        CountedFigure(mark.written, f"[^{mark.written}]", part, mark.line)
        for part, mark in side.marks("note")
    ]


def links(side: Side) -> list[CountedFigure]:
    """Links: the same place, or, outside the site, the same host."""
    return [
        CountedFigure(_target(mark.written), mark.written, part, mark.line)
        for part, mark in side.marks("link")
    ]


def _target(written: str) -> str:
    """What two links have in common that lead to the same thing in two languages."""
    try:
        address = urlsplit(written)
    except ValueError:
        return written
    return address.netloc or f"{address.path}#{address.fragment}"


def references(here: Side, there: Side, known: set[Referent]) -> Iterator[Problem]:
    """References into the data, unless one leads nowhere, which is a problem by itself."""
    ours, theirs = _references(here), _references(there)
    read = [reference.parse(mark.written) for mark in ours + theirs]
    if all((parsed.name, parsed.id, parsed.year) in known for parsed in read):
        yield from unmatched("parity-reference", here, there, ours, theirs)


def _references(side: Side) -> list[CountedFigure]:
    return [
        CountedFigure("".join(mark.written.split()), mark.written, part, mark.line)
        for part, mark in side.marks("reference")
    ]


def numbers(side: Side) -> list[CountedFigure]:
    """The figures of a section, but those that references give."""
    return [
        CountedFigure(figure.value, figure.written, part, line)
        for figure, part, line in side.counted
        if figure.value
    ]


def units(here: Side, there: Side) -> Iterator[Problem]:
    """A unit that a figure has is named in the other section, and beside the same figure if at all."""
    ours, theirs = _units(here), _units(there)
    lacking = _once(mark for mark, _ in ours if not mentions(there.text, mark.value))
    surplus = _once(mark for mark, _ in theirs if not mentions(here.text, mark.value))
    if not lacking and not surplus:
        beside: dict[str, list[CountedFigure]] = {}
        for mark, value in ours:
            beside.setdefault(value, []).append(mark)
        for mark, value in theirs:
            if value in beside and mark.value not in {named.value for named in beside[value]}:
                lacking, surplus = [*lacking, beside[value][0]], [*surplus, mark]
    yield from _paired("parity-unit", here, there, lacking, surplus)


def _units(side: Side) -> list[tuple[CountedFigure, str]]:
    """The units of a section's figures, each with the figure's value."""
    return [
        (CountedFigure(figure.unit, figure.unit, part, line), figure.value)
        for figure, part, line in side.counted
        if figure.unit
    ]


def _once(marks: Iterable[CountedFigure]) -> list[CountedFigure]:
    """The first mark of each value."""
    first: dict[str, CountedFigure] = {}
    for mark in marks:
        first.setdefault(mark.value, mark)
    return list(first.values())


def unmatched(
    code: str, here: Side, there: Side, ours: list[CountedFigure], theirs: list[CountedFigure]
) -> Iterator[Problem]:
    """What stands more often in one section than in the other."""
    if Counter(mark.value for mark in ours) != Counter(mark.value for mark in theirs):
        yield from _paired(code, here, there, _surplus(ours, theirs), _surplus(theirs, ours))


def _surplus(ours: list[CountedFigure], theirs: list[CountedFigure]) -> list[CountedFigure]:
    """The marks of ours that theirs lack, taken from the parts that differ."""
    lacking = Counter(mark.value for mark in ours) - Counter(mark.value for mark in theirs)
    local = Counter((mark.value, mark.part) for mark in theirs)
    ordered: list[tuple[int, CountedFigure]] = []
    for mark in ours:
        local[mark.value, mark.part] -= 1
        ordered.append((0 if local[mark.value, mark.part] < 0 else 1, mark))
    surplus: list[CountedFigure] = []
    for _, mark in sorted(ordered, key=lambda pair: pair[0]):
        if lacking[mark.value] > 0:
            lacking[mark.value] -= 1
            surplus.append(mark)
    return sorted(surplus, key=lambda mark: mark.line)


def _paired(
    code: str, here: Side, there: Side, lacking: list[CountedFigure], surplus: list[CountedFigure]
) -> Iterator[Problem]:
    """One problem for two marks in the same part, which are one thing written differently."""
    twins: dict[int, list[CountedFigure]] = {}
    for mark in reversed(lacking):
        twins.setdefault(mark.part, []).append(mark)
    for mark in surplus:
        line = twins[mark.part].pop().line if twins.get(mark.part) else here.parts[mark.part].line
        yield _missing(code, there, mark, here.place(line))
    for part, rest in twins.items():
        for mark in rest:
            yield _missing(code, here, mark, there.place(there.parts[part].line))


def _missing(code: str, side: Side, mark: CountedFigure, place: str) -> Problem:
    return Problem.at(side.path, mark.line, code, **{NAMES[code]: mark.written, "other": place})
