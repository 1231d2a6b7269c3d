"""What one build needs: the tree, every city's standing, the charts and the editions, made once.

Owns that they are made before the first page, and of files without errors only. Must not know which pages
there are.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from citystrategy import day as clock
from citystrategy.charts import charts, drawing
from citystrategy.charts.charts import Chart
from citystrategy.charts.rows import RowChart, row_chart
from citystrategy.checks.checks import check
from citystrategy.checks.conformity import rulings
from citystrategy.checks.ruling import Ruling
from citystrategy.editing.change import settled
from citystrategy.editions import seal
from citystrategy.facts import comparison, indicator_page
from citystrategy.method.comparability import Comparison
from citystrategy.method.standing import Standing, standing_on
from citystrategy.model import Source
from citystrategy.model.tree import Tree
from citystrategy.problems.problem import errors, sort, visible
from citystrategy.reading.load import load
from citystrategy.words.words import Words


@dataclass(frozen=True)
class Site:
    """What one build needs, made before its first page."""

    root: Path
    tree: Tree
    today: date
    standings: dict[str, Standing]
    """By slug of the city."""
    sources: dict[str, Source]
    charts: dict[str, str]
    """The drawings of the profiles, by `city/profile/series`."""
    rows: dict[str, RowChart]
    """The chart of an indicator as a row of the monitoring page, by `city/indicator`."""
    editions: dict[str, Standing]
    """Every sealed edition by its page, `city/editions/number`: the strategy as it was then."""
    peers: indicator_page.Peers
    """The cities that have an indicator of paragraph 26."""
    comparisons: dict[str, Comparison]
    """All cities' values of each indicator of paragraph 26, by its id."""
    rulings: dict[str, tuple[Ruling, ...]]
    """What was found on each rule of the order, by slug of the city."""


class SiteError(Exception):
    """Why there is no site, in the words of whoever builds it."""


def of_files(root: Path, environment: Mapping[str, str], words: Words) -> Site:
    """The site of the files under a root, today. Prints all their problems, and refuses errors."""
    try:
        today = clock.today(environment)
    except ValueError as error:
        raise SiteError(words("build.epoch", given=visible(str(error)))) from None
    if not settled(root):
        raise SiteError(words("check.unfinished"))
    tree, problems = load(root)
    problems = sort(problems + check(tree, today))
    for problem in problems:
        print(problem.render(words), file=sys.stderr)
    stopping = sum(1 for _ in errors(problems))
    if stopping:
        raise SiteError(words.problem("summary", errors=stopping, warnings=len(problems) - stopping))
    return make(root, tree, today)


def make(root: Path, tree: Tree, day: date) -> Site:
    """A site of a tree on a day; charts are drawn where the cache under the root lacks them."""
    standings = {folder.city.slug: standing_on(folder, day) for folder in tree.strategies}
    comparisons = comparison.comparisons(tree, standings.values())
    drawn = drawing.draw(dict(_charts(standings)), root / ".cache/charts")
    rows = {
        f"{slug}/{progress.indicator.id}": row
        for slug, standing in standings.items()
        for progress in standing.progress
        if (row := row_chart(progress, day))
    }
    editions = {
        f"{folder.city.slug}/editions/{stored.number}": standing_on(seal.former(folder, stored), day)
        for folder in tree.strategies
        for stored in folder.sealed
    }
    sources = {source.id: source for source in tree.sources}
    peers = indicator_page.peers(standings.values())
    ruled = {folder.city.slug: rulings(folder) for folder in tree.strategies}
    return Site(root, tree, day, standings, sources, drawn, rows, editions, peers, comparisons, ruled)


def _charts(standings: Mapping[str, Standing]) -> Iterator[tuple[str, Chart]]:
    """Every chart that Altair draws, by its name."""
    for slug, standing in standings.items():
        profile = standing.folder.profile
        for series in profile.series if profile else ():
            drawn = charts.series(series)
            if drawn:
                yield f"{slug}/profile/{series.id}", drawn
