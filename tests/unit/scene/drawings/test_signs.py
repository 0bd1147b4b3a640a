"""Signs at marks of which nothing is reported follow what is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in, scene_after

from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.fact import Kind
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.drawings.signs import Spots, signs
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.symbology.legend import SIGNS


def signed(scene: Scene) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for sign in scene.signs:
        found.setdefault(sign.feature, set()).add(sign.style)
    return found


@pytest.mark.parametrize("projection", [projection.id for projection in PROJECTIONS])
def test_marks_without_a_reported_fact_bear_the_signs_of_the_other_facts(projection: str) -> None:
    found = signed(scene_after(session=Session(projection=projection)))
    assert found.pop("crimea") == {"kind-judgement"}
    attributed = ("R2", "reykjavik", "vologda", "washington")
    assert all(found.pop(id) == {"kind-attributed"} for id in attributed)
    assert all(styles == {"kind-forecast"} for styles in found.values())
    assert {"india", "mexico"} <= set(found) <= {"india", "mexico", "brazil"}


def test_a_mark_of_which_something_is_reported_bears_none_until_that_is_filtered_away() -> None:
    assert "arkhangelsk" not in signed(scene_after())
    assert signed(scene_after(actions.toggle_kind("reported")))["arkhangelsk"] == {"kind-attributed"}


def test_the_name_of_a_country_bears_no_sign() -> None:
    catalog, _ = built_in()
    assert catalog.features["name-ukraine"].facts == ("G2",)
    assert not any(id.startswith("name-") for id in signed(scene_after()))


def test_a_mark_of_which_nothing_is_shown_bears_none() -> None:
    assert "india" not in signed(scene_after(actions.toggle_kind("forecast")))
    assert "india" not in signed(scene_after(actions.toggle_layer("countries")))
    assert "R2" not in signed(scene_after(actions.toggle_precision("schematic")))


def test_two_signs_of_a_mark_stand_side_by_side() -> None:
    scene = scene_after(actions.toggle_kind("reported"))
    both = [sign for sign in scene.signs if sign.feature == "nsr-stretch"]
    assert [sign.style for sign in both] == ["kind-attributed", "kind-forecast"]
    assert both[0].dx - both[1].dx >= 8


@given(st.sets(st.sampled_from([kind.value for kind in Kind])))
def test_every_sign_of_the_view_is_in_the_legend_and_no_other(hidden: set[str]) -> None:
    scene = scene_after(*(actions.toggle_kind(kind) for kind in sorted(hidden)))
    x0, y0, x1, y1 = scene.projection.home
    seen = {sign.style for sign in scene.signs if x0 <= sign.x <= x1 and y0 <= sign.y <= y1}
    assert {entry.style for entry in scene.legend if entry.group == SIGNS} == seen


def test_without_drawings_there_are_no_signs() -> None:
    catalog, _ = built_in()
    blank = drawings_for(catalog, lambda projection, layer, digest: None)

    def spots(layer_id: str) -> Spots:
        return blank.get(layer_id, "nsr").spots or {}

    assert signs(catalog.symbology, (), catalog.facts, scene_after().filtered_out, spots) == ()
