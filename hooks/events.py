"""MkDocs events: the only module that knows MkDocs.

static-i18n builds each language as a whole build of its own, so every event here runs once a
language. The tree is loaded, checked and its charts are drawn once, before the first of them.
"""

import locale
import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jinja2
from citystrategy import charts, drawing, formats, reference, views
from citystrategy.checks import check
from citystrategy.load import Tree, load
from citystrategy.model import Source
from citystrategy.problem import Problem, errors, sort
from citystrategy.strings import LANGUAGES, number, strings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

log = get_plugin_logger("citystrategy")


@dataclass(frozen=True)
class Site:
    """What one build needs, made before its first page."""

    root: Path
    tree: Tree
    today: date
    standings: dict[str, views.Standing]
    """By slug of the city."""
    sources: dict[str, Source]
    charts: dict[str, str]
    """SVG by `city/indicator`."""


@dataclass
class Build:
    """The build that is running; MkDocs gives its events no other place to keep it."""

    site: Site | None = None
    templates: jinja2.Environment | None = None
    """The theme's templates for tables inside chapters, of the language being built."""


build = Build()


def current_site() -> Site:
    assert build.site is not None, "on_config makes the site"
    return build.site


def language(config: MkDocsConfig) -> str:
    """The language being built."""
    return config.plugins["i18n"].current_language or LANGUAGES[0]  # type: ignore[attr-defined]


def today() -> date:
    """The day of the build, or of SOURCE_DATE_EPOCH where a build has to be repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


def on_config(config: MkDocsConfig) -> None:
    """Loads and checks the tree before any page; stops the build where it has errors."""
    if language(config) == LANGUAGES[0]:
        build.site = make_site(Path(config.config_file_path).parent)
    words = strings(language(config))
    config.site_name = words("site.title")
    config.site_description = words("site.description")
    build.templates = None


def make_site(root: Path) -> Site:
    """The tree under a root, checked, with its charts."""
    # MkDocs takes this folder from sys.path again once it has imported this file; the worker
    # processes that draw the charts inherit the path as it is now.
    sys.path.insert(0, str(Path(__file__).parent))
    tree, problems = load(root)
    report(sort(problems + check(tree)))
    day = today()
    standings = {one.city.slug: views.standing(one, day) for one in tree.strategies}
    wanted = {
        f"{slug}/{item.indicator.id}": charts.rows(item)
        for slug, standing in standings.items()
        for item in standing.progress
    }
    drawn = drawing.draw({name: rows for name, rows in wanted.items() if rows}, root / ".cache/charts")
    return Site(root, tree, day, standings, views.sources_by_id(tree), drawn)


def editors_language() -> str:
    """The language of the editor's system, English where it is neither Kazakh nor Russian."""
    names = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = next((name for name in names if name), locale.getlocale()[0] or "").casefold()
    # Windows says "Kazakh_Kazakhstan" where other systems say "kk_KZ".
    return "kk" if spoken.startswith(("kk", "kaz")) else "ru" if spoken.startswith("ru") else "en"


def report(problems: list[Problem]) -> None:
    """Prints all problems in the editor's language; errors stop the build."""
    words = strings(editors_language())
    stopping = list(errors(problems))
    for problem in problems:
        print(problem.render(words), file=sys.stderr)
    if stopping:
        counts = {"errors": len(stopping), "warnings": len(problems) - len(stopping)}
        raise Abort(words.problem("summary", **counts))


# Files: chapters come from strategies/, data pages are made here.


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
    return found


def front(template: str, title: str) -> str:
    """The front matter of a page that a template makes from data."""
    return f'---\ntemplate: {template}.html\ntitle: "{title}"\nhide: [toc]\n---\n'


def add_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages as if they lay in docs_dir, so that static-i18n sorts them by language."""
    for path in pages(current_site()):
        files.append(File(path, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(-200)
def fill_files(files: Files, config: MkDocsConfig) -> Files:
    """Gives the pages their content, after static-i18n (at −100) has made new files of them."""
    site = current_site()
    for path, (origin, content) in pages(site).items():
        file = files.src_uris.get(path)
        if file is None:
            continue
        if content:
            file.content_string = content
        else:
            file.abs_src_path = str(site.root / origin)
        file.edit_uri = f"../{origin}"
    config.nav = navigation(site, language(config))
    return files


on_files = CombinedEvent(add_files, fill_files)


def navigation(site: Site, code: str) -> list[Any]:
    """Home, the cities with their chapters and monitoring, and the pages about the site."""
    words = strings(code)
    cities: list[Any] = []
    for slug, standing in site.standings.items():
        entries: list[Any] = [{words("strategy.overview"): f"{slug}/index.md"}]
        entries.append({words("strategy.monitoring"): f"{slug}/monitoring.md"})
        for chapter in standing.strategy.methodology.chapters:
            title = f"{chapter.number}. {chapter.title[code]}"
            entries.append({title: f"{slug}/{chapter.id}.md"})
        cities.append({standing.strategy.city.name[code]: entries})
    about = ["about.md", "method.md", "editors.md", "monitoring-staff.md", "formats.md"]
    return [{words("site.home"): "index.md"}, {words("site.cities"): cities}, {words("site.about"): about}]


# Pages


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts numbers and tables in the place of references and defines the cited sources."""
    site, code = current_site(), language(config)
    standing = site.standings.get(page.file.src_uri.split("/")[0])
    if standing is not None:
        markdown = reference.BRACES.sub(lambda braces: resolve(site, standing, braces[0], config), markdown)
    cited = [
        f"[^{name}]: [{site.sources[name].title[code]}]({site.sources[name].url})"
        for name in reference.citations(markdown)
        if name in site.sources
    ]
    return "\n".join([markdown, "", *cited, ""])


def resolve(site: Site, standing: views.Standing, written: str, config: MkDocsConfig) -> str:
    """The number or the table that a reference stands for."""
    one = reference.parse(written)
    if one.year is not None:
        return views.referred_value(standing, one.name, one.id, one.year)
    if build.templates is None:
        build.templates = config.theme.get_env()
        teach(build.templates, site, language(config))
    if one.name == "series":
        table: object = views.series_table(standing.strategy, one.id)
    else:
        table = views.targets_table(standing, one.id)
    template = build.templates.get_template(f"tables/{one.name}.html")
    return "\n\n" + " ".join(template.render(table=table).split()) + "\n\n"


def teach(env: jinja2.Environment, site: Site, code: str) -> None:
    """Gives templates the words of the language, the form of numbers and the site's data."""
    words = strings(code)
    env.globals |= {
        "t": words,
        "root": "" if code == LANGUAGES[0] else f"{code}/",
        "language": code,
        "site": site,
        "number": number,
        "card": lambda item: views.card(item, site.sources, words),
        "formats": lambda: formats.files(code),
    }


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Teaches the environment that renders the pages."""
    # The theme's templates take a second to compile, in each language anew.
    compiled = current_site().root / ".cache/templates"
    compiled.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(compiled))
    teach(env, current_site(), language(config))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Tells a city's pages which city they belong to."""
    context["standing"] = current_site().standings.get(page.file.src_uri.split("/")[0])
