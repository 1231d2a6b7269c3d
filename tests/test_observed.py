"""An observed value is entered into a year's file however people wrote it, and what stood there is kept."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from citystrategy.editing import observed
from citystrategy.editing.observed import Entry, ReasonError
from citystrategy.reading.source import read_yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml_writing import Writer

TODAY = date(2026, 11, 22)
PATH = "strategies/x/actuals/2025.yml"
BOTH = {"kk": "Себеп: «а, б»", "ru": "Причина # 1"}
NAMES = ("a", "b", "c")
observations = st.sampled_from((5, -3.25, 12.5, True, False, "low", "қала"))
optional = {
    "date": st.just(date(2026, 3, 27)),
    "provisional": st.booleans(),
    "method": st.sampled_from(NAMES),
    "note": st.just(BOTH),
    "revisions": st.just([{"value": 1, "source": "s", "replaced": date(2026, 1, 1), "reason": BOTH}]),
}
items = st.fixed_dictionaries({"value": observations, "source": st.sampled_from(NAMES)}, optional=optional)
years = st.dictionaries(st.sampled_from(NAMES), items, max_size=3).map(
    lambda values: {"year": 2025, "values": [{"indicator": name, **item} for name, item in values.items()]}
)
fields = items.map(lambda item: {key: value for key, value in item.items() if key != "revisions"})


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("observed")
    (root / PATH).parent.mkdir(parents=True)
    return root


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def read(root: Path, text: str) -> dict[str, Any]:
    """The values of a file by indicator."""
    (root / PATH).write_text(text, "utf-8", newline="")
    document, problems = read_yaml(root, root / PATH)
    assert document is not None, (text, problems)
    return {item.pop("indicator"): item for item in plain(document.data)["values"]}


def exact(content: dict[str, Any]) -> dict[str, Any]:
    """Fields as a tool gives them: numbers with their digits."""
    value = content["value"]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return {**content, "value": Decimal(str(value)) if number else value}


@given(years, st.integers(0, 10**6), st.sampled_from(NAMES), fields)
def test_a_value_comes_in_and_nothing_is_lost(
    root: Path, year: Any, seed: int, name: str, content: Any
) -> None:
    before = read(root, Writer(seed).file(year))
    entry = Entry("x", name, 2025, exact(content), BOTH)
    after = read(root, str(observed.change(root, [entry], TODAY).after[PATH]))
    stood = before.get(name)
    assert {other: after[other] for other in before if other != name} == {
        other: item for other, item in before.items() if other != name
    }
    revisions = after[name].pop("revisions", [])
    assert after[name] == content
    kept = (stood or {}).get("revisions", [])
    if stood and (stood["value"] != content["value"] or type(stood["value"]) is not type(content["value"])):
        former = {key: stood[key] for key in observed.KEPT if key in stood}
        assert revisions == [*kept, {**former, "replaced": TODAY, "reason": BOTH}]
    else:
        assert revisions == kept


@given(years.filter(lambda year: bool(year["values"])), st.integers(0, 10**6))
def test_what_stands_there_changes_no_byte(root: Path, year: Any, seed: int) -> None:
    text = Writer(seed).file(year)
    entries = [
        Entry("x", name, 2025, exact({key: said for key, said in item.items() if key != "revisions"}))
        for name, item in read(root, text).items()
    ]
    change = observed.change(root, entries, TODAY)
    assert change.after[PATH] == text
    assert change.paths == ()


def test_another_value_needs_a_reason(root: Path) -> None:
    read(root, "year: 2025\nvalues:\n  - {indicator: a, value: 1, source: a}\n")
    with pytest.raises(ReasonError):
        observed.change(root, [Entry("x", "a", 2025, {"value": Decimal(2), "source": "a"})], TODAY)
