"""What an edition changed in the one before, as modifications that a law tells of itself.

Owns how differences become modifications of named parts: the paragraph where its section lets it be told,
the row of a value. Must not know what a decision is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

from citystrategy.editions import difference
from citystrategy.editions.content import SectionPlace
from citystrategy.editions.difference import TextDifference, ValueDifference
from citystrategy.model.edition import Content
from citystrategy.outputs.law.elements import said
from citystrategy.outputs.law.identity import indicator
from citystrategy.words.words import LANGUAGES

ANNEX = "att_1"
TITLE = "preface__longTitle"

Kind = Literal["insertion", "repeal", "substitution", "renumbering"]


@dataclass(frozen=True)
class Modification:
    """One change of a part."""

    kind: Kind
    before: str
    """The part's eId in the edition before; empty where there was none."""
    after: str
    """Its eId now; of what is gone, that of the part in which it stood."""


class LawParagraph(NamedTuple):
    """A numbered paragraph."""

    eid: str
    text: str
    """What it says without its number."""


@dataclass(frozen=True)
class LawState:
    """A whole edition in one language."""

    content: Content
    anchors: Mapping[str, str]
    """The eId of every part by its address."""
    parts: Mapping[str, Element]
    """Every part by its eId."""

    def section(self, place: SectionPlace) -> str:
        """The eId of a section; of what stands in none, its chapter's."""
        chapter = place.chapter.split("-", 1)[1]
        return self.anchors.get(f"{chapter}-{place.section}") or self.anchors.get(chapter, "")

    def paragraphs(self, eid: str) -> list[LawParagraph]:
        """The numbered paragraphs directly in a part."""
        children = self.parts.get(eid, ())
        return [
            LawParagraph(child.get("eId", ""), said(content))
            for child in children
            if child.tag == "paragraph" and (content := child.find("content")) is not None
        ]


def modifications(before: LawState, after: LawState, language: str) -> list[Modification]:
    """What changed in one language, in the order of the text, each part once."""
    told: list[Modification] = []
    for changed in difference.texts(before.content, after.content):
        if changed.place.language == language:
            told += _of_section(changed, before, after)
    for chapter, code in difference.moved(before.content, after.content):
        if code == language:
            places = (SectionPlace(chapter, code, ""),) * 2
            told.append(Modification("renumbering", before.section(places[0]), after.section(places[1])))
    rows: dict[str, list[ValueDifference]] = {}
    for value in difference.values(before.content, after.content):
        if value.key[-1] not in LANGUAGES or value.key[-1] == language:
            rows.setdefault(_row(value, before, after), []).append(value)
    told += (_of_row(row, values, before, after) for row, values in rows.items())
    return list(dict.fromkeys(told))


def _of_section(changed: TextDifference, before: LawState, after: LawState) -> Iterator[Modification]:
    old, new = before.section(changed.place), after.section(changed.place)
    if changed.before is None or changed.after is None:
        kind: Kind = "insertion" if changed.before is None else "repeal"
        yield Modification(kind, "" if kind == "insertion" else old, new)
        return
    told = list(_of_paragraphs(before, after, old, new))
    yield from told or [Modification("substitution", old, new)]


def _of_paragraphs(before: LawState, after: LawState, old: str, new: str) -> Iterator[Modification]:
    """The paragraphs of a section that differ, whatever their numbers."""
    for then, now in _pairs(before.paragraphs(old), after.paragraphs(new)):
        if then is None and now is not None:
            yield Modification("insertion", "", now.eid)
        elif then is not None and now is None:
            yield Modification("repeal", then.eid, new)
        elif then and now and then.text != now.text:
            yield Modification("substitution", then.eid, now.eid)


def _pairs(
    before: list[LawParagraph], after: list[LawParagraph]
) -> Iterator[tuple[LawParagraph | None, LawParagraph | None]]:
    """The paragraphs of a section then and now; nothing beside one that was not there or is gone."""
    said_before, said_after = ([paragraph.text for paragraph in side] for side in (before, after))
    for _, a, b, c, d in SequenceMatcher(None, said_before, said_after, autojunk=False).get_opcodes():
        yield from zip_longest(before[a:b], after[c:d])


def origins(before: LawState, after: LawState, earlier: Mapping[str, str]) -> dict[str, str]:
    """The eId under which each part first stood, where it has another one now.

    `earlier` says the same of the parts of the edition before.
    """
    moved: dict[str, str] = {}
    for anchor, new in after.anchors.items():
        old = before.anchors.get(anchor)
        if old is None or "." in anchor:  # what has a point is a number, and may mean another paragraph now
            continue
        moved[new] = earlier.get(old, old)
        for then, now in _pairs(before.paragraphs(old), after.paragraphs(new)):
            if then and now:
                moved[now.eid] = earlier.get(then.eid, then.eid)
    return {new: first for new, first in moved.items() if new != first}


def _row(changed: ValueDifference, before: LawState, after: LawState) -> str:
    """The eId of the row of a value, or of its indicator; of the strategy's own, that of its title."""
    if not changed.indicator:
        return TITLE
    key = changed.key[1] if changed.key[0] == "targets" and len(changed.key) > 1 else changed.key[0]
    row = indicator(changed.indicator, key)
    return row if row in before.parts or row in after.parts else indicator(changed.indicator)


def _of_row(row: str, values: list[ValueDifference], before: LawState, after: LawState) -> Modification:
    whole = row.partition("__tr_")[0]
    for part, above in ((whole, ANNEX), (row, whole)):
        if part not in after.parts:
            return Modification("repeal", part, above)
        if part not in before.parts:
            return Modification("insertion", "", part)
    return Modification("substitution", row, row)
