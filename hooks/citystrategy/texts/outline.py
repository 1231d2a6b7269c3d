"""The outline of a chapter's Markdown: its headings with anchors and lines, and what lies between.

Owns the few rules of Markdown that the checks need. Must not know which sections a chapter
should have.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# None of these looks twice at the same character: a line may be long, and a file hostile.
HEADING = re.compile(r"^(#{1,6})[ \t]+(.*[^ \t#])[ \t#]*$")
ANCHOR = re.compile(r"\{:?[ \t]*#([^\s{}]+)[ \t]*\}$")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
VISIBLE = re.compile(r"[^\n]")


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


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines of prose: fenced code and comments are left out."""
    end = text.rfind("-->") + len("-->")
    text = COMMENT.sub(lambda comment: VISIBLE.sub(" ", comment[0]), text[:end]) + text[end:]
    fence = ""
    for line_number, line in enumerate(text.split("\n"), 1):
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif fence:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        else:
            yield line_number, line


def outline(text: str) -> tuple[Heading, ...]:
    """The headings of a Markdown text, in order."""
    found: list[tuple[int, str, str, int]] = []
    filled: list[bool] = []
    for line_number, line in lines(text):
        heading = HEADING.match(line)
        if heading:
            anchor = ANCHOR.search(heading[2])
            title = ANCHOR.sub("", heading[2]).strip()
            found.append((len(heading[1]), title, anchor[1] if anchor else "", line_number))
            filled.append(False)
        elif line.strip() and found:
            filled[-1] = True
    return tuple(
        Heading(level, title, anchor, line, not any(_below(found, filled, index)))
        for index, (level, title, anchor, line) in enumerate(found)
    )


def _below(found: list[tuple[int, str, str, int]], filled: list[bool], index: int) -> Iterator[bool]:
    """Whether there is text under the heading itself and under each of its subheadings."""
    yield filled[index]
    for other in range(index + 1, len(found)):
        if found[other][0] <= found[index][0]:
            return
        yield filled[other]
