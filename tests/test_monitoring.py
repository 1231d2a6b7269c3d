"""The method of assessment: worked cases, amended plans, duties, the board, and what was known when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from citystrategy.method import standing
from citystrategy.method.assessment import VERDICTS
from citystrategy.method.board import board
from citystrategy.method.duty import Duty, duties
from citystrategy.method.happened import Happening, of_a_year
from citystrategy.method.history import as_of, history
from citystrategy.method.plan import Timeline, guide, timeline
from citystrategy.method.plan import plan as plan_of
from citystrategy.method.progress import Progress, count, progress
from citystrategy.model import Actual, Actuals, Bilingual, Decision, Indicator, Range, Revision, Value
from citystrategy.model.tree import CityFolder
from citystrategy.reading.load import load
from conftest import demonstrated

WORKED = yaml.safe_load((Path(__file__).parent / "worked.yml").read_text("utf-8"))
BOTH = {"kk": "мысал", "ru": "пример"}
SCALE = tuple({"id": name, "name": BOTH} for name in ("low", "middle", "high"))
DEFINED = {
    "kind",
    "better",
    "decimals",
    "tolerance",
    "method",
    "edition",
    "due",
    "not_assessable",
    "standard_error",
}
"""Keys of a worked case that are keys of the indicator too."""


def indicator(
    plan: list[tuple[int, Any]], better: str = "higher", baseline: bool = True, **more: Any
) -> Indicator:
    """An indicator with a plan, of which the first point is the baseline unless there is none."""
    points = [{"year": year, "value": BOTH if value == "words" else value} for year, value in plan]
    start, targets = (points[:1], points[1:]) if baseline else ([], points)
    names = ("name", "definition", "unit", "source", "collection", "responsible")
    return Indicator.model_validate(
        {
            "id": "one",
            "direction": "environment",
            **dict.fromkeys(names, BOTH),
            "kind": "number",
            "decimals": 1,
            "better": better,
            "baseline": {**start[0], "source": "s"} if start else {"absent": BOTH},
            "targets": tuple({**target, "basis": "illustrative"} for target in targets),
            "due": {"month": 7, "day": 1, "years_after": 1},
            "categories": SCALE if more.get("kind") == "categories" else (),
            **more,
        }
    )


def actual(value: Any, method: str | None = None, **more: Any) -> Actual:
    return Actual.model_validate(
        {"indicator": "one", "value": value, "source": "s", "method": method, **more}
    )


def revision(value: float, published: date | None, replaced: date) -> Revision:
    return Revision.model_validate(
        {"value": value, "source": "s", "date": published, "replaced": replaced, "reason": BOTH}
    )


# Worked cases


def observed(written: Any) -> Actual:
    """A value of a worked case, or the keys of one."""
    if not isinstance(written, dict):
        return actual(written)
    words = {"break": BOTH} if "break" in written else {}
    return actual(**{**written, **words})


def timeline_of(case: dict[str, Any]) -> Timeline:
    more = {key: case[key] for key in case.keys() & DEFINED}
    if "not_assessable" in more:
        more["not_assessable"] = {**more["not_assessable"], "explanation": BOTH}
    if "standard_error" in more:
        more["standard_error"] = {"value": more["standard_error"], "ground": BOTH}
    first = indicator(list(map(tuple, case["plan"])), baseline=not case.get("no_baseline"), **more)
    if "amended" not in case:
        return timeline(first)
    amended = dict(case["amended"])
    since, points = amended.pop("since"), list(map(tuple, amended.pop("plan")))
    return Timeline((plan_of(first), plan_of(indicator(points, **{**more, **amended}), since)))


def plain(value: Any) -> Any:
    """A value as a worked case writes it."""
    if isinstance(value, Range):
        return {"low": value.low, "high": value.high}
    return list(value) if isinstance(value, tuple) else value


def pace(progress: Progress) -> dict[str, Any] | None:
    if progress.pace is None:
        return None
    found = vars(progress.pace)
    return {**found, "since": list(found["since"]), "goal": progress.pace.goal and progress.pace.goal.year}


def assessed(name: str) -> Callable[[Progress], Any]:
    return lambda progress: plain(getattr(progress.assessment, name))


ASSESSED_AS = (
    *("expected", "difference", "attainment", "start", "years"),
    *("gap", "margin", "lag", "movement", "within_chance"),
)
FOUND: dict[str, Callable[[Progress], Any]] = {
    "status": lambda progress: progress.status,
    "missing": lambda progress: list(progress.missing),
    "gaps": lambda progress: list(progress.gaps),
    "overdue_since": lambda progress: progress.overdue_since,
    "reported": lambda progress: progress.reported,
    "assessed": lambda progress: {assessment.year: assessment.status for assessment in progress.assessments},
    "verdicts": lambda progress: {
        milestone.target.year: milestone.verdict for milestone in progress.milestones
    },
    "pace": pace,
    **{name: assessed(name) for name in ASSESSED_AS},
}
"""What a worked case may say of its result."""


@pytest.mark.parametrize("case", WORKED, ids=lambda case: case["name"])
def test_worked(case: dict[str, Any]) -> None:
    about = DEFINED | {"methods", "name", "plan", "amended", "no_baseline", "actuals", "today"}
    assert case.keys() <= about | FOUND.keys()
    values = {year: observed(written) for year, written in case["actuals"].items()}
    last = max(values, default=2025)
    assessed = progress(timeline_of(case), values, case.get("today", date(last + 1, 8, 1)))
    for key in case.keys() & FOUND.keys():
        result = FOUND[key](assessed)
        if isinstance(case[key], float):
            result = pytest.approx(result, abs=1e-9)
        assert case[key] == result, key


def test_every_worked_case_has_a_name_of_its_own() -> None:
    names = [case["name"] for case in WORKED]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("value", "today", "verdict"),
    [
        (30, date(2025, 12, 31), "met"),
        (29.95, date(2025, 12, 31), "met"),
        (29.9, date(2025, 12, 31), "missed"),
        (None, date(2024, 12, 31), "not-due"),
        (None, date(2025, 1, 1), "due"),
        (None, date(2026, 7, 1), "due"),
        (None, date(2026, 7, 2), "not-reported"),
    ],
)
def test_milestone(value: float | None, today: date, verdict: str) -> None:
    one = indicator([(2020, 20), (2025, 30), (2050, 80)])
    values = {} if value is None else {2025: actual(value)}
    assessed = progress(timeline(one), values, today)
    assert assessed.milestones[0].verdict == verdict
    assert assessed.milestones[1].verdict == "not-due"


def test_the_guide_of_words_is_the_target_itself() -> None:
    one = plan_of(indicator([(2020, "words"), (2025, "words")], kind="narrative"))
    assert guide(one, 2023) == Bilingual.model_validate(BOTH)
    assert guide(one, 2020) is None
    assert guide(one, 2026) is None


def test_targets_in_force() -> None:
    plans = timeline(indicator([(2020, 20), (2025, 30), (2030, 40)]))
    for year, come, to_come in (
        (2024, None, 2025),
        (2025, 2025, 2030),
        (2029, 2025, 2030),
        (2031, 2030, None),
    ):
        assessed = progress(plans, {}, date(year, 12, 31))
        assert (assessed.in_force and assessed.in_force.year, assessed.next and assessed.next.year) == (
            come,
            to_come,
        )


def test_counts_add_up() -> None:
    plans = timeline(indicator([(2020, 20.0), (2050, 80.0)]))
    given = ({}, {2025: actual(31)}, {2025: actual(25)}, {2022: actual(25)})
    counts = count([progress(plans, values, date(2026, 8, 1)) for values in given])
    assert (counts.total, counts.reported) == (4, 2)
    assert sum(number for _, number in counts.by_status) == counts.total
    assert (dict(counts.by_status)["no-current-value"], counts.silent, counts.overdue) == (1, 1, 2)
    assert sum(number for _, number in counts.last_known) == 3


# Duties, the board, changes

PLAN = timeline(indicator([(2020, 20), (2025, 30), (2030, 40)]))


def test_duties_are_what_is_owed_and_what_comes_next() -> None:
    found = duties(progress(PLAN, {2021: actual(22), 2023: actual(26)}, day := date(2026, 7, 1)), day)
    assert found == (
        Duty(2022, date(2023, 7, 3), overdue=True),
        Duty(2024, date(2025, 7, 1), overdue=True),
        Duty(2025, date(2026, 7, 1), overdue=False),
    )
    assert duties(progress(PLAN, {2025: actual(30)}, day), day)[-1] == Duty(2026, date(2027, 7, 1), False)


def test_nothing_is_owed_after_the_last_target_or_where_nothing_can_be() -> None:
    day = date(2032, 1, 1)
    complete = {year: actual(40) for year in range(2021, 2031)}
    assert duties(progress(PLAN, complete, day), day) == ()
    for one in (
        indicator([(2020, 20), (2030, 40)], due=None),
        indicator([(2020, 20), (2030, 40)], not_assessable={"reason": "unmeasurable", "explanation": BOTH}),
        indicator([]),
    ):
        assert duties(progress(timeline(one), {}, date(2026, 1, 1)), date(2026, 1, 1)) == ()


def test_the_board_counts_verdicts_by_year() -> None:
    stopped = indicator(
        [(2020, 1), (2025, 2)], not_assessable={"reason": "discontinued", "explanation": BOTH}
    )
    day = date(2026, 8, 1)
    items = [progress(PLAN, values, day) for values in ({2025: actual(30)}, {2025: actual(29)}, {})]
    cells = board([*items, progress(timeline(stopped), {2025: actual(2)}, day)])
    assert [cell.year for cell in cells] == [2025, 2030]
    assert tuple(verdict for verdict, _ in cells[0].counts) == VERDICTS
    assert {key: number for key, number in cells[0].counts if number} == {
        "met": 1,
        "missed": 1,
        "not-reported": 1,
    }
    assert dict(cells[1].counts)["not-due"] == 3


def happened(values: dict[int, Actual], today: date) -> list[tuple[str, int]]:
    assessed = progress(PLAN, values, today)
    found = list(of_a_year([assessed], today))
    assert all(isinstance(one, Happening) and one.progress is assessed for one in found)
    return [(one.kind, one.year) for one in found]


def test_changes_of_a_year() -> None:
    before = {2023: actual(26), 2024: actual(24)}
    assert happened({**before, 2025: actual(36)}, date(2026, 8, 1)) == [
        ("value", 2025),
        ("verdict", 2025),
        ("improved", 2025),
    ]
    assert happened(before, date(2025, 8, 1)) == [("value", 2024), ("worsened", 2024)]
    assert happened(before, date(2026, 8, 1)) == [("overdue", 2025)]
    assert happened(before, date(2027, 8, 1)) == [("overdue", 2026)]
    assert happened({2023: actual(26)}, date(2025, 6, 1)) == []


def test_a_revision_is_a_change_for_twelve_months() -> None:
    values = {2023: actual(26, revisions=(revision(25, None, date(2026, 3, 1)),)), 2025: actual(30)}
    assert ("revision", 2023) in happened(values, date(2026, 3, 1))
    assert ("revision", 2023) in happened(values, date(2027, 2, 28))
    assert ("revision", 2023) not in happened(values, date(2026, 2, 28))
    assert ("revision", 2023) not in happened(values, date(2027, 3, 1))
    happened(values, date(2028, 2, 29))


# What was known when


def test_a_value_published_later_was_not_known() -> None:
    values = {2021: actual(22, date=date(2022, 6, 1)), 2022: actual(21, date=date(2023, 6, 1))}
    known = history(PLAN, values, date(2024, 1, 1))
    assert [(state.day.year, state.progress.status) for state in known] == [
        (2022, "on-path"),
        (2023, "behind"),
    ]
    assert [len(state.progress.observations) for state in known] == [1, 2]
    assert all(state.day == date(state.day.year, 12, 31) for state in known)


def test_a_value_published_on_the_last_day_of_a_year_was_known() -> None:
    assert as_of(PLAN, {2021: actual(22, date=date(2022, 12, 31))}, date(2022, 12, 31)).progress.latest
    assert not as_of(PLAN, {2021: actual(22, date=date(2023, 1, 1))}, date(2022, 12, 31)).progress.latest


def test_overdue_then_although_it_was_given_later() -> None:
    values = {2020: actual(20, date=date(2021, 6, 1)), 2021: actual(22, date=date(2023, 6, 1))}
    assert [known.progress.status for known in history(PLAN, values, date(2024, 1, 1))] == [
        "not-assessable",
        "not-assessable",
        "on-path",
    ]
    assert [known.progress.overdue_since for known in history(PLAN, values, date(2024, 1, 1))] == [
        None,
        date(2022, 7, 1),
        date(2023, 7, 3),
    ]


def test_a_revision_does_not_rewrite_an_earlier_status() -> None:
    replaced = (
        revision(22, date(2022, 6, 1), date(2023, 6, 1)),
        revision(21, date(2023, 6, 1), date(2024, 6, 1)),
    )
    values = {2021: actual(18, date=date(2024, 6, 1), revisions=replaced)}
    known = history(PLAN, values, date(2025, 1, 1))
    seen = [state.progress.observations[0].actual for state in known]
    assert [one.value for one in seen] == [22, 21, 18]
    assert [len(one.revisions) for one in seen] == [0, 1, 2]
    assert [one.date and one.date.year for one in seen] == [2022, 2023, 2024]
    found = [state.progress.assessments[0].status for state in known]
    assert found == ["on-path", "behind", "behind"]


def test_values_without_a_date_are_counted_and_left_out() -> None:
    undated = actual(23, revisions=(revision(24, None, date(2023, 6, 1)),))
    values = {2021: actual(22), 2022: undated, 2023: actual(26, date=date(2024, 6, 1))}
    known = history(PLAN, values, date(2025, 1, 1))
    assert [state.day.year for state in known] == [2023, 2024]
    assert [state.undated for state in known] == [1, 1]
    assert [len(state.progress.observations) for state in known] == [1, 2]
    assert as_of(PLAN, values, date(2022, 12, 31)).undated == 2
    assert as_of(PLAN, values, date(2021, 12, 31)).undated == 1
    assert history(PLAN, {2021: actual(22)}, date(2025, 1, 1)) == ()


def test_the_plan_of_then() -> None:
    lowered = indicator([(2020, 20), (2025, 24), (2030, 30)])
    plans = Timeline((*PLAN.plans, plan_of(lowered, date(2026, 3, 1))))
    known = history(plans, {2025: actual(25, date=date(2025, 12, 1))}, date(2028, 1, 1))
    assert [state.progress.plan.targets[0].value for state in known] == [30, 24, 24]
    assert [state.progress.milestones[0].verdict for state in known] == ["missed"] * 3
    late = replace(plans, plans=(replace(plans.plans[0], since=date(2026, 1, 1)), plans.plans[1]))
    assert as_of(late, {}, date(2025, 12, 31)).progress.plan.targets[0].value == 30


# Sealed editions


def with_editions(folder: CityFolder, *later: tuple[str, date, float]) -> CityFolder:
    """A sealed strategy with further editions, each with another value of the first target."""
    about = folder.strategy
    assert about is not None
    (first,) = folder.sealed
    assert first.content is not None
    editions, sealed = list(about.editions), [first]
    for number, (kind, day, value) in enumerate(later, 2):
        changed = {"number": number, "kind": kind, "date": day, "decision": None}
        editions.append(editions[0].model_copy(update=changed))
        one = first.content.indicators["indicator-1"]
        targets = (one.targets[0].model_copy(update={"value": value}), *one.targets[1:])
        indicators = {**first.content.indicators, "indicator-1": one.model_copy(update={"targets": targets})}
        content = first.content.model_copy(update={"indicators": indicators})
        sealed.append(replace(first, number=number, content=content))
    told = about.model_copy(update={"editions": tuple(editions)})
    return replace(folder, strategy=told, sealed=tuple(sealed))


def first_targets(folder: CityFolder) -> list[tuple[date, Value]]:
    plans = standing.standing_on(folder, date(2027, 1, 1)).timelines["indicator-1"]
    return [(plan.since, plan.targets[0].value) for plan in plans.plans]


def test_plans_of_sealed_editions(sealed_tree: Path) -> None:
    strategy = load(sealed_tree)[0].strategies[0]
    approved = date(2026, 4, 1)
    ((since, value),) = first_targets(strategy)
    assert since == approved
    correction, amendment = "technical-correction", "amendment"
    june, july, august = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
    # The correction of a slip says what the decision meant: from the decision's own day.
    assert first_targets(with_editions(strategy, (correction, june, 90.0))) == [(approved, 90.0)]
    both = with_editions(strategy, (correction, june, 90.0), (correction, july, 91.0))
    assert first_targets(both) == [(approved, 91.0)]
    amended = with_editions(
        strategy, (amendment, june, 90.0), (correction, july, 91.0), (amendment, august, 92.0)
    )
    assert first_targets(amended) == [(approved, value), (june, 91.0), (august, 92.0)]


def test_a_standing_counts_all_its_indicators(sealed_tree: Path) -> None:
    standing_now = standing.standing_on(load(sealed_tree)[0].strategies[0], date(2026, 11, 22))
    assert standing_now.counts.total == len(standing_now.progress) == 12
    directions = {progress.indicator.direction for progress in standing_now.progress}
    assert sum(len(standing_now.of_direction(one)) for one in directions) == 12
    assert standing_now.of_indicator("indicator-1").plan.decision
    assert standing_now.histories["indicator-1"] == ()


def test_a_target_is_never_presented_as_observed() -> None:
    """Without a baseline and without a value in the milestone year nothing tells that a value moves away."""
    plans = timeline(indicator([(2025, 30), (2030, 40)], baseline=False))
    assessed = progress(plans, {2027: actual(25)}, date(2028, 1, 1))
    assert assessed.assessment is not None
    assert assessed.assessment.start is None
    assert assessed.assessment.status == "behind"


def test_no_value_before_a_break_tells_the_direction() -> None:
    """After a recount the former values are no start, so that the worse number alone is no retreat."""
    plans = timeline(indicator([(2020, 20), (2025, 30), (2030, 40)]))
    values = {2025: actual(28), 2026: actual(26, **{"break": BOTH})}
    assessed = progress(plans, values, date(2027, 1, 1))
    assert assessed.assessment is not None
    assert assessed.assessment.start is None
    assert assessed.assessment.status != "moving-away"


def test_each_value_carries_the_decision_that_first_set_it() -> None:
    first, second = (
        Decision(number=number, date=day, url="https://example.org/decision")
        for number, day in (("1", date(2026, 1, 1)), ("2", date(2031, 1, 1)))
    )
    old = plan_of(indicator([(2020, 20), (2030, 40), (2040, 60), (2050, 80)]), first.date, first).after(None)
    changed = indicator([(2020, 20), (2030, 40), (2040, 55), (2050, 80)])
    new = plan_of(changed, second.date, second).after(old)
    decided = {target.year: target.decision.number for target in new.targets if target.decision}
    assert decided == {2030: "1", 2040: "2", 2050: "1"}


def test_what_nobody_wrote_down_is_unknown_and_not_overdue() -> None:
    plans = timeline(indicator([(2020, 20), (2025, 30)], due={"month": 7, "day": 1, "years_after": 1}))
    values = {2021: actual(21), 2022: actual(22, date=date(2023, 5, 1))}
    known = as_of(plans, values, date(2022, 12, 31))
    assert (known.undated, known.progress.status, known.unknown) == (1, "no-data", True)
    assert not as_of(plans, values, date(2023, 12, 31)).unknown


def test_values_of_the_country_are_not_counted_for_the_city() -> None:
    own, other = indicator([(2020, 20), (2025, 30)]), indicator([(2020, 20), (2025, 30)], territory="country")
    items = [progress(timeline(one), {2025: actual(30)}, date(2026, 1, 1)) for one in (own, other)]
    counts = count(items)
    assert (counts.total, counts.elsewhere, dict(counts.by_status)["on-path"]) == (1, 1, 1)


@demonstrated
@pytest.mark.parametrize(
    ("status", "written", "verdicts"),
    [
        ("demonstration", date(2026, 11, 22), ["before-plan", "before-plan", "not-due"]),
        ("draft", date(2025, 12, 31), ["before-plan", "met", "not-due"]),
        ("draft", date(2020, 1, 1), ["missed", "met", "not-due"]),
        ("draft", None, ["before-plan", "before-plan", "not-due"]),
        ("approved", None, ["missed", "met", "not-due"]),
    ],
)
def test_years_before_a_draft_was_written_get_no_verdict(
    status: str, written: date | None, verdicts: list[str]
) -> None:
    targets = [(2019, 20.0), (2020, 25.0), (2025, 30.0), (2050, 80.0)]
    own = {"indicator": "one", "source": "s"}
    actuals = tuple(
        ("", Actuals.model_validate({"year": year, "values": ({**own, "value": value},)}))
        for year, value in ((2020, 24), (2025, 31))
    )
    strategy = load(Path(__file__).parent.parent)[0].strategies[0]
    assert strategy.strategy
    about = strategy.strategy.model_copy(update={"status": status, "written": written})
    made = replace(strategy, strategy=about, indicators=(indicator(targets, "higher"),), actuals=actuals)
    assessed = standing.standing_on(made, date(2026, 11, 27)).progress[0]
    assert [milestone.verdict for milestone in assessed.milestones] == verdicts
