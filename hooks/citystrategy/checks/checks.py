"""What a strategy must contain, checked: chapters, sections, indicators, observed values.

Each check is a generator that yields problems. Must not read files, print, or word messages.
"""

from collections.abc import Callable, Iterator
from datetime import date

from citystrategy import day
from citystrategy.checks import conformity
from citystrategy.checks.approval import approval
from citystrategy.checks.archived import archived
from citystrategy.checks.chapters import chapters, guides, plain_markup
from citystrategy.checks.dates import days
from citystrategy.checks.facts import facts
from citystrategy.checks.indicators import directions, indicators
from citystrategy.checks.links import links, pictures
from citystrategy.checks.observed import actuals, profile
from citystrategy.checks.order import order
from citystrategy.checks.parity import parity
from citystrategy.checks.plausible import plausible
from citystrategy.checks.redirects import redirects
from citystrategy.checks.references import named_sources, references
from citystrategy.checks.registers import registers
from citystrategy.checks.unwritten import unwritten
from citystrategy.checks.writing import writing
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.problems.problem import Problem, sort

Check = Callable[[CityFolder], Iterator[Problem]]


def check(
    tree: Tree, today: date | None = None, of_city: Callable[[CityFolder], list[Problem]] | None = None
) -> list[Problem]:
    """All problems of content in the tree on a day, today where none is given; sorted.

    `of_city` answers for a single strategy in the place of `city`, from what it has kept.
    """
    today = today or day.today({})
    problems = list(registers(tree))
    for methodology in tree.methodologies:
        problems += conformity.known_rules(methodology)
    for folder in tree.strategies:
        problems += (of_city or city)(folder)
    problems += days(tree, today)
    if tree.broken_sources is not None:
        problems += named_sources(tree, tree.broken_sources)
    problems += order(tree)
    problems += guides(tree)
    problems += links(tree)
    problems += pictures(tree)
    problems += redirects(tree)
    problems += archived(tree)
    return sort(problems)


def city(folder: CityFolder) -> list[Problem]:
    """All problems of one strategy. They depend on nothing but its folder, its city and the order."""
    return [problem for rule in CHECKS for problem in rule(folder)]


CHECKS: tuple[Check, ...] = (
    approval,
    chapters,
    plain_markup,
    indicators,
    directions,
    actuals,
    profile,
    facts,
    plausible,
    references,
    conformity.conformity,
    parity,
    writing,
    unwritten,
)
"""Every check of one strategy."""
