"""Whatever passes the check builds, and nothing makes either of them crash: trees changed at random, and
trees of every day.

    MUTATIONS=10000 pytest tests/test_mutations.py -s

makes so many trees instead of a few, and names each fault at once.
"""

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta

import grounds
import mutants
import pytest
import sample
from mutants import FIRST, LAST, Farm, Fate

FEW, DAYS = 40, 20


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


def days() -> list[date]:
    """The first day, the last one, and days drawn between them."""
    chance = random.Random(2051)
    drawn = (FIRST + timedelta(days=chance.randrange((LAST - FIRST).days)) for _ in range(DAYS - 2))
    return sorted([FIRST, *drawn, LAST])


@pytest.mark.parametrize("day", days(), ids=str)
def test_check_and_build_agree_on_every_day(farm: Farm, day: date) -> None:
    root = farm.project(("draft", "amended", "in force later")[day.toordinal() % 3])
    if day.year < sample.LAST_OBSERVED:
        early = mutants.judged(root, Fate(1, day))
        assert not early.fault
        assert "year-future" in early.codes and {"year-future", "date-future"} >= set(early.codes)
        grounds.known_on(root, day)
    fate = mutants.judged(root, Fate(1, day), whole=day == LAST)
    assert (fate.codes, fate.fault) == ((), "")
