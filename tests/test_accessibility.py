"""What the page on accessibility says is tried: keyboard, tree, tables, targets, reflow, colours, motion."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from citystrategy.words.letters import other_language
from conftest import demonstrated
from playwright.sync_api import Browser, Page, ViewportSize, expect

pytestmark = demonstrated

MAIN = [
    "/",
    "/astana/",
    "/astana/monitoring/",
    "/astana/current-state/",
    "/astana/indicators/life-expectancy/",
    "/compare/life-expectancy/",
]
BOTH = [f"{prefix}{page}" for prefix in ("", "/ru") for page in MAIN]
MORE = [
    "/astana/calendar/",
    "/astana/profile/",
    "/astana/conformity/",
    "/astana/target-indicators/",
    "/compare/",
    "/calendar/",
    "/conformity/",
    "/data/",
    "/method/",
    "/editors/",
    "/search/?q=2030",
    "/terms/",
]
VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "path", "line", "rect", "circle"])
"""Elements that hold nothing; those of drawings close themselves."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one)
    const before = window.before
    window.before = one
    return {
        body: one === document.body,
        what: one.outerHTML.slice(0, 120),
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        // The control beside a number moves along with the focus.
        after: !before || before === document.body || before.matches("button")
            || Boolean(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING),
        last: !document.querySelector("footer").contains(one) ? false
            : [...document.querySelectorAll("footer a")].pop() === one,
    }
}"""


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    # Without movement a place is in sight as soon as it has the focus.
    size: ViewportSize = {"width": 1280, "height": 800}
    opened = browser.new_page(base_url=address, viewport=size, reduced_motion="reduce")
    yield opened
    opened.close()


@pytest.mark.parametrize("address_", BOTH)
def test_the_keyboard_reaches_everything_in_order_and_is_seen(page: Page, address_: str) -> None:
    page.goto(address_)
    places = "document.querySelectorAll('a[href], summary, input, [tabindex=\"0\"]').length"
    # Beside the number of a block that has the focus stands a control of the script's.
    for _ in range(2 * page.evaluate(places)):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert not focused["body"], "the focus is lost before the end of the page"
        assert focused["seen"] and focused["ring"] and focused["after"], focused
        if focused["last"]:
            return
    pytest.fail("the end of the page is not reached")


def test_the_first_stop_leads_to_the_text(page: Page) -> None:
    page.goto("/ru/astana/current-state/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Перейти к содержанию")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("address_", BOTH)
def test_landmarks_and_headings_tell_the_page(page: Page, address_: str) -> None:
    page.goto(address_)
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)  # type: ignore[arg-type]
    names = [element.get_attribute("aria-label") for element in page.get_by_role("navigation").all()]
    assert all(names) and len(names) == len(set(names))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    levels = [
        int(level)
        for level in page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => h.tagName[1])")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert page.locator("html").get_attribute("lang") == ("ru" if address_.startswith("/ru") else "kk")


HEADERS = {
    "/astana/": """
        - banner:
          - link "Қалалар стратегиялары"
          - navigation "Тіл таңдау": Қазақша
          - group: Көрініс
          - navigation "Сайт бөлімдері":
            - list:
              - listitem:
                - link "Қалалар"
              - listitem:
                - link "Салыстыру"
        """,
    "/ru/astana/": """
        - banner:
          - link "Стратегии городов"
          - navigation "Выбор языка":
            - link "Қазақша"
          - group: Вид
          - navigation "Разделы сайта":
            - list:
              - listitem:
                - link "Города"
              - listitem:
                - link "Сравнение"
        """,
}


@pytest.mark.parametrize("address_", HEADERS)
def test_the_tree_of_the_header(page: Page, address_: str) -> None:
    page.goto(address_)
    expect(page.locator("body")).to_match_aria_snapshot(HEADERS[address_])


class Tables(HTMLParser):
    """The tables of a page: how each is named, and which headers say no direction."""

    def __init__(self) -> None:
        super().__init__()
        self.region = ""
        self.unnamed: list[str] = []
        self.aimless: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "div" and given.get("role") == "region":
            self.region = given.get("aria-label") or ""
        elif tag == "table":
            self.unnamed.append(str(given))
            if given.get("aria-label") or given.get("aria-labelledby") or self.region:
                self.unnamed.pop()
            self.region = ""
        elif tag == "caption" and self.unnamed:
            self.unnamed.pop()
        elif tag == "th" and not given.get("scope"):
            self.aimless.append(self.get_starttag_text() or "")


def test_every_table_is_named_and_its_headers_have_a_direction(published: Path) -> None:
    wrong: dict[str, Any] = {}
    for path in published.rglob("*.html"):
        tables = Tables()
        tables.feed(path.read_text("utf-8"))
        if tables.unnamed or tables.aimless:
            wrong[path.relative_to(published).as_posix()] = (tables.unnamed[:1], tables.aimless[:1])
    assert wrong == {}


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("address_", BOTH)
def test_targets_are_large_enough(
    browser: Browser, address: str, address_: str, width: int, scheme: Literal["dark", "light"]
) -> None:
    """axe, with the rules of WCAG 2.2 that it leaves out unless they are asked for."""
    size: ViewportSize = {"width": width, "height": 800}
    page = browser.new_page(base_url=address, viewport=size, color_scheme=scheme)
    page.goto(address_)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    rules = {"target-size": {"enabled": True}}
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "rules": rules})
    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("height", [256, 740])
def test_nothing_scrolls_sideways_at_320_pixels(
    browser: Browser, address: str, prefix: str, height: int
) -> None:
    """A window of 1280 × 1024 at 400 % is one of 320 × 256 (WCAG 1.4.10)."""
    page = browser.new_page(base_url=address, viewport={"width": 320, "height": height})
    widths = {}
    for name in (*MAIN, *MORE):
        page.goto(f"{prefix}{name}")
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in widths.items() if width > 320} == {}
    page.close()


def test_on_a_phone_a_table_needs_no_scrolling(browser: Browser, address: str) -> None:
    """A reader of a guide or of an indicator sees every column; the grid of all cities scrolls."""
    page = browser.new_page(viewport={"width": 360, "height": 640})
    names = ("formats", "data", "editors", "monitoring-staff", "new-city", "new-edition", "operators")
    names += ("about", "method", "calendar")
    hidden = """[...document.querySelectorAll("table")]
        .map(table => table.closest(".scroll") ?? table)
        .filter(box => box.scrollWidth > box.clientWidth).length"""
    cut = {}
    for name in (*names, "astana/indicators/life-expectancy", "astana/profile"):
        for prefix in ("", "ru/"):
            page.goto(f"{address}/{prefix}{name}/")
            cut[prefix + name] = page.evaluate(hidden)
    page.close()
    assert {name: tables for name, tables in cut.items() if tables} == {}


class Spoken(HTMLParser):
    """The texts of a page, each with the language that a screen reader would speak it in."""

    BLOCKS = frozenset(
        {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "dd", "dt", "div", "section"}
        | {"figcaption", "caption", "summary", "title"}
    )
    SILENT = frozenset({"code", "pre", "script", "style"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.texts: list[tuple[str, str]] = []
        self.said: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self.end()
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self.end()
        while tag in {name for name, _ in self.open} and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(tag in self.SILENT for tag, _ in self.open):
            language = self.open[-1][1]
            self.said[language] = self.said.get(language, "") + data

    def end(self) -> None:
        """The end of a block: what was said in it is one text for each language."""
        self.texts += [(language, " ".join(text.split())) for language, text in self.said.items()]
        self.said = {}


def test_every_text_is_marked_with_its_language(site: Path) -> None:
    """What stands on a page in the other language says so, for those who listen to it."""
    wrong, spoken = set(), 0
    for file in sorted(site.rglob("*.html")):
        reader = Spoken()
        reader.feed(file.read_text("utf-8"))
        reader.end()
        spoken += len(reader.texts)
        wrong |= {
            (language, text) for language, text in reader.texts if language and other_language(text, language)
        }
    # Kazakh, of words that Russian has too.
    kazakh = ("Файл форматтары", "файлында не жазылады")
    assert [text for _, text in sorted(wrong) if not any(title in text for title in kazakh)] == []
    assert spoken > 50_000


def test_a_text_in_the_other_language_would_be_found() -> None:
    reader = Spoken()
    reader.feed('<html lang="kk"><p>Бұл мәтін. <b lang="ru">Это русское предложение, и оно отмечено.</b></p>')
    reader.feed("<p>Это русское предложение не отмечено, и его прочтут по-казахски</p>")
    reader.end()
    found = [bool(other_language(text, language)) for language, text in reader.texts if text]
    assert found == [False, False, True]


def test_nothing_moves_for_those_who_do_not_want_it(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    page = context.new_page()
    for name in MAIN:
        page.goto(name)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert page.evaluate("document.getAnimations().length") == 0
    context.close()


def test_forced_colours_keep_shapes_and_marks(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto("/astana/monitoring/")
    ink = page.evaluate("getComputedStyle(document.body).color")
    shape = "getComputedStyle(document.querySelector('.status'), '::before').backgroundColor"
    assert page.evaluate(shape) == ink
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    for mark in (".rowchart .seen", ".rowchart .approved path"):
        assert page.evaluate(f"getComputedStyle(document.querySelector('{mark}')).stroke") != paper, mark
    context.close()


TEXT = ("ink", "quiet", "link")
SIGNS = ("seen", "set", "good", "warn", "bad", "none", "other")
GROUNDS = ("paper", "tint", "tint2")
COLOURS = """names => Object.fromEntries(names.map(name => {
    const one = document.createElement("i")
    document.body.append(one)
    one.style.setProperty("color", `var(--${name})`)
    const found = getComputedStyle(one).color
    one.remove()
    return [name, found]
}))"""


def luminance(colour: str) -> float:
    """Of `rgb(…)`, as WCAG 2 defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("high", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_can_be_told_from_its_ground(
    browser: Browser, address: str, scheme: str, high: bool
) -> None:
    """AAA for text and AA for signs on paper; AA for all on tints; AAA for all where more is asked for."""
    context = browser.new_context(base_url=address, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/")
    if high:
        page.locator(".view > summary").click()
        page.locator("#contrast-high").check()
    colours = page.evaluate(COLOURS, [*TEXT, *SIGNS, *GROUNDS])
    context.close()
    for name in (*TEXT, *SIGNS):
        for ground in GROUNDS:
            least = 7 if ground == "paper" and (high or name in TEXT) else 4.5
            ratio = contrast(colours[name], colours[ground])
            assert ratio >= least, f"{name} on {ground}: {ratio:.2f}, not {least}"


def test_the_ratio_is_that_of_wcag() -> None:
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(119, 119, 119)", "rgb(255, 255, 255)") == pytest.approx(4.48, abs=0.01)
