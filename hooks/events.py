"""MkDocs events: the only module that knows MkDocs.

static-i18n builds each language as a whole build of its own, so every event here runs once a
language. The tree is loaded, checked and its charts are drawn once, before the first of them.
"""

import locale
import os
import posixpath
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html import escape
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import jinja2
from citystrategy import day
from citystrategy.checks.checks import check
from citystrategy.facts import method
from citystrategy.facts.values import cell
from citystrategy.markdown.links import inside
from citystrategy.markdown.publish import Entry, Text, publish
from citystrategy.markdown.reference import TABLES, Reference
from citystrategy.method.standing import Standing
from citystrategy.model.tree import Referent, referable
from citystrategy.outputs import chapters as tables
from citystrategy.outputs import files as opendata
from citystrategy.outputs.pages import above, navigation, pages, sealed_files
from citystrategy.outputs.templates import given
from citystrategy.outputs.wall import HEADERS, Wall
from citystrategy.problems.problem import Problem, errors, sort, visible
from citystrategy.reading.load import load
from citystrategy.site import Site, make
from citystrategy.words.words import LANGUAGES, editors_language, words_in
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents


class Compiled(jinja2.BytecodeCache):
    """Templates compiled in this process, for the next language of the same build."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled for the language before."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled now."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


@dataclass
class Build:
    """The build that is running; MkDocs gives its events no other place to keep it."""

    site: Site | None = None
    data: opendata.OpenData | None = None
    """The files that are written beside the pages; large ones are made while pages are rendered."""
    templates: jinja2.Environment | None = None
    """The theme's templates for tables inside chapters, of the language being built."""
    wall: Wall = field(default_factory=Wall)
    compiled: Compiled = field(default_factory=Compiled)


build = Build()

FILES = "{{ files }}"
"""Where the template of the page on open data puts its tables."""
USED = re.compile(r"assets/(?:stylesheets/main\.[0-9a-f]+\.min\.css|images/favicon\.png)")
"""What our pages use of the files that Material brings."""
OVERRIDES = Path(__file__).parent.parent / "overrides"
"""This project's own templates, which escape what they are given; Material's expect HTML."""


def current_site() -> Site:
    assert build.site is not None, "on_config makes the site"
    return build.site


def language(config: MkDocsConfig) -> str:
    """The language being built."""
    return config.plugins["i18n"].current_language or LANGUAGES[0]  # type: ignore[attr-defined]


def today() -> date:
    """The day in Astana, now or at SOURCE_DATE_EPOCH where a build has to be repeatable."""
    try:
        return day.today(os.environ)
    except ValueError as error:
        words = words_in(editors_language(os.environ, locale.getlocale()[0] or ""))
        raise Abort(words("build.epoch", given=visible(str(error)))) from None


def on_config(config: MkDocsConfig) -> None:
    """Loads and checks the tree before any page; stops the build where it has errors."""
    if not config.use_directory_urls:
        words = words_in(editors_language(os.environ, locale.getlocale()[0] or ""))
        raise Abort(words("build.addresses"))
    if language(config) == LANGUAGES[0]:
        root = Path(config.config_file_path).parent
        build.site = make_site(root)
        build.data = opendata.begin(build.site, config.site_url or "", root / ".cache/data")
    words = words_in(language(config))
    config.site_name = words("site.title")
    config.site_description = words("site.description")
    build.templates = None


def make_site(root: Path) -> Site:
    """The tree under a root, checked, with its charts."""
    # MkDocs takes this folder from sys.path again once it has imported this file; the worker
    # processes that draw the charts inherit the path as it is now.
    sys.path.insert(0, str(Path(__file__).parent))
    tree, problems = load(root)
    now = today()
    report(sort(problems + check(tree, now)))
    return make(root, tree, now)


def report(problems: list[Problem]) -> None:
    """Prints all problems in the editor's language; errors stop the build."""
    words = words_in(editors_language(os.environ, locale.getlocale()[0] or ""))
    stopping = list(errors(problems))
    for problem in problems:
        print(problem.render(words), file=sys.stderr)
    if stopping:
        counts = {"errors": len(stopping), "warnings": len(problems) - len(stopping)}
        raise Abort(words.problem("summary", **counts))


# Files: chapters come from strategies/, data pages are made here.


