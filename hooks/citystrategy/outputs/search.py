"""The index of the search page: for each language what can be found, in files that a query takes few of.

Owns the form of the files under `search/`. Word forms stand with their places in shards by their first
letters, sentences in small files; endings are taken off in the browser (`assets/javascripts/stems.js`).
Must not know what can be found (`facts/findable`), nor MkDocs.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from citystrategy.facts.findable import KINDS, Findable, findable
from citystrategy.site import Site
from citystrategy.words.queries import LOOKALIKE, SHORT, SILENT, folded
from citystrategy.words.words import LANGUAGES, Words, words_in

WORD = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+")
"""A number as it is written, its thousands apart or not, or a word; a hyphen parts two words."""
TITLE, ABOVE, TEXT = 0, 32, 64
"""Where the words of a title, of what it is a part of, and of the text begin in the places of a document."""
SEPARATOR = " – "
"""Stands between what a document is a part of, the nearest first."""
TOGETHER = 4
"""Documents in one file."""
LARGEST = 12_000
"""Signs of a shard above which it is divided by the next letter."""
LETTERS = 3
"""Most letters by which shards are told apart: stems of words have as many at least."""
NEAR, REACH = 3, 7
"""The letter by which words are found that begin with a wrong one, and how much of such a word is kept."""

Postings = Mapping[str, list[tuple[int, list[int]]]]
"""Documents with the places in them, by word form."""


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the index of all languages: its path in the site and its content."""
    for code in LANGUAGES:
        words = words_in(code)
        for name, content in index(site, findable(site, words), words):
            yield f"search/{code}/{name}.json", content


def index(site: Site, places: list[Findable], words: Words) -> Iterator[tuple[str, bytes]]:
    """The files of one language, without their endings."""
    code = words.language
    postings = posted(places, words)
    shards = dict(divided(postings, code))
    for prefix, forms in shards.items():
        yield f"w-{safe(prefix)}", _json({form: _written(postings[form]) for form in forms})
    beginning = near(postings, code)
    for letter, beginnings in beginning.items():
        yield f"n-{safe(letter)}", _json(" ".join(beginnings))
    for number in range(0, len(places), TOGETHER):
        yield (
            f"d-{number // TOGETHER}",
            _json([_document(place) for place in places[number : number + TOGETHER]]),
        )
    yield "index", _json({"near": "".join(beginning), **_contents(site, places, list(shards), words)})


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in small letters; a number has its thousands together."""
    return [re.sub(r"[ \u00a0\u202f]", "", word) for word in WORD.findall(text.lower().replace("\u0301", ""))]


def posted(places: Iterable[Findable], words: Words) -> Postings:
    """Where each word form stands; words that say nothing alone are left out, their places stay empty."""
    silent = set(SILENT[words.language].split())
    postings: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for number, place in enumerate(places):
        found: dict[str, list[int]] = defaultdict(list)
        for start, end, text in (
            (TITLE, ABOVE, place.title),
            (ABOVE, TEXT, SEPARATOR.join(place.above)),
            (TEXT, None, " ".join(place.sentences)),
        ):
            for position, word in enumerate(tokens(text), start):
                if word not in silent and (end is None or position < end):
                    found[word].append(position)
        for word, positions in found.items():
            postings[word].append((number, positions))
    return dict(sorted(postings.items()))


def divided(postings: Postings, code: str) -> Iterator[tuple[str, list[str]]]:
    """The shards: what the folded forms in each begin with, and the forms."""
    weighed = [
        (folded(form, code), form, 4 * sum(2 + len(positions) for _, positions in posted_at))
        for form, posted_at in postings.items()
    ]
    yield from _divided("", sorted(weighed))


def _divided(prefix: str, weighed: list[tuple[str, str, int]]) -> Iterator[tuple[str, list[str]]]:
    size = sum(len(form) + weight for _, form, weight in weighed)
    if prefix and (size <= LARGEST or len(prefix) == LETTERS):
        yield prefix, [form for _, form, _ in weighed]
        return
    length = len(prefix)
    for letters, group in groupby(weighed, lambda entry: entry[0][: length + 1]):
        if letters == prefix:
            yield prefix, [form for _, form, _ in group]
        else:
            yield from _divided(letters, list(group))


def near(postings: Postings, code: str) -> dict[str, list[str]]:
    """How words begin, by a letter in their middle: one of the letters before it may be a wrong one."""
    beginnings: dict[str, set[str]] = defaultdict(set)
    for form in postings:
        word = folded(form, code)
        if len(word) > NEAR + 1 and word.isalpha():
            beginnings[word[NEAR]].add(word[:REACH])
    return {letter: sorted(words) for letter, words in sorted(beginnings.items())}


def safe(letters: str) -> str:
    """Letters in the name of a file."""
    return "".join(f"{ord(letter):x}" if not letter.isascii() else f"-{letter}" for letter in letters)


def _written(posted_at: list[tuple[int, list[int]]]) -> list[int]:
    """Documents and places as differences: how far on is the document, how many places, how far on each."""
    numbers: list[int] = []
    before = 0
    for document, positions in posted_at:
        numbers += [document - before, len(positions)]
        numbers += [after - first for first, after in zip([0, *positions], positions, strict=False)]
        before = document
    return numbers


def _document(place: Findable) -> list[object]:
    return [place.address, place.title, SEPARATOR.join(place.above), *place.sentences]


def _contents(site: Site, places: list[Findable], shards: list[str], words: Words) -> dict[str, object]:
    """What a query needs to know before it asks for words: shards, cities, and which documents are whose."""
    code = words.language
    groups = [
        [place_city, kind, len(list(group))]
        for (place_city, kind), group in groupby(places, lambda place: (place.city, place.kind))
    ]
    cities = [
        {
            "slug": city.slug,
            "name": city.name[code],
            "names": sorted({city.name[language] for language in LANGUAGES} | {city.name.en}),
            "mark": _mark(site, city.slug, words),
        }
        for city in site.tree.cities
    ]
    return {
        "letters": LOOKALIKE[code],
        "silent": SILENT[code].split(),
        "short": {short: long.split() for short, long in SHORT[code].items()},
        "shards": " ".join(shards),
        "groups": groups,
        "cities": cities,
        "kinds": {kind: words(f"search.kinds.{kind}") for kind in KINDS},
    }


def _mark(site: Site, slug: str, words: Words) -> str:
    """The mark of a city's strategy that nobody approved."""
    standing = site.standings.get(slug)
    status = standing.folder.unapproved if standing else None
    return words(f"unapproved.{status}.mark") if status else ""


def _json(content: object) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, separators=(',', ':'))}\n".encode()
