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


def years(progress: Progress) -> Iterator[Year]:
    """Every year with an approved or an observed value, in order."""
    # A target of the past stands as it was in force then.
    points = {point.year: (point, progress.plan) for point in progress.points}
    points |= {milestone.target.year: (milestone.target, milestone.plan) for milestone in progress.milestones}
    observed = {observation.year: observation for observation in progress.observations}
    verdicts = {milestone.target.year: milestone.verdict for milestone in progress.milestones}
    assessed = {assessment.year: assessment for assessment in progress.assessments}
    for year in sorted(points.keys() | observed.keys()):
        point, plan = points.get(year, (None, progress.plan))
        yield Year(year, point, plan, observed.get(year), assessed.get(year), verdicts.get(year, ""))
