"""Answers to questions: from a person at the console, from a file, or from options of the command.

Owns that each answer is looked at as soon as it is given. Must not know what is asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from citystrategy.editing.given import UnclearError
from citystrategy.problems.problem import nearest
from citystrategy.tools.command import Desk

Reader = Callable[[str], Any]
"""What an answer means. Raises UnclearError or WrongAnswerError."""


class WrongAnswerError(ValueError):
    """An answer that cannot be taken; the first argument says why, in the editor's language."""


@dataclass(frozen=True)
class Question:
    """One thing that is asked for."""

    key: str
    """By which a file and an option answer it: `decision.number`."""
    told: str
    """What is asked, in the editor's language."""
    read: Reader
    optional: bool = False


@dataclass
class Answers:
    """Where answers come from: first from what was given; else from the console, if somebody sits there."""

    desk: Desk
    given: Mapping[str, str]
    """What a file and options answer, by key."""
    console: bool
    """Whether what is missing is asked for."""
    wrong: list[str] = field(default_factory=list)
    """What is wrong with the answers that were given."""
    asked: set[str] = field(default_factory=set)
    """The keys that were asked for."""

    def ask(self, question: Question) -> Any:
        """The answer to a question; None where there is none, which `wrong` tells unless it may be so."""
        self.asked.add(question.key)
        written = self.given.get(question.key, "").strip()
        if written or not self.console or question.key in self.given:
            return self._taken(question, written)
        self.desk.say(question.told)
        while True:
            written = self._typed(question)
            if not written and question.optional:
                return None
            try:
                return self._read(question, written)
            except WrongAnswerError as error:
                self.desk.complain(error.args[0])

    def has(self, prefix: str) -> bool:
        """Whether any given answer has a key that begins so."""
        return any(key.startswith(prefix) for key in self.given)

    def skip(self, prefix: str) -> None:
        """Takes the given answers whose keys begin so as asked for."""
        self.asked |= {key for key in self.given if key.startswith(prefix)}

    def unknown(self) -> list[str]:
        """What is given and was never asked for, each as a sentence."""
        words, sentences = self.desk.words, []
        for key in self.given:
            if key not in self.asked:
                near = nearest(key, self.asked)
                hint = f" {words.problem('nearest', nearest=near)}" if near else ""
                sentences.append(words("approve.key_unknown", written=key) + hint)
        return sentences

    def _typed(self, question: Question) -> str:
        """A line of the console. Its end is a stop. Raises KeyboardInterrupt."""
        hint = "approve.optional" if question.optional else "approve.prompt"
        try:
            return input(self.desk.words(hint)).strip()
        except EOFError:
            raise KeyboardInterrupt from None

    def _taken(self, question: Question, written: str) -> Any:
        if not written and question.optional:
            return None
        try:
            return self._read(question, written)
        except WrongAnswerError as error:
            self.wrong.append(f"{question.key}: {error.args[0]}")
            return None

    def _read(self, question: Question, written: str) -> Any:
        if not written:
            raise WrongAnswerError(self.desk.words("approve.needed"))
        try:
            return question.read(written)
        except UnclearError as error:
            raise WrongAnswerError(error.told(self.desk.words)) from None


def flat(content: Any, prefix: str = "") -> dict[str, str]:
    """The answers of a file by key: of items of a list the key is their number, from 1."""
    if isinstance(content, Mapping):
        parts = [(str(key), value) for key, value in content.items()]
    elif isinstance(content, list):
        parts = [(str(number), value) for number, value in enumerate(content, 1)]
    else:
        return {prefix: "" if content is None else str(content)}
    answers: dict[str, str] = {}
    for key, value in parts:
        answers |= flat(value, f"{prefix}.{key}" if prefix else key)
    return answers
