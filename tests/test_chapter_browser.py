"""What people do with a chapter, with scripts and without: cite it and come back, read it side by side."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from conftest import demonstrated
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

pytestmark = demonstrated

WIDTHS = [320, 360, 768, 1280, 1920]


def opened(browser: Browser, address: str, width: int = 1280, scripts: bool = True) -> Page:
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, base_url=address, java_script_enabled=scripts)  # type: ignore[arg-type]
    return context.new_page()


@pytest.fixture(params=[True, False], ids=["scripts", "none"])
def scripts(request: pytest.FixtureRequest) -> Iterator[bool]:
    yield request.param


@pytest.mark.parametrize("root", ["/", "/ru/"])
def test_a_paragraph_is_cited_and_found_again(
    browser: Browser, address: str, scripts: bool, root: str
) -> None:
    page = opened(browser, address, scripts=scripts)
    page.goto(f"{root}astana/environment/")
    page.get_by_role("link", name="6.2.1", exact=True).click()
    assert page.url.endswith("#p6.2.1")
    again = opened(browser, address, width=360, scripts=scripts)
    again.goto(page.url)
    expect(again.locator("[id='p6.2.1']")).to_be_in_viewport()
    tinted = "getComputedStyle(document.querySelector(':target')).backgroundColor"
    assert not scripts or again.evaluate(tinted) != "rgba(0, 0, 0, 0)"
    other = "Русский" if root == "/" else "Қазақша"
    if scripts:
        page.get_by_role("link", name=other).first.click()
        assert page.url.endswith("#p6.2.1")
        expect(page.locator("[id='p6.2.1']")).to_be_in_viewport()


@pytest.mark.parametrize("place", ["astana/environment/", "astana/environment/kk-ru/"])
def test_a_citation_is_copied_by_keyboard(browser: Browser, address: str, place: str) -> None:
    page = opened(browser, address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/ru/{place}")
    page.get_by_role("link", name="6.2.1", exact=True).focus()
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="Скопировать ссылку: пункт 6.2.1")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Ссылка скопирована")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Глава 6 «Окружающая среда». Пункт 6.2.1. Это демонстрационный образец" in copied
    assert f"Адрес: {address}/ru/{place}#p6.2.1. Страница составлена 22 ноября 2026" in copied.replace(
        "\u00a0", " "
    )


def test_without_a_script_no_button_is_there(browser: Browser, address: str) -> None:
    page = opened(browser, address, scripts=False)
    page.goto("/ru/astana/environment/")
    assert page.locator(".copy").count() == 0
    expect(page.locator(".cite")).to_contain_text("/ru/astana/environment/")


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_side_by_side_stands_in_rows(browser: Browser, address: str, scripts: bool, width: int) -> None:
    page = opened(browser, address, width, scripts)
    page.goto("/astana/environment/")
    page.get_by_role("link", name="Екі тілде қатар оқу").click()
    row = page.locator("[id='p6.1.1']")
    kazakh, number, russian = (row.locator(one).bounding_box() for one in ("[lang=kk]", ".pn", "[lang=ru]"))
    assert kazakh and number and russian
    assert kazakh["y"] == russian["y"]
    assert kazakh["x"] + kazakh["width"] <= number["x"]
    assert number["x"] + number["width"] <= russian["x"]


def test_side_by_side_one_below_the_other_on_a_phone(browser: Browser, address: str) -> None:
    page = opened(browser, address, 360)
    page.goto("/ru/astana/environment/kk-ru/")
    row = page.locator("[id='p6.1.1']")
    tops = [row.locator(one).bounding_box() for one in (".pn", "[lang=kk]", "[lang=ru]")]
    assert [box["y"] for box in tops if box] == sorted(box["y"] for box in tops if box)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "place", ["/astana/target-indicators/", "/ru/almaty/current-state/", "/ru/astana/environment/kk-ru/"]
)
def test_no_chapter_scrolls_sideways_and_every_target_is_in_sight(
    browser: Browser, address: str, place: str, width: int
) -> None:
    page = opened(browser, address, width)
    page.goto(place)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width < 640:
        for cell in page.locator(".cards td").all():
            box = cell.bounding_box()
            assert box is None or box["x"] + box["width"] <= width


def test_on_paper_stand_all_numbers_and_all_columns(browser: Browser, address: str) -> None:
    for place in ("astana/environment", "astana/environment/kk-ru"):
        page = opened(browser, address)
        page.goto(f"/ru/{place}/")
        wanted = [text for text in page.locator(".pn").all_inner_texts() if text.count(".") == 2]
        sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
        said = " ".join(sheet.extract_text() for sheet in sheets)
        assert len(wanted) > 10
        assert [one for one in wanted if not re.search(rf"(?<![\d.]){re.escape(one)}", said)] == []
        assert [year for year in range(2025, 2051, 5) if str(year) not in said] == []
