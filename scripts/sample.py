"""Writes sample trees of any size: obviously fictional cities with made-up but regular content.

The same seed gives the same tree to the byte. Benchmarks and tests stand on it; nothing of it is
ever published.
"""

import random
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

SHARED = ("hooks", "overrides", "docs", "mkdocs.yml")
"""What a sample project takes from this one."""
EDITION = "2025-01-20"
LAST_OBSERVED = 2025

WORDS = {
    "kk": "қала даму көшесі тұрғын мектеп жол су орман алаң көпір бақша кітапхана жұмыс өнер",
    "ru": "город развитие улица житель школа дорога вода лес площадь мост сад библиотека работа",
}


def project(
    root: Path, cities: int, indicators: int = 5, paragraphs: int = 1, approved: bool = False
) -> None:
    """A whole project that can be built: this program with a sample tree of its own."""
    for name in SHARED:
        here = ROOT / name
        if here.is_dir():
            shutil.copytree(here, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(here, root / name)
    tree(root, cities, indicators, paragraphs, approved)


def tree(root: Path, cities: int, indicators: int = 5, paragraphs: int = 1, approved: bool = False) -> None:
    """The folder `strategies` of a sample project; `approved` ones meet every must and are sealed."""
    folder = root / "strategies"
    shutil.copytree(ROOT / "strategies" / "_methodology", folder / "_methodology")
    methodology = yaml.safe_load((folder / "_methodology" / f"{EDITION}.yml").read_text("utf-8"))
    _write(folder / "_sources.yml", {"sources": [_source("sample")]})
    _write(folder / "_cities.yml", {"cities": [_city(number) for number in range(1, cities + 1)]})
    for number in range(1, cities + 1):
        _strategy(folder / f"sample-{number}", number, methodology, indicators, paragraphs)
        if approved:
            _approve(folder / f"sample-{number}", methodology)
    if approved:
        from citystrategy.tools.__main__ import main as command

        for number in range(1, cities + 1):
            assert command(["seal", f"sample-{number}"], root) == 0, "the sample can be sealed"


class _Dumper(yaml.SafeDumper):
    """Writes values out where they are used twice: anchors are not allowed in the files."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=200)
    path.write_text(text, "utf-8", newline="\n")


def _both(kk: str, ru: str) -> dict[str, str]:
    return {"kk": kk, "ru": ru}


def _source(identifier: str) -> dict[str, Any]:
    title = _both("Ойдан шығарылған дереккөз", "Вымышленный источник")
    return {"id": identifier, "kind": "press", "title": title, "url": "https://example.org/sample"}


def _city(number: int) -> dict[str, Any]:
    population = {"value": 100000 + number, "date": _day(), "source": "sample", "territory": "city"}
    return {
        "slug": f"sample-{number}",
        "name": {**_both(f"Мысал-{number}", f"Пример-{number}"), "en": f"Sample {number}"},
        "status": "oblast-centre",
        "oblast": _both("Мысал облысы", "Примерная область"),
        "maslikhat": _both("Мысал облысының мәслихаты", "маслихат Примерной области"),
        "coordinates": {"latitude": 50.0, "longitude": 70.0},
        "population": population,
    }


def _day() -> Any:
    return yaml.safe_load("2026-01-01")


def _strategy(folder: Path, number: int, methodology: Any, indicators: int, paragraphs: int) -> None:
    chance = random.Random(number)
    name = _both(
        f"Мысал-{number} қаласының 2050 жылға дейінгі стратегиясы",
        f"Стратегия города Пример-{number} до 2050 года",
    )
    summary = _both("Ойдан шығарылған қала.", "Вымышленный город.")
    day = yaml.safe_load(EDITION)
    about = {"status": "draft", "methodology": day, "title": name, "summary": summary, "written": day}
    _write(folder / "strategy.yml", about)
    directions = [chapter["id"] for chapter in methodology["chapters"] if chapter.get("direction")]
    items = [_indicator(place, directions[place % len(directions)], chance) for place in range(indicators)]
    for place, recommended in enumerate(methodology["recommended_indicators"][:indicators]):
        items[place] |= {"recommended": recommended["id"]}
    _write(folder / "indicators.yml", {"indicators": items})
    for year in range(2016, LAST_OBSERVED + 1):
        values = [_actual(indicator, year, chance) for indicator in items]
        _write(folder / "actuals" / f"{year}.yml", {"year": year, "values": values})
    points = [{"year": year, "value": 100000 + year, "source": "sample"} for year in range(2016, 2026)]
    series = {"id": "population", "unit": _both("адам", "человек"), "decimals": 0, "territory": "city"}
    _write(folder / "profile.yml", {"series": [{**series, "values": points}]})
    for chapter in methodology["chapters"]:
        for language in ("kk", "ru"):
            text = _chapter(chapter, language, paragraphs, chance)
            path = folder / "chapters" / f"{chapter['number']:02}-{chapter['id']}.{language}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")


def _approve(folder: Path, methodology: Any) -> None:
    """Turns a sample draft into an approved strategy that meets every obligatory rule."""
    strategy = _read(folder / "strategy.yml")
    del strategy["written"]
    steps = ("hearings", "central-body", "administration", "proposal", "maslikhat")
    document = _both("Ойдан шығарылған құжат", "Вымышленный документ")
    approval = [
        {"step": step, "date": yaml.safe_load(f"2026-0{month}-01"), "document": document}
        for month, step in zip((1, 2, 3, 3, 4), steps, strict=True)
    ]
    by = _both("Мысал әкімдігі", "Примерный акимат")
    declarations = [
        {"rule": rule["id"], "by": by, "date": yaml.safe_load("2026-05-01"), "statement": document}
        for rule in methodology["rules"]
        if rule["kind"] == "statement"
    ]
    decided = yaml.safe_load("2026-04-01")
    body = _read(folder.parent / "_cities.yml")["cities"][0]["maslikhat"]
    office = _both("Мысал лауазым", "Примерная должность")
    decision = {
        **{"body": body, "number": "0", "date": decided, "url": "https://example.org/decision"},
        **{"session": "0", "convocation": "0"},
        "signatories": [{"office": office, "name": _both("Ойдан шығарылған тұлға", "Вымышленное лицо")}],
        "versions": _both("https://example.org/decision/kk", "https://example.org/decision/ru"),
    }
    strategy |= {
        "status": "approved",
        "editions": [{"number": 1, "kind": "approval", "date": decided, "decision": decision}],
        "approval": approval,
        "declarations": declarations,
    }
    _write(folder / "strategy.yml", strategy)
    indicators = _read(folder / "indicators.yml")
    for indicator in indicators["indicators"]:
        for target in indicator["targets"]:
            target["basis"] = "approved"
    _rename(folder, indicators, "population")
    profile = _read(folder / "profile.yml")
    model = profile["series"][0]
    profile["series"] = [{**model, "id": asked["id"]} for asked in methodology["profile_series"]]
    _write(folder / "profile.yml", profile)
    for path in (folder / "chapters").iterdir():
        path.write_text(path.read_text("utf-8").replace(".\n", ".[^sample]\n"), "utf-8", newline="\n")


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def _rename(folder: Path, indicators: Any, name: str) -> None:
    """Gives the last indicator another id, in the plan and in the observed values."""
    last = indicators["indicators"][-1]
    was, last["id"] = last["id"], name
    _write(folder / "indicators.yml", indicators)
    for path in (folder / "actuals").iterdir():
        text = path.read_text("utf-8").replace(f"indicator: {was}\n", f"indicator: {name}\n")
        path.write_text(text, "utf-8", newline="\n")


def _indicator(place: int, direction: str, chance: random.Random) -> dict[str, Any]:
    start, step = chance.randint(20, 80), chance.choice((-2, -1, 1, 2))
    targets = [
        {"year": year, "value": start + step * count, "basis": "illustrative"}
        for count, year in enumerate(range(2025, 2051, 5), 1)
    ]
    name = _both(f"Мысал көрсеткіш {place + 1}", f"Примерный показатель {place + 1}")
    return {
        "id": f"indicator-{place + 1}",
        "direction": direction,
        "name": name,
        "definition": _both("Ойдан шығарылған анықтама.", "Вымышленное определение."),
        "kind": "number",
        "unit": _both("бірлік", "единиц"),
        "decimals": 1,
        "better": "higher" if step > 0 else "lower",
        "baseline": {"year": 2020, "value": start, "source": "sample"},
        "targets": targets,
        "source": _both("Мысал", "Пример"),
        "collection": _both("Есеп", "Отчёт"),
        "responsible": _both("Мысал басқармасы", "Примерное управление"),
        "due": {"month": 7, "day": 1, "years_after": 1},
    }


def _actual(indicator: dict[str, Any], year: int, chance: random.Random) -> dict[str, Any]:
    value = round(indicator["baseline"]["value"] + chance.uniform(-3, 3), 1)
    return {"indicator": indicator["id"], "value": value, "source": "sample"}


def _chapter(chapter: Any, language: str, paragraphs: int, chance: random.Random) -> str:
    words = WORDS[language].split()
    parts = [f"# {chapter['title'][language]}"]
    for section in chapter["sections"]:
        parts.append(f"## {section['title'][language]} {{#{section['id']}}}")
        for _ in range(paragraphs):
            parts.append(" ".join(chance.choice(words) for _ in range(40)).capitalize() + ".")
    if chapter.get("direction"):
        parts.append(f'{{{{ targets("{chapter["id"]}") }}}}')
    return "\n\n".join(parts) + "\n"
