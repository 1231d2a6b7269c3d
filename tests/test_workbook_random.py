"""Whatever stands in the open cells is taken, refused or told of: nothing is lost, nothing breaks."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import workbook_trees as trees
import yaml
from citystrategy.editing import observed
from citystrategy.method.standing import standing_on
from citystrategy.reading.load import load
from citystrategy.tools.__main__ import main
from citystrategy.tools.yearly import form, told
from citystrategy.tools.yearly.asked import Round, round_of
from citystrategy.tools.yearly.found import CellRemark, found, mark_of
from citystrategy.tools.yearly.grid import Grid, Place, Returned, SheetCell, UnopenedError, reference
from citystrategy.tools.yearly.opened import opened
from citystrategy.tools.yearly.signed import signed
from citystrategy.tools.yearly.understood import Understood, understood
from citystrategy.words.words import tool_words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_trees import SOURCE, YEAR

TODAY = date(2026, 11, 22)
LIKELY = (
    SOURCE, "да", "нет", "низкий", "Новая", "отстает", "Ескертпе", "17,3", "1 638 233", "\u22120,369", "17 %",
    "https://example.org/1", "SCI 11", "", "  ", "27.03.2026", "официальный", "=1+1", "#Н/Д", "sample",
)  # fmt: skip
NO = ("нет", "жоқ", "no", "false", "0", "0.0", "-0.0")
"""What says no as an empty cell does, where a value may be provisional."""
CONTENTS = st.one_of(
    st.sampled_from(LIKELY),
    st.sampled_from((1, 5, 17, 76, 1300, 0.17, 0.5, -3.2)),
    st.text(max_size=12),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
)
CELLS = st.builds(
    lambda content, percent, formula, fault: SheetCell(content, percent and _number(content), formula, fault),
    CONTENTS,
    st.booleans(),
    st.sampled_from((False, False, False, True)),
    st.sampled_from((False, False, False, True)),
)
PLACES = st.tuples(
    st.sampled_from(("values", "corrections", "sources", "sign_off")), st.integers(0), st.integers(0)
)


def _number(content: object) -> bool:
    return isinstance(content, int | float) and not isinstance(content, bool)


class Ground:
    """A round and the workbook that was made for it; no dataclass, since Hypothesis would print it whole."""

    def __init__(self, root: Path, asked: Round, returned: Returned) -> None:
        self.root, self.asked, self.returned = root, asked, returned


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    root = tmp_path_factory.mktemp("random")
    trees.tree(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", trees.EPOCH)
        make = ["workbook", "make", "sample-1", str(YEAR), "--lang", "ru", "--out", str(root / "ru.xlsx")]
        assert main(make, root) == 0
    tree = load(root)[0]
    asked = round_of(tree, standing_on(tree.strategies[0], TODAY), YEAR)
    yield Ground(root, asked, opened(root / "ru.xlsx"))


def grid_of(returned: Returned, key: str) -> Grid:
    return next(grid for grid in returned.grids if grid.text(form.KEYS, 1).startswith(f"{key}."))


def open_places(grid: Grid, key: str) -> list[Place]:
    """All cells of the open columns, those that are grey for their row too."""
    rows = sorted({row for row, _ in grid.cells if row >= form.FIRST})
    rows += [max(rows) + 1, max(rows) + 2] if key == "sources" else []
    keys = {column.key: column.open for column in form.SHEETS[key]}
    columns = [column for row, column in grid.cells if row == form.KEYS]
    return [
        (row, column)
        for row in rows
        for column in columns
        if keys.get(grid.text(form.KEYS, column).partition(".")[2])
    ]


Written = list[tuple[tuple[str, int, int], SheetCell]]


def filled(ground: Ground, written: Written) -> tuple[Returned, dict[tuple[str, Place], SheetCell]]:
    """The workbook with cells written, and those that now hold something else than before."""
    returned = Returned(tuple(replace(grid, cells=dict(grid.cells)) for grid in ground.returned.grids))
    changed: dict[tuple[str, Place], SheetCell] = {}
    for (key, row, column), cell in written:
        grid = grid_of(returned, key)
        places = open_places(grid_of(ground.returned, key), key)
        at = places[(row * 7919 + column) % len(places)]
        before = grid_of(ground.returned, key).cells.get(at)
        grid.cells.pop(at, None)
        grid.put(*at, cell)
        changed.pop((key, at), None)
        if grid.cells.get(at) != before:
            changed[key, at] = cell
    return returned, changed


def answer(ground: Ground, returned: Returned) -> tuple[Understood, list[CellRemark], list[CellRemark]]:
    """What a workbook says, what is wrong and what is noticed."""
    mark = mark_of(returned)
    assert mark is not None
    sheets = found(returned, mark.language)
    said = understood(ground.asked, mark, sheets)
    signature = signed(ground.asked, sheets.tables.get("sign_off"), said.taken)
    return said, [*said.wrong, *signature.wrong], [*said.noticed, *signature.noticed]


@given(written=st.lists(st.tuples(PLACES, CELLS), max_size=12))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_is_taken_refused_or_told_of(ground: Ground, written: Written) -> None:
    returned, changed = filled(ground, written)
    said, wrong, noticed = answer(ground, returned)
    for words in map(tool_words, ("kk", "ru", "en")):
        assert all(told.remark(remark, words, "wrong") for remark in wrong)
        assert all(told.remark(remark, words, "noticed") for remark in noticed)
        assert all(list(told.change(taken, said.titles, words)) for taken in said.taken)
    rows = {(taken.sheet, taken.row) for taken in said.taken}
    named = {
        (remark.sheet, remark.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for remark in [*wrong, *noticed]
    }
    for (key, (row, column)), cell in changed.items():
        sheet = grid_of(returned, key).name
        answered = (sheet, row) in rows or (sheet, str(row)) in named
        # Letters and names are told of for the whole sheet; an emptied cell of a row says nothing new.
        answered |= key == "sign_off" and bool(said.taken or wrong or noticed)
        answered |= key == "sources" and bool(noticed or said.sources)
        assert answered or _stood(ground, key, row, column, cell), (key, reference((row, column)), cell)


def _stood(ground: Ground, key: str, row: int, column: int, cell: SheetCell) -> bool:
    """Whether a cell says what stood there in other letters, such as «нет» where nothing is provisional."""
    grid = grid_of(ground.returned, key)
    name = grid.text(form.KEYS, column).partition(".")[2]
    before = grid.text(row, column)
    alone = not cell.fault  # of a formula, what it gave is read
    if name == "provisional":
        return alone and str(cell.content).strip().casefold() in NO
    if key != "values":
        return False
    return (alone and str(cell.content).split() == before.split()) or (name == "source" and before == SOURCE)


@given(
    written=st.lists(st.tuples(PLACES, CELLS), max_size=3), value=st.sampled_from((1300, 1250.5, "1 310,5"))
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_taken_is_what_the_files_then_say(ground: Ground, written: Written, value: object) -> None:
    returned, _ = filled(ground, written)
    grid = grid_of(returned, "values")
    names = {grid.text(form.KEYS, column).partition(".")[2]: column for row, column in grid.cells if row == 1}
    row = next(row for row, _ in sorted(grid.cells) if grid.text(row, 1) == "amount")
    grid.put(row, names["value"], SheetCell(value))  # type: ignore[arg-type]
    grid.put(row, names["source"], SheetCell(SOURCE))
    said, wrong, _ = answer(ground, returned)
    if said.wrong:
        assert wrong
        return
    entries = [taken.entry for taken in said.taken]
    change = observed.change(ground.root, entries, TODAY)
    for entry in entries:
        there = yaml.safe_load(change.after[entry.path] or "")["values"]
        item = next(item for item in there if item["indicator"] == entry.indicator)
        for key, content in entry.fields.items():
            assert item.get(key) == content or str(item[key]) == str(content), (key, item)


@given(
    damage=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=40),
    cut=st.floats(0, 1),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_never_a_traceback(
    ground: Ground, damage: list[tuple[int, int]], cut: float
) -> None:
    content = bytearray((ground.root / "ru.xlsx").read_bytes())
    for place, byte in damage:
        content[place % len(content)] = byte
    path = ground.root / "damaged.xlsx"
    path.write_bytes(bytes(content[: len(content) if cut < 0.7 else int(len(content) * cut)]))
    _opens_or_says_why(path)


@given(
    part=st.integers(0),
    place=st.integers(0),
    text=st.sampled_from(("", "<", "9" * 400, "&#x0;", "</a>", '"', "-1")),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_parts_are_never_a_traceback(ground: Ground, part: int, place: int, text: str) -> None:
    path = ground.root / "parts.xlsx"
    with zipfile.ZipFile(ground.root / "ru.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        names = old.namelist()
        for number, name in enumerate(names):
            content = old.read(name)
            if number == part % len(names):
                at = place % len(content)
                content = content[:at] + text.encode() + content[at + 1 :]
            new.writestr(name, content)
    _opens_or_says_why(path)


def _opens_or_says_why(path: Path) -> None:
    try:
        returned = opened(path)
    except UnopenedError as error:
        for words in map(tool_words, ("kk", "ru", "en")):
            assert str(path) in words(f"workbook.unopened.{error.code}", path=path, **error.arguments)
        return
    mark = mark_of(returned)
    if mark is not None:
        found(returned, mark.language)
