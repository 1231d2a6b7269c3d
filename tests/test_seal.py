"""The seal: what it covers, what breaks it, and how editions are published."""

import contextlib
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import grounds
import pytest
import sample
import yaml
from citystrategy.checks import seals
from citystrategy.checks.checks import check
from citystrategy.checks.references import named_sources
from citystrategy.editing.sealing import with_seal
from citystrategy.editions import content, difference, seal
from citystrategy.facts import amendments, editions
from citystrategy.markdown import dialect
from citystrategy.markdown.document import ParsedText
from citystrategy.markdown.publish import PublishedText, publish
from citystrategy.markdown.reference import Reference
from citystrategy.markdown.wording import wordings
from citystrategy.method.standing import standing_on
from citystrategy.model.edition import Content, Sealed
from citystrategy.model.tree import CityFolder, SealedEdition
from citystrategy.outputs import field_guide
from citystrategy.outputs.api.strategy import strategy_record
from citystrategy.problems.problem import Problem, sort
from citystrategy.reading.load import load
from citystrategy.reading.sealed import as_tuples, read_sealed
from citystrategy.tools.__main__ import main as command
from citystrategy.words.words import words_in
from conftest import ROOT, build, demonstrated
from hypothesis import given, settings
from hypothesis import strategies as st

CITY = "strategies/sample-1"
NEW = {"kk": "жаңа сөз", "ru": "новое слово"}
FIXED = {"kind", "better", "basis", "id", "direction", "recommended", "source", "decimals", "year", "city"}
FIXED |= {"month", "day", "years_after", "methodology"}
"""What cannot take any value: choices, ids and whole numbers."""
SECOND = """
- number: 2
  kind: amendment
  date: 2026-06-01
  decision: {number: '7', date: 2026-05-25, registration: '12345', url: https://example.org/second}
  changes:
    kk: Бір мән мен бір сөйлем өзгерді.
    ru: Изменились одно значение и одно предложение.
approval:"""


def problems(root: Path) -> list[Problem]:
    tree, found = load(root)
    return [problem for problem in sort(found + check(tree)) if problem.severity == "error"]


def edit(root: Path, name: str, old: str, new: str) -> int:
    """Replaces a text once; the line on which the new one stands."""
    path = root / CITY / name
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """Status and output of the command."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        status = command(["seal", "sample-1", "--lang", "en", *arguments], root)
    return status, output.getvalue()


def last_target(root: Path) -> tuple[str, int, float]:
    """Text of the first indicator's value for 2050, its line, and the value."""
    text = (root / CITY / "indicators.yml").read_text("utf-8")
    match = re.search(r"- year: 2050\n    value: (\S+)\n", text)
    assert match
    return match[0], text.count("\n", 0, match.start(1)) + 1, float(match[1])


def content_of(root: Path) -> Content:
    strategy = strategy_of(root)
    assert strategy.strategy is not None
    return seal.of(strategy, strategy.strategy)


def strategy_of(root: Path) -> CityFolder:
    tree, _ = load(root)
    return tree.strategies[0]


def test_a_sealed_strategy_has_no_problems(approved_tree: Path) -> None:
    assert problems(approved_tree) == []
    assert run(approved_tree, "--dry-run") == (0, "The strategy fits its seal.\n")


def test_a_changed_target_is_named_with_its_line(approved_tree: Path) -> None:
    old, line, value = last_target(approved_tree)
    edit(approved_tree, "indicators.yml", old, old.replace(f"{value:g}", f"{value + 0.1:g}"))
    (problem,) = problems(approved_tree)
    assert (problem.code, problem.path, problem.line) == ("seal-value", f"{CITY}/indicators.yml", line)
    arguments = dict(problem.arguments)
    assert (arguments["id"], arguments["key"]) == ("indicator-1", "targets.2050.value")
    assert (arguments["old"], arguments["new"]) == (f"{value:g}", f"{value + 0.1:g}")
    assert run(approved_tree, "--dry-run")[0] == 1


