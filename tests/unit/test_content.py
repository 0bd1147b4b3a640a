"""Content as golden lists of what is read, of odd geometries and tables too; each field is described."""

import json
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from arctic_map import resources
from arctic_map.content import catalog_file, charts, facts, features, ledger, passages, people, tour, views
from arctic_map.content.catalog import load
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables import geometry
from arctic_map.tables.readers import any_file

GOLDEN = Path(__file__).parents[1] / "golden" / "files"
LONG = 110
"""Characters of a line that are shown; of longer ones a check number."""


def described(value: object, depth: int = 0) -> Iterator[str]:
    """A line for each value, deeper ones further in."""
    room = "  " * depth
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            found = getattr(value, each.name)
            if found not in ((), "", None, False) and each.name not in ("digest", "path", "file"):
                yield f"{room}{each.name}"
                yield from described(found, depth + 1)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield f"{room}{key}"
            yield from described(one, depth + 1)
    elif isinstance(value, list | tuple) and any(is_dataclass(each) for each in value):
        for each in value:
            yield f"{room}-"
            yield from described(each, depth + 1)
    else:
        if isinstance(value, frozenset):
            value = sorted(map(str, value))
        text = f"{value:.9g}" if isinstance(value, float) else str(value)
        yield f"{room}{text}".replace("\n", " ")


def short(text: str) -> str:
    more = "" if len(text) <= LONG else f" … {zlib.crc32(text.encode()):08x}"
    return f"{text[:LONG]}{more}"


