"""`remove-demonstrations`: leaves a national site without the demonstrations, which it names before they go.

Owns that nothing else goes: drafts, approved strategies, registers, sources and the order stay.
"""

import argparse

from citystrategy.editing.change import Change, text_of
from citystrategy.model.tree import CityFolder
from citystrategy.reading.load import load
from citystrategy.tools.command import DONE, REFUSED, Command, Desk
from citystrategy.words.words import Words


def _arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--yes", action="store_true", help=words("remove_demonstrations.confirmed"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Removes all demonstrations together, or none."""
    words = desk.words
    folders = [folder for folder in load(desk.root)[0].strategies if folder.unapproved == "demonstration"]
    if not folders:
        desk.say(words("remove_demonstrations.none"))
        return DONE
    locations = [folder.location for folder in folders]
    if not (asked.yes or desk.dry_run):
        desk.complain(words("remove_demonstrations.sure", folders=", ".join(locations)))
        return REFUSED
    texts: dict[str, str | None] = {}
    for path in (path for folder in folders for path in _files(folder, desk)):
        try:
            texts[path] = text_of(desk.root, path)
        except UnicodeError:
            desk.complain(words("remove_demonstrations.text", path=path))
            return REFUSED
    return desk.write(Change(texts, dict.fromkeys(texts)))


def _files(folder: CityFolder, desk: Desk) -> list[str]:
    """Every file of a city's folder, from the root; what the system hides there goes too."""
    files = (path for path in (desk.root / folder.location).rglob("*") if path.is_file())
    return sorted(path.relative_to(desk.root).as_posix() for path in files)


COMMAND = Command(_arguments, run)
