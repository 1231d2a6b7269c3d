"""Two editions of the order beside each other: each strategy is held by the one that it follows."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sample
import yaml
from citystrategy.checks import order
from citystrategy.checks.checks import check
from citystrategy.model.methodology import Methodology
from citystrategy.reading.load import load
from citystrategy.words.words import words_in
from conftest import build
from opendata_sample import document, write

FORMER = date(2024, 1, 1)
"""An edition that never was: one chapter, its rules and a direction's indicator are others."""
WITHOUT = "international-experience"
OWN = {"id": "only-former", "title": {"kk": "мысал", "ru": "пример"}, "paragraph": "26"}
RULE = {
    "id": "only-former",
    "paragraph": "17",
    "level": "recommended",
    "kind": "chapters",
    "chapters": ["vision"],
    "asks": {"kk": "Бұрынғы талап", "ru": "Прежнее требование"},
}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def former(content: Any) -> Any:
    """The edition as data: nine chapters, other rules, one indicator recommended under another name."""
    chapters = [chapter for chapter in content["chapters"] if chapter["id"] != WITHOUT]
    for number, chapter in enumerate(chapters, 1):
        chapter["number"] = number
    rules = [rule for rule in content["rules"] if WITHOUT not in rule.get("chapters", ())]
    recommended = content["recommended_indicators"]
    recommended[0] |= OWN
    made = {"edition": FORMER, "chapters": chapters, "rules": [*rules, RULE]}
    return {**content, **made, "recommended_indicators": recommended}


def follow(folder: Path, content: Any) -> None:
    """Makes a strategy follow the former edition."""
    about = read(folder / "strategy.yml")
    write(folder / "strategy.yml", {**about, "methodology": FORMER})
    plan = read(folder / "indicators.yml")
    plan["indicators"][0]["recommended"] = OWN["id"]
    write(folder / "indicators.yml", plan)
    numbers = {chapter["id"]: chapter["number"] for chapter in content["chapters"]}
    for path in sorted((folder / "chapters").iterdir()):
        name = path.name[3:]
        chapter = name.split(".")[0]
        if chapter in numbers:
            path.rename(path.with_name(f"{numbers[chapter]:02}-{name}"))
        else:
            path.unlink()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cities; the first follows the former edition, whose digest the program of the project knows."""
    root = tmp_path_factory.mktemp("orders")
    sample.project(root, cities=2, indicators=12)
    folder = root / "strategies/_methodology"
    content = former(read(folder / f"{sample.EDITION}.yml"))
    write(folder / f"{FORMER}.yml", content)
    follow(root / "strategies/sample-1", content)
    path = root / "hooks/citystrategy/checks/order.py"
    known = f'DIGESTS = {{\n    "{FORMER}": "{digest(root)}",\n'
    path.write_text(path.read_text("utf-8").replace("DIGESTS = {\n", known), "utf-8")
    return root


def digest(root: Path) -> str:
    return order.digest(edition(root))


def edition(root: Path) -> Methodology:
    """The former edition."""
    return load(root)[0].methodologies[0]


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """The whole site of the two."""
    built = build(project, SOURCE_DATE_EPOCH="1795305600")
    assert built.returncode == 0, built.stderr
    return project / "site"


def test_an_edition_is_known_by_its_digest(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree, problems = load(project)
    assert [problem.code for problem in problems + check(tree)] == ["methodology-changed"]
    monkeypatch.setitem(order.DIGESTS, str(FORMER), digest(project))
    assert check(tree) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_city_is_held_by_the_edition_that_it_follows(project: Path, site: Path, language: str) -> None:
    tree, _ = load(project)
    prefix = "" if language == "kk" else "ru/"
    for folder in tree.strategies:
        page = (site / f"{prefix}{folder.city.slug}/conformity/index.html").read_text("utf-8")
        rules = re.findall(r'<li id="([^"]+)">', page)
        assert rules == [rule.id for rule in folder.methodology.rules]
        assert ("only-former" in rules) == (folder.city.slug == "sample-1")
        order_in_words = words_in(language)(
            "strategy.methodology_text",
            number=folder.methodology.order.number,
            date=folder.methodology.order.date,
            edition=folder.methodology.edition,
        )
        assert f">{order_in_words}</a>" in page
        published = document(site, f"api/v1/cities/{folder.city.slug}.json")["conformity"]
        assert published["methodology"] == str(folder.methodology.edition)
        assert [rule["rule"] for rule in published["rules"]] == rules
    assert not (site / f"{prefix}sample-1/{WITHOUT}").exists()
    assert (site / f"{prefix}sample-2/{WITHOUT}").exists()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_overview_has_a_table_for_each_edition(project: Path, site: Path, language: str) -> None:
    tree, _ = load(project)
    prefix = "" if language == "kk" else "ru/"
    page = (site / f"{prefix}conformity/index.html").read_text("utf-8")
    parts = re.split(r'<h2 id="edition-([0-9-]+)">', page)[1:]
    shown = dict(zip(parts[::2], parts[1::2], strict=True))
    assert list(shown) == [sample.EDITION, str(FORMER)], "the newest edition stands first"
    for methodology, city, other in zip(tree.methodologies, (1, 2), (2, 1), strict=True):
        table = shown[str(methodology.edition)]
        assert table.count('<th scope="row">') == len(methodology.rules)
        assert table.count('class="status ruling--') == len(methodology.rules)
        assert f"sample-{city}/conformity/" in table
        assert f"sample-{other}/conformity/" not in table


def test_what_only_a_former_edition_recommends_is_compared_too(site: Path) -> None:
    for prefix in ("", "ru/"):
        page = (site / f"{prefix}compare/index.html").read_text("utf-8")
        assert f'{OWN["id"]}/"' in page
        assert "sample-1/indicators/indicator-1/" in (
            site / f"{prefix}compare/{OWN['id']}/index.html"
        ).read_text("utf-8")
    content = document(site, f"api/v1/comparison/{OWN['id']}.json")
    assert [unranked["city"] for unranked in content["unranked"]] == ["sample-1"]


def test_a_sealed_edition_keeps_the_order_that_it_followed(approved_tree: Path) -> None:
    """Where the file of that edition is gone, its text would be shown by the chapters of another."""
    stored = approved_tree / "strategies/sample-1/editions/1.json"
    text = stored.read_text("utf-8")
    assert f'"methodology": "{sample.EDITION}"' in text
    stored.write_text(
        text.replace(f'"methodology": "{sample.EDITION}"', f'"methodology": "{FORMER}"'), "utf-8"
    )
    _, problems = load(approved_tree)
    assert [(problem.code, problem.path) for problem in problems] == [
        ("methodology-unknown", "strategies/sample-1/editions/1.json")
    ]
