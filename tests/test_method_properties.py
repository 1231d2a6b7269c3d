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


def quality(one: Indicator, value: Any, target: Value) -> Any:
    """How good a value is, told without the code under test; greater is better."""
    if one.kind == "categories":
        return [category.id for category in one.categories].index(value)
    if one.kind == "narrative":
        return -ASSESSED.index(value)
    if one.better == "within":
        low, high = (target.low, target.high) if isinstance(target, Range) else (target, target)
        return -max(low - value, value - high, 0)  # type: ignore[operator]
    return value if one.better == "higher" else -value


def rank(found: Assessment | None) -> int:
    assert found is not None
    return ASSESSED.index(found.status)


# A value and its status


@given(valued(*ALL))
def test_never_worsens_when_the_actual_improves(one: Valued) -> None:
    plan, target = one.case.plan, one.around[1].value
    worse, better = sorted(one.values, key=lambda value: quality(one.case.indicator, value, target))
    before = assess(plan, {**one.others, one.year: worse}, one.year)
    after = assess(plan, {**one.others, one.year: better}, one.year)
    assert rank(after) <= rank(before)


@given(valued(*ALL))
def test_the_plan_itself_is_on_the_path(one: Valued) -> None:
    indicator, target = one.case.indicator, guide(one.case.plan, one.year)
    # Between two points the guide is a fraction, of which a float is only the nearest one.
    assume(indicator.tolerance != 0 or one.year == one.around[1].year)
    ends = (target.low, target.high) if isinstance(target, Range) else (target,)
    for end in ("on-path",) if indicator.kind == "narrative" else ends:
        found = assess(one.case.plan, {one.year: end}, one.year)  # type: ignore[dict-item]
        assert found is not None
        assert found.status == "on-path"
        assert indicator.kind == "narrative" or not found.difference or indicator.better == "within"


@given(cases(*ALL))
def test_the_guide_passes_through_the_approved_points(case: Case) -> None:
    for point in case.plan.points[1:]:
        assert guide(case.plan, point.year) == point.value


@given(valued(NUMERIC, RANK))
def test_the_guide_lies_between_its_points(one: Valued) -> None:
    at, ends = guide(one.case.plan, one.year), [point.value for point in one.around]
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
def test_mirror(one: Valued) -> None:
    """Other signs and the other direction change nothing."""
    case, values = one.case, {**one.others, one.year: one.values[0]}
    other = changed(case, mirrored, better=OTHER[case.indicator.better])
    found = assess(case.plan, values, one.year)
    reflected = assess(plan_of(other), {year: -value for year, value in values.items()}, one.year)
    assert found is not None and reflected is not None
    assert (found.status, found.attainment) == (reflected.status, reflected.attainment)
    assert (found.gap, found.lag, found.movement) == (reflected.gap, reflected.lag, reflected.movement)


@given(valued(YES_NO))
def test_mirror_of_steps(one: Valued) -> None:
    """Yes for no and the other direction change nothing."""
    case, values = one.case, {**one.others, one.year: one.values[0]}
    other = changed(case, lambda value: not value, better=OTHER[case.indicator.better])
    found = assess(case.plan, values, one.year)
    reflected = assess(plan_of(other), {year: not value for year, value in values.items()}, one.year)
    assert rank(found) == rank(reflected)


@given(valued(NUMERIC, WITHIN), st.integers(1, 1000), st.sampled_from([0.0, 0.5, 3.0]))
def test_scale(one: Valued, scale: int, tolerance: float) -> None:
    """Another unit, with the tolerance in it, changes nothing."""

    def scaled(value: Any) -> Any:
        if isinstance(value, Range):
            return Range(low=scaled(value.low), high=scaled(value.high))
        # Tenths times a whole number, divided exactly: the scaled plan is the same plan.
        return round(value * 10) * scale / 10

    values = {**one.others, one.year: one.values[0]}
    own = changed(one.case, lambda same: same, tolerance=tolerance)
    other = changed(one.case, scaled, tolerance=tolerance * scale)
    found = assess(plan_of(own), values, one.year)
    again = assess(plan_of(other), {year: scaled(value) for year, value in values.items()}, one.year)
    assert found is not None and again is not None
    assert (found.status, found.attainment) == (again.status, again.attainment)
    assert (found.lag, found.movement, found.within_chance) == (
        again.lag,
        again.movement,
        again.within_chance,
    )


