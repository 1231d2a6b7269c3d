"""How values were received is told for a year, the newest first, in each language."""

import json
from datetime import date
from pathlib import Path

import pytest
from citystrategy.checks.checks import check
from citystrategy.facts import city, receipts
from citystrategy.method.standing import standing_on
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from opendata_sample import made

TODAY = date(2026, 11, 22)
RECEIVED = """
received:
  - {date: 2025-11-01, body: {kk: Бұрынғы, ru: Прежний}, filled_by: А., checked_by: Б.}
  - date: 2026-11-20
    body: {kk: Мысал басқармасы, ru: Примерное управление}
    letter: 15-2/7
    letter_date: 2026-11-10
    filled_by: Маман А.
    checked_by: маман  а.
  - {date: 2026-11-21, body: {kk: Жаңа, ru: Новый}, letter: "8", filled_by: А., checked_by: Б.}
"""


@pytest.fixture
def received(tree: Path) -> Path:
    path = tree / "strategies/sample-1/actuals/2025.yml"
    path.write_text(path.read_text("utf-8").rstrip("\n") + RECEIVED, "utf-8", newline="\n")
    return tree


def test_a_year_of_receipts_is_told(received: Path) -> None:
    folder = load(received)[0].strategies[0]
    kazakh, russian = (list(receipts.of_a_year(folder, TODAY, words_in(code))) for code in ("kk", "ru"))
    assert len(kazakh) == len(russian) == 2, "what is older than a year is left out"
    assert [text.replace("\xa0", " ") for text in russian] == [
        "21 ноября 2026 года: значения за 2025 год. Представил орган: Новый. "
        "Письмо № 8. Один сотрудник внес значения, другой проверил.",
        "20 ноября 2026 года: значения за 2025 год. Представил орган: Примерное управление. "
        "Письмо № 15-2/7 от 10 ноября 2026 года.",
    ]
    assert kazakh[1].replace("\xa0", " ") == (
        "2026 жылғы 20 қараша: 2025 жылғы мәндер. Ұсынған орган: Мысал басқармасы. "
        "2026 жылғы 10 қарашадағы № 15-2/7 хат."
    )
    assert "Мәндерді бір қызметкер енгізіп, екіншісі тексерген." in kazakh[0]
    assert not any(name in text for name in ("А.", "Б.", "Маман") for text in kazakh + russian)
    told = city.overview(standing_on(folder, TODAY), words_in("ru")).received
    assert list(told) == russian


def test_a_receipt_of_a_day_to_come_is_an_error(received: Path) -> None:
    path = received / "strategies/sample-1/actuals/2025.yml"
    path.write_text(path.read_text("utf-8").replace("2026-11-21", "2026-11-23"), "utf-8", newline="\n")
    tree, problems = load(received)
    assert problems == []
    assert [problem.code for problem in check(tree, TODAY) if problem.path.endswith("2025.yml")] == [
        "date-future"
    ]


def test_the_document_of_the_city_names_the_body_and_its_letter_and_nobody_else(
    received: Path, tmp_path: Path
) -> None:
    files = made(received, tmp_path)
    told = json.loads(files["api/v1/cities/sample-1.json"])["received"]
    assert [(one["year"], one["date"], one["letter"], one["letter_date"]) for one in told] == [
        (2025, "2025-11-01", None, None),
        (2025, "2026-11-20", "15-2/7", "2026-11-10"),
        (2025, "2026-11-21", "8", None),
    ]
    assert told[1]["body"] == {"kk": "Мысал басқармасы", "ru": "Примерное управление"}
    assert not any("Маман А." in content.decode("utf-8", "ignore") for content in files.values())
    assert not any({"filled_by", "checked_by"} & one.keys() for one in told)
