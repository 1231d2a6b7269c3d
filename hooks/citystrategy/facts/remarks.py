"""What a reader has to know of an observed value, each in a sentence or a few words.

Owns those words and their order. Whoever shows values chooses kinds of remarks, never words.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from citystrategy.facts import sentences
from citystrategy.facts.values import text
from citystrategy.method.assessment import Observation
from citystrategy.model import Indicator, Point
from citystrategy.words.words import Words

Kind = Literal[
    "provisional", "published", "edition", "field-size", "other-method", "break", "finding", "revised", "note"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which they are told."""


@dataclass(frozen=True)
class Remark:
    """One remark on a value."""

    kind: Kind
    text: str


def remarks(
    indicator: Indicator, observation: Observation, words: Words, kinds: Collection[Kind] = KINDS
) -> tuple[str, ...]:
    """The remarks of some kinds on an observed value of an indicator."""
    return tuple(remark.text for remark in _of_value(indicator, observation, words) if remark.kind in kinds)


def in_line(told: Iterable[str]) -> str:
    """Remarks one after another: what is a sentence stands as one, the others are parted by semicolons."""
    line = ""
    for remark in told:
        if line and (remark[:1].isupper() or line.endswith(".")):
            line = f"{line.removesuffix('.')}. {remark[:1].upper()}{remark[1:]}"
        else:
            line = f"{line}; {remark}" if line else remark
    return line


def _of_value(indicator: Indicator, observation: Observation, words: Words) -> Iterator[Remark]:
    actual, language = observation.actual, words.language
    if actual.provisional:
        yield Remark("provisional", words("remarks.provisional"))
    if actual.date:
        yield Remark("published", words("remarks.published", date=actual.date))
    if actual.edition:
        yield Remark("edition", words("remarks.edition", edition=actual.edition))
    if actual.field_size:
        yield Remark("field-size", words("remarks.field_size", size=actual.field_size))
    if not observation.comparable and observation.method != indicator.method:
        method = sentences.method_name(indicator, observation.method, words)
        yield Remark("other-method", words("remarks.other_method", method=method))
    if actual.discontinuity:
        yield Remark("break", _break(actual.discontinuity[language], words))
    if actual.finding:
        body, document = actual.finding.body[language], actual.finding.document[language]
        yield Remark("finding", words("remarks.finding", body=body, document=document))
    for revision in actual.revisions:
        was, reason = text(indicator, revision.value, words), revision.reason[language]
        yield Remark("revised", words("remarks.revised", value=was, date=revision.replaced, reason=reason))
    if actual.note:
        yield Remark("note", actual.note[language])


def of_point(point: Point, words: Words) -> tuple[str, ...]:
    """The remarks on a value of the profile."""
    worded = [words("remarks.provisional")] if point.provisional else []
    worded += [_break(point.discontinuity[words.language], words)] if point.discontinuity else []
    return (*worded, point.note[words.language]) if point.note else tuple(worded)


def _break(reason: str, words: Words) -> str:
    return f"{words('remarks.break')}: {reason}"
