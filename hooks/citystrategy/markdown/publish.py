"""Texts as one page of HTML: references filled in, notes numbered and listed, headings with addresses.

Owns the tokens that a page has and its text has not. Whatever a reference, a source or a link stands for
is put in as a token of text and escaped by the library that writes the page; nothing is parsed again.
Must not know a city's data: what a reference means comes from `Meaning`.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Protocol

from markdown_it.token import Token

from citystrategy.markdown import reference
from citystrategy.markdown.document import ParsedText, title_and_anchor
from citystrategy.markdown.links import outside
from citystrategy.markdown.parser import parser
from citystrategy.markdown.reference import Reference

PERMALINK = "§"
BACK = "↩"
DEEPEST = 3
"""The level down to which headings stand in the contents of a page."""
TITLE = "title"
"""The address of a page's title, to which a keyboard skips."""


class Meaning(Protocol):
    """What the marks of a text stand for on the page that is made."""

    def number(self, one: Reference) -> str:
        """The text in the place of a reference inside a sentence."""

    def table(self, one: Reference) -> str | None:
        """The HTML in the place of a reference alone in its paragraph, from a template that escapes."""

    def address(self, written: str, name: str) -> str | None:
        """Where a link inside the site leads from the text of this name; None where it leads nowhere."""

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


@dataclass
class _Note:
    """One note of the page, with the places that cite it."""

    name: str
    number: int
    body: list[Token]
    cited: int = 0


@dataclass
class _Page:
    """What is known while a page is made."""

    meaning: Meaning
    notes: dict[str, _Note] = field(default_factory=dict)
    contents: list[ContentsEntry] = field(default_factory=list)


