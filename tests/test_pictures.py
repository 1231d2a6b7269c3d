"""The main pages look as they did when somebody last looked: pictures, made small, beside those kept.

One point of a picture is a square of the page, so letters drawn a little otherwise are the same to it,
and a line more, a column aside or a colour changed is not. The pages are a sample's on a fixed day: no
text that an editor changes is in them. After a change that is wanted,

    PICTURES=keep pytest tests/test_pictures.py

keeps the new ones; look at each of them (`git diff` names them) before they are committed.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import serving
from PIL import Image, ImageChops
from playwright.sync_api import Browser

KEPT = Path(__file__).parent / "pictures"
SQUARE = 8
"""Pixels of a page, across and down, that are one point of its picture."""
UNLIKE = 40
"""How far apart two points are, of 255, that letters drawn otherwise do not explain."""
FEW = 0.002
"""The share of points that may be so far apart: the edges of letters."""
PAGES = {
    "home": "",
    "city": "sample-1/",
    "monitoring": "sample-1/monitoring/",
    "indicator": "sample-1/indicators/range/",
    "chapter": "sample-1/environment/",
    "both": "sample-1/environment/kk-ru/",
    "comparison": "compare/life-expectancy/",
}


@pytest.fixture(scope="module")
def kinds_address(kinds: Path) -> Iterator[str]:
    with serving(kinds) as address:
        yield address


def picture(browser: Browser, address: str, width: int, scheme: str) -> Image.Image:
    """A whole page without its animations, each square of it one point."""
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate("document.fonts.ready")
        whole = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled")))
    points = whole.width // SQUARE, -(-whole.height // SQUARE)
    return whole.convert("RGB").resize(points, Image.Resampling.BOX)


def unlike(here: Image.Image, there: Image.Image) -> str:
    """In what two pictures differ; nothing where they are alike."""
    if here.width != there.width or abs(here.height - there.height) > 1:
        return f"{here.size} points instead of {there.size}"
    size = min(here.height, there.height)
    here, there = (one.crop((0, 0, one.width, size)) for one in (here, there))
    red, green, blue = ImageChops.difference(here, there).split()
    counts = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    share = sum(counts[UNLIKE:]) / (here.width * size)
    return f"{share:.1%} of the points differ" if share > FEW else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_looks_as_it_did(
    browser: Browser, kinds_address: str, tmp_path: Path, page: str, language: str, width: int, scheme: str
) -> None:
    prefix = "" if language == "kk" else "ru/"
    here = picture(browser, f"{kinds_address}/{prefix}{PAGES[page]}", width, scheme)
    kept = KEPT / f"{page}-{language}-{width}-{scheme}.png"
    if os.environ.get("PICTURES") == "keep":
        KEPT.mkdir(exist_ok=True)
        here.save(kept, optimize=True)
    new = tmp_path / kept.name
    here.save(new)
    assert kept.exists(), f"no picture is kept; the new one is {new}"
    said = unlike(here, Image.open(kept).convert("RGB"))
    assert not said, f"{said}: compare {kept} with {new}; PICTURES=keep keeps the new one"


def test_what_a_picture_notices() -> None:
    """A line of text lower by a square, or a mark of another colour, is seen; a faint edge is not."""
    plain = Image.new("RGB", (160, 300), "white")
    line, lower, faint, colour = (plain.copy() for _ in range(4))
    line.paste("#666", (10, 40, 90, 42))
    lower.paste("#666", (10, 42, 90, 44))
    faint.paste("#6c6c6c", (10, 40, 90, 42))
    colour.paste("#a66", (10, 40, 90, 42))
    assert unlike(line, lower) and unlike(line, plain) and unlike(line, colour)
    assert not unlike(line, faint)
    assert unlike(plain, plain.resize((160, 303)))
