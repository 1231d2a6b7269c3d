"""What the site says at the end of a year is kept once, published as it is, and never changes."""

import json
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
import sample
from citystrategy.checks.checks import check
from citystrategy.reading.load import load
from citystrategy.tools.__main__ import main
from citystrategy.words.words import words_in
from conftest import build

JANUARY = "1799020800"
"""4 January 2027."""
KEPT = "strategies/_archive/2026"


@pytest.fixture
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", JANUARY)


@pytest.mark.usefixtures("january")
def test_a_year_is_kept_once_and_as_sha256sum_reads_it(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["archive", "2026", "--lang", "ru"], tree) == 0
    files = {path.name: path.read_bytes() for path in (tree / KEPT).iterdir()}
    assert files.keys() == {
        "sample-1.json",
        "sample-1.kk.html",
        "sample-1.ru.html",
        "archive.css",
        "SHA256SUMS",
    }
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tree / KEPT, check=True)
    assert sum(map(len, files.values())) < 60_000
    assert not [problem for problem in check(load(tree)[0]) if problem.code == "archive-changed"]
    values = json.loads(files["sample-1.json"])
    assert (values["as_of"], values["made"]) == ("2026-12-31", "2027-01-04")
    assert values["strategy"]["status"] == "draft" and values["indicators"][0]["actual"]
    digest = sha256(files["sample-1.json"]).hexdigest()
    for code in ("kk", "ru"):
        page = files[f"sample-1.{code}.html"].decode()
        assert digest in page and words_in(code)("unapproved.draft.sentence") in page
        assert 'id="indicator-1"' in page and "<script" not in page and "<style" not in page
    assert main(["archive", "2026", "--lang", "ru"], tree) == 1
    assert "не создается заново" in capsys.readouterr().err


@pytest.mark.usefixtures("january")
@pytest.mark.parametrize("year", ["2027", "2030", "26", "x"])
def test_a_year_that_is_not_over_is_refused(tree: Path, year: str) -> None:
    assert main(["archive", year, "--lang", "kk"], tree) == 1
    assert not (tree / "strategies/_archive").exists()


@pytest.mark.parametrize(("epoch", "status"), [("1801440000", 1), ("1801267200", 0)])
def test_a_year_is_kept_in_january_of_the_next(
    tree: Path, epoch: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(["archive", "2026", "--dry-run"], tree) == status


@pytest.mark.usefixtures("january")
@pytest.mark.parametrize("change", ["changed", "missing", "added"])
def test_what_was_kept_is_not_changed(tree: Path, change: str) -> None:
    assert main(["archive", "2026"], tree) == 0
    path = tree / KEPT / ("other.html" if change == "added" else "sample-1.kk.html")
    if change == "missing":
        path.unlink()
    else:
        path.write_text("<p>other</p>", "utf-8")
    found = [problem for problem in check(load(tree)[0]) if problem.code == "archive-changed"]
    assert [(problem.path, problem.line) for problem in found] == [(f"{KEPT}/{path.name}", 1)]


@pytest.mark.usefixtures("january")
def test_the_site_publishes_it_as_it_was_kept_and_leads_there(tmp_path: Path) -> None:
    sample.project(tmp_path, cities=1, indicators=2)
    assert main(["archive", "2026"], tmp_path) == 0
    template = tmp_path / "hooks/citystrategy/outputs/year_end.html"
    template.write_text("another template", "utf-8")
    built = build(tmp_path, SITE_URL="https://example.org/")
    assert built.returncode == 0, built.stderr
    site = tmp_path / "site"
    for code, prefix in (("kk", ""), ("ru", "ru/")):
        page = site / f"{prefix}archive/2026/sample-1/index.html"
        assert page.read_bytes() == (tmp_path / KEPT / f"sample-1.{code}.html").read_bytes()
        for link in ("archive.css", "sample-1.json"):
            address = next(part for part in page.read_text("utf-8").split('"') if part.endswith(link))
            assert (page.parent / address).resolve() == site / "archive/2026" / link
        listed = (site / f"{prefix}archive/index.html").read_text("utf-8")
        assert "2026/sample-1/" in listed
        monitoring = (site / f"{prefix}sample-1/monitoring/index.html").read_text("utf-8")
        assert words_in(code)("year_end.link", year=2026) in monitoring
        indicator = (site / f"{prefix}sample-1/indicators/indicator-1/index.html").read_text("utf-8")
        assert f"https://example.org/{prefix}archive/2026/sample-1/#indicator-1" in indicator


def test_nothing_is_said_of_an_archive_that_is_not_there(site: Path) -> None:
    assert not (site / "archive").exists()
