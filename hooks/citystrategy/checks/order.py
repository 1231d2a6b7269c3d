"""The order as data is what it was when this program was released: nobody weakens it on the way.

Owns the digests of the editions that this program knows. Must not know what a rule asks.
"""

import hashlib
from collections.abc import Iterator

from citystrategy.model.methodology import Methodology
from citystrategy.model.tree import Tree
from citystrategy.problems.problem import Problem

DIGESTS = {
    "2025-01-20": "7164b38a4760f145dc7d5a529594983f95af2a764b2b08ba98cdf0016f767a92",
}
"""SHA-256 of each edition's content, by its date. A methodologist who changes an edition gets the new
digest from the problem `methodology-changed`, and whoever reviews the change sees it here."""


def order(tree: Tree) -> Iterator[Problem]:
    """Every edition of the order is one that the program knows, unchanged."""
    for methodology in tree.methodologies:
        computed = digest(methodology)
        if DIGESTS.get(str(methodology.edition)) != computed:
            path = f"strategies/_methodology/{methodology.edition}.yml"
            yield Problem.at(
                path, 1, "methodology-changed", edition=str(methodology.edition), digest=computed
            )


def digest(methodology: Methodology) -> str:
    """SHA-256 of what an edition says; comments and spaces do not matter."""
    return hashlib.sha256(methodology.model_dump_json(by_alias=True).encode()).hexdigest()
