"""The monitoring page of a city and the page of each indicator: each can be recomputed from itself."""

import gzip
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import sample
import yaml
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from conftest import ROOT, build, demonstrated

pytestmark = demonstrated

TREE, _ = load(ROOT)
LANGUAGES = ("kk", "ru")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "source"}
EPOCH = "1795305600"  # 22 November 2026


class Reader(HTMLParser):
    """Makes elements of HTML; drawings are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = ElementTree.TreeBuilder()
        self.drawings = 0
        """How many drawings are open, one inside another."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.drawings += tag == "svg"
        if not self.drawings:
            self.builder.start(tag, {name: value or "" for name, value in attributes})
            if tag in VOID:
                self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.drawings and tag not in VOID:
            self.builder.end(tag)
        self.drawings -= tag == "svg"

    def handle_data(self, data: str) -> None:
        if not self.drawings:
            self.builder.data(data)


def article(site: Path, address: str) -> ElementTree.Element:
    """The article of a page."""
    html = (site / address / "index.html").read_text("utf-8")
    match = re.search(r"<article.*?</article>", html, re.DOTALL)
    assert match, address
    reader = Reader()
    reader.feed(match[0])
    return reader.builder.close()


def page_of(site: Path, language: str, address: str) -> ElementTree.Element:
    return article(site, address if language == "kk" else f"{language}/{address}")


def text(element: ElementTree.Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).replace("\n", " ").split(" "))


def words(element: ElementTree.Element | None) -> str:
    """The text of an element with single spaces."""
    return re.sub(r"[ \n]+", " ", text(element)).strip()


def rows(table: ElementTree.Element | None) -> list[list[str]]:
    assert table is not None
    return [[words(cell) for cell in row] for row in table.iter("tr")]


