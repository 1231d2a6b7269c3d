"""The chart of an indicator in the frame of another site: readable there, without a script, and led back."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from citystrategy.outputs.embeds import embed_pages
from citystrategy.outputs.wall import HEADERS, Wall
from citystrategy.reading.load import load
from citystrategy.site import make
from citystrategy.words.words import LANGUAGES, words_in
from conftest import demonstrated
from playwright.sync_api import Browser


def embedded(site: Path) -> Iterator[tuple[str, Path]]:
    """Language and file of each page for frames."""
    for file in sorted(site.rglob("embed/index.html")):
        yield "ru" if file.relative_to(site).parts[0] == "ru" else "kk", file


@demonstrated
def test_each_chart_has_a_page_for_frames_in_each_language(site: Path) -> None:
    drawn = {path.name.split(".")[0] for path in site.glob("api/v1/cities/astana/indicators/*.svg")}
    for prefix in ("", "ru/"):
        found = site.glob(f"{prefix}astana/indicators/*/embed/index.html")
        assert {file.parent.parent.name for file in found} == drawn


@demonstrated
def test_it_says_what_the_page_says_and_leads_to_it(site: Path) -> None:
    for code, file in embedded(site):
        text, words = file.read_text("utf-8"), words_in(code)
        assert f'<html lang="{code}">' in text and '<meta name="robots" content="noindex">' in text
        assert words("unapproved.demonstration.sentence") in text
        assert words("picture.day", date=date(2026, 11, 22)) in text
        assert 'class="status status--' in text and '<svg class="plot' in text
        assert "<script" not in text and "<nav" not in text
        links = re.findall(r"<a [^>]*>", text)
        assert links and all('target="_blank"' in link for link in links), "our other pages refuse frames"
        page = re.findall(r'<a href="(\.\./[^"]*)"', text)
        assert len(page) == 1 and (file.parent / page[0] / "index.html").resolve() == file.parent.parent / (
            "index.html"
        )
        styles = re.findall(r'rel="stylesheet" href="([^"]+)"', text)
        assert (file.parent / styles[0]).is_file()


@demonstrated
@pytest.mark.parametrize("prefix", ["", "ru/"])
def test_the_page_of_the_indicator_gives_the_code(site: Path, prefix: str) -> None:
    text = (site / f"{prefix}astana/indicators/life-expectancy/index.html").read_text("utf-8")
    code = re.search(r"<pre><code>(.*?)</code></pre>", text, re.DOTALL)
    assert code
    shown = re.sub("<[^>]+>", "", code[1]).replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
    assert re.fullmatch(
        rf'<iframe src="/{prefix}astana/indicators/life-expectancy/embed/" title="[^"]+" '
        r'width="600" height="520" loading="lazy"></iframe>',
        shown,
    )


def test_searches_are_led_to_the_page(sample_tree: Path) -> None:
    site = make(sample_tree, load(sample_tree)[0], date(2026, 11, 22))
    for code in LANGUAGES:
        prefix = "" if code == "kk" else f"{code}/"
        for page in embed_pages(site, "https://example.org/", words_in(code)):
            below = f"{prefix}sample-1/indicators/{page.progress.indicator.id}/"
            assert (page.file, page.canonical) == (f"{below}embed/index.html", f"https://example.org/{below}")
            assert page.page == "../"


def test_links_of_a_page_open_nowhere_but_beside() -> None:
    assert not Wall().forbidden('<a href="x" target="_blank">')
    for target in ("_top", "_self", "other"):
        assert Wall().forbidden(f'<a href="x" target="{target}">')


def test_servers_that_read_headers_take_the_other_policy_away_first() -> None:
    _, *blocks = re.split(r"\n(?=/)", HEADERS)
    framed = [block for block in blocks if "frame-ancestors *" in block]
    assert [block.split("\n")[0] for block in framed] == [
        "/:city/indicators/:indicator/embed/",
        "/ru/:city/indicators/:indicator/embed/",
    ]
    assert all("! Content-Security-Policy\n" in block for block in framed)


@demonstrated
@pytest.mark.parametrize(("width", "height"), [(320, 480), (600, 400), (1000, 600)])
def test_it_can_be_read_in_a_frame(browser: Browser, address: str, width: int, height: int) -> None:
    with browser.new_context(viewport={"width": 1100, "height": 700}) as context:
        page = context.new_page()
        for where in ("astana/indicators/life-expectancy", "ru/almaty/indicators/air-quality-class"):
            host = f'<iframe src="/{where}/embed/" width="{width}" height="{height}"></iframe>'
            page.route(
                "**/host", lambda route, _, host=host: route.fulfill(body=host, content_type="text/html")
            )
            page.goto(f"{address}/host")
            frame = page.frame_locator("iframe")
            shown = frame.locator("svg.plot")
            shown.wait_for()
            # Nothing is wider than the frame, and the chart begins where nobody has scrolled yet.
            assert frame.locator("html").evaluate("page => page.scrollWidth <= page.clientWidth")
            assert shown.evaluate("chart => chart.getBoundingClientRect().top") < height * 0.75
            for label in frame.locator("svg.plot text:visible").all():
                box = label.bounding_box()
                assert box and box["x"] >= 0
