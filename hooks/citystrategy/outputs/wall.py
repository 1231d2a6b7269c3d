"""The last look at a page before it is published: elements, attributes and addresses that a page may hold.

Owns that list, and the policy that browsers are told. A second wall: templates escape and texts are
checked before; whatever slips through both stops the build here. Must not know who made a page.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from citystrategy.markdown.links import outside
from citystrategy.words.words import LANGUAGES

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""What a page may load and run: files of its own site, and pictures within its styles."""
EMBEDS = "".join(
    f"""/{folder}:city/indicators/:indicator/embed/
  ! Content-Security-Policy
  Content-Security-Policy: {POLICY}; frame-ancestors *
"""
    for folder in ("", *(f"{code}/" for code in LANGUAGES[1:]))
)
"""The pages that other sites may show in a frame: in the place of the policy of all others, not beside it."""
HEADERS = f"""/*
  Content-Security-Policy: {POLICY}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
/assets/fonts/*
  Cache-Control: public, max-age=2592000
/api/*
  Access-Control-Allow-Origin: *
{EMBEDS}"""
"""The same for the servers that read a file `_headers`; `deploy/nginx/` says it to nginx. Fonts stay as they
are, pages and their styles belong together and are asked for anew; all may read open data."""

LED_ON = re.compile(r"0; url=(?:\.\./|[a-z0-9-]+/)+(?:#[a-z0-9-]+)?")
"""How a page that was renamed leads on: at once, to a page of the same site."""
PICTURE = re.compile(r"(?:\.\./)*images/[a-z0-9-]+\.[a-z]{2}\.png")
"""The address of a picture of a guide."""
SEARCH = re.compile(r"(?:[./]|[a-z0-9-]+/)*search/|\./")
"""Where a form may send its reader: to the search page, by the address alone."""
TAG = re.compile(r"<[a-zA-Z/!?][^>]*>?")
EVERYWHERE = {"class", "dir", "hidden", "id", "lang", "role", "tabindex", "title"}
ADDRESSES = {"action", "href", "src"}
TEXT = """
    abbr address article aside b blockquote body br caption code col colgroup dd del details div dl dt em
    fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 head header hr html i ins kbd legend li main mark nav
    ol p pre section small span strong sub summary sup table tbody tfoot thead title tr ul
"""
ELEMENTS = {name: set[str]() for name in TEXT.split()} | {
    "a": {"href", "hreflang", "download", "rel", "target", "type"},
    "circle": {"cx", "cy", "r"},
    "button": set(),
    "details": {"open"},
    "form": {"action"},
    "g": {"transform"},
    "img": {"alt", "height", "loading", "src", "width"},
    "input": {"autocomplete", "checked", "maxlength", "name", "spellcheck", "type", "value"},
    "label": {"for"},
    "li": {"value"},
    "line": {"x1", "x2", "y1", "y2", "transform"},
    "link": {"as", "crossorigin", "href", "hreflang", "rel", "type"},
    "meta": {"charset", "content", "name", "property", "http-equiv"},
    "ol": {"start"},
    "option": {"value"},
    "path": {"d", "transform"},
    "rect": {"x", "y", "width", "height"},
    "script": {"src", "defer", "type"},
    "select": {"name"},
    "svg": {"viewbox", "xmlns", "width", "height", "x", "y", "preserveaspectratio"},
    "td": {"colspan", "rowspan"},
    "text": {"transform", "x", "y", "dx", "dy"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "tspan": set(),
}
DRAWN = {"fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor"}
"""Paint, which may stand on any element of a drawing."""
DRAWING = {"circle", "svg", "g", "path", "line", "rect", "text", "tspan"}


class Wall:
    """Looks at pages; each distinct tag once."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def forbidden(self, page: str) -> list[str]:
        """The tags of a page that may not be published, each once, as they stand in it."""
        unknown = set(TAG.findall(page)) - self.known
        forbidden = sorted(tag for tag in unknown if not allowed(tag))
        self.known |= unknown.difference(forbidden)
        return forbidden


def allowed(tag: str) -> bool:
    """Whether one tag may stand in a page."""
    if tag.startswith(("</", "<!doctype html>", "<!DOCTYPE html>")):
        return re.fullmatch(r"</[a-zA-Z][a-zA-Z0-9]*>|<!doctype html>", tag, re.IGNORECASE) is not None
    reader = _WallReader()
    reader.feed(tag)
    reader.close()
    return reader.tags == 1 and not list(reader.faults)


class _WallReader(HTMLParser):
    """Reads one tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tags = 0
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += 1
        self.faults += _faults(tag, {name: value or "" for name, value in attrs})


def _faults(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag not in ELEMENTS:
        yield tag
        return
    own = ELEMENTS[tag] | EVERYWHERE | (DRAWN if tag in DRAWING else set())
    for name, value in attributes.items():
        # A link of the head that loads nothing names the same page by its whole address.
        named = tag == "a" or attributes.get("rel") in ("canonical", "alternate", "prev", "next")
        elsewhere = named and outside(value)
        painted = tag in DRAWING and "url(" in value.replace(" ", "")
        if name not in own and not name.startswith(("aria-", "data-")):
            yield name
        elif painted or (name in ADDRESSES and not elsewhere and not inside(value)):
            yield value
    if attributes.get("target", "_blank") != "_blank":
        yield "target"
    if tag == "img" and not PICTURE.fullmatch(attributes.get("src", "")):
        yield tag
    if tag == "form" and not SEARCH.fullmatch(attributes.get("action", "")):
        yield tag
    if tag == "script" and not _harmless(attributes):
        yield tag
    if "http-equiv" in attributes and not _of_page(attributes):
        yield "http-equiv"


def inside(address: str) -> bool:
    """Whether an address has no scheme and no host: a place of the same site."""
    plain = re.sub(r"[\s\x00-\x20]+", "", address)
    return not re.match(r"[^/?#]*:|[/\\]{2}", plain)


def _of_page(attributes: dict[str, str]) -> bool:
    """The policy, or the way on from a page that was renamed; nothing else may speak for the server."""
    content = attributes.get("content", "")
    if attributes == {"http-equiv": "refresh", "content": content}:
        return LED_ON.fullmatch(content) is not None
    return attributes == {"http-equiv": "Content-Security-Policy", "content": POLICY}


def _harmless(attributes: dict[str, str]) -> bool:
    """Data for search engines, or a script that the site brings itself."""
    own = re.fullmatch(r"(?:[./]|[a-z0-9-]+/)*assets/javascripts/[a-z]+\.js", attributes.get("src", ""))
    return attributes == {"type": "application/ld+json"} or bool(own)
