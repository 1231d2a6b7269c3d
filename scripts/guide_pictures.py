"""Makes the pictures of the guides from the running program, in both languages.

    .venv/bin/python scripts/guide_pictures.py [NAME …]

Each picture is what a command prints or a page shows, of a copy of this checkout, never drawn by hand.
Needs the packages of requirements-test.txt and a Chromium (its path in the variable CHROMIUM); for the
sheet of the workbook LibreOffice and pdftoppm (on Debian: libreoffice-calc, poppler-utils).
"""

import html
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import sample
import yaml
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

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
  pre {{ font: 20px/1.45 "Liberation Mono", monospace; margin: 0 }}
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

ACTUALS = "strategies/astana/actuals/2025.yml"
VALUE = """  - indicator: life-expectancy
    value: 78.78
    source: press-life-expectancy-2025
"""
"""A published value that is gathered once more for the pictures."""
BOOK = "astana-2025.xlsx"
SIGNED = {"filled_by": "А. Серікова", "checked_by": "Б. Омаров", "date": date(2026, 11, 27)}
"""Invented persons."""
SHOWN = {"values.name", "values.unit", "values.last", "values.value", "values.date", "values.source"}
"""The columns of the sheet of values that its picture has room for."""
SAMPLE = "strategies/sample-1"
DECISION = ("25/3", "35.10.2026", "15.10.2026", "")
"""Answers to the first questions of an approval: a number, a day that is none, a day, nothing."""
PROMPT = "> "
PORT = 8157
PATIENCE = 60
"""Seconds in which the preview has to answer."""

Shot = Callable[[Browser, str, Path], bytes]
"""A picture as PNG: of a language, with a folder for a copy of the checkout."""


def copied(folder: Path) -> Path:
    """A copy of what the commands read and write."""
    root = folder / "city-strategies"
    left = shutil.ignore_patterns(".git", ".venv", ".cache", "site", "tests", "node_modules")
    shutil.copytree(ROOT, root, ignore=left)
    return root


