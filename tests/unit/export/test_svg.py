"""The drawing as a whole, and pages of every preset and of the smallest sizes as golden pictures."""

import os
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.looks import SYMBOLOGY

from arctic_map import __version__
from arctic_map.export import svg
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.request import ALL, MIN_PIXELS, PRESETS, PagePart, Request
from arctic_map.model.catalog import Catalog, Source
from arctic_map.model.decorations import Sign
from arctic_map.model.drawing import Chevrons, Drawing, Label, Shape
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.projection import Viewport
from arctic_map.scene.scene import Scene

GOLDEN = Path(__file__).parents[2] / "golden" / "page.svg"
Drawings = dict[str, Drawing]
NS = "{http://www.w3.org/2000/svg}"


def hidden(scene: Scene, *ids: str) -> Scene:
    return replace(
        scene,
        layers=tuple(replace(layer, shown=layer.shown and layer.id not in ids) for layer in scene.layers),
    )


def written(scene: Scene, drawings: Drawings, base: BaseMap) -> str:
    return svg.page(scene, drawings, base, Request(width=640, height=480)).svg


def page(scene: Scene, drawings: Drawings, base: BaseMap) -> ElementTree.Element:
    return ElementTree.fromstring(written(scene, drawings, base))


def ids(root: ElementTree.Element) -> list[str]:
    return [element.attrib["id"] for element in root.iter() if "id" in element.attrib]


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{NS}text")]


