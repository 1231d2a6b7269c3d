"""What every command has in common: its folder, language and day, and how it ends.

Owns the status a command ends with and the printing of problems. Must not know what a command does.
"""

import argparse
import os
import sys
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from citystrategy.editing.change import Change, problems_after, problems_now, save
from citystrategy.problems.problem import Problem, errors, visible
from citystrategy.words.words import LANGUAGES, Words, words_in

DONE, REFUSED, UNABLE = 0, 1, 2
"""How a command ends: it is done or had nothing to do; what it was given is wrong and nothing was written;
it could not run."""


@dataclass(frozen=True)
class Desk:
    """Where and how a command works."""

    root: Path
    words: Words
    """Of the editor's language: kk, ru or en."""
    today: date
    dry_run: bool
    """Whether it only shows what it would write."""

    @property
    def document_words(self) -> Words:
        """The words of documents, which are never in English: the editor's language, or the site's first."""
        return words_in(self.words.language if self.words.language in LANGUAGES else LANGUAGES[0])

    def say(self, text: str) -> None:
        """Prints a line of the answer."""
        try:
            print(text, flush=True)
        except BrokenPipeError:  # Whoever read it has seen enough; the work goes on.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def complain(self, text: str) -> None:
        """Prints a line of what is wrong or how far the work is."""
        print(visible(text), file=sys.stderr, flush=True)

    def list(self, problems: Iterable[Problem]) -> None:
        """Prints problems, a line each."""
        for problem in problems:
            print(problem.render(self.words), file=sys.stderr, flush=True)

    def write(self, change: Change, quiet: Container[str] = ()) -> int:
        """Writes a change unless it brings errors or is only to be shown; the status to end with.

        Problems of a code in `quiet` are what the change is for, and not listed.
        """
        if not change.paths:
            self.say(self.words("tools.nothing"))
            return DONE
        before = {said(problem) for problem in problems_now(self.root, self.today)}
        after = problems_after(self.root, change, self.today)
        brought = [problem for problem in after if said(problem) not in before]
        self.list(problem for problem in brought if problem.code not in quiet)
        if any(errors(brought)):
            self.complain(self.words("tools.refused"))
            return REFUSED
        if not self.dry_run:
            save(self.root, change)
        removed, written = ("would_remove", "would_write") if self.dry_run else ("removed", "written")
        for path in change.paths:
            answer = removed if change.after[path] is None else written
            self.say(self.words(f"tools.{answer}", path=path))
        return DONE


def said(problem: Problem) -> tuple[object, ...]:
    """What a problem says, wherever its line has moved to."""
    return problem.path, problem.code, problem.arguments


@dataclass(frozen=True)
class Command:
    """One command: its arguments and what it does."""

    arguments: Callable[[argparse.ArgumentParser, Words], None]
    """Adds its arguments, with their help in the editor's language."""
    run: Callable[[argparse.Namespace, Desk], int]
    writes: bool = True
    """Whether it writes into `strategies/`: it then has `--dry-run` and keeps others out."""
