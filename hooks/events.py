"""MkDocs events: the only module that knows MkDocs, and it knows nothing else.

static-i18n builds each language as a whole build of its own, so every event here runs once a
language. The tree is loaded, checked and its charts are drawn once, before the first of them.
"""

import gc
import locale
import os
import posixpath
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import jinja2
from citystrategy.addresses import BOTH
from citystrategy.addresses import page as page_address
from citystrategy.markdown.pair import Pair
from citystrategy.markdown.publish import ContentsEntry
from citystrategy.method.standing import Standing
from citystrategy.outputs import guide_pictures, pictures, year_end
from citystrategy.outputs.binder import Binder
from citystrategy.outputs.both import both_languages
from citystrategy.outputs.catalogue import catalogue
from citystrategy.outputs.catalogue.distributions import Noted, noting
from citystrategy.outputs.document.documents import Documents
from citystrategy.outputs.embeds import embed_pages
from citystrategy.outputs.environment import Compiled, teach
from citystrategy.outputs.files import OpenData, open_data
from citystrategy.outputs.law.laws import Laws
from citystrategy.outputs.moved import moved_pages
from citystrategy.outputs.pages import above, navigation, pages, sealed_files
from citystrategy.outputs.templates import given
from citystrategy.outputs.texts import Texts
from citystrategy.outputs.wall import HEADERS, Wall
from citystrategy.problems.problem import visible
from citystrategy.site import Site, SiteError, of_files
from citystrategy.words.words import LANGUAGES, Words, editors_language, words_in
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url

OVERRIDES = Path(__file__).parent.parent / "overrides"
"""This project's own templates and assets."""


@dataclass
class Build:
    """The build that is running; MkDocs gives its events no other place to keep it."""

    site: Site | None = None
    given: Site | None = None
    """A site that is made already: the preview's, for which no files are written."""
    base: str = ""
    """The address of the site, or empty."""
    data: OpenData | None = None
    """The files that are written beside the pages; large ones are made while pages are rendered."""
    documents: Documents | None = None
    """The strategies as PDF, made meanwhile; None where none are wanted."""
    sources: dict[str, File] = field(default_factory=dict)
    """The pages of the language being built, as texts name them: without a language."""
    laws: Laws | None = None
    """The texts as law for machines, each made when a page or the end of the build asks for it."""
    templates: dict[str, jinja2.Environment] = field(default_factory=dict)
    """The theme's templates for what stands inside texts, by language."""
    pairs: dict[str, Pair] = field(default_factory=dict)
    """Chapters in both languages that are the same on the pages of each, by source."""
    wall: Wall = field(default_factory=Wall)
    compiled: Compiled = field(default_factory=Compiled)


build = Build()


def current_site() -> Site:
    assert build.site is not None, "on_config makes the site"
    return build.site


def language(config: MkDocsConfig) -> str:
    """The language being built."""
    return config.plugins["i18n"].current_language or LANGUAGES[0]  # type: ignore[attr-defined]


def editors_words() -> Words:
    """The words of whoever builds the site."""
    return words_in(editors_language(os.environ, locale.getlocale()[0] or ""))


def on_config(config: MkDocsConfig) -> None:
    """Loads and checks the tree before any page; stops the build where it has errors."""
    if not config.use_directory_urls:
        raise Abort(editors_words()("build.addresses"))
    if language(config) == LANGUAGES[0]:
        begin(Path(config.config_file_path).parent, config.site_url or "", bool(config.extra["documents"]))
    words = words_in(language(config))
    config.site_name = words("site.title")
    config.site_description = words("site.description")


def begin(root: Path, base: str, documents: bool) -> None:
    """Makes what all languages need, and keeps the garbage collector from going through it for each page."""
    # MkDocs takes this folder from sys.path again once it has imported this file; the worker
    # processes that draw the charts inherit the path as it is now.
    sys.path.insert(0, str(Path(__file__).parent))
    gc.unfreeze()
    gc.disable()
    try:
        build.site = build.given or of_files(root, os.environ, editors_words())
    except SiteError as reason:
        raise Abort(str(reason)) from None
    build.laws = None
    build.templates.clear()
    build.pairs.clear()
    build.base = base
    if build.given is None:
        binder, kept = Binder(), root / ".cache"
        build.documents = Documents(build.site, base, kept / "documents", binder) if documents else None
        build.data = open_data(build.site, base, kept / "data", binder)
        binder.begin()
    gc.freeze()
    gc.enable()


# Files: chapters come from strategies/, data pages are made here.


