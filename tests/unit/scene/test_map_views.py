"""The steps of the tour as sessions: what each decides, and what it leaves alone."""

from dataclasses import replace
from datetime import date

import pytest
from tests.built_in import built_in_atlas, read_drawing, scene_after

from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import BASE, Catalog, TourStep
from arctic_map.model.itinerary import Itinerary, Stop
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.projection import Viewport
from arctic_map.scene import map_views
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.ledger.ledger_rows import rows
from arctic_map.scene.map_views import page_here, page_of, step_here, view_here
from arctic_map.scene.session import actions
from arctic_map.scene.session.approach import box_of
from arctic_map.scene.session.history import History, recorded, redo, undo
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range

VIEW = Viewport(0.0, 0.0, 4096.0, 800.0, 600.0)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


@pytest.fixture(scope="module")
def drawings(catalog: Catalog) -> Drawings:
    return drawings_for(catalog, read_drawing)


def step(catalog: Catalog, id: str) -> TourStep:
    return next(step for step in catalog.tour if step.id == id)


def test_every_step_shows_the_places_of_its_facts(catalog: Catalog, drawings: Drawings) -> None:
    for each in catalog.tour:
        session = map_views.at(each, start(catalog, Session()), catalog, drawings)
        scene = compose(catalog, session, drawings)
        shown = {layer.id for layer in scene.layers if layer.shown}
        assert not scene.filtered_out.facts & set(each.facts), each.id
        for fact in each.facts:
            places = catalog.fact[fact].features
            assert not places or any(catalog.layer_of[place] in shown for place in places), (each.id, fact)
            assert not scene.filtered_out.features & set(places), (each.id, fact)
        for feature in each.view:
            assert catalog.layer_of[feature] in shown, (each.id, feature)
            assert feature not in scene.filtered_out.features, (each.id, feature)


def test_every_view_holds_all_that_it_names(catalog: Catalog, drawings: Drawings) -> None:
    for each in catalog.tour:
        x0, y0, x1, y1 = map_views.view(each, catalog, drawings)
        for feature in each.view:
            a, b, c, d = box_of([feature], catalog, each.projection, drawings) or (0.0, 0.0, 0.0, 0.0)
            # Its middle: round a small thing the box alone keeps more room than the view needs.
            assert a < c and x0 < (a + c) / 2 < x1 and y0 < (b + d) / 2 < y1, (each.id, feature)


def test_every_topic_of_the_argument_has_its_step(catalog: Catalog) -> None:
    step_of = {fact: each.id for each in reversed(catalog.tour) for fact in each.facts}
    assert {step_of[fact] for fact in ("S7", "S8", "S9", "S10", "S11", "S12", "S13")} == {"arms"}
    assert {step_of[fact] for fact in ("G8", "G9", "G10")} == {"accords"}
    # Every claim of the article comes up.
    assert set(step_of) == set(catalog.fact)
    assert step_of["D6"] == "statements" and step_of["T7"] == "cargo"
    assert step(catalog, "corridor").facts[0] == "T12"
    assert "Gao Feng" in step(catalog, "turn").text
    assert {"Z3", "Z6"} <= set(step(catalog, "drills").view)


def test_a_step_that_asks_about_a_claim_selects_it(catalog: Catalog) -> None:
    assert "heavy ice" in step(catalog, "ice").text and "T7" in step(catalog, "ice").facts
    assert step(catalog, "ice-record").facts[0] == "T7"
    assert "ice-seas" in (step(catalog, "cargo").layers or ())


def test_a_rounded_length_in_a_step_is_the_measured_one(catalog: Catalog) -> None:
    measured = {row.id: row.computed for row in rows(catalog)}
    saved = measured["distance-suez"] - measured["distance-arctic"]
    assert f"about {round(saved, -2):,.0f} km as drawn" in step(catalog, "distances").text


