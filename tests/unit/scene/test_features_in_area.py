"""Features in an area drawn on the map: what is visible there, however it is drawn."""

import shapely
from tests.unit.scene.test_identify import AROUND, MARKER, noted, scene

from arctic_map.geo.position import project
from arctic_map.geo.projections import projection_named
from arctic_map.scene.features_in_area import features_in
from arctic_map.scene.session import actions

NSR = projection_named("nsr")
WHITE_SEA = [(36.0, 63.5), (44.0, 63.5), (44.0, 66.5), (36.0, 66.5)]


def found(*steps: actions.Action, around: list[tuple[float, float]]) -> tuple[str, ...]:
    corners = [place for each in around if (place := project(NSR, *each))]
    return features_in(scene(*steps), noted()[1], corners)


def test_points_lines_and_areas_are_found_those_of_upper_layers_first() -> None:
    ids = found(around=WHITE_SEA)
    catalog = noted()[0]
    order = [layer.id for layer in catalog.layers]
    levels = [order.index(catalog.layer_of[id]) for id in ids]
    assert levels == sorted(levels, reverse=True) and len(set(ids)) == len(ids)
    assert {"arkhangelsk", MARKER.id, AROUND.id} <= {*ids}
    assert any(catalog.features[id].geometry["type"] == "LineString" for id in ids)
    assert "murmansk" not in ids


def test_hidden_layers_and_features_are_not_found() -> None:
    layer = noted()[0].layer_of["arkhangelsk"]
    assert "arkhangelsk" not in found(actions.show_layers([layer], False), around=WHITE_SEA)
    assert "arkhangelsk" not in found(actions.show_features(["arkhangelsk"], False), around=WHITE_SEA)


def test_an_area_inside_another_finds_it_and_an_outline_that_crosses_itself_all_that_it_encloses() -> None:
    assert AROUND.id in found(around=[(46.0, 62.0), (46.2, 62.0), (46.1, 62.1)])
    crossed = [WHITE_SEA[at] for at in (0, 2, 1, 3)]
    assert {*found(around=crossed)} <= {*found(around=WHITE_SEA)}
    assert found(around=WHITE_SEA[:2]) == ()


def test_every_found_feature_is_within_the_box_of_the_corners() -> None:
    catalog, drawings = noted()
    corners = [place for each in WHITE_SEA if (place := project(NSR, *each))]
    box = shapely.box(*shapely.MultiPoint(corners).bounds)
    for id in features_in(scene(), drawings, corners):
        shapes = drawings.shapes_of(id, catalog.layer_of[id], NSR.id)
        assert any(shapely.box(*shape.box).intersects(box) for shape in shapes)
