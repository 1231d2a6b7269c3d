"""How much room words take in the site's own sans.

Owns the widths of its letters, rounded up, so that both weights have room. Must not know what is written.
"""

from functools import cache

WIDTHS = {
    0.2: " \u00a0\u2009",
    0.3: "',.:;Iijl|·Іі‘’",
    0.35: "!()-/[\\]f{}°‑",
    0.4: "rt",
    0.45: "*?szг",
    0.5: '"J_cvxy«»зстухэғүұ–“”„″',
    0.55: "#$+0123456789<=>EFLSTVXYZ^`aegko~§±×ЁГЕТУХавекочьяёҒҮҰәө₸−≠≤≥",
    0.6: "ABCKPRbdhnpquАБВЗКРСЬЭЯбдийлнпрцқңһ",
    0.65: "&DGЛЧмъҚҺ→↓",
    0.7: "HNOQUДИЙНОПЦҢӘӨ",
    0.75: "Mw©МФЪжы",
    0.8: "Wфшщю—",
    0.85: "%mЫ",
    0.9: "@ЖШ",
}
"""Letters by their width in em: the wider of both weights (tests/test_placing.py holds them to the font)."""
WIDEST = 1.0
"""Width of every other letter, in em."""
_WIDTH = {letter: width for width, letters in WIDTHS.items() for letter in letters}


@cache
def width(text: str) -> float:
    """The width of a line of text, in em."""
    return sum(_WIDTH.get(letter, WIDEST) for letter in text)
