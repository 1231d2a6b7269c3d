"""Whole-site builds: what is published, and what happens to a site when its sources are wrong."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import build as building
import pytest
import sample
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from conftest import ROOT, build, demonstrated

TREE, _ = load(ROOT)
PUBLISHED = [strategy.city.slug for strategy in TREE.strategies]
CHAPTERS = [chapter.id for chapter in TREE.methodologies[-1].chapters]


def read(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["", "ru/"])
@pytest.mark.parametrize("slug", PUBLISHED)
def test_every_page_exists_and_says_what_it_is(site: Path, slug: str, language: str) -> None:
    for address in ["", "monitoring/", *(f"{chapter}/" for chapter in CHAPTERS)]:
        html = read(site, f"{language}{slug}/{address}")
        assert f'<html lang="{language[:2] or "kk"}"' in html
        assert 'class="banner"' in html
        assert ("Көрсетілім нұсқасы." if not language else "Демонстрационный образец.") in html
        assert "{{" not in html


@pytest.mark.parametrize("language", ["", "ru/"])
def test_the_home_page_lists_the_twenty_cities(site: Path, language: str) -> None:
    html = read(site, language)
    for city in TREE.cities:
        assert city.name[language[:2] or "kk"] in html
    assert html.count('<li class="city') == 20
    assert html.count("city--empty") == 20 - len(PUBLISHED)


@pytest.mark.parametrize("language", ["", "ru/"])
@pytest.mark.parametrize("slug", PUBLISHED)
def test_back_and_next_stay_within_the_city(site: Path, slug: str, language: str) -> None:
    pages = sorted((site / language / slug).rglob("index.html"))
    beside = {
        (page.parent / link).resolve()
        for page in pages
        for link in re.findall(
            r'<a class="pager__(?:previous|next)" rel="(?:prev|next)" href="([^"]+)"', page.read_text("utf-8")
        )
    }
    # Each page in the navigation is reached from its neighbour.
    assert len(beside) >= len(CHAPTERS) + 5
    assert all(other.is_relative_to((site / language / slug).resolve()) for other in beside)


@pytest.mark.parametrize("language", ["", "ru/"])
@pytest.mark.parametrize("slug", PUBLISHED)
def test_any_section_within_three_clicks(site: Path, slug: str, language: str) -> None:
    """Home → the city's page → a chapter or the monitoring → a section of it."""
    assert f'href="{slug}/"' in read(site, language)
    overview = read(site, f"{language}{slug}")
    for chapter in TREE.methodologies[-1].chapters:
        assert f'href="{chapter.id}/"' in overview
        html = read(site, f"{language}{slug}/{chapter.id}")
        for section in chapter.sections:
            assert f'href="#{section.id}"' in html
            assert f'id="{section.id}"' in html
    assert 'href="monitoring/"' in overview


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("slug", PUBLISHED)
def test_the_monitoring_page_has_a_row_for_every_indicator(site: Path, slug: str, language: str) -> None:
    html = read(site, f"{'' if language == 'kk' else 'ru/'}{slug}/monitoring")
    strategy = next(folder for folder in TREE.strategies if folder.city.slug == slug)
    rows = dict(re.findall(r'<tr id="([^"]+)" data-status[^>]*>(.*?)</tr>', html, re.DOTALL))
    assert sorted(rows) == sorted(indicator.id for indicator in strategy.indicators)
    for indicator in strategy.indicators:
        row = rows[indicator.id]
        assert indicator.name[language] in row
        assert f'href="../indicators/{indicator.id}/"' in row
        assert 'class="status status--' in row
        if indicator.targets:
            marks = row.count('<svg class="approved"') + row.count('<line class="range"')
            assert marks >= len(indicator.targets)


