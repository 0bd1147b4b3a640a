"""The gazetteer of ports is read as it was written, and says where it cannot be."""

from pathlib import Path

import pytest

from arctic_map.errors import ContentError
from arctic_map.model.itinerary import Port
from arctic_map.storage import gazetteers

PORTS = (
    Port("RUMMK", "Мурманск", "RU", (33.05, 68.97), (33.04, 68.99), 2_345.0),
    Port("", "No code", "NO", (-179.5, 70.0), (179.9, 70.1), 0.0),
)


def test_ports_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = gazetteers.write_ports(tmp_path, PORTS)
    assert path == gazetteers.ports_path(tmp_path) and path.is_relative_to(tmp_path)
    assert gazetteers.read_ports(tmp_path) == PORTS
    # A port a line, so that versions of the file can be compared.
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(PORTS) + 2


def test_metres_to_water_are_rounded(tmp_path: Path) -> None:
    gazetteers.write_ports(tmp_path, [Port("A", "A", "", (1.0, 2.0), (3.0, 4.0), 12.6)])
    assert [port.moved for port in gazetteers.read_ports(tmp_path)] == [13.0]


def test_without_a_gazetteer_there_are_no_ports_and_a_broken_one_is_named(tmp_path: Path) -> None:
    assert gazetteers.read_ports(tmp_path) == ()
    path = gazetteers.write_ports(tmp_path, ())
    assert gazetteers.read_ports(tmp_path) == ()
    path.write_text('[["A"]]')
    with pytest.raises(ContentError, match="cannot be read") as caught:
        gazetteers.read_ports(tmp_path)
    assert str(path) in str(caught.value) or caught.value.where == str(path)


def test_what_the_set_up_fetched_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "ports.json"
    path.write_text('[["RUMMK","Murmansk","RU",33.05,68.97]]')
    assert gazetteers.read_source(path) == (("RUMMK", "Murmansk", "RU", 33.05, 68.97),)
    path.write_text('[["RUMMK","Murmansk","RU",33.05]]')
    with pytest.raises(ContentError):
        gazetteers.read_source(path)
    with pytest.raises(ContentError):
        gazetteers.read_source(tmp_path / "missing.json")