def add_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages as if they lay in docs_dir, so that static-i18n sorts them by language."""
    for file in list(files):
        own = (OVERRIDES / file.src_uri).exists()
        if file.src_uri.startswith("assets/") and not own:
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
    build.sources = {source(file, config): file for file in files.documentation_pages()}
    return files


on_files = CombinedEvent(add_files, fill_files)


def source(file: File, config: MkDocsConfig) -> str:
    """The source of a page without its language, as texts name it: `astana/vision.md`."""
    return file.src_uri.removesuffix(".md").removesuffix(f".{language(config)}") + ".md"


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
            beside if beside and standing_of(beside) is standing_of(page) else None
            for beside in (page.previous_page, page.next_page)
        )
    pages_by_url = {file.page.url: file.page for file in files.documentation_pages() if file.page}
    for url, page in pages_by_url.items():
        if url.endswith(f"/{BOTH}/") and page.parent is not None:
            before, after = page.parent.previous_page, page.parent.next_page  # type: ignore[attr-defined]
            page.previous_page = pages_by_url.get(f"{before.url}{BOTH}/") if before else None
            page.next_page = pages_by_url.get(f"{after.url}{BOTH}/") if after else None


def standing_of(page: Page) -> Standing | None:
    """The standing of the city that a page is about; None for pages of the whole site."""
    return current_site().standings.get(page.file.src_uri.split("/")[0])


# Pages


class Read(Page):
    """A page of which MkDocs parses nothing: what is published was parsed for the check."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The page of a chapter, of an edition or about the site, with its contents."""
        self.content, self.toc = "", TableOfContents([])
        if self.meta.get("template") == "both.html":
            uri = f"{posixpath.dirname(source(self.file, config))}.md"
            texts = {code: self.texts(uri, code, config) for code in LANGUAGES}
            self.both = both_languages(texts, build.pairs)
            return
        published = self.texts(source(self.file, config), language(config), config).published()
        self.content = published.html
        self.toc = TableOfContents([link(entry) for entry in published.contents])

    def texts(self, uri: str, code: str, config: MkDocsConfig) -> Texts:
        """The texts of a source in one language, as they stand on this page."""

        def address_of(uri: str) -> str | None:
            """The address of the page of a source in that language, relative to this page."""
            if uri not in build.sources:
                return None
            path = build.sources[uri].url.removeprefix(page_address("", language(config)))
            return get_relative_url(page_address(path, code), self.url)

        return Texts(current_site(), self, uri, words_in(code), templates(config, code), address_of)


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Makes a page of MkDocs one of ours: only MkDocs knows the title that the navigation gave it."""
    page.__class__ = Read
    return page


def link(entry: ContentsEntry) -> AnchorLink:
    """A heading with those below it. Its title is HTML for the theme."""
    made = AnchorLink(escape(entry.title, quote=False), entry.anchor, entry.level)
    made.children = [link(child) for child in entry.children]
    return made


def templates(config: MkDocsConfig, code: str) -> jinja2.Environment:
    """The theme's templates for what stands inside texts, in a language."""
    if code not in build.templates:
        build.templates[code] = config.theme.get_env()
        instruct(build.templates[code], code, config)
    return build.templates[code]


def on_env(env: jinja2.Environment, config: MkDocsConfig, **_: Any) -> None:
    """Teaches the environment that renders the pages."""
    instruct(env, language(config), config)


def instruct(env: jinja2.Environment, code: str, config: MkDocsConfig) -> None:
    """Gives templates what they know in a language."""
    # The theme's templates take a second to compile: once for all languages, and never from a file.
    env.bytecode_cache = build.compiled
    teach(env, OVERRIDES, given(current_site(), build.base, laws(config), build.documents, words_in(code)))


def laws(config: MkDocsConfig) -> Laws:
    """The texts as law for machines, with the templates of this build."""
    if build.laws is None:
        build.laws = Laws(current_site(), build.base, lambda code: templates(config, code))
    return build.laws


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Tells a city's pages which city they belong to."""
    context["standing"] = standing_of(page)


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
        raise Abort(editors_words()("build.forbidden", page=name, found=visible(forbidden[0])))
    return output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Writes what machines read once, after static-i18n has built the other languages in its own event."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        return
    assert build.data is not None, "on_config begins the data"
    (Path(config.site_dir) / "_headers").write_text(HEADERS, "utf-8")
    noted: dict[str, Noted] = {}
    documents = build.documents.files() if build.documents is not None else ()
    for published in (build.data.files(), laws(config).files(), documents):
        write(Path(config.site_dir), noting(published, noted))
    contact = config.extra.get("contact") or ""
    write(Path(config.site_dir), catalogue.files(current_site(), build.base, contact, noted))
    write(Path(config.site_dir), led_on(config))
    write(Path(config.site_dir), embedded(config))
    write(Path(config.site_dir), kept_years())
    write(Path(config.site_dir), guide_pictures.files(current_site()))
    if config.site_url:
        # A shared link names its picture by the whole address; without one there is nobody to see it.
        write(Path(config.site_dir), pictures.files(current_site(), OVERRIDES))


def led_on(config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
    """The pages at old addresses, which MkDocs does not know: path and content."""
    for code in LANGUAGES:
        template = templates(config, code).get_template("moved.html")
        for moved in moved_pages(current_site().tree, config.site_url or "", code):
            yield moved.file, walled(template.render(moved=moved), moved.file).encode()


def kept_years() -> Iterator[tuple[str, bytes]]:
    """What was kept of past years, as it was kept, after a look at its pages: path and content."""
    for path, content in year_end.published(current_site().tree):
        if path.endswith(".html"):
            walled(content.decode(), path)
        yield path, content


def embedded(config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
    """The charts for the frames of other sites, which MkDocs does not know either: path and content."""
    for code in LANGUAGES:
        template = templates(config, code).get_template("embed.html")
        for page in embed_pages(current_site(), config.site_url or "", words_in(code)):
            yield page.file, walled(template.render(embed=page), page.file).encode()


def write(site: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Writes every file to its path below the folder of the built site."""
    for path, content in files:
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
