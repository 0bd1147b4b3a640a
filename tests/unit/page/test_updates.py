"""The messages to the page: all of them at the start, and then only what has changed."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from tests.built_in import built_in

from arctic_map.geo.projections import projection_named
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.model.projection import Viewport
from arctic_map.page import to_page
from arctic_map.page.to_page import ToPage
from arctic_map.page.updates import updates
from arctic_map.scene.compose import compose, start
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.layer_order import is_movable, move_layer
from arctic_map.scene.session.session import Session

GOLDEN = Path(__file__).parents[2] / "golden" / "start.json"
VIEW = Viewport(1_300_000, -1_000_000, 15_000, 636, 614)


def after(*steps: Action, since: Session | None = None) -> Scene:
    catalog, drawings = built_in()
    session = since or start(catalog, Session())
    for action in steps:
        session = action(session)
    return compose(catalog, session, drawings)


def messages_of(*steps: Action, before: Sequence[Action] = ()) -> list[ToPage]:
    """What the page hears when these steps follow those."""
    return list(updates(after(*before), after(*before, *steps)))


def names(messages: Sequence[ToPage]) -> list[str]:
    return [type(message).__name__ for message in messages]


def test_the_start_is_the_golden_one() -> None:
    messages = msgspec.to_builtins(list(updates(None, after())))
    lines = "".join(json.dumps(message, ensure_ascii=False) + "\n" for message in messages)
    if "WRITE_GOLDEN" in os.environ:
        GOLDEN.write_text(lines, encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8")


def test_messages_are_in_the_order_that_the_page_needs() -> None:
    messages = names(list(updates(None, after())))
    # The legend before the projection, whose first view is laid out next to it.
    assert messages[:4] == ["ShowLook", "ShowWords", "ShowLegend", "ShowProjection"]
    layers = [number for number, name in enumerate(messages) if name == "ShowLayer"]
    assert layers == list(range(4, 4 + len(layers)))
    assert set(messages[4 + len(layers) :]) == {"FilterOut", "ShowSigns", "Highlight", "ShowCard"}


def test_without_a_change_no_message_is_sent() -> None:
    assert messages_of() == []
    assert (
        list(updates(after(actions.select_feature("moscow")), after(actions.select_feature("moscow")))) == []
    )


def test_a_layer_is_shown_hidden_and_faded_alone() -> None:
    hidden = messages_of(actions.toggle_layer("ports"))
    assert names(hidden) == ["ShowLegend", "HideLayer"] and to_page.HideLayer("ports") in hidden
    (faded,) = messages_of(actions.fade_layer("ports", 0.5))
    assert isinstance(faded, to_page.ShowLayer)
    assert (faded.id, faded.opacity) == ("ports", 0.5)
    assert faded.url.startswith("/drawing/nsr/ports.json?")
    # Who painted it is named from then on.
    named, shown, *_ = messages_of(actions.show_layers(["relief"], True))
    assert isinstance(named, to_page.ShowWords) and "Patterson" in named.source_line
    assert isinstance(shown, to_page.ShowLayer)
    assert (shown.kind, shown.url) == ("image", "")


def test_a_layer_keeps_its_place_in_the_order() -> None:
    first = {m.id: m.order for m in updates(None, after()) if isinstance(m, to_page.ShowLayer)}
    messages = messages_of(actions.toggle_layer("lanes"), before=[actions.toggle_layer("lanes")])
    (shown,) = (message for message in messages if isinstance(message, to_page.ShowLayer))
    assert shown.order == first["lanes"]


def test_another_order_is_one_message_and_what_comes_later_keeps_to_it() -> None:
    lower = move_layer("ports", 0, built_in()[0])
    (ordered,) = messages_of(lower)
    assert isinstance(ordered, to_page.OrderLayers)
    assert list(ordered.layers) == [layer.id for layer in after(lower).layers]
    (faded,) = messages_of(actions.fade_layer("ports", 0.5), before=[lower])
    assert isinstance(faded, to_page.ShowLayer)
    assert faded.order == ordered.layers.index("ports")
    assert messages_of(lower, actions.order_as_made) == []
    # A start has the order in its layers.
    shown = [m for m in updates(None, after(lower)) if isinstance(m, to_page.ShowLayer)]
    assert [m.id for m in sorted(shown, key=lambda m: m.order)] == [m.id for m in shown]
    assert not any(isinstance(m, to_page.OrderLayers) for m in updates(None, after(lower)))


def test_a_file_that_comes_below_others_tells_the_page_their_new_numbers() -> None:
    catalog, drawings = built_in()
    ports = next(layer for layer in catalog.layers if layer.id == "ports")
    file = replace(ports, id="opened-a", topic="opened", file="/a.geojson", name="a.geojson")
    more = replace(catalog, layers=(*catalog.layers, file))
    session = start(catalog, Session())
    low = replace(session, order=("opened-a", *(layer.id for layer in catalog.layers if is_movable(layer))))
    on_top = list(updates(after(), compose(more, session, drawings)))
    assert "OrderLayers" not in names(on_top)
    below = list(updates(after(since=low), compose(more, low, drawings)))
    (order,) = (message for message in below if isinstance(message, to_page.OrderLayers))
    assert order.layers.index("opened-a") < order.layers.index("countries")
    closed = list(updates(compose(more, low, drawings), after(since=low)))
    assert to_page.OrderLayers(tuple(layer.id for layer in after().layers)) in closed


def test_a_selection_lights_up_and_opens_the_popup() -> None:
    messages = messages_of(actions.select_feature("arkhangelsk"))
    assert names(messages) == ["Highlight", "ShowCard"]
    assert messages[0] == to_page.Highlight(("arkhangelsk",))
    cleared = messages_of(actions.select_nothing, before=[actions.select_feature("arkhangelsk")])
    assert cleared == [to_page.Highlight(()), to_page.ShowCard(None)]


def test_a_goal_moves_the_map_and_hearing_of_it_does_not() -> None:
    box = (0.0, 0.0, 1e6, 1e6)
    there = actions.view_moved(VIEW)
    (move,) = messages_of(actions.go_to(box), before=[there])
    assert isinstance(move, to_page.MoveView)
    assert (move.box, move.smooth) == (box, True)
    moved = actions.view_moved(replace(VIEW, x=VIEW.x + 1000.0))
    messages = messages_of(moved, before=[there, actions.go_to(box)])
    assert names(messages) == ["ShowFurniture"]


def test_the_same_goal_can_be_requested_again() -> None:
    box = (0.0, 0.0, 1e6, 1e6)
    steps = [actions.go_to(box), actions.view_moved(VIEW)]
    assert names(messages_of(actions.go_to(box), before=steps)) == ["MoveView"]


def test_another_projection_restarts_the_map_and_keeps_the_highlight() -> None:
    messages = messages_of(
        actions.change_projection(projection_named("world")), before=[actions.select_feature("arkhangelsk")]
    )
    assert names(messages)[0] == "ShowProjection"
    assert "MoveView" not in names(messages) and "ShowLook" not in names(messages)
    assert to_page.Highlight(("arkhangelsk",)) in messages
    urls = {m.url for m in messages if isinstance(m, to_page.ShowLayer) and m.url}
    assert urls and all(url.startswith("/drawing/world/") for url in urls)


def test_another_theme_and_more_contrast_are_a_look_and_nothing_more() -> None:
    assert names(messages_of(actions.prefer("dark", DEFAULT))) == ["ShowLook"]
    assert names(messages_of(preferring(high_contrast=True))) == ["ShowLook"]


def test_filtered_features_are_named() -> None:
    messages = messages_of(actions.toggle_precision("undisclosed"))
    left = next(message for message in messages if isinstance(message, to_page.FilterOut))
    assert left.features and list(left.features) == sorted(left.features)
    back = messages_of(actions.filter_nothing, before=[actions.toggle_precision("undisclosed")])
    assert to_page.FilterOut(tuple(id for id in left.features if id.startswith("ice-edge"))) in back


def preferring(**request: Any) -> Action:
    return actions.prefer("light", Preferences(**request))


def test_other_names_come_with_other_drawings() -> None:
    messages = messages_of(preferring(names="ru"))
    shown = [message for message in messages if isinstance(message, to_page.ShowLayer)]
    assert set(names(messages)) == {"ShowLook", "ShowLayer"}
    assert [message.id for message in shown] == [layer.id for layer in after().layers if layer.shown]
    assert all("/nsr~ru/" in message.url for message in shown if message.url)
    assert isinstance(messages[0], to_page.ShowLook)
    assert messages[0].names == "ru"


def test_larger_letters_come_with_a_look_and_other_drawings() -> None:
    messages = messages_of(preferring(text_size=150))
    assert isinstance(messages[0], to_page.ShowLook)
    assert messages[0].text_size == 150
    shown = [message for message in messages if isinstance(message, to_page.ShowLayer)]
    assert any(message.url.startswith("/drawing/nsr~en-150/ports.json?") for message in shown)


def test_units_and_coordinates_change_nothing_that_is_not_there() -> None:
    assert messages_of(preferring(units="nmi", coordinates="decimal")) == []


def test_the_popup_speaks_in_the_readers_units_and_names() -> None:
    messages = messages_of(preferring(units="nmi", names="ru"), before=[actions.select_feature("L5")])
    card = next(message.card for message in messages if isinstance(message, to_page.ShowCard))
    assert card is not None
    assert dict(card.lines)["Length as drawn"].endswith(" nmi")
