"""What a filled workbook says beside what stands: new values, corrections, sources, the sign-off.

Owns that only what an officer changed is taken, that nothing which was written gets lost, and that whatever
changed meanwhile is told. Must not write files, nor words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from citystrategy.editing import given
from citystrategy.editing.given import UnclearError
from citystrategy.editing.observed import Entry
from citystrategy.model import Actual, Indicator
from citystrategy.tools.yearly import form
from citystrategy.tools.yearly.asked import Round, actual_of, meaning, plan_digest
from citystrategy.tools.yearly.cells import CellError, Reading
from citystrategy.tools.yearly.found import CellRemark, Found, Origin, Row, Table, listed
from citystrategy.tools.yearly.grid import SheetCell, reference
from citystrategy.tools.yearly.registered import Registered, registered
from citystrategy.tools.yearly.state import FINDING, State, fields_of, same, state_of

ALWAYS_ASKED = ("value", "source")
OF_THE_VALUE = ("date", "provisional", "source")
"""What belongs to a published value and not to the one that replaces it."""


@dataclass(frozen=True)
class Taken:
    """A row from which something is taken."""

    sheet: str
    row: int
    hidden: bool
    indicator: Indicator
    before: State
    after: State
    entry: Entry


@dataclass
class Understood:
    """All that a workbook says."""

    taken: list[Taken] = field(default_factory=list)
    sources: list[Mapping[str, Any]] = field(default_factory=list)
    titles: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """What all sources are called in both languages, by id."""
    wrong: list[CellRemark] = field(default_factory=list)
    noticed: list[CellRemark] = field(default_factory=list)


def understood(asked: Round, mark: Origin, sheets: Found) -> Understood:
    """What a workbook says, of a round as it stands now."""
    result = Understood(wrong=list(sheets.wrong), noticed=list(sheets.noticed))
    register = registered(asked.tree.sources, sheets.tables.get("sources"), asked.year)
    result.wrong += register.wrong
    result.noticed += register.noticed
    if mark.plan != plan_digest(asked.standing):
        result.noticed.append(CellRemark("", "", "plan", {"before": mark.edition, "now": asked.edition}))
    for key in ("values", "corrections"):
        table = sheets.tables.get(key)
        if table is None and key in sheets.unread:
            continue
        if table is None:
            told = result.wrong if key == "values" else result.noticed
            told.append(CellRemark("", "", "sheet_gone", {"key": key}))
        elif {"indicator", "year"} <= table.columns.keys():
            _Sheet(asked, mark, table, register, result).take()
    result.titles = {source.id: source.title.model_dump() for source in asked.tree.sources}
    result.titles |= {identifier: source["title"] for identifier, source in register.new.items()}
    used = {taken.after.get("source") for taken in result.taken}
    result.sources = [source for identifier, source in register.new.items() if identifier in used]
    if not result.wrong:
        for identifier, (sheet, cell) in register.places.items():
            if identifier not in used:
                result.noticed.append(CellRemark(sheet, cell, "source_unused", {}))
    return result


@dataclass
class _Sheet:
    """One sheet of values or of corrections."""

    asked: Round
    mark: Origin
    table: Table
    register: Registered
    result: Understood
    seen: dict[tuple[str, int], tuple[int, State]] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    """Rows of indicators that the strategy has no longer, which say nothing new."""

    def take(self) -> None:
        """Takes all rows."""
        columns = form.columns(self.table.key, self.asked.standing.folder.indicators)
        gone = [column.key for column in columns if column.open and column.key not in self.table.columns]
        for name in gone:
            self.notice("", "column_left", title=self.table.titles[name])
        for row in self.table.rows:
            self.row(row)
        if self.gone and self.table.key == "values":
            self.notice("", "gone", rows=", ".join(map(str, self.gone)))
        rows = [key for key in self.mark.rows if key[0] == self.table.key]
        left = len(rows) - len(self.seen)
        if left > 0 and self.table.key == "values":
            self.notice("", "rows_left", count=left)

    def wrong(self, row: Row, key: str, code: str, **arguments: Any) -> None:
        place = reference(row.places[key]) if key in row.places else str(row.number)
        self.result.wrong.append(CellRemark(self.table.grid.name, place, code, arguments))

    def notice(self, cell: str, code: str, **arguments: Any) -> None:
        self.result.noticed.append(CellRemark(self.table.grid.name, cell, code, arguments))

    @property
    def open_keys(self) -> tuple[str, ...]:
        return tuple(
            column.key
            for column in form.SHEETS[self.table.key]
            if column.open and column.key in self.table.columns
        )

    def row(self, row: Row) -> None:
        """Takes one row."""
        key = self.key_of(row)
        known = self.mark.rows.get((self.table.key, *key)) if key else None
        written = [name for name in self.open_keys if name in row.cells]
        if key is None or known is None:
            if written:
                self.wrong(row, written[0], "row_unknown")
            else:
                self.notice("", "row_left", cells=listed([row.places[name] for name in row.cells]))
            return
        indicator = self.asked.standing.folder.indicator(key[0])
        if indicator is None:
            self.left(row, key, known)
            return
        locked = self.locked(row, known)
        state = self.state(row, indicator, key[1])
        if state is None or locked:
            self.seen.setdefault(key, (row.number, {}))
            return
        if key in self.seen:
            first, before = self.seen[key]
            if before.keys() != state.keys() or not all(same(before[name], state[name]) for name in state):
                self.wrong(row, "value", "row_twice", first=first)
            return
        self.seen[key] = row.number, state
        self.compare(row, indicator, key[1], known, state)

    def key_of(self, row: Row) -> tuple[str, int] | None:
        try:
            cells = row.cells["indicator"], row.cells["year"]
            return given.shown(cells[0].content), given.year(cells[1].content)
        except (KeyError, UnclearError):
            return None

    def locked(self, row: Row, known: Mapping[str, Any]) -> bool:
        """Whether a grey cell was changed, which is told."""
        changed = False
        for name, content in known["locked"].items():
            if name not in self.table.columns:
                continue
            cell, said = row.cells.get(name), SheetCell("" if content is None else content)
            uncomputed = cell is not None and cell.formula and given.blank(cell.content)
            if uncomputed or _shown(cell) != _shown(said):
                code = "not_needed" if content is None else "locked"
                self.wrong(row, name, code, value=_shown(said), title=self.table.titles[name])
                changed = True
        return changed

    def left(self, row: Row, key: tuple[str, int], known: Mapping[str, Any]) -> None:
        """Passes over the row of an indicator that is no longer there, unless somebody wrote into it."""
        written = [
            name for name in self.open_keys if _shown(row.cells.get(name)) != known["open"].get(name, "")
        ]
        if written:
            name = known["locked"].get("name", key[0])
            cells = listed([row.places[column] for column in written])
            self.wrong(row, written[0], "indicator_gone", name=name, cells=cells)
        else:
            self.gone.append(row.number)
        self.seen.setdefault(key, (row.number, {}))

    def state(self, row: Row, indicator: Indicator, year: int) -> State | None:
        """What the open cells say; None where one cannot be understood, which is told."""
        reading = Reading(
            indicator, year, self.asked.standing.today, self.register.names, tuple(self.register.titles)
        )
        state: State = {}
        clear = True
        for name in self.open_keys:
            column = next(column for column in form.SHEETS[self.table.key] if column.key == name)
            if not form.applies(column, indicator):
                continue
            try:
                value = reading.read(name, row.cells.get(name))
            except CellError as error:
                self.wrong(row, name, error.code, **error.arguments)
                clear = False
            except UnclearError as error:
                self.wrong(row, name, "unclear", error=error)
                clear = False
            else:
                if value is not None:
                    state[name] = value
        return state if clear else None

    def compare(
        self, row: Row, indicator: Indicator, year: int, known: Mapping[str, Any], state: State
    ) -> None:
        """Takes what an officer changed in a row, and what stands now for all else."""
        progress = self.asked.standing.of_indicator(indicator.id)
        actual = actual_of(progress, year)
        now, baseline = state_of(actual), known["stands"]
        if self.table.key == "corrections":
            self.correct(row, indicator, year, actual, baseline, state)
            return
        applied = [
            column.key
            for column in form.VALUES
            if column.key in self.open_keys and form.applies(column, indicator)
        ]
        changed = {name: state.get(name) for name in applied if not same(baseline.get(name), state.get(name))}
        changed = {name: value for name, value in changed.items() if not same(now.get(name), value)}
        if not changed or not self.valid(row, indicator, known):
            return
        if "value" in changed and actual is not None:
            code = "published" if same(now.get("value"), baseline.get("value")) else "meanwhile"
            self.wrong(row, "value", code, title=self.table.titles["value"])
            return
        for name in changed:
            if not same(now.get(name), baseline.get(name)):
                self.wrong(row, name, "meanwhile", title=self.table.titles[name])
                return
        after = {name: value for name, value in {**now, **changed}.items() if value is not None}
        self.entry(row, indicator, year, actual, after, None)

    def correct(
        self,
        row: Row,
        indicator: Indicator,
        year: int,
        actual: Actual | None,
        baseline: State,
        state: State,
    ) -> None:
        """Takes a correction: a new value with its source and the reason."""
        now = state_of(actual)
        if not state:
            if now.get("provisional") and "provisional" in row.cells:
                self.wrong(row, "value", "part_missing", title=self.table.titles["value"])
            return
        already = actual is not None and not same(now.get("value"), baseline.get("value"))
        if already and all(
            same(now.get(name), value) for name, value in state.items() if not name.startswith("reason")
        ):
            return
        known = self.mark.rows["corrections", indicator.id, year]
        if not self.valid(row, indicator, known):
            return
        if actual is None or already:
            self.wrong(row, "value", "meanwhile", title=self.table.titles["value"])
            return
        if same(now.get("value"), state.get("value")):
            self.wrong(row, "value", "unchanged", year=year)
            return
        missing = [name for name in ("reason_kk", "reason_ru") if name not in state]
        if missing and "value" in state:
            for name in missing:
                self.wrong(row, name, "part_missing", title=self.table.titles[name])
        carried = {name: value for name, value in now.items() if name not in OF_THE_VALUE}
        after = {**carried, **{name: value for name, value in state.items() if not name.startswith("reason")}}
        if "value" not in state:
            after.pop("value", None)
        reason = {language: state.get(f"reason_{language}", "") for language in ("kk", "ru")}
        self.entry(row, indicator, year, actual, after, reason)

    def valid(self, row: Row, indicator: Indicator, known: Mapping[str, Any]) -> bool:
        """Whether a value still means what it meant when the workbook was made."""
        if known["meaning"] != meaning(indicator):
            self.wrong(row, "value", "meaning")
            return False
        return True

    def entry(
        self,
        row: Row,
        indicator: Indicator,
        year: int,
        actual: Actual | None,
        after: State,
        reason: Mapping[str, str] | None,
    ) -> None:
        """Keeps what a row says, if all is there that its kind asks for."""
        missing = list(self.missing(indicator, after))
        for name in missing:
            self.wrong(row, name, "part_missing", title=self.table.titles[name])
        place, size = after.get("value"), after.get("field_size")
        if indicator.kind == "rank" and not missing and place is not None and size and place > size:
            self.wrong(row, "value", "rank_beyond", value=place, size=size)
        fields = fields_of(after)
        fields["date"] = date.fromisoformat(after["date"]) if "date" in after else None
        if actual and actual.discontinuity:
            fields["break"] = actual.discontinuity.model_dump()
        entry = Entry(self.asked.city, indicator.id, year, fields, reason)
        self.result.taken.append(
            Taken(self.table.grid.name, row.number, row.hidden, indicator, state_of(actual), after, entry)
        )

    def missing(self, indicator: Indicator, after: State) -> Iterator[str]:
        """Keys of what has to be there beside what was written."""
        asked = list(ALWAYS_ASKED)
        asked += ["edition", "field_size"] if indicator.kind == "rank" else []
        asked += FINDING if indicator.kind == "narrative" else []
        notes = ("note_kk", "note_ru")
        asked += notes if any(name in after for name in notes) else ()
        yield from (name for name in asked if name not in after)


def _shown(cell: SheetCell | None) -> str:
    return given.shown(cell.content) if cell else ""
