"""What commands that only read strategies have in common: the tree without errors, the city asked for,
documents written anew.

Must not write into `strategies/`.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from citystrategy.checks.checks import check
from citystrategy.model import City
from citystrategy.model.tree import Tree
from citystrategy.problems.problem import errors, nearest, sort
from citystrategy.reading.load import load
from citystrategy.tools.command import DONE, REFUSED, Desk


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


def put_new(files: Mapping[Path, bytes], desk: Desk) -> int:
    """Writes documents, each whole; none where one is there with other content. The status to end with."""
    there = [path for path, content in files.items() if path.exists() and not _holds(path, content)]
    for path in there:
        desk.complain(desk.words("report.there", path=path))
    if there:
        return REFUSED
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        begun = path.with_name(f".{path.name}.{os.getpid()}")
        begun.write_bytes(content)
        begun.replace(path)
        desk.say(desk.words("tools.written", path=path))
    return DONE


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
