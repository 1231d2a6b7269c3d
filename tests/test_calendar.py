"""The duty calendar: nothing is overdue too early, and its pages and files say the same."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import icalendar
import pytest
from axe_playwright_python.sync_playwright import Axe
from citystrategy.facts import calendar
from citystrategy.method.duty import duties
from citystrategy.method.standing import Standing, standing_on
from citystrategy.model import Actuals, Indicator
from citystrategy.outputs import icalendar as calendars
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from conftest import ROOT, demonstrated
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect
from test_monitoring import BOTH, indicator

pytestmark = demonstrated

TREE, _ = load(ROOT)
TODAY = date(2026, 11, 22)
STANDINGS = {folder.city.slug: standing_on(folder, TODAY) for folder in TREE.strategies}
PREFIXES = [("kk", ""), ("ru", "ru/")]
DAYS = st.dates(date(2019, 1, 1), date(2056, 1, 1))
RHYTHMS = st.fixed_dictionaries(
    {"month": st.integers(1, 12), "day": st.integers(1, 31), "years_after": st.integers(0, 3)}
)
YEARS = st.sets(st.integers(2020, 2052))
PLAN = [(2020, 20.0), (2025, 30.0), (2050, 80.0)]


def one(**more: Any) -> Indicator:
    return indicator(PLAN, "higher", **more)


def standing(today: date, *indicators: Indicator, years: set[int] | None = None, **more: Any) -> Standing:
    """A city with these indicators; the first has values of these years."""
    values = [{"indicator": indicators[0].id, "value": 25, "source": "s"}]
    actuals = tuple(
        ("", Actuals.model_validate({"year": year, "values": tuple(values)})) for year in sorted(years or ())
    )
    return standing_on(replace(TREE.strategies[0], indicators=indicators, actuals=actuals, **more), today)


def site_of(*standings: Standing) -> Any:
    """As much of a site as the files need."""
    return SimpleNamespace(
        standings={standing.folder.city.slug: standing for standing in standings}, today=standings[0].today
    )


# What is due when


@pytest.fixture(scope="module")
def everybody_owes() -> Iterator[None]:
    """The demonstrations as if they bound anybody."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("citystrategy.method.standing.BINDING", {"demonstration", "draft", "approved"})
        yield


@pytest.mark.usefixtures("everybody_owes")
@given(DAYS, RHYTHMS, YEARS)
def test_nothing_to_come_is_overdue(today: date, due: dict[str, int], years: set[int]) -> None:
    city = calendar.of_city(standing(today, one(due=due), years=years))
    owed = [duty for debt in city.owed for duty in debt.duties]
    assert all(duty.due < today for duty in owed)
    assert all(value.duty.due >= today for value in city.coming)
    assert owed == sorted(owed, key=lambda duty: duty.due)
    assert not {duty.year for duty in owed} & years
    assert city.soon + len(city.later) == len(city.coming) <= 1
    assert city.overdue == len(owed)
    assert city.since == min((duty.due for duty in owed), default=None)


@pytest.mark.usefixtures("everybody_owes")
@pytest.mark.parametrize(
    ("due", "year", "last"),
    [
        ({"month": 12, "day": 31, "years_after": 0}, 2025, date(2025, 12, 31)),
        ({"month": 12, "day": 31, "years_after": 1}, 2025, date(2026, 12, 31)),
        ({"month": 2, "day": 29, "years_after": 1}, 2026, date(2027, 3, 1)),  # Sunday the 28th
        ({"month": 2, "day": 29, "years_after": 1}, 2027, date(2028, 2, 29)),
    ],
)
def test_overdue_begins_the_day_after(due: dict[str, int], year: int, last: date) -> None:
    years = set(range(2021, year))
    before = calendar.of_city(standing(last, one(due=due), years=years))
    assert [(value.duty.year, value.duty.due) for value in before.coming] == [(year, last)]
    assert before.overdue == 0
    after = calendar.of_city(standing(last + timedelta(days=1), one(due=due), years=years))
    assert (after.overdue, after.since) == (1, last)


def test_a_year_after() -> None:
    assert calendar.year_after(date(2026, 11, 22)) == date(2027, 11, 22)
    assert calendar.year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert calendar.year_after(date(2027, 2, 28)) == date(2028, 2, 28)


