"""What a workbook says about itself, in both languages: what it holds, of which day, how to read and cite it.

Owns the sheet of explanations. The words are those of `data` in the words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.facts import unapproved
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Bilingual
from citystrategy.model.tree import CityStrategy
from citystrategy.outputs.describing import strategy_of
from citystrategy.outputs.table import COLUMNS, Row, titles
from citystrategy.outputs.workbook import Book, Sheet
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words, words_in


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
    cited: Bilingual | None = None
    """What a citation has to say besides: that a strategy is not approved."""

    @classmethod
    def of_indicator(cls, standing: Standing, item: Progress, place: Place) -> "About":
        """One indicator."""
        one, city = item.indicator, standing.strategy.city
        facts = (
            *_of_strategy(standing),
            ("definition", one.definition),
            ("unit", one.unit),
            ("information", one.source),
            ("responsible", one.responsible),
        )
        title = _both(lambda words: f"{city.name[words.language]}: {one.name[words.language]}")
        return cls(
            title, standing.today, facts, f"{city.slug}/indicators/{one.id}/", place, _mark(standing.strategy)
        )

    @classmethod
    def of_city(cls, standing: Standing, place: Place) -> "About":
        """All indicators of a city."""
        city = standing.strategy.city
        title = _both(lambda words: words("data.of_city", city=city.name[words.language]))
        facts, mark = _of_strategy(standing), _mark(standing.strategy)
        return cls(title, standing.today, facts, f"{city.slug}/monitoring/", place, mark)

    @classmethod
    def of_all(cls, site: Site, place: Place) -> "About":
        """All indicators of all cities."""
        notice = _both(lambda words: words("data.readme.all_text"))
        return cls(
            _both(lambda words: words("data.of_all")),
            site.today,
            (("strategy", notice),),
            "data/",
            place,
            notice if any(one.strategy.unapproved for one in site.standings.values()) else None,
        )


def _both(say: Callable[[Words], str]) -> Bilingual:
    kazakh, russian = (say(words_in(code)) for code in LANGUAGES)
    return Bilingual(kk=kazakh, ru=russian)


def _mark(strategy: CityStrategy) -> Bilingual | None:
    if not strategy.unapproved:
        return None
    return _both(lambda words: unapproved.sentence(strategy, words))


def _of_strategy(standing: Standing) -> tuple[tuple[str, Bilingual], ...]:
    """The strategy, and that it is not approved where it is not."""
    strategy = strategy_of(standing.strategy)
    status = _both(lambda words: words(f"strategy.statuses.{strategy.status}"))
    return (("strategy", strategy.title), ("status", strategy.notice or status))


def book(about: About, tables: Mapping[str, tuple[Row, ...]]) -> Book:
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
    found = [(about.title[language], "")]
    found += [(words(f"data.readme.{name}"), text[language]) for name, text in about.facts]
    found.append((words("data.readme.day"), words("data.readme.day_text", date=about.day)))
    if address:
        found.append((words("data.readme.address"), address))
    found.append((words("data.readme.cite"), f"{cited} {address}".strip()))
    found.append((words("data.readme.columns"), ""))
    for column in COLUMNS:
        named = f"data.columns.{column.id}"
        found.append((words(f"{named}.title"), words(f"{named}.about")))
    return found
