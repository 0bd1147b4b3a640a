"""Whole pages of every preset and of the smallest sizes, mark by mark, as pictures that can be looked at."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.looks import SYMBOLOGY

from arctic_map import __version__
from arctic_map.export import svg
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.presets import PRESETS
from arctic_map.export.request import ALL, SMALLEST, Part, Request
from arctic_map.model.catalog import Catalog, Source
from arctic_map.model.drawing import Chevrons, Drawing, Shape
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.sign import Sign
from arctic_map.scene.scene import Scene

GOLDEN = Path(__file__).parents[2] / "golden" / "pages"
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
    "smallest": Request(width=SMALLEST, height=SMALLEST),
    "smallest-on-paper": Request(width=15, height=15, unit="mm"),
    "smallest-with-legend": Request(width=420, height=300),
    "poster": Request(width=900, height=600, unit="mm", theme="dark"),
    "greyscale": Request(width=900, height=600, theme="greyscale", parts=ALL - {Part.LEGEND, Part.FRAME}),
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
def told(scene: Scene) -> Scene:
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
    name: str, told: Scene, drawn: dict[str, Drawing], base: BaseMap
) -> None:
    box = (-420 * KM, -330 * KM, 430 * KM, 300 * KM) if name in CLOSE else None
    request = replace(PAGES[name], facts=("T1", "T2", "T3"), box=box)
    made = svg.page(told, drawn, base, request).svg.replace("><", ">\n<") + "\n"
    made = made.replace(f"Arctic Map {__version__}", "Arctic Map VERSION")
    golden = GOLDEN / f"{name}.svg"
    if "WRITE_GOLDEN" in os.environ:
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
