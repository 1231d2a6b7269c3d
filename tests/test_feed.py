"""The feeds: everything that is dated is told once, rightly dated, in both languages, as valid Atom."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin
from uuid import UUID
from xml.etree import ElementTree

import pytest
from citystrategy.facts.happened import undated
from citystrategy.method.duty import duties
from citystrategy.method.standing import Standing, standing_on
from citystrategy.model import Actuals, Source
from citystrategy.outputs import feed
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from conftest import demonstrated
from hypothesis import given
from hypothesis import strategies as st
from test_calendar import PREFIXES, STANDINGS, TODAY, TREE, everybody_owes, one
from test_monitoring import BOTH

__all__ = ["everybody_owes"]
pytestmark = [demonstrated, pytest.mark.usefixtures("everybody_owes")]
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://example.org/strategies/"
SOURCE = Source.model_validate(
    {"id": "s", "kind": "press", "title": BOTH, "url": "https://example.org/source"}
)
FIRST = {"value": 20, "source": "s", "date": date(2022, 5, 1), "replaced": date(2023, 2, 28), "reason": BOTH}
SECOND = {"value": 21, "source": "s", "replaced": date(2024, 2, 29), "reason": BOTH}


def standing(*values: dict[str, Any], today: date = TODAY, **more: Any) -> Standing:
    """A city with one indicator that has these values, for 2021 and the years after; `more` is of it."""
    actuals = tuple(
        (
            "",
            Actuals.model_validate({"year": year, "values": ({"indicator": "one", "source": "s", **value},)}),
        )
        for year, value in enumerate(values, 2021)
    )
    strategy = replace(TREE.strategies[0], indicators=(one(**more),), actuals=actuals)
    return standing_on(strategy, today)


def feeds(*standings: Standing, base: str = "") -> dict[str, ElementTree.Element]:
    site: Any = SimpleNamespace(
        standings={standing.folder.city.slug: standing for standing in standings},
        today=standings[0].today if standings else TODAY,
        sources={"s": SOURCE},
    )
    return {path: ElementTree.fromstring(content) for path, content in feed.files(site, base)}


def of(element: ElementTree.Element, name: str) -> str:
    child = element.find(f"{ATOM}{name}")
    assert child is not None and child.text, name
    return child.text


def told(document: ElementTree.Element, kind: str) -> list[tuple[str, str, str]]:
    """Day, title and summary of the entries of a kind."""
    return [
        (of(entry, "updated")[:10], of(entry, "title"), of(entry, "summary"))
        for entry in document.iter(f"{ATOM}entry")
        if entry.find(f"{ATOM}category").get("term") == kind  # type: ignore[union-attr]
    ]


def link(element: ElementTree.Element, relation: str) -> str:
    (found,) = (element for element in element.findall(f"{ATOM}link") if element.get("rel") == relation)
    return str(found.get("href"))


def check(document: ElementTree.Element, language: str, today: date = TODAY) -> None:
    """The rules of RFC 4287 that concern a feed like ours, and our own."""
    assert document.tag == f"{ATOM}feed"
    assert document.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    entries = document.findall(f"{ATOM}entry")
    assert len(entries) <= feed.NEWEST
    author = document.find(f"{ATOM}author")
    assert author is not None
    assert of(author, "name") == words_in(language)("site.title")
    identifiers = [of(part, "id") for part in (document, *entries)]
    assert len(set(identifiers)) == len(identifiers)
    for identifier in identifiers:
        assert identifier == UUID(identifier.removeprefix("urn:uuid:")).urn
    moments = [of(part, "updated") for part in entries]
    for moment in (*moments, of(document, "updated")):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", moment)
        assert date.fromisoformat(moment[:10]) <= today
    assert moments == sorted(moments, reverse=True)
    assert of(document, "updated") == (moments[0] if moments else f"{today}T00:00:00Z")
    for part in (document, *entries):
        assert of(part, "title")
        assert link(part, "alternate")


# What is told


@pytest.mark.parametrize(("language", "prefix"), PREFIXES)
def test_a_value_is_told_with_its_source_on_its_day(language: str, prefix: str) -> None:
    here = standing({"value": 25, "date": date(2022, 3, 1)}, {"value": 26, "date": date(2023, 3, 1)})
    document = feeds(here)[f"{prefix}astana/feed.xml"]
    check(document, language)
    city = here.folder.city.name[language]
    entries = told(document, "value")
    assert [day for day, _, _ in entries] == ["2023-03-01", "2022-03-01"]
    name = f"{BOTH[language]}, {BOTH[language]}"
    title = words_in(language)("feed.value_title", city=city, name=name, year=2021)
    assert entries[1][1] == f"{title} ({words_in(language)('unapproved.demonstration.mark')})"
    assert "25,0" in entries[1][2] and BOTH[language] in entries[1][2]
    assert words_in(language)("unapproved.demonstration.sentence") in entries[1][2]


def test_a_value_without_a_day_is_counted_only() -> None:
    here = standing({"value": 25}, {"value": 26, "date": date(2023, 3, 1)}, {"value": 27})
    assert undated(here) == 2
    assert undated(here, here) == 4
    for path, document in feeds(here).items():
        assert len(told(document, "value")) == 1
        words = words_in("ru" if path.startswith("ru/") else "kk")
        assert words("feed.undated", count=2) in of(document, "subtitle")


def test_a_value_published_after_today_is_not_told() -> None:
    here = standing({"value": 25, "date": TODAY + timedelta(days=1)}, {"value": 25, "date": TODAY})
    assert [day for day, _, _ in told(feeds(here)["feed.xml"], "value")] == ["2026-11-22"]


def test_every_revision_is_told_with_what_stood_before_and_after() -> None:
    here = standing({"value": 22, "date": date(2024, 2, 29), "revisions": (FIRST, SECOND)})
    document = feeds(here)["ru/feed.xml"]
    ((day, _, summary),) = told(document, "value")
    assert day == "2022-05-01" and "20,0" in summary and "22,0" not in summary
    assert undated(here) == 0
    later, earlier = told(document, "revision")
    assert (later[0], earlier[0]) == ("2024-02-29", "2023-02-28")
    said = re.findall(r"\d\d,0", earlier[2]), re.findall(r"\d\d,0", later[2])
    assert said == (["20,0", "21,0"], ["21,0", "22,0"])
    assert all(BOTH["ru"] in one[2] for one in (later, earlier))


def test_a_revision_is_told_where_its_first_day_is_not_known() -> None:
    here = standing({"value": 22, "date": date(2024, 1, 1), "revisions": ({**SECOND},)})
    document = feeds(here)["feed.xml"]
    assert told(document, "value") == []
    assert len(told(document, "revision")) == 1
    assert undated(here) == 1


@pytest.mark.parametrize(
    ("due", "today", "days"),
    [
        ({"month": 12, "day": 31, "years_after": 0}, date(2021, 12, 31), []),
        ({"month": 12, "day": 31, "years_after": 0}, date(2022, 1, 1), ["2022-01-01"]),
        ({"month": 2, "day": 29, "years_after": 3}, date(2024, 2, 29), []),
        ({"month": 2, "day": 29, "years_after": 3}, date(2024, 3, 1), ["2024-03-01"]),
        ({"month": 2, "day": 29, "years_after": 2}, date(2023, 3, 1), ["2023-03-01"]),
    ],
)
def test_overdue_is_told_the_day_after(due: dict[str, int], today: date, days: list[str]) -> None:
    document = feeds(standing(today=today, due=due))["feed.xml"]
    check(document, "kk", today)
    assert [day for day, _, _ in told(document, "overdue")] == days


@given(st.dates(date(2020, 1, 1), date(2055, 1, 1)), st.sets(st.integers(0, 9)))
def test_every_overdue_value_is_told_and_no_other(today: date, given: set[int]) -> None:
    values = [{"value": 25, "date": date(2022 + place, 1, 1)} for place in range(10)]
    here = standing(*values, today=today)
    kept = tuple(pair for pair in here.folder.actuals if pair[1].year - 2021 in given)
    here = standing_on(replace(here.folder, actuals=kept), today)
    document = feeds(here)["feed.xml"]
    check(document, "kk", today)
    expected = {f"{duty.due + timedelta(days=1)}" for duty in duties(here.progress[0], today) if duty.overdue}
    assert {day for day, _, _ in told(document, "overdue")} == expected
    assert all(date.fromisoformat(day) <= today for day in expected)


def test_what_falls_overdue_together_is_told_together() -> None:
    here = standing(today=date(2022, 8, 1))
    two = replace(here.folder, indicators=(one(id="one"), one(id="two", name={"kk": "екі", "ru": "два"})))
    ((day, title, summary),) = told(feeds(standing_on(two, here.today))["ru/feed.xml"], "overdue")
    assert (day, title) == (
        "2022-07-02",
        words_in("ru")("feed.overdue_title", city=two.city.name["ru"], count=2)
        + " (демонстрационный образец)",
    )
    assert "«пример»" in summary and "«два»" in summary


def test_editions_are_told_from_their_day(approved_tree: Path) -> None:
    tree, problems = load(approved_tree)
    assert not problems
    for day, count in ((date(2026, 3, 31), 0), (date(2026, 4, 1), 1)):
        here = standing_on(tree.strategies[0], day)
        document = feeds_of(here)["ru/sample-1/feed.xml"]
        entries = told(document, "edition")
        assert len(entries) == count
    assert entries[0][0] == "2026-04-01"
    assert "№\u00a00" in entries[0][2] and "маслихат" in entries[0][2]
    assert not any(
        words_in("ru")(f"unapproved.{one}.sentence") in entries[0][2] for one in ("draft", "demonstration")
    )


def feeds_of(here: Standing) -> dict[str, ElementTree.Element]:
    site: Any = SimpleNamespace(
        standings={here.folder.city.slug: here},
        today=here.today,
        sources={"sample": SOURCE},
    )
    return {path: ElementTree.fromstring(content) for path, content in feed.files(site)}


# The format


def identifiers(document: ElementTree.Element) -> set[str]:
    return {of(entry, "id") for entry in document.iter(f"{ATOM}entry")}


def test_identifiers_stay_and_tell_everything_apart() -> None:
    values = ({"value": 22, "date": date(2024, 2, 29), "revisions": (FIRST, SECOND)}, {"value": 23})
    now, later = feeds(standing(*values)), feeds(standing(*values, today=date(2027, 11, 22)))
    for path, document in now.items():
        assert identifiers(document) < identifiers(later[path])
        assert of(document, "id") == of(later[path], "id")
    assert not identifiers(now["feed.xml"]) & identifiers(now["ru/feed.xml"])
    assert identifiers(now["feed.xml"]) == identifiers(now["astana/feed.xml"])
    assert len({of(document, "id") for document in now.values()}) == 4


def test_absolute_and_relative_links() -> None:
    values = ({"value": 22, "date": date(2024, 2, 29)},)
    absolute, relative = feeds(standing(*values), base=ADDRESS), feeds(standing(*values))
    for path, document in absolute.items():
        assert link(document, "self") == f"{ADDRESS}{path}"
        parts = [document, *document.iter(f"{ATOM}entry")]
        others = [relative[path], *relative[path].iter(f"{ATOM}entry")]
        for part, other in zip(parts, others, strict=True):
            assert link(part, "alternate").startswith(ADDRESS)
            assert urljoin(f"{ADDRESS}{path}", link(other, "alternate")) == link(part, "alternate")
        assert urljoin(f"{ADDRESS}{path}", link(relative[path], "self")) == f"{ADDRESS}{path}"


def test_a_feed_has_an_end() -> None:
    plan = {"due": {"month": 12, "day": 31, "years_after": 0}}
    cities = [
        standing_on(replace(standing(**plan).folder, city=city), date(2050, 6, 1)) for city in TREE.cities
    ]
    document = feeds(*cities)["feed.xml"]
    check(document, "kk", date(2050, 6, 1))
    assert len(document.findall(f"{ATOM}entry")) == feed.NEWEST


def test_a_feed_of_nothing_is_a_feed() -> None:
    for path, document in feeds().items():
        check(document, "ru" if path.startswith("ru/") else "kk")
        assert not document.findall(f"{ATOM}entry")


HOSTILE = "]]><b>&amp;\x01\x0b\0\ufffe\uffff\u202e «x» </summary>"


def test_hostile_text_stays_text() -> None:
    both = {"kk": HOSTILE, "ru": HOSTILE}
    here = standing({"value": 25, "date": date(2022, 3, 1)}, name=both, responsible=both)
    for document in feeds(here).values():
        (_, title, _), (_, _, summary) = told(document, "value")[0], told(document, "overdue")[0]
        for text in (title, summary):
            assert "]]><b>&amp; «x» </summary>" in text


# The built site


@pytest.mark.parametrize(("language", "prefix"), PREFIXES)
def test_the_feeds_of_the_site(site: Path, language: str, prefix: str) -> None:
    for folder in ("", *(f"{slug}/" for slug in STANDINGS)):
        path = f"{prefix}{folder}feed.xml"
        document = ElementTree.fromstring((site / path).read_bytes())
        check(document, language)
        assert document.findall(f"{ATOM}entry")
        for part in (document, *document.iter(f"{ATOM}entry")):
            there = (site / path).parent / link(part, "alternate") / "index.html"
            assert there.is_file(), there


@pytest.mark.parametrize(("language", "prefix"), PREFIXES)
def test_pages_lead_to_their_feed(site: Path, language: str, prefix: str) -> None:
    pages = {"": "", "method/": "", "calendar/": "", "astana/": "astana/", "astana/monitoring/": "astana/"}
    for page, folder in pages.items():
        html = (site / prefix / page / "index.html").read_text("utf-8")
        (found,) = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]+)"', html)
        assert (site / prefix / page / found).resolve() == (site / prefix / folder / "feed.xml").resolve()


def test_the_real_revisions_are_told(site: Path) -> None:
    document = ElementTree.fromstring((site / "ru/astana/feed.xml").read_bytes())
    revised = [
        revision
        for progress in STANDINGS["astana"].progress
        for observation in progress.observations
        for revision in observation.actual.revisions
    ]
    assert len(told(document, "revision")) == len(revised) > 0