@given(valued(*ALL))
def test_a_later_value_changes_nothing(one: Valued) -> None:
    known = {**one.others, one.year: one.values[0]}
    then = {year: value for year, value in known.items() if year <= one.year}
    assert assess(one.case.plan, known, one.year) == assess(one.case.plan, then, one.year)


@given(valued(*ALL))
def test_no_value_before_an_end_counts(one: Valued) -> None:
    """A break in the very year leaves that value alone."""
    own = {one.year: one.values[0]}
    alone = assess(one.case.plan, {**one.others, **own}, one.year, frozenset({one.year}))
    assert alone is not None
    assert (alone.years, alone.start, alone.movement) == ((one.year,), None, None)
    found = assess(one.case.plan, own, one.year)
    assert found is not None and (alone.status, alone.gap) == (found.status, found.gap)


# A standing on a day


@given(cases(*ALL), given_values(ANYTHING), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_no_input_raises(case: Case, values: dict[int, Actual], day: date) -> None:
    found = progress(timeline(case.indicator), values, day)
    assert found.status in STATUSES
    assert all(one.verdict in VERDICTS for one in found.milestones)
    assert not (found.reported and found.missing)
    assert (found.overdue_since is None) == (not found.missing)
    assert not {one.year for one in found.observations} & {*found.missing, *found.gaps}
    assert [one.year for one in found.observations] == sorted(year for year in values if year <= day.year)
    for one in history(timeline(case.indicator), values, day):
        assert one.progress.status in STATUSES
    assert len({one.year for one in duties(found, day)}) == len(duties(found, day))
    list(of_a_year([found], day))


@given(known_cases(*ALL), DAYS)
def test_overdue_never_without_a_due_date_before_the_day(known: Any, day: date) -> None:
    case, values = known
    found = progress(timeline(case.indicator), values, day)
    due = case.indicator.due
    assert due is not None
    assert all(due.date(year) < day for year in (*found.missing, *found.gaps))
    assert (found.status == "no-current-value") == (len(found.missing) > 1 and bool(found.observations))
    assert all(one.overdue == (one.due < day) for one in duties(found, day))
    without = case.indicator.model_copy(update={"due": None})
    assert progress(timeline(without), values, day).missing == ()


@given(known_cases(*ALL), DAYS)
def test_met_is_on_the_path_where_one_value_counts(known: Any, day: date) -> None:
    case, values = known
    found = progress(timeline(case.indicator), values, day)
    statuses = {one.year: one.status for one in found.assessments if one.is_milestone and len(one.years) == 1}
    for milestone in found.milestones:
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
        item.assessment is not None for item in items
    )
    cells = board(items)
    assert sum(number for cell in cells for _, number in cell.counts) == sum(
        len(item.milestones) for item in items
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
    found = history(timeline(case.indicator), old, day)
    now = progress(timeline(case.indicator), old, day)
    assert bool(found) == any(one.date.year < day.year for one in old.values())
    if found:
        assert found[-1].day == last
        assert found[-1].undated == 0
        assert found[-1].progress.assessments == now.assessments
        assert found[-1].progress.observations == now.observations


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
    seen = [{one.year for one in as_of(plan, values, day).progress.observations} for day in (early, late)]
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

    assert settled({one.year: one for one in old.assessments}) == settled(
        {one.year: one for one in new.assessments}
    )
    assert settled({one.target.year: replace(one) for one in old.milestones}) == settled(
        {one.target.year: replace(one) for one in new.milestones}
    )
