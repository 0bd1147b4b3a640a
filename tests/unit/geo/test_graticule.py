"""The lines of degrees are named and lie where their names say."""

from functools import cache

from arctic_map.geo.graticule import ARCTIC_CIRCLE, arctic_circle, graticule
from arctic_map.model.feature import Feature


@cache
def lines() -> dict[str, Feature]:
    return {feature.id: feature for feature in graticule("fine")}


def test_there_is_a_meridian_and_a_parallel_every_ten_degrees() -> None:
    assert sum(id.startswith("meridian") for id in lines()) == 36
    assert sum(id.startswith("parallel") for id in lines()) == 17


def test_the_arctic_circle_is_at_66_33_8() -> None:
    circle, _ = arctic_circle("round")
    assert {lat for _, lat in circle.geometry["coordinates"]} == {ARCTIC_CIRCLE}
    assert abs(ARCTIC_CIRCLE - 66.5633) < 0.0001


def test_the_pole_is_marked_by_a_cross_whose_arms_begin_there() -> None:
    _, pole = arctic_circle("round")
    assert [arm[0][1] for arm in pole.geometry["coordinates"]] == [90.0] * 4
    assert pole.name == "North Pole" and set(pole.names) == {"ru", "zh"}


def test_every_line_is_named_by_its_degrees() -> None:
    for id, line in lines().items():
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


def test_a_parallel_is_named_in_russian_and_chinese_with_its_hemisphere() -> None:
    assert lines()["parallel-70"].names == {"ru": "70° с. ш.", "zh": "北纬70°"}
    assert lines()["parallel-m30"].names == {"ru": "30° ю. ш.", "zh": "南纬30°"}
    assert lines()["parallel-0"].names == {}


def test_the_arms_of_the_cross_at_the_pole_lie_on_four_meridians() -> None:
    _, pole = arctic_circle("round")
    assert [tuple(arm[-1]) for arm in pole.geometry["coordinates"]] == [
        (-180.0, 89.0), (-90.0, 89.0), (0.0, 89.0), (90.0, 89.0),
    ]  # fmt: skip
