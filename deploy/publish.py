"""Puts the built site where a server reads it, file by file: only what has changed is written.

    python deploy/publish.py FOLDER [--site site]

A file that is the same keeps its time, by which browsers know that they have it. Each is replaced whole;
what pages need comes before them, and what is gone is deleted last, so that nobody meets half a site.
Needs nothing but Python.
"""

import argparse
import filecmp
import shutil
import sys
from pathlib import Path

PART = ".publishing"
"""The ending of a file that is being written."""


def publish(site: Path, folder: Path) -> tuple[int, int]:
    """Makes a folder the same as a site; how many files were written and how many deleted."""
    wanted = sorted((file for file in site.rglob("*") if file.is_file()), key=is_page)
    written = sum(put(file, folder / file.relative_to(site)) for file in wanted)
    names = {file.relative_to(site) for file in wanted}
    gone = [file for file in folder.rglob("*") if file.is_file() and file.relative_to(folder) not in names]
    for file in gone:
        file.unlink()
    for place in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(place.iterdir()):
            place.rmdir()
    return written, len(gone)


def is_page(file: Path) -> bool:
    """Whether a file is a page, which names other files."""
    return ".html" in file.suffixes


def put(file: Path, there: Path) -> bool:
    """Writes a file to its place unless it is there already; whether it was written."""
    if there.is_file() and filecmp.cmp(file, there, shallow=False):
        return False
    there.parent.mkdir(parents=True, exist_ok=True)
    part = there.with_name(there.name + PART)
    shutil.copyfile(file, part)
    part.replace(there)
    return True


def main() -> None:
    """Reads what goes where, and publishes it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--site", type=Path, default=Path(__file__).resolve().parent.parent / "site")
    asked = parser.parse_args()
    if not (asked.site / "index.html").is_file():
        sys.exit(f"There is no site in {asked.site}. Call: python3 scripts/dev.py build")
    if any(asked.folder.glob("*")) and not (asked.folder / "sitemap.xml").is_file():
        sys.exit(f"In {asked.folder} there is something that is no site. Name an empty folder.")
    written, deleted = publish(asked.site, asked.folder)
    print(f"Files written: {written}, deleted: {deleted}.")


if __name__ == "__main__":
    main()