def test_no_year_gets_a_verdict_by_an_amendment_that_is_still_to_come(tmp_path: Path) -> None:
    grounds.amended(tmp_path, "2028-02-01")
    (folder,) = load(tmp_path)[0].strategies

    def verdicts(day: date) -> list[str]:
        told = standing_on(folder, day).of_indicator("added").milestones
        return [milestone.verdict for milestone in told if milestone.target.year <= 2027]

    assert set(verdicts(date(2026, 11, 28))) == {"before-plan"}
    assert "before-plan" not in verdicts(date(2028, 2, 1))


def test_an_observed_value_breaks_nothing(approved_tree: Path) -> None:
    path = approved_tree / CITY / "actuals/2026.yml"
    path.write_text("year: 2026\nvalues:\n- {indicator: indicator-1, value: 3, source: sample}\n", "utf-8")
    edit(approved_tree, "actuals/2020.yml", "value: ", "note: {kk: Жаңа., ru: Новое.}\n  value: 1")
    edit(approved_tree, "profile.yml", "decimals: 0", "decimals: 1")
    assert problems(approved_tree) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_changed_word_names_chapter_and_section(approved_tree: Path, language: str) -> None:
    name = f"chapters/03-vision.{language}.md"
    text = (approved_tree / CITY / name).read_text("utf-8")
    start = text.index("{#growth-reserve}")
    word = re.findall(r"\w+", text[start + 20 :])[3]
    place = text.index(word, start + 20)
    new = "сыйлық" if language == "kk" else "подарок"
    path = approved_tree / CITY / name
    path.write_text(text[:place] + new + text[place + len(word) :], "utf-8")
    (problem,) = problems(approved_tree)
    assert (problem.code, problem.path) == ("seal-text", f"{CITY}/{name}")
    assert problem.line == text.count("\n", 0, place) + 1
    headings = {heading.anchor or "title": heading.title for heading in ParsedText(text).headings}
    arguments = dict(problem.arguments)
    assert arguments["chapter"] == headings["title"]
    assert arguments["section"] == headings["growth-reserve"]
    assert (arguments["old"], arguments["new"]) == (word, new)


def test_requisites_of_the_decision_break_nothing(approved_tree: Path) -> None:
    """They may be learnt later; what was approved stays as it is."""
    before = content.canonical(content_of(approved_tree))
    path = approved_tree / CITY / "strategy.yml"
    about = yaml.safe_load(path.read_text("utf-8"))
    for key in ("session", "convocation", "signatories", "versions"):
        del about["editions"][0]["decision"][key]
        path.write_text(yaml.safe_dump(about, allow_unicode=True), "utf-8")
        assert problems(approved_tree) == [], key
    assert content.canonical(content_of(approved_tree)) == before


def test_line_ends_and_spaces_at_the_end_of_a_line_break_nothing(approved_tree: Path) -> None:
    path = approved_tree / CITY / "chapters/03-vision.ru.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b" \r\n") + b"\r\n\r\n")
    path = approved_tree / CITY / "editions/1.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(approved_tree) == []


def test_a_page_of_changes_shows_no_marks() -> None:
    text = '## А **б** {#a}\n\nТ[^x] [с *в*](vision.md) {{ value("x", 2050) }}\nда \\*\n\n| а | б |\n|-|-|\n'
    assert [wording.seen for wording in wordings(ParsedText(text).tokens)] == ["А б", "Т с в … да *", "а б"]


SPACES = (
    ("\n\n", "\n\n\n"),
    ("қала", "\u00a0 қала"),
    ("\n\n## ", "  \n\n##   "),
    ("\n\n", "\n\n<!-- ескертпе -->\n\n"),
)


@pytest.mark.parametrize(("old", "new"), SPACES)
def test_what_nobody_sees_breaks_nothing(approved_tree: Path, old: str, new: str) -> None:
    edit(approved_tree, "chapters/03-vision.kk.md", old, new)
    assert problems(approved_tree) == []


