"""Pages on paper: each sheet says what the text is, no column is cut, and dark is never printed."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from citystrategy.words.words import LANGUAGES, words_in
from conftest import demonstrated, serving
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

pytestmark = demonstrated

PAGES = ("astana/monitoring/", "almaty/target-indicators/", "semey/vision/", "astana/indicators/population/")
MOST_SHEETS = 8
MONITORING_SHEETS = 3
"""Of a monitoring page of 21 indicators."""
TITLE = 24
"""Points of the letters of a page's title, at least."""
SHEET = {"width": 688, "height": 1000}
"""What A4 has between its margins, in pixels of CSS."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(color_scheme="dark")
    yield context.new_page()
    context.close()


def plain(text: str) -> str:
    """A text without spaces: a PDF has more of them where letters come from two fonts."""
    return re.sub(r"[\s\u00ad]+", "", text)


def printed(page: Page, address: str) -> list[str]:
    """The text of each sheet; none is shrunk, as browsers do where something is wider than the paper."""
    page.goto(address)
    page.evaluate("document.documentElement.dataset.scheme = 'dark'")
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    sizes: list[float] = []
    sheets[0].extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.append(size * tm[3] * cm[3]))
    assert max(map(abs, sizes)) > TITLE
    return [plain(sheet.extract_text()) for sheet in sheets]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", PAGES)
def test_every_sheet_says_that_it_is_a_demonstration(
    page: Page, address: str, chosen: str, language: str
) -> None:
    root = "" if language == "kk" else "ru/"
    sheets = printed(page, f"{address}/{root}{chosen}")
    band = plain(words_in(language)("unapproved.demonstration.notice"))
    assert [band in sheet for sheet in sheets] == [True] * len(sheets)
    assert len(sheets) <= (MONITORING_SHEETS if "monitoring" in chosen else MOST_SHEETS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_every_table_is_on_paper(page: Page, address: str, language: str) -> None:
    root = "" if language == "kk" else "ru/"
    for chosen in ("almaty/target-indicators/", "astana/target-indicators/", "astana/monitoring/"):
        text = "".join(printed(page, f"{address}/{root}{chosen}"))
        page.emulate_media(media="print")
        page.set_viewport_size(SHEET)
        heads = page.evaluate("""() => [...document.querySelectorAll("article thead th")]
            .filter(one => one.checkVisibility())
            .map(one => [...one.querySelectorAll("text")].filter(year => year.checkVisibility())
                .map(year => year.textContent).join("") || one.textContent)""")
        assert heads
        assert [head for head in heads if plain(head) not in text] == []
        beyond = page.evaluate("""() => [...document.querySelectorAll("article table")].filter(one =>
            one.checkVisibility() && one.scrollWidth > one.closest("article").clientWidth + 1).length""")
        assert beyond == 0
        page.emulate_media(media=None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ["almaty", "semey"])
def test_monitoring_takes_three_sheets(page: Page, address: str, slug: str, language: str) -> None:
    root = "" if language == "kk" else "ru/"
    assert len(printed(page, f"{address}/{root}{slug}/monitoring/")) <= MONITORING_SHEETS


@pytest.mark.parametrize("language", LANGUAGES)
def test_monitoring_of_an_approved_city_takes_three_sheets(
    page: Page, approved_site: Path, language: str
) -> None:
    """Every indicator and every overdue value stand on them; nothing says that it is a demonstration."""
    root = "" if language == "kk" else "ru/"
    with serving(approved_site) as address:
        sheets = printed(page, f"{address}/{root}sample-1/monitoring/")
        names = page.locator(".ind__name a").all_text_contents()
        changed = page.locator(".happened li").all_text_contents()
    text = "".join(sheets)
    assert len(names) == 21 and len(sheets) <= MONITORING_SHEETS
    assert [one for one in (*names, *changed) if plain(one) not in text] == []
    assert plain(words_in(language)("unapproved.demonstration.notice")) not in text


def test_paper_is_light_whatever_the_screen_is(page: Page, address: str) -> None:
    page.goto(f"{address}/astana/vision/")
    page.evaluate("document.documentElement.dataset.scheme = 'dark'")
    colour = "getComputedStyle(document.querySelector('article p:not(.banner)')).color"
    dark = page.evaluate(colour)
    page.emulate_media(media="print")
    channels = [int(written) for written in re.findall(r"\d+", page.evaluate(colour))[:3]]
    assert dark != page.evaluate(colour)
    assert max(channels) < 120


def test_charts_stay_with_their_words(page: Page, address: str) -> None:
    page.goto(f"{address}/astana/monitoring/")
    page.emulate_media(media="print")
    parted = "figure => getComputedStyle(figure).breakInside !== 'avoid'"
    assert page.evaluate(f"[...document.querySelectorAll('figure.chart')].filter({parted}).length") == 0
