"""The values of a city that a proposed change of the files changes: observed, of the plan, and others.

Owns the step from two folders to values old and new with their names. What could not be read on one side
is not compared. Must not know the texts of chapters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from citystrategy.editions import difference, seal
from citystrategy.editions.difference import ValueDifference
from citystrategy.facts.editions import ValueChange, titles_of, value_change
from citystrategy.facts.field_words import field_label, field_value
from citystrategy.facts.values import text, titled
from citystrategy.model import Actual, Actuals, Bilingual, Indicator, Point, Profile, Source, Strategy
from citystrategy.model.edition import Content
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import LANGUAGES, Words, number

ON_ITS_OWN = {"title", "methodology"}
"""Keys of `strategy.yml` that are compared with the plan."""


@dataclass(frozen=True)
class TwoFolders:
    """Two states of one city's folder, and what their values refer to."""

    old: CityFolder
    new: CityFolder
    sources: Mapping[str, Source]
    """The registers of both sides."""
    words: Words

    @cached_property
    def contents(self) -> tuple[Content, Content]:
        """What an edition would hold of either; of a title that cannot be read, the other side's."""
        about = (self.old.strategy or self.new.strategy, self.new.strategy or self.old.strategy)
        unknown = Strategy.model_construct(
            title=Bilingual.model_construct(kk="–", ru="–"), methodology=self.new.methodology.edition
        )
        old, new = (known or unknown for known in about)
        return seal.of(self.old, old), seal.of(self.new, new)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators of both sides, as they are now where they still are."""
        return {indicator.id: indicator for folder in (self.old, self.new) for indicator in folder.indicators}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of what values refer to."""
        return titles_of(self.new, self.sources, self.words.language)

    def only_in(self, here: CityFolder, there: CityFolder) -> Iterator[str]:
        """The indicators of one side that the other does not have."""
        if there.broken_indicators is None:
            return
        known = {indicator.id for indicator in there.indicators} | there.broken_indicators
        for indicator in here.indicators:
            if indicator.id not in known:
                yield titled(indicator, self.words)

    def planned(self) -> Iterator[ValueChange]:
        """The values of the plan that are not the same, of indicators that both sides have."""
        old, new = self.contents
        both = {"", *(old.indicators.keys() & new.indicators.keys())}
        for changed in difference.values(old, new):
            if changed.indicator in both:
                change = value_change(changed, old, new, self.titles, self.words)
                yield self._in_its_language(changed, change)

    def _in_its_language(self, changed: ValueDifference, change: ValueChange) -> ValueChange:
        """A value that stands there in two languages, with the name of its own."""
        if changed.key[-1] not in LANGUAGES:
            return change
        language = self.words(f"edition.languages.{changed.key[-1]}")
        return ValueChange(change.name, f"{change.label}, {language}", change.before, change.after)

    def observed(self) -> Iterator[ValueChange]:
        """The observed values that are not the same."""
        broken = (self.old.broken_values, self.new.broken_values)
        unread: set[str] = set().union(*(names for names in broken if names is not None))
        if None in broken:
            return
        old, new = _observed(self.old), _observed(self.new)
        for identifier, year in sorted(old.keys() | new.keys()):
            indicator = self.indicators.get(identifier)
            if indicator is not None and identifier not in unread:
                then, now = old.get((identifier, year)), new.get((identifier, year))
                yield from self._of_a_year(indicator, year, then, now)

    def _of_a_year(
        self, indicator: Indicator, year: int, then: Actual | None, now: Actual | None
    ) -> Iterator[ValueChange]:
        """What of a year's value is not the same: the value, then what is said of it."""
        name, label = titled(indicator, self.words), self.words("comparison.value", year=year)
        if then is None or now is None:
            yield ValueChange(name, label, self._sourced(indicator, then), self._sourced(indicator, now))
            return
        before, after = (text(indicator, actual.value, self.words) for actual in (then, now))
        if before != after:
            yield ValueChange(name, label, before, after)
        for changed in difference.fields("", _plain(then, {"value"}), _plain(now, {"value"})):
            yield self._described(Actual, changed, f"{name}, {year}")

    def _sourced(self, indicator: Indicator, actual: Actual | None) -> str:
        """A value that comes or goes, with the title of its source."""
        if actual is None:
            return ""
        source = self.titles.get(actual.source, actual.source)
        return f"{text(indicator, actual.value, self.words)} ({source})"

    def described(self) -> Iterator[ValueChange]:
        """What `strategy.yml`, the profile and the receipts of values say that is not the same."""
        if self.old.strategy and self.new.strategy:
            plain = (_plain(side, ON_ITS_OWN) for side in (self.old.strategy, self.new.strategy))
            for changed in difference.fields("", *plain):
                yield self._described(Strategy, changed, "")
        if self.old.profile and self.new.profile:
            yield from self._profile(self.old.profile, self.new.profile)
        old, new = ({file.year: file for _, file in side.actuals} for side in (self.old, self.new))
        for year in sorted(old.keys() | new.keys()):
            received = [
                _plain(file, {"year", "values"}) if file else {} for file in (old.get(year), new.get(year))
            ]
            for changed in difference.fields("", *received):
                yield self._described(Actuals, changed, str(year))

    def _profile(self, before: Profile, after: Profile) -> Iterator[ValueChange]:
        """The points of the profile that are not the same, and what else is said of a series."""
        names = {
            series.id: series.title[self.words.language] for series in self.new.methodology.profile_series
        }
        old, new = ({series.id: series for series in profile.series} for profile in (before, after))
        for identifier in dict.fromkeys((*new, *old)):
            series = (old.get(identifier), new.get(identifier))
            name = names.get(identifier, identifier)
            points = [{point.year: point for point in side.values} if side else {} for side in series]
            digits = max(side.decimals for side in series if side)
            for year in sorted(points[0].keys() | points[1].keys()):
                then, now = (_point(side.get(year), digits) for side in points)
                if then != now:
                    yield ValueChange(name, self.words("comparison.value", year=year), then, now)
            if all(series):
                plain = [_plain(side, set()) for side in series if side]
                for changed in difference.fields("", *plain):
                    if changed.key[0] != "values" or changed.key[-1] != "value":
                        yield self._described(Profile, changed, name)

    def _described(self, kind: Any, changed: ValueDifference, name: str) -> ValueChange:
        key = ("series", *changed.key) if kind is Profile else changed.key
        label = field_label(kind, key, self.words)
        before, after = (
            field_value(key, value, self.titles, self.words) for value in (changed.before, changed.after)
        )
        return ValueChange(name, label, before, after)


def field_changes(
    kind: type[BaseModel],
    name: str,
    sides: tuple[BaseModel | None, BaseModel | None],
    titles: Mapping[str, str],
    words: Words,
) -> Iterator[ValueChange]:
    """What a part of a file says that is not the same; a part that comes or goes has all that it says."""
    plain = [_plain(side, set()) if side else {} for side in sides]
    for changed in difference.fields("", *plain):
        values = (field_value(changed.key, value, titles, words) for value in (changed.before, changed.after))
        yield ValueChange(name, field_label(kind, changed.key, words), *values)


def _observed(folder: CityFolder) -> dict[tuple[str, int], Actual]:
    """The observed values by indicator and year."""
    return {(actual.indicator, file.year): actual for _, file in folder.actuals for actual in file.values}


def _point(point: Point | None, digits: int) -> str:
    return "" if point is None else number(point.value, digits)


def _plain(part: Any, without: set[str]) -> Mapping[str, Any]:
    """A part of a file as plain data without what holds its default."""
    plain: dict[str, Any] = part.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude=without
    )
    return plain
