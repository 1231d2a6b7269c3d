"""Parity of languages: how numbers are written, what corresponds, what a text's own language is."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from citystrategy.checks.parity import differences, parity
from citystrategy.checks.writing import writing
from citystrategy.markdown import dialect
from citystrategy.markdown.document import TextSection
from citystrategy.model.methodology import Chapter
from citystrategy.model.tree import ChapterText, Tree
from citystrategy.problems.problem import Problem
from citystrategy.reading.load import load
from citystrategy.words import letters
from citystrategy.words.figures import figures
from conftest import demonstrated
from hypothesis import example, given
from hypothesis import strategies as st

LONGEST = 20
"""Seconds after which a text counts as one that hangs; each takes a tenth of one."""
ROOT = Path(__file__).parent.parent
NUMBERS = yaml.safe_load((Path(__file__).parent / "numbers.yml").read_text("utf-8"))
TREE = load(ROOT)[0]
CHAPTER = TREE.methodologies[-1].chapters[-1]


def compare(kazakh: str, russian: str, chapter: Chapter = CHAPTER) -> list[Problem]:
    texts = (
        ChapterText(f"{language}.md", chapter.id, language, text)
        for language, text in (("kk", kazakh), ("ru", russian))
    )
    return list(differences(*texts, chapter, set()))


def found(kazakh: str, russian: str) -> list[tuple[str, int, str]]:
    return [(problem.path, problem.line, problem.code) for problem in compare(kazakh, russian)]


def test_a_renamed_anchor_of_the_order_is_no_difference() -> None:
    """Another check names the section that is missing; the other language is right."""
    required = CHAPTER.sections[0].id
    russian = f"# Т\n\n## А {{#{required}}}\n\nТекст.\n\n## Б {{#b}}\n\nТекст.\n"
    kazakh = russian.replace(required, f"{required}s").replace("Текст", "Мәтін")
    assert found(kazakh, russian) == found(russian, kazakh) == []
    assert [code for _, _, code in found(kazakh.replace("#b", "#c"), russian)] == ["parity-section"]


@pytest.mark.parametrize("case", NUMBERS["values"], ids=lambda case: case["text"])
def test_values(case: dict[str, Any]) -> None:
    for space in ("\u00a0", "\u202f"):
        text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", space, case["text"])
        assert [figure.value for figure in figures(text) if figure.value] == case["values"]


@pytest.mark.parametrize("case", NUMBERS["same"], ids=lambda case: case["ru"])
def test_the_same_figures(case: dict[str, str]) -> None:
    assert compare(f"Сөз {case['kk']} сөз.", f"Слово {case['ru']} слово.") == []


@pytest.mark.parametrize("case", NUMBERS["different"], ids=lambda case: case["ru"])
def test_different_figures(case: dict[str, str]) -> None:
    codes = {problem.code for problem in compare(f"Сөз {case['kk']} сөз.", f"Слово {case['ru']} слово.")}
    assert codes and codes <= {"parity-number", "parity-unit"}


WORDS = st.sampled_from(
    ["қала", "өзен", "су", "және", "%", "мың", "млн", "тонна", "1,", "(2)", "[^note]", "«үй»", "–", "."]
)
DIGITS = st.from_regex(r"\A(?:[0-9]{1,3}(?:\u00a0[0-9]{3})+|[0-9]{1,7})(?:,[0-9]{1,3})?\Z")
LINES = st.lists(st.one_of(WORDS, DIGITS), min_size=1, max_size=12).map(" ".join)
BLOCKS = st.sampled_from(("{0}", "- {0}\n- {0}", "1. {0}", "| {0} | б |\n|---|---|\n| а | {0} |", "> {0}"))
TEXTS = st.lists(st.tuples(BLOCKS, LINES).map(lambda one: one[0].format(one[1])), min_size=1, max_size=6)


@given(TEXTS)
def test_a_text_is_at_parity_with_itself(blocks: list[str]) -> None:
    text = "\n\n".join(blocks)
    assert compare(text, text) == []


@example("0$")
@given(st.text(max_size=300))
def test_any_text_is_at_parity_with_itself(text: str) -> None:
    assert compare(text, text) == []


@given(st.text(alphabet="#|-*>:`[]^(){}!.%<> \n12abқя", max_size=120), st.text(max_size=120))
def test_any_two_texts_can_be_compared(kazakh: str, russian: str) -> None:
    for problem in compare(kazakh, russian):
        assert dict(problem.arguments).get("other", "kk.md:1").partition(":")[0] in ("kk.md", "ru.md")


@given(DIGITS, st.data())
def test_a_changed_digit_is_found(number: str, data: st.DataObject) -> None:
    places = [place for place, character in enumerate(number) if character.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([one for one in "0123456789" if one != number[place]]))
    changed = number[:place] + digit + number[place + 1 :]
    russian = f"# Б\n\nВ 2024 году\nстало {changed} тонн, это 7 %."
    assert found(f"# А\n\n2024 жылы\n{number} тонна болды, бұл – 7 %.", russian) == [
        ("ru.md", 4, "parity-number")
    ]


@demonstrated
def test_every_changed_digit_of_the_demonstrations_is_found() -> None:
    """Any one digit of the prose, in any chapter and language; every seventh is tried."""
    for kazakh, russian, chapter in chapters(TREE):
        for text, other, index in ((kazakh, russian, 0), (russian, kazakh, 1)):
            bare = re.sub(
                r"\{\{.*?\}\}|\[\^[^\]]*\]|\{#.*?\}|^#.*|^\d+\.",
                lambda gap: "x" * len(gap[0]),
                text.content,
                flags=re.MULTILINE,
            )
            for digit in list(re.finditer(r"\d", bare))[::61]:
                place = digit.start()
                changed = text.content[:place] + str((int(digit[0]) + 1) % 10) + text.content[place + 1 :]
                pair = (changed, other.content) if not index else (other.content, changed)
                problems = compare(*pair, chapter)
                assert {problem.code for problem in problems} == {"parity-number"}, (text.path, place)
                line = text.content.count("\n", 0, place) + 1
                name = ("kk.md", "ru.md")[index]
                named = {(problem.path, problem.line) for problem in problems} | {
                    (path, int(number))
                    for problem in problems
                    for path, number in [str(dict(problem.arguments)["other"]).split(":")]
                }
                assert (name, line) in named, (text.path, line)


def chapters(tree: Tree) -> Iterator[tuple[ChapterText, ChapterText, Chapter]]:
    for folder in tree.strategies:
        for chapter in folder.methodology.chapters:
            kazakh, russian = (folder.chapter(chapter.id, language) for language in ("kk", "ru"))
            assert kazakh and russian
            yield kazakh, russian, chapter


@demonstrated
def test_a_paragraph_that_is_taken_away_is_found_where_it_was() -> None:
    """One paragraph or reference less in Russian is one problem; nearly always on its Kazakh line."""
    exact, number = 0, 0
    for kazakh, russian, chapter in chapters(TREE):
        for ours, theirs in sections(kazakh, russian):
            for mine, block in zip(ours.blocks, theirs.blocks, strict=True):
                if block.kind in ("paragraph", "reference") and len(theirs.blocks) > 1:
                    problems = compare(kazakh.content, without(russian.content, block.line), chapter)
                    assert [problem.code for problem in problems] in (["parity-block"], ["parity-reference"])
                    number += 1
                    exact += (problems[0].path, problems[0].line) == ("kk.md", mine.line)
    assert exact / number > 0.97


@demonstrated
def test_a_row_or_item_that_is_taken_away_is_named_or_counted_but_no_other_is_named() -> None:
    named, number = 0, 0
    for kazakh, russian, chapter in chapters(TREE):
        for ours, theirs in sections(kazakh, russian):
            for mine, block in zip(ours.blocks, theirs.blocks, strict=True):
                if len(block.parts) < 3:
                    continue
                for place in range(1, len(block.parts)):
                    text = without(russian.content, block.parts[place].line)
                    problems = compare(kazakh.content, text, chapter)
                    (problem,) = problems
                    number += 1
                    if problem.code == "parity-count":
                        counts = {name: dict(problem.arguments)[name] for name in ("count", "others")}
                        assert counts == {"count": len(block.parts) - 1, "others": len(block.parts)}
                        assert problem.line in (block.line, block.line - 1)
                    else:
                        assert problem.code in ("parity-row", "parity-item")
                        assert problem.line == mine.parts[place].line
                        named += 1
    assert named / number > 0.35


def sections(kazakh: ChapterText, russian: ChapterText) -> Iterator[tuple[TextSection, TextSection]]:
    return zip(kazakh.document.sections, russian.document.sections, strict=True)


def without(text: str, line: int) -> str:
    lines = text.split("\n")
    return "\n".join(lines[: line - 1] + lines[line:])


def test_an_exception_with_a_reason_lifts_the_comparison_of_its_section() -> None:
    exception = "<!-- parity: қазақша мәтінде сан сөзбен жазылған -->"
    kazakh = "# А\n\n## Б {#one}\n\nОн адам.\n\n## В {#two}\n\n5 адам."
    russian = "# А\n\n## Б {#one}\n\n10 человек.\n\n## В {#two}\n\n6 человек."
    assert found(kazakh, russian) == [("ru.md", 5, "parity-number"), ("ru.md", 9, "parity-number")]
    lifted = kazakh.replace("Он адам.", f"{exception}\n\nОн адам.")
    assert found(lifted, russian) == [("ru.md", 9, "parity-number")]
    lifted = russian.replace("10 человек.", f"{exception}\n\n10 человек.")
    assert found(kazakh, lifted) == [("ru.md", 11, "parity-number")]


def test_an_exception_in_code_is_none() -> None:
    fenced = "```\n<!-- parity: себебі -->\n```\n\n5 адам."
    assert found(fenced, "```\nx\n```\n\n6 человек.") == [("ru.md", 5, "parity-number")]


def test_a_number_may_stand_elsewhere_in_the_section() -> None:
    assert compare("5 адам.\n\n6 үй.", "6 домов.\n\n5 человек.") == []
    assert found(
        "## А {#a}\n\n5 адам.\n\n## Б {#b}\n\nСөз.", "## А {#a}\n\nСлово.\n\n## Б {#b}\n\n5 человек."
    ) == [
        ("kk.md", 3, "parity-number"),
        ("ru.md", 7, "parity-number"),
    ]


def test_the_other_file_and_line_are_named() -> None:
    problem = compare("# А\n\nСөз.\n\n5 адам.", "# А\n\nСлово.\n\n6 человек.")[0]
    assert dict(problem.arguments) == {"figure": "6", "other": "kk.md:5"}


def test_a_renamed_anchor_is_one_problem() -> None:
    text = "## А {#a}\n\nа\n\n### Б {#b}\n\nб\n\n## В {#c}\n\nв"
    assert found(text, text.replace("{#b}", "{#d}")) == [("ru.md", 5, "parity-section")]


def test_addresses_and_code_hold_no_numbers() -> None:
    kazakh = "[Бет](a-1.md) `7` <https://example.org/8>\n\n## Бет {#b-9}"
    assert compare(kazakh, "[Лист](a-1.md) `8` <https://example.org/9>\n\n## Лист {#b-9}") == []


@demonstrated
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_whole_chapters_in_the_other_language(language: str) -> None:
    """Nearly every paragraph of the other language's chapters is recognised, and none of its own."""
    number, recognised = 0, 0
    for kazakh, russian, _ in chapters(TREE):
        text = russian if language == "kk" else kazakh
        for section in text.document.sections:
            for block in section.blocks:
                if block.kind == "paragraph" and len(block.text.split()) > 12:
                    number += 1
                    recognised += bool(letters.other_language(block.text, language))
                    assert not letters.other_language(block.text, text.language)
    assert recognised / number > 0.99


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Рейтингте Вена, Цюрих, Женева, Ванкувер, Ченнай, Чикаго, Вильнюс, Севилья бар", "kk"),
        (
            "Ол «О порядке разработки стратегий развития городов республиканского значения» бұйрығы",
            "kk",
        ),
        ("В городе есть улицы «Қабанбай батыр», «Сарыарқа», «Тәуелсіздік» и «Мәңгілік ел»", "ru"),
        ("Times Higher Education World University Rankings and other lists of the best in the world", "kk"),
        ("город вырос", "kk"),
    ],
)
def test_names_and_titles_are_in_no_other_language(text: str, language: str) -> None:
    assert letters.other_language(text, language) == ""


