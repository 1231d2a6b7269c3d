"""What was kept of past years is as it was kept.

Owns the comparison of each file with its digest. Must not know what the files say.
"""

from collections.abc import Iterator
from hashlib import sha256

from citystrategy.model.tree import Tree
from citystrategy.problems.problem import Problem


def archived(tree: Tree) -> Iterator[Problem]:
    """A problem for each file that was changed, taken away or added since its year was kept."""
    for year in tree.years:
        for name in sorted({*year.files, *year.sums}):
            content = year.files.get(name)
            if content is None or sha256(content).hexdigest() != year.sums.get(name):
                yield Problem.at(f"{year.path}/{name}", 1, "archive-changed", year=year.year)
