"""Renamed pages and sections: old addresses lead to the new ones in both languages, without a script too."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sample
from citystrategy.checks.redirects import addresses
from citystrategy.outputs.wall import Wall
from citystrategy.reading.load import load
from conftest import build, serving
from playwright.sync_api import Browser
from test_cases import KNOWN, problems

REDIRECTS = """redirects:
- {old: sample-1/ecology/, new: sample-1/environment/}
- {old: sample-1/ecology/kk-ru/, new: sample-1/environment/kk-ru/}
- {old: sample-1/rubbish/, new: 'sample-1/environment/#waste'}
- {old: first-city/, new: sample-1/}
- {old: 'sample-1/environment/#wastes', new: 'sample-1/environment/#waste'}
- {old: 'sample-1/environment/#rubbish', new: 'sample-1/environment/#waste'}
- {old: 'about/#methods', new: 'about/#method'}
"""
PAGES = {
    "sample-1/ecology/": "sample-1/environment/",
    "sample-1/ecology/kk-ru/": "sample-1/environment/kk-ru/",
    "sample-1/rubbish/": "sample-1/environment/#waste",
    "first-city/": "sample-1/",
}
BASE = "https://example.org/strategies/"


def project(root: Path, redirects: str = REDIRECTS) -> Path:
    sample.project(root, cities=1)
    about = sorted((root / "docs").glob("about.*.md"))
    anchor = re.search(r"\{#([a-z-]+)\}", about[0].read_text("utf-8"))
    assert anchor
    (root / "strategies/_redirects.yml").write_text(redirects.replace("#method'", f"#{anchor[1]}'"), "utf-8")
    return root


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with renamed pages and sections that knows its address, which has a path."""
    root = project(tmp_path_factory.mktemp("renamed"))
    built = build(root, SITE_URL=BASE, SOURCE_DATE_EPOCH="1795305600")
    assert built.returncode == 0, built.stderr
    return root / "site"


