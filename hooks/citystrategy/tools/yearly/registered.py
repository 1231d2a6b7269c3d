"""The sheet of sources: which are new, what each is called in the lists, and the id that a new one gets.

Must not write the register.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from citystrategy.editing import given
from citystrategy.editing.given import UnclearError
from citystrategy.model import Source
from citystrategy.tools.yearly import cells, form
from citystrategy.tools.yearly.cells import CellError, folded
from citystrategy.tools.yearly.filled import source_names
from citystrategy.tools.yearly.found import CellRemark, Row, Table
from citystrategy.tools.yearly.grid import SheetCell, reference
from citystrategy.words.words import LANGUAGES, tool_words

KEYS = ("kind", "title_kk", "title_ru", "url")
TAKEN = re.compile(r"[^a-z0-9]+")


@dataclass
class Registered:
    """The sources that a workbook knows."""

    names: dict[str, str] = field(default_factory=dict)
    """Ids by what a source may be called, folded."""
    titles: list[str] = field(default_factory=list)
    new: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """What new sources say, as keys of `Source`, by their new id."""
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Sheet and cell of each new one."""
    wrong: list[CellRemark] = field(default_factory=list)
    noticed: list[CellRemark] = field(default_factory=list)


def registered(sources: tuple[Source, ...], table: Table | None, year: int) -> Registered:
    """The register with the new sources of a sheet."""
    result = Registered()
    for source in sources:
        result.names[folded(source.id)] = source.id
    for language in LANGUAGES:
        for identifier, name in source_names(sources, language).items():
            result.names[folded(name)] = identifier
            result.titles.append(name)
    by_id = {source.id: source for source in sources}
    seen: set[str] = set()
    for row in table.rows if table else ():
        assert table is not None, "rows are those of a table"
        identifier = table.grid.text(*row.places["id"]) if "id" in row.cells else ""
        if identifier in by_id and identifier not in seen:
            seen.add(identifier)
            _old(table, row, by_id[identifier], result)
        elif any(key in row.cells for key in KEYS):
            # Whoever copies a row copies its hidden id with it.
            _new(table, row, by_id, year, result)
            if identifier and identifier not in seen:
                where = reference(row.places["id"])
                result.noticed.append(CellRemark(table.grid.name, where, "source_id", {"id": identifier}))
    return result


def _old(table: Table, row: Row, source: Source, result: Registered) -> None:
    """A source that is registered is not changed by a workbook."""
    for key in KEYS:
        text = table.grid.text(*row.places[key]) if key in row.places else ""
        if key in row.places and folded(text) not in map(folded, _called(source, key)):
            titled = {"title": source.title.kk}
            where = reference(row.places[key])
            result.noticed.append(CellRemark(table.grid.name, where, "source_changed", titled))


def _called(source: Source, key: str) -> tuple[str, ...]:
    """What stands in a cell of a registered source, in a workbook of either language."""
    if key == "kind":
        return tuple(tool_words(code)(f"workbook.source_kinds.{source.kind}") for code in LANGUAGES)
    return ({"title_kk": source.title.kk, "title_ru": source.title.ru, "url": source.url}[key],)


def _new(table: Table, row: Row, by_id: Mapping[str, Source], year: int, result: Registered) -> None:
    """A new source; one that says the same as a registered one is that one."""
    said: dict[str, str] = {}
    sheet = table.grid.name
    for key in KEYS:
        cell, title = row.cells.get(key), table.titles[key]
        where = reference(row.places[key]) if key in row.places else f"{row.number}"
        try:
            if cell is None or cell.empty:
                raise CellError("source_part", title=title)
            if cell.fault or (cell.formula and given.blank(cell.content)):
                raise CellError("fault" if cell.fault else "uncomputed", value=cell.content)
            read = {"kind": _kind, "url": cells.address}.get(key, cells.text)
            said[key] = read(cell)
        except CellError as error:
            result.wrong.append(CellRemark(sheet, where, error.code, error.arguments))
        except UnclearError as error:
            result.wrong.append(CellRemark(sheet, where, "unclear", {"error": error}))
    for language in LANGUAGES:
        # A value that names a faulty source is no second fault.
        written = said.get(f"title_{language}")
        if written and len(said) < len(KEYS):
            result.names.setdefault(folded(written), "")
    if len(said) < len(KEYS):
        return
    identifier = _same(said, by_id) or _identifier(said, {*by_id, *result.new}, year)
    for language in LANGUAGES:
        result.names.setdefault(folded(said[f"title_{language}"]), identifier)
        result.titles.append(said[f"title_{language}"])
    if identifier not in by_id:
        names = {language: said[f"title_{language}"] for language in LANGUAGES}
        result.new[identifier] = {"id": identifier, "kind": said["kind"], "title": names, "url": said["url"]}
        result.places[identifier] = sheet, reference(row.places[KEYS[1]])


def _kind(cell: SheetCell) -> str:
    kazakh, russian = map(tool_words, LANGUAGES)
    keys = {kind: f"workbook.source_kinds.{kind}" for kind in form.SOURCE_KINDS}
    names = {kind: (kazakh(key), russian(key)) for kind, key in keys.items()}
    return given.choice(cell.content, names)


def _same(said: Mapping[str, str], by_id: Mapping[str, Source]) -> str | None:
    """The registered source that says the same."""
    asked = (said["url"], folded(said["title_kk"]), folded(said["title_ru"]))
    return next(
        (
            source.id
            for source in by_id.values()
            if asked == (source.url, folded(source.title.kk), folded(source.title.ru))
        ),
        None,
    )


def _identifier(said: Mapping[str, str], taken: set[str], year: int) -> str:
    """A new id: who publishes, as the address says, and the year; with a number where that is taken."""
    host = TAKEN.sub("-", (urlsplit(said["url"]).hostname or "").removeprefix("www.")).strip("-")
    base = "-".join(part for part in (said["kind"], host[:50].strip("-"), str(year)) if part)
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 3))
    return next(identifier for identifier in numbered if identifier not in taken)
