"""What the pages show of editions: when each was in force, and what changed between two of them.

Owns the step from sealed contents to words. Must not know HTML or MkDocs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from citystrategy.editions import difference
from citystrategy.editions.content import SectionPlace
from citystrategy.editions.difference import Piece, TextDifference, ValueDifference
from citystrategy.facts import amendments
from citystrategy.facts.values import text
from citystrategy.markdown.document import ParsedText
from citystrategy.model import Decision, Edition, Indicator, Source
from citystrategy.model.edition import Content
from citystrategy.model.tree import CityFolder, SealedEdition
from citystrategy.words.words import LANGUAGES, Words, words_in

AROUND = 12
"""Words shown before and after a change."""


@dataclass(frozen=True)
class PublishedEdition:
    """One edition with what the pages say of it."""

    edition: Edition
    decision: Decision | None
    """Its decision, or that of the edition which it corrects."""
    until: date | None
    """The day from which the next edition is in force; None for the last one."""
    stored: SealedEdition

    def state(self, today: date) -> Literal["former", "current", "to_come"]:
        """Whether the edition is in force on a day: a decision may name a later one."""
        if self.edition.date > today:
            return "to_come"
        return "former" if self.until and self.until <= today else "current"


def editions(folder: CityFolder) -> tuple[PublishedEdition, ...]:
    """The sealed editions of a strategy, the first one first."""
    about = folder.strategy
    if about is None:
        return ()
    stored = {sealed.number: sealed for sealed in folder.sealed}
    return tuple(
        PublishedEdition(
            edition, about.decision_of(edition), following.date if following else None, stored[edition.number]
        )
        for edition, following in pairwise((*about.editions, None))
        if edition and edition.number in stored
    )


@dataclass(frozen=True)
class TextChange:
    """A section in which words changed."""

    chapter: str
    section: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ValueChange:
    """A value that changed."""

    name: str
    """Name of the indicator, or of the strategy's part."""
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """What changed between an edition and the one before."""

    before: PublishedEdition
    after: PublishedEdition
    texts: tuple[TextChange, ...]
    values: tuple[ValueChange, ...]
    elsewhere: int
    """How many changes concern only the text in the other language."""


def changes(folder: CityFolder, edition: int, sources: Mapping[str, Source], words: Words) -> Changes:
    """The changes that an edition made, in one language. Raises StopIteration for an unknown one."""
    pairs = pairwise(editions(folder))
    before, after = next(pair for pair in pairs if pair[1].edition.number == edition)
    old, new = before.stored.content, after.stored.content
    assert old is not None and new is not None, "checked before any page"
    texts = list(difference.texts(old, new))
    values = list(difference.values(old, new))
    titles = titles_of(folder, sources, words.language)
    spoken = [changed for changed in texts if changed.place.language == words.language]
    shown = [changed for changed in values if not _foreign(changed, words.language)]
    return Changes(
        before,
        after,
        tuple(text_change(changed, old, new) for changed in spoken),
        tuple(value_change(changed, old, new, titles, words) for changed in shown),
        len(texts) - len(spoken) + len(values) - len(shown),
    )


def _foreign(changed: ValueDifference, language: str) -> bool:
    return changed.key[-1] in LANGUAGES and changed.key[-1] != language


def text_change(changed: TextDifference, old: Content, new: Content) -> TextChange:
    """A section with its words out and in."""
    sides = (changed.before or (), changed.after or ())
    before, after = ("\n".join(wording.seen for wording in side) for side in sides)
    if before == after:
        before, after = ("\n".join(map(str, side)) for side in sides)
    content = new if changed.after else old
    title = (sides[1] or sides[0])[0].seen if changed.place.section else ""
    pieces = difference.words(before, after)
    return TextChange(_chapter(content, changed.place), title, tuple(shortened(pieces)))


def _chapter(content: Content, place: SectionPlace) -> str:
    return _heading(content.chapters[place.chapter].text(place.language)) or place.chapter


def _heading(text: str) -> str:
    return next((heading.title for heading in ParsedText(text).headings), "")


def shortened(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with only some words around each change."""
    all_pieces = list(pieces)
    for place, piece in enumerate(all_pieces):
        words = piece.text.split()
        first, last = place == 0, place == len(all_pieces) - 1
        if piece.kind != "same" or len(words) <= 2 * AROUND:
            yield piece
            continue
        head = [] if first else words[:AROUND]
        tail = [] if last else words[-AROUND:]
        yield Piece("same", " ".join([*head, "…", *tail]))


def value_change(
    changed: ValueDifference, old: Content, new: Content, titles: Mapping[str, str], words: Words
) -> ValueChange:
    """A value with what it is called, old and new."""
    then, now = old.indicators.get(changed.indicator), new.indicators.get(changed.indicator)
    named = now or then
    return ValueChange(
        named.name[words.language] if named else "",
        amendments.label(changed.key, words),
        amendments.written(changed.key, changed.before, then, titles, words),
        amendments.written(changed.key, changed.after, now, titles, words),
    )


def titles_of(folder: CityFolder, sources: Mapping[str, Source], language: str) -> dict[str, str]:
    """The titles of what an indicator refers to."""
    order = folder.methodology
    titles = {source.id: source.title[language] for source in sources.values()}
    titles |= {recommended.id: recommended.title[language] for recommended in order.recommended_indicators}
    return titles | {direction.id: direction.title[language] for direction in order.directions()}


@dataclass(frozen=True)
class TargetHistory:
    """A target that was not the same in all editions."""

    name: str
    year: str
    values: tuple[str, ...]
    """Its value in each edition; empty where it had none."""


def history(folder: CityFolder, language: str) -> tuple[TargetHistory, ...]:
    """Which target was in force when: every target that an edition changed."""
    contents = [published.stored.content for published in editions(folder) if published.stored.content]
    rows: dict[tuple[str, int], None] = {}
    for content in contents:
        for indicator in content.indicators.values():
            rows |= {(indicator.id, target.year): None for target in indicator.targets}
    histories = (_history(contents, name, year, language) for name, year in sorted(rows))
    return tuple(target for target in histories if len(set(target.values)) > 1)


def _history(contents: Sequence[Content], name: str, year: int, language: str) -> TargetHistory:
    indicators = [content.indicators.get(name) for content in contents]
    named = next(indicator for indicator in reversed(indicators) if indicator)
    return TargetHistory(
        named.name[language],
        str(year),
        tuple(_target(indicator, year, words_in(language)) for indicator in indicators),
    )


def _target(indicator: Indicator | None, year: int, words: Words) -> str:
    if indicator is None:
        return ""
    values = (text(indicator, target.value, words) for target in indicator.targets if target.year == year)
    return next(values, "")
