"""`report`: every format says the same facts as the pages; what is not approved says so on every sheet."""

import csv
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import docx
import opendata_sample
import pikepdf
import pypdf
import pytest
import sample
import yaml
from citystrategy.charts import pictures
from citystrategy.facts import report as reports
from citystrategy.facts.indicator import indicator_facts
from citystrategy.facts.report import Report
from citystrategy.method.standing import standing_on
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.outputs import plots
from citystrategy.outputs.report import page, typeset, word
from citystrategy.outputs.report.content import SIGNS
from citystrategy.outputs.word_document import REGION
from citystrategy.reading.load import load
from citystrategy.tools.__main__ import main
from citystrategy.words.words import words_in
from conftest import ROOT, demonstrated
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

pytestmark = demonstrated

BOTH = ("kk", "ru")
TODAY = date(2026, 11, 28)
EPOCH = "1795824000"
OWN = load(ROOT)[0]


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with an indicator of every kind."""
    root = tmp_path_factory.mktemp("every")
    sample.project(root, cities=1, indicators=12)
    opendata_sample.of_every_kind(root)
    return root


def folder_of(tree: Tree, slug: str = "sample-1") -> CityFolder:
    return next(folder for folder in tree.strategies if folder.city.slug == slug)


def made(tree: Tree, slug: str, year: int, language: str, today: date = TODAY) -> Report:
    sources = {source.id: source for source in tree.sources}
    return reports.report(folder_of(tree, slug), year, today, sources, words_in(language))


@cache
def astana(language: str) -> Report:
    return made(OWN, "astana", 2025, language)


@cache
def file_of(form: str, language: str) -> bytes:
    """Astana's report as a file."""
    report, words = astana(language), words_in(language)
    if form == "docx":
        with pytest.MonkeyPatch.context() as patched:
            # A drawing takes long, and its picture is looked at elsewhere.
            picture = pictures.png("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='4'/>")
            patched.setattr(word, "png", lambda svg, scale: picture)
            return word.docx(report, TODAY, words)
    return typeset.pdf(report, words) if form == "pdf" else page.html(report, words)


def plain(text: str) -> str:
    """A text without spaces and hyphens, which a sheet breaks and joins as it needs."""
    return re.sub(r"[\s\u00a0\u00ad\u200b\u2009\u2010-]+", "", text)


def told(report: Report) -> set[str]:
    """Every sentence, name and value that a report has."""
    texts = {report.title, report.strategy, report.lead, report.changed_lead, *report.counts, *report.closing}
    texts |= {text for requisite in report.requisites for text in (requisite.name, requisite.text)}
    texts |= {status.name for status in report.statuses} | {*report.overdue_notes}
    texts |= {text for value in report.overdue for text in (value.indicator, value.said, value.body)}
    texts |= {text for change in report.changed for text in (change.title, *change.sentences)}
    for group in report.groups:
        texts.add(group.title)
        for shown in group.indicators:
            texts |= {shown.title, shown.definition, shown.finding, shown.status_name, shown.pace}
            texts |= {*shown.notes, shown.remarks, shown.responsible}
            texts |= {text for figure in shown.figures for text in (figure.label, figure.value, figure.note)}
            texts |= {text for step in shown.steps for text in (step.text, step.formula, step.value)}
            texts |= {source.title for source in shown.sources}
    return texts


@cache
def sheets(language: str) -> tuple[str, ...]:
    """The text of each sheet of Astana's report."""
    pages = pypdf.PdfReader(io.BytesIO(file_of("pdf", language))).pages
    return tuple(sheet.extract_text() for sheet in pages)


