"""Views of a GeoPackage: those that end and stay within the file are layers, all others are refused."""

import sqlite3
from pathlib import Path

import pytest
from tests import format_samples as samples

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers import any_file, views


def geopackage(folder: Path, *statements: str) -> Path:
    file = samples.write(folder, ".gpkg", "Point")
    database = sqlite3.connect(file)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    return file


SHOWN = (
    "insert into gpkg_contents (table_name, data_type, srs_id) values ('v', 'features', 4326)",
    "insert into gpkg_geometry_columns values ('v', 'geom', 'POINT', 4326, 0, 0)",
)


def test_a_view_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PATIENCE_S", 0.2)
    endless = (
        "create view v as with recursive n(i) as (select 1 union all select i + 1 from n) "
        "select i, geom from n, sample where i < 0"
    )
    with pytest.raises(Unreadable, match="a view whose rows take too long"):
        any_file.read(geopackage(tmp_path, endless, *SHOWN))


def test_a_view_that_never_ends_and_is_no_layer_is_left_alone(tmp_path: Path) -> None:
    endless = (
        "create view v as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n"
    )
    assert len(any_file.read(geopackage(tmp_path, endless)).layer.features) == 3


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("zeroblob(900000000)", "a view of it computes values of more than 50 MB"),
        ("hex(zeroblob(450000000))", "a view of it computes values of more than 50 MB"),
        ("printf('%.*c', 900000000, 'x')", "a view of it calls printf"),
    ],
)
def test_a_view_that_computes_very_long_values_is_refused(tmp_path: Path, value: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        any_file.read(geopackage(tmp_path, f"create view v as select *, {value} from sample", *SHOWN))


def test_a_view_of_very_many_bytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MAX_BYTES", 1000)
    long = "create view v as select *, zeroblob(400) from sample"
    with pytest.raises(Unreadable, match="save it as a plain table"):
        any_file.read(geopackage(tmp_path, long, *SHOWN))


def test_a_column_that_is_computed_when_it_is_read_is_refused(tmp_path: Path) -> None:
    table = "create table v (fid integer primary key, geom blob, long as (zeroblob(900000000)) virtual)"
    with pytest.raises(Unreadable, match=r"its column v\.long is computed when it is read"):
        any_file.read(geopackage(tmp_path, table, *SHOWN))


def test_a_view_that_reads_other_files_is_refused(tmp_path: Path) -> None:
    reading = "create view v as select gdal_get_pixel_value('/etc/hosts', 1, '', 0, 0) i, geom from sample"
    with pytest.raises(Unreadable, match="no such function"):
        any_file.read(geopackage(tmp_path, reading, *SHOWN))


def test_a_sound_view_is_a_layer_and_triggers_do_nothing(tmp_path: Path) -> None:
    file = geopackage(
        tmp_path,
        "create view v as select fid, geom, name from sample where fid < 3",
        *SHOWN,
        "create trigger t after insert on sample begin delete from sample; end",
    )
    before = file.read_bytes()
    assert len(any_file.read(file).layer.features) == 5
    assert file.read_bytes() == before
