"""Pictures of a server with WMS, and tiles, are in their place on the Earth and name their author."""

from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.map_server import MapServer
from tests.shared_server import Server, reply
from tests.unit.fetching.colours import assert_in_place, colours_at, fetch_pixel, picture
from tests.unit.fetching.remote_parts import view_of

from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.fetch import fetch_layer, shared_layers
from arctic_map.geo.map_view import fetch_view
from arctic_map.geo.projections import DEFAULT, PROJECTIONS
from arctic_map.model.map_view import ARCTIC, FetchView
from arctic_map.model.picture_choice import PictureChoice, times_in, with_choice
from arctic_map.model.projection import Viewport
from arctic_map.model.shared_source import PICTURE, SharedLayer
from arctic_map.scene.words.sources import fetched as credit_of
from arctic_map.storage.layer_copies import origin_of
from arctic_map.tables.rasters.raster_copy import copy_raster
from arctic_map.tables.rasters.raster_layer import layer_of_raster


@pytest.mark.slow
@pytest.mark.parametrize("name", ["relief", "degrees"])
def test_a_picture_lies_where_the_server_says(name: str, institute: MapServer, tmp_path: Path) -> None:
    view = FetchView(ARCTIC.places, 1000, 1000)
    path = fetch_layer(institute.address, name, tmp_path / "copies", view=view)
    assert_in_place(path, tmp_path)
    assert sum("GetMap" in each for each in institute.requests) == 1
    origin = origin_of(path)
    assert origin is not None and origin.credit == "Institute of Tests"
    raster, _ = copy_raster(path, tmp_path / "again")
    assert "Institute of Tests) from" in credit_of([layer_of_raster(path, 1, raster)])


@pytest.mark.slow
def test_a_closer_view_gets_a_closer_picture(institute: MapServer, tmp_path: Path) -> None:
    viewport = Viewport(*(fetch_pixel(40.0, 70.0).x, fetch_pixel(40.0, 70.0).y), 200.0, 1280.0, 800.0)
    view = fetch_view(DEFAULT, viewport)
    assert view is not None
    path = fetch_layer(institute.address, "relief", tmp_path / "copies", view=view)
    raster, _ = copy_raster(path, tmp_path / "levels")
    assert abs(raster.transform[0]) < 200.0
    assert shared_layers(institute.address)[-2:] == (
        SharedLayer("relief", "relief", None, PICTURE),
        SharedLayer("degrees", "degrees", None, PICTURE),
    )  # fmt: skip


