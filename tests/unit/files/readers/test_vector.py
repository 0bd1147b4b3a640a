"""What features say of themselves has the names that their files give it."""

from pathlib import Path

import msgspec

from arctic_map.files.readers import vector
from arctic_map.model.opened import Choice

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
