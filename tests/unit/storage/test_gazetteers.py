"""The gazetteer of ports is read as it was written, and says where it cannot be."""

import re
from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.errors import ContentError
from arctic_map.model.itinerary import Port
from arctic_map.model.preferences import Names
from arctic_map.storage import gazetteers
from arctic_map.storage.languages import wording

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


def test_names_in_other_languages_belong_to_ports_and_countries_of_the_gazetteer() -> None:
    ports = gazetteers.read_ports()
    known = {port.name for port in ports} | {port.country for port in ports}
    # Ports of the atlas that the gazetteer lacks, or calls otherwise.
    known |= {"St Petersburg", "Sabetta", "Provideniya"}
    table = (resources.root() / "places" / "port_names.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in table[1:]]
    assert all(len(row) == 4 and all(row[:3]) for row in rows)
    names = [row[0] for row in rows]
    assert len({*names}) == len(names) and not {*names} - known
    assert all(re.fullmatch(r"[А-ЯЁа-яё’ -]+", row[1]) for row in rows)
    assert all(re.fullmatch(r"[\u4e00-\u9fff（）]+", row[2]) for row in rows)


@pytest.mark.parametrize(
    ("language", "port", "country"), [("ru", "Иокогама", "Япония"), ("zh", "横滨", "日本")]
)
def test_a_port_is_named_in_each_language(language: Names, port: str, country: str) -> None:
    words = wording(language)
    assert words("Yokohama") == port and words("Japan") == country and words("Brazil") != "Brazil"
    listed = {each.name: each for each in gazetteers.read_ports()}
    assert port in listed["Yokohama"].others and "Antwerp" in listed["Antwerpen"].others


def test_every_country_of_a_port_is_named_in_russian_and_chinese() -> None:
    countries = {port.country for port in gazetteers.read_ports() if port.country}
    for language in ("ru", "zh"):
        assert not countries - {*gazetteers.translated_places(language)}


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
