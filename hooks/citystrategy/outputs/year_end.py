"""What the site says of a city's monitoring at the end of a year, in files that are never made again.

Owns what is kept: all values with their status as JSON, and a page in each language that needs nothing of the
site, since the site changes and these do not. Where they are published stands in `addresses`. Must not know
where they lie in the repository.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.facts import terms, unapproved
from citystrategy.facts.indicator import IndicatorFacts, indicator_facts
from citystrategy.facts.values import titled
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing, standing_on
from citystrategy.model import Model, Source, Value
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.outputs import plots
from citystrategy.outputs.environment import OUTPUTS
from citystrategy.reading.load import SUMS
from citystrategy.words.words import LANGUAGES, words_in

STYLES = "archive.css"


def kept(tree: Tree, year: int, made: date) -> dict[str, str]:
    """The files of a year by their name, as they are on the day they are made; with their digests."""
    sources = {source.id: source for source in tree.sources}
    files = {STYLES: (OUTPUTS / "year_end.css").read_text("utf-8")}
    for folder in tree.strategies:
        files |= _of_city(standing_on(folder, date(year, 12, 31)), year, made, sources)
    sums = (f"{sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(files.items()))
    return files | {SUMS: "".join(sums)}


def _of_city(standing: Standing, year: int, made: date, sources: Mapping[str, Source]) -> dict[str, str]:
    slug = standing.folder.city.slug
    values = f"{json.dumps(_values(standing, made, sources), ensure_ascii=False, indent=1)}\n"
    digest = sha256(values.encode()).hexdigest()
    template = plots.templates().get_template("year_end.html")
    files = {f"{slug}.json": values}
    for code in LANGUAGES:
        words = words_in(code)
        facts = [indicator_facts(progress, sources, words) for progress in standing.progress]
        here = addresses.year_end(year, slug, code)
        files[f"{slug}.{code}.html"] = template.render(
            t=words,
            language=code,
            others=[(other, words_in(other)("year_end.language")) for other in LANGUAGES if other != code],
            standing=standing,
            rows=[(shown, titled(shown.progress.indicator, words)) for shown in facts],
            sources=sources,
            day=standing.today,
            made=made,
            digest=digest,
            unapproved=unapproved.sentence(standing.folder, words),
            terms=terms.of_data((standing.folder,), words),
            address=here,
            home=addresses.page("", code),
            link=Place("", f"{here}index.html").link,
            year_end=addresses.year_end,
            file=lambda name: addresses.year_end_file(year, name),
        )
    return files


def _values(standing: Standing, made: date, sources: Mapping[str, Source]) -> dict[str, Any]:
    """All values of a city with their status, as plain data."""
    folder, words = standing.folder, words_in(LANGUAGES[0])
    return {
        "city": {"id": folder.city.slug, "name": _plain(folder.city.name)},
        "strategy": {
            "status": folder.strategy.status if folder.strategy else None,
            "title": _plain(folder.strategy.title) if folder.strategy else None,
        },
        "as_of": standing.today.isoformat(),
        "made": made.isoformat(),
        "terms": {code: terms.of_data((folder,), words_in(code)) for code in LANGUAGES},
        "indicators": [
            _indicator(progress, indicator_facts(progress, sources, words)) for progress in standing.progress
        ],
    }


def _indicator(progress: Progress, facts: IndicatorFacts) -> dict[str, Any]:
    indicator = progress.indicator
    return {
        "id": indicator.id,
        "name": _plain(indicator.name),
        "unit": _plain(indicator.unit),
        "status": progress.status,
        "status_year": progress.assessment.year if progress.assessment else None,
        "set": [
            {"year": point.year, "value": _plain(point.value), "basis": point.basis}
            for point in progress.points
        ],
        "actual": [
            {"year": seen.year, "value": _plain(seen.actual.value), "source": seen.actual.source}
            for seen in progress.observations
        ],
        "sources": {source.id: source.url for source in facts.sources},
    }


def _plain(value: Value) -> Any:
    return value.model_dump() if isinstance(value, Model) else value


def published(tree: Tree) -> Iterator[tuple[str, bytes]]:
    """Path in the site and content of every file that was kept, as it was kept."""
    for archived in tree.years:
        for name, content in archived.files.items():
            stem, _, ending = name.rpartition(".")
            slug, _, code = stem.partition(".")
            page = ending == "html" and code in LANGUAGES
            path = addresses.year_end(archived.year, slug, code) + "index.html" if page else ""
            yield path or addresses.year_end_file(archived.year, name), content


def years_of(tree: Tree, folder: CityFolder) -> tuple[int, ...]:
    """The years at whose end something of a city was kept, the newest first."""
    return tuple(archived.year for archived in tree.years if folder.city.slug in archived.cities)
