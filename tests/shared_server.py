"""A double of a server with OGC API Features on this computer, which can be told to misbehave."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

STATIONS = 2500
PAGE = 1000


def station(number: int) -> dict[str, Any]:
    """A weather station north of 60 degrees."""
    return {
        "type": "Feature",
        "id": number,
        "properties": {"name": f"Station {number}", "height": number / 4},
        "geometry": {"type": "Point", "coordinates": [number * 7 % 360 - 180, 60 + number % 30]},
    }


class Server:
    """The server, and what it was asked."""

    def __init__(self) -> None:
        self.count = STATIONS
        """Number of stations that it gives; it always announces STATIONS."""
        self.requests: list[str] = []
        self.logins: set[str] = set()
        """What it was told of user names and passwords."""
        self.faults: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        """What is done instead for paths that end so."""
        self.guard: Callable[[BaseHTTPRequestHandler], bool] = lambda request: False
        """What refuses a request and returns True, or lets it pass."""
        server = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                """Print nothing."""

            def do_GET(self) -> None:
                server.requests.append(self.path)
                server.logins.add(self.headers["Authorization"] or "")
                if server.guard(self):
                    return
                parts = urlsplit(self.path)
                for end, fault in server.faults.items():
                    if parts.path.endswith(end):
                        fault(self)
                        return
                found = server.page(parts.path, parse_qs(parts.query))
                if found is None:
                    self.send_error(404)
                else:
                    reply(self, json.dumps(found, indent=1).encode())

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def address(self) -> str:
        return f"http://{self.host}/ogc"

    def page(self, path: str, query: dict[str, list[str]]) -> dict[str, Any] | None:
        """What a well-behaved server answers."""
        if path == "/ogc":
            return {"links": [{"rel": "data", "href": f"{self.address}/collections"}]}
        if path == "/ogc/collections":
            listed = [
                {"id": "stations", "title": "Weather stations"},
                {"id": "map", "title": "Tiles", "itemType": "record"},
            ]
            return {"collections": listed, "links": []}
        if path != "/ogc/collections/stations/items":
            return None
        start = int(query.get("offset", ["0"])[0])
        end = min(start + PAGE, self.count)
        following = f"{self.address}/collections/stations/items?offset={end}"
        links = [{"rel": "next", "href": following}] if end < self.count else []
        features = [station(number) for number in range(start, end)]
        return {"type": "FeatureCollection", "features": features, "links": links, "numberMatched": STATIONS}

    def run(self) -> None:
        self._server.serve_forever(poll_interval=0.02)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def reply(to: BaseHTTPRequestHandler, body: bytes, type: str = "application/json", **headers: str) -> None:
    """Answer a request; `length` says another length than the body has."""
    to.send_response(200)
    to.send_header("Content-Type", type)
    to.send_header("Content-Length", headers.pop("length", str(len(body))))
    for name, value in headers.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)


@contextmanager
def shared_server() -> Iterator[Server]:
    """The server while it runs."""
    server = Server()
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()
