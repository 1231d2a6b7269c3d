"""`scripts/dev.py` and `scripts/build.py` on machines that are not as they should be: mended, or told."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import build as building
import dev
import pytest

ROOT = Path(__file__).parent.parent
BARE = venv.create
posix = pytest.mark.skipif(os.name == "nt", reason="stands on links and rights as POSIX has them")


def said(key: str) -> re.Pattern[str]:
    """What a message looks like in all three languages, whatever fills it."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(raw(key))), re.DOTALL)


def raw(key: str) -> str:
    told = json.loads(dev.WORDS.read_text("utf-8"))[key]
    return "\n".join(told[language] for language in ("kk", "ru", "en"))


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without packages, in a folder with a space and Kazakh letters in its name."""
    root = tmp_path / "Менің құжаттарым" / "қала 1"
    root.mkdir(parents=True)
    (root / "requirements.txt").write_text("", "utf-8")
    shutil.copytree(
        ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("node_modules", "__pycache__")
    )
    monkeypatch.setattr(dev, "ROOT", root)
    monkeypatch.setattr(dev, "ENVIRONMENT", root / ".venv")
    return root


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Environments get something that answers as pip does: the real one takes seconds to put there."""
    create = venv.create

    def made(folder: Path, with_pip: bool, clear: bool) -> None:
        create(folder, with_pip=False, clear=clear)
        for packages in (folder / "lib").glob("python*/site-packages"):
            (packages / "pip.py").write_text("", "utf-8")

    monkeypatch.setattr(dev.venv, "create", made)


@pytest.mark.parametrize("script", ["dev.py"])
def test_an_old_python_gets_as_far_as_being_told(script: str) -> None:
    text = (ROOT / "scripts" / script).read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    assert "annotations" in {
        name.name for node in tree.body if isinstance(node, ast.ImportFrom) for name in node.names
    }
    # What Python 3.8 would stumble over when it runs the module, annotations left aside.
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            assert node.value.id not in {"list", "dict", "tuple", "set", "type"} or in_annotation(tree, node)
        assert not (isinstance(node, ast.Attribute) and node.attr in {"removeprefix", "removesuffix"})


def in_annotation(tree: ast.AST, wanted: ast.AST) -> bool:
    for node in ast.walk(tree):
        for notes in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if notes is not None and wanted in ast.walk(notes):
                return True
    return False


def test_an_old_python_is_told_so(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 20))
    monkeypatch.setattr(dev.platform, "python_version", lambda: "3.8.20")
    with pytest.raises(SystemExit) as ended:
        dev.install("requirements.txt")
    assert ended.value.code == 2
    assert said("old").search(told := capsys.readouterr().err) and "3.8.20" in told
    assert not (checkout / ".venv").exists()


