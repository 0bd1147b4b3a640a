"""`arctic-map export`: names and units of a page, and ways between two ports."""

import json
import re
from pathlib import Path

import pytest

from arctic_map.cli.main import main
from arctic_map.storage import embedded_view


def page(out: Path, *arguments: str) -> str:
    assert main(["export", str(out), *arguments]) == 0
    return out.read_text()


def words(svg: str) -> str:
    """All that is lettered, without the letters' own tags."""
    return re.sub(r"<[^>]+>", "\n", svg)


WORLD = ("--route", "Murmansk", "Yokohama", "--projection", "world", "--hide", "lanes", "--month", "9")


@pytest.mark.slow
def test_the_table_of_ways_stands_on_a_map_full_of_names_along_with_numbers_of_facts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--route", "Rotterdam", "Tokyo", "--size", "1000x700", "--facts", "T3,T5")
    svg = page(tmp_path / "full.svg", *options)
    chart = svg[svg.index('<g id="chart"') :].partition("</g>")[0]
    assert len(re.findall(r"[\d,]+ km, [\d.]+ days", words(chart))) == 10
    assert "no room for the table of routes" not in capsys.readouterr().err


@pytest.mark.slow
def test_a_page_without_room_for_the_table_of_ways_is_written_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    svg = page(tmp_path / "small.svg", *WORLD, "--size", "400x260")
    assert '<g id="chart"' not in svg and 'id="layer-route"' in svg
    assert "small.svg: There is no room for the table of routes" in capsys.readouterr().err


@pytest.mark.slow
def test_the_inset_of_the_earth_shows_a_way_that_leaves_the_polar_map(tmp_path: Path) -> None:
    svg = page(tmp_path / "polar.svg", "--route", "Hamburg", "Shanghai", "--by", "cape", "--hide", "lanes")
    colour = re.search(r'id="layer-route".*?stroke="(#\w+)" stroke-width="3"', svg, re.DOTALL)
    assert colour and svg.count("<title>Inset: ") == 2
    assert colour[1] in svg[svg.index('id="insets"') :]


@pytest.mark.slow
def test_a_page_in_russian_calls_ways_and_ports_in_russian(tmp_path: Path) -> None:
    text = words(page(tmp_path / "ru.svg", *WORLD, "--language", "ru"))
    assert "Мурманск" in text and "Мурманск – Иокогама, сентябрь: " in text and "Суэцкий канал" in text
    assert re.search(r"10\s4\d\d км Северным морским путём, 23\s\d{3} через Суэц", text)
    assert " by sea" not in text and " knots" not in text


def test_only_the_requested_ways_are_drawn(tmp_path: Path) -> None:
    out = tmp_path / "ways.geojson"
    assert main(["export", str(out), *WORLD, "--by", "suez", "--by", "nsr"]) == 0
    ids = {each["id"] for each in json.loads(out.read_text())["features"]}
    assert {"route.suez", "route.nsr", "route.stop0", "route.stop1"} <= ids
    assert not ids & {"route.panama", "route.nwp", "route.pole"}


@pytest.mark.slow
def test_a_page_has_the_ways_with_days_and_ice_and_a_saved_one_brings_them_back(tmp_path: Path) -> None:
    first = tmp_path / "first.svg"
    text = words(page(first, *WORLD, "--close", "panama", "--speed", "10", "--by", "suez", "--by", "nsr"))
    assert "Murmansk to Yokohama in September, Panama Canal closed: 10,4" in text
    assert re.search(r"[\d,]+ km by the Northern Sea Route, 23,\d{3} by Suez", text)
    assert "Pale: in the median ice of September, 1981-2010" in text and "Not for navigation" in text
    assert "Sea Ice Index, National Snow and Ice Data Center" in text
    stored = embedded_view.read(first)
    assert stored.month == 9 and stored.speeds.open == 10.0
    assert (stored.route.closed, stored.route.only) == (("panama",), ("nsr", "suez"))
    again = words(page(tmp_path / "again.svg", "--from", str(first)))
    for each in (text, again):
        assert re.search(r"Suez Canal\s+23,\d{3} km, 52\.\d days", each) and "September" in each
        assert not re.search(r"Panama Canal\s+[\d,]+ km", each) and "Northwest Passage" not in each


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--by", "suez"], "--by needs a route by sea: also give --route FROM TO"),
        (["--speed", "10"], "--speed needs a route by sea"),
        (["--route", "Nowhereville", "Hamburg"], "there is no port 'Nowhereville'"),
        (["--route", "Hamburg", "Shanghai", "--hide", "route.moon"], "no layer or feature 'route.moon'"),
    ],
)
def test_what_cannot_be_drawn_says_why(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path / "map.svg"), *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_a_list_of_maps_draws_ways_on_those_that_ask_for_them_and_on_no_other(tmp_path: Path) -> None:
    maps = tmp_path / "maps.toml"
    maps.write_text(
        '[[map]]\nout = "one.geojson"\nroute = ["Murmansk", "Yokohama"]\nby = ["suez", "panama"]\n'
        'via = ["Piraeus"]\nspeed = 12\n[[map]]\nout = "two.geojson"\n'
    )
    assert main(["export", "--batch", str(maps)]) == 0
    ids = [
        {each["id"] for each in json.loads((tmp_path / name).read_text())["features"]}
        for name in ("one.geojson", "two.geojson")
    ]
    assert {"route.suez", "route.stop2"} <= ids[0]
    assert not any(id.startswith("route.") for id in ids[1])


def test_names_units_and_contrast_are_as_requested(tmp_path: Path) -> None:
    written = page(tmp_path / "map.svg", "--names", "ru", "--units", "nmi", "--high-contrast")
    assert ">Шанхай<" in written and ">Shanghai<" not in written
    assert re.search(r">[\d,]+ nmi<.*>at \d+°N<", written)
    assert "#ffffff" in written
