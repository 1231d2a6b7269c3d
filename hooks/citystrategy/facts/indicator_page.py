"""The page of one indicator: verdicts, statuses year by year and as they were known, revisions, duties.

Owns what that page says beyond the indicator's facts (`indicator`). Must not know HTML, MkDocs, nor how
the sentences of a status are made (`sentences`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from citystrategy.facts import sentences, unapproved
from citystrategy.facts.finding import finding
from citystrategy.facts.indicator import IndicatorFacts, YearRow
from citystrategy.facts.plot_words import PlotFacts, plot_facts
from citystrategy.facts.reckoning import Step, reckoning
from citystrategy.facts.values import text, titled, told, unit
from citystrategy.method.assessment import Verdict
from citystrategy.method.duty import Duty, duties
from citystrategy.method.history import Known
from citystrategy.method.plan import ApprovedPoint, Plan
from citystrategy.method.position import Assessed
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Actual, City, Decision, Finding, Source
from citystrategy.model.methodology import Recommended
from citystrategy.words.alphabet import alphabetical
from citystrategy.words.words import Words

Peers = Mapping[str, tuple[tuple[City, Progress], ...]]
"""The cities that have an indicator of paragraph 26, with theirs, by the recommended id."""


@dataclass(frozen=True)
class SetValue:
    """The baseline or a target, and what came of it."""

    year: int
    value: str
    basis: str
    """Approved, announced, illustrative, or baseline."""
    decision: Decision | None
    """Decision that set the value; None where none did."""
    source: Source | None
    """Source of a baseline or an announced value."""
    actual: str
    """Observed value of that very year, or an empty string."""
    verdict: Verdict | None
    """None of the baseline."""


@dataclass(frozen=True)
class Judged:
    """The status of one observed year."""

    year: int
    status: Assessed
    sentences: tuple[str, ...]
    """Arithmetic of the status."""
    finding: Finding | None
    """Who gave the status, where the plan is in words."""


@dataclass(frozen=True)
class Replaced:
    """A value that a later one replaced."""

    year: int
    old: str
    new: str
    published: date | None
    """Day on which the old value was published."""
    replaced: date
    reason: str
    old_source: Source
    new_source: Source


@dataclass(frozen=True)
class Peer:
    """The same recommended indicator in another city."""

    city: City
    progress: Progress
    unit: str
    latest: str
    """Latest observed value without its unit, or an empty string."""


@dataclass(frozen=True)
class IndicatorPage:
    """Everything that the page of an indicator shows, in one language."""

    facts: IndicatorFacts
    finding: str
    """What the newest value says against the plan."""
    plot: PlotFacts | None
    """The large chart; None where there is nothing to draw."""
    steps: tuple[Step, ...]
    """How the status follows from the values."""
    observed: tuple[YearRow, ...]
    """The years with an observed value, the newest one first."""
    set_values: tuple[SetValue, ...]
    decisions: tuple[Decision, ...]
    """Decisions that set the values, each once."""
    judged: tuple[Judged, ...]
    """Statuses of the observed years, the newest one first."""
    known: tuple[Known, ...]
    """Statuses as they were known at the end of each past year, the newest one first."""
    undated: tuple[int, ...]
    """Years of the observed values for which no date says when they became known."""
    revisions: tuple[Replaced, ...]
    duties: tuple[Duty, ...]
    recommended: Recommended | None
    """What paragraph 26 recommends and this indicator answers."""
    peers: tuple[Peer, ...]
    peers_unit: str | None
    """The unit that all peers share; None where they count in several, so that each has to name its own."""
    citation: str
    """City, document, indicator and value, as they are named where the page is cited."""


def indicator_page(
    standing: Standing, shown: IndicatorFacts, sources: Mapping[str, Source], peers: Peers, words: Words
) -> IndicatorPage:
    """The page of one indicator of a city, with its facts."""
    progress, identifier = shown.progress, shown.progress.indicator.id
    answered = progress.indicator.recommended
    set_values = tuple(_set_values(progress, sources, words))
    others = tuple(
        _peer(city, theirs, words)
        for city, theirs in peers.get(answered or "", ())
        if city.slug != standing.folder.city.slug
    )
    decisions = {
        (set_value.decision.number, set_value.decision.date): set_value.decision
        for set_value in set_values
        if set_value.decision
    }
    return IndicatorPage(
        facts=shown,
        finding=finding(progress, standing.today, words),
        plot=plot_facts(progress, standing.today, words),
        steps=tuple(reckoning(progress, words)),
        observed=tuple(row for row in reversed(shown.rows) if row.actual),
        set_values=set_values,
        decisions=tuple(decisions.values()),
        judged=tuple(_judged(progress, words))[::-1],
        known=standing.histories[identifier][::-1],
        undated=tuple(
            observation.year
            for observation in progress.observations
            if _first_date(observation.actual) is None
        ),
        revisions=tuple(_revisions(progress, sources, words)),
        duties=duties(progress, standing.today),
        recommended=next(
            (
                recommended
                for recommended in standing.folder.methodology.recommended_indicators
                if recommended.id == answered
            ),
            None,
        ),
        peers=tuple(alphabetical(others, words.language, lambda peer: peer.city.name[words.language])),
        peers_unit=_shared([peer.unit for peer in others]),
        citation=citation(standing, shown, words),
    )


def peers(standings: Iterable[Standing]) -> Peers:
    """Which cities have which indicator of paragraph 26; made once for a site."""
    by_recommended: dict[str, list[tuple[City, Progress]]] = {}
    for standing in standings:
        for progress in standing.progress:
            if progress.indicator.recommended:
                by_recommended.setdefault(progress.indicator.recommended, []).append(
                    (standing.folder.city, progress)
                )
    return {name: tuple(cities) for name, cities in by_recommended.items()}


def _peer(city: City, progress: Progress, words: Words) -> Peer:
    latest = progress.latest
    value = text(progress.indicator, latest.actual.value, words) if latest else ""
    return Peer(city, progress, unit(progress.indicator, words), value)


def _shared(units: Sequence[str]) -> str | None:
    return units[0] if len(set(units)) == 1 else None


def _set_values(progress: Progress, sources: Mapping[str, Source], words: Words) -> Iterator[SetValue]:
    """The baseline and every target, each as it was in force in its year."""
    observed = {observation.year: observation.actual.value for observation in progress.observations}
    targets = {
        milestone.target.year: (milestone.target, milestone.plan, milestone.verdict)
        for milestone in progress.milestones
    }
    start: dict[int, tuple[ApprovedPoint, Plan, Verdict | None]] = {
        point.year: (point, progress.plan, None) for point in progress.points if point.basis == "baseline"
    }
    for year, (point, plan, verdict) in sorted({**targets, **start}.items()):
        value = observed.get(year)
        yield SetValue(
            year=year,
            value=text(plan.indicator, point.value, words),
            basis=words(f"basis.{point.basis}"),
            decision=point.decision if point.basis == "approved" else None,
            source=sources[point.source] if point.source else None,
            actual="" if value is None else text(progress.indicator, value, words),
            verdict=verdict,
        )


def _judged(progress: Progress, words: Words) -> Iterator[Judged]:
    findings = {observation.year: observation.actual.finding for observation in progress.observations}
    for assessment in progress.assessments:
        explained = tuple(sentences.explanation(progress, assessment, words))
        yield Judged(assessment.year, assessment.status, explained, findings.get(assessment.year))


def _first_date(actual: Actual) -> date | None:
    """The day on which the first value in this place became known."""
    return actual.revisions[0].date if actual.revisions else actual.date


def _revisions(progress: Progress, sources: Mapping[str, Source], words: Words) -> Iterator[Replaced]:
    """The replaced values, the one replaced last first; each with what took its place."""
    replacements = []
    for observed in progress.observations:
        actual = observed.actual
        # Each value but the last one was replaced by the next.
        values = [(revision.value, revision.source) for revision in actual.revisions] + [
            (actual.value, actual.source)
        ]
        for revision, (value, source) in zip(actual.revisions, values[1:], strict=True):
            replacements.append(
                Replaced(
                    year=observed.year,
                    old=told(progress.indicator, revision.value, words),
                    new=told(progress.indicator, value, words),
                    published=revision.date,
                    replaced=revision.replaced,
                    reason=revision.reason[words.language],
                    old_source=sources[revision.source],
                    new_source=sources[source],
                )
            )
    yield from sorted(
        replacements, key=lambda replacement: (replacement.replaced, replacement.year), reverse=True
    )


def citation(standing: Standing, shown: IndicatorFacts, words: Words) -> str:
    """What is cited; the address and the day of the build stand beside it on the page."""
    strategy, indicator = standing.folder, shown.progress.indicator
    about = strategy.strategy
    cited = words(
        "indicator.cited",
        city=strategy.city.name[words.language],
        title=about.title[words.language] if about else "",
        name=titled(indicator, words),
    )
    latest = shown.progress.latest
    cited = unapproved.told(cited, strategy, words)
    if latest is None:
        return f"{cited} {words('indicator.cited_none')}"
    value = told(indicator, latest.actual.value, words)
    parts = [cited, words("indicator.cited_value", year=latest.year, value=value)]
    if latest.actual.date:
        parts.append(words("indicator.cited_date", date=latest.actual.date))
    return " ".join(parts)
