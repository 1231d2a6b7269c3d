"""The Markdown that texts are written in, and what of CommonMark they have no use for.

Owns which marks a text may hold: headings with anchors, paragraphs, emphasis, lists, tables, notes,
links, quotations, comments and references into the data. Everything else is refused and never guessed
at, a mark that stayed a plain character too: what a reader would see of it is not what was meant.
Must not word a fault nor know whose text it is.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from citystrategy.markdown.document import ANCHOR, UNREAD, ParsedText, number, title_and_anchor
from citystrategy.markdown.links import inside, outside

DEEPEST = 12
"""Levels of nested blocks: five lists in each other."""
MOST_OPEN = 20
"""Brackets that may stand open in one paragraph; with thousands, parsing takes minutes."""
MOST_HEADINGS = 500
LONGEST = 40_000
"""Characters that a paragraph may have, a table being one."""

FRONT_MATTER = re.compile(r"\s*(?:---[ \t]*\n| {0,3}[\w-]+:)", re.ASCII)
"""What MkDocs would take for the settings of a page."""
TEMPLATE = re.compile(r"\{%|%\}|\{#(?=[^{}]*#\})|\{\{|-{1,}8<-{1,}")
PICTURE = re.compile(r"!\[[^\[\]]+\]\([a-z0-9]+(?:-[a-z0-9]+)*\.png\)", re.ASCII)
"""A picture alone in its paragraph: what it shows, and its file without the language."""
COMMENT = re.compile(r"<!--(?!-?>)(?:(?!<!--|--!>|-->).)*-->\s*", re.DOTALL)
"""A comment that is one for every browser too."""
FRAME = frozenset(
    {"contrast-high", "contrast-usual", "main", "navigation", "scheme-dark", "scheme-device", "scheme-light"}
    | {"size-large", "size-largest", "size-usual", "title"}
)
"""The ids of a page's own parts, which nothing in it can have again."""
NAME = re.compile(rf"(?!(?:{'|'.join(sorted(FRAME))})$)[a-z0-9][a-z0-9-]*")
"""An anchor: it stands in addresses, in both languages alike, and is no id of the page itself."""
LEFT = re.compile(
    r"\*\*+|__+|~~+|`+|\[\^[^\]]*\]?|\][ \t]?\([^)]*\)?|\]\[|!\["  # strong, struck, code, notes, links
    r"|(?<![\s*])\*|\*(?![\s*])|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)"  # emphasis
    r"|\^\[|:::|!!!|==+|~\w+~|\^\w+\^|\+\+\w+\+\+|:[a-z_]+:|\[TOC\]"  # marks of other dialects
)
AT_START = re.compile(
    r"#+|\?{3}\+?(?=[ \t])|\[[^\]]+\]:|\d{1,3}[.)](?=[ \t]|[^\W\d])|[•:](?=[ \t])|[-+](?=[^\W\d_])"
)
"""What at the start of a line of text was to begin a block."""
ATTRIBUTES = re.compile(r"\{[^{}]*\}?|\}")
TASK = re.compile(r"\[[ xX]\](?=[ \t])")
LISTED = re.compile(r"[–—·▪][ \u00a0]|[^\W\d_]\)[ \u00a0]")
"""How items begin that are no items here: they run into one paragraph."""
TAG = re.compile(r"<[a-zA-Z/!?]")
SUSPECT = re.compile(r"[*_~`\[\]{}<>#|^!•=]|^[-+:?\d]|www\.|://|:::|%\}|\+\+|:[a-z_]+:")
"""What no left-over mark is without: most lines have nothing of it."""
OTHER = "\ue000"
"""Stands in a line for what is not its own plain text."""
EMPTY = {"list_item_open": "list_item_close", "blockquote_open": "blockquote_close"}
"""Tokens that begin a block, and those that end it: where they meet, nothing stands in it."""
JUDGED_BLOCKS = frozenset({"fence", "code_block", "html_block", "heading_open", "table_open", *EMPTY})
"""Tokens between the texts that may be faults."""
SHOWN = frozenset({"text", "text_special", "reference", "image", "code_inline"})
"""Tokens within a text of which a reader sees something."""
BRACKET = re.compile(r"[\[\](){}<>]")
AROUND = 12
"""Characters shown before and after a mark."""
WEB = re.compile(r"\bwww\.\S+|\bhttps?://\S+")


class Fault(NamedTuple):
    """One thing that a text may not hold."""

    code: str
    """Code of the problem."""
    line: int
    written: str = ""
    """What stands there, shortened."""


