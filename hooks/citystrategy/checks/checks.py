"""What a strategy must contain, checked: chapters, sections, indicators, observed values.

Each check is a generator that yields problems. Must not read files, print, or word messages.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

from citystrategy.checks import conformity
from citystrategy.checks.memory import Memory
from citystrategy.checks.referents import referable
from citystrategy.editions import seal
from citystrategy.editions.approval import approval
from citystrategy.model import Indicator, Target
from citystrategy.model.methodology import Chapter
from citystrategy.problems.problem import Arguments, Problem, nearest, sort
from citystrategy.reading.load import ChapterText, CityStrategy, Tree
from citystrategy.strings import LANGUAGES
from citystrategy.texts import markup, reference
from citystrategy.texts.outline import Heading
from citystrategy.texts.parity import parity
from citystrategy.texts.writing import writing

Check = Callable[[CityStrategy], Iterator[Problem]]


def check(tree: Tree, memory: Memory | None = None) -> list[Problem]:
    """All problems of content in the tree, sorted; those of a city that did not change from memory."""
    found = list(registers(tree))
    for methodology in tree.methodologies:
        found += conformity.known_rules(methodology)
    for strategy in tree.strategies:
        find = partial(city, strategy)
        found += memory.problems(strategy.folder, find) if memory else find()
    if tree.broken_sources is not None:
        found += named_sources(tree, {source.id for source in tree.sources} | tree.broken_sources)
    return sort(found)


def city(strategy: CityStrategy) -> list[Problem]:
    """All problems of one strategy. They depend on nothing but its folder, its city and the order."""
    return [problem for rule in CHECKS for problem in rule(strategy)]


def repeated(path: str, code: str, items: Iterable[tuple[str, int]]) -> Iterator[Problem]:
    """A problem for every id that stood before."""
    seen: dict[str, int] = {}
    for identifier, line in items:
        if identifier in seen:
            yield Problem.at(path, line, code, id=identifier, first=seen[identifier])
        seen.setdefault(identifier, line)


def registers(tree: Tree) -> Iterator[Problem]:
    """The registers of cities and of sources name each thing once."""
    cities = ((city.slug, city.line) for city in tree.cities)
    yield from repeated("strategies/_cities.yml", "id-repeated", cities)
    sources = ((source.id, source.line) for source in tree.sources)
    yield from repeated("strategies/_sources.yml", "id-repeated", sources)


def chapters(strategy: CityStrategy) -> Iterator[Problem]:
    """The chapters of paragraph 17 are all there, in both languages, and no other."""
    expected = {
        chapter.file_name(language): (chapter, language)
        for chapter in strategy.methodology.chapters
        for language in LANGUAGES
    }
    present = {chapter.path.rsplit("/", 1)[-1]: chapter for chapter in strategy.chapters}
    for name, (chapter, language) in expected.items():
        if name in strategy.broken_chapters:
            continue
        if name not in present:
            yield Problem.at(
                strategy.path(f"chapters/{name}"),
                1,
                "chapter-missing",
                title=chapter.title[language],
                paragraph=chapter.paragraph,
            )
        else:
            yield from title(present[name], chapter)
            yield from sections(present[name], chapter)
    for name, text in present.items():
        if name not in expected:
            near = nearest(name, expected.keys() - present.keys()) or nearest(name, expected)
            yield Problem.at(text.path, 1, "chapter-unknown", file=name, nearest=near)


def title(text: ChapterText, chapter: Chapter) -> Iterator[Problem]:
    """A chapter opens with its title, and with no other heading of the first level."""
    titles = chapter.titles(text.language)
    first = [heading for heading in text.headings if heading.level == 1]
    if not first or first[0].title not in titles:
        line = first[0].line if first else 1
        yield Problem.at(text.path, line, "chapter-title", title=titles[0])
    for heading in first[1:]:
        yield Problem.at(text.path, heading.line, "chapter-second-title", title=heading.title)


def sections(text: ChapterText, chapter: Chapter) -> Iterator[Problem]:
    """A chapter has the sections that the order asks for, once, in order and not empty."""
    anchored: dict[str, Heading] = {}
    for heading in text.headings:
        if heading.anchor in anchored:
            first = anchored[heading.anchor].line
            yield Problem.at(text.path, heading.line, "anchor-repeated", anchor=heading.anchor, first=first)
        elif heading.anchor:
            anchored[heading.anchor] = heading
    reached = text.headings[0] if text.headings else None
    for section in chapter.sections:
        found = anchored.get(section.id)
        arguments: Arguments = {
            "id": section.id,
            "title": section.title[text.language],
            "paragraph": section.paragraph,
        }
        if found is None:
            yield from missing_section(text, arguments, reached, anchored)
            continue
        if found.level != 2:
            yield Problem.at(text.path, found.line, "section-level", **arguments)
        if reached and found.line < reached.line:
            after = reached.anchor or reached.title
            yield Problem.at(text.path, found.line, "section-order", after=after, **arguments)
        else:
            reached = found
        if found.empty:
            yield Problem.at(text.path, found.line, "section-empty", **arguments)


def missing_section(
    text: ChapterText,
    arguments: Arguments,
    reached: Heading | None,
    anchored: dict[str, Heading],
) -> Iterator[Problem]:
    """A section is missing, or its heading stands there without the anchor."""
    title = str(arguments["title"])
    for heading in text.headings:
        if heading.title.casefold() == title.casefold() and not heading.anchor:
            yield Problem.at(text.path, heading.line, "section-anchor", **arguments)
            return
    near = nearest(str(arguments["id"]), anchored)
    line = anchored[near].line if near else reached.line if reached else 1
    code = "section-missing"
    yield Problem.at(text.path, line, code, nearest=near, **arguments)


def plain_markup(strategy: CityStrategy) -> Iterator[Problem]:
    """The chapters hold plain Markdown, and nothing that would run in a reader's browser."""
    for text in strategy.chapters:
        yield from markup.chapter(text.path, text.content)
    for edition in strategy.sealed:
        for chapter in edition.content.chapters.values() if edition.content else ():
            for language in LANGUAGES:
                for problem in markup.chapter(edition.path, chapter.text(language)):
                    yield replace(problem, line=1, column=0)


