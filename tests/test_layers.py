"""The floors of the house: no folder imports one of its own floor or above, and each library has its room."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "hooks" / "citystrategy"
EVENTS = PACKAGE.parent / "events.py"
FLOORS = {
    "words": 1,
    "markdown": 1,
    "cache": 1,
    "day": 1,
    "workdays": 1,
    "model": 2,
    "problems": 2,
    "addresses": 2,
    "reading": 3,
    "editions": 3,
    "method": 3,
    "checks": 4,
    "charts": 4,
    "editing": 5,
    "facts": 5,
    "site": 6,
    "outputs": 7,
    "events": 8,
    "tools": 8,
}
"""Floor of every folder of the package, of the modules beside them, and of `events.py`."""
ROOMS = {
    "mkdocs": {"events.py", "tools/preview/pages.py"},
    "altair": {"charts/shapes.py"},
    "vl_convert": {"charts/shapes.py", "charts/drawing.py", "charts/pictures.py"},
    "docx": {"outputs/word_document.py"},
    "xlsxwriter": {"outputs/workbook.py", "tools/yearly/written.py"},
    "typst": {"outputs/typesetting/press.py"},
    "pikepdf": {"outputs/typesetting/press.py"},
    "openpyxl": {"tools/yearly/excel.py"},
    "xlrd": {"tools/yearly/excel97.py"},
    "markdown_it": {"markdown"},
    "yaml": {
        "reading/source.py",
        "words",
        "problems/codes.py",
        "workdays.py",
        "editing/yaml_marks.py",
        "editing/yaml_text.py",
        "tools",
    },
}
"""Libraries, and the folders or modules that may import them."""


def modules() -> list[Path]:
    """Every module of the program."""
    return [EVENTS, *sorted(PACKAGE.rglob("*.py"))]


def name(module: Path) -> str:
    """A module's path within the package, or `events.py`."""
    return module.relative_to(PACKAGE).as_posix() if module != EVENTS else "events.py"


def room(module: Path) -> str:
    """The folder of a module, or the module itself where it lies beside the folders."""
    return name(module).split("/")[0].removesuffix(".py")


def imported(module: Path) -> Iterator[str]:
    """Dotted names of what a module imports, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(module)}: imports have their whole name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_has_its_floor() -> None:
    assert {room(module) for module in modules()} == {*FLOORS, "__init__"}


@pytest.mark.parametrize("module", modules(), ids=name)
def test_no_import_leads_up(module: Path) -> None:
    here = room(module)
    for there in (dotted.split(".")[1] for dotted in imported(module) if dotted.startswith("citystrategy.")):
        assert there == here or FLOORS[there] < FLOORS[here], f"{name(module)} imports {there}"


@pytest.mark.parametrize("library", ROOMS)
def test_libraries_have_their_rooms(library: str) -> None:
    users = {
        name(module) for module in modules() if library in {name.split(".")[0] for name in imported(module)}
    }
    homes = {user if user in ROOMS[library] else user.split("/")[0] for user in users}
    assert homes == ROOMS[library]


def test_no_two_classes_have_one_name() -> None:
    found: dict[str, list[str]] = {}
    for module in modules():
        for node in ast.parse(module.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(name(module))
    assert {one: where for one, where in found.items() if len(where) > 1} == {}


def test_the_developers_guide_names_what_exists() -> None:
    root = PACKAGE.parent.parent
    guide = (root / "DEVELOPERS.md").read_text("utf-8")
    places = (root, root / "hooks", PACKAGE, root / "overrides")
    for path in re.findall(r"`((?:[a-z_]+/)+[a-z_.-]+\.[a-z]+)`", guide):
        assert any((place / path).exists() for place in places), path
    rooms = dict[str, set[str]]()
    folder = ""
    for first, modules_named in re.findall(r"^\|(?: (`[^|]+))? \| (.*?) \|", guide, re.MULTILINE):
        folder = folder if not first else first.strip("`/") if first.endswith("/`") else ""
        rooms.setdefault(folder, set()).update(re.findall(r"`(\w+)`", modules_named))
    for folder, named in rooms.items():
        if folder:
            there = {path.stem for path in (PACKAGE / folder).rglob("*.py")} - {"__init__", "__main__"}
            assert named == there, folder
