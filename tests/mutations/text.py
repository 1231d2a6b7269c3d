"""Changes to lines and characters, and to chapters in both languages at once.

Owns the operators on text. Must not know what the program makes of it.
"""

import random
import re
from pathlib import Path

from mutations.places import GIVEN, Unfit, file, files, named


def renamed(root: Path, chance: random.Random) -> str:
    """A name changed wherever it stands, or only where it is defined."""
    path = file(root, chance, ".yml")
    names = re.findall(
        r"^\s*(?:- )?(?:id|slug|indicator|source): ([a-z0-9-]+)$", path.read_text("utf-8"), re.M
    )
    if not names:
        raise Unfit
    name, new = (
        chance.choice(names),
        chance.choice(("x", "new-name", "index", "population", "a" * 80, "2024")),
    )
    places = files(root, ".yml", ".md") if chance.random() < 0.7 else [path]
    for place in places:
        if place.parent.name != "_methodology":
            text = place.read_text("utf-8")
            place.write_text(re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", new, text), "utf-8")
    return f"{name} → {new} in {len(places)} files"


def line(root: Path, chance: random.Random) -> str:
    """A line of any file gone, doubled, moved, shifted or cut."""
    path = file(root, chance, ".yml", ".md", ".json")
    lines = path.read_text("utf-8").split("\n")
    told = _lines(lines, chance)
    path.write_text("\n".join(lines), "utf-8")
    return f"{named(root, path)}: {told}"


def _lines(lines: list[str], chance: random.Random) -> str:
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    how = chance.choice(("gone", "doubled", "moved", "shifted", "cut", "joined", "emptied"))
    if how == "gone":
        del lines[at]
    elif how == "doubled":
        lines.insert(to, lines[at])
    elif how == "moved":
        lines.insert(to, lines.pop(at))
    elif how == "shifted":
        lines[at] = chance.choice(("  ", "    ", "\t", " ")) + lines[at]
    elif how == "cut":
        lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
    elif how == "joined" and at + 1 < len(lines):
        lines[at] += " " + lines.pop(at + 1)
    else:
        lines[at] = ""
    return f"line {at + 1} {how}"


def character(root: Path, chance: random.Random) -> str:
    """A character or a run of them gone, or another one put in."""
    path = file(root, chance, ".yml", ".md", ".json")
    text = path.read_text("utf-8")
    at = chance.randrange(len(text) + 1)
    new = chance.choice(
        [*"-:#*_[](){}|`\"'\\<>&0 9\n\t,.!?%@~^$=+", "\u0301", "\u200b", "\0", "ә", "[" * 50, ""]
    )
    path.write_text(text[:at] + new + text[at + chance.choice((0, 0, 1, 2, 30)) :], "utf-8", newline="")
    return f"{named(root, path)}: {new!r} at {at}"


def chapter(root: Path, chance: random.Random) -> str:
    """One change to a chapter, mostly the same in both languages."""
    path = file(root, chance, ".md")
    stem, both, seed = path.name.split(".")[0], chance.random() < 0.8, chance.random()
    told = ""
    for place, code in enumerate(("kk", "ru")):
        twin = path.with_name(f"{stem}.{code}.md")
        if twin.is_file() and (both or twin == path):
            lines, again = twin.read_text("utf-8").split("\n"), random.Random(seed)
            told = _lines(lines, again) if again.random() < 0.3 else _block(lines, again, root, place)
            twin.write_text("\n".join(lines), "utf-8")
    return f"{named(root, path)}{' in both' if both else ''}: {told}"


def _block(lines: list[str], chance: random.Random, root: Path, place: int) -> str:
    """Something put in between two paragraphs, or after a line."""
    block: str = chance.choice(GIVEN["blocks"])[place]
    for mark, name, key in (
        ("ID", "indicators", "id"),
        ("SERIES", "profile", "id"),
        ("DIRECTION", "indicators", "direction"),
    ):
        text = (root / f"strategies/sample-1/{name}.yml").read_text("utf-8")
        names = re.findall(rf"^[- ] {key}: ([a-z0-9-]+)$", text, re.MULTILINE) or ["none"]
        block = re.sub(rf"\b{mark}\b", chance.choice(names), block)
    year = chance.choice((2016, 2020, 2024, 2025, 2025, 2026, 2027, 2030, 2050, 2050))
    gaps = [at for at, line in enumerate(lines) if not line] if chance.random() < 0.85 else range(len(lines))
    at = chance.choice(list(gaps) or [0])
    lines[at:at] = ["", *block.replace("YEAR", str(year)).split("\n")]
    return f"{lines[at + 1]!r} at line {at + 2}"
