"""Trees with random changes, and what becomes of them: refused by the check, or built without a fault.

One seed is always one tree. Owns the trees that are changed, the days, and the judgement. Must not know
what a change does.
"""

import contextlib
import functools
import io
import logging
import os
import random
import shutil
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as moment
from pathlib import Path
from typing import Any
from unittest import mock

import jinja2
import mutations
import rendering
import sample
from build import lacking
from citystrategy.charts import drawing
from citystrategy.checks.checks import check
from citystrategy.model import tree as model
from citystrategy.model.tree import Tree
from citystrategy.outputs import files
from citystrategy.problems.problem import errors, sort
from citystrategy.problems.report import REPORTERS
from citystrategy.reading import source
from citystrategy.reading.load import load
from citystrategy.tools.__main__ import main as command
from citystrategy.words.words import words_in
from grounds import BASES
from mkdocs.commands.build import build
from mkdocs.config import load_config

TODAY = date(2026, 11, 22)
FIRST, LAST = date(2019, 1, 1), date(2051, 12, 31)
SELDOM, RARELY = 5, 20
"""One in so many trees without errors has its workbooks made, and is built by MkDocs: both take long."""
MANY = 400
"""Files that are kept as read; all trees before a change have fewer."""
LONGEST = 20
"""Seconds that a check may take; a good tree takes 0.2."""


@dataclass
class Fate:
    """What became of one tree."""

    seed: int
    day: date = TODAY
    done: list[str] = field(default_factory=list)
    """What was changed."""
    codes: tuple[str, ...] = ()
    """Codes of the errors for which the check refused it."""
    fault: str = ""
    """What was raised or said although nothing may be."""

    def __str__(self) -> str:
        return f"seed {self.seed}, {self.day}: {'; '.join(self.done)}\n{self.fault}"


class Farm:
    """Keeps correct projects, and changes and builds them one after the other."""

    def __init__(self, folder: Path, drawings: bool = True) -> None:
        self.folder = folder
        self.drawings = drawings
        """Whether charts are drawn, which takes longer than all else."""
        self.kept: dict[str, Path] = {}
        self.stack = contextlib.ExitStack()

    def __enter__(self) -> "Farm":
        self.stack.enter_context(mock.patch.dict(os.environ, {"NO_MKDOCS_2_WARNING": "1"}))
        empty = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
        if not self.drawings:
            draw = mock.patch.object(drawing, "draw", lambda wanted, folder: dict.fromkeys(wanted, empty))
            self.stack.enter_context(draw)
        for patch in _hastening():
            self.stack.enter_context(patch)
        return self

    def __exit__(self, *raised: object) -> None:
        self.stack.close()

    def project(self, name: str) -> Path:
        """A project as it was before any change; made when it is first asked for."""
        root = self.folder / name.replace(" ", "-")
        if name not in self.kept:
            for shared in sample.SHARED:
                copy = shutil.copy if shared == "mkdocs.yml" else shutil.copytree
                root.mkdir(parents=True, exist_ok=True)
                copy(sample.ROOT / shared, root / shared)
            _without_texts(root / "docs")
            with contextlib.redirect_stdout(io.StringIO()):
                BASES[name](root)
            self.kept[name] = shutil.copytree(root / "strategies", self.folder / f"kept-{root.name}")
        shutil.rmtree(root / "strategies", ignore_errors=True)
        shutil.copytree(self.kept[name], root / "strategies")
        return root

    def fate(self, seed: int) -> Fate:
        """What becomes of the tree of a seed."""
        chance = random.Random(seed)
        base = chance.choices(list(BASES), (5, 1, 3, 1, 1))[0]
        root = self.project(base)
        fate = Fate(seed, done=[base])
        if chance.random() < 0.25:
            # Most days before today are refused for the values that were not known then.
            first = FIRST if chance.random() < 0.2 else TODAY
            fate.day = first + timedelta(days=chance.randrange((LAST - first).days + 1))
        fate.done += mutations.mutate(root, chance)
        return judged(root, fate, base == "unsealed", seed % RARELY == 0)


def judged(root: Path, fate: Fate, to_seal: bool = False, whole: bool = False) -> Fate:
    """Checks a project on a day and, where the check finds no error, renders it, or builds the whole site."""
    noon = datetime.combine(fate.day, moment(7), UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            if to_seal:
                command(["seal", "sample-1"], root)
            tree, fate.codes = checked(root, fate.day)
            if not fate.codes:
                data = rendering.render(root, tree, fate.day)
                if fate.seed % SELDOM == 0:
                    dict(data.files())
                if whole:
                    fate.fault = built(root)
    except KeyboardInterrupt:
        raise
    except BaseException:
        fate.fault = traceback.format_exc(chain=False)
    return fate


def checked(root: Path, day: date) -> tuple[Tree, tuple[str, ...]]:
    """A tree and the codes of all its errors; every report of its problems can be written."""
    started = time.monotonic()
    tree, problems = load(root)
    problems = sort(problems + check(tree, day))
    assert time.monotonic() - started < LONGEST, "the check takes too long"
    for language, report in zip(("kk", "ru", "en"), REPORTERS.values(), strict=False):
        report(problems, words_in(language))
    return tree, tuple(sorted({problem.code for problem in errors(problems)}))


def built(root: Path) -> str:
    """Builds a project strictly, as the command does; what the build warns of or lacks, or empty."""
    told = _Told()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(told)
    try:
        build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site")))
    finally:
        logger.removeHandler(told)
    return "\n".join([*told.lines, *(f"{name} is missing" for name in lacking(root / "site"))])


class _Told(logging.Handler):
    """Keeps the warnings that stop a strict build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _without_texts(docs: Path) -> None:
    """Leaves the headings of the pages about the site: no change touches them, and they take long."""
    for path in docs.glob("*.md"):
        if not path.name.startswith("index."):
            lines = path.read_text("utf-8").split("\n")
            path.write_text("\n\n".join(line for line in lines if line.startswith("#")) + "\n", "utf-8")


def _hastening() -> Iterator[Any]:
    """Spares what each build makes anew and no change can alter; workers of its own are not started."""
    listed = jinja2.FileSystemLoader.list_templates
    names = functools.cache(lambda *folders: listed(jinja2.FileSystemLoader(folders)))
    yield mock.patch.object(source, "read_yaml", _kept(source.read_yaml))
    yield mock.patch("os.cpu_count", lambda: 1)
    yield mock.patch.object(files, "schema", functools.cache(files.schema))
    yield mock.patch.object(model, "ParsedText", functools.lru_cache(200)(model.ParsedText))
    yield mock.patch.object(jinja2.FileSystemLoader, "list_templates", lambda self: names(*self.searchpath))


def _kept(read: Callable[[Path, Path], Any]) -> Callable[[Path, Path], Any]:
    """The reader of YAML, which reads what it has read before only once."""
    kept: dict[tuple[Path, bytes], Any] = {}

    def again(root: Path, path: Path) -> Any:
        if path.is_symlink() or not path.is_file():
            return read(root, path)
        key = (path.relative_to(root), path.read_bytes())
        if key not in kept:
            if len(kept) > MANY:
                kept.clear()
            kept[key] = read(root, path)
        return kept[key]

    return again
