"""The years of an indicator: what was set for each, what was observed, and what follows from it.

Owns that joining. Must not know words or pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from citystrategy.method.assessment import Assessment, Observation
from citystrategy.method.plan import ApprovedPoint, Plan
from citystrategy.method.progress import Progress
from citystrategy.model import Value


@dataclass(frozen=True)
class Year:
    """What the plan, the observation and the assessment say about a year."""

    year: int
    point: ApprovedPoint | None
    plan: Plan
    """The plan that set the point."""
    observation: Observation | None
    assessment: Assessment | None
    verdict: str
    """Key of `verdict` in the words, or an empty string."""

    @property
    def guide(self) -> Value | None:
        """Value of the calculated line, where a value was observed between approved points."""
        if self.assessment is None or self.point is not None or self.plan.indicator.kind == "narrative":
            return None
        return self.assessment.expected


def years(item: Progress) -> Iterator[Year]:
    """Every year with an approved or an observed value, in order."""
    # A target of the past stands as it was in force then.
    points = {point.year: (point, item.plan) for point in item.points}
    points |= {one.target.year: (one.target, one.plan) for one in item.milestones}
    observed = {one.year: one for one in item.observations}
    verdicts = {one.target.year: one.verdict for one in item.milestones}
    assessed = {one.year: one for one in item.assessments}
    for year in sorted(points.keys() | observed.keys()):
        point, plan = points.get(year, (None, item.plan))
        yield Year(year, point, plan, observed.get(year), assessed.get(year), verdicts.get(year, ""))
