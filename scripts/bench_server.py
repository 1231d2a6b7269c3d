"""Serves the built site by nginx and prints how many requests a second it answers, compressed and not.

    python scripts/bench_server.py [--site site] [--seconds 3]

Each line is one file, asked for by as many connections as there are cores, from this same machine, which
therefore does the work of the readers too: the numbers are for comparison. Needs nginx, and no package.
"""

import argparse
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "deploy"))

import compress  # noqa: E402

CONFIGURATION = """
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes auto;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/{server};
}}
"""
ASKED = (
    "/",
    "/compare/",
    "/assets/stylesheets/site.css",
    "/assets/fonts/sans-400.woff2",
    "/api/v1/index.json",
)


def nginx() -> str:
    """The path of nginx, or an empty string; Debian keeps it where only root looks."""
    return (
        shutil.which("nginx")
        or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin")
        or ""
    )


def configure(folder: Path, site: Path, port: int, server: str = "http.conf") -> Path:
    """A whole configuration in a folder of its own, from the files of `deploy/nginx`; its path."""
    for file in (ROOT / "deploy/nginx").glob("*.conf"):
        text = file.read_text("utf-8")
        text = text.replace("/etc/nginx/strategies", str(folder)).replace(
            "root /srv/strategies/site;", f'root "{site}";'
        )
        text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};")
        (folder / file.name).write_text(text, "utf-8")
    whole = folder / "nginx.conf"
    whole.write_text(CONFIGURATION.format(folder=folder, server=server), "utf-8")
    return whole


@contextmanager
def serving(site: Path, port: int) -> Iterator[None]:
    """nginx serves a site at a port of this machine for as long as that is needed."""
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        folder = Path(name)
        # nginx started by root reads the site as another user.
        folder.chmod(0o755)
        whole = configure(folder, site, port)
        process = subprocess.Popen([nginx(), "-p", name, "-c", str(whole), "-g", users()])
        try:
            wait(port, process)
            yield
        finally:
            process.terminate()
            process.wait()


def users() -> str:
    """Whose files the workers may read: those of whoever calls this."""
    return "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""


def wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Returns when the server answers; a server that has ended is an error."""
    for _ in range(200):
        if process.poll() is not None:
            sys.exit(f"nginx ended with status {process.returncode}.")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    sys.exit("nginx does not answer.")


def rate(port: int, address: str, seconds: float, packed: bool) -> tuple[float, int]:
    """Requests answered in a second, and the bytes of an answer's body."""
    counts: list[int] = []
    sizes: list[int] = []

    def ask() -> None:
        connection, end, answered = (
            http.client.HTTPConnection("127.0.0.1", port),
            time.monotonic() + seconds,
            0,
        )
        while time.monotonic() < end:
            connection.request("GET", address, headers={"Accept-Encoding": "gzip"} if packed else {})
            answer = connection.getresponse()
            sizes.append(len(answer.read()))
            if answer.status != 200:
                raise SystemExit(f"{address}: {answer.status}")
            answered += 1
        connection.close()
        counts.append(answered)

    readers = [threading.Thread(target=ask) for _ in range(os.cpu_count() or 1)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return sum(counts) / seconds, sizes[0]


def main() -> None:
    """Measures the files of a copy of the site, first as built, then compressed beforehand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--seconds", type=float, default=3)
    asked = parser.parse_args()
    if not nginx():
        sys.exit("No nginx was found (on Debian: apt-get install nginx-light).")
    with tempfile.TemporaryDirectory() as name:
        copy = shutil.copytree(asked.site, Path(name) / "site")
        Path(name).chmod(0o755)
        with serving(copy, 8765):
            measure("not compressed", asked.seconds, packed=False)
            measure("compressed when asked for", asked.seconds, packed=True)
            started = time.perf_counter()
            compress.compress(copy)
            print(f"compressed beforehand in {time.perf_counter() - started:.1f} s")
            measure("compressed beforehand", asked.seconds, packed=True)


def measure(how: str, seconds: float, packed: bool) -> None:
    """Prints a line for each file."""
    for address in ASKED:
        requests, size = rate(8765, address, seconds, packed)
        print(f"{how:26} {address:32} {size:8,} bytes {requests:8,.0f} requests a second", flush=True)


if __name__ == "__main__":
    main()
