"""The letter to a body that owes values of a city: what it is asked for, in one language.

Owns the order of a letter and what its tables hold. Says only what the data say: no person is addressed, and
what only the sender knows is a line to fill in. Must not know a file format.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citystrategy.facts.calendar import CityCalendar, Debtor
from citystrategy.facts.values import titled
from citystrategy.method.duty import Duty
from citystrategy.method.progress import Progress
from citystrategy.words.words import Words


@dataclass(frozen=True)
class LetterTable:
    """A table of a letter with the text before it."""

    before: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Empty cells are for the body to fill in."""


@dataclass(frozen=True)
class Letter:
    """A letter to one body on one city, in one language."""

    body: str
    language: str
    title: str
    opening: tuple[str, ...]
    """Number and day, body and person: the lines before the title."""
    owed: LetterTable
    asked: tuple[str, ...]
    """What the body is asked to do, a paragraph each."""
    coming: LetterTable | None
    """What is due within twelve months; None where nothing is."""
    closing: tuple[str, ...]
    """Lines to sign and to fill in."""


def letters(calendar: CityCalendar, words: Words) -> Iterator[Letter]:
    """The letters of a city, to the body that has owed longest first; none where nobody owes anything."""
    for debtor in calendar.debtors:
        yield _letter(calendar, debtor, words)


def _letter(calendar: CityCalendar, debtor: Debtor, words: Words) -> Letter:
    body = debtor.body[words.language]
    owed = [(debt.progress, duty) for debt in debtor.owed for duty in debt.duties]
    coming = [
        (value.progress, value.duty)
        for month in calendar.months
        for value in month.coming
        if value.progress.indicator.responsible == debtor.body
    ]
    return Letter(
        body=body,
        language=words.language,
        title=words("letter.title"),
        opening=(words("letter.number"), words("calendar.body", body=body), words("letter.person")),
        owed=_table(words("letter.owed", **_document(calendar, words)), _in_order(owed), words, answer=True),
        asked=(words("letter.asked"), words("letter.absent")),
        coming=_table(words("letter.coming"), _in_order(coming), words) if coming else None,
        closing=(words("letter.signature"), words("letter.clerk")),
    )


def _document(calendar: CityCalendar, words: Words) -> dict[str, object]:
    """The strategy with its decision, and the day."""
    folder = calendar.standing.folder
    about, title, decided = folder.strategy, "", ""
    if about:
        title = about.title[words.language]
        if decision := about.decision:
            body = (decision.body or folder.city.maslikhat)[words.language]
            decided = words("edition.decision_text", body=body, number=decision.number, date=decision.date)
    return {"title": title, "decision": decided, "date": calendar.standing.today}


def _in_order(values: Iterable[tuple[Progress, Duty]]) -> list[tuple[Progress, Duty]]:
    return sorted(values, key=lambda value: value[1].due)


def _table(
    before: str, values: Iterable[tuple[Progress, Duty]], words: Words, answer: bool = False
) -> LetterTable:
    """Values with their years and days; those that are asked for have room for the answer."""
    blank = ("letter.value", "monitoring.source", "letter.published") if answer else ()
    titles = ("home.indicator", "monitoring.year", "monitoring.next_due", *blank)
    rows = (
        (titled(progress.indicator, words), str(duty.year), f"{duty.due:%d.%m.%Y}", *("" for _ in blank))
        for progress, duty in values
    )
    return LetterTable(before, tuple(words(title) for title in titles), tuple(rows))
