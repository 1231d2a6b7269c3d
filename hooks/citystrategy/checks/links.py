"""Links between texts: each leads to a page and a heading that exist.

Owns which pages and headings a text may name. Must not know how a page is made.
"""

from collections.abc import Iterator, Mapping

from citystrategy.markdown.links import inside, outside, picture_file
from citystrategy.model.tree import ChapterText, CityFolder, Tree
from citystrategy.problems.problem import Problem, nearest

Pages = Mapping[str, frozenset[str] | None]
"""Page as texts name it, such as `astana/vision.md` → its anchors; None where a template makes them."""

CITY_PAGES = ("index", "monitoring", "calendar", "profile", "conformity")
SITE_PAGES = ("conformity", "calendar", "compare", "search", "terms")


def links(tree: Tree) -> Iterator[Problem]:
    """Every link inside the site leads somewhere."""
    for language in ("kk", "ru"):
        pages = dict(pages_of(tree, language))
        for page, text in _texts(tree, language):
            yield from _dead(text, page, pages)


def pictures(tree: Tree) -> Iterator[Problem]:
    """Every picture that a guide shows is there, in the guide's language."""
    for guide in tree.guides:
        for mark in (mark for part in guide.document.parts for mark in part.marks if mark.kind == "picture"):
            file = picture_file(mark.written, guide.language)
            if file not in tree.pictures:
                near = nearest(file, tree.pictures)
                problem = Problem.at(guide.path, mark.line, "picture-missing", file=file, nearest=near)
                yield problem.in_column(guide.column(mark.line, mark.written))


def _texts(tree: Tree, language: str) -> Iterator[tuple[str, ChapterText]]:
    """Every text of a language with its page."""
    for folder in tree.strategies:
        for text in folder.chapters:
            if text.language == language:
                yield f"{folder.city.slug}/{text.id}.md", text
    yield from ((f"{guide.id}.md", guide) for guide in tree.guides if guide.language == language)


def pages_of(tree: Tree, language: str) -> Iterator[tuple[str, frozenset[str] | None]]:
    """The pages of a language that a text may name, with their anchors."""
    for guide in tree.guides:
        yield f"{guide.id}.md", None if guide.made else frozenset(guide.document.anchors)
    for name in SITE_PAGES:
        yield f"{name}.md", None
    for folder in tree.strategies:
        yield from _city(folder, language)


def _city(folder: CityFolder, language: str) -> Iterator[tuple[str, frozenset[str] | None]]:
    slug = folder.city.slug
    for name in CITY_PAGES:
        yield f"{slug}/{name}.md", None
    for indicator in folder.indicators:
        yield f"{slug}/indicators/{indicator.id}.md", None
    for text in folder.chapters:
        if text.language == language:
            yield f"{slug}/{text.id}.md", frozenset(text.document.anchors)


def _dead(text: ChapterText, page: str, pages: Pages) -> Iterator[Problem]:
    for mark in (mark for part in text.document.parts for mark in part.marks if mark.kind == "link"):
        target = None if outside(mark.written) else inside(mark.written, page)
        if target is None:
            continue  # a forbidden form is a problem of the dialect
        column = text.column(mark.line, mark.written)
        if target.page not in pages:
            near = nearest(target.page, pages).rpartition("/")[2]
            problem = Problem.at(text.path, mark.line, "link-page", written=mark.written, nearest=near)
            yield problem.in_column(column)
            continue
        anchors = pages[target.page]
        if target.anchor and anchors is not None and target.anchor not in anchors:
            near = nearest(target.anchor, anchors)
            problem = Problem.at(text.path, mark.line, "link-anchor", anchor=target.anchor, nearest=near)
            yield problem.in_column(column)
