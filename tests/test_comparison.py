"""The pages of comparison: places, reasons, the world's best beside them, in both languages."""

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sample
import yaml
from axe_playwright_python.sync_playwright import Axe
from citystrategy.words.words import words_in
from conftest import build, demonstrated, serving
from page_tables import tables, text
from playwright.sync_api import Browser
from pypdf import PdfReader

pytestmark = demonstrated

BENCHMARK = {
    "id": "best",
    "recommended": "life-expectancy",
    "title": {"kk": "Мысал рейтинг", "ru": "Примерный рейтинг"},
    "about": {"kk": "Ойдан шығарылған.", "ru": "Вымышленный."},
    "kind": "rank",
    "unit": {"kk": "орын", "ru": "место"},
    "decimals": 0,
    "better": "lower",
    "editions": [
        {
            "edition": str(year),
            "year": year,
            "field_size": 100,
            "source": "sample",
            "places": [
                {"city": {"kk": kk, "ru": ru, "en": ru}, "value": place}
                for place, (kk, ru) in zip((1, 1, 3), cities, strict=True)
            ],
        }
        for year, cities in (
            (2021, [("Бірінші", "Первый"), ("Екінші", "Второй"), ("Үшінші", "Третий")]),
            (2024, [("Бірінші", "Первый"), ("Екінші", "Второй"), ("Үшінші", "Третий")]),
            (2025, [("Үшінші", "Третий"), ("Бірінші", "Первый"), ("Төртінші", "Четвертый")]),
        )
    ],
}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty cities: 1 and 2 share a place before 3, 8 to 20 follow; 4 is older, 5 and 6 differ."""
    root = tmp_path_factory.mktemp("compared")
    sample.project(root, cities=20, indicators=5)
    values: list[dict[int, Any]] = [
        {2024: 65, 2025: 70}, {2025: 70}, {2025: 60.5}, {2024: 99}, {2025: 80}, {2025: 90}, {},
        *({2025: 50 - number} for number in range(8, 21)),
    ]  # fmt: skip
    more: list[dict[str, Any]] = [
        {}, {}, {}, {}, {"territory": "oblast"}, {"unit": {"kk": "балл", "ru": "балл"}},
        {"recommended": None}, *({} for _ in range(8, 21)),
    ]  # fmt: skip
    for number, (own, traits) in enumerate(zip(values, more, strict=True), 1):
        _city(root / f"strategies/sample-{number}", own, traits, provisional=number == 3)
    shutil.rmtree(root / "strategies/sample-7")
    (root / "strategies/_benchmarks").mkdir()
    path = root / "strategies/_benchmarks/best.yml"
    path.write_text(yaml.safe_dump(BENCHMARK, allow_unicode=True), "utf-8")
    built = build(root, SOURCE_DATE_EPOCH="1795305600")
    assert built.returncode == 0, built.stderr
    return root / "site"


def _city(folder: Path, values: dict[int, Any], traits: dict[str, Any], provisional: bool) -> None:
    plan = yaml.safe_load((folder / "indicators.yml").read_text("utf-8"))
    one = next(
        indicator for indicator in plan["indicators"] if indicator.get("recommended") == "life-expectancy"
    )
    one |= {"better": "higher", **traits}
    (folder / "indicators.yml").write_text(yaml.safe_dump(plan, allow_unicode=True), "utf-8")
    for path in (folder / "actuals").iterdir():
        year = yaml.safe_load(path.read_text("utf-8"))
        year["values"] = [value for value in year["values"] if value["indicator"] != one["id"]]
        if year["year"] in values:
            observing = {"indicator": one["id"], "value": values[year["year"]], "source": "sample"}
            year["values"].append({**observing, "provisional": provisional})
        path.write_text(yaml.safe_dump(year, allow_unicode=True), "utf-8")


def page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "city", "none", "early", "wrong_year"),
    [
        ("", "Мысал", "≠ орны көрсетілмеген", "алдын ала мән", "2025 жылғы салыстыруға келетін мән жоқ"),
        ("ru/", "Пример", "≠ без места", "предварительное", "сопоставимого значения за 2025 год нет"),
    ],
)
def test_the_table_of_places(
    compared: Path, language: str, city: str, none: str, early: str, wrong_year: str
) -> None:
    table = tables(page(compared, f"{language}compare/life-expectancy"))[0]
    rows = [[row[0], row[1].split(":")[0], row[3]] for row in table[1:]]
    assert rows == [
        ["1", f"{city}-1", "70,0 2024: 65,0"],
        ["1", f"{city}-2", "70,0"],
        ["3", f"{city}-3", "60,5"],
        *([str(number - 4), f"{city}-{number}", f"{50 - number},0"] for number in range(8, 21)),
        [none.removeprefix("≠ "), f"{city}-4", "99,0 2024"],
    ]
    assert early in table[3][2] and wrong_year in table[17][2]
    assert {row[6] for row in table[1:]} == {"1"}


@pytest.mark.parametrize(
    ("language", "oblast", "unit", "unpublished"),
    [
        (
            "",
            "мән қаланы емес, облысты сипаттайды",
            "өлшем бірлігі",
            "Стратегиясы табылмаған қалалар: Мысал-7.",
        ),
        ("ru/", "значение описывает область, а не город", "единица", "Стратегия не найдена: Пример-7."),
    ],
)
def test_who_is_not_ranked_and_why(
    compared: Path, language: str, oblast: str, unit: str, unpublished: str
) -> None:
    html = page(compared, f"{language}compare/life-expectancy")
    rows = tables(html)[1][1:]
    assert [row[1].split("-")[1][0] for row in rows] == ["5", "6"]
    assert oblast in rows[0][2].lower() and unit in rows[1][2]
    assert rows[1][3].endswith("балл")
    assert unpublished in text(html)


@pytest.mark.parametrize("language", ["", "ru/"])
def test_a_city_stands_on_the_axis_only_where_its_value_has_the_same_unit(
    compared: Path, language: str
) -> None:
    """4 and 5 have no place; 6 counts in another unit."""
    html = page(compared, f"{language}compare/life-expectancy")
    places = re.findall(r'<circle class="(\w+)" cx="([\d.]+)%"', html)
    assert [kind for kind, _ in places] == [
        *("former", "actual", "actual", "provisional"), *["actual"] * 13, "apart", "apart"
    ]  # fmt: skip
    labels = re.findall(r'<text x="([\d.]+)%"[^>]*>([^<]+)</text>', html)
    both = len(labels) // 2
    assert labels[:both] == labels[both:]
    scale = {float(label.replace(",", ".")): float(x) for x, label in labels}
    (low, start), *_, (high, end) = scale.items()
    for (_, x), value in zip(places, (65, 70, 70, 60.5, *range(42, 29, -1), 99, 80), strict=True):
        assert float(x) == pytest.approx(start + (end - start) * (value - low) / (high - low), abs=0.01)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", "Бекітілмеген стратегия жобалары: Мысал-1,"),
        ("ru/", "Проекты стратегий, не утвержденные: Пример-1,"),
    ],
)
def test_nothing_looks_approved_that_is_not(compared: Path, language: str, words: str) -> None:
    assert words in text(page(compared, f"{language}compare/life-expectancy"))


@pytest.mark.parametrize(
    ("language", "cities", "gap"),
    [
        ("", ["Бірінші", "Екінші", "Үшінші", "Төртінші"], "шығарылымдары жоқ жылдар: 2022–2023"),
        ("ru/", ["Первый", "Второй", "Третий", "Четвертый"], "за которые выпусков в таблице нет: 2022–2023"),
    ],
)
def test_the_worlds_best_stand_edition_by_edition(
    compared: Path, language: str, cities: list[str], gap: str
) -> None:
    html = page(compared, f"{language}compare/life-expectancy")
    first, second, third, fourth = cities
    head, *rows = tables(html)[-1]
    assert [cell.split()[0] for cell in head] == ["2025", "2024", "2021"]
    assert rows == [
        [f"1 {third}", f"1 {first}", f"1 {first}"],
        [f"1 {first}", f"1 {second}", f"1 {second}"],
        [f"3 {fourth}", f"3 {third}", f"3 {third}"],
    ]
    # Down two rows and up one; the fourth was in no edition before, and 2022 had none.
    assert re.findall(r'<line x2="100%" y1="50%" y2="([^"]+)"', html) == ["250%", "-50%"]
    assert gap in text(html)
    assert 'href="https://example.org/sample"' in html
    assert 'id="benchmarks"' not in page(compared, f"{language}compare/neet")


@pytest.mark.parametrize(
    ("language", "ranked", "count"),
    [
        ("", "орындар көрсетілген", "Орындар көрсетілген индикаторлар: 5 (барлығы – 12)"),
        ("ru/", "места указаны", "Места указаны по индикаторам: 5 из 12"),
    ],
)
def test_the_list_says_of_every_comparison_whether_it_can_be_made(
    compared: Path, language: str, ranked: str, count: str
) -> None:
    html = page(compared, f"{language}compare")
    names = [path.name for path in (compared / f"{language}compare").iterdir() if path.is_dir()]
    assert len(names) == 12
    assert all(f'href="{name}/"' in html for name in names)
    assert 'href="compare/"' in page(compared, language)
    assert count in text(html)
    rows = {row[0]: row[1:] for row in tables(html)[0] if len(row) == 5}
    words = words_in(language.strip("/") or "kk")
    assert [ranked, "19", "19", "16 2025"] in rows.values()
    assert [words("comparison.states.absent"), "0", "0", "0"] in rows.values()


@pytest.fixture(scope="module")
def twenty(compared: Path) -> Iterator[str]:
    with serving(compared) as found:
        yield found


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
@pytest.mark.parametrize("language", ["", "ru/"])
def test_twenty_cities_in_rows_that_no_window_is_too_narrow_for(
    browser: Browser, twenty: str, language: str, width: int
) -> None:
    """Without a script; place, name and value stand on one line, and the marks under the axis in the head."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, base_url=twenty, java_script_enabled=False
    )
    opened = context.new_page()
    opened.goto(f"/{language}compare/life-expectancy/")
    assert opened.evaluate("document.documentElement.scrollWidth") == width
    table = opened.get_by_role("table").first
    assert table.get_by_role("rowheader").count() == 17
    assert table.get_by_role("columnheader").count() == 7
    cells = table.get_by_role("row").nth(20 - 3).locator("td, th")
    place, name, chart, value = (cells.nth(number).bounding_box() for number in range(4))
    assert place and name and chart and value
    lines = [box["y"] + box["height"] / 2 for box in (place, name, value)]
    assert max(lines) - min(lines) < 14
    assert place["x"] < name["x"] < value["x"]
    assert chart["width"] >= (200 if width >= 360 else 180)
    if width < 640:
        assert chart["y"] >= name["y"] + name["height"] and chart["width"] > width - 40
    axis = table.locator(".axis").bounding_box()
    assert axis and abs(axis["x"] - chart["x"]) < 2 and abs(axis["width"] - chart["width"]) < 2
    context.close()


