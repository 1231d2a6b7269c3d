"""The site as a whole: what it is made from, which pages it has, and where they stand.

Owns the addresses and the navigation. Must not know MkDocs, nor what stands on a page.
"""

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from citystrategy.charts import charts, drawing
from citystrategy.charts.charts import Chart
from citystrategy.checks.conformity import findings
from citystrategy.checks.finding import Finding
from citystrategy.editions import seal
from citystrategy.model import Source
from citystrategy.monitoring.comparability import Comparison
from citystrategy.monitoring.standing import Standing, standing_on
from citystrategy.pages import comparison, indicator, invented, publication, rankings
from citystrategy.reading.load import CityStrategy, Tree
from citystrategy.strings import LANGUAGES, Strings, strings


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
    """SVG by `city/indicator`, `city/profile/series`, `compare/indicator/number`, `method/example`; the
    first and the last of these with `/large` too."""
    editions: dict[str, Standing]
    """Every sealed edition by its page, `city/editions/number`: the strategy as it was then."""
    peers: indicator.Peers
    """The cities that have an indicator of paragraph 26."""
    comparisons: dict[str, Comparison]
    """All cities' values of each indicator of paragraph 26, by its id."""
    findings: dict[str, tuple[Finding, ...]]
    """What was found on each rule of the order, by slug of the city."""


def make(root: Path, tree: Tree, day: date) -> Site:
    """A site of a tree on a day; charts are drawn where the cache under the root lacks them."""
    standings = {one.city.slug: standing_on(one, day) for one in tree.strategies}
    comparisons = comparison.comparisons(tree, standings.values())
    drawn = drawing.draw(dict(_charts(standings, comparisons)), root / ".cache/charts")
    editions = {
        f"{one.city.slug}/editions/{stored.number}": standing_on(seal.former(one, stored), day)
        for one in tree.strategies
        for stored in one.sealed
    }
    sources = {source.id: source for source in tree.sources}
    peers = indicator.peers(standings.values())
    found = {one.city.slug: findings(one) for one in tree.strategies}
    return Site(root, tree, day, standings, sources, drawn, editions, peers, comparisons, found)


def _charts(
    standings: Mapping[str, Standing], comparisons: Mapping[str, Comparison]
) -> Iterator[tuple[str, Chart]]:
    """Every chart of the site by its name."""
    for slug, standing in standings.items():
        for item in standing.progress:
            chart = charts.chart(item)
            if chart:
                yield f"{slug}/{item.indicator.id}", chart
                yield f"{slug}/{item.indicator.id}/large", charts.large(chart)
        profile = standing.strategy.profile
        for series in profile.series if profile else ():
            drawn = charts.series(series)
            if drawn:
                yield f"{slug}/profile/{series.id}", drawn
    yield from invented.drawn()
    for name, compared in comparisons.items():
        for number, ranking in enumerate(compared.rankings, 1):
            drawn = charts.comparison(ranking)
            if drawn:
                yield rankings.chart_name(name, number), drawn


def pages(site: Site) -> dict[str, tuple[str, str]]:
    """The pages that do not lie in docs/: path in the site's source → origin and content.

    Origin is a path relative to the root, for the edit link; content is empty where the page is made
    of a chapter.
    """
    found: dict[str, tuple[str, str]] = {}
    for slug, standing in site.standings.items():
        for chapter in standing.strategy.chapters:
            found[f"{slug}/{chapter.id}.{chapter.language}.md"] = (chapter.path, "")
        for code in LANGUAGES:
            found |= city_pages(standing.strategy, code)
            found |= edition_pages(site, standing.strategy, code)
    for code in LANGUAGES:
        title = strings(code)("conformity.title_all")
        edition = f"strategies/_methodology/{site.tree.methodologies[-1].edition}.yml"
        found[f"conformity.{code}.md"] = (edition, front("conformity-table", title))
        # The register says which cities there are; what is due stands in each city's own plan.
        found[f"calendar.{code}.md"] = (
            "strategies/_cities.yml",
            front("calendars", strings(code)("calendar.title_all")),
        )
        found |= comparison_pages(site, code)
    return found


def comparison_pages(site: Site, code: str) -> dict[str, tuple[str, str]]:
    """The pages on which cities are compared: the list of recommended indicators, and one for each."""
    words = strings(code)
    origin = f"strategies/_methodology/{site.tree.methodologies[-1].edition}.yml"
    found = {f"compare.{code}.md": (origin, front("comparisons", words("comparison.title")))}
    for one in site.tree.recommended:
        title = words("comparison.title_of", name=one.title[code])
        found[f"compare/{one.id}.{code}.md"] = (origin, front("comparison", title, recommended=one.id))
    return found


