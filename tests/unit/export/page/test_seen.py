"""The legend tells of what is on the page, and only of that."""

from dataclasses import replace

from arctic_map.export import svg
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.request import Request
from arctic_map.model.drawing import Drawing
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.model.projection import Box
from arctic_map.scene.scene import Scene

KM = 1000.0
ALL: Box = (-500 * KM, -400 * KM, 500 * KM, 400 * KM)
LANE: Box = (-450 * KM, -100 * KM, -150 * KM, 100 * KM)
"""Where the lane passes and nothing else is."""
ZONE: Box = (180 * KM, 180 * KM, 220 * KM, 220 * KM)
"""Within the zone, whose edge is not seen."""
NOTHING: Box = (-400 * KM, -390 * KM, -300 * KM, -300 * KM)


def told(scene: Scene, drawings: dict[str, Drawing], base: BaseMap, box: Box) -> str:
    return svg.page(scene, drawings, base, Request(width=1000, height=800, box=box)).around


def legend(scene: Scene) -> Scene:
    kinds = (LegendEntry("", "Facts told:", True), LegendEntry("kind-reported", "Reported", True))
    forecast = LegendEntry("kind-forecast", "Forecast", True)
    port = LegendEntry("port-named", "Port")
    return replace(scene, legend=(*scene.legend, port, *kinds, forecast))


def test_what_is_on_the_map_is_told(scene: Scene, drawings: dict[str, Drawing], base: BaseMap) -> None:
    around = told(legend(scene), drawings, base, ALL)
    assert all(f">{words}</text>" in around for words in ("Lane", "Drill &amp; more", "Port"))


def test_what_the_map_does_not_reach_is_not(
    scene: Scene, drawings: dict[str, Drawing], base: BaseMap
) -> None:
    around = told(legend(scene), drawings, base, LANE)
    assert ">Lane</text>" in around
    assert ">Port</text>" not in around and "Drill" not in around
    around = told(legend(scene), drawings, base, ZONE)
    assert "Drill &amp; more" in around
    assert ">Lane</text>" not in around
    assert ">Legend</text>" not in told(legend(scene), drawings, base, NOTHING)


def test_the_kinds_are_told_of_the_facts_whose_marks_are_on_the_map(
    scene: Scene, drawings: dict[str, Drawing], base: BaseMap
) -> None:
    fact = Fact(id="S5", topic="security", text="It may come again", kind=Kind.FORECAST, features=("Z1",))
    expected = replace(legend(scene), facts=(fact,))
    assert ">Facts told:</text>" in told(expected, drawings, base, ZONE)
    assert ">Forecast</text>" in told(expected, drawings, base, ZONE)
    assert ">Reported</text>" not in told(expected, drawings, base, ZONE)
    assert ">Facts told:</text>" not in told(expected, drawings, base, LANE)
