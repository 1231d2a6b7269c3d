"""What can be found on the site, by language: sections of chapters, indicators, series, pages, in sentences.

Owns what is searched and what a result says of itself; it says the same as the pages, from the same facts.
What is not written yet is not there. Must not know how is searched, nor HTML.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from citystrategy.checks.unwritten import BLANK
from citystrategy.facts import comparison, editions, heads, profile, sentences, unapproved
from citystrategy.facts.finding import finding
from citystrategy.facts.passages import said, seen
from citystrategy.facts.passages import sentences as split
from citystrategy.markdown.document import TextSection
from citystrategy.method.comparability import Comparison
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import City, Source
from citystrategy.model.tree import ChapterText, Guide, Tree
from citystrategy.words.words import Words, number

KINDS = ("city", "chapter", "indicator", "monitoring", "profile", "edition", "comparison", "site")
"""The kinds of what is found, in the order in which they are listed."""
METHOD = "method"
"""The page about the site whose sections are terms."""
UNSAID = ("definition", "reference")
"""Blocks that say nothing of their own: notes, and tables that other pages show."""


@dataclass(frozen=True)
class Findable:
    """A place of the site that can be found in one language."""

    kind: str
    """One of `KINDS`."""
    city: str
    """Slug of the city that it is about; empty for the whole site."""
    address: str
    """Page and section, relative to the home page of the language."""
    title: str
    above: tuple[str, ...]
    """What it is a part of, the nearest first, such as the chapter of a section."""
    sentences: tuple[str, ...]
    term: str = ""
    """Under what an index of terms lists it; empty where it does not."""


class Searched(Protocol):
    """What is asked of a site."""

    @property
    def tree(self) -> Tree:
        """All files of all cities."""

    @property
    def today(self) -> date:
        """The day of the build."""

    @property
    def standings(self) -> Mapping[str, Standing]:
        """Strategies by slug of their city."""

    @property
    def comparisons(self) -> Mapping[str, Comparison]:
        """All cities' values of each indicator of paragraph 26, by its id."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Registered sources by id."""


def findable(site: Searched, words: Words) -> list[Findable]:
    """Everything that can be found in a language: the cities in the order of the register, then the site."""
    places: list[Findable] = []
    for city in site.tree.cities:
        standing = site.standings.get(city.slug)
        places += list(_of_city(standing, site, words)) if standing else [_without_strategy(city, words)]
    places += _comparisons(site, words)
    places += [
        place for guide in site.tree.guides if guide.language == words.language for place in _guide(guide)
    ]
    return [place for place in places if BLANK not in place.title]


def _without_strategy(city: City, words: Words) -> Findable:
    """A city of which the home page says that no strategy was found."""
    said_of = (*_about(city, words), f"{words('home.not_found')}.")
    name = city.name[words.language]
    return Findable("city", city.slug, f"#{city.slug}", name, (), said_of, name)


def _about(city: City, words: Words) -> Iterator[str]:
    """Where a city lies, and how many live there."""
    place = words(f"home.statuses.{city.status}")
    yield f"{place}, {city.oblast[words.language]}." if city.oblast else f"{place}."
    population = city.population
    yield words("strategy.population_text", value=number(population.value, 0), date=population.date) + "."


def _of_city(standing: Standing, site: Searched, words: Words) -> Iterator[Findable]:
    """The pages of a city that has a strategy."""
    folder, code = standing.folder, words.language
    city, slug, name = folder.city, folder.city.slug, folder.city.name[code]
    about = folder.strategy
    introduced = (about.title[code], about.summary[code]) if about else ()
    told = _whole((*introduced, *_about(city, words), unapproved.sentence(folder, words)))
    yield Findable("city", slug, f"{slug}/", name, (), told, name)
    for text in folder.chapters:
        if text.language == code:
            yield from _chapter(standing, text, words)
    for progress in standing.progress:
        yield _indicator(standing, progress, site.today, words)
    for page in ("monitoring", "calendar", "conformity"):
        said_of = (
            heads.monitoring(standing, words) if page == "monitoring" else heads.of_city(page, folder, words)
        )
        title = words(f"{page}.title", city=name)
        yield Findable("monitoring", slug, f"{slug}/{page}/", title, (), _whole([said_of]))
    yield from _profile(standing, site, words)
    for published in editions.editions(folder):
        edition = published.edition.number
        title = words("edition.page", city=name, number=edition)
        said_of = heads.edition(folder, published, words)
        yield Findable("edition", slug, f"{slug}/editions/{edition}/", title, (), _whole([said_of]))


