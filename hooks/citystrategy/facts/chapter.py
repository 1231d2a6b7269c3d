"""What stands around the text of a chapter: how it is cited, how long it is read, its indicators.

Owns those sentences. Must not know HTML, nor how a text is published (`markdown/`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from citystrategy.facts import unapproved
from citystrategy.markdown.document import ParsedText
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Edition
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words

PACE = 180
"""Words a minute for both languages: about the mean of the 17 that Trauzettel-Klosinski and Dietz measured in
2012, 184 aloud. Kazakh was none of them."""
NUMBER = "{number}"
"""Stands in a citation for the number of the paragraph that its reader chooses."""


@dataclass(frozen=True)
class Citing:
    """How a page of a strategy's text is cited; its address and the day of the build stand beside it."""

    page: str
    """City, document, edition and chapter."""
    paragraph: str
    """The same with `NUMBER` for that of a paragraph."""
    permanence: str
    """Whether the numbers stay as they are."""


@dataclass(frozen=True)
class ChapterPage:
    """A chapter of a strategy in one language."""

    citing: Citing
    minutes: int
    """How long its text is read."""
    pace: int
    """Words a minute on which that rests."""
    indicators: tuple[Progress, ...]
    """The indicators of the direction that it is about."""


def chapter_page(standing: Standing, identifier: str, words: Words) -> ChapterPage:
    """A chapter that is there in this language."""
    text = standing.folder.chapter(identifier, words.language)
    return ChapterPage(
        citing=citing(standing.folder, words, identifier),
        minutes=minutes(text.document) if text else 0,
        pace=PACE,
        indicators=tuple(standing.of_direction(identifier)),
    )


def minutes(document: ParsedText) -> int:
    """How long a text is read, in whole minutes, at least one; tables of references are not counted."""
    length = sum(len(part.text.split()) for part in document.parts)
    return max(1, (length + PACE // 2) // PACE)


def citing(folder: CityFolder, words: Words, identifier: str = "", edition: int = 0) -> Citing:
    """How a chapter is cited, or all chapters of a former edition on one page."""
    about = folder.strategy
    editions = about.editions if about else ()
    cited = next(
        (former for former in editions if former.number == edition), about.edition if about else None
    )
    before = " ".join(_document(folder, cited, words))
    chapters = (chapter for chapter in folder.methodology.chapters if chapter.id == identifier)
    for chapter in chapters:
        title = chapter.title[words.language]
        before += " " + words("chapter.cited", number=chapter.number, title=title)
    return Citing(
        page=unapproved.told(before, folder, words),
        paragraph=unapproved.told(
            f"{before} {words('chapter.cited_paragraph', number=NUMBER)}", folder, words
        ),
        permanence=words("chapter.numbers_draft" if folder.unapproved else "chapter.numbers"),
    )


def _document(folder: CityFolder, edition: Edition | None, words: Words) -> Iterator[str]:
    """City and title, then the edition with its decision."""
    about, city = folder.strategy, folder.city
    yield f"{city.name[words.language]}."
    if about is None:
        return
    yield f"{about.title[words.language]}."
    if edition is None:
        return
    yield f"{words('edition.one', number=edition.number)}."
    decision = about.decision_of(edition)
    if decision:
        body = (decision.body or city.maslikhat)[words.language]
        yield words("edition.decision_text", body=body, number=decision.number, date=decision.date) + "."
