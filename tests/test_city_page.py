"""The page of a city: its passport, its newest indicators, the contents of its strategy, each told once."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from citystrategy.facts.city_page import NEWEST, contents, newest
from citystrategy.facts.passages import SENTENCE_END
from citystrategy.method.standing import standing_on
from citystrategy.outputs.chapters import opening
from citystrategy.reading.load import load
from citystrategy.words.words import LANGUAGES, words_in
from conftest import ROOT, demonstrated
from playwright.sync_api import Browser, Page, expect

pytestmark = demonstrated

TREE, _ = load(ROOT)
STANDINGS = {folder.city.slug: standing_on(folder, date(2026, 11, 28)) for folder in TREE.strategies}
CITIES = tuple(STANDINGS)


@pytest.mark.parametrize("slug", CITIES)
def test_the_newest_values_stand_first_and_are_the_citys_own(slug: str) -> None:
    standing = STANDINGS[slug]
    shown = newest(standing)
    own = [
        progress
        for progress in standing.progress
        if progress.latest
        and progress.indicator.territory == "city"
        and not progress.indicator.not_assessable
    ]
    assert len(shown) == min(NEWEST, len(own))
    ranks = [(one.latest.year, one.latest.actual.date or date.min) for one in own if one.latest]
    assert [ranks[own.index(progress)] for progress in shown] == sorted(ranks, reverse=True)[:NEWEST]


def test_of_equally_new_values_those_named_first_in_the_strategy_come_first() -> None:
    standing = STANDINGS["astana"]
    same = next(
        progress
        for progress in standing.progress
        if progress.latest and progress.indicator.territory == "city"
    )
    plans = [
        replace(same.plan, indicator=same.indicator.model_copy(update={"id": f"same-{number}"}))
        for number in range(NEWEST + 2)
    ]
    others = tuple(replace(same, plan=one) for one in plans)
    found = [progress.indicator.id for progress in newest(replace(standing, progress=others))]
    assert found == ["same-0", "same-1", "same-2"]


@pytest.mark.parametrize("slug", CITIES)
def test_the_marks_of_the_chapters_are_those_that_are_counted(slug: str) -> None:
    standing = STANDINGS[slug]
    entries = contents(standing)
    assert [entry.chapter for entry in entries] == list(standing.folder.methodology.chapters)
    for status, number in standing.counts.by_status:
        assert sum(dict(entry.statuses).get(status, 0) for entry in entries) == number
    assert all(number for entry in entries for _, number in entry.statuses)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Астана лежит в степи. Зимы долгие.", "Астана лежит в степи."),
        ("В 2050 г. Астана растет. Дальше.", "В 2050 г. Астана растет."),
        ("Доля – 12,5 %. Дальше.", "Доля – 12,5 %."),
        ("Он сказал «да». «Нет» не было.", "Он сказал «да»."),
        ("Пайым ұсынылады. 2050 жылға бағдар бар.", "Пайым ұсынылады."),
        ("Халық 5 мың. 300 адам келді.", ""),
        ("Ән айтылды! Өлең оқылды.", "Ән айтылды!"),
    ],
)
def test_where_a_first_sentence_ends(text: str, first: str) -> None:
    end = SENTENCE_END.search(text)
    assert (text[: end.end()] if end else "") == first


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", CITIES)
def test_each_chapter_is_introduced_by_its_own_words(slug: str, language: str) -> None:
    standing = STANDINGS[slug]
    for chapter in standing.folder.chapters:
        if chapter.language != language:
            continue
        sentence = opening(standing, chapter.id, words_in(language))
        assert sentence.endswith((".", "!", "?")), chapter.path
        assert not re.search(r"[|{}]|\[\^", sentence), chapter.path
        # Word for word, but for notes and the numbers that stand for references.
        bare = re.sub(r"\[\^[^\]]*\]|\*", "", (ROOT / chapter.path).read_text("utf-8"))
        assert sentence in " ".join(bare.split()) or "{{" in bare


def test_a_reference_in_a_first_sentence_is_its_number(tree: Path) -> None:
    path = tree / "strategies/sample-1/chapters/03-vision.ru.md"
    title, _, rest = path.read_text("utf-8").partition("\n\n")
    first = 'На 2050 год – {{ value("indicator-1", 2050) }} единиц[^sample]. Дальше.'
    path.write_text(f"{title}\n\n{first}\n\n{rest}", "utf-8")
    found, _ = load(tree)
    standing = standing_on(found.strategies[0], date(2026, 11, 28))
    sentence = opening(standing, "vision", words_in("ru"))
    assert re.fullmatch(r"На 2050 год – [\d\u00a0,]+ единиц\.", sentence)


def texts(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", CITIES)
def test_the_passport_says_that_nothing_is_approved(site: Path, slug: str, language: str) -> None:
    words, root = words_in(language), "" if language == "kk" else "ru/"
    html = (site / f"{root}{slug}/index.html").read_text("utf-8")
    passport = html.partition('<section class="pass pass--not"')[2].partition("</section>")[0]
    city = STANDINGS[slug].folder.city
    for told in (
        words("strategy.statuses.demonstration"),
        city.maslikhat[language],
        words("strategy.no_decision"),
        f"{city.population.value:,}".replace(",", "\u00a0"),
    ):
        assert texts(passport).count(" ".join(told.split())) == 1, told
    assert html.count("<dl") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_passport_of_an_approved_strategy_tells_all_once(approved_site: Path, language: str) -> None:
    words, root = words_in(language), "" if language == "kk" else "ru/"
    html = (approved_site / f"{root}sample-1/index.html").read_text("utf-8")
    passport = html.partition('<section class="pass"')[2].partition("</section>")[0]
    labels = re.findall(r"<dt>(.*?)</dt>", passport)
    keys = "strategy.status", "strategy.approving", "edition.label", "strategy.decision", "edition.official"
    keys += "edition.session", "edition.convocation", "edition.signatories", "edition.versions"
    keys += "edition.seal", "edition.file", "strategy.methodology", "strategy.population"
    assert labels == [words(key) for key in keys]
    assert html.count("<dl") == 1
    address = re.search(r'href="([^"]*editions/1\.json)"', passport)
    assert address and (approved_site / f"{root}sample-1" / address[1]).resolve().is_file()
    assert words("strategy.feedback_values") in texts(html)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280, 1920])
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_nothing_overflows_at_any_width(page: Page, prefix: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{prefix}/astana/")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    heading = page.locator("h1").bounding_box()
    passport = page.locator(".pass").bounding_box()
    assert heading and passport
    beside = passport["x"] > heading["x"] + heading["width"] / 2
    assert beside == (width >= 1024)


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_each_mark_is_one_indicator(page: Page, prefix: str) -> None:
    page.goto(f"{prefix}/astana/")
    rows = page.locator(".count")
    for place in range(rows.count()):
        row = rows.nth(place)
        assert row.locator(".pip").count() == int(row.locator("b").inner_text())
    total = STANDINGS["astana"].counts.total
    assert page.locator(".counts .pip").count() == page.locator(".contents .pip").count() == total
    for chapter in page.locator(".contents li:has(.pip)").all():
        spoken = chapter.locator(".unseen").text_content() or ""
        assert sum(map(int, re.findall(r"– (\d+)", spoken))) == chapter.locator(".pip").count()
    expect(page.locator(".keys .rowchart")).to_have_count(NEWEST)
