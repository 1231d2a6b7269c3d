"""The open data: documents valid by their own schemas, links that lead somewhere, the package, the pages."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jinja2
import pytest
import yaml
from citystrategy.addresses import Place
from citystrategy.outputs import field_guide
from citystrategy.outputs.api.index import DOCUMENTS, schema
from citystrategy.words.words import meanings, words_in
from conftest import ROOT, demonstrated
from jsonschema import Draft202012Validator
from opendata_sample import (
    BOTH,
    COLUMN,
    HOSTILE,
    LANGUAGES,
    document,
    documents,
    indicators,
    made,
    rows,
)

pytestmark = demonstrated

# Documents


def test_every_document_is_valid_by_its_own_schema(published: Path) -> None:
    seen = set()
    for path, content in documents(published):
        described = (path.parent / content["$schema"]).resolve()
        own = json.loads(described.read_text("utf-8"))
        assert own["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(own)
        Draft202012Validator(own, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(content)
        seen.add(described.stem)
    assert seen == set(DOCUMENTS)


def test_a_schema_refuses_what_is_not_so(site: Path) -> None:
    validator = Draft202012Validator(document(site, "api/v1/schema/indicator.json"))
    content = document(site, "api/v1/cities/astana/indicators/life-expectancy.json")
    assert validator.is_valid(content)
    for name, value in (("status", "good"), ("year", "2024"), ("unknown", 1)):
        wrong = {**content, "assessment": {**content["assessment"], name: value}}
        assert not validator.is_valid(wrong), name
    assert not validator.is_valid({name: value for name, value in content.items() if name != "strategy"})


def addresses(one: Any) -> Iterator[str]:
    """Every address in a document that leads into the site."""
    if isinstance(one, dict):
        for value in one.values():
            yield from addresses(value)
    elif isinstance(one, list):
        for value in one:
            yield from addresses(value)
    elif isinstance(one, str) and re.fullmatch(
        r"(\.\./)*[\w/.-]+(\.(json|csv|xlsx|zip|svg|png)|/(#[a-z0-9-]+)?)", one
    ):
        yield one


def test_every_link_leads_somewhere(published: Path) -> None:
    count = 0
    for path, content in documents(published):
        for address in addresses(content):
            file, _, anchor = address.partition("#")
            there = path.parent / file
            there = there / "index.html" if file.endswith("/") else there
            assert there.is_file(), (path, address)
            assert not anchor or f'id="{anchor}"' in there.read_text("utf-8"), (path, address)
            count += 1
    assert count > 100


def test_the_index_names_every_file(published: Path) -> None:
    api = published / "api/v1"
    index = document(published, "api/v1/index.json")
    named = {(api / address).resolve() for address in addresses(index)}
    package = {path for path in (api / "package").iterdir() if path.name != "datapackage.json"}
    there = {path.resolve() for path in api.rglob("*") if path.is_file()}
    beside = {path for path in there if path.name.endswith(".csv-metadata.json")}
    columns = {
        (path.parent / json.loads(path.read_text("utf-8"))["tableSchema"]).resolve() for path in beside
    }
    alone = {(api / name).resolve() for name in ("index.json", "catalogue.ttl", "catalogue.jsonld")}
    assert there - named - package - beside - columns == alone
    assert not (published / "ru/api").exists()


def test_whether_it_is_approved_stands_in_every_document(site: Path) -> None:
    for path, content in documents(site):
        if path.parent.name in ("cities", "indicators"):
            assert content["strategy"]["status"] == "demonstration"
            assert content["strategy"]["decision"] is None
            assert content["strategy"]["notice"]["ru"].startswith("Демонстрационный образец.")
        for value in content.get("targets", ()):
            assert value["basis"] != "approved"


def test_an_approved_strategy_names_its_decision(sealed_tree: Path, tmp_path: Path) -> None:
    files = made(sealed_tree, tmp_path)
    one = json.loads(files["api/v1/cities/sample-1/indicators/indicator-2.json"])
    assert one["strategy"] | {"title": None, "decision": None} == {
        "status": "approved", "notice": None, "title": None, "edition": 1, "decision": None
    }  # fmt: skip
    decision = one["strategy"]["decision"]
    assert (decision["session"], decision["convocation"], decision["registration"]) == ("0", "0", None)
    assert decision["signatories"][0]["name"]["ru"] == "Вымышленное лицо"
    assert decision["versions"]["kk"] == "https://example.org/decision/kk"
    for value in (*one["targets"], *one["milestones"]):
        assert value["basis"] == "approved"
        assert (value["decision"]["number"], value["decision"]["date"]) == ("0", "2026-04-01")
    _, *lines = csv.reader(
        io.StringIO(files["api/v1/cities/sample-1/indicators/indicator-2.ru.csv"].decode()[1:]), delimiter=";"
    )
    assert any("№\u00a00" in line[COLUMN["basis"]] for line in lines)
    assert {line[COLUMN["strategy"]] for line in lines} == {"утверждена"}


def test_links_are_absolute_where_the_address_is_known(sample_tree: Path, tmp_path: Path) -> None:
    base = "https://example.org/cities/"
    files = made(sample_tree, tmp_path, base)
    one = json.loads(files["api/v1/cities/sample-1/indicators/indicator-1.json"])
    assert one["$schema"] == f"{base}api/v1/schema/indicator.json"
    assert one["pages"]["ru"] == f"{base}ru/sample-1/indicators/indicator-1/"
    assert json.loads(files["api/v1/schema/indicator.json"])["$id"] == one["$schema"]
    assert not list(addresses(json.loads(files["api/v1/index.json"])))


def test_relative_links_resolve() -> None:
    there = "ru/astana/monitoring/"
    for here in ("api/v1/index.json", "index.html", "ru/data/index.html"):
        written = Place("").at(here).link(there)
        assert urljoin(f"https://example.org/{here}", written) == f"https://example.org/{there}"


def test_version_one_keeps_its_keys() -> None:
    """What was published once stays: a key may be added to this file, none taken away."""
    kept = yaml.safe_load((Path(__file__).parent / "published.yml").read_text("utf-8"))
    now = {part.name: {key.name for key in part.keys} for part in field_guide.parts("ru")}
    for name, keys in kept.items():
        assert set(keys) <= now[name], name
    assert {name: sorted(keys) for name, keys in now.items()} == {
        name: sorted(keys) for name, keys in kept.items()
    }, "add the new keys to tests/published.yml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_described_in_words(language: str) -> None:
    assert set(meanings("kk")) == set(meanings("ru"))
    described = {part.name: part for part in field_guide.parts(language)}
    for name in DOCUMENTS:
        own = schema(name, "")
        for part, keys in own.get("$defs", {}).items():
            if part in ("Bilingual", "CityName", "Range"):
                continue
            assert {key.name for key in described[part].keys} == set(keys["properties"])
            assert all(value.get("description") for value in keys["properties"].values()), part
    for part in described.values():
        for key in part.keys:
            assert key.about.strip()
            assert key.part or key.choices or words_in(language)(f"formats.forms.{key.form}")
            assert not key.part or key.part in described


# Every kind of indicator


def test_every_kind_is_written_right(kinds: Path) -> None:
    def value(name: str) -> tuple[Any, Any]:
        content = document(kinds, f"api/v1/cities/sample-1/indicators/{name}.json")
        return content["targets"][0]["value"], content["actuals"][-1]["value"]

    assert value("yes-no") == (False, True)
    assert value("yes-no")[0] is False
    assert value("steps") == ("low", "low")
    assert value("range") == ({"low": 5, "high": 7.5}, 7.2)
    assert value("words") == (BOTH, "behind")
    assert value("versions") == (-0.25, -0.31)


@pytest.mark.parametrize(
    ("name", "year", "kazakh", "russian"),
    [
        ("yes-no", 2025, {"target": "жоқ", "actual": "иә"}, {"target": "нет", "actual": "да"}),
        ("steps", 2025, {"target": "төмен", "actual": "төмен"}, {"target": "низкий", "actual": "низкий"}),
        ("range", 2025, {"target": "", "target_low": "5", "target_high": "7,5", "actual": "7,2"}, {}),
        ("range", 2022, {"actual": "8", "guide": ""}, {}),
        ("words", 2025, {"target": BOTH["kk"], "actual": "артта қалуда"}, {"actual": "отстает"}),
        ("versions", 2025, {"target": "-0,25", "actual": ""}, {}),
        ("versions", 2023, {"actual": "-0,31", "provisional": "иә", "published": "2024-03-01"}, {}),
        ("versions", 2022, {"comparable": "жоқ"}, {"comparable": "нет"}),
        ("versions", 2050, {"target": "1234,5"}, {}),
    ],
)
def test_every_kind_in_a_table(
    kinds: Path, name: str, year: int, kazakh: dict[str, str], russian: dict[str, str]
) -> None:
    for language, wanted in (("kk", kazakh), ("ru", russian)):
        table = rows(kinds / f"api/v1/cities/sample-1/indicators/{name}.{language}.csv")
        line = next(line for line in table[1:] if line[COLUMN["year"]] == str(year))
        assert {column: line[COLUMN[column]] for column in wanted} == wanted


def test_revisions_versions_and_reasons_are_told(kinds: Path) -> None:
    content = document(kinds, "api/v1/cities/sample-1/indicators/versions.json")
    assert content["actuals"][0]["comparable"] is False
    assert content["actuals"][0]["method"] == "other"
    assert content["tolerance"] == 0.02
    assert content["actuals"][1]["break"] == BOTH
    (revision,) = content["actuals"][1]["revisions"]
    assert (revision["value"], revision["date"], revision["replaced"]) == (-0.35, "2024-02-01", "2024-03-01")
    assert content["history"][0] | {"expected": None} == {
        "day": "2024-12-31", "status": content["history"][0]["status"],
        "assessed": content["history"][0]["assessed"],
        "year": 2023, "actual": -0.31, "expected": None, "undated": 1,
    }  # fmt: skip
    words = document(kinds, "api/v1/cities/sample-1/indicators/words.json")
    assert words["actuals"][0]["finding"]["url"] == "https://example.org/finding"
    gone = document(kinds, "api/v1/cities/sample-1/indicators/gone.json")
    assert gone["not_assessable"]["reason"] == "discontinued"
    assert gone["assessment"]["status"] == "not-assessable"
    own = document(kinds, "api/v1/cities/sample-1/indicators/indicator-1.json")
    assert own["tolerance"] == 0.05


# The data package


def frictionless(folder: Path) -> dict[str, Any]:
    """What `frictionless validate` says of a package."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    told = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert told.stdout, told.stderr
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_frictionless_accepts_the_package(published: Path) -> None:
    report = frictionless(published / "api/v1/package")
    assert report["valid"], report
    assert report["stats"]["errors"] == report["stats"]["warnings"] == 0
    assert report["stats"]["tasks"] == 13


