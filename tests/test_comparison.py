"""The pages of comparison: places, reasons, the world's best beside them, in both languages."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import sample
import yaml
from axe_playwright_python.sync_playwright import Axe
from conftest import build
from page_tables import tables, text
from playwright.sync_api import Browser

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
                {"city": {"kk": "Бірінші", "ru": "Первый", "en": "First"}, "value": 1},
                {"city": {"kk": "Екінші", "ru": "Второй", "en": "Second"}, "value": year - 2020},
            ],
        }
        for year in (2024, 2025)
    ],
}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built sample: 1 and 2 share a place before 3; 4 is older, 5 and 6 differ, 7 has no strategy."""
    root = tmp_path_factory.mktemp("compared")
    sample.project(root, cities=7, indicators=5)
    values: list[dict[int, Any]] = [
        {2024: 65, 2025: 70}, {2025: 70}, {2025: 60.5}, {2024: 99}, {2025: 80}, {2025: 90}, {}
    ]  # fmt: skip
    more: list[dict[str, Any]] = [
        {}, {}, {}, {}, {"territory": "oblast"}, {"unit": {"kk": "балл", "ru": "балл"}}, {"recommended": None}
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
    one = next(one for one in plan["indicators"] if one.get("recommended") == "life-expectancy")
    one |= {"better": "higher", **traits}
    (folder / "indicators.yml").write_text(yaml.safe_dump(plan, allow_unicode=True), "utf-8")
    for path in (folder / "actuals").iterdir():
        year = yaml.safe_load(path.read_text("utf-8"))
        year["values"] = [value for value in year["values"] if value["indicator"] != one["id"]]
        if year["year"] in values:
            observed = {"indicator": one["id"], "value": values[year["year"]], "source": "sample"}
            year["values"].append({**observed, "provisional": provisional})
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
        [none.removeprefix("≠ "), f"{city}-4", "99,0 2024"],
    ]
    assert early in table[3][2] and wrong_year in table[4][2]
    assert [row[6] for row in table[1:]] == ["1"] * 4


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
    """1 to 3 have a place, 4 and 5 none; 6 counts in another unit."""
    html = page(compared, f"{language}compare/life-expectancy")
    places = re.findall(r'<circle class="(\w+)" cx="([\d.]+)%"', html)
    assert [kind for kind, _ in places] == ["former", "actual", "actual", "provisional", "apart", "apart"]
    labels = re.findall(r'<text x="([\d.]+)%"[^>]*>([^<]+)</text>', html)
    both = len(labels) // 2
    assert labels[:both] == labels[both:]
    scale = {float(label.replace(",", ".")): float(x) for x, label in labels}
    (low, start), *_, (high, end) = scale.items()
    for (_, x), value in zip(places, (65, 70, 70, 60.5, 99, 80), strict=True):
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


@pytest.mark.parametrize(("language", "second"), [("", "Екінші"), ("ru/", "Второй")])
def test_the_worlds_best_stand_beside_the_newest_edition_first(
    compared: Path, language: str, second: str
) -> None:
    html = page(compared, f"{language}compare/life-expectancy")
    newest, earlier = tables(html)[-2:]
    assert newest[-1][:2] == [second, "5"] and earlier[-1][:2] == [second, "4"]
    assert 'href="https://example.org/sample"' in html
    assert 'id="benchmarks"' not in page(compared, f"{language}compare/neet")


@pytest.mark.parametrize("language", ["", "ru/"])
def test_the_list_links_to_every_comparison(compared: Path, language: str) -> None:
    html = page(compared, f"{language}compare")
    names = [one.name for one in (compared / f"{language}compare").iterdir() if one.is_dir()]
    assert len(names) == 12
    assert all(f'href="{name}/"' in html for name in names)
    assert 'href="compare/"' in page(compared, language)
    summary = text(html)
    expected = "6; мәні барлары: 6; орны көрсетілгендері: 3, жылы: 2025"
    if language:
        expected = "6; со значениями: 6; с указанным местом: 3, год: 2025"
    assert expected in summary


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