def answered(root: Path, command: str, language: str, typed: Sequence[str] = ()) -> str:
    """What a command prints, with what is typed as answers to its questions."""
    arguments = command.split()
    checking = arguments[0] == "check"
    program = ["scripts/check.py", *arguments[1:]] if checking else ["-m", "citystrategy.tools", *arguments]
    environment = {**os.environ, "LC_ALL": f"{language}_KZ.UTF-8", "PYTHONPATH": str(root / "hooks")}
    answer = subprocess.run(
        [sys.executable, *program],
        cwd=root,
        env=environment,
        input="\n".join(typed),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    said = answer.stdout.strip()
    for place, line in enumerate(typed, 1):
        # What is typed stands on a console, but not in what the command prints.
        parts = said.split(PROMPT, place)
        said = f"{PROMPT.join(parts[:place])}{PROMPT}{line}\n{parts[place]}"
    return said


def console(browser: Browser, root: Path, command: str, language: str, typed: Sequence[str] = ()) -> bytes:
    """What a command prints, with the command above it."""
    said = html.escape(answered(root, command, language, typed))
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


def asked_again(folder: Path) -> Path:
    """A copy in which a value that is published is still to be gathered."""
    root = copied(folder)
    text = (root / ACTUALS).read_text("utf-8")
    if VALUE not in text:
        raise LookupError(VALUE)
    (root / ACTUALS).write_text(text.replace(VALUE, ""), "utf-8")
    for chapter in (root / "strategies/astana/chapters").iterdir():
        said = chapter.read_text("utf-8").replace('{{ actual("life-expectancy", 2025) }}', "78,78")
        chapter.write_text(said, "utf-8")
    return root


def filled(folder: Path, language: str, value: str, *, signs: bool = True) -> Path:
    """A copy with the workbook of a round in which one value, its source and who gave it are filled in."""
    root = asked_again(folder)
    answered(root, "workbook make astana 2025", language)
    book = openpyxl.load_workbook(root / BOOK)
    _, values, _, sources, signed = book.worksheets[:5]
    titles = {row["sources.id"].value: row[f"sources.title_{language}"].value for row in rows(sources)}
    for row in rows(values):
        if (row["values.indicator"].value, row["values.year"].value) == ("life-expectancy", 2025):
            row["values.value"].value = value
            row["values.source"].value = titles["press-life-expectancy-2025"]
    for row in rows(signed) if signs else ():
        row["sign_off.given"].value = SIGNED.get(str(row["sign_off.item"].value))
    book.save(root / BOOK)
    return root


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet of a workbook, their cells by the keys of its hidden first row."""
    keys = [str(cell.value) for cell in sheet[1]]
    return [dict(zip(keys, row, strict=True)) for row in sheet.iter_rows(min_row=4)]


def workbook(browser: Browser, language: str, folder: Path) -> bytes:
    """The sheet of values as LibreOffice shows it: what is asked and the cells to fill in."""
    root = filled(folder, language, "78,78")
    book = openpyxl.load_workbook(root / BOOK)
    guide, values, *others = book.worksheets
    for sheet in (guide, *others):
        sheet.sheet_state = "hidden"
    book.active = 1
    for key, cell in zip([str(cell.value) for cell in values[1]], values[3], strict=True):
        values.column_dimensions[cell.column_letter].hidden = key not in SHOWN
    values.print_area = "B3:M8"
    values.print_title_rows = None
    values.oddFooter.left.text = values.oddFooter.right.text = None
    values.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.save(root / BOOK)
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    convert = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(root),
        str(root / BOOK),
    ]
    subprocess.run(convert, check=True, capture_output=True)
    drawn = ["pdftoppm", "-r", "150", "-png", "-singlefile", "-f", "1", "-l", "1"]
    subprocess.run([*drawn, str((root / BOOK).with_suffix(".pdf")), str(root / "sheet")], check=True)
    with Image.open(root / "sheet.png") as image:
        return trimmed(image)


def trimmed(image: Image.Image) -> bytes:
    """A sheet of paper without its margins, as wide as the other pictures."""
    box = ImageOps.invert(image.convert("L")).getbbox()
    cut = image.crop(box)
    width = round(WIDTH * DENSITY)
    made = io.BytesIO()
    cut.resize((width, round(cut.height * width / cut.width)), Image.Resampling.LANCZOS).save(made, "PNG")
    return made.getvalue()


def reading(browser: Browser, language: str, folder: Path) -> bytes:
    """What reading a filled workbook would change."""
    return console(browser, filled(folder, language, "78,78"), f"workbook read {BOOK} --dry-run", language)


def refusal(browser: Browser, language: str, folder: Path) -> bytes:
    """How reading names the cell of a value that is none."""
    root = filled(folder, language, {"kk": "78 жас", "ru": "около 78"}[language], signs=False)
    return console(browser, root, f"workbook read {BOOK}", language)


@contextmanager
def served(root: Path, language: str) -> Iterator[str]:
    """The address at which the preview of a copy answers."""
    command = [sys.executable, "-m", "citystrategy.tools", "serve", "astana", "--port", str(PORT)]
    environment = {**os.environ, "LC_ALL": f"{language}_KZ.UTF-8", "PYTHONPATH": str(root / "hooks")}
    server = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{PORT}/{'' if language == 'kk' else 'ru/'}"
    finally:
        server.terminate()
        server.wait()


def opened(browser: Browser, address: str, height: int) -> Page:
    """A page of the preview, once it answers."""
    shown = browser.new_page(viewport={"width": WIDTH, "height": height}, device_scale_factor=DENSITY)
    for _ in range(PATIENCE):
        try:
            shown.goto(address, wait_until="load")
            return shown
        except PlaywrightError:
            time.sleep(1)
    raise TimeoutError(address)


def serve(browser: Browser, language: str, folder: Path) -> bytes:
    """The preview of a chapter with a mistake in a source's name."""
    wrong = [
        (f"{ENVIRONMENT}.{code}.md", "[^press-air-class-2022]", "[^press-air-2022]") for code in LANGUAGES
    ]
    with served(edited(folder, *wrong), language) as address:
        shown = opened(browser, f"{address}astana/environment/", 560)
        return shown.screenshot()


def monitoring(browser: Browser, language: str, folder: Path) -> bytes:
    """The row of an indicator on the monitoring page, with its newest value."""
    with served(copied(folder), language) as address:
        shown = opened(browser, f"{address}astana/monitoring/", 900)
        place = shown.locator("#life-expectancy")
        place.scroll_into_view_if_needed()
        box = place.bounding_box() or {"y": 0.0, "height": 900.0}
        return shown.screenshot(clip={**box, "x": 0, "width": WIDTH})


def approve(browser: Browser, language: str, folder: Path) -> bytes:
    """The first questions of an approval, of an invented city."""
    root = copied(folder)
    shutil.rmtree(root / "strategies")
    sample.tree(root, cities=1, indicators=12, approved=True)
    shutil.rmtree(root / SAMPLE / "editions")
    about = yaml.safe_load((root / SAMPLE / "strategy.yml").read_text("utf-8"))
    kept = {key: about[key] for key in about if key not in ("editions", "approval", "declarations")}
    kept |= {"status": "draft", "written": about["methodology"].replace()}
    (root / SAMPLE / "strategy.yml").write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    plan = root / SAMPLE / "indicators.yml"
    plan.write_text(plan.read_text("utf-8").replace("basis: approved", "basis: illustrative"), "utf-8")
    return console(browser, root, "approve sample-1", language, DECISION)


SHOTS: dict[str, Shot] = {
    "approve": approve,
    "check": check,
    "compare": compare,
    "monitoring": monitoring,
    "reading": reading,
    "refusal": refusal,
    "serve": serve,
    "workbook": workbook,
}
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
