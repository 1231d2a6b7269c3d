"""Writes data as YAML the way people do: comments anywhere, blocks and brackets, every way to quote."""

import random
from typing import Any

COMMENTS = ("# a: b", "#- 'x", '# «ескерту» "')


class Writer:
    """A person with habits and whims."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.commenting = self.chance.choice((0, 0.2, 0.4))
        self.newline = self.chance.choice(("\n", "\r\n"))

    def file(self, data: dict[str, Any]) -> str:
        """A file that holds data; a newline at its end or none."""
        lines = [*self.comments(0), *self.block(data, 0), *self.comments(0)]
        text = self.newline.join("\n".join(lines).split("\n"))
        return text + self.chance.choice((self.newline, self.newline, "", self.newline * 2))

    def whim(self, share: float = 0.2) -> bool:
        return self.chance.random() < share

    def comments(self, indent: int) -> list[str]:
        """Lines between others: comments at any indentation, and empty ones."""
        lines = []
        while self.whim(self.commenting):
            spaces = " " * self.chance.choice((0, indent, indent + 1))
            lines.append(self.chance.choice(("", "   ", *(spaces + comment for comment in COMMENTS))))
        return lines

    def tail(self) -> str:
        """A comment at the end of a line, or spaces."""
        return self.chance.choice(("  # end", " #: x", "  ")) if self.whim(self.commenting) else ""

    def scalar(self, value: Any, flow: bool) -> str:
        """A scalar on one line."""
        if value is None:
            return self.chance.choice(("null", "~") if flow else ("null", "~", ""))
        if not isinstance(value, str):
            return str(value).lower()
        if value.isalpha() and value not in ("true", "false", "null") and self.whim(0.6):
            return value
        if "\n" not in value and self.whim(0.5):
            return "'" + value.replace("'", "''") + "'"
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def flow(self, data: Any) -> str:
        """Anything in brackets, on one line or on several."""
        if not isinstance(data, dict | list):
            return self.scalar(data, flow=True)
        pairs = data.items() if isinstance(data, dict) else [(None, item) for item in data]
        parts = [f"{key}: {self.flow(value)}" if key else self.flow(value) for key, value in pairs]
        inside = ",".join(f"{self.gap() or ' ' * bool(place)}{part}" for place, part in enumerate(parts))
        left, right = "{}" if isinstance(data, dict) else "[]"
        return f"{left}{inside}{',' if parts and self.whim() else ''}{self.gap()}{right}"

    def gap(self) -> str:
        """What stands between the parts of brackets."""
        return self.chance.choice(("", "", " ", "\n          ", "\n          # in\n           "))

    def block(self, data: Any, indent: int) -> list[str]:
        """Lines of a mapping or a list, moved in; of a mapping in a list, the first one moved in as well."""
        lines: list[str] = []
        pairs = data.items() if isinstance(data, dict) else [("", item) for item in data]
        for place, (key, value) in enumerate(pairs):
            lines += self.comments(indent) if place else []
            lines += self.entry(key, value, indent) if key else self.item(value, indent)
        return lines

    def entry(self, key: str, value: Any, indent: int) -> list[str]:
        """Lines of a key and its value."""
        head = f"{' ' * indent}{key}:"
        if isinstance(value, dict | list) and value and self.whim(0.8):
            moved = 0 if isinstance(value, list) and self.whim(0.4) else self.chance.choice((2, 2, 3, 4))
            return [head + self.tail(), *self.comments(indent), *self.block(value, indent + moved)]
        if isinstance(value, str) and value and value == value.strip() and self.whim(0.3):
            return self.block_scalar(head, value, indent)
        return self.line(head, value)

    def block_scalar(self, head: str, value: str, indent: int) -> list[str]:
        """A text that stands below its key, with or without an empty line after it."""
        folded = self.whim(0.5)
        text = value.replace("\n", "\n\n") if folded else value
        mark = (">-" if folded else "|-") + self.tail()
        lines = [f"{' ' * (indent + 3)}{line}" if line else "" for line in text.split("\n")]
        return [f"{head} {mark}", *lines, *([""] if self.whim() else [])]

    def line(self, head: str, value: Any) -> list[str]:
        """A value behind its key or dash: on the same line, brackets on several."""
        nested = isinstance(value, dict | list)
        written = self.flow(value) if nested else self.scalar(value, flow=False)
        return f"{head} {written}{self.tail()}".split("\n")

    def item(self, value: Any, indent: int) -> list[str]:
        """Lines of an item of a list."""
        if isinstance(value, dict) and value and self.whim(0.8):
            moved = self.chance.choice((2, 2, 3, 4))
            first, *others = self.block(value, indent + moved)
            return [" " * indent + "-" + first[indent + 1 :], *others]
        return self.line(" " * indent + "-", value)
