"""Whether a chapter has the same headings and blocks in both languages, and says the same in them.

Owns which sections and blocks correspond. Must not know how a text is cut (`document`), nor how
what stands in two sections is compared (`counterparts`). What another check already reports of one text
is not reported again as a difference.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from citystrategy.checks import bilingual as fields
from citystrategy.checks.alignment import align, surplus
from citystrategy.checks.counterparts import Side, contents, texts, unit
from citystrategy.markdown.document import Block
from citystrategy.model.methodology import Chapter
from citystrategy.model.tree import ChapterText, CityFolder, Referent, referable
from citystrategy.problems.problem import Problem

Key = tuple[str, int]
"""An anchor and how many times it stood before."""


def parity(folder: CityFolder) -> Iterator[Problem]:
    """Every chapter that exists in both languages says the same in both, and so does every text of YAML."""
    known = referable(folder)
    for chapter in folder.methodology.chapters:
        kazakh, russian = (folder.chapter(chapter.id, language) for language in ("kk", "ru"))
        if kazakh and russian and kazakh.content.strip() and russian.content.strip():
            yield from differences(kazakh, russian, chapter, known)
    for path, both in fields.of_strategy(folder):
        yield from texts(path, both)
    for indicator in folder.indicators:
        yield from unit(folder.path("indicators.yml"), indicator.unit)
    for series in folder.profile.series if folder.profile else ():
        yield from unit(folder.path("profile.yml"), series.unit)


def differences(
    kazakh: ChapterText, russian: ChapterText, chapter: Chapter, known: set[Referent]
) -> Iterator[Problem]:
    """What one text of a chapter has and the other lacks."""
    ours, theirs = _keyed(kazakh), _keyed(russian)
    required = {section.id for section in chapter.sections}
    yield from headings(ours, theirs, required)
    unclear = set(_lacking(ours, theirs).values()) | set(_lacking(theirs, ours).values())
    headings_of_both = (*kazakh.headings, *russian.headings)
    unclear |= {
        (heading.anchor, 0) for heading in headings_of_both if heading.empty and heading.anchor in required
    }
    for key, here in ours.items():
        there = theirs.get(key)
        yield from exceptions(here)
        if there and bool(here.section.absences) != bool(there.section.absences):
            yield _absence(here, there) if there.section.absences else _absence(there, here)
        if there and key not in unclear and not _lifted(here, there):
            yield from section(here, there, known)
    for side in theirs.values():
        yield from exceptions(side)


def _keyed(text: ChapterText) -> dict[Key, Side]:
    """The sections of a text by anchor; one that is repeated has a key of its own."""
    seen: Counter[str] = Counter()
    keyed: dict[Key, Side] = {}
    for section in text.document.sections:
        keyed[section.anchor, seen[section.anchor]] = Side(text.path, section)
        seen[section.anchor] += 1
    return keyed


def _lacking(ours: dict[Key, Side], theirs: dict[Key, Side]) -> dict[Key, Key]:
    """The keys that theirs lack, each with the common one before it, whose section is then longer there."""
    lacking: dict[Key, Key] = {}
    before: Key = ("", 0)
    for key in ours:
        if key in theirs:
            before = key
        else:
            lacking[key] = before
    return lacking


def _lifted(here: Side, there: Side) -> bool:
    """Whether an exception lifts the comparison, be it in one language or in both."""
    return bool(here.section.exceptions or there.section.exceptions)


def _absence(here: Side, there: Side) -> Problem:
    """A section that is marked as telling only of an absence in one language."""
    place = there.place(there.section.absences[0].line)
    return Problem.at(here.path, here.section.heading.line, "parity-absent", other=place)


def exceptions(side: Side) -> Iterator[Problem]:
    """An exception gives its reason."""
    for exception in side.section.exceptions:
        if not exception.text:
            yield Problem.at(side.path, exception.line, "parity-reason")


def headings(ours: dict[Key, Side], theirs: dict[Key, Side], required: set[str]) -> Iterator[Problem]:
    """Headings with anchors are the same, on the same level and in the same order."""
    here, there = _lacking(ours, theirs), _lacking(theirs, ours)
    lacking, surplus = _free(here, there, required), _free(there, here, required)
    renamed = {before: key for key, before in reversed(lacking.items())}
    for key, before in surplus.items():
        twin = renamed.pop(before, None)
        lacking.pop(twin or key, None)
        yield _heading("parity-section", theirs[key], ours[twin or before])
    for key, before in lacking.items():
        yield _heading("parity-section", ours[key], theirs[before])
    free = [key for key in ours if key in theirs and key[0] not in required]
    for key in free:
        if ours[key].section.level != theirs[key].section.level:
            yield _heading("parity-level", theirs[key], ours[key])
    yield from order(ours, theirs, required)


def _free(lacking: dict[Key, Key], others: dict[Key, Key], required: set[str]) -> dict[Key, Key]:
    """What one text lacks, but what the order asks for or stands in its place under another name."""
    misnamed = {before for key, before in others.items() if key[0] in required}
    return {
        key: before
        for key, before in lacking.items()
        if not key[1] and key[0] not in required and before not in misnamed
    }


def order(ours: dict[Key, Side], theirs: dict[Key, Side], required: set[str]) -> Iterator[Problem]:
    """Headings that the order does not ask for follow each other alike; one problem a chapter."""
    here, there = ([key for key in keyed if key in ours and key in theirs] for keyed in (ours, theirs))
    if [key for key in here if key[0] in required] != [key for key in there if key[0] in required]:
        return
    for our, their in zip(here, there, strict=True):
        if our != their:
            moved = our if their[0] in required else their
            yield _heading("parity-order", theirs[moved], ours[moved])
            return


def _heading(code: str, here: Side, there: Side) -> Problem:
    heading = here.section.heading
    place = there.place(there.section.heading.line)
    return Problem.at(here.path, heading.line, code, anchor=here.section.anchor, other=place)


def section(here: Side, there: Side, known: set[Referent]) -> Iterator[Problem]:
    """Two sections have the same blocks and, where these agree, say the same in them."""
    problems = list(blocks(here, there))
    yield from problems or contents(here, there, known)


def blocks(here: Side, there: Side) -> Iterator[Problem]:
    """Blocks of the same kinds in the same order, with as many items, rows and columns."""
    ours, theirs = here.section.blocks, there.section.blocks
    pairs: Iterable[tuple[Block | None, Block | None]] = zip(ours, theirs, strict=False)
    if [block.kind for block in ours] != [block.kind for block in theirs]:
        pairs = align(ours, theirs)
    reached = [here.section.heading.line, there.section.heading.line]
    for block, counterpart in pairs:
        if block and counterpart:
            yield from _pair(here, there, block, counterpart)
        elif block:
            yield _lone(here, block, there.place(reached[1]))
        elif counterpart:
            yield _lone(there, counterpart, here.place(reached[0]))
        reached = [block.line if block else reached[0], counterpart.line if counterpart else reached[1]]


def _lone(side: Side, block: Block, place: str) -> Problem:
    """A block that has no counterpart."""
    if block.kind == "reference":
        return Problem.at(side.path, block.line, "parity-reference", written=block.text, other=place)
    return Problem.at(side.path, block.line, "parity-block", other=place)


def _pair(here: Side, there: Side, block: Block, counterpart: Block) -> Iterator[Problem]:
    """Two blocks that correspond."""
    if block.kind != counterpart.kind:
        yield Problem.at(there.path, counterpart.line, "parity-kind", other=here.place(block.line))
    elif block.columns != counterpart.columns:
        yield Problem.at(there.path, counterpart.line, "parity-column", other=here.place(block.line))
    elif len(block.parts) != len(counterpart.parts):
        code = "parity-row" if block.kind == "table" else "parity-item"
        yield from _parts(code, here, there, block, counterpart)
    else:
        deeper = (
            pair for pair in zip(block.parts, counterpart.parts, strict=True) if pair[0].kind != pair[1].kind
        )
        for ours, theirs in islice(deeper, 1):
            yield Problem.at(there.path, theirs.line, "parity-kind", other=here.place(ours.line))


def _parts(code: str, here: Side, there: Side, block: Block, counterpart: Block) -> Iterator[Problem]:
    """Rows or items that only one of two blocks has; where it is not sure which, how many each has."""
    fuller = len(block.parts) > len(counterpart.parts)
    longer, shorter = (block, counterpart) if fuller else (counterpart, block)
    if len(longer.parts) - len(shorter.parts) == 1 and len(shorter.parts) > 0:
        part = surplus(longer.parts, shorter.parts)
        if part is None:
            counts = {"count": len(counterpart.parts), "others": len(block.parts)}
            yield Problem.at(
                there.path, counterpart.line, "parity-count", other=here.place(block.line), **counts
            )
            return
        side, beside = (here, there) if fuller else (there, here)
        place = min(longer.parts.index(part), len(shorter.parts) - 1)
        yield Problem.at(side.path, part.line, code, other=beside.place(shorter.parts[place].line))
        return
    reached = [block.line, counterpart.line]
    for ours, theirs in align(block.parts, counterpart.parts):
        reached = [ours.line if ours else reached[0], theirs.line if theirs else reached[1]]
        if ours and not theirs:
            yield Problem.at(here.path, ours.line, code, other=there.place(reached[1]))
        elif theirs and not ours:
            yield Problem.at(there.path, theirs.line, code, other=here.place(reached[0]))
