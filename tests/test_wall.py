"""The last look at pages: what may not be published stops the build, and all that is published may."""

import re
from pathlib import Path

import pytest
import sample
from citystrategy.outputs.wall import HEADERS, POLICY, Wall
from conftest import build

ALLOWED = (
    "<!doctype html>",
    "</p>",
    '<a href="../vision/#goal">',
    '<a href="https://example.org/a?b=1&amp;c" hreflang="kk">',
    '<a href="mailto:a@example.org">',
    '<link rel="canonical" href="https://example.org/about/">',
    '<link rel="alternate" type="application/atom+xml" href="../feed.xml">',
    '<script src="../../assets/javascripts/site.js" defer>',
    '<script type="application/ld+json">',
    '<script type="module" src="../assets/javascripts/search.js">',
    '<form class="search" role="search" action="../ru/search/">',
    '<input type="search" name="q" id="q" maxlength="200">',
    '<path d="M0,0" fill="var(--actual)" stroke-width="2">',
    '<td class="number" colspan="2" data-year="2030" aria-label="x">',
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
)
FORBIDDEN = (
    "<script>",
    '<script src="https://example.org/site.js">',
    '<script src="//example.org/assets/javascripts/site.js">',
    '<script src="data:text/javascript,alert(1)">',
    '<script type="module">',
    '<img src="x">',
    "<iframe>",
    '<object data="x">',
    '<embed src="x">',
    '<base href="/">',
    '<form action="x">',
    '<button type="button">',
    '<form action="../search/" method="post">',
    '<form action="//example.org/search/">',
    "<select multiple>",
    "<output>",
    "<nav popover>",
    "<style>",
    "<math>",
    "<foreignobject>",
    "<!-- x -->",
    "<![CDATA[x]]>",
    "<?php x ?>",
    '<p onclick="alert(1)">',
    '<p style="position:fixed">',
    '<svg onload="alert(1)">',
    '<svg><use href="#x">',
    '<path fill="url(https://example.org/#a)">',
    '<a href="javascript:alert(1)">',
    '<a href=" java\nscript:alert(1)">',
    '<a href="&#106;avascript:alert(1)">',
    '<a href="data:text/html,x">',
    '<a href="//example.org">',
    '<a href="\\\\example.org">',
    '<link rel="stylesheet" href="https://example.org/a.css">',
    '<meta http-equiv="refresh" content="0;url=https://example.org">',
    '<meta http-equiv="Content-Security-Policy" content="default-src *">',
    '<a title="a>b" onclick="x">',
    "<p x",
)


@pytest.mark.parametrize("tag", ALLOWED)
def test_what_pages_may_hold(tag: str) -> None:
    assert Wall().forbidden(f"text {tag} text") == []


@pytest.mark.parametrize("tag", FORBIDDEN)
def test_what_pages_may_not_hold(tag: str) -> None:
    wall = Wall()
    assert wall.forbidden(f"text {tag} text")
    assert wall.forbidden(f"text {tag} text"), "also the second time"


def test_every_page_of_the_site_is_looked_at_and_carries_the_policy(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > (200 if any(site.glob("*/monitoring")) else 50)
    wall = Wall()
    for page in pages:
        text = page.read_text("utf-8")
        assert wall.forbidden(text) == []
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy and policy[1].replace("&#39;", "'") == POLICY
    assert (site / "_headers").read_text("utf-8") == HEADERS


def test_nothing_is_shipped_that_no_page_uses(site: Path) -> None:
    pages = "".join(page.read_text("utf-8") for page in site.rglob("*.html"))
    shipped = [path for path in (site / "assets").rglob("*") if path.is_file()]
    styles = (site / "assets/stylesheets/site.css").read_text("utf-8")
    scripts = "".join(path.read_text("utf-8") for path in shipped if path.suffix == ".js")
    unused = {path.name for path in shipped if path.name not in pages + styles + scripts}
    of_chapters = set() if any(site.glob("*/monitoring")) else {"cite.js"}
    assert unused == {"OFL-sans.txt", "OFL-serif.txt"} | of_chapters, "the licences of the fonts go with them"
    # Styles, scripts and fonts for every page have 120 kB; the three scripts of the search page 36.
    assert sum(path.stat().st_size for path in shipped) < 158_000
    pictures = [path.name for path in (site / "images").iterdir()]
    assert [name for name in pictures if f"images/{name}" not in pages] == []


def test_a_page_with_what_may_not_be_published_stops_the_build(tmp_path: Path) -> None:
    root = tmp_path / "project"
    sample.project(root, cities=1)
    template = root / "overrides/city.html"
    text = template.read_text("utf-8")
    template.write_text(text.replace("{% block content %}", "{% block content %}<p onclick=x>", 1), "utf-8")
    built = build(root)
    assert built.returncode == 1
    assert "sample-1/index.html" in built.stderr and "<p onclick=x>" in built.stderr
    assert "Traceback" not in built.stderr


def test_addresses_are_folders(tmp_path: Path) -> None:
    root = tmp_path / "project"
    sample.project(root, cities=1)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nuse_directory_urls: false\n", "utf-8")
    built = build(root)
    assert built.returncode == 1
    assert "use_directory_urls" in built.stdout and "Traceback" not in built.stderr
