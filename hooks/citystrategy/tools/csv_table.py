"""A CSV file as people save it from spreadsheets, as rows of texts by column.

Owns encodings, delimiters and the heads of columns in kk, ru and en. What is wrong is raised as `TableError`
with a key of `importing` in the words. Must not know what a cell means.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

LARGEST = 10
"""Megabytes that a file may have."""
MOST = 50_000
"""Rows that it may have."""
DELIMITERS = ";,\t"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class TableError(Exception):
    """What keeps a file from being read as a table: a key of the words, and what fills it."""

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = arguments


def text_of_table(file: Path) -> str:
    """The text of a file in whatever encoding spreadsheets write. Raises TableError, OSError."""
    if not file.is_file():
        raise TableError("missing")
    if file.stat().st_size > LARGEST * 1_000_000:
        raise TableError("large", limit=LARGEST, rows=MOST)
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-16") if raw.startswith(UTF16) else _eight_bits(raw)
    except UnicodeError:
        raise TableError("encoding") from None
    if "\0" in text:
        raise TableError("book")
    return text


def _eight_bits(raw: bytes) -> str:
    """UTF-8, or else what Russian Windows writes, which has no Kazakh letters."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in raw:
            raise TableError("book") from None
        return raw.decode("cp1251")


def rows_of_table(text: str, heads: Mapping[str, str]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The heads of a table, written small, and its rows with their numbers as a spreadsheet counts them.

    `heads` are those that are known: by them the delimiter is told. Raises TableError.
    """
    if "\n" not in text:  # As old programs of Macs write.
        text = text.replace("\r", "\n")
    first, *_ = text.lstrip("\r\n").split("\n", 1)
    if first.strip().lower().startswith("sep="):
        text = text.lstrip("\r\n").removeprefix(first).lstrip("\n")
        rows = _rows(text, first.strip()[4:] or "\t", skipped=1)
    else:
        rows = _rows(text, max(DELIMITERS, key=lambda mark: _known(first, mark, heads)), skipped=0)
    _, names = next(rows, (0, []))
    return [_small(name) for name in names], rows


def _small(head: str) -> str:
    return " ".join(head.split()).casefold()


def _known(line: str, delimiter: str, heads: Mapping[str, str]) -> int:
    """How many heads of a line are known, if a delimiter parts them."""
    parts = next(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter), [])
    return sum(_small(part) in heads for part in parts)


def _rows(text: str, delimiter: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty. Raises TableError."""
    number = skipped
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for number, cells in enumerate(islice(reader, MOST + 2), skipped + 1):
            if number > MOST:
                raise TableError("large", limit=LARGEST, rows=MOST)
            if any(cell.strip() for cell in cells):
                yield number, cells
    except (csv.Error, TypeError):
        raise TableError("damaged", number=number + 1) from None
