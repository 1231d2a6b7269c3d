"""The monitoring page of a city and the page of each indicator, in a real headless Chromium."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from citystrategy.reading.load import load
from conftest import ROOT, demonstrated
from playwright.sync_api import Browser, Page, expect

pytestmark = demonstrated

INDICATORS = [
    "/astana/indicators/life-expectancy/",
    "/almaty/indicators/air-quality-class/",
    "/astana/indicators/economic-complexity/",
    "/semey/indicators/doing-business/",
]
PAGES = [f"{prefix}{address}" for prefix in ("", "/ru") for address in (*INDICATORS, "/almaty/monitoring/")]


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


MOST_SCREENS = 4
"""Of 800 pixels, which the rows of 21 indicators take at 1280 pixels."""


def test_the_rows_of_all_indicators_fit_into_few_screens(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=address)
    opened = context.new_page()
    for name in ("/astana/monitoring/", "/ru/astana/monitoring/"):
        opened.goto(name)
        assert opened.locator("tr[data-status]").count() == 21
        table = opened.locator("table.ind").bounding_box()
        assert table and table["height"] <= MOST_SCREENS * 800
        years = opened.locator(".axis text").all_text_contents()
        assert years == [str(year) for year in range(2015, 2051, 5)]
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_marks_stand_in_their_row_and_under_their_year(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, base_url=address)
    opened = context.new_page()
    opened.goto("/ru/astana/monitoring/")
    for row in opened.locator("tr[data-status]:has(.rowchart)").all():
        cell = row.locator(".ind__chart").bounding_box()
        assert cell
        marks = [mark.bounding_box() for mark in row.locator(".approved path").all()]
        across = [mark["x"] for mark in marks if mark]
        assert across == sorted(across) and across
        assert cell["x"] <= across[0] and across[-1] <= cell["x"] + cell["width"]
        for mark in marks:
            assert (
                mark and cell["y"] <= mark["y"] and mark["y"] + mark["height"] <= cell["y"] + cell["height"]
            )
    context.close()


def test_rows_stay_a_table_for_screen_readers_where_they_are_cards(page: Page) -> None:
    page.goto("/ru/astana/monitoring/")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Доля NEET"))
    expect(row.get_by_role("cell")).to_have_count(5)


def test_without_a_script_nothing_is_missing(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    opened = context.new_page()
    opened.goto("/almaty/monitoring/")
    strategy = next(folder for folder in load(ROOT)[0].strategies if folder.city.slug == "almaty")
    for indicator in strategy.indicators:
        expect(opened.locator(f"#{indicator.id}")).to_be_visible()
    opened.locator(".board thead a", has_text="2025").click()
    expect(opened.locator("#milestones-2025")).to_be_visible()
    opened.locator("#neet .ind__name a").click()
    expect(opened.locator(".cite")).to_contain_text("/almaty/indicators/neet/")
    context.close()
