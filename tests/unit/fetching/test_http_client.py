"""Requests to one server: parts of a file that is read, addresses, and where passwords go."""

import socket
import struct
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from tests.shared_server import Server, reply
from tests.unit.fetching.remote_parts import ranges

from arctic_map.fetching import http_client
from arctic_map.fetching.failure import FetchError, NoParts
from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.remote_file import BLOCK, RemoteBlocks

BODY = bytes(range(251)) * 3000


def blocks_of(double: Server, answer: Any) -> RemoteBlocks:
    double.faults["a.bin"] = answer
    return RemoteBlocks(HttpClient(f"http://{double.host}/a.bin"), lambda done, of: None)


def part_of(to: BaseHTTPRequestHandler, most: int = len(BODY)) -> tuple[int, bytes]:
    """The first byte that is requested, and the bytes from there."""
    start, end = (int(each) for each in to.headers["Range"].removeprefix("bytes=").split("-"))
    return start, BODY[start : min(end + 1, start + most)]


def begin(to: BaseHTTPRequestHandler, start: int, part: bytes, size: str = str(len(BODY))) -> None:
    to.send_response(206)
    to.send_header("Content-Range", f"bytes {start}-{start + len(part) - 1}/{size}")


@pytest.mark.parametrize("most", [1000, 65_536, 200_000])
def test_a_server_may_give_less_than_was_requested(most: int, double: Server) -> None:
    def less(to: BaseHTTPRequestHandler) -> None:
        start, part = part_of(to, most)
        begin(to, start, part)
        to.send_header("Content-Length", str(len(part)))
        to.end_headers()
        to.wfile.write(part)

    blocks = blocks_of(double, less)
    assert blocks.read(BLOCK - 700, 200_000) == BODY[BLOCK - 700 :][:200_000]
    assert blocks.read(len(BODY) - 9, 99) == BODY[-9:]


def test_a_part_may_come_in_chunks(double: Server) -> None:
    def chunked(to: BaseHTTPRequestHandler) -> None:
        start, part = part_of(to)
        to.protocol_version = "HTTP/1.1"
        begin(to, start, part)
        to.send_header("Transfer-Encoding", "chunked")
        to.end_headers()
        to.wfile.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(part), part))

    assert blocks_of(double, chunked).read(5, 300_000) == BODY[5:][:300_000]


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(("fault", "why"), [("reset", "reset by peer"), ("silent", "did not answer")])
def test_a_connection_that_breaks_within_a_part_is_an_error_of_the_server(
    fault: str, why: str, first: bool, double: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_client, "SILENCE_S", 0.3)
    count = iter(range(99))

    def broken(to: BaseHTTPRequestHandler) -> None:
        if next(count) == 0 and not first:
            ranges(BODY)(to)
            return
        start, part = part_of(to)
        begin(to, start, part)
        to.send_header("Content-Length", str(len(part)))
        to.end_headers()
        to.wfile.write(part[:1000])
        to.wfile.flush()
        if fault == "reset":
            to.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            to.connection.recv(1)
        to.connection.close()

    if first:
        with pytest.raises(FetchError, match=why):
            blocks_of(double, broken)
        return
    blocks = blocks_of(double, broken)
    with pytest.raises(OSError, match=why):
        blocks.read(BLOCK, 9)
    assert blocks.failure is not None


def test_a_size_of_many_digits_is_no_part(double: Server) -> None:
    def huge(to: BaseHTTPRequestHandler) -> None:
        begin(to, *part_of(to), "9" * 5000)
        to.end_headers()

    with pytest.raises(NoParts):
        blocks_of(double, huge)


@pytest.mark.parametrize("by", ["ETag", "Last-Modified", "size"])
def test_a_file_that_is_replaced_while_it_is_read_is_an_error(by: str, double: Server) -> None:
    count = iter(range(99))

    def replaced(to: BaseHTTPRequestHandler) -> None:
        number, (start, part) = next(count), part_of(to)
        begin(to, start, part, str(len(BODY) + (number if by == "size" else 0)))
        if by != "size":
            to.send_header(by, f'"{number}"')
        to.send_header("Content-Length", str(len(part)))
        to.end_headers()
        to.wfile.write(part)

    blocks = blocks_of(double, replaced)
    assert blocks.read(0, 9) == BODY[:9]
    with pytest.raises(OSError, match="was changed while it was read"):
        blocks.read(BLOCK, 9)


def test_weak_tags_of_the_same_file_may_differ(double: Server) -> None:
    count = iter(range(99))

    def tagged(to: BaseHTTPRequestHandler) -> None:
        start, part = part_of(to)
        begin(to, start, part)
        to.send_header("ETag", f'W/"{next(count)}"')
        to.send_header("Content-Length", str(len(part)))
        to.end_headers()
        to.wfile.write(part)

    assert blocks_of(double, tagged).read(BLOCK, 9) == BODY[BLOCK:][:9]


def test_addresses_may_have_other_letters_than_latin_ones(double: Server) -> None:
    double.faults["%D0%BB%D1%91%D0%B4.json"] = lambda to: reply(to, b"[]")
    client = HttpClient(f"http://{double.host}/лёд.json?имя=а б")
    assert client.get(client.address, "*/*").body == b"[]"
    assert double.requests == ["/%D0%BB%D1%91%D0%B4.json?%D0%B8%D0%BC%D1%8F=%D0%B0%20%D0%B1"]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:99999/a", "http://host:port/a", "http://[::1/a", "ftp://h/a"]
)
def test_what_is_no_address_on_the_web_is_an_error(address: str) -> None:
    with pytest.raises(FetchError, match=r"web|http"):
        HttpClient(address)
    with pytest.raises(FetchError, match=r"not on the web|refers to"):
        HttpClient("https://example.org").own_address(address)


def test_a_password_is_never_sent_without_encryption_by_an_encrypted_server() -> None:
    client = HttpClient("https://me:secret@example.org/a")
    for link in ("http://example.org/b?c=1", "http://example.org:80/b?c=1", "/b?c=1"):
        assert client.own_address(link, client.address) == "https://example.org/b?c=1"
    open_one = HttpClient("http://example.org/a")
    assert open_one.own_address("https://example.org/b") == "https://example.org/b"
    assert open_one.own_address("b", "http://example.org/a/") == "http://example.org/a/b"
    for link in ("http://example.org:8080/b", "https://other.org/b"):
        with pytest.raises(FetchError, match="connect to that address itself"):
            client.own_address(link)
