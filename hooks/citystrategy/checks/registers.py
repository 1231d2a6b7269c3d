"""The registers that all cities share, and the benchmarks: each thing named once, and known."""

from collections.abc import Iterator

from citystrategy.checks import bilingual as fields
from citystrategy.checks import writing
from citystrategy.checks.counterparts import texts
from citystrategy.checks.links import SITE_PAGES
from citystrategy.checks.repeated import repeated
from citystrategy.markdown.dialect import FRAME
from citystrategy.model import Benchmark
from citystrategy.model.tree import Tree
from citystrategy.problems.problem import Arguments, Problem, nearest

RESERVED = FRAME | {*SITE_PAGES, "api", "archive", "assets", "images", "kk", "ru", "feed", "sitemap"}
"""Names of pages, of their parts and of folders of the site, which no city can have."""


def registers(tree: Tree) -> Iterator[Problem]:
    """The registers of cities and of sources name each thing once; benchmarks belong to an indicator."""
    cities = ((city.slug, city.line) for city in tree.cities)
    yield from repeated("strategies/_cities.yml", "id-repeated", cities)
    for city in tree.cities:
        if city.slug in RESERVED | {guide.id for guide in tree.guides}:
            yield Problem.at("strategies/_cities.yml", city.line_of("slug"), "slug-reserved", slug=city.slug)
    sources = ((source.id, source.line) for source in tree.sources)
    yield from repeated("strategies/_sources.yml", "id-repeated", sources)
    for path, both in fields.of_registers(tree):
        yield from texts(path, both)
        yield from writing.texts(path, both)
    for path, benchmark in tree.benchmarks:
        yield from _benchmark(tree, path, benchmark)


def _benchmark(tree: Tree, path: str, benchmark: Benchmark) -> Iterator[Problem]:
    """A benchmark is called like its file and stands beside a recommended indicator (paragraph 26)."""
    file = path.rsplit("/", 1)[-1]
    if file.rsplit(".", 1)[0] != benchmark.id:
        yield Problem.at(path, benchmark.line_of("id"), "benchmark-name", id=benchmark.id, file=file)
    known = {recommended.id for order in tree.methodologies for recommended in order.recommended_indicators}
    if benchmark.recommended not in known:
        arguments: Arguments = {"id": benchmark.id, "recommended": benchmark.recommended}
        near, line = nearest(benchmark.recommended, known), benchmark.line_of("recommended")
        yield Problem.at(path, line, "recommended-unknown", nearest=near, **arguments)
