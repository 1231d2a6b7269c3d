"""The endings of Kazakh words: which stems a word may have.

Kazakh adds endings one after another, so a dictionary holds few of the forms of a word. Owns the
endings and the changes of sounds before them. Must not know which stems are words.
"""

import re
from collections.abc import Iterator

SHORTEST_STEM = 3
VOWELS = "аәеёиоөуұүыіэюя"

# Written once for both kinds of vowels: A is а/е, Y is ы/і, G is ғ/г, Q is қ/к.
ENDINGS = (
    # number, possession, case, person
    "лAр дAр тAр Yм YмYз Yң YңYз Y сY м мYз ң ңYз лAрY нYң дYң тYң GA QA A нA нY дY тY н дA тA ндA "
    "дAн тAн нAн мен бен пен мYн сYң сYз мYз нікі дікі тікі "
    # adjectives and nouns from other words
    "дAGY тAGY ндAGY лYQ дYQ тYQ лY дY тY сYз GY QY лAс дAс тAс шY шA дAй тAй рAQ YрAQ лAй Aй GYш QYш ншY "
    # verbs
    "лA дA тA лAн дAн тAн лAт Yл л Yн дYр тYр т Yт GYз QYз Yс с мA бA пA Yп п й GAн QAн AтYн йтYн тYн Aр р "
    "мAQ бAQ пAQ мAс бAс пAс у ю уY уGA удA удAн ушY сA сY сYн сYнY GAлY QAлY GAншA QAншA AдY йдY Aу еу"
)
FRONT_VOWELS, BACK_VOWELS = set("әеөүі"), set("аоұыёя")


def _written(front: bool) -> re.Pattern[str]:
    a, y, g, q = ("е", "і", "г", "к") if front else ("а", "ы", "ғ", "қ")
    endings = {e.replace("A", a).replace("Y", y).replace("G", g).replace("Q", q) for e in ENDINGS.split()}
    # Before an ending that begins with a vowel a last қ, к or п is ғ, г or б.
    softened = {e[:-1] + {"қ": "ғ", "к": "г"}[e[-1]] for e in endings if e[-1] in "қк" and len(e) > 1}
    return re.compile(f"(?:{'|'.join(sorted(endings | softened, key=len, reverse=True))})+")


BACK, FRONT = _written(front=False), _written(front=True)
HARD = {"ғ": "қ", "г": "к", "б": "п"}


def _kinds(stem: str) -> Iterator[re.Pattern[str]]:
    """The endings that agree with the last vowel; after one that is neither front nor back, both."""
    last = next((letter for letter in reversed(stem) if letter in VOWELS), "")
    if last not in FRONT_VOWELS:
        yield BACK
    if last not in BACK_VOWELS:
        yield FRONT


def stems(word: str) -> Iterator[str]:
    """The word itself, and what is left of it without endings, in the form that a dictionary holds."""
    yield word
    for length in range(len(word) - 1, SHORTEST_STEM - 1, -1):
        stem, ending = word[:length], word[length:]
        if any(kind.fullmatch(ending) for kind in _kinds(stem)):
            yield stem
            if ending[0] in VOWELS:
                if stem[-1] in HARD:
                    yield stem[:-1] + HARD[stem[-1]]
                # A narrow vowel falls out: орын, орны; халық, халқы.
                if stem[-1] not in VOWELS and stem[-2] not in VOWELS:
                    yield from (f"{stem[:-1]}{vowel}{stem[-1]}" for vowel in "ыі")


def ending(text: str) -> bool:
    """Whether a text is nothing but endings, as after a hyphen: «ЭЫДҰ-ның»."""
    return bool(BACK.fullmatch(text) or FRONT.fullmatch(text))
