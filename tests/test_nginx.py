"""nginx serves a built site as `deploy/nginx` says: what it sends is read back."""

import gzip
import http.client
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import bench_server
import compress
import pytest
from conftest import demonstrated

ROOT = Path(__file__).parent.parent
pytestmark = [
    demonstrated,
    pytest.mark.skipif(not bench_server.nginx(), reason="scripts/dev.py found no nginx"),
]


@pytest.fixture(scope="module")
def served_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site below a root, and once more below a folder of that root."""
    root = tmp_path_factory.mktemp("served") / "site"
    shutil.copytree(site, root)
    shutil.copytree(site, root / "strategies")
    (root / ".env").write_text("x", "utf-8")
    compress.compress(root / "strategies")
    return root


@pytest.fixture(scope="module")
def port(served_site: Path) -> Iterator[int]:
    """The port at which nginx serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    for folder in (served_site, *served_site.parents):
        if folder.name.startswith("pytest-"):
            folder.chmod(folder.stat().st_mode | 0o055)
    with bench_server.serving(served_site, number):
        yield number


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by small names, and body of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def asked_for(site: Path, path: str) -> dict[str, str]:
    """What the site's own `_headers` asks a server to send with a path."""
    headers: dict[str, str] = {}
    pattern = ""
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            pattern = line
        elif re.fullmatch(re.sub(r":[a-z]+", "[^/]+", re.escape(pattern).replace(r"\*", ".*")), path):
            name, value = line.strip().removeprefix("! ").partition(": ")[::2]
            headers[name.lower()] = value
    return headers


PATHS = {
    "/": "text/html; charset=utf-8",
    "/ru/": "text/html; charset=utf-8",
    "/astana/monitoring/": "text/html; charset=utf-8",
    "/astana/indicators/life-expectancy/": "text/html; charset=utf-8",
    "/astana/indicators/life-expectancy/embed/": "text/html; charset=utf-8",
    "/ru/astana/indicators/life-expectancy/embed/": "text/html; charset=utf-8",
    "/api/v1/cities/astana/indicators/life-expectancy.kk.svg": "image/svg+xml",
    "/assets/stylesheets/site.css": "text/css; charset=utf-8",
    "/assets/javascripts/site.js": "text/javascript; charset=utf-8",
    "/assets/fonts/sans-400.woff2": "font/woff2",
    "/assets/images/icon.svg": "image/svg+xml",
    "/api/v1/index.json": "application/json; charset=utf-8",
    "/api/v1/all.kk.csv": "text/csv; charset=utf-8",
    "/api/v1/all.zip": "application/zip",
    "/api/v1/catalogue.ttl": "text/turtle; charset=utf-8",
    "/api/v1/catalogue.jsonld": "application/ld+json; charset=utf-8",
    "/feed.xml": "application/atom+xml; charset=utf-8",
    "/sitemap.xml": "text/xml; charset=utf-8",
    "/astana/text.kk.akn.xml": "application/akn+xml; charset=utf-8",
    "/calendar.ics": "text/calendar; charset=utf-8",
}


@pytest.mark.parametrize("path", PATHS)
def test_the_headers_are_those_that_the_site_publishes(port: int, site: Path, path: str) -> None:
    status, headers, _ = ask(port, path)
    assert status == 200 and headers["content-type"] == PATHS[path]
    wanted = asked_for(site, path)
    assert wanted and {name: headers.get(name) for name in wanted} == wanted
    assert headers["server"] == "nginx", "without its version"
    if "cache-control" not in wanted:
        assert headers["cache-control"] == "no-cache"
    if "access-control-allow-origin" not in wanted:
        assert "access-control-allow-origin" not in headers


def test_only_embedded_charts_may_be_framed(port: int, site: Path) -> None:
    framed = {
        path: ask(port, path)[1]["content-security-policy"].rpartition("frame-ancestors ")[2]
        for path in (*PATHS, "/strategies/astana/indicators/life-expectancy/embed/", "/nowhere/embed/")
    }
    assert {path for path, by in framed.items() if by == "*"} == {
        path for path in framed if path.endswith("life-expectancy/embed/")
    }
    assert {*framed.values()} == {"*", "'none'"}


