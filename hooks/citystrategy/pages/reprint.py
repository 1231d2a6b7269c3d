"""The chapters of a former edition as one Markdown text for one page.

Owns what has to give way so that ten chapters fit one page: headings go one level down; anchors,
links between chapters and the footnotes a chapter defines get the chapter's name. Words stay as
they were sealed. Must not know templates.
"""

import re
from collections.abc import Iterable

from citystrategy.reading.load import ChapterText
from citystrategy.texts import outline, reference

CODE = re.compile(r"(`+).+?\1")
LINK = re.compile(r"(?<=\]\()(?P<page>[^()\s:#]*\.md)?(?P<anchor>#[^()\s]*)?(?=\))")


def reprint(chapters: Iterable[ChapterText]) -> str:
    """The chapters of one language, one after the other."""
    texts = tuple(chapters)
    names = {chapter.id for chapter in texts}
    return "\n\n".join(_chapter(chapter, names) for chapter in texts)


def _chapter(chapter: ChapterText, names: set[str]) -> str:
    lines = chapter.content.split("\n")
    defined = {found[1] for line in lines for found in [reference.FOOTNOTE_DEFINITION.match(line)] if found}
    for number, line in outline.lines(chapter.content):
        if CODE.search(line) is None:
            lines[number - 1] = _line(line, chapter.id, names, defined)
    return "\n".join(lines)


def _line(line: str, chapter: str, names: set[str], defined: set[str]) -> str:
    for name in defined:
        line = line.replace(f"[^{name}]", f"[^{chapter}-{name}]")
    line = LINK.sub(lambda link: _link(link, chapter, names), line)
    heading = outline.HEADING.match(line)
    if heading is None:
        return line
    anchor = outline.ANCHOR.search(heading[2])
    title = outline.ANCHOR.sub("", heading[2]).strip()
    level = min(len(heading[1]) + 1, 6)
    if anchor:
        return f"{'#' * level} {title} {{#{chapter}-{anchor[1]}}}"
    return f"{'#' * level} {title}" + (f" {{#{chapter}}}" if level == 2 else "")


def _link(link: re.Match[str], chapter: str, names: set[str]) -> str:
    """A link into a chapter of this edition stays on the page; any other goes one folder up."""
    page, anchor = link["page"] or "", (link["anchor"] or "").removeprefix("#")
    name = page.removesuffix(".md") if page else chapter
    if name in names:
        return f"#{name}-{anchor}" if anchor else f"#{name}"
    return f"../{page}{link['anchor'] or ''}"