def publish(texts: Iterable[PublishedText], meaning: Meaning) -> PublishedPage:
    """One page of some texts, in their order."""
    page = _Page(meaning)
    tokens = [token for text in texts for token in _Text(page, text).tokens()]
    tokens += _notes(page)
    library = parser()
    return PublishedPage(library.renderer.render(tokens, library.options, {}), _nested(page.contents))


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
    """Makes the tokens of a page from those of one text."""

    def __init__(self, page: _Page, text: PublishedText) -> None:
        self.page = page
        self.text = text
        self.anchors = iter(text.document.anchors)
        self.definitions = dict(_definitions(text.document.tokens))

    def tokens(self) -> Iterator[Token]:
        """The tokens of the text, its definitions of notes taken out."""
        yield from self.blocks(list(_without_definitions(self.text.document.tokens)))
        for label in self.definitions:
            self.note(label)

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Token]:
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "heading_open" and not token.level:
                yield from self.heading(tokens[place : place + 3])
                place += 3
            elif token.type == "paragraph_open" and (table := self.table(tokens[place + 1])):
                yield table
                place += 3
            else:
                yield from self.block(token)
                place += 1

    def block(self, token: Token) -> Iterator[Token]:
        made = copy(token)
        if token.type == "html_block":
            return
        if token.type == "inline":
            made.children = list(self.inline(token.children or []))
        elif token.type in ("th_open", "td_open"):
            right = str(token.attrs.get("style", "")).endswith("right")
            made.attrs = {"class": "number"} if right else {}
        elif token.type == "ordered_list_open" and token.markup == ")":
            made.attrs = {**token.attrs, "class": "bracket"}
        yield made

    def heading(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """A heading with its address; the title of a page needs none."""
        opened, inline, closed = (copy(token) for token in tokens)
        anchor = title_and_anchor(inline)[1]
        level = int(opened.tag[1])
        children = list(self.inline(_without_anchor(inline.children or [], anchor)))
        title = "".join(child.content for child in _plain(children)).strip()
        anchor = "-".join(one for one in (self.text.name, next(self.anchors)) if one) or TITLE
        if self.text.name:
            opened.tag = closed.tag = f"h{min(level + 1, 6)}"
        if anchor:
            opened.attrs = {"id": anchor}
            children += _link(f"#{anchor}", [_text(PERMALINK)], {"class": "headerlink", "title": PERMALINK})
        inline.children = children
        self.page.contents.append(ContentsEntry(int(opened.tag[1]), anchor, title))
        yield from (opened, inline, closed)
        if level == 1 and self.text.below_title:
            yield _html(self.text.below_title)

    def table(self, inline: Token) -> Token | None:
        """What stands in the place of a paragraph that holds nothing but a reference to a table."""
        found = [child for child in inline.children or [] if child.type != "text" or child.content.strip()]
        if len(found) != 1 or found[0].type != "reference":
            return None
        table = self.page.meaning.table(reference.parse(found[0].content, alone=True))
        return None if table is None else _html(table)

    def inline(self, children: Sequence[Token]) -> Iterator[Token]:
        closing: list[bool] = []
        children = _without_gaps([one for one in children if one.type not in ("html_inline", "image")])
        for place, child in enumerate(children):
            if child.type == "reference":
                yield _text(self.page.meaning.number(reference.parse(child.content)))
            elif child.type == "text_special":
                yield _text(child.content)
            elif child.type in ("softbreak", "hardbreak"):
                yield Token("softbreak", "br", 0)
            elif child.type == "footnote_ref":
                if place and children[place - 1].type == "footnote_ref":
                    yield from _raised([_text(", ")], {})
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

    def address(self, written: str) -> str | None:
        """Where a link leads; nothing that a browser would run is let through."""
        return written if outside(written) else self.page.meaning.address(written, self.text.name)

    def note(self, label: str) -> _Note | None:
        """The note of a label, which gets the next number when it is first cited."""
        own = label in self.definitions
        name = f"{self.text.name}-{label}" if own and self.text.name else label
        found = self.page.notes.get(name)
        if found is None:
            source = None if own else self.page.meaning.source(label)
            if source is None and not own:
                return None
            found = self.page.notes[name] = _Note(name, len(self.page.notes) + 1, [])
            found.body = list(self.blocks(self.definitions[label])) if own else _source(*source or ("", ""))
        return found

    def cite(self, label: str) -> Iterator[Token]:
        note = self.note(label)
        if note is None:
            return
        note.cited += 1
        again = str(note.cited) if note.cited > 1 else ""
        number = _link(f"#fn:{note.name}", [_text(str(note.number))], {"class": "footnote-ref"})
        yield from _raised(number, {"id": f"fnref{again}:{note.name}"})


def _definitions(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """The notes that a text defines, each with its blocks."""
    label = ""
    body: list[Token] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            label, body = token.meta["label"], []
        elif token.type == "footnote_reference_close":
            yield label, body
            label = ""
        elif label:
            body.append(token)


def _without_definitions(tokens: Sequence[Token]) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        inside += token.type == "footnote_reference_open"
        if not inside:
            yield token
        inside -= token.type == "footnote_reference_close"


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


def _plain(children: Sequence[Token]) -> list[Token]:
    """The children of a heading that are text: what the contents of the page show."""
    sup = 0
    kept: list[Token] = []
    for child in children:
        sup += child.type == "sup_open"
        if child.type == "text" and not sup:
            kept.append(child)
        sup -= child.type == "sup_close"
    return kept


def _source(title: str, address: str) -> list[Token]:
    """The note of a registered source: its title, which leads to it."""
    inline = Token("inline", "", 0)
    inline.children = _link(address, [_text(title)], {}) if outside(address) else [_text(title)]
    return [_block("paragraph_open", "p", 1), inline, _block("paragraph_close", "p", -1)]


def _notes(page: _Page) -> Iterator[Token]:
    """The list of notes at the end of a page."""
    if not page.notes:
        return
    yield _block("div_open", "div", 1, {"class": "footnote"})
    yield _block("hr", "hr", 0)
    yield _block("ordered_list_open", "ol", 1)
    for note in page.notes.values():
        yield _block("list_item_open", "li", 1, {"id": f"fn:{note.name}"})
        yield from _with_ways_back(note)
        yield _block("list_item_close", "li", -1)
    yield _block("ordered_list_close", "ol", -1)
    yield _block("div_close", "div", -1)


def _with_ways_back(note: _Note) -> Iterator[Token]:
    """The body of a note with a link to each place that cites it, in its last paragraph."""
    last = max((place for place, token in enumerate(note.body) if token.type == "inline"), default=-1)
    for place, token in enumerate(note.body):
        if place == last:
            token = copy(token)
            token.children = [*(token.children or []), *_ways_back(note)]
        yield token


def _ways_back(note: _Note) -> Iterator[Token]:
    for time in range(1, note.cited + 1):
        again = str(time) if time > 1 else ""
        attrs = {"class": "footnote-backref", "title": f"{BACK} {note.number}"}
        yield _text("\u00a0")
        yield from _link(f"#fnref{again}:{note.name}", [_text(BACK)], attrs)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _html(content: str) -> Token:
    return Token("html_block", "", 0, content=f"{content.strip()}\n", block=True)


def _block(kind: str, tag: str, nesting: int, attrs: dict[str, str | int | float] | None = None) -> Token:
    return Token(kind, tag, nesting, attrs=attrs or {}, block=True)  # type: ignore[arg-type]


def _raised(children: list[Token], attrs: dict[str, str]) -> list[Token]:
    return [Token("sup_open", "sup", 1, attrs={**attrs}), *children, Token("sup_close", "sup", -1)]


def _link(address: str, children: list[Token], attrs: dict[str, str]) -> list[Token]:
    opened = Token("link_open", "a", 1, attrs={**attrs, "href": address})
    return [opened, *children, Token("link_close", "a", -1)]
