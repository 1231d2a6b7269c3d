"""How far the text of a strategy holds what the order asks: its chapters and their sections.

Owns what chapters decide: whether something is there, never whether it is right. Must not know
indicators or the approval.
"""

from citystrategy.checks.ruling import Ruling, missing, present
from citystrategy.checks.unwritten import open_sections
from citystrategy.model.methodology import Rule
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import LANGUAGES


def chapters(folder: CityFolder, rule: Rule) -> Ruling:
    """The chapters are there in both languages."""
    absent = [name for name in rule.chapters if not all(folder.chapter(name, code) for code in LANGUAGES)]
    if absent:
        return missing(rule, "chapters-absent", names=_chapter_numbers(folder, absent))
    return present(rule, "chapters", *(f"{name}/" for name in rule.chapters))


def _chapter_numbers(folder: CityFolder, names: list[str]) -> str:
    numbers = (str(chapter.number) for chapter in folder.methodology.chapters if chapter.id in names)
    return ", ".join(numbers)


def sections(folder: CityFolder, rule: Rule) -> Ruling:
    """The sections are there in both languages, and not empty."""
    return _sections(folder, rule, rule.chapters)


def each_direction(folder: CityFolder, rule: Rule) -> Ruling:
    """Every direction has the sections."""
    return _sections(folder, rule, tuple(chapter.id for chapter in folder.methodology.directions()))


def _sections(folder: CityFolder, rule: Rule, names: tuple[str, ...]) -> Ruling:
    wanted = [(name, section) for name in names for section in rule.sections]
    places = [f"{name}/#{section}" for name, section in wanted]
    absent = [
        place
        for place, (name, section) in zip(places, wanted, strict=True)
        if not all(_filled(folder, name, section, code) for code in LANGUAGES)
    ]
    if absent:
        return missing(rule, "sections-absent", number=len(absent))
    pairs = zip(places, wanted, strict=True)
    unavailable = [place for place, (name, section) in pairs if _absent(folder, name, section)]
    if unavailable:
        return Ruling(rule, "absent", "said-absent", (), tuple(unavailable))
    return present(rule, "sections", *places)


def _filled(folder: CityFolder, name: str, section: str, language: str) -> bool:
    """Whether a section has a text, and no note says that it is still to be written."""
    text = folder.chapter(name, language)
    if text is None or section in open_sections(text):
        return False
    return any(not heading.empty for heading in text.headings if heading.anchor == section)


def _absent(folder: CityFolder, name: str, section: str) -> bool:
    """Whether the author marked the section as one that only says that something is not available."""
    texts = (folder.chapter(name, code) for code in LANGUAGES)
    return any(
        candidate.anchor == section and candidate.absences
        for text in texts
        if text
        for candidate in text.document.sections
    )


def cited_section(folder: CityFolder, rule: Rule) -> Ruling:
    """The section is there and names its sources: a figure without one shows nothing."""
    ruling = sections(folder, rule)
    if ruling.status != "present":
        return ruling
    for name in rule.chapters:
        for section in rule.sections:
            if not all(_cited(folder, name, section, code) for code in LANGUAGES):
                return missing(rule, "sources-absent", f"{name}/#{section}")
    return present(rule, "cited", *ruling.places)


def _cited(folder: CityFolder, name: str, section: str, language: str) -> bool:
    """Whether a footnote stands in the section."""
    text = folder.chapter(name, language)
    if text is None:
        return False
    start = next(heading for heading in text.headings if heading.anchor == section)
    after = (
        heading.line
        for heading in text.headings
        if heading.line > start.line and heading.level <= start.level
    )
    end = next(after, start.line + len(text.content))
    return any(start.line <= line < end for line in text.document.cited)
