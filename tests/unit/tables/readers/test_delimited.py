"""Tables as text: what stands between cells, where places stand, and the problem of each row without one."""

from pathlib import Path

import msgspec
import pytest

from arctic_map.model.opened import Choice
from arctic_map.storage.bounded_reading import UnknownPlace, Unreadable
from arctic_map.tables import file_data
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.delimited import angle, number, read_raw
from arctic_map.tables.readers.placing import SWAPPED
from arctic_map.tables.readers.read_features import RawRows


def raw_of(folder: Path, text: str, name: str = "a.csv") -> RawRows:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_raw(path, Choice())


def test_very_many_columns_are_reported_and_the_first_are_read(tmp_path: Path) -> None:
    names = [f"c{number}" for number in range(198)]
    row = ",".join(map(str, range(198)))
    whole = raw_of(tmp_path, f"lon,lat,{','.join(names)}\n1,2,{row}\n")
    assert whole.problems == []
    more = raw_of(tmp_path, f"lon,lat,{','.join(names)},last\n1,2,{row},x\n")
    assert more.problems == [("", "the table has 201 columns; the first 200 are read")]
    assert b'"c197":"197"' in bytes(more.rows[0][1]) and b"last" not in bytes(more.rows[0][1])


def test_rows_keep_their_line_what_they_say_and_their_place(tmp_path: Path) -> None:
    found = raw_of(tmp_path, "name,lon,lat,empty\nDikson,80.5,73.5,\n\nTiksi,128.9,71.6\n")
    assert [(line, bytes(row)) for line, row in found.rows] == [
        ("line 2", b'{"type":"Feature","properties":{"name":"Dikson","empty":null},'
                   b'"geometry":{"type":"Point","coordinates":[80.5,73.5]}}'),
        ("line 4", b'{"type":"Feature","properties":{"name":"Tiksi"},'
                   b'"geometry":{"type":"Point","coordinates":[128.9,71.6]}}'),
    ]  # fmt: skip
    assert (found.total, found.problems, found.untyped) == (2, [], True)


def test_a_row_without_a_place_is_reported_with_the_reason(tmp_path: Path) -> None:
    long = "x" * 70
    found = raw_of(tmp_path, f"lon,lat\n1,2\n,2\n1,\n1\nnorth,2\n1,{long}\n")
    assert len(found.rows) == 1 and found.total == 6
    assert found.problems[:4] == [
        ("line 3", "it has no lon"),
        ("line 4", "it has no lat"),
        ("line 5", "it has no lat"),
        ("line 6", "its lon is neither a number nor an angle: 'north'"),
    ]
    assert found.problems[4][0] == "line 7" and "x" * 50 in found.problems[4][1]
    assert long not in found.problems[4][1]


def test_well_known_text_may_follow_a_systems_number(tmp_path: Path) -> None:
    found = raw_of(
        tmp_path, 'wkt,name\n"SRID=4326;POINT(1 2)",a\nPOINT Z(3 4 5),b\nnothing,c\n,d\nPOINT EMPTY,e\n'
    )
    first, second = (bytes(row) for _, row in found.rows)
    assert b"[1.0,2.0]" in first and b"[3.0,4.0]" in second
    assert found.problems == [
        ("line 4", "its wkt is not well-known text that can be drawn: 'nothing'"),
        ("line 5", "it has no wkt"),
        ("line 6", "its wkt is empty"),
    ]


def test_a_table_without_any_place_is_refused_with_the_first_reason(tmp_path: Path) -> None:
    with pytest.raises(
        Unreadable, match="none of its rows has a place; the first reason is in line 2: it has no"
    ):
        raw_of(tmp_path, "lon,lat\n,2\n1,\nnorth,3\n")
    with pytest.raises(Unreadable, match="the table has no rows"):
        raw_of(tmp_path, "lon,lat\n")
    with pytest.raises(Unreadable, match="the file is empty"):
        raw_of(tmp_path, " \n\n")


@pytest.mark.parametrize(
    "text", ["CIRCULARSTRING (0 60, 5 65)", "GEOMETRYCOLLECTION (CIRCULARSTRING (0 60, 5 65, 10 60))"]
)
def test_a_curve_that_cannot_be_drawn_costs_only_its_row(tmp_path: Path, text: str) -> None:
    found = raw_of(tmp_path, f'name,wkt\na,POINT (1 2)\nb,"{text}"\nc,POINT (3 4)\n')
    assert len(found.rows) == 2
    assert found.problems == [("line 3", f"its wkt is not well-known text that can be drawn: {text[:60]!r}")]


