"""From the text of `editions/<number>.json` to what it holds.

Owns what is no such file. Must not judge whether it fits its digests.
"""

import json
from typing import Any

from pydantic import ValidationError

from citystrategy.model.edition import Sealed


def read_sealed(text: str) -> Sealed | None:
    """The content of a file, or None where it is not such a file."""
    try:
        return Sealed.model_validate(as_tuples(json.loads(text)))
    except (ValueError, RecursionError, ValidationError):
        return None


def as_tuples(value: Any) -> Any:
    """JSON data with tuples in the place of lists, as the model wants them."""
    if isinstance(value, dict):
        return {key: as_tuples(part) for key, part in value.items()}
    return tuple(as_tuples(part) for part in value) if isinstance(value, list) else value
