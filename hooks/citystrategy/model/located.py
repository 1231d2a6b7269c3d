"""Data that knows on which line of its file it stands.

Owns nothing but that. Must not know how a file is read, nor what it holds.
"""

from typing import Any


class LocatedMapping(dict[Any, Any]):
    """A mapping that knows its own line and the line and column of each key, from 1."""

    line: int
    lines: dict[Any, int]
    columns: dict[Any, int]


class LocatedSequence(tuple[Any, ...]):
    """A sequence that knows the line and column of each item, from 1."""

    lines: tuple[int, ...]
    columns: tuple[int, ...]
