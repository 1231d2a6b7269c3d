"""What a text may not hold, because it would reach a reader's browser: HTML, scripts, strange links.

Owns the rules for markup in chapters and in YAML texts. A chapter with nothing but the plain forms
is let through by its look; any other is rendered, and the result is searched, so that no trick of
spelling counts. Must not know which chapter or field a text belongs to.
"""

import html
import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from citystrategy.problems.problem import Problem
from citystrategy.reading.source import Document, Mapping, Sequence
from citystrategy.texts import outline, reference, rendering

SCHEMES = ("http", "https", "mailto")
MOST_OPEN = 20
"""Brackets that may stand open in one paragraph; with thousands, rendering takes minutes."""
MOST_HEADINGS = 500
LONGEST = 40_000
"""Characters that a paragraph may have, a table being one."""

PLAIN = re.compile(
    r"<!--[^<>{}\[\]`]*-->"  # a comment
    r"|\{#[\w-]+[ ]?\}"  # an anchor
    r'|\{\{[\w\s(),"-]*\}\}'  # a reference
    r"|\]\((?:https?://[\w./?=&%~+-]+|[\w-]+\.md)?(?:#[\w-]+)?\)"  # a link
    r"|(?<!!)\[\^[\w-]+\](?![(\[]):?"  # a footnote
)
"""The forms that nearly all chapters keep to, none of which can hold another."""
SUSPECT = re.compile(r"<[^\s\d]|\{|!\[|\]\(|\]:")
TEMPLATE = re.compile(r"\{%|\{#(?=[^{}]*#\})|\{\{(?![^{}]*\}\})|-{1,}8<-{1,}")
FRONT_MATTER = re.compile(r"\s*(?:---[ \t]*\n| {0,3}[\w-]+:)", re.ASCII)
"""What MkDocs would take for the settings of a page."""
BRACKET = re.compile(r"[\[\](){}<>]")
TAG = re.compile(r"<[a-zA-Z/!?]")
COMMENT = re.compile(r"<!--(?!-?>)(?:(?!<!--|--!>|-->).)*-->\s*", re.DOTALL)
"""A comment that is one for every browser too."""
CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]*(?<!`)\1(?!`)")
PATH = re.compile(r"[/?#]")
PUNCTUATION = re.compile(r"[\\`*_{}\[\]()#+.!|-]")
SPACE = re.compile(r"[\s\x00-\x20\x7f-\xa0]+")
NAME = re.compile(r"[\w-]+")
ATTRIBUTES = frozenset({"href", "title", "src", "alt", "id", "class", "start", "style"})
"""What Markdown itself gives to elements."""
STYLE = re.compile(r"text-align: (?:left|right|center);")


def values(document: Document) -> Iterator[Problem]:
    """The texts of a YAML file that hold HTML."""
    for line, text in _texts(document.data, 1):
        tag = TAG.search(text)
        if tag:
            yield Problem.at(document.path, line, "markup-html", written=_short(text[tag.start() :]))


def _texts(data: Any, line: int) -> Iterator[tuple[int, str]]:
    """Every text of a file with its line."""
    if isinstance(data, str):
        yield line, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _texts(value, data.lines[key])
    elif isinstance(data, Sequence):
        for item, item_line in zip(data, data.lines, strict=True):
            yield from _texts(item, item_line)


def _short(written: str) -> str:
    return written.strip().split("\n")[0][:60]


def escaped(text: str) -> str:
    """A plain text written so that Markdown shows it as it is."""
    return PUNCTUATION.sub(r"\\\g<0>", html.escape(text.replace("\n", " "), quote=False))


def chapter(path: str, content: str) -> Iterator[Problem]:
    """The markup of a chapter that is not allowed."""
    tangled = _tangled(content)
    if tangled:
        yield Problem.at(path, tangled, "markup-tangled", most=MOST_OPEN, headings=MOST_HEADINGS)
        return
    if FRONT_MATTER.match(content):
        yield Problem.at(path, 1, "markup-settings")
    for line, text in outline.lines(content):
        template = TEMPLATE.search(CODE.sub(_blank, text))
        if template:
            written = _short(text[template.start() :])
            yield Problem.at(path, line, "markup-template", written=written).in_column(template.start() + 1)
    if SUSPECT.search(PLAIN.sub(" ", content)):
        yield from _rendered(path, content)


def _resolved(found: re.Match[str]) -> str:
    """A digit in the place of a reference: on the site a number or a table stands there."""
    return "0" if reference.parse(found[0]).name else found[0]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _tangled(content: str) -> int:
    """The line from which on a text cannot be rendered in good time, or 0."""
    open_now = dict.fromkeys("[({<", 0)
    closing = {"]": "[", ")": "(", "}": "{", ">": "<"}
    size = headings = 0
    for number, line in enumerate(content.split("\n"), 1):
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
            return number
    return 0


def _rendered(path: str, content: str) -> Iterator[Problem]:
    """What is not allowed in the page that Markdown makes of a chapter."""
    made = rendering.render(reference.BRACES.sub(_resolved, content))
    places = _Places(content)
    tags = {places.line(raw): raw for raw in reversed(made.raw) if not COMMENT.fullmatch(raw)}
    for line, raw in tags.items():
        yield Problem.at(path, line, "markup-html", written=_short(raw))
    for name, value in made.attributes:
        if name not in ("id", ".") or not NAME.fullmatch(value or ""):
            yield Problem.at(path, places.line(name), "markup-attribute", written=_short(name))
    page = _Page()
    page.feed(made.html)
    page.close()
    for name, value in page.attributes:
        if name not in ATTRIBUTES or (name == "style" and not STYLE.fullmatch(value)):
            yield Problem.at(path, places.line(name), "markup-attribute", written=_short(name))
    for address in page.links:
        if not allowed(address):
            yield Problem.at(path, places.line(address), "markup-link", written=_short(address))
    for address in page.images:
        yield Problem.at(path, places.line(address or "!["), "markup-image", written=_short(address))


def allowed(address: str) -> bool:
    """Whether a link is a web or mail address or leads to a page or an anchor of the site."""
    plain = SPACE.sub("", html.unescape(address)).casefold()
    scheme, colon, _ = PATH.split(plain, maxsplit=1)[0].partition(":")
    if colon:
        return scheme in SCHEMES
    way = posixpath.normpath(posixpath.join("city", unquote(plain)))
    return not way.startswith(("..", "/")) and "\\" not in way


class _Page(HTMLParser):
    """Collects the links, images and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.images: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.attributes += found.items()
        if tag == "img":
            self.images.append(found.get("src", ""))
        elif "href" in found:
            self.links.append(found["href"])


class _Places:
    """Finds the lines of what was found in a page: Markdown forgets them."""

    def __init__(self, content: str) -> None:
        prose = [(number, CODE.sub(_blank, line)) for number, line in outline.lines(content)]
        self.lines = prose + list(enumerate(content.split("\n"), 1))
        self.told: dict[str, int] = {}

    def line(self, written: str) -> int:
        """The next line that holds the text, or else the first that holds anything suspect."""
        wanted = _squeezed(written.strip().split("\n")[0])
        for place in range(self.told.get(wanted, 0), len(self.lines)):
            number, line = self.lines[place]
            if wanted in _squeezed(line):
                self.told[wanted] = place + 1
                return number
        suspects = (number for number, line in self.lines if SUSPECT.search(PLAIN.sub(" ", line)))
        return next(suspects, 1)


def _squeezed(text: str) -> str:
    return SPACE.sub("", html.unescape(unquote(text))).casefold()
