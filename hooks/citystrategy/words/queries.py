"""What is typed where pages say something else, by language: letters for letters, abbreviations for words.

Owns the tables, which the script of the search page is given (`outputs/search`), so that they stand once.
Kazakh typed with Russian letters has no ә, ғ, қ; Latin script writes ы, і, и and й with two letters at most;
a stem ends in к or г, п or б by what follows. Must not know endings, which the script takes off.
"""

import re

SOUNDS = {"ъ": "", "ь": "", "ы": "и", "й": "и", "э": "е", "ё": "е", "щ": "ш", "ц": "тс", "я": "иа", "ю": "иу"}
KAZAKH = {"ә": "а", "ғ": "к", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и"}
LOOKALIKE = {
    "kk": {**SOUNDS, **KAZAKH, "г": "к", "б": "п"},
    "ru": {**SOUNDS, **KAZAKH, "ғ": "г"},
}
"""The letters for which others stand when words are compared."""
SILENT = {
    "kk": "және мен бен пен да де та те ма ме ба бе па пе үшін бойынша туралы арқылы дейін осы бұл сол ол "
    "бұлар олар деп емес ғана тек",
    "ru": "и в во на с со к ко о об от до по за из у а но или для при что это как не же ли бы то",
}
"""Words that say nothing alone; none of them is indexed."""
SHORT = {
    "kk": {
        "жөө": "жоғары оқу орны",
        "жоо": "жоғары оқу орны",
        "жіө": "жалпы ішкі өнім",
        "қтқ": "қатты тұрмыстық қалдық",
        "жэк": "жаңартылатын энергия көзі",
        "тши": "тікелей шетелдік инвестиция",
        "шоб": "шағын және орта бизнес",
    },
    "ru": {
        "врп": "валовой региональный продукт",
        "ввп": "валовой внутренний продукт",
        "тбо": "твердые бытовые отходы",
        "виэ": "возобновляемые источники энергии",
        "вуз": "высшее учебное заведение",
        "пии": "прямые иностранные инвестиции",
        "иза": "индекс загрязнения атмосферы",
        "мсб": "малый и средний бизнес",
    },
}
"""Abbreviations with what they stand for."""
REPEATED = re.compile(r"(?<=.)([^\W\d_])\1+")
"""A letter that stands twice within a word counts once: endings meet stems there, and people forget one."""


def folded(word: str, language: str) -> str:
    """A word in small letters as it is compared."""
    letters = LOOKALIKE[language]
    return REPEATED.sub(r"\1", "".join(letters.get(letter, letter) for letter in word))
