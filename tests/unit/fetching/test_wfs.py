"""Layers of a server with WFS are fetched whole and in their place, as JSON or GML, in any system."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from tests.map_server import LAYER, MapServer, map_server
from tests.shared_server import Server, reply

from arctic_map.cli.shared_files import fetched
from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.fetch import fetch_layer, shared_layers
from arctic_map.geo.crs import crs_named, to_raster_crs
from arctic_map.model.shared_source import PICTURE, SharedLayer
from arctic_map.storage.layer_copies import origin_of

COUNT = 2300
LON, LAT = np.linspace(-170.0, 160.0, COUNT), np.linspace(60.0, 82.0, COUNT)


def features(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def place(n: int, x: float, y: float) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"n": n, "name": f"Station {n} & more", "height": n / 4},
        "geometry": {"type": "Point", "coordinates": [x, y]},
    }


@pytest.fixture
def institute(tmp_path: Path) -> Iterator[MapServer]:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3413"}}
    to_polar = to_raster_crs(crs_named("EPSG:3413").to_wkt(), 0.0)
    x, y = to_polar(LON, LAT)
    places = [place(n, float(LON[n]), float(LAT[n])) for n in range(COUNT)]
    polar = [place(n, float(x[n]), float(y[n])) for n in range(COUNT)]
    (tmp_path / "degrees.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": places}))
    (tmp_path / "polar.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": polar, "crs": crs})
    )

    def layer(name: str, file: str, formats: str, srs: str, own: str) -> str:
        return LAYER.format(
            name=name, type="POINT", file=f"{tmp_path}/{file}.geojson", table=file,
            title=f"{name.title()} stations", formats=formats, srs=srs, own=own,
        )  # fmt: skip

    with map_server(tmp_path) as running:
        running.offer(
            layer("json", "degrees", "geojson,gml", "EPSG:4326", "epsg:4326"),
            layer("gml", "degrees", "gml", "EPSG:4326", "epsg:4326"),
            layer("polar", "polar", "geojson,gml", "EPSG:3413", "epsg:3413"),
        )
        yield running


@pytest.mark.slow
def test_feature_types_are_listed_with_their_titles(institute: MapServer) -> None:
    names = [(each.name, each.title) for each in shared_layers(institute.address) if each.geometry != PICTURE]
    assert names == [(f"ms:{name}", f"{name.title()} stations") for name in ("json", "gml", "polar")]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["json", "gml", "polar"])
def test_all_pages_of_a_layer_are_in_their_place(
    name: str, institute: MapServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    # In a process of its own, since the reader of files does without GDAL's driver for GML.
    path = fetched(f"{institute.address}:{name}")
    found = features(path)
    assert [int(each["properties"]["n"]) for each in found] == list(range(COUNT))
    assert found[7]["properties"]["name"] == "Station 7 & more"
    for n, each in enumerate(found):
        # A metre is some 1e-5 degrees of latitude.
        assert each["geometry"]["coordinates"] == pytest.approx([LON[n], LAT[n]], abs=1e-5)
    origin = origin_of(path)
    assert origin is not None and (origin.layer, origin.remarks) == (f"ms:{name}", ())


CAPABILITIES = b"""<WFS_Capabilities version="%s"><OperationsMetadata><Operation name="GetFeature"><Parameter>
<Value>application/json</Value></Parameter></Operation></OperationsMetadata><FeatureTypeList><FeatureType>
<Name>a:b</Name><Title>Places</Title></FeatureType></FeatureTypeList></WFS_Capabilities>"""


def answering(version: bytes, page: bytes) -> Any:
    def answer(to: BaseHTTPRequestHandler) -> None:
        body = CAPABILITIES % version if "GetCapabilities" in to.path else page
        reply(to, body, "application/json" if body.startswith(b"{") else "text/xml")

    return answer


POINT = b'{"type": "Point", "coordinates": [1, 70]}'
ONE = b'{"features": [{"type": "Feature", "properties": {}, "geometry": %s}]}' % POINT
REPORT = (
    b"<ExceptionReport><Exception><ExceptionText>No such layer</ExceptionText></Exception></ExceptionReport>"
)


@pytest.mark.parametrize("version", [b"2.0.0", b"1.1.0"])
def test_a_server_that_ignores_pages_gives_each_feature_once(
    version: bytes, double: Server, tmp_path: Path
) -> None:
    double.faults["/wfs"] = answering(version, ONE)
    address = f"http://{double.host}/wfs"
    assert shared_layers(address) == (SharedLayer("a:b", "Places"),)
    assert len(features(fetch_layer(address, "Places", tmp_path))) == 1


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (REPORT, "it reports: No such layer"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><FeatureCollection>&b;</FeatureCollection>', "a kind of XML"),
        (b"<FeatureCollection>", "its answer is not XML"),
        (b"<FeatureCollection/>", "the layer has no features"),
        (b"Hello", "its answer is not XML"),
        (b'{"features": 1}', "its answer is not features in JSON"),
        (b'{"features": [], "crs": {"properties": {"name": "EPSG:5940"}}}', "positions in EPSG:5940"),
        (b'{"features": [], "crs": {"properties": {"code": 3413}}}', "positions in 3413"),
        (b'{"features": [], "crs": {"properties": {"name": "\xff"}}}', "its answer is not features in JSON"),
        (b'{"features": []}', "the layer has no features"),
    ],
)  # fmt: skip
def test_faults_of_a_server_are_errors(page: bytes, why: str, double: Server, tmp_path: Path) -> None:
    double.faults["/wfs"] = answering(b"2.0.0", page)
    with pytest.raises(FetchError, match=why):
        fetch_layer(f"http://{double.host}/wfs", "a:b", tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_address_of_neither_protocol_is_an_error_of_the_first(double: Server) -> None:
    with pytest.raises(FetchError, match="it has nothing at this address"):
        shared_layers(f"http://{double.host}/other")


POLAR = "urn:ogc:def:crs:EPSG::3413"
COLLECTION = """<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"
 xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:t="http://t" numberMatched="{matched}">{bounds}<wfs:member>
