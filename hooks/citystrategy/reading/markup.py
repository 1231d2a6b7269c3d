"""What a text of YAML may not hold, because it would look like markup: HTML.

Owns that rule. The texts are escaped wherever they are shown; what an author writes as HTML would be
shown as it stands. Must not know which field a text belongs to.
"""

import re
from collections.abc import Iterator
from typing import Any

from citystrategy.markdown.dialect import short
from citystrategy.model.located import LocatedMapping, LocatedSequence
from citystrategy.problems.problem import Problem
from citystrategy.reading.source import YamlFile

TAG = re.compile(r"<[a-zA-Z/!?]")


def values(document: YamlFile) -> Iterator[Problem]:
    """The texts of a YAML file that hold HTML."""
    for line, text in _texts(document.data, 1):
        tag = TAG.search(text)
        if tag:
            yield Problem.at(document.path, line, "markup-html", written=short(text[tag.start() :]))


def _texts(data: Any, line: int) -> Iterator[tuple[int, str]]:
    """Every text of a file with its line."""
    if isinstance(data, str):
        yield line, data
    elif isinstance(data, LocatedMapping):
        for key, value in data.items():
            yield from _texts(value, data.lines[key])
    elif isinstance(data, LocatedSequence):
        for part, part_line in zip(data, data.lines, strict=True):
            yield from _texts(part, part_line)