@pytest.mark.parametrize(
    "names", ["lat,lon", "Latitude,Longitude", "широта,долгота", "Breite,Länge", "纬度,经度"]
)
def test_one_latitude_out_of_range_does_not_swap_named_axes(tmp_path: Path, names: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{names}\n70,20\n95.1,21\n", encoding="utf-8")
    found = any_file.read(path)
    assert [feature.geometry["coordinates"] for feature in found.layer.features] == [(20.0, 70.0)]
    assert found.problems == (("line 3.geometry.coordinates", "latitude 95.1 is beyond ±90"),)


def test_latitudes_that_are_all_out_of_range_are_refused_or_swapped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("lat,lon\n7000000,500000\n7000100,500100\n")
    with pytest.raises(UnknownPlace, match="name it, as with --crs"):
        any_file.read(path)
    path.write_text("lat,lon\n120,70\n121,71\n122,72\n")
    assert any_file.read(path).problems == (("", SWAPPED),)


def test_few_coordinates_out_of_range_say_nothing_about_the_others(tmp_path: Path) -> None:
    rows = "".join(f"{number},70\n" for number in range(20))
    found = raw_of(tmp_path, f"x,y\n{rows}5,95.1\n7e6,5e5\n")
    assert b"[19.0,70.0]" in bytes(found.rows[19][1]) and len(found.rows) == 22


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("70.5", 70.5), ("-70,5", -70.5), ("70°30'", 70.5), ("70°30'N", 70.5), ("70°30'S", -70.5),
        ("S 70°30'", -70.5), ("-70°30'", -70.5), ("\u221270°30'36\"", -70.51), ("70°30'36\"W", -70.51),
        ("70°30'36\"E", 70.51), ("70°30'Ю", -70.5), ("70°30'З", -70.5), ("70°30'С", 70.5), ("70°30'В", 70.5),
        ("70°59.5'", 70 + 59.5 / 60), ("70°29'60.0\"", 70.5),
    ],
)  # fmt: skip
def test_degrees_minutes_and_seconds_are_added_up(text: str, degrees: float) -> None:
    assert angle(text) == pytest.approx(degrees)


@pytest.mark.parametrize("text", ["70°61'", "70°10'60.5\"", "N 70°30' N", "north", "", "70°30'X"])
def test_what_is_no_angle_is_none(text: str) -> None:
    assert angle(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5", 1.5),
        ("1,500.5", 1500.5),
        ("1,500,000", 1_500_000),
        ("1e3", 1000),
        (".5", 0.5),
        ("+2.", 2),
        ("1.2.3", None),
    ],
)
def test_commas_part_thousands_or_decimals(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("Latitude,N/S,Longitude,E/W\n69.5,S,18.9,W\n", (-18.9, -69.5)),
        ("lat,lon,lat_dir,lon_dir\n69.5,18.9,N,W\n", (-18.9, 69.5)),
        ("LAT_DEG,LAT_MIN,LAT_HEM,LON_DEG,LON_MIN,LON_HEM\n69,30,N,18,45,W\n", (-18.75, 69.5)),
        ("lat_deg,min,sec,lon_deg,min,sec\n-0,30,36,18,45,0\n", (18.75, -0.51)),
        ("lat_deg,lon_deg,lat_min,lon_min\n69,18,30,45\n", (18.75, 69.5)),
        # Here they are the least latitude, a wind and a size.
        ("lat,lon,lat_min,lon_min\n69,18,30,45\n", (18, 69)),
        ("lat_deg,lon_deg,lat_min,lon_min\n69.5,18.5,30,45\n", (18.5, 69.5)),
        ("lat,lon,dir\n69,18,W\n", (18, 69)),
        ("lat,NS,lon\n69,L,18\n", (18, 69)),
        # The letters say which is which.
        ("lat,lon\n18°45'E,69°30'N\n", (18.75, 69.5)),
    ],
)
def test_minutes_and_letters_in_columns_of_their_own_belong_to_the_place(
    tmp_path: Path, table: str, place: tuple[float, float]
) -> None:
    file = tmp_path / "table.csv"
    file.write_text(table)
    ((_, row),) = read_raw(file, Choice()).rows
    assert msgspec.json.decode(row)["geometry"]["coordinates"] == pytest.approx(place)


@pytest.mark.parametrize(("first", "why"), [("69,75,18,0", "'69 75'"), ("69E,0,18,0", "letters contradict")])
def test_a_place_that_contradicts_itself_is_reported(tmp_path: Path, first: str, why: str) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f"lat_deg,lat_min,lon_deg,lon_min\n{first}\n70,0,19,0\n")
    found = read_raw(file, Choice())
    assert len(found.rows) == 1 and [place for place, _ in found.problems] == ["line 2"]
    assert why in found.problems[0][1]


@pytest.mark.parametrize("mark", [",", "."])
def test_one_place_shows_what_stands_between_the_thousands_of_all(tmp_path: Path, mark: str) -> None:
    file = tmp_path / "table.csv"
    rows = ["512,345|7,712,345", "498,001|7,700,001", "498001|7700001"]
    file.write_text("\n".join(["x|y", *rows]).replace(",", mark))
    first, second, third = (
        msgspec.json.decode(row) for _, row in read_raw(file, Choice(crs="EPSG:32633")).rows
    )
    assert first["geometry"]["coordinates"] == pytest.approx((15.316148, 69.519703))
    assert second["geometry"] == third["geometry"]


def test_empty_columns_are_there_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("id,empty,b,lat,lon,c\n1,,,69,18,x\n2,,z,70,19,y\n")
    fields = file_data.read(file).fields()
    assert dict(fields) == {"id": ["1", "2"], "empty": [None] * 2, "b": [None, "z"], "c": ["x", "y"]}
    assert [*fields] == ["id", "empty", "b", "c"]


def test_a_table_whose_numbers_are_torn_by_decimal_commas_is_refused(tmp_path: Path) -> None:
    torn = "name,lat,lon\nA,69,5,18,9\nB,70,25,19,25\n"
    with pytest.raises(Unreadable, match="as if numbers had decimal commas"):
        raw_of(tmp_path, torn)
    assert len(raw_of(tmp_path, torn + "C,71,20\n").rows) == 3
    assert len(raw_of(tmp_path, "lat,lon\n69.5,18.9,of,rock\n").rows) == 1
