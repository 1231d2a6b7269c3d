"""The home page: cities where they lie, in alphabetical order; the newest values and next days first."""

import re
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from citystrategy.facts import home
from citystrategy.facts.calendar import of_all
from citystrategy.facts.home import HEIGHT, WIDTH, map_places, new_values, projected
from citystrategy.method.duty import duties
from citystrategy.method.standing import standing_on
from citystrategy.reading.load import load
from citystrategy.words.alphabet import alphabetical
from citystrategy.words.words import LANGUAGES, words_in
from conftest import ROOT, demonstrated

pytestmark = demonstrated

TREE, _ = load(ROOT)
STANDINGS = {folder.city.slug: standing_on(folder, date(2026, 11, 28)) for folder in TREE.strategies}


def test_the_projection_keeps_what_lies_where() -> None:
    places = {city.slug: projected(city.coordinates) for city in TREE.cities}
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places.values())
    assert min(places, key=lambda slug: places[slug][0]) == "aktau"
    assert max(places, key=lambda slug: places[slug][0]) == "oskemen"
    assert min(places, key=lambda slug: places[slug][1]) == "petropavl"
    # Of the drawing that was fitted: Astana, Almaty and Aktau stand there (units of the drawing).
    for slug, x, y in (("astana", 608.5, 158.3), ("almaty", 775.5, 442.8), ("aktau", 73.4, 401.1)):
        assert abs(places[slug][0] - x) < 2.5 and abs(places[slug][1] - y) < 2.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_covers_another(language: str) -> None:
    places = map_places(TREE.cities, STANDINGS, language)
    assert len(places) == 20 and sum(place.published for place in places) == len(STANDINGS)
    boxes = []
    for place in places:
        width = home.LETTER[place.published] * len(place.city.name[language])
        left = place.name_x - {"start": 0, "middle": width / 2, "end": width}[place.anchor]
        assert left >= 0 and left + width <= WIDTH, place.city.slug
        boxes.append((left, place.name_y - home.LINE[place.published] + 4, left + width, place.name_y + 6))
    for one, box in zip(places, boxes, strict=True):
        for neighbour in places:
            inside = box[0] < neighbour.x < box[2] and box[1] < neighbour.y < box[3]
            assert neighbour is one or not inside, f"the name of {one.city.slug} covers {neighbour.city.slug}"
    for box, beside in combinations(boxes, 2):
        apart = box[2] <= beside[0] or beside[2] <= box[0] or box[3] <= beside[1] or beside[3] <= box[1]
        assert apart, (box, beside)


def test_a_name_longer_than_the_map_stops_nothing() -> None:
    city = TREE.cities[0]
    long = city.model_copy(update={"name": city.name.model_copy(update={"ru": "А" * 5000})})
    assert map_places([long], {}, "ru")[0].anchor == "start"


def test_new_values_are_the_newest_that_have_a_day() -> None:
    values = new_values(STANDINGS.values(), words_in("ru"))
    days = [one.day for one in values]
    assert len(values) == home.NEWEST and days == sorted(days, reverse=True)
    every = [
        observation.actual.date
        for standing in STANDINGS.values()
        for progress in standing.progress
        for observation in progress.observations
        if observation.actual.date and not observation.actual.revisions
    ]
    assert days[0] == max(every)
    assert all(re.search(r"\d|«", one.value) for one in values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cities_stand_in_the_order_of_the_languages_alphabet(site: Path, language: str) -> None:
    html = (site / ("" if language == "kk" else "ru/") / "index.html").read_text("utf-8")
    names = re.findall(r'<li class="city city--empty" id="[a-z]+"><b>(.*?)</b>', html)
    assert names == alphabetical(names, language, str) and len(names) == 20 - len(STANDINGS)
    beside = {"kk": ("Көкшетау", "Қарағанды", "Орал", "Өскемен"), "ru": ("Уральск", "Усть-Каменогорск")}
    places = [names.index(name) for name in beside[language]]
    assert places == sorted(places)
    published = re.findall(r'<h3><a href="[^"]+">(.*?)</a></h3>', html)
    assert published == alphabetical(published, language, str) and len(published) == len(STANDINGS)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("kk", ["EXPO", "Абай", "Әбіш", "Гүл", "Ғани", "Ыбырай", "Ілияс", "Юрий"]),
        ("kk", ["Ұзын", "Үлкен", "Фёдор", "Харис", "Һади"]),
        ("ru", ["Елец", "Ёлкино", "Есиль", "Усть-Каменогорск", "Усть-Кут", "Щучинск"]),
    ],
)
def test_letters_stand_in_their_places(language: str, names: list[str]) -> None:
    assert alphabetical(sorted(names), language, str) == names


def test_what_is_due_next_stands_before_what_is_overdue(approved_site: Path) -> None:
    words = words_in("ru")
    html = (approved_site / "ru/index.html").read_text("utf-8")
    due = html.index('id="due"')
    assert due < html.index("<time datetime=", due) < html.index(words("calendar.values_overdue"), due)


def test_the_next_days_are_the_first_of_the_calendar() -> None:
    days = home.next_days(of_all(STANDINGS.values(), TREE.cities, date(2026, 11, 28)))
    due = Counter(
        (duty.due, standing.folder.city.slug)
        for standing in STANDINGS.values()
        for progress in standing.progress
        for duty in duties(progress, standing.today)
        if not duty.overdue
    )
    first = sorted({day for day, _ in due})[: home.DAYS]
    assert [day.day for day in days] == first
    for day in days:
        assert {(day.day, city.slug): number for city, number in day.cities} == {
            key: number for key, number in due.items() if key[0] == day.day
        }
        assert day.values == sum(number for _, number in day.cities)
