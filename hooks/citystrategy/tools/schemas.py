"""`schemas`: JSON Schemas of the YAML files, by which an editor completes and explains keys while one types.

Owns the files in `schemas/`. They are made from the model and say what it says, in Kazakh and Russian, as
`/formats/` does; `.vscode/settings.json` tells which file follows which. Draft 7 is what editors know.
"""

import argparse
import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from citystrategy.editing.change import Change, save, text_of
from citystrategy.model.methodology import Methodology
from citystrategy.model.walk import fields
from citystrategy.outputs.field_guide import FILES, meaning
from citystrategy.tools.command import DONE, Command, Desk
from citystrategy.words.words import LANGUAGES, Words

DRAFT = "http://json-schema.org/draft-07/schema#"
KINDS: tuple[tuple[str, type[BaseModel]], ...] = (
    *FILES,
    ("strategies/_methodology/<edition>.yml", Methodology),
)
"""Every kind of YAML file and its model."""
INNER = ("properties", "definitions")
"""Keys of a schema that hold schemas by name."""


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Takes none."""


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Writes the schemas that are not as the model says."""
    texts = {f"schemas/{name(model)}.json": text(model) for _, model in KINDS}
    change = Change({path: text_of(desk.root, path) for path in texts}, texts)
    if not change.paths:
        desk.say(desk.words("tools.nothing"))
    elif not desk.dry_run:
        save(desk.root, change)
    for path in change.paths:
        desk.say(desk.words("tools.would_write" if desk.dry_run else "tools.written", path=path))
    return DONE


def name(model: type[BaseModel]) -> str:
    """The name of a schema's file, without its ending."""
    return model.__name__.lower()


def globs() -> dict[str, str]:
    """Which files follow which schema: the schema's path and a pattern of paths, both from the root."""
    return {f"schemas/{name(model)}.json": re.sub("<[a-z]+>", "*", path) for path, model in KINDS}


def text(model: type[BaseModel]) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema(model), ensure_ascii=False, indent=1) + "\n"


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a kind of file."""
    made = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = made.pop("$defs", {})
    for part in parts(model):
        _explain(definitions.get(part.__name__, made), part)
    _tidy(whole := {"$schema": DRAFT, **made, "definitions": definitions})
    return whole


def parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all that occur in it, each once."""
    waiting, seen = [model], set[type[BaseModel]]()
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.add(part)
            yield part
            waiting += [form.inner for _, _, form in fields(part) if form.inner]


def _explain(described: dict[str, Any], model: type[BaseModel]) -> None:
    """Says what a part and each of its keys mean, in both languages.

    The order as data is for methodologists and has no words but those of the model.
    """
    for key, node in (("_", described), *described["properties"].items()):
        if said := _meaning(model, key):
            node["description"] = said


def _meaning(model: type[BaseModel], key: str) -> str:
    try:
        return "\n\n".join([meaning(model, key, language) for language in LANGUAGES])
    except StopIteration:
        return ""


def _tidy(node: dict[str, Any]) -> None:
    """Takes out what an editor would show or fill in and nobody wants: English titles, empty defaults."""
    if isinstance(node.get("title"), str):
        del node["title"]
    if "default" in node and node["default"] in (None, []):
        del node["default"]
    below = [inner for key in INNER for inner in node.get(key, {}).values()]
    below += [inner for key in ("anyOf", "oneOf") for inner in node.get(key, ())]
    below += [node["items"]] if "items" in node else []
    for inner in below:
        _tidy(inner)


COMMAND = Command(arguments, run)
