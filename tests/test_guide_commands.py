"""Every command in the guides is there, and does what the guide says in a copy of this checkout."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import dev
import pytest
from citystrategy.tools.__main__ import COMMANDS, main
from citystrategy.words.words import LANGUAGES
from conftest import ROOT, demonstrated

GUIDES = sorted(path for path in (ROOT / "docs").glob("*.md"))
CALL = re.compile(r"(?:^|`|\s)(?:python3? )?scripts/dev\.py ([a-z][^`\n]*)", re.M)
SETTING_UP = {"build", "site", "test"}
REFUSED = {
    "remove-demonstrations",
    "approve kostanay",
    "approve kostanay --correction",
    "check --city kostanay --strict-order",
    "seal kostanay --dry-run",
}
"""What the guide says is refused: without `--yes`, and as long as the new strategy is not written."""
CSV = "Қала;Индикатор;Жыл;Мән;Дереккөз\nАстана;neet;2025;6,4;bns-unemployment\n"
OWN = {"znacheniya.csv": "manderi.csv", "sravnenie.html": "salystyru.html", "letters pisma": "letters hattar"}
"""Names of files that the Russian guides give, and those of the Kazakh ones."""
JANUARY = "1799020800"
"""4 January 2027: a year is kept in January of the next."""
FIRST, LAST = ("new-city", "workbook make"), "remove-demonstrations"
"""What other commands need comes first, and last what takes away what they need."""


def calls(code: str) -> list[str]:
    """The calls of `dev.py` in the guides of a language, each once, what others need first."""
    texts = (path.read_text("utf-8") for path in GUIDES if path.name.endswith(f".{code}.md"))
    found = dict.fromkeys(call.strip() for text in texts for call in CALL.findall(text))
    whole = [call for call in found if not re.search(r"[а-яәіңғүұқөһ]", call, re.I)]
    return sorted(whole, key=lambda call: (call.startswith(LAST), not call.startswith(FIRST)))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout that git knows."""
    root = tmp_path_factory.mktemp("guides") / "project"
    for name in ("strategies", "docs", "overrides", "hooks", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    author = ("-c", "user.name=guide", "-c", "user.email=guide@example.kz")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", ".")):
        subprocess.run(["git", *author, *arguments], cwd=root, check=True)
    return root


def test_both_languages_call_the_same() -> None:
    russian = calls("ru")
    for own, kazakh in OWN.items():
        russian = [call.replace(own, kazakh) for call in russian]
    lang = re.compile(r"--lang (kk|ru)")
    assert {lang.sub("", call) for call in calls("kk")} == {lang.sub("", call) for call in russian}


def test_every_command_is_told() -> None:
    words = [call.split() for call in calls("kk")]
    named = {" ".join(parts[:2]) if parts[0] == "workbook" else parts[0] for parts in words}
    told = {*COMMANDS, "workbook make", "workbook read", "check"} - {"workbook", "schemas"}
    assert named - SETTING_UP == told


@demonstrated
def test_every_call_does_what_the_guide_says(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy)
    monkeypatch.setenv("LC_ALL", "kk_KZ.UTF-8")
    (copy / "manderi.csv").write_text(CSV, "utf-8")
    ended = {}
    for call in calls("kk"):
        command, *arguments = shlex.split(call)
        if command in SETTING_UP:
            assert hasattr(dev, command)
        elif command == "check":
            script = [sys.executable, "scripts/check.py", *arguments]
            ended[call] = subprocess.run(script, cwd=copy, capture_output=True, check=False).returncode
        elif command != "serve":  # it does not end by itself; tests/test_serve.py
            with monkeypatch.context() as patched:
                if command == "archive":
                    patched.setenv("SOURCE_DATE_EPOCH", JANUARY)
                ended[call] = main([command, *arguments], copy)
    said = capsys.readouterr()
    assert {call for call, status in ended.items() if status} == REFUSED, said.err[-3000:]
    assert "Traceback" not in said.err


@pytest.mark.parametrize("code", LANGUAGES)
def test_files_that_a_guide_names_are_there(code: str) -> None:
    text = "".join(path.read_text("utf-8") for path in GUIDES if path.name.endswith(f".{code}.md"))
    named = set(re.findall(r"(?:deploy|hooks|scripts)/[\w./-]*\w", text))
    assert len(named) > 5
    assert {name for name in named if not (ROOT / name).exists()} == set()
