"""All data in one archive and in one document: complete, explained, the same bytes each time."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from citystrategy.words.words import words_in
from conftest import demonstrated
from opendata_sample import LANGUAGES, TODAY, document, indicators, made
from test_opendata import frictionless

pytestmark = demonstrated


def test_the_archive_holds_what_is_published(published: Path) -> None:
    api = published / "api/v1"
    with zipfile.ZipFile(api / "all.zip") as file:
        names = file.namelist()
        for name in names:
            if not name.startswith("README."):
                assert file.read(name) == (api / name).read_bytes(), name
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == sorted(names)
    package = {f"package/{path.name}" for path in (api / "package").iterdir()}
    assert {"all.json", "all.kk.csv", "all.ru.csv", "all.kk.csv-metadata.json", "cities.json", *package} < {
        *names
    }


def test_the_archive_stands_on_its_own(site: Path, tmp_path: Path) -> None:
    """Taken apart on another machine, its parts still find each other."""
    with zipfile.ZipFile(site / "api/v1/all.zip") as file:
        file.extractall(tmp_path)
    assert frictionless(tmp_path / "package")["valid"]
    everything = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert (tmp_path / everything["$schema"]).is_file()
    beside = json.loads((tmp_path / "all.kk.csv-metadata.json").read_text("utf-8"))
    assert (tmp_path / beside["tableSchema"]).is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_archive_explains_itself(site: Path, language: str) -> None:
    words = words_in(language)
    with zipfile.ZipFile(site / "api/v1/all.zip") as file:
        told = file.read(f"README.{language}.txt").decode()
        names = file.namelist()
    assert words.date(TODAY, "attributive" if language == "kk" else "") in told
    assert words("unapproved.demonstration.listed", cities="Астана, Алматы, Семей") in told
    assert words("terms.observed") in told and words("terms.demonstration") in told
    for name in ("all.json", "all.kk.csv", "all.ru.csv", "cities.json"):
        assert name in told and name in names


def test_one_document_has_all_values(published: Path) -> None:
    everything = document(published, "api/v1/all.json")
    found = {
        (city["id"], one["id"]): (city, one) for city in everything["cities"] for one in city["indicators"]
    }
    own = {(one["city"]["id"], one["id"]): one for _, one in indicators(published)}
    assert found.keys() == own.keys()
    for key, (city, one) in found.items():
        assert city["strategy"] == own[key]["strategy"]
        for name in ("baseline", "targets", "actuals", "unit", "kind", "name"):
            assert one[name] == own[key][name], (key, name)
        assert one["status"] == own[key]["assessment"]["status"]


def test_the_readme_names_the_site(sample_tree: Path, tmp_path: Path) -> None:
    base = "https://example.org/cities/"
    archive = made(sample_tree, tmp_path, base)["api/v1/all.zip"]
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        assert f"{base}ru/data/" in file.read("README.ru.txt").decode()
