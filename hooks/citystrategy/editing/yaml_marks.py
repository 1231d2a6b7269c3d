"""Where the parts of a YAML file stand, by the parser's marks, and what they hold.

Owns where something that is written ends: a block's own mark lies behind what follows it. Must not change
a file (`yaml_text`), nor know what it means.
"""

from functools import lru_cache
from typing import Any

import yaml

Place = tuple[str | int, ...]
"""Keys and, from 0, numbers of items that lead to a part of a file."""

NULL = "tag:yaml.org,2002:null"


class PlaceError(ValueError):
    """A place that a file does not have, or that cannot take what is to be written there."""


def node_at(text: str, place: Place) -> yaml.Node | None:
    """The node at a place; None for an empty file. Raises PlaceError where there is none."""
    node = composed(text)
    for part in place:
        node = part_of(node, part)
        if node is None:
            raise PlaceError(place)
    return node


@lru_cache(maxsize=4)
def composed(text: str) -> yaml.Node | None:
    """The nodes of a file; a change begins with what the last left. Raises PlaceError where it is none."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        raise PlaceError(()) from None
    return node


def part_of(node: yaml.Node | None, part: str | int) -> yaml.Node | None:
    """What stands under a key or a number of a node, or None."""
    if isinstance(node, yaml.MappingNode) and isinstance(part, str):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item: yaml.Node = node.value[part]
        return item
    return None


def held(node: yaml.Node | None) -> Any:
    """What a node holds, without its form: keys, items, and scalars with their types."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: held(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [held(item) for item in node.value]
    return None if node is None or node.tag == NULL else (node.tag, node.value)


def empty(text: str, node: yaml.Node) -> bool:
    """Whether a node is nothing, or empty brackets without comments: a list may be written in its place."""
    if isinstance(node, yaml.CollectionNode):
        return not node.value and "#" not in text[node.start_mark.index : node.end_mark.index]
    return bool(node.tag == NULL)


def stands_below(node: yaml.Node) -> bool:
    """Whether a value stands on lines below its key."""
    if isinstance(node, yaml.CollectionNode):
        return not node.flow_style
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def end_of(text: str, node: yaml.Node) -> int:
    """Where the last thing that is written of a node ends: a block's own mark lies after what follows it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return end_of_pair(text, *last) if isinstance(last, tuple) else end_of(text, last)
    start, end = node.start_mark.index, int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") and not node.value.endswith("\n\n"):
        return int(start) + len(text[start:end].rstrip())
    return end


def end_of_pair(text: str, key: yaml.Node, value: yaml.Node) -> int:
    """Where a key with its value ends; a value that is not written lies behind the key."""
    return max(end_of(text, value), int(key.end_mark.index))


def line_start(text: str, index: int) -> int:
    """Where the line that a place is in begins."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Where the line after the one that ends at a place begins."""
    if text[max(index - 1, 0) : index] == "\n":
        return index
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def content_end(text: str, index: int) -> int:
    """Where the line that a place is in ends, before its newline."""
    end = line_end(text, index)
    return index + len(text[index:end].rstrip("\r\n"))


def newline_of(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"
