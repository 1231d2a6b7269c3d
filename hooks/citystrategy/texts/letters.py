"""Letters and languages: Latin letters in Cyrillic words, Kazakh letters typed as Russian ones, and
sentences in the other language.

Owns what tells Kazakh from Russian. Must not know where a text comes from. Careful rather than
complete: a name or a title in the other language is no fault.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

KAZAKH = frozenset("әғқңөұүһі")
SIMPLER = str.maketrans("әғқңөұүһі", "агкноуухи")
"""The Russian letter that is typed where the keyboard has no Kazakh one."""
WORD = re.compile(r"[^\W\d_]+")
BORDER = re.compile(r"[a-zA-Z][Ѐ-ӿ]|[Ѐ-ӿ][a-zA-Z]")
LATIN = re.compile(r"[a-zA-Z]")
ALIKE = frozenset("aceopxyiklmhtbABCEHIKMOPTXYZ")
"""Latin letters that look like Cyrillic ones, or are typed for them."""
SENTENCE = re.compile(r"[.!?;:…]+(?=\s|$)|\n")
QUOTED = re.compile(r"«[^«»]*»|\"[^\"\n]*\"|“[^“”]*”|\*[^*\n]*\*")
LONGEST_TITLE = 7
"""Words that a title or a name in the other language may have; names in capitals are not counted."""
RUSSIAN_WORDS = frozenset(
    re.findall(
        r"\w+",
        "и на с со по не для от из за до при или как это его их также о об к ко у но же то если где под "
        "над перед году года лет который",
    )
)
RUSSIAN_LETTERS = frozenset("вцщэёъьфч")
"""Letters that Kazakh has in borrowed words only."""
RUSSIAN_ENDINGS = ("ого", "его", "ых", "ая", "ые", "ие", "ия", "ии", "ую", "ой", "ый", "ий", "ов", "ей")
RUSSIAN_VERBS = ("ет", "ит", "ть", "ла", "ло", "ли", "ами", "ями")
UNLIKE = frozenset({"болу", "тура", "уран", "орта", "дана", "сурет", "туыс", "барша", "кран"})
"""Words that are right without Kazakh letters, though another word has them in their place."""


def mixed(text: str) -> Iterator[str]:
    """Cyrillic words with Latin letters among them that look like Cyrillic ones."""
    if BORDER.search(text):
        for word in WORD.findall(text):
            if BORDER.search(word) and ALIKE.issuperset(LATIN.findall(word)):
                yield word


def other_language(text: str, language: str) -> str:
    """The first words of a sentence, or of a whole text, that is in the other language; else nothing."""
    text = QUOTED.sub(" ", text)
    for sentence in (*SENTENCE.split(text), text):
        words = [word for word in WORD.findall(sentence) if word.islower() and not LATIN.match(word)]
        if len(words) > LONGEST_TITLE and _is_other(words, language):
            return " ".join(sentence.split()[:LONGEST_TITLE])
    return ""


def _is_other(words: list[str], language: str) -> bool:
    """Measured on the demonstrations: Kazakh sentences lie below -0.1, Russian ones above 0.1."""
    kazakh = sum(map(_is_kazakh, words)) / len(words)
    russian = sum(map(_is_russian, words)) / len(words)
    return russian - kazakh > 0.2 if language == "kk" else russian - kazakh < -0.15


@cache
def _is_kazakh(word: str) -> bool:
    return not KAZAKH.isdisjoint(word)


@cache
def _is_russian(word: str) -> bool:
    marked = (
        word in RUSSIAN_WORDS
        or not RUSSIAN_LETTERS.isdisjoint(word)
        or word.endswith(RUSSIAN_ENDINGS + RUSSIAN_VERBS)
    )
    return marked and not _is_kazakh(word)


def simplified(text: str) -> Mapping[str, str]:
    """Words that stand with fewer Kazakh letters than elsewhere in the text, each with the fuller form."""
    counts = Counter(WORD.findall(text.lower()))
    fuller: dict[str, str] = {}
    for word in counts:
        if len(word) > 3 and _is_kazakh(word):
            plain = word.translate(SIMPLER)
            fuller[plain] = max(word, fuller.get(plain, ""), key=_kazakh_letters)
    return {
        word: full
        for word in counts
        if (full := fuller.get(word.translate(SIMPLER), word)) != word
        and word not in UNLIKE
        and counts[full] >= counts[word]
        and all(ours in (theirs, theirs.translate(SIMPLER)) for ours, theirs in zip(word, full, strict=True))
    }


def _kazakh_letters(word: str) -> int:
    return sum(letter in KAZAKH for letter in word)
