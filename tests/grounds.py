"""Correct trees that tests change: drafts, approved strategies, amended ones, with something of everything.

Owns what a tree has beside `scripts/sample.py`: every kind of indicator, marks in a chapter, sources that
stand in one place only. Must not know what is changed in them.
"""

import functools
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import opendata_sample
import sample
import yaml
from citystrategy.tools.__main__ import main as command

CITY = "strategies/sample-1"
MARKS = (
    """
Мән {{ value("indicator-1", 2050) }} және {{ actual("indicator-1", 2018) }}.[^former]

Халық {{ profile("population", 2018) }}.

| Жыл | Мән |
|---|---|
| 2030 | {{ value("steps", 2030) }} |
| 2050 | [{{ value("range", 2050) }}](creative-economy.md) |

1. бір
2. **екі**[^sample]

    - үш

{{ sources("creative-economy") }}

{{ series("population") }}
""",
    """
Значения {{ value("indicator-1", 2050) }} и {{ actual("indicator-1", 2018) }}.[^former]

Жителей {{ profile("population", 2018) }}.

| Год | Значение |
|---|---|
| 2030 | {{ value("steps", 2030) }} |
| 2050 | [{{ value("range", 2050) }}](creative-economy.md) |

1. один
2. **два**[^sample]

    - три

{{ sources("creative-economy") }}

{{ series("population") }}
""",
)
"""Marks of every kind in a chapter, in Kazakh and Russian."""
BASELINES = {"yes-no": False, "steps": "low", "words": opendata_sample.BOTH, "gone": 7}
AMENDMENT = """
- number: 2
  kind: amendment
  date: {date}
  decision: {{number: '7', date: 2026-05-25, url: https://example.org/second}}
  changes: {{kk: Бір мән өзгерді., ru: Изменилось одно значение.}}
approval:"""


def draft(root: Path) -> None:
    """Two drafts, one of them with every kind of indicator, and a benchmark."""
    sample.tree(root, cities=2)
    for year in range(2016, 2024):
        (root / f"strategies/sample-2/actuals/{year}.yml").unlink()
    enrich(root)
    place = {"city": {"kk": "Мысал", "ru": "Пример", "en": "Sample"}, "value": 1}
    edition = {"edition": "2024", "year": 2024, "source": "sample", "places": [place]}
    about = {"id": "ranking", "recommended": "best-cities", "title": opendata_sample.BOTH}
    shown = {"about": opendata_sample.BOTH, "kind": "rank", "unit": {"kk": "орын", "ru": "место"}}
    (root / "strategies/_benchmarks").mkdir()
    more = {"decimals": 0, "better": "lower", "editions": [edition]}
    opendata_sample.write(root / "strategies/_benchmarks/ranking.yml", {**about, **shown, **more})


def unsealed(root: Path) -> None:
    """One approved strategy with every kind of indicator, not sealed."""
    sample.tree(root, cities=1, indicators=5, approved=True)
    shutil.rmtree(root / CITY / "editions")
    edit(root / CITY / "strategy.yml", r"\n +seal: .*", "")
    enrich(root)
    plan = yaml.safe_load((root / CITY / "indicators.yml").read_text("utf-8"))
    for indicator in plan["indicators"]:
        for target in indicator.get("targets", ()):
            target["basis"] = "approved"
        if indicator["id"] in BASELINES:
            indicator["baseline"] = {"year": 2020, "value": BASELINES[indicator["id"]], "source": "sample"}
    opendata_sample.write(root / CITY / "indicators.yml", plan)


def enrich(root: Path) -> None:
    """Adds indicators of every kind, marks in a chapter, and sources that stand in one place only."""
    opendata_sample.of_every_kind(root)
    sources = root / "strategies/_sources.yml"
    entry = sources.read_text("utf-8").removeprefix("sources:\n")
    for name in ("other", "former"):
        sources.write_text(sources.read_text("utf-8") + entry.replace("id: sample", f"id: {name}"), "utf-8")
    edit(root / CITY / "actuals/2024.yml", "source: sample", "source: other")
    edit(root / CITY / "indicators.yml", "source: sample", "source: former")
    for code, marks in zip(("kk", "ru"), MARKS, strict=True):
        edit(root / CITY / f"chapters/03-vision.{code}.md", "(?=\n## )", f"\n{marks}")


def approved(root: Path) -> None:
    """The same strategy, sealed."""
    unsealed(root)
    assert command(["seal", "sample-1"], root) == 0


def amended(root: Path, day: str = "2026-06-01") -> None:
    """The same strategy, amended afterwards: a value and the indicators are others, and a source and a
    reference are left in the first edition only."""
    approved(root)
    edit(root / CITY / "strategy.yml", "\napproval:", AMENDMENT.format(date=day))
    edit(root / CITY / "indicators.yml", "(year: 2050\n +value: )", r"\g<1>1")
    edit(root / CITY / "indicators.yml", "source: former", "source: other")
    path = root / CITY / "indicators.yml"
    plan = yaml.safe_load(path.read_text("utf-8"))["indicators"]
    kept = [indicator for indicator in plan if indicator["id"] != "gone"]
    added = {key: value for key, value in plan[1].items() if key != "recommended"} | {"id": "added"}
    opendata_sample.write(path, {"indicators": [*kept, added]})
    for code in ("kk", "ru"):
        edit(root / CITY / f"chapters/03-vision.{code}.md", r"\[\^former\]", "")
    assert command(["seal", "sample-1"], root) == 0


def known_on(root: Path, day: date) -> None:
    """Takes out of all cities what nobody could know on a day: later years and later dates."""
    for path in (root / "strategies").glob("sample-*/actuals/*.yml"):
        if int(path.stem) > day.year:
            path.unlink()
    for path in [*root.glob("strategies/*/actuals/*.yml"), *root.glob("strategies/*/profile.yml")]:
        opendata_sample.write(path, _known(yaml.safe_load(path.read_text("utf-8")), day))
    for path in root.glob("strategies/*/strategy.yml"):
        edit(path, r"written: .*\n|\Z", "")
    for path in root.glob("strategies/*/indicators.yml"):
        plan = yaml.safe_load(path.read_text("utf-8"))
        for indicator in plan["indicators"]:
            if indicator.get("baseline", {}).get("year", 0) > day.year:
                indicator["baseline"] = {"absent": opendata_sample.BOTH}
        opendata_sample.write(path, plan)
    edit(root / "strategies/_cities.yml", r"date: .*", f"date: {day}", count=0)


def _known(data: Any, day: date) -> Any:
    if isinstance(data, list):
        return [_known(entry, day) for entry in data if not _later(entry, day)]
    if isinstance(data, dict):
        return {key: _known(value, day) for key, value in data.items() if key != "date" or value <= day}
    return data


def _later(entry: Any, day: date) -> bool:
    """Whether an item is of a year to come, or was replaced on a day to come."""
    return isinstance(entry, dict) and (entry.get("year", 0) > day.year or entry.get("replaced", day) > day)


def edit(path: Path, old: str, new: str, count: int = 1) -> None:
    """Replaces what fits a pattern in a file; it has to stand there."""
    text, replaced = re.subn(old, new, path.read_text("utf-8"), count=count)
    assert replaced, f"{old!r} is not in {path.name}"
    path.write_text(text, "utf-8", newline="\n")


BASES = {
    "draft": draft,
    "approved": approved,
    "unsealed": unsealed,
    "amended": amended,
    "in force later": functools.partial(amended, day="2027-02-01"),
}
