"""What marks in a chapter stand for on sheets of paper (`citystrategy.markdown.publish.Meaning`).

Owns where links lead: within the document, or to the site where its address is known. Must not know how
anything looks.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from citystrategy.addresses import page
from citystrategy.markdown.links import inside, published
from citystrategy.markdown.reference import Reference
from citystrategy.method.standing import Standing
from citystrategy.model import Source
from citystrategy.outputs.chapters import Referred
from citystrategy.outputs.document.tables import sheet_table
from citystrategy.words.words import Words


@dataclass
class SheetMeaning:
    """The meaning of the marks in the chapters of a standing."""

    standing: Standing
    sources: Mapping[str, Source]
    base: str
    """Address of the site, or empty."""
    words: Words

    @cached_property
    def referred(self) -> Referred:
        """What references stand for."""
        return Referred(self.standing, self.words)

    def number(self, reference: Reference) -> str:
        """The number behind a reference, as text."""
        return self.referred.number(reference)

    def table(self, reference: Reference, number: str) -> str | None:
        """The table behind a reference as JSON; None where it stands for none."""
        table = self.referred.table(reference)
        if table is None:
            return None
        made = sheet_table(reference.name, table, self.caption(number), self.sources, self.words)
        return json.dumps(made, ensure_ascii=False)

    def unwritten(self) -> str:
        """What a reader is told where a section is not written yet."""
        return self.words("chapter.unwritten")

    def caption(self, number: str) -> str:
        """What stands above a table that has a number; nothing where it has none."""
        return self.words("table.numbered", number=number) if number else ""

    def address(self, written: str, name: str) -> str | None:
        """Where a link leads from the chapter of this name; None where it leads nowhere."""
        slug = self.standing.folder.city.slug
        target = inside(written, f"{slug}/{name}.md")
        if target is None:
            return None
        chapter = target.page.removeprefix(f"{slug}/").removesuffix(".md")
        if self.standing.folder.chapter(chapter, self.words.language):
            return "#" + "-".join(part for part in (chapter, target.anchor) if part)
        if not self.base:
            return None
        anchor = f"#{target.anchor}" if target.anchor else ""
        return f"{self.base}{page(published(target.page), self.words.language)}{anchor}"

    def picture(self, name: str) -> tuple[str, int, int] | None:
        """Chapters have no pictures."""
        return None

    def source(self, name: str) -> tuple[str, str] | None:
        """Title and address of a registered source."""
        source = self.sources.get(name)
        return (source.title[self.words.language], str(source.url)) if source else None
