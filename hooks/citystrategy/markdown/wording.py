"""What a text says and in which form: its words, and the marks that give them their meaning.

Owns what of a text is meaning: how words are grouped in headings, paragraphs, items, rows and notes,
what is stressed, cited and linked. Spaces, the ends of lines and comments are not. Two texts that agree
in this say the same. Must not know what is sealed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from citystrategy.markdown import reference
from citystrategy.markdown.document import ANCHOR, number

CONTINUED = "+"
"""The mark of what goes on in an item after its first paragraph."""
STRESS = {"strong_open": "**", "strong_close": "**", "em_open": "*", "em_close": "*"}
CLOSING: tuple[str, ...] = ("list_item_close", "bullet_list_close", "ordered_list_close", "blockquote_close")
CLOSING += ("footnote_reference_close",)
UNSEEN = {"reference": "…", "softbreak": " ", "hardbreak": " "}
ESCAPED = frozenset("\\*_[]{}`")
"""What is a mark unless its author says that it is a character."""
LEAF = {"hr": "---", "fence": "```", "code_block": "```"}


@dataclass(frozen=True)
class Wording:
    """A heading, a paragraph, an item or a row."""

    mark: str
    """What it is and in what it stands, such as `##`, `-`, `+ 1)`; nothing for a plain paragraph."""
    text: str
    """Its words, one space between two, with what is stressed, cited and linked in them."""
    lines: tuple[int, ...] = field(compare=False)
    """The line of each word; of the whole where it has none."""
    seen: str = field(compare=False, default="")
    """What of it a reader sees: no marks, and an ellipsis where a reference stands."""

    def __str__(self) -> str:
        return f"{self.mark} {self.text}".strip()


@dataclass
class _Level:
    """A list, a quotation or a note that is open."""

    mark: str
    following: int | None = None
    """The number of the next item of a numbered list."""
    delimiter: str = ""
    filled: bool = False
    """Whether the item that is open has said anything."""

    def begin(self) -> None:
        """An item begins."""
        self.filled = False
        if self.following is None:
            self.mark = "-"
        else:
            self.mark = f"{self.following}{self.delimiter}"
            self.following += 1

    def fill(self) -> None:
        """Something was said; what goes on in the same item is no new one."""
        self.filled = True
        self.mark = CONTINUED if self.delimiter else self.mark


def wordings(tokens: Sequence[Token]) -> Iterator[Wording]:
    """What the tokens of a text say, in order."""
    levels: list[_Level] = []
    cells: list[Token] = []
    head = False
    for place, token in enumerate(tokens):
        before = tokens[place - 1].type if place else ""
        if level := _opened(token):
            levels.append(level)
        elif token.type == "list_item_open":
            levels[-1].begin()
        elif token.type in CLOSING:
            if not levels[-1].filled:
                yield Wording(_mark(levels), "", (number(token),))
                levels[-1].fill()
            if token.type != "list_item_close":
                levels.pop()
        elif token.type in ("thead_open", "thead_close"):
            head = token.type == "thead_open"
        elif token.type == "tr_close":
            yield _row(_mark(levels, "|#" if head else "|"), cells)
            cells = []
        elif token.type == "inline" and before in ("th_open", "td_open"):
            cells.append(token)
        elif token.type == "inline":
            heading = "#" * int(tokens[place - 1].tag[1]) if before == "heading_open" else ""
            yield _wording(_mark(levels, heading), _words(token), number(token), _seen([token]))
        elif token.type in LEAF:
            words = [(word, number(token)) for word in token.content.split()]
            yield _wording(_mark(levels, LEAF[token.type]), words, number(token))
        if token.type in ("inline", *LEAF):
            for level in levels:
                level.fill()


def _opened(token: Token) -> _Level | None:
    if token.type == "bullet_list_open":
        return _Level("-", delimiter="-")
    if token.type == "ordered_list_open":
        return _Level("", int(token.attrs.get("start", 1)), token.markup)
    if token.type == "blockquote_open":
        return _Level(">")
    return _Level(f"[^{token.meta['label']}]:") if token.type == "footnote_reference_open" else None


def _mark(levels: Sequence[_Level], own: str = "") -> str:
    return " ".join(mark for mark in (*(level.mark for level in levels), own) if mark)


def _wording(mark: str, words: Sequence[tuple[str, int]], line: int, seen: str = "") -> Wording:
    lines = tuple(line for _, line in words) or (line,)
    return Wording(mark, " ".join(word for word, _ in words), lines, seen)


def _row(mark: str, cells: Sequence[Token]) -> Wording:
    """A row; a stroke inside a cell is written so that it parts no cells."""
    words: list[tuple[str, int]] = []
    for place, cell in enumerate(cells):
        words += [("|", number(cell))] if place else []
        words += [(word.replace("|", "\\|"), line) for word, line in _words(cell)]
    return _wording(mark, words, number(cells[0]) if cells else 1, _seen(cells))


def _seen(inlines: Sequence[Token]) -> str:
    """The text of inline tokens without their marks; of a heading without its anchor."""
    texts: list[str] = []
    for inline in inlines:
        for child in inline.children or ():
            text = child.content if child.type in ("text", "text_special") else ""
            texts.append(UNSEEN.get(child.type, text))
        texts[-1:] = [ANCHOR.sub("", texts[-1]), " "] if texts else []
    return " ".join("".join(texts).split())


def _words(inline: Token) -> list[tuple[str, int]]:
    """The words of inline tokens, each with its line."""
    text, address = "", ""
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            text += "\n"
        elif child.type == "link_open":
            text, address = f"{text}[", str(child.attrs["href"])
        elif child.type == "link_close":
            text += f"]({address})"
        elif child.type == "footnote_ref":
            text += f"[^{child.meta['label']}]"
        elif child.type == "text_special" and child.content in ESCAPED:
            text += f"\\{child.content}"
        elif child.type == "reference":
            text += _reference(child.content)
        elif not (child.type == "html_inline" and child.content.startswith("<!--")):
            text += STRESS.get(child.type, "") + child.content
    first = number(inline)
    return [(word, first + place) for place, line in enumerate(text.split("\n")) for word in line.split()]


def _reference(written: str) -> str:
    """A reference in its one form."""
    parsed = reference.parse(written)
    year = "" if parsed.year is None else f", {parsed.year}"
    return f'{{{{ {parsed.name}("{parsed.id}"{year}) }}}}' if parsed.name else " ".join(written.split())
