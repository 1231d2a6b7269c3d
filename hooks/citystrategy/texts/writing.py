"""Whether each text is written in its own language, with letters of its own alphabet.

Owns which texts are looked at. Must not know what tells the languages apart (`letters`).
"""

import re
from collections.abc import Iterator, Sequence

from citystrategy.markdown.document import Part
from citystrategy.markdown.parser import BRACES
from citystrategy.model import Bilingual
from citystrategy.problems.problem import Problem
from citystrategy.reading.load import ChapterText, CityStrategy
from citystrategy.strings import LANGUAGES
from citystrategy.texts import fields, letters

UNSPOKEN = re.compile(rf"{BRACES.pattern}|https?://\S+")
"""What is in no language: references and addresses."""
SPOKEN_BLOCKS = frozenset({"paragraph", "list", "numbered", "definition"})
"""Blocks that are in the language of the chapter; tables hold names, quotations may be in any."""


def writing(strategy: CityStrategy) -> Iterator[Problem]:
    """Chapters and YAML texts are in the language that they are said to be in."""
    for text in strategy.chapters:
        if text.language:
            yield from chapter(text)
    for path, both in fields.of_strategy(strategy):
        yield from texts(path, both)


def chapter(text: ChapterText) -> Iterator[Problem]:
    """The parts of a chapter, each in its language and with its letters."""
    for section in text.document.sections:
        for block in section.blocks:
            for part in block.parts if block.kind in SPOKEN_BLOCKS else ():
                other = letters.other_language(_spoken(part), text.language)
                if other:
                    yield Problem.at(text.path, part.line, "other-language", words=other)
    spoken = [
        (number, UNSPOKEN.sub(" ", line)) for part in text.document.parts for number, line in part.lines
    ]
    for number, line in spoken:
        for word in letters.mixed(line):
            problem = Problem.at(text.path, number, "latin-letter", word=word, letters=_latin(word))
            yield problem.in_column(text.column(number, word))
    if text.language == "kk":
        yield from simplified(text.path, spoken)


def _spoken(part: Part) -> str:
    """What of a part is in the language of the text: neither references nor what is set in italics."""
    text = part.text
    for quoted in part.quoted:
        text = text.replace(quoted, " ", 1)
    return UNSPOKEN.sub(" ", text)


def simplified(path: str, lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """Kazakh words typed with Russian letters, wherever they stand."""
    fuller = letters.simplified("\n".join(line for _, line in lines))
    for number, line in lines if fuller else ():
        for word in letters.WORD.findall(line):
            if word.lower() in fuller:
                yield Problem.at(path, number, "kazakh-letter", word=word, fuller=fuller[word.lower()])


def texts(path: str, both: Bilingual) -> Iterator[Problem]:
    """A bilingual text of a YAML file."""
    for language in LANGUAGES:
        line = both.line_of(language)
        for word in letters.mixed(both[language]):
            yield Problem.at(path, line, "latin-letter", word=word, letters=_latin(word))
        other = letters.other_language(both[language], language)
        if other:
            yield Problem.at(path, line, "other-language", words=other)


def _latin(word: str) -> str:
    """The Latin letters of a word, for the message."""
    return ", ".join(dict.fromkeys(letters.LATIN.findall(word)))
