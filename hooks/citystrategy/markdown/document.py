"""A text as its readers see it: headings, sections, blocks and their parts, each with its line.

Owns the step from tokens to what can be compared, counted and cited. Must not judge a text, nor know
what the other language says.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from markdown_it.token import Token

from citystrategy.markdown import reference
from citystrategy.markdown.parser import parse
from citystrategy.markdown.reference import Reference

ANCHOR = re.compile(r"[ \t]*\{#(?P<anchor>[^\s{}]+)\}[ \t]*$")
"""The anchor at the end of a heading."""
EXCEPTION = re.compile(r"\s*<!--[ \t]*parity:(?P<reason>.*?)-->\s*", re.DOTALL)
ABSENT = re.compile(r"\s*<!--\s*absent\s*-->\s*")
"""The author's mark that a section only tells that something is not available."""
UNWRITTEN = re.compile(r"\s*<!--\s*to-write\b.*?-->\s*", re.DOTALL)
"""The note to an author of what a section is to hold: while it stands there, the section is not written."""
UNREAD = "|"
"""Stands where something is that is no text: a note, the address of a link."""


@dataclass(frozen=True)
class Mark:
    """A note, a link, a picture or a reference into the data."""

    kind: str
    """`note`, `link`, `picture` or `reference`."""
    written: str
    """Name of the note, address of the link or picture, the reference with its braces."""
    line: int


@dataclass(frozen=True)
class Part:
    """A heading, a paragraph, an item of a list or a row of a table."""

    lines: tuple[tuple[int, str], ...]
    """Number and visible text of each line; references stand as they are written."""
    marks: tuple[Mark, ...] = ()
    quoted: tuple[str, ...] = ()
    """What is set in italics: names and words that may be in another language."""
    kind: str = "part"

    @property
    def line(self) -> int:
        """The line on which the part begins."""
        return self.lines[0][0]

    @cached_property
    def text(self) -> str:
        """The whole visible text."""
        return "\n".join(text for _, text in self.lines)

    def line_at(self, place: int) -> int:
        """The line of a place in the text."""
        return self.lines[self.text.count("\n", 0, place)][0]


@dataclass
class Block:
    """One block of a section."""

    kind: str
    """paragraph, list, numbered, table, quote, code, reference, definition or heading."""
    parts: list[Part]
    columns: int = 0
    """Columns of a table."""

    @property
    def line(self) -> int:
        """The line on which the block begins."""
        return self.parts[0].line

    @property
    def text(self) -> str:
        """The whole text of the block."""
        return "\n".join(part.text for part in self.parts)


@dataclass
class TextSection:
    """A heading that has an anchor, with all that stands before the next such heading."""

    anchor: str
    """The anchor; empty for what stands before the first one."""
    level: int
    heading: Part
    blocks: list[Block] = field(default_factory=list)
    exceptions: list[Part] = field(default_factory=list)
    """Comments that lift the comparison, each with the reason it gives."""
    absences: list[Part] = field(default_factory=list)
    """Comments by which the author says that the section only tells that something is not available."""
    unwritten: bool = False
    """Whether a note to the author stands there, of what is still to be written."""

    def parts(self) -> Iterator[Part]:
        """The heading and every part of every block."""
        yield self.heading
        for block in self.blocks:
            yield from block.parts


@dataclass(frozen=True)
class Heading:
    """One heading and what stands under it."""

    level: int
    """1 for the chapter's title, 2 for a section."""
    title: str
    anchor: str
    """The anchor given as `{#anchor}`, or an empty string."""
    line: int
    empty: bool
    """Whether no text follows before the next heading of this or a higher level."""


