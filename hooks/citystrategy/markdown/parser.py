"""The one reader of Markdown: CommonMark with tables, notes and references into the data.

Owns which marks are read as markup. A reference `{{ … }}` is a token of its own, so that what it
stands for is never read as Markdown. Must not judge a text (`dialect`) nor make a page (`publish`).
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

BRACES = re.compile(r"\{\{[^{}\n]*\}\}")
DEEPEST = 40
"""Levels of nesting beyond which the library reads no further; `dialect` refuses long before."""


class _Parser(MarkdownIt):
    """Takes every address for a link, so that a forbidden one is seen and named."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


def _reference(state: StateInline, silent: bool) -> bool:
    """A rule of the library: `{{ … }}` is one token."""
    match = BRACES.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("reference", "", 0).content = match[0]
    state.pos = match.end()
    return True


@cache
def parser() -> MarkdownIt:
    """The library, set up once."""
    made = _Parser("commonmark", {"maxNesting": DEEPEST})
    made.enable("table")
    footnote_plugin(made, inline=False, move_to_end=False, always_match_refs=True)
    # Definitions of links can be anywhere and mean something elsewhere: they are no part of the dialect.
    # What was escaped stays apart from other text, so that left-over marks can be told from it.
    made.disable(["reference", "text_join"])
    made.inline.ruler.before("escape", "reference", _reference)
    return made


def parse(text: str) -> list[Token]:
    """The tokens of a text, with lines counted from 0. Raises nothing."""
    return parser().parse(text)
