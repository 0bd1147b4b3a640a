"""Vertices of a drawing: where they cannot be placed, a message says why."""

from collections.abc import Callable

from tests.unit.desktop.map.conftest import Parts

from arctic_map.desktop.map.digitising import Digitising
from arctic_map.model.outline import MAX_VERTICES, Outline, OutlineKind
from arctic_map.model.projection import Viewport
from arctic_map.scene.session import actions

OFF_EARTH = "This point of the map is not on the Earth"
FAR = 30_000_000.0
"""Projected metres beyond the edge of the map."""


def drawing(on: Parts, kind: OutlineKind) -> Digitising:
    tool = Digitising(on.view, on.store, on.window)
    tool.message_emitted.connect(on.messages.append)
    tool.begin(kind)
    return tool


def test_no_vertex_is_placed_beyond_the_edge_of_the_map(parts: Callable[..., Parts]) -> None:
    on = parts()
    tool = drawing(on, OutlineKind.LINE)
    tool.add_place(FAR, FAR, ends=False)
    on.store.apply(actions.view_moved(Viewport(FAR, FAR, 2_000.0, 800, 600)))
    tool.set_place()
    assert tool.outline is not None and not tool.outline.count
    assert on.messages == [OFF_EARTH] * 2


def test_a_vertex_that_is_dragged_beyond_the_edge_returns(parts: Callable[..., Parts]) -> None:
    on = parts()
    tool = drawing(on, OutlineKind.LINE)
    tool.type_place(30.0, 72.0)
    before = tool.outline
    tool.vertices.start_drag(0)
    tool.vertices.drop(FAR, FAR)
    assert before is not None and tool.outline is not None
    assert tool.outline.parts == before.parts and on.messages == [OFF_EARTH]


def test_a_full_drawing_takes_no_vertex_in_the_middle_of_a_segment(parts: Callable[..., Parts]) -> None:
    on = parts()
    places = (
        (30.0, 72.0),
        (50.0, 72.0),
        *((50.0 + step / 1000, 72.0) for step in range(1, MAX_VERTICES - 1)),
    )
    tool = drawing(on, OutlineKind.LINE)
    tool.edit(Outline(OutlineKind.LINE, (places,)))
    middle = MAX_VERTICES
    tool.vertices.click(middle)
    tool.vertices.start_drag(middle)
    tool.vertices.drop(*on.metres((40.0, 75.0)))
    tool.vertices.click(0)
    tool.vertices.insert()
    assert tool.outline is not None and tool.outline.parts == (places,)
    assert on.messages == ["A drawing has at most 2,000 vertices"] * 3