def add_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages as if they lay in docs_dir, so that static-i18n sorts them by language."""
    for file in list(files):
        own = (OVERRIDES / file.src_uri).exists()
        if file.src_uri.startswith("assets/") and not own and not USED.fullmatch(file.src_uri):
            files.remove(file)
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
        # Never the text of a chapter: MkDocs would look for settings of the page in it.
        file.content_string = content or "\n"
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
    """Puts the pages outside the navigation below a page of it: they show its city and the way to them.

    The links to the pages before and after never lead from one city to another.
    """
    listed = {page.url: page for page in nav.pages}
    for file in files.documentation_pages():
        parent = above(file.url)
        if parent is not None and file.page is not None:
            # Typed as a section, but all that is asked of it is what a page has as well.
            file.page.parent = listed.get(parent)  # type: ignore[assignment]
    for page in nav.pages:
        page.previous_page, page.next_page = (
            beside if beside and city_of(beside) == city_of(page) else None
            for beside in (page.previous_page, page.next_page)
        )


def city_of(page: Page) -> str | None:
    """The slug of the city that a page is about; None for pages of the whole site."""
    slug = page.file.src_uri.split("/")[0]
    return slug if slug in current_site().standings else None


# Pages


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Nothing for MkDocs to parse: `on_page_content` publishes what was parsed for the check."""
    return ""


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page of a chapter, of an edition or about the site, with its contents."""
    meaning = Meaning(page, config, files)
    published = publish(texts(page, config), meaning)
    page.toc = contents(published.contents)
    return published.html


def texts(page: Page, config: MkDocsConfig) -> Iterator[Text]:
    """The texts that a page is made of; none where a template makes all of it."""
    site, code = current_site(), language(config)
    uri = page.file.src_uri
    name = posixpath.basename(uri).removesuffix(".md").removesuffix(f".{code}")
    if page.meta.get("template") == "edition.html":
        edition = site.editions[f"{uri.split('/')[0]}/editions/{page.meta['edition']}"]
        for chapter in edition.strategy.chapters:
            if chapter.language == code:
                yield Text(chapter.document, chapter.id)
    elif standing := standing_of(site, page):
        chapter_text = standing.strategy.chapter(name, code)
        if chapter_text and "template" not in page.meta:
            yield Text(chapter_text.document, below_title=requisites(standing, page, config))
    else:
        yield from (Text(one.document) for one in site.tree.guides if (one.id, one.language) == (name, code))


def contents(entries: Iterable[Entry]) -> TableOfContents:
    """The headings that have an address, down to the third level, in each other."""
    top: list[AnchorLink] = []
    above_it: list[AnchorLink] = []
    for entry in entries:
        if entry.level > 3:
            continue
        link = AnchorLink(escape(entry.title, quote=False), entry.anchor, entry.level)
        while above_it and above_it[-1].level >= entry.level:
            above_it.pop()
        (above_it[-1].children if above_it else top).append(link)
        above_it.append(link)
    return TableOfContents(top)


@dataclass
class Meaning:
    """What the marks of a page's texts stand for (`citystrategy.markdown.publish.Meaning`)."""

    page: Page
    config: MkDocsConfig
    files: Files

    @cached_property
    def standing(self) -> Standing | None:
        """The standing of the page's city."""
        return standing_of(current_site(), self.page)

    @cached_property
    def referents(self) -> set[Referent]:
        """Everything that a reference may name."""
        return referable(self.standing.strategy) if self.standing else set()

    @cached_property
    def method(self) -> method.Method:
        """What the page of the method shows, assessed once for all its marks."""
        return method.method(words_in(language(self.config)))

    def known(self, one: Reference) -> bool:
        """Whether what a reference names is there."""
        return (one.name, one.id, one.year) in self.referents

    def number(self, one: Reference) -> str:
        """The number behind a reference, as text."""
        words = words_in(language(self.config))
        if self.page.meta.get("generated") == "method":
            return self.method.numbers[one.written[2:-2].strip()]
        if self.standing is None or not self.known(one) or one.year is None:
            # Only in a former edition: a check has found all others.
            return words("edition.gone")
        return tables.referred_value(self.standing, one.name, one.id, one.year, words)

    def table(self, one: Reference) -> str | None:
        """The table behind a reference; None where it stands for none."""
        if self.page.meta.get("generated") == "method":
            name = one.written[2:-2].strip()
            return templates(self.config).get_template(f"method/{name}.html").render(method=self.method)
        if one.written == FILES:
            return FILES
        if self.standing is None or one.name not in TABLES or not self.known(one):
            return None
        if one.name == "series":
            table: object = tables.series_table(self.standing.strategy, one.id)
        else:
            table = tables.targets_table(self.standing, one.id)
        return templates(self.config).get_template(f"tables/{one.name}.html").render(table=table)

    def address(self, written: str, name: str) -> str | None:
        """Where a link leads from this page; on the page of an edition its chapters stay on it."""
        slug, own = self.page.file.src_uri.split("/")[0], f"{name}.md"
        target = inside(written, f"{slug}/{own}" if name else self._source(self.page.file))
        if target is None:
            return None
        if name and target.page.startswith(f"{slug}/"):
            chapter = target.page.removeprefix(f"{slug}/").removesuffix(".md")
            if self.standing and self.standing.strategy.chapter(chapter, language(self.config)):
                return "#" + "-".join(part for part in (chapter, target.anchor) if part)
        found = next((file for file in self.files if self._source(file) == target.page), None)
        if found is None:
            return None
        same = found is self.page.file
        address = "" if same else found.url_relative_to(self.page.file)
        return f"{address}#{target.anchor}" if target.anchor else address

    def _source(self, file: File) -> str:
        """The source of a page without its language, as texts name it."""
        return file.src_uri.removesuffix(".md").removesuffix(f".{language(self.config)}") + ".md"

    def source(self, name: str) -> tuple[str, str] | None:
        """Title and address of a registered source."""
        found = current_site().sources.get(name)
        return (found.title[language(self.config)], str(found.url)) if found else None


