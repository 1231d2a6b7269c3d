"""Measures the build against its floor, in one run, and the weight of a monitoring page.

    python scripts/bench.py [--cities 20] [--rounds 3] [--growth]

The sample site has N cities × 20 indicators × 10 chapters × 2 languages. The floor is the same
pages as plain MkDocs Material with static-i18n and pruned navigation: no hooks, no search plugin,
no charts, the tables of values as Markdown. Each build stands between two floors and is divided by
their mean, so that a machine whose speed drifts slows both; the medians are printed. `--growth` builds
three times as many cities too. Memory is the largest single process. Needs the packages of
requirements.txt: call it with the environment's Python, .venv/bin/python.
"""

import argparse
import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sample
import yaml

INDICATORS, PARAGRAPHS = 20, 3
CONFIGURATION = """
site_name: Floor
theme: {name: material, language: ru, font: false,
        features: [navigation.indexes, navigation.prune, navigation.path, navigation.footer]}
plugins:
  - i18n:
      docs_structure: suffix
      fallback_to_default: false
      reconfigure_material: false
      languages:
        - {locale: kk, name: Қазақша, default: true, build: true}
        - {locale: ru, name: Русский, build: true}
markdown_extensions: [admonition, attr_list, footnotes, tables, {toc: {permalink: true}}]
"""


