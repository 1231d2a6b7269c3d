"""Every word a reader or an editor sees, by language, and how numbers and dates are written.

Owns `<language>.yml`. Must not know what the words are used for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

LANGUAGES = ("kk", "ru")
"""The languages of the site, the first one being the default."""

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str
    words: dict[str, Any]

    def __call__(self, key: str, **arguments: object) -> str:
        """The text under a dotted key, such as `status.on-path`. Raises KeyError if it is unknown."""
        text: Any = self.words
        for part in key.split("."):
            text = text[part]
        if not arguments:
            return str(text)
        told = {
            name: Day(self, value) if isinstance(value, date) else value for name, value in arguments.items()
        }
        return str(text).format(**told)

    def problem(self, code: str, **arguments: object) -> str:
        """The message of a problem code."""
        return str(self.words["problems"][code]).format(**arguments)

    def advice(self, code: str, **arguments: object) -> tuple[str, str]:
        """What is wrong and what to do: the first sentence of a code's message, and the others."""
        wrong, *others = SENTENCE_END.split(str(self.words["problems"][code]), maxsplit=1)
        mend = others[0] if others else ""
        return wrong.format(**arguments), mend.format(**arguments)

    def reading(self, reason: str) -> str:
        """Why a file cannot be read, as a library says it in English, in this language if it is known."""
        return str(self.words.get("reading", {}).get(reason, reason))

    def pattern(self, code: str) -> str:
        """The message of a problem code with the name of each placeholder in angle quotes."""
        text = str(self.words["problems"][code])
        names = {name for _, name, _, _ in Formatter().parse(text) if name}
        words = self.words.get("placeholders", {})
        return text.format(**{name: f"‹{words.get(name, name)}›" for name in names})

    def citation(self, paragraphs: str) -> str:
        """Paragraphs of the order as law cites them: «17 4)» is «17-тармақтың 4) тармақшасы»."""
        cited = paragraphs.split(", ")
        if len(cited) > 1 and all(paragraph.isdigit() for paragraph in cited):
            return self("citation.several", paragraph=self.listed(cited))
        return ", ".join(self._cited(*paragraph.split(" ", 1)) for paragraph in cited)

    def listed(self, several: Sequence[object]) -> str:
        """Two or more as a sentence lists them: «2, 9 және 26»."""
        *others, last = map(str, several)
        return f"{', '.join(others)} {self('and')} {last}"

    def _cited(self, paragraph: str, part: str = "") -> str:
        kind = "part" if part else "several" if "–" in paragraph else "paragraph"
        return self(f"citation.{kind}", paragraph=paragraph, part=part)

    def month(self, value: date) -> str:
        """A month as a heading, such as «2025 жылғы шілде» or «Июль 2025 года»."""
        name = self.words["date"]["month_names"][value.month - 1]
        return self("date.month", name=name, year=value.year)

    def date(self, value: date, case: str = "") -> str:
        """A date in words, such as «2025 жылғы 1 шілде» or «1 июля 2025 года».

        `case` is a key of `date.forms`, such as `dative` («… 1 шілдеге»); without it the first one is taken.
        """
        forms = self.words["date"]["forms"]
        months = forms[case or next(iter(forms))]
        text = self("date.format", day=value.day, month=months[value.month - 1], year=value.year)
        return text.replace(" ", NO_BREAK_SPACE)


@dataclass(frozen=True)
class Day:
    """A day that a text is given. The text says which form its sentence needs: `{date:ablative}`."""

    words: Words
    day: date

    def __format__(self, case: str) -> str:
        return self.words.date(self.day, case)


def editors_language(environment: Mapping[str, str], system: str) -> str:
    """The language of the editor's system, English where it is neither Kazakh nor Russian.

    The environment's variables say it; where they are silent, the system's own name of it does.
    """
    names = [environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = next((name for name in names if name), system).casefold()
    # Windows says "Kazakh_Kazakhstan" where other systems say "kk_KZ".
    return "kk" if spoken.startswith(("kk", "kaz")) else "ru" if spoken.startswith("ru") else "en"


def asked_language(arguments: Sequence[str], environment: Mapping[str, str], system: str) -> str:
    """The language of a command by its `--lang`, before its arguments are read; else the editor's."""
    given = languages_named(arguments).values()
    known = (language for language in given if language in (*LANGUAGES, "en"))
    return next(known, None) or editors_language(environment, system)


def languages_named(arguments: Sequence[str]) -> dict[int, str]:
    """What `--lang` says, right or wrong, by the place of the argument that says it."""
    named: dict[int, str] = {}
    for place, (before, argument) in enumerate(zip(["", *arguments], arguments, strict=False)):
        if before == "--lang" or argument.startswith("--lang="):
            named[place] = argument.removeprefix("--lang=")
    return named


@cache
def words_in(language: str) -> Words:
    """The words of `kk`, `ru` or, for developers, `en` (problems only)."""
    path = Path(__file__).parent / f"{language}.yml"
    return Words(language, yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))


@cache
def tool_words(language: str) -> Words:
    """The words of the commands, with those of the problems: `kk`, `ru` or `en`."""
    path = Path(__file__).parent / f"tools.{language}.yml"
    return Words(
        language, {**words_in(language).words, **yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)}
    )


@cache
def meanings(language: str) -> dict[str, dict[str, str]]:
    """What every class and key of the files and of the published documents means, by name of the class."""
    text = (Path(__file__).parent / f"fields.{language}.yml").read_text("utf-8")
    by_class: dict[str, dict[str, str]] = yaml.load(text, yaml.CSafeLoader)
    return by_class


def rounding(value: float, decimals: int) -> Decimal:
    """A number as it is written, rounded to some digits; a half goes away from zero, as in a spreadsheet."""
    # The shortest decimal of a float is what its author wrote: 2.675, of which the float itself falls short.
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: float, decimals: int) -> str:
    """A number as Kazakh and Russian both write it: 1 638 233, 76,75, −0,369."""
    rounded = abs(rounding(value, decimals))
    text = f"{rounded:,.{decimals}f}".replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{MINUS}{text}" if value < 0 and text.strip("0,") else text


def signed(value: float, decimals: int) -> str:
    """A difference with its sign: +0,04 or −3,9; a zero has none."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0,") else text
