"""Characters that nobody sees: controls, zero-width characters, marks that turn the direction of a text,
and those that mean nothing in a reader's font.

Owns which characters no text may hold. Must not know where a text comes from.
"""

import re
from collections.abc import Iterator

NEAR = (
    "\x01-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed; NUL is a problem of its own
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners, fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"  # zero width, line separators, direction
    "\ue000-\uf8ff"  # for private use: the bullets of a word processor, which no font of a reader has
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ufdd0-\ufdef\ud800-\udfff"
)
FAR = "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
)  # the last two of each plane are no characters at all
HIDDEN = re.compile(f"[{NEAR}{FAR}]")
SUSPECT = re.compile(f"[{NEAR}\U00010000-\U0010ffff]")
"""Any character that could be hidden: found ten times as fast, and in hardly any text."""
UNWRITTEN = ("\0", "\ufffe", "\uffff")
"""Characters that XML cannot hold, beside those that nobody sees."""


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Where a hidden character stands in a text, counted from 0, and its code point as `U+200B`."""
    for match in HIDDEN.finditer(text) if SUSPECT.search(text) else ():
        yield match.start(), f"U+{ord(match[0]):04X}"


def visible(text: str) -> str:
    """A text without the characters that nobody sees."""
    kept = HIDDEN.sub("", text) if SUSPECT.search(text) else text
    # Much faster than str.translate() where letters are not ASCII.
    for character in UNWRITTEN:
        kept = kept.replace(character, "")
    return kept
