"""One place of a YAML file changes, however people wrote the file, and every other byte stays."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from citystrategy.editing.yaml_marks import PlaceError
from citystrategy.editing.yaml_text import appended, with_key, without_key
from citystrategy.reading.source import read_yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from yaml_writing import Writer

TEXTS = (
    "қала", "Дерек: «көзі»", "a # b", "и\u0306", "- x", "5,7", "2024", "true", "", "{", "'", '"', "a\nb",
    " x ", "010", "2025-01-01", "*a", "!b", "%", "@", "a:", "yes", "1_0", "# no", "0x1f", "1:30", "null", "~",
    "é\u200a", "😀",
)  # fmt: skip
KEYS = ("indicator", "value", "source", "date", "note", "revisions", "kk", "ru")
scalars = st.sampled_from((*TEXTS, True, False, None, 5, -3.25, date(2025, 3, 27)))
inner = st.dictionaries(st.sampled_from(("kk", "ru")), scalars, min_size=1, max_size=2)
revisions = st.lists(st.dictionaries(st.sampled_from(KEYS[1:4]), scalars, max_size=3), max_size=2)
items = st.dictionaries(st.sampled_from(KEYS), scalars | inner | revisions, min_size=1, max_size=5)
values = st.sampled_from((*TEXTS, True, False, 5, -3.25, date(2025, 3, 27))) | st.dictionaries(
    st.sampled_from(("kk", "ru")), st.sampled_from(TEXTS), min_size=1, max_size=2
)
contents = st.fixed_dictionaries(
    {"values": st.lists(items, max_size=3) | st.none()},
    optional={"year": st.integers(1900, 2100), "after": scalars},
)


def nfc(value: Any) -> Any:
    """Data as the reader gives it."""
    if isinstance(value, dict):
        return {key: nfc(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [nfc(inner) for inner in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("yaml")


def read(folder: Path, text: str) -> Any:
    (folder / "x.yml").write_text(text, "utf-8", newline="")
    document, problems = read_yaml(folder, folder / "x.yml")
    assert document is not None, (text, problems)
    return nfc(document.data)


def without_none(value: Any) -> Any:
    """Content as it is written: keys without a value are left out."""
    if isinstance(value, dict):
        return {key: without_none(inner) for key, inner in value.items() if inner is not None}
    return [without_none(inner) for inner in value] if isinstance(value, list) else value


def changed(data: Any, place: Any, change: Any) -> Any:
    """Data with the file's own keys or those of one of its values changed."""
    if not place:
        return nfc(change(data))
    items = [change(item) if number == place[1] else item for number, item in enumerate(data["values"])]
    return nfc({**data, "values": items})


def parted(text: str, new: str) -> tuple[str, str]:
    """What a text lost and got in one place; all before it and behind it is the same."""
    pairs = list(zip(text, new, strict=False))
    start = next((place for place, (old, now) in enumerate(pairs) if old != now), len(pairs))
    ends = list(zip(reversed(text[start:]), reversed(new[start:]), strict=False))
    end = next((place for place, (old, now) in enumerate(ends) if old != now), len(ends))
    return text[start : len(text) - end], new[start : len(new) - end]