LIST = "\n- бір\n- екі\n\n1) а\n2) ә\n\n| б | в |\n|---|---|\n| г | ғ |\n\n> сөз\n"
LIST += "\n[сілтеме](https://example.org/a) дерек[^sample]\n"
MEANT = (
    ("- екі", "  - екі"),
    ("- бір\n- екі", "- бір\n  екі"),
    ("1) а", "2) а"),
    ("2) ә", "2. ә"),
    ("| б | в |\n|---|---|\n| г", "| б | в г |\n|---|---|\n|"),
    ("> сөз", "сөз"),
    ("- бір\n", "**бір**\n"),
    ("example.org/a", "example.org/b"),
    ("дерек[^sample]", "дерек"),
)


@pytest.mark.parametrize(("old", "new"), MEANT)
def test_a_change_of_form_is_told_with_both_forms(approved_tree: Path, old: str, new: str) -> None:
    name = "chapters/03-vision.kk.md"
    with (approved_tree / CITY / name).open("a", encoding="utf-8") as file:
        file.write(LIST)
    sealed = content.canonical(content_of(approved_tree))
    line = edit(approved_tree, name, old, new)
    now = strategy_of(approved_tree)
    stored = SealedEdition("1.json", 1, sealed, read_sealed(sealed), now.methodology)
    (problem,) = seals.differences(now, stored)
    arguments = dict(problem.arguments)
    assert problem.code == "seal-text"
    assert line <= problem.line <= line + 2
    assert arguments["old"] != arguments["new"]


MARKS = (
    "қала ",
    "екі",
    "- ",
    "  ",
    "    ",
    "1. ",
    "2) ",
    "> ",
    "# ",
    "## ",
    "**",
    "*",
    "[",
    "](#a)",
    "[^a]",
    "\n",
)
MARKS += ("\n\n", "| ", "\n|-|-|\n", "[^a]: ", "{#a}", '{{ value("x", 2050) }}', "\\", "---\n", "<!-- x -->")


class Plain:
    """References and links as they are written."""

    def number(self, reference: Reference) -> str:
        return reference.written

    def table(self, reference: Reference, number: str) -> str | None:
        return None

    def unwritten(self) -> str:
        return ""

    def caption(self, number: str) -> str:
        return number

    def address(self, written: str, name: str) -> str | None:
        return written

    def picture(self, name: str) -> tuple[str, int, int] | None:
        return None

    def source(self, name: str) -> tuple[str, str] | None:
        return name, "https://example.org"


def seen(text: str) -> str:
    """What a reader sees of a text, without what only spaces decide."""
    html = publish([PublishedText(ParsedText(text))], Plain()).html
    joined = re.sub(r"</(ul|blockquote)>\s*<\1>|</?p>| class=\"number\"", " ", html)
    return "".join(joined.split())


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(st.sampled_from(MARKS), max_size=14),
    st.integers(0, 14),
    st.integers(0, 3),
    st.lists(st.sampled_from(MARKS), max_size=3),
)
def test_what_says_the_same_looks_the_same(parts: list[str], place: int, gone: int, new: list[str]) -> None:
    """No change of a text that a reader could see leaves its wording as it was."""
    before, after = "".join(parts), "".join([*parts[:place], *new, *parts[place + gone :]])
    both = [ParsedText(text) for text in (before, after)]
    if any(dialect.tangled(one.text) or list(dialect.faults(one)) for one in both):
        return
    one, other = (list(wordings(document.tokens)) for document in both)
    if one == other:
        assert seen(before) == seen(after)


@pytest.mark.parametrize("gap", [" ", "\n", " \n ", "<!-- x -->", " <!-- x --> "])
def test_notes_look_the_same_whatever_stands_between_them(gap: str) -> None:
    assert seen(f"a[^a]{gap}[^b]") == seen("a[^a][^b]")
    assert seen(f"a[^a]{gap}b") != seen(f"a[^a]{gap}[^b]")


