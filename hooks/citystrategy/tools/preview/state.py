"""What a preview shows: the files as saved, or the last state of them that can be shown.

Owns when a saved change is taken up, and what is shown where it cannot be. Must not know how pages
reach a reader.
"""

import gc
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from citystrategy import day, site
from citystrategy.problems.problem import Problem, errors
from citystrategy.site import Site
from citystrategy.tools.preview.pages import Maker, Prepared
from citystrategy.tools.preview.sources import ReadNow, SavedFiles, Stamp
from citystrategy.words.words import LANGUAGES

OFTEN = 0.15
"""Seconds between two looks at the files."""


@dataclass
class Shown:
    """A state of the files as pages; those of a language are prepared when one of them is asked for."""

    site: Site
    prepared: dict[str, Prepared] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownNow:
    """What is known to whoever asks for a page."""

    version: int
    now: ReadNow
    stale: bool
    """Whether the pages are those of an earlier state, since the files cannot be shown as they are."""

    @property
    def stopping(self) -> int:
        """How many errors keep the files from being published."""
        return sum(1 for _ in errors(self.now.problems))


class Preview:
    """The pages of a root that follow its files."""

    def __init__(self, root: Path, folder: Path, failed: Callable[[str, BaseException], None]) -> None:
        self.root = root
        self.failed = failed
        """Tells that a page, or all of them, could not be made of files that have no errors."""
        self.sources = SavedFiles(root)
        self.maker = Maker(root, folder)
        self.changed = threading.Condition()
        self.good: Shown | None = None
        """The last state without errors."""
        self.latest: Shown | None = None
        """The last state of which pages could be made."""
        self.stamp: Stamp = frozenset()
        self.state = self._take_up()

    def follow(self, told: Callable[[ShownNow, float], None], ended: threading.Event) -> None:
        """Takes up each change once it is saved, until the end; tells of it and how many seconds it took."""
        while not ended.wait(OFTEN):
            stamp = self.sources.stamp()
            if stamp == self.stamp:
                continue
            started = time.monotonic()
            if stamp != self.sources.stamp():
                continue  # somebody is writing just now
            with self.changed:
                gc.disable()  # it would go through all that is there, and find nothing yet
                self.state = self._take_up()
                gc.enable()
                self.changed.notify_all()
            told(self.state, time.monotonic() - started)

    def wait(self, version: int, seconds: float) -> int:
        """The version of what is shown, as soon as it is another one."""
        with self.changed:
            self.changed.wait_for(lambda: self.state.version != version, seconds)
            return self.state.version

    def _take_up(self) -> ShownNow:
        """Reads the files, and makes a site of them where that can be done."""
        version = self.state.version + 1 if hasattr(self, "state") else 1
        self.stamp = self.sources.stamp()
        now = self.sources.read(day.today(os.environ))
        stopping = any(errors(now.problems))
        stale = not now.whole
        if now.whole:
            try:
                self.latest = Shown(site.make(self.root, now.tree, day.today(os.environ)))
            except Exception as fault:  # nothing is promised of files with errors
                stale = True
                if not stopping:
                    self.failed("", fault)
        if not stopping and not stale:
            self.good = self.latest
        return ShownNow(version, now, stale)

    def page(self, url: str) -> tuple[bytes | None, ShownNow]:
        """A page as it would be published, and what is known of it; None where there is none."""
        with self.changed:
            for shown in (self.latest, self.good):
                try:
                    if shown is not None:
                        return self._page(shown, url), self._known(shown)
                except (Exception, SystemExit) as fault:  # nothing is promised of files with errors
                    self._fault(fault, url)
            return None, self.state

    def _fault(self, fault: BaseException, url: str) -> None:
        if not any(errors(self.state.now.problems)):
            self.failed(url, fault)

    def _known(self, shown: Shown) -> ShownNow:
        stale = self.state.stale or shown is not self.latest
        return ShownNow(self.state.version, self.state.now, stale)

    def _page(self, shown: Shown, url: str) -> bytes | None:
        language = next((code for code in LANGUAGES[1:] if url.startswith(f"{code}/")), LANGUAGES[0])
        if language not in shown.prepared:
            shown.prepared[language] = self.maker.prepared(shown.site, language)
        return self.maker.page(shown.prepared[language], url)

    def problems_of(self, city: str | None) -> list[Problem]:
        """The problems of a city and of what all share; all of them without one."""
        return [problem for problem in self.state.now.problems if city is None or concerns(problem, city)]


def concerns(problem: Problem, city: str) -> bool:
    """Whether a problem lies in a city's folder, or in none of any city."""
    parts = problem.path.split("/")
    return len(parts) < 2 or parts[1].startswith("_") or parts[1] == city
