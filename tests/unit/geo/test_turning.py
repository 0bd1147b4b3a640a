"""A map turned about its pole is the projection that PROJ knows with that meridian down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas

from arctic_map.errors import UnknownName
from arctic_map.geo.position import project, unproject
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.geo.turning import around, base_id, meridian, moved, rotation, turned
from arctic_map.model.projection import Projection
from arctic_map.scene.words.measures import projection_words

POLAR = [projection for projection in PROJECTIONS if projection.pole]


@given(st.sampled_from(POLAR), st.integers(-180, 180), st.floats(-180, 180), st.floats(1, 89.9))
def test_a_turned_place_is_where_proj_puts_it(
    projection: Projection, down: int, lon: float, lat: float
) -> None:
    other, turn = turned(projection, down), rotation(projection, down)
    place, expected = project(projection, lon, lat), project(other, lon, lat)
    assert place and expected
    assert turn(*place) == pytest.approx(expected, abs=0.01)
    back = unproject(other, *expected)
    assert back and back[1] == pytest.approx(lat, abs=1e-6)


@pytest.mark.parametrize("projection", POLAR, ids=lambda projection: projection.id)
def test_its_meridian_points_down_and_its_ground_lies_right(projection: Projection) -> None:
    other = turned(projection, 30)
    below = project(other, 30.0, 70.0)
    assert below and other.pole
    assert below[0] == pytest.approx(other.pole[0], abs=0.01) and below[1] < other.pole[1]
    family = next(each for each in PROJECTIONS if each.family == projection.family)
    at = project(family, 100.0, 60.0)
    assert at and other.ground(*at) == pytest.approx(project(other, 100.0, 60.0), abs=0.01)


def test_names_lead_to_turned_projections_and_back() -> None:
    other = projection_named("nsr@30")
    assert other is projection_named("nsr@390") is turned(PROJECTIONS[0], 30)
    assert (other.id, base_id(other.id), other.label) == (
        "nsr@30",
        "nsr",
        "polar stereographic, 30°E down (EPSG:5940, turned)",
    )
    assert projection_words(other) == other.label
    assert projection_named("3413@-45") is projection_named("epsg3413")
    for wrong in ("world@30", "nsr@x", "nsr@", "nsr@nan", "nsr@inf"):
        with pytest.raises(UnknownName):
            projection_named(wrong)


@pytest.mark.parametrize("projection", POLAR, ids=lambda projection: projection.id)
@pytest.mark.parametrize("down", range(-180, 180, 45))
def test_the_first_view_holds_the_whole_route(projection: Projection, down: int) -> None:
    content = built_in_atlas()
    home = turned(projection, down).home
    for id in ("L1", "L3"):
        geometry = content.features[id].geometry
        parts = geometry["coordinates"]
        for lon, lat in parts if geometry["type"] == "LineString" else [at for part in parts for at in part]:
            x, y = project(turned(projection, down), lon, lat) or (0.0, 0.0)
            assert home[0] < x < home[2] and home[1] < y < home[3]


def test_boxes_turn_about_the_pole() -> None:
    projection = PROJECTIONS[0]
    turn = rotation(projection, projection.down + 180)
    x, y = projection.pole or (0.0, 0.0)
    assert moved((x, y, x + 2, y + 4), turn) == pytest.approx((x - 2, y - 4, x, y))
    assert around((x, y, x + 2, y + 4), turn) == pytest.approx((x - 2, y - 4, x, y))
    assert (meridian(181), meridian(-180), meridian(540)) == (-179, 180, 180)