def test_what_a_step_says_of_the_ice_of_2024_is_the_ledger_s(catalog: Catalog) -> None:
    more = {row.id: row.computed for row in rows(catalog)}
    text = step(catalog, "ice-record").text
    assert f"the Chukchi Sea about {more['ice-2024-chukchi']:.0f} per cent more" in text
    assert f"the East Siberian Sea about {more['ice-2024-east-siberian']:.0f} per cent more" in text
    assert all(-5 < more[f"ice-2024-{sea}"] < 0 for sea in ("laptev", "kara")) and "a little less" in text


def test_every_view_lies_on_its_projection(catalog: Catalog, drawings: Drawings) -> None:
    for each in catalog.tour:
        x0, y0, x1, y1 = map_views.view(each, catalog, drawings)
        outer = projection_named(each.projection).box
        assert x0 < x1 and y0 < y1
        assert outer[0] <= (x0 + x1) / 2 <= outer[2] and outer[1] <= (y0 + y1) / 2 <= outer[3]


def test_a_step_sets_layers_time_selection_and_goal(catalog: Catalog, drawings: Drawings) -> None:
    before = replace(
        start(catalog, Session(theme="dark")), viewport=VIEW, kinds_hidden=frozenset({"forecast"})
    )
    after = map_views.at(step(catalog, "drills"), before, catalog, drawings)
    assert after.theme == "dark"
    assert after.when == Range(date(2024, 1, 1), date(2024, 12, 31))
    assert after.kinds_hidden == frozenset()
    assert after.selected is not None and after.selected.fact == "S3"
    assert {"Z1", "Z2"} <= set(after.selected.compared)
    assert "lanes" in after.hidden and "drills" not in after.hidden and "land" not in after.hidden
    assert "relief" in after.hidden
    assert after.goal is not None and after.goal.smooth
    assert after.viewport == VIEW


def test_a_dark_step_gives_the_reader_s_colours_back(catalog: Catalog, drawings: Drawings) -> None:
    light = start(catalog, Session(theme="light"))
    dark = map_views.at(step(catalog, "arms"), light, catalog, drawings, theme="light")
    assert dark.theme == "dark" and compose(catalog, dark, drawings).look.name == "dark"
    assert map_views.at(step(catalog, "lanes"), dark, catalog, drawings, theme="light").theme == "light"
    assert map_views.at(step(catalog, "lanes"), dark, catalog, drawings, theme="dark").theme == "dark"


def test_the_map_jumps_to_another_projection(catalog: Catalog, drawings: Drawings) -> None:
    before = replace(start(catalog, Session()), viewport=VIEW)
    after = map_views.at(step(catalog, "distances"), before, catalog, drawings)
    assert after.projection == "world" and after.viewport is None
    assert after.goal is not None and not after.goal.smooth


def test_without_a_list_all_subject_layers_are_shown(catalog: Catalog, drawings: Drawings) -> None:
    before = replace(Session(), hidden=frozenset({"lanes", "land"}), opacity=(("ports", 0.5),))
    after = map_views.at(step(catalog, "question"), before, catalog, drawings)
    assert after.hidden == start(catalog, Session()).hidden
    assert after.opacity == () and after.when is None
    assert after.goal is not None and after.goal.box == projection_named("nsr").home


def test_after_the_tour_all_is_as_before_but_what_no_step_decides(
    catalog: Catalog, drawings: Drawings
) -> None:
    before = replace(
        start(catalog, Session()), opacity=(("drills", 0.5),), kinds_hidden=frozenset({"forecast"})
    )
    during = replace(map_views.at(catalog.tour[-1], before, catalog, drawings), files=("opened.geojson",))
    after = replace(map_views.left(during, before), viewport=None, goal=None, theme=before.theme)
    assert after == replace(before, files=("opened.geojson",))


def test_undoing_what_was_done_during_the_tour_shows_no_step_of_it(
    catalog: Catalog, drawings: Drawings
) -> None:
    before = start(catalog, Session())
    during = map_views.at(catalog.tour[-1], before, catalog, drawings)
    changed = replace(during, files=("opened.geojson",))
    history = map_views.history_left(recorded(History(), during, changed, {}, 0.0), before)
    _, undone = undo(history, replace(before, files=changed.files))
    assert undone == before


