"""What somebody gives as a value, a day or a year, as the content that the files hold.

A command, a table and a workbook understand the same: text as people write it and cells as spreadsheets hold
it. `value(indicator, written)` gives the content of `Actual.value` by the indicator's kind: a Decimal (with
the digits that were written), True or False, or the id of a category or of a finding; `day`, `year`, `truth`,
`whole`, `choice` and `text` do so for the other fields. What cannot be understood raises UnclearError, and
`error.told(words)` is the sentence for the editor; nothing is guessed. `blank(written)` says whether there
is anything at all. Must not know where a value is written to, nor whether it is likely: the check does.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from citystrategy.method.position import ASSESSED
from citystrategy.model import Indicator
from citystrategy.problems.problem import Both, nearest
from citystrategy.reading.source import GREATEST
from citystrategy.words.words import LANGUAGES, Words, words_in

Content = Decimal | bool | str
"""What the files hold as an observed value."""

NUMBERS = ("number", "percent", "index", "rank")
AFFIRMATIVE = ("иә", "ия", "да", "yes", "true", "ақиқат", "истина", "1")
NEGATIVE = ("жоқ", "нет", "no", "false", "жалған", "ложь", "0")
"""Yes and no as people write them and as spreadsheets and published tables write them."""
DASHES = ("-", "–", "—", "…", "...")
ABSENT = (*DASHES, "н/д", "нет", "нет данных", "жоқ", "дерек жоқ", "деректер жоқ", "мәлімет жоқ")
"""What people write where there is no number."""
NUMBER = re.compile(
    r"(?P<sign>[-+\u2212\u2013]?) ?(?P<whole>[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,](?P<fraction>[0-9]+))?"
    r"(?P<unit> ?%.*|[ -]?[^\W\d_\u00b2\u00b3\u00b9\u2070-\u2089].*|)"
)
"""One number with a point or a comma, its thousands apart or not, and the unit behind it.

A raised digit is the mark of a footnote, and no part of either.
"""
ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?: 0?0:00(?::00)?)?", re.ASCII)
"""A day as machines and as people write it; a spreadsheet adds midnight."""
YEAR = re.compile(r"([0-9]{4})(?:[.,]0+)?(?: ?(?:г\.?|год|ж\.?|жыл))?", re.ASCII)
POWER = re.compile(r"[eEеЕ] ?[-+\u2212]?[0-9]+")
"""What a spreadsheet puts behind the digits that fit into a narrow cell: the others are lost."""
QUOTED = 100
"""How many characters a message quotes."""
DIGITS = 15
"""How many digits of a number a spreadsheet keeps; what is beyond them comes from its arithmetic."""


class UnclearError(ValueError):
    """Something that cannot be understood: `code` is a key of `given` in the words of the tools."""

    def __init__(self, code: str, **arguments: str | Both) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = arguments

    def told(self, words: Words) -> str:
        """What is wrong and what to do, with the nearest right one where there is one."""
        said = {
            name: _clipped(text) if isinstance(text, str) else text[words.language != "kk"]
            for name, text in self.arguments.items()
        }
        near = said.pop("nearest", "")
        sentence = words(f"given.{self.code}", **said)
        return f"{sentence} {words.problem('nearest', nearest=near)}" if near else sentence


def _clipped(text: str) -> str:
    """The beginning of a text: enough to find it again."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…"


def blank(written: object) -> bool:
    """Whether nothing is written: an empty cell, or spaces."""
    return written is None or (isinstance(written, str) and not written.strip())


def value(indicator: Indicator, written: object) -> Content:
    """An observed value by the kind of its indicator. Raises UnclearError."""
    if indicator.kind in NUMBERS:
        number = _number(written, indicator)
        if indicator.kind == "rank" and (number < 1 or number != number.to_integral_value()):
            raise UnclearError("rank", value=shown(written))
        return number.to_integral_value() if indicator.kind == "rank" else number
    if indicator.kind == "yes-no":
        return truth(written)
    return choice(written, names(indicator))


def names(indicator: Indicator) -> dict[str, Both]:
    """The ids that a value of an indicator may be, with their names: its categories, or the findings."""
    if indicator.kind == "narrative":
        kazakh, russian = map(words_in, LANGUAGES)
        return {status: (kazakh(f"status.{status}"), russian(f"status.{status}")) for status in ASSESSED}
    return {category.id: (category.name.kk, category.name.ru) for category in indicator.categories}


def choice(written: object, known: Mapping[str, Both]) -> str:
    """Which of several ids is meant, by itself or by its name in either language. Raises UnclearError."""
    text = _folded(shown(written))
    if not text:
        raise UnclearError("empty")
    meant = {identifier for identifier in known if _folded(identifier) == text} or {
        identifier for identifier, both in known.items() if text in map(_folded, both)
    }
    if len(meant) == 1:
        return meant.pop()
    kazakh, russian = (", ".join(both[side] for both in known.values()) for side in (0, 1))
    near = nearest(shown(written), [*known, *(name for both in known.values() for name in both)])
    raise UnclearError("choice", value=shown(written), allowed=(kazakh, russian), nearest=near)


