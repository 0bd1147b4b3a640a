"""Data files on the web are fetched whole, and opened with all that they can contain."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests import format_samples as samples
from tests.shared_server import Server, reply, shared_server

from arctic_map.cli.main import main
from arctic_map.cli.shared_files import fetched
from arctic_map.fetching import fetch
from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.fetch import fetch_layer, shared_layers
from arctic_map.model.shared_source import WHOLE_FILE, SharedLayer, file_at
from arctic_map.storage.layer_copies import origin_of
from arctic_map.tables.file_data import read


@pytest.fixture
def server() -> Iterator[Server]:
    with shared_server() as running:
        yield running


def serve(server: Server, path: Path) -> str:
    body = path.read_bytes()
    server.faults[path.name] = lambda to: reply(to, body, "application/octet-stream")
    return f"http://{server.host}/data/{path.name}"


def test_addresses_of_data_files_are_recognised() -> None:
    for name in ("ships.gpkg", "ice.nc", "Ships%202026.CSV", "relief.tif"):
        assert file_at(f"https://example.org/data/{name}?token=1") is not None
    found = file_at("https://example.org/Ships%202026.csv")
    assert found == SharedLayer("Ships 2026.csv", "Ships 2026.csv", None, WHOLE_FILE)
    for other in ("https://example.org/ogc", "https://example.org/a.shp", "https://example.org/ogc/collections.json",
                  "https://example.org/{z}/{x}/{y}.tif", "postgresql://host/db.gpkg"):  # fmt: skip
        assert file_at(other) is None


def test_a_file_is_copied_byte_by_byte_and_named_as_on_the_web(server: Server, tmp_path: Path) -> None:
    file = samples.write(tmp_path, ".gpkg", "Point", "EPSG:3413", layer="ports")
    address = serve(server, file)
    (layer,) = shared_layers(address)
    shares = list[tuple[int, int | None]]()
    path = fetch_layer(address, layer.name, tmp_path / "copies", lambda done, of: shares.append((done, of)))
    assert path.name == file.name and path.read_bytes() == file.read_bytes()
    assert shares[-1] == (file.stat().st_size, file.stat().st_size)
    opened = read(path, 1).layer
    assert opened.origin == origin_of(path) and opened.name == file.name


def test_a_layer_of_a_file_on_the_web_can_be_named(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    address = serve(server, samples.write(tmp_path, ".gpkg", "Point", "EPSG:3413", layer="ports"))
    assert fetched(f"{address}:ports").name.endswith(".gpkg:ports")
    assert main(["info", address]) == 0
    assert "EPSG:3413" in capsys.readouterr().out
    opened = read(fetched(f"{address}:ports"), 1).layer
    assert opened.origin is not None and opened.name.startswith("ports (")


def broken_off(to: BaseHTTPRequestHandler) -> None:
    reply(to, b"name,lon,lat\n", length="5000")
    to.connection.shutdown(socket.SHUT_RDWR)


def test_faults_leave_the_earlier_copy(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ships.csv").write_text("name,lon,lat\nA,40,70\n")
    address = serve(server, tmp_path / "ships.csv")
    path = fetch_layer(address, "ships.csv", tmp_path / "copies")
    server.faults["ships.csv"] = broken_off
    with pytest.raises(FetchError, match="its answer was broken off"):
        fetch_layer(address, "ships.csv", tmp_path / "copies")
    server.faults["ships.csv"] = lambda to: to.send_error(404)
    with pytest.raises(FetchError, match="it has nothing at this address"):
        fetch_layer(address, "ships.csv", tmp_path / "copies")
    server.faults["ships.csv"] = lambda to: reply(to, b"x" * 5000)
    monkeypatch.setattr(fetch, "MAX_SIZE", 1000)
    with pytest.raises(FetchError, match="the file is larger than"):
        fetch_layer(address, "ships.csv", tmp_path / "copies")
    assert path.read_text() == "name,lon,lat\nA,40,70\n"
    assert len([*path.parent.iterdir()]) == 2