def faults(document: ParsedText, code: bool = False) -> Iterator[Fault]:
    """What a text may not hold, in order; `code` where the text is a guide that quotes files."""
    if FRONT_MATTER.match(document.text):
        yield Fault("markup-settings", 1)
        return
    for token in document.tokens:
        if token.level > DEEPEST:
            yield Fault("markup-tangled", number(token))
            return
    for place, token in enumerate(document.tokens):
        if token.type in JUDGED_BLOCKS:
            yield from _block(document, place, token, code)
        if token.type == "inline":
            yield from _inline(token, document.tokens[place - 1], code)
    yield from _notes(document)
    yield from _indents(document)


def tangled(text: str) -> int:
    """The line from which on a text cannot be parsed in good time, or 0."""
    open_now = dict.fromkeys("[({<", 0)
    closing = {"]": "[", ")": "(", "}": "{", ">": "<"}
    size = headings = 0
    for line_number, line in enumerate(text.split("\n"), 1):
        size += len(line)
        headings += line.startswith("#")
        if not line.strip():
            size, open_now = 0, dict.fromkeys(open_now, 0)
        for bracket in BRACKET.findall(line):
            if bracket in open_now:
                open_now[bracket] += 1
            else:
                open_now[closing[bracket]] = max(0, open_now[closing[bracket]] - 1)
        if max(open_now.values()) > MOST_OPEN or headings > MOST_HEADINGS or size > LONGEST:
            return line_number
    return 0


def short(written: str) -> str:
    """The beginning of what stands somewhere, for a message."""
    return written.strip().split("\n")[0][:60]


def _block(document: ParsedText, place: int, token: Token, code: bool) -> Iterator[Fault]:
    line = number(token)
    if token.type in ("fence", "code_block") and not code:
        yield Fault("markup-code", line, short(token.content))
    elif token.type == "html_block" and not COMMENT.fullmatch(token.content):
        yield Fault("markup-html", line, short(token.content))
    elif token.type == "heading_open":
        if token.level or token.markup in ("=", "-"):
            yield Fault("markup-heading", line, short(document.tokens[place + 1].content))
        elif not _title(document.tokens[place + 1], code):
            yield Fault("markup-unseen", line, short(_line(document, line)))
    elif token.type == "table_open":
        yield from _rows(document, token)
    elif token.type in EMPTY and document.tokens[place + 1].type == EMPTY[token.type]:
        yield Fault("markup-unseen", line, short(_line(document, line)))


def _title(heading: Token, code: bool) -> str:
    """What a reader sees of a heading, a note is no title; `code` where code is one."""
    title = title_and_anchor(heading)[0]
    return title if code else title.replace(UNREAD, "").strip()


def _line(document: ParsedText, line: int) -> str:
    return document.text.split("\n")[line - 1]


def _rows(document: ParsedText, table: Token) -> Iterator[Fault]:
    """The rows that have not as many cells as the head of their table.

    The library drops what is too much, and fills up at the end what may lack anywhere.
    """
    assert table.map is not None
    first, last = table.map
    lines = document.text.split("\n")[first:last]
    wanted = len(_cells(lines[0]))
    for place, line in enumerate(lines[2:], first + 3):
        whole = line.startswith("|") and line.endswith("|") and line.count("|") == wanted + 1
        if not whole and len(_cells(line)) > wanted:
            yield Fault("markup-row", place, _cells(line)[wanted])
        elif "|" not in line:
            yield Fault("markup-after", place, short(line))
        elif not whole and len(_cells(line)) < wanted:
            yield Fault("markup-row-short", place, short(line))


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in escapedSplit(row.lstrip("> \t").strip())]
    cells = cells[1:] if cells and not cells[0] else cells
    return cells[:-1] if cells and not cells[-1] else cells


def _inline(token: Token, opened: Token, code: bool) -> Iterator[Fault]:
    line, text, linked = number(token), "", 0
    heading = opened.type == "heading_open"
    lines: list[tuple[int, str]] = []
    children = token.children or []
    for place, child in enumerate(children):
        last = place == len(children) - 1
        if child.type in ("softbreak", "hardbreak"):
            lines.append((line, text))
            text, line = "", line + 1
            continue
        if child.type == "text":
            shown = ANCHOR.sub("", child.content) if heading and last else child.content
            text += WEB.sub(OTHER, shown) if linked else shown
        else:
            text += OTHER
        linked += child.nesting if child.type.startswith("link_") else 0
        yield from _mark(child, line, code, token.content)
        yield from _unseen(children, place, line)
    yield from _left_over([*lines, (line, text)], opened)
    if heading:
        anchor = title_and_anchor(token)[1]
        if anchor and not NAME.fullmatch(anchor):
            yield Fault("anchor-form", number(token), anchor)


