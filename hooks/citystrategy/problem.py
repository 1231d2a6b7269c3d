"""A problem is a value: what is wrong, where, and with which words in it.

Owns the shape, the order and the printing of problems. Must not know how a problem is found;
the wording lives in `strings/<language>.yml`, keyed by the problem's code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from citystrategy.strings import Strings

Arguments = dict[str, str | int]

WARNINGS = frozenset({"recommended-missing"})
"""The codes that do not stop a build; all others are errors."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in one place."""

    path: str
    """File, relative to the project's root, with forward slashes."""
    line: int
    """Line in that file, from 1; 1 where the problem is the whole file."""
    code: str
    """What kind of problem it is: a key of `problems` in the strings."""
    arguments: tuple[tuple[str, str | int], ...] = field(default=())
    """The words that fill the message's placeholders."""

    @classmethod
    def at(cls, path: str, line: int, code: str, **arguments: str | int) -> "Problem":
        """A problem with its arguments written as keywords."""
        return cls(path, line, code, tuple(sorted(arguments.items())))

    @property
    def severity(self) -> str:
        """`error` or `warning`."""
        return "warning" if self.code in WARNINGS else "error"

    def message(self, strings: Strings) -> str:
        """What is wrong and what to do, in the language of the strings."""
        arguments = dict(self.arguments)
        nearest = arguments.pop("nearest", "")
        text = strings.problem(self.code, **arguments)
        return f"{text} {strings.problem('nearest', nearest=nearest)}" if nearest else text

    def render(self, strings: Strings) -> str:
        """The problem as one line: file, line, severity, code, message."""
        severity = strings.problem(self.severity)
        return f"{self.path}:{self.line}: {severity} [{self.code}] {self.message(strings)}"


def nearest(word: str, words: Iterable[str]) -> str:
    """The word of `words` most like `word`, or an empty string where none is like it."""
    found = get_close_matches(word, sorted(set(words)), n=1, cutoff=0.6)
    return found[0] if found else ""


def sort(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of files and lines, each once."""
    return sorted(set(problems))


def errors(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Only those problems that stop a build."""
    return (problem for problem in problems if problem.severity == "error")
