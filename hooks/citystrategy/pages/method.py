"""The page of the method in words: its thresholds, and the invented examples with their arithmetic.

Owns what stands on that page, as text. Nothing of it is computed anywhere but in the modules that
assess the cities too. Must not know HTML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from citystrategy.monitoring.assessment import STATUSES, VERDICTS, Status, Verdict
from citystrategy.monitoring.history import Known
from citystrategy.monitoring.measure import tolerance
from citystrategy.monitoring.noise import ENOUGH, QUANTILE, SPREAD
from citystrategy.monitoring.position import NEAR
from citystrategy.monitoring.progress import Progress
from citystrategy.pages import arithmetic, invented
from citystrategy.pages.cards import Card, card
from citystrategy.pages.values import text
from citystrategy.strings import Strings, number


@dataclass(frozen=True)
class Line:
    """One line of a table that explains statuses, verdicts or kinds."""

    id: str
    """Key of its words in the strings."""
    status: str
    """Status or verdict that the method gave."""
    sentences: tuple[str, ...]
    """The example and its arithmetic."""


@dataclass(frozen=True)
class Then:
    """Where the large example stood at the end of a year."""

    day: date
    year: int
    """Year of the newest value known then."""
    value: str
    status: str


@dataclass(frozen=True)
class Method:
    """What the page of the method shows in one language."""

    numbers: Mapping[str, str]
    """Thresholds by name, for the running text."""
    example: Card
    day: date
    known: tuple[Then, ...]
    statuses: tuple[Line, ...]
    verdicts: tuple[Line, ...]
    kinds: tuple[Line, ...]


def method(words: Strings) -> Method:
    """The thresholds and the assessed examples in one language."""
    return Method(
        numbers=numbers(),
        example=card(invented.example(), {"invented": invented.source()}, words),
        day=invented.DAY,
        known=tuple(_then(one, words) for one in invented.known()),
        statuses=tuple(_status(status, words) for status in STATUSES),
        verdicts=tuple(_verdict(verdict, words) for verdict in VERDICTS),
        kinds=tuple(_kind(name, item, words) for name, item in invented.kinds().items()),
    )


def numbers() -> dict[str, str]:
    """The thresholds of the method as text."""
    whole, tenths = (tolerance(invented.indicator(invented.RISING, decimals=decimals)) for decimals in (0, 1))
    return {
        "near": number(float(NEAR), 0),
        "quantile": number(float(QUANTILE), 3),
        "spread": number(float(SPREAD), 4),
        "enough": str(ENOUGH),
        "tolerance-whole": number(float(whole), 1),
        "tolerance-tenths": number(float(tenths), 2),
    }


def _then(one: Known, words: Strings) -> Then:
    latest = one.progress.latest
    assert latest is not None, "history begins with the first value known"
    value = text(one.progress.indicator, latest.actual.value, words)
    return Then(one.day, latest.year, value, one.progress.status)


def _status(status: Status, words: Strings) -> Line:
    item = invented.statuses()[status]
    return Line(status, item.status, tuple(arithmetic.arithmetic(item, words)))


def _verdict(verdict: Verdict, words: Strings) -> Line:
    item, day = invented.verdicts()[verdict]
    first, due = item.milestones[0], item.indicator.due
    assert due is not None, "the invented indicators have a due date"
    shown = {
        "year": first.target.year,
        "target": text(item.indicator, first.target.value, words),
        "date": day,
        "due": due.date(first.target.year),
        "actual": "" if first.actual is None else text(item.indicator, first.actual, words),
    }
    form = "verdict_absent" if first.actual is None else "verdict_given"
    if verdict == "before-plan":
        form = "verdict_before"
    return Line(verdict, first.verdict, (words(f"method.{form}", **shown),))


def _kind(name: str, item: Progress, words: Strings) -> Line:
    sentences = [*arithmetic.arithmetic(item, words)]
    if name == "narrative":
        sentences.append(words("method.finding"))
    return Line(name, item.status, tuple(sentences))
