"""Layers of a web server are fetched whole, and no fault of a server harms the copy or goes unsaid."""

import gzip
import json
import socket
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.shared_server import STATIONS, Server, reply, shared_server, station

from arctic_map.fetching import http_client
from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.fetch import fetch_layer, shared_layers
from arctic_map.fetching.ogc_api import base_of
from arctic_map.model.map_view import FetchView
from arctic_map.model.shared_source import SharedLayer
from arctic_map.storage.layer_copies import delete_copy, layer_copies, origin_of
from arctic_map.tables.file_data import read

LAYER = SharedLayer("stations", "Weather stations")
ITEMS = "/items"


@pytest.fixture
def server() -> Iterator[Server]:
    with shared_server() as running:
        yield running


def test_the_collections_of_features_are_listed_whatever_part_of_the_address_is_given(server: Server) -> None:
    for more in ("", "/", "/collections", "/collections/stations/items?limit=1"):
        assert shared_layers(server.address + more) == (LAYER,)


def test_all_pages_of_a_layer_become_a_file_with_its_origin(server: Server, tmp_path: Path) -> None:
    shares = list[tuple[int, int | None]]()
    path = fetch_layer(server.address, LAYER.name, tmp_path, lambda done, of: shares.append((done, of)))
    lines = path.read_text().splitlines()
    assert [json.loads(line) for line in lines] == [station(number) for number in range(STATIONS)]
    assert shares == [(1000, STATIONS), (2000, STATIONS), (2500, STATIONS)]
    origin = origin_of(path)
    assert origin is not None and (origin.host, origin.title, origin.remarks) == (
        server.host,
        LAYER.title,
        (),
    )
    assert layer_copies(tmp_path) == ((path, origin),)
    layer = read(path, 1).layer
    assert (layer.name, layer.count, layer.origin) == ("Weather stations", STATIONS, origin)
    delete_copy(path)
    assert not list(tmp_path.iterdir())


def test_a_password_in_the_address_is_sent_and_not_stored(server: Server, tmp_path: Path) -> None:
    path = fetch_layer(server.address.replace("//", "//me:se%20cret@"), LAYER.name, tmp_path)
    assert server.logins == {"Basic " + b64encode(b"me:se cret").decode()}
    origin = origin_of(path)
    assert origin is not None and origin.address == server.address.replace("//", "//me@")
    assert b"cret" not in b"".join(each.read_bytes() for each in path.parent.iterdir())


def broken_off(to: BaseHTTPRequestHandler) -> None:
    reply(to, b'{"features": [{"type": "Fea', length="5000")
    to.connection.shutdown(socket.SHUT_RDWR)


def status(code: int) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda to: to.send_error(code)


