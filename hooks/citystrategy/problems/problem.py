"""A problem is a value: what is wrong, where, and with which words in it.

Owns the shape, the order and the printing of problems. Must not know how a problem is found;
the wording lives in `words/<language>.yml`, keyed by the problem's code.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from citystrategy.problems.codes import codes
from citystrategy.words.words import Words

Both = tuple[str, str]
"""A text in Kazakh and in Russian."""
Arguments = dict[str, str | int | Both]

WARNINGS = frozenset(code.id for code in codes().values() if code.severity == "warning")
"""The codes that do not stop a build (`codes.yml` says which); all others are errors."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in one place."""

    path: str
    """File, relative to the project's root, with forward slashes."""
    line: int
    """Line in that file, from 1; 1 where the problem is the whole file."""
    code: str
    """What kind of problem it is: a key of `problems` in the words."""
    arguments: tuple[tuple[str, str | int | Both], ...] = field(default=())
    """The words that fill the message's placeholders; of a text in both languages, the reader's."""
    column: int = 0
    """Column in that line, from 1; 0 where it is not known."""

    @classmethod
    def at(cls, path: str, line: int, code: str, **arguments: str | int | Both) -> "Problem":
        """A problem with its arguments written as keywords."""
        return cls(path, line, code, tuple(sorted(arguments.items())))

    def in_column(self, column: int) -> "Problem":
        """The same problem with its column, from 1."""
        return replace(self, column=column)

    @property
    def severity(self) -> str:
        """`error` or `warning`."""
        return "warning" if self.code in WARNINGS else "error"

    @property
    def paragraph(self) -> str:
        """Paragraph of the methodology that asks for it, or an empty string."""
        code = codes().get(self.code)
        return str(dict(self.arguments).get("paragraph") or (code.paragraph if code else ""))

    def advice(self, words: Words) -> tuple[str, str]:
        """What is wrong, and what to do about it."""
        arguments = {name: _in_language(given, words) for name, given in self.arguments}
        nearest = arguments.pop("nearest", "")
        if "reason" in arguments:
            arguments["reason"] = words.reading(str(arguments["reason"]))
        wrong, mend = words.advice(self.code, **arguments)
        return wrong, f"{mend} {words.problem('nearest', nearest=nearest)}".strip() if nearest else mend

    def message(self, words: Words) -> str:
        """What is wrong, what to do and by which paragraph, in the language of the words."""
        parts = [*self.advice(words)]
        if self.paragraph:
            parts.append(words.problem("paragraph", paragraph=words.citation(self.paragraph)))
        return " ".join(part for part in parts if part)

    def render(self, words: Words) -> str:
        """The problem as one line: file, line, column, severity, code, message."""
        place = f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"
        severity = words.problem(self.severity)
        return visible(f"{place}: {severity} [{self.code}] {self.message(words)}")


def _in_language(given: str | int | Both, words: Words) -> str | int:
    """What fills a placeholder; English has no text of its own for what the strategies say."""
    return given[words.language != "kk"] if isinstance(given, tuple) else given


UNBROKEN = re.compile("[\u00a0\u2007\u2009\u202f]")
"""Spaces inside numbers, which a reader takes for any other."""


def visible(text: str) -> str:
    """The text with everything that cannot be seen written out: one line, whatever a file holds."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in UNBROKEN.sub(" ", text)
    )


def nearest(word: str, words: Iterable[str]) -> str:
    """The word of `words` most like `word`, whatever its case, or an empty string where none is like it."""
    known = {name.casefold(): name for name in sorted(words)}
    matches = get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return known[matches[0]] if matches else ""


def sort(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of files, lines and columns, each once."""
    return sorted(set(problems), key=_place)


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.path, problem.line, problem.column, problem.code, str(problem.arguments)


def errors(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Only those problems that stop a build."""
    return (problem for problem in problems if problem.severity == "error")
