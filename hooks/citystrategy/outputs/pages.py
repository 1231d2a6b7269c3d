"""Which pages the site has, and where they stand.

Owns the navigation and the front matter of pages that templates make. Must not know MkDocs, nor what
stands on a page.
"""

import html
import json
from typing import Any

from citystrategy.addresses import BOTH, YEARS
from citystrategy.facts import editions
from citystrategy.model.tree import CityFolder
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words, words_in

SOURCE = "strategies/_cities.yml"
"""What is edited where a page is made of all cities."""


def pages(site: Site) -> dict[str, tuple[str, str]]:
    """The pages that do not lie in docs/: path in the site's source → origin and content.

    Origin is a path relative to the root, for the edit link; content is empty where the page is made
    of a chapter.
    """
    by_path: dict[str, tuple[str, str]] = {}
    for slug, standing in site.standings.items():
        for chapter in standing.folder.chapters:
            by_path[f"{slug}/{chapter.id}.{chapter.language}.md"] = (chapter.path, "")
        for code in LANGUAGES:
            by_path |= city_pages(standing.folder, code)
            by_path |= edition_pages(site, standing.folder, code)
    for code in LANGUAGES:
        title = words_in(code)("conformity.title_all")
        edition = f"strategies/_methodology/{site.tree.methodologies[-1].edition}.yml"
        by_path[f"conformity.{code}.md"] = (edition, front("conformity-table", title))
        # The register says which cities there are; what is due stands in each city's own plan.
        by_path[f"calendar.{code}.md"] = (
            SOURCE,
            front("calendars", words_in(code)("calendar.title_all")),
        )
        by_path |= comparison_pages(site, code)
        if site.tree.years:
            title = words_in(code)("year_end.all")
            by_path[f"{YEARS}.{code}.md"] = ("strategies/_cities.yml", front("archives", title))
        for page, titled in (("search", "search"), ("terms", "term_index")):
            by_path[f"{page}.{code}.md"] = (SOURCE, front(page, words_in(code)(f"{titled}.title")))
    return by_path


def comparison_pages(site: Site, code: str) -> dict[str, tuple[str, str]]:
    """The pages on which cities are compared: the list of recommended indicators, and one for each."""
    words = words_in(code)
    origin = f"strategies/_methodology/{site.tree.methodologies[-1].edition}.yml"
    by_path = {f"compare.{code}.md": (origin, front("comparisons", words("comparison.title")))}
    for recommended in site.tree.recommended:
        title = words("comparison.title_of", name=recommended.title[code])
        by_path[f"compare/{recommended.id}.{code}.md"] = (
            origin,
            front("comparison", title, recommended=recommended.id),
        )
    return by_path


def city_pages(folder: CityFolder, code: str) -> dict[str, tuple[str, str]]:
    """The pages that templates make of a city's data."""
    slug, name, words = folder.city.slug, folder.city.name[code], words_in(code)
    plan = folder.path("indicators.yml")
    titles = {chapter.id: chapter.title[code] for chapter in folder.methodology.chapters}
    by_path = {f"{slug}/index.{code}.md": (folder.path("strategy.yml"), front("city", name))}
    origins = {
        "monitoring": plan,
        "calendar": plan,
        "profile": folder.path("profile.yml"),
        "conformity": folder.path("strategy.yml"),
    }
    for page, origin in origins.items():
        by_path[f"{slug}/{page}.{code}.md"] = (origin, front(page, words(f"{page}.title", city=name)))
    for chapter in folder.chapters:
        if chapter.language == code and all(folder.chapter(chapter.id, language) for language in LANGUAGES):
            title = words("chapter.both_title", title=titles[chapter.id])
            about = front("both", title, chapter=chapter.id)
            by_path[f"{slug}/{chapter.id}/{BOTH}.{code}.md"] = (chapter.path, about)
    for indicator in folder.indicators:
        about = front("indicator", indicator.name[code], indicator=indicator.id)
        by_path[f"{slug}/indicators/{indicator.id}.{code}.md"] = (plan, about)
    return by_path


