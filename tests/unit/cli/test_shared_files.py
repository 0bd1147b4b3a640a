"""Layers of servers as arguments: fetched by a process of their own when the command runs."""

from pathlib import Path

import pytest
from tests.shared_server import STATIONS, reply, shared_server

from arctic_map.cli import main as command_line
from arctic_map.cli.main import main
from arctic_map.storage.app_folders import shared_folder
from arctic_map.storage.layer_copies import layer_copies

CAPABILITIES = b"""<WMT_MS_Capabilities version="1.1.1"><Service/><Capability><Layer><Layer><Name>ice</Name>
<Title>Ice</Title><Extent name="time">2024/2026/P1Y</Extent>
<Style><Name>white</Name></Style><Style><Name>grey</Name></Style></Layer></Layer></Capability>
</WMT_MS_Capabilities>"""


@pytest.fixture(autouse=True)
def data_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def test_a_server_is_described_by_its_layers_and_a_layer_like_a_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with shared_server() as server:
        assert main(["info", server.address]) == 0
        assert capsys.readouterr().out.splitlines()[1].split() == ["stations", "Weather", "stations"]
        assert main(["info", f"{server.address}:stations"]) == 0
        assert f"features  {STATIONS:,}" in capsys.readouterr().out
        assert [origin.layer for _, origin in layer_copies(shared_folder())] == ["stations"]
        assert main(["info", f"{server.address}:seals"]) == 1
        assert capsys.readouterr().err == (
            f"arctic-map: {server.host}: nothing was fetched: it has no layer seals; it has stations\n"
        )


def test_the_times_and_styles_of_a_picture_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with shared_server() as server:
        server.faults["/wms"] = lambda to: reply(to, CAPABILITIES, "text/xml")
        assert main(["info", f"http://{server.host}/wms"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == [
        "ice has times up to 2026, named as in ice?time=2026",
        "ice has the styles white, grey, named as in ice?style=white",
    ]


def test_a_map_with_a_layer_of_a_server_names_its_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "map.svg"
    with shared_server() as server:
        assert main(["export", str(out), "--with", server.address]) == 2
        assert capsys.readouterr().err == (
            f"arctic-map: {server.address}: name one of its layers after a colon: stations\n"
        )
        assert main(["export", str(out), "--with", f"{server.address}:stations"]) == 0
        text = " ".join(out.read_text().replace("</tspan>", " ").split())
        assert server.host in text and "not checked" in text


def test_reading_the_command_line_contacts_nobody() -> None:
    with shared_server() as server:
        command_line.read(["export", "map.png", "--with", f"{server.address}:stations"])
        command_line.read(["info", server.address])
        assert not server.requests
