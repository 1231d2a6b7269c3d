"""Reads files as text that keeps its line numbers.

Owns encodings, YAML syntax, repeated keys and the line of every key. Must not know what a file
means. Nothing here raises for bad content: what is wrong comes back as problems.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from citystrategy.model.located import LocatedMapping, LocatedSequence
from citystrategy.problems.problem import Problem
from citystrategy.reading.characters import hidden

DEEPEST = 12
"""Levels of nesting a YAML file may have; the formats need six."""
LARGEST = 2_000_000
"""Bytes that a file may have."""
LONGEST = 20_000
"""Characters that a line may have."""
GREATEST = 10**15
"""Numbers are smaller than this; beyond it a float no longer holds whole numbers exactly."""
MOST = 1000
"""Problems told of one file's form: enough to see that it is no strategy."""
YAML = "tag:yaml.org,2002:"
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
DIGITS = re.compile(r"[0-9]+", re.ASCII)
WHOLE = re.compile(r"[-+]?[0-9]+", re.ASCII)
WRITTEN = re.compile(
    r"(?=.*[0-9])\+?(?P<minus>[-−–])?(?P<whole>[0-9]*)(?:[.,](?P<fraction>[0-9]*))?(?:%|[^\W\d_]+\.?)?"
)
"""One number as people write it, without its spaces, and at most a unit behind it."""
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
UNCLOSED = ("found unexpected end of stream", "found unexpected document indicator")
"""What the library says at the end of a file in which a quotation was opened: the place is where it was."""
DEEP_INDENT = re.compile(r"^[ \t\-?:]{100}", re.MULTILINE)


@dataclass(frozen=True)
class YamlFile:
    """One YAML file as data."""

    path: str
    """Path relative to the project's root."""
    data: Any
    """Mappings, sequences and scalars; None for an empty file."""

    def place(self, where: tuple[str | int, ...]) -> tuple[int, int]:
        """Line and column of the deepest part of `where` that exists; column 0 for the whole file."""
        data, line, column = self.data, 1, 0
        for part in where:
            mapped = isinstance(data, LocatedMapping) and part in data
            listed = isinstance(data, LocatedSequence) and isinstance(part, int) and part < len(data)
            if not mapped and not listed:
                break
            line, column, data = data.lines[part], data.columns[part], data[part]
        return line, column


@dataclass(frozen=True)
class TextFile:
    """One Markdown file as text."""

    path: str
    content: str


