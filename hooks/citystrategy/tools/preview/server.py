"""Hands a preview to the browser of this computer, with what the check says and a script that reloads it.

Owns what is added to a page: two links in its head and the list of problems before its text, each between
marks, so that what is left is the page as it would be published. Must not know how a page is made.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import jinja2

from citystrategy.outputs.wall import POLICY
from citystrategy.problems.problem import errors, visible
from citystrategy.tools.preview.places import PagePlace, places
from citystrategy.tools.preview.state import Preview, ShownNow, concerns
from citystrategy.words.words import LANGUAGES, tool_words

OWN = "/_preview/"
"""Addresses of the preview itself; no folder of a city begins so."""
TEMPLATES = Path(__file__).parent.parent / "templates"
FILES = ("preview.css", "preview.js")
PATIENCE = 20.0
"""Seconds for which a page that asks for news waits for an answer."""
MOST = 200
"""Problems that stand on a page."""


@dataclass(frozen=True)
class PageProblem:
    """A problem as a page tells it."""

    place: str
    """File and line."""
    severity: str
    """`error` or `warning`."""
    message: str
    address: str
    """Where on the pages it stands; empty where that is not known."""
    anchor: str
    """Id of what it stands beside on this page, or empty."""


class Server(ThreadingHTTPServer):
    """The preview of one folder. Only this computer reaches it."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    """On Windows this would let two programs have one port."""

    def __init__(self, preview: Preview, city: str | None, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.preview = preview
        self.city = city


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing: the terminal tells what the check says."""

    def do_GET(self) -> None:
        """A page, a file that it loads, or news of them."""
        address = urlsplit(self.path)
        path = unquote(address.path)
        if not self._from_here():
            self._answer(HTTPStatus.FORBIDDEN, b"", "text/plain")
        elif path == f"{OWN}state":
            since = parse_qs(address.query).get("since", ["0"])[0]
            version = self.server.preview.wait(int(since) if since.isdigit() else 0, PATIENCE)
            self._answer(HTTPStatus.OK, json.dumps({"version": version}).encode(), "application/json")
        elif path.startswith(OWN):
            self._file(TEMPLATES, path.removeprefix(OWN), path.removeprefix(OWN) in FILES)
        elif path.endswith("/"):
            self._page(path.removeprefix("/"))
        else:
            self._file(self.server.preview.maker.folder, path.removeprefix("/"), True)

    def _from_here(self) -> bool:
        """Whether the browser was asked for this computer: a page of the web cannot ask in its name."""
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        return host in ("127.0.0.1", "localhost")

    def _page(self, url: str) -> None:
        preview = self.server.preview
        page, known = preview.page(url)
        language = next((code for code in LANGUAGES[1:] if url.startswith(f"{code}/")), LANGUAGES[0])
        problems = list(told(known, preview.root, url, language, self.server.city))
        if page is None:
            missing = _template("preview-missing.html").render(**_given(known, problems, language))
            self._answer(HTTPStatus.NOT_FOUND, missing.encode(), "text/html; charset=utf-8")
            return
        text = page.decode("utf-8")
        head = _template("preview-head.html").render()
        panel = _template("preview-problems.html").render(**_given(known, problems, language))
        text = text.replace("</head>", f"{head}</head>", 1)
        text = re.sub(r"<body[^>]*>", lambda body: f"{body[0]}{panel}", text, count=1)
        self._answer(HTTPStatus.OK, text.encode(), "text/html; charset=utf-8")

    def _file(self, folder: Path, name: str, served: bool) -> None:
        """A file of a folder and of none beside it."""
        file = (folder / name).resolve()
        inside = file.is_relative_to(folder.resolve())
        if not (served and inside and file.is_file()):
            told_of = "\n".join(tool_words(code)("serve.no_file") for code in LANGUAGES)
            self._answer(HTTPStatus.NOT_FOUND, told_of.encode(), "text/plain; charset=utf-8")
            return
        kind = {".js": "text/javascript", ".woff2": "font/woff2"}.get(file.suffix) or guess_type(name)[0]
        self._answer(HTTPStatus.OK, file.read_bytes(), kind or "application/octet-stream")

    def _answer(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        try:
            self.wfile.write(content)
        except OSError:
            self.close_connection = True  # the browser has gone on


def told(known: ShownNow, root: Path, url: str, language: str, city: str | None) -> Iterator[PageProblem]:
    """What the check says, those of this page first."""
    words = tool_words(language)
    asked = [problem for problem in known.now.problems if city is None or concerns(problem, city)]
    made = [(problem, list(places(problem, known.now.tree, root, language))) for problem in asked[:MOST]]
    for problem, where in sorted(made, key=lambda pair: all(place.url != url for place in pair[1])):
        here = next((place for place in where if place.url == url), None)
        yield PageProblem(
            f"{problem.path}:{problem.line}",
            problem.severity,
            visible(problem.message(words)),
            _address(here or next(iter(where), None)),
            here.anchor if here else "",
        )


def _address(place: PagePlace | None) -> str:
    if place is None:
        return ""
    return f"/{place.url}#{place.anchor}" if place.anchor else f"/{place.url}"


def _given(known: ShownNow, problems: list[PageProblem], language: str) -> dict[str, object]:
    stopping = [problem for problem in problems if problem.severity == "error"]
    state = "stale" if known.stale else "unfit" if any(errors(known.now.problems)) else "fresh"
    return {
        "t": tool_words(language),
        "language": language,
        "version": known.version,
        "state": state,
        "problems": problems,
        "stopping": len(stopping),
        "warnings": len(problems) - len(stopping),
    }


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(name)