def of_docx(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "".join(text.text or "" for text in body.iter(qn("w:t")))


def of_html(content: bytes) -> str:
    text = content.decode()
    return unescape(re.sub(r"<[^>]+>", " ", text[text.index("<body>") :]))


@pytest.mark.parametrize("language", BOTH)
def test_all_formats_have_all_facts(language: str) -> None:
    texts = {
        "pdf": " ".join(sheets(language)),
        "docx": of_docx(file_of("docx", language)),
        "html": of_html(file_of("html", language)),
    }
    wanted = {plain(text) for text in told(astana(language))}
    assert len(wanted) > 200
    for form, text in texts.items():
        found = plain(text)
        # A sentence that goes on overleaf has a head and a foot within it.
        missing = {sentence for sentence in wanted if sentence not in found}
        assert len(missing) <= (3 if form == "pdf" else 0), (form, missing)


@pytest.mark.parametrize("language", BOTH)
def test_short_indicators_share_a_sheet_and_none_without_chart_is_parted(language: str) -> None:
    shown = [indicator for group in astana(language).groups for indicator in group.indicators]
    texts = [plain(sheet) for sheet in sheets(language)]
    assert len(texts) < len(shown)
    for indicator in shown:
        told = [plain(indicator.finding), plain(indicator.steps[0].text)]
        assert indicator.plot or any(all(text in sheet for text in told) for sheet in texts), indicator.id


@pytest.mark.parametrize("language", BOTH)
def test_the_facts_are_those_of_the_page(language: str) -> None:
    """The report on this year has all values of the site, and says of them what the site says."""
    words, folder = words_in(language), folder_of(OWN, "astana")
    sources = {source.id: source for source in OWN.sources}
    standing = standing_on(folder, TODAY)
    shown = {
        entry.id: entry for group in made(OWN, "astana", 2026, language).groups for entry in group.indicators
    }
    assert shown.keys() == {progress.indicator.id for progress in standing.progress}
    for progress in standing.progress:
        facts, entry = indicator_facts(progress, sources, words), shown[progress.indicator.id]
        assert entry.status == progress.status
        assert entry.pace == facts.pace
        assert entry.chart_text == facts.chart_text
        values = {figure.value for figure in entry.figures if figure.value}
        assert values == {facts.latest, *(set_.value for set_ in (facts.in_force, facts.next) if set_)} - {""}


def test_a_demonstration_says_so_on_every_sheet() -> None:
    notice = plain(words_in("ru")("unapproved.demonstration.notice"))
    assert len(sheets("ru")) > 10
    assert all(notice in plain(sheet) for sheet in sheets("ru"))
    header = docx.Document(io.BytesIO(file_of("docx", "ru"))).sections[0].header
    assert plain(header.paragraphs[0].text) == notice
    html = file_of("html", "ru").decode()
    assert re.search(r'<header class="notice"><p>', html)
    assert ".notice { background: none; border: 0; break-inside: avoid; display: table-header-group" in html
    assert "демонстрационный образец" in astana("ru").named


def test_an_approved_strategy_names_its_decision_and_seal(sealed_tree: Path) -> None:
    tree = load(sealed_tree)[0]
    for language in BOTH:
        report = made(tree, "sample-1", 2027, language, date(2028, 11, 21))
        assert report.notice == ""
        edition = folder_of(tree).strategy.editions[-1]  # type: ignore[union-attr]
        texts = [requisite.text for requisite in report.requisites]
        assert edition.seal in texts
        assert edition.decision is not None
        assert any(edition.decision.number in text for text in texts)
        assert len(report.overdue) == 24
        assert {value.year for value in report.overdue} == {2026, 2027}
        assert not report.overdue_notes


@pytest.mark.parametrize("language", BOTH)
def test_the_pdf_is_tagged_and_the_same_each_time(language: str) -> None:
    report, content = astana(language), file_of("pdf", language)
    assert content == typeset.pdf(report, words_in(language))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang).startswith(language)
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == report.named
        kinds = [str(node.S) for node in nodes(pdf.Root.StructTreeRoot) if "/S" in node]
        charts = [node for node in nodes(pdf.Root.StructTreeRoot) if node.get("/S") == "/Figure"]
        drawn = [shown for group in report.groups for shown in group.indicators if shown.plot]
        assert [str(chart.Alt) for chart in charts] == [shown.chart_text for shown in drawn]
        assert kinds.count("/H3") == sum(len(group.indicators) for group in report.groups)
        assert {"/TH", "/THead", "/Title"} <= set(kinds)


