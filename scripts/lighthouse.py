"""Measures the main pages with Lighthouse, as on a phone: performance, accessibility, practices, search.

    SITE_URL=http://127.0.0.1:8123/ python scripts/dev.py build
    npm ci --prefix scripts/lighthouse --ignore-scripts
    python scripts/lighthouse.py

Needs Node, and a Chromium in the variable CHROMIUM or where Lighthouse looks for one. The pages are served
compressed, as a web server does; a page is measured three times, and the middle one counts.
"""

import gzip
import json
import os
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = ROOT / "scripts/lighthouse/node_modules/.bin/lighthouse"
PORT = 8123
PAGES = (
    "",
    "astana/vision/",
    "astana/monitoring/",
    "astana/indicators/life-expectancy/",
    "compare/life-expectancy/",
)
MEASURES = ("performance", "accessibility", "best-practices", "seo")
ROUNDS = 3
TEXT = (".html", ".css", ".js", ".svg", ".json", ".xml")


class Compressing(SimpleHTTPRequestHandler):
    """Serves the built site; text goes compressed."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments, directory=str(ROOT / "site"))

    def do_GET(self) -> None:
        """One file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in TEXT or not path.is_file():
            return super().do_GET()
        content = gzip.compress(path.read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)
        return None

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""


def measured(address: str) -> dict[str, Any]:
    """What Lighthouse found on a page."""
    environment = dict(os.environ)
    if "CHROMIUM" in environment:
        environment["CHROME_PATH"] = environment["CHROMIUM"]
    command = [
        str(LIGHTHOUSE),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(MEASURES)}",
        "--chrome-flags=--headless=new --no-sandbox",
    ]
    found = subprocess.run(command, env=environment, capture_output=True, check=True)
    return dict(json.loads(found.stdout))


def lost(report: dict[str, Any]) -> set[str]:
    """The audits that cost points."""
    counting = {
        each["id"]
        for name in MEASURES
        for each in report["categories"][name]["auditRefs"]
        if each["weight"] > 0
    }
    audits = report["audits"]
    return {name for name in counting if audits[name]["score"] is not None and audits[name]["score"] < 0.9}


def main() -> None:
    """Prints a line for each page, and what cost it points."""
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Compressing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for page in (f"{prefix}{page}" for prefix in ("", "ru/") for page in PAGES):
        reports = [measured(f"http://127.0.0.1:{PORT}/{page}") for _ in range(rounds)]
        scores = [median(one["categories"][name]["score"] for one in reports) for name in MEASURES]
        shift = max(one["audits"]["cumulative-layout-shift"]["numericValue"] for one in reports)
        told = " ".join(f"{round(score * 100):3}" for score in scores)
        print(f"{told}  shift {shift:.3f}  /{page}  {', '.join(sorted(lost(reports[0])))}", flush=True)
    server.shutdown()


if __name__ == "__main__":
    main()
