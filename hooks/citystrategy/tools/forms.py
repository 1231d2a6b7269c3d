"""The forms of a comparison: text for a terminal, Markdown for a comment, one HTML file without scripts.

Owns that nothing of what the files hold becomes markup, a mention or a link, and how long a comment may be.
Must not know what is compared.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import jinja2

from citystrategy.problems.problem import visible
from citystrategy.tools.told import Line, Span, ToldPart
from citystrategy.words.words import Words

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_COMMENT = 60_000
"""Characters of a comment: GitHub takes 65,536, GitLab a million; the rest is for those who post it."""
LONGEST_LINE = 3_000
MOST_LINES = 60
"""Characters of a line and lines of a block in a comment."""
MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~^=>:/])")
"""What may be a mark of Markdown."""
NAMING = re.compile(r"([@#!$%&~:]|\bGH-|\bwww\.)(?=\w|/)", re.IGNORECASE)
"""What a code host takes for a mention, a reference, a sign or an address, with what follows it."""
JOINER = "\u2060"
"""Parts such a mark from its name, and is not seen."""
CHANGED = {"out": ("[-", "-]"), "in": ("{+", "+}")}


def as_text(blocks: list[ToldPart], words: Words) -> str:
    """For a terminal: words that went out stand in `[- -]`, those that came in in `{+ +}`."""
    return "\n".join(line for block in blocks for line in _text(block)) + "\n"


def _text(block: ToldPart) -> Iterator[str]:
    indent = "  " * (block.level - 1)
    if block.level > 1:
        yield ""
    yield f"{indent}{visible(block.title)}"
    for line in block.lines:
        marked = ((*CHANGED.get(span.kind, ("", "")), visible(span.text)) for span in line)
        yield f"{indent}  " + " ".join(f"{start}{text}{end}" for start, end, text in marked)


def as_markdown(blocks: list[ToldPart], words: Words) -> str:
    """For a comment on a pull request; the longest texts are left out where it would be too long."""
    template = _comment()
    texts = [template.render(part=_short(block, words)) for block in blocks]
    kept, used = set[int](), 0
    for long in (False, True):
        for place, block in enumerate(blocks):
            if block.long == long and used + len(texts[place]) <= LONGEST_COMMENT:
                kept.add(place)
                used += len(texts[place])
    left = len(blocks) - len(kept)
    rest = [escaped(words("compare.left_out", number=left)) + "\n"] if left else []
    return "".join([*(text for place, text in enumerate(texts) if place in kept), *rest])


def escaped(text: str) -> str:
    """A text of which Markdown and the code hosts make nothing but text, on one line."""
    apart = NAMING.sub(rf"\1{JOINER}", visible(text))
    entities = apart.replace("&", "&amp;").replace("<", "&lt;")
    return MARKS.sub(r"\\\1", entities)


def _short(block: ToldPart, words: Words) -> ToldPart:
    """A block of which no line and not all of them together fill a comment."""
    lines = [_cut(line) for line in block.lines[:MOST_LINES]]
    if len(block.lines) > MOST_LINES:
        rest = words("compare.more_lines", number=len(block.lines) - MOST_LINES)
        lines.append((Span("plain", rest),))
    return replace(block, title=block.title[:LONGEST_LINE], lines=tuple(lines))


def _cut(line: Line) -> Line:
    spans, room = list[Span](), LONGEST_LINE
    for span in line:
        if len(span.text) > room:
            return (*spans, replace(span, text=f"{span.text[:room]} …"))
        spans.append(span)
        room -= len(span.text)
    return tuple(spans)


def as_html(blocks: list[ToldPart], words: Words) -> str:
    """One file to look at in a browser or to keep: its style within, no script, nothing loaded."""
    style = (TEMPLATES / "compare.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    title, *parts = blocks
    page = _page()
    return page.render(title=title, parts=parts, style=style, digest=digest, language=words.language, t=words)


@cache
def _comment() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda given: escaped(given) if isinstance(given, str) else given,
    )
    return environment.get_template("compare.md")


@cache
def _page() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("compare.html")


FORMS: dict[str, Callable[[list[ToldPart], Words], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
}
"""Every form by its name."""
