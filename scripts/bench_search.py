"""Asks the search page's own script what tests/searches.yml asks: how much is found, and what it weighs.

    .venv/bin/python scripts/bench_search.py [--part tuned|held|last] [--missing] [--cities 20]

Recall is the share of the places that should be found which are among the first ten results, on average over
the queries of a class. A query's weight is what a browser loads for it, each file compressed by gzip −9: the
three scripts, the index, the words, and the sentences of the first five results. With `--cities` the texts of
the demonstrations stand under that many names, and only time, size and weight are told. Needs a Chromium
(`CHROMIUM`, as the tests) and the demonstrations.
"""

import argparse
import functools
import gzip
import http.server
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

import yaml  # noqa: E402
from citystrategy.cache import Cache  # noqa: E402
from citystrategy.facts.comparison import comparisons  # noqa: E402
from citystrategy.method.comparability import Comparison  # noqa: E402
from citystrategy.method.standing import Standing, standing_on  # noqa: E402
from citystrategy.model import Source  # noqa: E402
from citystrategy.model.tree import Tree  # noqa: E402
from citystrategy.outputs import search  # noqa: E402
from citystrategy.reading.load import load  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

SCRIPTS = ROOT / "overrides/assets/javascripts"
Classes = dict[str, dict[str, dict[str, str]]]
"""What each query should find, by class and part."""
PARTS = ("tuned", "held", "last")
OF_SEARCH = ("search.js", "finder.js", "stems.js")
ASK = """
async ([language, queries]) => {
    const { Finder } = await import("/finder.js")
    const answers = []
    for (const query of queries) {
        const loaded = []
        const finder = new Finder(language, async name => {
            loaded.push(name)
            return (await fetch(`/search/${language}/${name}.json`)).json()
        })
        const { found } = await finder.find(query)
        for (const { number } of found.slice(0, 5)) await finder.document(number)
        const needed = [...loaded]
        const places = []
        for (const { number } of found.slice(0, 10)) places.push((await finder.document(number)).address)
        answers.push([places, needed])
    }
    return answers
}
"""


@dataclass(frozen=True)
class Indexed:
    """What is asked of a site for its index (`citystrategy.facts.findable.Searched`)."""

    tree: Tree
    today: date
    standings: dict[str, Standing]
    comparisons: dict[str, Comparison]
    sources: dict[str, Source]


def indexed(root: Path) -> Indexed:
    """The strategies under a root on a fixed day."""
    tree, day = load(root)[0], date(2026, 11, 22)
    standings = {folder.city.slug: standing_on(folder, day) for folder in tree.strategies}
    sources = {source.id: source for source in tree.sources}
    return Indexed(tree, day, standings, comparisons(tree, standings.values()), sources)


def under_names(root: Path, cities: int) -> None:
    """The demonstrations under the names of so many cities of the register."""
    shutil.copytree(ROOT / "strategies", root / "strategies")
    shutil.copytree(ROOT / "docs", root / "docs")
    register = yaml.safe_load((root / "strategies/_cities.yml").read_text("utf-8"))["cities"]
    written = sorted(path.parent for path in (root / "strategies").glob("*/strategy.yml"))
    for number, city in enumerate(register[:cities]):
        if root / "strategies" / city["slug"] not in written:
            shutil.copytree(written[number % len(written)], root / "strategies" / city["slug"])


def write(folder: Path, site: Indexed) -> tuple[float, dict[str, int]]:
    """Writes index and scripts into a folder: seconds of processor time, and the size of each file."""
    began = time.process_time()
    files = dict(search.files(site, Cache(folder / ".cache", "bench")))
    seconds = time.process_time() - began
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    for name in OF_SEARCH:
        shutil.copy(SCRIPTS / name, folder / name)
    (folder / "index.html").write_text("<!doctype html><title>Search</title>", "utf-8")
    return seconds, {name: len(content) for name, content in files.items()}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


Answers = dict[str, tuple[list[str], list[str]]]
"""Addresses of the places found and names of the files loaded, by query."""


