"""New sources as they are written into `_sources.yml`."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from citystrategy.editing.change import Change, text_of
from citystrategy.editing.yaml_text import appended, written

PATH = "strategies/_sources.yml"


def change(root: Path, sources: Iterable[Mapping[str, object]]) -> Change:
    """What the register becomes with sources at its end (keys of `Source`). Raises OSError."""
    before = text_of(root, PATH)
    text = before
    for source in sources:
        if text is None:
            text = "\n".join(written({"sources": [source]})) + "\n"
        else:
            text = appended(text, ("sources",), source)
    return Change({PATH: before}, {PATH: text})
