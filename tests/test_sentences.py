"""Sentences made from parts: on built pages no full stop is doubled and no mark of code is left over."""

import re
from html import unescape
from pathlib import Path

APART = re.compile(r"</?(?:p|li|td|th|tr|dt|dd|h\d|br|div|figcaption|summary|caption)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
HIDDEN = re.compile(r"<(script|style|svg|pre|code)\b.*?</\1>", re.S)
WRONG = re.compile(r"(?<![./])\.\.(?![./])|`[^`|]+`")


def read(html: str) -> str:
    """The words of a page outside code; paragraphs and cells are apart."""
    return unescape(TAG.sub("", APART.sub(" | ", HIDDEN.sub(" ", html))))


def test_a_doubled_stop_and_a_mark_left_over_are_found() -> None:
    for wrong in ("хуже плана на 0,43 п. п.. Темп:", "тек `categories` түрінде"):
        assert WRONG.search(wrong), wrong
    for right in ("хуже плана на 0,43 п. п. Темп:", "кері тырнақшаларды (`) алып", "«…», ../api"):
        assert not WRONG.search(right), right


def test_sentences_on_pages_are_whole(published: Path) -> None:
    pages = sorted(published.rglob("index.html"))
    assert len(pages) > 40
    found = {
        f"{page.relative_to(published).parent.as_posix()}: {text[max(0, match.start() - 40) : match.end()]}"
        for page in pages
        for text in [read(page.read_text("utf-8"))]
        for match in WRONG.finditer(text)
    }
    assert not found, "\n".join(sorted(found))