def pattern(language: str, key: str) -> re.Pattern[str]:
    """The sentence of a key as an expression that reads its numbers back."""
    seen: set[str] = set()

    def group(placeholder: re.Match[str]) -> str:
        name = placeholder[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        signs = {"unit": "%", "points": re.escape(words_in(language)("value.points"))}
        return f"(?P<{name}>(?:\u00a0{signs[name]})?)" if name in signs else f"(?P<{name}>.*?)"

    return re.compile(re.sub(r"\\\{(\w+)\\\}", group, re.escape(words_in(language)(key))))


def number(written: str) -> float:
    """A number as a reader reads it."""
    match = re.match(r"[+\u2212-]?[\d\u00a0]+(?:,\d+)?", written)
    assert match, written
    return float(match[0].replace("\u00a0", "").replace(",", ".").replace("\u2212", "-"))


# Every status of the demonstrations, recomputed from its page alone


def points(page: ElementTree.Element) -> dict[int, float]:
    """The set values as the page shows them."""
    return {int(row[0]): number(row[1]) for row in rows(page.find(".//table[@class='set']"))[1:]}


def observed(page: ElementTree.Element) -> dict[int, float]:
    """The observed values as the page shows them."""
    table = rows(page.find(".//table[@class='values']"))[1:]
    return {int(row[0]): number(row[1]) for row in table if len(row) == 5}


def recomputed(page: ElementTree.Element, year: int, sentence: str, language: str) -> str:
    """The status of a year by the method, from the numbers on the page."""
    higher = pattern(language, "arithmetic.higher").search(sentence)
    lower = pattern(language, "arithmetic.lower").search(sentence)
    allowed = higher or lower
    assert allowed, sentence
    side, tolerance = (1 if higher else -1), number(allowed["tolerance"])
    plan, values = points(page), observed(page)
    before = max(one for one in plan if one < year)
    after = min(one for one in plan if one >= year)
    expected = on_line(plan, year)
    assert pattern(language, "arithmetic.milestone" if after == year else "arithmetic.between").search(
        sentence
    )
    slack = 1e-9
    assert_shown(sentence, language, expected, values[year], milestone=after == year)
    mean = pattern(language, "arithmetic.mean").search(sentence)
    listed = re.search(r"\d{4}(, \d{4})* (и|және) \d{4}$", mean["years"]) if mean else None
    years = [int(written) for written in re.findall(r"\d{4}", listed[0])] if listed else [year]
    known = [one for one in sorted(values) if min(plan) < one <= year]
    assert years == known[-len(years) :]
    broken = pattern(language, "arithmetic.break").search(sentence)
    assert len(years) == min(3, len(known)) or broken
    gap = sum(side * (values[year] - on_line(plan, year)) for year in years) / len(years)
    shown = pattern(language, "arithmetic.estimated").search(sentence)
    margin = number(shown["margin"]) if shown else tolerance
    if gap >= -margin - slack:
        return "on-path"
    planned = side * (plan[after] - plan[before]) / (after - before)
    if planned <= 0:
        return "behind"
    match = pattern(language, "arithmetic.lag").search(sentence)
    assert match and abs(number(match["lag"]) + gap / planned) <= 0.05 + slack
    if -gap / planned <= 2 + slack or len(years) < 3:
        return "behind"
    start = values.get(before, plan[min(plan)])
    average = sum(values[year] for year in years) / len(years)
    away = not broken and side * (average - start) < -margin - slack
    return "moving-away" if away else "far-behind"


def on_line(plan: dict[int, float], year: int) -> float:
    """The straight line between the set values around a year."""
    before, after = max(one for one in plan if one < year), min(one for one in plan if one >= year)
    return plan[before] + (year - before) / (after - before) * (plan[after] - plan[before])


def assert_shown(sentence: str, language: str, expected: float, actual: float, milestone: bool) -> None:
    key = "arithmetic.milestone" if milestone else "arithmetic.between"
    match = pattern(language, key).search(sentence)
    assert match
    digits = len(match["expected"].partition(",")[2].strip("\u00a0%"))
    assert abs(number(match["expected"]) - expected) <= 0.5 * 10**-digits + 1e-9
    assert number(match["actual"]) == actual
    assert abs(number(match["difference"]) - (actual - expected)) <= 0.5 * 10**-digits + 1e-9


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_can_be_recomputed_from_its_page(site: Path, language: str) -> None:
    checked = Counter[str]()
    for folder in TREE.strategies:
        for indicator in folder.indicators:
            if indicator.kind in ("yes-no", "categories", "narrative") or indicator.better == "within":
                continue
            page = page_of(site, language, f"{folder.city.slug}/indicators/{indicator.id}")
            for element in page.findall(".//details[@data-year]"):
                year, status = int(element.get("data-year", "")), element.find("summary/span")
                found = recomputed(page, year, words(element.find("p")), language)
                assert words(status) == words_in(language)(f"status.{found}"), (
                    folder.city.slug,
                    indicator.id,
                )
                checked[found] += 1
    assert sum(checked.values()) > 20
    assert set(checked) >= {"on-path", "behind", "far-behind"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", [folder.city.slug for folder in TREE.strategies])
def test_the_board_counts_the_verdicts_of_the_indicators(site: Path, slug: str, language: str) -> None:
    counted = Counter[tuple[str, str, str]]()
    folder = next(folder for folder in TREE.strategies if folder.city.slug == slug)
    for indicator in folder.indicators:
        page = page_of(site, language, f"{slug}/indicators/{indicator.id}")
        table = page.find(".//table[@class='set']")
        for row in rows(table)[1:] if table is not None else ():
            if row[-1]:
                counted[indicator.direction, row[0], row[-1]] += 1
    shown = Counter[tuple[str, str, str]]()
    board = page_of(site, language, f"{slug}/monitoring").find(".//table[@class='board']")
    assert board is not None
    years = [words(cell) for cell in board.findall("thead/tr/th")[1:]]
    for row in board.findall("tbody/tr"):
        link = row.find("th/a")
        assert link is not None
        for year, cell in zip(years, row.findall("td"), strict=True):
            for mark in cell.findall("span[@class]"):
                how_many, _, verdict = words(mark).partition(" ")
                if how_many.isdigit():
                    shown[link.get("href", "")[1:], year, verdict] = int(how_many)
    assert shown == counted
    assert shown


def test_the_real_cases_are_explained_by_their_pages(site: Path) -> None:
    def said(address: str) -> str:
        return words(article(site, f"ru/{address}"))

    for year in (2020, 2021):
        page = article(site, "ru/astana/indicators/life-expectancy")
        details = page.find(f".//details[@data-year='{year}']")
        assert words_in("ru")("status.behind") in words(details)
    assert "12,4" in said("almaty/indicators/emissions")
    assert "43,5" in said("almaty/indicators/emissions")
    assert words_in("ru")("remarks.break") in said("almaty/indicators/emissions")
    assert words_in("ru")("indicator.revisions") in said("astana/indicators/economic-complexity")
    assert words_in("ru")("status.not-assessable") in said("astana/indicators/crime")
    assert "2021" in said("astana/indicators/doing-business")
    assert "14–34" in said("almaty/indicators/neet")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_owes_a_demonstration_anything(site: Path, language: str) -> None:
    """No body as debtor, nothing overdue; the status says of which year its value is."""
    vocabulary = words_in(language)
    for address in ("astana/monitoring", "almaty/monitoring", "semey/monitoring", "semey/calendar"):
        assert vocabulary("monitoring.missing_owner").split("{")[0] not in words(
            page_of(site, language, address)
        )
        html = (site / ("" if language == "kk" else "ru/") / address / "index.html").read_text("utf-8")
        assert "status--overdue" not in html
        assert "verdict--not-reported" not in re.sub('<p class="legend board__legend">.*?</p>', "", html)
    assert vocabulary("calendar.not_owed") in words(page_of(site, language, "semey/calendar"))
    assert vocabulary("monitoring.status_year", year=2021) in words(
        page_of(site, language, "astana/monitoring")
    )


@pytest.mark.parametrize("address", ["astana/monitoring", "ru/astana/monitoring"])
def test_the_page_of_twenty_indicators_is_light(site: Path, address: str) -> None:
    """With everything that it loads but its fonts, compressed."""
    html = (site / address / "index.html").read_text("utf-8")
    assert html.count(" data-status=") >= 20
    loaded = re.findall(
        r'<(?:link rel="(?:stylesheet|icon)"|script src=)[^>]*?"([^"]+\.(?:css|js|svg))"', html
    )
    assert len(loaded) >= 3
    files = [(site / address / name).read_bytes() for name in loaded]
    assert sum(len(gzip.compress(one)) for one in (html.encode(), *files)) < 45_000


# A sample with all kinds


def both(one: str) -> dict[str, str]:
    return {"kk": one, "ru": f"{one} (ru)"}


def indicator(
    identifier: str, kind: str, baseline: Any, targets: dict[int, Any], **more: Any
) -> dict[str, Any]:
    """An indicator of any kind for the sample."""
    return {
        "id": identifier,
        "direction": "environment",
        "name": both(f'Мысал & "{identifier}"'),
        "definition": both("Сөз."),
        "kind": kind,
        "unit": both("бірлік"),
        "decimals": 0,
        "better": "higher",
        "baseline": {"year": 2020, "value": baseline, "source": "sample"},
        "targets": [
            {"year": year, "value": value, "basis": "illustrative"} for year, value in targets.items()
        ],
        "source": both("Көз"),
        "collection": both("Құрал"),
        "responsible": both("Басқарма"),
        "due": {"month": 7, "day": 1, "years_after": 1},
        **more,
    }


def every_five(*values: Any) -> dict[int, Any]:
    """Targets from 2025 to 2050; the last value is held."""
    years = range(2025, 2051, 5)
    return {year: values[min(place, len(values) - 1)] for place, year in enumerate(years)}


SCALE = [{"id": name, "name": both(name)} for name in ("low", "middle", "high")]
FINDING = {"body": both("Кеңес"), "document": both("Есеп № 1"), "url": "https://example.org/report"}
WORDS = [{"kk": f"Жаңа саябақ {one}", "ru": f"Новый парк {one}"} for one in range(6)]
KINDS = [
    indicator("yes", "yes-no", False, every_five(False, True)),
    indicator("scale", "categories", "low", every_five("middle", "high"), categories=SCALE),
    indicator("span", "number", 9, every_five({"low": 3, "high": 5}), better="within"),
    indicator("place", "rank", 60, every_five(50, 40, 30, 20, 10, 5), better="lower"),
    indicator("told", "narrative", WORDS[0], every_five(*WORDS)),
]
REVISION = {
    "value": 58,
    "source": "sample",
    "date": date(2022, 5, 1),
    "replaced": date(2024, 3, 1),
    "reason": both("Себеп."),
}
PLACE = {"indicator": "place", "edition": "E", "field_size": 100}
OBSERVED: dict[int, list[dict[str, Any]]] = {
    2021: [{**PLACE, "value": 62, "date": date(2024, 3, 1), "revisions": [REVISION]}],
    2023: [
        {**PLACE, "value": 61, "date": date(2024, 6, 1)},
        {"indicator": "told", "value": "behind", "finding": FINDING},
    ],
    2025: [
        {"indicator": "yes", "value": True},
        {"indicator": "scale", "value": "low", "provisional": True},
        {"indicator": "span", "value": 7},
        {"indicator": "told", "value": "on-path", "finding": FINDING, "date": date(2026, 2, 1)},
    ],
}


class Plain(yaml.SafeDumper):
    """Writes values out where they are used twice: anchors are not allowed in the files."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def add(path: Path, key: str, more: list[dict[str, Any]]) -> None:
    """Adds entries to a file of a sample."""
    data = yaml.safe_load(path.read_text("utf-8"))
    data[key] += more
    path.write_text(yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture(scope="module")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of two sample cities, the first with an indicator of every kind."""
    root = tmp_path_factory.mktemp("kinds")
    sample.project(root, cities=2, indicators=5)
    folder = root / "strategies/sample-1"

    add(folder / "indicators.yml", "indicators", KINDS)
    for year, values in OBSERVED.items():
        add(folder / f"actuals/{year}.yml", "values", [{"source": "sample", **one} for one in values])
    built = build(root, SOURCE_DATE_EPOCH=EPOCH, SITE_URL="https://example.org/")
    assert built.returncode == 0, built.stderr
    return root / "site"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_page(sample_site: Path, language: str) -> None:
    vocabulary = words_in(language)
    for one in KINDS:
        address = f"sample-1/indicators/{one['id']}"
        page = page_of(sample_site, language, address)
        assert words(page.find("h1")).startswith(one["name"][language])
        assert page.find(".//dl[@class='figures']//span[@class]") is not None
        html = (sample_site / ("" if language == "kk" else language) / address / "index.html").read_text(
            "utf-8"
        )
        assert (html.count("<svg") > 1) is (one["kind"] != "narrative")
    yes = words(page_of(sample_site, language, "sample-1/indicators/yes").find(".//figcaption"))
    assert f"0 – {vocabulary('value.negative')}; 1 – {vocabulary('value.affirmative')}" in yes
    scale = page_of(sample_site, language, "sample-1/indicators/scale")
    assert f"1 – {SCALE[0]['name'][language]}" in words(scale.find(".//figcaption"))
    assert vocabulary("verdict.missed") in rows(scale.find(".//table[@class='set']"))[2]
    span = words(page_of(sample_site, language, "sample-1/indicators/span"))
    assert "3\u00a0–\u00a05" in span
    distance = pattern(language, "arithmetic.milestone_range").search(span)
    assert distance and number(distance["difference"]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_assessed_by_a_named_body(sample_site: Path, language: str) -> None:
    page = page_of(sample_site, language, "sample-1/indicators/told")
    assert WORDS[0][language] in words(page.find(".//table[@class='set']"))
    for year, status in ((2023, "behind"), (2025, "on-path")):
        details = page.find(f".//details[@data-year='{year}']")
        assert words_in(language)(f"status.{status}") in words(details)
        assert FINDING["body"][language] in words(details)  # type: ignore[index]
        assert details is not None and details.find(".//a[@href='https://example.org/report']") is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_revisions_and_what_was_known_when(sample_site: Path, language: str) -> None:
    vocabulary = words_in(language)
    page = page_of(sample_site, language, "sample-1/indicators/place")
    revision = words(page.find(".//ul[@class='revisions']"))
    for shown in ("58", "62", REVISION["reason"][language], "Ойдан" if language == "kk" else "Вымышленный"):  # type: ignore[index]
        assert shown in revision
    known = page.find(".//dl[@class='facts known']")
    assert known is not None
    days = [
        words(element)[-4:] if language == "ru" else words(element)[:4] for element in known.findall("dt")
    ]
    statuses = [words(element.find("span")) for element in known.findall("dd")]
    by_day = dict(
        zip(
            [re.search(r"\d{4}", words(element))[0] for element in known.findall("dt")], statuses, strict=True
        )
    )  # type: ignore[index]
    assert len(days) == len(by_day)
    # In 2022 the first value of 2021 was the newest one; in 2024 its revision and that of 2023.
    assert list(by_day) == ["2025", "2024", "2023", "2022"]
    assert by_day["2022"] == vocabulary("status.on-path")
    assert by_day["2024"] == vocabulary("status.behind")
    undated = page_of(sample_site, language, "sample-1/indicators/span")
    assert vocabulary("indicator.known_none") in words(undated)
    assert undated.find(".//dl[@class='facts known']") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_to_cite_and_what_to_download(sample_site: Path, language: str) -> None:
    vocabulary = words_in(language)
    page = page_of(sample_site, language, "sample-1/indicators/told")
    cited = words(page.find(".//p[@class='cite']"))
    prefix = "" if language == "kk" else "ru/"
    address = f"https://example.org/{prefix}sample-1/indicators/told/"
    for shown in ("told", "Мысал-1" if language == "kk" else "Пример-1", address):
        assert shown in cited
    assert re.sub(r"\u00a0", " ", cited).count("2026") == 2
    links = [element.get("href", "") for element in page.findall(".//ul[@class='downloads']//a")]
    stem = "api/v1/cities/sample-1/indicators/told"
    assert [link.replace("../", "") for link in links] == [
        f"{stem}.xlsx",
        f"{stem}.{language}.csv",
        f"{stem}.json",
        "api/v1/all.zip",
    ], "a plan in words has no chart"
    drawn = page_of(sample_site, language, "sample-1/indicators/indicator-1")
    links = [element.get("href", "") for element in drawn.findall(".//ul[@class='downloads']//a")]
    assert [link.rpartition("indicator-1.")[2] for link in links[3:]] == [
        f"{language}.png",
        f"{language}.svg",
        links[-1],
    ]
    assert links[-1].endswith("api/v1/all.zip")
    city = page_of(sample_site, language, "sample-1/monitoring").findall(".//ul[@class='downloads']//a")
    assert city[1].get("href", "").endswith(f"api/v1/cities/sample-1.{language}.csv")
    assert vocabulary("indicator.paragraph_no") in words(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_indicator_in_other_cities(sample_site: Path, language: str) -> None:
    page = page_of(sample_site, language, "sample-1/indicators/indicator-1")
    table = rows(page.find(".//table[@class='peers']"))
    assert [row[0] for row in table[1:]] == ["Мысал-2" if language == "kk" else "Пример-2"]
    # The number alone, its unit in the heading.
    assert re.fullmatch(r"[\d\u00a0,]+", table[1][1])
    assert table[0][1].endswith(f", {'бірлік' if language == 'kk' else 'единиц'}")
    assert table[1][2] == "2025"
    link = page.find(".//table[@class='peers']//a")
    assert link is not None and link.get("href", "").endswith("sample-2/indicators/indicator-1/")
    own = page_of(sample_site, language, "sample-1/indicators/yes")
    assert words_in(language)("indicator.peers_own") in words(own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_is_told_in_sentences(sample_site: Path, language: str) -> None:
    vocabulary = words_in(language)
    page = words(page_of(sample_site, language, "sample-1/monitoring"))
    assert vocabulary("happened.value", year=2025, actual=f"«{vocabulary('value.affirmative')}»") in page
    moved = {"before": vocabulary("status.behind"), "after": vocabulary("status.on-path")}
    assert vocabulary("happened.improved", before_year=2023, year=2025, **moved) in page
    assert vocabulary("happened.kinds.overdue") not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_outside_the_navigation_show_the_way(sample_site: Path, language: str) -> None:
    prefix = "" if language == "kk" else "ru/"
    html = (sample_site / prefix / "sample-1/indicators/yes/index.html").read_text("utf-8")
    path = re.search(r'<nav class="path".*?</nav>', html, re.DOTALL)
    assert path
    assert re.findall(r'href="([^"]+)"', path[0])[1:] == ["../../", "../../monitoring/"]
    assert words_in(language)("strategy.monitoring") in html
    bar = re.search(r'<nav class="city-bar".*?</nav>', html, re.DOTALL)
    assert bar
    assert re.findall(r'href="([^"]+)" aria-current="true"', bar[0]) == ["../../monitoring/"]


def test_an_approved_value_names_its_decision(tmp_path: Path) -> None:
    sample.project(tmp_path, cities=1, indicators=12, approved=True)
    built = build(tmp_path, SOURCE_DATE_EPOCH=EPOCH)
    assert built.returncode == 0, built.stderr
    for language in LANGUAGES:
        page = page_of(tmp_path / "site", language, "sample-1/indicators/indicator-1")
        table = page.find(".//table[@class='set']")
        assert table is not None
        links = [element.get("href") for element in table.iter("a")]
        assert links.count("https://example.org/decision") == 6
        assert words_in(language)("basis.illustrative") not in words(table)
        day = words_in(language).date(date(2026, 4, 1))
        assert any(day in words(element) for element in page.findall(".//p[@class='sourced']"))
