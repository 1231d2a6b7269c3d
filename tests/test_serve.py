"""`serve` shows what the build publishes, follows each saved change, and says what the check says."""

import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import mutations
import pytest
import sample
from citystrategy.tools import serve
from citystrategy.tools.__main__ import main
from citystrategy.tools.command import DONE, UNABLE
from citystrategy.tools.preview.server import Server
from citystrategy.tools.preview.state import Preview
from conftest import ROOT, build
from playwright.sync_api import Browser

DAY = "1795305600"
CITY = "strategies/sample-1"
ADDED = re.compile(r"<!-- preview -->.*?<!-- /preview -->", re.DOTALL)
"""What a preview adds to a page."""
KAZAKH, RUSSIAN = (f"{CITY}/chapters/03-vision.{language}.md" for language in ("kk", "ru"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one city, as it was before any change."""
    root = tmp_path_factory.mktemp("written")
    sample.project(root, cities=1, indicators=12)
    return root


@pytest.fixture
def project(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    return Path(shutil.copytree(written, tmp_path / "project"))


def asked(port: int, path: str, **headers: str) -> tuple[int, str]:
    """Status and text of what a browser would be given."""
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", path, headers=headers)
        with connection.getresponse() as answer:
            return answer.status, answer.read().decode("utf-8", "replace")


class Served:
    """A preview with its server."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.faults: list[str] = []
        self.preview = Preview(root, folder, lambda url, fault: self.faults.append(f"{url} {fault!r}"))
        self.server = Server(self.preview, None, 0)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.ended = threading.Event()
        follow = (lambda known, seconds: None, self.ended)
        for target, arguments in ((self.server.serve_forever, (0.05,)), (self.preview.follow, follow)):
            threading.Thread(target=target, args=arguments, daemon=True).start()

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        return asked(self.server.server_port, path, **headers)

    def page(self, path: str) -> str:
        """A page without what the preview adds."""
        return ADDED.sub("", self.get(path)[1])

    def after(self, version: int) -> None:
        """Waits until a change is taken up."""
        assert self.preview.wait(version, 30) != version


@pytest.fixture
def served(project: Path, tmp_path: Path) -> Iterator[Served]:
    running = Served(project, tmp_path / "pages")
    yield running
    running.ended.set()
    running.server.shutdown()
    running.server.server_close()
    assert running.faults == []


def change(served: Served, name: str, old: str, new: str) -> None:
    """Saves a change of a file, and waits until it is taken up."""
    version, path = served.preview.state.version, served.preview.root / name
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    served.after(version)


def add(served: Served, name: str, new: str) -> None:
    """Adds a paragraph at the end of a text."""
    text = (served.preview.root / name).read_text("utf-8").rstrip()
    change(served, name, text, f"{text}\n\n{new}")


def test_what_a_preview_shows_is_what_the_build_publishes(served: Served, project: Path) -> None:
    assert served.get("/sample-1/")[0] == 200, "pages of before the change are prepared"
    add(served, KAZAKH, "Жаңа сөйлем.")
    add(served, RUSSIAN, "Новое предложение.")
    built = build(project, SOURCE_DATE_EPOCH=DAY)
    assert built.returncode == 0, built.stderr
    texts = {page: page.read_text("utf-8") for page in (project / "site").rglob("index.html")}
    # Pages for the frames of other sites are files beside the pages, as downloads are: a preview has none.
    pages = [page for page, text in texts.items() if "refresh" not in text and page.parent.name != "embed"]
    assert len(pages) > 100
    for page in pages:
        address = page.relative_to(project / "site").parent.as_posix().removeprefix(".")
        assert served.page(f"/{address}/".replace("//", "/")) == texts[page], address
    for name in ("assets/stylesheets/site.css", "assets/javascripts/site.js"):
        assert served.get(f"/{name}")[1] == (project / "site" / name).read_text("utf-8")
    assert "preview--fresh" in served.get("/ru/sample-1/vision/")[1]


def test_a_text_with_errors_is_shown_with_each_at_its_place(served: Served) -> None:
    add(served, RUSSIAN, "Рост составит 77 %.")
    status, page = served.get("/ru/sample-1/vision/")
    assert status == 200 and "Рост составит 77" in ADDED.sub("", page)
    assert "preview--unfit" in page and "с этими ошибками опубликовать его нельзя" in page
    places = re.findall(r'<li class="preview-error" data-at="([^"]+)">', page)
    block = re.search(rf'id="{re.escape(places[0])}">(.*?)</div>', page, re.DOTALL)
    assert block and "77" in block[1]
    kazakh = served.get("/sample-1/monitoring/")[1]
    assert f'href="/ru/sample-1/vision/#{places[0]}"' in kazakh, "from elsewhere a link leads there"
    assert "қателермен" in kazakh and "data-at" not in kazakh


def test_of_broken_files_the_last_good_page_is_shown(served: Served) -> None:
    before = served.page("/ru/sample-1/monitoring/")
    year = sorted((served.preview.root / CITY / "actuals").glob("*.yml"))[-1]
    name = year.relative_to(served.preview.root).as_posix()
    change(served, name, "value: ", "value: : ")
    for path in ("/ru/sample-1/monitoring/", "/sample-1/monitoring/"):
        page = served.get(path)[1]
        assert "preview--stale" in page and f"{name}:" in page
    assert served.page("/ru/sample-1/monitoring/") == before
    change(served, name, "value: : ", "value: ")
    assert "preview--fresh" in served.get("/ru/sample-1/monitoring/")[1]


def test_a_wrong_value_stands_beside_its_indicator(served: Served) -> None:
    plan = (served.preview.root / CITY / "indicators.yml").read_text("utf-8")
    identifiers = re.findall(r"^ *- \{?(?:id): ([a-z0-9-]+)", plan, re.MULTILINE)
    change(served, f"{CITY}/indicators.yml", "source: sample", "source: no-such")
    page = served.get("/sample-1/monitoring/")[1]
    beside = re.findall(r'data-at="([^"]+)"', page)
    assert beside and set(beside) <= set(identifiers)
    assert f'id="{beside[0]}"' in page


def test_files_that_were_broken_from_the_start_are_told(project: Path, tmp_path: Path) -> None:
    (project / "strategies/_cities.yml").write_text("cities: [", "utf-8")
    running = Served(project, tmp_path / "pages")
    status, page = running.get("/ru/")
    assert status == 404 and "strategies/_cities.yml" in page and "preview--stale" in page
    version = running.preview.state.version
    shutil.copy(ROOT / "strategies/_cities.yml", project / "strategies/_cities.yml")
    running.after(version)
    running.ended.set()
    running.server.shutdown()
    running.server.server_close()


def test_only_this_computer_is_answered_and_only_what_is_served(served: Served) -> None:
    assert served.server.server_address[0] == "127.0.0.1"
    assert served.get("/", Host="example.org")[0] == 403
    (served.preview.maker.folder.parent / "secret").write_text("тайна", "utf-8")
    for path in (
        "/../secret",
        "/%2e%2e/secret",
        "/_preview/../compare.md",
        "/_preview/compare.md",
        "/assets",
    ):
        status, text = served.get(path)
        assert status == 404 and "тайна" not in text
    assert served.get("/no-such/")[0] == 404
    assert served.get("/api/v1/index.json") == served.get("/no-such.json")
    version = json.loads(served.get("/_preview/state?since=0")[1])["version"]
    assert version == served.preview.state.version


def test_the_browser_follows_and_puts_problems_at_their_place(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{served.address}/ru/sample-1/vision/")
    started = time.monotonic()
    add(served, RUSSIAN, "Рост составит 77 %.")
    page.get_by_text("Рост составит 77").first.wait_for()
    assert time.monotonic() - started < 15, "on a quiet machine it takes one second"
    note = page.locator(".preview-here.preview-error").first
    assert "Рост составит 77" in note.locator("xpath=..").inner_text()
    change(served, RUSSIAN, "Рост составит 77 %.", "")
    page.locator(".preview--fresh").wait_for()
    assert page.locator(".preview-here").count() == 0
    assert told == []
    page.close()


@pytest.mark.parametrize("seed", range(5))
def test_no_change_of_a_tree_stops_a_preview(seed: int, project: Path, tmp_path: Path) -> None:
    faults: list[str] = []
    preview = Preview(project, tmp_path / "pages", lambda url, fault: faults.append(f"{url} {fault!r}"))
    mutations.mutate(project, random.Random(seed))
    preview.state = preview._take_up()
    for url in (
        "",
        "ru/",
        "sample-1/",
        "ru/sample-1/monitoring/",
        "sample-1/vision/",
        "ru/sample-1/profile/",
    ):
        page, known = preview.page(url)
        assert page and known.version == 2
    assert faults == []


def test_a_city_or_a_port_that_cannot_be_had_is_said(
    served: Served, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "sampel-1", "--lang", "ru"], project) == UNABLE
    assert "sample-1" in capsys.readouterr().err
    port = str(served.server.server_port)
    for taken in (port, "99999"):
        assert main(["serve", "--port", taken, "--lang", "kk"], project) == UNABLE
        assert f"{taken} порты бос емес" in capsys.readouterr().err
    assert serve.COMMAND.writes is False


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a signal")
def test_as_a_program_until_it_is_stopped(project: Path) -> None:
    command = ("serve", "sample-1", "--lang", "ru", "--port", "0")
    with (
        subprocess.Popen(
            [sys.executable, "-u", "-m", "citystrategy.tools", *command],
            cwd=project,
            env={**os.environ, "PYTHONPATH": "hooks", "PYTHONIOENCODING": "cp866"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            # What a shell starts in the background ignores Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as running,
        ExitStack() as ended,
    ):
        ended.callback(running.kill)
        assert running.stdout is not None
        lines = iter(running.stdout)
        address = (re.search(r"127\.0\.0\.1:(\d+)/sample-1/", line) for line in lines)
        port = next(found[1] for found in address if found)
        assert asked(int(port), "/sample-1/")[0] == 200
        path = project / RUSSIAN
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n\nРост составит 77 %.\n", "utf-8")
        assert next(line for line in lines if line.startswith(RUSSIAN))
        assert next(line for line in lines if "предупреждений" in line)
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == DONE
        assert "Traceback" not in running.stdout.read()
