"""Each page and file speaks its own language: no text that a city writes in one stands in the other."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
import rendering
import yaml
from citystrategy.addresses import BOTH
from citystrategy.charts import drawing
from citystrategy.outputs import files
from citystrategy.outputs.binder import Binder
from citystrategy.reading.load import load
from citystrategy.site import Site, make
from citystrategy.words.words import LANGUAGES, words_in
from grounds import BASES
from mutants import TODAY

OTHER = {"kk": "ru", "ru": "kk"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An amended strategy with something of everything."""
    root = tmp_path_factory.mktemp("languages")
    (root / "docs").mkdir()
    for code in LANGUAGES:
        (root / f"docs/index.{code}.md").write_text("---\ntemplate: home.html\ntitle: T\n---\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "draw", lambda wanted, folder: dict.fromkeys(wanted, ""))
        BASES["amended"](root)
        yield make(root, load(root)[0], TODAY)


def pairs(data: Any) -> Iterator[dict[str, str]]:
    """All texts that are written in both languages; a decision's two addresses are none."""
    if isinstance(data, dict) and data.keys() >= set(LANGUAGES) and "://" not in data["kk"]:
        yield data
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from pairs(one)


def foreign(root: Path, code: str) -> set[str]:
    """The texts of a tree in the other language that are no part of any in this one."""
    found = [
        pair
        for path in (root / "strategies").rglob("*.yml")
        if path.parent.name != "_methodology"
        for pair in pairs(yaml.safe_load(path.read_text("utf-8")))
    ]
    own = "\n".join(str(pair[code]) for pair in found)
    return {text for pair in found if len(text := str(pair[OTHER[code]])) > 4 and text not in own}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_and_no_file_has_a_text_in_the_other_language(site: Site, code: str) -> None:
    texts = foreign(site.root, code)
    assert len(texts) > 20
    rendered = rendering.rendered(site, words_in(code))
    # A page of both languages has a name of its own for that.
    written = {page.url: html for page, html in rendered if not page.url.endswith(f"/{BOTH}/")}
    prefix = "" if code == LANGUAGES[0] else f"{code}/"
    for path, data in files.open_data(site, "", site.root / "kept", Binder()).ready.items():
        folder = path.rpartition("/")[0]
        own = path.endswith((".ics", ".xml")) and folder in (prefix.rstrip("/"), f"{prefix}sample-1")
        if own or path.endswith(f".{code}.csv"):
            written[path] = data.decode().replace("\r\n ", "")
    assert len(written) > 40
    forms = {text: (text, escape(text)) for text in texts}
    wrong = [
        (name, text)
        for name, content in written.items()
        for text in texts
        if any(form in content for form in forms[text])
    ]
    assert not wrong, json.dumps(wrong[:10], ensure_ascii=False)
