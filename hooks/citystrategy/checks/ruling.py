"""What was found on one rule of the order: a verdict, and what decided it.

Owns the verdicts. Must not know how a rule is decided, nor any word for readers.
"""

from dataclasses import dataclass, field
from typing import Literal, get_args

from citystrategy.model import Declaration
from citystrategy.model.methodology import Rule

Status = Literal["checked", "present", "declared", "absent", "missing", "not-applicable"]

STATUSES: tuple[Status, ...] = get_args(Status)
"""Decided by this program; there, but its content was not looked at; declared by somebody; said by the
strategy itself not to be available; not there; of no concern to this city."""


@dataclass(frozen=True)
class Ruling:
    """What was found on one rule."""

    rule: Rule
    status: Status
    reason: str
    """Key of `conformity.reasons` in the words."""
    arguments: tuple[tuple[str, str | int], ...] = ()
    places: tuple[str, ...] = ()
    """Where it stands, as addresses below the city's: `vision/#growth-reserve`."""
    declaration: Declaration | None = field(default=None, compare=False)


def checked(rule: Rule, reason: str, *places: str, **arguments: str | int) -> Ruling:
    """The program decided that the rule is met; the reason says what it decided."""
    return Ruling(rule, "checked", reason, tuple(arguments.items()), places)


def present(rule: Rule, reason: str, *places: str) -> Ruling:
    """It is there; what it says was not looked at."""
    return Ruling(rule, "present", reason, (), places)


def missing(rule: Rule, reason: str, *places: str, **arguments: str | int) -> Ruling:
    """It is not there; the places are those that fail."""
    return Ruling(rule, "missing", reason, tuple(arguments.items()), places)