@pytest.mark.usefixtures("everybody_owes")
def test_grouped_by_body_the_oldest_first() -> None:
    first, second = BOTH, {"kk": "орган", "ru": "орган"}
    items = [
        one(id="later", responsible=first, due={"month": 3, "day": 1, "years_after": 2}),
        one(id="latest", responsible=second, due={"month": 9, "day": 1, "years_after": 2}),
        one(id="late", responsible=second, due={"month": 7, "day": 1, "years_after": 1}),
    ]
    city = calendar.of_city(standing(TODAY, *items))
    assert [
        (debtor.body.kk, [debt.progress.indicator.id for debt in debtor.owed]) for debtor in city.debtors
    ] == [
        ("орган", ["late", "latest"]),
        ("мысал", ["later"]),
    ]
    assert city.owed[0].years == "2021, 2022, 2023, 2024, 2025"
    assert [(month.first, len(month.coming)) for month in city.months] == [
        (date(2027, month, 1), 1) for month in (3, 7, 9)
    ]


def test_who_owes_nothing() -> None:
    stopped = {"reason": "discontinued", "explanation": BOTH}
    items = [one(id="stopped", not_assessable=stopped), one(id="undue", due=None), one(id="due")]
    city = calendar.of_city(standing(TODAY, *items))
    assert [progress.indicator.id for progress in city.free] == ["stopped", "undue"]


def test_what_is_due_much_later_stands_apart() -> None:
    city = calendar.of_city(standing(TODAY, one(), years=set(range(2021, 2030))))
    assert city.months == ()
    assert [value.duty.due for value in city.later] == [date(2028, 7, 3)]


@pytest.mark.parametrize(("day", "soon"), [(21, 1), (22, 1), (23, 0)])
def test_the_twelve_months_end_on_the_same_day(day: int, soon: int) -> None:
    due = {"month": 11, "day": day, "years_after": 1}
    city = calendar.of_city(standing(TODAY, one(due=due), years=set(range(2021, 2026))))
    assert (city.soon, len(city.later)) == (soon, 1 - soon)


def test_all_cities() -> None:
    calendars = calendar.of_all(STANDINGS.values(), TREE.cities, TODAY)
    assert [city.city.slug for city in calendars.cities] == list(STANDINGS)
    assert len(calendars.without) == 20 - len(STANDINGS)
    every = [
        duty
        for standing in STANDINGS.values()
        for progress in standing.progress
        for duty in duties(progress, TODAY)
    ]
    assert calendars.overdue == sum(duty.overdue for duty in every) == 0, (
        "nobody owes a demonstration anything"
    )
    assert calendars.soon + len(calendars.later) == sum(not duty.overdue for duty in every) > 0
    days = [value.duty.due for month in calendars.months for value in month.coming]
    assert days == sorted(days)
    assert days[-1] <= date(2027, 11, 22)


def test_a_month_in_words() -> None:
    assert words_in("kk").month(date(2026, 12, 1)) == "2026 жылғы желтоқсан"
    assert words_in("ru").month(date(2027, 1, 1)) == "Январь 2027 года"


# The pages


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def links(html: str) -> set[str]:
    return set(re.findall(r'href="([^"#?]+)"', html[html.index("<article") :]))


@pytest.mark.parametrize(("language", "prefix"), PREFIXES)
def test_the_page_of_all_cities(site: Path, language: str, prefix: str) -> None:
    html = (site / prefix / "calendar/index.html").read_text("utf-8")
    shown = text(html)
    words = words_in(language)
    for city in TREE.cities:
        assert city.name[language] in shown
    (owing,) = re.findall(r'<p class="owing">(.*?)</p>', html)
    assert words("calendar.not_owed_by", mark=words("unapproved.demonstration.mark")) in text(owing)
    assert set(re.findall(r'href="../([\w-]+)/calendar/"', owing)) == set(STANDINGS)
    assert all(calendar.of_city(standing).owed == () for standing in STANDINGS.values())
    assert html.index('id="soon"') < html.index('id="overdue"'), "what comes next stands first"
    for month in calendar.of_all(STANDINGS.values(), TREE.cities, TODAY).months:
        assert f"{words.month(month.first)}: {len(month.coming)}" in shown
    assert html.count("<time datetime=") == sum(
        len(calendar.of_city(standing).coming) for standing in STANDINGS.values()
    )


