"""What pages load, run and keep: nothing from elsewhere, nothing against the policy, no cookie."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from citystrategy.outputs.wall import POLICY
from conftest import demonstrated
from playwright.sync_api import Browser, BrowserContext, Page, Route

pytestmark = demonstrated

KINDS = [
    "/",
    "/astana/",
    "/astana/monitoring/",
    "/astana/current-state/",
    "/astana/calendar/",
    "/astana/profile/",
    "/astana/conformity/",
    "/astana/indicators/life-expectancy/",
    "/compare/",
    "/compare/life-expectancy/",
    "/calendar/",
    "/conformity/",
    "/data/",
    "/method/",
    "/accessibility/",
    "/editors/",
    "/formats/",
    "/problems/",
    "/search/?q=2030",
    "/terms/",
]
"""One page of each kind."""
BOTH = ["/404.html", *(f"{prefix}{page}" for prefix in ("", "/ru") for page in KINDS)]
CHOICES = {"size", "scheme", "contrast"}
REPORT = """
    window.violations = []
    document.addEventListener("securitypolicyviolation", one =>
        window.violations.push(`${one.effectiveDirective} ${one.blockedURI} ${one.sourceFile}`))
"""


def served(site: Path) -> dict[str, str]:
    """The headers that `_headers` asks servers to send with every file."""
    mark, *lines = (site / "_headers").read_text("utf-8").splitlines()
    assert mark == "/*"
    of_all = itertools.takewhile(lambda line: line.startswith(" "), lines)
    return dict(line.strip().split(": ", 1) for line in of_all)


@pytest.fixture
def context(browser: Browser, address: str, site: Path) -> Iterator[BrowserContext]:
    """A reader whose server sends the headers; the policy then comes twice, as it does for real."""
    opened = browser.new_context(base_url=address)
    headers = served(site)

    def send(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, **headers})

    opened.route("**/*", send)
    opened.add_init_script(REPORT)
    yield opened
    opened.close()


def test_servers_are_told_the_same_and_more(site: Path) -> None:
    headers = served(site)
    assert headers["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    for unsafe in ("unsafe-inline", "unsafe-eval", "wasm", "http"):
        assert unsafe not in POLICY


@pytest.mark.parametrize("address_", BOTH)
def test_a_page_keeps_to_the_policy(context: BrowserContext, address: str, address_: str) -> None:
    page = context.new_page()
    requested, wrong = [], []
    page.on("request", lambda one: requested.append(one.url))
    page.on("console", lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None)
    page.goto(address_)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.violations") == []
    assert wrong == []
    assert {urlsplit(asked).netloc for asked in requested} == {urlsplit(address).netloc}
    assert context.cookies() == []
    assert page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]") == [[], []]
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0


def test_a_violation_would_be_reported(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")
    for forbidden in ('<p style="color: red">', '<img src="https://elsewhere.example/x.png">'):
        page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", forbidden)
    page.wait_for_timeout(500)
    assert {violation.split(" ")[0] for violation in page.evaluate("window.violations")} == {
        "style-src-attr",
        "img-src",
    }


def choose(page: Page, *choices: str) -> None:
    page.locator(".view > summary").click()
    for choice in choices:
        page.locator(f"#{choice}").check()


def test_only_how_pages_look_is_kept(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/ru/")
    choose(page, "scheme-dark", "contrast-high")
    kept = page.evaluate("Object.keys(localStorage)")
    assert set(kept) == {"scheme", "contrast"} <= CHOICES
    assert context.cookies() == []
