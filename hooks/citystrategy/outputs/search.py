"""The index of the search page: for each language what can be found, in files that a query takes few of.

Owns the form of the files under `search/`. Word forms stand with their places in shards by their first
letters, sentences in small files; endings are taken off in the browser (`assets/javascripts/stems.js`).
Must not know what can be found (`facts/findable`), nor MkDocs.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from operator import sub

from citystrategy.cache import Cache
from citystrategy.facts.findable import KINDS, Findable, Searched, findable
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
IndexedCity = dict[str, str | list[str]]
"""Slug, name, all names, and the mark of a strategy that nobody approved."""


def files(site: Searched, kept: Cache) -> Iterator[tuple[str, bytes]]:
    """Every file of the index of all languages: its path in the site and its content."""
    for code in LANGUAGES:
        words = words_in(code)
        places, cities = findable(site, words), _cities(site, words)
        name = kept.name("search", code, repr(cities), repr(places))
        made = kept.text(name, partial(_made, places, cities, words))
        for file, content in json.loads(made).items():
            yield f"search/{code}/{file}.json", content.encode()


def _made(places: list[Findable], cities: list[IndexedCity], words: Words) -> str:
    """The files of one language as one text."""
    return json.dumps(dict(index(places, cities, words)), ensure_ascii=False)


def index(places: list[Findable], cities: list[IndexedCity], words: Words) -> Iterator[tuple[str, str]]:
    """The files of one language, without their endings."""
    code = words.language
    postings = posted(places, words)
    shards = dict(divided(postings, code))
    for prefix, forms in shards.items():
        yield f"w-{safe(prefix)}", _json({form: _written(postings[form]) for form in forms})
    beginnings = near(postings, code)
    for letter, words_near in beginnings.items():
        yield f"n-{safe(letter)}", _json(" ".join(words_near))
    for number in range(0, len(places), TOGETHER):
        together = [_document(place) for place in places[number : number + TOGETHER]]
        yield f"d-{number // TOGETHER}", _json(together)
    contents = {"cities": cities, "near": "".join(beginnings), "shards": " ".join(shards)}
    yield "index", _json({**contents, **_contents(places, words)})


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in small letters; a number has its thousands together."""
    found = WORD.findall(text.lower().replace("\u0301", ""))
    return [word if word.isalpha() else "".join(word.split()) for word in found]


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
        numbers += map(sub, positions, [0, *positions])
        before = document
    return numbers


def _document(place: Findable) -> list[object]:
    return [place.address, place.title, SEPARATOR.join(place.above), *place.sentences]


def _contents(places: list[Findable], words: Words) -> dict[str, object]:
    """What a query needs to know of its language, and which documents are whose."""
    code = words.language
    groups = [
        [city, kind, len(list(group))]
        for (city, kind), group in groupby(places, lambda place: (place.city, place.kind))
    ]
    return {
        "letters": LOOKALIKE[code],
        "silent": SILENT[code].split(),
        "short": {short: long.split() for short, long in SHORT[code].items()},
        "groups": groups,
        "kinds": {kind: words(f"search.kinds.{kind}") for kind in KINDS},
    }


def _cities(site: Searched, words: Words) -> list[IndexedCity]:
    """The cities with their names in all languages: a query may use any."""
    return [
        {
            "slug": city.slug,
            "name": city.name[words.language],
            "names": sorted({city.name[language] for language in LANGUAGES} | {city.name.en}),
            "mark": _mark(site, city.slug, words),
        }
        for city in site.tree.cities
    ]


def _mark(site: Searched, slug: str, words: Words) -> str:
    """The mark of a city's strategy that nobody approved."""
    standing = site.standings.get(slug)
    status = standing.folder.unapproved if standing else None
    return words(f"unapproved.{status}.mark") if status else ""


def _json(content: object) -> str:
    return f"{json.dumps(content, ensure_ascii=False, separators=(',', ':'))}\n"
