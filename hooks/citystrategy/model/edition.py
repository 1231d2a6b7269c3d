"""What an edition of a strategy holds: the approved text and plan, and the digests that seal them.

Owns the shape of `editions/<number>.json`. Must not know how it is written, nor what a digest is of
(`editions` does).
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import StringConstraints, field_validator

from citystrategy.model.base import Bilingual, Identifier, Model, Word
from citystrategy.model.indicators import Indicator
from citystrategy.words.words import LANGUAGES

ChapterName = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[a-z0-9-]+$")]


class SealedSection(Model):
    """A section of a chapter, or what stands before the first one."""

    anchor: str
    """Anchor of the section; its title where it has none, empty before the first section."""
    lines: tuple[str, ...]
    """The lines of its Markdown, without spaces at their ends."""


class SealedChapter(Model):
    """A chapter in both languages."""

    kk: tuple[SealedSection, ...]
    """Sections of the Kazakh text."""
    ru: tuple[SealedSection, ...]
    """Sections of the Russian text."""

    def sections(self, language: str) -> tuple[SealedSection, ...]:
        """The sections in `kk` or `ru`."""
        return self.kk if language == "kk" else self.ru

    def text(self, language: str) -> str:
        """The whole Markdown in a language."""
        return "\n".join(line for section in self.sections(language) for line in section.lines) + "\n"


class Content(Model):
    """Everything that was approved: title, chapters, and the plan of `indicators.yml`."""

    city: Identifier
    """City, so that the seal of one fits no other."""
    title: Bilingual
    """Title of the strategy."""
    methodology: Word
    """Edition of the order that the strategy follows, as a date."""
    chapters: dict[ChapterName, SealedChapter]
    """Chapters by the name of their files without the language, such as `03-vision`."""
    indicators: dict[Identifier, Indicator]
    """Indicators with definition, baseline and targets, by id."""

    @field_validator("indicators")
    @classmethod
    def _by_their_ids(cls, indicators: dict[str, Indicator]) -> dict[str, Indicator]:
        if any(name != indicator.id for name, indicator in indicators.items()):
            raise ValueError("an indicator stands under another id than its own")
        return indicators

    def texts(self) -> Iterator[str]:
        """The Markdown of every chapter in each language."""
        return (chapter.text(language) for chapter in self.chapters.values() for language in LANGUAGES)


class Sealed(Content):
    """What `editions/<number>.json` holds."""

    digests: dict[str, str]
    """Digest of each part, by part."""

    def content(self) -> Content:
        """The content without the digests."""
        return Content(**{name: getattr(self, name) for name in Content.model_fields})
