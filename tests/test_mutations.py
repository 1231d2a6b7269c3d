"""Whatever passes the check builds, and nothing makes either of them crash: trees changed at random, and
trees of every day.

    MUTATIONS=10000 pytest tests/test_mutations.py -s

makes so many trees instead of a few, and names each fault at once.
"""

import os
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta

import grounds
import mutants
import opendata_sample
import pytest
import sample
import yaml
from citystrategy.checks.checks import check
from citystrategy.reading.load import load
from mutants import FIRST, LAST, Farm, Fate

FEW, DAYS = 40, 20
KNOWN = date(sample.LAST_OBSERVED + 1, 1, 1)
"""Day of the newest thing that a sample tells."""
DECIDED = date(2026, 5, 25)
"""Day of the last decision of the amended trees; before it they cannot be."""


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farm]:
    with Farm(tmp_path_factory.mktemp("farm"), drawings="MUTATIONS" in os.environ) as found:
        yield found


def test_whatever_passes_the_check_builds(farm: Farm) -> None:
    count, faults, passed = int(os.environ.get("MUTATIONS", FEW)), [], 0
    for seed in range(count):
        fate = farm.fate(seed)
        passed += not fate.codes
        if fate.fault:
            print(fate, flush=True)
            faults.append(fate.seed)
    assert not faults
    assert count / 5 < passed < count / 2, "the changes are neither all harmless nor all refused"


def test_a_strategy_is_published_whether_or_not_it_follows_the_order(farm: Farm) -> None:
    """What a maslikhat approved is law, with no target, with the last one only, without a baseline."""
    root = farm.project("unsealed")
    path = root / grounds.CITY / "indicators.yml"
    plan = yaml.safe_load(path.read_text("utf-8"))
    first, second, third, *_ = plan["indicators"]
    first["targets"], second["targets"] = [], second["targets"][-1:]
    third["baseline"], third["targets"] = {"absent": opendata_sample.BOTH}, third["targets"][:1]
    for indicator in plan["indicators"]:
        indicator["direction"] = indicator["direction"].replace("smart-city", "environment")
    opendata_sample.write(path, plan)
    for chapter in (root / grounds.CITY / "chapters").glob("03-vision.*"):
        chapter.write_text(re.sub(r"\{\{ .*? \}\}", "…", chapter.read_text("utf-8")), "utf-8")
    fate = mutants.judged(root, Fate(1), to_seal=True, whole=True)
    assert (fate.codes, fate.fault) == ((), "")
    lacking = {problem.code for problem in check(load(root)[0], mutants.TODAY)}
    assert {"baseline-absent", "direction-empty", "target-final-missing", "target-gap"} <= lacking


def days() -> list[date]:
    """The first day, the last one, and days drawn between them."""
    chance = random.Random(2051)
    drawn = (FIRST + timedelta(days=chance.randrange((LAST - FIRST).days)) for _ in range(DAYS - 2))
    return sorted([FIRST, *drawn, LAST])


@pytest.mark.parametrize("day", days(), ids=str)
def test_check_and_build_agree_on_every_day(farm: Farm, day: date) -> None:
    base = ("draft", "amended", "in force later")[day.toordinal() % 3] if day > DECIDED else "draft"
    root = farm.project(base)
    if day < KNOWN:
        early = mutants.judged(root, Fate(1, day))
        assert not early.fault
        assert early.codes and {"year-future", "date-future"} >= set(early.codes)
        grounds.known_on(root, day)
    fate = mutants.judged(root, Fate(1, day), whole=day == LAST)
    assert (fate.codes, fate.fault) == ((), "")
