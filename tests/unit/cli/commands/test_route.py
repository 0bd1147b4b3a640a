"""`arctic-map route`, on the network of the package."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from arctic_map.cli.main import main


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["route", *arguments, "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_a_route_lists_the_ways_shortest_first_and_the_caution_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["route", "Мурманск", "JPYOK", "--month", "9"]) == 0
    text = capsys.readouterr().out
    assert text.count("Not for navigation") == 1
    assert "Credit: Sea Ice Index, National Snow and Ice Data Center" in text
    rows = [line.split() for line in text.splitlines()[2:9]]
    assert [row[0] for row in rows].count("nsr") == 3
    assert {row[0] for row in rows} == {"nsr", "suez", "panama", "nwp", "pole"}
    assert "breaks even with Suez Canal after" in text
    assert "Left out, because more than 3 times as long: Cape of Good Hope 29,4" in text
    assert [int(row[1]) for row in rows] == sorted(int(row[1]) for row in rows)


def test_the_answer_in_json_has_the_fields_that_are_promised(capsys: pytest.CaptureFixture[str]) -> None:
    (way,) = answer(capsys, "Hamburg", "Shanghai", "--by", "suez", "--speed", "10")
    assert way["by"] == "suez" and way["ice_km"] is None
    assert {"Suez Canal", "Bab el-Mandeb", "Strait of Gibraltar"} <= set(map(str, way["through"]))  # type: ignore[call-overload]
    assert way["days"] == pytest.approx(float(str(way["distance_nmi"])) / 240.0, abs=0.01)


def test_a_closed_canal_is_on_no_way(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "Rotterdam", "35.6N 139.8E", "--close", "suez,panama", "--close", "nsr")
    assert {way["by"] for way in found} == {"cape", "horn", "nwp", "pole"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Portland", "Hamburg"], "'Portland' is more than one port: Portland (AUPTJ)"),
        (["Hamburg", "Nowhereville"], "there is no port 'Nowhereville'"),
        (["Hamburg", "Murmansk", "--close", "sea"], "there is no strait 'sea': straits are vilkitsky"),
        (["Hamburg", "Murmansk", "--month", "13"], "'13' is not a month from 1 to 12"),
        (["Hamburg", "Murmansk", "--out", "x.doc"], "the name must end with .geojson"),
    ],
)
def test_what_cannot_be_answered_says_why(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["route", *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_no_way_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", "Hamburg", "Murmansk", "--by", "suez"]) == 1
    assert "there is no route by suez from Hamburg to Murmansk" in capsys.readouterr().err


@pytest.mark.slow
def test_ways_are_written_for_other_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / f"way.{end}" for end in ("geojson", "gpx")]
    for file in files:
        assert main(["route", "Murmansk", "JPYOK", "--by", "nsr", "--month", "9", "--out", str(file)]) == 0
    capsys.readouterr()
    (feature,) = json.loads(files[0].read_text())["features"]
    assert feature["geometry"]["type"] == "MultiLineString"
    assert feature["properties"]["by"] == "nsr" and "Not for navigation" in feature["properties"]["note"]
    assert "Credit: Sea Ice Index" in feature["properties"]["note"]
    track = ElementTree.fromstring(files[1].read_text())
    assert len(track.findall(".//{*}trkseg")) == 3 and len(track.findall(".//{*}trkpt")) > 100
