"""The figures of a text: numbers with their order of magnitude, percent, dates and units.

Owns how Kazakh and Russian write numbers, so that «2,4 млн-нан» and «2 400 000» are one figure.
Numbers written as words are no figures. Must not know where a text comes from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SPACE = "[ \u00a0\u2007\u2009\u202f]"
SPACES = re.compile(SPACE)
MONTHS = (
    "қаңтар|январ",
    "ақпан|феврал",
    "наурыз|март",
    "сәуір|апрел",
    r"мамыр|ма[йяею]\b",
    "маусым|июн",
    "шілде|июл",
    "тамыз|август",
    "қыркүйек|сентябр",
    "қазан|октябр",
    "қараша|ноябр",
    "желтоқсан|декабр",
)
MONTH = "|".join(f"(?P<month{number}>{month})" for number, month in enumerate(MONTHS, 1))
MAGNITUDES = {
    3: r"мың(?!жыл)|тыс(?!ячел)",
    6: "млн|миллион",
    9: "млрд|миллиард",
    12: "трлн|триллион",
}
MAGNITUDE = "|".join(f"(?P<zeros{zeros}>{word})" for zeros, word in MAGNITUDES.items())
UNITS = {
    "м²": r"шаршы метр|квадратн\w+ метр|(?:кв|ш)\. ?м\b|м²|м2\b",
    "км²": r"шаршы километр|шаршы км\b|квадратн\w+ километр|(?:кв|ш)\. ?км\b|км²|км2\b",
    "м³": r"текше метр|кубическ\w+ метр|(?:куб|т)\. ?м\b|м³|м3\b",
    "км": r"километр|км\b(?![²³2])",
    "м": r"метр|м\b(?![²³2])",
    "т": r"тонн|т\b(?!\.\s?\w)",
    "кг": r"килограм|кг\b",
    "га": r"гектар|га\b",
    "₸": "теңге|тенге|₸|тг\\b",
    "$": r"(?:АҚШ |США )?доллар|\$",
    "кВт": r"киловатт|кВт",
    "МВт": r"мегаватт|МВт",
    "‰": "‰|промилле",
    "°": "градус|°",
    "×": r"есе|рет\b|раз(?:а|ом)?\b",
    "л": r"литр|л\b",
    "мин": r"минут|мин\b",
    "сағ": r"сағат|часа\b|часов|час\b",
}
"""Words of each unit, in both languages."""
UNIT = {unit: re.compile(rf"(?<![^\W\d_])(?:{words})", re.IGNORECASE) for unit, words in UNITS.items()}
ANY_UNIT = re.compile(
    rf"{SPACE}?(?:"
    + "|".join(f"(?P<unit{place}>{words})" for place, words in enumerate(UNITS.values()))
    + ")",
    re.IGNORECASE,
)

TOKEN = re.compile(
    rf"""
    (?=[0-9{{−–-])(?:
    (?P<braces>\{{\{{[^{{}}\n]*\}}\}})
  | (?<![0-9])
    (?P<date>[0-9]{{1,2}}\.(?:0[1-9]|1[0-2])\.[0-9]{{4}}|[0-9]{{4}}-(?:0[1-9]|1[0-2])-[0-9]{{2}})
    (?![0-9])
  | (?P<label>[0-9]+(?:\.[0-9]+){{2,}})
  | (?P<minus>(?<![0-9])(?<![0-9]\s)[−–](?=[0-9])|(?<![^\s(«|])-(?=[0-9]))?
    (?P<whole>(?<![0-9])[0-9]{{1,3}}(?:{SPACE}[0-9]{{3}})+(?![0-9])|[0-9]+)
    (?:[.,](?P<fraction>[0-9]+))?
    )""",
    re.VERBOSE,
)
TAIL = re.compile(
    rf"""
    (?P<suffix>-?[^\W\d_]{{0,6}}\.?(?={SPACE}|[-–—,;:.)»|\n]|%|$))??
    (?:[-\s]{{0,2}}(?:{MAGNITUDE})(?:[^\W\d_]*(?:-[^\W\d_]+)?\.?))?
    (?:\s?(?P<percent>%|пайыз|процент))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
ROMAN = re.compile(r"(?<![^\W_])[IVXL]{2,}(?![^\W_])")
"""A Roman number; of one letter it may be another word. Kazakh and Russian write them alike."""
AFTER_MONTH = re.compile(rf"[-\s](?:{MONTH})", re.IGNORECASE)
BEFORE_MONTH = re.compile(rf"(?:{MONTH})[дтн][ыі]ң\s$", re.IGNORECASE)
JOINT = re.compile(
    r"(?:-[^\W\d_]{1,6}\s)?\s?(?:[–—-]|,|;|/|и|или|до|және|мен|бен|пен|немесе)?\s?", re.IGNORECASE
)
"""What may stand between two numbers of which only the second is followed by a percent sign."""
RANGE = re.compile(r"-[^\W\d_]{1,6}\s|\s?[–—-]\s?|\sдо\s", re.IGNORECASE)
"""What stands between the ends of a range, of which only the second may have an order of magnitude."""


@dataclass(frozen=True)
class Figure:
    """One number as it stands in a text."""

    value: str
    """Canonical digits with a decimal comma, "%" or the month: what has to agree in both languages."""
    written: str
    """As the author wrote it."""
    place: int
    """Where in the text it begins."""
    unit: str = ""
    """A key of `UNITS`, or an empty string."""
    zeros: int = 0
    """Order of magnitude that stands in words: 6 for a million."""


def figures(text: str) -> list[Figure]:
    """The figures of a text in order; a reference `{{ … }}` counts only by what follows it."""
    backwards: list[Figure] = []
    for token in reversed(list(TOKEN.finditer(text))):
        backwards += reversed(list(_figures(text, token, backwards[-1] if backwards else None)))
    roman = [Figure(match[0], match[0], match.start()) for match in ROMAN.finditer(text)]
    forwards = backwards[::-1]
    return sorted([*forwards, *roman], key=lambda figure: figure.place) if roman else forwards


def mentions(text: str, unit: str) -> bool:
    """Whether a text names a unit anywhere."""
    return UNIT[unit].search(text) is not None


def _figures(text: str, token: re.Match[str], following: Figure | None) -> Iterator[Figure]:
    """What one token stands for; `following` is the figure after it."""
    if token["date"]:
        yield from _date(token)
        return
    start, end = token.span()
    tail = TAIL.match(text, end)
    assert tail is not None
    zeros = next((zeros for zeros in MAGNITUDES if tail[f"zeros{zeros}"]), 0)
    percent = bool(tail["percent"])
    if following and not zeros and not percent and not _is_year(token):
        percent = following.value.endswith("%") and bool(JOINT.fullmatch(text, end, following.place))
        zeros = following.zeros if RANGE.fullmatch(text, end, following.place) else 0
    unit = ANY_UNIT.match(text, tail.end())
    name = list(UNITS)[int(unit.lastgroup.removeprefix("unit"))] if unit and unit.lastgroup else ""
    value = _digits(token, zeros) + (" %" if percent else "")
    if token["braces"]:
        value = " ".join(part for part in (f"10^{zeros}" if zeros else "", "%" if percent else "") if part)
    if value or name:
        yield Figure(value, text[start : tail.end()].strip(" -"), start, name, zeros)
    if token["whole"] and len(token["whole"]) < 3:
        month = AFTER_MONTH.match(text, end) or BEFORE_MONTH.search(text, max(0, start - 20), start)
        if month and month.lastgroup:
            yield Figure(month.lastgroup, text[min(start, month.start()) : month.end()].strip(), start)


def _date(token: re.Match[str]) -> Iterator[Figure]:
    """A date in digits is the same as one in words: day, month and year."""
    parts = re.split(r"[.-]", token["date"])
    day, month, year = parts if "." in token["date"] else parts[::-1]
    for value in (str(int(day)), f"month{int(month)}", str(int(year))):
        yield Figure(value, token["date"], token.start())


def _digits(token: re.Match[str], zeros: int) -> str:
    """The canonical form of a number: no spaces, no needless zeros, the magnitude multiplied in."""
    if token["label"]:
        return token["label"]
    if not token["whole"]:
        return ""
    whole = SPACES.sub("", token["whole"])
    fraction = (token["fraction"] or "").ljust(zeros, "0")
    whole, fraction = (whole + fraction[:zeros]).lstrip("0") or "0", fraction[zeros:].rstrip("0")
    return ("−" if token["minus"] else "") + whole + ("," + fraction if fraction else "")


def _is_year(token: re.Match[str]) -> bool:
    return bool(token["whole"]) and len(token["whole"]) == 4 and token["whole"][:2] in ("19", "20")
