"""The demonstrations: real figures or none, and nothing that looks approved."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from citystrategy.checks.checks import check
from citystrategy.method.standing import standing_on
from citystrategy.model import Value
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.reading.load import load
from conftest import demonstrated

pytestmark = demonstrated

ROOT = Path(__file__).parent.parent
DATA = ROOT / "strategies" / "_data"
TREE, PROBLEMS = load(ROOT)
STRATEGIES = {strategy.city.slug: strategy for strategy in TREE.strategies}
NAMES = {"astana": "Astana", "almaty": "Almaty", "semey": "Abai Region"}


@pytest.fixture(params=STRATEGIES)
def folder(request: pytest.FixtureRequest) -> CityFolder:
    return STRATEGIES[request.param]


def table(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def actuals(folder: CityFolder, indicator: str) -> dict[int, Value]:
    return {
        year.year: actual.value
        for _, year in folder.actuals
        for actual in year.values
        if actual.indicator == indicator
    }


def profile(folder: CityFolder, series: str) -> dict[int, float]:
    known_series = folder.profile.series if folder.profile else ()
    return {point.year: point.value for one in known_series if one.id == series for point in one.values}


def published(name: str, territory: str, **where: str) -> dict[int, float]:
    return {
        int((row.get("year") or row["as_of"])[:4]): float(row["value"])
        for row in table(name)
        if row["territory_en"] == territory
        and all(row[key] == value for key, value in where.items())
        and row.get("as_of", "-01-01").endswith("-01-01")
    }


def test_no_problems() -> None:
    assert PROBLEMS == []
    assert check(TREE) == []


def test_the_register_is_that_of_paragraph_3() -> None:
    assert len(TREE.cities) == 20
    statuses = [city.status for city in TREE.cities]
    assert [statuses.count(one) for one in ("capital", "republican", "oblast-centre", "semey")] == [
        1,
        2,
        16,
        1,
    ]
    assert all((city.oblast is None) == (city.status in ("capital", "republican")) for city in TREE.cities)


def test_the_register_repeats_the_published_population() -> None:
    names = {row["city_id"]: row for row in table("population_20_cities_2023-01-01.csv")}
    known = {(row["city_id"], int(row["total"])) for row in table("population_20_cities_2023-01-01.csv")} | {
        (city.slug, int(row["value"])) for city in TREE.cities for row in newest(city.name.en)
    }
    for city in TREE.cities:
        assert (city.slug, city.population.value) in known, city.slug
        assert city.name.kk == names[city.slug]["name_kk"]
        assert city.name.ru == names[city.slug]["name_ru"]


def newest(name: str) -> Iterator[dict[str, str]]:
    months = table("population_8_cities_2026-02-01.csv")
    yield from (row for row in months if row["city"].split(" (")[0] == name.split(" (")[0])
    years = table("population_cities_regions_2000_2026.csv")
    yield from (row for row in years if row["territory_en"] == name and row["as_of"] == "2026-01-01")


@pytest.mark.parametrize("slug", NAMES)
def test_life_expectancy_is_the_published_one(slug: str) -> None:
    series = published("life_expectancy_kz_regions_1999_2024.csv", NAMES[slug], sex="total")
    series |= {year: value for year, value, _ in single_life_expectancies(slug)}
    for values in (
        actuals(STRATEGIES[slug], "life-expectancy"),
        profile(STRATEGIES[slug], "life-expectancy"),
    ):
        assert values
        assert values.items() <= series.items()


def single_life_expectancies(slug: str) -> Iterator[tuple[int, float, str]]:
    """Year, value and confidence of what the table of single values adds to the series."""
    for row in table("indicator_points.csv"):
        if row["indicator"] == "life expectancy" and row["territory"] == NAMES[slug].removesuffix(" Region"):
            yield int(row["period"]), float(row["value"]), row["confidence"]


@pytest.mark.parametrize("slug", NAMES)
def test_a_value_from_a_secondary_source_says_so(slug: str) -> None:
    secondary = {year for year, _, confidence in single_life_expectancies(slug) if confidence != "ok"}
    for _, year in STRATEGIES[slug].actuals:
        for actual in year.values:
            if actual.indicator == "life-expectancy" and year.year in secondary:
                assert actual.note, (slug, year.year)
                assert "вторичный источник" in actual.note.ru.lower()


@pytest.mark.parametrize("slug", NAMES)
def test_emissions_are_the_published_ones(slug: str) -> None:
    series = published("air_emissions_stationary_2005_2022.csv", NAMES[slug])
    for values in (actuals(STRATEGIES[slug], "emissions"), profile(STRATEGIES[slug], "emissions")):
        assert values
        assert values.items() <= series.items()


@pytest.mark.parametrize("slug", ["astana", "almaty"])
def test_population_is_the_published_one(slug: str) -> None:
    series = published("population_cities_regions_2000_2026.csv", NAMES[slug])
    assert actuals(STRATEGIES[slug], "population").items() <= series.items()
    assert profile(STRATEGIES[slug], "population").items() <= series.items()
    assert len(profile(STRATEGIES[slug], "population")) >= 10


def test_derived_values_are_marked_provisional() -> None:
    rows = list(table("population_cities_regions_2000_2026.csv"))
    for slug in ("astana", "almaty"):
        derived = {
            int(row["as_of"][:4])
            for row in rows
            if row["territory_en"] == NAMES[slug] and row["status"].startswith("derived")
        }
        for _, year in STRATEGIES[slug].actuals:
            for actual in year.values:
                if actual.indicator == "population":
                    assert actual.provisional == (year.year in derived), (slug, year.year)


@pytest.mark.parametrize("slug", NAMES)
def test_complexity_is_of_the_newest_vintage(slug: str) -> None:
    vintage = {
        int(row["year"]): round(float(row["eci"]), 3)
        for row in table("economic_complexity_kz_1995_2021.csv")
        if "2021" in row["vintage"]
    }
    assert actuals(STRATEGIES[slug], "economic-complexity").items() <= vintage.items()


@pytest.mark.parametrize("slug", NAMES)
def test_replaced_complexity_is_of_the_older_vintage(slug: str) -> None:
    vintage = {
        int(row["year"]): round(float(row["eci"]), 3)
        for row in table("economic_complexity_kz_1995_2021.csv")
        if "2016-17" in row["vintage"]
    }
    replaced = {
        year.year: revision.value
        for _, year in STRATEGIES[slug].actuals
        for actual in year.values
        if actual.indicator == "economic-complexity"
        for revision in actual.revisions
    }
    assert replaced == {year: vintage[year] for year in range(2012, 2017)}


@pytest.mark.parametrize(("slug", "name"), [("astana", "Astana"), ("almaty", "Almaty"), ("semey", "Semey")])
def test_air_quality_classes_are_the_published_ones(slug: str, name: str) -> None:
    groups = {
        int(row["period"]): row["kazhydromet_class"].replace(" ", "-")
        for row in table("air_quality_class_by_city.csv")
        if row["city"] == name and row["period"] in ("2022", "2025")
    }
    assert actuals(STRATEGIES[slug], "air-quality-class") == groups


def test_benchmarks_are_the_published_top_tens() -> None:
    rows = {(row["index"], row["edition"], row["city"]): row["rank"] for row in table("city_ratings.csv")}
    assert len(TREE.benchmarks) == 2
    for _, benchmark in TREE.benchmarks:
        for edition in benchmark.editions:
            assert len(edition.places) == 10
            for place in edition.places:
                known = rows[benchmark.title.ru, edition.edition, place.city.en]
                assert float(known) == place.value, (benchmark.id, edition.edition, place.city.en)


def test_days_of_publication_were_seen() -> None:
    """A day of publication stands in the table that says where it was seen, and in no other value."""
    seen = set()
    for row in table("publication_dates.csv"):
        first, _, last = row["year"].partition("-")
        years = range(int(first), int(last or first) + 1)
        seen |= {(row["indicator"], year, row["date"]) for year in years}
    used = {
        (actual.indicator, year.year, str(day))
        for strategy in STRATEGIES.values()
        for _, year in strategy.actuals
        for actual in year.values
        for day in (actual.date, *(revision.date for revision in actual.revisions))
        if day
    }
    assert used == seen


def test_single_values_are_published() -> None:
    """Every other observed value stands in the table of single values, for its territory."""
    rows = list(table("indicator_points.csv")) + list(table("city_ratings.csv"))
    usable = {
        (row.get("territory") or row["city"], float(value))
        for row in rows
        if (value := row.get("value") or row.get("rank") or "").replace(".", "", 1).isdigit()
        and row.get("confidence", "ok") == "ok"
    }
    series = {"life-expectancy", "emissions", "population", "economic-complexity", "air-quality-class"}
    names = {"astana": {"Astana", "Nur-Sultan"}, "almaty": {"Almaty"}, "semey": {"Semey"}}
    for slug, strategy in STRATEGIES.items():
        for path, year in strategy.actuals:
            for actual in year.values:
                if actual.indicator in series or actual.indicator == "students-share":
                    continue
                places = names[slug] | {"KZ", "Kazakhstan"}
                assert any((place, actual.value) in usable for place in places), (path, actual.indicator)


def test_baselines_are_observed_values(folder: CityFolder) -> None:
    for indicator in folder.indicators:
        start = indicator.baseline
        if start and start.year and start.value is not None:
            assert actuals(folder, indicator.id)[start.year] == start.value, indicator.id


def test_announced_targets_are_the_announced_ones(folder: CityFolder) -> None:
    known = {
        (int(row[f"{kind}_year"]), float(row[f"{kind}_value"]))
        for row in table("strategy_targets.csv")
        for kind in ("interim", "target")
        if row[f"{kind}_year"].isdigit() and row[f"{kind}_value"]
    }
    known |= {(year, value / 1_000_000) for year, value in known}
    for indicator in folder.indicators:
        for target in indicator.targets:
            if target.basis == "announced":
                assert (target.year, target.value) in known, (indicator.id, target.year)


def test_nothing_looks_approved(folder: CityFolder) -> None:
    assert folder.strategy is not None
    assert folder.strategy.status == "demonstration"
    assert not folder.strategy.editions
    bases = {target.basis for indicator in folder.indicators for target in indicator.targets}
    assert bases <= {"announced", "illustrative"}


def test_indicators_cover_the_order(folder: CityFolder) -> None:
    assert len(folder.indicators) >= 14
    assert {indicator.direction for indicator in folder.indicators} == {
        chapter.id for chapter in folder.methodology.directions()
    }
    answered = {indicator.recommended for indicator in folder.indicators}
    assert answered >= {recommended.id for recommended in folder.methodology.recommended_indicators}


def test_chapters_are_substantial_and_cited(folder: CityFolder) -> None:
    for text in folder.chapters:
        assert len(text.content.split()) > 450, text.path
    cited = [text for text in folder.chapters if text.document.citations]
    assert len(cited) >= 16


def test_both_languages_cite_and_refer_alike(folder: CityFolder) -> None:
    for chapter in folder.methodology.chapters:
        kazakh, russian = (folder.chapter(chapter.id, code) for code in ("kk", "ru"))
        assert kazakh and russian
        assert [heading.anchor for heading in kazakh.headings] == [
            heading.anchor for heading in russian.headings
        ]
        assert set(kazakh.document.citations) == set(russian.document.citations)
        ours = sorted(reference.written for reference in kazakh.document.references)
        theirs = sorted(reference.written for reference in russian.document.references)
        assert ours == theirs


def test_every_source_is_used() -> None:
    used = set(_used(TREE))
    unused = {source.id for source in TREE.sources} - used
    assert unused == set()


def _used(tree: Tree) -> Iterator[str | None]:
    yield from (city.population.source for city in tree.cities)
    yield from (edition.source for _, benchmark in tree.benchmarks for edition in benchmark.editions)
    for folder in tree.strategies:
        for indicator in folder.indicators:
            yield indicator.baseline.source if indicator.baseline else None
            yield from (target.source for target in indicator.targets)
        for _, year in folder.actuals:
            yield from (actual.source for actual in year.values)
            yield from (revision.source for actual in year.values for revision in actual.revisions)
        for series in folder.profile.series if folder.profile else ():
            yield from (point.source for point in series.values)
        for text in folder.chapters:
            yield from text.document.citations


def test_the_chapters_call_their_sections_as_the_order_does(folder: CityFolder) -> None:
    """The title of a section stands in the order's data and in every chapter: none is changed alone."""
    compared = 0
    for chapter in folder.methodology.chapters:
        for language in ("kk", "ru"):
            text = folder.chapter(chapter.id, language)
            assert text is not None
            titles = {heading.anchor: heading.title for heading in text.headings}
            for section in chapter.sections:
                if section.id in titles:
                    assert titles[section.id] == section.title[language], f"{chapter.id} {language}"
                    compared += 1
    assert compared > 100


def test_more_people_than_the_capital_plans_for_is_no_success() -> None:
    """Schools, water, heat and transport are planned for a level: beyond it is as far away as below it."""
    standing = standing_on(STRATEGIES["astana"], date(2026, 11, 22))
    progress = standing.of_indicator("population")
    assert progress.indicator.better == "within"
    assert progress.assessment
    assert progress.assessment.status == "behind"
    announced = [
        (target.year, target.value) for target in progress.indicator.targets if target.basis == "announced"
    ]
    assert announced == [(2050, 2_400_000)]


def test_definitions_that_agree_in_one_language_agree_in_the_other() -> None:
    """Cities are compared where their definitions agree: a word mended in one city is mended in all."""
    defined: dict[str, list[tuple[str, str]]] = {}
    for one in STRATEGIES.values():
        for indicator in one.indicators:
            both = (indicator.definition["kk"], indicator.definition["ru"])
            defined.setdefault(indicator.id, []).append(both)
    for identifier, texts in defined.items():
        kazakh, russian = ({text[language] for text in texts} for language in (0, 1))
        assert len(kazakh) == len(russian) == len(set(texts)), identifier