POINT, LINE = {"type": "Point", "coordinates": [10, 60]}, [[10, 60], [11, 61]]
RING = [[0, 60], [9, 60], [9, 69], [0, 60]]
GEOMETRIES: tuple[Any, ...] = (
    POINT,
    *(
        {"type": "Point", "coordinates": at}
        for at in ([10], [], [10, 60, 5], [10, "60"], [True, 60], [10, None], "10")
    ),
    *({"type": "Point", "coordinates": at} for at in ([10, 90], [10, 90.0000005], [10, 90.00001], [10, -91])),
    *({"type": "Point", "coordinates": at} for at in ([180, 60], [180.0000005, 60], [181, 60], [-181, 60])),
    *({"type": "Point", "coordinates": at} for at in ([540, 60], [541, 60], [-541, 60], [-180.0000005, 60])),
    *(
        {"type": "LineString", "coordinates": at}
        for at in (LINE, LINE[:1], [], [LINE], [10, 60], [LINE[0], 5])
    ),
    *(
        {"type": "Polygon", "coordinates": at}
        for at in ([RING], [RING[:3]], [RING[:2]], [[*RING[:1]] * 4], [], 5)
    ),
    *(
        {"type": "Polygon", "coordinates": at}
        for at in ([RING, RING[:2]], [RING, [[1, 62], [2, 62], [1, 63]]])
    ),
    {"type": "Polygon", "coordinates": [RING, 5, [[1, 95]] * 4]},
    {"type": "MultiPoint", "coordinates": [[1, 60], [2, 95], [3, 61]]},
    {"type": "MultiPoint", "coordinates": [[1, 95]]},
    {"type": "MultiPoint", "coordinates": []},
    {"type": "MultiLineString", "coordinates": [LINE, LINE[:1]]},
    {"type": "MultiPolygon", "coordinates": [[RING], [RING[:3]], []]},
    {"type": "GeometryCollection", "geometries": [POINT, POINT, {"type": "LineString", "coordinates": LINE}]},
    {"type": "GeometryCollection", "geometries": []},
    {"type": "GeometryCollection", "geometries": 5},
    {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": [POINT, 7]}]},
    {"type": "Circle", "coordinates": [1, 2]},
    {"type": 5, "coordinates": [1, 2]},
    {"type": "Point"},
    {"coordinates": [1, 2]},
    {},
    [],
    None,
    "Point",
    {"type": "LineString", "coordinates": [[number, 91 + number] for number in range(8)]},
    {"type": "MultiPoint", "coordinates": [[number, 91 + number] for number in range(8)]},
)


def of_geometries(_: Path) -> Iterator[str]:
    deep: Any = POINT
    for _number in range(21):
        deep = {"type": "GeometryCollection", "geometries": [deep]}
    for each in (*GEOMETRIES, deep["geometries"][0], deep):
        raw = json.dumps(each).encode()
        yield raw.decode() if len(raw) <= LONG else f"{raw.decode()[:LONG]} … {len(raw)}"
        for read in (geometry.read, geometry.read_strictly):
            shape, problems = read(raw)
            yield f"    {read.__name__}: {json.dumps(shape)[: 2 * LONG]}"
            yield from (f"        {where}: {why}" for where, why in problems)
    for raw in (b'{"type":"Point","coordinates":[1e999,2]}', b"{", b""):
        yield f"{raw.decode()} {geometry.read(raw)}"


TABLES = {
    "plain.csv": "name,lon,lat\na,10,60\nb,11,61\n",
    "semicolon.csv": "Name;Longitude;Latitude\na;10,5;60,25\nb;11,5;61\n",
    "tab.tsv": "x\ty\twhat\n10\t60\tone\n190\t61\ttwo\n",
    "swapped.csv": "lon,lat,n\n60,150,1\n61,151,2\n62,152,3\n",
    "metres.csv": "x,y\n500000,7000000\n500100,7000100\n",
    "far.csv": "x,y\n1e12,5\n2,3\n",
    "nowhere.csv": "lon,lat\n10,95\n11,61\n,\nx,y\n",
    "noplace.csv": "name,size\na,1\nb,2\n",
    "onlyhead.csv": "lon,lat\n",
    "empty.csv": "",
    "quoted.csv": '"name","lat","lon"\n"a ""b"", c","60","10"\n"line\nbreak","61","11"\n',
    "short.csv": "lon,lat,name\n10,60\n11,61,b,c,d\n",
    "twice.csv": "lon,lat,name,name,\n10,60,a,b,c\n",
    "bom.csv": "\ufefflon,lat,name\n10,60,é\n",
    "wkt.csv": "name,wkt\na,POINT (10 60)\nb,\"LINESTRING (10 60, 11 61)\"\nc,POINT (\nd,\n",
    "pipe.csv": "lon|lat|n\n10|60|1\n",
    "one.geojson": '{"type":"Feature",'
    '"geometry":{"type":"Point","coordinates":[10,60]},"properties":{"n":1}}',
    "bare.geojson": '{"type":"Point","coordinates":[10,60]}',
    "lines.geojson": '{"type":"Feature","geometry":null}\n'
    '{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}\n',
    "crs.geojson": '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3413"}},'
    '"features":['
    '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1000000,-1000000]}}]}',
    "broken.geojson": '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point"',
    "none.geojson": '{"type":"FeatureCollection","features":[]}',
    "list.geojson": "[1,2]",
    "says.geojson": '{"type":"FeatureCollection","name":"Said","features":['
    '{"type":"Feature","id":7,"properties":{"name":"N",'
    '"deep":{"a":[1,2]},"no":null,"yes":true,"half":0.5,"link":"https://a.example","\u202ehid":"\u202ex"},'
    '"geometry":{"type":"Polygon","coordinates":[[[0,60],[9,60],[9,69]]]}},{"type":"Thing"},5]}',
    "a.kml": '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>K</name>'
    "<Point><coordinates>10,60,5"
    "</coordinates></Point></Placemark></Document></kml>",
    "a.gpx": '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="60" lon="10">'
    '<name>W</name></wpt><trk><name>T</name><trkseg><trkpt lat="60" lon="10"/>'
    '<trkpt lat="61" lon="11"/></trkseg></trk></gpx>',
    "a.txt": "nothing of this kind",
    "a.zip": "PK no archive",
}  # fmt: skip


def of_tables(folder: Path) -> Iterator[str]:
    for name, text in TABLES.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        yield name
        try:
            found = any_file.read(path)
        except Unreadable as error:
            yield f"    refused: {error}".replace(str(folder), "")
            continue
        yield from (f"    {line}" for line in described(found.problems))
        yield from (f"    {dict(record)}" for record in found.records)
        for feature in found.layer.features:
            where = json.dumps(feature.geometry)[:LONG]
            yield f"    {feature.name} {feature.style} {feature.rank} {where} {feature.details}"
        yield f"    {found.layers}"


def of_catalog(_: Path) -> Iterator[str]:
    catalog = load(resources.data())
    for each in fields(catalog):
        found = getattr(catalog, each.name)
        if each.name == "layers" or callable(found):
            continue
        of_it = found if isinstance(found, tuple) else (found,)
        yield from (
            short(f"{each.name}: {' '.join(line.strip() for line in described(one))}") for one in of_it
        )
    for each in fields(catalog.symbology):
        rows = getattr(catalog.symbology, each.name)
        for one in rows.values() if isinstance(rows, Mapping) else (rows,):
            yield short(f"symbology {each.name}: {' '.join(line.strip() for line in described(one))}")
    for layer in catalog.layers:
        yield f"layer {layer.id} {layer.name} {layer.kind} {layer.items}"
        for feature in layer.features:
            texts = {each.name: getattr(feature, each.name) for each in fields(feature)}
            coordinates = json.dumps(texts.pop("geometry")).encode()
            yield f"  {feature.id} {zlib.crc32(coordinates):08x} {zlib.crc32(str(texts).encode()):08x}"


LISTS: dict[str, Callable[[Path], Iterator[str]]] = {
    "geometries": of_geometries,
    "tables": of_tables,
    "catalog": of_catalog,
}


@pytest.mark.parametrize("name", LISTS)
def test_what_is_read_is_the_golden_list(name: str, tmp_path: Path) -> None:
    made = "\n".join(LISTS[name](tmp_path)) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


DESCRIPTION = (resources.data() / "README.md").read_text(encoding="utf-8")
ROWS: tuple[type[msgspec.Struct], ...] = (
    catalog_file.Head,
    catalog_file.SourceRow,
    catalog_file.LayerRow,
    catalog_file.ArticleRow,
    features.Properties,
    facts.FactRow,
    facts.FigureRow,
    passages.PassageRow,
    people.PersonRow,
    charts.ChartRow,
    charts.ItemRow,
    ledger.LedgerRow,
    ledger.IceRow,
    tour.StepRow,
    views.ViewRow,
    ledger.VoyageRow,
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_every_field_of_the_content_is_described(row: type[msgspec.Struct]) -> None:
    assert [field for field in row.__struct_fields__ if f"`{field}`" not in DESCRIPTION] == []
