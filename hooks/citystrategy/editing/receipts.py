"""How values were received, as it is written into the year's file beside them (`Receipt`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from citystrategy.editing.change import Change
from citystrategy.editing.yaml_text import appended


@dataclass(frozen=True)
class Received:
    """A receipt for the file of a year."""

    path: str
    """The file, which a change already writes."""
    content: Mapping[str, Any]
    """Keys of `Receipt`."""


def with_receipts(change: Change, receipts: Iterable[Received]) -> Change:
    """The change with receipts at the end of files that it changes. Others are left as they are."""
    after = dict(change.after)
    for receipt in receipts:
        text = after.get(receipt.path)
        if text is not None and receipt.path in change.paths:
            after[receipt.path] = appended(text, ("received",), receipt.content)
    return replace(change, after=after)
