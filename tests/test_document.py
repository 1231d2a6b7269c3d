"""A strategy as one PDF: all of its text in order, tagged for readers' programs, nothing taken for markup."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import opendata_sample
import pikepdf
import pypdf
import pytest
import sample
from citystrategy import addresses
from citystrategy.checks.unwritten import BLANK
from citystrategy.facts.document import cited_sources
from citystrategy.markdown.document import UNREAD
from citystrategy.method.standing import standing_on
from citystrategy.model import Bilingual
from citystrategy.model.tree import ChapterText, CityFolder, Tree
from citystrategy.outputs.binder import Binder
from citystrategy.outputs.document import documents
from citystrategy.outputs.document.content import content
from citystrategy.outputs.document.documents import Commission, Documents, document
from citystrategy.outputs.typesetting import press
from citystrategy.reading.load import load
from citystrategy.site import make
from citystrategy.words.words import words_in
from conftest import ROOT, build, demonstrated, serving
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

BOTH = ("kk", "ru")
TODAY = date(2026, 11, 28)
MARKUP = "#panic(1) $x^2$ @gone <gone> *a* _b_ `c` // d /* e */ \\u{41} = f - g ~ --- ... 'h' [j] {k}"
"""What Typst would take for its own marks."""


def commission(tree: Tree, language: str, slug: str = "", day: date = TODAY) -> Commission:
    folder = next(folder for folder in tree.strategies if folder.city.slug == slug or not slug)
    return Commission(folder, day, {source.id: source for source in tree.sources}, "", language)


@cache
def own() -> Tree:
    return load(ROOT)[0]


@cache
def astana(language: str) -> bytes:
    return document(commission(own(), language, "astana"))[0]


@cache
def sheets(pdf: bytes) -> tuple[str, ...]:
    """The text of each sheet."""
    return tuple(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def plain(text: str) -> str:
    """A text without spaces and hyphens, which a sheet breaks and joins as it needs."""
    return re.sub(r"[\s\u00a0\u00ad\u200b\u2009\u2010-]+", "", text)


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """The elements of the tree of a tagged PDF, in order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def below(node: pikepdf.Object, kind: str) -> list[pikepdf.Dictionary]:
    return [element for element in elements(node.K) if kind == element.S] if "/K" in node else []


def changed(folder: CityFolder, text: str, language: str = "ru") -> CityFolder:
    """A strategy whose only chapter has this text, and which has nothing to monitor."""
    chapter = ChapterText(f"01-current-state.{language}.md", "current-state", language, text)
    return replace(folder, chapters=(chapter,), indicators=(), actuals=())


@demonstrated
@pytest.mark.parametrize("language", BOTH)
def test_all_chapters_stand_in_it_in_order(language: str) -> None:
    """Every heading, paragraph, item and cell; what goes on overleaf has a foot and a head within it."""
    text = plain(" ".join(sheets(astana(language))))
    folder = commission(own(), language, "astana").folder
    place, parts, lost = 0, 0, []
    for chapter in folder.methodology.chapters:
        written = folder.chapter(chapter.id, language)
        assert written is not None
        for section in written.document.sections:
            for part in section.parts():
                if any(mark.kind != "link" for mark in part.marks):
                    continue  # numbers of notes and values stand between its words
                wanted, parts = plain(part.text.replace(UNREAD, "")), parts + 1
                found = text.find(wanted, place)
                place = found if found >= 0 else place
                lost += [wanted] if found < 0 else []
    assert parts > 150
    assert len(lost) < parts / 20, lost
    letters = "әғқңөұүі" if language == "kk" else "ыъэю"
    assert all(letter in text for letter in letters)