@pytest.fixture(scope="module", params=["", "strategies/"])
def served(
    request: pytest.FixtureRequest, renamed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where that site is served: alone on its host, and below a path."""
    host = tmp_path_factory.mktemp("host")
    (host / "strategies").symlink_to(renamed)
    with serving(host if request.param else renamed) as address:
        yield f"{address}/{request.param}"


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("language", ["", "ru/"])
def test_an_old_address_leads_to_the_new_page(
    browser: Browser, served: str, language: str, script: bool
) -> None:
    page = browser.new_context(java_script_enabled=script).new_page()
    for old, new in PAGES.items():
        page.goto(f"{served}{language}{old}")
        page.wait_for_url(f"{served}{language}{new}")
        assert page.locator("h1").count() and not page.locator("meta[http-equiv=refresh]").count()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("place", ["", "kk-ru/"])
@pytest.mark.parametrize("language", ["", "ru/"])
def test_an_old_section_is_scrolled_to(
    browser: Browser, served: str, language: str, place: str, script: bool
) -> None:
    # Nothing moves while it is measured.
    page = browser.new_context(java_script_enabled=script, reduced_motion="reduce").new_page()
    tops = []
    for old in ("waste", "wastes", "rubbish"):
        page.goto("about:blank")
        page.goto(f"{served}{language}sample-1/environment/{place}#{old}")
        box = page.locator("#waste").bounding_box()
        assert box and -1 <= box["y"] < 200 and page.evaluate("scrollY") > 200, (old, box)
        tops.append(box["y"])
        tint = page.locator("#waste").evaluate("heading => getComputedStyle(heading).backgroundColor")
        assert tint != "rgba(0, 0, 0, 0)", old
    assert max(tops) - min(tops) <= 32, tops  # two rem: what stands above a heading


def test_an_old_section_stands_where_the_new_one_does_and_nowhere_else(renamed: Path) -> None:
    holding = {path for path in renamed.rglob("*.html") if 'id="wastes"' in path.read_text("utf-8")}
    pages = {f"{language}sample-1/environment{both}" for language in ("", "ru/") for both in ("", "/kk-ru")}
    assert {path.relative_to(renamed).parent.as_posix() for path in holding} == pages
    for path in holding:
        identifiers = re.findall(r'\bid="([^"]+)"', path.read_text("utf-8"))
        assert len(identifiers) == len(set(identifiers))
        assert 'id="wastes"' in path.read_text("utf-8").partition('id="waste"')[2].partition("</h")[0]
    for language in ("", "ru/"):
        assert 'id="methods"' in (renamed / language / "about/index.html").read_text("utf-8")


def test_the_page_at_an_old_address_says_where_to_and_is_in_no_list(renamed: Path) -> None:
    sitemap = (renamed / "sitemap.xml").read_text("utf-8")
    everything = "".join(path.read_text("utf-8") for path in renamed.rglob("*.html"))
    for language, code in (("", "kk"), ("ru/", "ru")):
        for old, new in PAGES.items():
            html = (renamed / language / old / "index.html").read_text("utf-8")
            assert f'<html lang="{code}">' in html
            assert f'<link rel="canonical" href="{BASE}{language}{new}">' in html
            assert '<meta name="robots" content="noindex">' in html
            assert re.search(r'<a href="\.[^"]+">\w[^<]+</a>', html)
            assert "<script" not in html and len(html) < 1500
            assert Wall().forbidden(html) == []
            assert f"{language}{old}" not in sitemap
            assert f'href="{old}"' not in everything and f'/{old}"' not in everything


def test_what_is_sealed_and_published_as_data_stays(tmp_path: Path) -> None:
    """A redirect needs no other edition, and the page of a sealed one stays as it is."""
    sample.project(tmp_path, cities=1, indicators=12, approved=True)
    (tmp_path / "strategies/_redirects.yml").write_text(REDIRECTS.rpartition("- ")[0], "utf-8")
    built = build(tmp_path, SOURCE_DATE_EPOCH="1858377600")
    assert built.returncode == 0, built.stderr
    site = tmp_path / "site"
    assert 'id="wastes"' in (site / "sample-1/environment/index.html").read_text("utf-8")
    assert "wastes" not in (site / "sample-1/editions/1/index.html").read_text("utf-8")
    assert "wastes" not in json.dumps([path.read_text("utf-8") for path in (site / "api").rglob("*.json")])
    html = (site / "ru/first-city/index.html").read_text("utf-8")
    assert 'content="0; url=../sample-1/"' in html and "canonical" not in html


def test_the_check_knows_every_page(site: Path, approved_site: Path) -> None:
    for built in (site, approved_site):
        known = addresses(load(built.parent)[0])
        pages = {path.relative_to(built).parent.as_posix() for path in built.rglob("index.html")}
        # Charts for the frames of other sites are nothing to which a text or a redirect leads.
        pages = {page for page in pages if not page.endswith("/embed")}
        assert {
            f"{page}/" if page != "." else "" for page in pages if page.split("/")[0] != "ru"
        } == known.keys()


@pytest.mark.parametrize(
    ("entry", "code", "near"),
    [
        ("{old: sample-1/ecology/, new: sample-1/enviroment/}", "redirect-target", "sample-1/environment/"),
        ("{old: a/, new: 'sample-1/environment/#wast'}", "redirect-target", "sample-1/environment/#waste"),
        ("{old: a/, new: 'sample-1/monitoring/#board'}", "redirect-target", "sample-1/monitoring/"),
        ("{old: a/, new: ru/sample-1/environment/}", "redirect-target", "sample-1/environment/"),
        ("{old: a/, new: b/}\n- {old: b/, new: sample-1/}", "redirect-chain", "sample-1/"),
        ("{old: a/, new: a/}", "redirect-chain", ""),
        ("{old: api/v1/, new: sample-1/}", "redirect-place", ""),
        ("{old: sample-1/vision/kk-ru/, new: sample-1/}", "redirect-live", ""),
        ("{old: compare/neet/, new: sample-1/}", "redirect-live", ""),
        ("{old: 'sample-1/vision/#a', new: sample-1/vision/}", "redirect-section", ""),
        ("{old: 'gone/#a', new: 'gone/#b'}", "redirect-target", ""),
    ],
)
def test_a_broken_entry_is_a_problem(tree: Path, entry: str, code: str, near: str) -> None:
    (tree / "strategies/_redirects.yml").write_text(f"redirects:\n- {entry}\n", "utf-8")
    found = [problem for problem in problems(tree) if problem.code not in KNOWN]
    assert [(problem.code, str(dict(problem.arguments).get("nearest", ""))) for problem in found] == [
        (code, near)
    ]


def test_both_sides_of_a_loop_are_told(tree: Path) -> None:
    text = "redirects:\n- {old: a/, new: b/}\n- {old: b/, new: a/}\n"
    (tree / "strategies/_redirects.yml").write_text(text, "utf-8")
    told = [problem.line for problem in problems(tree) if problem.code == "redirect-chain"]
    assert told == [2, 3]


def test_one_mistake_elsewhere_is_no_lost_redirect(tree: Path) -> None:
    text = "redirects:\n- {old: a/, new: sample-1/indicators/indicator-1/}\n"
    (tree / "strategies/_redirects.yml").write_text(text, "utf-8")
    plan = tree / "strategies/sample-1/indicators.yml"
    plan.write_text(plan.read_text("utf-8").replace("  better:", "  beter:", 1), "utf-8")
    assert {problem.code for problem in problems(tree)} - KNOWN == {"field-unknown"}


def test_a_broken_entry_stops_the_build(tmp_path: Path) -> None:
    root = project(tmp_path, "redirects:\n- {old: a/, new: b/}\n")
    built = build(root)
    assert built.returncode == 1
    assert "strategies/_redirects.yml:2" in built.stderr and "redirect-target" in built.stderr
    assert "Traceback" not in built.stderr and not (root / "site").exists()