def test_order_of_keys_comments_and_forms_of_numbers_break_nothing(approved_tree: Path) -> None:
    path = approved_tree / CITY / "indicators.yml"
    plan = yaml.safe_load(path.read_text("utf-8"))
    turned = [dict(reversed(one.items())) for one in reversed(plan["indicators"])]
    for one in turned:
        one["baseline"]["value"] = float(one["baseline"]["value"])
        one |= {"territory": "city", "tolerance": None}
    text = yaml.safe_dump({"indicators": turned}, allow_unicode=True, sort_keys=False)
    path.write_text(f"# A comment\n{text}", "utf-8")
    assert problems(approved_tree) == []


def test_moved_and_lost_sections(approved_tree: Path) -> None:
    path = approved_tree / CITY / "chapters/03-vision.ru.md"
    text = path.read_text("utf-8")
    head, *sections = re.split(r"(?m)^(?=## )", text)
    path.write_text(head + "".join([sections[1], sections[0], *sections[2:]]), "utf-8")
    assert "seal-text" in {problem.code for problem in problems(approved_tree)}
    path.write_text(head + "".join(sections[1:]), "utf-8")
    lost = [problem for problem in problems(approved_tree) if problem.code == "seal-text"]
    assert dict(lost[0].arguments)["section"] == "statement"
    assert dict(lost[0].arguments)["new"] == ""


def test_an_added_and_a_lost_indicator(approved_tree: Path) -> None:
    edit(approved_tree, "indicators.yml", "id: indicator-1\n", "id: indicator-100\n")
    for path in (approved_tree / CITY / "actuals").iterdir():
        text = path.read_text("utf-8").replace("indicator: indicator-1\n", "indicator: indicator-100\n")
        path.write_text(text, "utf-8")
    reported = problems(approved_tree)
    assert {dict(problem.arguments)["id"] for problem in reported} == {"indicator-1", "indicator-100"}
    assert {problem.code for problem in reported} == {"seal-value"}


def test_a_stored_edition_that_was_tampered_with(approved_tree: Path) -> None:
    edit(approved_tree, "editions/1.json", '"decimals": 1', '"decimals": 3')
    (problem,) = problems(approved_tree)
    assert problem.code == "seal-broken"
    assert str(dict(problem.arguments)["part"]).startswith("indicators.yml#")
    stored = approved_tree / CITY / "editions/1.json"
    sealed = read_sealed(stored.read_text("utf-8"))
    assert sealed is not None
    stored.write_text(content.canonical(sealed.content()), "utf-8")
    (problem,) = problems(approved_tree)
    assert (problem.code, problem.path) == ("seal-broken", f"{CITY}/strategy.yml")


def test_the_sealed_file_of_another_city(approved_tree: Path) -> None:
    """Even with a seal that fits, a file says whose content it holds."""
    path = approved_tree / CITY / "editions/1.json"
    text = path.read_text("utf-8").replace('"city": "sample-1"', '"city": "sample-2"')
    path.write_text(text, "utf-8")
    about = approved_tree / CITY / "strategy.yml"
    seal_now = content.digest(text)
    about.write_text(re.sub(r"sha256:\w+", seal_now, about.read_text("utf-8")), "utf-8")
    (problem,) = problems(approved_tree)
    assert (problem.code, dict(problem.arguments)["part"]) == ("seal-broken", "city")


@settings(max_examples=25, deadline=None)
@given(place=st.floats(0, 1), length=st.integers(0, 40), new=st.text(max_size=8))
def test_no_stored_edition_makes_it_crash(
    sealed_tree: Path, tmp_path_factory: pytest.TempPathFactory, place: float, length: int, new: str
) -> None:
    root = tmp_path_factory.getbasetemp() / "mutated"
    if not root.exists():
        shutil.copytree(sealed_tree, root)
    text = (sealed_tree / CITY / "editions/1.json").read_text("utf-8")
    start = int(place * len(text))
    changed = text[:start] + new + text[start + length :]
    (root / CITY / "editions/1.json").write_bytes(changed.encode("utf-8", "surrogatepass"))
    assert (problems(root) == []) == (changed == text)


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, '{"a": NaN}', '{"a": 1e999}', "1" * 5000, "null"])
def test_what_is_no_stored_edition(approved_tree: Path, text: str) -> None:
    (approved_tree / CITY / "editions/1.json").write_text(text, "utf-8")
    (problem,) = [problem for problem in problems(approved_tree) if problem.code != "line-too-long"]
    assert problem.path == f"{CITY}/editions/1.json" or problem.code == "edition-missing"


