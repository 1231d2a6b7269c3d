"""What stands in the tables for people, and what a workbook says about itself, in both languages.

Owns the row of each year of an indicator and the sheet of explanations. Numbers stay numbers and dates
dates; how a format writes them is not known here. The words are those of `data` in the words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.facts import terms, unapproved, values
from citystrategy.facts.bilingual import bilingual
from citystrategy.facts.remarks import in_line, remarks
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.method.years import Year, years
from citystrategy.model import Bilingual, Indicator, Range, Source, Value
from citystrategy.model.tree import CityFolder
from citystrategy.outputs.api.strategy import strategy_record
from citystrategy.outputs.tables import COLUMNS, Cell, TableRow
from citystrategy.outputs.workbook import Book, Sheet
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words, words_in

MORE_DIGITS = 2
"""Digits that a calculated value has beyond those of its indicator: see `facts.values.places`."""


def titles(words: Words) -> tuple[str, ...]:
    """The titles of the columns in a language."""
    return tuple(words(f"data.columns.{column.id}.title") for column in COLUMNS)


def rows(
    standing: Standing, progress: Progress, sources: Mapping[str, Source], words: Words
) -> Iterator[TableRow]:
    """The rows of an indicator in a language."""
    indicator, language, about = progress.indicator, words.language, standing.folder.strategy
    head: tuple[Cell, ...] = (
        standing.folder.city.slug,
        standing.folder.city.name[language],
        words(f"strategy.statuses.{about.status}") if about else None,
        indicator.id,
        indicator.name[language],
        None if values.is_blank(indicator.unit) else indicator.unit[language],
    )
    for year in years(progress):
        cells = (*head, year.year, *_planned(indicator, year, sources, words))
        declared = words("terms.of_source") if year.observation else None
        observed = _observed(progress, year, sources, words)
        yield TableRow((*cells, *observed, standing.today, declared), indicator.decimals)


def _planned(
    indicator: Indicator, year: Year, sources: Mapping[str, Source], words: Words
) -> tuple[Cell, ...]:
    point, guided = year.point, year.guide
    return (
        *_value(indicator, point.value if point else None, words),
        values.basis(point, words) if point else None,
        sources[point.source].title[words.language] if point and point.source else None,
        *_value(indicator, guided, words, calculated=True),
    )


def _observed(
    progress: Progress, year: Year, sources: Mapping[str, Source], words: Words
) -> tuple[Cell, ...]:
    status = words(f"status.{year.assessment.status}") if year.assessment else None
    verdict = words(f"verdict.{year.verdict}") if year.verdict else None
    observation = year.observation
    if observation is None:
        return (None, None, None, status, verdict, None, None, None, None)
    source = sources[observation.actual.source]
    return (
        _value(progress.indicator, observation.actual.value, words)[0],
        _yes(observation.actual.provisional, words),
        _yes(observation.comparable, words),
        status,
        verdict,
        source.title[words.language],
        source.url,
        observation.actual.date,
        in_line(remarks(progress.indicator, observation, words)) or None,
    )


def _value(
    indicator: Indicator, value: Value | None, words: Words, calculated: bool = False
) -> tuple[Cell, Cell, Cell]:
    """A value in its three columns: the value itself, or the ends of a range."""
    if value is None:
        return None, None, None
    if isinstance(value, Range):
        return None, _number(indicator, value.low, calculated), _number(indicator, value.high, calculated)
    if isinstance(value, bool | str | Bilingual):
        return values.text(indicator, value, words), None, None
    return _number(indicator, value, calculated), None, None


def _number(indicator: Indicator, value: float, calculated: bool) -> float:
    """A number as written; a calculated one with the digits that the page may show."""
    shown = round(value, indicator.decimals + MORE_DIGITS) if calculated else value
    return int(shown) if float(shown).is_integer() else shown


def _yes(value: bool, words: Words) -> str:
    return words("value.affirmative" if value else "value.negative")


@dataclass(frozen=True)
class About:
    """What a workbook is about."""

    title: Bilingual
    day: date
    facts: tuple[tuple[str, Bilingual], ...]
    """Key of the name under `data.readme` in the words, and text."""
    page: str
    """Path of the page that shows the same."""
    place: Place
    terms: Bilingual
    """On which terms the values may be used."""
    cited: Bilingual | None = None
    """What a citation has to say besides: that a strategy is not approved."""

    @property
    def status(self) -> Bilingual:
        """Whether the strategies are approved."""
        told = dict(self.facts)
        return told.get("status") or told["strategy"]

    @classmethod
    def of_indicator(cls, standing: Standing, progress: Progress, place: Place) -> "About":
        """One indicator."""
        indicator, city = progress.indicator, standing.folder.city
        described = (
            ("definition", indicator.definition),
            ("unit", indicator.unit),
            ("information", indicator.source),
            ("responsible", indicator.responsible),
        )
        known = ((key, text) for key, text in described if not values.is_blank(text))
        facts = (*_of_strategy(standing), *known)
        title = bilingual(lambda words: f"{city.name[words.language]}: {indicator.name[words.language]}")
        return cls(
            title,
            standing.today,
            facts,
            f"{city.slug}/indicators/{indicator.id}/",
            place,
            terms.in_both([standing.folder]),
            _mark(standing.folder),
        )

    @classmethod
    def of_city(cls, standing: Standing, place: Place) -> "About":
        """All indicators of a city."""
        city = standing.folder.city
        title = bilingual(lambda words: words("data.of_city", city=city.name[words.language]))
        facts, mark = _of_strategy(standing), _mark(standing.folder)
        declared = terms.in_both([standing.folder])
        return cls(title, standing.today, facts, f"{city.slug}/monitoring/", place, declared, mark)

    @classmethod
    def of_all(cls, site: Site, place: Place) -> "About":
        """All indicators of all cities."""
        notice = bilingual(lambda words: words("data.readme.all_text"))
        return cls(
            bilingual(lambda words: words("data.of_all")),
            site.today,
            (("strategy", notice),),
            "data/",
            place,
            terms.in_both(site.tree.strategies),
            notice if any(standing.folder.unapproved for standing in site.standings.values()) else None,
        )


def _mark(folder: CityFolder) -> Bilingual | None:
    if not folder.unapproved:
        return None
    return bilingual(lambda words: unapproved.sentence(folder, words))


def _of_strategy(standing: Standing) -> tuple[tuple[str, Bilingual], ...]:
    """The strategy, and that it is not approved where it is not."""
    strategy = strategy_record(standing.folder, standing.today)
    status = bilingual(lambda words: words(f"strategy.statuses.{strategy.status}"))
    return (("strategy", strategy.title), ("status", strategy.notice or status))


def book(about: About, tables: Mapping[str, tuple[TableRow, ...]]) -> Book:
    """The workbook of a table."""
    return Book(
        title=about.title[LANGUAGES[0]],
        day=about.day,
        explained=" · ".join(words_in(code)("data.readme.sheet") for code in LANGUAGES),
        explanations=tuple(
            (*kazakh, *russian)
            for kazakh, russian in zip(
                *(_explained(about, words_in(code)) for code in LANGUAGES), strict=True
            )
        ),
        sheets=tuple(
            Sheet(words_in(code)("data.readme.values"), titles(words_in(code)), tables[code])
            for code in LANGUAGES
        ),
    )


def _explained(about: About, words: Words) -> list[tuple[str, str]]:
    """Names and texts in one language."""
    language = words.language
    address = about.place.link(addresses.page(about.page, language)) if about.place.base else ""
    cited = words("data.cite_text", title=about.title[language], date=about.day)
    if about.cited:
        cited = f"{cited} {about.cited[language]}"
    explained = [(about.title[language], "")]
    explained += [(words(f"data.readme.{name}"), text[language]) for name, text in about.facts]
    explained.append((words("data.readme.day"), words("data.readme.day_text", date=about.day)))
    explained.append((words("data.readme.terms"), about.terms[language]))
    if address:
        explained.append((words("data.readme.address"), address))
    explained.append((words("data.readme.cite"), f"{cited} {address}".strip()))
    explained.append((words("data.readme.columns"), ""))
    for column in COLUMNS:
        named = f"data.columns.{column.id}"
        explained.append((words(f"{named}.title"), words(f"{named}.about")))
    return explained
