"""Tiles of a server with WMTS lie where it says, and come from it alone."""

from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.map_server import MapServer, tile_server
from tests.shared_server import Server, reply
from tests.unit.fetching.colours import assert_in_place, colours_at, picture

from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.fetch import fetch_layer, shared_layers
from arctic_map.geo.crs import crs_named
from arctic_map.model.map_view import ARCTIC, FetchView
from arctic_map.model.shared_source import PICTURE, SharedLayer
from arctic_map.storage.layer_copies import origin_of
from arctic_map.tables.rasters.raster_copy import copy_raster

TILE_SET = """<TileMatrixSet><ows:Identifier>{name}</ows:Identifier><ows:SupportedCRS>{crs}</ows:SupportedCRS>
<TileMatrix><ows:Identifier>0</ows:Identifier><ScaleDenominator>{scale}</ScaleDenominator>
<TopLeftCorner>{corner}</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight>
<MatrixWidth>4</MatrixWidth><MatrixHeight>2</MatrixHeight></TileMatrix></TileMatrixSet>"""
LAYER = """<Layer><ows:Title>Ice</ows:Title><ows:Identifier>ice</ows:Identifier>
<Style><ows:Identifier>grey</ows:Identifier></Style>
<Style isDefault="true"><ows:Identifier>white</ows:Identifier></Style><Format>image/png</Format>
<Dimension><ows:Identifier>Time</ows:Identifier><Default>2026-11-30</Default>
<Value>2025-01-01/2026-11-30/P1D</Value></Dimension>
<TileMatrixSetLink><TileMatrixSet>d</TileMatrixSet>{limits}</TileMatrixSetLink>{template}</Layer>"""
CAPABILITIES = """<Capabilities xmlns="http://www.opengis.net/wmts/1.0"
 xmlns:ows="http://www.opengis.net/ows/1.1">
<ows:ServiceProvider><ows:ProviderName>Institute of Tests</ows:ProviderName></ows:ServiceProvider>
<Contents>{layers}{sets}</Contents></Capabilities>"""
SCALE = 90 / 256 * 111319.490793 / 0.00028
"""Of tiles that are 90 degrees wide."""
DEGREES = TILE_SET.format(name="d", crs="urn:ogc:def:crs:EPSG::4326", scale=SCALE, corner="90 -180")
TEMPLATE = (
    '<ResourceURL format="image/png" resourceType="tile" '
    'template="http://{host}/t/{{Time}}/{{TileMatrixSet}}/{{Style}}/{{TileMatrix}}/{{TileCol}}/{{TileRow}}.png"/>'
)
LIMITS = """<TileMatrixSetLimits><TileMatrixLimits><TileMatrix>0</TileMatrix><MinTileRow>0</MinTileRow>
<MaxTileRow>0</MaxTileRow><MinTileCol>2</MinTileCol><MaxTileCol>3</MaxTileCol></TileMatrixLimits>
</TileMatrixSetLimits>"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("grid", "system"), [("polar", 3413), ("WGS84", 4326), ("GoogleMapsCompatible", 3857)]
)  # fmt: skip
def test_tiles_of_a_server_lie_where_it_says(
    grid: str, system: int, institute: MapServer, tmp_path: Path
) -> None:
    with tile_server(institute, "relief", *{"GoogleMapsCompatible", grid}) as tiles:
        address = f"http://{tiles.host}/wmts"
        assert shared_layers(address) == (SharedLayer("relief", "relief", None, PICTURE),)
        view = FetchView(ARCTIC.places, 500, 500)
        path = fetch_layer(address, "relief", tmp_path / "copies", view=view)
    raster, _ = copy_raster(path, tmp_path / "again")
    assert crs_named(raster.crs).to_epsg() == system
    assert_in_place(path, tmp_path)


def tiled(double: Server, *, sets: str = DEGREES, limits: str = "", template: str = "") -> str:
    """The address of a server whose only layer has these tiles, each of the colour of its column and row.

    The tile in the north-east is missing.
    """

    def answer(to: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(to.path)
        if "GetCapabilities" in parts.query:
            layers = LAYER.format(limits=limits, template=template)
            return reply(to, CAPABILITIES.format(layers=layers, sets=sets).encode(), "text/xml")
        query = parse_qs(parts.query)
        numbers = (query["TILECOL"][0], query["TILEROW"][0]) if query else parts.path[:-4].split("/")[-2:]
        column, row = (int(each) for each in numbers)
        if (column, row) == (3, 0):
            return to.send_error(404)
        return reply(to, picture((column * 60, row * 60, 7)), "image/png")

    double.faults = {"/wmts": answer, ".png": answer}
    return f"http://{double.host}/wmts"


@pytest.mark.parametrize("by_template", [True, False])
def test_tiles_come_by_the_address_that_the_server_states(
    by_template: bool, double: Server, tmp_path: Path
) -> None:
    template = TEMPLATE.format(host=double.host) if by_template else ""
    path = fetch_layer(tiled(double, template=template), "ice", tmp_path / "copies")
    places = [(30.0, 70.0), (-100.0, 55.0)]
    assert colours_at(path, places, tmp_path / "levels") == [(120, 0, 7, 255), (0, 0, 7, 255)]
    origin = origin_of(path)
    assert origin is not None and origin.credit == "Institute of Tests"
    assert origin.remarks == ("Time: 2026-11-30", "1 of 4 tiles are missing on the server")
    tiles = [each for each in double.requests if "GetCapabilities" not in each]
    expected = "/t/2026-11-30/d/white/0/2/0.png" if by_template else "&STYLE=white&"
    assert len(tiles) == 4 and any(expected in each for each in tiles)


def test_tiles_are_of_the_chosen_time_and_style(double: Server, tmp_path: Path) -> None:
    address = tiled(double, template=TEMPLATE.format(host=double.host))
    (layer,) = shared_layers(address)
    assert layer.times == "2025-01-01/2026-11-30/P1D" and layer.styles == ("white", "grey")
    path = fetch_layer(address, "ice?time=2026-09-15&style=grey", tmp_path)
    assert any("/t/2026-09-15/d/grey/0/" in each for each in double.requests)
    origin = origin_of(path)
    assert origin is not None and origin.title == "Ice, 2026-09-15, grey"
    assert origin.remarks[0] == "Time: 2026-09-15"


def test_only_tiles_within_the_limits_of_a_layer_are_fetched(double: Server, tmp_path: Path) -> None:
    fetch_layer(tiled(double, limits=LIMITS), "ice", tmp_path)
    assert sum("GetTile" in each for each in double.requests) == 2


def test_tiles_of_another_server_are_not_fetched(double: Server, tmp_path: Path) -> None:
    template = TEMPLATE.format(host="elsewhere.example")
    with pytest.raises(FetchError, match=r"it refers to elsewhere\.example; connect to that address itself"):
        fetch_layer(tiled(double, template=template), "ice", tmp_path)


@pytest.mark.parametrize(
    ("sets", "why"),
    [
        (DEGREES.replace("90 -180", "north west"), "its list of layers is damaged"),
        (DEGREES.replace("<TileWidth>256", "<TileWidth>0"), "its list of layers is damaged"),
        (DEGREES.replace("90 -180", "nan nan"), "its list of layers is damaged"),
        (DEGREES.replace(str(SCALE), "1e-300"), "its list of layers is damaged"),
        (DEGREES.replace("4326", "27700"), "it has no layer ice"),
        (DEGREES.replace("90 -180", "-30 -180"), "the map shows none of its tiles"),
    ],
)  # fmt: skip
def test_tiles_that_cannot_be_used_are_an_error(sets: str, why: str, double: Server, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=why):
        fetch_layer(tiled(double, sets=sets), "ice", tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("crs", "corner"),
    [
        ("urn:ogc:def:crs:EPSG::4326", "70 80"),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", "70 80"),
        ("EPSG:4326", "80 70"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "80 70"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "120 70"),
        ("EPSG:4326", "70 120"),
        ("urn:ogc:def:crs:EPSG::4326", "120 70"),
    ],
)  # fmt: skip
def test_the_latitude_of_a_corner_is_first_where_its_system_is_named_so(
    crs: str, corner: str, double: Server, tmp_path: Path
) -> None:
    lon = 120.0 if "120" in corner else 80.0
    sets = TILE_SET.format(name="d", crs=crs, scale=SCALE / 9, corner=corner)
    view = FetchView(((lon + 1.0, 61.0), (lon + 19.0, 69.0)), 50, 50)
    fetch_layer(tiled(double, sets=sets), "ice", tmp_path, view=view)
    tiles = [parse_qs(urlsplit(each).query) for each in double.requests if "GetTile" in each]
    assert {(each["TILECOL"][0], each["TILEROW"][0]) for each in tiles} == {("0", "0"), ("1", "0")}
