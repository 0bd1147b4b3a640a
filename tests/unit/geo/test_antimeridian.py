"""Lines are cut where their geodesic crosses 180 degrees, and joined again."""

from arctic_map.geo.antimeridian import crosses, cut_area, cut_line, joined_lines


def test_a_line_that_stays_on_its_side_is_whole() -> None:
    line = ((30.0, 70.0), (170.0, 75.0))
    assert cut_line(line) == (line,) and not crosses(line)


def test_a_cut_line_is_joined_to_what_it_was() -> None:
    line = ((170.0, 70.0), (-175.0, 72.0), (175.0, 74.0), (-170.0, 60.0))
    parts = cut_line(line)
    assert len(parts) == 4
    assert joined_lines(parts) == (line,)


def test_along_the_equator_the_cut_is_on_the_equator() -> None:
    _, east = cut_line(((179.0, 0.0), (-179.0, 0.0)))
    assert east[0][0] == -180.0 and abs(east[0][1]) < 1e-6


def test_a_line_from_180_itself_is_cut_once() -> None:
    parts = cut_line(((180.0, 70.0), (-170.0, 70.0)))
    assert [part[0][0] for part in parts] == [-180.0]


def test_an_area_round_the_pole_has_no_sides() -> None:
    ring = ((0.0, 80.0), (120.0, 80.0), (-120.0, 80.0))
    assert cut_area([ring]) == ((ring,),)
