"""The templates' surroundings: which of them escape, and what is compiled once.

Owns that this project's templates escape what they are given while others, which expect HTML, do not.
Must not know MkDocs, nor what a template is given.
"""

from pathlib import Path

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader
from jinja2.bccache import Bucket

from citystrategy.facts.remarks import in_line
from citystrategy.facts.values import cell, is_blank, written

OUTPUTS = Path(__file__).parent
"""Beside what makes them lie the templates of `drawings`, which pages and files have in common."""
DRAWINGS = frozenset(path.relative_to(OUTPUTS).as_posix() for path in OUTPUTS.glob("drawings/*.html"))
FILTERS = {"cell": cell, "in_line": in_line, "written": written}
"""What templates may do with a value or a text."""
TESTS = {"blank": is_blank}
"""What they may ask of a text."""


class Compiled(BytecodeCache):
    """Templates compiled in this process, for the next language of the same build."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled for the language before."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled now."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


def teach(env: Environment, ours: Path, given: dict[str, object]) -> None:
    """Gives templates the names they know, and makes those in our folders escape."""
    own = frozenset(path.relative_to(ours).as_posix() for path in ours.rglob("*.html"))
    env.autoescape = lambda name: name in own or name in DRAWINGS
    env.loader = ChoiceLoader([env.loader, FileSystemLoader(OUTPUTS)])  # type: ignore[list-item]
    # Cyrillic as it is: the escapes of ASCII take three times the bytes.
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    env.filters |= FILTERS
    env.tests |= TESTS
    env.globals |= given