def test_redoing_what_was_undone_during_the_tour_shows_no_step_of_it(
    catalog: Catalog, drawings: Drawings
) -> None:
    before = start(catalog, Session())
    during = map_views.at(catalog.tour[-1], before, catalog, drawings)
    changed = replace(during, files=("opened.geojson",))
    history, _ = undo(recorded(History(), during, changed, {}, 0.0), changed)
    _, redone = redo(map_views.history_left(history, before), before)
    assert redone == replace(before, files=changed.files)


NOTE = Note(id="own-1", kind=NoteKind.MARKER, places=((30.0, 70.0),))


def test_a_step_keeps_what_is_shown_in_addition_to_the_base_map_and_the_selected_fact() -> None:
    scene = scene_after(actions.toggle_layer("ports"), actions.select_fact("T3"), actions.keep_note(NOTE))
    step = step_here(scene)
    topics = {layer.id: layer.topic for layer in scene.catalog.layers}
    assert step.layers is not None
    assert "lanes" in step.layers and "ports" not in step.layers and "own-notes" not in step.layers
    assert BASE not in {topics[id] for id in step.layers}
    assert (step.facts, step.when, step.projection) == (("T3",), "", "nsr")
    assert (step.id, step.title, step.text) == ("", "", "")
    assert step_here(scene_after()).facts == ()


def test_before_the_map_says_where_it_is_it_is_at_its_first_view() -> None:
    assert step_here(scene_after()).box == scene_after().projection.home == view_here(scene_after()).box
    view = Viewport(1e6, 2e6, 1000.0, 800.0, 600.0, left=100.0)
    assert view_here(scene_after(actions.view_moved(view))).box == view.clear


def test_a_view_keeps_what_belongs_to_the_atlas() -> None:
    steps = (actions.fade_layer("ports", 0.5), actions.choose_month(9), actions.toggle_kind("forecast"))
    view = view_here(scene_after(*steps, actions.keep_note(NOTE), actions.fade_layer("own-notes", 0.5)))
    assert view.opacity == (("ports", 0.5),) and view.month == 9
    assert set(view.kinds_hidden) == {"forecast"} and "own-notes" not in view.layers
    assert {"land", "ports"} <= set(view.layers)


NAGASAKI = Stop("Nagasaki", (129.87, 32.75))
CHOSEN = {"title": "Ports in winter", "left_out": ("inset",), "credit": "Graphic: A. Writer"}
SHOWN = Viewport(1e6, 2e6, 1000.0, 800.0, 600.0)
NEARBY = Viewport(1.1e6, 2e6, 1200.0, 800.0, 600.0)
ELSEWHERE = Viewport(1.5e6, 2e6, 1000.0, 800.0, 600.0)
NEAR = Viewport(1e6, 2e6, 100.0, 800.0, 600.0)


def test_what_was_typed_for_a_page_stands_on_the_page_of_the_same_map_only() -> None:
    page = page_here(scene_after(actions.view_moved(SHOWN)), CHOSEN)
    assert page is not None and page.title == "Ports in winter"
    at = actions.view_moved(SHOWN)
    for same in (
        scene_after(at),
        scene_after(actions.view_moved(NEARBY)),
        scene_after(at, actions.fade_layer("ports", 0.5)),
    ):
        assert page_of(same, page) == page
    others = (
        (actions.view_moved(ELSEWHERE),),
        (actions.view_moved(NEAR),),
        (at, actions.toggle_layer("ports")),
        (at, actions.choose_month(9)),
        (at, actions.toggle_kind("forecast")),
        (at, actions.plan_route(Itinerary(NAGASAKI))),
    )
    for steps in others:
        assert page_of(scene_after(*steps), page) is None
    assert page_of(scene_after(at), None) is None


def test_without_words_nothing_is_stored_for_a_page() -> None:
    assert page_here(scene_after(), dict.fromkeys(CHOSEN, ())) is None