@pytest.mark.slow
def test_a_picture_is_of_the_chosen_time_and_in_the_chosen_style(
    institute: MapServer, tmp_path: Path
) -> None:
    squares = [
        f'{{"type":"Feature","properties":{{"year":"{year}"}},"geometry":{{"type":"Polygon","coordinates":'
        f"[[[{west},60],[{west + 40},60],[{west + 40},80],[{west},80],[{west},60]]]}}}}"
        for year, west in (("2025", 0), ("2026", 100))
    ]
    file = tmp_path / "squares.geojson"
    file.write_text(f'{{"type":"FeatureCollection","features":[{",".join(squares)}]}}')
    institute.offer(TIMED.format(file=file))
    offered = (each for each in shared_layers(institute.address) if each.geometry == PICTURE)
    layer = next(each for each in offered if each.title == "Ice")
    assert times_in(layer.times) == ("2026", "2025") and {"red", "blue"} <= set(layer.styles)
    places = [(20.0, 70.0), (120.0, 70.0)]
    small = FetchView(ARCTIC.places, 1000, 1000)

    def fetched(choice: PictureChoice, view: FetchView = small) -> list[tuple[int, ...]]:
        chosen = with_choice(layer.name, choice)
        path = fetch_layer(institute.address, chosen, tmp_path / "copies", view=view)
        origin = origin_of(path)
        assert origin is not None and choice.time in origin.title and choice.style in origin.title
        assert origin.remarks == (f"time: {choice.time or '2026'}",)
        return [colour[:3] if colour[3] else () for colour in colours_at(path, places, tmp_path / "levels")]

    assert fetched(PictureChoice("2025", "red")) == [(255, 0, 0), ()]
    assert fetched(PictureChoice("2026", "blue")) == [(), (0, 0, 255)]
    assert fetched(PictureChoice(style="blue"), ARCTIC) == [(), (0, 0, 255)]


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda each: each.id)
def test_the_places_of_a_view_are_all_over_it(projection: Any) -> None:
    x0, y0, x1, y1 = projection.home
    viewport = Viewport(
        (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 1000, 1000.0, 1000.0 * (y1 - y0) / (x1 - x0)
    )
    view = fetch_view(projection, viewport)
    assert view is not None and len(view.places) > 300 and view.width == 1000
    lon, lat = np.array(view.places).T
    assert np.abs(lon).max() <= 180.0 and lat.max() > 60.0


TIMED = """LAYER NAME "ice" TYPE POLYGON STATUS ON CONNECTIONTYPE OGR CONNECTION "{file}" DATA "squares"
  METADATA "ows_title" "Ice" "wms_srs" "EPSG:4326" "wms_timeextent" "2025/2026/P1Y" "wms_timeitem" "year"
   "wms_timedefault" "2026" END
  CLASSGROUP "red" CLASS GROUP "red" NAME "red" STYLE COLOR 255 0 0 END END
  CLASS GROUP "blue" NAME "blue" STYLE COLOR 0 0 255 END END PROJECTION "init=epsg:4326" END END
"""
REPORT = b"<ServiceExceptionReport><ServiceException>No ice</ServiceException></ServiceExceptionReport>"
CAPABILITIES = b"""<!DOCTYPE WMT_MS_Capabilities SYSTEM "http://elsewhere.example/capabilities.dtd">
<WMT_MS_Capabilities version="1.1.1"><Service/><Capability>
<Request><GetMap><Format>image/png</Format></GetMap></Request>
<Layer><SRS>EPSG:4326 %s</SRS><Layer><Name>ice</Name><Title>Ice</Title></Layer></Layer></Capability>
</WMT_MS_Capabilities>"""


def answering(body: bytes, type: str) -> Any:
    def answer(to: BaseHTTPRequestHandler) -> None:
        if "GetCapabilities" in to.path:
            reply(to, CAPABILITIES % b"", "text/xml")
        else:
            reply(to, body, type)

    return answer


@pytest.mark.parametrize(
    ("body", "type", "why"),
    [
        (b"<html>Welcome</html>", "text/html", "its answer is not a picture|it reports"),
        (REPORT, "text/xml", "it reports: No ice"),
        (b"<html>Welcome</html>", "image/png", "its picture is damaged or is none"),
        (picture((1, 2, 3))[:100], "image/png", "its picture is damaged or is none"),
        (picture((1, 2, 3), (3, 3)), "image/png", "its picture has 3 x 3 pixels instead of"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_an_error(
    body: bytes, type: str, why: str, double: Server, tmp_path: Path
) -> None:
    double.faults["/wms"] = answering(body, type)
    with pytest.raises(FetchError, match=why):
        fetch_layer(f"http://{double.host}/wms", "ice", tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ice?style=red", "the layer ice has no style red; its styles: –"),
        ("ice?time=2026", "the layer ice has no times that can be chosen"),
        ("snow?time=2026", "it has no layer snow; it has ice"),
    ],
)
def test_a_choice_that_the_server_does_not_offer_is_an_error(
    name: str, why: str, double: Server, tmp_path: Path
) -> None:
    double.faults["/wms"] = answering(picture((1, 2, 3)), "image/png")
    with pytest.raises(FetchError, match=why):
        fetch_layer(f"http://{double.host}/wms", name, tmp_path)


def test_tiles_of_a_view_are_put_together(double: Server, tmp_path: Path) -> None:
    def tile(to: BaseHTTPRequestHandler) -> None:
        zoom, x, y = (int(each) for each in to.path.removesuffix(".png").split("/")[-3:])
        reply(to, picture((x * 40, y * 40, zoom * 10)), "image/png")

    double.faults[".png"] = tile
    view = FetchView(((-10.0, 40.0), (60.0, 40.0), (60.0, 80.0), (-10.0, 80.0), (20.0, 89.0)), 300, 300)
    address = f"http://{double.host}/{{z}}/{{x}}/{{y}}.png"
    assert shared_layers(address) == (SharedLayer("tiles", "Tiles", None, PICTURE),)
    path = fetch_layer(address, "tiles", tmp_path / "copies", view=view)
    origin = origin_of(path)
    assert origin is not None and origin.remarks == ("the tiles end at 85 degrees north",)
    (zoom,) = {int(each.split("/")[1]) for each in double.requests}
    lon, lat = 30.0, 70.0
    x = int((lon + 180) / 360 * 2**zoom)
    y = int((1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * 2**zoom)
    assert colours_at(path, [(lon, lat)], tmp_path / "levels") == [(x * 40, y * 40, zoom * 10, 255)]


def test_tiles_on_both_sides_of_180_degrees_are_as_fine_as_elsewhere(double: Server, tmp_path: Path) -> None:
    def tile(to: BaseHTTPRequestHandler) -> None:
        zoom, x, y = (int(each) for each in to.path.removesuffix(".png").split("/")[-3:])
        reply(to, picture((x * 5 % 256, y * 5 % 256, zoom * 10)), "image/png")

    double.faults[".png"] = tile
    zooms = list[int]()
    for lon in (30.0, 180.0):
        double.requests.clear()
        view = view_of(lon, 66.0, 50.0)
        address = f"http://{double.host}/{{z}}/{{x}}/{{y}}.png"
        path = fetch_layer(address, "tiles", tmp_path / f"{lon}", view=view)
        (zoom,) = {int(each.split("/")[1]) for each in double.requests}
        zooms.append(zoom)
        assert all(0 <= int(each.split("/")[2]) < 2**zoom for each in double.requests)
        for east in (lon - 0.05, lon + 0.05):
            x = int((east + 180.0) % 360.0 / 360.0 * 2**zoom)
            y = int((1 - np.arcsinh(np.tan(np.radians(66.0))) / np.pi) / 2 * 2**zoom)
            found = colours_at(path, [((east + 180.0) % 360.0 - 180.0, 66.0)], tmp_path / f"{east}")
            assert found == [(x * 5 % 256, y * 5 % 256, zoom * 10, 255)]
    assert zooms[0] == zooms[1]


def test_tiles_are_never_too_many(double: Server, tmp_path: Path) -> None:
    double.faults[".png"] = lambda to: reply(to, picture((9, 9, 9)), "image/png")
    view = FetchView(ARCTIC.places, 9000, 9000)
    fetch_layer(f"http://{double.host}/{{z}}/{{x}}/{{y}}.png", "tiles", tmp_path, view=view)
    assert len(double.requests) <= 120


def test_a_view_beyond_the_tiles_is_an_error(double: Server, tmp_path: Path) -> None:
    view = FetchView(((0.0, 87.0), (90.0, 88.0)), 300, 300)
    with pytest.raises(FetchError, match="the tiles end at 85 degrees north, and the map"):
        fetch_layer(f"http://{double.host}/{{z}}/{{x}}/{{y}}.png", "tiles", tmp_path, view=view)