def standing_of(site: Site, page: Page) -> Standing | None:
    """The standing of the city of a page; on the page of an edition, with the values of that edition."""
    slug = page.file.src_uri.split("/")[0]
    if page.meta.get("template") == "edition.html":
        return site.editions[f"{slug}/editions/{page.meta['edition']}"]
    return site.standings.get(slug)


def requisites(standing: Standing, page: Page, config: MkDocsConfig) -> str:
    """What makes a chapter official, below its title; nothing where it is not approved."""
    about = standing.strategy.strategy
    if about is None or about.edition is None:
        return ""
    template = templates(config).get_template("partials/approved.html")
    return template.render(standing=standing, page=page, base_url="")


def templates(config: MkDocsConfig) -> jinja2.Environment:
    """The theme's templates for what stands inside chapters, of the language being built."""
    if build.templates is None:
        build.templates = config.theme.get_env()
        teach(build.templates, current_site(), language(config))
    return build.templates


def teach(env: jinja2.Environment, site: Site, code: str) -> None:
    """Gives templates the words of the language, the form of numbers and the site's data."""
    assert build.data is not None, "on_config begins the data"
    own = frozenset(path.relative_to(OVERRIDES).as_posix() for path in OVERRIDES.rglob("*.html"))
    env.autoescape = lambda name: name in own
    # Cyrillic as it is: the escapes of ASCII take three times the bytes.
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    env.filters["cell"] = cell
    env.globals |= given(site, build.data.base, words_in(code))


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Teaches the environment that renders the pages."""
    # The theme's templates take a second to compile: once for all languages, and never from a file.
    env.bytecode_cache = build.compiled
    teach(env, current_site(), language(config))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Looks at each page once more before it is written."""
    return walled(output, page.file.dest_uri)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for the page that stands for those which are not found: one for all languages."""
    if template_name == "404.html" and language(config) != LANGUAGES[0]:
        return ""
    return walled(output, template_name) if template_name.endswith(".html") else output


def walled(output: str, name: str) -> str:
    """A page that may be published; any other stops the build."""
    forbidden = build.wall.forbidden(output)
    if forbidden:
        words = words_in(editors_language(os.environ, locale.getlocale()[0] or ""))
        raise Abort(words("build.forbidden", page=name, found=visible(forbidden[0])))
    return output


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Tells a city's pages which city they belong to."""
    context["standing"] = current_site().standings.get(page.file.src_uri.split("/")[0])


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Writes what machines read once, after static-i18n has built the other languages in its own event."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        return
    assert build.data is not None, "on_config begins the data"
    (Path(config.site_dir) / "_headers").write_text(HEADERS, "utf-8")
    notice = distribution("mkdocs-material").read_text("licenses/LICENSE") or ""
    (Path(config.site_dir) / "assets/LICENSE-mkdocs-material.txt").write_text(notice, "utf-8")
    for path, content in build.data.files():
        file = Path(config.site_dir) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
