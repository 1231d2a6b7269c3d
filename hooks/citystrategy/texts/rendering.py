"""A chapter rendered as the site renders it, with everything noted that is not plain Markdown.

Owns the list of Markdown extensions (the same as in mkdocs.yml) and the ears put into them. Must not
judge what it hears.
"""

from dataclasses import dataclass, field
from re import Match
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor

EXTENSIONS = ("admonition", "attr_list", "fenced_code", "footnotes", "tables", "toc")
"""Those of mkdocs.yml and those that MkDocs adds; a test holds them so."""


@dataclass
class Rendered:
    """A text as HTML."""

    html: str = ""
    """The page without the HTML that the author wrote."""
    raw: list[str] = field(default_factory=list)
    """HTML that the author wrote, piece by piece."""
    attributes: list[tuple[str, str | None]] = field(default_factory=list)
    """Attributes that the author gave to elements; a class has the name `.`."""


def render(text: str) -> Rendered:
    """A Markdown text as HTML, with what its author wrote in HTML and in lists of attributes."""
    found = Rendered()
    markdown = Markdown(extensions=list(EXTENSIONS))
    markdown.preprocessors.register(_Blocks(markdown, found), "html_block", 20)
    markdown.inlinePatterns.register(_Inline(markdown, found), "html", 90)
    markdown.treeprocessors.register(_Attributes(markdown, found), "attr_list", 8)
    found.html = markdown.convert(text)
    return found


class _Blocks(HtmlBlockPreprocessor):
    def __init__(self, markdown: Markdown, found: Rendered) -> None:
        super().__init__(markdown)
        self.found = found

    def run(self, lines: list[str]) -> list[str]:
        kept = self.md.htmlStash.rawHtmlBlocks
        before = len(kept)
        left = super().run(lines)
        self.found.raw += [str(raw) for raw in kept[before:]]
        kept[before:] = [""] * (len(kept) - before)
        return left


class _Inline(HtmlInlineProcessor):
    def __init__(self, markdown: Markdown, found: Rendered) -> None:
        super().__init__(HTML_RE, markdown)
        self.found = found

    def handleMatch(self, m: Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        self.found.raw.append(self.backslash_unescape(self.unescape(m[1])))
        return self.md.htmlStash.store(""), m.start(0), m.end(0)


class _Attributes(AttrListTreeprocessor):
    def __init__(self, markdown: Markdown, found: Rendered) -> None:
        super().__init__(markdown)
        self.found = found

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        attributes, _ = get_attrs_and_remainder(attrs_string)
        self.found.attributes += attributes
        return super().assign_attrs(elem, attrs_string, strict=strict)