@pytest.mark.parametrize(("language", "prefix"), PREFIXES)
@pytest.mark.parametrize("slug", STANDINGS)
def test_the_page_of_a_city(site: Path, slug: str, language: str, prefix: str) -> None:
    html = (site / prefix / slug / "calendar/index.html").read_text("utf-8")
    shown, words = text(html), words_in(language)
    city = calendar.of_city(STANDINGS[slug])
    for debt in city.owed:
        for duty in debt.duties:
            due = words.date(duty.due).replace("\u00a0", " ")
            assert words("calendar.year_overdue", year=duty.year, date=due) in shown
    matches = re.findall(r'<time datetime="([\d-]+)">', html)
    assert matches == [value.duty.due.isoformat() for value in city.coming]
    for address in links(html):
        if not address.startswith("http"):
            there = (site / prefix / slug / "calendar" / address).resolve()
            assert (there / "index.html" if address.endswith("/") else there).is_file(), address


@pytest.mark.parametrize(("language", "prefix"), PREFIXES)
def test_two_clicks_from_the_home_page(site: Path, language: str, prefix: str) -> None:
    home = (site / prefix / "index.html").read_text("utf-8")
    assert {"calendar/", "feed.xml"} <= links(home)
    page = (site / prefix / "calendar/index.html").read_text("utf-8")
    assert {"../calendar.ics", "../feed.xml", *(f"../{slug}/calendar/" for slug in STANDINGS)} <= links(page)


