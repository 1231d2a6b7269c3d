"""PDF/UA-1 from plain data and a template, typeset by Typst.

Owns Typst and its fonts, so that the same data have the same bytes everywhere. How a sheet looks stands in
`sheets.typ`. Must not know what is typeset.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import typst

from citystrategy.charts.outlines import FONTS

ROOM = Path(__file__).parent
OUTPUTS = ROOM.parent
"""What templates may read."""
UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
"""How Typst names letters that no font has."""
CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How it writes those that nobody sees."""
ROUNDS = 20
"""How often it may name further ones."""


class LetterError(Exception):
    """No font has a letter of the text; the first argument is what Typst says."""

    def __init__(self, reason: str, diagnostic: str) -> None:
        super().__init__(reason, diagnostic)
        self.letters = frozenset(letter for text in UNKNOWN.findall(diagnostic) for letter in _letters(text))
        """The letters that no font has, as far as they are known."""

    def __str__(self) -> str:
        return str(self.args[0])


def makers() -> Iterator[Path]:
    """The files of the outputs, beside the program, that decide what a PDF is."""
    yield from sorted((*OUTPUTS.rglob("*.typ"), *OUTPUTS.glob("drawings/*")))
    yield from sorted((*FONTS.glob("*.ttf"), *(ROOM / "fonts").glob("*.ttf")))


def pdf(template: Path, given: Mapping[str, Any]) -> bytes:
    """What a template makes of data, which it finds as JSON in `sys.inputs.given`.

    A letter that the packaged fonts lack is taken from the system's. Raises LetterError.
    """
    written = _written(given)
    try:
        return _compiled(template, written, own_fonts_only=True)
    except LetterError:
        return _compiled(template, written, own_fonts_only=False)


def pdf_anywhere(template: Path, given: Mapping[str, Any]) -> bytes:
    """The same with the packaged fonts only, the bytes being the same on every system.

    A letter that none of them has stands there as its number, such as `[U+4E2D]`. Raises LetterError where
    that is of no help.
    """
    written = _written(given)
    for _ in range(ROUNDS):
        try:
            return _compiled(template, written, own_fonts_only=True)
        except LetterError as error:
            if not error.letters:
                raise
            for letter in error.letters:
                written = written.replace(letter, f"[U+{ord(letter):04X}]")
    return _compiled(template, written, own_fonts_only=True)


def compact(content: bytes) -> tuple[bytes, int]:
    """A PDF with its small parts packed together, which halves it, and how many sheets it has."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return packed.getvalue(), len(document.pages)


def _written(given: Mapping[str, Any]) -> str:
    return json.dumps(given, ensure_ascii=False, default=date.isoformat)


def _letters(named: str) -> Iterator[str]:
    """The letters that Typst names; a plain one is never without a font."""
    text = CODE.sub(lambda match: chr(int(match[1], 16)), named)
    return (letter for letter in text if not letter.isascii())


def _compiled(template: Path, written: str, own_fonts_only: bool) -> bytes:
    """Raises LetterError."""
    try:
        made = typst.compile(
            template,
            root=OUTPUTS,
            font_paths=[FONTS, ROOM / "fonts"],
            ignore_system_fonts=own_fonts_only,
            sys_inputs={"given": written},
            format="pdf",
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise LetterError(error.message, error.diagnostic) from None
    return made
