"""Changes one place of a YAML file that people keep: every other byte stays, comments and order too.

Owns where a new key or item goes and how it is written. No YAML library writes a file back byte for byte
(ruamel.yaml changes the indentation of lists and the spaces around comments), so the place comes from the
parser's marks. Must not know what a file means.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import yaml

Place = tuple[str | int, ...]
"""Keys and, from 0, numbers of items that lead to a part of a file."""

INDENT = 2


class PlaceError(ValueError):
    """A place that a file does not have, or that cannot take what is to be written there."""


class _Dumper(yaml.SafeDumper):
    """Writes as the files are written: lists moved in, decimals as their digits."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    Decimal, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", f"{number:f}")
)


def written(content: Any) -> list[str]:
    """Content as lines of YAML. Keys whose value is None are left out."""
    text: str = yaml.dump(
        _without_none(content),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=10**6,
        indent=INDENT,
    )
    return text.removesuffix("...\n").rstrip("\n").split("\n")


def _without_none(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {key: _without_none(value) for key, value in content.items() if value is not None}
    if isinstance(content, list | tuple):
        return [_without_none(item) for item in content]
    return content


def appended(text: str, place: Place, item: Mapping[str, Any]) -> str:
    """The text with one item more at the end of the list at `place`; a key that is missing is added.

    Raises PlaceError where something other than a list stands there.
    """
    node = _node(text, place[:-1])
    there = _value(node, place[-1])
    if there is None or not _items(there):
        return with_key(text, place[:-1], str(place[-1]), [item])
    if not isinstance(there, yaml.SequenceNode):
        raise PlaceError(place)
    last = there.value[-1]
    if there.flow_style:
        return _spliced(text, there.start_mark.index, there.end_mark.index, _in_braces(text, there, item))
    lines = _as_item(item, there.start_mark.column)
    return _after_line(text, _end(last), lines)


def with_key(text: str, place: Place, key: str, value: Any) -> str:
    """The text with a key of the mapping at `place` set to a value: in its place, or as its last key.

    A value that stands there is replaced whole, with the comments inside it. Raises PlaceError where
    there is no mapping.
    """
    node = _node(text, place)
    if node is None:
        return _after_line(text, len(text), written({key: value}))
    if not isinstance(node, yaml.MappingNode):
        raise PlaceError(place)
    for key_node, there in node.value:
        if key_node.value == key:
            return _replaced(text, key_node, there, key, value, bool(node.flow_style))
    if node.flow_style:
        start = node.end_mark.index - 1
        comma = ", " if node.value else ""
        return _spliced(text, start, start, comma + _flow({key: value})[1:-1])
    column = node.start_mark.column
    lines = [" " * column + line for line in written({key: value})]
    return _after_line(text, _end(node), lines)


def without_key(text: str, place: Place, key: str) -> str:
    """The text without a key of the mapping at `place`, its value and nothing else.

    Raises PlaceError where there is no such key, or it is the only one.
    """
    node = _node(text, place)
    keys = node.value if isinstance(node, yaml.MappingNode) else []
    index = next((number for number, (name, _) in enumerate(keys) if name.value == key), None)
    if index is None or len(keys) == 1:
        raise PlaceError((*place, key))
    name, value = keys[index]
    if isinstance(node, yaml.MappingNode) and node.flow_style:
        start, end = name.start_mark.index, value.end_mark.index
        if index + 1 < len(keys):
            return _spliced(text, start, keys[index + 1][0].start_mark.index, "")
        return _spliced(text, keys[index - 1][1].end_mark.index, end, "")
    end = _line_end(text, _end(value) if _end(value) > name.end_mark.index else name.end_mark.index)
    if index == 0:
        return _spliced(text, name.start_mark.index, keys[1][0].start_mark.index, "")
    return _spliced(text, _line_start(text, name.start_mark.index), end, "")


def _replaced(text: str, key: yaml.Node, there: yaml.Node, name: str, value: Any, in_braces: bool) -> str:
    """The text with the value of a key replaced."""
    start, end = there.start_mark.index, there.end_mark.index
    on_its_line = isinstance(there, yaml.ScalarNode) and there.style not in ("|", ">")
    if in_braces or (on_its_line and not isinstance(value, Mapping | list | tuple)):
        space = " " if text[start - 1] == ":" else ""
        return _spliced(text, start, end, space + _flow(value))
    indent = " " * key.start_mark.column
    first, *others = written({name: value})
    lines = _newline(text).join([first, *(indent + line for line in others)])
    return _spliced(text, key.start_mark.index, max(_end(there), key.end_mark.index + 1), lines)


def _flow(value: Any) -> str:
    """A value on one line, as it stands after a key or within braces."""
    return _dumped(value, in_braces=True)


def _dumped(content: Any, in_braces: bool) -> str:
    text: str = yaml.dump(
        _without_none(content),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=10**6,
        indent=INDENT,
        default_flow_style=in_braces,
    )
    return text.removesuffix("...\n").rstrip("\n")


def _in_braces(text: str, node: yaml.Node, item: Mapping[str, Any]) -> str:
    """A list in brackets with one item more."""
    content = text[node.start_mark.index : node.end_mark.index - 1].rstrip().rstrip(",")
    return f"{content}, {_flow(item)}]"


def _as_item(item: Mapping[str, Any], column: int) -> list[str]:
    """An item of a list as lines, its dash in a column."""
    first, *others = written(item)
    return [f"{' ' * column}- {first}", *(f"{' ' * (column + INDENT)}{line}" for line in others)]


def _node(text: str, place: Place) -> yaml.Node | None:
    """The node at a place; None for an empty file. Raises PlaceError where there is none."""
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    for part in place:
        node = _value(node, part)
        if node is None:
            raise PlaceError(place)
    return node


def _value(node: yaml.Node | None, part: str | int) -> yaml.Node | None:
    """What stands under a key or a number of a node, or None."""
    if isinstance(node, yaml.MappingNode) and isinstance(part, str):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item: yaml.Node = node.value[part]
        return item
    return None


def _items(node: yaml.Node) -> Sequence[Any]:
    """The items or keys of a node; of an empty scalar none."""
    if isinstance(node, yaml.CollectionNode):
        return list(node.value)
    return [node] if node.value not in ("", "~", "null") else []


def _end(node: yaml.Node) -> int:
    """Where the last thing that is written of a node ends: a block's own mark lies after what follows it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        if isinstance(last, tuple):
            return max(_end(last[1]), int(last[0].end_mark.index))
        return _end(last)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return int(node.end_mark.index) - 1
    return int(node.end_mark.index)


def _after_line(text: str, index: int, lines: Sequence[str]) -> str:
    """The text with lines after the one that holds a place."""
    newline = _newline(text)
    if text and not text.endswith("\n"):
        text += newline
    end = _line_end(text, min(index, len(text)))
    return _spliced(text, end, end, "".join(line + newline for line in lines))


def _line_end(text: str, index: int) -> int:
    """Where the line after the one that holds a place begins."""
    if index and text[index - 1 : index] == "\n" and index == len(text):
        return index
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _spliced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
