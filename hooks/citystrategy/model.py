"""The typed model of a strategy: what the YAML files hold, validated and frozen.

Owns the shape of every file under `strategies/` but the order's own (`methodology`). The field
documentation on the site and the JSON Schema come from here. Must not read files, nor check what
one file says against another (`checks` does).
"""

import calendar
import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    model_validator,
)

from citystrategy import source

Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
Year = Annotated[int, Field(ge=1900, le=2100)]
Decimals = Annotated[int, Field(ge=0, le=6)]


class Model(BaseModel):
    """What every part of a file has in common: frozen, strict, and it knows its line."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        populate_by_name=True,
    )
    _line: int = PrivateAttr(default=1)
    _lines: dict[str, int] = PrivateAttr(default_factory=dict)

    @property
    def line(self) -> int:
        """Line of the file on which this part begins, from 1."""
        return self._line

    def line_of(self, key: str) -> int:
        """Line of the file on which a key stands, or this part's own where it is not written."""
        return self._lines.get(key, self._line)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_line(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        made = handler(data)
        if isinstance(data, source.Mapping):
            made._line, made._lines = data.line, data.lines
        return made


class Bilingual(Model):
    """The same text in both languages, of equal weight."""

    kk: Word
    """Kazakh text."""
    ru: Word
    """Russian text."""

    def __getitem__(self, language: str) -> str:
        """The text in `kk` or `ru`."""
        return str(getattr(self, language))


# strategies/_cities.yml


class CityName(Bilingual):
    """A city's name in three languages."""

    en: Word
    """English name, for developers and for addresses."""


class Coordinates(Model):
    """Where the city lies, to a tenth of a degree: for a map, not for measuring."""

    latitude: Annotated[float, Field(ge=40, le=56)]
    """Degrees north."""
    longitude: Annotated[float, Field(ge=46, le=88)]
    """Degrees east."""


class CityPopulation(Model):
    """The newest population figure of a city."""

    value: Annotated[int, Field(gt=0)]
    """Persons."""
    date: datetime.date
    """The day the figure describes."""
    source: Identifier
    """Source, an id of `_sources.yml`."""
    territory: Literal["city", "city-administration", "city-proper", "not-stated"]
    """Which territory the figure counts."""


class City(Model):
    """One of the twenty cities of paragraph 3."""

    slug: Identifier
    """Name of the city's folder and of its address on the site."""
    name: CityName
    """Name of the city."""
    status: Literal["capital", "republican", "oblast-centre", "semey"]
    """Why the city is in scope (paragraph 3)."""
    oblast: Bilingual | None
    """Oblast, or null for the capital and the republican cities."""
    maslikhat: Bilingual
    """The maslikhat that approves the strategy (paragraph 16)."""
    coordinates: Coordinates
    """Place on the map."""
    population: CityPopulation
    """Newest population figure."""


class Register(Model):
    """The register of cities: `strategies/_cities.yml`."""

    cities: tuple[City, ...]
    """The cities, in the order in which the site lists them."""


# strategies/_sources.yml


class Source(Model):
    """Where a figure or a statement comes from."""

    id: Identifier
    """Name by which values and footnotes refer to the source."""
    kind: Literal["official", "press"]
    """Official document or statistics, or a publication that quotes them."""
    title: Bilingual
    """Publisher, title and period."""
    url: Address
    """Address of the source."""


class Sources(Model):
    """The register of sources: `strategies/_sources.yml`."""

    sources: tuple[Source, ...]
    """All sources."""


# strategies/<city>/strategy.yml


class Decision(Model):
    """The decision by which an edition of a strategy was approved (paragraph 16)."""

    body: Bilingual | None = None
    """Body that decided, where it is not the maslikhat of the register."""
    number: Word
    """Number of the decision."""
    date: datetime.date
    """Date of the decision."""
    registration: Word | None = None
    """Number in the register of legal acts, where the decision was registered."""
    url: Address
    """Address of the official publication."""


class Edition(Model):
    """One edition of an approved strategy: what was decided, when, and its seal."""

    number: Annotated[int, Field(ge=1)]
    """Number of the edition: 1, 2 and so on."""
    kind: Literal["approval", "amendment", "technical-correction"]
    """The first approval, an amendment by decision, or the correction of a slip without one."""
    date: datetime.date
    """Day from which the edition is in force."""
    decision: Decision | None = None
    """Decision by which the edition was approved; a technical correction has none."""
    reason: Bilingual | None = None
    """Reason of a technical correction."""
    changes: Bilingual | None = None
    """What changed since the edition before."""
    seal: Word | None = None
    """Digest of the approved content, written by `scripts/seal.py`."""


Step = Literal["hearings", "central-body", "adjacent-oblasts", "administration", "maslikhat"]
"""The steps of the approval, in the order of paragraphs 14 to 16."""


class ApprovalStep(Model):
    """A step of the approval that was taken (paragraphs 14 to 16)."""

    step: Step
    """Which step."""
    date: datetime.date
    """Day on which it was taken; the last day of hearings."""
    document: Bilingual
    """Document that shows it."""
    url: Address | None = None
    """Address of the document."""


class Declaration(Model):
    """A statement on something that only a person can judge."""

    rule: Identifier
    """Rule of the methodology, of the kind `statement`."""
    applies: bool = True
    """False where the rule does not apply to this strategy."""
    by: Bilingual
    """Who declares it: body and office."""
    date: datetime.date
    """Day of the declaration."""
    statement: Bilingual
    """What is declared, or why the rule does not apply."""


class Strategy(Model):
    """What the strategy is and how far its approval has come: `strategy.yml`."""

    status: Literal["draft", "demonstration", "approved"]
    """`approved` needs an edition with a decision; a demonstration and a draft must not have one."""
    methodology: datetime.date
    """Edition of the order that the strategy follows: a file of `_methodology/`."""
    title: Bilingual
    """Full title of the strategy."""
    summary: Bilingual
    """Two or three sentences for the city's page."""
    editions: tuple[Edition, ...] = ()
    """Editions of an approved strategy, the first one first."""
    approval: tuple[ApprovalStep, ...] = ()
    """Steps of the approval that were taken."""
    declarations: tuple[Declaration, ...] = ()
    """Statements on what only a person can judge."""

    @property
    def edition(self) -> Edition | None:
        """The edition in force: the last one."""
        return self.editions[-1] if self.editions else None

    @property
    def decision(self) -> Decision | None:
        """The decision in force: that of the last edition that has one."""
        return self.decision_of(self.editions[-1]) if self.editions else None

    def decision_of(self, edition: Edition) -> Decision | None:
        """The decision on which an edition rests: its own, or that of the edition which it corrects."""
        upto = [one.decision for one in self.editions if one.decision and one.number <= edition.number]
        return upto[-1] if upto else None


# strategies/<city>/indicators.yml


class Baseline(Model):
    """The value from which an indicator starts, or why there is none (paragraph 26)."""

    year: Year | None = None
    """Year of the baseline value."""
    value: float | None = None
    """Baseline value, in the indicator's unit."""
    source: Identifier | None = None
    """Source of the value, an id of `_sources.yml`."""
    absent: Bilingual | None = None
    """Why no baseline value exists; instead of year, value and source."""


class Target(Model):
    """The value set for one year: an interim value or the value for 2050 (paragraph 26)."""

    year: Year
    """Year of the value."""
    value: float
    """Value, in the indicator's unit."""
    basis: Literal["approved", "announced", "illustrative"]
    """Approved by decision, announced in public, or only an illustration of a demonstration."""
    source: Identifier | None = None
    """Source of an announced value, an id of `_sources.yml`."""


class Due(Model):
    """When the value of a year has to be published."""

    month: Annotated[int, Field(ge=1, le=12)]
    """Month of the due date."""
    day: Annotated[int, Field(ge=1, le=31)]
    """Day of the due date; in a shorter month its last day is meant."""
    years_after: Annotated[int, Field(ge=0, le=5)]
    """How many years after the year it describes."""

    def date(self, year: int) -> datetime.date:
        """The day by which the value of `year` is due."""
        year += self.years_after
        last = calendar.monthrange(year, self.month)[1]
        return datetime.date(year, self.month, min(self.day, last))


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
    kind: Literal["number", "percent", "index", "rank"]
    """Kind of value; a rank is a whole number, and lower is better."""
    territory: Literal["city", "oblast", "country"] = "city"
    """Territory that the values describe."""
    unit: Bilingual
    """Unit of the values."""
    decimals: Decimals
    """Digits shown after the comma."""
    better: Literal["higher", "lower"]
    """Which way is better."""
    tolerance: Annotated[float, Field(ge=0)] | None = None
    """Tolerance in the indicator's unit; by default half of the last digit shown."""
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


# strategies/<city>/actuals/<year>.yml


class Actual(Model):
    """One observed value."""

    indicator: Identifier
    """Indicator, an id of `indicators.yml`."""
    value: float
    """Observed value, in the indicator's unit."""
    source: Identifier
    """Source of the value, an id of `_sources.yml`."""
    date: datetime.date | None = None
    """Day on which the value was published."""
    provisional: bool = False
    """Whether the value is preliminary or calculated."""
    method: Identifier | None = None
    """Version of the definition, where it is not the one of the approved values."""
    discontinuity: Bilingual | None = Field(default=None, alias="break")
    """Why the series does not continue the values before (a recount after a census)."""
    field_size: Annotated[int, Field(ge=1)] | None = None
    """How many places a ranking has."""
    note: Bilingual | None = None
    """Note for the reader."""


class Actuals(Model):
    """The observed facts of one year: `actuals/<year>.yml`."""

    year: Year
    """Year that the values describe."""
    values: tuple[Actual, ...]
    """Observed values."""


# strategies/<city>/profile.yml


class Point(Model):
    """One value of a profile series."""

    year: Year
    """Year that the value describes."""
    value: float
    """Value, in the series' unit."""
    source: Identifier
    """Source of the value, an id of `_sources.yml`."""
    provisional: bool = False
    """Whether the value is preliminary or calculated."""
    discontinuity: Bilingual | None = Field(default=None, alias="break")
    """Why the series does not continue the values before."""
    note: Bilingual | None = None
    """Note for the reader."""


class Series(Model):
    """One of the series of paragraph 18."""

    id: Identifier
    """Series, an id of `profile_series` in the methodology."""
    unit: Bilingual
    """Unit of the values."""
    decimals: Decimals
    """Digits shown after the comma."""
    territory: Literal["city", "oblast", "country"]
    """Territory that the values describe."""
    note: Bilingual | None = None
    """Note for the reader."""
    values: tuple[Point, ...]
    """Values, in order of year."""


class Profile(Model):
    """The profile of the city, ten years where they exist (paragraph 18): `profile.yml`."""

    series: tuple[Series, ...]
    """The series that exist."""
