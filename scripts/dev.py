"""Builds the site, serves it and runs the tests, from nothing but Python and git.

    python scripts/dev.py site    build the site and serve it here
    python scripts/dev.py build   build the site into site/
    python scripts/dev.py check   list every problem of the sources; arguments as of scripts/check.py
    python scripts/dev.py test    run all tests
    python scripts/dev.py COMMAND …    the commands of those who keep the strategies: record, import …

Each call makes what it lacks: an environment in .venv with the locked packages, and for the tests
a Chromium, the dictionaries of Kazakh and Russian and the Nu Html Checker. A second call needs no
network. On a system with make, `make site` and so on call this.
"""

# Older Pythons have to get as far as being told that they are too old.
from __future__ import annotations

import hashlib
import http.server
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import venv
from functools import partial
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
SITE = ROOT / "site"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHROMIUM_PATHS = (
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
SYSTEM = os.name
NEWEST_KNOWN, OLDEST = (3, 14), (3, 11)
WORDS = Path(__file__).with_name("dev.words.json")
"""What is said before there is an environment with the words of the tools."""
MADE = (".cache", ".venv", "site")
"""What is made here and never committed: a build believes nothing that came with the sources."""
NO_CHROMIUM = """No Chromium was found, and none could be installed.
Install Chromium, Google Chrome or Microsoft Edge (on Debian: apt-get install chromium), or give the
path of one in the variable CHROMIUM, and call this again."""

DICTIONARIES = ("kk_KZ.dic", "ru_RU.dic")
DICTIONARY_FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/Library/Spelling")
NO_DICTIONARIES = """No dictionaries of Kazakh and Russian were found, and none could be installed.
Install the packages hunspell-kk and hunspell-ru (on Debian: apt-get install hunspell-kk hunspell-ru), or
put kk_KZ.aff, kk_KZ.dic, ru_RU.aff and ru_RU.dic into a folder, name it in the variable HUNSPELL, and call
this again."""


NU = ROOT / "scripts/nu"
"""Names the version of the Nu Html Checker (npm), which needs Java."""
NO_NU = """No Java or no npm was found, and none could be installed:
whether every page is valid HTML is not tested.
"""

NO_NGINX = """No nginx was found, and none could be installed (on Debian: apt-get install nginx-light):
whether the configuration in deploy/nginx serves the site is not tested.
"""

NO_R = """No R was found, and none could be installed (on Debian: apt-get install r-base-core):
whether the program in R on the page about the data runs is not tested.
"""


UNREACHABLE = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ProxyError",
    "ReadTimeoutError",
)
"""What pip names in its answer when it has no connection."""


def python() -> str:
    """The environment's interpreter."""
    folder = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return str(ENVIRONMENT / folder)


def run(*command: str, **variables: str) -> None:
    """Runs a command in the project's root; a failure ends the program with its status."""
    status = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1", **variables}, check=False
    ).returncode
    if status:
        sys.exit(status)


def said(key: str, **given: object) -> str:
    """A message in Kazakh, Russian and English, a line each."""
    told = json.loads(WORDS.read_text("utf-8"))[key]
    return "\n".join(told[language].format(**given) for language in ("kk", "ru", "en"))


def say(key: str, **given: object) -> None:
    """Prints how far the work is."""
    print(said(key, **given), file=sys.stderr, flush=True)


def end(key: str, **given: object) -> NoReturn:
    """Ends the program with a message, with status 2: it could not run."""
    say(key, **given)
    sys.exit(2)


def install(requirements: str) -> None:
    """Makes the environment hold the packages of a lock file, unless it already does."""
    if sys.version_info < OLDEST:
        end("old", version=platform.python_version())
    lock = (ROOT / requirements).read_bytes()
    wanted = hashlib.sha256(lock + sys.version.encode()).hexdigest()
    mark = ENVIRONMENT / f"{requirements}.sha256"
    try:
        if Path(python()).is_file() and mark.is_file() and mark.read_text("ascii") == wanted:
            return
        make_environment()
        say("installing", lock=requirements)
        install_packages(requirements)
        mark.write_text(wanted, "ascii")
    except OSError as error:
        end("read_only", folder=ROOT, reason=error)


def make_environment() -> None:
    """Makes the environment, or makes it anew where it has no pip or was left half made."""
    if Path(python()).is_file() and has_pip():
        return
    say("remaking" if ENVIRONMENT.exists() else "making")
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except subprocess.CalledProcessError as error:
        end("no_venv", reason=(error.output or b"").decode("utf-8", "replace").strip() or error)
    if not has_pip():
        end("no_venv", reason="pip")


