"""Reads files as text that keeps its line numbers.

Owns encodings, YAML syntax, repeated keys and the line of every key. Must not know what a file
means. Nothing here raises for bad content: what is wrong comes back as problems.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from citystrategy.problem import Problem

DEEPEST = 12
"""Levels of nesting a YAML file may have; the formats need six."""


class Mapping(dict[Any, Any]):
    """A YAML mapping that knows its own line and the line of each key."""

    line: int
    lines: dict[Any, int]


class Sequence(tuple[Any, ...]):
    """A YAML sequence that knows the line of each item."""

    lines: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """One YAML file as data."""

    path: str
    """Path relative to the project's root."""
    data: Any
    """Mappings, sequences and scalars; None for an empty file."""

    def line(self, where: tuple[str | int, ...]) -> int:
        """The line of the deepest part of `where` that exists."""
        found, line = self.data, 1
        for part in where:
            mapped = isinstance(found, Mapping) and part in found
            listed = isinstance(found, Sequence) and isinstance(part, int) and part < len(found)
            if not mapped and not listed:
                break
            line, found = found.lines[part], found[part]
        return line


@dataclass(frozen=True)
class Text:
    """One Markdown file as text."""

    path: str
    content: str


def read_text(root: Path, path: Path) -> tuple[Text | None, list[Problem]]:
    """The text of a file, or the problem that keeps it from being read."""
    name = path.relative_to(root).as_posix()
    if path.is_symlink():
        return None, [Problem.at(name, 1, "link")]
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [Problem.at(name, 1, "unreadable", reason=error.strerror or "")]
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [Problem.at(name, raw.count(b"\n", 0, error.start) + 1, "encoding")]
    if content.startswith("\ufeff"):
        return None, [Problem.at(name, 1, "byte-order-mark")]
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in content:
        return None, [Problem.at(name, content.count("\n", 0, content.index("\0")) + 1, "nul")]
    return Text(name, content), []


def read_yaml(root: Path, path: Path) -> tuple[Document | None, list[Problem]]:
    """A YAML file as data with lines, or the problems that keep it from being read."""
    text, problems = read_text(root, path)
    if text is None:
        return None, problems
    try:
        node = yaml.compose(text.content, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reason = (error.problem or "").splitlines()
        return None, [Problem.at(text.path, line, "yaml-syntax", reason=reason[0] if reason else "")]
    except yaml.YAMLError as error:
        return None, [Problem.at(text.path, 1, "yaml-syntax", reason=str(error).splitlines()[0])]
    except RecursionError:
        return None, [Problem.at(text.path, 1, "yaml-depth", deepest=DEEPEST)]
    reader = _Reader(text.path)
    data = reader.construct(node, 0) if node is not None else None
    return (None if reader.problems else Document(text.path, data)), reader.problems


class _Reader:
    """Turns YAML nodes into data, collecting problems on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.seen: set[int] = set()
        self.scalars = yaml.constructor.SafeConstructor()

    def construct(self, node: yaml.Node, depth: int) -> Any:
        line = node.start_mark.line + 1
        if depth > DEEPEST:
            self.problems.append(Problem.at(self.path, line, "yaml-depth", deepest=DEEPEST))
            return None
        if id(node) in self.seen:
            self.problems.append(Problem.at(self.path, line, "yaml-alias"))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            items = Sequence(self.construct(item, depth + 1) for item in node.value)
            items.lines = tuple(item.start_mark.line + 1 for item in node.value)
            return items
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, depth: int) -> Mapping:
        found = Mapping()
        found.line = node.start_mark.line + 1
        found.lines = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem.at(self.path, line, "yaml-key"))
                continue
            key = key_node.value
            if key in found:
                first = found.lines[key]
                self.problems.append(Problem.at(self.path, line, "yaml-repeated-key", key=key, first=first))
                continue
            found.lines[key] = line
            found[key] = self.construct(value_node, depth + 1)
        return found

    def scalar(self, node: yaml.Node) -> Any:
        if node.tag == "tag:yaml.org,2002:str":
            return node.value
        line = node.start_mark.line + 1
        if node.tag not in self.scalars.yaml_constructors:
            self.problems.append(Problem.at(self.path, line, "yaml-tag", tag=node.tag))
            return None
        try:
            return self.scalars.construct_object(node)
        except (ValueError, OverflowError, yaml.YAMLError):
            self.problems.append(Problem.at(self.path, line, "yaml-value", value=node.value[:40]))
            return None


def yaml_files(folder: Path) -> Iterator[Path]:
    """The YAML files that lie in a folder, in order of name."""
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.suffix in (".yml", ".yaml"))
