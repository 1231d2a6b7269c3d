"""What every template is given: words, the form of numbers, and the data of each kind of page.

Owns the names by which templates ask. Must not know HTML or MkDocs.
"""

from collections.abc import Callable
from posixpath import basename
from typing import Any

from citystrategy.addresses import page as page_address
from citystrategy.addresses import year_end as year_end_address
from citystrategy.charts import rows
from citystrategy.facts import (
    calendar,
    chapter,
    city,
    city_page,
    comparison,
    conformity,
    editions,
    findable,
    home,
    indicator_page,
    profile,
    term_index,
    values,
)
from citystrategy.facts.finding import finding
from citystrategy.facts.happened import undated
from citystrategy.facts.indicator import IndicatorFacts, indicator_facts
from citystrategy.facts.remarks import of_point
from citystrategy.method.duty import next_duty
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model.tree import CityFolder
from citystrategy.outputs import chapters, field_guide, frame, heads
from citystrategy.outputs.descriptions import descriptions
from citystrategy.outputs.document.documents import Documents
from citystrategy.outputs.frame import ShownPage
from citystrategy.outputs.law.laws import Laws, law_path
from citystrategy.outputs.wall import POLICY
from citystrategy.outputs.year_end import years_of
from citystrategy.problems.codes import codes
from citystrategy.site import Site
from citystrategy.words.alphabet import alphabetical
from citystrategy.words.words import Words, number


def given(site: Site, base: str, laws: Laws, documents: Documents | None, words: Words) -> dict[str, object]:
    """The names that templates of one language know; `base` is the address of the site, or empty.

    `documents` are the strategies as PDF; None where none are made.
    """
    code = words.language
    root = page_address("", code)
    facts = _facts(site, words)
    cities = alphabetical(site.tree.cities, code, lambda city: city.name[code])
    standings = [site.standings[city.slug] for city in cities if city.slug in site.standings]

    def path(page: Any, nav: Any, standing: Standing | None) -> tuple[frame.Way, ...]:
        sections = frame.sections(page.url, root, standing, words)
        in_section = (
            any(section.current for section in sections) or page.meta.get("template") in frame.OF_NO_GROUP
        )
        ancestors = page.ancestors
        return frame.path(page.url, nav.homepage, ancestors, in_section, words) if ancestors else ()

    return {
        "t": words,
        "policy": POLICY,
        "root": root,
        "language": code,
        "ruler": frame.ruler(site.today),
        "sections": lambda here, standing: tuple(frame.sections(here, root, standing, words)),
        "head": lambda page, standing: heads.head(site, base, page, standing, words),
        "in_language": lambda here, wanted: page_address(here.removeprefix(root), wanted),
        "tabs": lambda here, standing: frame.tabs(here, root, standing.folder, words),
        "chapters": lambda here, standing: tuple(frame.chapters(here, root, standing.folder, words)),
        "listed": lambda here, entries: tuple(frame.listed(here, entries)),
        "site": site,
        "cities": cities,
        "standings": standings,
        "number": number,
        "value": lambda indicator, written: values.text(indicator, written, words),
        "facts": facts,
        "row_axis": rows.axis(),
        "next_duty": lambda progress: next_duty(progress, site.today),
        "published_as": lambda: city.published_as(standings, code),
        "newest": city_page.newest,
        "contents": city_page.contents,
        "opening": lambda standing, chapter: chapters.opening(standing, chapter, words),
        "overview": lambda standing: city.overview(standing, words),
        "indicator_page": lambda standing, name: indicator_page.indicator_page(
            standing, facts(standing.of_indicator(name)), site.sources, site.peers, words
        ),
        "chapter_page": lambda standing, page: _chapter(standing, page, words),
        "edition_citing": lambda standing, number: chapter.citing(standing.folder, words, edition=number),
        "year_end": lambda year, slug: year_end_address(year, slug, code),
        "years_of": lambda standing: years_of(site.tree, standing.folder),
        "site_address": base or "/",
        "finding": lambda progress: finding(progress, site.today, words),
        "comparisons": lambda: comparison.overviews(site.tree, site.comparisons, words),
        "compared": lambda: comparison.compared(site.tree, site.comparisons, words),
        "comparison": lambda name: comparison.page(site.tree, site.comparisons, name, site.sources, words),
        "profile": lambda standing: profile.profile(standing.folder, site.sources, words),
        "calendar": lambda: calendar.of_all(standings, cities, site.today),
        "city_calendar": calendar.of_city,
        "undated": undated,
        "map_places": lambda: home.map_places(cities, site.standings, code),
        "next_days": home.next_days,
        "new_values": lambda: home.new_values(standings, words),
        "remarks": lambda point: of_point(point, words),
        "formats": lambda: field_guide.files(code),
        "published": lambda: field_guide.parts(code),
        "path": path,
        "descriptions": lambda page, standing, nav: descriptions(
            site, base, page, standing, path(page, nav, standing), words
        ),
        "law_files": lambda standing, edition: laws.listed(standing.folder, edition),
        "law_of": lambda page, standing: law_path(page, standing.folder, code),
        "search_kinds": findable.KINDS,
        "term_letters": lambda: term_index.term_letters(
            findable.findable(site, words), site.tree.cities, words
        ),
        "catalogue": lambda: codes().values(),
        "pdf": lambda standing: documents.get(standing.folder.city.slug, code) if documents else None,
        "editions": editions.editions,
        "changes": lambda strategy, number: editions.changes(strategy, number, site.sources, words),
        "target_history": lambda strategy: editions.history(strategy, code),
        "rulings": lambda strategy: _rulings(site, strategy, words),
        "all_rulings": lambda: conformity.orders(
            _rulings(site, folder, words) for folder in site.tree.strategies
        ),
    }


def _chapter(standing: Standing, page: ShownPage, words: Words) -> chapter.ChapterPage:
    """The chapter of a page in one language or in both."""
    name = page.meta.get("chapter") or basename(page.url[:-1])
    return chapter.chapter_page(standing, name, words)


def _rulings(site: Site, folder: CityFolder, words: Words) -> conformity.Rulings:
    return conformity.rulings(folder, site.rulings[folder.city.slug], words)


def _facts(site: Site, words: Words) -> Callable[[Progress], IndicatorFacts]:
    """The indicators in one language, each made once: for its row at the city and for the page of its own."""
    made: dict[int, IndicatorFacts] = {}

    def facts(progress: Progress) -> IndicatorFacts:
        # The site keeps its items as long as it lasts, so their identities stay their own.
        if id(progress) not in made:
            made[id(progress)] = indicator_facts(progress, site.sources, words)
        return made[id(progress)]

    return facts