@dataclass(frozen=True)
class ParsedText:
    """A text, parsed when it is first asked for."""

    text: str

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the text; whoever changes them works on copies."""
        return parse(self.text)

    @cached_property
    def sections(self) -> list[TextSection]:
        """The sections, the first being what stands before any anchor."""
        return _sections(self.tokens)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings, in order."""
        return tuple(_headings(self.tokens))

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """The address of each heading: its own anchor, or its section's with a number; the title has none.

        A heading without an anchor has the same address in both languages.
        """
        addresses: list[str] = []
        named = {heading.anchor for heading in self.headings}
        section, unnamed = "section", 0
        for heading in self.headings:
            if heading.anchor:
                section, unnamed = heading.anchor, 0
            elif heading.level > 1:
                unnamed += 1
                while f"{section}-{unnamed}" in named:
                    unnamed += 1
            addresses.append(heading.anchor or (f"{section}-{unnamed}" if heading.level > 1 else ""))
        return tuple(addresses)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every piece of text, in order; the cells of a table one by one."""
        return tuple(_part(token) for token in self.tokens if token.type == "inline")

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """All references into the data."""
        return tuple(_references(self.tokens))

    @cached_property
    def defined(self) -> frozenset[str]:
        """The notes that the text defines itself."""
        opened = (token for token in self.tokens if token.type == "footnote_reference_open")
        return frozenset(token.meta["label"] for token in opened)

    @cached_property
    def cited(self) -> tuple[int, ...]:
        """The lines on which notes are cited that the text does not define: sources."""
        notes = (mark for part in self.parts for mark in part.marks if mark.kind == "note")
        return tuple(mark.line for mark in notes if mark.written not in self.defined)

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The address of each link, as it is written."""
        return tuple(mark.written for part in self.parts for mark in part.marks if mark.kind == "link")

    @cached_property
    def citations(self) -> dict[str, int]:
        """The notes that a text uses but does not define, each with the line of its first use."""
        used: dict[str, int] = {}
        for mark in (mark for part in self.parts for mark in part.marks if mark.kind == "note"):
            if mark.written not in self.defined:
                used.setdefault(mark.written, mark.line)
        return used


def title_and_anchor(token: Token) -> tuple[str, str]:
    """The visible text of a heading's tokens without its anchor, and the anchor or nothing."""
    children = token.children or []
    last = children[-1] if children else None
    match = ANCHOR.search(last.content) if last and last.type == "text" else None
    text = _part(token).text
    return (text[: -len(match[0])].strip(), match["anchor"]) if match else (text.strip(), "")


def number(token: Token) -> int:
    """The line on which a token begins, from 1."""
    return token.map[0] + 1 if token.map else 1


def _part(token: Token) -> Part:
    """What a reader sees of inline tokens; found once."""
    part = token.meta.get("part")
    if part is None:
        part = token.meta["part"] = _read(token)
    return part


def _read(token: Token) -> Part:
    lines = [(number(token), "")]
    marks: list[Mark] = []
    quoted: list[str] = []
    emphasised, address = 0, False
    for child in token.children or ():
        line, before = lines[-1]
        if child.type in ("softbreak", "hardbreak"):
            lines.append((line + 1, ""))
            continue
        shown = child.content if child.type in ("text", "text_special", "reference") else ""
        shown = shown if not address else ""
        address = child.type == "link_open" and child.markup == "autolink"
        if child.type == "footnote_ref":
            marks.append(Mark("note", child.meta["label"], line))
        elif child.type == "link_open":
            marks.append(Mark("link", str(child.attrs["href"]), line))
        elif child.type == "image":
            marks.append(Mark("picture", str(child.attrs["src"]), line))
        elif child.type == "reference":
            marks.append(Mark("reference", child.content, line))
        emphasised += (child.type == "em_open") - (child.type == "em_close")
        if emphasised and shown:
            quoted.append(shown)
        unread = child.type in ("footnote_ref", "link_close", "code_inline", "image")
        lines[-1] = (line, before + (UNREAD if unread else shown))
    return Part(tuple(lines), tuple(marks), tuple(quoted))


def _references(tokens: list[Token]) -> Iterator[Reference]:
    for token in tokens:
        if token.type == "inline":
            alone = len(telling(token)) == 1 and token.level == 1
            for mark in _part(token).marks:
                if mark.kind == "reference":
                    yield reference.parse(mark.written, mark.line, alone)


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open" and not token.level]
    for order, place in enumerate(starts):
        level = int(tokens[place].tag[1])
        lower = (later for later in starts[order + 1 :] if int(tokens[later].tag[1]) <= level)
        title, anchor = title_and_anchor(tokens[place + 1])
        below = tokens[place + 3 : next(lower, len(tokens))]
        yield Heading(level, title, anchor, number(tokens[place]), not _filled(below))


