"""Whatever leaves the site says of itself that nobody approved the strategy it is from."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest
from citystrategy.words.words import words_in
from conftest import demonstrated
from opendata_sample import documents

pytestmark = demonstrated

CITIES = ("almaty", "astana", "semey")
PREFIXES = [("kk", ""), ("ru", "ru/")]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(("language", "prefix"), PREFIXES)
def test_citations_of_pages(site: Path, language: str, prefix: str) -> None:
    pages = [path for city in CITIES for path in site.glob(f"{prefix}{city}/indicators/*/index.html")]
    assert len(pages) > 50
    for page in pages:
        cited = re.search(r'<p class="cite">(.*?)</p>', page.read_text("utf-8"), re.DOTALL)
        assert cited, page
        assert words_in(language)("unapproved.demonstration.sentence") in cited[1], page


def test_workbooks(site: Path) -> None:
    """The sheet of explanations, its citation, and every row."""
    books = [site / "api/v1/all.xlsx", *(site / f"api/v1/cities/{city}.xlsx" for city in CITIES)]
    books += [path for city in CITIES for path in site.glob(f"api/v1/cities/{city}/indicators/*.xlsx")]
    for path in books:
        explained, *values = openpyxl.load_workbook(path)
        texts = {row[0]: row for row in explained.iter_rows(values_only=True)}
        _, kazakh, _, russian, *_ = texts[words_in("kk")("data.readme.cite")]
        for language, cited in (("kk", kazakh), ("ru", russian)):
            words = words_in(language)
            both = words("unapproved.demonstration.sentence"), words("data.readme.all_text")
            assert any(one in str(cited) for one in both), path
        for language, sheet in zip(("kk", "ru"), values, strict=True):
            status = words_in(language)("strategy.statuses.demonstration")
            assert {row[2] for row in sheet.iter_rows(min_row=2, values_only=True)} <= {status}, path


@pytest.mark.parametrize(("language", "prefix"), PREFIXES)
def test_calendars_and_feeds(site: Path, language: str, prefix: str) -> None:
    """The name that a program shows in its list, and every event and entry."""
    words = words_in(language)
    mark = f"({words('unapproved.demonstration.mark')})"
    for folder in ("", *(f"{city}/" for city in CITIES)):
        calendar = icalendar.Calendar.from_ical((site / f"{prefix}{folder}calendar.ics").read_bytes())
        # Nobody owes anything, so a calendar does not tell which body owes what.
        told = f"{words('calendar.note')} {words('terms.demonstration')}"
        assert str(calendar["X-WR-CALDESC"]).replace("\\,", ",") == told
        events = calendar.walk("VEVENT")
        assert events
        assert all(str(event["SUMMARY"]).endswith(mark) for event in events)
        feed = ElementTree.parse(site / f"{prefix}{folder}feed.xml").getroot()
        terms = feed.findtext("{http://www.w3.org/2005/Atom}rights")
        assert terms == f"{words('terms.observed')} {words('terms.demonstration')}"
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        for entry in entries:
            assert str(entry.findtext(f"{ATOM}title")).endswith(mark)
            assert words("unapproved.demonstration.sentence") in str(entry.findtext(f"{ATOM}summary"))
        if folder:
            assert str(calendar["X-WR-CALNAME"]).endswith(mark)
            assert str(feed.findtext(f"{ATOM}title")).endswith(mark)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_package_names_them(site: Path, language: str) -> None:
    described = json.loads((site / "api/v1/package/datapackage.json").read_text("utf-8"))["description"]
    named = words_in(language)("unapproved.demonstration.listed", cities="Астана, Алматы, Семей")
    assert named in described


def test_documents_and_tables(site: Path) -> None:
    for city in CITIES:
        own = [content for _, content in documents(site) if content.get("city", {}).get("id") == city]
        assert len(own) > 10
        for strategy in (content["strategy"] for content in own):
            assert strategy["status"] == "demonstration"
            assert strategy["notice"]["kk"]
            assert strategy["notice"]["ru"]
        for language in ("kk", "ru"):
            status = words_in(language)("strategy.statuses.demonstration")
            tables = site.glob(f"api/v1/cities/{city}/indicators/*.{language}.csv")
            for path in [site / f"api/v1/cities/{city}.{language}.csv", *tables]:
                rows = path.read_text("utf-8-sig").splitlines()[1:]
                assert all(f"{city};" not in row or f";{status};" in row for row in rows), path
