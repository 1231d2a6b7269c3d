"""Whatever is put into `strategies/`: no crash, no hang, nothing read from elsewhere, no script in a page."""

import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import sample
import yaml
from citystrategy.checks.checks import check
from citystrategy.markdown import dialect
from citystrategy.markdown.document import ANCHOR, UNREAD, ParsedText
from citystrategy.markdown.publish import PublishedText, publish
from citystrategy.markdown.reference import Reference
from citystrategy.problems.problem import Problem, sort
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from conftest import ROOT, build
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CITY = "strategies/sample-1"
LONGEST = 20
"""Seconds that loading and checking a hostile tree of one city may take; a good one takes 0.1."""
MISSING = {"file-missing", "chapter-missing"}
"""Codes that name a file which should exist."""
settings.register_profile(
    "trees", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
trees = settings(settings.get_profile("trees"), max_examples=60)


def problems(root: Path) -> list[Problem]:
    """The problems of a tree, each of them sound in itself."""
    started = time.monotonic()
    tree, found = load(root)
    found = sort(found + check(tree))
    assert time.monotonic() - started < LONGEST
    for problem in found:
        assert problem.path.startswith("strategies/")
        assert (root / problem.path).exists() or (root / problem.path).is_symlink() or problem.code in MISSING
        for language in ("kk", "ru", "en"):
            assert problem.render(words_in(language)).isprintable()
    return found


def codes(root: Path) -> set[str]:
    return {problem.code for problem in problems(root)} - {"recommended-missing"}


# Numbers


@pytest.mark.parametrize(
    ("written", "meant"),
    [("27,6", "27.6"), ("1 234,5", "1234.5"), ("−27,6", "-27.6"), ("２７.6", "27.6"), ("27,6 %", "27.6"),
     ("27.6 лет", "27.6"), ("010", "10"), (".5", "0.5"), ("27.", "27"), ("1:30", ""), ("27-28", ""),
     ("1_5", ""), (".nan", ""), ("7e2", ""), ("0x1F", ""), ("1,234.5", "")],
)  # fmt: skip
def test_a_number_written_otherwise_is_told_with_the_right_one(tree: Path, written: str, meant: str) -> None:
    path = tree / f"{CITY}/actuals/2020.yml"
    path.write_text(path.read_text("utf-8").replace("value: 27.6", f"value: {written}", 1), "utf-8")
    (problem,) = (
        problem for problem in problems(tree) if problem.code in ("field-type-number", "yaml-number")
    )
    assert dict(problem.arguments).get("nearest", "") == meant


@pytest.mark.parametrize("value", ["0", "-0.0", "0.3", "2.7", "300", "-27.6"])
def test_a_value_far_from_all_others_is_doubted(tree: Path, value: str) -> None:
    path = tree / f"{CITY}/actuals/2020.yml"
    path.write_text(path.read_text("utf-8").replace("value: 27.6", f"value: {value}", 1), "utf-8")
    assert "value-unlikely" in codes(tree)


@pytest.mark.parametrize(
    ("url", "fits"),
    [("https://[x/", False), ("https://e\u2100.kz/", False), ("https://a@b.kz/", False),
     ("https://?a", False), ("https://e.kz:x/", False), ("https://e.kz\\\\a", False),
     ("https://қала.қаз/", True), ("http://e.kz:8080/a\\\\", True), ("https://e.kz?a=[b]", True)],
)  # fmt: skip
def test_an_address_has_a_host_that_every_reader_finds(tree: Path, url: str, fits: bool) -> None:
    """The wall and the browser read an address in the same way as the check."""
    path = tree / "strategies/_sources.yml"
    path.write_text(path.read_text("utf-8").replace("https://example.org/sample", f'"{url}"'), "utf-8")
    assert codes(tree) == (set() if fits else {"field-address"})


# Markup


@pytest.mark.parametrize("case", yaml.safe_load((Path(__file__).parent / "markup.yml").read_text("utf-8")))
def test_markup(case: dict[str, Any]) -> None:
    tangled = dialect.tangled(case["text"])
    found = {fault.code for fault in dialect.faults(ParsedText(case["text"]))} if not tangled else {"tangled"}
    assert sorted(found) == case["codes"]


def test_the_line_of_a_fault() -> None:
    text = (
        "# T\n\nx\n\n<b>x</b>\n\n[a](x.md)\n[a](java&#115;cript:x)\n\n- b\n- c **d\n\n| e |\n|---|\n| `f` |\n"
    )
    found = [(fault.line, fault.code) for fault in dialect.faults(ParsedText(text))]
    assert sorted(set(found)) == [
        (5, "markup-html"),
        (8, "markup-link"),
        (11, "markup-left"),
        (15, "markup-code"),
    ]


def test_a_letter_of_two_characters_is_one(tree: Path) -> None:
    """Decomposed text, as some programs write it, is read as what a keyboard writes."""
    path = tree / f"{CITY}/chapters/03-vision.ru.md"
    path.write_text(path.read_text("utf-8") + "\nТихии\u0306 даи\u0306джест.\n", "utf-8")
    plan = tree / f"{CITY}/indicators.yml"
    plan.write_text(plan.read_text("utf-8").replace("показатель 1", "показатели\u0306 1", 1), "utf-8")
    strategy = load(tree)[0].strategies[0]
    text = strategy.chapter("vision", "ru")
    assert text and text.content.endswith("Тихий дайджест.\n")
    assert strategy.indicators[0].name["ru"].endswith("показателй 1")


def test_nothing_lies_beside_the_pages_about_the_site(tree: Path) -> None:
    """MkDocs publishes every file of that folder as it is."""
    folder = tree / "docs"
    folder.mkdir()
    for name in ("x.html", "about.md", "about.ru.md", "about.kk.md", "x.js"):
        (folder / name).write_text("# X\n", "utf-8")
    (folder / "images").mkdir()
    (folder / "more").mkdir()
    found = [dict(problem.arguments)["file"] for problem in load(tree)[1] if problem.code == "file-unknown"]
    assert found == ["about.md", "more", "x.html", "x.js"]


SEARCH = re.compile(r"\./|(\.\./)*search/|/search/")
"""Where the one form of a page leads."""


class Live(HTMLParser):
    """What would run in a page, or lead elsewhere than a link should."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        # What is no program does not run: metadata for search engines is such a script.
        data = tag == "script" and given == {"type": "application/ld+json"}
        self.script = tag == "script" and not data
        forbidden = ("iframe", "object", "embed", "base", "math")
        search = given.get("role") == "search" and re.fullmatch(
            r"\.?/|(\.\./)*search/|/(ru/)?search/", given.get("action", "")
        )
        if tag in forbidden or (tag == "form" and not search) or "srcdoc" in given:
            self.found.append(tag)
        if (
            tag == "script"
            and not data
            and given
            and not re.search(r"assets/javascripts/(?:cite|search|site|view)\.js$", given.get("src", ""))
        ):
            self.found.append(f"script {given}")
        self.found += [f"{tag} {name}" for name in given if name.startswith("on")]
        for name in ("href", "src", "action", "xlink:href"):
            address = "".join(given.get(name, "").split()).casefold()
            if ":" in re.split("[/#?]", address)[0] and not address.startswith(
                ("https:", "http:", "mailto:")
            ):
                self.found.append(f"{tag} {address}")

    def handle_endtag(self, tag: str) -> None:
        self.script = self.script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.script and data.strip():
            self.found.append(data)


def live(html: str) -> list[str]:
    parser = Live()
    parser.feed(html)
    parser.close()
    return parser.found


TOKENS = (
    *("<script>", "</script>", "<b", "<!--", "-->", "--!>", "<!", "<?", "<", "/>", "<img src=x", "onerror=x"),
    *("`", "``", "```\n", "~~~\n", "[a]", "(", ")", "[", "]", "![", "]:", "[^a]", ": ", "\\", '"', "'", "="),
    *("javascript:x", "https://e.org", "java", "script:", "&#115;", "&Tab;", "data:text/html,x", "href"),
    *("{", "}", "{:", "#id", ".c", "onclick=x", "style=x", "{{", "}}", 'value("a", 2050)', "x", "*", "_"),
    *("\n", "\n\n", " ", "    ", "> ", "- ", "# ", "|", "|-|\n", "!!! note\n"),
)


class Nothing:
    """References stand for the worst that a value can hold."""

    def number(self, reference: Reference) -> str:
        return LIVE

    def table(self, reference: Reference, number: str) -> str | None:
        return None

    def unwritten(self) -> str:
        return ""

    def caption(self, number: str) -> str:
        return number

    def address(self, written: str, name: str) -> str | None:
        return None

    def picture(self, name: str) -> tuple[str, int, int] | None:
        return LIVE, 1, 1

    def source(self, name: str) -> tuple[str, str] | None:
        return LIVE, f"javascript:{LIVE}"


class Words(HTMLParser):
    """The words of a page but for the numbers of notes, their list and the marks of headings."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.apart: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class")
        if self.apart or tag == "sup" or kind in ("headerlink", "footnote"):
            self.apart += [tag] if tag not in ("hr", "br") else []

    def handle_endtag(self, tag: str) -> None:
        self.apart = self.apart[:-1] if tag not in ("hr", "br") else self.apart

    def handle_data(self, data: str) -> None:
        self.shown += data.split() if not self.apart else []


