"""Compresses the files of a built site beforehand, so that a server need not do it at each request.

    python deploy/compress.py [site]

Each `.gz` lies beside its file, with the time of that file; nginx sends it by `gzip_static`. Needs
nothing but Python, and changes no file of the site.
"""

import argparse
import gzip
import os
from pathlib import Path

ENDINGS = {".css", ".csv", ".html", ".ics", ".js", ".json", ".jsonld", ".svg", ".ttl", ".txt", ".xml"}
LEAST = 600
"""Bytes below which nothing is won (`gzip_min_length` in nginx/site.conf)."""


def compress(site: Path) -> tuple[int, int]:
    """Compresses each file that gets smaller by it; the bytes of all such files before and after."""
    before = after = 0
    for file in site.rglob("*"):
        if file.suffix not in ENDINGS or not file.is_file() or file.stat().st_size < LEAST:
            continue
        content = file.read_bytes()
        packed = gzip.compress(content, 9, mtime=0)
        beside = file.with_name(f"{file.name}.gz")
        if not beside.is_file() or gzip.decompress(beside.read_bytes()) != content:
            beside.write_bytes(packed)
        time = file.stat().st_mtime_ns
        os.utime(beside, ns=(time, time))
        before += len(content)
        after += len(packed)
    return before, after


def main() -> None:
    """Reads which site and compresses it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, default=Path(__file__).parent.parent / "site")
    before, after = compress(parser.parse_args().site)
    print(f"{before / 1e6:.1f} MB are {after / 1e6:.1f} MB compressed.")


if __name__ == "__main__":
    main()
