"""What is read from archives: all Shapefiles with their parts, and the text of a KMZ."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers import file_kinds

SHP = b"\x00\x00\x27\x0a" + bytes(96)
KML = b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"></kml>'
LINKED = KML.replace(b"></kml>", b"><NetworkLink/></kml>")


def packed(**files: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as whole:
        for name, content in files.items():
            whole.writestr(name, content)
    return made.getvalue()


def test_all_shapefiles_come_with_their_parts_under_plain_names() -> None:
    content = packed(
        **{
            "a b/Places.SHP": SHP,
            "a b/places.dbf": b"D",
            "c/places.shp": SHP,
            "c/places.prj": b"P",
            "c/readme.txt": b"no part",
            "__MACOSX/c/._places.shp": b"Apple",
            "d d/Ö ö.shp": SHP,
        }
    )
    assert file_kinds.shapefiles(content, []) == {
        "Places.shp": SHP,
        "Places.dbf": b"D",
        "places.shp": SHP,
        "places.prj": b"P",
        "Ö_ö.shp": SHP,
    }
    twice = file_kinds.shapefiles(packed(**{"a/x.shp": SHP, "b/x.shp": SHP, "b/x.dbf": b"2"}), [])
    assert set(twice) == {"x.shp", "x_2.shp", "x_2.dbf"}


@pytest.mark.parametrize("content", [packed(**{"a.txt": b"1"}), b"no archive", packed(**{"a.shp": b"none"})])
def test_an_archive_without_a_shapefile_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        file_kinds.shapefiles(content, [])


def test_the_first_text_of_a_kmz_is_its_kml_and_what_it_links_to_comes_along() -> None:
    other = KML.replace(b"2.2", b"2.1")
    assert file_kinds.kml(packed(**{"files/x.kml": other, "doc.kml": KML})) == (".kml", KML)
    assert file_kinds.kml(packed(**{"b/c/x.kml": KML, "b/y.kml": other})) == (".kml", other)
    kind, whole = file_kinds.kml(packed(**{"sub/x.kml": KML, "doc.kml": LINKED}))
    assert kind == ".kmz"
    with ZipFile(BytesIO(whole)) as found:
        assert {name: found.read(name) for name in found.namelist()} == {"doc.kml": LINKED, "sub/x.kml": KML}
    with pytest.raises(Unreadable, match="KML"):
        file_kinds.kml(packed(**{"a.txt": b"1"}))


def test_what_is_packed_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"a.shp": SHP, "a.dbf": bytes(60)}
    monkeypatch.setattr(file_kinds, "MAX_SIZE", 160)
    assert len(file_kinds.shapefiles(packed(**parts), [])) == 2
    monkeypatch.setattr(file_kinds, "MAX_SIZE", 159)
    with pytest.raises(Unreadable, match="too large"):
        file_kinds.shapefiles(packed(**parts), [])


def test_shapefiles_beyond_the_limit_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kinds, "MAX_SHAPEFILES", 2)
    problems = list[tuple[str, str]]()
    files = file_kinds.shapefiles(packed(**{f"{name}.shp": SHP for name in "abc"}), problems)
    assert len(files) == 2 and problems == [("", "it contains 3 Shapefiles; the first 2 are read")]


def test_very_many_comments_before_the_kml_take_no_time() -> None:
    with pytest.raises(Unreadable, match="its content is not that of a KML file"):
        file_kinds.require_kind(b"<!-- a -->" * 6_000 + b"<nothing>", ".kml")