class Written(Nothing):
    """References stand for themselves."""

    def number(self, reference: Reference) -> str:
        return reference.written

    def address(self, written: str, name: str) -> str | None:
        return written


PIECES = (
    "қала",
    "5 млн",
    "- ",
    "1) ",
    "  ",
    "> ",
    "# ",
    "## ",
    "**",
    "*",
    "[",
    "](#a)",
    "[^a]",
    "\n",
    "\n\n",
)
PIECES += (
    "| ",
    "\n|-|-|\n",
    " {#a}",
    '{{ value("x", 2050) }}',
    "\\",
    "&amp;",
    "`",
    "<!-- x -->",
    "---\n",
    "~~~\n",
)


@settings(deadline=None, max_examples=1500)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_what_is_checked_is_what_is_shown(pieces: list[str]) -> None:
    """Every word of a page that passes the check was seen by it, and the other way round."""
    document = ParsedText("".join(pieces))
    if dialect.tangled(document.text) or list(dialect.faults(document)):
        return
    page = Words()
    page.feed(publish([PublishedText(document)], Written()).html)
    seen = " ".join(ANCHOR.sub("", part.text) for part in document.parts).replace(UNREAD, "")
    assert "".join(page.shown).replace(UNREAD, "") == "".join(seen.split())


@settings(deadline=None, max_examples=1500)
@given(st.lists(st.sampled_from(TOKENS), max_size=25))
def test_every_page_is_harmless(tokens: list[str]) -> None:
    """Nothing runs in a page, whether the check would have let it through or not."""
    text = "".join(tokens)
    if not dialect.tangled(text):
        assert live(publish([PublishedText(ParsedText(text))], Nothing()).html) == []