def test_latin_letters() -> None:
    assert list(letters.mixed("гоpод Астанa NEET-тің IT-компания CO2 Smartcity/қала SWOTтың")) == [
        "гоpод",
        "Астанa",
    ]
    assert list(letters.mixed("кiтап hалық")) == ["кiтап", "hалық"]


def test_words_typed_without_kazakh_letters() -> None:
    assert letters.simplified("Қоғамдык көлік, қоғамдық орын, қоғамдық.") == {"қоғамдык": "қоғамдық"}
    assert letters.simplified("түсті тұсті; түр тұр; тана таңа") == {"тана": "таңа"}
    assert letters.simplified("Тургын жерде тұрғын бар") == {"тургын": "тұрғын"}
    assert letters.simplified("тур тұр; болу бөлу; канал; Тургын") == {}
    assert letters.simplified("Көрсеткіш кемиді. Ол былтыр да кеміді, кеміді.") == {}


def test_the_demonstrations_are_at_parity() -> None:
    for folder in TREE.strategies:
        assert [*parity(folder), *writing(folder)] == []


def test_texts_of_the_data_are_looked_at(tree: Path) -> None:
    path = tree / "strategies/sample-1/indicators.yml"
    text = path.read_text("utf-8").replace("ru: Вымышленное определение.", "ru: Вымышленнoе определение.", 1)
    path.write_text(text, "utf-8")
    line = text[: text.index("Вымышленнoе")].count("\n") + 1
    problems = [problem for folder in load(tree)[0].strategies for problem in writing(folder)]
    assert [(problem.path, problem.line, problem.code) for problem in problems] == [
        ("strategies/sample-1/indicators.yml", line, "latin-letter")
    ]


def test_long_and_hostile_texts_are_compared_in_time() -> None:
    """A line of twenty thousand characters of each sort that patterns might stumble over."""
    for part in (
        "{{",
        "[^",
        "[",
        "](",
        "`a``",
        "1 000 ",
        "9",
        "<!-- parity:",
        "| a ",
        "«",
        "*",
        "ка",
        "aқ",
        "- 1\n",
    ):
        text = part * (20_000 // len(part))
        begun = time.perf_counter()
        if dialect.tangled(text):
            continue  # such a chapter is refused before it is parsed
        compare(text, text[: len(text) // 2])
        list(letters.mixed(text))
        letters.other_language(text, "kk")
        assert time.perf_counter() - begun < LONGEST, part
