"""The words: complete in each language, with the same placeholders; numbers and dates."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from citystrategy.method.assessment import STATUSES
from citystrategy.outputs import field_guide
from citystrategy.reading.source import read_yaml
from citystrategy.words.words import NO_BREAK_SPACE, number, signed, words_in

KAZAKH, RUSSIAN = words_in("kk"), words_in("ru")


def leaves(words: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if f"{prefix}{key}" == "date.forms":
            continue  # Each language has the forms that its sentences need.
        if isinstance(value, dict):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)(?::\w+)?\}", text))


def test_every_form_of_a_date_that_a_text_asks_for_is_there() -> None:
    asked = set()
    for words in (KAZAKH, RUSSIAN):
        forms = words.words["date"]["forms"]
        assert all(len(months) == len(set(months)) == 12 for months in forms.values())
        for key, text in leaves(words.words):
            for case in re.findall(r"\{\w+:(\w+)\}", text):
                assert case in forms, key
                asked.add(case)
    assert asked == {"attributive", "ablative", "dative", "locative"}


@pytest.mark.parametrize(
    ("case", "endings"),
    [
        ("attributive", ("дағы", "дегі", "тағы", "тегі")),
        ("ablative", ("дан", "ден", "тан", "тен", "нан", "нен")),
        ("dative", ("ға", "ге", "қа", "ке")),
        ("locative", ("да", "де", "та", "те")),
    ],
)
def test_kazakh_months_are_declined(case: str, endings: tuple[str, ...]) -> None:
    """The ending agrees with the last vowel: қазанда, but шілдеде."""
    forms = KAZAKH.words["date"]["forms"]
    for month, form in zip(forms["nominative"], forms[case], strict=True):
        assert form.startswith(month)
        ending = form.removeprefix(month)
        assert ending in endings
        last = re.findall("[аеиоуыіәөүұ]", month)[-1]
        assert bool(re.search("[еі]", ending)) == (last in "еіәөүи"), form


def test_a_text_gets_the_form_that_it_asks_for() -> None:
    day = date(2026, 7, 1)
    assert KAZAKH("calendar.oldest", date=day) == "Ең алғашқы мерзім 2026\xa0жылғы\xa01\xa0шілдеде өтті."
    assert RUSSIAN.date(day) == "1\xa0июля\xa02026\xa0года"


def test_both_languages_have_the_same_keys() -> None:
    assert dict(leaves(KAZAKH.words)).keys() == dict(leaves(RUSSIAN.words)).keys()


def test_the_same_placeholders_in_both() -> None:
    russian = dict(leaves(RUSSIAN.words))
    for key, text in leaves(KAZAKH.words):
        assert placeholders(text) == placeholders(russian[key]), key


def test_problems_are_worded_in_three_languages() -> None:
    english = words_in("en").words["problems"]
    for words in (KAZAKH, RUSSIAN):
        assert words.words["problems"].keys() == english.keys()
        for code, text in words.words["problems"].items():
            assert placeholders(text) == placeholders(english[code]), code


@pytest.mark.parametrize(
    "written",
    [
        "a: [b", "a: {b: c", "a: b\n\tc: d", "a:\n\t- b", "a: b: c", "a: 'b\nc: d", "a: b\n  c: d", "a: @b",
        "a: *b", "a: &",
        'a: "\\q"', "a: - b", "a: b\nc\n", "a: b\n---\nc: d", "a: ]", "a: |b", "- a\nb: c", "a: 'b\n---\nc",
    ],
)  # fmt: skip
def test_why_a_file_cannot_be_read_is_said_in_the_language(tmp_path: Path, written: str) -> None:
    (tmp_path / "x.yml").write_text(f"{written}\n", "utf-8")
    (problem,) = read_yaml(tmp_path, tmp_path / "x.yml")[1]
    reason = str(dict(problem.arguments)["reason"])
    for words in (KAZAKH, RUSSIAN):
        assert reason not in problem.message(words)
        assert re.search("[а-я]{3}", words.reading(reason))


def test_an_unclosed_quotation_is_told_where_it_begins(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("a: b\nc: 'd\ne: f\ng: h\n", "utf-8")
    (problem,) = read_yaml(tmp_path, tmp_path / "x.yml")[1]
    assert (problem.line, problem.column) == (2, 4)


def test_no_language_is_copied() -> None:
    """A text is translated unless it has hardly any letters (a form of a date or a number)."""
    russian = dict(leaves(RUSSIAN.words))
    same = {key for key, text in leaves(KAZAKH.words) if text == russian[key] and len(text) > 12}
    assert {key for key in same if re.search(r"[^\W\d_]{4}", re.sub(r"\{\w+\}", "", russian[key]))} <= {
        "monitoring.title"
    }


def test_a_russian_preposition_suits_the_word_after_it() -> None:
    """«Об индикаторе», but «о показателе»: a word that replaces another one needs its own preposition."""
    texts = dict(leaves(RUSSIAN.words))
    root = Path(__file__).parent.parent
    for folder in ("docs", "strategies"):
        texts |= {str(path): path.read_text("utf-8") for path in (root / folder).rglob("*.ru.md")}
    wrong = re.compile(r"(?<!\w)(?:о\s+[аоиуэ]|об\s+[бвгджзклмнпрстфхцчшщ])\w*", re.IGNORECASE)
    assert len(texts) > 500
    assert {name: match[0] for name, text in texts.items() if (match := wrong.search(text))} == {}


def test_no_latin_letter_inside_a_cyrillic_word() -> None:
    for words in (KAZAKH, RUSSIAN):
        for key, text in leaves(words.words):
            assert not re.search(r"[а-яәғқңөұүһі][a-z]|[a-z][а-яәғқңөұүһі]", text, re.I), key


def test_kazakh_glues_nothing_to_a_placeholder() -> None:
    # «тармақ», «тарау» and «кесте» take the same form after every number.
    for key, text in leaves(KAZAKH.words):
        text = re.sub(r"\}-(тармақ|тарау|кесте)", r"} \1", text)
        assert not re.search(r"\}[а-яәғқңөұүһі]|\}-[а-яәғқңөұүһі]+(?!\w)(?<!жолда)", text), key


def test_every_status_has_a_word() -> None:
    for words in (KAZAKH, RUSSIAN):
        assert words.words["status"].keys() == set(STATUSES)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_field_is_described(language: str) -> None:
    for file in field_guide.files(language):
        assert file.about
        for key in file.keys:
            assert key.about.strip(), key.name
            assert key.choices or words_in(language)(f"formats.forms.{key.form}")


def test_numbers() -> None:
    assert number(1638233, 0) == "1\u00a0638\u00a0233"
    assert number(76.75, 2) == "76,75"
    assert number(-0.369, 3) == "\u22120,369"
    assert number(-0.0001, 2) == "0,00"
    assert signed(0.04, 2) == "+0,04"
    assert signed(-3.9, 1) == "\u22123,9"
    assert signed(0.0, 1) == "0,0"


def test_dates() -> None:
    day = date(2025, 7, 1)
    assert KAZAKH.date(day) == "2025 жылғы 1 шілде".replace(" ", NO_BREAK_SPACE)
    assert RUSSIAN.date(day) == "1 июля 2025 года".replace(" ", NO_BREAK_SPACE)
