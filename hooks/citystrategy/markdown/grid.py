"""An author's table as it stands in a chapter: with its number, and readable on a phone.

Owns what a table has on the page and not in the text: a caption, headers of its rows, and at each cell the
header of its column, which stands there where the rows are laid out as cards. Must not know what its
cells say.
"""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from citystrategy.markdown import made

NARROW = 2
"""Columns that stand beside each other on every phone."""


def captioned(tokens: Sequence[Token], caption: str) -> Iterator[Token]:
    """A table, already made for the page, in a region that scrolls."""
    region: dict[str, str | int | float] = {"class": "scroll", "role": "region", "tabindex": 0}
    yield made.block("div_open", "div", 1, {**region, "aria-label": caption})
    yield from _labelled(tokens, caption)
    yield made.block("div_close", "div", -1)


def wide(tokens: Sequence[Token]) -> bool:
    """Whether tokens are a table with more columns than a phone has room for."""
    return tokens[0].type == "table_open" and sum(token.type == "th_open" for token in tokens) > NARROW


def named(tokens: Sequence[Token], title: str) -> Iterator[Token]:
    """A table without a number, named by the heading above it; it scrolls by itself, also by keyboard."""
    for token in _labelled(tokens, ""):
        if token.type == "table_open":
            token.attrs = {**token.attrs, "tabindex": 0, "aria-label": title}
        yield token


def _labelled(tokens: Sequence[Token], caption: str) -> Iterator[Token]:
    headers: list[str] = []
    column, head = 0, True
    for place, token in enumerate(tokens):
        head = head and token.type != "tbody_open"
        column = 0 if token.type == "tr_open" else column
        if token.type == "table_open":
            token.attrs |= {"class": "cards"} if wide(tokens) else {}
            yield token
            yield from made.within("caption", [made.text(caption)]) if caption else ()
            continue
        if token.type == "th_open" and head:
            headers.append(made.plain(tokens[place + 1].children or []))
            token.attrs["scope"] = "col"
        elif token.type == "td_open" and column == 0:
            token.tag, token.attrs["scope"] = "th", "row"
        elif token.type == "td_open":
            token.attrs["data-label"] = headers[column]
        elif token.type == "td_close":
            token.tag = "th" if column == 0 else "td"
            column += 1
        yield token
