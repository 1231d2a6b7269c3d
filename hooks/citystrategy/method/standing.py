"""Where a strategy stands on one day: the progress of all its indicators, counted.

Owns the step from the files of observed values and the sealed editions to each indicator's
progress. Must not know words or pages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from citystrategy.method.history import Known, history
from citystrategy.method.plan import Plan, Timeline, plan, timeline
from citystrategy.method.progress import Counts, Progress, count, progress
from citystrategy.model import Actual, Decision, Indicator
from citystrategy.model.tree import CityFolder

BINDING = frozenset({"approved"})
"""The statuses of a strategy whose values somebody owes."""


@dataclass(frozen=True)
class Standing:
    """Where all indicators of a strategy stand on one day."""

    folder: CityFolder
    today: date
    progress: tuple[Progress, ...]
    counts: Counts
    timelines: Mapping[str, Timeline]
    """The plans of each indicator, by its id."""
    histories: Mapping[str, tuple[Known, ...]]
    """Where each indicator stood at the end of each past year, by what was known then; by its id."""

    def of_direction(self, direction: str) -> list[Progress]:
        """The indicators of one direction."""
        return [progress for progress in self.progress if progress.indicator.direction == direction]

    def of_indicator(self, identifier: str) -> Progress:
        """One indicator. Raises StopIteration for an unknown one."""
        return next(progress for progress in self.progress if progress.indicator.id == identifier)


def standing_on(folder: CityFolder, today: date) -> Standing:
    """The standing of a strategy on a day."""
    actuals: dict[str, dict[int, Actual]] = {}
    for _, year in folder.actuals:
        for actual in year.values:
            actuals.setdefault(actual.indicator, {})[year.year] = actual
    timelines = {indicator.id: _timeline(folder, indicator, today) for indicator in folder.indicators}
    items = tuple(
        progress(plans, actuals.get(identifier, {}), today) for identifier, plans in timelines.items()
    )
    histories = {
        identifier: history(plans, actuals.get(identifier, {}), today)
        for identifier, plans in timelines.items()
    }
    return Standing(folder, today, items, count(items), timelines, histories)


def _timeline(folder: CityFolder, indicator: Indicator, today: date) -> Timeline:
    """The plans that the sealed editions set for an indicator; its own where nothing is sealed.

    Where nothing says when a draft was written, it was today: no year that is over gets a verdict. Nor
    does a year before the decision, as long as that is still to come into force.
    """
    plans = [
        plan(then, since, decision)
        for since, decision, indicators in _approved(folder)
        for then in [indicators.get(indicator.id)]
        if then is not None
    ]
    if not plans:
        about, own = folder.strategy, timeline(indicator)
        if about is None or about.status in BINDING:
            return own
        return replace(own, binding=False, judged_from=(about.written or today).year)
    decided: list[Plan] = []
    for approved in plans:
        decided.append(approved.after(decided[-1] if decided else None))
    since = decided[0].since
    return Timeline(tuple(decided), judged_from=since.year if since > today else 0)


def _approved(folder: CityFolder) -> Iterator[tuple[date, Decision | None, Mapping[str, Indicator]]]:
    """Day, decision and indicators of every approval and amendment, as later corrected.

    The correction of a slip says what the decision meant, so it counts from the decision's own day.
    """
    about = folder.strategy
    contents = {sealed.number: sealed.content.indicators for sealed in folder.sealed if sealed.content}
    editions = [edition for edition in about.editions if edition.number in contents] if about else []
    for place, edition in enumerate(editions):
        if edition.kind == "technical-correction" and place:
            continue
        corrections = takewhile(lambda later: later.kind == "technical-correction", editions[place + 1 :])
        last = [edition, *corrections][-1]
        yield edition.date, about.decision_of(edition) if about else None, contents[last.number]