@posix
@pytest.mark.usefixtures("quickly")
def test_an_environment_is_made_and_made_once(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dev.install("requirements.txt")
    assert said("making").search(capsys.readouterr().err)
    assert (checkout / ".venv/requirements.txt.sha256").is_file()
    dev.install("requirements.txt")
    assert capsys.readouterr().err == ""


@posix
@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("damage", ["no pip", "no python", "no home", "a folder only", "no python, marked"])
def test_a_half_made_environment_is_made_anew(
    checkout: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = checkout / ".venv"
    if damage == "a folder only":
        environment.mkdir()
    else:
        BARE(environment, with_pip=False)
    if damage.startswith("no python"):
        for python in (environment / "bin").glob("python*"):
            python.unlink()
    if damage == "no home":
        (environment / "bin/python").unlink()
        (environment / "bin/python").symlink_to(checkout / "gone/python3")
    if "marked" in damage:
        wanted = dev.hashlib.sha256(b"" + sys.version.encode()).hexdigest()
        (environment / "requirements.txt.sha256").write_text(wanted, "ascii")
    dev.install("requirements.txt")
    assert said("remaking").search(capsys.readouterr().err)
    assert dev.has_pip()


def test_a_python_without_ensurepip_is_told_of(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def create(*_: object, **__: object) -> None:
        raise subprocess.CalledProcessError(1, "ensurepip", b"No module named ensurepip")

    monkeypatch.setattr(dev.venv, "create", create)
    with pytest.raises(SystemExit):
        dev.install("requirements.txt")
    told = capsys.readouterr().err
    assert said("no_venv").search(told) and "No module named ensurepip" in told


def test_without_network_nothing_is_damaged_and_the_next_call_goes_on(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "requirements.txt").write_text(f"nothing==1 --hash=sha256:{'0' * 64}\n", "utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "https://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setattr(dev, "python", lambda: sys.executable)
    (checkout / ".venv").mkdir()
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(SystemExit) as ended:
        dev.install("requirements.txt")
    assert ended.value.code == 2 and said("no_network").search(capsys.readouterr().err)
    (checkout / "requirements.txt").write_text("", "utf-8")
    dev.install("requirements.txt")
    assert "remaking" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("system", "machine", "key"),
    [("posix", "riscv64", "no_wheel"), ("nt", "ARM64", "arm"), ("nt", "AMD64", "no_wheel")],
)
def test_a_system_without_a_ready_package_is_told_of(
    system: str, machine: str, key: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.platform, "machine", lambda: machine)
    monkeypatch.setattr(dev.platform, "platform", lambda: "a system")
    monkeypatch.setattr(dev, "SYSTEM", system)
    with pytest.raises(SystemExit) as ended:
        dev.why_not_installed("ERROR: No matching distribution found for vl-convert-python==1.9.0.post1\n")
    told = capsys.readouterr().err
    assert ended.value.code == 2 and said(key).search(told) and "vl-convert-python" in told


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_checkout_that_cannot_be_written_is_told_of(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.chmod(0o555)
    try:
        with pytest.raises(SystemExit) as ended:
            dev.install("requirements.txt")
    finally:
        checkout.chmod(0o755)
    assert ended.value.code == 2 and said("read_only").search(capsys.readouterr().err)


def test_a_disk_that_takes_nothing_is_told_of(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def create(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system", str(checkout))

    monkeypatch.setattr(dev.venv, "create", create)
    with pytest.raises(SystemExit) as ended:
        dev.install("requirements.txt")
    assert ended.value.code == 2 and said("read_only").search(capsys.readouterr().err)


@posix
@pytest.mark.parametrize("console", ["cp866", "cp1251", "ascii"])
def test_a_folder_with_a_space_and_kazakh_letters_serves_on_any_console(checkout: Path, console: str) -> None:
    shutil.copytree(ROOT / "hooks", checkout / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    (checkout / ".venv").mkdir()
    for held in Path(sys.prefix).iterdir():
        (checkout / ".venv" / held.name).symlink_to(held)
    mark = checkout / ".venv/requirements.txt.sha256"
    mark.unlink(missing_ok=True)
    mark.write_text(dev.hashlib.sha256(sys.version.encode()).hexdigest(), "ascii")
    command = [sys.executable, str(checkout / "scripts/dev.py"), "check", "--lang", "kk"]
    environment = {**os.environ, "PYTHONIOENCODING": console}
    checked = subprocess.run(command, cwd="/", env=environment, capture_output=True, check=False)
    told = checked.stderr.decode()
    assert checked.returncode == 2 and "strategies папкасы жоқ" in told and "қала 1" in told


def test_a_build_that_has_nowhere_to_write_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(building.tempfile, "mkdtemp", refuse)
    assert building.main(tmp_path) == 1
    assert said("read_only").search(capsys.readouterr().err)


def test_every_message_is_in_three_languages_and_used() -> None:
    words = json.loads(dev.WORDS.read_text("utf-8"))
    text = "".join((ROOT / "scripts" / name).read_text("utf-8") for name in ("dev.py", "build.py"))
    for key, told in words.items():
        assert set(told) == {"kk", "ru", "en"} and f'"{key}"' in text, key
        fields = {language: set(re.findall(r"\{(\w+)\}", told[language])) for language in told}
        assert fields["kk"] == fields["ru"] <= fields["en"] or key == "tracked", key


@pytest.mark.parametrize("held", ["site", "new"])
def test_a_folder_that_is_held_is_waited_for_and_the_last_site_comes_back(
    tmp_path: Path, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("site", "before"), ("new", "after")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, "utf-8")
    refusals, rename = [0], Path.rename

    def refused(folder: Path, name: Path) -> Path:
        if folder.name == held and refusals[0]:
            refusals[0] -= 1
            raise PermissionError(13, "in use", str(folder))
        return rename(folder, name)

    monkeypatch.setattr(Path, "rename", refused)
    monkeypatch.setattr(building, "PATIENCE", 0.3)
    refusals[0] = 1_000
    with pytest.raises(PermissionError):
        building.put(tmp_path, tmp_path / "new")
    assert (tmp_path / "site/index.html").read_text("utf-8") == "before"
    refusals[0] = 2
    building.put(tmp_path, tmp_path / "new")
    assert (tmp_path / "site/index.html").read_text("utf-8") == "after"
    assert not (tmp_path / ".last-site").exists()


def test_the_launcher_for_windows_has_its_ends_of_lines_and_says_what_is_missing() -> None:
    text = (ROOT / "dev.cmd").read_bytes()
    assert text.count(b"\r\n") == text.count(b"\n")
    lines = text.decode().splitlines()
    assert any(line.strip().startswith('py -3 "%~dp0scripts\\dev.py" %*') for line in lines)
    assert sum(line.startswith("echo ") for line in lines) == 3
