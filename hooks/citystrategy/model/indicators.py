"""The approved plan: `strategies/<city>/indicators.yml` (paragraphs 9 and 26)."""

import calendar
import datetime
from typing import Annotated, Literal

from pydantic import Field

from citystrategy.model.base import Bilingual, Decimals, Identifier, Model, SourceId, Word, Year
from citystrategy.model.values import Value
from citystrategy.workdays import holidays, working_day


class Baseline(Model):
    """The value from which an indicator starts, or why there is none (paragraph 26)."""

    year: Year | None = None
    """Year of the baseline value."""
    value: Value | None = None
    """Baseline value, in the indicator's unit."""
    source: SourceId | None = None
    """Source of the value."""
    absent: Bilingual | None = None
    """Why no baseline value exists; instead of year, value and source."""


class Target(Model):
    """The value set for one year: an interim value or the value for 2050 (paragraph 26)."""

    year: Year
    """Year of the value."""
    value: Value
    """Value in the indicator's unit: a number, `true` or `false`, a category, `low` and `high`, or words."""
    basis: Literal["approved", "announced", "illustrative"]
    """Approved by decision, announced in public, or only an illustration of a demonstration."""
    source: SourceId | None = None
    """Source of an announced value."""


class Due(Model):
    """When the value of a year has to be published."""

    month: Annotated[int, Field(ge=1, le=12)]
    """Month of the due date."""
    day: Annotated[int, Field(ge=1, le=31)]
    """Day of the due date; in a shorter month its last day is meant, for a day off the next working day."""
    years_after: Annotated[int, Field(ge=0, le=5)]
    """How many years after the year it describes."""

    def date(self, year: int) -> datetime.date:
        """The last day for the value of `year`: the next working day where the one named is off."""
        year += self.years_after
        last = calendar.monthrange(year, self.month)[1]
        return working_day(datetime.date(year, self.month, min(self.day, last)), holidays())


class StandardError(Model):
    """By how much a yearly value differs by chance, and how that is known."""

    value: Annotated[float, Field(gt=0)]
    """Standard error of one yearly value, in the indicator's unit."""
    ground: Bilingual
    """Where it is from: what the source says, or the number of cases."""


class NotAssessable(Model):
    """Why an indicator cannot be assessed."""

    reason: Literal["discontinued", "unmeasurable"]
    """Its publisher stopped it, or no measurable value was set (paragraph 26)."""
    since: Year | None = None
    """Year in which it was discontinued."""
    explanation: Bilingual
    """What happened, in a sentence or two."""


class Method(Model):
    """A version of an indicator's definition; values of different ones are not comparable."""

    id: Identifier
    """Name by which values refer to the version."""
    name: Bilingual
    """What this version counts, in a few words."""


class Category(Model):
    """One of the ordered categories of an indicator."""

    id: Identifier
    """Name by which values refer to the category."""
    name: Bilingual
    """What the category is called."""


Kind = Literal["number", "percent", "index", "rank", "yes-no", "categories", "narrative"]
"""The kinds of indicator; paragraph 26 recommends indicators of all of them."""


class Indicator(Model):
    """A target indicator with its approved values (paragraphs 9 and 26)."""

    id: Identifier
    """Name by which values and texts refer to the indicator."""
    direction: Identifier
    """Strategic direction: a chapter of paragraph 17 4)."""
    recommended: Identifier | None = None
    """Recommended indicator of paragraph 26 that this one answers."""
    name: Bilingual
    """Name of the indicator."""
    definition: Bilingual
    """What exactly is measured."""
    kind: Kind
    """Kind of value; a rank is a whole number, categories are ordered, words are assessed by a body."""
    territory: Literal["city", "oblast", "country"] = "city"
    """Territory that the values describe."""
    unit: Bilingual
    """Unit of the values."""
    decimals: Decimals
    """Digits shown after the comma."""
    beyond_hundred: bool = False
    """Whether a percentage may lie beyond 0 to 100, as growth against the year before may."""
    better: Literal["higher", "lower", "within"]
    """Which way is better; `within` where the targets are ranges or a level to hold."""
    categories: tuple[Category, ...] = ()
    """Ordered categories, the worst one first; only where the kind is `categories`."""
    tolerance: Annotated[float, Field(ge=0)] | None = None
    """Tolerance in the indicator's unit; by default half of the last digit shown."""
    standard_error: StandardError | None = None
    """How much a yearly value differs by chance; without it, estimated from eight values or more."""
    methods: tuple[Method, ...] = ()
    """Versions of the definition, where values may follow more than one."""
    method: Identifier | None = None
    """Version that the approved values follow, an id of `methods`."""
    edition: Word | None = None
    """Edition of an index or a ranking."""
    baseline: Baseline | None = None
    """Baseline value."""
    targets: tuple[Target, ...] = ()
    """Interim values and the value for 2050, in order of year."""
    not_assessable: NotAssessable | None = None
    """Set where the indicator cannot be assessed; then it needs no baseline and no targets."""
    source: Bilingual
    """Source of information (paragraph 26)."""
    collection: Bilingual
    """Tool by which the data are collected (paragraph 26)."""
    responsible: Bilingual
    """Body that has to report the value."""
    due: Due | None = None
    """When a year's value has to be published."""


class Indicators(Model):
    """The approved plan: `indicators.yml`."""

    indicators: tuple[Indicator, ...]
    """The target indicators."""
