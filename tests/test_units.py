"""Numbers and the words after them: on built pages they agree, and no line ends between them."""

import re
from html import unescape
from pathlib import Path

import corpus
import pytest

DECIMAL = r"\d,\d+\s+"
PLURAL_NOUN = r"(?:лет|раз|человек|мест|тонн|семей|детей|[а-я]+(?:ов|ев|ей))"
PLURAL = re.compile(rf"{DECIMAL}(?:[а-я]+(?:ых|их)\s+)*(?:{PLURAL_NOUN}|[а-я]+(?:ых|их))\b")
"""A Russian genitive plural after a decimal, which takes the singular: «78,52 года»."""
BLOCK = re.compile(r"</?(?:td|th|tr|p|li|dt|dd|div|h\d|br|figcaption|caption|option|title|summary)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
HIDDEN = re.compile(r"<(script|style|svg)\b.*?</\1>", re.S)
UNIT = r"(?:млн|млрд|трлн|мың|тыс\.|км|га|кг|мг|мкг|кВт|МВт|м²|м³|%|‰)(?![^\W\d_])"
MONTH = (
    r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан(?!ш)|қараша|желтоқсан"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
)
APART = re.compile(rf"№ (?=\d)|(?<=\d) {UNIT}|(?<=\d) (?=\d{{3}}(?!\d))|(?<=\d) (?={MONTH})")


GENITIVE = r"(?:из|с|до|от|более|менее|около|свыше|для)"
WHOLE = r"(?<![\d,])(?<!\d[ \u00a0])(?P<number>\d+(?:[ \u00a0]\d{3})*)"
PEOPLE = re.compile(rf"(?P<before>\b{GENITIVE}\s+)?{WHOLE}\s+(?P<noun>человека?)\b", re.I)
"""A whole number of people in Russian; after some words it stands in the genitive, whatever the number."""


def read(html: str) -> str:
    """The words of a page; cells and paragraphs are apart."""
    return unescape(TAG.sub("", BLOCK.sub(" | ", HIDDEN.sub(" ", html))))


def test_a_plural_after_a_decimal_is_found() -> None:
    for wrong in ("78,52 лет", "1,5 квадратных метров", "2,4\u00a0процентных пункта", "0,5 баллов"):
        assert PLURAL.search(wrong), wrong
    for right in ("78,52 года", "80 лет", "1,5 раза", "41,5 тыс. тонн", "0,5 балла", "2,4 млн человек"):
        assert not PLURAL.search(right), right
    assert not PLURAL.search(read("<td>78,52</td><td>лет</td>"))


def disagreeing(text: str) -> list[str]:
    """Whole numbers of people whose noun has not the form that the number asks for."""
    found = []
    for one in PEOPLE.finditer(text):
        number = int(re.sub(r"\D", "", one["number"]))
        few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
        if not one["before"] and (one["noun"] == "человека") != few:
            found.append(one[0])
    return found


def test_people_that_disagree_with_their_number_are_found() -> None:
    for wrong in ("жили 852\u00a0803 человек", "сальдо 36\u00a0061 человека", "было 1\u00a0012 человека"):
        assert disagreeing(wrong), wrong
    for right in (
        "жили 852\u00a0803 человека",
        "36\u00a0061 человек",
        "рост с 852\u00a0803 человек",
        "2,3 человека",
    ):
        assert not disagreeing(right), right


def test_people_agree_with_their_number(published: Path) -> None:
    """A chapter has its noun by hand after a number from the data: who changes one sees the other here."""
    found = {
        f"{page.relative_to(published).parent.as_posix()}: {one}"
        for page in sorted((published / "ru").rglob("index.html"))
        for one in disagreeing(read(page.read_text("utf-8")))
    }
    assert not found, "\n".join(sorted(found))


def test_no_genitive_plural_follows_a_decimal(published: Path) -> None:
    pages = sorted((published / "ru").rglob("index.html"))
    assert len(pages) > 20
    found = {
        f"{page.relative_to(published).parent.as_posix()}: {one[0]}"
        for page in pages
        for one in PLURAL.finditer(read(page.read_text("utf-8")))
    }
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_line_ends_between_a_number_and_its_unit(language: str) -> None:
    found = [
        f"{text.place}: …{text.words[max(0, one.start() - 10) : one.end() + 10]}"
        for text in corpus.texts(language)
        for one in APART.finditer(text.words)
    ]
    assert not found, "\n".join(found)
