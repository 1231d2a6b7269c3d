"""The large chart of an indicator in a real headless Chromium: its words at every width, and on paper."""

from pathlib import Path
from typing import Any

import pytest
from citystrategy.reading.load import load
from conftest import ROOT, demonstrated
from playwright.sync_api import Browser

pytestmark = demonstrated

INDICATORS = [
    f"{folder.city.slug}/indicators/{indicator.id}/"
    for folder in load(ROOT)[0].strategies
    for indicator in folder.indicators
]
WIDTHS = (320, 360, 480, 768, 1024, 1280, 1920)
MOST_BYTES = 6000
FAULTS = """() => {
    const plot = document.querySelector(".plot");
    if (!plot) return null;
    const room = plot.closest("figure").getBoundingClientRect(), faults = [];
    const shown = [...plot.querySelectorAll("text")].filter(one => one.checkVisibility()).map(one => {
        const box = one.getBoundingClientRect(), size = parseFloat(getComputedStyle(one).fontSize);
        const base = box.bottom - .4 * size;  // The font's descent; its letters reach less far.
        const [top, bottom] = [base - .75 * size, base + .22 * size];
        return {text: one.textContent, left: box.left, right: box.right, top, bottom};
    });
    for (const [place, one] of shown.entries()) {
        const inside = one.left >= room.left - 1 && one.right <= room.right + 1;
        if (!inside || one.top < room.top || one.bottom > room.bottom)
            faults.push(`outside: ${one.text}`);
        for (const other of shown.slice(place + 1))
            if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > .5
                && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > .5)
                faults.push(`${one.text} × ${other.text}`);
    }
    return {faults, said: shown.map(one => one.text), height: plot.getBoundingClientRect().height};
}"""


@pytest.mark.parametrize("prefix", ["", "ru/"])
@pytest.mark.parametrize("script", [True, False])
def test_no_word_of_a_chart_covers_another_or_leaves_it(
    browser: Browser, address: str, script: bool, prefix: str
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=script)
    page, drawn, found = context.new_page(), 0, list[str]()
    for name in INDICATORS if script else INDICATORS[::5]:
        page.goto(f"/{prefix}{name}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            seen: Any = page.evaluate(FAULTS)
            if seen:
                drawn += 1
                found += [f"{name} at {width}: {fault}" for fault in seen["faults"]]
                assert seen["height"] > 300
    context.close()
    assert drawn >= (40 if script else 8) * len(WIDTHS)
    assert found == []


@pytest.mark.parametrize("size", ["large", "largest"])
def test_larger_letters_cover_nothing_either(browser: Browser, address: str, size: str) -> None:
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    for name in INDICATORS[::4]:
        opened.goto(f"/ru/{name}")
        opened.evaluate(f"document.documentElement.dataset.size = '{size}'")
        for width in (360, 768, 1280):
            opened.set_viewport_size({"width": width, "height": 800})
            seen: Any = opened.evaluate(FAULTS)
            assert not seen or seen["faults"] == [], (name, width)
    context.close()


def test_a_narrow_drawing_says_less_and_both_say_the_newest_value(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    opened.goto("/ru/astana/indicators/life-expectancy/")
    said = {}
    for width in (360, 1280):
        opened.set_viewport_size({"width": width, "height": 800})
        said[width] = opened.evaluate(FAULTS)["said"]
    assert len(said[360]) < len(said[1280])
    for texts in said.values():
        assert "78,78 в 2025 году" in texts
    assert "расчетная линия, не утверждена" in said[1280]
    context.close()


def test_a_chart_has_its_finding_as_title_and_a_text_for_who_does_not_see_it(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    opened.goto("/ru/astana/indicators/life-expectancy/")
    assert opened.locator("figure.plotted h2").inner_text().startswith("В 2025 году – 78,78: на 0,98 выше")
    assert "76,75" in (opened.locator(".plot[role=img]").get_attribute("aria-label") or "")
    steps = opened.locator(".proof > li")
    assert steps.count() >= 4
    assert "по плану" in steps.last.inner_text()
    context.close()


def test_the_words_stand_on_paper_too(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 688, "height": 1000})
    opened = context.new_page()
    opened.emulate_media(media="print")
    for name in INDICATORS:
        opened.goto(f"/ru/{name}")
        seen: Any = opened.evaluate(FAULTS)
        assert not seen or seen["faults"] == [], name
    context.close()


def test_a_drawing_is_small(site: Path) -> None:
    for prefix in ("", "ru/"):
        for name in INDICATORS:
            html = (site / prefix / name / "index.html").read_text("utf-8")
            _, begun, after = html.partition('<svg class="plot')
            if begun:
                assert len((begun + after.partition("<figcaption")[0]).encode()) <= MOST_BYTES, name
