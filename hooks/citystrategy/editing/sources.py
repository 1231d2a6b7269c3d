"""New sources as they are written into `_sources.yml`."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from citystrategy.editing.change import Change, UnreadableError, text_of
from citystrategy.editing.yaml_marks import PlaceError
from citystrategy.editing.yaml_text import appended
from citystrategy.reading.source import read_yaml

PATH = "strategies/_sources.yml"


def change(root: Path, sources: Iterable[Mapping[str, object]]) -> Change:
    """What the register becomes with sources at its end (keys of `Source`).

    Raises UnreadableError, OSError.
    """
    if (root / PATH).exists() and read_yaml(root, root / PATH)[0] is None:
        raise UnreadableError(PATH)
    before = text_of(root, PATH)
    text = before
    try:
        for source in sources:
            text = appended(text or "", ("sources",), source)
    except PlaceError:
        raise UnreadableError(PATH) from None
    return Change({PATH: before}, {PATH: text})
