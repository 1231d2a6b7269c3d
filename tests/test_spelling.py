"""Every word of every text is spelled as a dictionary or a list of names and terms has it.

The dictionaries are Hunspell's, from the packages hunspell-kk and hunspell-ru of Debian; they are
looked for in the folder that the variable HUNSPELL names, and where such packages put them.
"""

import os
import random
import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import corpus
import kazakh
import pytest
from conftest import demonstrated
from spylls.hunspell import Dictionary

NAMES = {"kk": "kk_KZ", "ru": "ru_RU"}
PACKAGES = {"kk": "hunspell-kk", "ru": "hunspell-ru"}
FOLDERS = [os.environ.get("HUNSPELL"), "/usr/share/hunspell", "/usr/share/myspell/dicts", "/Library/Spelling"]
ABSENT = """No dictionary {name}.dic was found. On Debian: apt-get install {package}.
Elsewhere put the .aff and .dic of that package into a folder and name it in the variable HUNSPELL."""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LATIN = re.compile("[a-z]", re.I)
LETTERS = "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@cache
def dictionary(language: str) -> Dictionary:
    """Hunspell's dictionary; a test fails, and says what to install, where there is none."""
    found = [Path(folder) / NAMES[language] for folder in FOLDERS if folder]
    path = next((one for one in found if one.with_suffix(".dic").is_file()), None)
    if path is None:
        pytest.fail(ABSENT.format(name=NAMES[language], package=PACKAGES[language]))
    with warnings.catch_warnings():
        # The library leaves its files to be closed by the collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return Dictionary.from_files(str(path))


@cache
def listed(language: str) -> tuple[str, ...]:
    lines = (Path(__file__).parent / f"words.{language}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def in_dictionary(language: str, word: str) -> bool:
    return bool(dictionary(language).lookup(word))


@cache
def russian(word: str) -> bool:
    """Whether a Russian word is known; one with a hyphen is where its parts are."""
    if in_dictionary("ru", word) or listed_russian().fullmatch(word):
        return True
    return "-" in word and all(russian(part) for part in word.split("-"))


@cache
def listed_russian() -> re.Pattern[str]:
    return re.compile("|".join(form(word).pattern for word in listed("ru")), re.I)


def form(word: str) -> re.Pattern[str]:
    """A listed word; a star stands for a Russian ending."""
    return re.compile(word.replace("*", "[а-я]{0,4}"))


@cache
def kazakh_word(word: str) -> bool:
    """Whether a Kazakh word, or what is left of it without endings, is known."""
    names = set(listed("kk"))
    for spelled in {word, word.lower()}:
        for stem in kazakh.stems(spelled):
            if in_dictionary("kk", stem) or stem in names:
                return True
    first, *others = word.split("-")
    return bool(others) and kazakh_word(first) and all(kazakh_word(o) or kazakh.ending(o) for o in others)


KNOWN: dict[str, Callable[[str], bool]] = {"kk": kazakh_word, "ru": russian}


def words(language: str) -> Iterator[tuple[str, str]]:
    """Each word in Cyrillic letters, with its place."""
    for text in corpus.texts(language):
        for word in WORD.findall(text.words):
            if len(word) > 1 and not LATIN.search(word):
                yield word, text.place


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_word_is_known(language: str) -> None:
    unknown = {word: place for word, place in words(language) if not KNOWN[language](word)}
    assert not unknown, "\n".join(f"{word}: {place}" for word, place in sorted(unknown.items()))


@demonstrated
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_listed_word_is_needless(language: str) -> None:
    """What the texts do not use any more, or the dictionary has, is no longer listed."""
    assert len(set(listed(language))) == len(listed(language))
    spelled = {part for word, _ in words(language) for part in (word, *word.split("-"))}
    rest = {word.lower() for word in spelled if not in_dictionary(language, word)}
    if language == "kk":
        rest = {stem for word in rest for stem in kazakh.stems(word)}
    needless = [problem for problem in listed(language) if not any(map(form(problem).fullmatch, rest))]
    assert not needless


@pytest.mark.parametrize(("language", "most"), [("kk", 0.3), ("ru", 0.1)])
def test_wrong_letters_are_found(language: str, most: float) -> None:
    """Of long words with one letter replaced only a small part passes for another word."""
    chance = random.Random(8)
    long = sorted(
        {word for word, _ in words(language) if len(word) > 5 and word.islower() and "-" not in word}
    )
    missed = 0
    for word in chance.sample(long, 500):
        place = chance.randrange(len(word))
        letter = chance.choice([one for one in LETTERS if one != word[place]])
        missed += KNOWN[language](word[:place] + letter + word[place + 1 :])
    assert missed / 500 <= most, missed
