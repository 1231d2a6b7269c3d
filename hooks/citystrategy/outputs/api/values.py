"""What a published document says of an indicator's values: set, observed, replaced.

Owns the form of these parts (version 1) and how they are filled.
"""

import datetime
from typing import Literal

from pydantic import Field

from citystrategy.method.assessment import Milestone, Observation, Verdict
from citystrategy.method.plan import ApprovedPoint
from citystrategy.model import Actual, Baseline, Bilingual, Finding, Revision, Target
from citystrategy.outputs.api.record import PointRecord, PublishedValue, Record
from citystrategy.outputs.api.strategy import DecisionRecord, SourceRecord, Sources, decision_record

Basis = Literal["baseline", "approved", "announced", "illustrative"]


class BaselineRecord(Record, as_in=Baseline):
    """The value from which an indicator starts, or why there is none."""

    year: int | None
    value: PublishedValue | None
    source: SourceRecord | None
    absent: Bilingual | None


def baseline_record(baseline: Baseline, sources: Sources) -> BaselineRecord:
    """The baseline of an indicator."""
    return BaselineRecord.of(baseline, source=sources[baseline.source] if baseline.source else None)


class TargetRecord(Record, as_in=Target):
    """A value that the strategy sets for a year."""

    year: int
    value: PublishedValue
    basis: Basis
    decision: DecisionRecord | None
    """Decision that set the value."""
    source: SourceRecord | None


def target_record(point: ApprovedPoint, maslikhat: Bilingual, sources: Sources) -> TargetRecord:
    """A value set for a year; `maslikhat` decided where the decision names no body."""
    decided = point.decision if point.basis == "approved" else None
    return TargetRecord.of(
        point,
        decision=decision_record(decided, maslikhat) if decided else None,
        source=sources[point.source] if point.source else None,
    )


class MilestoneRecord(TargetRecord):
    """The verdict on a target, as it was in force at the end of its year."""

    verdict: Verdict
    """Whether it was met."""
    actual: PublishedValue | None
    """Observed value of that very year."""


def milestone_record(milestone: Milestone, maslikhat: Bilingual, sources: Sources) -> MilestoneRecord:
    """The verdict on a target."""
    target = target_record(milestone.target, maslikhat, sources)
    return MilestoneRecord.of(target, verdict=milestone.verdict, actual=milestone.actual)


class RevisionRecord(Record, as_in=Revision):
    """A value that stood here before and was replaced."""

    value: PublishedValue
    source: SourceRecord
    date: datetime.date | None
    replaced: datetime.date
    reason: Bilingual


class FindingRecord(Record, as_in=Finding):
    """Who assessed an indicator that is set in words, and where it is written."""

    body: Bilingual
    document: Bilingual
    url: str


class ActualRecord(PointRecord, as_in=Actual):
    """One observed value."""

    source: SourceRecord
    date: datetime.date | None
    provisional: bool
    comparable: bool
    """Whether it follows the same definition as the approved values."""
    method: str | None
    """Version of the definition that it follows, an id of `methods`."""
    edition: str | None
    field_size: int | None
    discontinuity: Bilingual | None = Field(serialization_alias="break")
    finding: FindingRecord | None
    note: Bilingual | None
    revisions: tuple[RevisionRecord, ...]


def actual_record(observation: Observation, sources: Sources) -> ActualRecord:
    """An observed value."""
    actual = observation.actual
    return ActualRecord.of(
        actual,
        year=observation.year,
        source=sources[actual.source],
        comparable=observation.comparable,
        method=observation.method,
        revisions=tuple(
            RevisionRecord.of(revision, source=sources[revision.source]) for revision in actual.revisions
        ),
    )