def sealed_markup(strategy: CityStrategy) -> Iterator[Problem]:
    """A sealed edition stays published, and holds no more markup than a chapter may."""
    for stored in strategy.sealed:
        for text in seal.former(strategy, stored).chapters:
            for problem in markup.chapter(stored.path, text.content):
                yield replace(problem, line=1, column=0)


def indicators(strategy: CityStrategy) -> Iterator[Problem]:
    """Each indicator is known by one id, belongs to a direction and has what paragraph 26 asks."""
    path = strategy.path("indicators.yml")
    yield from repeated(path, "id-repeated", ((one.id, one.line) for one in strategy.indicators))
    directions = {chapter.id for chapter in strategy.methodology.directions()}
    recommended = {one.id for one in strategy.methodology.recommended_indicators}
    for indicator in strategy.indicators:
        if indicator.direction not in directions:
            near = nearest(indicator.direction, directions)
            arguments: Arguments = {"id": indicator.id, "direction": indicator.direction, "nearest": near}
            yield Problem.at(path, indicator.line, "direction-unknown", **arguments)
        if indicator.recommended and indicator.recommended not in recommended:
            near = nearest(indicator.recommended, recommended)
            arguments = {"id": indicator.id, "recommended": indicator.recommended, "nearest": near}
            yield Problem.at(path, indicator.line, "recommended-unknown", **arguments)
        yield from known_method(path, indicator.line, indicator, indicator.method)
        if indicator.not_assessable is None:
            yield from values(strategy, indicator)


def known_method(path: str, line: int, indicator: Indicator, name: str | None) -> Iterator[Problem]:
    """A version of the definition that is named is one of the indicator's."""
    known = [method.id for method in indicator.methods]
    if name is not None and name not in known:
        arguments: Arguments = {"id": indicator.id, "method": name, "nearest": nearest(name, known)}
        yield Problem.at(path, line, "method-unknown", **arguments)


