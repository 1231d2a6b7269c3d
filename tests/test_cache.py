"""What is kept between builds: never believed, never needed, never in another build's way."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
import sample
from citystrategy import cache
from citystrategy.cache import Cache, maker
from citystrategy.charts.drawing import harmless
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
