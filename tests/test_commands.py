"""The documented commands, called as they are written: by the system's Python, on any console."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import dev
import pytest
import sample
from citystrategy.editing import change
from citystrategy.tools.__main__ import main as command
from conftest import ROOT

DOCUMENTS = (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
KNOWN = {"dev.py", "check.py", "build.py", "bench.py", "bench_server.py", "lighthouse.py"}
KNOWN |= {"guide_pictures.py", "bench_search.py"}
"""Scripts that documents name; those of readers are tried here, the others by tests of their own."""
CONSOLES = ("utf-8", "cp866", "cp1251")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An approved city, not sealed yet, with the program and an environment beside it."""
    root = tmp_path / "project"
    sample.tree(root, cities=1, indicators=12, approved=True)
    shutil.rmtree(root / "strategies/sample-1/editions")
    about = root / "strategies/sample-1/strategy.yml"
    about.write_text(re.sub(r"  seal: .*\n", "", about.read_text("utf-8")), "utf-8", newline="\n")
    for name in ("hooks", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.txt", root)
    environment = root / ".venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin/python").symlink_to(sys.executable)
    (environment / "lib").symlink_to(Path(sys.prefix) / "lib")
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", environment)
    lock = (ROOT / "requirements.txt").read_bytes() + sys.version.encode()
    (environment / "requirements.txt.sha256").write_text(hashlib.sha256(lock).hexdigest(), "ascii")
    return root


def run(root: Path, console: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """A script by a Python that has no packages."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    variables = {**kept, "PYTHONIOENCODING": console, "LC_ALL": "kk_KZ.UTF-8"}
    system = getattr(sys, "_base_executable", sys.executable)
    return subprocess.run([system, *arguments], cwd=root, env=variables, capture_output=True, check=False)


@pytest.mark.parametrize("command", ["check", "build", "test"])
def test_a_commit_with_what_is_made_here_is_refused(tmp_path: Path, command: str) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / ".cache/charts").mkdir(parents=True)
    (tmp_path / ".cache/charts/forged.svg").write_text("<svg/>", "utf-8")
    for git in (["init", "-q"], ["add", "-f", ".cache"]):
        subprocess.run(["git", *git], cwd=tmp_path, check=True)
    refused = run(tmp_path, "utf-8", "scripts/dev.py", command)
    assert refused.returncode == 1
    assert b"git rm -r --cached .cache" in refused.stderr
    assert not (tmp_path / ".venv").exists()


def test_this_repository_tracks_nothing_that_is_made() -> None:
    dev.refuse_made()


def test_every_documented_script_is_known() -> None:
    named = {
        name for path in DOCUMENTS for name in re.findall(r"scripts/([a-z_]+\.py)", path.read_text("utf-8"))
    }
    assert named <= KNOWN
    assert {path.name for path in (ROOT / "scripts").glob("*.py")} >= named


@pytest.mark.skipif(os.name == "nt", reason="the environment of the test is made of links")
@pytest.mark.parametrize("console", CONSOLES)
def test_sealing_and_checking_as_written(project: Path, console: str) -> None:
    checked = run(project, console, "scripts/check.py")
    assert checked.returncode == 1 and b"seal-missing" in checked.stdout
    sealed = run(project, console, "scripts/dev.py", "seal", "sample-1")
    assert (sealed.returncode, sealed.stderr) == (0, b"")
    assert (project / "strategies/sample-1/editions/1.json").is_file()
    assert "seal: sha256:" in (project / "strategies/sample-1/strategy.yml").read_text("utf-8")
    again = run(project, console, "scripts/dev.py", "seal", "sample-1", "--dry-run")
    assert again.returncode == 0 and b"Traceback" not in again.stderr
    assert run(project, console, "scripts/check.py").returncode == 0


def test_a_seal_is_written_whole_or_not_at_all(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    about = project / "strategies/sample-1/strategy.yml"
    before, write = about.read_bytes(), change._put

    def full(path: Path, text: str) -> None:
        if "seal: sha256:" in text:
            raise OSError(28, "No space left on device", str(path))
        write(path, text)

    monkeypatch.setattr(change, "_put", full)
    assert command(["seal", "sample-1", "--lang", "ru"], project) == 2
    assert "на диске не осталось места" in capsys.readouterr().err
    assert about.read_bytes() == before
    assert not (project / "strategies/sample-1/editions/1.json").exists()
