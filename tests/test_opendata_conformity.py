"""The verdicts on the rules of the order in the open data: those of the page, nothing else."""

import csv
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from citystrategy.checks.conformity import rulings
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from conftest import demonstrated
from opendata_sample import LANGUAGES, document, made

pytestmark = demonstrated


def plain(written: str) -> str:
    """What a reader sees of a piece of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", written)).split())


def places(rule: Any) -> list[str]:
    """Page and anchor of every place of a rule."""
    return ["#".join(filter(None, (place["page"], place["anchor"]))) for place in rule["places"]]


def items(page: str) -> dict[str, tuple[str, set[str]]]:
    """Each rule on the page of conformity: its text and its links."""
    matches = re.findall(r'<li id="([^"]+)">(.*?)</li>', page, re.DOTALL)
    return {name: (plain(text), set(re.findall(r'href="\.\./([^"]+)"', text))) for name, text in matches}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_says_what_the_page_says(site: Path, language: str) -> None:
    words, prefix = words_in(language), "" if language == "kk" else "ru/"
    for city in ("astana", "almaty", "semey"):
        content = document(site, f"api/v1/cities/{city}.json")["conformity"]
        page = (site / f"{prefix}{city}/conformity/index.html").read_text("utf-8")
        assert (site / "api/v1/cities" / content["pages"][language] / "index.html").is_file()
        shown = items(page)
        assert list(shown) == [rule["rule"] for rule in content["rules"]]
        for rule in content["rules"]:
            text, links = shown[rule["rule"]]
            verdict, level = (words(f"conformity.{name}") for name in (
                f"statuses.{rule['verdict']}", f"levels.{rule['level']}"))  # fmt: skip
            head = f"{words.citation(rule['paragraph'])} {verdict} {level} {rule['asks'][language]}."
            assert text.lower().startswith(plain(head).lower()), rule["rule"]
            assert plain(rule["reason"][language]) in text
            assert {link.replace("/#", "#").rstrip("/") for link in links} == set(places(rule))


def test_a_declaration_names_who_and_when(sealed_tree: Path, tmp_path: Path) -> None:
    files = made(sealed_tree, tmp_path)
    rules = json.loads(files["api/v1/cities/sample-1.json"])["conformity"]["rules"]
    declared = [rule for rule in rules if rule["verdict"] == "declared"]
    assert declared and all(rule["declaration"]["date"] == "2026-05-01" for rule in declared)
    assert {rule["declaration"]["by"]["ru"] for rule in declared} == {"Примерный акимат"}
    assert not [rule for rule in rules if rule["declaration"] and rule["verdict"] == "checked"]
    text = files["api/v1/package/conformity.csv"].decode()
    table: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["rule"] for row in table] == [rule["rule"] for rule in rules]
    for row, rule in zip(table, rules, strict=True):
        assert row["places"].split() == places(rule)
        assert (row["declared"] == "2026-05-01") == (rule["declaration"] is not None)


def test_the_document_holds_every_finding(sealed_tree: Path, tmp_path: Path) -> None:
    tree, _ = load(sealed_tree)
    rules = json.loads(made(sealed_tree, tmp_path)["api/v1/cities/sample-1.json"])["conformity"]["rules"]
    judged = rulings(tree.strategies[0])
    assert [(rule["rule"], rule["verdict"]) for rule in rules] == [
        (ruling.rule.id, ruling.status) for ruling in judged
    ]
