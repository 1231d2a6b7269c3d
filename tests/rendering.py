"""All pages and files of a tree, made as the build makes them but without MkDocs and Material's frame.

Owns the stand-ins for both, a few times as fast as they are: for tests that make thousands of sites.
Must not know what is in a tree.
"""

import functools
import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import yaml
from citystrategy.model.tree import Tree
from citystrategy.outputs import files
from citystrategy.outputs.binder import Binder
from citystrategy.outputs.both import BothLanguages, both_languages
from citystrategy.outputs.environment import DRAWINGS, FILTERS, OUTPUTS, TESTS, teach
from citystrategy.outputs.files import OpenData
from citystrategy.outputs.law.laws import Laws
from citystrategy.outputs.pages import navigation, pages
from citystrategy.outputs.templates import given
from citystrategy.outputs.texts import Texts
from citystrategy.outputs.wall import Wall
from citystrategy.site import Site, make
from citystrategy.words.words import LANGUAGES, Words, words_in
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import url_filter
from sample import ROOT

OVERRIDES = ROOT / "overrides"
BASE = "https://example.org/"
CONFIG = {"site_name": "", "site_description": "", "extra": {"alternate": ()}}
WALL = Wall()


@dataclass
class Page:
    """What is asked of a page of MkDocs."""

    uri: str
    """Its source without a language."""
    url: str
    meta: dict[str, Any]
    content: str = ""
    both: BothLanguages | None = None
    toc: tuple[()] = ()
    ancestors: tuple[()] = ()
    canonical_url: str = BASE
    is_homepage: bool = False
    previous_page: None = None
    next_page: None = None

    @property
    def title(self) -> str:
        """The title that its settings give it."""
        return str(self.meta.get("title", ""))


class Templates(jinja2.BaseLoader):
    """The project's own templates, compiled once for all trees."""

    def load(self, environment: jinja2.Environment, name: str, globals: Any = None) -> jinja2.Template:
        """A template of an environment."""
        return environment.template_class.from_code(environment, compiled(name), globals or {}, None)


@functools.cache
def compiled(name: str) -> Any:
    """The code of a template."""
    path = (OUTPUTS if name in DRAWINGS else OVERRIDES) / name
    environment = jinja2.Environment(autoescape=True)
    environment.filters |= {"url": url_filter, **FILTERS}
    environment.tests |= TESTS
    return environment.compile(path.read_text("utf-8"), name, str(path))


def render(root: Path, tree: Tree, today: date) -> OpenData:
    """Makes each page of a tree on a day; its files, of which workbooks and pictures are still to be made."""
    site = make(root, tree, today)
    data = files.open_data(site, BASE, root / ".cache/data", Binder())
    for code in LANGUAGES:
        for page, output in rendered(site, words_in(code)):
            assert not WALL.forbidden(output), f"the wall refuses {page.url}: {WALL.forbidden(output)}"
        json.dumps(navigation(site, code))
    return data


def rendered(site: Site, words: Words) -> Iterator[tuple[Page, str]]:
    """The pages of one language, each with what stands in it."""
    templates = {code: taught(site, words_in(code)) for code in LANGUAGES}
    env = templates[words.language]
    shown = {page.uri: page for page in listed(site, words.language)}
    for page in shown.values():

        def address(uri: str, here: str = page.url) -> str | None:
            return get_relative_url(shown[uri].url, here) if uri in shown else None

        if page.meta.get("template") == "both.html":
            uri = f"{posixpath.dirname(page.uri)}.md"
            texts = {
                code: Texts(site, page, uri, words_in(code), templates[code], address) for code in LANGUAGES
            }
            page.both = both_languages(texts, {})
        else:
            page.content = Texts(site, page, page.uri, words, env, address).published().html
        template = env.get_template(page.meta.get("template", "main.html"))
        standing = site.standings.get(page.uri.split("/")[0])
        yield page, template.render(page=page, standing=standing, config=CONFIG, base_url=".", nav=None)


def taught(site: Site, words: Words) -> jinja2.Environment:
    """The templates of one language."""
    env = jinja2.Environment(loader=Templates(), auto_reload=False)
    env.filters["url"] = url_filter
    laws = Laws(site, BASE, lambda code: taught(site, words_in(code)))
    teach(env, OVERRIDES, given(site, BASE, laws, None, words))
    return env


def listed(site: Site, code: str) -> Iterator[Page]:
    """The pages of one language, with the home page; the other pages about the site are always the same."""
    ending = f".{code}.md"
    home = (site.root / f"docs/index{ending}").read_text("utf-8")
    made = {path: text for path, (_, text) in pages(site).items()} | {f"index{ending}": home}
    for path, text in made.items():
        if path.endswith(ending):
            name = path.removesuffix(ending)
            address = "" if name == "index" else f"{name.removesuffix('index').rstrip('/')}/"
            yield Page(f"{name}.md", f"{'' if code == LANGUAGES[0] else f'{code}/'}{address}", settings(text))


@functools.cache
def settings(text: str) -> dict[str, Any]:
    """The settings before a page's text."""
    return dict(yaml.safe_load(text.split("---\n")[1])) if text else {}
