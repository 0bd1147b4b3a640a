"""`arctic-map route`, on the network of the package."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.cases import first_quick

from arctic_map.cli.main import main

NMI = 1.852
"""Kilometres."""


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["route", *arguments, "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_a_route_lists_the_ways_of_ships_first_then_high_latitude_ones_and_the_caution_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["route", "Мурманск", "JPYOK", "--month", "9"]) == 0
    text = capsys.readouterr().out
    assert text.count("Not for navigation") == 1
    assert "Credit: Sea Ice Index, National Snow and Ice Data Center" in text
    rows = [line.split() for line in text.splitlines()[2:11]]
    assert [row[0] for row in rows] == [
        *("nsr", "nsr-laptev", "nwp", "suez", "panama", "cape"),
        *("pole", "nsr-high", "nwp-high"),
    ]
    assert "High-latitude ways, which ships rarely take: pole, nsr-high, nwp-high" in text
    assert "Northern Sea Route: breaks even with Suez Canal after" in text
    assert "high-latitude: breaks even" not in text
    assert "Left out, because more than 3 times as long: Cape Horn 33,2" in text
    lengths = [int(row[1]) for row in rows]
    assert lengths == [*sorted(lengths[:6]), *sorted(lengths[6:])]


PUBLISHED = (
    # D. Mulherin, CRREL report 96-3, 1996.
    ("Hamburg", "Yokohama", 6_920 * NMI),
    ("NOOSL", "Yokohama", 7_146 * NMI),
    # Valdai Club, "The Northern Sea Route and its impact on world trade", an infographic.
    ("Murmansk", "Yokohama", 5_770 * NMI),
    ("RULED", "Vladivostok", 14_280.0),
    # The article.
    ("Shanghai", "Hamburg", 14_440.0),
    # J.-P. Rodrigue, "Polar shipping routes", Hofstra University.
    ("Rotterdam", "Shanghai", 14_875.0),
    # ShippingWatch, "40 percent savings on Arctic routes".
    ("Rotterdam", "Yokohama", 13_000.0),
    # Japan Science and Technology Agency on the first cargo from Yamal to Rudong, 20 July 2018.
    ("Sabetta", "32.5N 121.5E", 10_700.0),
    # The Korean ministry of oceans on the voyage of Stena Polaris, October 2013.
    ("Ust-Luga", "Gwangyang", 15_000.0),
    # Tschudi Shipping and the Centre for High North Logistics, a table of voyages from Kirkenes and Murmansk.
    ("Murmansk", "Shanghai", 6_500 * NMI),
    ("Murmansk", "KRPUS", 6_050 * NMI),
)


@pytest.mark.parametrize(("start", "finish", "km"), first_quick(PUBLISHED, 2))
def test_the_first_northern_sea_route_is_as_long_as_published_within_four_per_cent(
    start: str, finish: str, km: float, capsys: pytest.CaptureFixture[str]
) -> None:
    first = answer(capsys, start, finish)[0]
    assert first["by"] == "nsr" and first["high_latitude"] is False
    assert first["distance_km"] == pytest.approx(km, rel=0.04)


def test_all_variants_of_the_northern_sea_route_are_listed_with_the_inshore_way_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = answer(capsys, "Murmansk", "Yokohama", "--by", "nsr")
    assert [(each["by"], each["high_latitude"]) for each in found] == [
        ("nsr", False), ("nsr-laptev", False), ("nsr-high", True),
    ]  # fmt: skip
    inshore = ["Kara Gate", "Vilkitsky Strait", "Sannikov Strait", "Long Strait", "Bering Strait"]
    assert found[0]["through"] == inshore
    assert "Dmitry Laptev Strait" in str(found[1]["through"])
    assert answer(capsys, "Murmansk", "Yokohama", "--by", "nsr-high")[0]["by"] == "nsr-high"
    assert [each["by"] for each in answer(capsys, "Murmansk", "Yokohama", "--by", "pole")] == ["pole"]


def test_the_inshore_way_is_found_where_the_northern_sea_route_takes_it_anyway(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ("Murmansk", "Yokohama", "--close", "sannikov")
    (inshore,) = answer(capsys, *arguments, "--by", "nsr-laptev")
    assert inshore["by"] == "nsr-laptev" and "Dmitry Laptev Strait" in str(inshore["through"])
    ordinary = [each for each in answer(capsys, *arguments) if str(each["by"]).startswith("nsr")]
    assert [each["by"] for each in ordinary] == ["nsr", "nsr-high"]


def test_the_answer_in_json_has_the_fields_that_are_promised(capsys: pytest.CaptureFixture[str]) -> None:
    (way,) = answer(capsys, "Hamburg", "Shanghai", "--by", "suez", "--speed", "10")
    assert way["by"] == "suez" and way["ice_km"] is None
    assert {"Suez Canal", "Bab el-Mandeb", "Strait of Gibraltar"} <= set(map(str, way["through"]))  # type: ignore[call-overload]
    assert way["days"] == pytest.approx(float(str(way["distance_nmi"])) / 240.0, abs=0.01)


def test_the_answer_names_the_waypoints_closed_straits_and_speeds(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("Hamburg", "Shanghai", "--via", "Singapore", "--close", "suez", "--speed", "10")
    first = answer(capsys, *arguments)[0]
    assert (first["closed"], first["knots"], first["ice_knots"]) == (["Suez Canal"], 10.0, None)
    assert "'code': 'SGSIN'" in str(first["via"])
    assert main(["route", *arguments]) == 0
    heading, *_ = capsys.readouterr().out.splitlines()
    assert heading == "Hamburg (DEHAM) - Shanghai (CNSHA) via Singapore (SGSIN), Suez Canal closed"


def test_a_closed_canal_is_on_no_way(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "Rotterdam", "35.6N 139.8E", "--close", "suez,panama", "--close", "nsr")
    assert {way["by"] for way in found} == {"cape", "horn", "nwp", "nwp-high", "pole"}


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


def test_a_missing_way_is_reported_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", "Hamburg", "Murmansk", "--by", "suez"]) == 1
    assert "there is no route by suez from Hamburg to Murmansk" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["Vancouver", "Murmansk", "--by", "direct"], "ships take other ways between these ports"),
        (
            ["Hamburg", "Yokohama", "--close", "nsr,nwp,suez,panama,cape,horn,bering"],
            "straits on every route are closed",
        ),
        (
            ["Murmansk", "Yokohama", "--via", "53N 108E"],
            "There is no navigable water within 150 km of 53N 108E",
        ),
        (
            ["Murmansk", "Murmansk"],
            "There is no route to draw from Murmansk (RUMMK) to Murmansk (RUMMK): both",
        ),
    ],
)
def test_the_reason_for_a_missing_way_is_the_true_one(
    arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["route", *arguments]) == 1
    assert why in capsys.readouterr().err


@pytest.mark.slow
def test_ways_are_written_for_other_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / f"way.{end}" for end in ("geojson", "gpx")]
    for file in files:
        assert main(["route", "Murmansk", "JPYOK", "--by", "nsr", "--month", "9", "--out", str(file)]) == 0
    capsys.readouterr()
    feature, *others = json.loads(files[0].read_text())["features"]
    assert [each["properties"]["by"] for each in others] == ["nsr-laptev", "nsr-high"]
    assert feature["geometry"]["type"] == "MultiLineString"
    assert feature["properties"]["by"] == "nsr" and "Not for navigation" in feature["properties"]["note"]
    assert "Credit: Sea Ice Index" in feature["properties"]["note"]
    track = ElementTree.fromstring(files[1].read_text())
    assert len(track.findall(".//{*}trkseg")) >= 3 and len(track.findall(".//{*}trkpt")) > 100
