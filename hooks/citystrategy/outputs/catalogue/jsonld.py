"""Resources as JSON-LD (W3C, 2020), the same bytes for the same resources.

Owns that format. The context stands in the file, so that nothing has to be fetched. Must not know what is
told.
"""

import json
from collections.abc import Iterable
from typing import Any

from citystrategy.outputs.catalogue.graph import PREFIXES, Link, Literal, Resource, Text, Value


def jsonld(resources: Iterable[Resource]) -> str:
    """The resources, each on a line of its own with its parts inside."""
    context = json.dumps(PREFIXES)
    lines = ",\n".join(json.dumps(_resource(each), ensure_ascii=False) for each in resources)
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'


def _resource(resource: Resource) -> dict[str, Any]:
    told: dict[str, Any] = {"@id": resource.link.written} if resource.link else {}
    told["@type"] = resource.type
    by_name: dict[str, list[Any]] = {}
    for name, value in resource.properties:
        by_name.setdefault(name, []).append(_value(value))
    return told | {name: values[0] if len(values) == 1 else values for name, values in by_name.items()}


def _value(value: Value) -> Any:
    if isinstance(value, Link):
        return {"@id": value.written}
    if isinstance(value, Resource):
        return _resource(value)
    if isinstance(value, Text):
        return {"@value": value.content, "@language": value.language}
    if isinstance(value, Literal) and value.type:
        return {"@value": value.content, "@type": value.type}
    return value.content
