"""The part of the map that shows some features."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in

from arctic_map.geo.position import project
from arctic_map.geo.projections import DEFAULT, PROJECTIONS
from arctic_map.model.catalog import Catalog, Layer, LayerKind
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.projection import Projection, Viewport
from arctic_map.scene.session.approach import NEAREST, box_of, home_of, nearer, opening
from arctic_map.scene.session.journeys import first_view


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_a_place_stands_in_the_middle_of_its_box(projection: Projection) -> None:
    catalog, drawings = built_in()
    box = box_of(["arkhangelsk"], catalog, projection.id, drawings)
    lon, lat = catalog.features["arkhangelsk"].geometry["coordinates"]
    place = project(projection, lon, lat)
    assert box is not None and place is not None
    assert ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) == pytest.approx(place, abs=60_000)
    assert min(box[2] - box[0], box[3] - box[1]) >= NEAREST - 1


def test_a_box_holds_all_that_is_requested_with_room_round_it() -> None:
    catalog, drawings = built_in()
    both = box_of(["arkhangelsk", "shanghai"], catalog, "nsr", drawings)
    assert both is not None
    for id in ("arkhangelsk", "shanghai"):
        one = next(s for s in drawings.get("ports", "nsr").shapes if s.feature == id).box
        assert both[0] < one[0] and both[1] < one[1] and both[2] > one[2] and both[3] > one[3]


def test_a_country_is_seen_whole_and_a_strait_near() -> None:
    catalog, drawings = built_in()
    wide = {}
    for id in ("name-united-states", "name-alaska", "bering-strait"):
        box = box_of([id], catalog, "nsr", drawings)
        assert box is not None
        wide[id] = box[2] - box[0]
    assert wide["name-united-states"] > 4_000_000 > wide["name-alaska"] > wide["bering-strait"] >= NEAREST


def test_a_name_along_with_other_places_takes_no_more_room_than_they_do() -> None:
    catalog, drawings = built_in()
    zone, both = (box_of(ids, catalog, "nsr", drawings) for ids in (["Z1"], ["Z1", "name-alaska"]))
    assert zone is not None and both is not None
    assert both[2] - both[0] < 1.5 * (zone[2] - zone[0])


def test_every_feature_is_found_on_the_world() -> None:
    catalog, drawings = built_in()
    assert all(box_of([id], catalog, "world", drawings) for id in catalog.features)


@pytest.mark.parametrize("projection", PROJECTIONS[:4], ids=lambda projection: projection.id)
def test_what_a_projection_does_not_hold_has_no_box(projection: Projection) -> None:
    catalog, drawings = built_in()
    assert box_of(["name-brazil"], catalog, projection.id, drawings) is None
    assert box_of(["nothing"], catalog, projection.id, drawings) is None
    assert box_of([], catalog, projection.id, drawings) is None


@given(
    st.floats(-1e7, 1e7),
    st.floats(-1e7, 1e7),
    st.floats(100, 60_000),
    st.integers(1, 4000),
    st.integers(-6, 6),
)
def test_two_steps_halve_the_view_about_its_middle(
    x: float, y: float, resolution: float, size: int, n: int
) -> None:
    view = Viewport(x, y, resolution, size, size / 2)
    x0, y0, x1, y1 = nearer(view, n)
    assert (x0 + x1) / 2 == pytest.approx(x, abs=1e-3)
    assert (y0 + y1) / 2 == pytest.approx(y, abs=1e-3)
    assert x1 - x0 == pytest.approx(view.width * resolution / 2 ** (n / 2))
    assert y1 - y0 == pytest.approx(view.height * resolution / 2 ** (n / 2))


def atlas_of(*places: tuple[float, float], publisher: str = "") -> Catalog:
    """An atlas with points at these degrees."""
    features = tuple(
        Feature(
            id=f"p{number}",
            name="P",
            geometry={"type": "Point", "coordinates": place},
            precision=Precision.SURVEYED,
            source="",
            style="",
        )
        for number, place in enumerate(places)
    )
    layer = Layer(id="own", name="Own", topic="trade", kind=LayerKind.FEATURES, features=features)
    return Catalog("1", "Own", "", "", (layer,), (), (), publisher=publisher)


@pytest.mark.parametrize(
    ("places", "projection"),
    [
        ([(7.6, 47.6), (4.5, 51.9)], "centred_5_50"),
        ([(-51.7, 64.2), (-21.9, 70.5)], "epsg3995@-40"),
        ([(170.0, 66.0), (-170.0, 66.0)], "epsg3995@180"),
        ([(20.0, 78.0), (-140.0, 82.0)], "epsg3995@-10"),
        ([(100.0, 15.0), (105.0, 11.0)], "centred_105_15"),
        ([(-70.0, -50.0)], "centred_-70_-50"),
        ([(175.0, -40.0), (-170.0, -15.0)], "centred_-175_-30"),
        ([(0.0, 50.0), (140.0, 35.0)], "centred_90_70"),
        ([(0.0, 0.0), (-90.0, 0.0), (90.0, 0.0)], "world"),
        ([], "nsr"),
    ],
)
def test_an_atlas_of_ones_own_opens_in_a_projection_that_fits_its_places(
    places: list[tuple[float, float]], projection: str
) -> None:
    assert opening(atlas_of(*places)).id == projection


def test_an_atlas_of_ones_own_opens_on_its_places_and_a_published_one_as_its_projection_does() -> None:
    places = ((7.6, 47.6), (4.5, 51.9))
    own = atlas_of(*places)
    box = home_of(own, opening(own))
    assert box
    for place in places:
        x, y = project(opening(own), *place) or (0.0, 0.0)
        assert box[0] < x < box[2] and box[1] < y < box[3]
    assert max(box[2] - box[0], box[3] - box[1]) < 2_000_000
    session = first_view(own, "dark")
    assert session.viewport and session.viewport.box == pytest.approx(box)
    assert session.projection == "centred_5_50"
    published = atlas_of(*places, publisher="Arctic Map")
    assert home_of(published, DEFAULT) is None and first_view(published, "light").projection == "nsr"
