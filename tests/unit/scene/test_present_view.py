"""The map as it is now, as a step of the tour or a view with a name keeps it."""

from tests.built_in import scene_after

from arctic_map.model.catalog import BASE
from arctic_map.model.itinerary import Itinerary, Stop
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.view import Viewport
from arctic_map.scene.present_view import page_here, page_of, step_here, view_here
from arctic_map.scene.session import actions

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
VIEW = Viewport(1e6, 2e6, 1000.0, 800.0, 600.0)
NEARBY = Viewport(1.1e6, 2e6, 1200.0, 800.0, 600.0)
ELSEWHERE = Viewport(1.5e6, 2e6, 1000.0, 800.0, 600.0)
NEAR = Viewport(1e6, 2e6, 100.0, 800.0, 600.0)


def test_what_was_typed_for_a_page_stands_on_the_page_of_the_same_map_only() -> None:
    page = page_here(scene_after(actions.view_moved(VIEW)), CHOSEN)
    assert page is not None and page.title == "Ports in winter"
    at = actions.view_moved(VIEW)
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
