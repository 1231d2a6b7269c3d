"""A letter as a Word document, to be pasted into what an office writes its letters with.

Owns how it is laid out. What it says is made in `facts.letters`.
"""

from datetime import date

from citystrategy.facts.letters import Letter, LetterTable
from citystrategy.outputs.word_document import WordDocument
from citystrategy.words.words import words_in

SIZE, SMALL = 14, 10.5
"""Of the letters of the text and of the tables, in points."""
ASKED, NEXT = (53, 13, 23, 21, 27, 33), (134, 13, 23)
"""Widths of the columns in millimetres: with room for the answer, and without."""


def document(letter: Letter, day: date) -> bytes:
    """The file of a letter."""
    written = WordDocument(letter.title, day, words_in(letter.language), SIZE)
    for line in letter.opening:
        written.paragraph(line)
    written.heading(letter.title, 1)
    _put(written, letter.owed, ASKED)
    for paragraph in letter.asked:
        written.paragraph(paragraph)
    if letter.coming:
        _put(written, letter.coming, NEXT)
    for line in letter.closing:
        written.paragraph(line)
    return written.to_bytes()


def _put(written: WordDocument, table: LetterTable, widths: tuple[int, ...]) -> None:
    written.paragraph(table.before)
    written.table(table.head, table.rows, widths, SMALL)
