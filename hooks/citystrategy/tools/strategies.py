"""What commands have in common that ask for a city or only read strategies: the city asked for, the tree
without errors, documents written anew.

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
from citystrategy.words.words import Words


def sound_tree(desk: Desk) -> Tree | None:
    """The tree; None where it has errors, which are listed, since nothing true can be told of it."""
    tree, problems = load(desk.root)
    stopping = sort(errors(problems + check(tree, desk.today)))
    if not stopping:
        return tree
    desk.list(stopping)
    desk.complain(desk.words("tools.broken"))
    return None


def city_folders(root: Path) -> frozenset[str]:
    """Names of the folders of cities, whether the register has them or not."""
    folders = (root / "strategies").glob("*")
    return frozenset(path.name for path in folders if path.is_dir() and path.name[0] not in "_.")


def names(folders: Iterable[str], cities: Iterable[City]) -> dict[str, str]:
    """Names of cities' folders by all that a city may be called, written small: that name, and the city's own
    in each language."""
    by_name = {folder.casefold(): folder for folder in sorted(folders)}
    for city in cities:
        if by_name.get(city.slug) == city.slug:
            by_name |= {name.casefold(): city.slug for name in (city.name.kk, city.name.ru, city.name.en)}
    return by_name


def named(given: str, by_name: Mapping[str, str]) -> str | None:
    """The folder of a name, whatever its case; None where there is none."""
    return by_name.get(" ".join(given.split()).casefold())


def unknown(given: str, by_name: Mapping[str, str], words: Words) -> str:
    """That there is no city of a name, which is nearest, and which there are."""
    known = ", ".join(dict.fromkeys(by_name.values()))
    near = by_name.get(nearest(given.casefold(), by_name), "")
    hint = f" {words.problem('nearest', nearest=near)}" if near else ""
    return words("tools.city_unknown", city=given, known=known) + hint


def city_named(given: str, cities: Iterable[City], desk: Desk) -> City | None:
    """The city of a slug or of a name in any language, whatever its case; None, and a hint, where none is."""
    slugs = {city.slug: city for city in cities}
    by_name = names(slugs, slugs.values())
    slug = named(given, by_name)
    if slug is None:
        desk.complain(unknown(given, by_name, desk.words))
    return slugs[slug] if slug else None


def put_new(files: Mapping[Path, bytes], desk: Desk) -> int:
    """Writes documents, each whole; none where one is there with other content. The status to end with."""
    there = [path for path, content in files.items() if path.exists() and not _holds(path, content)]
    for path in there:
        desk.complain(desk.words("tools.there", path=path))
    if there:
        return REFUSED
    for path, content in files.items() if not desk.dry_run else ():
        path.parent.mkdir(parents=True, exist_ok=True)
        begun = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            begun.write_bytes(content)
            begun.replace(path)
        finally:
            begun.unlink(missing_ok=True)
    for path in files:
        desk.say(desk.words("tools.would_write" if desk.dry_run else "tools.written", path=path))
    return DONE


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
