"""Publishing into a server's folder, and the files by which the site is run."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import publish
import pytest

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_only_what_changed_is_written_and_what_is_gone_is_deleted(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "қала site"
    write(site, {"index.html": "1", "sitemap.xml": "", "ru/index.html": "1", "old/index.html": "1"})
    assert publish.publish(site, folder) == (4, 0) and held(folder) == held(site)
    kept = (folder / "index.html").stat().st_mtime_ns
    shutil.rmtree(site / "old")
    write(site, {"index.html": "1", "ru/index.html": "2", "new/a.css": "x"})
    assert publish.publish(site, folder) == (2, 1) and held(folder) == held(site)
    assert not (folder / "old").exists()
    assert (folder / "index.html").stat().st_mtime_ns == kept, "browsers keep it"


def test_pages_come_after_what_they_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    write(site, {"index.html": "", "index.html.gz": "", "z/site.css": "", "a/index.html": ""})
    order: list[str] = []
    monkeypatch.setattr(publish, "put", lambda file, there: order.append(file.name) or True)
    publish.publish(site, tmp_path / "folder")
    assert order[0] == "site.css"


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, {"site/index.html": "x", "site/sitemap.xml": "x", "home/letter.txt": "x"})
    command = [
        sys.executable,
        str(DEPLOY / "publish.py"),
        "--site",
        str(tmp_path / "site"),
        str(tmp_path / "home"),
    ]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 1 and "no site" in refused.stderr
    assert held(tmp_path / "home") == {"letter.txt": "x"}
    (tmp_path / "site/index.html").unlink()
    assert "dev.py build" in subprocess.run(command, capture_output=True, text=True, check=False).stderr


def test_the_container_copies_what_there_is_and_runs_without_rights() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    for source in re.findall(r"^COPY (?!--from)(\S+)", text, re.M):
        assert (ROOT / source).exists(), source
    for script in re.findall(r"(?:scripts|deploy)/\w+\.py", text):
        assert (ROOT / script).is_file(), script
    images = re.findall(r"^FROM (\S+)", text, re.M)
    assert all(":" in image for image in images if "/" in image)
    assert re.findall(r"^USER (\S+)", text, re.M)[-1] == "101"
    served = re.search(r"root (\S+);", (DEPLOY / "nginx/http.conf").read_text("utf-8"))
    assert served and f"{served[1]}/" in text
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".git", ".venv", ".cache", "site"} <= set(ignored)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_the_timer_is_one() -> None:
    said = subprocess.run(
        ["systemd-analyze", "calendar", "*-*-* 00:20:00 Asia/Almaty"], capture_output=True, check=False
    )
    assert said.returncode == 0


def test_what_the_service_calls_is_there() -> None:
    text = (DEPLOY / "systemd/strategies.service").read_text("utf-8")
    for script in re.findall(r"python3 (\S+\.py)", text):
        assert (ROOT / script).is_file(), script
