"""The title of an indicator's chart and the reckoning of its status: true of every kind, and no more."""

import re
from datetime import date
from typing import Any

import pytest
from citystrategy.facts import sentences
from citystrategy.facts.finding import finding
from citystrategy.facts.reckoning import reckoning
from citystrategy.method.plan import timeline
from citystrategy.method.progress import Progress, progress
from citystrategy.model import Bilingual, Range
from citystrategy.words.words import LANGUAGES, words_in
from hypothesis import given
from hypothesis import strategies as st
from test_method_properties import ALL, DAYS, known_cases
from test_monitoring import BOTH, actual, indicator

RUSSIAN, KAZAKH = words_in("ru"), words_in("kk")
DAY = date(2026, 6, 30)
PLAN = [(2020, 20.0), (2025, 30.0), (2050, 80.0)]
NAMED = {"body": BOTH, "document": BOTH, "url": "https://example.org/"}
GONE = {"explanation": BOTH}


def item(
    plan: list[tuple[int, Any]], values: dict[int, Any], better: str = "higher", **more: Any
) -> Progress:
    return progress(timeline(indicator(plan, better, **more)), values, DAY)


def of(plan: list[tuple[int, Any]], year: int, value: Any, better: str = "higher", **more: Any) -> Progress:
    return item(plan, {year: actual(value)}, better, **more)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


