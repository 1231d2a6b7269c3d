"""Texts as HTML: references filled in, notes numbered, headings and blocks with addresses.

Owns the tokens that a page has and its text has not. Whatever a reference, a source or a link stands for
is put in as a token of text and escaped by the library that writes the page; nothing is parsed again.
Must not know a city's data: what a reference means comes from `Meaning`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Protocol

from markdown_it.token import Token

from citystrategy.markdown import grid, made, numbering, reference
from citystrategy.markdown.document import UNWRITTEN, ParsedText, telling, title_and_anchor, top_blocks
from citystrategy.markdown.links import outside
from citystrategy.markdown.notes import Note, Notes, definitions, of_source, without_definitions
from citystrategy.markdown.numbering import Numbering
from citystrategy.markdown.parser import parser
from citystrategy.markdown.reference import WIDE, Reference

PERMALINK = "§"
DEEPEST = 3
"""The level down to which headings stand in the contents of a page."""
CHANGED = {"inline", "table_open", "th_open", "td_open", "td_close", "ordered_list_open"}
"""Tokens that differ on the page from those of the text, which stay as they are."""
TITLE = "title"
"""The address of a page's title, to which a keyboard skips."""

FORMER = "was"
"""Class of the empty target that a renamed section keeps."""


class Meaning(Protocol):
    """What the marks of a text stand for on the page that is made."""

    def number(self, reference: Reference) -> str:
        """The text in the place of a reference inside a sentence."""

    def table(self, reference: Reference, number: str) -> str | None:
        """What stands in the place of a reference alone in its paragraph, in the form of what is made.

        For a page that is HTML from a template that escapes.
        `number` is that of the table, or empty where tables have none.
        """

    def unwritten(self) -> str:
        """What a reader is told where a section is not written yet."""

    def caption(self, number: str) -> str:
        """What stands above an author's table that has a number."""

    def address(self, written: str, name: str) -> str | None:
        """Where a link inside the site leads from the text of this name; None where it leads nowhere."""

    def picture(self, name: str) -> tuple[str, int, int] | None:
        """Address, width and height of a picture; None where there is none."""

    def source(self, name: str) -> tuple[str, str] | None:
        """Title and address of a registered source."""


