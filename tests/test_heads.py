"""The heads of pages: title, description, addresses, what a shared link shows, in both languages."""

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sample
from citystrategy.charts import pictures
from citystrategy.facts.heads import MOST, cut, fitting, guide, opening
from citystrategy.markdown.document import ParsedText
from citystrategy.outputs import pictures as shared
from citystrategy.outputs.embeds import FOLDER
from citystrategy.reading.load import load
from citystrategy.site import make
from citystrategy.words.words import LANGUAGES, words_in
from conftest import build, demonstrated

pytestmark = demonstrated

BASE = "https://example.org/strategies/"


class Head(HTMLParser):
    """What the head of a page holds."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str]] = []
        self.language = ""
        text = page.read_text("utf-8")
        match = re.search(r"<title>(.*?)</title>", text)
        assert match, page
        self.title = match[1]
        self.feed(text[: text.index("</head>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given["lang"]
        elif tag == "meta" and ("name" in given or "property" in given):
            self.meta[given.get("name") or given["property"]] = given["content"]
        elif tag == "link":
            self.links.append(given)

    def linked(self, relation: str) -> list[dict[str, str]]:
        return [link for link in self.links if link["rel"] == relation]


def heads(site: Path) -> dict[str, Head]:
    """The heads of all pages but those for frames, of which nobody is told."""
    pages = sorted(page for page in site.rglob("index.html") if page.parent.name != FOLDER)
    assert len(pages) > 40
    return {page.relative_to(site).parent.as_posix(): Head(page) for page in pages}


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site that knows its address."""
    root = tmp_path_factory.mktemp("addressed")
    sample.project(root, cities=1, indicators=5)
    built = build(root, SITE_URL=BASE, CONTACT="errors@example.org", SOURCE_DATE_EPOCH="1795305600")
    assert built.returncode == 0, built.stderr
    return root / "site"


def test_no_two_pages_have_one_title_or_one_description(site: Path) -> None:
    for kind in ("title", "description"):
        counted = Counter(
            head.title if kind == "title" else head.meta["description"] for head in heads(site).values()
        )
        assert [text for text, number in counted.items() if number > 1] == []


def test_descriptions_fit_and_end(published: Path) -> None:
    for name, head in heads(published).items():
        description = head.meta["description"]
        assert 40 < len(description) <= MOST, name
        assert description.endswith((".", "…", "?")), name
        assert not re.search(r"\{|\s{2}|\s[.,]|\|", description), name
        assert head.meta["og:description"] == description
        assert head.meta["og:title"] in head.title
        assert head.meta["og:locale"].startswith(head.language)


def test_what_nobody_approved_is_described_so(site: Path) -> None:
    for name, head in heads(site).items():
        language = "ru" if name.startswith("ru") else "kk"
        if name.removeprefix("ru/").split("/")[0] in ("astana", "almaty", "semey"):
            assert words_in(language)("unapproved.demonstration.mark") in head.meta["description"], name


def test_the_description_of_an_indicator_tells_its_value(site: Path) -> None:
    described = {
        code: Head(site / prefix / "astana/indicators/life-expectancy/index.html").meta["description"]
        for code, prefix in (("kk", ""), ("ru", "ru"))
    }
    assert "Последнее фактическое значение – 78,78 (2025 год)" in described["ru"]
    assert "Соңғы нақты мән – 78,78 (2025 жыл)" in described["kk"]


def test_addresses_are_whole_and_the_same_from_both_languages(addressed: Path) -> None:
    by_page = heads(addressed)
    for name, one in by_page.items():
        address = BASE if name == "." else f"{BASE}{name}/"
        assert [link["href"] for link in one.linked("canonical")] == [address]
        assert one.meta["og:url"] == address
        alternates = {
            link["hreflang"]: link["href"] for link in one.linked("alternate") if "hreflang" in link
        }
        assert alternates.keys() == {"kk", "ru", "x-default"}
        assert alternates["x-default"] == alternates["kk"]
        assert alternates[one.language] == address
        for there in alternates.values():
            other = by_page[there.removeprefix(BASE).strip("/") or "."]
            links = {link["href"] for link in other.linked("alternate")}
            assert address in links, f"{there} does not lead back to {address}"


