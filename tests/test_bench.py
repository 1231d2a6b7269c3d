"""The floor of the benchmark is a site that plain MkDocs builds, with the pages that a reader's site has."""

from pathlib import Path

import bench
import sample
from conftest import build


def test_the_floor_has_the_same_guides_and_is_built(tmp_path: Path) -> None:
    project, floor = tmp_path / "project", tmp_path / "floor"
    project.mkdir()
    sample.project(project, cities=1, indicators=2)
    bench.floor(floor, project)
    built = build(floor)
    assert built.returncode == 0, built.stderr
    guides = {path.name.split(".")[0] for path in (project / "docs").glob("*.ru.md")} - {"index"}
    assert {path.parent.name for path in (floor / "site/ru").glob("*/index.html")} >= guides | {
        "search",
        "terms",
    }