def _mark(child: Token, line: int, code: bool, text: str) -> Iterator[Fault]:
    """What is wrong with a mark; `text` is all of the paragraph that it stands in."""
    if child.type == "code_inline" and not code:
        yield Fault("markup-code", line, short(child.content))
    elif child.type == "link_open":
        address = str(child.attrs["href"])
        if not outside(address) and inside(address, "city/page.md") is None:
            yield Fault("markup-link", line, short(address))
        if "title" in child.attrs:
            yield Fault("markup-unseen", line, short(str(child.attrs["title"])))
    elif child.type == "image" and not (code and PICTURE.fullmatch(text)):
        yield Fault("markup-image", line, short(str(child.attrs.get("src", ""))))
    elif child.type == "html_inline" and not COMMENT.fullmatch(child.content):
        yield Fault("markup-html", line, short(child.content))


def _unseen(children: list[Token], place: int, line: int) -> Iterator[Fault]:
    """A link without a text, and asterisks between figures, which would make these one number."""
    child = children[place]
    if child.type == "link_open":
        inner = takewhile(lambda inside: inside.type != "link_close", children[place:])
        if not any(inside.content.strip() for inside in inner if inside.type in SHOWN):
            yield Fault("markup-unseen", line, short(f"[]({child.attrs['href']})"))
    elif child.type in ("em_open", "strong_open") and place:
        before, after = children[place - 1].content[-1:], children[place + 1].content
        if before.isdigit() and after[:1].isdigit():
            yield Fault("markup-unseen", line, short(f"{before}{child.markup}{after}"))


def _left_over(lines: list[tuple[int, str]], opened: Token) -> Iterator[Fault]:
    """Marks that are left over in the visible text; of what was to be a table, those of its first line."""
    items = [(line, text) for line, text in lines if LISTED.match(text)]
    if len(items) > 1:
        yield _fault("markup-left", *items[0])
        return
    strokes = opened.type not in ("th_open", "td_open") and any("|" in text for _, text in lines)
    for line, text in lines:
        faults = list(_left(text, line, opened))
        if strokes and "|" in text:
            faults = faults or [_fault("markup-left", line, text)]
            yield from faults
            return
        yield from faults


def _left(text: str, line: int, opened: Token) -> Iterator[Fault]:
    """Marks that are left over in the visible text of one line; the first is told."""
    if SUSPECT.search(text) is None:
        return
    if match := TEMPLATE.search(text):
        yield _fault("markup-template", line, text[match.start() :])
    elif match := TAG.search(text):
        yield _fault("markup-html", line, text[match.start() :])
    elif match := ATTRIBUTES.search(text):
        yield _fault("markup-attribute", line, match[0])
    elif opened.type == "paragraph_open" and (match := AT_START.match(text)):
        yield _fault("markup-heading" if match[0].startswith("#") else "markup-left", line, text)
    elif match := LEFT.search(text) or TASK.match(text):
        yield _fault("markup-left", line, text[max(0, match.start() - AROUND) : match.end() + AROUND])
    elif match := WEB.search(text):
        yield _fault("markup-left", line, match[0])


def _fault(code: str, line: int, written: str) -> Fault:
    return Fault(code, line, short(written.replace(OTHER, "…")))


def _indents(document: ParsedText) -> Iterator[Fault]:
    """Items that were moved to the right and still stand in no other item."""
    lines = document.text.split("\n")
    indents: list[int] = []
    """The indent of the first item of each open list; -1 where nothing tells."""
    before = ""
    for token in document.tokens:
        if token.type in ("blockquote_open", "footnote_reference_open"):
            indents.append(-1)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            top = not indents and before.endswith("_list_close")
            beside = before == "list_item_open"  # the mark of another item stands before its own
            indents.append(0 if top else LONGEST if beside else _indent(lines, token))
        elif token.type.endswith(("_list_close", "blockquote_close", "reference_close")):
            indents.pop()
        elif token.type == "list_item_open" and min(indents) >= 0:
            yield from _indented(lines, token, indents[-1] + 2)
        before = token.type


def _indented(lines: list[str], token: Token, most: int) -> Iterator[Fault]:
    if _indent(lines, token) >= most:
        yield Fault("markup-indent", number(token), short(lines[number(token) - 1]))


def _indent(lines: list[str], token: Token) -> int:
    """How many spaces stand before the first mark of a token's line."""
    line = lines[number(token) - 1]
    return len(line) - len(line.lstrip(" "))


def _notes(document: ParsedText) -> Iterator[Fault]:
    """A note is defined once, says something, and is cited: otherwise it would hang below the page."""
    seen: set[str] = set()
    cited = {mark.written for part in document.parts for mark in part.marks if mark.kind == "note"}
    for place, token in enumerate(document.tokens):
        if token.type == "footnote_reference_open":
            if token.meta["label"] in seen:
                yield Fault("note-repeated", number(token), token.meta["label"])
            elif document.tokens[place + 1].type == "footnote_reference_close":
                yield Fault("note-empty", number(token), token.meta["label"])
            elif token.meta["label"] not in cited:
                yield Fault("note-uncited", number(token), token.meta["label"])
            seen.add(token.meta["label"])
