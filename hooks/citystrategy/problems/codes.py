"""The catalogue of problem codes: severity, paragraph of the order, an example of wrong and right.

Owns `codes.yml`. The wording lives in `words/<language>.yml`. Must not know how a problem is found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

UNWRITTEN = ("chapter-unwritten", "indicator-unwritten", "profile-unwritten")
"""What is no fault but work that is left, told after all faults, in the order of the files."""


@dataclass(frozen=True)
class Code:
    """One kind of problem."""

    id: str
    """The code, a key of `problems` in the words."""
    severity: str
    """`error`, which stops a build, or `warning`."""
    paragraph: str
    """Paragraph of the methodology that it comes from, or an empty string."""
    wrong: str | Mapping[str, str]
    """A snippet with the fault; by language where it holds words."""
    right: str | Mapping[str, str]
    """The same snippet as it should be."""

    def examples(self, language: str) -> tuple[str, str]:
        """The wrong and the right snippet in a language, the Kazakh ones where it has none."""
        return _spoken(self.wrong, language), _spoken(self.right, language)


def _spoken(snippet: str | Mapping[str, str], language: str) -> str:
    return snippet if isinstance(snippet, str) else snippet.get(language, snippet["kk"])


@cache
def codes() -> Mapping[str, Code]:
    """Every code by its id, in the order of the catalogue."""
    path = Path(__file__).parent / "codes.yml"
    data: dict[str, dict[str, Any]] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return {identifier: _code(identifier, **entry) for identifier, entry in data.items()}


def _code(
    identifier: str,
    *,
    severity: str,
    paragraph: str | None,
    wrong: str | Mapping[str, str],
    right: str | Mapping[str, str],
) -> Code:
    return Code(identifier, severity, paragraph or "", wrong, right)
