"""All pages and files of a tree, made as the build makes them but without MkDocs and Material's frame.

Owns the stand-ins for MkDocs, a few times as fast as itself: for tests that build thousands of trees.
Must not know what is in a tree.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import events
import jinja2
import yaml
from citystrategy.markdown.publish import publish
from citystrategy.opendata import files as opendata
from citystrategy.pages.site import make, navigation, pages
from citystrategy.reading.load import Tree
from citystrategy.strings import LANGUAGES
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import url_filter

BASE = "".join(
    f"{{% block {name} %}}{{% endblock %}}" for name in ("site_meta", "htmltitle", "extrahead", "announce")
)
FRAME = {
    "base.html": f"{BASE}{{% block container %}}{{% block content %}}{{% endblock %}}{{% endblock %}}",
    "partials/path-item.html": "",
}
"""In the place of Material's page: the parts of it that ours fill, but for the navigation."""


@dataclass(frozen=True)
class File:
    """What is asked of a file of MkDocs."""

    src_uri: str

    @property
    def dest_uri(self) -> str:
        """Where its page is written."""
        return f"{self.url}index.html"

    @property
    def url(self) -> str:
        """Its address as static-i18n makes it."""
        name, code, _ = self.src_uri.rsplit(".", 2)
        name = name.removesuffix("index").rstrip("/")
        return ("" if code == LANGUAGES[0] else f"{code}/") + (f"{name}/" if name else "")

    def url_relative_to(self, other: "File") -> str:
        """The way from another page to this one."""
        return get_relative_url(self.url, other.url)


@dataclass
class Page:
    """What is asked of a page of MkDocs."""

    file: File
    meta: dict[str, Any]
    content: str = ""
    toc: Any = ()
    ancestors: tuple[()] = ()
    canonical_url: str = "https://example.org/"
    is_homepage: bool = False
    url: str = field(init=False)
    title: str = field(init=False)

    def __post_init__(self) -> None:
        self.url, self.title = self.file.url, str(self.meta.get("title", ""))


class _Compiled(jinja2.BaseLoader):
    """The project's own templates, compiled once for all trees."""

    def load(self, environment: jinja2.Environment, name: str, globals: Any = None) -> jinja2.Template:
        made = environment.template_class
        return made.from_code(environment, _code(name), globals or {}, None)


@functools.cache
def _code(name: str) -> Any:
    path = events.OVERRIDES / name
    source = FRAME[name] if name in FRAME else path.read_text("utf-8")
    environment = jinja2.Environment(autoescape=lambda name: name not in FRAME)
    environment.filters |= {"url": url_filter, "cell": events.cell}
    return environment.compile(source, name, str(path))


def render(root: Path, tree: Tree, today: date) -> Iterator[tuple[str, str]]:
    """Each page of a tree on a day, with its path in the site; the files beside them but workbooks too."""
    events.build.site = make(root, tree, today)
    events.build.data = opendata.begin(events.build.site, "https://example.org/", root / ".cache/data")
    for code in LANGUAGES:
        yield from _pages(root, code)
        navigation(events.build.site, code)


def workbooks() -> None:
    """Makes what takes longest of the tree whose pages were rendered."""
    assert events.build.data is not None, "render begins the data"
    dict(events.build.data.files())


def _pages(root: Path, code: str) -> Iterator[tuple[str, str]]:
    """The pages of one language."""
    ending = f".{code}.md"
    made = {path: text for path, (_, text) in pages(events.current_site()).items() if path.endswith(ending)}
    made[f"index{ending}"] = (root / f"docs/index{ending}").read_text("utf-8")
    files = [File(path) for path in made]
    config = _config(code)
    events.build.templates = None
    for file in files:
        page = Page(file, _front(made[file.src_uri]))
        published = publish(events.texts(page, config), events.Meaning(page, config, files))
        page.content, page.toc = published.html, events.contents(published.contents)
        given: dict[str, Any] = {"page": page, "config": config, "base_url": "."}
        events.on_page_context(given, page, config, None)
        template = events.templates(config).get_template(page.meta.get("template", "main.html"))
        yield file.dest_uri, events.walled(template.render(given), file.dest_uri)


@functools.cache
def _front(text: str) -> dict[str, Any]:
    """The settings of a page."""
    return dict(yaml.safe_load(text.split("---\n")[1])) if text else {}


def _config(code: str) -> Any:
    """What is asked of MkDocs' settings."""
    plugin = SimpleNamespace(current_language=code)
    return SimpleNamespace(
        plugins={"i18n": plugin}, theme=SimpleNamespace(get_env=_environment), site_name=""
    )


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(loader=_Compiled(), auto_reload=False)
    environment.filters["url"] = url_filter
    return environment
