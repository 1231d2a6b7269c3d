"""The order as data: `strategies/_methodology/<edition>.yml`.

Owns what the order asks of every strategy: chapters, sections, recommended indicators and series,
each with its paragraph. Must not know any city.
"""

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from citystrategy.model import Address, Bilingual, Identifier, Model, Step, Word, Year


class Aliases(Model):
    """Other titles that the order itself uses, or short forms of them."""

    kk: tuple[Word, ...]
    """Kazakh titles."""
    ru: tuple[Word, ...]
    """Russian titles."""


class Section(Model):
    """A section that a chapter must have."""

    id: Identifier
    """Anchor of the section, the same in both languages."""
    paragraph: Word
    """Paragraph of the order that asks for it."""
    title: Bilingual
    """Usual title; a chapter may word it more fully."""


class Chapter(Model):
    """A chapter of paragraph 17."""

    id: Identifier
    """Name of the chapter's files and of its address."""
    number: Annotated[int, Field(ge=1)]
    """Place in the strategy."""
    paragraph: Word
    """Paragraph of the order."""
    direction: bool = False
    """Whether it is one of the strategic directions of paragraph 17 4)."""
    title: Bilingual
    """Title in the order."""
    aliases: Aliases
    """Other titles that are as good."""
    sections: tuple[Section, ...]
    """Sections, in order."""

    def titles(self, language: str) -> tuple[str, ...]:
        """All titles that the chapter may have in a language, the usual one first."""
        aliases: tuple[str, ...] = getattr(self.aliases, language)
        return (self.title[language], *aliases)

    def file_name(self, language: str) -> str:
        """Name of the chapter's file in a language."""
        return f"{self.number:02}-{self.id}.{language}.md"


class Recommended(Model):
    """An indicator that paragraph 26 recommends."""

    id: Identifier
    """Name by which an indicator refers to it."""
    direction: Identifier
    """Direction under which the order lists it."""
    paragraph: Word
    """Paragraph of the order."""
    title: Bilingual
    """The order's words."""


class ProfileSeries(Model):
    """A series that the analysis of the current state needs."""

    id: Identifier
    """Name by which a profile refers to it."""
    paragraph: Word
    """Paragraph of the order."""
    title: Bilingual
    """Title."""


class Rule(Model):
    """What a paragraph asks of a strategy. The kind says which of the arguments it needs."""

    id: Identifier
    """Name by which declarations refer to the rule."""
    paragraph: Word
    """Paragraph and subparagraph of the order."""
    level: Literal["must", "recommended"]
    """Obligatory or recommended."""
    kind: Literal[
        "scope",
        "horizon",
        "chapters",
        "sections",
        "cited-section",
        "each-direction",
        "indicators",
        "indicator-target",
        "recommended-indicators",
        "series",
        "step",
        "decider",
        "statement",
    ]
    """How it is decided: see `conformity`."""
    asks: Bilingual
    """What is asked, in a sentence."""
    chapters: tuple[Identifier, ...] = ()
    """Chapters that have to be there, or hold the sections."""
    sections: tuple[Identifier, ...] = ()
    """Sections that have to be there."""
    indicator: Identifier | None = None
    """Indicator that has to have a target for the horizon."""
    criterion: Literal["target", "interim", "dynamics", "measurable"] | None = None
    """What every indicator has to have."""
    series: Identifier | None = None
    """Profile series that has to be there."""
    years: Annotated[int, Field(ge=1)] | None = None
    """How many years the series has to have, where the order says so."""
    step: Step | None = None
    """Step of the approval that has to be taken."""
    after: tuple[Step, ...] = ()
    """Steps that it has to follow, where they were taken."""


class Order(Model):
    """Requisites of the order."""

    number: Word
    """Number of the order."""
    date: datetime.date
    """Date of the order."""
    registration_number: Word
    """Number in the register of the Ministry of Justice."""
    registration_date: datetime.date
    """Date of that registration."""
    url: Address
    """Official text."""


class Methodology(Model):
    """One edition of the order."""

    edition: datetime.date
    """Date of the last amendment: the file's name."""
    title: Bilingual
    """Title of the methodology."""
    order: Order
    """Requisites of the order."""
    horizon: Year
    """Year to which a strategy is written (paragraph 13)."""
    longest_interval: Annotated[int, Field(ge=1)]
    """Years that may lie between two neighbouring values of an indicator (paragraph 26)."""
    chapters: tuple[Chapter, ...]
    """Chapters of paragraph 17, in order."""
    recommended_indicators: tuple[Recommended, ...]
    """Indicators of paragraph 26."""
    profile_series: tuple[ProfileSeries, ...]
    """Series of paragraph 18."""
    rules: tuple[Rule, ...]
    """What every paragraph from 2 to 26 asks of a strategy."""

    def directions(self) -> Iterator[Chapter]:
        """The strategic directions of paragraph 17 4)."""
        return (chapter for chapter in self.chapters if chapter.direction)

    def series_title(self, identifier: str) -> Bilingual:
        """The title of a profile series. Raises StopIteration for an unknown one."""
        return next(series.title for series in self.profile_series if series.id == identifier)
