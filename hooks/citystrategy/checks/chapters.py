"""The chapters of paragraph 17: all there, in both languages, with their sections, in plain Markdown."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from citystrategy.checks.unwritten import open_sections
from citystrategy.editions import seal
from citystrategy.markdown import dialect
from citystrategy.markdown.document import Heading
from citystrategy.model.methodology import Chapter
from citystrategy.model.tree import ChapterText, CityFolder, Tree
from citystrategy.problems.problem import Arguments, Problem, nearest
from citystrategy.reading.characters import hidden
from citystrategy.words.words import LANGUAGES

ALIKE = 0.85
"""How like the anchor that the order's section has another one must be to be meant for it."""


def chapters(folder: CityFolder) -> Iterator[Problem]:
    """The chapters of paragraph 17 are all there, in both languages, and no other."""
    expected = {
        chapter.file_name(language): (chapter, language)
        for chapter in folder.methodology.chapters
        for language in LANGUAGES
    }
    present = {chapter.path.rsplit("/", 1)[-1]: chapter for chapter in folder.chapters}
    missing, strange = expected.keys() - present.keys(), present.keys() - expected.keys()
    meant = {name: nearest(name, missing) for name in sorted(strange)}
    for name, (chapter, language) in expected.items():
        if name in folder.broken_chapters or name in meant.values():
            continue
        if name not in present:
            yield Problem.at(
                folder.path(f"chapters/{name}"),
                1,
                "chapter-missing",
                title=chapter.title[language],
                paragraph=chapter.paragraph,
            )
        elif not present[name].content.strip():
            yield Problem.at(present[name].path, 1, "chapter-empty", title=chapter.title[language])
        else:
            yield from title(present[name], chapter)
            yield from repeated_anchors(present[name])
            yield from sections(present[name], chapter, folder.unapproved == "draft")
    for name, near in meant.items():
        near = near or nearest(name, expected)
        yield Problem.at(present[name].path, 1, "chapter-unknown", file=name, nearest=near)


def title(text: ChapterText, chapter: Chapter) -> Iterator[Problem]:
    """A chapter opens with its title, and with no other heading of the first level."""
    titles = chapter.titles(text.language)
    lines = text.content.split("\n")
    # An underlined heading is a problem by itself.
    first = [
        heading
        for heading in text.headings
        if heading.level == 1 and lines[heading.line - 1].lstrip().startswith("#")
    ]
    if not first or first[0].title not in titles:
        line = first[0].line if first else 1
        yield Problem.at(text.path, line, "chapter-title", title=titles[0])
    for heading in first[1:]:
        yield Problem.at(text.path, heading.line, "chapter-second-title", title=heading.title)


def sections(text: ChapterText, chapter: Chapter, draft: bool) -> Iterator[Problem]:
    """A chapter has the sections that the order asks for, in order and, but for a draft's, not empty."""
    anchored = {heading.anchor: heading for heading in reversed(text.headings) if heading.anchor}
    reached = text.headings[0] if text.headings else None
    waiting = open_sections(text) if draft else frozenset()
    for section in chapter.sections:
        start = anchored.get(section.id)
        arguments: Arguments = {
            "id": section.id,
            "title": section.title[text.language],
            "paragraph": section.paragraph,
        }
        if start is None:
            yield from missing_section(text, arguments, reached)
            continue
        if start.level != 2:
            yield Problem.at(text.path, start.line, "section-level", **arguments)
        if reached and start.line < reached.line:
            after = reached.anchor or reached.title
            yield Problem.at(text.path, start.line, "section-order", after=after, **arguments)
        else:
            reached = start
        if start.empty and start.anchor not in waiting:
            yield Problem.at(text.path, start.line, "section-empty", **arguments)


def repeated_anchors(text: ChapterText) -> Iterator[Problem]:
    """An anchor stands once in a chapter."""
    first: dict[str, int] = {}
    for heading in text.headings:
        anchor, line = heading.anchor, heading.line
        if anchor and first.setdefault(anchor, line) != line:
            yield Problem.at(text.path, line, "anchor-repeated", anchor=anchor, first=first[anchor])


def missing_section(
    text: ChapterText,
    arguments: Arguments,
    reached: Heading | None,
) -> Iterator[Problem]:
    """A section is missing, or its heading stands there with no anchor or with another one."""
    title, wanted = str(arguments["title"]), str(arguments["id"])
    for heading in text.headings:
        alike = SequenceMatcher(None, heading.anchor, wanted).ratio() > ALIKE and heading.level == 2
        if alike or heading.title.casefold() == title.casefold():
            yield Problem.at(
                text.path, heading.line, "section-anchor", **{**arguments, "title": heading.title}
            )
            return
    line = reached.line if reached else 1
    yield Problem.at(text.path, line, "section-missing", **arguments)


def plain_markup(folder: CityFolder) -> Iterator[Problem]:
    """The chapters hold the marks of the dialect, and nothing that would run in a reader's browser."""
    for text in folder.chapters:
        for fault in dialect.faults(text.document):
            problem = _markup(text.path, fault)
            yield problem.in_column(text.column(fault.line, fault.written)) if fault.written else problem
        yield from unseen(text)
    for stored in folder.sealed:
        for text in seal.former(folder, stored).chapters:
            for fault in dialect.faults(text.document):
                yield replace(_markup(stored.path, fault), line=1)
            for problem in unseen(text):
                yield replace(problem, path=stored.path, line=1)


def unseen(text: ChapterText) -> Iterator[Problem]:
    """Characters that nobody sees, which the file has under their names: `&#8203;`."""
    for part in text.document.parts if "&" in text.content else ():
        for line, shown in part.lines:
            for _, character in hidden(shown):
                yield Problem.at(text.path, line, "hidden-character", character=character)


def guides(tree: Tree) -> Iterator[Problem]:
    """The pages about the site hold no more than chapters do, and quotations of files."""
    for text in tree.guides:
        for fault in dialect.faults(text.document, code=True):
            yield _markup(text.path, fault).in_column(text.column(fault.line, fault.written))
        yield from unseen(text)


def _markup(path: str, fault: dialect.Fault) -> Problem:
    if fault.code == "markup-tangled":
        limits = {"most": dialect.MOST_OPEN, "headings": dialect.MOST_HEADINGS}
        return Problem.at(path, fault.line, fault.code, **limits)
    return Problem.at(path, fault.line, fault.code, written=fault.written)
