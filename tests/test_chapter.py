"""A chapter's numbers: the same in both languages, on its page and on that of its edition, and cited."""

import re
from collections import Counter
from pathlib import Path

import pytest
from citystrategy.facts.chapter import citing, minutes
from citystrategy.markdown.dialect import NAME
from citystrategy.markdown.document import ParsedText
from citystrategy.markdown.notes import Notes
from citystrategy.markdown.numbering import address
from citystrategy.markdown.pair import pair
from citystrategy.markdown.publish import PublishedText, passages, publish
from citystrategy.markdown.reference import Reference
from citystrategy.reading.load import load
from citystrategy.words.words import LANGUAGES, words_in
from conftest import ROOT, build, demonstrated

pytestmark = demonstrated

TREE, _ = load(ROOT)
FOLDERS = {folder.city.slug: folder for folder in TREE.strategies}
CHAPTERS = [(slug, chapter) for slug, folder in FOLDERS.items() for chapter in folder.methodology.chapters]


class Bare:
    """References as they are written; a table where one stands alone."""

    def number(self, reference: Reference) -> str:
        return reference.written

    def table(self, reference: Reference, number: str) -> str | None:
        return f"<table><caption>{number}</caption></table>"

    def unwritten(self) -> str:
        return ""

    def caption(self, number: str) -> str:
        return f"Table {number}"

    def address(self, written: str, name: str) -> str | None:
        return written

    def picture(self, name: str) -> tuple[str, int, int] | None:
        return None

    def source(self, name: str) -> tuple[str, str] | None:
        return name, "https://example.org"


COUNTED = """# Title

Before any section.

## First {#first}

A paragraph.[^note]

<!-- a comment has no number -->

- a list
- is cited as a whole

> a quotation

### Below {#below}

| a | b | c |
|---|---|--:|
| d | e | 1 |

{{ series("population") }}

## Without an anchor

Still of the first section.

## Second {#second}

---

1. one

[^note]: A note has none.
"""


def test_how_is_counted() -> None:
    """Pinned: with another count, what was cited would lead elsewhere."""
    counted = passages(PublishedText(ParsedText(COUNTED), chapter=6), Bare(), Notes())
    assert [(passage.id, passage.number, passage.level) for passage in counted] == [
        ("title", "6", 1),
        ("p6.0.1", "6.0.1", 0),
        ("first", "6.1", 2),
        ("p6.1.1", "6.1.1", 0),
        ("p6.1.2", "6.1.2", 0),
        ("p6.1.3", "6.1.3", 0),
        ("below", "", 3),
        ("p6.1.4", "6.1.4", 0),
        ("p6.1.5", "6.1.5", 0),
        ("below-1", "", 2),
        ("p6.1.6", "6.1.6", 0),
        ("second", "6.2", 2),
        ("", "", 0),
        ("p6.2.1", "6.2.1", 0),
    ]


def test_a_table_has_a_number_a_caption_and_the_header_of_its_column_at_each_cell() -> None:
    html = publish([PublishedText(ParsedText(COUNTED), chapter=6)], Bare()).html
    assert '<table class="cards"><caption>Table 6.1</caption>' in re.sub(r">\s+<", "><", html)
    assert '<th scope="row">d</th>' in html
    assert '<td data-label="b">e</td>' in html
    assert '<td class="number" data-label="c">1</td>' in html
    assert "<caption>6.2</caption>" in html


def test_a_page_about_the_site_has_no_numbers() -> None:
    html = publish([PublishedText(ParsedText(COUNTED))], Bare()).html
    assert 'class="pn"' not in html
    assert "Table" not in html


def test_no_anchor_of_an_author_is_the_address_of_a_number() -> None:
    assert not NAME.fullmatch(address("6.2.1"))


def test_no_anchor_of_an_author_is_an_address_of_the_frame(site: Path) -> None:
    """Everything around the text, whichever page it is."""
    for page in site.rglob("index.html"):
        if page.parent.name == "embed":
            continue
        around = re.sub(r"(<main[^>]*>).*</main>", r"\1", page.read_text("utf-8"), flags=re.DOTALL)
        found = set(re.findall(r'\sid="([^"]+)"', around))
        assert "main" in found
        assert {address for address in found if NAME.fullmatch(address)} == set(), page


def numbers(site: Path, page: str) -> list[tuple[str, str]]:
    """The addresses that the numbers of a page lead to, and the numbers."""
    html = (site / page / "index.html").read_text("utf-8")
    return re.findall(r'<a class="pn" href="#([^"]+)">([\d.]+)</a>', html)


