"""What programs that open any file often get wrong, each by its name."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from pyogrio import raw
from shapely.geometry import shape
from tests import format_samples as samples

from arctic_map.model.feature import Feature
from arctic_map.model.opened import Choice
from arctic_map.storage.bounded_reading import UnknownPlace, Unreadable
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.geojson import Opened

QUOTE = '"'


def collection(*features: Any, **members: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members})


def point(x: float, y: float, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [x, y]}}


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def places(found: Opened) -> list[tuple[float, float]]:
    return [tuple(feature.unpacked()["coordinates"]) for feature in found.layer.features]


def details(feature: Feature) -> dict[str, str]:
    return dict(feature.details)


def whys(found: Opened) -> str:
    return "\n".join(why for _, why in found.problems)


def test_a_shapefile_without_prj_leads_to_a_question(tmp_path: Path) -> None:
    file = samples.write(tmp_path, ".shp", "Point", "EPSG:3413")
    file.with_suffix(".prj").unlink()
    with pytest.raises(UnknownPlace, match="name it, as with --crs EPSG:3413"):
        any_file.read(file)
    found = any_file.read(file, choice=Choice(crs="EPSG:3413"))
    assert places(found)[0] == pytest.approx((33.05, 68.97), abs=1e-6)


@pytest.mark.parametrize("suffix", [".geojson", ".csv"])
@pytest.mark.parametrize(
    ("there", "shown", "why"),
    [
        ([(69.5, 133.0), (70.25, 160.5)], [(133.0, 69.5), (160.5, 70.25)], "its axes are swapped"),
        ([(20.0, 70.0), (21.0, 71.0), (22.0, 95.1)], [(20.0, 70.0), (21.0, 71.0)], "latitude 95.1 is beyond"),
    ],
)
def test_swapped_axes_are_put_right_and_one_latitude_out_of_range_costs_only_its_feature(
    tmp_path: Path, suffix: str, there: list[tuple[float, float]], shown: list[tuple[float, float]], why: str
) -> None:
    text = (
        collection(*(point(*each) for each in there))
        if suffix == ".geojson"
        else "x,y\n" + "\n".join(f"{x},{y}" for x, y in there)
    )
    found = any_file.read(written(tmp_path, f"a{suffix}", text))
    assert places(found) == shown and why in whys(found)


def dbf(folder: Path, encoding: str, text: str, *, cpg: str = "", language: int = 0) -> Path:
    file = folder / "a.shp"
    raw.write(
        file,
        shapely.to_wkb(np.array([shapely.Point(33, 69)])),
        [np.array([text], dtype=object)],
        fields=np.array(["name"], dtype=object),
        crs="EPSG:4326",
        driver="ESRI Shapefile",
        geometry_type="Point",
        encoding=encoding,
    )
    table = bytearray(file.with_suffix(".dbf").read_bytes())
    table[29] = language
    file.with_suffix(".dbf").write_bytes(table)
    file.with_suffix(".cpg").unlink(missing_ok=True)
    if cpg:
        file.with_suffix(".cpg").write_text(cpg)
    return file


@pytest.mark.parametrize(
    ("encoding", "text", "cpg", "language", "guessed"),
    [
        ("cp1251", "Архангельск, порт", "1251", 0, False),
        ("cp1251", "Архангельск, порт", "", 0xC9, False),
        ("cp1251", "Архангельск, порт", "", 0, True),
        ("cp866", "Архангельск, порт", "", 0, True),
        ("koi8-r", "Архангельск, порт", "", 0, True),
        ("gbk", "摩尔曼斯克港口", "", 0, True),
        ("cp1252", "Tromsø og Vardø", "", 0, True),
        ("utf-8", "Мурманск", "", 0, False),
    ],
)
def test_letters_of_a_table_by_cpg_then_language_byte_then_a_guess(
    tmp_path: Path, encoding: str, text: str, cpg: str, language: int, guessed: bool
) -> None:
    found = any_file.read(dbf(tmp_path, encoding, text, cpg=cpg, language=language))
    assert found.layer.features[0].name == text
    assert (f"read as {encoding}, by a guess" in whys(found)) == guessed


def test_what_is_no_date_stays_as_it_is_written(tmp_path: Path) -> None:
    text = "lon,lat,ratio,code,when\n33,69,2:3,2024-1,2024-02-29T12:00:00+03:00\n34,70,1:2,0012,2024-02-29\n"
    first, second = any_file.read(written(tmp_path, "a.csv", text)).layer.features
    assert details(first) == {"ratio": "2:3", "code": "2024-1", "when": "2024-02-29T12:00:00+03:00"}
    assert details(second) == {"ratio": "1:2", "code": "0012", "when": "2024-02-29"}


@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".fgb", ".geojson"])
def test_numbers_of_64_bits_stay_exact_along_with_gaps(tmp_path: Path, suffix: str) -> None:
    numbers = {
        details(each).get("number")
        for each in any_file.read(samples.write(tmp_path, suffix, "Point")).layer.features
    }
    assert numbers == {str(2**60 + 1), "7", None}


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        ("33,05", "68,97"),
        ("33°03'00\"E", "68°58'12\"N"),
        ("33 03 00", "68 58 12"),
        ("E33°3.0'", "N68°58.2'"),
        ("33° 03′ 00″ в.д.", "68° 58′ 12″ с.ш."),
    ],
)
def test_tables_with_decimal_comma_and_minutes_and_seconds(tmp_path: Path, lon: str, lat: str) -> None:
    cells = (f'"{cell.replace(QUOTE, QUOTE * 2)}"' for cell in ("Мурманск", lon, lat))
    text = f"название;долгота;широта\n{';'.join(cells)}\n"
    found = any_file.read(written(tmp_path, "a.csv", text if "′" in lat else text.encode("cp1251")))
    assert found.layer.features[0].name == "Мурманск"
    assert places(found)[0] == pytest.approx((33.05, 68.97), abs=1e-9)


RINGS = {
    "over 180": [(170, 68), (-170, 68), (-170, 72), (170, 72)],
    "round the pole": [(lon, 80) for lon in range(0, 360, 15)],
}
AT_180 = [
    (suffix, crs, ring)
    for suffix in (".gpkg", ".shp", ".fgb", ".kml", ".geojson", ".csv", ".mif")
    for crs in ("EPSG:4326", "EPSG:3413")
    for ring in RINGS
    if (crs == "EPSG:4326" or suffix not in (".kml", ".mif"))
    # GDAL writes no such KML.
    and not (suffix == ".kml" and ring == "round the pole")
]


@pytest.mark.parametrize(("suffix", "crs", "ring"), AT_180)
def test_rings_over_180_and_round_the_pole_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, crs: str, ring: str
) -> None:
    positions = [((lon + 180) % 360 - 180, lat) for lon, lat in RINGS[ring]]
    monkeypatch.setitem(samples.SHAPES, "Polygon", [shapely.Polygon(positions)])
    file = samples.write(tmp_path, suffix, "Polygon", crs)
    found = any_file.read(file, choice=Choice(crs=crs if suffix == ".csv" else ""))
    area = shape(found.layer.features[0].geometry)
    inside, outside = ((179.5, 70), (0, 70)) if ring == "over 180" else ((45, 89), (45, 70))
    assert area.contains(shapely.Point(inside))
    assert not area.contains(shapely.Point(outside))
    # On a plane nothing is wrong with such a ring.
    assert bool(found.problems) == (crs == "EPSG:4326")


def test_a_geopackage_in_use_is_read_and_left_as_it_is(tmp_path: Path) -> None:
    file = samples.write(tmp_path, ".gpkg", "Point")
    writer = sqlite3.connect(file)
    writer.execute("pragma journal_mode=wal")
    writer.execute("create table other (number)")
    writer.commit()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(before) == 3
    found = any_file.read(file)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert len(found.layer.features) == 3
    assert "another program is writing to it" in whys(found)
    writer.close()


def test_layers_of_a_container_are_listed_and_chosen_by_name(tmp_path: Path) -> None:
    file = samples.write(tmp_path, ".gpkg", "Point", layer="ports")
    samples.write(tmp_path, ".gpkg", "LineString", layer="lanes", append=True)
    assert [each.name for each in any_file.layers_of(file)] == ["ports", "lanes"]
    whole = any_file.read(file).layer.features
    assert [details(each)["layer"] for each in whole] == ["ports"] * 3 + ["lanes"] * 2
    assert len(any_file.read(file, choice=Choice(layers=("lanes",))).layer.features) == 2
    with pytest.raises(Unreadable, match="it has no layer 'roads'; its layers are ports, lanes"):
        any_file.read(file, choice=Choice(layers=("roads",)))


def test_topojson_is_read_by_either_end_of_its_name(tmp_path: Path) -> None:
    text = json.dumps(
        {
            "type": "Topology",
            "objects": {"a": {"type": "LineString", "arcs": [0], "properties": {"name": "Lane"}}},
            "arcs": [[[33, 69], [40, 70]]],
        }
    )
    for name in ("a.topojson", "a.json"):
        (feature,) = any_file.read(written(tmp_path, name, text)).layer.features
        assert feature.name == "Lane"
