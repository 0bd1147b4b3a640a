"""Files made to read others, to reach the network, or to have no end: each is refused or harmless."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests import format_samples as samples

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers import any_file

SECRET = "what no other file may tell"
VRT = """<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{path}</SrcDataSource>
<GeometryField encoding="PointFromColumns" x="lon" y="lat"/></OGRVRTLayer></OGRVRTDataSource>"""
KML = (
    '<?xml version="1.0"?>{head}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'
)
PLACE = "<Placemark><name>{name}</name><Point><coordinates>33,69</coordinates></Point></Placemark>"
Make = Callable[[Path], bytes]


def secret(folder: Path) -> Path:
    path = folder / "secret.csv"
    path.write_text(f"lon,lat,name\n1,2,{SECRET}\n")
    return path


def vrt(folder: Path) -> bytes:
    return VRT.format(path=secret(folder)).encode()


def kml(body: str, head: str = "") -> Make:
    return lambda folder: KML.format(head=head, body=body.replace("FILE", secret(folder).as_uri())).encode()


def packed(*members: tuple[str, bytes]) -> Make:
    def make(folder: Path) -> bytes:
        content = BytesIO()
        with ZipFile(content, "w", ZIP_DEFLATED) as archive:
            for name, member in members:
                archive.writestr(name, member)
        return content.getvalue()

    return make


def bomb(name: str, start: bytes) -> Make:
    return lambda folder: packed((name, start + b" " * 120_000_000))(folder)


ENTITIES = '<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REMOTE = '<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
REFUSED: dict[str, tuple[str, Make, str]] = {
    "a VRT as a Shapefile": (".shp", vrt, "its content is not that of a Shapefile"),
    "a VRT as a GeoPackage": (".gpkg", vrt, "its content is not that of a GeoPackage"),
    "a VRT as KML": (".kml", vrt, "its content is not that of a KML"),
    "a VRT as a drawing": (".dxf", vrt, "its content is not that of a DXF"),
    "a VRT as TopoJSON": (".topojson", vrt, "its content is not that of a TopoJSON"),
    "a view of MapInfo tables": (
        ".tab",
        lambda folder: f'!table\n!version 100\nOpen Table "{secret(folder)}" Hide\n'.encode(),
        "it only joins other MapInfo tables",
    ),
    "entities in entities": (".kml", kml(PLACE.format(name="&b;"), ENTITIES), "it declares XML entities"),
    "an entity of a file": (".kml", kml(PLACE.format(name="&a;"), REMOTE), "it declares XML entities"),
    "a bomb as a Shapefile": (".zip", bomb("a.shp", b"\0\0\x27\x0a"), "is too large"),
    "a bomb as KMZ": (".kmz", bomb("doc.kml", b"<kml>"), "is too large"),
    "an archive of other things": (".zip", packed(("a.txt", b"text")), "the archive contains no Shapefile"),
    "no archive": (".zip", lambda _: b"PK\x03\x04 and no more", "the archive cannot be unpacked"),
    "nothing": (".gpkg", lambda _: b"", "the file is empty"),
    "zeros": (".shp", lambda _: b"\0" * 200, "the file is empty"),
    "a table without places": (".csv", lambda _: b"a,b\n1,2\n", "it has no columns that say where"),
    "a table of pictures": (".csv", lambda _: b"\x89PNG\0\0\0", "this is not text"),
    "10,000 columns without places": (
        ".csv",
        lambda _: ",".join(f"c{number}" for number in range(10_000)).encode() + b"\n1\n",
        "its columns are c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 and 9,988 more",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence_that_names_the_cause(tmp_path: Path, name: str) -> None:
    suffix, make, sentence = REFUSED[name]
    path = tmp_path / f"file{suffix}"
    path.write_bytes(make(tmp_path))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Unreadable) as refused:
        any_file.read(path)
    assert sentence in refused.value.why
    assert SECRET not in refused.value.why
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "suffix", [".gpkg", ".shp", ".fgb", ".kml", ".kmz", ".zip", ".tab", ".mif", ".dxf", ".gpx"]
)
@pytest.mark.parametrize("share", [0.1, 0.9])
def test_what_is_cut_off_is_refused_or_read_in_part(tmp_path: Path, suffix: str, share: float) -> None:
    file = samples.write(tmp_path, suffix, "LineString")
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    # Either some of it can be shown, or there is a sentence; nothing else may be raised.
    with suppress(Unreadable):
        assert any_file.read(file).layer.features
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_links_of_a_kml_are_not_followed_but_reported(tmp_path: Path) -> None:
    link = "<NetworkLink><Link><href>FILE</href></Link></NetworkLink>"
    path = tmp_path / "a.kml"
    path.write_bytes(kml(link + PLACE.format(name="Port"))(tmp_path))
    found = any_file.read(path)
    assert [feature.name for feature in found.layer.features] == ["Port"]
    assert "it links to other files or to the network" in found.problems[0][1]


def test_formulas_are_words(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('lon,lat,note\n33,69,"=HYPERLINK(""http://example.org"")"\n')
    (feature,) = any_file.read(path).layer.features
    assert feature.details == (("note", '=HYPERLINK("http://example.org")'),)


def test_gdal_knows_no_driver_that_points_elsewhere() -> None:
    code = "from arctic_map.tables import gdal; import pyogrio; print(*pyogrio.list_drivers(), sep='|')"
    drivers: Any = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    known = set(drivers.strip().split("|"))
    assert {"GPKG", "ESRI Shapefile", "LIBKML", "S57"} <= known
    assert known <= {
        *("GPKG", "ESRI Shapefile", "MapInfo File", "S57", "CSV", "GPX", "LIBKML", "GeoJSON", "TopoJSON"),
        *("DXF", "FlatGeobuf", "MEM", "MVT", "PMTiles"),
    }
