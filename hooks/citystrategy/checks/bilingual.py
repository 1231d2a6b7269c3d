"""The bilingual texts of YAML files, each with the file in which it stands.

Owns the walk through a model. Must not judge a text.
"""

from collections.abc import Iterator

from citystrategy.model import Bilingual, Model
from citystrategy.model.tree import CityFolder, Tree

TextsOfFiles = Iterator[tuple[str, Bilingual]]
"""Path of a file and a text in it."""


def of_strategy(folder: CityFolder) -> TextsOfFiles:
    """The texts of a city's own files."""
    if folder.strategy:
        yield from _of(folder.path("strategy.yml"), folder.strategy)
    for indicator in folder.indicators:
        yield from _of(folder.path("indicators.yml"), indicator)
    for path, year in folder.actuals:
        yield from _of(path, year)
    if folder.profile:
        yield from _of(folder.path("profile.yml"), folder.profile)


def of_registers(tree: Tree) -> TextsOfFiles:
    """The texts of the registers and benchmarks that all cities share."""
    for city in tree.cities:
        yield from _of("strategies/_cities.yml", city)
    for source in tree.sources:
        yield from _of("strategies/_sources.yml", source)
    for path, benchmark in tree.benchmarks:
        yield from _of(path, benchmark)


def _of(path: str, part: object) -> TextsOfFiles:
    """The texts of a part, at any depth."""
    if isinstance(part, Bilingual):
        yield path, part
    elif isinstance(part, Model):
        for name in type(part).model_fields:
            yield from _of(path, getattr(part, name))
    elif isinstance(part, tuple):
        for inner in part:
            yield from _of(path, inner)
