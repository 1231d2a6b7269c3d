"""One word for one thing: no forbidden variant of a term stands in any text (`terms.yml`)."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import corpus
import pytest
import yaml
from conftest import DEMONSTRATED

TERMS = yaml.load((Path(__file__).parent / "terms.yml").read_text("utf-8"), yaml.CSafeLoader)
KINDS = {"interface": corpus.interface, "documents": corpus.documents, "data": corpus.data}
FORBIDDEN = [
    pytest.param(term, language, id=f"{term['concept']}-{language}")
    for term in TERMS
    for language in term["forbidden"]
]


@cache
def texts(kind: str, language: str) -> tuple[corpus.Text, ...]:
    return tuple(KINDS[kind](language))


def pattern(phrases: list[str]) -> re.Pattern[str]:
    """Phrases as one expression: whole words, whatever space between them, any ending for a star."""
    each = (r"\s+".join(map(re.escape, phrase.split())).replace(r"\*", r"[\w-]*") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(each)})(?![\w-])", re.I)


def variants(term: dict[str, Any], language: str, text: str) -> list[str]:
    """The forbidden variants of a term in a text."""
    right = term.get("except", {}).get(language, [])
    left = pattern(right).sub(" ", text) if right else text
    return pattern(term["forbidden"][language]).findall(left)


def test_a_term_says_what_it_rests_on() -> None:
    for term in TERMS:
        assert set(term) <= {"concept", "kk", "ru", "ground", "forbidden", "except", "only"}, term["concept"]
        assert all(term[key] for key in ("concept", "kk", "ru", "ground", "forbidden")), term["concept"]
        for language, forbidden in term["forbidden"].items():
            assert not pattern(forbidden).fullmatch(term[language]), term["concept"]
    assert len({term["concept"] for term in TERMS}) == len(TERMS)


def test_variants_are_found_in_every_form() -> None:
    term = {
        "forbidden": {"ru": ["расчетн* пут*"], "kk": ["көрсетілім*"]},
        "except": {"kk": ["көрсетілім нұсқа*"]},
    }
    assert variants(term, "ru", "вдоль Расчетного\u00a0пути") == ["Расчетного\u00a0пути"]
    assert variants(term, "ru", "нерасчетный путь") == []
    assert variants(term, "kk", "көрсетілім нұсқасы мен көрсетілімдер") == ["көрсетілімдер"]


@pytest.mark.parametrize(("term", "language"), FORBIDDEN)
def test_no_forbidden_variant_stands_in_a_text(term: dict[str, Any], language: str) -> None:
    found = [
        f"{text.place}: «{variant}», not «{term[language]}»"
        for kind in term.get("only", KINDS)
        for text in texts(kind, language)
        for variant in variants(term, language, text.words)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_texts_are_read(language: str) -> None:
    """Enough of each kind that none is left out by a moved folder."""
    counted = {kind: len(texts(kind, language)) for kind in KINDS}
    assert counted["interface"] > 900
    assert counted["documents"] > (1500 if DEMONSTRATED else 400)
    assert counted["data"] > (500 if DEMONSTRATED else 300)
