"""Every problem code has a case: a change of a correct tree that triggers it, and only it.

A case lists edits and the problems that they cause; `base: approved` makes them in a sealed tree.
A problem's code is the file's name unless it says another; its line is the line number, or 0 for
the line on which the new text stands.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from citystrategy.checks.checks import check
from citystrategy.checks.references import known_source
from citystrategy.problems.problem import Problem, sort
from citystrategy.reading.load import load
from citystrategy.words.words import words_in

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
WORDS = {"error", "warning", "nearest", "paragraph", "summary"}
KNOWN = {"recommended-missing"}
"""What the sample tree itself lacks: it has five indicators, and the order recommends twelve."""


def problems(root: Path) -> list[Problem]:
    tree, found = load(root)
    return sort(found + check(tree))


def apply(root: Path, edit: dict[str, Any]) -> None:
    path = root / edit["file"]
    if "delete" in edit:
        path.unlink()
    elif "link" in edit:
        path.unlink()
        path.symlink_to(root / edit["link"])
    elif "bytes" in edit:
        path.write_bytes(bytes.fromhex(edit["bytes"]))
    elif "text" in edit:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(edit["text"], "utf-8")
    elif "repeat" in edit:
        path.write_text(edit["repeat"] * edit["times"], "utf-8")
    elif "folder" in edit:
        path.unlink()
        path.mkdir()
    else:
        text = path.read_text("utf-8")
        assert edit["old"] in text, f"{edit['old']!r} is not in {edit['file']}"
        path.write_text(text.replace(edit["old"], edit["new"], -1 if edit.get("all") else 1), "utf-8")


def base(case: dict[str, Any], request: pytest.FixtureRequest) -> Path:
    """The correct tree that a case changes: of a draft, or of an approved and sealed strategy."""
    tree: Path = request.getfixturevalue("approved_tree" if case.get("base") == "approved" else "tree")
    return tree


def line_of(root: Path, case: dict[str, Any]) -> int:
    edit = case["edits"][0]
    text = (root / edit["file"]).read_text("utf-8")
    return text.count("\n", 0, text.index(edit["new"])) + 1


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    tree = base(case, request)
    before = problems(tree)
    assert {problem.code for problem in before} == (set() if "base" in case else KNOWN)
    for edit in case["edits"]:
        apply(tree, edit)
    expected = {
        (problem["path"], problem["line"] or line_of(tree, case), problem.get("code", path.stem))
        for problem in case["problems"]
    }
    also = set(case.get("also", []))
    reported = {
        (problem.path, problem.line, problem.code) for problem in problems(tree) if problem not in before
    }
    assert {problem for problem in reported if problem[2] not in also} == expected
    assert {problem[2] for problem in reported if problem[2] in also} == also


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_message(path: Path, language: str, request: pytest.FixtureRequest) -> None:
    """The message can be worded in each language, with nothing left to fill in."""
    case = yaml.safe_load(path.read_text("utf-8"))
    tree = base(case, request)
    for edit in case["edits"]:
        apply(tree, edit)
    reported = [problem for problem in problems(tree) if problem.code == path.stem]
    words = words_in(language)
    assert reported
    for problem in reported:
        message = problem.render(words)
        assert message.startswith(f"{problem.path}:{problem.line}:")
        own = message.replace(str(dict(problem.arguments).get("written")), "")
        assert "{" not in own.replace("{#", "").replace("{{", "").replace("{%", "")


def test_every_code_has_a_case() -> None:
    codes = set(words_in("en").words["problems"]) - WORDS
    assert codes == {path.stem for path in CASES}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("sample-1/actuals", "sample-1/Actuals"),
        ("sample-1/chapters", "sample-1/Chapters"),
        ("sample-1/chapters", "sample-1/chapter"),
        ("sample-1/indicators.yml", "sample-1/indicator.yml"),
        ("sample-1/indicators.yml", "sample-1/INDICATORS.YML"),
        ("sample-1/strategy.yml", "sample-1/strategy.yaml"),
        ("sample-1/actuals/2024.yml", "sample-1/actuals/2024.YML"),
        ("sample-1/chapters/03-vision.kk.md", "sample-1/chapters/3-vision.kk.md"),
        ("sample-1/chapters/03-vision.kk.md", "sample-1/chapters/03-VISION.kk.md"),
        ("sample-1/chapters/03-vision.kk.md", "sample-1/chapters/03-vision.kk.txt"),
        ("sample-1", "Sample-1"),
        ("_sources.yml", "sources.yml"),
        ("_methodology", "_Methodology"),
    ],
)
def test_a_renamed_file_or_folder_is_one_problem(tree: Path, right: str, wrong: str) -> None:
    folder = tree / "strategies"
    before = {problem.code for problem in problems(tree)}
    (folder / right).rename(folder / wrong)
    (found,) = [problem for problem in problems(tree) if problem.code not in before]
    assert found.path == f"strategies/{wrong}"
    assert dict(found.arguments)["nearest"] == right.rpartition("/")[2]


def test_nearest_names_are_offered(tree: Path) -> None:
    path = tree / "strategies/sample-1/indicators.yml"
    path.write_text(path.read_text("utf-8").replace("  better:", "  beter:", 1), "utf-8")
    unknown = next(problem for problem in problems(tree) if problem.code == "field-unknown")
    assert dict(unknown.arguments)["nearest"] == "better"
    assert "«better»" in unknown.message(words_in("kk"))


@pytest.mark.parametrize(
    ("written", "year", "suggested"),
    [
        ("bns-live-expectancy", 2020, "bns-life-expectancy"),
        # Its register entry says 1999–2022: it cannot hold a value of 2025.
        ("bns-live-expectancy", 2025, ""),
        ("bns-live-expectancy", None, "bns-life-expectancy"),
        ("pres-neet-2022", 2022, "press-neet-2022"),
        ("press-neet-2020", 2020, ""),
    ],
)
def test_a_source_that_cannot_be_meant_is_not_offered(written: str, year: int | None, suggested: str) -> None:
    register = {
        "bns-life-expectancy": "Өмір сүру ұзақтығы, 1999–2022 Продолжительность жизни, 1999–2022",
        "press-neet-2022": "NEET",
    }
    (problem,) = known_source("x.yml", 1, written, register, year)
    assert dict(problem.arguments)["nearest"] == suggested


def test_all_problems_are_shown_at_once(tree: Path) -> None:
    names = ["field-unknown", "section-missing", "chapter-missing", "source-unknown", "yaml-syntax"]
    for name in names:
        case = yaml.safe_load((Path(__file__).parent / "cases" / f"{name}.yml").read_text("utf-8"))
        if name == "chapter-missing":
            case["edits"][0]["file"] = "strategies/sample-1/chapters/05-human-development.kk.md"
        for edit in case["edits"]:
            apply(tree, edit)
    assert {problem.code for problem in problems(tree)} >= set(names)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("value: 27.6", "value: .nan", "yaml-number"),
        ("r: indicator-1", "r: indicator-11", "indicator-unknown"),
    ],
)
def test_one_mistake_is_one_problem(tree: Path, old: str, new: str, code: str) -> None:
    """What refers to the faulty value is not reported too."""
    for language in ("kk", "ru"):
        path = tree / f"strategies/sample-1/chapters/03-vision.{language}.md"
        path.write_text(path.read_text("utf-8") + '\n{{ actual("indicator-1", 2020) }}\n', "utf-8")
    assert {problem.code for problem in problems(tree)} == KNOWN
    apply(tree, {"file": "strategies/sample-1/actuals/2020.yml", "old": old, "new": new})
    assert {problem.code for problem in problems(tree)} == KNOWN | {code}


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("profile.yml", "Profile.yml", "file-unknown"),
        ("actuals/2024.yml", "actuals/2024.YML", "file-unknown"),
        ("actuals/2024.yml", "actuals/2024.yaml", "file-unknown"),
        ("actuals", "Actuals", "file-unknown"),
        ("chapters/03-vision.kk.md", "chapters/03-Vision.kk.md", "chapter-unknown"),
    ],
)
def test_a_name_in_other_letters_is_one_problem(tree: Path, name: str, written: str, code: str) -> None:
    (tree / "strategies/sample-1" / name).rename(tree / "strategies/sample-1" / written)
    assert [problem.code for problem in problems(tree) if problem.code not in KNOWN] == [code]
