"""The drawing as a whole."""

import os
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from arctic_map import __version__
from arctic_map.export import page_view, svg
from arctic_map.export.marks.ground import BaseMap
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.view import Goal, Viewport
from arctic_map.scene.scene import Scene

GOLDEN = Path(__file__).parents[2] / "golden" / "page.svg"
Drawings = dict[str, Drawing]
NS = "{http://www.w3.org/2000/svg}"


def hidden(scene: Scene, *ids: str) -> Scene:
    return replace(
        scene,
        layers=tuple(replace(layer, shown=layer.shown and layer.id not in ids) for layer in scene.layers),
    )


def page(scene: Scene, drawings: Drawings, base: BaseMap) -> ElementTree.Element:
    return ElementTree.fromstring(svg.drawing(scene, drawings, base, 640, 480))


def ids(root: ElementTree.Element) -> list[str]:
    return [element.attrib["id"] for element in root.iter() if "id" in element.attrib]


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{NS}text")]


def test_the_page_is_the_golden_one(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    made = svg.drawing(scene, drawings, base, 640, 480).replace("><", ">\n<") + "\n"
    made = made.replace(f"Arctic Map {__version__}", "Arctic Map VERSION")
    if "WRITE_GOLDEN" in os.environ:
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


def test_groups_carry_the_names_of_layers_and_features(
    scene: Scene, drawings: Drawings, base: BaseMap
) -> None:
    root = page(scene, drawings, base)
    lanes = next(element for element in root.iter() if element.get("id") == "layer-lanes")
    assert lanes.findtext(f"{NS}title") == "The lanes"
    assert {"feature-L1", "feature-Z1", "feature-port", "ground-land", "ground-coast"} <= {*ids(root)}
    assert len(ids(root)) == len({*ids(root)})


def test_layers_are_painted_in_the_order_of_the_scene(
    scene: Scene, drawings: Drawings, base: BaseMap
) -> None:
    found = [id for id in ids(page(scene, drawings, base)) if id.startswith(("layer-", "ground-", "labels"))]
    # Names cut areas and the graticule, and no lane.
    assert found[:5] == ["ground-land", "ground-coast", "layer-graticule", "layer-drills", "layer-lanes"]
    assert found[-1].startswith("labels")


def test_the_halos_of_names_lie_below_lanes_and_marks_and_their_letters_above(
    scene: Scene, drawings: Drawings, base: BaseMap
) -> None:
    found = [id for id in ids(page(scene, drawings, base)) if id]
    order = ["layer-drills", "halos", "layer-lanes", "layer-ports", "labels"]
    assert [id for id in found if id in order] == order


def test_a_layer_of_areas_and_points_is_written_in_two_groups(
    scene: Scene, drawings: Drawings, base: BaseMap
) -> None:
    ports = drawings["ports"]
    both = replace(drawings["drills"], shapes=drawings["drills"].shapes + ports.shapes, labels=ports.labels)
    root = page(hidden(scene, "ports"), {**drawings, "drills": both}, base)
    found = ids(root)
    assert found.index("areas-drills") < found.index("halos") < found.index("layer-drills")
    assert len(found) == len({*found})


def test_a_hidden_layer_is_not_there(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    found = ids(page(hidden(scene, "land", "lanes"), drawings, base))
    assert not {"ground-land", "ground-coast", "layer-lanes", "feature-L1"} & {*found}


def test_the_page_says_what_it_is(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    said = words(page(scene, drawings, base))
    for needed in (
        scene.title,
        scene.subtitle,
        scene.source_line,
        "Not for navigation",
        "Drill: place not disclosed",
    ):
        assert needed in said
    scale = said.index("0")
    assert re.fullmatch(r"[\d,.]+\n[\d,]+ km\nat \d+°N", "\n".join(said[scale + 1 : scale + 4]))
    assert "45°W" in said
    assert " ".join(said).count("EPSG:3413") == 1


def test_a_label_waits_for_its_zoom(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    said = words(page(scene, drawings, base))
    assert said.count("Port & pier") == 2  # its halo below, itself on top
    assert "Later" not in said


def test_letter_spaced_names_are_set_letter_by_letter(
    scene: Scene, drawings: Drawings, base: BaseMap
) -> None:
    the_map = next(element for element in page(scene, drawings, base).iter() if element.get("id") == "map")
    said = [word for word in words(the_map) if len(word) == 1]
    assert "".join(said) == "KaraSea" * 2


def test_nothing_but_halos_crosses_the_edge_of_the_map(
    scene: Scene, drawings: Drawings, base: BaseMap
) -> None:
    root = page(scene, drawings, base)
    frame = next(element for element in root.iter() if element.get("id") == "frame")
    inner = frame.findall(f"{NS}rect")[1].attrib
    x0, y0 = float(inner["x"]), float(inner["y"])
    x1, y1 = x0 + float(inner["width"]), y0 + float(inner["height"])
    the_map = next(element for element in root.iter() if element.get("id") == "map")
    for path in the_map.iter(f"{NS}path"):
        if "transform" in path.attrib or path.get("d", "").startswith("M-"):
            continue
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.attrib["d"])]
        if {"L", "A"} & {*path.attrib["d"]}:
            continue
        assert min(numbers[::2]) >= x0 - 0.1
        assert max(numbers[::2]) <= x1 + 0.1
        assert min(numbers[1::2]) >= y0 - 0.1
        assert max(numbers[1::2]) <= y1 + 0.1


def test_what_is_lit_has_a_halo_of_the_right_colour(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    plain = svg.drawing(scene, drawings, base, 640, 480)
    highlighted = svg.drawing(replace(scene, highlighted=("L1", "Z1", "port")), drawings, base, 640, 480)
    assert plain.count(scene.look.palette.halo) == 0
    # A line and a point; a zone has no edge, and no name here that could be a tag.
    assert highlighted.count(scene.look.palette.halo) == 2


def test_a_faded_layer_is_faded_as_a_whole(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    layers = tuple(replace(layer, opacity=0.4) if layer.id == "lanes" else layer for layer in scene.layers)
    root = page(replace(scene, layers=layers), drawings, base)
    lanes = next(element for element in root.iter() if element.get("id") == "layer-lanes")
    assert lanes.get("opacity") == "0.4"


def test_hostile_names_stay_words(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    evil = '</svg><script>alert("x")</script>\x00\x1b'
    label = Label(evil, 0, 0, 0, 0, "middle", "port-named", -1.0, evil, 40.0)
    drawings["ports"] = replace(drawings["ports"], labels=(label,), names={"port": evil})
    root = page(replace(scene, title=evil, source_line=evil), drawings, base)
    assert not list(root.iter(f"{NS}script"))


def test_the_map_alone_fills_its_picture(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    view = Viewport(0.0, 0.0, 4000.0, 300.0, 200.0)
    root = ElementTree.fromstring(svg.map_only(scene, drawings, base, view))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("300", "200", "0 0 300 200")
    assert "frame" not in ids(root)
    assert scene.source_line not in words(root)


@pytest.mark.parametrize("asked", ["goal", "viewport", "nothing"])
def test_the_page_shows_what_the_window_shows(scene: Scene, asked: str) -> None:
    view = Viewport(0.0, 0.0, 1000.0, 300.0, 200.0)
    goal = Goal((1.0, 2.0, 3.0, 4.0))
    changes = {
        "goal": (replace(scene, goal=goal, viewport=view), goal.box),
        "viewport": (replace(scene, viewport=view), view.box),
        "nothing": (scene, scene.projection.home),
    }
    changed, box = changes[asked]
    assert page_view.shown_box(changed) == box


def test_the_map_alone_is_painted_forty_pixels_beyond_its_edge(
    scene: Scene, drawings: Drawings, base: BaseMap
) -> None:
    # The port stands at (200, 50) km: so many pixels right of the edge of this view.
    for beyond, painted in ((25.0, True), (39.0, False), (55.0, False)):
        left = Viewport(200_000.0 - (150 + beyond) * 1000.0, 50_000.0, 1000.0, 300.0, 200.0)
        drawn = svg.map_only(scene, drawings, base, left)
        assert ("feature-port" in drawn) is painted
