"""What a draft still leaves open, one problem for each file or indicator, in the order of the work.

Owns the marks by which an author and `new-city` leave a thing open: a note `to-write` in a section, a
blank «…» in a YAML file. Must not judge what is written.
"""

from collections.abc import Iterator

from pydantic import BaseModel

from citystrategy.model import Bilingual, Indicator
from citystrategy.model.methodology import Chapter, Section
from citystrategy.model.tree import ChapterText, CityFolder
from citystrategy.problems.problem import Problem

BLANK = "…"
"""Stands in a YAML file, in both languages, where something is still to be written."""


def unwritten(folder: CityFolder) -> Iterator[Problem]:
    """The sections that are still to be written, chapter by chapter, and what indicators lack."""
    for text in folder.chapters:
        asked = next((chapter for chapter in folder.methodology.chapters if chapter.id == text.id), None)
        yield from chapter(text, asked) if asked else ()
    for indicator in folder.indicators:
        yield from blanks(folder, indicator)
    if _without_profile(folder):
        titles = "; ".join(series.id for series in folder.methodology.profile_series)
        yield Problem.at(folder.path("profile.yml"), 1, "profile-unwritten", series=titles)


def _without_profile(folder: CityFolder) -> bool:
    """Whether the profile of a draft was not begun; what cannot be read in it is told elsewhere."""
    begun = folder.profile is None or folder.profile.series or folder.broken_values
    return not begun and folder.unapproved == "draft"


def open_sections(text: ChapterText) -> frozenset[str]:
    """The anchors of the sections in which a note to the author still stands."""
    return frozenset(section.anchor for section in text.document.sections if section.unwritten)


def chapter(text: ChapterText, asked: Chapter) -> Iterator[Problem]:
    """The sections of one chapter that are still to be written."""
    waiting = open_sections(text)
    sections: list[Section] = [section for section in asked.sections if section.id in waiting]
    if sections:
        first = next(heading.line for heading in text.headings if heading.anchor == sections[0].id)
        titles = "; ".join(section.title[text.language] for section in sections)
        told: dict[str, str | int] = {"number": len(sections), "total": len(asked.sections), "titles": titles}
        yield Problem.at(text.path, first, "chapter-unwritten", **told)


def blanks(folder: CityFolder, indicator: Indicator) -> Iterator[Problem]:
    """The keys of one indicator that are still to be filled in."""
    keys = list(_blank_keys(indicator))
    if keys:
        path, named = folder.path("indicators.yml"), ", ".join(keys)
        yield Problem.at(path, indicator.line, "indicator-unwritten", id=indicator.id, keys=named)


def _blank_keys(part: BaseModel) -> Iterator[str]:
    """The keys of a part of a file under which a blank stands in either language."""
    for key in type(part).model_fields:
        value = getattr(part, key)
        if isinstance(value, Bilingual) and BLANK in (value.kk, value.ru):
            yield key
        elif isinstance(value, BaseModel):
            yield from _blank_keys(value)
