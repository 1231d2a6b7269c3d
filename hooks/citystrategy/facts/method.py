"""The page of the method in words: its thresholds, and the invented examples with their arithmetic.

Owns what stands on that page, as text. Nothing of it is computed anywhere but in the modules that
assess the cities too. Must not know HTML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from citystrategy.facts import examples, sentences
from citystrategy.facts.finding import finding
from citystrategy.facts.indicator import IndicatorFacts, indicator_facts
from citystrategy.facts.plot_words import PlotFacts, plot_facts
from citystrategy.facts.reckoning import Step, reckoning
from citystrategy.facts.values import text
from citystrategy.method.assessment import STATUSES, VERDICTS, Status, Verdict
from citystrategy.method.history import Known
from citystrategy.method.measure import tolerance
from citystrategy.method.noise import ENOUGH, QUANTILE, SPREAD
from citystrategy.method.position import NEAR
from citystrategy.method.progress import Progress
from citystrategy.words.words import Words, number


@dataclass(frozen=True)
class MethodRow:
    """One line of a table that explains statuses, verdicts or kinds."""

    id: str
    """Key of its words in the words."""
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
class MethodPage:
    """What the page of the method shows in one language."""

    numbers: Mapping[str, str]
    """Thresholds by name, for the running text."""
    example: IndicatorFacts
    finding: str
    """What the newest value of the large example says."""
    plot: PlotFacts | None
    steps: tuple[Step, ...]
    """How its status follows."""
    day: date
    known: tuple[Then, ...]
    statuses: tuple[MethodRow, ...]
    verdicts: tuple[MethodRow, ...]
    kinds: tuple[MethodRow, ...]


def method(words: Words) -> MethodPage:
    """The thresholds and the assessed examples in one language."""
    progress = examples.example()
    return MethodPage(
        numbers=numbers(),
        example=indicator_facts(progress, {"invented": examples.source()}, words),
        finding=finding(progress, examples.DAY, words),
        plot=plot_facts(progress, examples.DAY, words, "assessed"),
        steps=tuple(reckoning(progress, words)),
        day=examples.DAY,
        known=tuple(_then(known, words) for known in examples.known()),
        statuses=tuple(_status(status, words) for status in STATUSES),
        verdicts=tuple(_verdict(verdict, words) for verdict in VERDICTS),
        kinds=tuple(_kind(name, progress, words) for name, progress in examples.kinds().items()),
    )


def numbers() -> dict[str, str]:
    """The thresholds of the method as text."""
    whole, tenths = (tolerance(examples.indicator(examples.RISING, decimals=decimals)) for decimals in (0, 1))
    return {
        "near": number(float(NEAR), 0),
        "quantile": number(float(QUANTILE), 3),
        "spread": number(float(SPREAD), 4),
        "enough": str(ENOUGH),
        "tolerance-whole": number(float(whole), 1),
        "tolerance-tenths": number(float(tenths), 2),
    }


def _then(known: Known, words: Words) -> Then:
    latest = known.progress.latest
    assert latest is not None, "history begins with the first value known"
    value = text(known.progress.indicator, latest.actual.value, words)
    return Then(known.day, latest.year, value, known.progress.status)


def _status(status: Status, words: Words) -> MethodRow:
    progress = examples.statuses()[status]
    return MethodRow(status, progress.status, tuple(sentences.arithmetic(progress, words)))


def _verdict(verdict: Verdict, words: Words) -> MethodRow:
    progress, day = examples.verdicts()[verdict]
    first, due = progress.milestones[0], progress.indicator.due
    assert due is not None, "the invented indicators have a due date"
    shown = {
        "year": first.target.year,
        "target": text(progress.indicator, first.target.value, words),
        "date": day,
        "due": due.date(first.target.year),
        "actual": "" if first.actual is None else text(progress.indicator, first.actual, words),
    }
    form = "verdict_absent" if first.actual is None else "verdict_given"
    if verdict == "before-plan":
        form = "verdict_before"
    return MethodRow(verdict, first.verdict, (words(f"method.{form}", **shown),))


def _kind(name: str, progress: Progress, words: Words) -> MethodRow:
    told = [*sentences.arithmetic(progress, words)]
    if name == "narrative":
        told.append(words("method.finding"))
    return MethodRow(name, progress.status, tuple(told))