PAGES = [f"/{prefix}{page}" for _, prefix in PREFIXES for page in ("calendar/", "astana/calendar/")]


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows(browser: Browser, address: str, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, base_url=address)
    page.goto(name)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_accessible(browser: Browser, address: str, name: str, scheme: str) -> None:
    page = browser.new_page(base_url=address, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(name)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.close()


def test_without_javascript_and_on_paper(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/ru/calendar/")
    section = page.locator(".months")
    coming = section.get_by_role("link", name="Доля NEET").first
    expect(coming).to_be_hidden()
    for element in section.locator("summary").all():
        element.click()
    expect(coming).to_be_visible()
    page.reload()
    page.emulate_media(media="print")
    expect(coming).to_be_visible()
    context.close()


# The files


TEXTS = ("NAME", "SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "X-WR-CALDESC")


def properties(content: bytes) -> Iterator[tuple[str, str]]:
    """Name and unescaped value of each property, by the letter of RFC 5545."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two
    for line in content.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        if name in TEXTS:
            assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,n])*", value)
        yield name, re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def events(content: bytes) -> list[Any]:
    parsed = icalendar.Calendar.from_ical(content)
    assert not parsed.errors
    all_events = parsed.walk("VEVENT")
    assert all(not event.errors for event in all_events)
    return all_events


@pytest.mark.parametrize(("language", "prefix"), PREFIXES)
def test_the_files_hold_every_duty(site: Path, language: str, prefix: str) -> None:
    every: list[tuple[str, date]] = []
    words = words_in(language)
    for slug, standing in STANDINGS.items():
        content = (site / prefix / slug / "calendar.ics").read_bytes()
        pairs = dict(properties(content))
        name = words("calendar.title", city=standing.folder.city.name[language])
        assert pairs["X-WR-CALNAME"] == f"{name} ({words('unapproved.demonstration.mark')})"
        expected = sorted(duty.due for progress in standing.progress for duty in duties(progress, TODAY))
        all_events = events(content)
        assert sorted(event["DTSTART"].dt for event in all_events) == expected
        assert all(event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1) for event in all_events)
        every += [(str(event["UID"]), event["DTSTART"].dt) for event in all_events]
    content = (site / prefix / "calendar.ics").read_bytes()
    list(properties(content))
    assert [(str(event["UID"]), event["DTSTART"].dt) for event in events(content)] == every
    assert len({identifier for identifier, _ in every}) == len(every)
    stamps = {event["DTSTAMP"].dt for event in events(content)}
    assert stamps == {datetime(2026, 11, 22, tzinfo=UTC)}


@pytest.mark.usefixtures("everybody_owes")
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_overdue_says_so(language: str) -> None:
    here = standing(TODAY, one(), years={2021, 2022, 2023})
    files = dict(calendars.files(site_of(here), "https://example.org/strategies/"))
    prefix, words = dict(PREFIXES)[language], words_in(language)
    overdue, coming = split(events(files[f"{prefix}astana/calendar.ics"]))
    name, city = here.progress[0].indicator.name[language], here.folder.city.name[language]
    mark = f" ({words('unapproved.demonstration.mark')})"
    assert [str(event["SUMMARY"]) for event in overdue] == [
        words("calendar.event_overdue", city=city, name=name, year=year) + mark for year in (2024, 2025)
    ]
    assert [str(value["SUMMARY"]) for value in coming] == [
        words("calendar.event", city=city, name=name, year=2026) + mark
    ]
    address = f"https://example.org/strategies/{prefix}astana/indicators/one/"
    assert all(str(each["URL"]) == address for each in (*overdue, *coming))
    told = words("calendar.body", body=BOTH[language])
    assert not any(told in each["DESCRIPTION"] for each in (*overdue, *coming)), (
        "no debtor of a demonstration"
    )


def split(found: list[Any]) -> tuple[list[Any], list[Any]]:
    return [one for one in found if one["DTSTART"].dt < TODAY], [
        one for one in found if one["DTSTART"].dt >= TODAY
    ]


def test_without_an_address_there_is_no_link() -> None:
    files = dict(calendars.files(site_of(standing(TODAY, one()))))
    assert not any(b"URL:" in content or b"http" in content for content in files.values())


@pytest.mark.usefixtures("everybody_owes")
def test_identifiers_stay() -> None:
    def found(day: date, language: str) -> dict[date, str]:
        content = dict(calendars.files(site_of(standing(day, one()))))[f"{language}calendar.ics"]
        return {event["DTSTART"].dt: str(event["UID"]) for event in events(content)}

    now = found(TODAY, "")
    assert now == found(TODAY, "ru/")
    assert now.items() < found(date(2028, 1, 1), "").items()
    assert now[date(2026, 7, 1)] == "a28881a3-1279-55a1-bcec-37aa3d3d24d1"


def test_the_same_bytes_for_the_same_day() -> None:
    first, second = (dict(calendars.files(site_of(standing(TODAY, one())))) for _ in range(2))
    assert first == second


def test_where_nothing_is_due_there_is_no_file() -> None:
    assert dict(calendars.files(site_of(standing(TODAY, one(due=None))))) == {}


HOSTILE = "a;b,c\\n\\;\\\nBEGIN:VEVENT\r\nEND:VCALENDAR\x07\u2028\0<b>&\U0001f600" + "ұ" * 90


def test_hostile_text_stays_text() -> None:
    both = {"kk": HOSTILE, "ru": HOSTILE}
    here = standing(TODAY, one(name=both, responsible=both))
    for content in dict(calendars.files(site_of(here))).values():
        names = [name for name, _ in properties(content)]
        assert names.count("BEGIN") == names.count("END") == 1 + names.count("UID")
        (first, *_) = events(content)
        assert "a;b,c\\n\\;\\\nBEGIN:VEVENT\nEND:VCALENDAR<b>&\U0001f600ұұ" in str(first["SUMMARY"]).replace(
            "\r", ""
        )


CYRILLIC = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=300)


@given(CYRILLIC | st.text("әіңғүұқөһ абв;,\\\n", max_size=300))
def test_folding(written: str) -> None:
    folded = calendars.folded(f"SUMMARY:{written.replace(chr(10), ' ')}")
    lines = folded.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])
    assert "".join([lines[0], *(line[1:] for line in lines[1:])]) == f"SUMMARY:{written}".replace("\n", " ")
    assert len(lines) <= 1 + len(folded.encode()) // 70


@given(st.text('әіңғүұқөһ абв;,:"\\\n', min_size=1, max_size=300))
def test_escaping(written: str) -> None:
    content = calendars.line("SUMMARY", written)
    assert dict(properties(f"{content}\r\n".encode())) == {"SUMMARY": written}
    event = icalendar.Event.from_ical(f"BEGIN:VEVENT\r\n{content}\r\nEND:VEVENT\r\n")
    assert str(event["SUMMARY"]) == written
