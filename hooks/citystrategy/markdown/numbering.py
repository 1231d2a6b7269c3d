"""The numbers by which a chapter is cited: 6.2 a section, 6.2.1 a block of it, 6.1 a table.

Owns how is counted: sections are headings of the second level that have an anchor, what stands before the
first one is section 0, and every paragraph, list, table and quotation has the next number of its section.
Both languages have the same numbers because they have the same blocks, and a sealed text always has the
same. Must not know what a number looks like on a page.
"""

from dataclasses import dataclass


@dataclass
class Numbering:
    """How far a chapter is counted."""

    chapter: int
    """Number of the chapter in the order."""
    sections: int = 0
    blocks: int = 0
    """Blocks of the section so far."""
    tables: int = 0

    def section(self) -> str:
        """The number of the next section."""
        self.sections, self.blocks = self.sections + 1, 0
        return f"{self.chapter}.{self.sections}"

    def block(self) -> str:
        """The number of the next block."""
        self.blocks += 1
        return f"{self.chapter}.{self.sections}.{self.blocks}"

    def table(self) -> str:
        """The number of the next table."""
        self.tables += 1
        return f"{self.chapter}.{self.tables}"


def address(number: str) -> str:
    """The id of what has a number; no author's anchor has a point in it."""
    return f"p{number}"
