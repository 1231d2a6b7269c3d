"""A tree whose yearly round asks for values of every kind, and hands that fill its workbook.

Owns what a test may do to a workbook by the keys of its columns. Must not judge what comes of it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import sample
import yaml
from citystrategy.tools.yearly import form
from opendata_sample import BOTH, plan, write
from openpyxl.worksheet.worksheet import Worksheet

CITY = "strategies/sample-1"
EPOCH = "1795305600"
"""22 November 2026, the day of all rounds."""
YEAR = 2025
SOURCE = "Вымышленный источник"
KINDS: Mapping[str, Mapping[str, Any]] = {
    "amount": {
        "unit": {"kk": "теңге", "ru": "тенге"},
        "baseline": {"year": 2020, "value": 1200, "source": "sample"},
        "targets": plan(1300, 2000),
    },
    "share": {"kind": "percent", "unit": {"kk": "%", "ru": "%"}, "targets": plan(18, 30)},
    "place": {
        "kind": "rank",
        "better": "lower",
        "decimals": 0,
        "unit": {"kk": "орын", "ru": "место"},
        "targets": plan(50, 20),
    },
    "answer": {"kind": "yes-no", "decimals": 0, "targets": plan(False, True)},
    "steps": {
        "kind": "categories",
        "decimals": 0,
        "categories": [
            {"id": "low", "name": {"kk": "төмен", "ru": "низкий"}},
            {"id": "high", "name": {"kk": "жоғары", "ru": "высокий"}},
        ],
        "targets": plan("low", "high"),
    },
    "words": {
        "kind": "narrative",
        "decimals": 0,
        "responsible": {"kk": "Басқа басқарма", "ru": "Другое управление"},
        "targets": plan(BOTH, BOTH),
    },
    "index": {
        "kind": "index",
        "methods": [{"id": "old", "name": BOTH}, {"id": "new", "name": {"kk": "Жаңа", "ru": "Новая"}}],
        "method": "old",
        "targets": plan(0.5, 1),
    },
}
"""Indicators of which nothing is observed in the year of the round."""


def tree(root: Path) -> None:
    """A draft without errors; values of `amount` and `share` stand for 2024."""
    sample.tree(root, cities=1)
    path = root / CITY / "indicators.yml"
    approved = yaml.safe_load(path.read_text("utf-8"))
    model = {**approved["indicators"][0], "baseline": {"absent": BOTH}, "better": "higher"}
    del model["recommended"]
    approved["indicators"] += [{**model, "id": name, **traits} for name, traits in KINDS.items()]
    write(path, approved)
    # A file as people write it: with a comment, braces and an empty line.
    path = root / CITY / "actuals/2024.yml"
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write("# Қолмен\n- {indicator: amount, value: 1250.5, source: sample, date: 2025-03-01}\n\n")
        file.write("- indicator: share # үлес\n  value: 17\n  source: sample\n  provisional: true\n")
    for year in (2024, 2025):
        assert (root / CITY / f"actuals/{year}.yml").is_file()


def bytes_of(root: Path) -> dict[str, bytes]:
    """All files of the strategies."""
    return {
        str(path): path.read_bytes() for path in sorted((root / "strategies").rglob("*")) if path.is_file()
    }


class Hands:
    """Fills a workbook as an officer does."""

    def __init__(self, path: Path) -> None:
        self.book = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")

    def sheet(self, key: str) -> Worksheet:
        return next(
            sheet for sheet in self.book.worksheets if str(sheet.cell(1, 1).value).startswith(f"{key}.")
        )

    def cell(self, key: str, row: str, column: str, year: int = YEAR) -> Any:
        """The cell of a row in a column, by their keys."""
        sheet = self.sheet(key)
        keys = [str(cell.value).partition(".")[2] for cell in sheet[form.KEYS]]
        for number in range(form.FIRST, sheet.max_row + 1):
            same_year = "year" not in keys or sheet.cell(number, keys.index("year") + 1).value == year
            if sheet.cell(number, 1).value == row and same_year:
                return sheet.cell(number, keys.index(column) + 1)
        raise LookupError(row)

    def write(self, row: str, value: Any, year: int = YEAR, **others: Any) -> "Hands":
        """A value with its source."""
        for key, content in {"value": value, "source": SOURCE, **others}.items():
            self.cell("values", row, key, year).value = content
        return self

    def correct(self, row: str, year: int, **contents: Any) -> "Hands":
        """Cells of a correction."""
        for key, content in contents.items():
            self.cell("corrections", row, key, year).value = content
        return self

    def new_source(self, *contents: Any, line: int = 0) -> "Hands":
        """A new source below the list."""
        sheet = self.sheet("sources")
        free = next(number for number in range(form.FIRST, 1000) if sheet.cell(number, 1).value is None)
        for place, content in enumerate(contents, 2):
            sheet.cell(free + line, place).value = content
        return self

    def sign(self, **contents: Any) -> "Hands":
        """The sign-off."""
        signed = {"filled_by": "Маман А.", "checked_by": "Басшы Б.", "date": date(2026, 11, 20), **contents}
        for item, content in signed.items():
            self.cell("sign_off", item, "given").value = content
        return self

    def do(self, change: Callable[["Hands"], object]) -> "Hands":
        """Anything else."""
        change(self)
        return self

    def save(self, path: Path) -> Path:
        """The file as it comes back."""
        self.book.save(path)
        return path
