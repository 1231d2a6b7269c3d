"""Openly invented indicators and values, assessed by the real method, for the page that explains it.

Owns these inventions: a large example, and one for each status, verdict and kind. Must not know
what is said about them.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from citystrategy.method.assessment import STATUSES, VERDICTS, Status, Verdict
from citystrategy.method.history import Known, history
from citystrategy.method.plan import timeline
from citystrategy.method.position import NEAR
from citystrategy.method.progress import Progress, progress
from citystrategy.model import Actual, Bilingual, Indicator, Source
from citystrategy.words.words import LANGUAGES, words_in

START, MIDDLE, END = 2015, 2020, 2025
"""Years of the invented plan: of the baseline and of two targets."""
DAY = date(2023, 8, 1)
"""Day of the invented assessment."""
RISING = {START: 20, MIDDLE: 30, END: 40}
YEAR = 2019
"""Year of the last of the invented values that explain the statuses."""


def indicator(plan: Mapping[int, Any], **more: Any) -> Indicator:
    """An invented indicator with a plan by year, of which the first point is the baseline."""
    names = ("name", "definition", "unit", "source", "collection", "responsible")
    points = [{"year": year, "value": value} for year, value in plan.items()]
    return Indicator.model_validate(
        {
            "id": "example",
            "direction": "example",
            **dict.fromkeys(names, _both("method.invented")),
            "kind": "number",
            "decimals": 1,
            "better": "higher",
            "baseline": {**points[0], "source": "invented"},
            "targets": tuple({**point, "basis": "illustrative"} for point in points[1:]),
            "due": {"month": 7, "day": 1, "years_after": 1},
            **more,
        }
    )


def actual(year: int, value: Any, **more: Any) -> Actual:
    """An invented value, published in June of the next year."""
    known = {"indicator": "example", "source": "invented", "date": date(year + 1, 6, 15)}
    return Actual.model_validate({**known, "value": value, **more})


def example() -> Progress:
    """The large example, in which everything is that may be marked in a chart."""
    return progress(timeline(indicator(RISING)), _observed(), DAY)


def _observed() -> dict[int, Actual]:
    replaced = {"value": 28, "source": "invented", "date": date(2020, 6, 15), "replaced": date(2021, 3, 10)}
    revision = {**replaced, "reason": _both("method.revised")}
    return {
        2015: actual(2015, 20),
        2016: actual(2016, 22),
        2018: actual(2018, 26.5, **{"break": _both("method.recount")}),
        2019: actual(2019, 27, date=date(2021, 3, 10), revisions=(revision,)),
        2020: actual(2020, 29),
        2021: actual(2021, 31),
        2022: actual(2022, 33.4, provisional=True),
    }


def known() -> tuple[Known, ...]:
    """Where the large example stood at the end of each past year."""
    return history(timeline(indicator(RISING)), _observed(), DAY)


def statuses() -> dict[Status, Progress]:
    """An invented indicator for each status; the values lie where the thresholds put them."""
    yearly = (RISING[MIDDLE] - RISING[START]) / (MIDDLE - START)
    near, all_lost = float(NEAR), YEAR - 1 - START
    lags = {"on-path": 0, "behind": near / 2, "far-behind": near + 0.5, "moving-away": all_lost + 0.5}
    path = {year: RISING[START] + (year - START) * yearly for year in range(YEAR - 2, YEAR + 1)}
    day, methods = date(YEAR + 1, 8, 1), [_method("old"), _method("new")]
    defined = indicator(RISING, methods=tuple(methods), method="old")
    gone = {"reason": "discontinued", "since": YEAR, "explanation": _both("method.discontinued")}
    assessed: dict[str, Progress] = {
        status: progress(
            timeline(indicator(RISING)),
            {year: actual(year, round(value - lag * yearly, 1)) for year, value in path.items()},
            day,
        )
        for status, lag in lags.items()
    }
    assessed["no-current-value"] = progress(
        timeline(indicator(RISING)), {YEAR - 2: actual(YEAR - 2, 24)}, day
    )
    assessed["not-comparable"] = progress(timeline(defined), {YEAR: actual(YEAR, 24, method="new")}, day)
    assessed["no-data"] = progress(timeline(indicator(RISING)), {}, day)
    assessed["not-assessable"] = progress(timeline(indicator(RISING, not_assessable=gone)), {}, day)
    return {status: assessed[status] for status in STATUSES}


def verdicts() -> dict[Verdict, tuple[Progress, date]]:
    """An invented indicator for each verdict on its first target, and the day of the assessment."""
    defined = indicator(RISING, methods=(_method("old"), _method("new")), method="old")
    later = date(MIDDLE + 1, 8, 1)
    days = {"not-reported": later, "due": date(MIDDLE + 1, 6, 1), "not-due": date(MIDDLE - 1, 12, 31)}
    given: dict[str, tuple[Any, str | None]] = {
        "met": (30.5, None),
        "missed": (29, None),
        "not-comparable": (31, "new"),
    }
    judged: dict[Verdict, tuple[Progress, date]] = {}
    for verdict in VERDICTS:
        day = days.get(verdict, later)
        value, version = given.get(verdict, (None, None))
        values = {} if value is None else {MIDDLE: actual(MIDDLE, value, method=version)}
        since = day.year if verdict == "before-plan" else 0
        judged[verdict] = (progress(replace(timeline(defined), judged_from=since), values, day), day)
    return judged


def kinds() -> dict[str, Progress]:
    """An invented indicator of each kind with a value of the year."""
    scale = tuple(
        {"id": category, "name": _both(f"method.scale.{category}")} for category in ("low", "middle", "high")
    )
    goal = _both("method.goal")
    finding = {"body": goal, "document": goal, "url": "https://example.org/"}
    reach = {"low": 40, "high": 60}
    made: dict[str, tuple[Indicator, Any, dict[str, Any]]] = {
        "number": (indicator(RISING), 26.5, {}),
        "rank": (indicator({START: 80, MIDDLE: 60}, kind="rank", better="lower", decimals=0), 70, {}),
        "range": (indicator({START: 20, MIDDLE: reach}, better="within"), 33, {}),
        "held": (indicator({START: 20, MIDDLE: 20}, better="lower"), 21, {}),
        "yes-no": (indicator({START: False, MIDDLE: True}, kind="yes-no"), False, {}),
        "categories": (
            indicator({START: "low", MIDDLE: "middle"}, kind="categories", categories=scale),
            "middle",
            {},
        ),
        "narrative": (
            indicator({START: goal, MIDDLE: goal}, kind="narrative"),
            "behind",
            {"finding": finding},
        ),
    }
    return {
        name: progress(timeline(invented), {YEAR: actual(YEAR, value, **more)}, date(YEAR + 1, 6, 30))
        for name, (invented, value, more) in made.items()
    }


def _both(key: str) -> Bilingual:
    kazakh, russian = (words_in(code)(key) for code in LANGUAGES)
    return Bilingual(kk=kazakh, ru=russian)


def _method(name: str) -> dict[str, Any]:
    return {"id": name, "name": _both(f"method.definition.{name}")}


def source() -> Source:
    """The source of the invented values; it is not shown."""
    title = _both("method.invented")
    return Source.model_validate(
        {"id": "invented", "kind": "press", "title": title, "url": "https://example.org/"}
    )
