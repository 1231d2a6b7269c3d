"""What is kept between builds: never believed, never needed, never in another build's way."""

import os
import shutil
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import opendata_sample
import pytest
import sample
from citystrategy import cache
from citystrategy.cache import PACKAGE, Cache, maker
from citystrategy.charts import drawing
from citystrategy.charts.charts import Chart
from citystrategy.charts.drawing import harmless
from citystrategy.outputs import binder, files
from citystrategy.outputs.binder import Binder, Task
from citystrategy.reading.load import load
from citystrategy.site import make
from conftest import build

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "kept", "program")


def test_what_is_put_is_got(kept: Cache) -> None:
    name = kept.name("a", "b")
    assert kept.get(name) is None
    kept.put(name, b"x\ny")
    assert kept.get(name) == b"x\ny"
    assert [path.name for path in kept.folder.iterdir()] == [name]
    assert kept.text(kept.name("c"), lambda: "first\r\n") == "first\r\n"
    assert kept.text(kept.name("c"), lambda: "second") == "first\r\n"


def test_a_name_is_made_of_everything_that_makes_the_content(kept: Cache) -> None:
    names = {kept.name("a", "bc"), kept.name("ab", "c"), Cache(kept.folder, "other").name("a", "bc")}
    assert len(names) == 3


def test_another_library_or_program_file_is_another_maker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "PACKAGE", tmp_path)
    (tmp_path / "a.py").write_text("1", "utf-8")
    made = {maker([tmp_path / "a.py"], ["altair"])}
    (tmp_path / "a.py").write_text("2", "utf-8")
    made.add(maker([tmp_path / "a.py"], ["altair"]))
    monkeypatch.setattr(cache, "version", lambda name: "0")
    made.add(maker([tmp_path / "a.py"], ["altair"]))
    made.add(maker([tmp_path / "a.py"], ["altair", "vl-convert-python"]))
    assert len(made) == 4


MAKERS: list[tuple[Callable[[], str], str, tuple[str, ...]]] = [
    (drawing._made_by.__wrapped__, "charts", ("altair", "vl-convert-python")),
    (
        binder.made_by.__wrapped__,
        ".",
        ("xlsxwriter", "pydantic", "PyYAML", "vl-convert-python", "uharfbuzz", "pillow"),
    ),
]
"""For each kind that is kept: what makes it, in which folder, with which libraries."""
KEPT_NOT = ("__init__", "rows", "dots", "plot", "placing", "lettering", "outlines", "painting", "pictures")
"""Modules that make no drawing that is kept: rows and charts with words are drawn with the page; pictures are
another kind."""


