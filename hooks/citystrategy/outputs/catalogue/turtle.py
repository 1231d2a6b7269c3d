"""Resources as Turtle (W3C, 2014), the same bytes for the same resources.

Owns that format. Must not know what is told.
"""

from collections.abc import Iterable

from citystrategy.outputs.catalogue.graph import PREFIXES, Link, Resource, Text, Value

ESCAPED = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    | {chr(code): f"\\u{code:04X}" for code in (*range(9), 11, 12, *range(14, 32), 127)}
)


def turtle(resources: Iterable[Resource]) -> str:
    """The resources, each with its parts inside."""
    prefixes = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    return prefixes + "".join(f"\n{_subject(each)}{_about(each, '    ')} .\n" for each in resources)


def _subject(resource: Resource) -> str:
    return f"<{resource.link.written}> " if resource.link else "[] "


def _about(resource: Resource, indent: str) -> str:
    """The class and the properties of a resource, values of one name together."""
    by_name: dict[str, list[str]] = {}
    for name, value in resource.properties:
        by_name.setdefault(name, []).append(_value(value, indent))
    lines = [f"a {resource.type}", *(f"{name} {', '.join(values)}" for name, values in by_name.items())]
    return f" ;\n{indent}".join(lines)


def _value(value: Value, indent: str) -> str:
    if isinstance(value, Link):
        return f"<{value.written}>"
    if isinstance(value, Resource):
        return f"[ {_about(value, f'{indent}    ')} ]"
    written = f'"{value.content.translate(ESCAPED)}"'
    if isinstance(value, Text):
        return f"{written}@{value.language}"
    return f"{written}^^{value.type}" if value.type else written
