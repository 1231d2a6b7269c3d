"""`remove-demonstrations`: the demonstrations go together, nothing else does, and an empty site is right."""

import shutil
from pathlib import Path

import pytest
import sample
from citystrategy.checks.checks import check
from citystrategy.reading.load import load
from citystrategy.tools.__main__ import main
from citystrategy.tools.command import DONE, REFUSED
from conftest import build

COMMAND = ["remove-demonstrations", "--lang", "ru"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two demonstrations and a draft."""
    sample.project(tmp_path, cities=3)
    for number in (1, 2):
        path = tmp_path / f"strategies/sample-{number}/strategy.yml"
        path.write_text(path.read_text("utf-8").replace("status: draft", "status: demonstration"), "utf-8")
    return tmp_path


def kept(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "strategies").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_only_demonstrations_go(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = kept(project)
    assert main(COMMAND, project) == REFUSED
    assert "strategies/sample-1, strategies/sample-2" in capsys.readouterr().err
    assert main([*COMMAND, "--dry-run"], project) == DONE
    assert kept(project) == before
    assert "Было бы удалено: strategies/sample-1/strategy.yml\n" in capsys.readouterr().out
    assert main([*COMMAND, "--yes"], project) == DONE
    said = capsys.readouterr().out
    assert "Удалено: strategies/sample-1/strategy.yml\n" in said and "Записано" not in said
    gone = ("strategies/sample-1/", "strategies/sample-2/")
    assert kept(project) == {path: data for path, data in before.items() if not path.startswith(gone)}
    assert not (project / "strategies/sample-1").exists(), "no folder is left empty"
    tree, problems = load(project)
    assert [folder.city.slug for folder in tree.strategies] == ["sample-3"]
    assert not [problem for problem in problems + check(tree) if problem.severity == "error"]
    assert main(COMMAND, project) == DONE, "there is nothing more to remove"


def test_an_empty_national_site_is_built(project: Path) -> None:
    shutil.rmtree(project / "strategies/sample-3")
    assert main([*COMMAND, "--yes"], project) == DONE
    built = build(project)
    assert built.returncode == 0, built.stderr
    assert (project / "site/index.html").is_file()


def test_a_file_that_is_no_text_stops_all(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "strategies/sample-2/.DS_Store").write_bytes(b"\xff\xfe\x00")
    before = kept(project)
    assert main([*COMMAND, "--yes"], project) == REFUSED
    assert "sample-2/.DS_Store" in capsys.readouterr().err
    assert kept(project) == before
