"""Each change of the map is announced in words, once, and a moved map is not."""

from dataclasses import replace
from datetime import date

import pytest
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.geo.projections import projection_named
from arctic_map.model.projection import Viewport
from arctic_map.scene.announcements import announcements
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.reading import subject
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range


def scene(*steps: actions.Action) -> Scene:
    catalog = built_in_atlas()
    drawings = drawings_for(catalog, read_drawing)
    session = start(catalog, Session())
    for step in steps:
        session = step(session)
    return compose(catalog, session, drawings)


def test_layers_are_named_or_counted() -> None:
    before = scene()
    (name,) = (layer.name for layer in before.layers if layer.id == "ports")
    hidden = scene(actions.show_layers(["ports"], False))
    assert announcements(before, hidden) == (f"Layer hidden: {name}",)
    assert announcements(hidden, before) == (f"Layer shown: {name}",)
    shown = [layer.id for layer in before.layers if layer.shown and layer.id in subject(before.layers)]
    (text,) = announcements(before, scene(actions.show_layers(shown, False)))
    assert text == f"{len(shown)} layers are hidden"


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (actions.select_feature("arkhangelsk"), ("Arkhangelsk. ", "3 facts")),
        (actions.select_fact("T1"), ("T1. NewNew Shipping Line",)),
        (actions.select_position(40.0, 70.0), ("70°",)),
        (actions.choose_month(9), ("Ice in September",)),
        (actions.change_projection(projection_named("world")), ("Equal Earth",)),
    ],
)
def test_what_was_chosen_is_announced(action: actions.Action, words: tuple[str, ...]) -> None:
    (text,) = announcements(scene(), scene(action))
    assert all(each in text for each in words)


def test_a_person_is_announced_with_the_number_of_facts() -> None:
    person = built_in_atlas().people[0]
    (text,) = announcements(scene(), scene(actions.select_person(person.id)))
    assert text.startswith(f"{person.name}. ") and text.endswith(("fact", "facts"))


def test_the_end_of_a_selection_and_of_a_period_is_announced() -> None:
    assert announcements(scene(actions.select_fact("T1")), scene()) == ("Nothing is selected",)
    some = scene(actions.choose_range(Range(date(2023, 1, 1), date(2024, 12, 31))))
    assert announcements(scene(), some) == (some.period,)
    assert announcements(some, scene()) == ("All times",)


def test_nothing_is_announced_of_a_moved_map_or_a_step_of_a_story() -> None:
    before = scene()
    moved = replace(before, viewport=Viewport(0, 0, 8000, 800, 600))
    assert announcements(before, moved) == ()
    chosen = scene(actions.select_fact("T1"))
    assert announcements(before, replace(chosen, story=True)) == (), "the caption announces it"
