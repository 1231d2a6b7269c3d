"""The theme speaks Kazakh wholly: Material falls back to English in silence."""

import re
from pathlib import Path

import material

LANGUAGES = Path(material.__file__).parent / "templates/partials/languages"
KAZAKH = Path(__file__).parent.parent / "overrides/partials/languages/kk.html"
STYLES = KAZAKH.parents[2] / "assets/stylesheets/site.css"
SAME = {"direction", "search.config.pipeline", "search.config.separator"}
"""Keys that are no words."""


def entries(path: Path) -> dict[str, str]:
    return dict(re.findall(r'^\s*"([\w.]+)":\s*"((?:[^"\\]|\\.)*)"', path.read_text("utf-8"), re.MULTILINE))


def test_complete() -> None:
    english, kazakh = entries(LANGUAGES / "en.html"), entries(KAZAKH)
    assert kazakh.keys() == english.keys()
    assert kazakh["language"] == "kk"
    untranslated = {key for key in english if english[key] == kazakh[key]} - SAME
    assert untranslated == set()


def test_numbers_keep_their_place() -> None:
    english, kazakh = entries(LANGUAGES / "en.html"), entries(KAZAKH)
    for key, text in english.items():
        if key != "search.config.separator":
            assert ("#" in text) == ("#" in kazakh[key]), key


def test_both_ways_into_the_dark_scheme_are_the_same() -> None:
    """CSS cannot say "the system is dark or the reader chose dark" once, so it stands there twice."""
    styles = re.sub(r"\s+", " ", STYLES.read_text("utf-8"))
    system = re.search(r':root:not\(\[data-scheme="light"\]\) \{(.*?)\}', styles)
    choice = re.search(r':root\[data-scheme="dark"\] \{(.*?)\}', styles)
    assert system and choice
    assert system[1] == choice[1]
