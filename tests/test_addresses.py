"""Every address on every page leads somewhere, also where the site stands below a path."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import sample
from conftest import build, demonstrated
from playwright.sync_api import Browser

pytestmark = demonstrated

BASE = "https://x.example/strategies/"


class Reader(HTMLParser):
    """The ids and the addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        self.addresses += [one for name in ("href", "src") if (one := given.get(name))]


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two cities, one of them approved, that stands below a path."""
    root = tmp_path_factory.mktemp("below")
    sample.project(root, cities=2, indicators=12, approved=True)
    built = build(root, SITE_URL=BASE, SOURCE_DATE_EPOCH="1795305600")
    assert built.returncode == 0, built.stderr
    return root / "site"


def dead(site: Path) -> Iterator[tuple[str, str]]:
    """Page and address of every link inside the host that leads nowhere."""
    pages = {
        urljoin(BASE, path.relative_to(site).as_posix().removesuffix("index.html")): Reader(
            path.read_text("utf-8")
        )
        for path in site.rglob("*.html")
    }
    for page, reader in pages.items():
        for address in reader.addresses:
            whole = urlsplit(urljoin(page, address))
            if whole.netloc != "x.example" or whole.scheme == "mailto":
                continue
            path = unquote(whole.path.removeprefix("/strategies/"))
            file = site / path / "index.html" if path.endswith("/") or not path else site / path
            target = pages.get(urljoin(BASE, path))
            lost = target is not None and whole.fragment and unquote(whole.fragment) not in target.ids
            if not whole.path.startswith("/strategies/") or not file.is_file() or lost:
                yield page, address


def test_every_address_leads_somewhere(below: Path) -> None:
    assert list(dead(below)) == []


def test_the_page_for_what_is_not_found_is_in_both_languages(below: Path) -> None:
    html = (below / "404.html").read_text("utf-8")
    assert '<html lang="kk"' in html
    assert re.findall(r'<section [^>]*lang="(kk|ru)"', html) == ["kk", "ru"]
    assert 'href="/strategies/ru/"' in html
    assert "hreflang" not in html.split("<body")[0], "it is no page of which there is another language"


@pytest.mark.parametrize("start", ["", "ru/"])
def test_the_other_language_opens_at_the_same_section(browser: Browser, address: str, start: str) -> None:
    page = browser.new_context(base_url=address).new_page()
    page.goto(f"/{start}astana/environment/#waste")
    page.locator("a.language").first.click()
    other = "ru/" if not start else ""
    page.wait_for_url(f"**/{other}astana/environment/#waste")