@pytest.mark.parametrize(("slug", "chapter"), CHAPTERS, ids=lambda one: getattr(one, "id", one))
def test_both_languages_have_the_same_numbers(site: Path, slug: str, chapter) -> None:  # type: ignore[no-untyped-def]
    kazakh, russian = (numbers(site, f"{root}{slug}/{chapter.id}") for root in ("", "ru/"))
    assert kazakh == russian
    assert len(kazakh) > 10
    assert all(number.split(".")[0] == str(chapter.number) for _, number in kazakh)
    assert len(set(kazakh)) == len(kazakh)


def test_no_page_of_a_text_has_an_id_twice(published: Path) -> None:
    for page in published.rglob("index.html"):
        html = page.read_text("utf-8")
        if 'class="pn"' in html:
            ids = Counter(re.findall(r'\sid="([^"]+)"', html))
            assert [one for one, count in ids.items() if count > 1] == [], page
            assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids), page


def test_an_edition_has_the_numbers_of_its_chapters(approved_tree: Path) -> None:
    for name in ("mkdocs.yml", "hooks", "overrides", "docs"):
        (approved_tree / name).symlink_to(ROOT / name) if not (approved_tree / name).exists() else None
    built = build(approved_tree, SOURCE_DATE_EPOCH="1795305600")
    assert built.returncode == 0, built.stderr
    site = approved_tree / "site"
    slug = next(path.parents[2].name for path in site.glob("*/editions/1/index.html"))
    of_edition = [number for _, number in numbers(site, f"{slug}/editions/1")]
    of_chapters = [
        number
        for chapter in TREE.methodologies[-1].chapters
        for _, number in numbers(site, f"{slug}/{chapter.id}")
    ]
    assert of_edition == of_chapters
    page = (site / "ru" / slug / "vision/index.html").read_text("utf-8")
    cited = re.search(r'data-cited="([^"]+)"', page)
    assert cited and "Редакция 1." in cited[1] and "№" in cited[1] and "Пункт {number}." in cited[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_citation_names_all_and_that_nobody_approved_it(
    language: str,
) -> None:
    words = words_in(language)
    cited = citing(FOLDERS["astana"], words, "environment")
    assert (
        cited.paragraph
        == {
            "kk": "Астана. Астана қаласының 2050 жылға дейінгі даму стратегиясы. 6-тарау «Қоршаған орта». "
            "{number}-тармақ. Бұл – көрсетілім нұсқасы: стратегия бекітілмеген.",
            "ru": "Астана. Стратегия развития города Астаны до 2050 года. Глава 6 «Окружающая среда». "
            "Пункт {number}. Это демонстрационный образец: стратегия не утверждена.",
        }[language]
    )
    assert cited.page == cited.paragraph.replace(
        words("chapter.cited_paragraph", number="{number}") + " ", ""
    )


def test_reading_takes_whole_minutes_and_at_least_one() -> None:
    assert [minutes(ParsedText("слово " * count)) for count in (1, 269, 270, 1800)] == [1, 1, 2, 10]


def test_side_by_side_each_passage_stands_beside_its_counterpart() -> None:
    """What only one language has, as an exception from parity allows, stands alone."""
    longer = PublishedText(ParsedText(COUNTED.replace("## Second", "One more.\n\n## Second")), chapter=6)
    shorter = PublishedText(ParsedText(COUNTED), chapter=6)
    rows = pair({"kk": (longer, Bare()), "ru": (shorter, Bare())}).rows
    places = [row.id for row in rows]
    assert places == [passage.id for passage in passages(longer, Bare(), Notes()) if passage.id]
    assert [row.number for row in rows if set(row.sides) == {"kk"}] == ["6.1.7"]
    assert [row.number for row in rows if row.wide] == ["6.1.4"]


@pytest.mark.parametrize("root", ["", "ru/"])
@pytest.mark.parametrize(("slug", "chapter"), CHAPTERS, ids=lambda one: getattr(one, "id", one))
def test_side_by_side_has_the_numbers_of_the_chapter(site: Path, slug: str, chapter, root: str) -> None:  # type: ignore[no-untyped-def]
    address = f"{root}{slug}/{chapter.id}"
    assert numbers(site, f"{address}/kk-ru") == numbers(site, address)
    html = (site / address / "kk-ru/index.html").read_text("utf-8")
    assert html.count('<div class="text" lang="kk">') == html.count('<div class="text" lang="ru">') > 10
    assert html.count("<h1") == 1
    assert 'href="kk-ru/"' in (site / address / "index.html").read_text("utf-8")
