"""What happened in a city, dated by what the files record, in words.

A value is dated by the day on which it was published, a revision by the day of the replacement, an
edition by the day from which it is in force, an overdue value by the day after its due date. A value
without a recorded date cannot be told of; it is counted. Must not know the format of a feed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from citystrategy.addresses import identifier, page
from citystrategy.facts import editions, unapproved, values
from citystrategy.method.assessment import Observation
from citystrategy.method.duty import duties
from citystrategy.method.history import versions
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Actual, Source, Value
from citystrategy.words.words import Words


@dataclass(frozen=True)
class News:
    """Something that happened, in one language."""

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


def news(standing: Standing, sources: Mapping[str, Source], words: Words) -> list[News]:
    """Everything dated that happened in a city until the day of its standing, in no order of time."""
    desk = _Desk(standing, sources, words)
    found = [*desk.editions(), *desk.overdue()]
    for item in standing.progress:
        for one in item.observations:
            found += [*desk.values(item, one), *desk.revisions(item, one)]
    return [one for one in found if one.day <= standing.today]


@dataclass(frozen=True)
class _Desk:
    """Tells the news of one city in one language."""

    standing: Standing
    sources: Mapping[str, Source]
    words: Words

    @property
    def slug(self) -> str:
        return self.standing.strategy.city.slug

    @property
    def city(self) -> str:
        return self.standing.strategy.city.name[self.words.language]

    def values(self, item: Progress, one: Observation) -> Iterator[News]:
        """The first publication of a value, where its day is recorded."""
        first = next(versions(one.actual))
        if first.since is not None:
            provisional = one.actual.provisional and not one.actual.revisions
            summary = self.words(
                "feed.provisional" if provisional else "feed.value",
                value=self.value(item, first.actual.value),
                source=self.source(first.actual),
            )
            yield self.of_value(item, "value", first.since, (one.year,), summary)

    def revisions(self, item: Progress, one: Observation) -> Iterator[News]:
        """Each replacement: what stood before, what stood after it, and why."""
        known = [version.actual for version in versions(one.actual)]
        for number, revision in enumerate(one.actual.revisions, 1):
            summary = self.words(
                "feed.revision",
                before=self.value(item, revision.value),
                after=self.value(item, known[number].value),
                reason=revision.reason[self.words.language],
                source=self.source(known[number]),
            )
            yield self.of_value(item, "revision", revision.replaced, (one.year, number), summary)

    def of_value(
        self,
        item: Progress,
        kind: Literal["value", "revision"],
        day: date,
        key: tuple[int, ...],
        summary: str,
    ) -> News:
        """News about a value; its year and the number of the revision tell it from others."""
        indicator, language = item.indicator, self.words.language
        name = ", ".join(filter(None, (indicator.name[language], values.unit(indicator, self.words))))
        return News(
            day=day,
            kind=kind,
            id=identifier("feed", language, kind, self.slug, indicator.id, *key),
            title=self.marked(self.words(f"feed.{kind}_title", city=self.city, name=name, year=key[0])),
            summary=unapproved.told(summary, self.standing.strategy, self.words),
            path=page(f"{self.slug}/indicators/{indicator.id}/", language),
        )

    def value(self, item: Progress, value: Value) -> str:
        """A value with its percent sign, if that is what it counts in."""
        return values.text(item.indicator, value, self.words) + values.sign(item.indicator)

    def source(self, actual: Actual) -> str:
        return self.sources[actual.source].title[self.words.language]

    def editions(self) -> Iterator[News]:
        """The sealed editions of the strategy, each with its decision."""
        strategy, language = self.standing.strategy, self.words.language
        for one in editions.editions(strategy):
            edition, decision = one.edition, one.edition.decision
            told = [self.words("feed.edition", kind=self.words(f"edition.kinds.{edition.kind}"))]
            if decision:
                body = (decision.body or strategy.city.maslikhat)[language]
                told.append(
                    self.words("feed.decision", body=body, number=decision.number, date=decision.date)
                )
            told += [note[language] for note in (edition.changes, edition.reason) if note]
            yield News(
                day=edition.date,
                kind="edition",
                id=identifier("feed", language, "edition", self.slug, edition.number),
                title=self.words("edition.page", city=self.city, number=edition.number),
                summary=" ".join(told),
                path=page(f"{self.slug}/editions/{edition.number}/", language),
            )

    def overdue(self) -> Iterator[News]:
        """What became overdue, at once for all that was due on one day: on a common due date it is much."""
        language = self.words.language
        found: dict[date, list[str]] = {}
        for item in self.standing.progress:
            name, body = item.indicator.name[language], item.indicator.responsible[language]
            for duty in duties(item, self.standing.today):
                if duty.overdue:
                    told = self.words("feed.overdue_one", name=name, year=duty.year, body=body)
                    found.setdefault(duty.due, []).append(told)
        for due, each in found.items():
            told = self.words("feed.overdue", date=due, values="; ".join(each))
            yield News(
                day=due + timedelta(days=1),
                kind="overdue",
                id=identifier("feed", language, "overdue", self.slug, due.isoformat()),
                title=self.marked(self.words("feed.overdue_title", city=self.city, count=len(each))),
                summary=unapproved.told(told, self.standing.strategy, self.words),
                path=page(f"{self.slug}/calendar/", language),
            )

    def marked(self, title: str) -> str:
        """A title with the mark of a strategy that is not approved."""
        return unapproved.marked(title, self.standing.strategy, self.words)