def directions(strategy: CityStrategy) -> Iterator[Problem]:
    """Every strategic direction has indicators, and those recommended are thought of (paragraph 26)."""
    path = strategy.path("indicators.yml")
    if strategy.broken_indicators is None or strategy.broken_indicators:
        return
    covered = {indicator.direction for indicator in strategy.indicators}
    known = {chapter.id for chapter in strategy.methodology.directions()}
    # A name that is wrong is a problem of its own; what it was meant to cover cannot be told.
    for chapter in strategy.methodology.directions() if covered <= known else ():
        if chapter.id not in covered:
            yield Problem.at(path, 1, "direction-empty", direction=chapter.id)
    answered = {indicator.recommended for indicator in strategy.indicators} - {None}
    recommended = {one.id for one in strategy.methodology.recommended_indicators}
    for one in strategy.methodology.recommended_indicators if answered <= recommended else ():
        if one.id not in answered:
            yield Problem.at(path, 1, "recommended-missing", id=one.id, direction=one.direction)


def values(strategy: CityStrategy, indicator: Indicator) -> Iterator[Problem]:
    """Baseline, interim values at most five years apart and the value for 2050 (paragraph 26)."""
    path = strategy.path("indicators.yml")
    horizon, longest = strategy.methodology.horizon, strategy.methodology.longest_interval
    named: Arguments = {"id": indicator.id}
    yield from baseline(strategy, indicator)
    if indicator.due is None:
        yield Problem.at(path, indicator.line, "due-missing", **named)
    years = [target.year for target in indicator.targets]
    if not years or max(years) < horizon:
        yield Problem.at(path, indicator.line, "target-final-missing", horizon=horizon, **named)
    first = indicator.baseline.year if indicator.baseline else None
    points = ([(first, indicator.line)] if first else []) + [
        (target.year, target.line) for target in indicator.targets
    ]
    disordered = [(before, after, line) for (before, _), (after, line) in pairwise(points) if after <= before]
    for before, after, line in disordered:
        yield Problem.at(path, line, "target-order", year=after, before=before, **named)
    for (before, _), (after, line) in pairwise(points) if not disordered else ():
        if after - before > longest:
            arguments: Arguments = {"year": after, "before": before, "longest": longest, **named}
            yield Problem.at(path, line, "target-gap", **arguments)
    for target in indicator.targets:
        yield from target_value(path, indicator, target, horizon)


def baseline(strategy: CityStrategy, indicator: Indicator) -> Iterator[Problem]:
    """A baseline is a year, a value and a source, or the reason why there is none."""
    path, start = strategy.path("indicators.yml"), indicator.baseline
    if start is None:
        yield Problem.at(path, indicator.line, "baseline-missing", id=indicator.id)
        return
    parts = (start.year, start.value, start.source)
    whole, none = all(part is not None for part in parts), all(part is None for part in parts)
    if (start.absent is None and not whole) or (start.absent is not None and not none):
        yield Problem.at(path, start.line, "baseline-incomplete", id=indicator.id)
    if start.absent is not None and strategy.strategy and strategy.strategy.status == "approved":
        yield Problem.at(path, start.line, "baseline-absent", id=indicator.id)


def target_value(path: str, indicator: Indicator, target: Target, horizon: int) -> Iterator[Problem]:
    """A target lies within the horizon, has a source if announced, and fits its kind."""
    named: Arguments = {"id": indicator.id, "year": target.year}
    if target.year > horizon:
        yield Problem.at(path, target.line, "target-beyond", horizon=horizon, **named)
    if target.basis == "announced" and target.source is None:
        yield Problem.at(path, target.line, "target-source", **named)
    if indicator.kind == "rank" and not _is_rank(target.value):
        yield Problem.at(path, target.line, "rank-value", value=str(target.value), **named)


def _is_rank(value: float) -> bool:
    return value >= 1 and value == int(value)


def actuals(strategy: CityStrategy) -> Iterator[Problem]:
    """Observed values belong to known indicators, once a year (design: plan and facts apart)."""
    known = {indicator.id for indicator in strategy.indicators}
    for path, year in strategy.actuals:
        yield from repeated(path, "actual-repeated", ((one.indicator, one.line) for one in year.values))
        for actual in year.values:
            indicator = strategy.indicator(actual.indicator)
            if indicator is None:
                broken = strategy.broken_indicators
                if broken is not None and actual.indicator not in broken:
                    near = nearest(actual.indicator, known)
                    code = "indicator-unknown"
                    yield Problem.at(path, actual.line, code, id=actual.indicator, nearest=near)
                continue
            yield from known_method(path, actual.line, indicator, actual.method)
            if indicator.kind == "rank" and not _is_rank(actual.value):
                arguments: Arguments = {"id": indicator.id, "year": year.year, "value": str(actual.value)}
                yield Problem.at(path, actual.line, "rank-value", **arguments)