@demonstrated
@pytest.mark.parametrize("language", BOTH)
def test_what_programs_of_readers_go_by(language: str) -> None:
    words = words_in(language)
    with pikepdf.open(io.BytesIO(astana(language))) as pdf:
        assert str(pdf.Root.Lang).startswith(language)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert words("unapproved.demonstration.mark") in str(metadata["dc:title"])
        every = list(elements(pdf.Root.StructTreeRoot))
        kinds = [str(element.S) for element in every]
        levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert levels.count(1) == 14  # requisites, contents, ten chapters, annex, sources
        assert all(str(element.Alt) for element in every if element.S == "/Figure")
        assert kinds.count("/Figure") > 10
        for table in (element for element in every if element.S == "/Table"):
            (head,) = below(table, "/THead")
            heads = below(head, "/TH")
            assert heads and all(cell.A[0].Scope == "/Column" for cell in heads)
            rows = below(table, "/TR")
            assert {len(below(row, "/TH")) + len(below(row, "/TD")) for row in rows} == {len(heads)}
        assert all(below(element, "/LBody") for element in every if element.S == "/LI")
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root][1] == "1 " + heading(language)
            assert len(outline.root) == 13
        fonts = [font for font in pdf.objects if isinstance(font, pikepdf.Dictionary) and "/BaseFont" in font]
        assert all("/ToUnicode" in font for font in fonts if font.get("/Subtype") == "/Type0")
        embedded = [font.FontDescriptor for font in fonts if "/FontDescriptor" in font]
        assert embedded and all("/FontFile2" in one or "/FontFile3" in one for one in embedded)


@demonstrated
def test_a_screen_reader_goes_through_the_sheets_in_their_order() -> None:
    """What the tree names comes one after the other on the sheets; notes are read where they are cited."""
    with pikepdf.open(io.BytesIO(astana("kk"))) as pdf:
        sheets_of = {page.objgen: number for number, page in enumerate(pdf.pages)}
        marked = list(places(pdf.Root.StructTreeRoot.K, None))
        order = [(sheets_of[page.objgen], number) for page, number in marked]
        assert len(order) > 4000
        assert order == sorted(order)


