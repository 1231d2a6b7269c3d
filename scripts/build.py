"""Builds the site beside the last one and puts it in its place only when it is whole.

    python scripts/build.py

Called by `python scripts/dev.py build`, which makes the environment first. Two builds of one checkout
wait for each other; each has a folder of its own, and what a broken one left behind is cleared away.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import dev
from filelock import FileLock, Timeout

ROOT = Path(__file__).resolve().parent.parent
LOCK = ".build.lock"
UNFINISHED = ".next-site-"
LAST = ".last-site"
PATIENCE = 10.0
"""Seconds for which a folder that is held by another program is waited for."""
ALWAYS = ("index.html", "ru/index.html", "404.html", "sitemap.xml", "api/v1/index.json", "api/v1/all.kk.csv")
"""What every site has."""
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def main(root: Path = ROOT) -> int:
    """Builds; the status is that of MkDocs, or 1 where the result is not whole or has no place."""
    try:
        return build_beside(root)
    except OSError as error:
        dev.say("read_only", folder=root, reason=error)
        return 1


def build_beside(root: Path) -> int:
    """Builds into a folder of its own and puts that in its place; the status. Raises OSError."""
    with waiting(root):
        clear(root)
        folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=root))
        try:
            status = build(root, folder)
            if status:
                return status
            missing = lacking(folder)
            if missing:
                print(
                    f"The site is not whole: {missing[0]} is missing. site/ stays as it was.", file=sys.stderr
                )
                return 1
            put(root, folder)
        except OSError as error:
            dev.say("held", reason=error)
            return 1
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print("The site is in site/.", flush=True)
    return 0


def waiting(root: Path) -> FileLock:
    """The lock of a checkout, once no other build holds it; says so where one has to wait."""
    lock = FileLock(root / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        since = time.strftime("%H:%M:%S", time.localtime((root / LOCK).stat().st_mtime))
        print(
            f"Another build is running here since {since}; waiting for its end …", file=sys.stderr, flush=True
        )
        lock.acquire()
    os.utime(root / LOCK)
    return lock


def clear(root: Path) -> None:
    """Takes away what a broken build left, and puts the last site back where it lost its place."""
    for folder in root.glob(f"{UNFINISHED}*"):
        shutil.rmtree(folder, ignore_errors=True)
    if (root / LAST).exists() and not (root / "site").exists():
        rename(root / LAST, root / "site")
    shutil.rmtree(root / LAST, ignore_errors=True)


def build(root: Path, folder: Path) -> int:
    """A strict build into a folder; its status."""
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder))
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode


def lacking(folder: Path) -> list[str]:
    """The files that every site has, and the pages that the site map names, as far as they are not there."""
    names, sitemap = list(ALWAYS), folder / "sitemap.xml"
    base = urlsplit(os.environ.get("SITE_URL", "")).path.strip("/")
    for location in ElementTree.parse(sitemap).iter(LOCATION) if sitemap.is_file() else ():
        page = urlsplit(location.text or "").path.strip("/").removeprefix(base).strip("/")
        names.append(f"{page}/index.html".lstrip("/"))
    files = ((name, folder / name) for name in names)
    return [name for name, file in files if not file.is_file() or not file.stat().st_size]


def put(root: Path, folder: Path) -> None:
    """Puts a whole site in the place of the last one, which comes back where that fails. Raises OSError."""
    folder.chmod(0o755)
    if (root / "site").exists():
        rename(root / "site", root / LAST)
    try:
        rename(folder, root / "site")
    except OSError:
        if (root / LAST).exists():
            rename(root / LAST, root / "site")
        raise
    shutil.rmtree(root / LAST, ignore_errors=True)


def rename(folder: Path, name: Path) -> None:
    """Renames a folder. An antivirus may hold its files for a moment: tries for a while."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            folder.rename(name)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    sys.exit(main())