def above(address: str) -> str | None:
    """The address of the page below which a page outside the navigation stands; None for the others."""
    city, below, _ = address.partition("/indicators/")
    if below:
        return f"{city}/monitoring/"
    if address.endswith(f"/{BOTH}/"):
        return address.removesuffix(f"{BOTH}/")
    language, below, name = address.partition("compare/")
    return f"{language}compare/" if name else None


def edition_pages(site: Site, strategy: CityFolder, code: str) -> dict[str, tuple[str, str]]:
    """The pages of a strategy's editions: their list, the text of each, and what each changed."""
    by_path: dict[str, tuple[str, str]] = {}
    words, folder = words_in(code), f"{strategy.city.slug}/editions"
    name, origin = strategy.city.name[code], strategy.path("strategy.yml")
    published = editions.editions(strategy)
    if published:
        by_path[f"{folder}/index.{code}.md"] = (
            origin,
            front("editions", words("edition.title_of", city=name)),
        )
    for edition in published:
        number = edition.edition.number
        title = words("edition.page", city=name, number=number)
        by_path[f"{folder}/{number}.{code}.md"] = (
            edition.stored.path,
            front("edition", title, edition=number),
        )
        if number > 1:
            title = words("edition.changes_page", city=name, before=number - 1, after=number)
            by_path[f"{folder}/{number - 1}-{number}.{code}.md"] = (
                origin,
                front("changes", title, edition=number),
            )
    return by_path


def front(template: str, title: str, **more: str | int) -> str:
    """The front matter of a page that a template makes from data; `more` says of which."""
    about = {"template": f"{template}.html", "title": title, **more, "hide": ["toc"]}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in about.items())
    return "\n".join(["---", *lines, "---", ""])


def sealed_files(site: Site) -> dict[str, str]:
    """The sealed files, for readers who check a seal: path in the site → path below the root."""
    return {
        f"{folder.city.slug}/editions/{stored.number}.json": stored.path
        for folder in site.tree.strategies
        for stored in folder.sealed
    }


def navigation(site: Site, code: str) -> list[Any]:
    """Home, the cities with their chapters and monitoring, and the pages about the site."""
    words = words_in(code)
    cities: list[Any] = []
    for slug, standing in site.standings.items():
        entries: list[Any] = [{words("strategy.overview"): f"{slug}/index.md"}]
        entries.append({words("strategy.monitoring"): f"{slug}/monitoring.md"})
        entries.append({words("calendar.link"): f"{slug}/calendar.md"})
        entries.append({words("profile.link"): f"{slug}/profile.md"})
        for chapter in standing.folder.methodology.chapters:
            title = html.escape(f"{chapter.number}. {chapter.title[code]}", quote=False)
            entries.append({title: f"{slug}/{chapter.id}.md"})
        entries.append({words("conformity.link"): f"{slug}/conformity.md"})
        entries += edition_entries(standing.folder, words)
        cities.append({html.escape(standing.folder.city.name[code], quote=False): entries})
    about = ["about.md", "method.md", "calendar.md", "compare.md", "conformity.md", "data.md"]
    about += [f"{YEARS}.md"] if site.tree.years else []
    about += ["search.md", "terms.md"]
    about += ["editors.md", "monitoring-staff.md", "new-city.md", "new-edition.md", "operators.md"]
    about += ["formats.md", "problems.md", "accessibility.md"]
    return [{words("site.home"): "index.md"}, {words("site.cities"): cities}, {words("site.about"): about}]


def edition_entries(strategy: CityFolder, words: Words) -> list[Any]:
    """The editions of a strategy in the navigation; none where it has none."""
    folder = f"{strategy.city.slug}/editions"
    # With a title of its own: the theme shows a page's title, which names the city, as HTML.
    entries: list[Any] = [{words("edition.title"): f"{folder}/index.md"}]
    for published in editions.editions(strategy):
        number = published.edition.number
        entries.append({words("edition.one", number=number): f"{folder}/{number}.md"})
        if number > 1:
            title = words("edition.changes", before=number - 1, after=number)
            entries.append({title: f"{folder}/{number - 1}-{number}.md"})
    return [{words("edition.title"): entries}] if len(entries) > 1 else []
