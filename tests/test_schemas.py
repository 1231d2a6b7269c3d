"""The schemas of the YAML files say what the model says, and editors find them."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from citystrategy.model.located import LocatedSequence
from citystrategy.reading.source import read_yaml
from citystrategy.reading.validation import validate
from citystrategy.tools import schemas
from citystrategy.tools.__main__ import main
from citystrategy.tools.command import DONE
from conftest import ROOT
from jsonschema import Draft7Validator
from pydantic import BaseModel

MODELS = {path: model for (_, model), path in zip(schemas.KINDS, schemas.globs(), strict=True)}
FILES = [
    (file, MODELS[path]) for path, pattern in schemas.globs().items() for file in sorted(ROOT.glob(pattern))
]
CITY = """status: draft
methodology: 2025-01-20
title: {kk: Атауы, ru: Название}
summary: {kk: Мәні, ru: Суть}
"""
VALUE = "year: 2024\nvalues:\n  - indicator: grp\n    value: 1.5\n    source: bns\n"
RIGHT = (CITY, VALUE, VALUE.replace("1.5", "{low: 1, high: 2}"), f"{VALUE}    note:\n")
WRONG = {
    "no such status": ("strategy", CITY.replace("draft", "ready")),
    "no title": ("strategy", CITY.replace("title", "titel")),
    "a language is missing": ("strategy", CITY.replace(", ru: Суть", "")),
    "a comma in a number": ("actuals", VALUE.replace("1.5", "1,5")),
    "a year in quotes": ("actuals", VALUE.replace("2024", "'2024'")),
    "a year of another time": ("actuals", VALUE.replace("2024", "1024")),
    "no source": ("actuals", VALUE.replace("    source: bns\n", "")),
    "an unknown key": ("actuals", f"{VALUE}    sourse: bns\n"),
    "a source that is no name": ("actuals", VALUE.replace("bns", "Бюро")),
    "half a range": ("actuals", VALUE.replace("1.5", "{low: 1}")),
    "an address without its scheme": (
        "sources",
        "sources:\n  - id: bns\n    kind: official\n    title: {kk: Бюро, ru: Бюро}\n    url: stat.gov.kz\n",
    ),
}


@cache
def validator(model: type[BaseModel]) -> Draft7Validator:
    schema = schemas.schema(model)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def plain(value: Any) -> Any:
    """Data as an editor sees it: to YAML 1.2 a date is a text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, LocatedSequence):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def written(root: Path, text: str) -> Any:
    (root / "file.yml").write_text(text, "utf-8")
    document, _ = read_yaml(root, root / "file.yml")
    assert document is not None
    return document


def test_the_kept_schemas_are_those_of_the_model() -> None:
    for path, model in MODELS.items():
        kept = ROOT / path
        assert kept.read_text("utf-8") == schemas.text(model), f"call: python scripts/dev.py schemas ({path})"
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {Path(path).name for path in MODELS}


def test_the_command_writes_what_is_missing_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schemas", "--dry-run", "--lang", "en"], tmp_path) == DONE
    assert not (tmp_path / "schemas").exists()
    assert "Would be written: schemas/actuals.json" in capsys.readouterr().out
    assert main(["schemas", "--lang", "en"], tmp_path) == DONE
    assert (tmp_path / "schemas/actuals.json").read_bytes() == (ROOT / "schemas/actuals.json").read_bytes()
    assert capsys.readouterr().out.count("Written") == len(MODELS)
    assert main(["schemas", "--lang", "kk"], tmp_path) == DONE
    assert capsys.readouterr().out == "Өзгертетін ештеңе жоқ.\n"


def test_every_file_of_the_repository_follows_its_schema() -> None:
    assert {file for file, _ in FILES} == set((ROOT / "strategies").rglob("*.yml"))
    for file, model in FILES:
        document, _ = read_yaml(ROOT, file)
        assert document is not None
        assert [error.message for error in validator(model).iter_errors(plain(document.data))] == [], file


@pytest.mark.parametrize("name", WRONG)
def test_what_the_check_refuses_the_schema_refuses(name: str, tmp_path: Path) -> None:
    kind, text = WRONG[name]
    document, model = written(tmp_path, text), MODELS[f"schemas/{kind}.json"]
    assert validate(document, model).problems
    assert list(validator(model).iter_errors(plain(document.data)))


@pytest.mark.parametrize("text", RIGHT)
def test_what_the_check_takes_the_schema_takes(text: str, tmp_path: Path) -> None:
    document = written(tmp_path, text)
    model = MODELS[f"schemas/{'actuals' if 'values' in text else 'strategy'}.json"]
    assert not validate(document, model).problems
    assert not list(validator(model).iter_errors(plain(document.data)))


def test_keys_are_explained_in_both_languages() -> None:
    parts = schemas.schema(MODELS["schemas/actuals.json"])["definitions"]
    kazakh, russian = parts["Actual"]["properties"]["provisional"]["description"].split("\n\n")
    assert set("әғқңөұүі") & set(kazakh)
    assert not set("әғқңөұүі") & set(russian)


def test_an_editor_finds_the_schema_of_each_file_and_changes_nothing_else() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == schemas.globs()
    assert settings["yaml.format.enable"] is False
    assert not any(settings[kind]["editor.formatOnSave"] for kind in ("[yaml]", "[markdown]"))
    advised = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
    assert "redhat.vscode-yaml" in advised
