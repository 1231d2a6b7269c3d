"""Changes one place of a YAML file that people keep: every other byte stays, comments and order too.

Owns where a new key or item goes, how it is written, and that nothing else of the data changes: what would
is refused. No YAML library writes a file back byte for byte (ruamel.yaml changes the indentation of lists and
the spaces around comments), so the place comes from the parser's marks. Must not know what a file means.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import yaml

from citystrategy.editing.yaml_marks import (
    Place,
    PlaceError,
    composed,
    content_end,
    empty,
    end_of,
    end_of_pair,
    held,
    line_end,
    line_start,
    newline_of,
    node_at,
    part_of,
    stands_below,
)

INDENT = 2
COMMENT_LINE = re.compile(r"(?P<indent> *)#[^\n]*\n?")
COMMA = re.compile(r"\s*, *")
TAIL = re.compile(r"[ \t]+#[^\r\n]*")
"""A comment at the end of a line."""


class _Dumper(yaml.SafeDumper):
    """Writes as the files are written: lists moved in, decimals as their digits, a text on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _number(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    digits = f"{number:f}"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in digits else 'int'}", digits)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if "\n" in text else None)


_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(str, _text)


def written(content: Any) -> list[str]:
    """Content as lines of YAML. Keys whose value is None are left out."""
    return _dumped(content, in_braces=False).split("\n")


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
    # PyYAML ends a scalar that stands alone with a line «...»; a text may end so too.
    return text.rstrip("\n").removesuffix("\n...")


def _in_line(value: Any, in_braces: bool) -> str:
    """A value on one line, as it stands behind a key; within braces a comma needs quotes."""
    return _dumped([value], in_braces=True)[1:-1] if in_braces else _dumped(value, in_braces=True)


