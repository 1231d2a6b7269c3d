"""What several tests stand on: sample trees, built sites, a server and a browser."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import opendata_sample
import pytest
import sample
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
DEMONSTRATED = any(
    "status: demonstration" in path.read_text("utf-8") for path in ROOT.glob("strategies/*/strategy.yml")
)
"""Whether the demonstrations are there: `remove-demonstrations` takes them away."""
demonstrated = pytest.mark.skipif(not DEMONSTRATED, reason="the demonstrations were removed")
"""Marks a test, or by `pytestmark` a module, that looks at what the demonstrations hold."""

# Here a search explores anew each time; where a failure has to be repeatable, it does not. How long
# one example takes says nothing on a busy machine.
settings.register_profile("exploring", deadline=None)
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "exploring")


def build(root: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A strict build of the project in `root`, as the commands do it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "LC_ALL": "C.UTF-8",
        "DOCUMENTS": "false",
        **variables,
    }
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="session")
def sample_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A correct tree of one city; tests copy it before they change it."""
    root = tmp_path_factory.mktemp("sample")
    sample.tree(root, cities=1)
    return root


@pytest.fixture
def tree(sample_tree: Path, tmp_path: Path) -> Path:
    """A tree of one's own."""
    shutil.copytree(sample_tree, tmp_path / "tree")
    return tmp_path / "tree"


@pytest.fixture(scope="session")
def sealed_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A correct tree of one city that is approved and sealed."""
    root = tmp_path_factory.mktemp("sealed")
    sample.tree(root, cities=1, indicators=12, approved=True)
    return root


@pytest.fixture
def approved_tree(sealed_tree: Path, tmp_path: Path) -> Path:
    """An approved and sealed tree of one's own."""
    shutil.copytree(sealed_tree, tmp_path / "approved")
    return tmp_path / "approved"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built on 22 November 2026."""
    root = tmp_path_factory.mktemp("project")
    for name in (*sample.SHARED, "strategies"):
        here = ROOT / name
        if here.is_dir():
            shutil.copytree(here, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(here, root / name)
    built = build(root, SOURCE_DATE_EPOCH="1795305600")
    assert built.returncode == 0, built.stderr
    return root / "site"


@pytest.fixture(scope="session")
def approved_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of one approved city with 21 indicators, most of whose values are overdue."""
    root = tmp_path_factory.mktemp("approved")
    sample.project(root, cities=1, indicators=21, approved=True)
    built = build(root, SOURCE_DATE_EPOCH="1858377600")
    assert built.returncode == 0, built.stderr
    return root / "site"


@pytest.fixture(scope="session")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with an indicator of every kind."""
    root = tmp_path_factory.mktemp("kinds")
    sample.project(root, cities=1, indicators=12)
    opendata_sample.of_every_kind(root)
    built = build(root, SOURCE_DATE_EPOCH="1795305600")
    assert built.returncode == 0, built.stderr
    return root / "site"


@pytest.fixture(params=[pytest.param("site", marks=demonstrated), "kinds"])
def published(request: pytest.FixtureRequest) -> Path:
    """Each of the two built sites."""
    built: Path = request.getfixturevalue(request.param)
    return built


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def serving(built: Path) -> Iterator[str]:
    """The address at which a built site is served."""
    handler = functools.partial(Quiet, directory=str(built))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the project's own site is served."""
    with serving(site) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; scripts/dev.py finds or installs it."""
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=flags)
        yield started
        started.close()
