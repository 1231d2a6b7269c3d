"""`approve`: from a draft to a sealed edition, amended and corrected, and nothing written on a refusal."""

import builtins
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sample
import yaml
from citystrategy.checks.checks import check
from citystrategy.model import Strategy
from citystrategy.problems.problem import Problem, sort
from citystrategy.reading.load import load
from citystrategy.tools.__main__ import main
from citystrategy.tools.command import DONE, REFUSED, UNABLE
from conftest import build

FOLDER = "strategies/sample-1"
EPOCH = "1795305600"
"""22 November 2026."""
BOTH = {"kk": "Ойдан шығарылған", "ru": "Вымышленное"}
DECISION = {
    "number": "25",
    "date": "15.10.2026",
    "registration": "4567",
    "url": "https://example.org/decision",
    "session": "VII",
    "convocation": "VIII",
    "signatories": [{"office": BOTH, "name": BOTH}],
    "versions": {"kk": "https://example.org/kk", "ru": "https://example.org/ru"},
}
STEPS = ("hearings", "central-body", "administration", "proposal")


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture(scope="session")
def ready_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft that lacks nothing but its approval: the approved sample, taken back."""
    root = tmp_path_factory.mktemp("ready")
    sample.tree(root, cities=1, indicators=12, approved=True)
    shutil.rmtree(root / FOLDER / "editions")
    path = root / FOLDER / "strategy.yml"
    about = yaml.safe_load(path.read_text("utf-8"))
    for key in ("editions", "approval", "declarations"):
        del about[key]
    about |= {"status": "draft", "written": about["methodology"]}
    text = yaml.dump(about, Dumper=sample._Dumper, allow_unicode=True, sort_keys=False)
    path.write_text(f"# Бұл жол қалады.\n{text}# Эта строка остается.\n", "utf-8")
    indicators = root / FOLDER / "indicators.yml"
    indicators.write_text(indicators.read_text("utf-8").replace("basis: approved", "basis: illustrative"))
    return root


@pytest.fixture
def draft(ready_tree: Path, tmp_path: Path) -> Path:
    shutil.copytree(ready_tree, tmp_path / "draft")
    return tmp_path / "draft"


def answers(root: Path) -> dict[str, Any]:
    """Right answers to all that an approval asks."""
    rules = load(root)[0].methodologies[-1].rules
    step = {"date": "2026-09-01", "document": BOTH}
    return {
        "decision": DECISION,
        "date": "2026-11-01",
        "approval": {**dict.fromkeys(STEPS, step), "maslikhat": {"document": BOTH}},
        "declarations": {
            "by": BOTH,
            "date": "2026-10-20",
            **{rule.id: {"statement": BOTH} for rule in rules if rule.kind == "statement"},
        },
    }


def approve(root: Path, given: dict[str, Any], *options: str) -> int:
    """The command with a file of answers."""
    file = root / "answers.yml"
    file.write_text(yaml.safe_dump(given, allow_unicode=True), "utf-8")
    return main(["approve", "sample-1", "--lang", "ru", "--answers", str(file), *options], root)


def problems(root: Path) -> list[Problem]:
    tree, found = load(root)
    return sort(found + check(tree))


def strategy(root: Path) -> Strategy:
    about = load(root)[0].strategies[0].strategy
    assert about is not None
    return about


def kept(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "strategies").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def edited(root: Path, name: str, old: str, new: str) -> None:
    path = root / FOLDER / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def reworded(root: Path, word: str) -> None:
    """A sentence more in one chapter, in both languages."""
    for language in ("kk", "ru"):
        path = next((root / FOLDER / "chapters").glob(f"02-*.{language}.md"))
        path.write_text(path.read_text("utf-8").replace(".[^sample]\n", f" {word}.[^sample]\n", 1), "utf-8")


AMENDMENT = {
    "decision": {"number": "31", "date": "2026-11-10", "url": "https://example.org/31"},
    "date": "2026-11-15",
    "changes": BOTH,
}
CORRECTION = {"date": "2026-11-20", "reason": BOTH, "changes": BOTH}


def test_from_a_draft_to_an_amended_and_corrected_edition(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert approve(draft, answers(draft)) == DONE
    assert "sha256:" in capsys.readouterr().out
    assert problems(draft) == []
    about = strategy(draft)
    assert (about.status, len(about.editions), len(about.approval)) == ("approved", 1, 5)
    assert about.decision is not None and about.decision.signatories[0].name.ru == BOTH["ru"]
    assert about.approval[-1].date == about.decision.date
    text = (draft / FOLDER / "strategy.yml").read_text("utf-8")
    assert text.startswith("# Бұл жол қалады.\n") and "# Эта строка остается.\n" in text
    assert approve(draft, AMENDMENT) == REFUSED, "nothing has changed"

    reworded(draft, "екінші")
    edited(draft, "indicators.yml", "basis: approved", "basis: illustrative")
    assert approve(draft, AMENDMENT) == DONE
    assert problems(draft) == []
    reworded(draft, "үшінші")
    assert approve(draft, CORRECTION, "--correction") == DONE
    assert problems(draft) == []
    about = strategy(draft)
    kinds = ["approval", "amendment", "technical-correction"]
    assert [edition.kind for edition in about.editions] == kinds
    assert about.decision is not None and about.decision.number == "31"
    stored = sorted(path.name for path in (draft / FOLDER / "editions").iterdir())
    assert stored == ["1.json", "2.json", "3.json"]

    site = tmp_path / "site"
    sample.project(site, cities=0)
    shutil.rmtree(site / "strategies")
    shutil.copytree(draft / "strategies", site / "strategies")
    built = build(site)
    assert built.returncode == 0, built.stderr


def test_a_correction_changes_nothing_that_was_decided_unless_the_decision_has_it_so(
    draft: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert approve(draft, answers(draft)) == DONE
    edited(draft, "indicators.yml", "value: 60", "value: 61")
    reworded(draft, "2031")
    before = kept(draft)
    capsys.readouterr()
    assert approve(draft, CORRECTION, "--correction") == REFUSED
    told = capsys.readouterr().err
    assert "60 → 61" in told.replace(",0", "") and "– → 2031" in told, told
    assert "as_decided: На этот вопрос нужен ответ" in told
    assert approve(draft, {**CORRECTION, "as_decided": "нет"}, "--correction") == REFUSED
    assert "нужно решение маслихата" in capsys.readouterr().err
    assert kept(draft) == before
    prompts = typed(iter(["возможно", "нет"]), monkeypatch)
    assert main(["approve", "sample-1", "--lang", "ru", "--correction"], draft) == REFUSED
    assert len(prompts) == 2 and kept(draft) == before
    assert approve(draft, {**CORRECTION, "as_decided": "да"}, "--correction") == DONE
    assert problems(draft) == []


def typed(lines: Iterator[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lines that are typed at the console, and the prompts that asked for them."""
    prompts: list[str] = []

    def line(prompt: str = "") -> str:
        prompts.append(prompt)
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(builtins, "input", line)
    return prompts


