"""`arctic-map fetch`: lists or fetches shared layers for the window in a process of its own.

The address comes by the standard input, since everyone on the computer can read the arguments of a process.
"""

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

from arctic_map.cli.parser import Parser
from arctic_map.cli.text import flush
from arctic_map.fetching.failure import FetchError, LoginNeeded
from arctic_map.fetching.fetch import fetch_layer, shared_layers
from arctic_map.fetching.stored_passwords import forget_password, store_password, with_stored_password
from arctic_map.model.map_view import ARCTIC, FetchView
from arctic_map.storage.languages import speak_in

INTERVAL_S = 0.1


def options(parser: Parser) -> None:
    parser.describe("List the layers of a server or database, or fetch one.")
    parser.add_argument("--into", metavar="DIR", type=Path, required=True)


def run(args: Namespace) -> int:
    """Read one request as JSON, and print the progress and the outcome, a line of JSON each."""
    request = json.loads(sys.stdin.readline())
    speak_in(str(request.get("language", "en")))
    address, layer, view = str(request["address"]), str(request["layer"]), ARCTIC
    if given := request.get("view"):
        places = tuple((float(lon), float(lat)) for lon, lat in given["places"])
        view = FetchView(places, int(given["width"]), int(given["height"]), bool(given["only"]))
    shown = [monotonic()]

    def report(done: int, of: int | None) -> None:
        if monotonic() - shown[0] > INTERVAL_S:
            shown[0] = monotonic()
            _say({"done": done, "of": of})

    complete = with_stored_password(address)
    used_stored = complete != address
    try:
        if layer:
            _say({"path": str(fetch_layer(complete, layer, args.into, report, view))})
        else:
            layers, stores = [asdict(each) for each in shared_layers(complete)], request.get("stores")
            failure = _store(complete, stores)
            used_stored = used_stored and (stores is None or bool(failure))
            _say({"layers": layers, "keyring_failure": failure, "used_stored": used_stored})
    except FetchError as error:
        needs_login = isinstance(error, LoginNeeded)
        answer = {"why": error.why, "host": error.where, "needs_login": needs_login}
        _say({**answer, "used_stored": used_stored})
        return 1
    return 0


def _store(address: str, stores: bool | None) -> str:
    """Store the password of an address that was accepted, or delete it, and say why that failed."""
    try:
        if stores is not None:
            (store_password if stores else forget_password)(address)
    except FetchError as error:
        return error.why
    return ""


def _say(message: dict[str, Any]) -> None:
    print(json.dumps(message))
    flush()