def truth(written: object) -> bool:
    """Yes or no. Raises UnclearError."""
    text = _folded(shown(written))
    if isinstance(written, bool) or text in (*AFFIRMATIVE, *NEGATIVE):
        return written if isinstance(written, bool) else text in AFFIRMATIVE
    raise UnclearError("yes_no", value=shown(written)) if text else UnclearError("empty")


def whole(written: object) -> int:
    """A whole number from one, such as how many places a ranking has. Raises UnclearError."""
    number = _number(written, None)
    if number < 1 or number != number.to_integral_value():
        raise UnclearError("whole", value=shown(written))
    return int(number)


def year(written: object) -> int:
    """A year. Raises UnclearError."""
    given = YEAR.fullmatch(shown(written))
    if given is None or isinstance(written, bool | date):
        raise UnclearError("year", value=shown(written))
    return int(given[1])


def day(written: object) -> date:
    """A day: 2025-03-27, 27.03.2025, «27 марта 2025 года», «2025 жылғы 27 наурыз». Raises UnclearError."""
    if isinstance(written, date):
        return written.date() if isinstance(written, datetime) else written
    text = _folded(shown(written))
    given, turned = ISO.fullmatch(text.upper()), DOTTED.fullmatch(text)
    parts = given.groups() if given else tuple(reversed(turned.groups())) if turned else _in_words(text)
    try:
        return date(*map(int, parts))
    except (TypeError, ValueError):
        raise UnclearError("day", value=shown(written)) from None


def _in_words(text: str) -> tuple[str, ...]:
    """Year, month and day of a date in words, as the site writes it; nothing where it is none."""
    words = [word for word in text.split() if word not in ("года", "г", "жылғы", "ж.")]
    months = {
        month.casefold(): str(number)
        for language in LANGUAGES
        for form in words_in(language).words["date"]["forms"].values()
        for number, month in enumerate(form, 1)
    }
    numbers = [word for word in words if re.fullmatch("[0-9]{1,4}", word)]
    named = [months[word] for word in words if word in months]
    if len(words) != 3 or len(numbers) != 2 or len(named) != 1:
        return ()
    short, long = sorted(numbers, key=len)
    return (long, named[0], short)


def _number(written: object, indicator: Indicator | None) -> Decimal:
    """One number, in the unit of its indicator. Raises UnclearError."""
    if blank(written):
        raise UnclearError("empty")
    if isinstance(written, date):
        raise UnclearError("date", value=written.strftime("%d.%m.%Y"))
    if isinstance(written, bool):
        raise UnclearError("number", value=shown(written))
    number = _counted(written) if isinstance(written, int | float | Decimal) else None
    return _bounded(_read(shown(written), indicator) if number is None else number, written)


def _counted(number: float | Decimal) -> Decimal | None:
    """A number of a spreadsheet with the digits that it shows."""
    try:
        exact = Decimal(f"{number:.{DIGITS}g}") if isinstance(number, float) else Decimal(number)
    except InvalidOperation:
        return None
    return exact if exact.is_finite() else None


def _read(text: str, indicator: Indicator | None) -> Decimal:
    """A number that somebody wrote."""
    given = NUMBER.fullmatch(text)
    if text.casefold() in ABSENT:
        raise UnclearError("nothing", value=text)
    if given is None:
        raise UnclearError("number", value=text)
    unit = given["unit"].strip(" -")
    if POWER.fullmatch(unit):
        raise UnclearError("power", value=text)
    if unit and not _of(unit, indicator):
        asked = (indicator.unit.kk, indicator.unit.ru) if indicator else ("–", "–")
        raise UnclearError("unit", value=text, unit=asked)
    sign = "-" if given["sign"] not in ("", "+") else ""
    fraction = f".{given['fraction']}" if given["fraction"] else ""
    return Decimal(sign + given["whole"].replace(" ", "") + fraction)


def _bounded(number: Decimal, written: object) -> Decimal:
    """A number that the files can hold, written plainly: neither 1E+3 nor −0."""
    if abs(number) >= GREATEST or (exponent := number.as_tuple().exponent) == "n" or int(exponent) < -DIGITS:
        raise UnclearError("large", value=shown(written))
    plain = Decimal(f"{number:f}")
    return plain if plain else plain.copy_abs()


def _of(unit: str, indicator: Indicator | None) -> bool:
    """Whether what stands behind a number is the unit of its indicator."""
    if indicator is None:
        return False
    own = {_folded(indicator.unit.kk), _folded(indicator.unit.ru)}
    shares = {"%", *map(_folded, ("пайыз", "процент", "процента", "процентов"))}
    return _folded(unit) in own | (shares if indicator.kind == "percent" else set())


def text(written: object) -> str:
    """A text for readers on one line; spaces that keep words together stay."""
    plain = "" if written is None else unicodedata.normalize("NFC", str(written))
    return re.sub(r"[ \t\r\n]+", " ", plain).strip()


def shown(written: object) -> str:
    """What is written as a message quotes it, and as text is read: one line."""
    if isinstance(written, datetime):
        written = written.date()
    if written is None or isinstance(written, bool):
        return "" if written is None else str(written).lower()
    text = str(int(written)) if isinstance(written, float) and written.is_integer() else str(written)
    return " ".join(text.split())


def _folded(text: str) -> str:
    """Text without what does not tell words apart: case, spaces at its ends, «ё»."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return plain.casefold().replace("ё", "е").strip(" «»\"'.")