def nodes(node: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements of the tree of a tagged PDF, in order."""
    if isinstance(node, pikepdf.Array):
        return [found for child in node for found in nodes(child)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    return [node, *(nodes(node.K) if "/K" in node else [])]


@pytest.mark.parametrize("language", BOTH)
def test_the_word_document_has_headings_heads_and_texts_for_pictures(language: str) -> None:
    report, document = astana(language), docx.Document(io.BytesIO(file_of("docx", language)))
    headings = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 3"]  # type: ignore[union-attr]
    entries = [shown for group in report.groups for shown in group.indicators]
    assert [heading.text for heading in headings] == [shown.title for shown in entries]
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables)
    texts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert texts == [shown.chart_text for shown in entries if shown.plot]
    assert f'w:lang w:val="{REGION[language]}"' in str(document.styles.element.xml)


def test_a_word_document_is_the_same_each_time(every_kind: Path) -> None:
    report = made(load(every_kind)[0], "sample-1", 2025, "kk")
    report = replace(report, groups=report.groups[:1])
    first, second = (word.docx(report, TODAY, words_in("kk")) for _ in range(2))
    assert first == second


def test_the_html_needs_nothing_else() -> None:
    html = file_of("html", "kk").decode()
    assert "<script" not in html
    assert not re.findall(r'(?:src|url\()=?"?(?!data:)https?:', html)
    assert html.count('role="img"') == html.count("</figcaption>") > 10
    assert {*re.findall(r"<(?:img|link|iframe|object)\b", html)} == set()


@pytest.mark.parametrize(("form", "language"), [("pdf", "kk"), ("docx", "ru"), ("html", "kk"), ("csv", "ru")])
def test_every_kind_of_indicator_in_every_format(
    form: str, language: str, every_kind: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"r.{form}"
    asked = ["report", "sample-1", "2025", "--format", form, "--lang", language, "--out", str(out)]
    assert main(asked, every_kind) == 0
    assert out.stat().st_size > 4000


def test_the_table_is_that_of_the_site(tmp_path: Path) -> None:
    assert (
        main(["report", "semey", "2024", "--format", "csv", "--out", str(tmp_path / "t"), "--lang", "kk"])
        == 0
    )
    text = (tmp_path / "t").read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert head[0] == words_in("kk")("data.columns.city_id.title")
    actual, year = head.index(words_in("kk")("data.columns.actual.title")), 6
    assert {int(row[year]) for row in rows if row[actual]} <= set(range(1990, 2025))
    assert {row[2] for row in rows} == {words_in("kk")("strategy.statuses.demonstration")}


@pytest.mark.parametrize(
    ("city", "year", "said"),
    [
        ("sample-1", "2027", "еще не наступил"),
        ("sample-1", "1900", "отчитываться не о чем"),
        ("sample-1", "25", "не год"),
        ("sample-1", "-2025", "не год"),
        ("sample-1", "２０２５", "не год"),
        ("atlantis", "2025", "нет. Напишите один из этих"),
    ],
)
def test_what_cannot_be_reported_is_refused(
    city: str, year: str, said: str, sample_tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "none.pdf"
    asked = ["report", "--lang", "ru", "--out", str(out), "--", city, year]
    assert main(asked, sample_tree) == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert len(printed.err.splitlines()) == 1
    assert not out.exists()


def test_before_the_approval_there_was_nothing_to_follow(
    sealed_tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["report", "sample-1", "2025", "--lang", "kk", "--out", str(tmp_path / "r.pdf")]
    assert main(asked, sealed_tree) == 1
    assert "2026" in capsys.readouterr().err


@settings(max_examples=20)
@given(year=st.integers(2012, 2026), slug=st.sampled_from(["astana", "almaty", "semey"]))
def test_any_year_can_be_reported_on(year: int, slug: str) -> None:
    """Years without values, before the plan and not yet over; nothing later than the year is told."""
    folder = folder_of(OWN, slug)
    if year < (reports.first_year(folder) or 9999):
        return
    report = made(OWN, slug, year, "ru")
    standing = reports.standing_of(folder, year, TODAY)
    assert standing.today == min(TODAY, date(year + 1, 12, 31))
    assert all(
        observation.year <= year for progress in standing.progress for observation in progress.observations
    )
    assert report.counts[0].startswith("Индикаторов, у которых есть значение")
    for group in report.groups:
        for shown in group.indicators:
            if shown.plot:
                plots.paper(shown.plot)


def test_what_is_due_within_its_own_year_is_not_missed_for_the_next(sealed_tree: Path) -> None:
    """The report on 2027, made late in 2028, does not know values of 2028 and must not miss them."""
    folder = folder_of(load(sealed_tree)[0])
    first, *others = folder.indicators
    assert first.due is not None
    at_once = first.model_copy(update={"due": first.due.model_copy(update={"years_after": 0})})
    changed = replace(folder, indicators=(at_once, *others), sealed=())
    progress = reports.standing_of(changed, 2027, date(2028, 11, 21)).progress[0]
    assert progress.missing == (2026, 2027)


def test_the_legend_knows_every_sign() -> None:
    assert SIGNS.keys() == words_in("kk").words["legend"].keys() - {"title", "odd"}


def test_the_name_of_a_file_says_its_format(sample_tree: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.HTML"
    assert main(["report", "sample-1", "2025", "--lang", "kk", "--out", str(out)], sample_tree) == 0
    assert out.read_bytes().startswith(b"<!DOCTYPE html>")


def test_a_file_with_other_content_is_kept(
    sample_tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deep" / "r.html"
    asked = ["report", "Мысал-1", "2025", "--lang", "ru", "--format", "html", "--out", str(out)]
    assert main(asked, sample_tree) == 0
    assert main(asked, sample_tree) == 0, "the same again is no loss"
    out.write_text("signed", "utf-8")
    assert main(asked, sample_tree) == 1
    assert out.read_text("utf-8") == "signed"
    assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in out.parent.iterdir()] == ["r.html"]


def test_a_letter_that_no_font_has_is_told(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tree / "strategies/sample-1/indicators.yml"
    indicators = yaml.safe_load(path.read_text("utf-8"))
    indicators["indicators"][0]["definition"]["ru"] = "Вымышленное определение \U0001f9ff\U00010330."
    path.write_text(yaml.safe_dump(indicators, allow_unicode=True, sort_keys=False), "utf-8")
    asked = ["report", "sample-1", "2025", "--lang", "ru", "--out", str(tmp_path / "r.pdf")]
    status = main(asked, tree)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    # Some systems have fonts with such letters.
    assert (status == 2 and "нет знака" in said.err) or status == 0


def test_as_a_program_in_the_folder_it_is_called_from(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONIOENCODING": "cp1251"}
    ran = subprocess.run(
        [sys.executable, "-m", "citystrategy.tools", "report", "semey", "2025", "--lang", "kk"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "semey-2025.kk.pdf").read_bytes().startswith(b"%PDF")
