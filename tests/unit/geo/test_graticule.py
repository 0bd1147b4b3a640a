"""The lines of degrees are named and lie where their names say."""

from arctic_map.geo.graticule import ARCTIC_CIRCLE, arctic_circle, graticule

LINES = {feature.id: feature for feature in graticule("fine")}


def test_lines_have_an_id_and_a_name_of_their_degrees() -> None:
    names = {
        id: LINES[id].name
        for id in ("meridian-90", "meridian-m120", "meridian-0", "parallel-70", "parallel-m30")
    }
    assert list(names.values()) == ["90°E", "120°W", "0°", "70°N", "30°S"]


def test_there_is_a_meridian_and_a_parallel_every_ten_degrees() -> None:
    assert sum(id.startswith("meridian") for id in LINES) == 36
    assert sum(id.startswith("parallel") for id in LINES) == 17


def test_meridians_leave_the_pole_clear() -> None:
    ends = {
        id: line.geometry["coordinates"][-1][1] for id, line in LINES.items() if id.startswith("meridian")
    }
    assert max(ends.values()) == 85
    assert ends["meridian-10"] < ends["meridian-30"]


def test_the_arctic_circle_is_at_66_33_8() -> None:
    circle, _ = arctic_circle("round")
    assert {lat for _, lat in circle.geometry["coordinates"]} == {ARCTIC_CIRCLE}
    assert abs(ARCTIC_CIRCLE - 66.5633) < 0.0001


def test_the_pole_is_marked_by_a_cross_whose_arms_begin_there() -> None:
    _, pole = arctic_circle("round")
    assert [arm[0][1] for arm in pole.geometry["coordinates"]] == [90.0] * 4
    assert pole.name == "North Pole" and set(pole.names) == {"ru", "zh"}


def test_every_line_is_named_by_its_degrees() -> None:
    for id, line in LINES.items():
        kind, _, degrees = id.partition("-")
        number = -int(degrees[1:]) if degrees.startswith("m") else int(degrees)
        (lon0, lat0), (lon1, lat1) = line.geometry["coordinates"]
        sides = ("E", "W", "180°") if kind == "meridian" else ("N", "S", "")
        side = "" if number in (0, -180) else sides[number < 0]
        assert line.name == f"{abs(number)}°{side}"
        assert (lon0, lat0) == ((number, -90) if kind == "meridian" else (-180, number))
        assert (lon1, lat1) == (
            (number, 85 if number % 30 == 0 else 80) if kind == "meridian" else (180, number)
        )
