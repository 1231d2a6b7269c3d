"""The site as a whole: what it is made from, which pages it has, and where they stand.

Owns the addresses and the navigation. Must not know MkDocs, nor what stands on a page.
"""

import html
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from citystrategy.charts import charts, drawing
from citystrategy.editions import publication, reprint, seal
from citystrategy.model import Source
from citystrategy.monitoring.standing import Standing, standing_on
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
    """SVG by `city/indicator`."""
    editions: dict[str, Standing]
    """Every sealed edition by its page, `city/editions/number`: the strategy as it was then."""


def make(root: Path, tree: Tree, day: date) -> Site:
    """A site of a tree on a day; charts are drawn where the cache under the root lacks them."""
    standings = {one.city.slug: standing_on(one, day) for one in tree.strategies}
    wanted = {
        f"{slug}/{item.indicator.id}": charts.rows(item)
        for slug, standing in standings.items()
        for item in standing.progress
    }
    drawn = drawing.draw({name: rows for name, rows in wanted.items() if rows}, root / ".cache/charts")
    editions = {
        f"{one.city.slug}/editions/{stored.number}": standing_on(seal.former(one, stored), day)
        for one in tree.strategies
        for stored in one.sealed
    }
    return Site(root, tree, day, standings, {source.id: source for source in tree.sources}, drawn, editions)


def pages(site: Site) -> dict[str, tuple[str, str]]:
    """The pages that do not lie in docs/: path in the site's source → origin and content.

    Origin is a path relative to the root, for the edit link; content is empty where the file of
    the origin is the content.
    """
    found: dict[str, tuple[str, str]] = {}
    for slug, standing in site.standings.items():
        folder = standing.strategy.folder
        for chapter in standing.strategy.chapters:
            found[f"{slug}/{chapter.id}.{chapter.language}.md"] = (chapter.path, "")
        for code in LANGUAGES:
            name = standing.strategy.city.name[code]
            title = strings(code)("monitoring.title", city=name)
            found[f"{slug}/index.{code}.md"] = (f"{folder}/strategy.yml", front("city", name))
            found[f"{slug}/monitoring.{code}.md"] = (
                f"{folder}/indicators.yml",
                front("monitoring", title),
            )
            title = strings(code)("conformity.title", city=name)
            found[f"{slug}/conformity.{code}.md"] = (
                f"{folder}/strategy.yml",
                front("conformity", title),
            )
            found |= edition_pages(site, standing.strategy, code)
    for code in LANGUAGES:
        title = strings(code)("conformity.title_all")
        edition = f"strategies/_methodology/{site.tree.methodologies[-1].edition}.yml"
        found[f"conformity.{code}.md"] = (edition, front("conformity-table", title))
    return found


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
        chapters = site.editions[f"{folder}/{number}"].strategy.chapters
        text = reprint.reprint(chapter for chapter in chapters if chapter.language == code)
        title = words("edition.page", city=name, number=number)
        found[f"{folder}/{number}.{code}.md"] = (one.stored.path, front("edition", title, number) + text)
        if number > 1:
            title = words("edition.changes_page", city=name, before=number - 1, after=number)
            found[f"{folder}/{number - 1}-{number}.{code}.md"] = (origin, front("changes", title, number))
    return found


def front(template: str, title: str, edition: int = 0) -> str:
    """The front matter of a page that a template makes from data."""
    quoted = json.dumps(title, ensure_ascii=False)
    return f"---\ntemplate: {template}.html\ntitle: {quoted}\nedition: {edition}\nhide: [toc]\n---\n"


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
        for chapter in standing.strategy.methodology.chapters:
            title = html.escape(f"{chapter.number}. {chapter.title[code]}", quote=False)
            entries.append({title: f"{slug}/{chapter.id}.md"})
        entries.append({words("conformity.link"): f"{slug}/conformity.md"})
        entries += edition_entries(standing.strategy, words)
        cities.append({html.escape(standing.strategy.city.name[code], quote=False): entries})
    guides = ["editors.md", "monitoring-staff.md", "formats.md", "problems.md"]
    about = ["about.md", "method.md", "conformity.md", *guides]
    return [{words("site.home"): "index.md"}, {words("site.cities"): cities}, {words("site.about"): about}]


def edition_entries(strategy: CityStrategy, words: Strings) -> list[Any]:
    """The editions of a strategy in the navigation; none where it has none."""
    folder = f"{strategy.city.slug}/editions"
    entries: list[Any] = [f"{folder}/index.md"]
    for one in publication.editions(strategy):
        number = one.edition.number
        entries.append({words("edition.one", number=number): f"{folder}/{number}.md"})
        if number > 1:
            title = words("edition.changes", before=number - 1, after=number)
            entries.append({title: f"{folder}/{number - 1}-{number}.md"})
    return [{words("edition.title"): entries}] if len(entries) > 1 else []