FIRST = ["", "25", "15.10.2027", "15 қазан", "15.10.2026", "4567", "example.org", "https://example.org/d"]
"""The first answers of a person, four of them wrong, up to the address of the decision."""
REST = ["VII", "", "", "", "", "01.10.2026", "01.11.2026"]
STEPPED = ["01.09.2026", "құжат", "документ", "", "", "", "", "құжат", "документ", "https://example.org/s"]
"""The hearings; the central body, proposal and administration are left out; the session."""


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_answer_is_looked_at_at_once(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    yes = {"kk": "иә", "ru": "да"}[language]
    prompts = typed(iter([*FIRST, *REST, *STEPPED[:7], *STEPPED[7:], "", yes]), monkeypatch)
    assert main(["approve", "sample-1", "--lang", language], draft) == DONE
    told = capsys.readouterr()
    assert len([line for line in told.err.splitlines() if "2027" in line or "example.org" in line]) >= 2
    about = strategy(draft)
    assert about.decision is not None and about.decision.date.isoformat() == "2026-10-15"
    assert about.decision.convocation is None
    assert [step.step for step in about.approval] == ["hearings", "maslikhat"]
    assert not [problem for problem in problems(draft) if problem.severity == "error"]
    assert len(prompts) == len([*FIRST, *REST, *STEPPED, "", yes])


@pytest.mark.parametrize("stop", [0, 3, len(FIRST), len(FIRST) + 5])
def test_a_stop_writes_nothing(draft: Path, monkeypatch: pytest.MonkeyPatch, stop: int) -> None:
    before = kept(draft)
    typed(iter([*FIRST, *REST][:stop]), monkeypatch)
    assert main(["approve", "sample-1"], draft) == UNABLE
    assert kept(draft) == before


def test_a_refusal_at_the_end_writes_nothing(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept(draft)
    typed(iter([*FIRST, *REST, *STEPPED, "", "нет"]), monkeypatch)
    assert main(["approve", "sample-1", "--lang", "ru"], draft) == REFUSED
    assert kept(draft) == before


def test_all_that_is_wrong_in_a_file_is_told_at_once(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = kept(draft)
    given = answers(draft)
    given["decision"] = {**DECISION, "number": "", "date": "2027-01-01", "url": "www.example.org"}
    given["decision"]["sesion"] = "1"
    given["approval"]["hearings"] = {"date": "2026-09-01", "document": {"kk": "<b>x</b>"}}
    assert approve(draft, given) == REFUSED
    told = capsys.readouterr().err
    for key in ("number", "date", "url"):
        assert len(re.findall(rf"^decision\.{key}: ", told, re.MULTILINE)) == 1
    assert "approval.hearings.document.kk" in told and "approval.hearings.document.ru" in told
    assert "«decision.sesion»" in told and "«decision.session»" in told
    assert kept(draft) == before


def test_options_answer_too(draft: Path) -> None:
    given = answers(draft)
    del given["date"]
    before = kept(draft)
    assert approve(draft, given) == REFUSED
    assert approve(draft, given, "--set", "date=2026-11-01", "--dry-run") == DONE
    assert kept(draft) == before
    assert approve(draft, given, "--set", "date=2026-11-01") == DONE


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("strategy.yml", "status: draft", "status: demonstration", ""),
        ("indicators.yml", "ru: Вымышленное определение.", "ru: …", "indicator-unwritten"),
        ("indicators.yml", "decimals: 1", "decimals: 9", "field-range"),
    ],
)
def test_what_stands_in_the_way_is_told_before_anything_is_asked(
    draft: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    old: str,
    new: str,
    code: str,
) -> None:
    edited(draft, name, old, new)
    before = kept(draft)
    prompts = typed(iter([]), monkeypatch)
    assert main(["approve", "sample-1", "--lang", "ru"], draft) == REFUSED
    assert code in capsys.readouterr().err
    assert not prompts and kept(draft) == before


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a: [", b"- 1\n", b"[" * 5000, b"x: 1\n" * 400_000])
def test_a_damaged_file_of_answers_is_said(
    draft: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (draft / "answers.yml").write_bytes(content)
    before = kept(draft)
    command = ["approve", "sample-1", "--lang", "ru", "--answers", str(draft / "answers.yml")]
    assert main(command, draft) == UNABLE
    assert "answers.yml" in capsys.readouterr().err
    assert kept(draft) == before


def test_one_wrong_day_is_one_problem(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What depends on it is not called unknown."""
    given = answers(draft)
    given["decision"] = {**given["decision"], "date": "31.02.2026"}
    assert approve(draft, given) == REFUSED
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_the_mark_of_a_number_is_not_doubled(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = answers(draft)
    number = given["decision"]["number"]
    given["decision"] = {**given["decision"], "number": f"№ {number}"}
    assert approve(draft, given) == DONE
    (edition,) = strategy(draft).editions
    assert edition.decision and edition.decision.number == number
    assert "оба файла" not in capsys.readouterr().out


def test_answers_that_repeat_one_another_are_not_unfolded(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["a: &a [x, x]", *(f"b{n}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(24))]
    (draft / "answers.yml").write_text("\n".join(lines), "utf-8")
    command = ["approve", "sample-1", "--lang", "ru", "--answers", str(draft / "answers.yml")]
    assert main(command, draft) == UNABLE
    assert "не читается" in capsys.readouterr().err
