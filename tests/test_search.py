"""What can be found, how it is indexed, and the page on which people search."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import bench_search
import pytest
from citystrategy.facts.findable import Findable, findable
from citystrategy.facts.term_index import term_letters
from citystrategy.outputs import search
from citystrategy.reading.load import load
from citystrategy.site import make
from citystrategy.words.alphabet import ALPHABETS
from citystrategy.words.queries import folded
from citystrategy.words.words import words_in
from conftest import ROOT, demonstrated, serving
from playwright.sync_api import Browser, Page, expect

PLACES = [
    Findable(
        "chapter", "x", "x/vision/#goal", "Пайым 2030", ("Тарау",), ("Қала 17,5 мың үй салды.", "Үй мен жол.")
    ),
    Findable("site", "", "method/#a", "Әдіс", (), ("Халықтың 1\u00a0234 тілегі.",)),
]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("ЖӨӨ-лерде 2030 жылы", ["жөө", "лерде", "2030", "жылы"]),
        ("1 234 және 17,5 %, 2\u00a0347\u00a0924", ["1234", "және", "17,5", "2347924"]),
        ("2030 500", ["2030", "500"]),
        ("17 4) тармақ", ["17", "4", "тармақ"]),
        ("SWOT-талдау", ["swot", "талдау"]),
    ],
)
def test_words_and_numbers_as_they_are_written(text: str, tokens: list[str]) -> None:
    assert search.tokens(text) == tokens


def test_a_word_stands_with_the_documents_and_places_that_have_it() -> None:
    posted = search.posted(PLACES, words_in("kk"))
    assert posted["пайым"] == [(0, [search.TITLE])]
    assert posted["тарау"] == [(0, [search.ABOVE])]
    assert posted["үй"] == [(0, [search.TEXT + 3, search.TEXT + 5])]
    assert posted["1234"] == [(1, [search.TEXT + 1])]
    assert "мен" not in posted, "it says nothing alone"


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("қалдық", "калдык"),
        ("өңір", "онир"),
        ("үйі", "уй"),
        ("тарағы", "таракы"),
        ("кітабы", "китапы"),
        ("эко", "еко"),
    ],
)
def test_letters_that_are_taken_for_each_other(word: str, typed: str) -> None:
    assert folded(word, "kk") == folded(typed, "kk")


def test_shards_are_small_and_hold_every_form_once() -> None:
    forms = [f"{first}{second}{third}а" for first in "абвд" for second in "аое" for third in "лмн"]
    postings = {form: [(number, [64]) for number in range(200)] for form in forms}
    shards = dict(search.divided(postings, "ru"))
    assert sorted(form for forms_of in shards.values() for form in forms_of) == sorted(forms)
    assert all(
        folded(form, "ru").startswith(prefix) for prefix, forms_of in shards.items() for form in forms_of
    )
    assert all(re.fullmatch(r"[a-z0-9-]+", search.safe(prefix)) for prefix in shards)


def test_nothing_open_of_a_draft_is_found(tree: Path) -> None:
    """A section that is still to be written, an indicator without a name, a blank in a definition."""
    chapter = next(tree.glob("strategies/*/chapters/03-*.kk.md"))
    text = chapter.read_text("utf-8")
    heading = next(line for line in text.split("\n") if line.startswith("## "))
    chapter.write_text(text.replace(heading, f"{heading}\n\n<!-- to-write: жасырын -->"), "utf-8")
    plan = next(tree.glob("strategies/*/indicators.yml"))
    plan.write_text(
        re.sub(r"(definition:\n\s+kk: ).*\n(\s+ru: ).*", r"\1…\n\2…", plan.read_text("utf-8"), count=1),
        "utf-8",
    )

    shutil.copytree(ROOT / "docs", tree / "docs", dirs_exist_ok=True)
    site = make(tree, load(tree)[0], date(2026, 11, 22))
    places = findable(site, words_in("kk"))
    anchor = re.search(r"\{#([\w-]+)\}", heading)
    assert anchor
    assert not any(place.address.endswith(f"/vision/#{anchor[1]}") for place in places)
    said = [sentence for place in places if place.city for sentence in (*place.sentences, place.title)]
    assert said
    assert not any("…" in sentence or "жасырын" in sentence or "{{" in sentence for sentence in said)


def test_the_index_of_terms_is_in_the_order_of_the_alphabet() -> None:
    places = [
        Findable("indicator", city, f"{city}/indicators/a/", name, (), (), name)
        for city in ("astana", "almaty")
        for name in ("Үлес", "Ұзақтық", "Ауа", "Әлем", "NEET", "іргелес аумақ")
    ]
    headings = [
        Findable("chapter", "astana", f"a/{name}/", "Шешу", (name,), (), "Шешу") for name in ("Б", "В")
    ]
    cities = load(ROOT)[0].cities
    letters = term_letters([*places, *headings], cities, words_in("kk"))
    assert [group.letter for group in letters] == ["A–Z", "А", "Ә", "Ұ", "Ү", "Ш", "І"]
    assert [term.name for term in letters[5].terms] == ["Шешу (Б)", "Шешу (В)"]
    assert [place.label for place in letters[1].terms[0].kinds[0].places] == ["Алматы", "Астана"]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


def addresses(page: Page, address: str, query: str) -> list[str]:
    """Where the results of a query lead, relative to the site."""
    page.goto(f"{address}{query}")
    page.locator("#found[aria-busy=false]").wait_for(state="attached")
    found = page.locator(".results a").evaluate_all("links => links.map(link => link.href)")
    return [link.removeprefix(address) for link in found]


@demonstrated
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("/search/?q=тұрмыстық қалдықтарымызға", "/astana/environment/#waste"),
        ("/search/?q=когалдандырудан", "/almaty/environment/#greening"),
        ("/search/?q=kögaldandyrudan", "/almaty/environment/#greening"),
        ("/search/?q=көгалдандрыу", "/almaty/environment/#greening"),
        ("/search/?q=Шымкентте", "/#shymkent"),
        ("/search/?q=Усть-Каменогорск", "/#oskemen"),
        ("/search/?q=«халық саны»", "/astana/current-state/#population"),
        ("/ru/search/?q=озеленением", "/ru/astana/environment/#greening"),
        ("/ru/search/?q=безроботица", "/ru/astana/indicators/unemployment/"),
        ("/ru/search/?q=8 985,6", "/ru/astana/creative-economy/#situation"),
        ("/ru/search/?q=твердыми отходами&city=almaty&kind=chapter", "/ru/almaty/environment/#waste"),
    ],
)
def test_any_form_finds_the_section(page: Page, address: str, query: str, expected: str) -> None:
    found = addresses(page, address, query)
    assert expected in found[:10], found
    if "city=" in query:
        assert all(link.startswith("/ru/almaty/") and "/indicators/" not in link for link in found)


@demonstrated
def test_most_of_what_is_searched_is_found_and_weighs_little(browser: Browser, tmp_path: Path) -> None:
    """The last queries of `searches.yml`, by the page's own scripts; a first query has 45 kB with them."""
    bench_search.write(tmp_path, bench_search.indexed(ROOT))
    classes, opened = bench_search.queries_of_all(), browser.new_page()
    with serving(tmp_path) as address:
        found = bench_search.asked(opened, f"{address}/", classes, ["last"])
    opened.close()
    for name, parts in classes.items():
        code = bench_search.language(name)
        lost = bench_search.missed(tmp_path, code, parts["last"], found[code])
        assert 1 - sum(share for share, _ in lost.values()) / len(lost) >= 0.95, (name, lost)
    for code, answers in found.items():
        for query, (_, needed) in answers.items():
            assert bench_search.weight(tmp_path, code, needed) <= 45_000, query