def test_the_page_is_the_golden_one(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    made = written(scene, drawings, base).replace("><", ">\n<") + "\n"
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


def test_the_halos_of_names_lie_below_lanes_and_marks_and_their_letters_above(
    scene: Scene, drawings: Drawings, base: BaseMap
) -> None:
    found = [id for id in ids(page(scene, drawings, base)) if id]
    order = [
        "ground-land",
        "layer-graticule",
        "layer-drills",
        "halos",
        "layer-lanes",
        "layer-ports",
        "labels",
    ]
    assert [id for id in found if id in order] == order


def test_a_hidden_layer_is_not_there(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    found = ids(page(hidden(scene, "land", "lanes"), drawings, base))
    assert not {"ground-land", "ground-coast", "layer-lanes", "feature-L1"} & {*found}


def test_what_is_lit_has_a_halo_of_the_right_colour(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    plain = written(scene, drawings, base)
    highlighted = written(replace(scene, highlighted=("L1", "Z1", "port")), drawings, base)
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


def test_the_map_alone_is_painted_forty_pixels_beyond_its_edge(
    scene: Scene, drawings: Drawings, base: BaseMap
) -> None:
    # The port stands at (200, 50) km: so many pixels right of the edge of this view.
    for beyond, painted in ((25.0, True), (39.0, False), (55.0, False)):
        left = Viewport(200_000.0 - (150 + beyond) * 1000.0, 50_000.0, 1000.0, 300.0, 200.0)
        drawn = svg.map_only(scene, drawings, base, left)
        assert ("feature-port" in drawn) is painted


PAGES_GOLDEN = GOLDEN.parent / "pages"
KM = 1000.0
FACTS = tuple(
    Fact(id=f"T{n}", topic="trade", text=text, kind=kind, when=when, features=features)
    for n, (text, kind, when, features) in enumerate(
        (
            ("A ship came to the port, and it stayed for a winter.", Kind.REPORTED, "2024", ("port", "L1")),
            ("It left.", Kind.ATTRIBUTED, "", ("port", "rail")),
            ("Nobody saw it go by the zone in the far corner.", Kind.JUDGEMENT, "2024-05/..", ("Z1", "far")),
        ),
        1,
    )
)
PAGES = {preset.name: preset.applied(Request()) for preset in PRESETS} | {
    "smallest": Request(width=MIN_PIXELS, height=MIN_PIXELS),
    "smallest-on-paper": Request(width=15, height=15, unit="mm"),
    "smallest-with-legend": Request(width=420, height=300),
    "poster": Request(width=900, height=600, unit="mm", theme="dark"),
    "greyscale": Request(
        width=900, height=600, theme="greyscale", parts=ALL - {PagePart.LEGEND, PagePart.FRAME}
    ),
}
CLOSE = ("a3-portrait", "a3-landscape", "slide-16x9")
"""Pages that show a part of the map only, at whose edges marks are cut."""


def lined(*places: tuple[float, float]) -> tuple[float, ...]:
    return tuple(metres * KM for place in places for metres in place)


@pytest.fixture
def drawn(drawings: dict[str, Drawing]) -> dict[str, Drawing]:
    """The drawings with marks of all kinds: dashed, edgeless, hatched, selected, and half out of the map."""
    rail = lined((-480, 200), (-200, 320), (-100, 180), (150, 390), (620, 300))
    far = lined((380, -500), (700, -500), (700, -300), (420, -250))
    lake = lined((-400, -300), (-250, -320), (-260, -150), (-410, -160))
    isle = lined((-350, -260), (-300, -260), (-300, -220))
    whole = (-1e6, -1e6, 1e6, 1e6)
    drills, lanes, ports = drawings["drills"], drawings["lanes"], drawings["ports"]
    return drawings | {
        "drills": replace(
            drills,
            shapes=(
                *drills.shapes,
                Shape("far", "area", "nsr-waters", (far,), whole),
                Shape("lake", "area", "country", (lake, isle), whole),
            ),
            names={**(drills.names or {}), "far": "Far & wide", "lake": "Lake"},
        ),
        "lanes": replace(
            lanes,
            shapes=(
                *lanes.shapes,
                Shape("rail", "line", "rail", (rail,), whole),
                Shape("rail", "line", "corridor", (lined((-480, 150), (480, 120)),), whole),
                Shape("suez", "line", "lane-suez", (lined((-700, -380), (300, -350), (300, -700)),), whole),
            ),
            chevrons=(
                *lanes.chevrons,
                Chevrons(
                    "suez", "lane-suez", ((-100 * KM, -362 * KM, 0, 0.4), (100 * KM, -356 * KM, 0, 9.0))
                ),
            ),
            names={**(lanes.names or {}), "suez": "By Suez"},
        ),
        "ports": replace(
            ports,
            shapes=(
                *ports.shapes,
                Shape("edge", "point", "port-other", (lined((498, 0)),), whole),
                Shape("towns", "point", "governance", (lined((-150, -60), (-120, 80), (460, 380)),), whole),
            ),
        ),
    }


@pytest.fixture
def annotated(scene: Scene) -> Scene:
    sources = (Source("s", "The source of all", "source of all", "free & open"),)
    layers = tuple(
        replace(layer, opacity=0.5) if layer.id == "graticule" else layer for layer in scene.layers
    )
    return replace(
        scene,
        catalog=Catalog("7", "Atlas", "", "", (), FACTS, sources, symbology=SYMBOLOGY),
        facts=FACTS,
        layers=layers,
        source_line="Sources: source of all",
        period="2022 to 2024",
        highlighted=("Z1", "L1", "towns", "lake"),
        signs=(
            Sign("towns", "kind-judgement", -150 * KM, -60 * KM, 8.0, -8.0),
            Sign("edge", "kind-forecast", 498 * KM, 0.0, 9.0, 0.0),
        ),
    )


@pytest.mark.parametrize("name", PAGES)
def test_the_whole_page_is_the_golden_one(
    name: str, annotated: Scene, drawn: dict[str, Drawing], base: BaseMap
) -> None:
    box = (-420 * KM, -330 * KM, 430 * KM, 300 * KM) if name in CLOSE else None
    request = replace(PAGES[name], facts=("T1", "T2", "T3"), box=box)
    made = svg.page(annotated, drawn, base, request).svg.replace("><", ">\n<") + "\n"
    made = made.replace(f"Arctic Map {__version__}", "Arctic Map VERSION")
    golden = PAGES_GOLDEN / f"{name}.svg"
    if "WRITE_GOLDEN" in os.environ:
        PAGES_GOLDEN.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
