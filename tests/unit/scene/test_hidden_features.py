"""Single features that are hidden leave map, legend, sources and exports, and come back as they went."""

from functools import cache

from tests.built_in import built_in_atlas, read_drawing, read_labelled

from arctic_map.export.request import Request
from arctic_map.model.catalog import Catalog
from arctic_map.render.snapshot import page
from arctic_map.scene import attributes
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions, journeys
from arctic_map.scene.session.history import step_name
from arctic_map.scene.session.remembering import kept
from arctic_map.scene.session.remembering import restored as restored_session
from arctic_map.scene.session.restoring import restored, saved
from arctic_map.scene.session.session import Session
from arctic_map.storage import embedded_view

PORT = "arkhangelsk"


@cache
def content() -> tuple[Catalog, Drawings]:
    held = built_in_atlas()
    return held, drawings_for(held, read_drawing, read_labelled)


def session_of(*steps: actions.Action) -> Session:
    session = start(content()[0], Session())
    for step in steps:
        session = step(session)
    return session


def scene_of(*steps: actions.Action) -> Scene:
    held, drawings = content()
    return compose(held, session_of(*steps), drawings)


def test_a_hidden_feature_leaves_the_page_and_the_data() -> None:
    scene = scene_of(actions.show_features([PORT], False))
    assert PORT in scene.filtered_out.features
    svg = page(scene, content()[1], Request()).svg
    assert ">Arkhangelsk<" not in svg and ">Hamburg<" in svg
    assert f'id="feature-{PORT}"' not in svg
    held = {row.id for table in attributes.feature_tables(scene) for row in table.rows}
    assert PORT not in held and "hamburg" in held


def test_the_legend_lacks_a_line_whose_last_mark_is_hidden() -> None:
    held = content()[0]
    drills = [each.id for each in held.features.values() if each.style == "drill-undisclosed"]
    assert "drill-undisclosed" in {entry.style for entry in scene_of().legend}
    hidden = scene_of(actions.show_features(drills, False))
    assert "drill-undisclosed" not in {entry.style for entry in hidden.legend}


def test_a_feature_that_is_hidden_is_no_longer_selected() -> None:
    session = session_of(actions.select_feature(PORT), actions.show_features([PORT], False))
    assert session.selected is None
    assert session_of(actions.select_feature(PORT), actions.show_features(["L1"], False)).selected is not None


def test_going_to_a_hidden_feature_shows_it_and_says_so() -> None:
    scene = scene_of(actions.show_features([PORT, "L1"], False))
    journey = journeys.to_feature(PORT, scene, content()[1])
    session = session_of(actions.show_features([PORT, "L1"], False), *journey.steps)
    assert session.features_hidden == {"L1"}
    assert journey.said == "Arkhangelsk was hidden and is shown again"


def test_session_and_picture_bring_hidden_features_back() -> None:
    held = content()[0]
    session = session_of(actions.show_features([PORT, "opened-1.2"], False))
    assert restored_session(kept(session), held, "light").features_hidden == {PORT, "opened-1.2"}
    scene = scene_of(actions.show_features([PORT, "opened-1.2"], False))
    view = embedded_view.decode(embedded_view.encode(saved(scene, scene.projection.home)))
    assert view.features_hidden == (PORT,)
    assert restored(view, held).features_hidden == {PORT}


def test_a_step_that_hides_is_named_for_undoing() -> None:
    before, after = session_of(), session_of(actions.show_features([PORT], False))
    assert step_name(before, after, {PORT: "Arkhangelsk"}) == "Hide Arkhangelsk"
    assert step_name(after, before, {PORT: "Arkhangelsk"}) == "Show Arkhangelsk"
    both = session_of(actions.show_features([PORT, "L1"], False))
    assert step_name(before, both, {}) == "Hide 2 features"


def test_closing_a_file_forgets_which_of_its_features_were_hidden() -> None:
    session = session_of(actions.show_features(["opened-1.2", PORT], False))
    assert actions.close_file("/a.geojson", "opened-1")(session).features_hidden == {PORT}
