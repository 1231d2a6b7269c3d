"""No remark on a value is lost: each thing that a file says of a value is told, in its order and language."""

from datetime import date

import pytest
from citystrategy.facts.examples import source
from citystrategy.facts.indicator_page import _revisions
from citystrategy.facts.remarks import KINDS, _of_value, in_line, of_point, remarks
from citystrategy.method.assessment import Observation
from citystrategy.method.plan import timeline
from citystrategy.method.progress import progress
from citystrategy.model import Point
from citystrategy.words.words import words_in
from test_monitoring import actual, indicator, revision

ONE = indicator([(2020, 20.0), (2050, 80.0)], methods=({"id": "other", "name": {"kk": "Бір", "ru": "Один"}},))
EVERYTHING = {
    "provisional": True,
    "date": date(2026, 3, 1),
    "edition": "2026",
    "field_size": 83,
    "break": {"kk": "Санақ", "ru": "Перепись"},
    "finding": {
        "body": {"kk": "Әкімдік", "ru": "Акимат"},
        "document": {"kk": "Есеп", "ru": "Отчет"},
        "url": "https://example.org/report",
    },
    "revisions": (revision(22, None, date(2026, 2, 1)),),
    "note": {"kk": "Ескертпе", "ru": "Примечание"},
}
TOLD = {
    "ru": [
        "предварительное",
        "1\u00a0марта",
        "2026",
        "83",
        "Один",
        "Перепись",
        "Акимат",
        "22,0",
        "Примечание",
    ],
    "kk": ["алдын ала", "1\u00a0наурызда", "2026", "83", "Бір", "Санақ", "Әкімдік", "22,0", "Ескертпе"],
}
"""What each remark holds, in the order of `KINDS`."""


@pytest.mark.parametrize("language", TOLD)
def test_every_remark_on_an_observed_value_is_told(language: str) -> None:
    words = words_in(language)
    seen = Observation(2025, actual(25, "other", **EVERYTHING), comparable=False, method="other")
    told = list(_of_value(ONE, seen, words))
    assert [remark.kind for remark in told] == list(KINDS)
    for remark, part in zip(told, TOLD[language], strict=True):
        assert part in remark.text, (remark, part)
    assert remarks(ONE, seen, words, ("note", "break")) == (told[5].text, told[8].text)
    assert remarks(ONE, Observation(2025, actual(25), comparable=True, method=None), words) == ()


@pytest.mark.parametrize("language", TOLD)
def test_every_remark_on_a_value_of_the_profile_is_told(language: str) -> None:
    names = ("provisional", "break", "note")
    point = {"year": 2025, "value": 1, "source": "s", **{name: EVERYTHING[name] for name in names}}
    told = of_point(Point.model_validate(point), words_in(language))
    for text, place in zip(told, (0, 5, 8), strict=True):
        assert TOLD[language][place] in text
    assert of_point(Point.model_validate({"year": 2025, "value": 1, "source": "s"}), words_in(language)) == ()


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ((), ""),
        (("предварительное",), "предварительное"),
        (("предварительное", "мест в рейтинге: 75"), "предварительное; мест в рейтинге: 75"),
        (("мест в рейтинге: 75", "Ноябрь 2022 года."), "мест в рейтинге: 75. Ноябрь 2022 года."),
        (
            ("Разрыв ряда: Перепись.", "оценку дал орган", "Важно."),
            "Разрыв ряда: Перепись. Оценку дал орган. Важно.",
        ),
        (
            ("алдын ала мән", "2026 жылғы 1 наурызда жарияланған"),
            "алдын ала мән; 2026 жылғы 1 наурызда жарияланған",
        ),
    ],
)
def test_no_sentence_begins_within_another(told: tuple[str, ...], line: str) -> None:
    assert in_line(told) == line


def test_the_value_replaced_last_is_told_first() -> None:
    first, second = revision(22, None, date(2023, 1, 1)), revision(23, None, date(2024, 1, 1))
    actuals = {2021: actual(24, revisions=(first, second)), 2022: actual(26, revisions=(first,))}
    assessed = progress(timeline(ONE), actuals, date(2026, 1, 1))
    found = _revisions(assessed, {"s": source()}, words_in("ru"))
    assert [(one.year, one.old, one.new) for one in found] == [
        (2021, "23,0", "24,0"),
        (2022, "22,0", "26,0"),
        (2021, "22,0", "23,0"),
    ]
