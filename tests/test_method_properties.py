"""Properties of the method that hold for every kind of indicator, every plan and every value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from citystrategy.method.assessment import STATUSES, VERDICTS, Assessment, assess
from citystrategy.method.board import board
from citystrategy.method.duty import duties
from citystrategy.method.happened import of_a_year
from citystrategy.method.history import as_of, history
from citystrategy.method.plan import ApprovedPoint, Plan, Timeline, guide, timeline
from citystrategy.method.plan import plan as plan_of
from citystrategy.method.position import ASSESSED
from citystrategy.method.progress import count, progress
from citystrategy.model import Actual, Indicator, Range, Value
from hypothesis import assume, given
from hypothesis import strategies as st
from test_monitoring import BOTH, SCALE, indicator

Better = Literal["higher", "lower", "within"]
NUMBERS = st.integers(-10_000, 10_000).map(lambda tenths: tenths / 10)
RANGES = st.tuples(NUMBERS, NUMBERS).map(lambda ends: Range(low=min(ends), high=max(ends)))
PLACES = st.integers(1, 200).map(float)
CATEGORIES = st.sampled_from([str(one["id"]) for one in SCALE])
TOLERANCES = st.sampled_from([None, 0.0, 0.5, 3.0])
DAYS = st.dates(date(2015, 1, 1), date(2060, 1, 1))
ANY_NUMBER = st.floats(-1e15, 1e15, allow_nan=False)
"""What a file may hold: greater numbers are an error before any of this."""
ANYTHING = st.one_of(
    ANY_NUMBER, st.booleans(), CATEGORIES, RANGES, st.sampled_from(ASSESSED), st.just("none")
)


@dataclass(frozen=True)
class Sort:
    """A kind of indicator with a direction, and the values that fit it."""

    kind: str
    better: Better
    targets: st.SearchStrategy[Any]
    values: st.SearchStrategy[Any]


NUMERIC = [
    Sort(kind, better, NUMBERS, NUMBERS)
    for kind in ("number", "percent", "index")
    for better in ("higher", "lower")
]
WITHIN = [Sort("number", "within", RANGES, NUMBERS), Sort("percent", "within", NUMBERS, NUMBERS)]
RANK = [Sort("rank", "lower", PLACES, PLACES)]
YES_NO = [Sort("yes-no", better, st.booleans(), st.booleans()) for better in ("higher", "lower")]
ORDERED = [*YES_NO, Sort("categories", "higher", CATEGORIES, CATEGORIES)]
WORDS = [Sort("narrative", "higher", st.just("words"), st.sampled_from(ASSESSED))]


@dataclass(frozen=True)
class Case:
    """An indicator of some kind, and the values that it may take."""

    sort: Sort
    indicator: Indicator

    @property
    def plan(self) -> Plan:
        return plan_of(self.indicator)


@st.composite
def cases(draw: st.DrawFn, *sorts: list[Sort]) -> Case:
    """An indicator of one of the sorts, with two to six points, one to five years apart."""
    sort = draw(st.sampled_from([one for several in sorts for one in several]))
    steps = draw(st.lists(st.integers(1, 5), min_size=1, max_size=5))
    years = [2020 + sum(steps[:place]) for place in range(len(steps) + 1)]
    points = [(year, draw(sort.targets)) for year in years]
    tolerance = draw(TOLERANCES)
    more = {} if tolerance is None else {"tolerance": tolerance}
    baseline = draw(st.booleans()) or len(points) == 2
    return Case(sort, indicator(points, sort.better, baseline, kind=sort.kind, **more))


ALL = (NUMERIC, WITHIN, RANK, ORDERED, WORDS)
YEARS = st.integers(2018, 2050)


@st.composite
def actuals(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> Actual:
    """An observed value with everything that may be recorded of it."""
    days = sorted(draw(st.lists(DAYS, min_size=1, max_size=4)))
    dated = draw(st.booleans())
    replaced = [
        {
            "value": draw(values),
            "source": "s",
            "date": before if dated else None,
            "replaced": after,
            "reason": BOTH,
        }
        for before, after in pairwise(days)
    ]
    more: dict[str, Any] = {"break": BOTH} if draw(st.integers(0, 4)) == 0 else {}
    return Actual.model_validate(
        {
            "indicator": "one",
            "value": draw(values),
            "source": "s",
            "date": days[-1] if dated else None,
            "provisional": draw(st.booleans()),
            "method": draw(st.sampled_from([None, None, None, "other"])),
            "edition": draw(st.sampled_from([None, "2021"])),
            "revisions": tuple(replaced),
            **more,
        }
    )


def given_values(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[int, Actual]]:
    return st.dictionaries(YEARS, actuals(values), max_size=6)


def known_cases(*sorts: list[Sort]) -> st.SearchStrategy[tuple[Case, dict[int, Actual]]]:
    """An indicator with observed values that fit it."""
    return cases(*sorts).flatmap(lambda case: st.tuples(st.just(case), given_values(case.sort.values)))


@dataclass(frozen=True)
class Valued:
    """An indicator, a year of its plan, two values for it, and the values of other years."""

    case: Case
    year: int
    values: tuple[Any, Any]
    others: dict[int, Any]

    @property
    def around(self) -> tuple[ApprovedPoint, ApprovedPoint]:
        found = self.case.plan.around(self.year)
        assert found is not None
        return found


def valued(*sorts: list[Sort]) -> st.SearchStrategy[Valued]:
    """An indicator with values for a year of its plan."""

    def of(case: Case) -> st.SearchStrategy[Valued]:
        points, values = case.plan.points, case.sort.values
        return st.builds(
            Valued,
            st.just(case),
            st.integers(points[0].year + 1, points[-1].year),
            st.tuples(values, values),
            st.dictionaries(YEARS, values, max_size=5),
        )

    return cases(*sorts).flatmap(of)


def quality(indicator: Indicator, value: Any, target: Value) -> Any:
    """How good a value is, told without the code under test; greater is better."""
    if indicator.kind == "categories":
        return [category.id for category in indicator.categories].index(value)
    if indicator.kind == "narrative":
        return -ASSESSED.index(value)
    if indicator.better == "within":
        low, high = (target.low, target.high) if isinstance(target, Range) else (target, target)
        return -max(low - value, value - high, 0)  # type: ignore[operator]
    return value if indicator.better == "higher" else -value


def rank(assessment: Assessment | None) -> int:
    assert assessment is not None
    return ASSESSED.index(assessment.status)


# A value and its status


@given(valued(*ALL))
def test_never_worsens_when_the_actual_improves(valued: Valued) -> None:
    plan, target = valued.case.plan, valued.around[1].value
    worse, better = sorted(valued.values, key=lambda value: quality(valued.case.indicator, value, target))
    before = assess(plan, {**valued.others, valued.year: worse}, valued.year)
    after = assess(plan, {**valued.others, valued.year: better}, valued.year)
    assert rank(after) <= rank(before)


@given(valued(*ALL))
def test_the_plan_itself_is_on_the_path(valued: Valued) -> None:
    indicator, target = valued.case.indicator, guide(valued.case.plan, valued.year)
    # Between two points the guide is a fraction, of which a float is only the nearest one.
    assume(indicator.tolerance != 0 or valued.year == valued.around[1].year)
    ends = (target.low, target.high) if isinstance(target, Range) else (target,)
    for end in ("on-path",) if indicator.kind == "narrative" else ends:
        assessment = assess(valued.case.plan, {valued.year: end}, valued.year)  # type: ignore[dict-item]
        assert assessment is not None
        assert assessment.status == "on-path"
        assert indicator.kind == "narrative" or not assessment.difference or indicator.better == "within"


@given(cases(*ALL))
def test_the_guide_passes_through_the_approved_points(case: Case) -> None:
    for point in case.plan.points[1:]:
        assert guide(case.plan, point.year) == point.value


@given(valued(NUMERIC, RANK))
def test_the_guide_lies_between_its_points(valued: Valued) -> None:
    at, ends = guide(valued.case.plan, valued.year), [point.value for point in valued.around]
    assert min(ends) <= at <= max(ends)  # type: ignore[type-var, operator]


def changed(case: Case, change: Callable[[Any], Any], **more: Any) -> Indicator:
    """The indicator with another value in each point."""
    points = [(point.year, change(point.value)) for point in case.plan.points]
    baseline = case.plan.points[0].basis == "baseline"
    about = {
        "kind": case.indicator.kind,
        "better": case.indicator.better,
        "tolerance": case.indicator.tolerance,
    }
    return indicator(points, baseline=baseline, **{**about, **more})


def mirrored(value: Any) -> Any:
    return Range(low=-value.high, high=-value.low) if isinstance(value, Range) else -value


OTHER = {"higher": "lower", "lower": "higher", "within": "within"}


@given(valued(NUMERIC, WITHIN))
def test_mirror(valued: Valued) -> None:
    """Other signs and the other direction change nothing."""
    case, values = valued.case, {**valued.others, valued.year: valued.values[0]}
    other = changed(case, mirrored, better=OTHER[case.indicator.better])
    assessment = assess(case.plan, values, valued.year)
    reflected = assess(plan_of(other), {year: -value for year, value in values.items()}, valued.year)
    assert assessment is not None and reflected is not None
    assert (assessment.status, assessment.attainment) == (reflected.status, reflected.attainment)
    assert (assessment.gap, assessment.lag, assessment.movement) == (
        reflected.gap,
        reflected.lag,
        reflected.movement,
    )


@given(valued(YES_NO))
def test_mirror_of_steps(valued: Valued) -> None:
    """Yes for no and the other direction change nothing."""
    case, values = valued.case, {**valued.others, valued.year: valued.values[0]}
    other = changed(case, lambda value: not value, better=OTHER[case.indicator.better])
    assessment = assess(case.plan, values, valued.year)
    reflected = assess(plan_of(other), {year: not value for year, value in values.items()}, valued.year)
    assert rank(assessment) == rank(reflected)


@given(valued(NUMERIC, WITHIN), st.integers(1, 1000), st.sampled_from([0.0, 0.5, 3.0]))
def test_scale(valued: Valued, scale: int, tolerance: float) -> None:
    """Another unit, with the tolerance in it, changes nothing."""

    def scaled(value: Any) -> Any:
        if isinstance(value, Range):
            return Range(low=scaled(value.low), high=scaled(value.high))
        # Tenths times a whole number, divided exactly: the scaled plan is the same plan.
        return round(value * 10) * scale / 10

    values = {**valued.others, valued.year: valued.values[0]}
    own = changed(valued.case, lambda same: same, tolerance=tolerance)
    other = changed(valued.case, scaled, tolerance=tolerance * scale)
    assessment = assess(plan_of(own), values, valued.year)
    again = assess(plan_of(other), {year: scaled(value) for year, value in values.items()}, valued.year)
    assert assessment is not None and again is not None
    assert (assessment.status, assessment.attainment) == (again.status, again.attainment)
    assert (assessment.lag, assessment.movement, assessment.within_chance) == (
        again.lag,
        again.movement,
        again.within_chance,
    )


@given(valued(*ALL))
def test_a_later_value_changes_nothing(valued: Valued) -> None:
    known = {**valued.others, valued.year: valued.values[0]}
    then = {year: value for year, value in known.items() if year <= valued.year}
    assert assess(valued.case.plan, known, valued.year) == assess(valued.case.plan, then, valued.year)


@given(valued(*ALL))
def test_no_value_before_an_end_counts(valued: Valued) -> None:
    """A break in the very year leaves that value alone."""
    own = {valued.year: valued.values[0]}
    alone = assess(valued.case.plan, {**valued.others, **own}, valued.year, frozenset({valued.year}))
    assert alone is not None
    assert (alone.years, alone.start, alone.movement) == ((valued.year,), None, None)
    assessment = assess(valued.case.plan, own, valued.year)
    assert assessment is not None and (alone.status, alone.gap) == (assessment.status, assessment.gap)


# A standing on a day


@given(cases(*ALL), given_values(ANYTHING), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_no_input_raises(case: Case, values: dict[int, Actual], day: date) -> None:
    assessed = progress(timeline(case.indicator), values, day)
    assert assessed.status in STATUSES
    assert all(milestone.verdict in VERDICTS for milestone in assessed.milestones)
    assert not (assessed.reported and assessed.missing)
    assert (assessed.overdue_since is None) == (not assessed.missing)
    assert not {observation.year for observation in assessed.observations} & {
        *assessed.missing,
        *assessed.gaps,
    }
    assert [observation.year for observation in assessed.observations] == sorted(
        year for year in values if year <= day.year
    )
    for known in history(timeline(case.indicator), values, day):
        assert known.progress.status in STATUSES
    assert len({duty.year for duty in duties(assessed, day)}) == len(duties(assessed, day))
    list(of_a_year([assessed], day))


@given(known_cases(*ALL), DAYS)
def test_overdue_never_without_a_due_date_before_the_day(known: Any, day: date) -> None:
    case, values = known
    assessed = progress(timeline(case.indicator), values, day)
    due = case.indicator.due
    assert due is not None
    assert all(due.date(year) < day for year in (*assessed.missing, *assessed.gaps))
    assert (assessed.status == "no-current-value") == (
        len(assessed.missing) > 1 and bool(assessed.observations)
    )
    assert all(duty.overdue == (duty.due < day) for duty in duties(assessed, day))
    without = case.indicator.model_copy(update={"due": None})
    assert progress(timeline(without), values, day).missing == ()


@given(known_cases(*ALL), DAYS)
def test_met_is_on_the_path_where_one_value_counts(known: Any, day: date) -> None:
    case, values = known
    assessed = progress(timeline(case.indicator), values, day)
    statuses = {
        assessment.year: assessment.status
        for assessment in assessed.assessments
        if assessment.is_milestone and len(assessment.years) == 1
    }
    for milestone in assessed.milestones:
        if milestone.target.year in statuses:
            assert (milestone.verdict == "met") == (statuses[milestone.target.year] == "on-path")
            assert milestone.verdict in ("met", "missed")


@given(st.lists(known_cases(*ALL), max_size=5), DAYS)
def test_counts_add_up(several: list[Any], day: date) -> None:
    items = [progress(timeline(case.indicator), values, day) for case, values in several]
    counts = count(items)
    assert counts.total == len(items) == sum(number for _, number in counts.by_status)
    assert tuple(status for status, _ in counts.by_status) == STATUSES
    assert counts.reported <= counts.total
    assert sum(number for _, number in counts.last_known) == sum(
        entry.assessment is not None for entry in items
    )
    cells = board(items)
    assert sum(number for cell in cells for _, number in cell.counts) == sum(
        len(entry.milestones) for entry in items
    )


# What was known when


@given(known_cases(*ALL), DAYS)
def test_history_ends_where_today_begins(known: Any, day: date) -> None:
    """At the end of last year everything was known that is known now, where nothing came since."""
    case, values = known
    last = date(day.year - 1, 12, 31)
    old = {
        year: one.model_copy(update={"date": min(one.date or last, last), "revisions": ()})
        for year, one in values.items()
        if year <= last.year
    }
    histories = history(timeline(case.indicator), old, day)
    now = progress(timeline(case.indicator), old, day)
    assert bool(histories) == any(one.date.year < day.year for one in old.values())
    if histories:
        assert histories[-1].day == last
        assert histories[-1].undated == 0
        assert histories[-1].progress.assessments == now.assessments
        assert histories[-1].progress.observations == now.observations


@given(known_cases(*ALL), st.data(), st.dates(date(2016, 1, 1), date(2059, 1, 1)))
def test_a_later_revision_rewrites_nothing(known: Any, data: st.DataObject, day: date) -> None:
    """What is replaced after a day was known on that day as it was before."""
    case, values = known
    assume(values)
    year = data.draw(st.sampled_from(sorted(values)))
    one = values[year]
    days = [revision.replaced for revision in one.revisions] + ([one.date] if one.date else [])
    replaced = max([day, *days]) + timedelta(days=data.draw(st.integers(1, 400)))
    replacement = {
        "value": one.value,
        "source": one.source,
        "date": one.date,
        "replaced": replaced,
        "reason": BOTH,
    }
    revised = Actual.model_validate(
        {
            **one.model_dump(by_alias=True),
            "value": data.draw(case.sort.values),
            "date": replaced,
            "revisions": (*(kept.model_dump() for kept in one.revisions), replacement),
        }
    )
    before = as_of(timeline(case.indicator), values, day)
    after = as_of(timeline(case.indicator), {**values, year: revised}, day)
    assert before.undated == after.undated
    assert before.progress.assessments == after.progress.assessments
    assert before.progress.status == after.progress.status
    assert before.progress.milestones == after.progress.milestones


@given(known_cases(*ALL), DAYS, DAYS)
def test_nothing_once_known_is_forgotten(known: Any, first: date, second: date) -> None:
    case, values = known
    early, late = sorted((first, second))
    plan = timeline(case.indicator)
    seen = [
        {observation.year for observation in as_of(plan, values, day).progress.observations}
        for day in (early, late)
    ]
    assert seen[0] <= seen[1]


@given(known_cases(NUMERIC, WITHIN, RANK, ORDERED), DAYS, DAYS, st.data())
def test_an_amendment_changes_no_year_that_ended_before(
    known: Any, since: date, day: date, data: st.DataObject
) -> None:
    case, values = known
    points = [(point.year, data.draw(case.sort.targets)) for point in case.plan.points]
    baseline = case.plan.points[0].basis == "baseline"
    amended = indicator(points, case.sort.better, baseline, kind=case.sort.kind)
    plans = Timeline((plan_of(case.indicator), plan_of(amended, since)))
    old, new = progress(timeline(case.indicator), values, day), progress(plans, values, day)

    def settled(found: Mapping[int, object]) -> dict[int, object]:
        return {year: one for year, one in found.items() if date(year, 12, 31) < since}

    assert settled({assessment.year: assessment for assessment in old.assessments}) == settled(
        {assessment.year: assessment for assessment in new.assessments}
    )
    assert settled({milestone.target.year: replace(milestone) for milestone in old.milestones}) == settled(
        {milestone.target.year: replace(milestone) for milestone in new.milestones}
    )