def profile(strategy: CityStrategy) -> Iterator[Problem]:
    """The profile holds series that paragraph 18 knows, each once, in order of year."""
    if strategy.profile is None:
        return
    path = strategy.path("profile.yml")
    known = {series.id for series in strategy.methodology.profile_series}
    yield from repeated(path, "id-repeated", ((one.id, one.line) for one in strategy.profile.series))
    for series in strategy.profile.series:
        if series.id not in known:
            near = nearest(series.id, known)
            yield Problem.at(path, series.line, "series-unknown", id=series.id, nearest=near)
        for before, after in pairwise(series.values):
            if after.year <= before.year:
                arguments: Arguments = {"id": series.id, "year": after.year, "before": before.year}
                yield Problem.at(path, after.line, "series-order", **arguments)


def references(strategy: CityStrategy) -> Iterator[Problem]:
    """References of the text into the data have the right form and lead somewhere."""
    known = referable(strategy)
    for text in strategy.chapters:
        for one in reference.references(text.content):
            if not one.name:
                problem = Problem.at(text.path, one.line, "reference-form", written=one.written)
                yield problem.in_column(one.column)
            elif (one.name, one.id, one.year) not in known:
                if _unreadable(strategy, one):
                    continue
                ids = {identifier for name, identifier, _ in known if name == one.name}
                near = "" if one.id in ids else nearest(one.id, ids)
                code = "reference-year" if one.id in ids else "reference-unknown"
                arguments: Arguments = {"written": one.written, "id": one.id, "year": one.year or 0}
                problem = Problem.at(text.path, one.line, code, nearest=near, **arguments)
                yield problem.in_column(one.column)


def _unreadable(strategy: CityStrategy, one: reference.Reference) -> bool:
    """Whether what a reference names may stand in something that could not be read."""
    if one.name in ("profile", "series") and strategy.profile is None:
        return True
    if one.name in ("actual", "profile", "series"):
        broken, misnamed = strategy.broken_values, _misnamed(strategy, one.year)
        return broken is None or one.id in broken or one.id in misnamed
    return strategy.broken_indicators is None or one.id in strategy.broken_indicators


def _misnamed(strategy: CityStrategy, year: int | None) -> set[str]:
    """The indicators that the unknown names among a year's values most likely mean."""
    known = {indicator.id for indicator in strategy.indicators}
    names = {one.indicator for _, values in strategy.actuals if values.year == year for one in values.values}
    return {nearest(name, known) for name in names - known}


def known_source(path: str, line: int, name: str | None, sources: set[str]) -> Iterator[Problem]:
    """A source that is named stands in the register of sources."""
    if name is not None and name not in sources:
        yield Problem.at(path, line, "source-unknown", source=name, nearest=nearest(name, sources))


def named_sources(tree: Tree, sources: set[str]) -> Iterator[Problem]:
    """Every source that a city, a value or a footnote names is known."""
    for city in tree.cities:
        population = city.population
        yield from known_source("strategies/_cities.yml", population.line, population.source, sources)
    for strategy in tree.strategies:
        for path, line, name in _sources_of(strategy):
            yield from known_source(path, line, name, sources)


def _sources_of(strategy: CityStrategy) -> Iterator[tuple[str, int, str | None]]:
    """Path, line and name of every source in a strategy."""
    path = strategy.path("indicators.yml")
    for indicator in strategy.indicators:
        if indicator.baseline:
            yield path, indicator.baseline.line, indicator.baseline.source
        for target in indicator.targets:
            yield path, target.line, target.source
    for path, year in strategy.actuals:
        for actual in year.values:
            yield path, actual.line, actual.source
    for series in strategy.profile.series if strategy.profile else ():
        for point in series.values:
            yield strategy.path("profile.yml"), point.line, point.source
    for text in strategy.chapters:
        for name, line in reference.citations(text.content).items():
            yield text.path, line, name


CHECKS: tuple[Check, ...] = (
    approval,
    chapters,
    plain_markup,
    sealed_markup,
    indicators,
    directions,
    actuals,
    profile,
    references,
    conformity.conformity,
    parity,
    writing,
)
"""Every check of one strategy."""
