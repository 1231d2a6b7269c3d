"""The text of a chapter, cut into sections and blocks with their lines.

Owns what counts as a paragraph, a list, a table and so on, as far as two texts have to be compared.
Must not know what a block says, nor what the other language has.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from citystrategy.texts import outline, reference

ITEM = re.compile(r"^[ \t]*(?:(?P<bullet>[-*+])|\d{1,9}[.)])[ \t]+(?P<text>.*)$")
REFERENCE = re.compile(r"^\{\{[^{}]*\}\}$")
DELIMITER = re.compile(r"^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
RULE = re.compile(r"^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
CELL = re.compile(r"(?<!\\)\|")
CODE_SPAN = re.compile(r"(`+)(?!`).{1,400}?(?<!`)\1(?!`)")
SILENT = re.compile(
    rf"{CODE_SPAN.pattern}|\[\^[^\[\]\s]+\]|\]\([^()\n]*\)|https?://[^\s)>]+|\{{:?[ \t]*[#.][^{{}}\n]*\}}"
)
"""What a reader of the page does not see as text: code, footnotes, addresses, attributes."""
EXCEPTION = re.compile(r"^[ \t]*<!--[ \t]*parity:(?P<reason>.*?)-->[ \t]*$", re.MULTILINE)
EXCEPTION_MARK = "\ue000"
"""Stands for an exception's comment while the comments are taken out; a private character."""


@dataclass
class Part:
    """A paragraph, an item of a list or a row of a table."""

    line: int
    lines: list[str]
    kind: str = "part"

    @cached_property
    def text(self) -> str:
        """The whole text; asked for when its last line has been read."""
        return "\n".join(self.lines)


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
class Section:
    """A heading that has an anchor, with all that stands before the next such heading."""

    anchor: str
    """The anchor; empty for what stands before the first one."""
    level: int
    heading: Part
    blocks: list[Block] = field(default_factory=list)
    exceptions: list[Part] = field(default_factory=list)
    """Comments that lift the comparison, each with the reason it gives."""

    def parts(self) -> Iterator[Part]:
        """The heading and every part of every block."""
        yield self.heading
        for block in self.blocks:
            yield from block.parts


def sections(text: str) -> list[Section]:
    """The sections of a chapter, the first being what stands before any anchor."""
    reader = _Reader()
    text = text.replace(EXCEPTION_MARK, "")
    marked = EXCEPTION.sub(lambda comment: EXCEPTION_MARK + comment["reason"].strip(), text)
    expected = 1
    for line_number, line in outline.lines(marked):
        if line_number > expected:
            reader.add("code", Part(expected, []))
            reader.close()
        expected = line_number + 1
        reader.read(line_number, line)
    return reader.sections


class _Reader:
    """Takes a chapter line by line and keeps the block that is open."""

    def __init__(self) -> None:
        self.sections = [Section("", 1, Part(1, []))]
        self.open: Block | None = None
        self.blank = True
        """Whether the line before was blank."""

    def close(self) -> None:
        self.open, self.blank = None, True

    def add(self, kind: str, part: Part) -> None:
        self.open = Block(kind, [part])
        self.sections[-1].blocks.append(self.open)

    def read(self, line_number: int, line: str) -> None:
        stripped = line.strip()
        heading = outline.HEADING.match(line) if line.startswith("#") else None
        if not stripped:
            self.blank = True
        elif heading:
            self.heading(line_number, heading)
        elif stripped.startswith(EXCEPTION_MARK):
            self.sections[-1].exceptions.append(Part(line_number, [stripped[1:]]))
            self.close()
        elif not self.begins(line_number, line, stripped):
            self.continues(line_number, line, stripped)
            self.blank = False
        else:
            self.blank = False

    def heading(self, line_number: int, heading: re.Match[str]) -> None:
        anchor = outline.ANCHOR.search(heading[2])
        part = Part(line_number, [outline.ANCHOR.sub("", heading[2]).strip()])
        if anchor:
            self.sections.append(Section(anchor[1], len(heading[1]), part))
        elif len(heading[1]) > 1:
            self.add("heading", part)
        self.close()

    def begins(self, line_number: int, line: str, stripped: str) -> bool:
        """Whether the line begins an item, a row or a block of a kind of its own."""
        before = None if self.blank else self.open
        kind = before.kind if before else ""
        item = ITEM.match(line)
        if item and not RULE.match(stripped) and kind in ("", "list", "numbered"):
            self.item(Part(line_number, [item["text"]]), "list" if item["bullet"] else "numbered")
        elif before and kind == "paragraph" and "|" in stripped and DELIMITER.match(stripped):
            before.kind, before.columns = "table", _columns(before.parts[-1].text)
        elif kind == "table" or (stripped.startswith("|") and not before):
            self.row(Part(line_number, [stripped]), before)
        elif not before and RULE.match(stripped):
            self.close()
        elif not before and REFERENCE.match(stripped):
            self.add("reference", Part(line_number, [stripped]))
        elif not before and stripped.startswith(">"):
            self.add("quote", Part(line_number, [stripped.lstrip("> ")]))
        elif reference.FOOTNOTE_DEFINITION.match(stripped):
            self.add("definition", Part(line_number, [stripped.partition(":")[2]]))
        else:
            return False
        return True

    def item(self, part: Part, kind: str) -> None:
        """An item of the open list, whose kind is that of its first item, or of a new list."""
        if self.open and self.open.kind in ("list", "numbered"):
            self.open.parts.append(part)
        else:
            self.add(kind, part)

    def row(self, part: Part, table: Block | None) -> None:
        if table is None:
            self.add("table", part)
            self.sections[-1].blocks[-1].columns = _columns(part.text)
        elif not DELIMITER.match(part.text):
            table.parts.append(part)

    def continues(self, line_number: int, line: str, stripped: str) -> None:
        """The line goes on with the open block, or begins a paragraph."""
        listed = self.open is not None and self.open.kind in ("list", "numbered", "definition")
        if self.open and (not self.blank or (listed and line[0] in " \t")):
            self.open.parts[-1].lines.append(stripped.lstrip("> ") if self.open.kind == "quote" else stripped)
        else:
            self.add("paragraph", Part(line_number, [stripped]))


def _columns(row: str) -> int:
    """How many cells a row of a table has."""
    cells = CODE_SPAN.sub("", row).strip()
    return len(CELL.findall(cells.removeprefix("|").removesuffix("|"))) + 1