def _without_none(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {key: _without_none(value) for key, value in content.items() if value is not None}
    if isinstance(content, list | tuple):
        return [_without_none(item) for item in content]
    return content


def blank(text: str) -> bool:
    """Whether a file holds nothing but comments."""
    return composed(text) is None


def appended(text: str, place: Place, item: Mapping[str, Any]) -> str:
    """The text with one item more at the end of the list at `place`; a key that is missing is added.

    Raises PlaceError where something other than a list stands there.
    """
    there = part_of(node_at(text, place[:-1]), place[-1])
    if there is None or empty(text, there):
        return with_key(text, place[:-1], str(place[-1]), [item])
    if not isinstance(there, yaml.SequenceNode):
        raise PlaceError(place)
    if there.flow_style:
        new = _in_brackets(text, there, _dumped(item, in_braces=True))
    else:
        column = there.start_mark.column
        new = _after(text, end_of(text, there), column + 1, _as_item(item, column))
    return _sure(text, new, place, lambda items: [*items, _content(item)])


def with_key(text: str, place: Place, key: str, value: Any) -> str:
    """The text with a key of the mapping at `place` set to a value: in its place, or as its last key.

    A value that stands there is replaced whole, with the comments inside it. Raises PlaceError where
    there is no mapping.
    """
    node = node_at(text, place)
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise PlaceError(place)
    pair = next((pair for pair in node.value if pair[0].value == key), None) if node else None
    if node is None:
        new = _after(text, len(text), 0, written({key: value}))
    elif pair is not None:
        new = _replaced(text, pair[0], pair[1], value, bool(node.flow_style))
    elif node.flow_style:
        new = _in_brackets(text, node, _dumped({key: value}, in_braces=True)[1:-1])
    else:
        column = node.start_mark.column
        lines = [" " * column + line for line in written({key: value})]
        new = _after(text, end_of(text, node), column, lines)
    return _sure(text, new, place, lambda keys: {**(keys or {}), key: _content(value)})


def without_key(text: str, place: Place, key: str) -> str:
    """The text without a key of the mapping at `place`, its value and the comment behind it.

    Raises PlaceError where there is no such key, or it is the only one.
    """
    node = node_at(text, place)
    keys = [name.value for name, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    if not isinstance(node, yaml.MappingNode) or key not in keys or len(keys) == 1:
        raise PlaceError((*place, key))
    span = _part_in_brackets if node.flow_style else _part_below
    start, end = span(text, node.value, keys.index(key))
    others = lambda keys: {name: value for name, value in keys.items() if name != key}  # noqa: E731
    return _sure(text, text[:start] + text[end:], place, others)


def _part_in_brackets(text: str, keys: Sequence[tuple[yaml.Node, yaml.Node]], number: int) -> tuple[int, int]:
    """Where a key in braces begins and ends, with one of the commas beside it."""
    start, end = keys[number][0].start_mark.index, end_of_pair(text, *keys[number])
    if number == len(keys) - 1:
        before = end_of_pair(text, *keys[number - 1])
        if "#" not in text[before:start]:
            return before, end
    comma = COMMA.match(text, end)
    return start, comma.end() if comma else end


def _part_below(text: str, keys: Sequence[tuple[yaml.Node, yaml.Node]], number: int) -> tuple[int, int]:
    """Where the lines of a key begin and end; behind the dash of a list the next key takes its place."""
    start, end = keys[number][0].start_mark.index, end_of_pair(text, *keys[number])
    if not text[line_start(text, start) : start].strip():
        return line_start(text, start), line_end(text, end)
    following = keys[number + 1][0].start_mark.index
    commented = text[line_end(text, end) : following].strip()
    return start, content_end(text, end) if commented else following


def with_every(text: str, key: str, value: str) -> str:
    """The text with each plain value that stands under a key, anywhere, set to another one."""
    for node in sorted(_plain(node_at(text, ()), key), key=lambda node: -int(node.start_mark.index)):
        if node.value != value:
            text = f"{text[: node.start_mark.index]}{value}{text[node.end_mark.index :]}"
    return text


def _plain(node: yaml.Node | None, key: str) -> Iterator[yaml.ScalarNode]:
    """The plain values under a key, wherever it stands."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key and isinstance(value, yaml.ScalarNode):
                yield value
            yield from _plain(value, key)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _plain(item, key)


def _replaced(text: str, key: yaml.Node, there: yaml.Node, value: Any, in_braces: bool) -> str:
    """The text with the value of a key replaced; a comment behind it stays there."""
    start, end = there.start_mark.index, there.end_mark.index
    nested = bool(value) and isinstance(value, Mapping | list | tuple)
    if in_braces or not (nested or stands_below(there)):
        space = " " if text[start - 1] == ":" else ""
        return text[:start] + space + _in_line(value, in_braces) + text[end:]
    colon = text.index(":", key.end_mark.index) + 1
    if stands_below(there):
        comment = TAIL.search(text, colon, content_end(text, colon))
        end = content_end(text, end_of(text, there))
    else:
        comment = TAIL.match(text, end)
        end = comment.end() if comment else end
    behind = comment[0] if comment else ""
    if not nested:
        return f"{text[:colon]} {_in_line(value, in_braces)}{behind}{text[end:]}"
    lines = [" " * key.start_mark.column + line for line in written({"key": value})[1:]]
    return text[:colon] + behind + newline_of(text) + newline_of(text).join(lines) + text[end:]


def _in_brackets(text: str, node: yaml.CollectionNode, part: str) -> str:
    """The text with one part at the end of a collection in brackets, before a last comma and comments."""
    if not node.value:
        index = node.start_mark.index + 1
        return text[:index] + part + text[index:]
    last = node.value[-1]
    index = end_of_pair(text, *last) if isinstance(last, tuple) else last.end_mark.index
    return f"{text[:index]}, {part}{text[index:]}"


def _as_item(item: Mapping[str, Any], column: int) -> list[str]:
    """An item of a list as lines, its dash in a column."""
    first, *others = written(item)
    return [f"{' ' * column}- {first}", *(f"{' ' * (column + INDENT)}{line}" for line in others)]


def _sure(text: str, new: str, place: Place, change: Callable[[Any], Any]) -> str:
    """The new text, which holds what the old one held with one change. Raises PlaceError where it does not.

    The caller has read the file (`reading.source`), which refuses references from one part to another.
    """
    if held(composed(new)) != _changed(held(composed(text)), place, change):
        raise PlaceError(place)
    return new


def _changed(data: Any, place: Place, change: Callable[[Any], Any]) -> Any:
    """Data with the part at a place changed."""
    if not place:
        return change(data)
    part, *others = place
    inner = data.get(part) if isinstance(data, dict) else data[part]
    changed = _changed(inner, tuple(others), change)
    if isinstance(data, dict):
        return {**data, part: changed}
    return [changed if number == part else item for number, item in enumerate(data)]


def _content(content: Any) -> Any:
    """What content is once it is written and read."""
    return held(composed(_dumped(content, in_braces=True)))


def _after(text: str, index: int, column: int, lines: Sequence[str]) -> str:
    """The text with lines after the one that ends at a place and the comments that are moved in as far."""
    newline, end = newline_of(text), line_end(text, index)
    while (comment := COMMENT_LINE.match(text, end)) and len(comment["indent"]) >= column:
        end = comment.end()
    before = newline if text[:end] and text[end - 1] != "\n" else ""
    return text[:end] + before + "".join(line + newline for line in lines) + text[end:]
