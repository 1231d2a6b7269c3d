"""A CSV file as people save it from spreadsheets, as rows of texts by column.

Owns encodings, delimiters and the heads of columns in kk, ru and en. What is wrong is raised as `TableError`
with a key of `importing` in the words. Must not know what a cell means.
"""

import csv
import io
import re
from collections.abc import Container, Iterator
from itertools import islice
from pathlib import Path

LARGEST = 10
"""Megabytes that a file may have."""
MOST = 50_000
"""Rows that it may have."""
DELIMITERS = ";,\t"
EIGHT_BITS = ("cp1251", "cp866", "koi8-r")
"""What Russian Windows, consoles and old servers write; none has Kazakh letters."""
ALIEN = re.compile("[ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЄЇїјЅѕє\ufffd]|[а-яё][А-ЯЁ]{3}")
"""What stands in a text that was read in a wrong one of them, and in no Russian one."""
NEAR_TOP = 20
"""Within how many lines the heads are looked for: a title may stand above them."""
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class TableError(Exception):
    """What keeps a file from being read as a table: a key of the words, and what fills it."""

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = arguments


def text_of_table(file: Path, heads: Container[str]) -> str:
    """The text of a file in whatever encoding spreadsheets write. Raises TableError, OSError.

    `heads` are those that are known: an encoding in which they can be read is the right one.
    """
    if not file.is_file():
        raise TableError("missing")
    if file.stat().st_size > LARGEST * 1_000_000:
        raise TableError("large", limit=LARGEST, rows=MOST)
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-16") if raw.startswith(UTF16) else _eight_bits(raw, heads)
    except UnicodeError:
        raise TableError("encoding") from None
    if "\0" in text:
        raise TableError("book")
    return text


def _eight_bits(raw: bytes, heads: Container[str]) -> str:
    """UTF-8, or else an older encoding. Raises TableError where none gives a Russian text."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in raw:
            raise TableError("book") from None
        texts = [raw.decode(encoding, "replace") for encoding in EIGHT_BITS]
        text = max(texts, key=lambda text: _head_line(text, heads)[0])
        if ALIEN.search(text):
            raise TableError("encoding") from None
        return text


Rows = Iterator[tuple[int, list[str]]]
"""Rows with their numbers, as a spreadsheet counts them."""


def rows_of_table(text: str, heads: Container[str]) -> tuple[int, list[str], Rows]:
    """How many lines stand above the heads of a table, the heads, written small, and the rows below them.

    By the heads that are known, their line is told and what parts the columns. Raises TableError.
    """
    if "\n" not in text:  # As old programs of Macs write.
        text = text.replace("\r", "\n")
    _, above, delimiter = _head_line(text, heads)
    first = text.lstrip("\r\n").split("\n", 1)[0].strip()
    if first.lower().startswith("sep="):
        delimiter, above = first[4:] or "\t", max(above, 1)
    rows = _rows("\n".join(text.split("\n")[above:]), delimiter, above)
    _, names = next(rows, (0, []))
    return above, [_small(name) for name in names], rows


def _head_line(text: str, heads: Container[str]) -> tuple[int, int, str]:
    """How many heads the line with most of them has, how many lines stand above it, and what parts them."""
    best = (0, 0, DELIMITERS[0])
    for above, line in enumerate(text.split("\n", NEAR_TOP)[:NEAR_TOP]):
        for delimiter in DELIMITERS:
            known = _known(line, delimiter, heads)
            best = (known, above, delimiter) if known > best[0] else best
    return best


def _small(head: str) -> str:
    return " ".join(head.split()).casefold()


def _known(line: str, delimiter: str, heads: Container[str]) -> int:
    """How many heads of a line are known, if a delimiter parts them."""
    return sum(_small(part.strip(' "\r')) in heads for part in line.split(delimiter))


def _rows(text: str, delimiter: str, skipped: int) -> Rows:
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
