"""What others made and readers are sent is named with its licence, and nothing else of others is sent."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTICE = (ROOT / "NOTICE.md").read_text("utf-8")
OTHERS, OWN = NOTICE.split("## Our own")
LOADED = {".css", ".js", ".svg", ".woff2", ".woff", ".ttf", ".otf", ".wasm", ".mjs", ".map", ".ico"}
SIGNS = re.compile(rb"copyright|licen[cs]e|@preserve|sourceMappingURL", re.IGNORECASE)


def tracked() -> list[Path]:
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in asked.stdout.split("\0") if name]


def shipped() -> list[Path]:
    """Files of the repository that sites and pictures are made of as they are, and that may be another's."""
    folders = (ROOT / "overrides", ROOT / "hooks")
    loaded = [
        file
        for file in tracked()
        if file.suffix in LOADED and any(folder in file.parents for folder in folders)
    ]
    return [file for file in loaded if "tools" not in file.parts and not file.read_bytes().startswith(b"{#")]


def test_every_file_that_is_loaded_is_named() -> None:
    assert shipped()
    for file in shipped():
        assert f"`{file.relative_to(ROOT).as_posix()}`" in NOTICE, f"name it in NOTICE.md: {file}"


def test_every_file_that_is_named_is_there() -> None:
    for path in re.findall(r"`((?:\w+/)+[\w.-]+\.\w+)`", NOTICE):
        assert (ROOT / path).is_file(), path


@pytest.mark.parametrize("kind", [".woff2", ".ttf"])
def test_no_font_is_our_own(kind: str) -> None:
    fonts = [file.relative_to(ROOT).as_posix() for file in shipped() if file.suffix == kind]
    assert fonts
    for font in fonts:
        assert f"`{font}`" in OTHERS and f"`{font}`" not in OWN


def test_what_is_our_own_claims_no_other_owner() -> None:
    for path in re.findall(r"`(overrides/[\w./-]+)`", OWN):
        assert not SIGNS.search((ROOT / path).read_bytes()), path


def test_a_built_site_loads_these_files_and_no_others_and_carries_their_licences(site: Path) -> None:
    assets = {path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.is_file()}
    ours = {
        file.relative_to(ROOT / "overrides").as_posix()
        for file in tracked()
        if (ROOT / "overrides/assets") in file.parents
    }
    assert assets == ours, "neither Material's nor anybody else's"
    for text in re.findall(r"`overrides/(assets/fonts/OFL-\w+\.txt)`", OTHERS):
        licence = (site / text).read_text("utf-8")
        assert licence.startswith("Copyright ") and "SIL OPEN FONT LICENSE Version 1.1" in licence
    stray = [path for path in site.rglob("*") if path.suffix in LOADED and "assets" not in path.parts]
    drawn = {path for path in stray if path.parent.name == "indicators" and path.suffix == ".svg"}
    assert set(stray) == drawn, "the charts that are taken away"


def test_the_licences_of_program_and_texts_are_named_where_people_look() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in ("LICENSE", "LICENSE-content.md", "NOTICE.md", "CONTRIBUTING.md"):
        assert (ROOT / name).is_file() and f"]({name})" in readme, name
    content = (ROOT / "LICENSE-content.md").read_text("utf-8")
    assert all(heading in content for heading in ("**Қазақша.**", "**По-русски.**", "**In English.**"))