def test_without_an_address_nothing_is_said_of_it(site: Path) -> None:
    for head in heads(site).values():
        assert head.linked("canonical") == []
        assert "og:url" not in head.meta
        assert "og:image" not in head.meta


def test_the_site_map_names_both_languages(addressed: Path) -> None:
    sitemap = (addressed / "sitemap.xml").read_text("utf-8")
    for name in heads(addressed):
        assert f"<loc>{BASE}{'' if name == '.' else f'{name}/'}</loc>" in sitemap
    locations = sitemap.count("<loc>")
    assert {sitemap.count(f'hreflang="{code}"') for code in ("kk", "ru", "x-default")} == {locations}
    defaults = re.findall(r'hreflang="x-default" href="([^"]*)"', sitemap)
    assert {BASE, f"{BASE}about/"} <= {*defaults} and not [one for one in defaults if f"{BASE}ru/" in one]


def test_descriptions_are_cut_between_words() -> None:
    assert cut("один два три", 12) == "один два три"
    assert cut("один два, три", 12) == "один два …"
    assert fitting(["Один.", "Два.", "Очень длинное предложение.", "Три."], 12) == "Один. Два."
    assert len(cut("слово " * 99, MOST)) <= MOST


def test_a_text_begins_with_whole_sentences() -> None:
    text = ParsedText("# Т\n\nПервое. Второе о `коде` здесь. Третье[^1].\n\nДругой абзац.\n\n[^1]: Сноска.\n")
    assert opening(text) == "Первое. Третье."
    assert opening(ParsedText('# Т\n\nСейчас {{ value("a", 2050) }}. Дальше.\n')) == "Дальше."
    assert guide(ParsedText("# Т\n")) == ""


def test_a_shared_link_has_its_picture(addressed: Path) -> None:
    shown = set()
    for name, head in heads(addressed).items():
        address = head.meta["og:image"]
        assert address.startswith(f"{BASE}assets/pictures/{head.language}/"), name
        content = (addressed / address.removeprefix(BASE)).read_bytes()
        assert content[:8] == pictures.SIGNATURE
        size = (int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
        assert size == (pictures.WIDTH, pictures.HEIGHT)
        assert head.meta["twitter:card"] == "summary_large_image"
        shown.add(address)
        if "/indicators/" in name:
            assert address.endswith(f"sample-1/{name.rpartition('/')[2]}.png")
    assert {path.relative_to(addressed).as_posix() for path in (addressed / "assets").rglob("*.png")} == {
        address.removeprefix(BASE) for address in shown
    }


def test_the_same_drawing_makes_the_same_picture(tmp_path: Path) -> None:
    text = '<rect width="90" height="30" fill="#fff"/><text y="20" font-family="{}">Ә</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">{text}</svg>'
    wanted = {name: svg.format(name) for name in ("City Strategies Sans", "City Strategies Serif")}
    first = pictures.pictures(wanted, tmp_path / "one", workers=1)
    assert first == pictures.pictures(wanted, tmp_path / "two", workers=1)
    assert first == pictures.pictures(wanted, tmp_path / "one")
    assert len({*first.values()}) == 2, "each family has letters of its own"


def test_a_picture_says_that_nobody_approved_the_strategy(tree: Path) -> None:
    site = make(tree, load(tree)[0], date(2026, 11, 22))
    for code in LANGUAGES:
        for name, shown in shared.drawn(site, words_in(code)):
            if "sample-1" in name:
                assert shown.unapproved == words_in(code)("unapproved.draft.sentence"), name


def test_words_of_a_picture_fit_their_room() -> None:
    assert [line.text for line in shared.lines("слово " * 30, 0, 44, 2)][-1].endswith("…")
    for text in ("7", "1 638 233", "«повышенный»", "слово " * 20):
        line = shared.fitted(text)
        assert len(line.text) * line.size * shared.WIDE["serif"] <= 300


def test_each_page_says_where_to_report_an_error(addressed: Path, site: Path) -> None:
    for root, said in ((addressed, 'href="mailto:errors@example.org"'), (site, "")):
        for path in root.rglob("*.html"):
            if path.parent.name == FOLDER:
                continue
            language = "ru" if path.relative_to(root).parts[0] == "ru" else "kk"
            foot = path.read_text("utf-8").partition("<footer")[2]
            assert (said or words_in(language)("frame.report_nowhere")) in foot, path
