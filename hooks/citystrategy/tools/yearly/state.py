"""What the open cells of a row say, as plain keys and values: before an officer writes, and after.

Owns the step between an observed value and the keys of the columns, in both directions. Must not know
cells or words.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from citystrategy.model import Actual

State = dict[str, Any]
"""Values by key of column: numbers, booleans, names, texts and days as text (2026-03-27); what is absent is
not there."""
PAIRS = {"note": ("note_kk", "note_ru")}
FINDING = ("body_kk", "body_ru", "document_kk", "document_ru", "document_url")


def state_of(actual: Actual | None) -> State:
    """The state of what stands; nothing where nothing does."""
    if actual is None:
        return {}
    state: State = {
        "value": actual.value,
        "date": actual.date.isoformat() if actual.date else None,
        "source": actual.source,
        "provisional": actual.provisional or None,
        "method": actual.method,
        "edition": actual.edition,
        "field_size": actual.field_size,
    }
    if actual.note:
        state |= {"note_kk": actual.note.kk, "note_ru": actual.note.ru}
    if actual.finding:
        body, document = actual.finding.body, actual.finding.document
        state |= {"body_kk": body.kk, "body_ru": body.ru, "document_kk": document.kk}
        state |= {"document_ru": document.ru, "document_url": actual.finding.url}
    return {key: value for key, value in state.items() if value is not None}


def fields_of(state: Mapping[str, Any]) -> dict[str, Any]:
    """A state as keys of `Actual`, in their order."""
    note = {language: state.get(f"note_{language}") for language in ("kk", "ru")}
    body, document = (
        {language: state.get(f"{name}_{language}") for language in ("kk", "ru")}
        for name in ("body", "document")
    )
    finding = {"body": body, "document": document, "url": state.get("document_url")}
    return {
        "value": state.get("value"),
        "source": state.get("source"),
        "date": state.get("date"),
        "provisional": state.get("provisional") or None,
        "method": state.get("method"),
        "edition": state.get("edition"),
        "field_size": state.get("field_size"),
        "finding": finding if any(state.get(key) for key in FINDING) else None,
        "note": note if any(note.values()) else None,
    }


def same(before: Any, after: Any) -> bool:
    """Whether two values say the same: texts whatever their spaces, numbers whatever their zeros."""
    if isinstance(before, bool) or isinstance(after, bool):
        return before is after
    if isinstance(before, str) and isinstance(after, str):
        return before.split() == after.split()
    if before is None or after is None or isinstance(before, str) or isinstance(after, str):
        return before is after
    return Decimal(str(before)) == Decimal(str(after))
