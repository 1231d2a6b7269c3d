"""One document: an edition of a strategy in one language as Akoma Ntoso, with its annex of indicators.

Owns the order of its parts. Must not know which documents there are.
"""

from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from citystrategy.outputs.law import front
from citystrategy.outputs.law.annex import name_indicators, write_annex
from citystrategy.outputs.law.changes import LawState, Modification, modifications, origins
from citystrategy.outputs.law.elements import NAMESPACES, SITE, add, file
from citystrategy.outputs.law.history import history
from citystrategy.outputs.law.identification import identification
from citystrategy.outputs.law.identity import ANNEX, MAIN, Identity
from citystrategy.outputs.law.metadata import references, status
from citystrategy.outputs.law.source import LawTexts
from citystrategy.outputs.law.text import LawBody


@dataclass
class LawDocument:
    """A document that is made when it is asked for."""

    identity: Identity
    texts: LawTexts
    before: "LawDocument | None"
    """The edition before, in the same language."""

    @cached_property
    def body(self) -> LawBody:
        """The chapters."""
        return LawBody(self.texts)

    @cached_property
    def main(self) -> Element:
        """The body as it is written."""
        tag = "body" if self.identity.edition else "mainBody"
        element = Element(tag, {"xml:lang": self.identity.language})
        self.body.write(element)
        return element

    @cached_property
    def annex(self) -> Element:
        """The indicators as they are written."""
        element = Element("mainBody", {"xml:lang": self.identity.language})
        write_annex(element, self.texts)
        return element

    @cached_property
    def state(self) -> LawState:
        """The edition, to be compared with another."""
        edition = self.identity.edition
        assert edition is not None, "only editions are compared"
        folder = self.identity.folder
        content = next(stored.content for stored in folder.sealed if stored.number == edition.number)
        assert content is not None, "checked before any page"
        parts = {
            element.attrib["eId"]: element
            for written in (self.main, self.annex)
            for element in written.iter()
            if "eId" in element.attrib
        }
        return LawState(content, self.body.anchors, parts)

    @property
    def changed(self) -> list[Modification]:
        """What the edition changed in the one before."""
        return modifications(self.before.state, self.state, self.identity.language) if self.before else []

    @cached_property
    def origins(self) -> dict[str, str]:
        """The eId under which each part first stood, where it has another one now."""
        return origins(self.before.state, self.state, self.before.origins) if self.before else {}

    def written(self) -> bytes:
        """The file."""
        identity, words = self.identity, self.texts.words
        root = Element("akomaNtoso", NAMESPACES)
        first = identity.edition is None or identity.edition.number == 1
        contains = "originalVersion" if first else "singleVersion"
        document = add(root, identity.kind, {"name": "strategy", "contains": contains})
        self._meta(add(document, "meta"))
        front.preface(document, identity, self.texts)
        front.preamble(document, identity, self.texts)
        for eid, origin in self.origins.items():
            self.state.parts[eid].set("wId", origin)
        document.append(self.main)
        front.conclusions(document, identity, words)
        attachment = add(add(document, "attachments"), "attachment", {"eId": "att_1"})
        add(attachment, "heading", text=words("law.annex"))
        annex = add(attachment, "doc", {"name": "annex", "contains": contains})
        meta = add(annex, "meta")
        identification(meta, identity, self.texts, ANNEX)
        name_indicators(add(meta, "references", SITE), self.texts)
        annex.append(self.annex)
        return file(root)

    def _meta(self, meta: Element) -> None:
        identification(meta, self.identity, self.texts, MAIN)
        history(meta, self.identity, self.changed)
        _ = self.main
        cited = [name for name in self.body.notes.notes if name in self.texts.site.sources]
        references(meta, self.identity, self.texts, cited)
        if any(not note.cited for note in self.body.notes.notes.values()):
            self.body.uncited(add(meta, "notes", SITE))
        status(meta, self.identity, self.texts)
