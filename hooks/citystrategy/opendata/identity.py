"""Identifiers of what calendars and feeds tell, and the characters that they may hold.

Owns that an identifier stays the same from build to build, wherever the site is published. Must not
know what it names.
"""

from uuid import UUID, uuid5

from citystrategy.reading.characters import HIDDEN

NAMESPACE = UUID("a3a5b9d3-2320-4570-95a5-ccfbc714f544")
"""Drawn once. With another one every reader's program would take everything for new."""
UNWRITTEN = ("\0", "\ufffe", "\uffff")
"""Characters that XML cannot hold, beside those that nobody sees."""


def identifier(*parts: str | int) -> UUID:
    """The same identifier for the same parts at all times; it names no domain."""
    return uuid5(NAMESPACE, "/".join(str(part) for part in parts))


def written(text: str) -> str:
    """A text without the characters that nobody sees."""
    kept = HIDDEN.sub("", text)
    # Much faster than str.translate() where letters are not ASCII.
    for character in UNWRITTEN:
        kept = kept.replace(character, "")
    return kept
