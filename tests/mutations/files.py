"""Changes to the tree of files: what is missing, spoiled, in another's place, or sealed although changed.

Owns the operators on files. Must not know what the program makes of it.
"""

import json
import random
import shutil
from pathlib import Path

from citystrategy.editions import content
from citystrategy.reading.sealed import read_sealed

from mutations import data
from mutations.places import file, named, read


def gone(root: Path, chance: random.Random) -> str:
    """A file or a folder less."""
    path = file(root, chance, ".yml", ".md", ".json")
    if chance.random() < 0.2 and path.parent.name != "strategies":
        shutil.rmtree(path.parent)
        return named(root, path.parent)
    path.unlink()
    return named(root, path)


def spoiled(root: Path, chance: random.Random) -> str:
    """A file that is empty, cut off, a folder, a link, or no text."""
    path = file(root, chance, ".yml", ".md", ".json")
    content = path.read_bytes()
    how = chance.choice(("empty", "cut", "folder", "link", "bytes", "crlf", "mark"))
    path.unlink()
    if how == "folder":
        path.mkdir()
    elif how == "link":
        path.symlink_to(chance.choice((path.name, "/etc/hostname", "..", "gone")))
    else:
        at = chance.randrange(len(content) + 1)
        made = {"empty": b"", "cut": content[:at], "bytes": content[:at] + b"\xd3" + content[at:]}
        made |= {"crlf": content.replace(b"\n", b"\r\n"), "mark": b"\xef\xbb\xbf" + content}
        path.write_bytes(made[how])
    return f"{named(root, path)} {how}"


def misplaced(root: Path, chance: random.Random) -> str:
    """A file under another's name, in another's place, or one that has no place here."""
    path = file(root, chance, ".yml", ".md", ".json")
    beside = file(root, chance, path.suffix)
    how = chance.choice(("copied", "swapped", "named", "added"))
    if how == "copied":
        shutil.copy(path, beside) if path != beside else None
    elif how == "swapped":
        content, second = path.read_bytes(), beside.read_bytes()
        path.write_bytes(second)
        beside.write_bytes(content)
    else:
        new = path.with_name(chance.choice(_other_names(path.name)))
        shutil.copy(path, new) if not new.exists() else None
        if how == "named":
            path.unlink()
        return f"{named(root, path)} {how} {new.name!r}"
    return f"{named(root, path)} {how} {named(root, beside)}"


def _other_names(name: str) -> list[str]:
    stem, _, ending = name.partition(".")
    names = [
        f"{stem.upper()}.{ending}",
        f"{stem}.yaml",
        f"{stem}.{ending}~",
        f".{name}",
        f"{stem}-2.{ending}",
    ]
    names += ["2015.yml", "2026.yml", "2027.yml", "2.json", "3.json", "01.json", "ә.yml", "a b.md"]
    return [*names, name.replace(".kk.", ".en."), name.replace("0", "1"), "11-new.kk.md", "x" * 200 + ".yml"]


def forged(root: Path, chance: random.Random) -> str:
    """A sealed edition changed, and with it its digests and its seal."""
    path = file(root, chance, ".json")
    about = path.parent.parent / "strategy.yml"
    before = path.read_text("utf-8")
    changed = read(path)
    inside = changed.get(chance.choice(("indicators", "indicators", "chapters")), changed)
    operator = chance.choice((data.wrong, data.likely, data.likely, data.without, data.moved, data.field))
    told = operator(chance.choice(list(inside.values())), chance, root)
    text = json.dumps(changed, default=str, indent=1, ensure_ascii=False)
    sealed = read_sealed(text)
    if sealed:
        text = content.canonical(sealed.content())
    path.write_text(text, "utf-8")
    seal = about.read_text("utf-8").replace(content.digest(before), content.digest(text))
    about.write_text(seal, "utf-8")
    return f"{named(root, path)}: {told}"[:300]