def test_a_forged_edition_brings_no_script(approved_tree: Path) -> None:
    """Whoever forges a former text together with its seal still gets no script into a page."""
    path = approved_tree / CITY / "editions/1.json"
    sealed = read_sealed(
        path.read_text("utf-8").replace('      "",', '      "<script>alert(1)</script>",', 1)
    )
    assert sealed is not None
    path.write_text(content.canonical(sealed.content()), "utf-8")
    text = (approved_tree / CITY / "strategy.yml").read_text("utf-8")
    seal_now = content.digest(path.read_text("utf-8"))
    (approved_tree / CITY / "strategy.yml").write_text(re.sub(r"sha256:\w+", seal_now, text), "utf-8")
    assert "markup-html" in {
        problem.code for problem in problems(approved_tree) if problem.path.endswith("1.json")
    }
    data = json.loads(path.read_text("utf-8"))
    data["chapters"]["03-x onclick=alert(1)"] = data["chapters"].pop("03-vision")
    assert read_sealed(json.dumps(data)) is None


def test_an_indicator_under_another_id_makes_no_edition(approved_tree: Path) -> None:
    """The page of changes would ask for the words of a changed id, which no edition can have."""
    data = json.loads((approved_tree / CITY / "editions/1.json").read_text("utf-8"))
    assert read_sealed(json.dumps(data)) is not None
    data["indicators"]["indicator-1"]["id"] = "other"
    assert read_sealed(json.dumps(data)) is None


