"""`python scripts/dev.py COMMAND …`: reads which command is asked for, and runs it.

Owns the languages of the messages, and that no fault of a file or a disk ends in a traceback.
"""

import argparse
import errno
import importlib
import locale
import os
import re
import sys
from io import TextIOWrapper
from pathlib import Path

from citystrategy import day
from citystrategy.editing.change import BusyError, StaleError, UnreadableError, locked, settled
from citystrategy.problems.problem import nearest, visible
from citystrategy.tools.argument_words import Once, speak
from citystrategy.tools.command import DONE, UNABLE, Command, Desk
from citystrategy.words.words import LANGUAGES, MINUS, Words, asked_language, languages_named, tool_words

COMMANDS: dict[str, str] = {
    "approve": "approve",
    "archive": "archive",
    "compare": "compare",
    "due": "due",
    "import": "importing",
    "new-city": "new_city",
    "record": "record",
    "report": "report",
    "remove-demonstrations": "remove_demonstrations",
    "schemas": "schemas",
    "seal": "seal",
    "serve": "serve",
    "workbook": "workbook",
}
"""The module of each command, imported when it is asked for."""
REFUSALS = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "tools.held"),
    errno.ENOSPC: "tools.full",
}
"""What is said of a fault of the system that an editor can mend, by its number."""
PROGRAM = "python scripts/dev.py"
"""How people call the commands."""
ROOT = Path(__file__).resolve().parents[3]


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Runs the command that the arguments name; the status to end with (see `command.DONE`)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Kazakh is not in every console's own encoding.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    words = tool_words(asked_language(given, os.environ, locale.getlocale()[0] or ""))
    speak(words.language)
    languages, rest = languages_named(given), list(given)
    places = (place for place, argument in enumerate(rest) if not argument.startswith("-"))
    place = next((place for place in places if place not in languages), None)
    name = "" if place is None else rest.pop(place)
    if not name and {"-h", "--help"} & {*given}:
        print(unknown("", words))
        return DONE
    if name not in COMMANDS:
        print(unknown(name, words), file=sys.stderr)
        return UNABLE
    command: Command = importlib.import_module(f"citystrategy.tools.{COMMANDS[name]}").COMMAND
    parser = argparse.ArgumentParser(prog=f"{PROGRAM} {name}", description=words(f"{COMMANDS[name]}.about"))
    parser.add_argument("--lang", choices=(*LANGUAGES, "en"), help=words("tools.lang"))
    parser.set_defaults(dry_run=False)
    if command.writes:
        parser.add_argument("--dry-run", action="store_true", help=words("tools.dry_run"))
    parser.register("action", None, Once)
    command.arguments(parser, words)
    # A value may be «-0,369», which is no option.
    rest = [re.sub(r"^-(?=[0-9.,])", MINUS, argument) for argument in rest]
    asked = parser.parse_args(rest)
    try:
        today = day.today(os.environ)
    except ValueError as error:
        print(words("build.epoch", given=visible(str(error))), file=sys.stderr)
        return UNABLE
    return run(command, asked, Desk(root, words, today, asked.dry_run))


def unknown(name: str, words: Words) -> str:
    """What to say where no command, or one that is not there, was asked for: all that there are."""
    programs: dict[str, str] = words.words["tools"]["programs"]
    near = nearest(name, (*programs, *COMMANDS)) if name else ""
    asked = [words("tools.unknown", name=name)] if name else []
    guessed = [words.problem("nearest", nearest=near)] if near else []
    about = programs | {command: words(f"{module}.about") for command, module in COMMANDS.items()}
    listed = (f"  {command}: {text}" for command, text in about.items())
    return "\n".join([" ".join([*asked, *guessed, words("tools.commands", program=PROGRAM)]), *listed])


def run(command: Command, asked: argparse.Namespace, desk: Desk) -> int:
    """Runs a command, while no other one writes if it writes itself; what the machine refuses is said."""
    words = desk.words
    try:
        if command.writes and not desk.dry_run:
            with locked(desk.root):
                return command.run(asked, desk)
        if settled(desk.root):
            return command.run(asked, desk)
        desk.complain(words("check.unfinished"))
    except BusyError:
        desk.complain(words("tools.busy"))
    except StaleError as error:
        desk.complain(words("tools.stale", path=error.args[0]))
    except UnreadableError as error:
        desk.complain(words("tools.unreadable", path=error.args[0]))
    except OSError as error:
        path = error.filename2 or error.filename or desk.root
        reason = error.strerror or error
        desk.complain(words(REFUSALS.get(error.errno or 0, "tools.failed"), path=path, reason=reason))
    except KeyboardInterrupt:
        desk.complain(words("tools.stopped"))
    return UNABLE


if __name__ == "__main__":
    sys.exit(main())
