"""What happened in a city, in words: within a year, for its page; and everything that is dated, for feeds.

A value is dated by the day on which it was published, a revision by the day of the replacement, an
edition by the day from which it is in force, an overdue value by the day after its due date. A value
without a recorded date cannot be told of in a feed; it is counted. Must not know the format of a feed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal
from uuid import UUID

from citystrategy.addresses import identifier, page
from citystrategy.facts import editions, unapproved
from citystrategy.facts.values import titled, told
from citystrategy.method import happened
from citystrategy.method.happened import KINDS, Happening, Kind, happenings
from citystrategy.method.history import versions
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Source
from citystrategy.words.words import Words


def sentence(happening: Happening, words: Words) -> str:
    """What happened to an indicator, in a sentence that does not name it."""
    progress, indicator = happening.progress, happening.progress.indicator
    shown: dict[str, object] = {"year": happening.year}
    if happening.actual is not None:
        shown["actual"] = told(indicator, happening.actual.value, words)
    if happening.kind == "revision" and happening.actual is not None:
        actuals = {observation.year: observation.actual for observation in progress.observations}
        revision = actuals[happening.year].revisions[len(happening.actual.revisions) - 1]
        shown |= {"before": told(indicator, revision.value, words), "date": revision.replaced}
        shown["reason"] = revision.reason[words.language]
    elif happening.milestone is not None:
        shown["target"] = told(indicator, happening.milestone.target.value, words)
        shown["verdict"] = words(f"verdict.{happening.milestone.verdict}")
    elif happening.kind in ("improved", "worsened"):
        steps = pairwise(progress.assessments)
        before, after = next(step for step in steps if step[1].year == happening.year)
        shown |= {"before": words(f"status.{before.status}"), "after": words(f"status.{after.status}")}
        shown["before_year"] = before.year
    elif happening.kind == "overdue" and indicator.due:
        shown["date"] = indicator.due.date(happening.year)
        shown["responsible"] = indicator.responsible[words.language]
    provisional = happening.kind == "value" and happening.actual is not None and happening.actual.provisional
    return words(f"happened.{'provisional' if provisional else happening.kind}", **shown)


@dataclass(frozen=True)
class Told:
    """Something that happened, with what it happened to."""

    progress: Progress
    title: str
    """Name of the indicator with its unit."""
    sentence: str


@dataclass(frozen=True)
class Happened:
    """What happened of one kind."""

    kind: Kind
    told: tuple[Told, ...]


def of_a_year(standing: Standing, words: Words) -> Iterator[Happened]:
    """What changed in a city within a year, by kind; kinds of which nothing happened are left out."""
    by_kind: dict[Kind, list[Told]] = {}
    for happening in happened.of_a_year(standing.progress, standing.today):
        title = titled(happening.progress.indicator, words)
        by_kind.setdefault(happening.kind, []).append(
            Told(happening.progress, title, sentence(happening, words))
        )
    return (Happened(kind, tuple(by_kind[kind])) for kind in KINDS if kind in by_kind)


@dataclass(frozen=True)
class FeedEntry:
    """Something dated that happened, in one language, as a feed tells it."""

    day: date
    kind: Literal["value", "revision", "edition", "overdue"]
    id: UUID
    title: str
    summary: str
    path: str
    """Path of the page about it, below the site."""


def undated(*standings: Standing) -> int:
    """How many observed values have no date of their first publication, so that no feed can tell of them."""
    items = (progress for standing in standings for progress in standing.progress)
    return sum(
        next(versions(observation.actual)).since is None
        for progress in items
        for observation in progress.observations
    )


def entries(standing: Standing, sources: Mapping[str, Source], words: Words) -> list[FeedEntry]:
    """Everything dated that happened in a city until the day of its standing, in no order of time."""
    desk = _Desk(standing, sources, words)
    dated = [*desk.editions(), *desk.overdue()]
    for progress in standing.progress:
        for happening in happenings(progress, standing.today):
            if happening.kind in ("value", "revision") and happening.day is not None:
                dated.append(desk.of_value(happening, happening.day))
    return [entry for entry in dated if entry.day <= standing.today]


@dataclass(frozen=True)
class _Desk:
    """Tells what happened in one city in one language."""

    standing: Standing
    sources: Mapping[str, Source]
    words: Words

    @property
    def slug(self) -> str:
        return self.standing.folder.city.slug

    @property
    def city(self) -> str:
        return self.standing.folder.city.name[self.words.language]

    def of_value(self, happening: Happening, day: date) -> FeedEntry:
        """A value or its revision, with the source; the year and the number of the revision tell it apart."""
        indicator, language = happening.progress.indicator, self.words.language
        assert happening.actual is not None, "a value is told with what it is"
        kind: Literal["value", "revision"] = "revision" if happening.kind == "revision" else "value"
        key = (happening.year, len(happening.actual.revisions)) if kind == "revision" else (happening.year,)
        source = self.sources[happening.actual.source].title[language]
        told = f"{sentence(happening, self.words)} {self.words('happened.source', source=source)}"
        name = titled(indicator, self.words)
        return FeedEntry(
            day=day,
            kind=kind,
            id=identifier("feed", language, kind, self.slug, indicator.id, *key),
            title=self.marked(
                self.words(f"feed.{kind}_title", city=self.city, name=name, year=happening.year)
            ),
            summary=unapproved.told(told, self.standing.folder, self.words),
            path=page(f"{self.slug}/indicators/{indicator.id}/", language),
        )

    def editions(self) -> Iterator[FeedEntry]:
        """The sealed editions of the strategy, each with its decision."""
        strategy, language = self.standing.folder, self.words.language
        for published in editions.editions(strategy):
            edition, decision = published.edition, published.edition.decision
            told = [self.words("feed.edition", kind=self.words(f"edition.kinds.{edition.kind}"))]
            if decision:
                body = (decision.body or strategy.city.maslikhat)[language]
                told.append(
                    self.words("feed.decision", body=body, number=decision.number, date=decision.date)
                )
            told += [note[language] for note in (edition.changes, edition.reason) if note]
            yield FeedEntry(
                day=edition.date,
                kind="edition",
                id=identifier("feed", language, "edition", self.slug, edition.number),
                title=self.words("edition.page", city=self.city, number=edition.number),
                summary=" ".join(told),
                path=page(f"{self.slug}/editions/{edition.number}/", language),
            )

    def overdue(self) -> Iterator[FeedEntry]:
        """What became overdue, at once for all that was due on one day: on a common due date it is much."""
        language = self.words.language
        by_day: dict[date, list[str]] = {}
        for progress in self.standing.progress:
            name, body = progress.indicator.name[language], progress.indicator.responsible[language]
            for happening in happenings(progress, self.standing.today):
                if happening.kind == "overdue" and happening.day:
                    told = self.words("feed.overdue_one", name=name, year=happening.year, body=body)
                    by_day.setdefault(happening.day, []).append(told)
        for day, values in by_day.items():
            due = day - timedelta(days=1)
            told = self.words("feed.overdue", date=due, values="; ".join(values))
            yield FeedEntry(
                day=day,
                kind="overdue",
                id=identifier("feed", language, "overdue", self.slug, due.isoformat()),
                title=self.marked(self.words("feed.overdue_title", city=self.city, count=len(values))),
                summary=unapproved.told(told, self.standing.folder, self.words),
                path=page(f"{self.slug}/calendar/", language),
            )

    def marked(self, title: str) -> str:
        """A title with the mark of a strategy that is not approved."""
        return unapproved.marked(title, self.standing.folder, self.words)
