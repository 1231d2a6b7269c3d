"""What people do with the site, in a real headless Chromium."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from citystrategy.words.words import number, words_in
from conftest import demonstrated
from playwright.sync_api import Browser, Page, expect

pytestmark = demonstrated

PAGES = [
    "/",
    "/astana/",
    "/astana/monitoring/",
    "/astana/current-state/",
    "/astana/conformity/",
    "/astana/profile/",
    "/compare/",
    "/compare/life-expectancy/",
    "/compare/best-cities/",
    "/conformity/",
    "/data/",
    "/method/",
    "/formats/",
    "/problems/",
]
BOTH = [f"{prefix}{page}" for prefix in ("", "/ru") for page in PAGES]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page on a phone that notes everything that goes wrong."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=address)
    opened = context.new_page()
    wrong: list[str] = []
    host = urlsplit(address).netloc
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda one: wrong.append(one.url) if urlsplit(one.url).netloc != host else None)
    opened.on("response", lambda one: wrong.append(f"{one.status} {one.url}") if one.status >= 400 else None)
    yield opened
    context.close()
    assert wrong == []


@pytest.mark.parametrize("address_", BOTH)
def test_nothing_goes_wrong_and_nothing_overflows(page: Page, address_: str) -> None:
    page.goto(address_)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("name", ["/astana/monitoring/", "/semey/vision/", "/method/", "/"])
def test_the_language_switch_stays_on_the_page(page: Page, name: str) -> None:
    page.goto(name)
    page.get_by_role("link", name="Русский").click()
    assert urlsplit(page.url).path == f"/ru{name}"
    assert page.locator("html").get_attribute("lang") == "ru"
    page.get_by_role("link", name="Қазақша").click()
    assert urlsplit(page.url).path == name


@pytest.mark.parametrize(
    ("name", "language", "table"),
    [("/astana/monitoring/", "kk", "Мәндер кестесі"), ("/ru/astana/monitoring/", "ru", "Таблица значений")],
)
def test_reading_without_javascript(
    browser: Browser, address: str, site: Path, name: str, language: str, table: str
) -> None:
    document = site / "api/v1/cities/astana/indicators/life-expectancy.json"
    found = json.loads(document.read_text("utf-8"))
    status = words_in(language)(f"status.{found['assessment']['status']}")
    shown = number(found["actuals"][-1]["value"], found["decimals"])
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, base_url=address, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(name)
    row = page.locator("#life-expectancy")
    expect(row.locator(".status").first).to_contain_text(status)
    expect(row.locator(".ind__seen")).to_contain_text(shown)
    box = row.locator(".rowchart").bounding_box()
    assert box and box["width"] > 250 and box["height"] >= 60
    row.get_by_role("link").click()
    expect(page.locator(".sec:has(#values) table").get_by_role("row", name="2013")).to_contain_text("74,45")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address_", [one for one in BOTH if "formats" not in one])
def test_accessible(browser: Browser, address: str, address_: str, scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address_)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


def test_the_dark_scheme_follows_the_system_and_the_choice(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark")
    page = context.new_page()
    page.goto("/")
    background = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(background)
    page.locator(".view > summary").click()
    page.locator("#scheme-light").check()
    light = page.evaluate(background)
    assert light != dark
    page.goto("/method/")
    assert page.evaluate(background) == light
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address_", ["/astana/environment/", "/ru/astana/environment/"])
def test_the_menu_opens_and_closes_by_touch_and_keyboard(
    browser: Browser, address: str, address_: str, scripts: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, base_url=address, java_script_enabled=scripts, has_touch=True
    )
    page = context.new_page()
    page.goto(address_)
    navigation = page.locator(".sections")
    button = page.locator(".menu > summary")
    expect(navigation).to_be_hidden()
    button.tap()
    expect(navigation.locator("[aria-current]")).to_be_in_viewport()
    button.tap()
    expect(navigation).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(navigation).to_be_visible()
    for reached in (".ask input", ".ask button", ".view > summary"):
        page.keyboard.press("Tab")
        expect(page.locator(reached)).to_be_focused()
    page.keyboard.press("Tab")
    expect(navigation.locator("a").first).to_be_focused()
    if scripts:
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(navigation).to_be_hidden()
        page.keyboard.press("Enter")
    navigation.locator("a").first.tap()
    expect(page).to_have_url(f"{address}{'/ru/' if '/ru/' in address_ else '/'}")
    context.close()


def test_what_opens_over_a_page_closes_when_its_reader_goes_on(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/astana/environment/")
    view = page.locator(".view")
    view.locator("summary").click()
    page.keyboard.press("Escape")
    expect(view.locator(".panel")).to_be_hidden()
    expect(view.locator("summary")).to_be_focused()
    view.locator("summary").click()
    page.locator(".city-bar a").first.focus()
    expect(view.locator(".panel")).to_be_hidden()
    page.close()


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("address_", ["/", "/ru/"])
def test_on_a_small_screen_the_header_is_one_row(
    browser: Browser, address: str, address_: str, width: int
) -> None:
    page = browser.new_page(base_url=address, viewport={"width": width, "height": 740})
    page.goto(address_)
    shown = page.locator(".brand, .languages a, .menu > summary").all()
    boxes = [box for one in shown if (box := one.bounding_box())]
    assert len(boxes) == 3
    middles = [box["y"] + box["height"] / 2 for box in boxes]
    assert max(middles) - min(middles) < 2
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_pages_look_as_their_reader_chose(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=scripts, color_scheme="light")
    page = context.new_page()
    page.goto("/astana/environment/")
    seen = {}
    for choice in ("size-usual", "size-large", "size-largest", "scheme-dark", "contrast-high"):
        # Of a large text the page takes the layout of small screens, where the choice lies in the menu.
        if not page.locator(".view > summary").is_visible():
            page.locator(".menu > summary").click()
        page.locator(".view > summary").click()
        page.locator(f"#{choice}").check()
        expect(page.locator(f"#{choice}")).to_be_visible()
        page.locator(".view > summary").click()
        seen[choice] = page.screenshot(clip={"x": 0, "y": 300, "width": 1280, "height": 400})
    assert len(set(seen.values())) == len(seen)
    context.close()


def test_beside_a_text_stand_its_chapters_and_headings(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    page = context.new_page()
    page.goto("/astana/environment/")
    expect(page.locator(".menu")).to_be_hidden()
    expect(page.locator(".rail [aria-current=page]")).to_be_in_viewport()
    box, text = page.locator(".rail").bounding_box(), page.locator("h1").bounding_box()
    assert box and text and box["x"] + box["width"] < text["x"]
    page.locator(".rail a[href^='#']").last.click()
    expect(page.locator("main h2").last).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address_", ["/method/", "/ru/editors/", "/astana/environment/"])
def test_on_a_phone_the_text_stands_first(
    browser: Browser, address: str, address_: str, scripts: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, base_url=address, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(address_)
    expect(page.locator("h1")).to_be_in_viewport()
    page.locator(".rail summary").click()
    expect(page.locator(".rail [aria-current=page]")).to_be_in_viewport()
    context.close()


def test_the_page_of_a_city_is_in_sight_among_the_others(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=address)
    page = context.new_page()
    page.goto("/ru/astana/conformity/")
    expect(page.locator(".tabs [aria-current=page]")).to_be_in_viewport(ratio=0.9)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768])
@pytest.mark.parametrize("address_", ["/", "/astana/monitoring/", "/ru/astana/environment/", "/ru/method/"])
def test_accessible_on_small_screens(
    browser: Browser, address: str, address_: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        base_url=address,
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(address_)
    closed = Axe().run(page)
    assert closed.violations_count == 0, closed.generate_report()
    page.locator(".menu > summary").click()
    opened = Axe().run(page)
    assert opened.violations_count == 0, opened.generate_report()
    context.close()


def test_print_shows_the_tables(page: Page) -> None:
    page.goto("/astana/indicators/population/")
    page.emulate_media(media="print")
    expect(page.locator(".sec:has(#values) table").first).to_be_visible()
    expect(page.locator("header.top")).to_be_hidden()


def test_charts_follow_the_scheme(browser: Browser, address: str) -> None:
    colours = []
    for scheme in ("light", "dark"):
        context = browser.new_context(base_url=address, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto("/astana/indicators/population/")
        mark = page.locator(".plot path.seen").first
        colours.append(mark.evaluate("one => getComputedStyle(one).stroke"))
        context.close()
    assert colours[0] != colours[1]
    assert all(colour.startswith("rgb") for colour in colours)


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_what_is_copied_from_a_table_is_a_number(page: Page, prefix: str) -> None:
    """A spreadsheet with Kazakh or Russian settings takes a comma, a no-break space and a hyphen."""
    page.goto(f"{prefix}/astana/indicators/economic-complexity/")
    copied = page.locator("table.values td.guide").evaluate_all(
        "cells => cells.map(one => (getSelection().selectAllChildren(one), getSelection().toString()))"
    )
    numbers = [number.strip() for number in copied if number.strip()]
    assert any(number.startswith("-") for number in numbers)
    assert all(re.fullmatch(r"-?\d+(\u00a0\d{3})*(,\d+)?", number) for number in numbers)


def test_no_cell_has_a_sign_that_spreadsheets_do_not_take(published: Path) -> None:
    for built in published.rglob("index.html"):
        html = built.read_text("utf-8")
        for table in re.findall(r"<table(?: class=\"\w+\")?>.*?</table>", html, re.DOTALL):
            if "<caption" in table or "class=" in table:
                assert not re.search(r"<td[^>]*>(?:<\w+[^>]*>)*\u2212\d", table), built