def has_pip() -> bool:
    """Whether the environment's Python runs and has pip."""
    try:
        asked = subprocess.run([python(), "-m", "pip", "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0


def install_packages(requirements: str) -> None:
    """Installs the packages of a lock file; a failure ends the program and says why."""
    options = ("--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:")
    command = (python(), "-m", "pip", "install", *options, "-r", requirements)
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, check=False)
    told = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        print(told, end="", file=sys.stderr)
        why_not_installed(told)


def why_not_installed(told: str) -> NoReturn:
    """Ends the program with what pip's answer means."""
    if any(sign in told for sign in UNREACHABLE):
        end("no_network")
    # pip names a package, or a package and its version.
    packages = ", ".join(sorted(set(re.findall(r"No matching distribution found for ([\w.-]+)", told))))
    if packages and SYSTEM == "nt" and platform.machine().upper() == "ARM64":
        end("arm", packages=packages)
    if packages:
        newest = ".".join(map(str, NEWEST_KNOWN))
        version = platform.python_version()
        end("no_wheel", packages=packages, system=platform.platform(), version=version, newest=newest)
    end("not_installed")


def refuse_made() -> None:
    """Ends the program where git tracks what is made here, as a pull request could bring it."""
    if shutil.which("git") is None:
        return
    asked = subprocess.run(
        ("git", "ls-files", "-z", "--", *MADE), cwd=ROOT, capture_output=True, text=True, check=False
    )
    tracked = sorted({name.split("/")[0] for name in asked.stdout.split("\0") if name})
    if tracked:
        names = " ".join(tracked)
        say("tracked", names=names)
        sys.exit(1)


def again(script: str) -> NoReturn:
    """Calls a script once more with the environment's Python, which has the packages."""
    install("requirements.txt")
    if Path(sys.prefix).resolve() == ENVIRONMENT.resolve():
        end("broken", folder=ENVIRONMENT)
    run(python(), script, *sys.argv[1:])
    sys.exit(0)


def build() -> None:
    """Builds the site (scripts/build.py)."""
    refuse_made()
    install("requirements.txt")
    run(python(), "scripts/build.py")


def site() -> None:
    """Builds the site and serves it until Ctrl-C."""
    build()
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(SITE))
    server = None
    for port in (8000, 0):
        try:
            server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
            break
        except OSError:
            continue
    if server is None:
        end("no_port")
    address = f"http://127.0.0.1:{server.server_port}"
    print(said("address", address=address), flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


def check(arguments: list[str]) -> None:
    """Lists every problem of the sources; the status is the check's own."""
    refuse_made()
    install("requirements.txt")
    run(python(), "scripts/check.py", *arguments)


def tool(arguments: list[str]) -> None:
    """Runs a command of those who keep the strategies (`hooks/citystrategy/tools`)."""
    install("requirements.txt")
    run(python(), "-m", "citystrategy.tools", *arguments, PYTHONPATH=str(ROOT / "hooks"))


def test(arguments: list[str]) -> None:
    """Lint, types, and all tests; further arguments go to pytest."""
    refuse_made()
    install("requirements-test.txt")
    chromium = find_chromium() or install_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    dictionaries = find_dictionaries() or install_dictionaries()
    if not dictionaries:
        sys.exit(NO_DICTIONARIES)
    if not (find_nginx() or install_nginx()):
        print(NO_NGINX, end="", file=sys.stderr)
    if not (shutil.which("Rscript") or install_r()):
        print(NO_R, end="", file=sys.stderr)
    nu = find_nu() or install_nu()
    if not nu:
        print(NO_NU, end="", file=sys.stderr)
    run(python(), "-m", "ruff", "check", "--quiet", ".")
    run(python(), "-m", "ruff", "format", "--quiet", "--check", ".")
    run(python(), "-m", "mypy")
    # Two at once; a file of tests stays together, since its tests share the sites that they build.
    shared = ("-n", "2", "--dist", "loadfile")
    run(
        python(),
        "-m",
        "pytest",
        *shared,
        *arguments,
        CHROMIUM=chromium,
        HUNSPELL=dictionaries,
        NU=nu,
        NO_MKDOCS_2_WARNING="1",
    )


def find_chromium() -> str:
    """The path of a Chromium on this system or of Playwright's own, or an empty string."""
    named = (shutil.which(name) for name in CHROMIUMS)
    candidates = (os.environ.get("CHROMIUM"), *named, *CHROMIUM_PATHS, playwrights_own())
    return next((path for path in candidates if path and Path(path).is_file()), "")


def playwrights_own() -> str:
    """Where Playwright would put its Chromium."""
    code = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    asked = subprocess.run([python(), "-c", code], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def install_chromium() -> str:
    """Installs a Chromium from the distribution or by Playwright; its path, or an empty string."""
    attempts = [[python(), "-m", "playwright", "install", "chromium"]]
    if may_install_packages():
        attempts[:0] = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    for attempt in attempts:
        print(f"Looking for a Chromium: {' '.join(attempt[-3:])} …", flush=True)
        subprocess.run(attempt, stdout=subprocess.DEVNULL, check=False)
        if chromium := find_chromium():
            return chromium
    return ""


def may_install_packages() -> bool:
    """Whether this system has Debian's packages, and this user may install them."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def find_dictionaries() -> str:
    """The folder that holds all dictionaries, or an empty string."""
    folders = (os.environ.get("HUNSPELL"), *DICTIONARY_FOLDERS)
    held = (folder for folder in folders if folder)
    return next((folder for folder in held if all(Path(folder, name).is_file() for name in DICTIONARIES)), "")


def install_dictionaries() -> str:
    """Installs the dictionaries from the distribution; their folder, or an empty string."""
    if not may_install_packages():
        return ""
    for command in (("update", "-qq"), ("install", "-y", "-qq", "hunspell-kk", "hunspell-ru")):
        print(f"Looking for dictionaries: apt-get {' '.join(command)} …", flush=True)
        subprocess.run(["apt-get", *command], stdout=subprocess.DEVNULL, check=False)
    return find_dictionaries()


def find_nginx() -> str:
    """The path of nginx, or an empty string."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or ""


def install_nginx() -> str:
    """Installs nginx from the distribution; its path, or an empty string."""
    install_package("nginx-light", "nginx")
    return find_nginx()


def install_r() -> str:
    """Installs R from the distribution; the path of its interpreter, or an empty string."""
    install_package("r-base-core", "R")
    return shutil.which("Rscript") or ""


def install_package(package: str, name: str) -> None:
    """Installs a package of the distribution where that may be done."""
    if not may_install_packages():
        return
    # Only its files are wanted: no server is to be started here, and nobody is there to answer.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for command in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", package)):
        print(f"Looking for {name}: apt-get {' '.join(command)} …", flush=True)
        subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL, check=False)


def find_nu() -> str:
    """The path of the Nu Html Checker where Java can run it, or an empty string."""
    named = os.environ.get("NU", ""), str(NU / "node_modules/vnu-jar/build/dist/vnu.jar")
    return next((path for path in named if Path(path).is_file() and shutil.which("java")), "")


def install_nu() -> str:
    """Installs the checker by npm, and Java and npm from the distribution; its path, or an empty string."""
    missing = [
        package
        for command, package in (("java", "default-jre-headless"), ("npm", "npm"))
        if not shutil.which(command)
    ]
    if missing and may_install_packages():
        for command in (("update", "-qq"), ("install", "-y", "-qq", *missing)):
            print(f"Looking for the Nu Html Checker: apt-get {' '.join(command)} …", flush=True)
            subprocess.run(["apt-get", *command], stdout=subprocess.DEVNULL, check=False)
    npm = shutil.which("npm")
    if npm:
        print("Looking for the Nu Html Checker: npm ci …", flush=True)
        options = ("--ignore-scripts", "--no-audit", "--no-fund")
        subprocess.run([npm, "ci", *options], cwd=NU, stdout=subprocess.DEVNULL, check=False)
    return find_nu()


def main() -> None:
    """Reads the command and does it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Kazakh is not in every console's own encoding.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    command, *rest = sys.argv[1:] or [""]
    if command in ("check", "test"):
        {"check": check, "test": test}[command](rest)
    elif command in ("site", "build"):
        if rest:
            end("surplus", command=command, rest=" ".join(rest))
        {"site": site, "build": build}[command]()
    elif command in ("", "-h", "--help") and not Path(python()).is_file():
        # What the commands do is said in three languages once there is an environment.
        print(__doc__)
    else:
        tool([command, *rest] if command else [])


if __name__ == "__main__":
    main()