FINDINGS = {
    "above": (
        of(PLAN, 2024, 29),
        "В 2024 году – 29,0: на 1,0 выше расчетной линии",
        "есептелген сызықтан жоғары, айырмасы – 1,0",
    ),
    "below": (
        of(PLAN, 2024, 27),
        "В 2024 году – 27,0: на 1,0 ниже расчетной линии",
        "есептелген сызықтан төмен, айырмасы – 1,0",
    ),
    "hardly": (of(PLAN, 2024, 27.999), "на 0,001 ниже расчетной линии", "төмен, айырмасы – 0,001"),
    "on the line": (of(PLAN, 2024, 28), "28,0: на расчетной линии", "есептелген сызыққа дәл келеді"),
    "as set": (of(PLAN, 2025, 30), "30,0: равно установленному значению", "белгіленген мәнге тең"),
    "above what was set": (
        of(PLAN, 2025, 31),
        "на 1,0 выше установленного значения",
        "мәннен жоғары, айырмасы – 1,0",
    ),
    "lower is better": (
        of([(2020, 30.0), (2030, 20.0)], 2025, 26, "lower"),
        "на 1,0 выше расчетной линии (чем меньше, тем лучше)",
        "жоғары, айырмасы – 1,0 (аз болғаны жақсы)",
    ),
    "rank": (
        of([(2020, 60), (2025, 50)], 2025, 46, "lower", kind="rank", decimals=0),
        "В 2025 году – 46: на 4 лучше установленного значения (чем меньше, тем лучше)",
        "мәннен жақсы, айырмасы – 4 (аз болғаны жақсы)",
    ),
    "percent": (
        of(PLAN, 2024, 27, kind="percent"),
        "В 2024 году – 27,0 %: на 1,0 п. п. ниже расчетной линии",
        "сызықтан төмен, айырмасы – 1,0 пайыздық тармақ",
    ),
    "in a range": (
        of([(2020, 9.0), (2025, Range(low=3, high=5))], 2025, 4, "within"),
        "4,0: в диапазоне, установленном на 2025 год",
        "2025 жылға белгіленген аралықта",
    ),
    "outside a range": (
        of([(2020, 9.0), (2025, Range(low=3, high=5))], 2025, 7, "within"),
        "расстояние до значения, установленного на 2025 год, – 2,0",
        "2025 жылға белгіленген мәнге дейінгі қашықтық – 2,0",
    ),
    "step as set": (
        of([(2020, "low"), (2025, "middle")], 2025, "middle", kind="categories"),
        "то же значение установлено на 2025 год",
        "2025 жылға белгіленгені де осы",
    ),
    "step before its year": (
        of([(2020, "middle"), (2025, "high")], 2023, "low", kind="categories"),
        "хуже действующего значения («пример», 2020 год)",
        "қолданыстағы мәннен («мысал», 2020 жыл) нашар",
    ),
    "a better step": (
        of([(2020, True), (2025, True)], 2025, False, "lower", kind="yes-no"),
        "«нет»: лучше, чем установлено на 2025 год («да»)",
        "2025 жылға белгіленгеннен («иә») жақсы",
    ),
    "words": (
        item(
            [(2020, Bilingual(kk="а", ru="б")), (2025, Bilingual(kk="в", ru="г"))],
            {2025: actual("behind", finding=NAMED)},
            kind="narrative",
        ),
        "За 2025 год названный ниже орган дал оценку «отстает»",
        "төменде аталған органның бағасы – «артта қалуда»",
    ),
    "provisional": (
        item(PLAN, {2024: actual(29, provisional=True)}),
        "В 2024 году – 29,0 (предварительное значение): на 1,0 выше",
        "2024 жылғы алдын ала мән – 29,0",
    ),
    "the baseline": (of(PLAN, 2020, 20), "20,0: это базовый год, сравнивать пока не с чем", "бастапқы жыл"),
    "before the plan": (
        of(PLAN, 2018, 20),
        "20,0: сравнивать пока не с чем",
        "әзірге салыстыратын ештеңе жоқ",
    ),
    "nothing": (item(PLAN, {}), "Фактических значений нет", "Нақты мән жоқ"),
    "discontinued": (
        item([], {2019: actual(28)}, not_assessable={"reason": "discontinued", "since": 2021, **GONE}),
        "Индикатор прекращен в 2021 году; последнее фактическое значение – 28,0 (2019 год)",
        "Индикатор 2021 жылы тоқтатылған; соңғы нақты мән – 28,0 (2019 жыл)",
    ),
    "unmeasurable": (
        item([], {}, not_assessable={"reason": "unmeasurable", **GONE}),
        "Измеримого значения не установлено",
        "Өлшенетін мән белгіленбеген",
    ),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_the_finding_of_every_kind(name: str) -> None:
    shown, russian, kazakh = FINDINGS[name]
    assert russian in plain(finding(shown, DAY, RUSSIAN))
    assert kazakh in plain(finding(shown, DAY, KAZAKH))


def test_another_definition_is_not_compared() -> None:
    methods = tuple({"id": name, "name": BOTH} for name in ("new", "old"))
    shown = item(PLAN, {2024: actual(29, method="old")}, methods=methods, method="new")
    assert "получено по другому определению и с установленными не сравнивается" in finding(
        shown, DAY, RUSSIAN
    )
    other = item(PLAN, {2024: actual(29, edition="A")}, kind="index", edition="B")
    assert "индекстің басқа шығарылымынан" in finding(other, DAY, KAZAKH)


@pytest.mark.parametrize(
    ("year", "russian", "kazakh"),
    [
        (2024, None, None),
        (2023, "; значения за 2024 год нет", "; 2024 жылғы мән жоқ"),
        (2022, "; значений за 2023 и 2024 годы нет", "; 2023 және 2024 жылдардағы мәндер жоқ"),
        (2021, "; значений за 2022–2024 годы нет", "; 2022–2024 жылдардағы мәндер жоқ"),
    ],
)
def test_years_without_a_value_are_told_once_they_were_due(
    year: int, russian: str | None, kazakh: str | None
) -> None:
    for words, told in ((RUSSIAN, russian), (KAZAKH, kazakh)):
        sentence = finding(of(PLAN, year, 25), DAY, words)
        assert sentence.endswith(told) if told else ";" not in sentence


@given(known_cases(*ALL), DAYS, st.sampled_from(LANGUAGES))
def test_every_standing_has_a_finding_and_ends_in_its_status(known: Any, day: date, code: str) -> None:
    case, values = known
    shown, words = progress(timeline(case.indicator), values, day), words_in(code)
    said, steps = finding(shown, day, words), tuple(reckoning(shown, words))
    assert said and "{" not in said and "  " not in said
    assert all(step.text and "{" not in step.text + step.value + step.formula for step in steps)
    assert [step.status for step in steps if step.status][-1] == shown.status


def numbers(text: str) -> float:
    return float(text.replace("\u00a0", "").replace(",", ".").replace("\u2212", "-"))


def test_the_formula_gives_the_calculated_value() -> None:
    for plan, year in ((PLAN, 2023), ([(2020, -5.0), (2030, -20.0)], 2024)):
        step = next(one for one in reckoning(of(plan, year, 1), RUSSIAN) if one.kind == "calculated")
        bare = step.formula.replace("\u2009", "").replace("⁄", "/").replace("×", "*").replace("\u2212", "-")
        assert re.fullmatch(r"[\d.+*/() -]+", bare.replace(",", "."))
        assert eval(bare.replace(",", ".")) == pytest.approx(numbers(step.value))


def kinds(shown: Progress) -> list[str]:
    return [step.kind for step in reckoning(shown, RUSSIAN)]


def test_the_steps_of_a_value_between_two_set_ones() -> None:
    assert kinds(of(PLAN, 2024, 27)) == [
        "set", "set", "calculated", "observed", "difference", "lag", "conclusion",
    ]  # fmt: skip
    assert kinds(of(PLAN, 2025, 31)) == ["set", "observed", "difference", "conclusion"]


def test_an_overdue_value_comes_after_the_conclusion() -> None:
    assert kinds(of(PLAN, 2023, 27))[-2:] == ["conclusion", "overdue"]
    assert kinds(of(PLAN, 2021, 27))[-3:] == ["conclusion", "overdue", "conclusion"]


def test_the_reckoning_has_the_numbers_of_the_sentences() -> None:
    shown = item(PLAN, {2022: actual(20), 2023: actual(21), 2024: actual(22)})
    told = plain(" ".join(sentences.arithmetic(shown, RUSSIAN)))
    for step in reckoning(shown, RUSSIAN):
        value = re.search(r"[\d,]*\d", plain(step.value))
        assert value is None or value[0] in told, step
