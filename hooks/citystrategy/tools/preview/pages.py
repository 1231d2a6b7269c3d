"""Pages of a site, made one at a time by the very events, files and templates of a build.

Owns what of MkDocs a preview takes: the settings of a language once, files and navigation once a change, a
page when it is asked for. Must not know what changed, nor how pages reach a reader.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from citystrategy.site import Site

EVENTS = "events.py"


@dataclass
class Prepared:
    """All pages of a site in one language, of which none is made yet."""

    language: str
    files: Files
    nav: Navigation
    env: jinja2.Environment
    build: Any
    """What the events keep of this site."""


class Maker:
    """Makes pages. `folder` is where they and what they load are written; nobody else may use it."""

    def __init__(self, root: Path, folder: Path) -> None:
        logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
        self.root = root
        self.folder = folder
        self.configs: dict[str, MkDocsConfig] = {}

    def _config(self, site: Site, language: str) -> MkDocsConfig:
        """The settings of a language, which a build of its own has."""
        if language not in self.configs:
            config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.folder))
            self.configs[language] = config
            config.plugins["i18n"].current_language = language  # type: ignore[attr-defined]
            self._events(language).build.given = site
            config.plugins.on_config(config)
        return self.configs[language]

    def _events(self, language: str) -> Any:
        hooks: dict[str, ModuleType] = self.configs[language]["hooks"]
        return next(module for name, module in hooks.items() if name.endswith(EVENTS))

    def prepared(self, site: Site, language: str) -> Prepared:
        """The pages of a site in a language. Raises what the build of these files would raise."""
        config = self._config(site, language)
        events = self._events(language)
        compiled = events.build.compiled
        events.build = events.Build(site=site, given=site, base=config.site_url or "", compiled=compiled)
        files = get_files(config)
        env = config.theme.get_env()
        first = not (self.folder / "assets").exists()
        if first:  # what the theme brings is copied once, and no page asks for it
            files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        for file in files.documentation_pages():
            page = file.page or Page(None, file, config)
            # The title of each may stand on any page.
            page.read_source(config)
        env = config.plugins.on_env(env, config=config, files=files) or env
        if first:
            files.copy_static_files()
        return Prepared(language, files, nav, env, events.build)

    def page(self, prepared: Prepared, url: str) -> bytes | None:
        """A page as the build would write it; None where there is none of this address."""
        config, events = self.configs[prepared.language], self._events(prepared.language)
        files = prepared.files.documentation_pages()
        file = next((file for file in files if file.url == (url or "./")), None)
        if file is None or file.page is None:
            return None
        kept, events.build = events.build, prepared.build
        try:
            mkdocs_build._populate_page(file.page, config, prepared.files)
            mkdocs_build._build_page(file.page, config, files, prepared.nav, prepared.env)
        finally:
            events.build = kept
        return Path(file.abs_dest_path).read_bytes()
