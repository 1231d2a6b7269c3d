"""Every place where a strategy no longer says what was sealed.

Owns the file and line of a difference. Must not know how contents are compared (`editions.difference`).
"""

from collections.abc import Iterator
from itertools import zip_longest

from citystrategy.editions import difference, seal
from citystrategy.editions.content import SectionPlace
from citystrategy.editions.difference import TextDifference, Value, ValueDifference
from citystrategy.model import Model
from citystrategy.model.edition import Content
from citystrategy.model.tree import ChapterText, CityFolder, SealedEdition
from citystrategy.problems.problem import Arguments, Problem

SHOWN = 80
"""Characters of a text that a message quotes."""


def differences(folder: CityFolder, sealed: SealedEdition) -> Iterator[Problem]:
    """A problem for every section and value that is not as it was sealed."""
    if folder.strategy is None or sealed.content is None or folder.broken_indicators != frozenset():
        return
    now = seal.of(folder, folder.strategy)
    for text in difference.texts(sealed.content, now):
        yield _text(folder, sealed.number, text)
    for name, language in difference.moved(sealed.content, now):
        old, new = (_order(content, name, language) for content in (sealed.content, now))
        arguments: Arguments = {"edition": sealed.number, "old": old, "new": new, "section": "#"}
        path = folder.path(f"chapters/{name}.{language}.md")
        yield Problem.at(path, 1, "seal-text", chapter=name, **arguments)
    for value in difference.values(sealed.content, now):
        yield _value(folder, sealed.number, value)


def _order(content: Content, name: str, language: str) -> str:
    return ", ".join(section.anchor for section in content.chapters[name].sections(language))


def _text(folder: CityFolder, number: int, changed: TextDifference) -> Problem:
    place = changed.place
    path = folder.path(f"chapters/{place.chapter}.{place.language}.md")
    text = next((chapter for chapter in folder.chapters if chapter.path == path), None)
    old, new = first_words(changed)
    return Problem.at(
        path,
        _line(changed),
        "seal-text",
        edition=number,
        chapter=_title(text, place),
        section=_section(text, place),
        old=old,
        new=new,
    )


def _line(changed: TextDifference) -> int:
    """The line of the file on which it first says something else."""
    old, new = changed.before or (), changed.after or ()
    for before, after in zip(old, new, strict=False):
        if before != after:
            pairs = zip(before.text.split(), after.text.split(), strict=False)
            place = next((place for place, (was, became) in enumerate(pairs) if was != became), 0)
            return after.lines[place]
    if not new:
        return 1
    return new[len(old)].lines[0] if len(new) > len(old) > 0 else new[-1 if old else 0].lines[0]


def _title(text: ChapterText | None, place: SectionPlace) -> str:
    return text.headings[0].title if text and text.headings else place.chapter


def _section(text: ChapterText | None, place: SectionPlace) -> str:
    titles = (
        (heading.title for heading in text.headings if heading.anchor == place.section) if text else iter(())
    )
    return next(titles, place.section) if place.section else _title(text, place)


def first_words(changed: TextDifference) -> tuple[str, str]:
    """The first words that went out and those that came in; where only the form changed, that."""
    old, new = changed.before or (), changed.after or ()
    pieces = list(difference.words(*(" ".join(wording.text for wording in side) for side in (old, new))))
    first = next((place for place, piece in enumerate(pieces) if piece.kind != "same"), None)
    if first is None:
        pairs = (
            (str(was), str(became)) for was, became in zip_longest(old, new, fillvalue="") if was != became
        )
        before, after = next(pairs, ("", ""))
        return _short(before), _short(after)
    out = pieces[first].text if pieces[first].kind == "out" else ""
    added = [piece.text for piece in pieces[first : first + 2] if piece.kind == "in"]
    return _short(out), _short(added[0] if added else "")


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _value(folder: CityFolder, number: int, changed: ValueDifference) -> Problem:
    arguments: Arguments = {
        "edition": number,
        "key": ".".join(changed.key),
        "old": written(changed.before),
        "new": written(changed.after),
    }
    if not changed.indicator and folder.strategy:
        path, part, name = folder.path("strategy.yml"), folder.strategy, folder.city.slug
        return Problem.at(path, line(part, changed.key), "seal-value", id=name, **arguments)
    indicator = folder.indicator(changed.indicator)
    place = line(indicator, changed.key) if indicator else 1
    return Problem.at(folder.path("indicators.yml"), place, "seal-value", id=changed.indicator, **arguments)


def written(value: Value) -> str:
    """A value as it stands in a message; a dash where there is none."""
    return "–" if value is None else _short(str(value))


def line(part: Model, key: tuple[str, ...]) -> int:
    """The line of the deepest part of a key that the file still has."""
    inner: object = part
    place = part.line
    for name in key:
        if isinstance(inner, tuple):
            inner = next((entry for entry in inner if name in _names(entry)), None)
            place = inner.line if isinstance(inner, Model) else place
        elif isinstance(inner, Model):
            place, inner = inner.line_of(name), getattr(inner, name, None)
    return place


def _names(entry: object) -> tuple[str, str]:
    """The year and the id of an item of a list, as text."""
    return str(getattr(entry, "year", "")), str(getattr(entry, "id", ""))