@demonstrated
def test_links_between_the_languages(site: Path) -> None:
    for address in ("", "astana/", "astana/monitoring/", "astana/vision/"):
        kazakh, russian = read(site, address), read(site, f"ru/{address}")
        assert re.search(r'hreflang="ru" lang="ru" class="language"', kazakh)
        assert re.search(r'hreflang="kk" lang="kk" class="language"', russian)


EMPTY = re.compile(r"<(ol|ul|dl|table|tbody|nav|section|p|h[1-6]|a)\b[^>]*>\s*</\1>")


def assert_nothing_is_empty(site: Path) -> None:
    """No list, landmark, paragraph or link without content: a screen reader tells each of them."""
    for path in site.rglob("*.html"):
        match = EMPTY.search(path.read_text("utf-8"))
        assert not match, (path, match and match.group())


def test_nothing_is_told_that_is_empty(site: Path) -> None:
    assert_nothing_is_empty(site)


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        for tag in re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*>", html):
            if 'rel="canonical"' not in tag and "hreflang" not in tag:
                assert not re.search(r'(?:src|href)="(?:https?:)?//', tag), (path, tag)


def test_only_what_a_reader_needs_is_published(site: Path) -> None:
    assert not list(site.rglob("*.yml")) + list(site.rglob("*.py"))
    assert all(path.relative_to(site).parts[:2] == ("api", "v1") for path in site.rglob("*.csv"))
    assert not (site / "search/search_index.json").exists(), "Material's"


# Sites of one's own


@pytest.fixture
def project(tmp_path: Path) -> Path:
    sample.project(tmp_path / "project", cities=1)
    return tmp_path / "project"


def test_a_small_site_builds_and_again(project: Path) -> None:
    for _ in range(2):
        built = build(project)
        assert built.returncode == 0, built.stderr
        assert (project / "site/ru/sample-1/monitoring/index.html").is_file()
    assert "recommended-missing" in built.stderr


def test_errors_stop_the_build_and_the_last_site_stays(project: Path) -> None:
    assert building.main(project) == 0
    page = project / "site/sample-1/index.html"
    before = page.read_bytes()
    break_things(project)
    assert building.main(project) == 1
    assert page.read_bytes() == before
    assert not [path.name for path in project.iterdir() if path.name.startswith((".next-site", ".last-site"))]


