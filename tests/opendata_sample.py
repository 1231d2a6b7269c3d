"""What the tests of the open data stand on: a city with every kind of indicator, readers of the files."""

import csv
import io
import json
import re
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import sample
import yaml
from citystrategy import site as sites
from citystrategy.outputs import files
from citystrategy.outputs.binder import Binder
from citystrategy.outputs.tables import COLUMNS
from citystrategy.reading.load import load

TODAY = date(2026, 11, 22)
LANGUAGES = ("kk", "ru")
BOTH = {"kk": "Ойдан шығарылған мәтін.", "ru": "Вымышленный текст."}
HOSTILE = {"kk": "=1+1", "ru": "@ПРИМЕР(1+1)"}
COLUMN = {column.id: place for place, column in enumerate(COLUMNS)}


def plan(first: Any, last: Any) -> list[dict[str, Any]]:
    """One value from 2025 on, and another in 2050."""
    values = {**dict.fromkeys(range(2025, 2050, 5), first), 2050: last}
    return [{"year": year, "value": value, "basis": "illustrative"} for year, value in values.items()]


def finding(status: str) -> dict[str, Any]:
    document = {"body": BOTH, "document": BOTH, "url": "https://example.org/finding"}
    return {"value": status, "finding": document}


PLAN = "plan-one"
KINDS: dict[str, tuple[dict[str, Any], dict[int, dict[str, Any]]]] = {
    "yes-no": (
        {"kind": "yes-no", "decimals": 0, "targets": plan(False, True)},
        {2025: {"value": True}},
    ),
    "steps": (
        {
            "kind": "categories",
            "decimals": 0,
            "categories": [
                {"id": "low", "name": {"kk": "төмен", "ru": "низкий"}},
                {"id": "high", "name": {"kk": "жоғары", "ru": "высокий"}},
            ],
            "targets": plan("low", "high"),
        },
        {2025: {"value": "low"}},
    ),
    "range": (
        {
            "kind": "number",
            "decimals": 1,
            "better": "within",
            "baseline": {"year": 2020, "value": 9, "source": "sample"},
            "targets": plan({"low": 5.0, "high": 7.5}, {"low": 5.0, "high": 6.0}),
        },
        {2022: {"value": 8}, 2025: {"value": 7.2, "note": HOSTILE}},
    ),
    "words": (
        {"kind": "narrative", "decimals": 0, "targets": plan(BOTH, BOTH)},
        {2025: finding("behind")},
    ),
    "gone": (
        {"kind": "rank", "decimals": 0, "better": "lower", "not_assessable": {
            "reason": "discontinued", "since": 2021, "explanation": BOTH}},
        {},
    ),
    "versions": (
        {
            "kind": "index",
            "decimals": 3,
            "methods": [{"id": PLAN, "name": BOTH}, {"id": "other", "name": BOTH}],
            "method": PLAN,
            "tolerance": 0.02,
            "baseline": {"year": 2020, "value": -0.369, "source": "sample"},
            "targets": plan(-0.25, 1234.5),
        },
        {
            2022: {"value": -0.3, "method": "other"},
            2023: {
                "value": -0.31,
                "date": "2024-03-01",
                "provisional": True,
                "break": BOTH,
                "revisions": [
                    {"value": -0.35, "source": "sample", "date": "2024-02-01", "replaced": "2024-03-01",
                     "reason": BOTH}
                ],
            },
        },
    ),
}  # fmt: skip


def of_every_kind(root: Path) -> None:
    """Adds to the sample city an indicator of every kind, with text that looks like formulas."""
    folder = root / "strategies/sample-1"
    approved = yaml.safe_load((folder / "indicators.yml").read_text("utf-8"))
    model = {**approved["indicators"][0], "better": "higher"}
    model = {name: value for name, value in model.items() if name not in ("recommended", "targets")}
    model["baseline"] = {"absent": BOTH}
    for name, (traits, _) in KINDS.items():
        approved["indicators"].append({**model, "id": name, **traits})
    approved["indicators"][0] |= {"name": HOSTILE, "unit": {"kk": "+бірлік", "ru": "-единица"}}
    write(folder / "indicators.yml", approved)
    for path in (folder / "actuals").iterdir():
        year = yaml.safe_load(path.read_text("utf-8"))
        for name, (_, values) in KINDS.items():
            if year["year"] in values:
                year["values"].append({"indicator": name, "source": "sample", **values[year["year"]]})
        write(path, year)


def write(path: Path, data: Any) -> None:
    text = yaml.dump(data, Dumper=sample._Dumper, allow_unicode=True, sort_keys=False)
    # Days are written as days, not as text.
    path.write_text(re.sub(r"'(\d{4}-\d\d-\d\d)'", r"\1", text), "utf-8")


def made(root: Path, folder: Path, base: str = "") -> dict[str, bytes]:
    """All files of the tree under a root."""
    tree, _ = load(root)
    binder = Binder()
    data = files.open_data(sites.make(root, tree, TODAY), base, folder, binder)
    binder.begin()
    return dict(data.files())


def document(site: Path, path: str) -> Any:
    return json.loads((site / path).read_text("utf-8"))


def documents(site: Path) -> Iterator[tuple[Path, Any]]:
    """Every published document but schemas, the data package and what describes tables."""
    for path in sorted((site / "api/v1").rglob("*.json")):
        if path.parent.name not in ("schema", "package") and not path.name.endswith("-metadata.json"):
            yield path, json.loads(path.read_text("utf-8"))


def indicators(site: Path) -> Iterator[tuple[Path, Any]]:
    """The document of every indicator."""
    return ((path, document) for path, document in documents(site) if path.parent.name == "indicators")


def rows(path: Path) -> list[list[str]]:
    """A table for spreadsheets as it is written, without its mark."""
    text = path.read_bytes().decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def read(written: str) -> float:
    """A number as a reader reads it."""
    return float(re.sub(r"\s", "", written).replace(",", ".").replace("\u2212", "-"))


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The values of a workbook by the name of the sheet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
