"""Tokens that a page has and no text: links, captions, regions, what templates made.

Owns how they are put together. Must not know what they are for.
"""

from collections.abc import Sequence

from markdown_it.token import Token

PageToken = Token
"""A token of a page, for those who write pages in other forms than HTML."""


def text(content: str) -> Token:
    """Plain text, which the library escapes."""
    return Token("text", "", 0, content=content)


def html(content: str) -> Token:
    """HTML from a template that escapes."""
    return Token("html_block", "", 0, content=f"{content.strip()}\n", block=True)


def block(kind: str, tag: str, nesting: int, attrs: dict[str, str | int | float] | None = None) -> Token:
    """The begin or the end of an element that stands in lines of its own."""
    return Token(kind, tag, nesting, attrs=attrs or {}, block=True)  # type: ignore[arg-type]


def within(tag: str, content: list[Token], attrs: dict[str, str] | None = None) -> list[Token]:
    """An element in a line around some tokens."""
    opened = Token(f"{tag}_open", tag, 1, attrs={**attrs} if attrs else {})
    return [opened, *content, Token(f"{tag}_close", tag, -1)]


def link(address: str, content: list[Token], attrs: dict[str, str]) -> list[Token]:
    """A link around some tokens."""
    return within("a", content, {**attrs, "href": address})


def plain(content: Sequence[Token]) -> str:
    """What tokens in a line say without the numbers of notes."""
    raised = 0
    kept = ""
    for token in content:
        raised += token.type == "sup_open"
        kept += token.content if token.type == "text" and not raised else ""
        raised -= token.type == "sup_close"
    return kept.strip()
