"""What stands on the map already, as boxes: marks, signs and labels, in pixels computed by hand."""

from dataclasses import replace

import pytest
from tests.looks import LIGHT, SYMBOLOGY
from tests.unit.scene.routing.made_up import catalog, layer, point

from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import BELOW, Drawing, Label, Shape
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.scene.drawings import obstacles
from arctic_map.scene.drawings.obstacles import signed, symbols, texts
from arctic_map.scene.symbology.legend import offset

ROW = SYMBOLOGY.styles["port-named"]
LETTERING = LIGHT.styles["port-named"].lettering
assert LETTERING is not None
SIZE = LETTERING.size


def points(*places: tuple[float, float]) -> Drawing:
    shapes = tuple(Shape(str(x), "point", "port-named", ((x, y),), (x, y, x, y)) for x, y in places)
    return Drawing("ports", "nsr", "", shapes=shapes)


def test_round_each_symbol_lies_a_box_of_its_size_with_its_edge() -> None:
    half = (ROW.size + ROW.width) / 2 - ROW.soft
    assert half > 0
    found = [*symbols([points((1.0, 2.0), (3.0, 4.0))], SYMBOLOGY)]
    assert [(each.x, each.y) for each in found] == [(1.0, 2.0), (3.0, 4.0)]
    assert {each.box for each in found} == {(-half, -half, half, half)}
    both = Shape("m", "point", "port-named", ((1.0, 2.0, 3.0, 4.0),), (1, 2, 3, 4))
    line = Shape("l", "line", "lane-nsr", ((1.0, 2.0, 3.0, 4.0),), (1, 2, 3, 4))
    assert [(each.x, each.y) for each in symbols([replace(points(), shapes=(both, line))], SYMBOLOGY)] == [
        (1, 2),
        (3, 4),
    ]


@pytest.mark.parametrize(("count", "expected"), [(3, [0, 1, 2]), (4, [0, 2]), (7, [0, 3, 6])])
def test_of_very_many_symbols_evenly_chosen_ones_are_obstacles(
    count: int, expected: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(obstacles, "MAX_SYMBOLS", 3 + (count == 3))
    found = [*symbols([points(*((float(number), 0.0) for number in range(count)))], SYMBOLOGY)]
    assert [each.x for each in found] == expected


def content(kind: Kind) -> Catalog:
    fact = Fact(id="T1", topic="trade", text="", kind=kind, features=("a",))
    mark = replace(point("a", "A", 0.0, 0.0), style="port-named")
    return Catalog("1", "", "", "", (layer("ports", mark),), (fact,), (), symbology=SYMBOLOGY)


def test_where_a_sign_stands_lies_a_box_and_where_none_does_there_is_none() -> None:
    drawing = replace(points(), spots={"a": (5.0, 6.0), "other": (7.0, 8.0)})
    (found,) = signed([drawing], content(Kind.FORECAST))
    dx, dy = offset(SYMBOLOGY, "port-named")
    assert (found.x, found.y) == (5.0, 6.0) and (dx, dy) != (0.0, 0.0)
    assert found.box == (dx - 5.5, dy - 5.5, dx + 5.5, dy + 5.5)
    assert [*signed([drawing], content(Kind.REPORTED))] == [] == [*signed([points()], content(Kind.FORECAST))]


LABEL = Label("Dikson", 1.0, 2.0, 10.0, -20.0, "end", "port-named", 3.0, "a", 50.0, until=6.0)


def boxes(label: Label, labelling: Labelling = USUAL) -> list[tuple[float, ...]]:
    found = [*texts([replace(points(), labels=(label,))], SYMBOLOGY, labelling)]
    assert {(each.x, each.y, each.zoom, each.until) for each in found} == {(1.0, 2.0, 3.0, 6.0)}
    return [each.box for each in found]


def test_round_a_label_lies_a_box_while_it_is_painted() -> None:
    (box,) = boxes(LABEL)
    assert box == pytest.approx((10 - 50 - 1, -20 - 0.74 * SIZE - 1, 10 + 1, -20 + 0.24 * SIZE + 1))
    (taller,) = boxes(replace(LABEL, below="Port"))
    assert taller[3] - box[3] == pytest.approx(BELOW * SIZE) and taller[:3] == box[:3]
    (larger,) = boxes(LABEL, Labelling("en", 200))
    assert larger[1] == pytest.approx(-20 - 2 * 0.74 * SIZE - 1)


def test_round_each_letter_along_a_line_lies_a_box_of_its_own() -> None:
    found = boxes(replace(LABEL, letters=(1.0, 2.0, 30.0, 4.0, 5.0, 60.0)))
    assert found == [(x - SIZE, y - SIZE, x + SIZE, y + SIZE) for x, y in ((1.0, 2.0), (4.0, 5.0))]


def test_catalogues_without_facts_have_no_signs() -> None:
    assert [*signed([replace(points(), spots={"a": (0.0, 0.0)})], catalog(symbology=SYMBOLOGY))] == []
