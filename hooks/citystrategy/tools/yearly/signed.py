"""The sheet of the sign-off: who filled in, who checked, and by which letter each body gave its values.

Owns that values are entered only over two names and a day. Must not write files.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from citystrategy.editing import given
from citystrategy.editing.given import UnclearError
from citystrategy.editing.receipts import Received
from citystrategy.tools.yearly import cells, form
from citystrategy.tools.yearly.asked import Round, body_key
from citystrategy.tools.yearly.cells import CellError
from citystrategy.tools.yearly.found import CellRemark, Row, Table
from citystrategy.tools.yearly.grid import SheetCell, reference
from citystrategy.tools.yearly.understood import Taken


@dataclass
class Signed:
    """What the sheet says."""

    receipts: list[Received] = field(default_factory=list)
    wrong: list[CellRemark] = field(default_factory=list)
    noticed: list[CellRemark] = field(default_factory=list)


def signed(asked: Round, table: Table | None, taken: Iterable[Taken]) -> Signed:
    """The receipts for the values that are taken; without any, nothing is asked."""
    result = Signed()
    changes = list(taken)
    if table is None:
        if changes:
            result.wrong.append(CellRemark("", "", "sheet_gone", {"key": "sign_off"}))
        return result
    said = _read(table, asked, result)
    if not changes:
        if any(part is not None for parts in said.values() for part in parts):
            result.noticed.append(CellRemark(table.grid.name, "", "signed_nothing"))
        return result
    _complete(table, said, result)
    if result.wrong:
        return result
    filled_by, checked_by, day = (said[item][0] for item in form.SIGNED)
    if cells.folded(filled_by) == cells.folded(checked_by):
        result.noticed.append(CellRemark(table.grid.name, "", "signed_alone"))
    sent = _sent(asked, changes)
    for key in said.keys() - {*form.SIGNED, *(key for key, _ in sent)}:
        if any(part is not None for part in said[key]):
            result.noticed.append(
                CellRemark(table.grid.name, "", "letter_unused", {"body": asked.bodies[key]})
            )
    for key, path in sent:
        letter, letter_date = said.get(key, (None, None))
        content = {
            "date": day,
            "body": asked.bodies[key].model_dump(),
            "letter": letter,
            "letter_date": letter_date,
        }
        content |= {"filled_by": filled_by, "checked_by": checked_by}
        result.receipts.append(Received(path, content))
    return result


def _sent(asked: Round, changes: Iterable[Taken]) -> list[tuple[str, str]]:
    """Each body, by its key, with each file that has a new value of it, in the order of the plan."""
    pairs = {(body_key(taken.indicator.responsible), taken.entry.path) for taken in changes}
    order = list(asked.bodies)
    return sorted(pairs, key=lambda pair: (order.index(pair[0]), pair[1]))


def _read(table: Table, asked: Round, result: Signed) -> dict[str, tuple[Any, date | None]]:
    """What stands in each row, and the date of a letter."""
    said: dict[str, tuple[Any, date | None]] = {}
    today = asked.standing.today
    for row in table.rows:
        item = table.grid.text(*row.places["item"]) if "item" in row.places else ""
        if item not in form.SIGNED and item not in asked.bodies:
            if "given" in row.cells or "letter_date" in row.cells:
                result.wrong.append(
                    CellRemark(table.grid.name, reference(row.places["given"]), "row_unknown")
                )
            continue
        read_given = _day if item == "date" else cells.text
        there = _cell(table, row, "given", read_given, today, result)
        day = _cell(table, row, "letter_date", _day, today, result)
        if item in form.SIGNED and day is not None:
            unneeded = {"title": table.titles["letter_date"]}
            where = reference(row.places["letter_date"])
            result.wrong.append(CellRemark(table.grid.name, where, "not_needed_here", unneeded))
        said[item] = there, day
    return said


def _cell(table: Table, row: Row, key: str, read: Any, today: date, result: Signed) -> Any:
    cell = row.cells.get(key)
    if cell is None or cell.empty:
        return None
    where = reference(row.places[key])
    try:
        if cell.fault or (cell.formula and given.blank(cell.content)):
            raise CellError("fault" if cell.fault else "uncomputed", value=cell.content)
        content = read(cell)
        if isinstance(content, date) and content > today:
            raise CellError("to_come", date=content)
    except CellError as error:
        result.wrong.append(CellRemark(table.grid.name, where, error.code, error.arguments))
    except UnclearError as error:
        result.wrong.append(CellRemark(table.grid.name, where, "unclear", {"error": error}))
    else:
        return content
    return ""


def _day(cell: SheetCell) -> date:
    return given.day(cell.content)


def _complete(table: Table, said: Mapping[str, tuple[Any, date | None]], result: Signed) -> None:
    """Two names and a day are asked for."""
    places = {table.grid.text(*row.places["item"]): row for row in table.rows if "item" in row.places}
    for item in form.SIGNED:
        if said.get(item, (None, None))[0] is None:
            row = places.get(item)
            where = reference(row.places["given"]) if row and "given" in row.places else ""
            result.wrong.append(CellRemark(table.grid.name, where, "unsigned", {"item": item}))
