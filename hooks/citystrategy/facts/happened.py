"""What happened in a city, in words: within a year, for its page; and everything that is dated, for feeds.

A value is dated by the day on which it was published, a revision by the day of the replacement, an
edition by the day from which it is in force, an overdue value by the day after its due date. A value
without a recorded date cannot be told of in a feed; it is counted. Must not know the format of a feed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
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


def sentence(one: Happening, words: Words) -> str:
    """What happened to an indicator, in a sentence that does not name it."""
    item, indicator = one.progress, one.progress.indicator
    shown: dict[str, object] = {"year": one.year}
    if one.actual is not None:
        shown["actual"] = told(indicator, one.actual.value, words)
    if one.kind == "revision" and one.actual is not None:
        observed = next(seen.actual for seen in item.observations if seen.year == one.year)
        revision = observed.revisions[len(one.actual.revisions) - 1]
        shown |= {"before": told(indicator, revision.value, words), "date": revision.replaced}
        shown["reason"] = revision.reason[words.language]
    elif one.milestone is not None:
        shown["target"] = told(indicator, one.milestone.target.value, words)
        shown["verdict"] = words(f"verdict.{one.milestone.verdict}")
    elif one.kind in ("improved", "worsened"):
        place = next(place for place, found in enumerate(item.assessments) if found.year == one.year)
        before, after = item.assessments[place - 1 : place + 1]
        shown |= {"before": words(f"status.{before.status}"), "after": words(f"status.{after.status}")}
        shown["before_year"] = before.year
    elif one.kind == "overdue" and indicator.due:
        shown["date"] = indicator.due.date(one.year)
        shown["responsible"] = indicator.responsible[words.language]
    provisional = one.kind == "value" and one.actual is not None and one.actual.provisional
    return words(f"happened.{'provisional' if provisional else one.kind}", **shown)


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
    found: dict[Kind, list[Told]] = {}
    for one in happened.of_a_year(standing.progress, standing.today):
        title = titled(one.progress.indicator, words)
        found.setdefault(one.kind, []).append(Told(one.progress, title, sentence(one, words)))
    return (Happened(kind, tuple(found[kind])) for kind in KINDS if kind in found)


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
    items = (item for standing in standings for item in standing.progress)
    return sum(next(versions(one.actual)).since is None for item in items for one in item.observations)


def entries(standing: Standing, sources: Mapping[str, Source], words: Words) -> list[FeedEntry]:
    """Everything dated that happened in a city until the day of its standing, in no order of time."""
    desk = _Desk(standing, sources, words)
    found = [*desk.editions(), *desk.overdue()]
    for item in standing.progress:
        for one in happenings(item, standing.today):
            if one.kind in ("value", "revision") and one.day is not None:
                found.append(desk.of_value(one, one.day))
    return [one for one in found if one.day <= standing.today]


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

    def of_value(self, one: Happening, day: date) -> FeedEntry:
        """A value or its revision, with the source; the year and the number of the revision tell it apart."""
        indicator, language = one.progress.indicator, self.words.language
        assert one.actual is not None, "a value is told with what it is"
        kind: Literal["value", "revision"] = "revision" if one.kind == "revision" else "value"
        key = (one.year, len(one.actual.revisions)) if kind == "revision" else (one.year,)
        source = self.sources[one.actual.source].title[language]
        told = f"{sentence(one, self.words)} {self.words('happened.source', source=source)}"
        name = titled(indicator, self.words)
        return FeedEntry(
            day=day,
            kind=kind,
            id=identifier("feed", language, kind, self.slug, indicator.id, *key),
            title=self.marked(self.words(f"feed.{kind}_title", city=self.city, name=name, year=one.year)),
            summary=unapproved.told(told, self.standing.folder, self.words),
            path=page(f"{self.slug}/indicators/{indicator.id}/", language),
        )

    def editions(self) -> Iterator[FeedEntry]:
        """The sealed editions of the strategy, each with its decision."""
        strategy, language = self.standing.folder, self.words.language
        for one in editions.editions(strategy):
            edition, decision = one.edition, one.edition.decision
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
        found: dict[date, list[str]] = {}
        for item in self.standing.progress:
            name, body = item.indicator.name[language], item.indicator.responsible[language]
            for one in happenings(item, self.standing.today):
                if one.kind == "overdue" and one.day:
                    told = self.words("feed.overdue_one", name=name, year=one.year, body=body)
                    found.setdefault(one.day, []).append(told)
        for day, each in found.items():
            due = day - timedelta(days=1)
            told = self.words("feed.overdue", date=due, values="; ".join(each))
            yield FeedEntry(
                day=day,
                kind="overdue",
                id=identifier("feed", language, "overdue", self.slug, due.isoformat()),
                title=self.marked(self.words("feed.overdue_title", city=self.city, count=len(each))),
                summary=unapproved.told(told, self.standing.folder, self.words),
                path=page(f"{self.slug}/calendar/", language),
            )

    def marked(self, title: str) -> str:
        """A title with the mark of a strategy that is not approved."""
        return unapproved.marked(title, self.standing.folder, self.words)