def test_the_package_holds_together(kinds: Path, tmp_path: Path) -> None:
    """Keys are declared so that a missing or repeated row is found."""
    for name, change in (
        ("indicators", lambda lines: lines[:-1]),
        ("targets", lambda lines: lines + lines[-1:]),
    ):
        folder = tmp_path / name
        shutil.copytree(kinds / "api/v1/package", folder)
        path = folder / f"{name}.csv"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(change(lines)), "utf-8")
        report = frictionless(folder)
        kinds_of_error = {error["type"] for task in report["tasks"] for error in task["errors"]}
        assert {"foreign-key", "primary-key"} & kinds_of_error, name


def test_the_package_agrees_with_the_documents(published: Path) -> None:
    def table(name: str) -> list[dict[str, str]]:
        text = (published / f"api/v1/package/{name}.csv").read_text("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    found = [content for _, content in indicators(published)]
    assert len(table("indicators")) == len(found)
    for name in ("targets", "actuals", "milestones", "assessments"):
        assert len(table(name)) == sum(len(one[name]) for one in found), name
    assert len(table("baselines")) == sum(one["baseline"] is not None for one in found)
    statuses = {(row["city"], row["indicator"]): row["status"] for row in table("statuses")}
    assert statuses == {(one["city"]["id"], one["id"]): one["assessment"]["status"] for one in found}


# Pages


def described(html: str) -> Any:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    (dataset,) = [about for about in map(json.loads, found) if about["@type"] == "Dataset"]
    return dataset


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_are_told_of_the_data(site: Path, language: str) -> None:
    prefix = "" if language == "kk" else "ru/"
    for address in ("astana/indicators/life-expectancy/", "astana/monitoring/", "data/"):
        path = site / prefix / address / "index.html"
        about = described(path.read_text("utf-8"))
        assert (about["@type"], about["inLanguage"]) == ("Dataset", language)
        assert 50 <= len(about["description"]) <= 5000
        assert "license" not in about
        for file in about["distribution"]:
            assert (path.parent / file["contentUrl"]).resolve().is_file()
    assert '"Dataset"' not in (site / prefix / "index.html").read_text("utf-8")


def test_nothing_breaks_out_of_the_description() -> None:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "overrides"), autoescape=True)
    hostile = {"@type": "Dataset", "name": "</script><script>alert(1)</script><!-- '\" &"}
    page = {"meta": {"title": "x"}}
    environment.globals["descriptions"] = lambda page, standing, nav: [hostile]
    html = environment.get_template("partials/described.html").render(page=page, standing=None)
    assert html.count("<") == 2
    assert described(html) == hostile


def test_hostile_names_stay_words_on_a_page(kinds: Path) -> None:
    path = kinds / "ru/sample-1/indicators/indicator-1/index.html"
    assert described(path.read_text("utf-8"))["variableMeasured"]["name"] == HOSTILE["ru"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_page_leads_to_all_files_and_explains_them(site: Path, language: str) -> None:
    page = site / ("data" if language == "kk" else "ru/data")
    html = (page / "index.html").read_text("utf-8")
    links = [link for link in re.findall(r'href="([^"]+)"', html) if "api/v1/" in link]
    for link in links:
        assert (page / link).resolve().is_file(), link
    assert len(set(links)) == 3 + 3 * 3 + 6 + len(DOCUMENTS)
    for part in field_guide.parts(language):
        assert f'id="{part.name}"' in html
    assert 'href="data/"' in (site / ("" if language == "kk" else "ru") / "index.html").read_text("utf-8")
