"""`new-city`: a strategy is begun by the order, passes the check, and says what is still to be written."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sample
import yaml
from citystrategy.checks.checks import check
from citystrategy.problems.codes import UNWRITTEN
from citystrategy.problems.problem import Problem, errors
from citystrategy.reading.load import load
from citystrategy.tools.__main__ import main
from citystrategy.tools.command import DONE, REFUSED
from conftest import ROOT, build

FOLDER = "strategies/shymkent"
SHARED = ("_cities.yml", "_methodology", "_sources.yml")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """The registers of the site, and no strategy."""
    for name in SHARED:
        here, there = ROOT / "strategies" / name, tmp_path / "strategies" / name
        there.parent.mkdir(exist_ok=True)
        shutil.copytree(here, there) if here.is_dir() else shutil.copy(here, there)
    return tmp_path


def problems(root: Path) -> list[Problem]:
    tree, found = load(root)
    return [problem for problem in found + check(tree) if problem.path.startswith(FOLDER)]


def bytes_of(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "strategies").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_begun_strategy_has_no_error_and_lists_all_that_is_open(
    empty: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert main(["new-city", "Шымкент", "--lang", language], empty) == DONE
    told = problems(empty)
    assert not list(errors(told))
    assert {problem.code for problem in told} == set(UNWRITTEN)
    assert str(len(told)) in capsys.readouterr().out.splitlines()[-1]
    order = load(empty)[0].methodologies[-1]
    chapters = [dict(problem.arguments) for problem in told if problem.code == "chapter-unwritten"]
    assert sum(int(str(chapter["number"])) for chapter in chapters) == 2 * sum(
        len(chapter.sections) for chapter in order.chapters
    )
    indicators = sum(problem.code == "indicator-unwritten" for problem in told)
    assert indicators == len(order.recommended_indicators)


def test_each_section_says_what_the_order_asks_of_it(empty: Path) -> None:
    assert main(["new-city", "shymkent"], empty) == DONE
    order = load(empty)[0].methodologies[-1]
    asked = {section for rule in order.rules for section in rule.sections}
    for chapter in order.chapters:
        for language in ("kk", "ru"):
            text = (empty / FOLDER / "chapters" / chapter.file_name(language)).read_text("utf-8")
            notes = re.findall(r"<!--.*?-->", text, re.DOTALL)
            assert len(notes) == len(chapter.sections)
            told = [" ".join(note.split()) for note in notes]
            for rule in order.rules:
                for place, section in enumerate(chapter.sections):
                    if section.id in rule.sections and chapter.id in rule.chapters:
                        assert rule.asks[language] in told[place]
    assert asked


def test_a_section_that_is_written_is_no_longer_listed(empty: Path) -> None:
    assert main(["new-city", "shymkent"], empty) == DONE
    before = len(problems(empty))
    for language, word in (("kk", "Қала өсіп келеді."), ("ru", "Город растет.")):
        path = next((empty / FOLDER / "chapters").glob(f"02-*.{language}.md"))
        path.write_text(re.sub(r"<!--.*?-->", word, path.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    assert not list(errors(problems(empty)))
    assert len(problems(empty)) == before - 2


def test_an_empty_section_without_its_note_is_an_error(empty: Path) -> None:
    assert main(["new-city", "shymkent"], empty) == DONE
    path = next((empty / FOLDER / "chapters").glob("02-*.ru.md"))
    path.write_text(re.sub(r"<!--.*?-->", "", path.read_text("utf-8"), count=1, flags=re.DOTALL), "utf-8")
    assert [problem.code for problem in errors(problems(empty))] == ["section-empty"]


def test_only_a_draft_may_have_open_sections(empty: Path) -> None:
    assert main(["new-city", "shymkent"], empty) == DONE
    path = empty / FOLDER / "strategy.yml"
    path.write_text(path.read_text("utf-8").replace("status: draft", "status: demonstration"), "utf-8")
    assert "section-empty" in {problem.code for problem in errors(problems(empty))}


def test_comments_become_yaml_when_their_signs_are_deleted(empty: Path) -> None:
    assert main(["new-city", "shymkent"], empty) == DONE
    text = (empty / FOLDER / "strategy.yml").read_text("utf-8")
    begin = text.index("# approval:")
    steps = text[begin : text.index("\n\n", begin)]
    data = yaml.safe_load(re.sub(r"^# ?", "", steps, flags=re.MULTILINE))
    wanted = [rule.step for rule in load(empty)[0].methodologies[-1].rules if rule.kind == "step"]
    assert [step["step"] for step in data["approval"]] == wanted


def test_nothing_is_overwritten(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-city", "shymkent"], empty) == DONE
    (empty / FOLDER / "strategy.yml").write_text("status: draft\n", "utf-8")
    before = bytes_of(empty)
    assert main(["new-city", "shymkent", "--lang", "ru"], empty) == REFUSED
    assert FOLDER in capsys.readouterr().err
    assert bytes_of(empty) == before


def test_an_unknown_city_has_a_nearest_one(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = bytes_of(empty)
    assert main(["new-city", "shimkent", "--lang", "ru"], empty) == REFUSED
    assert "«shymkent»" in capsys.readouterr().err
    assert main(["new-city", "shymkent", "--dry-run"], empty) == DONE
    assert bytes_of(empty) == before


def test_a_begun_strategy_is_built_and_no_page_shows_its_notes(tmp_path: Path) -> None:
    sample.project(tmp_path, cities=1)
    shutil.rmtree(tmp_path / "strategies/sample-1")
    command = [sys.executable, "-m", "citystrategy.tools", "new-city", "sample-1", "--lang", "kk"]
    assert subprocess.run(command, cwd=tmp_path / "hooks", check=False).returncode == DONE
    built = build(tmp_path)
    assert built.returncode == 0, built.stderr
    pages = [page for page in (tmp_path / "site").rglob("*.html") if "sample-1" in page.parts]
    assert len(pages) > 50
    assert not [page for page in pages if "to-write" in page.read_text("utf-8")]
    for page, said, blank in (
        ("", "Бұл бөлім әлі жазылмаған.", "әлі жазылмаған"),
        ("ru/", "Этот раздел еще не написан.", "еще не написано"),
    ):
        chapter = (tmp_path / f"site/{page}sample-1/environment/index.html").read_text("utf-8")
        indicator = (tmp_path / f"site/{page}sample-1/indicators/neet/index.html").read_text("utf-8")
        assert "…" not in indicator.partition("<main")[2], "a blank is no text"
        law = (tmp_path / f"site/sample-1/text.{'ru' if page else 'kk'}.akn.xml").read_text("utf-8")
        assert "…" not in law and blank in law
        assert indicator.count(f"<dd>{blank}</dd>") == 4
        both = (tmp_path / "site/sample-1/environment/kk-ru/index.html").read_text("utf-8")
        assert both.count(f'<p class="unwritten">{said}</p>') == 7
        assert chapter.count(f'<p class="unwritten">{said}</p>') == 7
