"""The styles: both ways into the dark scheme are the same, and none is for what no page has."""

import re

from conftest import ROOT

STYLES = ROOT / "overrides/assets/stylesheets/site.css"


def test_both_ways_into_the_dark_scheme_are_the_same() -> None:
    """CSS cannot say "the system is dark or the reader chose dark" once, so it stands there twice."""
    styles = re.sub(r"\s+", " ", STYLES.read_text("utf-8"))
    system = re.search(r':root:not\(\[data-scheme="light"\], [^{]*\{(.*?)\}', styles)
    choice = re.search(r':root:is\(\[data-scheme="dark"\], [^{]*\{(.*?)\}', styles)
    assert system and choice
    assert system[1] == choice[1]


def test_no_style_is_for_what_no_page_has() -> None:
    """A class is written by a template or a script, or is a value of the program's; or its first part is."""
    folder = ROOT / "overrides"
    scripts = "".join(path.read_text("utf-8") for path in folder.rglob("*.js"))
    templates = "".join(path.read_text("utf-8") for path in folder.rglob("*.html"))
    templates += "".join(path.read_text("utf-8") for path in (ROOT / "hooks").rglob("drawings/*.html"))
    program = "".join(path.read_text("utf-8") for path in (ROOT / "hooks").rglob("*.py"))
    written = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^>]*)', templates))))
    written |= {*re.findall(r"[\w-]+", scripts), *re.findall(r'"([\w-]+)"', program)}
    selectors = re.sub(r"\{[^{}]*\}|/\*.*?\*/", " ", STYLES.read_text("utf-8"), flags=re.DOTALL)
    for name in set(re.findall(r"\.([a-z][\w-]*)", selectors)):
        first = re.match(r".*?(?:--|__)|", name)
        assert name in written or (first and first[0] in written), name
