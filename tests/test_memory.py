"""What is kept about a city is what would be found again, and goes with any change."""

from pathlib import Path

from citystrategy.checks.checks import check
from citystrategy.checks.memory import Memory
from citystrategy.problems.problem import Problem
from citystrategy.reading.load import load


def found(tree: Path, memory: Memory | None) -> list[Problem]:
    loaded, _ = load(tree)
    return check(loaded, memory)


def test_kept_problems_are_the_same(tree: Path, tmp_path: Path) -> None:
    memory = Memory(tree, tmp_path / "kept")
    path = tree / "strategies/sample-1/actuals/2020.yml"
    path.write_text(path.read_text("utf-8").replace("indicator-1", "indicator-11", 1), "utf-8")
    first = found(tree, memory)
    assert [one.code for one in first if one.severity == "error"] == ["indicator-unknown"]
    assert found(tree, memory) == first == found(tree, None)
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_nothing_is_checked_again(tree: Path, tmp_path: Path) -> None:
    memory = Memory(tree, tmp_path / "kept")
    found(tree, memory)
    kept = next((tmp_path / "kept").iterdir())
    kept.write_text("[]", "utf-8")
    assert found(tree, memory) == []


def test_any_change_of_what_counts_is_checked(tree: Path, tmp_path: Path) -> None:
    memory = Memory(tree, tmp_path / "kept")
    keys = {memory.key("strategies/sample-1")}
    for name in (
        "_cities.yml",
        "_methodology/2025-01-20.yml",
        "sample-1/profile.yml",
        "sample-1/chapters/03-vision.ru.md",
    ):
        path = tree / "strategies" / name
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        keys.add(memory.key("strategies/sample-1"))
    assert len(keys) == 5
