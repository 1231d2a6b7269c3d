"""The metadata of the package as CSV on the Web: its tables together, since they refer to each other.

Owns how the package's tables are told in that format. Which tables there are is in `package`.
"""

from collections.abc import Callable, Iterable
from datetime import date

from citystrategy.model import Bilingual
from citystrategy.outputs.csvw import CONTEXT, Description, said, told
from citystrategy.outputs.package_columns import PackageColumn, PackageTable
from citystrategy.words.words import LANGUAGES, words_in

Reference = tuple[str, list[str]]
"""A table, and the columns by which another refers to it: they have the same names there."""


def group(
    tables: Iterable[PackageTable],
    references: Callable[[PackageTable], Iterable[Reference]],
    title: Bilingual,
    about: Bilingual,
    terms: Bilingual,
    day: date,
) -> Description:
    """The metadata of the package, as of a day."""
    return {
        "@context": CONTEXT,
        **told(title, about, terms, day),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tables": [_table(table, references(table)) for table in tables],
    }


def _table(table: PackageTable, references: Iterable[Reference]) -> Description:
    """A table. The standard knows no reference with an empty cell, so that such columns are told as plain."""
    filled = {column.name for column in table.columns if column.filled}
    return {
        "url": f"{table.name}.csv",
        "dc:description": [said(words_in(code)(f"data.tables.{table.name}"), code) for code in LANGUAGES],
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            "primaryKey": [column.name for column in table.columns[: table.key]],
            "foreignKeys": [
                {
                    "columnReference": names,
                    "reference": {"resource": f"{name}.csv", "columnReference": names},
                }
                for name, names in references
                if filled.issuperset(names)
            ],
        },
    }


def _column(column: PackageColumn) -> Description:
    described: Description = {
        "name": column.name,
        "titles": column.name,
        "dc:description": [said(words, code) for code, words in column.meaning.items()],
        "datatype": column.type,
    }
    return {**described, "required": True} if column.filled else described