# Whole sites

HARMLESS = "\" onmouseover='x' {} {{ 7*7 }} {% raw %} &lt;script&gt; *a* ](javascript:x) `{: onclick=x }"
LIVE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def poison(root: Path, words: str) -> None:
    """Puts words into every text in two languages and into every other free text of a tree."""

    def poisoned(data: Any) -> Any:
        if isinstance(data, dict):
            texts = {"kk", "ru", "en", "edition"}
            return {
                key: f"{value} {words}" if key in texts else poisoned(value) for key, value in data.items()
            }
        return [poisoned(entry) for entry in data] if isinstance(data, list) else data

    for path in [*(root / CITY).glob("*.yml"), *(root / "strategies").glob("*.yml")]:
        data = poisoned(yaml.safe_load(path.read_text("utf-8")))
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    sample.project(tmp_path / "project", cities=1)
    return tmp_path / "project"


def change(root: Path, name: str, edit: Callable[[str], str]) -> None:
    path = root / name
    path.write_text(edit(path.read_text("utf-8")), "utf-8")


def test_pages_of_a_hostile_tree_that_passes(project: Path) -> None:
    """What the check lets through because it is harmless looks in the pages as it was written."""
    poison(project, HARMLESS)
    url = "https://example.org/a)[x](javascript:alert(1)"
    change(project, "strategies/_sources.yml", lambda text: text.replace("https://example.org/sample", url))
    added = "&lt;/title&gt;&lt;script&gt;[^sample] \\<script> \\{\\{ x \\}\\}\n"
    for language in ("kk", "ru"):
        change(project, f"{CITY}/chapters/03-vision.{language}.md", lambda text: f"{text}\n{added}")
    built = build(project)
    assert built.returncode == 0, built.stderr
    pages = list((project / "site").rglob("*.html"))
    assert len(pages) > 20
    assert {str(path): found for path in pages if (found := live(path.read_text("utf-8")))} == {}
    html = (project / "site/sample-1/index.html").read_text("utf-8")
    assert "&amp;lt;script&amp;gt; *a* ](javascript:x)" in html
    assert "&lt;script&gt; {{ x }}" in (project / "site/sample-1/vision/index.html").read_text("utf-8")