def places(node: pikepdf.Object, page: pikepdf.Object | None) -> Iterator[tuple[Any, int]]:
    """Sheet and number of every marked piece below an element, but for those of notes."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from places(child, page)
    elif not isinstance(node, pikepdf.Dictionary):
        yield page, int(node)
    elif node.get("/Type") == "/MCR":
        yield node.get("/Pg", page), int(node.MCID)
    elif node.get("/S") != "/Note" and node.get("/Type") != "/OBJR" and "/K" in node:
        yield from places(node.K, node.get("/Pg", page))


def heading(language: str) -> str:
    written = commission(own(), language, "astana").folder.chapter("current-state", language)
    assert written is not None
    return written.headings[0].title


@demonstrated
@pytest.mark.parametrize("language", BOTH)
def test_a_demonstration_says_so_on_every_sheet(language: str) -> None:
    notice = plain(words_in(language)("unapproved.demonstration.notice"))
    assert len(sheets(astana(language))) > 40
    assert all(notice in plain(sheet) for sheet in sheets(astana(language)))


@demonstrated
def test_bookmarks_and_contents_name_the_same_sheets() -> None:
    reader = pypdf.PdfReader(io.BytesIO(astana("ru")))
    contents = plain(" ".join(sheets(astana("ru"))[2:5]))
    marks = list(flat(reader.outline))
    assert len(marks) > 80
    for mark in marks:
        sheet = reader.get_destination_page_number(mark)
        assert sheet is not None
        assert re.search(rf"{re.escape(plain(str(mark.title)))}\.+{sheet + 1}", contents), mark.title
        assert plain(str(mark.title)) in plain(sheets(astana("ru"))[sheet])


def flat(marks: Any) -> Iterator[Any]:
    """Bookmarks with those in them."""
    for mark in marks:
        if isinstance(mark, list):
            yield from flat(mark)
        else:
            yield mark


@demonstrated
def test_the_same_strategy_has_the_same_bytes() -> None:
    assert document(commission(own(), "kk", "astana"))[0] == astana("kk")


def test_an_approved_strategy_names_its_decision_and_seal(sealed_tree: Path) -> None:
    tree = load(sealed_tree)[0]
    for language in BOTH:
        made, number = document(commission(tree, language, day=date(2028, 11, 21)))
        texts = sheets(made)
        assert len(texts) == number
        edition = tree.strategies[0].strategy.editions[-1]  # type: ignore[union-attr]
        assert edition.decision is not None and edition.seal is not None
        assert plain(edition.decision.number) in plain(texts[0])
        assert plain(edition.seal) in plain(texts[1])
        assert words_in(language)("edition.signatories") in texts[1]
        notices = {words_in(language)(f"unapproved.{kind}.notice") for kind in ("demonstration", "draft")}
        assert not any(plain(notice) in plain(" ".join(texts)) for notice in notices)


def test_every_kind_of_indicator(tmp_path: Path) -> None:
    sample.project(tmp_path, cities=1, indicators=12)
    opendata_sample.of_every_kind(tmp_path)
    tree = load(tmp_path)[0]
    for language in BOTH:
        reader = pypdf.PdfReader(io.BytesIO(document(commission(tree, language))[0]))
        titles = [str(mark.title) for mark in flat(reader.outline)]
        for indicator in tree.strategies[0].indicators:
            assert any(title.startswith(indicator.name[language]) for title in titles), indicator.id


def test_what_an_author_writes_is_never_markup(sample_tree: Path) -> None:
    tree = load(sample_tree)[0]
    source = tree.sources[0].model_copy(update={"title": {"kk": MARKUP, "ru": MARKUP}})
    escaped = re.sub(r"([\\`*_{}\[\]<>#~])", r"\\\1", MARKUP)
    written = (
        f"# {escaped}\n\n## {escaped} {{#a}}\n\n{escaped}[^{source.id}]\n\n- {escaped}\n\n> {escaped}\n\n"
    )
    written += f"| {escaped} | b |\n|---|---|\n| {escaped} | c |\n"
    folder = changed(tree.strategies[0], written)
    made = document(Commission(folder, TODAY, {source.id: source}, "", "ru"))[0]
    text = plain(" ".join(sheets(made)))
    # Heads of the text stand in the contents too.
    assert text.count(plain(MARKUP)) == 11


@settings(max_examples=15, deadline=None)
@given(st.text(st.sampled_from("#$@<>*_`/\\=-+~.\"'[]{}();:!?|&%^, aж1\n"), min_size=1, max_size=60))
def test_any_text_comes_out_as_text(text: str) -> None:
    """The pieces of a line are strings for Typst, whatever they hold."""
    shown = " ".join(text.split())
    made = press.pdf_anywhere(documents.TEMPLATE, bare([{"kind": "paragraph", "content": [shown or "x"]}]))
    assert plain(shown) in plain(" ".join(sheets(made)))


def bare(blocks: list[object]) -> dict[str, object]:
    """The data of a document of one block and nothing else."""
    passage = {"id": "", "number": "", "level": 0, "title": "", "content": blocks, "wide": False}
    first = passage | {"level": 1, "content": ["A"]}
    texts = ("city", "title", "named", "status", "notice", "decision", "day", "lead")
    many = ("requisites", "counts", "statuses", "groups", "sources")
    words = ("page", "contents", "requisites", "annex", "sources")
    return {
        "language": "ru",
        **dict.fromkeys(texts, "x"),
        **{name: [] for name in many},
        "words": dict.fromkeys(words, "x"),
        "charts": {},
        "legends": {},
        "chapters": [[first, passage]],
        "notes": {},
        "known": {},
    }


def test_a_letter_that_no_font_has_is_told_by_its_number() -> None:
    made = press.pdf_anywhere(documents.TEMPLATE, bare([{"kind": "paragraph", "content": ["Шанхай 上海"]}]))
    assert "Шанхай[U+4E0A][U+6D77]" in plain(" ".join(sheets(made)))


def test_a_note_of_a_heading_stands_where_the_heading_does(sealed_tree: Path) -> None:
    """Neither in the contents nor at the head of a sheet, which an approved strategy names its chapter by."""
    tree = load(sealed_tree)[0]
    text = "# Глава[^own]\n\n## Раздел[^own] {#a}\n\n[к началу](current-state.md) и [сюда](#a)\n"
    folder = changed(tree.strategies[0], f"{text}\n[^own]: Примечание.\n")
    texts = sheets(document(Commission(folder, TODAY, {}, "", "ru"))[0])
    noted = [number for number, sheet in enumerate(texts) if "Примечание." in sheet]
    assert noted == [3]
    assert "1 Глава" in texts[2] and "1 Глава1" not in texts[2]


def test_links_lead_within_the_document_or_to_the_site(sample_tree: Path) -> None:
    tree = load(sample_tree)[0]
    folder = changed(
        tree.strategies[0], "# A\n\n## B {#b}\n\n[in](current-state.md#b) [out](../method.md#c)\n"
    )
    for base, wanted in (("", set()), ("https://e.org/", {"https://e.org/ru/method/#c"})):
        made = document(Commission(folder, TODAY, {}, base, "ru"))[0]
        with pikepdf.open(io.BytesIO(made)) as pdf:
            links = [note for page in pdf.pages for note in page.get("/Annots", [])]
            addresses_of = {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}
        assert {address for address in addresses_of if "method" in address} == wanted


def test_the_sources_of_a_document_are_those_that_it_names(sample_tree: Path) -> None:
    tree = load(sample_tree)[0]
    sources = {source.id: source for source in tree.sources}
    standing = standing_on(tree.strategies[0], TODAY)
    cited = cited_sources(standing, sources, "kk")
    made = content(standing, cited, "", "", words_in("kk"))
    assert {source["title"] for source in made["sources"]} == {
        source.title["kk"] for source in cited.values()
    }


def test_a_begun_strategy_says_what_is_not_written(sample_tree: Path) -> None:
    folder, words = load(sample_tree)[0].strategies[0], words_in("kk")
    blank = Bilingual(kk=BLANK, ru=BLANK)
    texts = dict.fromkeys(("definition", "unit", "source", "collection", "responsible"), blank)
    begun = tuple(indicator.model_copy(update=texts) for indicator in folder.indicators)
    standing = standing_on(replace(folder, indicators=begun), TODAY)
    sources = {source.id: source for source in load(sample_tree)[0].sources}
    made = json.dumps(content(standing, sources, "", "", words), ensure_ascii=False)
    assert BLANK not in made
    assert words("table.unwritten") in made


def test_a_document_is_made_again_where_its_city_changed_only(tmp_path: Path) -> None:
    sample.tree(tmp_path, cities=2)
    tree = load(tmp_path)[0]

    def begun(day: date = TODAY) -> set[str]:
        binder = Binder()
        made = Documents(make(tmp_path, load(tmp_path)[0], day), "", tmp_path / "kept", binder)
        binder.begin()
        begun = {*binder.begun}
        assert dict(made.files()).keys() == every
        return begun

    slugs = [folder.city.slug for folder in tree.strategies]
    every = {addresses.document(slug, language) for slug in slugs for language in BOTH}
    assert begun() == every
    assert begun() == set()
    path = tmp_path / tree.strategies[1].path("strategy.yml")
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    assert begun() == {addresses.document(slugs[1], language) for language in BOTH}


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of one approved city with its documents."""
    root = tmp_path_factory.mktemp("documented")
    sample.project(root, cities=1, indicators=2, approved=True)
    built = build(root, SOURCE_DATE_EPOCH="1858377600", DOCUMENTS="true")
    assert built.returncode == 0, built.stderr
    return root / "site"


