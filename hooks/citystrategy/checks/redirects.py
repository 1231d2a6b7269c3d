"""What was renamed: its old address is free, and the new one is there.

Owns which addresses the site has, as `_redirects.yml` names them. Must not know how a page is made.
"""

from collections.abc import Iterator, Mapping

from citystrategy.addresses import BOTH
from citystrategy.checks.links import pages_of
from citystrategy.checks.repeated import repeated
from citystrategy.markdown.links import published
from citystrategy.model import Redirect
from citystrategy.model.tree import CityFolder, Tree
from citystrategy.problems.problem import Problem, nearest
from citystrategy.words.words import LANGUAGES

PATH = "strategies/_redirects.yml"
NO_PAGES = frozenset({*LANGUAGES, "api", "assets", "images"})
"""First folders that no address has: pages are named without their language."""

Sections = Mapping[str, frozenset[str]]
"""Address of a page → the anchors of its sections, as far as a text gives them."""


def redirects(tree: Tree) -> Iterator[Problem]:
    """Each redirect can be reached, and leads to what is there."""
    if not tree.cities:
        return  # the register could not be read, which is told
    pages = addresses(tree)
    moved = {redirect.old: redirect.new for redirect in tree.redirects}
    yield from repeated(
        PATH, "redirect-repeated", ((redirect.old, redirect.line) for redirect in tree.redirects)
    )
    for redirect in tree.redirects:
        problem = _unreached(redirect, pages) or _lost(redirect, pages, moved, tree)
        if problem:
            yield problem


def addresses(tree: Tree) -> dict[str, frozenset[str]]:
    """Every page of the site, without its language, with the anchors that it has in any."""
    pages: dict[str, frozenset[str]] = {}
    for language in LANGUAGES:
        for page, anchors in pages_of(tree, language):
            address = published(page)
            pages[address] = pages.get(address, frozenset()) | ((anchors or frozenset()) - {""})
    return pages | dict.fromkeys(_made(tree), frozenset())


def _made(tree: Tree) -> Iterator[str]:
    """The pages that no text names."""
    yield from (f"compare/{recommended.id}/" for recommended in tree.recommended)
    for folder in tree.strategies:
        yield from (f"{folder.city.slug}/{chapter.id}/{BOTH}/" for chapter in folder.chapters)
        yield from _of_editions(folder)


def _of_editions(folder: CityFolder) -> Iterator[str]:
    home = f"{folder.city.slug}/editions/"
    numbers = [sealed.number for sealed in folder.sealed]
    yield from [home] * bool(numbers)
    for number in numbers:
        yield f"{home}{number}/"
        yield from [f"{home}{number - 1}-{number}/"] * (number > 1)


def _unreached(redirect: Redirect, pages: Sections) -> Problem | None:
    """Why nobody would be led on from the old address."""
    line, (page, _, anchor) = redirect.line_of("old"), redirect.old.partition("#")
    folder = page.split("/")[0]
    if folder in NO_PAGES:
        return Problem.at(PATH, line, "redirect-place", old=redirect.old, folder=folder)
    if _there(redirect.old, pages):
        return Problem.at(PATH, line, "redirect-live", old=redirect.old)
    if anchor and (page != redirect.new.partition("#")[0] or page == redirect.new):
        return Problem.at(PATH, line, "redirect-section", old=redirect.old, new=redirect.new)
    return None


def _lost(redirect: Redirect, pages: Sections, moved: Mapping[str, str], tree: Tree) -> Problem | None:
    """Why the new address leads nowhere."""
    line, (page, _, anchor) = redirect.line_of("new"), redirect.new.partition("#")
    if redirect.new in moved:
        near = _last(redirect.new, moved)
        return Problem.at(PATH, line, "redirect-chain", new=redirect.new, nearest=near)
    if _there(redirect.new, pages) or (page not in pages and _unread(page, tree)):
        return None
    near = nearest(redirect.new, _alike(page, anchor, pages))
    return Problem.at(PATH, line, "redirect-target", new=redirect.new, nearest=near)


def _there(address: str, pages: Sections) -> bool:
    page, _, anchor = address.partition("#")
    return page in pages and anchor in {"", *pages[page]}


def _last(address: str, moved: Mapping[str, str]) -> str:
    """The end of a chain; nothing where it has none."""
    passed = set[str]()
    while address in moved and address not in passed:
        passed.add(address)
        address = moved[address]
    return "" if address in passed else address


def _alike(page: str, anchor: str, pages: Sections) -> Iterator[str]:
    """The addresses that may be meant: sections of the page where it is there, else pages and sections."""
    for address in [page] if page in pages else pages:
        yield address
        if anchor:
            yield from (f"{address}#{section}" for section in pages[address])


def _unread(page: str, tree: Tree) -> bool:
    """Whether a page is only missing because a file of its city could not be read, which is told."""
    slug = page.split("/")[0]
    folder = next((folder for folder in tree.strategies if folder.city.slug == slug), None)
    return folder is not None and bool(
        folder.strategy is None or folder.broken_indicators != frozenset() or folder.broken_chapters
    )
