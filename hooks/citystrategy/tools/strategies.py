"""What commands that only read strategies have in common: the tree without errors, the city asked for.

Must not write anything.
"""

from collections.abc import Iterable

from citystrategy.checks.checks import check
from citystrategy.model import City
from citystrategy.model.tree import Tree
from citystrategy.problems.problem import errors, nearest, sort
from citystrategy.reading.load import load
from citystrategy.tools.command import Desk


def sound_tree(desk: Desk) -> Tree | None:
    """The tree; None where it has errors, which are listed, since nothing true can be told of it."""
    tree, problems = load(desk.root)
    stopping = sort(errors(problems + check(tree, desk.today)))
    if not stopping:
        return tree
    desk.list(stopping)
    desk.complain(desk.words("due.broken"))
    return None


def city_named(given: str, cities: Iterable[City], desk: Desk) -> City | None:
    """The city of a slug or of a name in any language, whatever its case; None, and a hint, where none is."""
    by_name: dict[str, City] = {}
    slugs = {city.slug: city for city in cities}
    for city in slugs.values():
        for name in (city.slug, city.name.kk, city.name.ru, city.name.en):
            by_name[name.casefold()] = city
    asked = by_name.get(given.strip().casefold())
    if asked is None:
        near = nearest(given, by_name)
        hint = f" {desk.words('due.nearest', nearest=by_name[near].slug)}" if near else ""
        desk.complain(desk.words("due.unknown", city=given, known=", ".join(slugs)) + hint)
    return asked
