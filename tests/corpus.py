"""All texts that readers get, by language: strings, documents, chapters and bilingual YAML.

Owns where such texts are and what in them is not words: code, addresses, placeholders, references to data.
Must not know what is asked of the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
STRINGS = ("", "fields.", "tools.")
FENCED = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
NOT_WORDS = (
    re.compile(r"\A---\n.*?\n---\n", re.S),  # settings of a page
    re.compile(r"<!--.*?-->", re.S),
    re.compile(r"`[^`]*`"),
    re.compile(r"\{\{.*?\}\}|\{[^{}]*\}"),
    re.compile(r"\[\^[^\]]*\]:?"),
    re.compile(r"(?<=\])\([^)]*\)"),
    re.compile(r"<?https?://[^\s>)]*>?"),
    re.compile(r"\b[\w./-]+\.(?:ya?ml|md|py|json|csv|xlsx|ics|html|css|kz|com)\b", re.I),
)


@dataclass(frozen=True)
class Text:
    """One text as its reader sees it."""

    place: str
    """The file and the line or key in it."""
    words: str


@cache
def texts(language: str) -> tuple[Text, ...]:
    """Every text of a language."""
    return (*interface(language), *documents(language), *data(language))


def interface(language: str) -> Iterator[Text]:
    """The words of the program."""
    for prefix in STRINGS:
        name = f"hooks/citystrategy/words/{prefix}{language}.yml"
        for key, text in _leaves(_yaml(ROOT / name)):
            yield Text(f"{name}: {key}", _plain(text.replace("{{", "").replace("}}", "")))


def documents(language: str) -> Iterator[Text]:
    """Documents and chapters, line by line."""
    for folder in ("docs", "strategies"):
        for path in sorted((ROOT / folder).rglob(f"*.{language}.md")):
            name = path.relative_to(ROOT).as_posix()
            text = FENCED.sub(_blank, path.read_text("utf-8"))
            for pattern in NOT_WORDS:
                text = pattern.sub(_blank, text)
            for number, line in enumerate(text.splitlines(), 1):
                if line.strip():
                    yield Text(f"{name}:{number}", line)


def data(language: str) -> Iterator[Text]:
    """What YAML says in both languages."""
    for path in sorted((ROOT / "strategies").rglob("*.yml")):
        for key, text in _leaves(_yaml(path)):
            if key.endswith(f".{language}"):
                yield Text(f"{path.relative_to(ROOT).as_posix()}: {key}", _plain(text))


def _blank(match: re.Match[str]) -> str:
    """Nothing in the place of what is not words, but as many lines."""
    return " " + "\n" * match[0].count("\n")


def _plain(text: str) -> str:
    for pattern in NOT_WORDS:
        text = pattern.sub(" ", text)
    return text


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def _leaves(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, child in children:
        yield from _leaves(child, f"{key}.{name}")
    if isinstance(data, str):
        yield key.lstrip("."), data
