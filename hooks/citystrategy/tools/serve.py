"""`serve`: the site while somebody writes: a saved change is in the browser within two seconds.

Owns what the terminal tells. Must not know how pages are made (`preview/`).
"""

import argparse
import sys
import tempfile
import threading
from pathlib import Path

from citystrategy.tools.command import DONE, UNABLE, Command, Desk
from citystrategy.tools.preview.server import Server
from citystrategy.tools.preview.state import Preview, ShownNow
from citystrategy.tools.strategies import city_folders, named, names, unknown
from citystrategy.words.words import Words

PORTS = (8000, 0)
"""The port that is tried first, and any that is free."""


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """The city and the port."""
    parser.add_argument("city", nargs="?", metavar="CITY", help=words("serve.city"))
    parser.add_argument("--port", type=int, help=words("serve.port"))


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Serves the preview until Ctrl-C."""
    desk.say(desk.words("serve.begins"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        preview = Preview(desk.root, Path(folder), lambda url, fault: _failed(desk, url, fault))
        city = None
        if asked.city:
            by_name = names(city_folders(desk.root), preview.state.now.tree.cities)
            city = named(asked.city, by_name)
            if city is None:
                desk.complain(unknown(asked.city, by_name, desk.words))
                return UNABLE
        server = _server(preview, city, asked.port)
        if server is None:
            desk.complain(desk.words("serve.no_port", port=asked.port or PORTS[0]))
            return UNABLE
        _serve(server, preview, city, desk)
    return DONE


def _failed(desk: Desk, url: str, fault: BaseException) -> None:
    desk.complain(desk.words("serve.failed", page=f"/{url}", reason=f"{type(fault).__name__}: {fault}"))


def _server(preview: Preview, city: str | None, port: int | None) -> Server | None:
    for number in PORTS if port is None else (port,):
        try:
            return Server(preview, city, number)
        except (OSError, OverflowError):
            continue
    return None


def _serve(server: Server, preview: Preview, city: str | None, desk: Desk) -> None:
    address = f"http://127.0.0.1:{server.server_port}"
    path = f"{city}/" if city else ""
    ended = threading.Event()

    def told(known: ShownNow, seconds: float) -> None:
        """Tells what the check says of a saved change."""
        desk.say(desk.words("serve.taken_up", seconds=f"{seconds:.1f}".replace(".", ",")))
        tell(known)

    def tell(known: ShownNow) -> None:
        problems = preview.problems_of(city)
        desk.list(problems)
        stopping = sum(problem.severity == "error" for problem in problems)
        said = desk.words("check.counts", errors=stopping, warnings=len(problems) - stopping)
        desk.say(said if problems else desk.words("check.clean"))
        if known.stale:
            desk.say(desk.words("serve.state.stale"))

    tell(preview.state)
    desk.say(desk.words("serve.address", kk=f"{address}/{path}", ru=f"{address}/ru/{path}"))
    follower = threading.Thread(target=preview.follow, args=(told, ended), daemon=True)
    follower.start()
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    finally:
        ended.set()
        server.server_close()


COMMAND = Command(arguments, run, writes=False)
