"""A walk goes from a feature to those around it, the nearest first."""

from dataclasses import replace
from itertools import pairwise

from pyproj import Geod
from tests.built_in import scene_after
from tests.wordings import RUSSIAN

from arctic_map.model.tr import speaking
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.walking import Walk, walk_from, walk_in_words

GEOD = Geod(ellps="WGS84")


def scene() -> Scene:
    return scene_after(actions.show_layers(["drills", "nsr-waters"], False))


def test_the_others_are_in_the_order_of_their_distance() -> None:
    walk = walk_from("murmansk", scene())
    assert all(one.metres <= other.metres for one, other in pairwise(walk.around))
    ids = [each.id for each in walk.around]
    assert "murmansk" not in ids and ids.index("arkhangelsk") < ids.index("shanghai")
    (port,) = (each for each in walk.around if each.id == "arkhangelsk")
    places = (scene().catalog.features[id].geometry["coordinates"] for id in ("murmansk", "arkhangelsk"))
    bearing, _, metres = GEOD.inv(*next(places), *next(places))
    assert abs(port.metres - metres) < 1.0 and abs(port.bearing - bearing % 360.0) < 0.01


def test_the_words_tell_distance_and_direction() -> None:
    shown = scene()
    walk = walk_from("murmansk", shown)
    at = [each.id for each in walk.around].index("arkhangelsk")
    assert walk_in_words(replace(walk, at=at), shown) == "Arkhangelsk, 595 km south-east of Murmansk"
    assert walk_in_words(walk, shown) == "Murmansk"


def test_features_are_named_in_the_language_of_the_map() -> None:
    russian = replace(scene(), preferences=replace(scene().preferences, names="ru"))
    with speaking(RUSSIAN):
        assert walk_in_words(Walk("L5", ()), russian) == "Шанхай – Гамбург через Арктику"


def test_a_step_back_leads_to_the_start_and_the_walk_ends_at_both_ends() -> None:
    walk = walk_from("murmansk", scene())
    assert walk.stepped(1).stepped(-1).present == "murmansk" == walk.stepped(-1).present
    last = replace(walk, at=len(walk.around) - 1)
    assert last.stepped(1) == last


def test_what_is_hidden_is_not_walked_to() -> None:
    shown = scene_after(actions.show_layers(["ports"], False), actions.show_features(["tiksi"], False))
    ids = {each.id for each in walk_from("murmansk", shown).around}
    assert not {"arkhangelsk", "tiksi"} & ids


def test_a_feature_without_a_place_has_none_around_it() -> None:
    shown = scene()
    nowhere = {"type": "GeometryCollection", "geometries": list[object]()}
    lost = replace(shown.catalog.features["murmansk"], geometry=nowhere)
    catalog = replace(shown.catalog)
    vars(catalog)["features"] = shown.catalog.features | {"murmansk": lost}
    assert walk_from("murmansk", replace(shown, catalog=catalog)) == Walk("murmansk", ())