def city_pages(strategy: CityStrategy, code: str) -> dict[str, tuple[str, str]]:
    """The pages that templates make of a city's data."""
    slug, name, words = strategy.city.slug, strategy.city.name[code], strings(code)
    plan = strategy.path("indicators.yml")
    found = {f"{slug}/index.{code}.md": (strategy.path("strategy.yml"), front("city", name))}
    origins = {
        "monitoring": plan,
        "calendar": plan,
        "profile": strategy.path("profile.yml"),
        "conformity": strategy.path("strategy.yml"),
    }
    for page, origin in origins.items():
        found[f"{slug}/{page}.{code}.md"] = (origin, front(page, words(f"{page}.title", city=name)))
    for one in strategy.indicators:
        about = front("indicator", one.name[code], indicator=one.id)
        found[f"{slug}/indicators/{one.id}.{code}.md"] = (plan, about)
    return found


def above(address: str) -> str | None:
    """The address of the page below which a page outside the navigation stands; None for the others."""
    city, found, _ = address.partition("/indicators/")
    if found:
        return f"{city}/monitoring/"
    language, found, name = address.partition("compare/")
    return f"{language}compare/" if name else None


def edition_pages(site: Site, strategy: CityStrategy, code: str) -> dict[str, tuple[str, str]]:
    """The pages of a strategy's editions: their list, the text of each, and what each changed."""
    found: dict[str, tuple[str, str]] = {}
    words, folder = strings(code), f"{strategy.city.slug}/editions"
    name, origin = strategy.city.name[code], strategy.path("strategy.yml")
    published = publication.editions(strategy)
    if published:
        found[f"{folder}/index.{code}.md"] = (origin, front("editions", words("edition.title_of", city=name)))
    for one in published:
        number = one.edition.number
        title = words("edition.page", city=name, number=number)
        found[f"{folder}/{number}.{code}.md"] = (one.stored.path, front("edition", title, edition=number))
        if number > 1:
            title = words("edition.changes_page", city=name, before=number - 1, after=number)
            found[f"{folder}/{number - 1}-{number}.{code}.md"] = (
                origin,
                front("changes", title, edition=number),
            )
    return found


def front(template: str, title: str, **more: str | int) -> str:
    """The front matter of a page that a template makes from data; `more` says of which."""
    about = {"template": f"{template}.html", "title": title, **more, "hide": ["toc"]}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in about.items())
    return "\n".join(["---", *lines, "---", ""])


def sealed_files(site: Site) -> dict[str, str]:
    """The sealed files, for readers who check a seal: path in the site → path below the root."""
    return {
        f"{one.city.slug}/editions/{stored.number}.json": stored.path
        for one in site.tree.strategies
        for stored in one.sealed
    }


def navigation(site: Site, code: str) -> list[Any]:
    """Home, the cities with their chapters and monitoring, and the pages about the site."""
    words = strings(code)
    cities: list[Any] = []
    for slug, standing in site.standings.items():
        entries: list[Any] = [{words("strategy.overview"): f"{slug}/index.md"}]
        entries.append({words("strategy.monitoring"): f"{slug}/monitoring.md"})
        entries.append({words("calendar.link"): f"{slug}/calendar.md"})
        entries.append({words("profile.link"): f"{slug}/profile.md"})
        for chapter in standing.strategy.methodology.chapters:
            title = html.escape(f"{chapter.number}. {chapter.title[code]}", quote=False)
            entries.append({title: f"{slug}/{chapter.id}.md"})
        entries.append({words("conformity.link"): f"{slug}/conformity.md"})
        entries += edition_entries(standing.strategy, words)
        cities.append({html.escape(standing.strategy.city.name[code], quote=False): entries})
    guides = ["editors.md", "monitoring-staff.md", "formats.md", "problems.md"]
    about = ["about.md", "method.md", "calendar.md", "compare.md", "conformity.md", "data.md", *guides]
    return [{words("site.home"): "index.md"}, {words("site.cities"): cities}, {words("site.about"): about}]


def edition_entries(strategy: CityStrategy, words: Strings) -> list[Any]:
    """The editions of a strategy in the navigation; none where it has none."""
    folder = f"{strategy.city.slug}/editions"
    # With a title of its own: the theme shows a page's title, which names the city, as HTML.
    entries: list[Any] = [{words("edition.title"): f"{folder}/index.md"}]
    for one in publication.editions(strategy):
        number = one.edition.number
        entries.append({words("edition.one", number=number): f"{folder}/{number}.md"})
        if number > 1:
            title = words("edition.changes", before=number - 1, after=number)
            entries.append({title: f"{folder}/{number - 1}-{number}.md"})
    return [{words("edition.title"): entries}] if len(entries) > 1 else []
