"""MkDocs events: the only module that knows MkDocs.

static-i18n builds each language as a whole build of its own, so every event here runs once a
language. The tree is loaded, checked and its charts are drawn once, before the first of them.
"""

import locale
import os
import re
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jinja2
from citystrategy.checks.checks import check
from citystrategy.checks.memory import Memory
from citystrategy.checks.referents import Referent, referable
from citystrategy.monitoring.standing import Standing
from citystrategy.opendata import files as opendata
from citystrategy.pages import method, tables
from citystrategy.pages.given import given
from citystrategy.pages.site import Site, above, make, navigation, pages, sealed_files
from citystrategy.problems.problem import Problem, errors, sort
from citystrategy.reading.load import CityStrategy, load
from citystrategy.strings import LANGUAGES, editors_language, strings
from citystrategy.texts import outline, reference
from citystrategy.texts.markup import escaped
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


@dataclass
class Build:
    """The build that is running; MkDocs gives its events no other place to keep it."""

    site: Site | None = None
    data: opendata.OpenData | None = None
    """The files that are written beside the pages; large ones are made while pages are rendered."""
    templates: jinja2.Environment | None = None
    """The theme's templates for tables inside chapters, of the language being built."""


build = Build()

OVERRIDES = Path(__file__).parent.parent / "overrides"
"""This project's own templates, which escape what they are given; Material's expect HTML."""


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
        root = Path(config.config_file_path).parent
        build.site = make_site(root)
        build.data = opendata.begin(build.site, config.site_url or "", root / ".cache/data")
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
    report(sort(problems + check(tree, Memory(root, root / ".cache/checks"))))
    return make(root, tree, today())


def report(problems: list[Problem]) -> None:
    """Prints all problems in the editor's language; errors stop the build."""
    words = strings(editors_language(os.environ, locale.getlocale()[0] or ""))
    stopping = list(errors(problems))
    for problem in problems:
        print(problem.render(words), file=sys.stderr)
    if stopping:
        counts = {"errors": len(stopping), "warnings": len(problems) - len(stopping)}
        raise Abort(words.problem("summary", **counts))


# Files: chapters come from strategies/, data pages are made here.


def add_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages as if they lay in docs_dir, so that static-i18n sorts them by language."""
    for path in (*pages(current_site()), *sealed_files(current_site())):
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
        if above(file.url):
            file.inclusion = InclusionLevel.NOT_IN_NAV
    for path, origin in sealed_files(site).items():
        if path in files.src_uris:  # static-i18n keeps them in the default language only
            files.src_uris[path].abs_src_path = str(site.root / origin)
    config.nav = navigation(site, language(config))
    return files


on_files = CombinedEvent(add_files, fill_files)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Puts the pages outside the navigation below a page of it: they show its city and the way to them."""
    listed = {page.url: page for page in nav.pages}
    for file in files.documentation_pages():
        parent = above(file.url)
        if parent is not None and file.page is not None:
            # Typed as a section, but all that is asked of it is what a page has as well.
            file.page.parent = listed.get(parent)  # type: ignore[assignment]


# Pages


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts numbers and tables in the place of references and defines the cited sources."""
    site, code = current_site(), language(config)
    standing = standing_of(site, page)
    if standing is not None:
        if "template" not in page.meta:
            markdown = with_requisites(markdown, standing.strategy, page, config)
        # Only what was checked: braces in code or in a comment stay as they are.
        there = referable(standing.strategy)
        shown = {one.written: resolve(standing, one, there, config) for one in reference.references(markdown)}
        markdown = reference.BRACES.sub(lambda braces: shown.get(braces[0], braces[0]), markdown)
    if page.meta.get("generated") == "method":
        markdown = with_method(markdown, config)
    cited = [
        f"[^{name}]: [{escaped(site.sources[name].title[code])}](<{site.sources[name].url}>)"
        for name in reference.citations(markdown)
        if name in site.sources
    ]
    return "\n".join([markdown, "", *cited, ""])


def standing_of(site: Site, page: Page) -> Standing | None:
    """The standing of the city of a page; on the page of an edition, with the values of that edition."""
    slug = page.file.src_uri.split("/")[0]
    if page.meta.get("template") == "edition.html":
        return site.editions[f"{slug}/editions/{page.meta['edition']}"]
    return site.standings.get(slug)


def with_requisites(markdown: str, strategy: CityStrategy, page: Page, config: MkDocsConfig) -> str:
    """A chapter with what makes it official below its title, where it is approved."""
    title = next(iter(outline.outline(markdown)), None)
    if title is None or strategy.strategy is None or strategy.strategy.edition is None:
        return markdown
    template = templates(config).get_template("partials/approved.html")
    standing = current_site().standings[strategy.city.slug]
    shown = one_line(template.render(standing=standing, page=page, base_url=""))
    lines = markdown.split("\n")
    return "\n".join([*lines[: title.line], "", shown, "", *lines[title.line :]])


def one_line(html: str) -> str:
    """HTML for a place inside Markdown, which an empty line would end; no-break spaces stay."""
    return re.sub(r"[ \t\n]+", " ", html).strip()


def with_method(markdown: str, config: MkDocsConfig) -> str:
    """The page of the method with its thresholds and its examples, from the code that assesses."""
    shown = method.method(strings(language(config)))

    def part(braces: re.Match[str]) -> str:
        name = braces[1].strip()
        if name in shown.numbers:
            return shown.numbers[name]
        text = templates(config).get_template(f"method/{name}.html").render(method=shown)
        return f"\n\n{one_line(text)}\n\n"

    return reference.BRACES.sub(part, markdown)


def templates(config: MkDocsConfig) -> jinja2.Environment:
    """The theme's templates for what stands inside chapters, of the language being built."""
    if build.templates is None:
        build.templates = config.theme.get_env()
        teach(build.templates, current_site(), language(config))
    return build.templates


def resolve(standing: Standing, one: reference.Reference, there: set[Referent], config: MkDocsConfig) -> str:
    """The number or the table that a reference stands for."""
    if (one.name, one.id, one.year) not in there:
        # Only in a former edition: a check has found all others.
        return strings(language(config))("edition.gone")
    if one.year is not None:
        return tables.referred_value(standing, one.name, one.id, one.year, strings(language(config)))
    if one.name == "series":
        table: object = tables.series_table(standing.strategy, one.id)
    else:
        table = tables.targets_table(standing, one.id)
    template = templates(config).get_template(f"tables/{one.name}.html")
    return f"\n\n{one_line(template.render(table=table))}\n\n"


def teach(env: jinja2.Environment, site: Site, code: str) -> None:
    """Gives templates the words of the language, the form of numbers and the site's data."""
    assert build.data is not None, "on_config begins the data"
    own = frozenset(path.relative_to(OVERRIDES).as_posix() for path in OVERRIDES.rglob("*.html"))
    env.autoescape = lambda name: name in own
    # Cyrillic as it is: the escapes of ASCII take three times the bytes.
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    env.globals |= given(site, build.data.base, strings(code))


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Teaches the environment that renders the pages."""
    # The theme's templates take a second to compile, in each language anew. The folder's name says how:
    # jinja2 does not see whether what it finds there escapes.
    compiled = current_site().root / ".cache/templates-escaped"
    compiled.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(compiled))
    teach(env, current_site(), language(config))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Tells a city's pages which city they belong to."""
    context["standing"] = current_site().standings.get(page.file.src_uri.split("/")[0])


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Writes what machines read once, after static-i18n has built the other languages in its own event."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        return
    assert build.data is not None, "on_config begins the data"
    for path, content in build.data.files():
        file = Path(config.site_dir) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