def test_the_seal_is_the_digest_of_the_file(approved_tree: Path) -> None:
    raw = (approved_tree / CITY / "editions/1.json").read_bytes()
    about = yaml.safe_load((approved_tree / CITY / "strategy.yml").read_text("utf-8"))
    assert about["editions"][0]["seal"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"


def test_canonical_numbers() -> None:
    assert content._numbers([76.0, 76.5, -0.0, 0.1, 1e21]) == [76, 76.5, 0, 0.1, 10**21]
    assert content.write({"б": 1, "a": [1.5]}) == '{\n "a": [\n  1.5\n ],\n "б": 1\n}\n'


@pytest.fixture(scope="module")
def specimen(sealed_tree: Path) -> dict[str, Any]:
    return content.data(content_of(sealed_tree))


def leaves(value: Any, key: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The keys down to every scalar."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, entry in items:
            yield from leaves(entry, (*key, name))
    else:
        yield key


def changed(value: Any) -> Any:
    return value + 0.1 if isinstance(value, int | float) else f"{value}."


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_any_change_changes_the_digest_and_is_named(specimen: dict[str, Any], chance: Any) -> None:
    whole = json.loads(json.dumps(specimen))
    before = Sealed.model_validate(as_tuples({**whole, "digests": {}})).content()
    # Where a section begins follows from its text.
    places = [key for key in leaves(whole) if key[-1] not in {*FIXED, "anchor"}]
    key = chance.choice(places)
    part = whole
    for name in key[:-1]:
        part = part[name]
    part[key[-1]] = changed(part[key[-1]])
    after = Sealed.model_validate(as_tuples({**whole, "digests": {}})).content()
    assert content.digest(content.canonical(before)) != content.digest(content.canonical(after))
    assert [*difference.texts(before, after), *difference.values(before, after)]


def test_sealing_touches_one_line(approved_tree: Path) -> None:
    path = approved_tree / CITY / "strategy.yml"
    edit(approved_tree, "strategy.yml", "- number: 1\n", "- number: 1   # the first\n")
    sealed = path.read_text("utf-8")
    line = next(line for line in sealed.splitlines(keepends=True) if line.startswith("  seal:"))
    for newline in ("\n", "\r\n"):
        path.write_bytes(sealed.replace(line, "").replace("\n", newline).encode())
        shutil.rmtree(approved_tree / CITY / "editions")
        assert run(approved_tree)[0] == 0
        assert path.read_bytes() == sealed.replace("\n", newline).encode()
    before = path.read_bytes()
    assert run(approved_tree) == (0, "The strategy fits its seal.\n")
    assert path.read_bytes() == before


def test_a_seal_in_braces() -> None:
    text = "editions: [{number: 1, kind: approval}]\n"
    sealed = with_seal(text, 0, "sha256:ab")
    assert yaml.safe_load(sealed) == {"editions": [{"number": 1, "seal": "sha256:ab", "kind": "approval"}]}
    assert with_seal("editions:\n  - number: 1", 0, "sha256:ab").endswith("\n    seal: sha256:ab\n")


def test_the_command_refuses(approved_tree: Path) -> None:
    old, _, value = last_target(approved_tree)
    edit(approved_tree, "indicators.yml", old, old.replace(f"{value:g}", f"{value + 0.1:g}"))
    before = {path: path.read_bytes() for path in approved_tree.rglob("*") if path.is_file()}
    status, output = run(approved_tree)
    assert status == 1
    assert "seal-value" in output
    edit(approved_tree, "strategy.yml", "  seal:", "  # seal:")
    status, output = run(approved_tree)
    assert status == 1
    assert "editions/1.json exists" in output
    edit(approved_tree, "strategy.yml", "  # seal:", "  seal:")
    assert before == {path: path.read_bytes() for path in approved_tree.rglob("*") if path.is_file()}


def test_a_technical_correction(approved_tree: Path) -> None:
    """It has a reason and no decision, and rests on the decision of the edition which it corrects."""
    start = SECOND.index("  decision:")
    end = SECOND.index("  changes:")
    reason = "  reason: {kk: Әріп қатесі., ru: Опечатка.}\n"
    second = (SECOND[:start] + reason + SECOND[end:]).replace("amendment", "technical-correction")
    edit(approved_tree, "strategy.yml", "\napproval:", second)
    edit(approved_tree, "indicators.yml", "ru: Примерный показатель 1\n", "ru: Пример показателя 1\n")
    assert [problem.code for problem in problems(approved_tree)] == ["seal-missing"]
    assert run(approved_tree)[0] == 0
    assert problems(approved_tree) == []
    about = strategy_of(approved_tree).strategy
    assert about is not None and about.edition is not None and about.decision is not None
    assert (about.edition.decision, about.decision.number) == (None, "0")


def test_the_command_names_the_nearest_city(approved_tree: Path, tree: Path) -> None:
    output = io.StringIO()
    with contextlib.redirect_stderr(output):
        assert command(["seal", "sampel-1", "--lang", "ru"], approved_tree) == 1
    assert "sample-1" in output.getvalue()
    assert run(tree)[0] == run(tree, "--dry-run")[0] == 1


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_command_says_what_it_covers(approved_tree: Path, language: str) -> None:
    shutil.rmtree(approved_tree / CITY / "editions")
    path = approved_tree / CITY / "strategy.yml"
    path.write_text(re.sub(r"  seal: .*\n", "", path.read_text("utf-8")), "utf-8")
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        assert command(["seal", "sample-1", "--lang", language], approved_tree) == 0
    assert {"10", "134", "12", "72"} <= set(re.findall(r"\d+", output.getvalue()))
    assert re.search(r"sha256:[0-9a-f]{64}", output.getvalue())


def test_word_differences() -> None:
    pieces = [(piece.kind, piece.text) for piece in difference.words("а б в г", "а д в г е")]
    assert pieces == [("same", "а"), ("out", "б"), ("in", "д"), ("same", "в г"), ("in", "е")]
    long = " ".join(str(number) for number in range(5000))
    assert [piece.kind for piece in difference.words(long, "x " + long[::-1] + " y")] == ["out", "in"]


@given(st.lists(st.sampled_from("абвг")), st.lists(st.sampled_from("абвг")))
def test_words_out_and_in_give_back_both_texts(old: list[str], new: list[str]) -> None:
    pieces = list(difference.words(" ".join(old), " ".join(new)))
    assert " ".join(piece.text for piece in pieces if piece.kind != "in").split() == old
    assert " ".join(piece.text for piece in pieces if piece.kind != "out").split() == new


def test_sections_give_back_the_text() -> None:
    text = "# Т\n\nПеред.\n\n## А {#a}\n\nТекст  \n\n### Б {#b}\n\n## Без якоря\nХ\n"
    sections = content.sections(text)
    assert [section.anchor for section in sections] == ["", "a", "Без якоря"]
    assert "\n".join(line for section in sections for line in section.lines) + "\n" == text.replace(
        "  \n", "\n"
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an approved city with two editions."""
    root = tmp_path_factory.mktemp("published")
    sample.project(root, cities=1, indicators=12, approved=True)
    edit(root, "strategy.yml", "\napproval:", SECOND)
    old, _, _ = last_target(root)
    edit(root, "indicators.yml", old, "- year: 2050\n    value: 99.5\n")
    for language, words in NEW.items():
        edit(root, f"chapters/03-vision.{language}.md", ".[^sample]", f" {words}.[^sample]")
    status, output = run(root)
    assert status == 0, output
    built = build(root)
    assert built.returncode == 0, built.stderr
    return root


def read(root: Path, language: str, address: str) -> str:
    prefix = "" if language == "kk" else "ru/"
    return (root / "site" / f"{prefix}sample-1/{address}index.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_page_says_what_makes_it_official(published: Path, language: str) -> None:
    about = strategy_of(published).strategy
    assert about is not None and about.edition is not None and about.edition.seal is not None
    for address in ("", "vision/", "monitoring/", "conformity/"):
        html = read(published, language, address)
        assert about.edition.seal in html
        assert "https://example.org/second" in html
        assert "12345" in html
        assert 'class="banner"' not in html


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_former_editions_stay_readable(published: Path, language: str) -> None:
    former, present = read(published, language, "editions/1/"), read(published, language, "editions/2/")
    assert NEW[language] not in former
    assert NEW[language] in present
    assert "99,5" not in former
    assert "99,5" in present
    assert 'id="vision-growth-reserve"' in former
    listed = read(published, language, "editions/")
    for edition in strategy_of(published).strategy.editions:  # type: ignore[union-attr]
        assert edition.seal and edition.seal in listed
        assert f'href="{edition.number}.json"' in listed or f'/editions/{edition.number}.json"' in listed
        raw = (published / f"site/sample-1/editions/{edition.number}.json").read_bytes()
        assert edition.seal == f"sha256:{hashlib.sha256(raw).hexdigest()}"
    assert "99,5" in listed


def test_an_edition_is_in_force_from_its_day_on(published: Path) -> None:
    first, second = editions.editions(strategy_of(published))
    start = second.edition.date
    before = start - timedelta(days=1)
    assert [one.state(before) for one in (first, second)] == ["current", "to_come"]
    assert [one.state(start) for one in (first, second)] == ["former", "current"]
    records = [strategy_record(strategy_of(published), day) for day in (before, start)]
    assert [(record.edition, record.decision.number) for record in records if record.decision] == [
        (1, "0"),
        (2, "7"),
    ]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_known_of_a_decision_is_shown_and_nothing_else(published: Path, language: str) -> None:
    def told(address: str) -> dict[str, str]:
        html = read(published, language, address)
        return {name: text.strip() for name, text in re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", html)}

    words = words_in(language)
    known, unknown = told("editions/1/"), words("edition.unknown")
    assert known[words("edition.session")] == known[words("edition.convocation")] == "0"
    person = {"kk": "Мысал лауазым – Ойдан шығарылған тұлға", "ru": "Примерная должность – Вымышленное лицо"}
    assert known[words("edition.signatories")] == person[language]
    for code in ("kk", "ru"):
        link = f'href="https://example.org/decision/{code}">{words(f"edition.languages.{code}")}<'
        assert link in known[words("edition.versions")]
    for address in ("editions/2/", ""):
        found = told(address)
        for name in ("session", "convocation", "signatories"):
            assert found[words(f"edition.{name}")] == unknown, (address, name)
        assert found[words("edition.versions")].count(unknown) == 2


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_changes_between_editions(published: Path, language: str) -> None:
    html = read(published, language, "editions/1-2/")
    assert re.search(r"<ins>.*?" + NEW[language], html)
    assert "<ins>99,5</ins>" in html
    assert re.search(r"<del>\S+</del>", html)
    assert html.count("<ins>") == 2
    assert "2026" in html


def test_a_broken_seal_stops_the_build(published: Path, tmp_path: Path) -> None:
    root = tmp_path / "broken"
    shutil.copytree(published, root, ignore=shutil.ignore_patterns("site", ".cache"))
    edit(root, "indicators.yml", "value: 99.5", "value: 99.6")
    built = build(root)
    assert built.returncode == 1
    assert "seal-value" in built.stderr
    assert "99.5 → 99.6" in built.stderr
    assert not (root / "site").exists()


def test_the_demonstrations_are_not_sealed() -> None:
    tree, _ = load(ROOT)
    for folder in tree.strategies:
        assert folder.sealed == ()
        assert folder.strategy is not None
        assert folder.strategy.editions == ()


def test_a_source_that_only_a_former_edition_names_stays_in_the_register(approved_tree: Path) -> None:
    """Its page is published with that source; without it the build would have nothing to name."""
    tree, _ = load(approved_tree)
    assert list(named_sources(tree)) == []
    (strategy,) = tree.strategies
    (stored,) = strategy.sealed
    assert stored.content is not None
    name, indicator = next(iter(stored.content.indicators.items()))
    target = indicator.targets[0].model_copy(update={"source": "gone"})
    changed = indicator.model_copy(update={"targets": (target, *indicator.targets[1:])})
    content = stored.content.model_copy(update={"indicators": {**stored.content.indicators, name: changed}})
    former = replace(strategy, sealed=(replace(stored, content=content),))
    (found,) = named_sources(replace(tree, strategies=(former,)))
    assert (found.path, found.code) == (stored.path, "source-unknown")


@pytest.mark.parametrize(
    ("value", "kk", "ru"),
    [(True, "иә", "да"), (False, "жоқ", "нет"), (10.5, "10,5", "10,5"), (5, "5", "5"), ("x", "x", "x")],
)
def test_changed_values_are_told_in_the_readers_words(value: object, kk: str, ru: str) -> None:
    for language, expected in (("kk", kk), ("ru", ru)):
        shown = amendments.written(("tolerance",), value, None, {}, words_in(language))  # type: ignore[arg-type]
        assert shown == expected


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_key_of_a_plan_has_a_name_for_readers(language: str) -> None:
    """What the page of changes calls it, and not the help for those who edit files."""
    (plan,) = (one for one in field_guide.files(language) if one.path.endswith("indicators.yml"))
    paths = [key.name.removeprefix("indicators[].") for key in plan.keys if "[]." in key.name]
    inner = [one for one in paths if not any(other.startswith((f"{one}.", f"{one}[")) for other in paths)]
    for path in ["title", "methodology", "targets[]", *inner]:
        if path.endswith("[].id") or path == "targets[].year":
            continue
        parts = path.removesuffix("[]").replace("[].", ".2030.").split(".")
        shown = amendments.label(tuple(parts), words_in(language))
        assert shown and not re.search(r"[`_a-z.]|\(id\)", shown), path


@demonstrated
def test_ids_are_told_by_their_titles() -> None:
    sources = {source.id: source for source in load(ROOT)[0].sources}
    (strategy, *_) = load(ROOT)[0].strategies
    titles = editions.titles_of(strategy, sources, "ru")
    for key, value, shown in (
        (("direction",), "environment", "Окружающая среда"),
        (("better",), "higher", "больше – лучше"),
        (("targets", "2030", "basis"), "illustrative", "условное"),
    ):
        assert amendments.written(key, value, None, titles, words_in("ru")) == shown