def test_a_workbook_has_its_type(port: int, site: Path) -> None:
    path = next((site / "api").rglob("*.xlsx")).relative_to(site).as_posix()
    assert ask(port, f"/{path}")[1]["content-type"].endswith("spreadsheetml.sheet")


def test_what_has_not_changed_is_not_sent_again(port: int) -> None:
    _, headers, _ = ask(port, "/compare/")
    status, again, body = ask(port, "/compare/", If_None_Match=headers["etag"])
    assert (status, body) == (304, b"") and again["cache-control"] == "no-cache"


@pytest.mark.parametrize("below", ["", "/strategies"])
@pytest.mark.parametrize(
    "path", ["/astana/", "/assets/stylesheets/site.css", "/api/v1/index.json", "/feed.xml"]
)
def test_text_is_sent_compressed_to_whoever_takes_it(port: int, site: Path, below: str, path: str) -> None:
    _, plain, body = ask(port, below + path)
    _, packed, smaller = ask(port, below + path, Accept_Encoding="gzip")
    assert "content-encoding" not in plain
    assert packed["content-encoding"] == "gzip" and packed["vary"] == plain["vary"] == "Accept-Encoding"
    assert gzip.decompress(smaller) == body and len(smaller) < len(body) / 2
    assert packed["content-type"] == plain["content-type"] and "content-security-policy" in packed


def test_fonts_are_not_compressed_twice(port: int) -> None:
    assert "content-encoding" not in ask(port, "/assets/fonts/sans-400.woff2", Accept_Encoding="gzip")[1]


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/astana", "/astana/"),
        ("/ru/astana/monitoring", "/ru/astana/monitoring/"),
        ("/strategies/ru", "/strategies/ru/"),
        ("/astana/index.html", "/astana/"),
        ("/index.html?x=1", "/"),
    ],
)
def test_each_page_has_one_address(port: int, path: str, to: str) -> None:
    status, headers, _ = ask(port, path)
    assert (status, headers["location"]) == (301, to)
    assert ask(port, to)[0] == 200


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/ru/nowhere", "/astana/%00", "/_headers", "/.env", "/404.html"]
)
def test_what_is_not_there_is_said_in_both_languages(port: int, path: str) -> None:
    status, headers, body = ask(port, path)
    if path.endswith("%00"):
        assert status == 400
        return
    assert status == 404 and headers["content-type"] == "text/html; charset=utf-8"
    assert "Бұл бет табылмады" in body.decode() and "Страница не найдена" in body.decode()
    assert "content-security-policy" in headers and "cache-control" not in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_there(port: int, method: str) -> None:
    assert ask(port, "/astana/", method)[0] == 405


def test_the_configuration_under_a_domain_is_one(served_site: Path, tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("without openssl there is no certificate to try")
    live = tmp_path / "live/example.kz"
    live.mkdir(parents=True)
    new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=example.kz")
    files = ("-keyout", str(live / "privkey.pem"), "-out", str(live / "fullchain.pem"))
    subprocess.run([openssl, *new, *files], check=True, capture_output=True)
    whole = bench_server.configure(tmp_path, served_site, 0, "https.conf")
    secured = tmp_path / "https.conf"
    secured.write_text(secured.read_text("utf-8").replace("/etc/letsencrypt", str(tmp_path)), "utf-8")
    tried = subprocess.run(
        [bench_server.nginx(), "-t", "-p", str(tmp_path), "-c", str(whole)], capture_output=True, text=True
    )
    assert tried.returncode == 0 and "[warn]" not in tried.stderr, tried.stderr


def test_compressing_beforehand_changes_no_file_and_can_be_repeated(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    held = {file: file.read_bytes() for file in copy.rglob("*") if file.is_file()}
    before, after = compress.compress(copy)
    assert after < before / 3
    assert all(file.read_bytes() == content for file, content in held.items())
    made = {file for file in copy.rglob("*") if file.is_file()} - set(held)
    assert made and all(gzip.decompress(file.read_bytes()) == held[file.with_suffix("")] for file in made)
    page = copy / "index.html"
    page.write_text("<p>" + "new " * 300, "utf-8")
    compress.compress(copy)
    assert gzip.decompress((copy / "index.html.gz").read_bytes()) == page.read_bytes()
