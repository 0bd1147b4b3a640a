"""What a map centred on a place shows is the half of the Earth around it, whichever place that is."""

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Polygon

from arctic_map.geo import domain, planar
from arctic_map.geo.position import project, transformer, unproject
from arctic_map.geo.projections import centred, projection_named
from arctic_map.model.projection import Projection

CENTRES = ((105, 15), (-90, 40), (0, 0), (30, -75), (0, 90), (10, -90), (180, 60))
every_centre = pytest.mark.parametrize(
    "projection", [centred(*each) for each in CENTRES], ids=lambda each: each.id
)
WHOLE = shapely.box(-180.0, -90.0, 180.0, 90.0)
PATCHES = [
    shapely.box(west, south, west + 60.0, south + 30.0)
    for west in range(-180, 180, 60)
    for south in range(-90, 90, 30)
]


def on(projection: Projection, area: Polygon) -> MultiPolygon:
    return planar.areas_on(projection, MultiPolygon([area]))


@every_centre
def test_the_whole_earth_becomes_one_disc_without_a_seam(projection: Projection) -> None:
    disc = Polygon(planar.outline(projection))
    assert disc.is_valid and disc.exterior.is_ccw
    whole = on(projection, WHOLE)
    assert len(whole.geoms) == 1 and not whole.geoms[0].interiors
    assert whole.area == pytest.approx(disc.area, rel=1e-4)


@every_centre
def test_areas_that_cover_the_earth_cover_the_disc_once(projection: Projection) -> None:
    assert sum(on(projection, each).area for each in PATCHES) == pytest.approx(
        Polygon(planar.outline(projection)).area, rel=1e-4
    )


@every_centre
def test_positions_are_shown_up_to_the_horizon_and_found_again(projection: Projection) -> None:
    rng = np.random.default_rng(1)
    disc = Polygon(planar.outline(projection))
    lon, lat = rng.uniform(-180.0, 180.0, 300), rng.uniform(-90.0, 90.0, 300)
    mask = domain.shown(projection, lon, lat)
    assert 80 < mask.sum() < 220
    for x, y, is_shown in zip(lon, lat, mask, strict=True):
        place = project(projection, x, y)
        assert (place is not None) == is_shown
        if place:
            there = unproject(projection, *place)
            assert there is not None and there == pytest.approx((x, y), abs=1e-6)
        assert is_shown == disc.contains(shapely.Point(transformer(projection.crs).transform(x, y))) or (
            disc.exterior.distance(shapely.Point(transformer(projection.crs).transform(x, y))) < 20_000
        )


def test_the_map_of_the_pole_is_that_of_the_north() -> None:
    polar, own = projection_named("epsg3576"), centred(0, 90)
    for south, north in ((-10.0, 20.0), (30.0, 60.0), (80.0, 90.0)):
        area = shapely.box(-180.0, south, 180.0, north)
        assert on(own, area).area == pytest.approx(on(polar, area).area, rel=1e-4)


def test_a_line_ends_at_the_horizon() -> None:
    line = np.column_stack([np.linspace(-180.0, 180.0, 721), np.full(721, 0.0)])
    (visible,) = planar.line_on(centred(10, 0), line)
    assert visible.length == pytest.approx(2 * np.sqrt(2) * 6_378_137.0, rel=2e-3)


def test_boxes_are_whole_or_gone_only_where_that_is_certain() -> None:
    west, south = np.array([100.0, 100.0, -80.0, 179.0]), np.array([10.0, -80.0, -20.0, 0.0])
    east, north = np.array([110.0, 110.0, -70.0, 181.0]), np.array([20.0, 80.0, -10.0, 10.0])
    bounds = west, south, east, north
    here = centred(105, 15)
    assert domain.shows_whole(here, *bounds).tolist() == [True, False, False, True]
    assert domain.shows_any(here, *bounds).tolist() == [True, True, False, True]
    assert domain.shows_any(projection_named("world"), *bounds).all()
    with pytest.raises(ValueError, match="not centred"):
        domain.outline(projection_named("nsr"))