@demonstrated
@pytest.mark.parametrize(("root", "query", "mark"), [("", "қалдықтан", "қалдық"), ("/ru", "отходу", "отход")])
def test_from_the_field_of_any_page_to_the_section_and_back(
    page: Page, address: str, root: str, query: str, mark: str
) -> None:
    page.goto(f"{address}{root}/about/")
    page.locator("header input[type=search]").fill(query)
    page.keyboard.press("Enter")
    expect(page.locator("main .results li").first).to_contain_text(mark, ignore_case=True)
    expect(page.get_by_role("status")).to_contain_text(re.compile(rf"{query}.*\d"))
    assert mark in page.locator(".results mark").first.inner_text().lower()
    assert page.locator(".results li").first.inner_text().count("("), "a demonstration says that it is one"
    page.locator("select[name=kind]").select_option("chapter")
    page.locator("select[name=city]").select_option("semey")
    page.locator("form.search button").click()
    expect(page.locator(".results li").first).to_be_visible()
    shared = page.url
    assert "city=semey" in shared and "kind=chapter" in shared
    link = page.locator(".results a").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/semey/.*#"))
    section = page.url.partition("#")[2]
    expect(page.locator(f"[id='{section}']")).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".results li").first).to_be_visible()
    assert page.url == shared
    assert page.locator("select[name=city]").input_value() == "semey"
    page.locator("a.language").first.click()
    expect(page.locator("main .search input[type=search]")).to_have_value(query)
    assert page.url.partition("?")[2] == shared.partition("?")[2]


