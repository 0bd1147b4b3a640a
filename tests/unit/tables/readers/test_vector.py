"""What features say of themselves has the names that their files give it."""

from pathlib import Path

import msgspec
import numpy as np
import pytest
import shapely
from pyogrio import raw

from arctic_map.model.opened import Choice
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers import vector

MARK = '<Placemark id="pm1"><name>A</name>{data}<Point><coordinates>30,70</coordinates></Point></Placemark>'


def said_by(tmp_path: Path, data: str) -> dict[str, object]:
    file = tmp_path / "mark.kml"
    file.write_text(
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{MARK.format(data=data)}</Document></kml>'
    )
    ((_, row),) = vector.take(file, Choice()).rows
    found: dict[str, object] = msgspec.json.decode(row)["properties"]
    return {name: value for name, value in found.items() if value is not None}


def test_the_id_of_a_mark_in_kml_is_its_id(tmp_path: Path) -> None:
    assert said_by(tmp_path, "") == {"id": "pm1", "Name": "A"}


def test_a_field_of_kml_that_is_called_id_keeps_its_name(tmp_path: Path) -> None:
    data = '<ExtendedData><Data name="id"><value>7</value></Data></ExtendedData>'
    assert said_by(tmp_path, data) == {"placemark id": "pm1", "Name": "A", "id": "7"}


def test_a_damaged_name_of_a_field_is_named_as_the_reason(tmp_path: Path) -> None:
    raw.write(
        tmp_path / "marks.shp",
        geometry=np.array([shapely.to_wkb(shapely.Point(30, 70))], dtype=object),
        geometry_type="Point",
        field_data=[np.array(["A"], dtype=object)],
        fields=np.array(["name"], dtype=object),
        crs="EPSG:4326",
        driver="ESRI Shapefile",
        encoding="UTF-8",
    )
    table = tmp_path / "marks.dbf"
    table.write_bytes(table.read_bytes().replace(b"name", b"\xff\xfeme", 1))
    with pytest.raises(Unreadable, match="Shapefile: a name in it is not UTF-8 text; is it complete"):
        vector.take(tmp_path / "marks.shp", Choice())
