"""What a yearly round asks for: which values of which years, what stands there now, and of what it was made.

Owns the choice of the rows and the mark by which a workbook is known again. Must not know words or cells.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citystrategy.method.plan import due_years
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Actual, Bilingual, Indicator, Source
from citystrategy.model.tree import Tree

MEANING = (
    "kind",
    "definition",
    "unit",
    "territory",
    "categories",
    "methods",
    "method",
    "edition",
    "beyond_hundred",
)
"""What of an indicator says what its values mean."""


@dataclass(frozen=True)
class Asked:
    """A row of the workbook: the value of one indicator for one year."""

    progress: Progress
    year: int
    actual: Actual | None
    """What stands there now."""

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.progress.indicator

    @property
    def key(self) -> tuple[str, int]:
        """By what the row is known again."""
        return self.indicator.id, self.year


@dataclass(frozen=True)
class Round:
    """One year's round of one city."""

    tree: Tree
    standing: Standing
    year: int
    values: tuple[Asked, ...]
    """What is asked for: the year of the round first, then earlier years without a value."""
    corrections: tuple[Asked, ...]
    """All that stands up to the year and may have to be corrected, the newest year first."""

    @property
    def city(self) -> str:
        """Name of the city's folder."""
        return self.standing.folder.city.slug

    @property
    def edition(self) -> int:
        """Number of the newest edition; 0 where there is none."""
        about = self.standing.folder.strategy
        return max((edition.number for edition in about.editions), default=0) if about else 0

    @property
    def sources(self) -> tuple[Source, ...]:
        """The register of sources, those that this city's values name first."""
        named = {
            observation.actual.source
            for progress in self.standing.progress
            for observation in progress.observations
        }
        return tuple(sorted(self.tree.sources, key=lambda source: source.id not in named))

    @property
    def bodies(self) -> dict[str, Bilingual]:
        """The bodies that are responsible for the values, in the order of the plan, by their keys."""
        indicators = self.standing.folder.indicators
        return {body_key(indicator.responsible): indicator.responsible for indicator in indicators}


def round_of(tree: Tree, standing: Standing, year: int) -> Round:
    """The round of a city for a year."""
    items, today = standing.progress, standing.today
    own = [row for progress in items for row in _of_year(progress, year)]
    earlier = [
        Asked(progress, due, None)
        for progress in items
        for due in due_years(progress.plan, today)
        if due < year and actual_of(progress, due) is None
    ]
    given = [
        Asked(progress, observation.year, observation.actual)
        for progress in items
        for observation in progress.observations
        if observation.year <= year
    ]
    return Round(tree, standing, year, (*own, *_newest_first(earlier)), _newest_first(given))


def actual_of(progress: Progress, year: int) -> Actual | None:
    """The value of a year, or None."""
    return next((there.actual for there in progress.observations if there.year == year), None)


def _of_year(progress: Progress, year: int) -> Iterator[Asked]:
    """The year of the round: what cannot be assessed is not asked for unless it has a value."""
    actual = actual_of(progress, year)
    if actual or not progress.indicator.not_assessable:
        yield Asked(progress, year, actual)


def _newest_first(rows: Iterable[Asked]) -> tuple[Asked, ...]:
    return tuple(sorted(rows, key=lambda row: -row.year))


def meaning(indicator: Indicator) -> str:
    """A digest of what an indicator's values mean: values are read only where it is still the same."""
    content = indicator.model_dump(mode="json", include=set(MEANING))
    return _digest(json.dumps(content, ensure_ascii=False, sort_keys=True))


def plan_digest(standing: Standing) -> str:
    """A digest of the whole plan, to tell whether it changed."""
    content = [indicator.model_dump(mode="json") for indicator in standing.folder.indicators]
    return _digest(json.dumps(content, ensure_ascii=False, sort_keys=True))


def body_key(body: Bilingual) -> str:
    """By what the row of a body's letter is known again."""
    return f"body-{_digest(body.kk + body.ru)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