@pytest.mark.parametrize(("made_by", "folder", "libraries"), MAKERS)
def test_every_kind_knows_all_its_makers(
    made_by: Callable[[], str], folder: str, libraries: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of a library, or another letter in a file of the program, is another maker."""
    changed: list[object] = []
    monkeypatch.setattr(cache, "version", lambda name: "0" if name in changed else version(name))
    held = {path: path.read_bytes() for path in PACKAGE.rglob("*.*") if path.is_file()}
    contents = {path: content for path, content in held.items() if path.suffix in (".py", ".yml")}
    contents |= {path: held[path] for path in held if path.parent.name == "drawings"}
    monkeypatch.setattr(Path, "read_bytes", lambda path: held[path] + b"#" * (path in changed))
    made = {made_by()}
    paths = [path for path in contents if path.is_relative_to(PACKAGE / folder) and path.stem not in KEPT_NOT]
    assert len(paths) >= 4
    for one in (*libraries, *paths):
        changed[:] = [one]
        made.add(made_by())
    assert len(made) == 1 + len(libraries) + len(paths)


def test_every_part_of_a_chart_makes_another_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[dict[str, object]] = [{"kind": "actual", "year": 2025, "value": 1, "segment": 0}]
    wanted = [
        Chart(rows, {"x": [2025]}),
        Chart([{**rows[0], "value": 2}], {"x": [2025]}),
        Chart(rows, {"x": [2026]}),
    ]
    monkeypatch.setattr(drawing, "_shape", lambda kept: {})
    monkeypatch.setattr(drawing.shapes, "filled", lambda *parts: {})
    drawn = iter(range(10))
    monkeypatch.setattr(drawing, "convert", lambda one: SVG.format(f"<text>{next(drawn)}</text>"))
    for _ in range(2):
        first = drawing.draw({str(place): chart for place, chart in enumerate(wanted)}, tmp_path)
        assert len(set(first.values())) == len(wanted)
    monkeypatch.setattr(drawing, "_made_by", lambda: "others")
    assert not set(drawing.draw({"one": wanted[0]}, tmp_path).values()) & set(first.values())


UNUSED = """
- id: unused
  kind: press
  title: {kk: Unused, ru: Unused}
  url: https://example.org/unused
"""
"""A source that no value names: of all that is kept, only the package holds it."""
CHANGES = [
    ("_cities.yml", "ru: Пример-1", "ru: Другой"),
    ("_sources.yml", "ru: Вымышленный", "ru: Иной"),
    ("_sources.yml", "example.org/sample", "example.org/other"),
    ("_sources.yml", "sources:\n", "sources:\n" + UNUSED),
    ("_sources.yml", "Unused", "Not used"),
    ("sample-1/strategy.yml", "status: draft", "status: demonstration"),
    ("sample-1/strategy.yml", "ru: Стратегия", "ru: Другая стратегия"),
    ("sample-1/indicators.yml", "kk: Мысал басқармасы", "kk: Басқа басқарма"),
    ("sample-1/indicators.yml", "ru: Вымышленное определение", "ru: Иное определение"),
    ("sample-1/indicators.yml", "decimals: 1", "decimals: 2"),
    ("sample-1/indicators.yml", "value: 26\n", "value: 27\n"),
    ("sample-1/indicators.yml", "ru: низкий", "ru: малый"),
    ("sample-1/actuals/2025.yml", "value: 29.6", "value: 40.7"),
    ("sample-1/actuals/2025.yml", "ru: '@ПРИМЕР(1+1)'", "ru: Другое"),
    ("sample-1/actuals/2023.yml", "provisional: true", "provisional: false"),
    ("sample-1/actuals/2023.yml", "value: -0.35", "value: -0.36"),
    ("sample-2/actuals/2025.yml", "value: 78.0", "value: 40.8"),
]
"""In which file what is replaced by what, once."""


def test_one_name_never_has_two_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is changed, workbooks, tables and the package that differ have other names."""
    seen: dict[str, bytes] = {}

    def put(self: Cache, name: str, content: bytes) -> None:
        same = seen.setdefault(name, content) == content
        assert same, "one name, two contents"

    monkeypatch.setattr(Cache, "get", lambda self, name: None)
    monkeypatch.setattr(Cache, "put", put)
    monkeypatch.setattr(drawing, "draw", lambda wanted, folder: dict.fromkeys(wanted, ""))
    # What is drawn says what the pictures are; painting them takes long.
    monkeypatch.setattr(files.pictures, "both", lambda drawn: repr(drawn).encode())
    sample.tree(tmp_path, cities=2, indicators=1)
    opendata_sample.of_every_kind(tmp_path)
    publish(tmp_path)
    for name, was, becomes in CHANGES:
        path, before = tmp_path / "strategies" / name, len(seen)
        text = path.read_text("utf-8")
        assert was in text, was
        path.write_text(text.replace(was, becomes, 1), "utf-8")
        publish(tmp_path)
        assert len(seen) > before
    publish_elsewhere_and_later(tmp_path)
    for folder in (tmp_path / "strategies").glob("sample-*"):
        shutil.rmtree(folder)
    publish(tmp_path)
    publish_elsewhere_and_later(tmp_path)


def publish_elsewhere_and_later(root: Path) -> None:
    publish(root, base="https://example.org/")
    publish(root, day=opendata_sample.TODAY + timedelta(days=1))


def publish(root: Path, base: str = "", day: date = opendata_sample.TODAY) -> None:
    """Makes all files of the open data."""
    assert dict(files.open_data(make(root, load(root)[0], day), base, root / "kept", Binder()).files())


@pytest.mark.parametrize("content", [b"", b"x", b"0" * 64 + b"\nx", b"\xff\xfe"])
def test_what_does_not_fit_its_digest_is_no_entry(kept: Cache, content: bytes) -> None:
    name = kept.name("a")
    kept.put(name, b"whole")
    (kept.folder / name).write_bytes(content)
    assert kept.get(name) is None
    kept.put(name, b"whole")
    (kept.folder / name).write_bytes((kept.folder / name).read_bytes()[:-1])
    assert kept.get(name) is None
    kept.put(kept.name("b"), b"swapped")
    shutil.copy(kept.folder / kept.name("b"), kept.folder / name)
    assert kept.get(name) is None


def test_a_folder_in_the_place_of_an_entry(kept: Cache, caplog: pytest.LogCaptureFixture) -> None:
    name = kept.name("a")
    (kept.folder / name).mkdir(parents=True)
    assert kept.text(name, lambda: "made") == "made"
    assert kept.text(name, lambda: "again") == "again"
    assert len(caplog.records) == 1
    assert [path.name for path in kept.folder.iterdir()] == [name]


def test_a_file_in_the_place_of_the_folder(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "kept").write_text("x", "utf-8")
    kept = Cache(tmp_path / "kept", "program")
    assert kept.text(kept.name("a"), lambda: "made") == "made"
    kept.sweep()
    assert len(caplog.records) == 1


def test_only_what_is_old_is_swept_out(kept: Cache) -> None:
    for name in ("old", "new"):
        kept.put(name, b"x")
    then = time.time() - 40 * cache.DAY
    os.utime(kept.folder / "old", (then, then))
    kept.sweep()
    assert [path.name for path in kept.folder.iterdir()] == ["new"]
    os.utime(kept.folder / "new", (then, then))
    assert kept.get("new") == b"x"
    kept.sweep()
    assert kept.get("new") == b"x", "what was used is young again"


def test_many_at_once(kept: Cache) -> None:
    """Readers see whole entries only, whoever writes."""
    seen: set[bytes | None] = set()
    contents = [bytes([65 + place]) * 200_000 for place in range(4)]

    def work(content: bytes) -> None:
        for _ in range(30):
            kept.put("a", content)
            seen.add(kept.get("a"))
            kept.sweep()

    threads = [threading.Thread(target=work, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen <= set(contents)
    assert [path.name for path in kept.folder.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("inner", "sound"),
    [
        ('<g transform="translate(1,2)"><path d="M0,0" fill="var(--actual)"/></g>', True),
        ("<script>alert(1)</script>", False),
        ('<path d="M0,0" onload="alert(1)"/>', False),
        ('<a href="javascript:x"><text>x</text></a>', False),
        ('<image href="https://example.org/p.png"/>', False),
        ('<path style="fill:url(https://example.org)"/>', False),
        ("<g>", False),
    ],
)
def test_a_drawing_is_harmless(inner: str, sound: bool) -> None:
    assert harmless(SVG.format(inner).encode()) is sound


def forge(path: Path, content: bytes) -> None:
    """An entry that fits its digest, as somebody who knows the program would make it."""
    path.write_bytes(cache._digest(path.name, content) + b"\n" + content)


def test_a_site_from_a_damaged_cache_is_the_site(tmp_path: Path) -> None:
    """Every entry truncated, emptied, swapped or forged: the pages and the data are the same."""
    root = tmp_path / "project"
    sample.project(root, cities=1)
    assert build(root).returncode == 0
    entries = sorted(path for path in (root / ".cache").rglob("*") if path.is_file())
    assert not {path.suffix for path in entries} & {".cache", ".pickle", ".pyc"}, "nothing to be executed"
    first = site(root)
    live = SVG.format("<script>alert(1)</script>").encode()
    for place, path in enumerate(entries):
        whole = path.read_bytes()
        if path.parent.name == "charts":
            forge(path, live) if b"<svg" in whole else path.write_bytes(b"{}")
        elif place % 3 == 0:
            path.write_bytes(whole[: len(whole) // 2])
        elif place % 3 == 1:
            path.write_bytes(b"")
        else:
            path.write_bytes(entries[place - 1].read_bytes())
    built = build(root)
    assert built.returncode == 0, built.stderr
    assert site(root) == first


def site(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root / "site").as_posix(): path.read_bytes()
        for path in sorted((root / "site").rglob("*"))
        if path.is_file() and path.name != "sitemap.xml.gz"
    }


def test_the_binder_makes_what_is_damaged_and_nothing_twice(kept: Cache) -> None:
    made = []

    def make(content: str) -> bytes:
        made.append(content)
        return content.encode()

    for content in ("one", "two"):
        bound = Binder()
        bound.want("path", kept, kept.name("file"), lambda content=content: Task(make, content, 1))  # type: ignore[misc]
        bound.begin()
        assert bound.content("path") == bound.content("path") == b"one"
    (kept.folder / kept.name("file")).write_bytes(b"damaged")
    bound = Binder()
    bound.want("path", kept, kept.name("file"), lambda: Task(make, "three", binder.FEW))
    bound.begin()
    assert bound.content("path") == bound.content("path") == b"three"
    assert made == ["one", "three"]
