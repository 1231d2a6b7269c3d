"""Makes the pictures of the guides from the running program, in both languages.

    .venv/bin/python scripts/guide_pictures.py [NAME …]

Each picture is what a command prints or a page shows, of a copy of this checkout, never drawn by hand.
Needs the packages of requirements-test.txt and a Chromium (its path in the variable CHROMIUM).
"""

import html
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/images"
LANGUAGES = ("kk", "ru")
COLOURS = 32
WIDTH = 720
"""Width of a picture in CSS pixels."""
DENSITY = 1.5
"""Pixels of a picture for each of CSS, so that letters are clear and a picture is not heavy."""
CONSOLE = """<!doctype html><meta charset="utf-8"><style>
  body {{ background: #1b1f24; color: #e6e6e6; margin: 0; padding: 16px 20px }}
  pre {{ font: 15px/1.5 "Liberation Mono", monospace; margin: 0 }}
  pre {{ overflow-wrap: anywhere; white-space: pre-wrap }}
  b {{ color: #9ecbff; font-weight: 400 }}
</style><pre><b>&gt; {command}</b>\n{answer}</pre>"""

ENVIRONMENT = "strategies/astana/chapters/06-environment"
CORRECTION = (
    (f"{ENVIRONMENT}.kk.md", "күшті жел", "қатты жел"),
    (f"{ENVIRONMENT}.ru.md", "сильные ветры", "сильный ветер"),
    ("strategies/astana/actuals/2024.yml", "value: 6.4", "value: 6.6"),
)
"""A correction in both languages, and of a value."""

Shot = Callable[[Browser, str, Path], bytes]
"""A picture as PNG: of a language, with a folder for a copy of the checkout."""


def copied(folder: Path) -> Path:
    """A copy of what the commands read and write."""
    root = folder / "city-strategies"
    left = shutil.ignore_patterns(".git", ".venv", ".cache", "site", "tests", "node_modules")
    shutil.copytree(ROOT, root, ignore=left)
    return root


def answered(root: Path, command: str, language: str) -> str:
    """What a command prints."""
    arguments = command.split()
    checking = arguments[0] == "check"
    program = ["scripts/check.py", *arguments[1:]] if checking else ["-m", "citystrategy.tools", *arguments]
    environment = {**os.environ, "LC_ALL": f"{language}_KZ.UTF-8", "PYTHONPATH": str(root / "hooks")}
    answer = subprocess.run(
        [sys.executable, *program], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    return (answer.stdout + answer.stderr).strip()


def console(browser: Browser, root: Path, command: str, language: str) -> bytes:
    """What a command prints, with the command above it."""
    said = html.escape(answered(root, command, language))
    shown = browser.new_page(viewport={"width": WIDTH, "height": 100}, device_scale_factor=DENSITY)
    shown.set_content(CONSOLE.format(command=f"python scripts/dev.py {html.escape(command)}", answer=said))
    taken = shown.screenshot(full_page=True)
    shown.close()
    return taken


def check(browser: Browser, language: str, folder: Path) -> bytes:
    """The answer of the check to a decimal comma."""
    root = copied(folder)
    file = root / "strategies/astana/actuals/2024.yml"
    text = file.read_text("utf-8").replace("value: 6.4", "value: 6,4")
    file.write_text(text, "utf-8")
    return console(browser, root, "check", language)


def page(browser: Browser, address: str, height: int) -> bytes:
    """The upper part of a page; `height` in CSS pixels."""
    shown = browser.new_page(viewport={"width": WIDTH, "height": height}, device_scale_factor=DENSITY)
    shown.goto(address)
    taken = shown.screenshot()
    shown.close()
    return taken


def edited(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """A copy, known to git, in which texts of files are replaced: file, before, after."""
    root = copied(folder)
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "."]):
        author = ["-c", "user.name=guide", "-c", "user.email=guide@example.kz"]
        subprocess.run(["git", *author, *arguments], cwd=root, check=True)
    for name, before, after in changes:
        text = (root / name).read_text("utf-8")
        if before not in text:
            raise LookupError(f"{name}: {before}")
        (root / name).write_text(text.replace(before, after, 1), "utf-8")
    return root


def compare(browser: Browser, language: str, folder: Path) -> bytes:
    """What a corrected sentence and a value change for readers."""
    root = edited(folder, *CORRECTION)
    answered(root, "compare --format html --to compare.html", language)
    return page(browser, (root / "compare.html").as_uri(), 690)


SHOTS: dict[str, Shot] = {"check": check, "compare": compare}
"""The pictures, by their name in the guides."""


def small(picture: bytes) -> bytes:
    """A PNG of few colours."""
    with Image.open(io.BytesIO(picture)) as image:
        made = io.BytesIO()
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def main() -> None:
    """Makes the pictures that are named, or all."""
    wanted = sys.argv[1:] or list(SHOTS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"]
        )
        for name in wanted:
            for language in LANGUAGES:
                with tempfile.TemporaryDirectory() as folder:
                    picture = small(SHOTS[name](browser, language, Path(folder)))
                (FOLDER / f"{name}.{language}.png").write_bytes(picture)
                print(f"{name}.{language}.png: {len(picture) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