def _chapter(standing: Standing, text: ChapterText, words: Words) -> Iterator[Findable]:
    """The sections of a chapter that are written; the first is what stands below its title."""
    slug = standing.folder.city.slug
    chapter = next((heading.title for heading in text.headings if heading.level == 1), "")
    second = ""
    for section in text.document.sections:
        title = section.heading.text or chapter
        address = f"{slug}/{text.id}/" + (f"#{section.anchor}" if section.anchor else "")
        within: tuple[str, ...] = (chapter,) if section.anchor else ()
        if section.level > 2 and second:
            within = (second, chapter)
        elif section.anchor:
            second = title
        if not section.unwritten:
            told = tuple(_sentences(standing, section, words))
            yield Findable("chapter", slug, address, title, within, told, title)


def _sentences(standing: Standing, section: TextSection, words: Words) -> Iterator[str]:
    for block in section.blocks:
        for part in block.parts if block.kind not in UNSAID else ():
            yield from split(said(standing, part, words))


def _indicator(standing: Standing, progress: Progress, today: date, words: Words) -> Findable:
    """The page of an indicator."""
    folder, indicator, code = standing.folder, progress.indicator, words.language
    direction = next(
        (chapter for chapter in folder.methodology.chapters if chapter.id == indicator.direction), None
    )
    told = [
        indicator.definition[code],
        finding(progress, today, words),
        sentences.chart_text(progress, words),
        f"{words('monitoring.source')}: {indicator.source[code]}",
        indicator.collection[code],
        indicator.responsible[code],
    ]
    address = f"{folder.city.slug}/indicators/{indicator.id}/"
    above = (direction.title[code],) if direction else ()
    name = indicator.name[code]
    return Findable("indicator", folder.city.slug, address, name, above, _whole(told), name)


def _profile(standing: Standing, site: Searched, words: Words) -> Iterator[Findable]:
    """The series of a city's profile that have values."""
    slug, code = standing.folder.city.slug, words.language
    above = (words("profile.link"),)
    for section in profile.profile(standing.folder, site.sources, words).sections:
        if section.series is not None:
            note = section.series.note[code] if section.series.note else ""
            name = section.about.title[code]
            told = _whole((section.summary, note))
            yield Findable("profile", slug, f"{slug}/profile/#{section.about.id}", name, above, told, name)


def _comparisons(site: Searched, words: Words) -> Iterator[Findable]:
    """The pages on which cities are compared."""
    for recommended in site.tree.recommended:
        overview = comparison.overview(recommended, site.comparisons[recommended.id], site.tree, words)
        name = recommended.title[words.language]
        told = _whole([heads.comparison(overview, words)])
        title = words("comparison.title_of", name=name)
        yield Findable("comparison", "", f"compare/{recommended.id}/", title, (), told, name)


def _guide(guide: Guide) -> Iterator[Findable]:
    """The sections of a page about the site."""
    page = next((heading.title for heading in guide.headings if heading.level == 1), "")
    for section in guide.document.sections:
        title = section.heading.text or page
        if title and guide.id != "index":
            address = f"{guide.id}/" + (f"#{section.anchor}" if section.anchor else "")
            above = (page,) if section.anchor else ()
            term = title if not section.anchor or guide.id == METHOD else ""
            yield Findable("site", "", address, title, above, tuple(_guide_sentences(section)), term)


def _guide_sentences(section: TextSection) -> Iterator[str]:
    """The sentences that are whole without code and references."""
    for block in section.blocks:
        for part in block.parts if block.kind not in (*UNSAID, "code") else ():
            yield from (sentence for sentence in split(seen(part)) if not heads.LEFT_OUT.search(sentence))


def _whole(passages: Iterable[str]) -> tuple[str, ...]:
    """The sentences of what is told, without what a draft leaves blank."""
    return tuple(
        sentence
        for passage in passages
        if BLANK not in passage
        for sentence in split(" ".join(passage.split()))
    )
