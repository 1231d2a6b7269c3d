"""Whether each text is written in its own language, with letters of its own alphabet.

Owns which texts are looked at. Must not know what tells the languages apart (`letters`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from citystrategy.checks import bilingual as fields
from citystrategy.markdown.document import Part
from citystrategy.markdown.parser import BRACES
from citystrategy.model import Bilingual
from citystrategy.model.tree import ChapterText, CityFolder
from citystrategy.problems.problem import Problem
from citystrategy.words import letters
from citystrategy.words.words import LANGUAGES

UNSPOKEN = re.compile(rf"{BRACES.pattern}|https?://\S+")
"""What is in no language: references and addresses."""
SPOKEN_BLOCKS = frozenset({"paragraph", "list", "numbered", "definition", "table", "heading"})
"""Blocks that are in the language of the chapter; quotations may be in any."""
ENOUGH_WORDS = 150
"""Words after which a letter that is missing is missed; the demonstrations have each in their first 30."""


def writing(folder: CityFolder) -> Iterator[Problem]:
    """Chapters and YAML texts are in the language that they are said to be in."""
    chapters = [(text, _lines(text)) for text in folder.chapters if text.language]
    bilinguals = list(fields.of_strategy(folder))
    kazakh = [line for text, lines in chapters if text.language == "kk" for _, line in lines]
    fuller = letters.simplified("\n".join([*kazakh, *(bilingual["kk"] for _, bilingual in bilinguals)]))
    for text, lines in chapters:
        yield from chapter(text, lines)
        if text.language == "kk":
            yield from list(without_letters(text, lines)) or simplified(text.path, lines, fuller)
    for path, bilingual in bilinguals:
        yield from texts(path, bilingual)
        yield from simplified(path, [(bilingual.line_of("kk"), bilingual["kk"])], fuller)


def _lines(text: ChapterText) -> list[tuple[int, str]]:
    """The numbered lines of what a chapter says."""
    return [(number, UNSPOKEN.sub(" ", line)) for part in text.document.parts for number, line in part.lines]


def chapter(text: ChapterText, lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """The parts of a chapter, each in its language and with its letters."""
    for part in _parts(text):
        foreign = letters.other_language(_spoken(part), text.language)
        if foreign:
            yield Problem.at(text.path, part.line, "other-language", words=foreign)
    for number, line in lines:
        for word in letters.mixed(line):
            problem = Problem.at(text.path, number, "latin-letter", word=word, letters=_latin(word))
            yield problem.in_column(text.column(number, word))


def _parts(text: ChapterText) -> Iterator[Part]:
    """The parts of a chapter that are in its language."""
    for section in text.document.sections:
        yield section.heading
        for block in section.blocks:
            yield from block.parts if block.kind in SPOKEN_BLOCKS else ()


def without_letters(text: ChapterText, lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """A whole chapter in Kazakh has every letter that Kazakh cannot do without."""
    whole = "\n".join(line for _, line in lines).lower()
    lacking = [letter for letter in letters.FREQUENT if letter not in whole]
    if lacking and len(letters.WORD.findall(whole)) >= ENOUGH_WORDS:
        for letter in lacking:
            yield Problem.at(text.path, 1, "kazakh-missing", letter=letter)


def _spoken(part: Part) -> str:
    """What of a part is in the language of the text: neither references nor what is set in italics."""
    text = part.text
    for quoted in part.quoted:
        text = text.replace(quoted, " ", 1)
    return UNSPOKEN.sub(" ", text)


def simplified(path: str, lines: Sequence[tuple[int, str]], fuller: Mapping[str, str]) -> Iterator[Problem]:
    """Kazakh words typed with Russian letters, wherever they stand, each with its full form."""
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
        foreign = letters.other_language(both[language], language) or _copied(both, language)
        if foreign:
            yield Problem.at(path, line, "other-language", words=foreign)


def _copied(both: Bilingual, language: str) -> str:
    """A text of some words that stands in both languages alike, in the one that it is not in."""
    text = both[language].strip()
    if text != both["ru" if language == "kk" else "kk"].strip():
        return ""
    words = [word for word in letters.WORD.findall(text) if not word.isascii()]
    sentence = len(words) > 1 and any(word.islower() for word in words)
    kazakh = not letters.KAZAKH.isdisjoint(text.lower())
    return text if sentence and kazakh == (language == "ru") else ""


def _latin(word: str) -> str:
    """The Latin letters of a word, for the message."""
    return ", ".join(dict.fromkeys(letters.LATIN.findall(word)))