def test_pages_escape_even_what_the_check_would_refuse(project: Path) -> None:
    poison(project, LIVE)
    refused = build(project)
    assert refused.returncode == 1
    assert "[markup-html]" in refused.stderr
    assert not (project / "site").exists()
    change(project, "hooks/citystrategy/reading/markup.py", lambda text: text.replace("if tag:", "if False:"))
    for language in ("kk", "ru"):
        change(project, f"{CITY}/chapters/03-vision.{language}.md", lambda text: f"{text}\nx[^sample]\n")
    built = build(project)
    assert built.returncode == 0, built.stderr
    pages = list((project / "site").rglob("*.html"))
    assert {str(path): found for path in pages if (found := live(path.read_text("utf-8")))} == {}


# Links, names and folders


@pytest.mark.parametrize("name", [CITY, f"{CITY}/chapters", f"{CITY}/actuals", "strategies/_methodology"])
def test_a_folder_behind_a_link_is_not_entered(tree: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(tree / name, elsewhere)
    (tree / name).symlink_to(elsewhere, target_is_directory=True)
    (elsewhere / "secret.md").write_text("<script>", "utf-8")
    reported = problems(tree)
    assert (name, "link") in {(problem.path, problem.code) for problem in reported}
    assert {problem.code for problem in reported} <= {"link", "file-missing"}


def test_a_link_that_leads_nowhere_or_round(tree: Path) -> None:
    (tree / CITY / "chapters/nowhere.md").symlink_to("nowhere")
    (tree / CITY / "round").symlink_to(tree / CITY, target_is_directory=True)
    assert codes(tree) == {"link"}


def test_folders_in_the_place_of_files(tree: Path) -> None:
    for name in ("strategy.yml", "actuals/2020.yml", "chapters/03-vision.kk.md"):
        (tree / CITY / name).unlink()
        (tree / CITY / name).mkdir()
    assert "unreadable" in codes(tree)


def test_a_deep_folder_is_not_entered(tree: Path) -> None:
    deep = tree / CITY / "chapters" / "/".join("d" * 900)
    deep.mkdir(parents=True)
    assert codes(tree) == {"unreadable"}


# Time and memory

MEGABYTES = {
    "flow sequences": ("profile.yml", '"[\\n" * 600_000'),
    "flow mappings": ("profile.yml", '"{a: \\n" * 300_000'),
    "block sequences": ("profile.yml", '"\\n".join("- " * 5000 for _ in range(100))'),
    "explicit keys": ("profile.yml", '"? " * 9000 + "\\n"'),
    "aliases": ("profile.yml", '"a: &a [x]\\nb: [" + "*a,\\n" * 400_000 + "]"'),
    "laughs": ("profile.yml", r""""\n".join(f"a{n}: &a{n} [*a{n-1}, *a{n-1}]" for n in range(1, 9000))"""),
    "repeated keys": ("profile.yml", '"series: []\\n" * 150_000'),
    "unknown keys": ("profile.yml", '"".join(f"seriez{n}: 1\\n" for n in range(100_000))'),
    "wrong items": ("profile.yml", '"series:\\n" + "- 1\\n" * 400_000'),
    "hidden characters": ("profile.yml", '"# \\u200b\\n" * 300_000'),
    "open comments": ("chapters/03-vision.kk.md", '"<!--\\n" * 350_000'),
    "brackets": ("chapters/03-vision.kk.md", '"[" * 19_000'),
    "images": ("chapters/03-vision.kk.md", '"![](" * 4_000'),
    "open tags": ("chapters/03-vision.kk.md", '"<a " * 6_000'),
    "sections of data": ("chapters/03-vision.kk.md", '"<![CDATA[" * 2_000'),
    "headings": ("chapters/03-vision.kk.md", '"# а\\n" * 300_000'),
    "spaces": ("chapters/03-vision.kk.md", '("# " + " " * 19_000 + "a\\n") * 100'),
    "braces": ("chapters/03-vision.kk.md", '("{{" * 9_000 + "\\n") * 100'),
    "notes": ("chapters/03-vision.kk.md", '("[^" * 9_000 + "\\n") * 100'),
    "backticks": ("chapters/03-vision.kk.md", '("` `` ``` " * 2_000 + "\\n") * 100'),
    "numbers": ("chapters/03-vision.kk.md", '("1 " * 9_000 + "\\n") * 20'),
    "dots": ("chapters/03-vision.kk.md", '("1." * 9_000 + "\\n") * 20'),
    "words": ("chapters/03-vision.kk.md", '("қала " * 3_900 + "\\n\\n") * 50'),
    "pipes": ("chapters/03-vision.kk.md", '"|a" * 9_000 + "\\n" + "|-" * 9_000'),
}
PROGRAM = """
import sys
from pathlib import Path
from citystrategy.checks.checks import check
from citystrategy.reading.load import load
Path(sys.argv[1]).write_text({text}, "utf-8")
tree, problems = load(Path.cwd())
print(len(problems + check(tree)))
"""


@pytest.mark.parametrize("name", MEGABYTES)
def test_megabytes(tree: Path, name: str) -> None:
    """In a program of its own: where this goes wrong, the interpreter dies or does not come back."""
    file, text = MEGABYTES[name]
    command = [sys.executable, "-c", PROGRAM.replace("{text}", text), f"{CITY}/{file}"]
    environment = {"PYTHONPATH": str(ROOT / "hooks"), "PATH": ""}
    ran = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, timeout=3 * LONGEST, check=False, text=True
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert int(ran.stdout) > 0


# Values

ODD = [
    "0x" + "f" * 9000,
    "9" * 5000,
    "1" + ":59" * 3000,
    "1.0e+400",
    "-1.0e+400",
    ".inf",
    ".nan",
    "-0.0",
    "1.0e-320",
    "1e999999999",
    "2025-13-45",
    "0000-00-00",
    "9999-12-31",
    "2025-01-01T25:00:00+99:99",
    "!!timestamp x",
    "!!bool x",
    "!!int ''",
    "!!float ''",
    "!!python/object:os.system {}",
    "!!set {a}",
    "!!binary x",
    "!x y",
    "&a x",
    "*a",
    "<<: {a: 1}",
    "{<<: *a}",
    "? [a]",
    "{2025-01-01: x}",
    "{1: x, null: y, true: z}",
    "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
    "no",
    "~",
    "''",
    "' '",
    '"\\0"',
    '"\\ud800"',
    '"\\u2028"',
    "|\n    a",
    "a\tb",
    "@x",
    "%x",
    "--- x\n--- y",
    "...",
]


@pytest.mark.parametrize("value", ODD)
def test_an_odd_value_anywhere(tree: Path, value: str) -> None:
    chance = random.Random(value)
    for name in ("strategy.yml", "indicators.yml", "profile.yml", "actuals/2020.yml"):
        path = tree / CITY / name
        lines = path.read_text("utf-8").split("\n")
        place = chance.choice([place for place, line in enumerate(lines) if ": " in line])
        key = lines[place].split(": ")[0]
        path.write_text("\n".join([*lines[:place], f"{key}: {value}", *lines[place + 1 :]]), "utf-8")
    problems(tree)


# Mutations


def files(root: Path) -> list[Path]:
    return sorted(path for path in (root / "strategies").rglob("*") if path.suffix in (".yml", ".md"))


@contextmanager
def restored(path: Path) -> Iterator[bytes]:
    before = path.read_bytes()
    try:
        yield before
    finally:
        path.write_bytes(before)


LINES = [
    *ODD,
    "<script>alert(1)</script>",
    "[a](javascript:x)",
    "{% x %}",
    "{{ value('x') }}",
    '{{ value("indicator-1", 2050) }}',
    '{{ series("x") }}',
    "## T {#id onclick=x}",
    "```",
    "~~~~ x",
    "<!--",
    "-->",
    "---",
    "# T",
    "| a | b |",
    "|---|",
    "- a",
    "    - b",
    "[^sample]",
    "[^sample]: x",
    "\u202e\u200b",
    "\x0c\x85\u2028",
    "\ufeff",
    "series: []",
    "- id: x",
    "  kk: x",
]


@trees
@given(place=st.randoms(use_true_random=False), count=st.integers(1, 4))
def test_mutated_lines(sample_copy: Path, place: random.Random, count: int) -> None:
    path = place.choice(files(sample_copy))
    with restored(path) as before:
        lines = before.decode("utf-8").split("\n")
        for _ in range(count):
            here, there = place.randrange(len(lines)), place.randrange(len(lines))
            kind = place.randrange(5)
            if kind == 0:
                lines.insert(here, place.choice(LINES))
            elif kind == 1 and len(lines) > 1:
                del lines[here]
            elif kind == 2:
                lines[here], lines[there] = lines[there], lines[here]
            elif kind == 3:
                lines[here] = " " * place.randrange(1, 6) + lines[here]
            else:
                lines[here] += place.choice(LINES)
        path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        problems(sample_copy)


@trees
@given(place=st.randoms(use_true_random=False), junk=st.binary(min_size=1, max_size=8))
def test_mutated_bytes(sample_copy: Path, place: random.Random, junk: bytes) -> None:
    path = place.choice(files(sample_copy))
    with restored(path) as before:
        start = place.randrange(len(before))
        end = min(len(before), start + place.choice((0, 1, 5, 200)))
        path.write_bytes(before[:start] + junk + before[end:])
        problems(sample_copy)


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=20),
    st.sampled_from(["approved", "sample", "indicator-1", "https://example.org", "population"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kk", "ru", "id", "year", "value", "series", "indicators", "values", "cities"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


def put(data: Any, place: random.Random, value: Any) -> Any:
    """The data with a value in a random place."""
    if place.random() < 0.15 or not data or not isinstance(data, dict | list):
        return value
    if isinstance(data, list):
        here = place.randrange(len(data))
        return [put(one, place, value) if index == here else one for index, one in enumerate(data)]
    key = place.choice(list(data))
    return {**data, key: put(data[key], place, value)}


@trees
@given(place=st.randoms(use_true_random=False), value=VALUES)
def test_any_value_in_any_place(sample_copy: Path, place: random.Random, value: Any) -> None:
    path = place.choice([path for path in files(sample_copy) if path.suffix == ".yml"])
    with restored(path) as before:
        data = put(yaml.load(before, yaml.CSafeLoader), place, value)
        path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
        problems(sample_copy)


@pytest.fixture(scope="module")
def sample_copy(sample_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree that these tests change and put back."""
    return Path(shutil.copytree(sample_tree, tmp_path_factory.mktemp("mutated") / "tree"))
