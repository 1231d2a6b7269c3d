"""What a technical correction changes beyond words: values and figures, of which it is asked whether the
decision has them so.

Owns what counts as decided. Must not ask.
"""

from collections import Counter
from collections.abc import Iterator

from citystrategy.editions import difference, seal
from citystrategy.editions.difference import TextDifference, ValueDifference
from citystrategy.facts.editions import text_change, titles_of, value_change
from citystrategy.model.edition import Content
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.words.figures import figures
from citystrategy.words.words import LANGUAGES, Words


def decided(folder: CityFolder, tree: Tree, words: Words) -> Iterator[str]:
    """A line for each value and each text with other figures than the last sealed edition has."""
    about = folder.strategy
    old = folder.sealed[-1].content if folder.sealed else None
    if about is None or old is None:
        return
    new = seal.of(folder, about)
    titles = titles_of(folder, {source.id: source for source in tree.sources}, words.language)
    for value in difference.values(old, new):
        if _is_decided(value):
            told = value_change(value, old, new, titles, words)
            name = told.name or folder.city.name[words.language]
            yield f"{name} – {told.label}: {told.before} → {told.after}"
    for text in difference.texts(old, new):
        if line := _figures(text, old, new):
            yield line


def _is_decided(changed: ValueDifference) -> bool:
    """Whether a value is more than a text whose figures are the same; the basis is written by the command."""
    if changed.key[-1] in LANGUAGES:
        before, after = (_counted(str(text or "")) for text in (changed.before, changed.after))
        return before != after
    return changed.key[-1] != "basis"


def _figures(changed: TextDifference, old: Content, new: Content) -> str:
    """The figures of a section that went out and those that came in; an empty text where none did."""
    sides = (changed.before or (), changed.after or ())
    before, after = (_counted("\n".join(wording.seen for wording in side)) for side in sides)
    out, into = (", ".join(side.elements()) for side in (before - after, after - before))
    if not (out or into):
        return ""
    told = text_change(changed, old, new)
    named = f"{told.chapter} – {told.section}" if told.section else told.chapter
    return f"{named}: {out or '–'} → {into or '–'}"


def _counted(text: str) -> Counter[str]:
    return Counter(" ".join(filter(None, (figure.written, figure.unit))) for figure in figures(text))