def test_the_pages_name_the_document_with_its_size(documented: Path) -> None:
    for language, city in (("kk", "sample-1"), ("ru", "ru/sample-1")):
        pdf = documented / addresses.document("sample-1", language)
        number = len(pypdf.PdfReader(pdf).pages)
        size = f"{max(0.1, pdf.stat().st_size / 1e6):.1f}".replace(".", ",")
        told = words_in(language)("document.size", sheets=number, size=size)
        for name in ("", "current-state", "editions", "editions/1"):
            page = documented / city / name / "index.html"
            html = page.read_text("utf-8")
            assert told in html, page
            (link,) = re.findall(r'href="([^"]+\.pdf)" download', html)
            assert (page.parent / link).resolve() == pdf.resolve()


@pytest.mark.parametrize(("language", "city"), [("kk", "/sample-1/"), ("ru", "/ru/sample-1/")])
def test_a_reader_takes_the_document_away(
    language: str, city: str, documented: Path, browser: Browser, tmp_path: Path
) -> None:
    with serving(documented) as address:
        page = browser.new_page(accept_downloads=True)
        page.goto(address + city)
        with page.expect_download() as begun:
            page.get_by_role("link", name=words_in(language)("document.download")).click()
        begun.value.save_as(tmp_path / "taken.pdf")
        page.close()
    assert begun.value.suggested_filename == f"strategy.{language}.pdf"
    texts = sheets((tmp_path / "taken.pdf").read_bytes())
    titles = ("document.requisites", "report.contents", "document.annex", "document.sources")
    whole = plain(" ".join(texts[1:]))
    order = [whole.rindex(plain(words_in(language)(title))) for title in titles]
    assert order == sorted(order)