def build(root: Path) -> tuple[float, float]:
    """Seconds and peak MiB of one build in a process of its own."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    # The floor has no PDFs: they are measured by themselves.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DOCUMENTS": "false"}
    process = subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        sys.exit(f"The build in {root} failed.")
    return seconds, usage.ru_maxrss / 1024


def floor(root: Path, project: Path) -> None:
    """The pages of a sample project as plain Markdown for plain MkDocs."""
    docs = root / "docs"
    shutil.copytree(project / "docs", docs)
    for page in docs.glob("*.md"):
        text = re.sub(r"(?m)^template: .*\n", "", page.read_text("utf-8"))
        page.write_text(re.sub(r"\]\(([a-z-]+\.png)\)", r"](images/\1)", text), "utf-8")
    (root / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    order = project / "strategies" / "_methodology" / f"{sample.EDITION}.yml"
    rules = yaml.load(order.read_text("utf-8"), yaml.CSafeLoader)["rules"]
    for folder in sorted((project / "strategies").glob("sample-*")):
        city = docs / folder.name
        city.mkdir()
        data = yaml.load((folder / "indicators.yml").read_text("utf-8"), yaml.CSafeLoader)
        years = [
            yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
            for path in sorted((folder / "actuals").iterdir())
        ]
        for language in ("kk", "ru"):
            for chapter in folder.glob(f"chapters/*.{language}.md"):
                text = re.sub(r"\{\{.*?\}\}", _targets(data, language), chapter.read_text("utf-8"))
                (city / chapter.name[3:]).write_text(text, "utf-8")
                # Side by side the text stands twice, without the anchors, which are taken.
                both = city / chapter.name[3:].partition(".")[0]
                both.mkdir(exist_ok=True)
                texts = re.sub(r" \{#.*?\}", "", f"{text}\n\n{text}")
                (both / f"kk-ru.{language}.md").write_text(texts, "utf-8")
            (city / f"index.{language}.md").write_text(f"# {folder.name}\n\n" + "text\n\n" * 12, "utf-8")
            text = _monitoring(data, years, language)
            (city / f"monitoring.{language}.md").write_text(text, "utf-8")
            (city / f"conformity.{language}.md").write_text(_conformity(rules, language), "utf-8")
            (city / f"profile.{language}.md").write_text(_profile(folder), "utf-8")
            (city / f"calendar.{language}.md").write_text(_calendar(data, language), "utf-8")
            (city / "indicators").mkdir(exist_ok=True)
            for indicator in data["indicators"]:
                page = city / "indicators" / f"{indicator['id']}.{language}.md"
                page.write_text(_indicator(indicator, years, language), "utf-8")
    _shared(docs, project)


def _shared(docs: Path, project: Path) -> None:
    """The pages that stand beside the cities: comparisons, the calendar of all, the index of terms."""
    cities = [folder.name for folder in sorted((project / "strategies").glob("sample-*"))]
    (docs / "compare").mkdir()
    for language in ("kk", "ru"):
        rows = _table(5, ([name, "2025", "27,6", "26", ""] for name in cities))
        for place in range(12):
            (docs / "compare" / f"{place}.{language}.md").write_text(f"# Comparison\n\n{rows}\n", "utf-8")
        (docs / "compare" / f"index.{language}.md").write_text(f"# Comparisons\n\n{rows}\n", "utf-8")
        (docs / f"calendar.{language}.md").write_text(f"# Calendar\n\n{rows}\n", "utf-8")
        (docs / f"terms.{language}.md").write_text(f"# Terms\n\n{rows}\n", "utf-8")
        (docs / f"search.{language}.md").write_text("# Search\n", "utf-8")


def _table(columns: int, rows: Iterable[list[str]]) -> str:
    """A Markdown table with numbers for headings."""
    head = ["| " + " | ".join(str(number) for number in range(columns)) + " |", "|---" * columns + "|"]
    return "\n".join(head + ["| " + " | ".join(row) + " |" for row in rows])


def _profile(folder: Path) -> str:
    series = yaml.load((folder / "profile.yml").read_text("utf-8"), yaml.CSafeLoader)["series"]
    tables = (
        _table(3, ([str(point["year"]), str(point["value"]), ""] for point in line["values"]))
        for line in series
    )
    return "# Profile\n\n" + "\n\n".join(tables) + "\n"


def _calendar(data: Any, language: str) -> str:
    rows = (
        [indicator["name"][language], "2026-07-01", indicator["responsible"][language]]
        for indicator in data["indicators"]
    )
    return f"# Calendar\n\n{_table(3, rows)}\n"


def _conformity(rules: Any, language: str) -> str:
    items = [
        f"{place}. **{rule['paragraph']}** {rule['asks'][language]}" for place, rule in enumerate(rules, 1)
    ]
    return "# Conformity\n\n" + "\n".join(items) + "\n"


def _targets(data: Any, language: str) -> str:
    rows = [
        "| "
        + " | ".join(
            [indicator["name"][language], *(str(target["value"]) for target in indicator["targets"])]
        )
        + " |"
        for indicator in data["indicators"][:4]
    ]
    columns = len(data["indicators"][0]["targets"]) + 1
    return "\n".join(["| " + " | ".join(["-"] * columns) + " |", "|---" * columns + "|", *rows])


def _monitoring(data: Any, years: Any, language: str) -> str:
    """All indicators of a city on one page, with their values."""
    parts = ["# Monitoring"]
    for indicator in data["indicators"]:
        parts += [
            f"## {indicator['name'][language]} {{#{indicator['id']}}}",
            *_about(indicator, years, language),
        ]
    return "\n\n".join(parts) + "\n"


def _indicator(indicator: Any, years: Any, language: str) -> str:
    """One indicator: what it is, its values, and the history of its statuses."""
    history = _table(4, ([str(year["year"]), "20", "21", "-"] for year in years))
    return (
        "\n\n".join([f"# {indicator['name'][language]}", *_about(indicator, years, language), history]) + "\n"
    )


def _about(indicator: Any, years: Any, language: str) -> Iterator[str]:
    for text in (
        indicator["definition"],
        indicator["source"],
        indicator["collection"],
        indicator["responsible"],
    ):
        yield text[language]
    targets = {target["year"]: target["value"] for target in indicator["targets"]}
    actuals = {
        year["year"]: value["value"]
        for year in years
        for value in year["values"]
        if value["indicator"] == indicator["id"]
    }
    rows = sorted(targets.keys() | actuals.keys())
    yield _table(
        4, ([str(year), str(targets.get(year, "")), str(actuals.get(year, "")), ""] for year in rows)
    )


def change_one_value(root: Path, count: int) -> None:
    """Another observed value of one indicator of one city."""
    path = root / "strategies" / "sample-1" / "actuals" / "2025.yml"
    text = re.sub(r"value: [\d.-]+", f"value: {40 + count / 10}", path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")


@dataclass(frozen=True)
class Measured:
    """One kind of build, in all rounds."""

    seconds: float
    """Median."""
    ratio: float
    """Median of its time divided by that of the floors built just before and just after it."""
    peak: float
    """Most MiB of a single process."""


def measure(cities: int, rounds: int, scratch: Path) -> dict[str, Measured]:
    """Every kind of build, between two floors each time: the speed of a machine drifts within minutes."""
    project, plain = scratch / f"project-{cities}", scratch / f"floor-{cities}"
    project.mkdir()
    sample.project(project, cities, INDICATORS, PARAGRAPHS)
    floor(plain, project)
    floors = [build(plain)]
    measured: dict[str, list[tuple[float, float, float]]] = {}
    for count in range(rounds):
        steps: list[tuple[str, Callable[[], object]]] = [
            ("cold", lambda: shutil.rmtree(project / ".cache", ignore_errors=True)),
            ("filled", lambda: None),
            ("one value", lambda count=count: change_one_value(project, count)),  # type: ignore[misc]
        ]
        for name, prepare in steps:
            prepare()
            seconds, peak = build(project)
            floors.append(build(plain))
            beside = (floors[-2][0] + floors[-1][0]) / 2
            measured.setdefault(name, []).append((seconds, seconds / beside, peak))
    usual, highest = statistics.median(seconds for seconds, _ in floors), max(peak for _, peak in floors)
    base = Measured(usual, 1, highest)
    return {"floor": base} | {name: _summed(runs) for name, runs in measured.items()}


def _summed(runs: list[tuple[float, float, float]]) -> Measured:
    seconds, ratios, peaks = zip(*runs, strict=True)
    return Measured(statistics.median(seconds), statistics.median(ratios), max(peaks))


CHART = r'<svg class="plot .*?(?=<figcaption)'


def weight(site: Path) -> None:
    """Prints what a reader loads for a monitoring page but its fonts, compressed as servers do."""
    page = site / "sample-1" / "monitoring" / "index.html"
    html = page.read_text("utf-8")
    linked = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', html)
    files = [page, *((page.parent / name).resolve() for name in linked)]
    total = 0
    for path in files:
        size = len(gzip.compress(path.read_bytes(), 9))
        total += size
        print(f"  {path.relative_to(site.resolve())}: {size / 1000:.1f} kB")
    rows = [len(row.encode()) for row in re.findall(r'<svg class="rowchart".*?</td>', html, re.DOTALL)]
    print(f"  together {total / 1000:.1f} kB (to reach: under 45); {len(rows)} rows of the chart, ", end="")
    print(f"{statistics.mean(rows):.0f} bytes on average (to reach: under 1500)")
    indicators = [page.read_text("utf-8") for page in (site / "sample-1/indicators").rglob("index.html")]
    charts = [len(svg.encode()) for html in indicators for svg in re.findall(CHART, html, re.DOTALL)]
    print(f"  the largest of {len(charts)} charts {max(charts)} bytes (to reach: under 6000)")


def check() -> None:
    """Prints how long the check of the project's own strategies takes, as a whole process."""
    command = [sys.executable, str(sample.ROOT / "scripts" / "check.py")]
    took = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        took.append(time.perf_counter() - started)
    print(f"check of three cities: {statistics.median(took):.2f} s (to reach: under 2)")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cities", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    check()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        figures = measure(options.cities, options.rounds, scratch)
        for kind, figure in figures.items():
            print(f"{kind:10} {figure.seconds:6.2f} s  {figure.ratio:5.2f} × floor  {figure.peak:5.0f} MiB")
        print("monitoring page, gzip:")
        weight(scratch / f"project-{options.cities}" / "site")
        if options.growth:
            larger = measure(options.cities * 3, 1, scratch)
            for kind, figure in larger.items():
                print(f"{options.cities * 3} cities, {kind:10} {figure.seconds:6.2f} s", end="")
                print(f"  {figure.seconds / figures[kind].seconds:5.2f} × {options.cities} cities", end="")
                print(f"  {figure.ratio:5.2f} × floor")


if __name__ == "__main__":
    main()
