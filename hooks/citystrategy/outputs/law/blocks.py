"""Blocks of a page as blocks of law: paragraphs, lists, tables, quotations, links, notes.

Owns which element a token becomes. What a template made of data comes as tokens too (`templated`). Must not
know where a block stands.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from xml.etree.ElementTree import Element

from citystrategy.markdown.made import PageToken, block
from citystrategy.markdown.notes import Note, Notes
from citystrategy.outputs.law.elements import NOTE, add, write
from citystrategy.outputs.law.identity import source_eid
from citystrategy.outputs.law.templated import tokens_of

INLINE = {"strong": "b", "em": "i", "small": "remark"}
"""Marks inside a text, by what their tokens are called; a template says in small what the site adds."""
LINKS = ("link", "a")
"""What the tokens of links are called: of an author's, and of one that the site makes."""
CELLS = ("th", "td")
SPANS = ("colspan", "rowspan")
BLOCKS = {"p", "blockList", "table", "blockContainer"}


class LawNotes(Notes):
    """Notes that stand where they are first cited."""

    def cite(self, note: Note) -> list[PageToken]:
        """A mark for the place."""
        note.cited += 1
        mark = block("note_cited", "", 0)
        mark.meta["note"] = note
        return [mark]


class BlockWriter:
    """Writes tokens into elements."""

    def __init__(self, parts: Mapping[str, str], sources: Container[str]) -> None:
        self.parts = parts
        """The eId of every part of the document, by its anchor."""
        self.sources = sources
        """The names of the registered sources."""
        self.noted: dict[str, str] = {}
        """The eId of each note that was written, by its name."""
        self.counted: Counter[str] = Counter()
        self.stack: list[Element] = []
        self.names: list[str] = []
        """The eIds of the elements that are open."""
        self.numbers: list[int] = []
        """How many items the open lists have."""
        self.raised = 0

    def write(self, parent: Element, eid: str, tokens: Iterable[PageToken]) -> None:
        """Writes tokens at the end of an element; `eid` is the name of the part in which they stand."""
        stack, self.stack = self.stack, [parent]
        self.names.append(eid)
        for token in tokens:
            self.token(token)
        self.names.pop()
        self.stack = stack

    def token(self, token: PageToken) -> None:
        """Writes one token."""
        name, _, end = token.type.rpartition("_")
        if token.type in ("sup_open", "sup_close"):
            # A comma between the numbers of two notes: notes stand apart here.
            self.raised += token.nesting
        elif self.raised or token.type.startswith(("div", "thead", "tbody")):
            return
        elif token.type == "inline":
            for child in token.children or ():
                self.token(child)
        elif token.type in ("text", "code_inline"):
            write(self.stack[-1], token.content)
        elif token.type == "softbreak":
            write(self.stack[-1], " ")
        elif token.type == "html_block":
            for made in tokens_of(token.content):
                self.token(made)
        elif token.type == "note_cited":
            self.note(token.meta["note"])
        elif end == "open":
            self.open(name, token)
        elif end == "close":
            self.close(name, token)

    def open(self, name: str, token: PageToken) -> None:
        """Begins an element."""
        if name in INLINE:
            self.begin(INLINE[name], {"status": "editorial"} if name == "small" else None)
        elif name in LINKS:
            self.link(str(token.attrs["href"]))
        elif name == "paragraph":
            here = self.stack[-1]
            empty = here.tag == "p" and not len(here) and not here.text
            self.stack.append(here if empty else add(here, "p"))
        elif name in ("bullet_list", "ordered_list"):
            self.named("blockList", "list")
            self.numbers.append(int(token.attrs.get("start", 1)) - 1)
        elif name == "list_item":
            self.numbers[-1] += 1
            self.named("item", "item", str(self.numbers[-1]))
            if token.info:
                add(self.stack[-1], "num", text=f"{token.info}{token.markup}")
        elif name == "blockquote":
            self.named("blockContainer", "blockContainer")
        elif name == "table":
            self.named("table", "table")
        elif name in CELLS:
            self.begin(token.tag, {span: str(token.attrs[span]) for span in SPANS if span in token.attrs})
            self.begin("p")
        elif name in ("caption", "tr"):
            self.begin(name)

    def close(self, name: str, token: PageToken) -> None:
        """Ends an element."""
        if name == "list_item" and not BLOCKS.intersection(child.tag for child in self.stack[-1]):
            add(self.stack[-1], "p")
        if name in (*INLINE, *LINKS, "paragraph", "caption", "tr"):
            self.stack.pop()
        elif name in CELLS:
            del self.stack[-2:]
        elif name in ("bullet_list", "ordered_list", "list_item", "blockquote", "table"):
            self.stack.pop()
            self.names.pop()
            if name.endswith("list"):
                self.numbers.pop()

    def begin(self, tag: str, attributes: Mapping[str, str] | None = None) -> None:
        """Begins an element that has no name of its own."""
        self.stack.append(add(self.stack[-1], tag, attributes))

    def named(self, tag: str, short: str, number: str = "") -> None:
        """Begins an element with a name of its own, which is the next one in its part."""
        kind = f"{self.names[-1]}__{short}"
        self.counted[kind] += not number
        eid = f"{kind}_{number or self.counted[kind]}"
        self.names.append(eid)
        self.stack.append(add(self.stack[-1], tag, {"eId": eid}))

    def link(self, address: str) -> None:
        """Begins a link: a reference where it leads to a part of the document, which is named by its eId."""
        part = self.parts.get(address.removeprefix("#")) if address.startswith("#") else None
        tag, href = ("ref", f"#{part}") if part else ("a", address)
        self.begin(tag, {"href": href})

    def note(self, note: Note) -> None:
        """A note where it is first cited; after that a reference to it."""
        marker = str(note.number)
        if note.name in self.noted:
            add(self.stack[-1], "noteRef", {"href": f"#{self.noted[note.name]}", "marker": marker})
            return
        eid = self.noted[note.name] = f"{self.names[-1]}__authorialNote_{marker}"
        place = {"eId": eid, "marker": marker, "placement": "bottom"}
        place["refersTo"] = f"#{source_eid(note.name)}" if note.name in self.sources else ""
        stack, element = self.stack, add(self.stack[-1], NOTE, place)
        self.names.append(eid)
        self.stack = [*stack, element]
        for token in note.body:
            self.token(token)
        self.stack = stack
        self.names.pop()
