"""Where an indicator stands on one day: its status, its verdicts, what is missing, and all counted.

Owns the step from observed values to that whole. Must not know words, pages or files.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from citystrategy.method.assessment import (
    STATUSES,
    Assessment,
    Milestone,
    Observation,
    Status,
    assess,
    verdict,
)
from citystrategy.method.pace import Pace, pace
from citystrategy.method.plan import ApprovedPoint, Definition, Plan, Timeline, due_years
from citystrategy.model import Actual, Indicator, Value

SILENT = 2
"""Due dates missed in a row after which the last value says nothing about today."""


@dataclass(frozen=True)
class Progress:
    """Where an indicator stands on one day."""

    plan: Plan
    """The plan in force on that day."""
    observations: tuple[Observation, ...]
    """Observed values, in order of year."""
    status: Status
    assessments: tuple[Assessment, ...]
    """Assessment of every value that can be assessed, in order of year."""
    pace: Pace | None
    """Pace behind the last assessment."""
    milestones: tuple[Milestone, ...]
    """Verdict on every target, in order of year."""
    in_force: ApprovedPoint | None
    """Target of the latest year that has come."""
    next: ApprovedPoint | None
    """Target of the next year to come."""
    missing: tuple[int, ...]
    """Years after the newest value, or all years where there is none, whose values are overdue."""
    gaps: tuple[int, ...]
    """Years before the newest value whose values were due and were never given."""
    overdue_since: date | None
    """Due date of the first missing year."""
    reported: bool
    """Whether the value of the latest year that is due is there."""

    @property
    def indicator(self) -> Indicator:
        """The indicator, as the plan in force defines it."""
        return self.plan.indicator

    @property
    def points(self) -> tuple[ApprovedPoint, ...]:
        """The points of the plan in force."""
        return self.plan.points

    @property
    def latest(self) -> Observation | None:
        """The newest observed value."""
        return self.observations[-1] if self.observations else None

    @property
    def assessment(self) -> Assessment | None:
        """Assessment of the latest value that can be assessed, which may be older than the status."""
        return self.assessments[-1] if self.assessments else None


def progress(timeline: Timeline, actuals: Mapping[int, Actual], today: date) -> Progress:
    """Where an indicator stands on a day, from its observed values by year.

    The value of a year is judged by the plan that was in force at the end of that year. Values of
    years to come are not looked at.
    """
    current = timeline.in_force(today)
    observations = tuple(
        _observation(timeline.of_year(year, today), year, actual)
        for year, actual in sorted(actuals.items())
        if year <= today.year
    )
    judged = [
        (observation, timeline.of_year(observation.year, today))
        for observation in observations
        if observation.comparable
    ]
    values, ends = _by_definition(judged), _ends(observations)
    assessments = tuple(_assessments(judged, values, ends))
    last = assessments[-1] if assessments else None
    due = due_years(current, today)
    reported = {observation.year for observation in observations}
    latest = max(reported, default=0)
    # Nothing is owed before the decision that set the values, nor where there is none.
    owed = [year for year in due if timeline.owed(year)]
    missing = tuple(year for year in owed if year > latest)
    rhythm = current.indicator.due
    return Progress(
        plan=current,
        observations=observations,
        status=_status(current.indicator, observations, assessments, len(missing)),
        assessments=assessments,
        pace=pace(last, current, values[last.plan.definition], ends) if last else None,
        milestones=_milestones(timeline, observations, today),
        in_force=next((target for target in reversed(current.targets) if target.year <= today.year), None),
        next=next((target for target in current.targets if target.year > today.year), None),
        missing=missing,
        gaps=tuple(year for year in owed if year < latest and year not in reported),
        overdue_since=rhythm.date(missing[0]) if rhythm and missing else None,
        reported=bool(due) and due[-1] in reported,
    )


def _observation(plan: Plan, year: int, actual: Actual) -> Observation:
    method, edition = plan.definition
    same = actual.method in (None, method) and (edition is None or actual.edition in (None, edition))
    own = actual.edition or edition if plan.indicator.kind == "index" else None
    return Observation(year, actual, comparable=same, method=actual.method or method, edition=own)


def _ends(observations: Sequence[Observation]) -> frozenset[int]:
    """The years at which comparison begins anew."""
    return frozenset(
        observation.year
        for observation in observations
        if observation.actual.discontinuity or not observation.comparable
    )


def _assessments(
    judged: Sequence[tuple[Observation, Plan]],
    values: Mapping[Definition, Mapping[int, Value]],
    ends: frozenset[int],
) -> Iterator[Assessment]:
    """The assessment of every value that can be assessed."""
    plans = {observation.year: plan for observation, plan in judged}
    for observation, plan in judged:
        assessment = assess(plan, values[plan.definition], observation.year, ends, plans)
        if assessment:
            yield assessment


def _by_definition(judged: Sequence[tuple[Observation, Plan]]) -> dict[Definition, dict[int, Value]]:
    """The comparable values by year, apart by the definition they follow: an amendment may change it."""
    values: dict[Definition, dict[int, Value]] = {}
    for observation, plan in judged:
        values.setdefault(plan.definition, {})[observation.year] = observation.actual.value
    return values


def _status(
    indicator: Indicator,
    observations: tuple[Observation, ...],
    assessments: tuple[Assessment, ...],
    missing: int,
) -> Status:
    if indicator.not_assessable is not None:
        return "not-assessable"
    if not observations:
        return "no-data"
    if missing >= SILENT:
        return "no-current-value"
    if not observations[-1].comparable:
        return "not-comparable"
    if not assessments or assessments[-1].year != observations[-1].year:
        return "not-assessable"
    return assessments[-1].status


def _milestones(
    timeline: Timeline, observations: Sequence[Observation], today: date
) -> tuple[Milestone, ...]:
    """The verdict on the target of every year, as it was in force at the end of that year."""
    observed = {observation.year: observation for observation in observations}
    years = sorted({target.year for plan in timeline.plans for target in plan.targets})
    milestones = []
    for year in years:
        plan = timeline.of_year(year, today)
        target = plan.target(year)
        if target is not None:
            observation = observed.get(year)
            actual = observation.actual.value if observation else None
            judged = verdict(plan, target, observation, today)
            if year < timeline.judged_from:
                judged = "before-plan"
            elif judged == "not-reported" and not timeline.owed(year):
                judged = "due"
            milestones.append(Milestone(target, judged, actual, plan))
    return tuple(milestones)


@dataclass(frozen=True)
class Counts:
    """How a city's indicators stand, counted and never averaged."""

    total: int
    """Indicators of the strategy whose values are those of the city itself."""
    reported: int
    """Those whose value of the latest due year is there."""
    by_status: tuple[tuple[Status, int], ...]
    """Every status with its number, also where that is zero."""
    overdue: int
    """Those with a value that is overdue, whatever their status."""
    last_known: tuple[tuple[Status, int], ...]
    """The statuses by the latest value that could be assessed, also where it is no current one."""
    elsewhere: int
    """Indicators left out, since their values are those of the oblast or of the country."""

    @property
    def occurring(self) -> tuple[tuple[Status, int], ...]:
        """The statuses that occur, each with its number."""
        return tuple((status, number) for status, number in self.by_status if number)

    @property
    def silent(self) -> int:
        """How many have no current value."""
        return dict(self.by_status)["no-current-value"]

    @property
    def known(self) -> bool:
        """Whether any value could be assessed."""
        return any(number for _, number in self.last_known)


def count(items: Sequence[Progress]) -> Counts:
    """The counts of a city's indicators; the statuses add up to the total."""
    own = [progress for progress in items if progress.indicator.territory == "city"]
    known: list[Status] = [progress.assessment.status for progress in own if progress.assessment]
    return Counts(
        total=len(own),
        reported=sum(progress.reported for progress in own),
        by_status=_tally([progress.status for progress in own]),
        overdue=sum(bool(progress.missing) for progress in own),
        last_known=_tally(known),
        elsewhere=len(items) - len(own),
    )


def _tally(statuses: Sequence[Status]) -> tuple[tuple[Status, int], ...]:
    return tuple((status, statuses.count(status)) for status in STATUSES)
