"""Where on the pages a problem of the files stands: the page, and what it stands beside there.

Owns the way from a file and a line to a place. Must not know how a place is shown.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from citystrategy import addresses
from citystrategy.markdown.document import number, top_blocks
from citystrategy.markdown.notes import Notes, without_definitions
from citystrategy.markdown.publish import PublishedText, passages
from citystrategy.markdown.reference import Reference
from citystrategy.model.tree import ChapterText, CityFolder, Tree
from citystrategy.problems.problem import Problem

ITEM = re.compile(r"^ *- *\{? *(?:id|indicator): *['\"]?([a-z0-9-]+)")
"""The line of a YAML file with which an indicator, a value or a series begins."""


@dataclass(frozen=True)
class PagePlace:
    """A place on a page of the site."""

    url: str
    """Address of the page in the language, such as `ru/astana/vision/`."""
    anchor: str
    """Id of what it stands beside; empty for the page as a whole."""


class _Silent:
    """Marks of a text that stand for nothing: only its blocks are counted (`publish.Meaning`)."""

    def number(self, reference: Reference) -> str:
        """Nothing."""
        return ""

    def table(self, reference: Reference, number: str) -> str | None:
        """Any reference alone in its paragraph is a block as well."""
        return None

    def unwritten(self) -> str:
        """Nothing."""
        return ""

    def caption(self, number: str) -> str:
        """Nothing."""
        return ""

    def address(self, written: str, name: str) -> str | None:
        """Nowhere."""
        return None

    def picture(self, name: str) -> tuple[str, int, int] | None:
        """None."""
        return None

    def source(self, name: str) -> tuple[str, str] | None:
        """None."""
        return None


def places(problem: Problem, tree: Tree, root: Path, language: str) -> Iterator[PagePlace]:
    """Where a problem stands, on pages in a language; of a text in the other one, on its own page."""
    for guide in tree.guides:
        if guide.path == problem.path:
            page = "" if guide.id == "index" else f"{guide.id}/"
            yield PagePlace(addresses.page(page, guide.language), _beside(guide, problem.line, 0))
    for folder in tree.strategies:
        if problem.path.startswith(f"{folder.location}/"):
            yield from _of_city(problem, folder, root, language)


def _of_city(problem: Problem, folder: CityFolder, root: Path, language: str) -> Iterator[PagePlace]:
    slug, name = folder.city.slug, problem.path.removeprefix(f"{folder.location}/")
    numbers = {chapter.id: chapter.number for chapter in folder.methodology.chapters}
    for chapter in folder.chapters:
        if chapter.path == problem.path and chapter.language:
            anchor = _beside(chapter, problem.line, numbers.get(chapter.id, 0))
            yield PagePlace(addresses.page(f"{slug}/{chapter.id}/", chapter.language), anchor)
    item = _item(root / problem.path, problem.line)
    if name == "indicators.yml" or posixpath.dirname(name) == "actuals":
        yield PagePlace(addresses.page(f"{slug}/monitoring/", language), item)
        if item:
            yield PagePlace(addresses.page(f"{slug}/indicators/{item}/", language), "")
    elif name == "profile.yml":
        yield PagePlace(addresses.page(f"{slug}/profile/", language), item)
    elif not name.startswith("chapters/"):
        yield PagePlace(addresses.page(f"{slug}/", language), "")


def _beside(text: ChapterText, line: int, chapter: int) -> str:
    """The id of the block or the heading of a text in which a line stands."""
    blocks = (
        block
        for block in top_blocks(without_definitions(text.document.tokens))
        if block[0].type != "html_block"
    )
    beside = ""
    made = passages(PublishedText(text.document, chapter=chapter), _Silent(), Notes())
    for block, passage in zip(blocks, made, strict=False):
        if number(block[0]) > line:
            break
        beside = passage.id or beside
    return beside


def _item(file: Path, line: int) -> str:
    """The indicator or the series to which a line of a YAML file belongs; empty where none begins before."""
    try:
        lines = file.read_text("utf-8", errors="replace").split("\n")[:line]
    except OSError:
        return ""
    return next((found[1] for text in reversed(lines) if (found := ITEM.match(text))), "")
