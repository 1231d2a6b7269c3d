"""Random changes to a tree of strategies: what a careless or a hostile hand may do to its files.

Owns the choice among the operators, on data, on text and on files; what is put in stands in `given.yml`.
Must not know what the program makes of it.
"""

import random
from pathlib import Path

import yaml

from mutations.data import OF_DATA
from mutations.files import forged, gone, misplaced, spoiled
from mutations.places import Change, Unfit
from mutations.text import chapter, character, line, renamed

MOST = 3
"""Changes to one tree."""
CHANGES: dict[Change, int] = {
    **OF_DATA,
    renamed: 4,
    line: 8,
    character: 8,
    chapter: 24,
    gone: 3,
    spoiled: 3,
    misplaced: 4,
    forged: 5,
}
"""Every operator, and how often it is taken."""


def mutate(root: Path, chance: random.Random) -> list[str]:
    """Changes a tree once or a few times; says what was done."""
    done: list[str] = []
    for _ in range(chance.choice((1, 1, 1, 2, MOST))):
        (change,) = chance.choices(list(CHANGES), list(CHANGES.values()))
        try:
            done.append(f"{change.__name__}: {change(root, chance)}")
        except (Unfit, yaml.YAMLError, OSError, UnicodeDecodeError, RecursionError):
            continue
    return done