def asked(page: Page, address: str, classes: Classes, parts: Iterable[str]) -> dict[str, Answers]:
    """What the page's scripts find for the queries of each language; the folder is served at the address."""
    queries: dict[str, list[str]] = {"kk": [], "ru": []}
    for name, halves in classes.items():
        queries[language(name)] += [query for part in parts for query in halves[part]]
    page.goto(address)
    return {
        code: dict(zip(of_language, page.evaluate(ASK, [code, of_language]), strict=True))
        for code, of_language in queries.items()
    }


def weight(folder: Path, code: str, names: list[str]) -> int:
    """What the files of a query weigh compressed, the scripts with them."""
    files = [folder / f"search/{code}/{name}.json" for name in names]
    return sum(_compressed(file) for file in (*files, *(folder / name for name in OF_SEARCH)))


@functools.cache
def _compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def expected(written: str, addresses: list[str]) -> list[str]:
    """The addresses that stand behind those of a query, a star for any part of a name."""
    patterns = [re.compile(re.escape(one).replace(r"\*", "[^/#]*")) for one in written.split()]
    found = [address for address in addresses if any(pattern.fullmatch(address) for pattern in patterns)]
    return list(dict.fromkeys(found))


def language(name: str) -> str:
    """The language in which the queries of a class are asked."""
    return "ru" if name in ("ru", "typo-ru") else "kk"


def missed(folder: Path, code: str, queries: dict[str, str], found: Answers) -> dict[str, tuple[float, str]]:
    """The share of the places that each query should find and does not, and which these are."""
    files = sorted((folder / f"search/{code}").glob("d-*.json"))
    addresses = [place[0] for file in files for place in json.loads(file.read_text("utf-8"))]
    lost: dict[str, tuple[float, str]] = {}
    for query, written in queries.items():
        wanted = expected(written, addresses)
        assert wanted, f"{query}: there is no {written}"
        absent = [address for address in wanted if address not in found[query][0]]
        lost[query] = (len(absent) / len(wanted), ", ".join(absent))
    return lost


def queries_of_all() -> Classes:
    """The queries with what each should find, by class and part."""
    classes: Classes = yaml.safe_load((ROOT / "tests/searches.yml").read_text("utf-8"))
    return classes


def main() -> None:
    """Prints recall, weights, time and size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--part", choices=PARTS, help="only these queries")
    parser.add_argument("--missing", action="store_true", help="tell what was not found, and what is heavy")
    parser.add_argument("--cities", type=int, default=0, help="demonstrations under so many names")
    given = parser.parse_args()
    classes, parts = queries_of_all(), [given.part] if given.part else list(PARTS)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "site"
        if given.cities:
            under_names(Path(made), given.cities)
        seconds, sizes = write(folder, indexed(Path(made) if given.cities else ROOT))
        print(f"index: {seconds:.1f} s, {len(sizes)} files, {sum(sizes.values()) / 2**20:.1f} MiB")
        with served(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"]
            )
            found = asked(browser.new_page(), address, classes, parts)
            browser.close()
        tell_weights(folder, found, given.missing)
        if not given.cities:
            tell_recall(folder, found, classes, parts, given.missing)


def tell_weights(folder: Path, found: dict[str, Answers], heavy: bool) -> None:
    """Prints what first queries weigh."""
    weights = {
        query: weight(folder, code, needed)
        for code, answers in found.items()
        for query, (_, needed) in answers.items()
    }
    heaviest = sorted(weights, key=lambda query: -weights[query])
    median = statistics.median(weights.values())
    print(f"first query: median {median:,.0f} bytes, at most {weights[heaviest[0]]:,} ({heaviest[0]})")
    for query in heaviest[: 10 * heavy]:
        print(f"  {weights[query]:,}: {query}")


def tell_recall(
    folder: Path, found: dict[str, Answers], classes: Classes, parts: Iterable[str], missing: bool
) -> None:
    """Prints the recall of each class."""
    for name, halves in classes.items():
        code = language(name)
        for part in parts:
            lost = missed(folder, code, halves[part], found[code])
            for query, (share, absent) in lost.items():
                if missing and share:
                    print(f"  {query}: {absent}")
            recall = 1 - statistics.mean(share for share, _ in lost.values())
            print(f"{name}, {part}: {recall:.3f} of {len(lost)} queries")


if __name__ == "__main__":
    main()
