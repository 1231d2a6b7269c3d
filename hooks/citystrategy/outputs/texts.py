"""The texts that a page is made of, and what stands in the place of their marks.

Owns which text is published on which page, and what references, links and sources mean there. Must not
know MkDocs, nor how marks are written and published (`markdown/`).
"""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment

from citystrategy.facts import method
from citystrategy.markdown.links import inside, picture_file, published
from citystrategy.markdown.publish import PublishedPage, PublishedText, publish
from citystrategy.markdown.reference import Reference
from citystrategy.method.standing import Standing
from citystrategy.outputs import guide_pictures
from citystrategy.outputs.chapters import Referred
from citystrategy.outputs.frame import ShownPage
from citystrategy.site import Site
from citystrategy.words.words import Words

FILES = "{{ files }}"
"""Where the template of the page on open data puts its tables."""


@dataclass
class Texts:
    """The texts of one page, and the meaning of their marks (`citystrategy.markdown.publish.Meaning`)."""

    site: Site
    page: ShownPage
    uri: str
    """The page's source without its language, such as `astana/vision.md`."""
    words: Words
    templates: Environment
    """The templates for what stands inside texts."""
    address_of: Callable[[str], str | None]
    """The address of a page by such a source, relative to this page; None where there is none."""

    def published(self) -> PublishedPage:
        """The texts as HTML, with their contents; nothing where a template makes all of the page."""
        return publish(self.texts(), self)

    def texts(self) -> Iterator[PublishedText]:
        """The texts in their order."""
        code = self.words.language
        name = posixpath.basename(self.uri).removesuffix(".md")
        if self.of_edition:
            for chapter in self.standing.folder.chapters if self.standing else ():
                if chapter.language == code:
                    yield PublishedText(chapter.document, chapter.id, chapter=self.numbers.get(chapter.id, 0))
        elif self.standing:
            chapter_text = self.standing.folder.chapter(name, code)
            if chapter_text and "template" not in self.page.meta:
                below_title = self.below_title(self.standing)
                yield PublishedText(chapter_text.document, "", below_title, self.numbers[name], self.former)
        else:
            guides = self.site.tree.guides
            yield from (
                PublishedText(guide.document, former=self.former)
                for guide in guides
                if (guide.id, guide.language) == (name, code)
            )

    def chapter(self) -> PublishedText:
        """The chapter that the page is about, without what stands below its title."""
        name = posixpath.basename(self.uri).removesuffix(".md")
        chapter_text = self.standing.folder.chapter(name, self.words.language) if self.standing else None
        assert chapter_text, "only a chapter that is there has a page"
        return PublishedText(chapter_text.document, chapter=self.numbers[name], former=self.former)

    @property
    def slug(self) -> str:
        """The first folder of the page, which is its city's where it is about one."""
        return self.uri.split("/")[0]

    @property
    def former(self) -> dict[str, tuple[str, ...]]:
        """The anchors that sections of the page had before, by the one that each has now."""
        return self.site.tree.former_anchors.get(published(self.uri), {})

    @property
    def of_edition(self) -> bool:
        """Whether this is the page of an edition, on which all its chapters stand."""
        return bool(self.page.meta.get("template") == "edition.html")

    @cached_property
    def standing(self) -> Standing | None:
        """The standing of the page's city; on the page of an edition, with the values of that edition."""
        if self.of_edition:
            return self.site.editions[f"{self.slug}/editions/{self.page.meta['edition']}"]
        return self.site.standings.get(self.slug)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each chapter in the order that the strategy follows."""
        chapters = self.standing.folder.methodology.chapters if self.standing else ()
        return {chapter.id: chapter.number for chapter in chapters}

    def below_title(self, standing: Standing) -> str:
        """What stands below the title of a chapter: what makes it official, ways to read it."""
        template = self.templates.get_template("partials/below-title.html")
        return template.render(standing=standing, page=self.page, base_url="")

    @cached_property
    def referred(self) -> Referred | None:
        """What references stand for; None on pages of no city."""
        return Referred(self.standing, self.words) if self.standing else None

    @cached_property
    def method(self) -> method.MethodPage | None:
        """What the page of the method shows, assessed once for all its marks; None on every other page."""
        return method.method(self.words) if self.page.meta.get("generated") == "method" else None

    def number(self, reference: Reference) -> str:
        """The number behind a reference, as text."""
        if self.method:
            return self.method.numbers[_bare(reference)]
        return self.referred.number(reference) if self.referred else self.words("edition.gone")

    def unwritten(self) -> str:
        """What a reader is told where a section is not written yet."""
        return self.words("chapter.unwritten")

    def caption(self, number: str) -> str:
        """What stands above a table that has a number; nothing where it has none."""
        return self.words("table.numbered", number=number) if number else ""

    def table(self, reference: Reference, number: str) -> str | None:
        """The table behind a reference; None where it stands for none."""
        if self.method:
            return self.templates.get_template(f"method/{_bare(reference)}.html").render(method=self.method)
        if reference.written == FILES:
            return FILES
        table = self.referred.table(reference) if self.referred else None
        if table is None:
            return None
        template = self.templates.get_template(f"tables/{reference.name}.html")
        return template.render(table=table, caption=self.caption(number))

    def address(self, written: str, name: str) -> str | None:
        """Where a link leads from this page; on the page of an edition its chapters stay on it."""
        target = inside(written, f"{self.slug}/{name}.md" if name else self.uri)
        if target is None:
            return None
        if name and target.page.startswith(f"{self.slug}/"):
            chapter = target.page.removeprefix(f"{self.slug}/").removesuffix(".md")
            if self.standing and self.standing.folder.chapter(chapter, self.words.language):
                return "#" + "-".join(part for part in (chapter, target.anchor) if part)
        address = "" if target.page == self.uri else self.address_of(target.page)
        if address is None:
            return None
        return f"{address}#{target.anchor}" if target.anchor else address

    def picture(self, name: str) -> tuple[str, int, int] | None:
        """Where a picture of a guide stands, relative to this page, and its size."""
        file = picture_file(name, self.words.language)
        size = self.site.tree.pictures.get(file)
        return (guide_pictures.address(file, self.page.url), *size) if size else None

    def source(self, name: str) -> tuple[str, str] | None:
        """Title and address of a registered source."""
        source = self.site.sources.get(name)
        return (source.title[self.words.language], str(source.url)) if source else None


def _bare(reference: Reference) -> str:
    """What stands between the braces of a mark."""
    return reference.written[2:-2].strip()
