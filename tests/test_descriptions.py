"""What search engines are told of each page: whole, in its language, the same as shown, and no more."""

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sample
from citystrategy.addresses import Place
from citystrategy.model.tree import CityFolder
from citystrategy.outputs import descriptions
from citystrategy.reading.load import load
from citystrategy.site import make
from citystrategy.words.words import LANGUAGES, words_in
from conftest import build, demonstrated

BASE = "https://example.org/strategies/"
STEP = re.compile(r'<li><a href="([^"]*)">(.*?)</a></li>')


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of an approved strategy that knows its address."""
    root = tmp_path_factory.mktemp("described")
    sample.project(root, cities=1, indicators=12, approved=True)
    built = build(root, SITE_URL=BASE, SOURCE_DATE_EPOCH="1795305600")
    assert built.returncode == 0, built.stderr
    return root / "site"


def described(page: str) -> dict[str, Any]:
    """The descriptions of a page by their type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    parsed = [json.loads(text) for text in found]
    assert all(about["@context"] == "https://schema.org" for about in parsed)
    assert len({about["@type"] for about in parsed}) == len(parsed)
    return {about["@type"]: about for about in parsed}


def pages(site: Path) -> Iterator[tuple[str, str, str]]:
    """Address, language and content of each page."""
    for path in site.rglob("index.html"):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        yield address, "ru" if address.startswith("ru/") else "kk", path.read_text("utf-8")


def addresses(about: Any) -> Iterator[str]:
    """Every address within the site that a description names."""
    if isinstance(about, dict):
        for key, value in about.items():
            if key in ("url", "item", "contentUrl") and about["@type"] != "CreativeWork":
                yield value
            yield from addresses(value)
    elif isinstance(about, list):
        for part in about:
            yield from addresses(part)


def test_every_description_is_whole_and_in_the_language_of_its_page(addressed: Path) -> None:
    kinds = set()
    for _, language, page in pages(addressed):
        for kind, about in described(page).items():
            kinds.add(kind)
            assert about.get("inLanguage", language) == language
            for address in addresses(about):
                assert address.startswith(BASE), address
                path = addressed / address.removeprefix(BASE)
                assert path.is_file() or (path / "index.html").is_file(), address
    assert kinds == {"WebSite", "BreadcrumbList", "Legislation", "Dataset"}


@demonstrated
def test_the_way_is_the_one_that_is_shown(addressed: Path, site: Path) -> None:
    with_way = 0
    for built in (addressed, site):
        for address, language, page in pages(built):
            shown = re.search(r'<nav class="path".*?</nav>', page, re.DOTALL)
            told = described(page).get("BreadcrumbList", {"itemListElement": []})["itemListElement"]
            steps = STEP.findall(shown[0]) if shown else []
            assert [html.unescape(title) for _, title in steps] == [step["name"] for step in told], address
            assert [step["position"] for step in told] == list(range(1, len(told) + 1))
            if built is addressed and told:
                assert told[0]["item"] == f"{BASE}{'ru/' if language == 'ru' else ''}"
            with_way += bool(told)
    assert with_way > 200


def test_the_home_page_names_the_site(addressed: Path, site: Path) -> None:
    for built in (addressed, site):
        named = {address: described(page) for address, _, page in pages(built)}
        assert {address for address, about in named.items() if "WebSite" in about} == {"", "ru/"}
        for address, language in (("", "kk"), ("ru/", "ru")):
            assert named[address]["WebSite"]["name"] == words_in(language)("site.title")


def test_only_an_approved_strategy_is_legislation(addressed: Path, site: Path) -> None:
    assert not [address for address, _, page in pages(site) if '"Legislation"' in page]
    told = {
        address: about["Legislation"]
        for address, _, page in pages(addressed)
        if "Legislation" in (about := described(page))
    }
    assert told.keys() == {f"{code}sample-1/{page}" for code in ("", "ru/") for page in ("", "editions/1/")}
    (folder,) = load(addressed.parent)[0].strategies
    assert folder.strategy and folder.strategy.decision
    for address, about in told.items():
        language = "ru" if address.startswith("ru/") else "kk"
        assert about["name"] == folder.strategy.title[language]
        assert about["legislationIdentifier"] == folder.strategy.decision.number
        assert about["legislationDate"] == folder.strategy.decision.date.isoformat()
        assert about["legislationPassedBy"]["name"] == folder.city.maslikhat[language]
        assert about["legislationLegalForce"] == "https://schema.org/InForce"
        assert about["url"] == f"{BASE}{address}"
        assert about["encoding"]["contentUrl"] == f"{BASE}sample-1/editions/1.{language}.akn.xml"
        law = (addressed / f"sample-1/editions/1.{language}.akn.xml").read_text("utf-8")
        assert f'<FRBRuri value="{about["identifier"]}" />' in law
        assert f'<FRBRuri value="{about["exampleOfWork"]["identifier"]}" />' in law
        assert about["sameAs"] == f"https://example.org/decision/{language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_is_not_in_force_before_its_day(approved_tree: Path, language: str) -> None:
    tree = load(approved_tree)[0]
    folder: CityFolder = tree.strategies[0]
    assert folder.strategy
    for day, force in ((date(2019, 1, 1), "NotInForce"), (folder.strategy.editions[0].date, "InForce")):
        standing = make(approved_tree, tree, day).standings[folder.city.slug]
        (about,) = descriptions._legislation(standing, day, Place(""), words_in(language))
        assert about["legislationLegalForce"].endswith(f"/{force}")