def to_address(address: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def redirect(to: BaseHTTPRequestHandler) -> None:
        to.send_response(302)
        to.send_header("Location", address)
        to.end_headers()

    return redirect


def same_page_again(to: BaseHTTPRequestHandler) -> None:
    link = {"rel": "next", "href": f"http://{to.headers['Host']}{to.path}"}
    reply(to, json.dumps({"features": [station(1)], "links": [link]}).encode())


def next_elsewhere(to: BaseHTTPRequestHandler) -> None:
    link = {"rel": "next", "href": "http://elsewhere.example/items"}
    reply(to, json.dumps({"features": [station(1)], "links": [link]}).encode())


FAULTS = {
    "broken off": (broken_off, "its answer was broken off"),
    "half a row": (lambda to: reply(to, b'{"features": [{"type": "Feature", "prop'), "not features in JSON"),
    "no UTF-8": (
        lambda to: reply(to, b'{"features": [], "links": [{"href": "\xff"}]}'),
        "not features in JSON",
    ),
    "no features": (lambda to: reply(to, b'{"features": []}'), "the layer has no features"),
    "HTML": (lambda to: reply(to, b"<html>Welcome</html>", "text/html"), "not features in JSON"),
    "noise": (lambda to: to.wfile.write(bytes(range(128, 256)) * 20), "is no answer of a web server"),
    "another host": (to_address("http://elsewhere.example/x"), "it refers to elsewhere.example"),
    "another port": (to_address("http://127.0.0.1:9/x"), "it refers to 127.0.0.1:9"),
    "a file": (to_address("file:///etc/passwd"), "it refers to an address that is not on the web"),
    "a page elsewhere": (next_elsewhere, "it refers to elsewhere.example"),
    "pages without an end": (same_page_again, "its pages of features have no end"),
    "another system": (
        lambda to: reply(
            to, b'{"features": []}', Content_Crs="<http://www.opengis.net/def/crs/EPSG/0/5940>"
        ),
        "it gives positions in http://www.opengis.net/def/crs/EPSG/0/5940",
    ),
    "401": (status(401), "it asks for a user name and a password"),
    "403": (status(403), "it does not allow this"),
    "404": (status(404), "it has nothing at this address"),
    "429": (status(429), "it has had too many requests"),
    "500": (status(500), "it answered with error 500"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_server_is_an_error_and_the_earlier_copy_stays(
    fault: str, server: Server, tmp_path: Path
) -> None:
    path = fetch_layer(server.address, LAYER.name, tmp_path)
    before = path.read_bytes()
    behaviour, words = FAULTS[fault]
    server.faults[ITEMS] = behaviour
    with pytest.raises(FetchError, match=words) as caught:
        fetch_layer(server.address, LAYER.name, tmp_path)
    assert caught.value.where == server.host
    assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, f"{path.name}.source.json"]


def test_a_server_that_refers_elsewhere_is_not_followed(server: Server, tmp_path: Path) -> None:
    with shared_server() as other:
        server.faults[ITEMS] = to_address(f"{other.address}/collections/stations/items")
        with pytest.raises(FetchError, match="connect to that address itself"):
            fetch_layer(server.address, LAYER.name, tmp_path)
        assert not other.requests


def test_a_silent_slow_or_endless_server_ends_in_an_error(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_client, "SILENCE_S", 0.2)
    ended = list[bool]()

    def silent(to: BaseHTTPRequestHandler) -> None:
        # The client closes the connection.
        ended.append(to.rfile.read(1) == b"")

    def endless(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers()
        try:
            while True:
                to.wfile.write(b" " * 1000)
        except OSError:
            ended.append(True)

    server.faults[ITEMS] = silent
    with pytest.raises(FetchError, match="it did not answer for"):
        fetch_layer(server.address, LAYER.name, tmp_path)
    server.faults[ITEMS] = endless
    monkeypatch.setattr(http_client, "MAX_ANSWER", 1_000_000)
    with pytest.raises(FetchError, match="its answer is larger than 1 MB"):
        fetch_layer(server.address, LAYER.name, tmp_path)
    monkeypatch.setattr(http_client, "PAGE_S", 0.0)
    with pytest.raises(FetchError, match="its answer took longer than"):
        fetch_layer(server.address, LAYER.name, tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_address_where_nothing_answers_is_an_error() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(FetchError, match="nothing answers at this address"):
        shared_layers(f"http://127.0.0.1:{port}/ogc")
    with pytest.raises(FetchError, match="there is no computer of this name"):
        shared_layers("http://arctic-map.invalid/ogc")


def test_a_difference_from_what_the_server_announced_is_recorded(server: Server, tmp_path: Path) -> None:
    page = {"features": [station(1), station(2)], "numberMatched": 5}
    server.faults[ITEMS] = lambda to: reply(to, json.dumps(page).encode())
    origin = origin_of(fetch_layer(server.address, LAYER.name, tmp_path))
    assert origin is not None and origin.remarks == ("the server announced 5 features and gave 2",)


PLACES = tuple((lon, lat) for lon in (170.0, 180.0, -170.0) for lat in (60.0, 70.0))
VIEW = FetchView(PLACES, 500, 500, only=True)


def in_view(feature: dict[str, Any]) -> bool:
    lon, lat = feature["geometry"]["coordinates"]
    return any(west <= lon <= east and south <= lat <= north for west, south, east, north in VIEW.boxes)


@pytest.mark.parametrize("obeys", [True, False])
def test_of_a_view_only_its_features_are_fetched_each_once(
    obeys: bool, server: Server, tmp_path: Path
) -> None:
    expected = [feature for feature in map(station, range(STATIONS)) if in_view(feature)]

    def items(to: BaseHTTPRequestHandler) -> None:
        west, south, east, north = (
            float(each) for each in parse_qs(urlsplit(to.path).query)["bbox"][0].split(",")
        )
        given = [
            feature
            for feature in map(station, range(STATIONS))
            if not obeys
            or (west <= feature["geometry"]["coordinates"][0] <= east
                and south <= feature["geometry"]["coordinates"][1] <= north)
        ]  # fmt: skip
        reply(to, json.dumps({"features": given}).encode())

    server.faults[ITEMS] = items
    path = fetch_layer(server.address, LAYER.name, tmp_path, view=VIEW)
    found = sorted((json.loads(line) for line in path.read_text().splitlines()), key=lambda each: each["id"])
    assert found == expected and len(expected) > 50
    origin = origin_of(path)
    assert origin is not None and origin.only_view
    left_out = () if obeys else (f"{2 * STATIONS - 2 * len(expected):,} features outside it were left out",)
    assert origin.remarks == ("only what the map showed was fetched", *left_out)


def test_a_view_without_features_is_an_error(server: Server, tmp_path: Path) -> None:
    nowhere = FetchView(((0.0, -10.0), (1.0, -11.0)), 10, 10, only=True)
    with pytest.raises(FetchError, match="the layer has no features in what the map shows"):
        fetch_layer(server.address, LAYER.name, tmp_path, view=nowhere)


UNUSUAL: dict[str, tuple[bytes, dict[str, Any]]] = {
    "a byte order mark": (b"\xef\xbb\xbf", {}),
    "null links": (b"", {"links": None}),
    "a link without a type": (b"", {"links": [{"href": None, "rel": "self", "type": None}]}),
    "an unknown number": (b"", {"numberMatched": "unknown"}),
}


@pytest.mark.parametrize("what", UNUSUAL)
def test_unusual_json_is_read(what: str, server: Server, tmp_path: Path) -> None:
    start, members = UNUSUAL[what]
    collections = json.dumps({"collections": [{"id": 7, "title": {"en": "Seven"}}], **members}).encode()
    page = json.dumps({"features": [station(1)], **members}).encode()
    server.faults["/collections"] = lambda to: reply(to, start + collections)
    server.faults["/collections/7/items"] = lambda to: reply(to, start + page)
    assert shared_layers(server.address) == (SharedLayer("7", "7"),)
    path = fetch_layer(server.address, "7", tmp_path)
    assert [json.loads(line) for line in path.read_text().splitlines()] == [station(1)]


def test_answers_that_are_compressed_uninvited_are_read(server: Server, tmp_path: Path) -> None:
    page = json.dumps({"features": [station(number) for number in range(900)]}).encode()

    def packed(to: BaseHTTPRequestHandler) -> None:
        reply(to, gzip.compress(page), Content_Encoding="gzip")

    def cut(to: BaseHTTPRequestHandler) -> None:
        reply(to, gzip.compress(page)[:-20], Content_Encoding="gzip")

    server.faults[ITEMS] = server.faults["/a.geojson"] = packed
    assert len(fetch_layer(server.address, LAYER.name, tmp_path).read_text().splitlines()) == 900
    assert fetch_layer(f"http://{server.host}/a.geojson", "a.geojson", tmp_path).read_bytes() == page
    server.faults[ITEMS] = cut
    with pytest.raises(FetchError, match="its answer was broken off"):
        fetch_layer(server.address, LAYER.name, tmp_path)


def test_a_key_in_the_address_is_in_each_request(server: Server, tmp_path: Path) -> None:
    fetch_layer(f"{server.address}/collections?limit=1&api_key=secret", LAYER.name, tmp_path)
    assert len(server.requests) == 4
    for each in server.requests:
        query = parse_qs(urlsplit(each).query)
        assert query["api_key"] == ["secret"] and query.get("limit") in (None, ["1000"])


def test_the_word_collections_may_begin_a_longer_one() -> None:
    address = "https://example.org/collections-api/ogc"
    assert base_of(f"{address}/collections/a/items") == address


def test_two_fetches_of_a_layer_do_not_mix(server: Server, tmp_path: Path) -> None:
    begun, others = threading.Event(), list[Path]()

    def second() -> None:
        begun.wait()
        others.append(fetch_layer(server.address, LAYER.name, tmp_path))

    def progress(done: int, of: int | None) -> None:
        begun.set()
        if done == 1000:
            thread.join()

    thread = threading.Thread(target=second)
    thread.start()
    path = fetch_layer(server.address, LAYER.name, tmp_path, progress)
    assert others == [path] and len(path.read_text().splitlines()) == STATIONS


def test_the_part_of_a_killed_fetch_is_deleted_by_the_next(server: Server, tmp_path: Path) -> None:
    requested, ended = threading.Event(), threading.Event()

    def silent(to: BaseHTTPRequestHandler) -> None:
        requested.set()
        ended.wait()

    server.faults[ITEMS] = silent
    command = [sys.executable, "-m", "arctic_map", "fetch", "--into", str(tmp_path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert process.stdin is not None
    process.stdin.write(json.dumps({"address": server.address, "layer": LAYER.name}).encode() + b"\n")
    process.stdin.close()
    assert requested.wait(60)
    process.kill()
    process.wait()
    ended.set()
    (part,) = tmp_path.iterdir()
    server.faults.clear()
    path = fetch_layer(server.address, LAYER.name, tmp_path)
    assert not part.exists() and list(tmp_path.iterdir()) == [path.parent]