def remarks(text: str) -> list[str]:
    """The comments of a file that have a line of their own."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


def places(data: Any) -> list[tuple[Any, ...]]:
    """Where the mappings of a file are: its own and its values."""
    return [(), *(("values", number) for number in range(len(data["values"] or [])))]


def keys(data: Any, place: tuple[Any, ...]) -> Any:
    return data["values"][place[1]] if place else data


contents_written = st.tuples(contents, st.integers(0, 10**6)).map(
    lambda drawn: (drawn[0], Writer(drawn[1]).file(drawn[0]))
)


@given(contents_written)
def test_what_people_write_is_what_they_mean(folder: Path, file: tuple[Any, str]) -> None:
    """The writer of these tests says what it is given."""
    data, text = file
    assert read(folder, text) == nfc(data)


@given(contents_written, items)
def test_an_item_more(folder: Path, file: tuple[Any, str], item: Any) -> None:
    data, text = file
    new = appended(text, ("values",), item)
    assert read(folder, new) == nfc({**data, "values": [*(data["values"] or []), without_none(item)]})
    assert remarks(new) == remarks(text)
    assert ("\r\n" in new) == ("\r\n" in text)
    lost, _ = parted(text, new)
    assert re.sub("" if data["values"] else r"#.*|null|[~\[\]\s]", "", lost) == ""


@given(contents_written, st.sampled_from(KEYS), values, st.data())
def test_a_key_set(folder: Path, file: tuple[Any, str], key: str, value: Any, more: Any) -> None:
    data, text = file
    place = more.draw(st.sampled_from(places(data)))
    new = with_key(text, place, key, value)
    assert read(folder, new) == changed(data, place, lambda keys: {**keys, key: value})
    stood = keys(data, place)
    if key not in stood:
        assert parted(text, new)[0] == ""
    if not isinstance(stood.get(key), dict | list | str):
        assert remarks(new) == remarks(text)


@given(contents_written, st.data())
def test_a_key_gone(folder: Path, file: tuple[Any, str], more: Any) -> None:
    data, text = file
    possible = [
        (place, key) for place in places(data) for key in keys(data, place) if len(keys(data, place)) > 1
    ]
    assume(possible)
    place, key = more.draw(st.sampled_from(possible))
    new = without_key(text, place, key)
    assert read(folder, new) == changed(
        data, place, lambda keys: {name: value for name, value in keys.items() if name != key}
    )
    assert parted(text, new)[1] == ""
    if not isinstance(keys(data, place)[key], dict | list | str):
        assert remarks(new) == remarks(text)


YEAR = """# Астана
year: 2024   # жыл
values:
  - indicator: a  # бірінші
    value:   5.0  # нақты
    # қайта есептеледі

  # келесі
  - {indicator: b, value: 1, # ішінде
     source: x}
# соңы
"""


def test_a_comment_stays_with_what_it_is_written_to() -> None:
    assert with_key(YEAR, ("values", 0), "value", Decimal("5.10")) == YEAR.replace("5.0 ", "5.10 ")
    dated = with_key(YEAR, ("values", 0), "date", date(2025, 3, 27))
    assert dated == YEAR.replace("есептеледі\n", "есептеледі\n    date: 2025-03-27\n")
    noted = with_key(YEAR, ("values", 0), "value", {"kk": "а", "ru": "б"})
    assert noted == YEAR.replace("value:   5.0  # нақты\n", "value:  # нақты\n      kk: а\n      ru: б\n")
    assert without_key(YEAR, ("values", 0), "indicator") == YEAR.replace("indicator: a  # бірінші\n    ", "")
    assert without_key(YEAR, ("values", 1), "source") == YEAR.replace("source: x", "")
    assert without_key(YEAR, ("values", 1), "value") == YEAR.replace("value: 1, ", "")
    more = appended(YEAR, ("values",), {"indicator": "c", "value": Decimal(7)})
    assert more == YEAR.replace("x}\n", "x}\n  - indicator: c\n    value: 7\n")
    assert with_key(YEAR, (), "year", 2025) == YEAR.replace("2024", "2025")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("values: 5\n", ("values",)), ("values: {a: b}\n", ("values",)), ("values: text\n", ("values",)),
        ("- a\n", ("values",)), ("a: [b\n", ("values",)), ("values:\n  - a\n", ("values", 0, "revisions")),
        ("a: b\n", ("c", "values")),
    ],
)  # fmt: skip
def test_where_a_list_has_no_place_nothing_is_written(text: str, place: Any) -> None:
    with pytest.raises(PlaceError):
        appended(text, place, {"a": 1})


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("", "values:\n  - a: 1\n"),
        ("# тек түсініктеме", "# тек түсініктеме\nvalues:\n  - a: 1\n"),
        ("year: 2024\r\n", "year: 2024\r\nvalues:\r\n  - a: 1\r\n"),
        ("values: []  # бос\nyear: 1\n", "values:  # бос\n  - a: 1\nyear: 1\n"),
        ("values:\n- a: 0\nyear: 1\n", "values:\n- a: 0\n- a: 1\nyear: 1\n"),
        ("values: [\n  # бос\n]\n", "values: [{a: 1}\n  # бос\n]\n"),
        ("values: [{a: 0},\n]\n", "values: [{a: 0}, {a: 1},\n]\n"),
    ],
)
def test_a_list_begins_and_goes_on_as_it_is_written(text: str, new: str) -> None:
    assert appended(text, ("values",), {"a": 1}) == new


def test_the_only_key_and_one_that_is_not_there_cannot_go() -> None:
    for text, key in (("a: 1\n", "a"), ("a: 1\nb: 2\n", "c"), ("{a: 1}\n", "a")):
        with pytest.raises(PlaceError):
            without_key(text, (), key)
