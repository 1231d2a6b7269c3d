"""The notes of a page: numbered when they are first cited, listed at its end with the ways back.

Owns their numbers, ids and list. Must not know where a note's words come from.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field

from markdown_it.token import Token

from citystrategy.markdown import made
from citystrategy.markdown.links import outside

BACK = "↩"


@dataclass
class Note:
    """One note of the page, with the places that cite it."""

    name: str
    number: int
    body: list[Token]
    cited: int = 0


@dataclass
class Notes:
    """The notes of one page, or of one language where a page has two."""

    before: str = ""
    """What their ids begin with, so that those of two languages differ."""
    notes: dict[str, Note] = field(default_factory=dict)

    def add(self, name: str) -> Note:
        """A note with the next number, whose body is still to be given."""
        note = self.notes[name] = Note(name, len(self.notes) + 1, [])
        return note

    def cite(self, note: Note) -> list[Token]:
        """The raised number that leads to a note."""
        note.cited += 1
        address = f"#fn:{self.before}{note.name}"
        number = made.link(address, [made.text(str(note.number))], {"class": "footnote-ref"})
        return made.within("sup", number, {"id": self._place(note, note.cited)})

    def listed(self) -> Iterator[Token]:
        """The list of notes at the end of a page."""
        if not self.notes:
            return
        yield made.block("div_open", "div", 1, {"class": "footnote"})
        yield made.block("hr", "hr", 0)
        yield made.block("ordered_list_open", "ol", 1)
        for note in self.notes.values():
            yield made.block("list_item_open", "li", 1, {"id": f"fn:{self.before}{note.name}"})
            yield from self._with_ways_back(note)
            yield made.block("list_item_close", "li", -1)
        yield made.block("ordered_list_close", "ol", -1)
        yield made.block("div_close", "div", -1)

    def _with_ways_back(self, note: Note) -> Iterator[Token]:
        """The body of a note with a link to each place that cites it, in its last paragraph."""
        last = max((place for place, token in enumerate(note.body) if token.type == "inline"), default=-1)
        for place, token in enumerate(note.body):
            if place == last:
                token = copy(token)
                token.children = [*(token.children or []), *self._ways_back(note)]
            yield token

    def _ways_back(self, note: Note) -> Iterator[Token]:
        for time in range(1, note.cited + 1):
            attrs = {"class": "footnote-backref", "title": f"{BACK} {note.number}"}
            yield made.text("\u00a0")
            yield from made.link(f"#{self._place(note, time)}", [made.text(BACK)], attrs)

    def _place(self, note: Note, time: int) -> str:
        """The id of the place that cites a note for the first, second, … time."""
        again = str(time) if time > 1 else ""
        return f"fnref{again}:{self.before}{note.name}"


def definitions(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """The notes that a text defines, each with its blocks."""
    label = ""
    body: list[Token] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            label, body = token.meta["label"], []
        elif token.type == "footnote_reference_close":
            yield label, body
            label = ""
        elif label:
            body.append(token)


def without_definitions(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a text without the notes that it defines."""
    inside = 0
    for token in tokens:
        inside += token.type == "footnote_reference_open"
        if not inside:
            yield token
        inside -= token.type == "footnote_reference_close"


def of_source(title: str, address: str) -> list[Token]:
    """The body of the note of a registered source: its title, which leads to it."""
    inline = Token("inline", "", 0)
    inline.children = made.link(address, [made.text(title)], {}) if outside(address) else [made.text(title)]
    return [made.block("paragraph_open", "p", 1), inline, made.block("paragraph_close", "p", -1)]
