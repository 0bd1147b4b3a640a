"""KML and GPX of other encodings, and rings that are no boundaries."""

from pathlib import Path

import pytest

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers import any_file

KML = """<?xml version="1.0" encoding="{encoding}"?>
<?xml-stylesheet type="text/xsl" href="kml.xsl"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Мурманск</name>{shape}</Placemark>
</Document></kml>"""
GPX = """<?xml version="1.0" encoding="{encoding}"?>
<?xml-stylesheet type="text/xsl" href="details.xsl"?><!-- of a journey -->
<gpx version="1.1" creator="a" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="69" lon="33"><name>Мурманск</name></wpt></gpx>"""
POINT = "<Point><coordinates>33,69</coordinates></Point>"
AT = "<coordinates>30,60 40,60 40,70 30,60</coordinates>"


@pytest.mark.parametrize("name", ["a.kml", "a.gpx"])
@pytest.mark.parametrize(
    "encoding", ["UTF-8", "UTF-8-sig", "UTF-16", "UTF-16-LE", "UTF-16-BE", "windows-1251"]
)
def test_a_file_in_any_encoding_is_read(name: str, encoding: str, tmp_path: Path) -> None:
    text = (KML if name == "a.kml" else GPX).format(encoding=encoding.removesuffix("-sig"), shape=POINT)
    (tmp_path / name).write_bytes(text.encode(encoding))
    opened = any_file.read(tmp_path / name)
    assert [feature.name for feature in opened.layer.features] == ["Мурманск"]
    assert opened.problems == ()


def test_a_text_that_is_not_in_its_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_bytes(b"\xff\xfe<\0k\0m\0l\0\x00\xd8")
    with pytest.raises(Unreadable, match="not in the encoding that it names"):
        any_file.read(tmp_path / "a.kml")


@pytest.mark.parametrize(
    ("shape", "kinds"),
    [
        (f"<LinearRing>{AT}</LinearRing>", ["LineString"]),
        (
            f"<MultiGeometry>{POINT}<LinearRing id='a'>{AT}</LinearRing></MultiGeometry>",
            ["Point", "LineString"],
        ),
        (f"<Polygon><outerBoundaryIs><LinearRing>{AT}</LinearRing></outerBoundaryIs></Polygon>", ["Polygon"]),
    ],
)
def test_a_ring_that_is_no_boundary_is_a_line(shape: str, kinds: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text(KML.format(encoding="UTF-8", shape=shape), encoding="utf-8")
    (feature,) = any_file.read(tmp_path / "a.kml").layer.features
    parts = feature.geometry.get("geometries", [feature.geometry])
    assert [part["type"] for part in parts] == kinds