def read_text(root: Path, path: Path) -> tuple[TextFile | None, list[Problem]]:
    """The text of a file and the characters in it that nobody sees, or what keeps it from being read."""
    name = path.relative_to(root).as_posix()
    try:
        if path.is_symlink():
            return None, [Problem.at(name, 1, "link")]
        if path.is_file() and path.stat().st_size > LARGEST:
            return None, [Problem.at(name, 1, "file-too-large", limit=LARGEST // 1_000_000)]
        if path.exists() and not path.is_file():
            return None, [Problem.at(name, 1, "unreadable", reason="not a file")]
        raw = path.read_bytes()
    except OSError as error:
        return None, [Problem.at(name, 1, "unreadable", reason=error.strerror or "")]
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [Problem.at(name, raw.count(b"\n", 0, error.start) + 1, "encoding")]
    if content.startswith("\ufeff"):
        return None, [Problem.at(name, 1, "byte-order-mark")]
    # «й» may come as two characters: whoever looks for it types one.
    content = unicodedata.normalize("NFC", content.replace("\r\n", "\n").replace("\r", "\n"))
    if "\0" in content:
        return None, [Problem.at(name, content.count("\n", 0, content.index("\0")) + 1, "nul")]
    long = [number for number, line in enumerate(content.split("\n"), 1) if len(line) > LONGEST]
    if long:
        return None, [Problem.at(name, number, "line-too-long", limit=LONGEST) for number in long]
    return TextFile(name, content), list(islice(_hidden(name, content), MOST))


def _hidden(name: str, content: str) -> Iterator[Problem]:
    """The first hidden character of each line."""
    if not any(hidden(content.replace("\n", " "))):
        return
    for number, line in enumerate(content.split("\n"), 1):
        for start, character in islice(hidden(line), 1):
            yield Problem.at(name, number, "hidden-character", character=character).in_column(start + 1)


def read_yaml(root: Path, path: Path) -> tuple[YamlFile | None, list[Problem]]:
    """A YAML file as data with lines, and its problems; only hidden characters leave it readable."""
    text, unseen = read_text(root, path)
    if text is None:
        return None, unseen
    node, problems = _compose(text)
    if problems:
        return None, unseen or problems
    reader = _YamlReader(text, {problem.line for problem in unseen})
    data = reader.construct(node, 0) if node is not None else None
    document = YamlFile(text.path, data) if not reader.problems else None
    return document, unseen + reader.unseen + reader.problems


def _compose(text: TextFile) -> tuple[yaml.Node | None, list[Problem]]:
    """The nodes of a YAML file, None where it is empty, or the problem of its syntax."""
    try:
        deep = _too_deep(text.content)
        if deep:
            return None, [Problem.at(text.path, deep, "yaml-depth", deepest=DEEPEST)]
        return yaml.compose(text.content, Loader=yaml.CSafeLoader), []
    except yaml.MarkedYAMLError as error:
        reason = next(iter((error.problem or "").splitlines()), "")
        mark = error.context_mark if reason in UNCLOSED else error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 0)
        return None, [Problem.at(text.path, line, "yaml-syntax", reason=reason).in_column(column)]
    except yaml.YAMLError as error:
        return None, [Problem.at(text.path, 1, "yaml-syntax", reason=str(error).splitlines()[0])]


def _too_deep(content: str) -> int:
    """The line on which a file nests too deep, or 0.

    The library composes nodes by recursion in C, which ends in a crash, not in an error: what could
    be very deep is first read as a flat stream of events.
    """
    brackets = content.count("[") + content.count("{")
    if brackets < 1000 and not DEEP_INDENT.search(content):
        return 0
    depth = 0
    for event in yaml.parse(content, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST + 1:
            return event.start_mark.line + 1 if event.start_mark else 1
    return 0


def decimal_form(text: str) -> str:
    """How a number is written that somebody wrote otherwise, where that can be told.

    010 is 10, «−1 234,5 %» is -1234.5; 1:30 and 1_5 are nothing.
    """
    written = WRITTEN.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if written is None:
        return ""
    whole, fraction = written["whole"].lstrip("0") or "0", written["fraction"] or ""
    plain = ("-" if written["minus"] else "") + whole + (f".{fraction}" if fraction else "")
    return plain if DECIMAL.fullmatch(plain) else ""


class _YamlReader:
    """Turns YAML nodes into data, collecting problems on the way."""

    def __init__(self, text: TextFile, told: set[int]) -> None:
        self.told = told
        """Lines whose hidden characters are known already."""
        self.unseen: list[Problem] = []
        self.path = text.path
        self.content = text.content
        self.escapes = "\\" in text.content
        """Whether the file can hold escapes at all."""
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def report(self, node: yaml.Node, code: str, **arguments: str | int) -> None:
        if len(self.problems) < MOST:
            self.problems.append(self.at(node, code, **arguments))

    def at(self, node: yaml.Node, code: str, **arguments: str | int) -> Problem:
        problem = Problem.at(self.path, node.start_mark.line + 1, code, **arguments)
        return problem.in_column(node.start_mark.column + 1)

    def plain(self, node: yaml.Node) -> bool:
        """Whether a node has neither an anchor nor a tag."""
        start = node.start_mark.index
        first = self.content[start : start + 1]
        if first == "&":
            self.report(node, "yaml-alias")
        elif first == "!":
            self.report(node, "yaml-tag", tag=self.content[start : start + 60].split()[0])
        return first not in ("&", "!")

    def construct(self, node: yaml.Node, depth: int) -> Any:
        if depth > DEEPEST:
            self.report(node, "yaml-depth", deepest=DEEPEST)
            return None
        if id(node) in self.seen:
            self.report(node, "yaml-alias")
            return None
        self.seen.add(id(node))
        if not self.plain(node):
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            items = LocatedSequence(self.construct(child, depth + 1) for child in node.value)
            items.lines = tuple(child.start_mark.line + 1 for child in node.value)
            items.columns = tuple(child.start_mark.column + 1 for child in node.value)
            return items
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, depth: int) -> LocatedMapping:
        mapping = LocatedMapping()
        mapping.line = node.start_mark.line + 1
        mapping.lines, mapping.columns = {}, {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.report(key_node, "yaml-key")
                continue
            key = self.text(key_node)
            if not self.plain(key_node):
                continue
            if key in mapping:
                first = mapping.lines[key]
                self.report(key_node, "yaml-repeated-key", key=key, first=first)
                continue
            if node.flow_style and self.comma(key_node, value_node, mapping):
                continue
            mapping.lines[key], mapping.columns[key] = line, key_node.start_mark.column + 1
            mapping[key] = self.construct(value_node, depth + 1)
        return mapping

    def comma(self, key: yaml.ScalarNode, value: yaml.Node, before: LocatedMapping) -> bool:
        """Whether a key in braces is the rest of a number with a decimal comma: `value: 5,7`."""
        last = next(reversed(before), None)
        empty = isinstance(value, yaml.ScalarNode) and value.start_mark.index == value.end_mark.index
        if last is None or not empty or not DIGITS.fullmatch(key.value):
            return False
        whole = re.sub(r"\s", "", str(before[last]))
        if not WHOLE.fullmatch(whole):
            return False
        start = self.content.rindex(",", 0, key.start_mark.index)
        if self.content[start + 1 : key.start_mark.index].strip():
            return False
        given, right = f"{before[last]},{key.value}", f"{whole}.{key.value}"
        problem = Problem.at(self.path, key.start_mark.line + 1, "yaml-number", value=given, nearest=right)
        self.problems.append(problem.in_column(key.start_mark.column))
        return True

    def text(self, node: yaml.Node) -> str:
        """A text; a hidden character may stand in it as an escape, such as `\\u200b`."""
        value: str = node.value
        if not self.escapes:
            return value
        character = "U+0000" if "\0" in value else next((code for _, code in hidden(value)), "")
        line = node.start_mark.line + 1
        if character and line not in self.told and len(self.unseen) < MOST:
            self.told.add(line)
            self.unseen.append(self.at(node, "hidden-character", character=character))
        return value

    def plain_value(self, node: yaml.ScalarNode) -> Any:
        """A scalar without quotes by YAML 1.2: decimal numbers, true, false, null, dates; the rest is text.

        The library knows YAML 1.1, in which 010 is eight and 1:30 is ninety.
        """
        text: str = node.value
        if text in WORDS:
            return WORDS[text]
        try:
            if DECIMAL.fullmatch(text):
                return float(text) if "." in text else int(text)
            if DATE.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            self.report(node, "yaml-value", value=text[:40])
            return None
        if node.tag == YAML + "timestamp":
            self.report(node, "yaml-value", value=text[:40])
            return None
        if node.tag in (YAML + "int", YAML + "float"):
            self.report(node, "yaml-number", value=text[:40], nearest=decimal_form(text))
            return None
        return self.text(node)

    def scalar(self, node: yaml.ScalarNode) -> Any:
        if node.style in ("'", '"', "|", ">") or node.tag == YAML + "str":
            return self.text(node)
        value = self.plain_value(node)
        if isinstance(value, int | float) and GREATEST <= abs(value) < math.inf:
            self.report(node, "number-too-large", value=node.value[:40])
            return None
        return value