def _filled(tokens: Iterable[Token]) -> bool:
    """Whether tokens hold any text but headings."""
    heading = False
    for token in tokens:
        heading = token.type == "heading_open" or (heading and token.type != "heading_close")
        text = token.type in ("fence", "code_block") or (token.type == "inline" and token.content)
        if text and not heading:
            return True
    return False


def _sections(tokens: list[Token]) -> list[TextSection]:
    sections = [TextSection("", 1, Part(((1, ""),)))]
    for block in top_blocks(tokens):
        first = block[0]
        if first.type == "heading_open":
            title, anchor = title_and_anchor(block[1])
            part = Part(((number(first), title),), _part(block[1]).marks)
            if anchor:
                sections.append(TextSection(anchor, int(first.tag[1]), part))
            elif first.tag != "h1":
                sections[-1].blocks.append(Block("heading", [part]))
        elif first.type == "html_block":
            exception = EXCEPTION.fullmatch(first.content)
            if ABSENT.fullmatch(first.content):
                sections[-1].absences.append(Part(((number(first), first.content.strip()),)))
            elif UNWRITTEN.fullmatch(first.content):
                sections[-1].unwritten = True
            elif exception:
                sections[-1].exceptions.append(Part(((number(first), exception["reason"].strip()),)))
        elif first.type != "hr":
            made = _block(block)
            sections[-1].blocks += [made] if made.parts else []
    return sections


def top_blocks(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """The tokens of each block of the first level."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


KINDS = {
    "bullet_list_open": "list",
    "ordered_list_open": "numbered",
    "blockquote_open": "quote",
    "footnote_reference_open": "definition",
    "fence": "code",
    "code_block": "code",
}


def _block(tokens: list[Token]) -> Block:
    first = tokens[0]
    if first.type == "table_open":
        return _table(tokens)
    if first.type in ("fence", "code_block"):
        return Block("code", [Part(((number(first), ""),))])
    if first.type in ("bullet_list_open", "ordered_list_open"):
        return Block(KINDS[first.type], list(_items(tokens)))
    parts = [_part(token) for token in tokens if token.type == "inline"]
    if first.type == "paragraph_open" and [child.type for child in telling(tokens[1])] == ["reference"]:
        return Block("reference", parts)
    return Block(KINDS.get(first.type, "paragraph"), parts)


def telling(token: Token) -> list[Token]:
    """What stands in a piece of text, without the text that is empty."""
    return [child for child in token.children or () if child.content.strip() or child.type != "text"]


def _items(tokens: list[Token]) -> Iterator[Part]:
    """The items of a list and of the lists in it; the kind of an item tells its list and its depth."""
    lists: list[str] = []
    parts: list[Part] = []
    kind = ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(KINDS[token.type])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        if token.type in ("list_item_open", "list_item_close") and parts:
            yield _joined(parts, kind)
            parts = []
        if token.type == "list_item_open":
            kind = f"{lists[-1]} {len(lists)}"
        if token.type == "inline":
            parts.append(_part(token))
    if parts:
        yield _joined(parts, kind)


def _table(tokens: list[Token]) -> Block:
    rows: list[Part] = []
    row: list[Part] = []
    for token in tokens:
        if token.type == "inline":
            row.append(_part(token))
        elif token.type == "tr_close":
            rows.append(_row(row))
            row = []
    return Block("table", rows, sum(token.type == "th_open" for token in tokens))


def _row(cells: list[Part]) -> Part:
    joined = _joined(cells, "row")
    return Part(((joined.line, " | ".join(cell.text for cell in cells)),), joined.marks, joined.quoted, "row")


def _joined(parts: list[Part], kind: str) -> Part:
    lines = tuple(line for part in parts for line in part.lines)
    marks = tuple(mark for part in parts for mark in part.marks)
    return Part(lines, marks, tuple(quoted for part in parts for quoted in part.quoted), kind)
