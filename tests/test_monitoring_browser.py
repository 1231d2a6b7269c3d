"""The monitoring page of a city and the page of each indicator, in a real headless Chromium."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from citystrategy.reading.load import load
from conftest import ROOT
from playwright.sync_api import Browser, Page, expect

INDICATORS = [
    "/astana/indicators/life-expectancy/",
    "/almaty/indicators/air-quality-class/",
    "/astana/indicators/economic-complexity/",
    "/semey/indicators/doing-business/",
]
PAGES = [f"{prefix}{one}" for prefix in ("", "/ru") for one in (*INDICATORS, "/almaty/monitoring/")]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=address)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_the_window(page: Page, name: str) -> None:
    page.goto(name)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_accessible(browser: Browser, address: str, name: str, scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(name)
    opened.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    results = Axe().run(opened)
    assert results.violations_count == 0, results.generate_report()
    context.close()


def shown(page: Page) -> list[str]:
    found = "[...document.querySelectorAll('.card')].filter(one => one.checkVisibility()).map(one => one.id)"
    return list(page.evaluate(found))


def test_filter_and_order(page: Page) -> None:
    page.goto("/ru/almaty/monitoring/")
    everything = shown(page)
    page.get_by_label("Название или описание").fill("загрязнения")
    assert shown(page) == ["air-pollution-index", "air-quality-class"]
    total = len(everything)
    expect(page.get_by_role("status")).to_have_text(f"Показано: 2 из {total}")
    page.get_by_label("Статус", exact=True).select_option("behind")
    assert shown(page) == ["air-quality-class"]
    page.get_by_role("button", name="Показать все").click()
    assert shown(page) == everything
    page.get_by_label("Направление").select_option("environment")
    assert shown(page) and set(shown(page)) < set(everything)
    page.get_by_role("button", name="Показать все").click()
    page.get_by_label("Порядок").select_option("name")
    names = page.locator(".card:visible h3").all_text_contents()
    cyrillic = [name for name in names if not re.search("[A-Za-z]", name)]
    assert len(cyrillic) > 10 and cyrillic == sorted(cyrillic, key=str.casefold)
    assert sorted(shown(page)) == sorted(everything)
    page.get_by_label("Порядок").select_option("strategy")
    assert shown(page) == everything


@pytest.mark.parametrize(
    ("name", "written", "typed"),
    [
        ("/almaty/monitoring/", "нәрестелер өлім", "нарестелер олим"),
        ("/almaty/monitoring/", "жаңартылатын үлесі", "ЖАНАРТЫЛАТЫН УЛЕСИ"),
        ("/almaty/monitoring/", "ұзақтығы", "узактыгы"),
        ("/almaty/monitoring/", "қайта", unicodedata.normalize("NFD", "қайта")),
        ("/ru/almaty/monitoring/", "твердых", "твёрдых"),
        ("/ru/almaty/monitoring/", "новорожденный", unicodedata.normalize("NFD", "новорождённый")),
    ],
)
def test_the_filter_finds_what_another_keyboard_types(
    page: Page, name: str, written: str, typed: str
) -> None:
    page.goto(name)
    everything = shown(page)
    page.locator("#filter-text").fill(written)
    found = shown(page)
    page.locator("#filter-text").fill(typed)
    assert shown(page) == found and 0 < len(found) < len(everything)


def test_the_filter_by_keyboard(page: Page) -> None:
    page.goto("/almaty/monitoring/")
    page.locator("#filter-text").focus()
    page.keyboard.type("neet")
    assert shown(page) == ["neet"]
    page.keyboard.press("Enter")
    assert shown(page) == ["neet"]
    page.keyboard.press("Tab")
    expect(page.locator("#filter-status")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert len(shown(page)) > 10


def test_a_link_to_what_is_filtered_out_shows_it(page: Page) -> None:
    page.goto("/almaty/monitoring/")
    page.locator("#filter-text").fill("neet")
    page.locator(".contents a[href='#population']").click()
    expect(page.locator("#population")).to_be_in_viewport()


def test_without_a_script_nothing_is_missing(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    opened = context.new_page()
    opened.goto("/almaty/monitoring/")
    expect(opened.locator("[data-filter]")).to_be_hidden()
    strategy = next(one for one in load(ROOT)[0].strategies if one.city.slug == "almaty")
    for one in strategy.indicators:
        expect(opened.locator(f"#{one.id}")).to_be_visible()
    opened.locator(".board thead a", has_text="2025").click()
    expect(opened.locator("#milestones-2025")).to_be_visible()
    opened.locator("#neet .more a").click()
    expect(opened.locator(".cite")).to_contain_text("/almaty/indicators/neet/")
    context.close()


def test_a_chart_as_large_as_the_window_allows(page: Page) -> None:
    page.goto("/almaty/indicators/emissions/")
    small = page.locator(".chart__small")
    expect(small).to_be_visible()
    expect(page.locator(".chart__large")).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 740})
    expect(page.locator(".chart__large")).to_be_visible()
    expect(small).to_be_hidden()
