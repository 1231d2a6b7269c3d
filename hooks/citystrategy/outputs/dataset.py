"""What search engines are told of the data behind a page: schema.org Dataset.

Owns those descriptions. No licence is named, since none was declared; the sources are. Must not
know HTML.
"""

from collections.abc import Iterable
from typing import Any

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.facts import coverage, values
from citystrategy.facts.indicator import used_sources
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Source
from citystrategy.site import Site
from citystrategy.words.words import Words

Description = dict[str, Any]


def dataset(
    site: Site, template: str, standing: Standing | None, identifier: str, place: Place, words: Words
) -> Description | None:
    """The data behind a page that a template makes; None where there are none.

    `identifier` is that of an indicator, or empty. Addresses are written from `place`.
    """
    if template == "data.html":
        return _all(site, place, words)
    if standing is None:
        return None
    if template == "indicator.html":
        return _indicator(site, standing, standing.of_indicator(identifier), place, words)
    return _city(site, standing, place, words) if template == "monitoring.html" else None


def _indicator(site: Site, standing: Standing, progress: Progress, place: Place, words: Words) -> Description:
    indicator, city, language = progress.indicator, standing.folder.city, words.language
    path = f"{city.slug}/indicators/{indicator.id}/"
    about = words(
        "data.dataset_about",
        definition=values.written(indicator.definition, words),
        status=_status(standing, words),
    )
    described = _dataset(f"{city.name[language]}: {indicator.name[language]}", about, path, place, words)
    measured = {
        "@type": "PropertyValue",
        "name": indicator.name[language],
    }
    if not values.is_blank(indicator.unit):
        measured["unitText"] = indicator.unit[language]
    described |= {
        "identifier": f"{city.slug}/{indicator.id}",
        "spatialCoverage": {"@type": "Place", "name": city.name[language]},
        "variableMeasured": measured,
        "isBasedOn": _sources(used_sources(progress, site.sources), words),
        "distribution": _files(addresses.indicator(city.slug, indicator.id), place, words),
    }
    if years := coverage.years([progress]):
        described["temporalCoverage"] = f"{years[0]}/{years[1]}"
    if changed := coverage.changed([progress]):
        described["dateModified"] = changed.isoformat()
    return described


def _city(site: Site, standing: Standing, place: Place, words: Words) -> Description:
    city, language = standing.folder.city, words.language
    about = words("data.dataset_city", status=_status(standing, words))
    title = words("data.of_city", city=city.name[language])
    sources = {
        source.id: source for progress in standing.progress for source in used_sources(progress, site.sources)
    }
    return {
        **_dataset(title, about, f"{city.slug}/monitoring/", place, words),
        "identifier": city.slug,
        "spatialCoverage": {"@type": "Place", "name": city.name[language]},
        "isBasedOn": _sources(sources.values(), words),
        "distribution": _files(addresses.city(city.slug), place, words),
    }


def _all(site: Site, place: Place, words: Words) -> Description:
    package = f"{addresses.PACKAGE}/datapackage.json"
    named = [place.link(addresses.page(f"{slug}/monitoring/", words.language)) for slug in site.standings]
    return {
        **_dataset(words("data.of_all"), f"{words('data.package_about')}.", "data/", place, words),
        "hasPart": [{"@type": "Dataset", "url": address} for address in named],
        "distribution": [
            *_files(addresses.ALL, place, words),
            _file(f"{addresses.ALL}.zip", "application/zip", place),
            _file(addresses.INDEX, "application/json", place),
            _file(package, "application/json", place),
        ],
    }


def _dataset(name: str, about: str, path: str, place: Place, words: Words) -> Description:
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": about,
        "url": place.link(addresses.page(path, words.language)),
        "inLanguage": words.language,
        "isAccessibleForFree": True,
    }


def _status(standing: Standing, words: Words) -> str:
    about = standing.folder.strategy
    return words(f"strategy.statuses.{about.status}") if about else ""


def _sources(sources: Iterable[Source], words: Words) -> list[Description]:
    return [
        {"@type": "CreativeWork", "name": source.title[words.language], "url": source.url}
        for source in sources
    ]


def _files(stem: str, place: Place, words: Words) -> list[Description]:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return [
        _file(f"{stem}.{words.language}.csv", "text/csv", place),
        _file(f"{stem}.xlsx", sheet, place),
        _file(f"{stem}.json", "application/json", place),
    ]


def _file(path: str, form: str, place: Place) -> Description:
    return {"@type": "DataDownload", "encodingFormat": form, "contentUrl": place.link(path)}
