"""The approved content of an edition: the one way to write it, and its digest.

Owns how `editions/<number>.json` is written. The file is the canonical writing itself, so that its
SHA-256 is the seal and anybody can compute it: JSON in UTF-8 with keys in order, one space of
indentation a level and a line feed at the end; a whole number without a point, any other number as
its shortest decimal; keys that hold their default are left out. Must not know how an edition came
about, nor what observed values are.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from citystrategy.markdown.document import Heading, ParsedText
from citystrategy.markdown.wording import Wording, wordings
from citystrategy.model.edition import Content, Sealed, SealedSection
from citystrategy.words.words import LANGUAGES


class SectionPlace(NamedTuple):
    """Where a section stands."""

    chapter: str
    """Name of the chapter's files, such as `03-vision`."""
    language: str
    section: str
    """Anchor of the section."""


def sections(text: str) -> tuple[SealedSection, ...]:
    """A chapter's Markdown by sections of the second level, normalised."""
    lines = [line.rstrip() for line in text.rstrip().split("\n")]
    starts = [(heading.anchor or heading.title, heading.line - 1) for heading in _headings(ParsedText(text))]
    bounds = [("", 0), *starts, ("", len(lines))]
    return tuple(
        SealedSection(anchor=anchor, lines=tuple(lines[start:end]))
        for (anchor, start), (_, end) in pairwise(bounds)
        if anchor or end > start
    )


def _headings(document: ParsedText) -> Iterator[Heading]:
    return (heading for heading in document.headings if heading.level == 2)


def by_place(content: Content) -> dict[SectionPlace, tuple[str, ...]]:
    """The lines of every section."""
    lines: dict[SectionPlace, tuple[str, ...]] = {}
    for name, chapter in content.chapters.items():
        for language in LANGUAGES:
            for section in chapter.sections(language):
                place = SectionPlace(name, language, section.anchor)
                lines[place] = lines.get(place, ()) + section.lines
    return lines


def wording(content: Content) -> dict[SectionPlace, tuple[Wording, ...]]:
    """What every section says, whatever spaces and line ends it is written with."""
    by_section: dict[SectionPlace, tuple[Wording, ...]] = {}
    for name, chapter in content.chapters.items():
        for language in LANGUAGES:
            for anchor, parts in _wordings(chapter.text(language)):
                place = SectionPlace(name, language, anchor)
                by_section[place] = by_section.get(place, ()) + parts
    return by_section


@lru_cache(maxsize=256)
def _wordings(text: str) -> tuple[tuple[str, tuple[Wording, ...]], ...]:
    """The sections of a text by anchor; most texts are asked for as sealed and as they are now."""
    document = ParsedText(text)
    starts = {heading.line: heading.anchor or heading.title for heading in _headings(document)}
    by_anchor: list[tuple[str, list[Wording]]] = [("", [])]
    for part in wordings(document.tokens):
        if part.mark == "##" and part.lines[0] in starts:
            by_anchor.append((starts[part.lines[0]], []))
        by_anchor[-1][1].append(part)
    return tuple((anchor, tuple(parts)) for anchor, parts in by_anchor)


def data(content: Content) -> dict[str, Any]:
    """The content as plain data, numbers in their one form."""
    # Defaults are left out so that a new optional key of the model breaks no seal.
    plain: dict[str, Any] = _numbers(content.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    return plain


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_numbers(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def write(value: Any) -> str:
    """Plain data as canonical JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"


def digest(text: str) -> str:
    """The digest of a canonical text, as it is shown: `sha256:` and 64 digits."""
    return f"sha256:{hashlib.sha256(text.encode('utf-8')).hexdigest()}"


def canonical(content: Content) -> str:
    """The text of `editions/<number>.json`: the content with a digest of each of its parts."""
    plain = data(content)
    return write({**plain, "digests": dict(_digests(content, plain))})


def _digests(content: Content, plain: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Part and digest of the title, of every section and of every indicator."""
    for name in ("title", "methodology"):
        yield f"strategy.yml#{name}", digest(write(plain[name]))
    for place, lines in by_place(content).items():
        part = f"chapters/{place.chapter}.{place.language}.md#{place.section}"
        yield part, digest(write(lines))
    for identifier, indicator in plain["indicators"].items():
        yield f"indicators.yml#{identifier}", digest(write(indicator))


def broken(sealed: Sealed) -> list[str]:
    """The parts that do not fit their digests, sorted."""
    content = sealed.content()
    made = dict(_digests(content, data(content)))
    parts = made.keys() | sealed.digests.keys()
    return sorted(part for part in parts if made.get(part) != sealed.digests.get(part))
