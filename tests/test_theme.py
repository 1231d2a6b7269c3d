"""The styles: both ways into the dark scheme are the same."""

import re
from pathlib import Path

STYLES = Path(__file__).parent.parent / "overrides/assets/stylesheets/site.css"


def test_both_ways_into_the_dark_scheme_are_the_same() -> None:
    """CSS cannot say "the system is dark or the reader chose dark" once, so it stands there twice."""
    styles = re.sub(r"\s+", " ", STYLES.read_text("utf-8"))
    system = re.search(r':root:not\(\[data-scheme="light"\], [^{]*\{(.*?)\}', styles)
    choice = re.search(r':root:is\(\[data-scheme="dark"\], [^{]*\{(.*?)\}', styles)
    assert system and choice
    assert system[1] == choice[1]