def test_two_builds_at_once_wait_for_each_other(project: Path) -> None:
    """Each ends well, the site is whole, and the second says what it waits for."""
    shutil.copytree(ROOT / "scripts", project / "scripts")
    command = [sys.executable, str(project / "scripts/build.py")]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [one.communicate(timeout=120)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert sum("Another build is running here since" in one for one in said) == 1
    assert building.lacking(project / "site") == []
    assert not list(project.glob(".next-site-*"))


def test_what_is_put_in_place_is_whole(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        building,
        "build",
        lambda root, folder: shutil.copytree(root / "made", folder, dirs_exist_ok=True) and 0,
    )
    (project / ".next-site-dead/x").mkdir(parents=True)
    (project / ".last-site").mkdir()
    (project / ".last-site/index.html").write_text("before", "utf-8")
    for name in ("index.html", "ru/index.html", "404.html", "api/v1/index.json", "api/v1/all.kk.csv"):
        (project / "made" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "made" / name).write_text("x", "utf-8")
    sitemap = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url></urlset>'
    (project / "made/sitemap.xml").write_text(sitemap.format("https://x.example/strategies/about/"), "utf-8")
    monkeypatch.setenv("SITE_URL", "https://x.example/strategies/")
    assert building.main(project) == 1
    assert (project / "site/index.html").read_text("utf-8") == "before", "the last site is back"
    assert not (project / ".next-site-dead").exists()
    (project / "made/about").mkdir()
    (project / "made/about/index.html").write_text("x", "utf-8")
    assert building.main(project) == 0
    assert (project / "site/index.html").read_text("utf-8") == "x"


def break_things(project: Path) -> None:
    """The four mistakes: a section deleted, a key misspelt, an interim value removed, a key repeated."""
    folder = project / "strategies/sample-1"

    def change(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    change("chapters/04-creative-economy.ru.md", "## Задачи и проблемы {#problems}", "")
    change("indicators.yml", "  better:", "  beter:")
    change("indicators.yml", "  - year: 2040\n", "  - year: 2041\n")
    change("profile.yml", "series:", "series: []\nseries:")


@pytest.mark.parametrize(
    ("locale", "word"),
    [
        ("kk_KZ.UTF-8", "қате"),
        ("Kazakh_Kazakhstan.1251", "қате"),
        ("ru_RU.UTF-8", "ошибка"),
        ("C.UTF-8", "error"),
    ],
)
def test_all_errors_in_one_list_in_the_editors_language(project: Path, locale: str, word: str) -> None:
    break_things(project)
    built = build(project, LC_ALL=locale)
    assert built.returncode == 1
    assert "Traceback" not in built.stderr
    lines = [line for line in built.stderr.splitlines() if line.startswith("strategies/")]
    assert [":".join(line.split(":")[:2]) for line in lines] == [
        "strategies/sample-1/chapters/04-creative-economy.ru.md:11",
        "strategies/sample-1/indicators.yml:15",
        "strategies/sample-1/profile.yml:2",
    ]
    assert all(f": {word} [" in line for line in lines)
    assert not (project / "site").exists()


def test_a_broken_link_stops_the_build(project: Path) -> None:
    for language in ("kk", "ru"):
        path = project / f"strategies/sample-1/chapters/03-vision.{language}.md"
        path.write_text(path.read_text("utf-8") + "\n[123](nowhere.md)\n", "utf-8")
    built = build(project)
    assert built.returncode == 1
    assert "nowhere.md" in built.stderr


def test_references_are_replaced(project: Path) -> None:
    for language, word in (("kk", "Болды"), ("ru", "Было")):
        path = project / f"strategies/sample-1/chapters/03-vision.{language}.md"
        numbers = '{{ profile("population", 2020) }}, {{ value("indicator-1", 2050) }}'
        added = f"{word} {numbers}[^sample]."
        path.write_text(f'{path.read_text("utf-8")}\n{added}\n\n{{{{ series("population") }}}}\n', "utf-8")
    built = build(project)
    assert built.returncode == 0, built.stderr
    html = read(project / "site", "ru/sample-1/vision")
    assert "Было 102\u00a0020, " in html
    assert "Вымышленный источник" in html
    assert "<caption>Таблица 3.1. Численность населения" in html
    # In a table too, the space between thousands does not break.
    assert re.search(r"<td[^>]*>102\u00a0020</td>", html)


def test_a_repository_of_ones_own(tmp_path: Path) -> None:
    """A register with cities and no strategy at all is a site too."""
    sample.project(tmp_path, cities=1)
    shutil.rmtree(tmp_path / "strategies/sample-1")
    built = build(tmp_path)
    assert built.returncode == 0, built.stderr
    assert_nothing_is_empty(tmp_path / "site")


@demonstrated
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_home_page_says_what_is_published_from_the_data(
    site: Path, project: Path, language: str, tmp_path: Path
) -> None:
    words, prefix = words_in(language), "" if language == "kk" else "ru/"
    html = read(site, prefix)
    names = ", ".join(sorted(folder.city.name[language] for folder in TREE.strategies))
    assert f"<b>{words('home.published_as.demonstration')}</b>: {names}." in html
    assert words("home.none_approved") in html
    sample.project(tmp_path / "approved", cities=1, indicators=12, approved=True)
    built = build(tmp_path / "approved")
    assert built.returncode == 0, built.stderr
    assert_nothing_is_empty(tmp_path / "approved/site")
    html = read(tmp_path / "approved/site", prefix)
    assert words("home.published_as.approved") in html
    assert words("home.none_approved") not in html
    assert words("home.published_as.demonstration") not in html