<t:a gml:id="a.1">
<gml:boundedBy><gml:Envelope srsName="{crs}"/></gml:boundedBy><t:geom>{point}</t:geom></t:a>
</wfs:member>
</wfs:FeatureCollection>"""
BOUNDS = """<gml:boundedBy><gml:Envelope srsName="{crs}"><gml:lowerCorner>0 -2000000</gml:lowerCorner>
<gml:upperCorner>0 -2000000</gml:upperCorner></gml:Envelope></gml:boundedBy>"""
GML_POINT = "<gml:Point {crs}><gml:pos>0 -2000000</gml:pos></gml:Point>"


@pytest.mark.parametrize("by_extent", [True, False])
def test_features_are_in_the_system_of_their_collection_unless_they_name_one(
    by_extent: bool, double: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds = BOUNDS.format(crs=POLAR) if by_extent else ""
    point = GML_POINT.format(crs="" if by_extent else f'srsName="{POLAR}"')
    page = COLLECTION.format(matched="1" * 5000, bounds=bounds, point=point, crs=POLAR)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    double.faults["/wfs"] = answering(b"2.0.0", page.encode())
    (feature,) = features(fetched(f"http://{double.host}/wfs:a:b"))
    assert feature["geometry"]["coordinates"] == pytest.approx([-45.0, 71.6886069])
    assert set(feature["properties"]) == {"gml_id"}


@pytest.mark.parametrize(
    ("point", "why"),
    [
        (GML_POINT.format(crs=""), "it does not say in which reference system its coordinates are"),
        ("", "the layer has no features"),
    ],
)
def test_features_without_a_place_are_an_error(
    point: str, why: str, double: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = COLLECTION.format(matched=1, bounds="", point=point, crs=POLAR)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    double.faults["/wfs"] = answering(b"2.0.0", page.encode())
    with pytest.raises(FetchError, match=why):
        fetched(f"http://{double.host}/wfs:a:b")


@pytest.mark.parametrize("encoding", ["gbk", "koi8-r", "utf-16"])
def test_a_list_of_layers_may_be_in_the_encoding_of_a_country(encoding: str, double: Server) -> None:
    title = "港口" if encoding == "gbk" else "Порты"
    text = CAPABILITIES.decode().replace("Places", title).replace("%s", "2.0.0")
    body = f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'.encode(encoding)
    double.faults["/wfs"] = lambda to: reply(to, body, "text/xml")
    assert shared_layers(f"http://{double.host}/wfs") == (SharedLayer("a:b", title),)


def test_pages_may_begin_with_equal_features(double: Server, tmp_path: Path) -> None:
    def answer(to: BaseHTTPRequestHandler) -> None:
        start = int(parse_qs(urlsplit(to.path).query).get("STARTINDEX", ["-1"])[0])
        places = [place(0 if n == 0 else start + n, 1, 70) for n in range(1000 if start < 2000 else 0)]
        page = json.dumps({"features": places}).encode()
        reply(to, CAPABILITIES % b"2.0.0" if start < 0 else page, "text/xml" if start < 0 else "text/json")

    double.faults["/wfs"] = answer
    assert len(features(fetch_layer(f"http://{double.host}/wfs", "a:b", tmp_path))) == 2000


def test_layers_of_several_services_are_fetched_by_their_own_names(double: Server, tmp_path: Path) -> None:
    wms = b"""<WMS_Capabilities version="1.3.0"><Capability><Layer><CRS>EPSG:4326</CRS><Layer><Name>b</Name>
<Title>Places</Title></Layer></Layer></Capability></WMS_Capabilities>"""
    kinds = list[str]()

    def answer(to: BaseHTTPRequestHandler) -> None:
        query = {key: value[0] for key, value in parse_qs(urlsplit(to.path).query).items()}
        if query.get("REQUEST") == "GetCapabilities" and query["SERVICE"] in ("WFS", "WMS"):
            reply(to, CAPABILITIES % b"2.0.0" if query["SERVICE"] == "WFS" else wms, "text/xml")
        elif "REQUEST" in query:
            kinds.append(query["REQUEST"])
            reply(to, ONE)
        else:
            to.send_error(404)

    double.faults["/ows"] = answer
    address = f"http://{double.host}/ows"
    assert [each.name for each in shared_layers(address)] == ["a:b", "b (picture)"]
    for name in ("a:b", "b"):
        fetch_layer(address, name, tmp_path)
    with pytest.raises(FetchError, match="its answer is not XML"):
        fetch_layer(address, "b (picture)", tmp_path)
    assert [each for each in kinds if each != "GetCapabilities"] == [*["GetFeature"] * 4, "GetMap"]