@demonstrated
def test_more_results_are_shown_when_they_are_asked_for(page: Page, address: str) -> None:
    assert len(addresses(page, address, "/search/?q=стратегия")) == 10
    page.locator("main button", has_text="Тағы").click()
    expect(page.locator(".results li")).to_have_count(20)
    assert page.evaluate(
        "document.activeElement.closest('li') === document.querySelectorAll('.results li')[10]"
    )


ATTACKS = ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "{number}{query}$&"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_query_is_never_more_than_text(page: Page, address: str, attack: str) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(f"{address}/search/?q={attack.replace('&', '%26')}")
    expect(page.get_by_role("status")).to_contain_text(attack.split("&")[0])
    assert page.locator("main img, main script").count() == 0
    assert page.locator("#q").input_value() == attack
    assert said == []


def test_without_a_script_the_page_leads_to_the_index_of_terms(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    for root in ("", "/ru"):
        page.goto(f"{address}{root}/search/?q=x")
        assert "JavaScript" in page.locator(".told").inner_text()
        page.locator(".told ~ p a").click()
        assert page.url == f"{address}{root}/terms/"
        assert page.locator("main h2").count() > 15
    page.close()


def test_the_search_works_below_a_path(page: Page, site: Path, tmp_path: Path) -> None:
    (tmp_path / "below").symlink_to(site)
    with serving(tmp_path) as address:
        found = addresses(page, f"{address}/below", "/ru/search/?q=методов")
        assert found and all(link.startswith("/ru/") for link in found)


def test_every_place_that_is_found_or_listed_exists(site: Path) -> None:
    """Pages and sections, in both languages; the index of terms leads nowhere else."""
    for code, root in (("kk", site), ("ru", site / "ru")):
        files = sorted((site / f"search/{code}").glob("d-*.json"))
        places = [place[0] for file in files for place in json.loads(file.read_text("utf-8"))]
        assert len(places) > 50
        for address in places:
            page, _, anchor = address.partition("#")
            html = (root / page / "index.html").read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in html, address
        listed = (root / "terms/index.html").read_text("utf-8")
        letters = re.findall(r'<h2 id="letter-[0-9a-f]+">(.)</h2>', listed)
        assert letters == sorted(letters, key=lambda letter: ALPHABETS[code].index(letter.lower()))


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_pages_and_the_header_fit(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in ("/search/?q=қала", "/ru/search/?q=город", "/terms/", "/ru/terms/", "/ru/"):
        page.goto(f"{address}{path}")
        if "search" in path:
            page.locator("#found[aria-busy=false]").wait_for(state="attached")
        if width < 700:
            page.locator(".menu summary").click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.close()


def test_russian_stems_are_those_of_snowball(page: Page, address: str) -> None:
    """Pairs that the reference implementation made (PyPI `snowballstemmer` 3.1.1) of words of this site."""
    pairs = dict(line.split() for line in (ROOT / "tests/russian_stems.txt").read_text("utf-8").splitlines())
    page.goto(f"{address}/search/")
    stems = page.evaluate(
        """async words => {
            const { russianStem } = await import("../assets/javascripts/stems.js")
            return words.map(russianStem)
        }""",
        list(pairs),
    )
    assert dict(zip(pairs, stems, strict=True)) == pairs
