"""The chapters of a strategy as the body of a law: chapters, sections, numbered paragraphs.

Owns which part a heading or a block is, its eId, and where on the site it stands. Must not know how a block
is written (`blocks`), nor what stands around the body.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from citystrategy.markdown.publish import Passage, passages
from citystrategy.outputs.law.blocks import BlockWriter, LawNotes
from citystrategy.outputs.law.elements import PAGE, add
from citystrategy.outputs.law.identity import numbered
from citystrategy.outputs.law.source import LawTexts


@dataclass(frozen=True)
class LawPart:
    """A part of the body with its place on the site."""

    tag: str
    """chapter, section, crossHeading, paragraph or hcontainer."""
    eid: str
    above: str
    """The eId of the part in which it stands; empty for a chapter."""
    chapter: str
    """The chapter's name, such as `vision`."""
    passage: Passage


@dataclass
class LawBody:
    """All chapters in one language."""

    texts: LawTexts
    notes: LawNotes = field(default_factory=LawNotes)
    parts: tuple[LawPart, ...] = ()
    anchors: dict[str, str] = field(default_factory=dict)
    """The eId of every part by its address on the page on which all chapters stand."""

    def __post_init__(self) -> None:
        self.parts = tuple(self._parts())
        self.anchors = {part.passage.id: part.eid for part in self.parts if part.passage.id}

    def _parts(self) -> Iterator[LawPart]:
        for text in self.texts.texts():
            chapter, section = numbered("chp", text.name), ""
            crossed, unnumbered, begun = 0, 0, False
            for passage in passages(text, self.texts, self.notes):
                above = section or chapter
                if passage.level == 2 and not begun:
                    begun = True
                    chapter = numbered("chp", passage.number or text.name)
                    yield LawPart("chapter", chapter, "", text.name, passage)
                elif passage.level == 3 and passage.number:
                    section = numbered("sec", passage.number, chapter)
                    crossed = unnumbered = 0
                    yield LawPart("section", section, chapter, text.name, passage)
                elif passage.level:
                    crossed += 1
                    eid = f"{above}__crossHeading_{crossed}"
                    yield LawPart("crossHeading", eid, above, text.name, passage)
                elif passage.number:
                    eid = numbered("para", passage.number, above)
                    yield LawPart("paragraph", eid, above, text.name, passage)
                elif any(token.type in ("inline", "html_block") for token in passage.tokens):
                    unnumbered += 1
                    eid = f"{above}__hcontainer_{unnumbered}"
                    yield LawPart("hcontainer", eid, above, text.name, passage)

    def write(self, body: Element) -> None:
        """Writes the chapters into an element."""
        writer = BlockWriter(self.anchors, self.texts.site.sources)
        written: dict[str, Element] = {}
        for part in self.parts:
            page = self.texts.page_of(part.chapter, part.passage.id)
            attributes = {"eId": part.eid, PAGE: page}
            if part.tag == "hcontainer":
                attributes["name"] = "unnumbered"
            element = add(written.get(part.above, body), part.tag, attributes)
            written[part.eid] = element
            if part.passage.number and part.tag != "crossHeading":
                add(element, "num", text=part.passage.number)
            if part.tag == "crossHeading":
                writer.write(element, part.eid, part.passage.tokens)
            elif part.passage.level:
                writer.write(add(element, "heading"), part.eid, part.passage.tokens)
            else:
                writer.write(add(element, "content"), part.eid, part.passage.tokens)

    def uncited(self, notes: Element) -> None:
        """Writes the notes that the text defines and cites nowhere."""
        writer = BlockWriter(self.anchors, self.texts.site.sources)
        for note in self.notes.notes.values():
            if not note.cited:
                eid = f"note_{note.number}"
                writer.write(add(notes, "note", {"eId": eid, "marker": str(note.number)}), eid, note.body)