@pytest.mark.parametrize("language", ["", "ru/"])
def test_paper_has_every_city_with_its_chart(browser: Browser, twenty: str, language: str) -> None:
    opened = browser.new_page(base_url=twenty)
    opened.goto(f"/{language}compare/life-expectancy/")
    sheets = PdfReader(BytesIO(opened.pdf(format="A4"))).pages
    assert len(sheets) <= 4
    words = " ".join(sheet.extract_text() for sheet in sheets)
    name = "Пример" if language else "Мысал"
    assert all(f"{name}-{number}" in words for number in range(1, 21) if number != 7)
    opened.emulate_media(media="print")
    drawn = [element.bounding_box() for element in opened.locator(".dots").all()]
    assert len(drawn) == 18 and all(box and box["width"] > 100 for box in drawn)
    opened.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("name", ["compare/life-expectancy/", "compare/best-cities/", "astana/profile/"])
def test_no_page_is_wider_than_its_window_and_all_are_accessible(
    browser: Browser, address: str, name: str, width: int
) -> None:
    for language, scheme in (("", "dark"), ("ru/", "light")):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            base_url=address,
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        opened = context.new_page()
        opened.goto(f"/{language}{name}")
        assert opened.evaluate("document.documentElement.scrollWidth") == width
        opened.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        results = Axe().run(opened, context="article")
        assert results.violations_count == 0, results.generate_report()
        context.close()
