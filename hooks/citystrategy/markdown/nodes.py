"""A text as plain data, for whoever lays it out without HTML: blocks in blocks, pieces in lines.

Owns the form of that data: strings, and dictionaries whose `kind` says what they are. What an author wrote
stands in it as strings only, so that nobody who lays it out takes it for marks. Must not know how it looks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from citystrategy.markdown import made
from citystrategy.markdown.notes import Note, Notes
from citystrategy.markdown.publish import Meaning, Passage, PublishedText, passages

Node = Mapping[str, Any]
"""A block, or a piece of a line that is no plain string."""

BLOCKS = {
    "paragraph_open": "paragraph",
    "heading_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "blockquote_open": "quote",
    "table_open": "table",
}
INLINE = {
    "strong_open": "strong",
    "em_open": "emphasis",
    "sup_open": "raised",
    "link_open": "link",
    "a_open": "link",
}


@dataclass(frozen=True)
class LaidPassage:
    """A heading or a block of a text."""

    id: str
    """Its address in the document, or empty."""
    number: str
    """By what it is cited, or empty."""
    level: int
    """Level of a heading, 1 for the title of a text; 0 for a block."""
    title: str
    """A heading without its notes, or empty."""
    content: Sequence[str | Node]
    """The pieces of a heading; the blocks of a block."""
    wide: bool
    """Whether it is a table that needs the whole sheet."""


class _Citations(Notes):
    """Notes that are cited by a token of their own: whoever lays the text out counts them."""

    def cite(self, note: Note) -> list[Token]:
        note.cited += 1
        return [Token("note", "", 0, content=note.name)]


def nodes(
    texts: Sequence[PublishedText], meaning: Meaning
) -> tuple[tuple[tuple[LaidPassage, ...], ...], dict[str, list[Node]]]:
    """The passages of each text, and the blocks of each note by its name; notes are those of all texts."""
    notes = _Citations()
    laid = tuple(tuple(map(_laid, passages(text, meaning, notes))) for text in texts)
    return laid, {note.name: _blocks(note.body) for note in notes.notes.values()}


def _laid(passage: Passage) -> LaidPassage:
    level = max(1, passage.level - 1) if passage.level else 0
    content: Sequence[str | Node] = _inline(passage.tokens) if level else _blocks(passage.tokens)
    title = made.plain(passage.tokens) if level else ""
    return LaidPassage(passage.id, passage.number, level, title, content, passage.wide)


def _blocks(tokens: Sequence[Token]) -> list[Node]:
    """The blocks that tokens hold, each with those in it."""
    blocks: list[Node] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        end = _end(tokens, place)
        inner = tokens[place + 1 : end]
        kind = BLOCKS.get(token.type)
        if kind == "paragraph":
            blocks.append({"kind": kind, "content": _inline(inner[0].children or [])})
        elif kind == "list":
            blocks.append(_list(token, inner))
        elif kind == "quote":
            blocks.append({"kind": kind, "blocks": _blocks(inner)})
        elif kind == "table":
            blocks.append(_table(inner))
        elif token.type == "html_block":
            blocks.append({"kind": "made", "made": token.content.strip()})
        elif token.type == "hr":
            blocks.append({"kind": "rule"})
        elif token.type in ("fence", "code_block"):
            blocks.append({"kind": "paragraph", "content": [token.content]})
        elif token.nesting == 1:  # what a page has around a table
            blocks += _blocks(inner)
        place = end + 1
    return blocks


def _end(tokens: Sequence[Token], place: int) -> int:
    """Where what a token opens is closed; its own place where it opens nothing."""
    depth = 0
    for end in range(place, len(tokens)):
        depth += tokens[end].nesting
        if depth <= 0:
            return end
    return len(tokens) - 1


def _list(token: Token, inner: Sequence[Token]) -> Node:
    ordered = token.type == "ordered_list_open"
    return {
        "kind": "list",
        "ordered": ordered,
        "start": int(token.attrs.get("start", 1)),
        "bracket": token.markup == ")",
        "items": [_blocks(item) for item in _within(inner, "list_item_open")],
    }


def _table(inner: Sequence[Token]) -> Node:
    """Caption, head and rows; a row is a list of cells, a cell the pieces of a line.

    A head is said again on each sheet, where nothing may be cited or linked: its notes stand apart.
    """
    rows = [
        [(cell_opened, cell) for cell_opened, cell in _cells(row)]
        for row in _within(inner, "tr_open", deep=True)
    ]
    head, *others = rows or [[]]
    return {
        "kind": "table",
        "caption": _caption(inner),
        "numbers": [opened.attrs.get("class") == "number" for opened, _ in head],
        "head": [_plain(cell) for _, cell in head],
        "notes": [name for _, cell in head for name in _cited(cell)],
        "rows": [[cell for _, cell in row] for row in others],
        "lengths": lengths([[_length(cell) for _, cell in row] for row in rows]),
    }


def lengths(rows: Sequence[Sequence[int]]) -> list[int]:
    """How long the longest cell of each column is, of rows that have equally many."""
    return [max(column) for column in zip(*rows, strict=True)]


def _length(pieces: Sequence[str | Node]) -> int:
    """How many letters a line has."""
    return sum(
        len(piece) if isinstance(piece, str) else _length(piece.get("content", ())) for piece in pieces
    )


def _plain(pieces: Sequence[str | Node]) -> list[str | Node]:
    """The pieces of a line without notes, and of links their words only."""
    kept: list[str | Node] = []
    for piece in pieces:
        if isinstance(piece, str):
            kept.append(piece)
        elif piece["kind"] == "link":
            kept += _plain(piece["content"])
        elif piece["kind"] in ("strong", "emphasis"):
            kept.append({**piece, "content": _plain(piece["content"])})
    return kept


def _cited(pieces: Sequence[str | Node]) -> Iterator[str]:
    """The notes that the pieces of a line cite."""
    for piece in pieces:
        if not isinstance(piece, str):
            yield from (piece["name"],) if piece["kind"] == "note" else _cited(piece["content"])


def _caption(inner: Sequence[Token]) -> str:
    opened = [place for place, token in enumerate(inner) if token.type == "caption_open"]
    return made.plain(inner[opened[0] + 1 : opened[0] + 2]) if opened else ""


def _cells(row: Sequence[Token]) -> Iterator[tuple[Token, list[str | Node]]]:
    for place, token in enumerate(row):
        if token.type in ("th_open", "td_open"):
            yield token, _inline(row[place + 1].children or [])


def _within(tokens: Sequence[Token], opening: str, deep: bool = False) -> Iterator[Sequence[Token]]:
    """The tokens in each element of a kind; `deep` where other elements stand around them."""
    place = 0
    while place < len(tokens):
        end = _end(tokens, place)
        if tokens[place].type == opening:
            yield tokens[place + 1 : end]
        elif deep:
            end = place
        place = end + 1


def _inline(children: Sequence[Token]) -> list[str | Node]:
    """The pieces of a line, each with those in it."""
    pieces: list[str | Node] = []
    place = 0
    while place < len(children):
        child = children[place]
        end = _end(children, place)
        inner = children[place + 1 : end]
        if child.type in INLINE:
            piece: dict[str, Any] = {"kind": INLINE[child.type], "content": _inline(inner)}
            pieces.append(piece | ({"address": child.attrs["href"]} if "href" in child.attrs else {}))
        elif child.type == "note":
            pieces.append({"kind": "note", "name": child.content})
        elif child.type == "softbreak":
            pieces.append(" ")
        elif child.type in ("text", "code_inline") and child.content:
            pieces.append(child.content)
        place = end + 1
    return pieces