@dataclass(frozen=True)
class PublishedText:
    """One text of a page."""

    document: ParsedText
    name: str = ""
    """What its anchors and own notes begin with where several texts share a page; else empty."""
    below_title: str = ""
    """HTML, from a template that escapes, to stand under the title."""
    chapter: int = 0
    """Number of the chapter that it is: its blocks are numbered; 0 where it is none."""
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The anchors that a section had before, by the one it has now: links to them still lead there."""


@dataclass(frozen=True)
class Passage:
    """A heading or a block of a text as a page has it."""

    id: str
    """Its address on the page, or empty."""
    number: str
    """By what it is cited, or empty."""
    level: int
    """Level of a heading; 0 for a block."""
    tokens: list[Token]
    """What a heading says; all of a block."""
    wide: bool = False
    """Whether it is a table that has no room beside another text."""
    former: tuple[str, ...] = ()
    """The addresses that a heading had before."""
    unwritten: bool = False
    """Whether it only says that its section is not written yet."""


@dataclass(frozen=True)
class ContentsEntry:
    """A heading in the contents of a page."""

    level: int
    anchor: str
    title: str
    children: list["ContentsEntry"] = field(default_factory=list)
    """The headings below it."""


@dataclass(frozen=True)
class PublishedPage:
    """A page."""

    html: str
    contents: tuple[ContentsEntry, ...]
    """The headings of the first level, or those that have none above them; the others are in them."""


def publish(texts: Iterable[PublishedText], meaning: Meaning) -> PublishedPage:
    """One page of some texts, in their order."""
    notes = Notes()
    contents: list[ContentsEntry] = []
    tokens: list[Token] = []
    for text in texts:
        for passage in passages(text, meaning, notes):
            if passage.level:
                contents.append(ContentsEntry(passage.level, passage.id, made.plain(passage.tokens)))
            tokens += _placed(passage)
            if passage.level == 1:
                tokens += [made.html(text.below_title)] if text.below_title else []
    tokens += notes.listed()
    return PublishedPage(written(tokens), _nested(contents))


def written(tokens: list[Token]) -> str:
    """Tokens of a page as HTML."""
    library = parser()
    return str(library.renderer.render(tokens, library.options, {}))


def passages(text: PublishedText, meaning: Meaning, notes: Notes) -> Iterator[Passage]:
    """A text as a page has it; its notes are counted among those of the page."""
    return _Text(text, meaning, notes).passages()


def _placed(passage: Passage) -> Iterator[Token]:
    """A heading or a block with its address, which is a link to itself."""
    if passage.level:
        yield from _heading(passage)
    elif passage.number:
        yield made.block("div_open", "div", 1, {"class": "par", "id": passage.id})
        yield from _numbered(passage)
        yield from passage.tokens
        yield made.block("div_close", "div", -1)
    else:
        yield from passage.tokens


def _heading(passage: Passage) -> Iterator[Token]:
    tag = f"h{passage.level}"
    inline = Token("inline", "", 0)
    ending = made.link(f"#{passage.id}", [made.text(PERMALINK)], {"class": "headerlink", "title": PERMALINK})
    before = _numbered(passage) if passage.number else []
    inline.children = [*_former(passage), *before, *passage.tokens, *([] if passage.number else ending)]
    yield made.block("heading_open", tag, 1, {"id": passage.id})
    yield inline
    yield made.block("heading_close", tag, -1)


def _former(passage: Passage) -> Iterator[Token]:
    """An empty target for each address that a heading had before."""
    for address in passage.former:
        yield from made.within("span", [], {"id": address, "class": FORMER})


def _numbered(passage: Passage) -> list[Token]:
    """The number of a passage, which leads to it."""
    return [*made.link(f"#{passage.id}", [made.text(passage.number)], {"class": "pn"}), made.text(" ")]


def _nested(entries: Iterable[ContentsEntry]) -> tuple[ContentsEntry, ...]:
    """The headings in each other."""
    top: list[ContentsEntry] = []
    above: list[ContentsEntry] = []
    for entry in entries:
        if entry.level <= DEEPEST:
            while above and above[-1].level >= entry.level:
                above.pop()
            (above[-1].children if above else top).append(entry)
            above.append(entry)
    return tuple(top)


class _Text:
    """Makes the passages of a page from the tokens of one text."""

    def __init__(self, text: PublishedText, meaning: Meaning, notes: Notes) -> None:
        self.text = text
        self.meaning = meaning
        self.notes = notes
        self.numbering = Numbering(text.chapter) if text.chapter else None
        self.anchors = iter(text.document.anchors)
        self.definitions = dict(definitions(text.document.tokens))
        self.title = ""
        """The last heading as plain text."""

    def passages(self) -> Iterator[Passage]:
        """The headings and blocks of the text, its definitions of notes taken out."""
        for block in top_blocks(without_definitions(self.text.document.tokens)):
            if block[0].type == "heading_open":
                yield self.heading(block)
            elif block[0].type == "hr":
                yield Passage("", "", 0, block)
            elif block[0].type != "html_block":
                yield self.block(block)
            elif UNWRITTEN.fullmatch(block[0].content):
                yield Passage("", "", 0, list(_open(self.meaning.unwritten())), unwritten=True)
        for label in self.definitions:
            self.note(label)

    def heading(self, block: Sequence[Token]) -> Passage:
        """A heading with its address."""
        anchor = title_and_anchor(block[1])[1]
        level = int(block[0].tag[1])
        children = list(self.inline(_without_anchor(block[1].children or [], anchor)))
        address = "-".join(name for name in (self.text.name, next(self.anchors)) if name) or TITLE
        self.title, number = made.plain(children), ""
        if self.numbering and level == 1:
            number = str(self.numbering.chapter)
        elif self.numbering and level == 2 and anchor:
            number = self.numbering.section()
        former = self.text.former.get(anchor, ())
        return Passage(address, number, min(level + bool(self.text.name), 6), children, former=former)

    def block(self, block: Sequence[Token]) -> Passage:
        """A block; in a chapter it has a number, and a table one more."""
        if self.numbering is None or all(token.type != "inline" for token in block):
            return Passage("", "", 0, list(grid.named(list(self.blocks(block)), self.title)))
        number = self.numbering.block()
        tokens = list(self.blocks(block))
        if block[0].type == "table_open":
            tokens = list(grid.captioned(tokens, self.meaning.caption(self.numbering.table())))
        wide = grid.wide(block) or (tokens[0].type == "html_block" and _reference(block[1]).name in WIDE)
        return Passage(numbering.address(number), number, 0, tokens, wide)

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Token]:
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "paragraph_open" and (table := self.table(tokens[place + 1])):
                yield table
                place += 3
            else:
                yield from self.token(token)
                place += 1

    def token(self, token: Token) -> Iterator[Token]:
        if token.type == "html_block":
            return
        shown = copy(token) if token.type in CHANGED else token
        if token.type == "inline":
            shown.children = list(self.inline(token.children or []))
        elif token.type in ("th_open", "td_open"):
            right = str(token.attrs.get("style", "")).endswith("right")
            shown.attrs = {"class": "number"} if right else {}
        elif token.type == "ordered_list_open" and token.markup == ")":
            shown.attrs = {**token.attrs, "class": "bracket"}
        yield shown

    def table(self, inline: Token) -> Token | None:
        """What stands in the place of a paragraph that holds nothing but a reference to a table."""
        children = telling(inline)
        if len(children) != 1 or children[0].type != "reference":
            return None
        counted = self.numbering and copy(self.numbering)
        table = self.meaning.table(_reference(inline), counted.table() if counted else "")
        if table is None:
            return None
        self.numbering = counted
        return made.html(table)

    def inline(self, children: Sequence[Token]) -> Iterator[Token]:
        closing: list[bool] = []
        children = _without_gaps([child for child in children if child.type != "html_inline"])
        for place, child in enumerate(children):
            if child.type == "image":
                yield from self.picture(child)
            elif child.type == "reference":
                yield made.text(self.meaning.number(reference.parse(child.content)))
            elif child.type == "text_special":
                yield made.text(child.content)
            elif child.type in ("softbreak", "hardbreak"):
                yield Token("softbreak", "br", 0)
            elif child.type == "footnote_ref":
                if place and children[place - 1].type == "footnote_ref":
                    yield from made.within("sup", [made.text(", ")])
                yield from self.cite(child.meta["label"])
            elif child.type == "link_open":
                address = self.address(str(child.attrs["href"]))
                closing.append(address is not None)
                if address is not None:
                    yield Token("link_open", "a", 1, attrs={"href": address})
            elif child.type == "link_close":
                if closing.pop():
                    yield child
            else:
                yield child

    def picture(self, image: Token) -> Iterator[Token]:
        """A picture with its size, so that nothing moves when it comes."""
        shown = self.meaning.picture(str(image.attrs["src"]))
        if shown is not None:
            address, width, height = shown
            attributes: dict[str, str | int | float] = {"src": address, "alt": ""}
            attributes |= {"width": width, "height": height, "loading": "lazy"}
            yield Token("image", "img", 0, attrs=attributes, children=image.children)

    def address(self, written: str) -> str | None:
        """Where a link leads; nothing that a browser would run is let through."""
        return written if outside(written) else self.meaning.address(written, self.text.name)

    def note(self, label: str) -> Note | None:
        """The note of a label, which gets the next number when it is first cited."""
        own = label in self.definitions
        name = f"{self.text.name}-{label}" if own and self.text.name else label
        note = self.notes.notes.get(name)
        if note is None:
            source = None if own else self.meaning.source(label)
            if source is None and not own:
                return None
            note = self.notes.add(name)
            note.body = list(self.blocks(self.definitions[label])) if own else of_source(*source or ("", ""))
        return note

    def cite(self, label: str) -> Iterator[Token]:
        note = self.note(label)
        if note is not None:
            yield from self.notes.cite(note)


def _open(said: str) -> Iterator[Token]:
    """What stands in the place of a section that is not written yet."""
    inline = Token("inline", "", 0)
    inline.children = [made.text(said)]
    yield made.block("paragraph_open", "p", 1, {"class": "unwritten"})
    yield inline
    yield made.block("paragraph_close", "p", -1)


def _reference(inline: Token) -> Reference:
    """The reference that is all of a paragraph."""
    written = next(child.content for child in inline.children or [] if child.type == "reference")
    return reference.parse(written, alone=True)


def _without_anchor(children: Sequence[Token], anchor: str) -> list[Token]:
    """The children of a heading without the anchor, which ends the last of them."""
    if not anchor:
        return list(children)
    last = copy(children[-1])
    last.content = last.content[: last.content.rindex("{#")].rstrip()
    return [*children[:-1], last]


def _without_gaps(children: Sequence[Token]) -> list[Token]:
    """The children without the spaces and line ends between notes, where a comma stands on the page."""
    kept: list[Token] = []
    blank: list[Token] = []
    for child in children:
        if child.type == "softbreak" or (child.type == "text" and not child.content.strip()):
            blank.append(child)
            continue
        if not (kept and kept[-1].type == child.type == "footnote_ref"):
            kept += blank
        kept.append(child)
        blank = []
    return kept + blank
